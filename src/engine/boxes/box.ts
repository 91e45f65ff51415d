import type { Element } from 'domhandler';
import type { ComputedStyle } from '../css/style.ts';
import type { RasterImage } from '../images/raster.ts';
import type { SvgPicture } from '../images/svg-nodes.ts';
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
  /** The ids of empty elements beside it that make no box: they lead here. */
  readonly emptyAnchors?: readonly string[] | undefined;
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
  /** The legend in the border of a fieldset. */
  readonly legend?: Box | undefined;
  /** Of columns: how many other sets of columns are around them in the document. */
  readonly columnDepth?: number;
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
  /** What `col` and `colgroup` say, one entry for each column they span. */
  readonly columns: readonly TableColumn[];
  /** Columns of the grid: those of `columns` and those that cells need. */
  readonly columnCount: number;
  /** In the order in which they are laid out: header, bodies, footer. */
  readonly groups: readonly TableRowGroup[];
  /** It stands in a cell or flex item, whose width its percentages do not raise. */
  readonly nested: boolean;
}

export interface TableColumn {
  readonly style: ComputedStyle;
  /** The column group around it, with the columns it has from `start`. */
  readonly group: { readonly style: ComputedStyle; readonly start: number; readonly span: number } | undefined;
}

/** A row group or row: it has a place, but what it paints is painted into its cells (CSS 2 section 17.5.1). */
export interface TablePart extends BoxBase {
  readonly kind: 'table-part';
}

export interface TableRowGroup {
  readonly kind: 'header' | 'body' | 'footer';
  readonly box: TablePart;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly box: TablePart;
  readonly cells: readonly TableCell[];
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
  /** The same content in the styles of ::first-line, where there is one for it. */
  readonly firstLine?: InlineContent | undefined;
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
  /** Its style inside another parent; without it, the style stays the same anywhere. */
  readonly restyle?: ((parent: ComputedStyle) => ComputedStyle) | undefined;
}

export interface BoxTree {
  readonly root: BlockBox;
  readonly structure: StructureNode;
  readonly marks: PageMarks;
  /** Whether marks bring footnotes or page floats. */
  readonly places: boolean;
}
