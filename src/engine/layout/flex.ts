import type { FlexBox } from '../boxes/box.ts';
import type { FlexItem } from './flex-items.ts';
import { type FlexLine, FlexSolver } from './flex-solver.ts';
import { makeRows, type RowItem, type Rows } from './parallel-rows.ts';
import { containerFragment, type SolvedContainer } from './row-container.ts';
import { marginOf, relativeOffset, vertical } from './sizes.ts';
import type { BreakToken, ConstraintSpace, LayoutContext, LayoutResult } from './space.ts';

/** A flex container and its items: solved whole, then cut where it does not fit (CSS Flexbox 1 sections 9 and 10). */
export function layoutFlex(
  box: FlexBox,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  const solved = context.solvedOnce(box, space, () => solveFlex(box, space, context));
  return containerFragment(box, solved, space, token, context);
}

function solveFlex(box: FlexBox, space: ConstraintSpace, context: LayoutContext): SolvedContainer {
  const solver = new FlexSolver(box, space, context).solve();
  const { width, height, edges } = solver;
  const content = height - vertical(edges);
  const flows = solver.axes.row
    ? [linesAsRows(solver, content)]
    : solver.lines.map((line) => columnAsRows(solver, line, content));
  return { width, height, stated: solver.contentHeight !== undefined, edges, baselines: solver.baselines(), flows };
}

/** Flex lines of a row break between each other, and in all their items at once. */
function linesAsRows(solver: FlexSolver, height: number): Rows {
  const lines = [...solver.lines].sort((a, b) => solver.lineTop(a) - solver.lineTop(b));
  return makeRows({
    tracks: lines.map((line) => ({ offset: solver.lineTop(line), size: line.cross })),
    items: lines.flatMap((line, row) => line.items.map((item) => asRowItem(solver, item, row))),
    gutter: solver.rowGap,
    height,
  });
}

/** The items of a column break between each other, and inside, like blocks do. */
function columnAsRows(solver: FlexSolver, line: FlexLine, height: number): Rows {
  const items = line.items
    .map((item) => asRowItem(solver, item, 0))
    .sort((a, b) => a.y - b.y)
    .map((item, row) => ({ ...item, start: row, end: row + 1 }));
  const tracks = items.map(({ box, y, whole }) => {
    const margin = marginOf(box.style, solver.contentWidth);
    return { offset: y - margin.top, size: whole.height + vertical(margin) };
  });
  return makeRows({ tracks, items, gutter: solver.rowGap, height });
}

function asRowItem(solver: FlexSolver, item: FlexItem, row: number): RowItem {
  const { x, y } = solver.place(item);
  const { fixedHeight, ...space } = solver.itemSpace(item);
  return {
    box: item.box,
    start: row,
    end: row + 1,
    x,
    y,
    stretched: fixedHeight !== undefined,
    space,
    whole: item.fragment!,
    marginBottom: marginOf(item.box.style, solver.contentWidth).bottom,
    moved: relativeOffset(item.box.style, solver.contentWidth, solver.contentHeight, solver.direction),
  };
}
