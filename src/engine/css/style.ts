import type { Color } from '../../base/color.ts';
import type {
  BackgroundSize,
  BlendMode,
  BorderImageRepeat,
  BorderImageSide,
  BoxArea,
  ClipPath,
  EdgeOffset,
  ImageValue,
  Position,
  RepeatStyle,
  Shadow,
  TransformFunction,
  UrlImage,
} from './paint-types.ts';
import type { LengthPercentage } from './values.ts';

/** `auto` or a length; sizes and insets. */
export type AutoLength = 'auto' | LengthPercentage;
export type Size = AutoLength | 'min-content' | 'max-content' | 'fit-content';
export type MaxSize = 'none' | LengthPercentage | 'min-content' | 'max-content' | 'fit-content';

export type Display =
  | 'none' | 'contents' | 'block' | 'flow-root' | 'inline' | 'inline-block' | 'list-item' | 'flex' | 'inline-flex'
  | 'grid' | 'inline-grid'
  | 'table' | 'inline-table' | 'table-row' | 'table-cell' | 'table-row-group' | 'table-header-group'
  | 'table-footer-group' | 'table-column' | 'table-column-group' | 'table-caption'; // biome-ignore format: a table

export type BorderStyle =
  | 'none' | 'hidden' | 'solid' | 'dashed' | 'dotted' | 'double' | 'groove' | 'ridge' | 'inset' | 'outset'; // biome-ignore format: a list
export type BreakValue =
  | 'auto' | 'avoid' | 'avoid-page' | 'avoid-column' | 'always' | 'all' | 'page' | 'column' | 'left' | 'right' | 'recto'
  | 'verso'; // biome-ignore format: a table
type Overflowing<Place extends string> = Place | `${'safe' | 'unsafe'} ${Place}`;
type Place = 'center' | 'start' | 'end' | 'flex-start' | 'flex-end';
/** How a box stands in its alignment container (CSS Box Alignment 3 section 6). */
export type SelfAlignment =
  | 'normal' | 'stretch' | 'baseline' | 'last baseline'
  | Overflowing<Place | 'self-start' | 'self-end' | 'left' | 'right'>; // biome-ignore format: a table
/** How the content of a container is distributed (CSS Box Alignment 3 section 5). */
export type ContentAlignment =
  | 'normal' | 'stretch' | 'baseline' | 'last baseline' | 'space-between' | 'space-around' | 'space-evenly'
  | Overflowing<Place | 'left' | 'right'>; // biome-ignore format: a table

/** A track breadth without flexibility (CSS Grid 2 section 7.2). */
export type FixedBreadth = LengthPercentage | 'auto' | 'min-content' | 'max-content';
/** Sizing functions of a grid track; `limit` is the argument of `fit-content()`. */
export interface TrackSize {
  readonly min: FixedBreadth;
  readonly max: FixedBreadth | { readonly fr: number };
  readonly limit?: LengthPercentage;
}
export type TrackListPart =
  | { readonly type: 'names'; readonly names: readonly string[] }
  | { readonly type: 'track'; readonly size: TrackSize }
  | {
      readonly type: 'repeat';
      readonly count: number | 'auto-fill' | 'auto-fit';
      readonly parts: readonly TrackListPart[];
    };
export type GridTemplate = 'none' | readonly TrackListPart[];
/** Where an item starts or ends: a line by number, name or both, or a span over so many. */
export type GridLine =
  | 'auto'
  | { readonly span: boolean; readonly number: number | undefined; readonly name: string | undefined };
export type GridAutoFlow = 'row' | 'column' | 'row dense' | 'column dense';

export type ContentPart =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'counter'; readonly name: string; readonly style: string; readonly separator?: string | undefined }
  | { readonly type: 'attr'; readonly name: string; readonly fallback: string }
  | { readonly type: 'element' | 'named-string'; readonly name: string; readonly which: Occurrence }
  | { readonly type: 'quote'; readonly open: boolean; readonly shown: boolean }
  | { readonly type: 'own-text'; readonly which: TextPart }
  | {
      readonly type: 'target-counter';
      readonly target: Target;
      readonly name: string;
      readonly style: string;
      readonly separator: string | undefined;
    }
  | { readonly type: 'target-text'; readonly target: Target; readonly which: TextPart }
  | { readonly type: 'image'; readonly image: UrlImage }
  | { readonly type: 'leader'; readonly pattern: string };

/** Which of the values that a name gets on one page (CSS GCPM 3 section 1.2.2). */
export type Occurrence = 'first' | 'start' | 'last' | 'first-except';
/** Parts of an element's text (CSS GCPM 3 section 1.1). */
export type TextPart = 'content' | 'before' | 'after' | 'first-letter';
/** The address of an element, or the attribute that holds it. */
export type Target = { readonly address: string } | { readonly attribute: string };

export interface NamedString {
  readonly name: string;
  readonly parts: readonly ContentPart[];
}

export type Content = 'normal' | 'none' | readonly ContentPart[];

export interface CounterChange {
  readonly name: string;
  readonly value: number;
}

/** An element of the document named by `url()`: the address as it was written. */
export type Reference = 'none' | { readonly url: string };

/** `<paint>` (SVG 2 section 13.2). Without a fallback, a server that is missing paints nothing. */
export type PaintValue =
  | 'none'
  | 'currentcolor'
  | Color
  | { readonly url: string; readonly fallback: 'none' | 'currentcolor' | Color };

export type BaselineName =
  | 'auto' | 'alphabetic' | 'central' | 'middle' | 'hanging' | 'mathematical' | 'ideographic' | 'text-before-edge'
  | 'text-after-edge' | 'text-top' | 'text-bottom'; // biome-ignore format: a table

/** One OpenType feature setting: `tag` has four characters. */
export interface FontFeature {
  readonly tag: string;
  readonly value: number;
}

/**
 * Every property of an element after cascade and computation, in CSS px where lengths are absolute. Objects are shared
 * between elements that compute alike and must not be changed.
 */
export interface ComputedStyle {
  // Box generation and sizes
  readonly display: Display;
  readonly position: 'static' | 'relative' | 'absolute' | 'fixed' | 'sticky' | { readonly running: string };
  readonly float: 'none' | 'left' | 'right' | 'top' | 'bottom' | 'footnote';
  readonly clear: 'none' | 'left' | 'right' | 'both';
  readonly boxSizing: 'content-box' | 'border-box';
  readonly width: Size;
  readonly height: Size;
  readonly minWidth: Size;
  readonly minHeight: Size;
  readonly maxWidth: MaxSize;
  readonly maxHeight: MaxSize;
  readonly aspectRatio: 'auto' | { readonly ratio: number; readonly auto: boolean };
  readonly top: AutoLength;
  readonly right: AutoLength;
  readonly bottom: AutoLength;
  readonly left: AutoLength;
  readonly marginTop: AutoLength;
  readonly marginRight: AutoLength;
  readonly marginBottom: AutoLength;
  readonly marginLeft: AutoLength;
  readonly paddingTop: LengthPercentage;
  readonly paddingRight: LengthPercentage;
  readonly paddingBottom: LengthPercentage;
  readonly paddingLeft: LengthPercentage;
  readonly overflow: 'visible' | 'hidden' | 'clip';
  readonly textOverflow: 'clip' | 'ellipsis';
  readonly visibility: 'visible' | 'hidden' | 'collapse';
  readonly objectFit: 'fill' | 'contain' | 'cover' | 'none' | 'scale-down';
  readonly objectPosition: Position;

  // Borders and backgrounds
  readonly borderTopWidth: number;
  readonly borderRightWidth: number;
  readonly borderBottomWidth: number;
  readonly borderLeftWidth: number;
  readonly borderTopStyle: BorderStyle;
  readonly borderRightStyle: BorderStyle;
  readonly borderBottomStyle: BorderStyle;
  readonly borderLeftStyle: BorderStyle;
  readonly borderTopColor: Color;
  readonly borderRightColor: Color;
  readonly borderBottomColor: Color;
  readonly borderLeftColor: Color;
  readonly borderTopLeftRadius: readonly [LengthPercentage, LengthPercentage];
  readonly borderTopRightRadius: readonly [LengthPercentage, LengthPercentage];
  readonly borderBottomRightRadius: readonly [LengthPercentage, LengthPercentage];
  readonly borderBottomLeftRadius: readonly [LengthPercentage, LengthPercentage];
  readonly backgroundColor: Color;
  readonly opacity: number;
  readonly color: Color;
  /** One entry a layer, the topmost first; the other lists are used over and over. */
  readonly backgroundImage: readonly (ImageValue | 'none')[];
  readonly backgroundSize: readonly BackgroundSize[];
  readonly backgroundPositionX: readonly EdgeOffset[];
  readonly backgroundPositionY: readonly EdgeOffset[];
  readonly backgroundRepeat: readonly (readonly [RepeatStyle, RepeatStyle])[];
  readonly backgroundOrigin: readonly BoxArea[];
  readonly backgroundClip: readonly BoxArea[];
  readonly backgroundAttachment: readonly ('scroll' | 'fixed' | 'local')[];
  readonly backgroundBlendMode: readonly BlendMode[];

  readonly borderImageSource: ImageValue | 'none';
  /** Top, right, bottom, left, as all four of these. */
  readonly borderImageSlice: { readonly sides: readonly BorderImageSide[]; readonly fill: boolean };
  readonly borderImageWidth: readonly BorderImageSide[];
  readonly borderImageOutset: readonly BorderImageSide[];
  readonly borderImageRepeat: readonly [BorderImageRepeat, BorderImageRepeat];

  // Effects
  readonly boxDecorationBreak: 'slice' | 'clone';
  readonly boxShadow: readonly Shadow[];
  readonly outlineStyle: Exclude<BorderStyle, 'hidden'>;
  readonly outlineWidth: number;
  readonly outlineColor: Color;
  readonly outlineOffset: number;
  readonly zIndex: 'auto' | number;
  readonly isolation: 'auto' | 'isolate';
  readonly mixBlendMode: BlendMode;
  readonly overflowClipMargin: { readonly box: BoxArea; readonly by: number };
  readonly clipPath: ClipPath;
  /** Applied from the last to the first, after `scale`, `rotate` and `translate`. */
  readonly transform: readonly TransformFunction[];
  readonly translate: readonly TransformFunction[];
  readonly rotate: readonly TransformFunction[];
  readonly scale: readonly TransformFunction[];
  readonly transformOrigin: Position;
  readonly transformBox: 'content-box' | 'border-box' | 'fill-box' | 'stroke-box' | 'view-box';
  readonly printColorAdjust: 'economy' | 'exact';
  readonly imageRendering: 'auto' | 'smooth' | 'high-quality' | 'pixelated' | 'crisp-edges';

  // Fonts
  readonly fontFamily: readonly string[];
  readonly fontSize: number;
  readonly fontWeight: number;
  readonly fontStyle: 'normal' | 'italic';
  readonly fontKerning: 'auto' | 'normal' | 'none';
  /** Keywords of the property; none for `normal`. */
  readonly fontVariantLigatures: readonly string[];
  readonly fontVariantNumeric: readonly string[];
  readonly fontVariantEastAsian: readonly string[];
  readonly fontVariantCaps:
    | 'normal'
    | 'small-caps'
    | 'all-small-caps'
    | 'petite-caps'
    | 'all-petite-caps'
    | 'unicase'
    | 'titling-caps';
  readonly fontVariantPosition: 'normal' | 'sub' | 'super';
  readonly fontFeatureSettings: readonly FontFeature[];
  /** An OpenType language system tag. */
  readonly fontLanguageOverride: string;

  // Text
  readonly direction: 'ltr' | 'rtl';
  readonly unicodeBidi: 'normal' | 'embed' | 'isolate' | 'bidi-override' | 'isolate-override' | 'plaintext';
  readonly lineHeight: 'normal' | { readonly factor: number } | { readonly px: number };
  readonly letterSpacing: number;
  readonly wordSpacing: number;
  readonly textAlign:
    'start' | 'end' | 'left' | 'right' | 'center' | 'justify' | '-webkit-left' | '-webkit-center' | '-webkit-right'; // biome-ignore format: a list
  readonly textAlignLast: 'auto' | 'start' | 'end' | 'left' | 'right' | 'center' | 'justify';
  readonly textIndent: LengthPercentage;
  /** Signs that stand for every character. */
  readonly textSecurity: 'none' | 'disc' | 'circle' | 'square';
  readonly textTransform: 'none' | 'uppercase' | 'lowercase' | 'capitalize';
  readonly textDecorationLine: readonly ('underline' | 'overline' | 'line-through')[];
  readonly textDecorationColor: Color;
  readonly textDecorationStyle: 'solid' | 'double' | 'dotted' | 'dashed' | 'wavy';
  readonly textDecorationSkipInk: 'auto' | 'none' | 'all';
  readonly textUnderlinePosition: 'auto' | 'from-font' | 'under';
  readonly textShadow: readonly Shadow[];
  readonly textDecorationThickness: 'auto' | 'from-font' | number;
  readonly textUnderlineOffset: 'auto' | number;
  readonly textWrapMode: 'wrap' | 'nowrap';
  readonly textWrapStyle: 'auto' | 'balance' | 'pretty' | 'stable';
  readonly whiteSpaceCollapse: 'collapse' | 'preserve' | 'preserve-breaks' | 'break-spaces';
  readonly hyphens: 'none' | 'manual' | 'auto';
  /** Letters of the word, before and after the hyphen; 0 for `auto`. */
  readonly hyphenateLimitChars: readonly [number, number, number];
  readonly hyphenateLimitLast: 'none' | 'column' | 'page';
  readonly lineBreak: 'auto' | 'loose' | 'normal' | 'strict' | 'anywhere';
  readonly wordBreak: 'normal' | 'break-all' | 'keep-all' | 'break-word';
  readonly hangingPunctuation: readonly ('first' | 'force-end' | 'allow-end' | 'last')[];
  readonly textJustify: 'auto' | 'none' | 'inter-word' | 'inter-character';
  readonly overflowWrap: 'normal' | 'break-word' | 'anywhere';
  /** A number of spaces, or a length. */
  readonly tabSize: number | LengthPercentage;
  readonly verticalAlign:
    | 'baseline'
    | 'sub'
    | 'super'
    | 'text-top'
    | 'text-bottom'
    | 'middle'
    | 'top'
    | 'bottom'
    | LengthPercentage;

  // Lists, counters and generated content
  readonly listStyleType: string;
  readonly listStyleImage: 'none' | UrlImage;
  readonly listStylePosition: 'outside' | 'inside';
  readonly content: Content;
  readonly counterReset: readonly CounterChange[];
  readonly counterIncrement: readonly CounterChange[];
  readonly counterSet: readonly CounterChange[];
  readonly quotes: 'auto' | readonly (readonly [string, string])[];

  // Flexible boxes
  readonly flexDirection: 'row' | 'row-reverse' | 'column' | 'column-reverse';
  readonly flexWrap: 'nowrap' | 'wrap' | 'wrap-reverse';
  readonly flexGrow: number;
  readonly flexShrink: number;
  readonly flexBasis: Size | 'content';
  readonly order: number;
  readonly justifyContent: ContentAlignment;
  readonly alignContent: ContentAlignment;
  readonly alignItems: SelfAlignment;
  readonly alignSelf: SelfAlignment | 'auto';
  readonly justifyItems: SelfAlignment;
  readonly justifySelf: SelfAlignment | 'auto';
  readonly rowGap: 'normal' | LengthPercentage;
  readonly columnGap: 'normal' | LengthPercentage;

  // Grids
  readonly gridTemplateRows: GridTemplate;
  readonly gridTemplateColumns: GridTemplate;
  readonly gridTemplateAreas: 'none' | readonly (readonly (string | undefined)[])[];
  readonly gridAutoRows: readonly TrackSize[];
  readonly gridAutoColumns: readonly TrackSize[];
  readonly gridAutoFlow: GridAutoFlow;
  readonly gridRowStart: GridLine;
  readonly gridRowEnd: GridLine;
  readonly gridColumnStart: GridLine;
  readonly gridColumnEnd: GridLine;

  // Columns, tables and fragmentation
  readonly columnCount: 'auto' | number;
  readonly columnWidth: 'auto' | number;
  readonly columnFill: 'balance' | 'auto';
  readonly columnSpan: 'none' | 'all';
  readonly columnRuleWidth: number;
  readonly columnRuleStyle: BorderStyle;
  readonly columnRuleColor: Color;
  readonly tableLayout: 'auto' | 'fixed';
  readonly borderCollapse: 'separate' | 'collapse';
  readonly borderSpacing: readonly [number, number];
  readonly captionSide: 'top' | 'bottom';
  readonly emptyCells: 'show' | 'hide';
  readonly breakBefore: BreakValue;
  readonly breakAfter: BreakValue;
  readonly breakInside: 'auto' | 'avoid' | 'avoid-page' | 'avoid-column';
  readonly orphans: number;
  readonly widows: number;

  // Pages
  /** A page name; `auto` where neither the element nor one around it has any. */
  readonly page: string;
  readonly size: 'auto' | 'portrait' | 'landscape' | readonly [width: number, height: number];
  readonly pageOrientation: 'upright' | 'rotate-left' | 'rotate-right';
  readonly bleed: 'auto' | number;
  readonly marks: readonly ('crop' | 'cross')[];
  readonly stringSet: readonly NamedString[];
  readonly floatReference: 'inline' | 'page';
  readonly footnotePolicy: 'auto' | 'line' | 'block';
  readonly footnoteDisplay: 'block' | 'inline' | 'compact';
  readonly bookmarkLevel: 'auto' | 'none' | number;
  readonly bookmarkLabel: Content;
  readonly bookmarkState: 'open' | 'closed';

  // Scalable Vector Graphics
  readonly fill: PaintValue;
  readonly fillOpacity: number;
  readonly fillRule: 'nonzero' | 'evenodd';
  readonly stroke: PaintValue;
  readonly strokeOpacity: number;
  readonly strokeWidth: LengthPercentage;
  readonly strokeDasharray: readonly LengthPercentage[];
  readonly strokeDashoffset: LengthPercentage;
  readonly strokeLinecap: 'butt' | 'round' | 'square';
  readonly strokeLinejoin: 'miter' | 'round' | 'bevel';
  readonly strokeMiterlimit: number;
  readonly paintOrder: readonly ('fill' | 'stroke' | 'markers')[];
  readonly vectorEffect: 'none' | 'non-scaling-stroke';
  readonly markerStart: Reference;
  readonly markerMid: Reference;
  readonly markerEnd: Reference;
  readonly clipRule: 'nonzero' | 'evenodd';
  readonly mask: Reference;
  readonly maskType: 'luminance' | 'alpha';
  readonly stopColor: Color | 'currentcolor';
  readonly stopOpacity: number;
  readonly textAnchor: 'start' | 'middle' | 'end';
  readonly dominantBaseline: BaselineName;
  readonly alignmentBaseline: 'baseline' | BaselineName;
  readonly baselineShift: 'sub' | 'super' | LengthPercentage;

  // Pictures
  readonly imageOrientation: 'from-image' | 'none';

  /** Custom properties by name, as text (CSS Variables 1). */
  readonly custom: ReadonlyMap<string, string>;
}

export type StyleField = Exclude<keyof ComputedStyle, 'custom'>;
