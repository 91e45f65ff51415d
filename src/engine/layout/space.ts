import type { Box } from '../boxes/box.ts';
import type { TextContext } from '../text/paragraph.ts';
import type { FloatSpace } from './floats.ts';
import type { BoxFragment } from './fragment.ts';

/**
 * All that layout of a box may read besides the box: the room it has. Algorithms read nothing else, so the same box
 * in the same space gives the same fragment.
 */
export interface ConstraintSpace {
  /** Content width of the containing block, px. */
  readonly availableWidth: number;
  /** Its content height where that is known before layout; percentages of height need it. */
  readonly availableHeight: number | undefined;
  /** Border-box sizes decided by the parent (flex items, table cells). */
  readonly fixedWidth?: number | undefined;
  readonly fixedHeight?: number | undefined;
  /** Use the content's width within the available one (CSS 2 section 10.3.5). */
  readonly shrinkToFit?: boolean | undefined;
  /** Floats around a box that is not a formatting context of its own, from its top left corner. */
  readonly floats?: FloatSpace | undefined;
  /** Where the content may be cut; undefined where it may not. */
  readonly fragmentainer?: Fragmentainer | undefined;
}

/** The page or column being filled, as seen from the top of the box that is laid out (CSS Break 3 section 2). */
export interface Fragmentainer {
  readonly type: 'page' | 'column';
  /** From the top of the box to the end of the fragmentainer, px. */
  readonly remaining: number;
  /** Height of a whole one, px, where it is known: what is taller gains nothing by waiting for the next. */
  readonly size?: number | undefined;
  /** Nothing precedes in this fragmentainer: something must be placed, however badly it fits. */
  readonly atTop: boolean;
  /** The columns around a block. */
  readonly columns?: ColumnContext | undefined;
}

export interface ColumnContext {
  /** How many sets of columns are around. */
  readonly depth: number;
  /** What is here can span the innermost: no other formatting context lies between. */
  readonly spans: boolean;
}

/** Where a box goes on in the next fragmentainer. */
export interface BreakToken {
  /** Height of the fragments so far, px; what is left of a stated height follows from it. */
  readonly consumed: number;
  /** Index of the child, line, row or flex line to go on with. */
  readonly index: number;
  /** Where that child goes on; undefined where it has not begun. */
  readonly child?: BreakToken | undefined;
  /** Items of rows that have begun and go on, by their index. */
  readonly open?: ReadonlyMap<number, BreakToken> | undefined;
  /** Where rows go on, px from the top of the content as it is without breaks. */
  readonly offset?: number | undefined;
  /** The break before the child was asked for, so its margin stays (CSS Break 3 section 5.2). */
  readonly forced?: boolean | undefined;
  /** The flow has come to an element that spans all columns. */
  readonly spanner?: boolean | undefined;
  /** Where in the text of a paragraph to go on, as lines of another width have other numbers. */
  readonly text?: TextPlace | undefined;
  /** Floats that go on too; formatting contexts have them. */
  readonly floats?: readonly BrokenFloat[] | undefined;
  /** Tokens of things that lie side by side (flex items, cells): undefined has not begun, null is finished. */
  readonly parallel?: readonly (BreakToken | undefined | null)[] | undefined;
}

/** The start of a line: an atom of the paragraph, perhaps parted. */
export interface TextPlace {
  /** The lines before all had this width, px; undefined where floats stood beside them. */
  readonly width: number | undefined;
  readonly atom: number;
  readonly split: number | undefined;
}

/** A float that goes on in the next fragmentainer, or begins there, with the edges it stands between. */
export interface BrokenFloat {
  readonly box: Box;
  readonly token: BreakToken | undefined;
  readonly left: number;
  readonly right: number;
}

/** How good a break is (CSS Break 3 section 4.4): higher is better. */
export const APPEAL = { lastResort: 0, violatesAvoid: 1, violatesOrphans: 2, perfect: 3 } as const;

export type LayoutResult =
  | {
      readonly type: 'fragment';
      readonly fragment: BoxFragment;
      readonly token?: BreakToken | undefined;
      readonly appeal: number;
      /** Floats of a box that is no formatting context of its own. */
      readonly brokenFloats?: readonly BrokenFloat[] | undefined;
    }
  /** Nothing could be placed here; the box wants to start in the next fragmentainer. */
  | { readonly type: 'break-before' };

/** Border-box widths the content asks for (CSS Sizing 3 section 2.1), px. */
export interface IntrinsicSizes {
  readonly min: number;
  readonly max: number;
}

/** What the algorithms share: each other, text, and a place for what they find. */
export interface LayoutContext {
  readonly text: TextContext;
  layout(box: Box, space: ConstraintSpace, token?: BreakToken): LayoutResult;
  /** Lays out without breaks. */
  layoutWhole(box: Box, space: ConstraintSpace): BoxFragment;
  /** Whether a break is asked for somewhere inside. */
  breaksInside(box: Box, type: Fragmentainer['type']): boolean;
  /** What `solve` gave for the box in this space before: a container that goes on over many pages is solved once. */
  solvedOnce<T>(box: Box, space: ConstraintSpace, solve: () => T): T;
  intrinsic(box: Box): IntrinsicSizes;
  /** What the content asks for, whatever the box's own width, minimum and maximum. */
  contentIntrinsic(box: Box): IntrinsicSizes;
}
