import type { Exclusion, FloatSpace } from './floats.ts';
import type { Decoration, OutOfFlow, PlacedFragment } from './fragment.ts';
import type { BreakToken, BrokenFloat, Fragmentainer } from './space.ts';

/** The content of a block container in one fragmentainer: children placed from the top of the content box. */
export interface FlowResult {
  readonly children: readonly PlacedFragment[];
  /** Height of the content, the margin after the last child included where it does not leave the container. */
  readonly height: number;
  readonly token: BreakToken | undefined;
  readonly appeal: number;
  readonly firstBaseline: number | undefined;
  readonly lastBaseline: number | undefined;
  /** Rules between columns. */
  readonly decoration?: Decoration | undefined;
  /** Its floats, those that go on in the next fragmentainer, and what is absolutely positioned. */
  readonly exclusions: readonly Exclusion[];
  readonly brokenFloats: readonly BrokenFloat[];
  readonly outOfFlow: readonly OutOfFlow[];
}

export const NO_FLOATS = { exclusions: [], brokenFloats: [], outOfFlow: [] } as const;

export interface FlowOptions {
  /** Content width. */
  readonly width: number;
  /** Content height, where definite. */
  readonly height: number | undefined;
  /** Measured from the top of the content box. */
  readonly fragmentainer: Fragmentainer | undefined;
  readonly token: BreakToken | undefined;
  /** Margins of the first and last children leave the container (they adjoin its own). */
  readonly openTop: boolean;
  readonly openBottom: boolean;
  /** The content is a block formatting context of its own: it holds its floats. */
  readonly root: boolean;
  /** Floats from outside, where it is not. */
  readonly floats?: FloatSpace | undefined;
}
