import type { Rect, Sides } from '../../base/geometry.ts';
import type { Box, InlineBox, Owner, TablePart } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { LoadedFace } from '../fonts/loaded-face.ts';
import type { TextPiece } from '../text/pieces.ts';
import type { Exclusion } from './floats.ts';

/**
 * The result of layout: physical boxes with sizes, whose children have offsets from their top left corner. A box that
 * is broken over pages or columns has one fragment in each. CSS px.
 */
export type Fragment = BoxFragment | LineFragment | TextFragment;

export interface PlacedFragment<F extends Fragment = Fragment> {
  readonly x: number;
  readonly y: number;
  readonly fragment: F;
  /** In a line, the inline boxes around it, outermost first; none where undefined. */
  readonly inside?: readonly InlineBox[] | undefined;
}

export interface BoxFragment {
  readonly type: 'box';
  readonly box: Box | InlineBox | TablePart;
  /** Border box. */
  readonly width: number;
  readonly height: number;
  readonly border: Sides;
  readonly padding: Sides;
  readonly children: readonly PlacedFragment[];
  /** Offsets of the first and last baselines from the top, where there are any. */
  readonly firstBaseline: number | undefined;
  readonly lastBaseline: number | undefined;
  /** Whether the box starts and ends in this fragment. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** A repetition of what an earlier page says already (table headers). */
  readonly repeated?: boolean | undefined;
  /** Extra geometry that painting needs. */
  readonly decoration?: Decoration | undefined;
  /** Where the legend of a fieldset interrupts its border. */
  readonly legend?: LegendGap | undefined;
  /** min-height or max-height decided the height: margins inside do not reach through its bottom. */
  readonly clamped?: boolean | undefined;
  /** Margin boxes of its floats, where what follows has to make room for them. */
  readonly exclusions?: readonly Exclusion[] | undefined;
  /** Absolutely positioned boxes in it whose containing block is farther out. */
  readonly outOfFlow?: readonly OutOfFlow[] | undefined;
}

/** The part of a fieldset behind its legend, from its top left corner: the border is not painted in it. */
export interface LegendGap extends Rect {
  /** Width of the border at the top; that of the fragment is larger, because it holds the legend. */
  readonly border: number;
  /** What lies above the border, which is painted behind the middle of the legend. */
  readonly above: number;
}

/** An absolutely positioned box that waits for its containing block, and where it would stand in the flow. */
export interface OutOfFlow {
  readonly box: Box;
  /** The static position (CSS Positioned Layout 3 section 4.1): a point, */
  readonly x: number;
  readonly y: number;
  /** and the share of its margin box that lies to the left of it, and above: 0, 0.5 or 1. */
  readonly anchorX: number;
  readonly anchorY: number;
  /** The inline box that is its containing block. */
  readonly container?: InlineBox | undefined;
}

export type Decoration =
  /** Lines between columns. */
  | {
      readonly type: 'column-rules';
      readonly rules: readonly ColumnRule[];
    }
  /**
   * Backgrounds of columns, row groups and rows behind the cells of a row, relative to the row's fragment, and collapsed
   * borders relative to the table's.
   */
  | {
      readonly type: 'table';
      readonly backgrounds: readonly TableBackground[];
      readonly borders: readonly TableBorder[];
    };

/** A line between two columns, from the top left corner of the content: x is its middle. */
export interface ColumnRule {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** The part of the background of a column, row group or row that lies behind one cell (CSS 2 section 17.5.1). */
export interface TableBackground extends Rect {
  readonly style: ComputedStyle;
  /** The box of that part of the table, from the same corner: pictures and gradients are laid out in it. */
  readonly area: Rect;
}

export interface TableBorder {
  readonly edge: CollapsedEdge;
  readonly vertical: boolean;
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

export interface CollapsedEdge {
  readonly width: number;
  readonly style: ComputedStyle['borderTopStyle'];
  readonly color: ComputedStyle['color'];
}

/** A line box (CSS Inline 3 section 2.2). */
export interface LineFragment {
  readonly type: 'line';
  readonly width: number;
  readonly height: number;
  /** Offset of the baseline from the top. */
  readonly baseline: number;
  readonly children: readonly PlacedFragment[];
  /** Ends with the hyphen of a parted word. */
  readonly hyphenated: boolean;
  readonly outOfFlow?: readonly OutOfFlow[] | undefined;
  /** px by which it is too long for its box, on whatever side; what hangs is not counted. */
  readonly excess: number;
}

/** Text of one face and style in one line. Its origin is the left end of its baseline. */
export interface TextFragment {
  readonly type: 'text';
  readonly width: number;
  readonly face: LoadedFace;
  readonly style: ComputedStyle;
  readonly direction: 'ltr' | 'rtl';
  readonly pieces: readonly TextPiece[];
  readonly owner: Owner;
  /** Decorations of the inline boxes around, outermost first. */
  readonly decorations: readonly ComputedStyle[];
}
