import type { Element } from 'domhandler';
import type { ComputedStyle } from '../css/style.ts';
import type { RasterImage } from '../images/raster.ts';
import type { SvgPicture } from '../images/svg.ts';
import type { ParagraphItem } from '../text/paragraph.ts';
import type { PageMarks } from './page-marks.ts';
import type { Artifact, ContentLeaf, StructureNode } from './structure.ts';

/** What painted content belongs to: a leaf of the structure tree, or an artifact. */
export type Owner = ContentLeaf | Artifact;

interface BoxBase {
  readonly style: ComputedStyle;
  /** The element that generates the box; anonymous boxes have none. */
  readonly element: Element | undefined;
  /** Short selector-like description for findings and dumps. */
  readonly label: string;
  /** The element's id, a destination for links. */
  readonly anchor: string | undefined;
}

/** A block container: of blocks, or of lines (CSS Display 3 section 2). Columns are made of it by layout. */
export interface BlockBox extends BoxBase {
  readonly kind: 'block';
  readonly children: readonly Box[];
  readonly inline: InlineContent | undefined;
  /** An outside list marker. */
  readonly marker: InlineContent | undefined;
  /** An atomic inline that takes the room its line has left, and fills it with copies of its text. */
  readonly leader?: true;
}

export interface FlexBox extends BoxBase {
  readonly kind: 'flex';
  /** The items. */
  readonly children: readonly Box[];
  /** Absolutely positioned children, which are no items. */
  readonly positioned: readonly Box[];
}

/** A grid container, its items and its absolutely positioned children. */
export interface GridBox extends BoxBase {
  readonly kind: 'grid';
  readonly children: readonly Box[];
  readonly positioned: readonly Box[];
}

export interface ReplacedBox extends BoxBase {
  readonly kind: 'replaced';
  readonly content: ReplacedContent;
  readonly owner: Owner;
}

export type ReplacedContent =
  | { readonly type: 'raster'; readonly image: RasterImage }
  | { readonly type: 'svg'; readonly picture: SvgPicture }
  /** The picture could not be read; a finding says so. */
  | { readonly type: 'missing' };

export interface TableBox extends BoxBase {
  readonly kind: 'table';
  readonly captions: readonly BlockBox[];
  /** Styles of `col` elements, one for each column they span. */
  readonly columns: readonly ComputedStyle[];
  readonly columnCount: number;
  readonly groups: readonly TableRowGroup[];
}

export interface TableRowGroup {
  readonly kind: 'header' | 'body' | 'footer';
  readonly style: ComputedStyle;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly style: ComputedStyle;
  readonly cells: readonly TableCell[];
  readonly label: string;
}

export interface TableCell {
  readonly box: BlockBox;
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

export type Box = BlockBox | FlexBox | GridBox | ReplacedBox | TableBox;

/** The flattened content of an inline formatting context (CSS Inline 3 section 2). */
export interface InlineContent {
  /** White space collapsed; U+FFFC stands for atomic inlines, newlines for forced breaks. */
  readonly text: string;
  readonly items: readonly InlineItem[];
  /** In the order of `at`. */
  readonly detached: readonly DetachedBox[];
  /** Style of the block container. */
  readonly style: ComputedStyle;
  readonly lang: string;
}

export type InlineItem =
  | (ParagraphItem & { readonly type: 'text'; readonly owner: Owner })
  | (InlineEdge & { readonly type: 'open'; readonly style: ComputedStyle })
  | (InlineEdge & { readonly type: 'close' })
  | { readonly type: 'atomic'; readonly at: number; readonly box: Box }
  | { readonly type: 'break'; readonly at: number; readonly style: ComputedStyle };

interface InlineEdge {
  readonly at: number;
  readonly box: InlineBox;
  /** A block parts the box here: it has no margin, border and padding at this place. */
  readonly cut: boolean;
}

/** A float or an absolutely positioned box that stands in text, at an offset, without being part of it. */
export interface DetachedBox {
  readonly at: number;
  readonly box: Box;
  /** It would be inline in the flow: that is where it stands when nothing else places it. */
  readonly inlineLevel: boolean;
  /** The inline box that is its containing block. */
  readonly container: InlineBox | undefined;
}

export interface InlineBox extends BoxBase {
  readonly kind: 'inline';
  /** The Link whose area the box's fragments make. */
  readonly link: StructureNode | undefined;
}

export interface BoxTree {
  readonly root: BlockBox;
  readonly structure: StructureNode;
  readonly marks: PageMarks;
  /** Whether marks bring footnotes or page floats. */
  readonly places: boolean;
}
