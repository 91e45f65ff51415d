import type { GridBox } from '../boxes/box.ts';
import { itemSpace } from './grid-items.ts';
import { GridSolver } from './grid-solver.ts';
import { containerFragment } from './row-container.ts';
import { relativeOffset, vertical } from './sizes.ts';
import type { BreakToken, ConstraintSpace, LayoutContext, LayoutResult } from './space.ts';

/** A grid container and its items: solved whole, then cut where it does not fit (CSS Grid 2 section 13). */
export function layoutGrid(
  box: GridBox,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
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
    moved: relativeOffset(item.box.style, item.areaWidth, item.areaHeight),
  }));
  const { width, height, edges, rows } = solver;
  const flow = { tracks: rows, items, height: height - vertical(edges) };
  const solved = { width, height, edges, baselines: solver.baselines(), flows: [flow] };
  return containerFragment(box, solved, space, token, context);
}
