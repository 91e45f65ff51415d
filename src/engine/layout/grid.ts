import type { GridBox } from '../boxes/box.ts';
import { itemSpace } from './grid-items.ts';
import { GridSolver } from './grid-solver.ts';
import { makeRows } from './parallel-rows.ts';
import { containerFragment, type SolvedContainer } from './row-container.ts';
import { relativeOffset, vertical } from './sizes.ts';
import type { BreakToken, ConstraintSpace, LayoutContext, LayoutResult } from './space.ts';

/** A grid container and its items: solved whole, then cut where it does not fit (CSS Grid 2 section 13). */
export function layoutGrid(
  box: GridBox,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  const solved = context.solvedOnce(box, space, () => solveGrid(box, space, context));
  return containerFragment(box, solved, space, token, context);
}

function solveGrid(box: GridBox, space: ConstraintSpace, context: LayoutContext): SolvedContainer {
  const solver = new GridSolver(box, space, context).solve();
  const items = solver.items.map((item) => ({
    box: item.box,
    start: item.row.start,
    end: item.row.end,
    x: item.x,
    y: item.y,
    stretched: item.stretched,
    space: itemSpace(item, item.areaHeight, context),
    whole: item.fragment!,
    marginBottom: 0,
    moved: relativeOffset(item.box.style, item.areaWidth, item.areaHeight, box.style.direction),
  }));
  const { width, height, edges, rows, stated } = solver;
  // All space between rows is gutter, that of align-content too.
  const flow = makeRows({ tracks: rows, items, gutter: Number.POSITIVE_INFINITY, height: height - vertical(edges) });
  return { width, height, stated, edges, baselines: solver.baselines(), flows: [flow] };
}
