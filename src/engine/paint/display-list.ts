import type { Color } from '../../base/color.ts';
import type { Matrix, Path, Rect } from '../../base/geometry.ts';
import type { Artifact, ContentLeaf, StructureNode } from '../boxes/structure.ts';
import type { BlendMode } from '../css/paint-types.ts';
import type { Face } from '../fonts/face.ts';
import type { RasterImage } from '../images/raster.ts';
import type { TextPiece } from '../text/pieces.ts';

/**
 * What painters read: positioned primitives in CSS px from the top left of each page, in painting order, each joined
 * to the structure tree by its mark. Nothing here knows boxes, styles or PDF.
 */
export interface DisplayList {
  readonly pages: readonly DisplayPage[];
  readonly structure: StructureNode;
  /** BCP 47. */
  readonly lang: string;
  readonly title: string;
}

export interface DisplayPage {
  /** The finished page; what lies outside it is cut off. */
  readonly width: number;
  readonly height: number;
  /** How far the print goes beyond the page, and the sheet with its marks, on each side. */
  readonly sheet?: { readonly bleed: number; readonly around: number } | undefined;
  /** Clockwise turn when the page is shown, degrees. */
  readonly rotation?: 90 | 270 | undefined;
  readonly items: readonly DisplayItem[];
  readonly links: readonly LinkArea[];
  /** Named destinations on this page: element ids with their top left corner. */
  readonly anchors: readonly Anchor[];
}

export type Mark = ContentLeaf | Artifact;

export type DisplayItem = TextItem | PathItem | ImageItem | GroupItem | SaveItem | RestoreItem;

/**
 * One line's worth of glyphs of one face, size and colour. `x` is the start edge: left for `ltr`, right for `rtl`.
 * `pieces` stand in logical order; the glyphs inside a piece are in visual order, as HarfBuzz gives them.
 */
export interface TextItem {
  readonly type: 'text';
  readonly mark: Mark;
  readonly face: Face;
  /** Font size in px. */
  readonly size: number;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly direction: 'ltr' | 'rtl';
  /** Number of the stretch of the page's text that it is in, which may be painted in another order. */
  readonly order?: number | undefined;
  /** What the letters are filled with, if they are. */
  readonly color: Paint | undefined;
  /** Their outlines, painted over the fill. */
  readonly stroke?: Stroke | undefined;
  readonly pieces: readonly TextPiece[];
}

/** What areas, lines and letters are painted with. Coordinates are those of the item. */
export type Paint = Color | LinearGradient | RadialGradient | ConicGradient | TilingPattern;

interface Gradient {
  /** At least one, offsets rising from 0 to 1. Between two, components and alpha change evenly. */
  readonly stops: readonly GradientStop[];
  /** What lies beyond the first and the last stop. */
  readonly spread: 'pad' | 'repeat' | 'reflect';
  /** From the gradient's own space to that of the item. */
  readonly transform: Matrix;
}

export interface GradientStop {
  readonly offset: number;
  readonly color: Color;
}

/** Colours change along the way from the first point to the second. */
export interface LinearGradient extends Gradient {
  readonly type: 'linear';
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Colours change from the circle around the focus to that around the centre. */
export interface RadialGradient extends Gradient {
  readonly type: 'radial';
  readonly cx: number;
  readonly cy: number;
  readonly r: number;
  readonly fx: number;
  readonly fy: number;
  readonly fr: number;
}

/** Colours change around a point, once a turn. */
export interface ConicGradient {
  readonly type: 'conic';
  readonly cx: number;
  readonly cy: number;
  /** Degrees clockwise from upwards to where the stop 0 lies. */
  readonly from: number;
  readonly stops: readonly GradientStop[];
}

/** `items` in `tile`, over and over to all sides. */
export interface TilingPattern {
  readonly type: 'pattern';
  readonly tile: Rect;
  /** From the tile's space to that of the item painted. */
  readonly transform: Matrix;
  readonly items: readonly DisplayItem[];
  readonly alpha: number;
  /** Distance from one tile to the next, px, where there is room between them. */
  readonly steps?: readonly [number, number] | undefined;
}

export interface PathItem {
  readonly type: 'path';
  readonly mark: Mark;
  readonly path: Path;
  readonly fill?: Paint | undefined;
  readonly fillRule?: 'nonzero' | 'evenodd' | undefined;
  readonly stroke?: Stroke | undefined;
}

export interface Stroke {
  readonly color: Paint;
  readonly width: number;
  readonly cap: 'butt' | 'round' | 'square';
  readonly join: 'miter' | 'round' | 'bevel';
  readonly miterLimit: number;
  readonly dash: readonly number[];
  readonly dashOffset: number;
}

/** The image fills `rect`; cropping is done by a surrounding clip. */
export interface ImageItem {
  readonly type: 'image';
  readonly mark: Mark;
  readonly image: RasterImage;
  readonly rect: Rect;
  /** The pixels lie as they are stored, whatever the file says about turning them. */
  readonly stored?: true | undefined;
}

/** Items painted apart and then laid on the page as one, all of one mark: faded, or seen through a mask. */
export interface GroupItem {
  readonly type: 'group';
  readonly mark: Mark;
  readonly items: readonly DisplayItem[];
  readonly opacity: number;
  readonly mask?: Mask | undefined;
}

/** What lets a group through: the light of `items` on black, or their alpha. */
export interface Mask {
  readonly kind: 'luminance' | 'alpha';
  readonly items: readonly DisplayItem[];
}

/**
 * Opens a group: everything up to the matching restore is transformed, clipped, faded and blended together. What is
 * inside an isolated group blends with nothing behind it; faded and blended groups are isolated too.
 */
export interface SaveItem {
  readonly type: 'save';
  readonly transform?: Matrix | undefined;
  readonly clip?: { readonly path: Path; readonly rule: 'nonzero' | 'evenodd' } | undefined;
  readonly opacity?: number | undefined;
  readonly blend?: Exclude<BlendMode, 'normal'> | undefined;
  readonly isolated?: boolean | undefined;
}

export interface RestoreItem {
  readonly type: 'restore';
}

export interface LinkArea {
  readonly node: StructureNode;
  readonly rects: readonly Rect[];
}

export interface Anchor {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}
