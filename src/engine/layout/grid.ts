import type { GridBox } from '../boxes/box.ts';
import { GridSolver } from './grid-solver.ts';
import { borderOf, paddingOf, relativeOffset } from './sizes.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type LayoutContext, type LayoutResult } from './space.ts';

/** A grid container and its items: solved whole, then cut where it does not fit (CSS Grid 2 section 13). */
export function layoutGrid(
  box: GridBox,
  space: ConstraintSpace,
  _token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  const solver = new GridSolver(box, space, context).solve();
  const { left, top } = solver.edges;
  const children = solver.items.map((item) => {
    const moved = relativeOffset(item.box.style, item.areaWidth, item.areaHeight);
    return { x: left + item.x + moved.x, y: top + item.y + moved.y, fragment: item.fragment! };
  });
  const { first, last } = solver.baselines();
  return {
    type: 'fragment',
    fragment: {
      type: 'box', box, width: solver.width, height: solver.height, border: borderOf(box.style),
      padding: paddingOf(box.style, space.availableWidth), children, firstBaseline: first, lastBaseline: last,
      isFirst: true, isLast: true,
    },
    token: undefined,
    appeal: APPEAL.perfect,
  }; // biome-ignore format: one record
}
