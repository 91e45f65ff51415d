import type { Box } from '../boxes/box.ts';
import type { TextContext } from '../text/paragraph.ts';
import { layoutBlock } from './block.ts';
import { breakBetween } from './breaks.ts';
import { layoutFlex } from './flex.ts';
import { FloatSpace } from './floats.ts';
import type { BoxFragment } from './fragment.ts';
import { layoutGrid } from './grid.ts';
import { contentSizes, intrinsicSizes } from './intrinsic.ts';
import { placeOutOfFlow } from './positioned.ts';
import { layoutReplaced } from './replaced.ts';
import {
  APPEAL,
  type BreakToken,
  type ConstraintSpace,
  type IntrinsicSizes,
  type LayoutContext,
  type LayoutResult,
} from './space.ts';
import { layoutTable } from './table.ts';
import { tableBreaksInside } from './table-breaks.ts';

/** Makes the layout functions over one set of fonts. What a box gives in a space without breaks is kept. */
export function createLayout(text: TextContext): LayoutContext {
  const intrinsics = new WeakMap<Box, IntrinsicSizes>();
  const contents = new WeakMap<Box, IntrinsicSizes>();
  const forced = { page: new WeakMap<Box, boolean>(), column: new WeakMap<Box, boolean>() };
  const breaksInside = (box: Box, type: 'page' | 'column'): boolean => {
    let found = forced[type].get(box);
    if (found === undefined) {
      const { children } = box as { children?: readonly Box[] };
      found =
        box.kind === 'table'
          ? tableBreaksInside(box, type, breaksInside)
          : (children?.some(
              (child, i) =>
                (i > 0 && breakBetween(children[i - 1], child, type) === 'forced') ||
                (type === 'column' && child.style.columnSpan === 'all') ||
                breaksInside(child, type),
            ) ?? false);
      forced[type].set(box, found);
    }
    return found;
  };
  const wholes = new WeakMap<Box, { readonly space: ConstraintSpace; readonly fragment: BoxFragment }[]>();
  const cuts = new WeakMap<Box, readonly Cut[]>();
  const solutions = new WeakMap<Box, { readonly space: ConstraintSpace; readonly solved: unknown }>();
  const settle = (box: Box, space: ConstraintSpace, token: BreakToken | undefined): LayoutResult => {
    const result = dispatch(box, space, token, context);
    return result.type === 'fragment' ? { ...result, fragment: placeOutOfFlow(result.fragment, context) } : result;
  };
  const context: LayoutContext = {
    text,
    breaksInside,
    layout(box, space, token) {
      const { fragmentainer } = space;
      // What fits whole and asks for no break inside is the same with and without a fragmentainer around it.
      if (!fragmentainer || (!token && !breaksInside(box, fragmentainer.type))) {
        const fragment = context.layoutWhole(box, space);
        if (!fragmentainer || reachOf(fragment) <= fragmentainer.remaining)
          return { type: 'fragment', fragment, appeal: APPEAL.perfect };
      }
      const known = cuts.get(box) ?? [];
      for (const cut of known)
        if (cut.token === token && sameSpace(cut.space, space) && sameRoom(cut.space, space)) return cut.result;
      const result = settle(box, space, token);
      cuts.set(box, [{ space, token, result }, ...known.slice(0, MOST_CUTS - 1)]);
      return result;
    },
    layoutWhole(box, { fragmentainer: _, ...space }) {
      let known = wholes.get(box);
      if (!known) {
        known = [];
        wholes.set(box, known);
      }
      for (const entry of known) if (sameSpace(entry.space, space)) return entry.fragment;
      const result = settle(box, space, undefined);
      if (result.type !== 'fragment') throw new Error(`${box.label} breaks where nothing breaks`);
      if (known.length === MOST_SPACES) known.shift();
      known.push({ space, fragment: result.fragment });
      return result.fragment;
    },
    solvedOnce<T>(box: Box, space: ConstraintSpace, solve: () => T): T {
      const known = solutions.get(box);
      if (known && sameSpace(known.space, space)) return known.solved as T;
      const solved = solve();
      solutions.set(box, { space, solved });
      return solved;
    },
    intrinsic(box) {
      let sizes = intrinsics.get(box);
      if (!sizes) {
        sizes = intrinsicSizes(box, context);
        intrinsics.set(box, sizes);
      }
      return sizes;
    },
    contentIntrinsic(box) {
      let sizes = contents.get(box);
      if (!sizes) {
        sizes = contentSizes(box, context);
        contents.set(box, sizes);
      }
      return sizes;
    },
  };
  return context;
}

/** A box is asked for a few spaces: to measure it, to stretch it, to fill a column. */
const MOST_SPACES = 8;

/** Rows and flows try where to break before they do: what was tried is not done anew at each level. */
const MOST_CUTS = 2;

/** What a box gave in a fragmentainer. */
interface Cut {
  readonly space: ConstraintSpace;
  readonly token: BreakToken | undefined;
  readonly result: LayoutResult;
}

function sameRoom({ fragmentainer: a }: ConstraintSpace, { fragmentainer: b }: ConstraintSpace): boolean {
  return (
    a?.type === b?.type && a?.remaining === b?.remaining && a?.atTop === b?.atTop && a?.size === b?.size &&
    a?.columns?.depth === b?.columns?.depth && a?.columns?.spans === b?.columns?.spans
  ); // biome-ignore format: a list
}

/** Down to where a fragment and its floats reach. */
const reachOf = ({ height, exclusions }: BoxFragment): number =>
  exclusions ? exclusions.reduce((most, { bottom }) => Math.max(most, bottom), height) : height;

function sameSpace(a: ConstraintSpace, b: ConstraintSpace): boolean {
  return (
    a.availableWidth === b.availableWidth && a.availableHeight === b.availableHeight && a.fixedWidth === b.fixedWidth &&
    a.fixedHeight === b.fixedHeight && Boolean(a.shrinkToFit) === Boolean(b.shrinkToFit) &&
    (a.floats ?? FloatSpace.EMPTY).equals(b.floats ?? FloatSpace.EMPTY)
  ); // biome-ignore format: a list
}

function dispatch(
  box: Box,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  switch (box.kind) {
    case 'block':
      return layoutBlock(box, space, token, context);
    case 'flex':
      return layoutFlex(box, space, token, context);
    case 'grid':
      return layoutGrid(box, space, token, context);
    case 'table':
      return layoutTable(box, space, token, context);
    case 'replaced':
      return { type: 'fragment', fragment: layoutReplaced(box, space), token: undefined, appeal: APPEAL.perfect };
  }
}
