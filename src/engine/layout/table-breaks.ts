import type { Box, TableBox } from '../boxes/box.ts';
import type { BreakValue } from '../css/style.ts';
import { avoidsBreak, forcesBreak } from './breaks.ts';
import type { Fragmentainer } from './space.ts';
import { type TableGrid, tableGrid } from './table-grid.ts';

/** What the styles say of a break before row `r`, that is not the first: of the rows, and of groups that meet there. */
export function breakBeforeRow(
  { rows }: TableGrid,
  r: number,
  type: Fragmentainer['type'],
): 'forced' | 'avoid' | 'allow' {
  const [before, after] = [rows[r - 1]!, rows[r]!];
  const values: BreakValue[] = [before.box.style.breakAfter, after.box.style.breakBefore];
  if (before.group !== after.group) values.push(before.group.box.style.breakAfter, after.group.box.style.breakBefore);
  if (values.some((value) => forcesBreak(value, type))) return 'forced';
  if (values.some((value) => avoidsBreak(value, type))) return 'avoid';
  // A group that avoids breaks inside does so between its rows.
  const inside = before.group.box.style.breakInside;
  return before.group === after.group && (inside === 'avoid' || inside === `avoid-${type}`) ? 'avoid' : 'allow';
}

/** Whether a break is asked for between the rows of a table, or in a cell by what `inside` says. */
export function tableBreaksInside(
  box: TableBox,
  type: Fragmentainer['type'],
  inside: (cell: Box, type: Fragmentainer['type']) => boolean,
): boolean {
  const grid = tableGrid(box);
  return grid.rows.some(
    ({ cells }, r) =>
      (r > 0 && breakBeforeRow(grid, r, type) === 'forced') || cells.some((cell) => inside(cell.box, type)),
  );
}
