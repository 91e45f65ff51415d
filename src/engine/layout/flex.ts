import type { FlexBox } from '../boxes/box.ts';
import type { FlexItem } from './flex-items.ts';
import { type FlexLine, FlexSolver } from './flex-solver.ts';
import type { RowItem, Rows } from './parallel-rows.ts';
import { containerFragment } from './row-container.ts';
import { relativeOffset, vertical } from './sizes.ts';
import type { BreakToken, ConstraintSpace, LayoutContext, LayoutResult } from './space.ts';

/** A flex container and its items: solved whole, then cut where it does not fit (CSS Flexbox 1 sections 9 and 10). */
export function layoutFlex(
  box: FlexBox,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  const solver = new FlexSolver(box, space, context).solve();
  const { width, height, edges } = solver;
  const content = height - vertical(edges);
  const flows = solver.axes.row
    ? [linesAsRows(solver, content)]
    : solver.lines.map((line) => columnAsRows(solver, line, content));
  const solved = { width, height, edges, baselines: solver.baselines(), flows };
  return containerFragment(box, solved, space, token, context);
}

/** Flex lines of a row break between each other, and in all their items at once. */
function linesAsRows(solver: FlexSolver, height: number): Rows {
  const lines = [...solver.lines].sort((a, b) => solver.lineTop(a) - solver.lineTop(b));
  return {
    tracks: lines.map((line) => ({ offset: solver.lineTop(line), size: line.cross })),
    items: lines.flatMap((line, row) => line.items.map((item) => asRowItem(solver, item, row))),
    height,
  };
}

/** The items of a column break between each other, and inside, like blocks do. */
function columnAsRows(solver: FlexSolver, line: FlexLine, height: number): Rows {
  const items = line.items
    .map((item) => asRowItem(solver, item, 0))
    .sort((a, b) => a.y - b.y)
    .map((item, row) => ({ ...item, start: row, end: row + 1 }));
  return { tracks: items.map(({ y, whole }) => ({ offset: y, size: whole.height })), items, height };
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
    moved: relativeOffset(item.box.style, solver.contentWidth, solver.contentHeight),
  };
}
