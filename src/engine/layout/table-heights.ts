import type { GridGroup } from './table-grid.ts';

/** A row while heights are shared out, px. */
export interface RowSize {
  height: number;
  /** Share of the table's height that the row or its cells ask for, 0 for none. */
  readonly percent: number;
  /** The row or one of its cells states a height. */
  readonly constrained: boolean;
  readonly baseline: number | undefined;
  /** A cell that spans rows starts here. */
  readonly startsSpan: boolean;
  readonly collapsed: boolean;
}

/**
 * Rows from `start` up to `end` grow until they and the spacing between them are `wanted` px tall, in steps as browsers
 * take them (CSS Tables 3 section 3.10.5 leaves it open): shares of `base`, rows where other spans start (if the height
 * is that of a span), rows of no stated height by what they have, empty rows, and at last all that are not empty.
 */
export function growRows(
  sizes: readonly RowSize[],
  start: number,
  end: number,
  wanted: number,
  gap: number,
  forSpan: boolean,
  base: number,
): void {
  const rows: RowSize[] = [];
  for (let r = start; r < end; r++) if (!sizes[r]!.collapsed) rows.push(sizes[r]!);
  const total = rows.reduce((sum, row) => sum + row.height, 0);
  let excess = wanted - gap * (rows.length - 1) - total;
  if (excess <= 0 || !rows.length) return;

  const lacks = (row: RowSize): number => Math.max(0, (row.percent * base) / 100 - row.height);
  const lacking = rows.reduce((sum, row) => sum + lacks(row), 0);
  const isStated = (row: RowSize): boolean => row.constrained && (row.percent === 0 || base > 0);
  const empty = rows.filter((row) => row.height === 0 && lacks(row) === 0);
  const full = rows.filter((row) => row.height !== 0 || lacks(row) > 0);
  const free = full.filter((row) => !isStated(row));
  const later = forSpan ? rows.slice(1).filter((row) => row.startsSpan) : [];
  if (lacking > 0) {
    const given = Math.min(lacking, excess);
    const shares = rows.map((row) => (given * lacks(row)) / lacking);
    rows.forEach((row, i) => {
      row.height += shares[i]!;
    });
    excess -= given;
    if (excess <= 0) return;
  }
  const open = empty.filter((row) => !isStated(row));
  if (later.length) spread(later, excess, false);
  else if (free.length) spread(free, excess, true);
  else if (forSpan && empty.length === rows.length) spread(empty.slice(-1), excess, false);
  // What is left are empty rows and rows of stated height.
  else if (!forSpan && empty.length) spread(open.length ? open : empty, excess, false);
  else spread(full, excess, true);
}

/** Adds `amount` to the rows, by what they have or evenly. */
function spread(rows: readonly RowSize[], amount: number, byHeight: boolean): void {
  const total = byHeight ? rows.reduce((sum, row) => sum + row.height, 0) : 0;
  for (const row of rows) row.height += total > 0 ? (amount * row.height) / total : amount / rows.length;
}

/**
 * Gives a table's height to its row groups and these to their rows: groups that ask for a share get it, then bodies of
 * no stated height grow, then bodies, then what there is. `wanted` is the height inside the table's edges, spacing
 * around the rows included; percentages are of `base`.
 */
export function growSections(
  groups: readonly GridGroup[],
  sizes: readonly RowSize[],
  wanted: number,
  gap: number,
  base: number,
): void {
  const shown = groups
    .map((group) => {
      const rows = sizes.slice(group.start, group.end).filter((row) => !row.collapsed);
      const height = rows.reduce((sum, row) => sum + row.height, Math.max(0, rows.length - 1) * gap);
      const stated = group.box.style.height;
      const percent = typeof stated === 'string' ? 0 : stated.percent;
      return { group, rows, height, percent, free: typeof stated === 'string', target: height };
    })
    .filter(({ rows }) => rows.length);
  let excess = wanted - gap * (shown.length + 1) - shown.reduce((sum, { height }) => sum + height, 0);
  if (!shown.length) return;
  const inside = base - gap * (shown.length + 1);
  if (excess > 0) {
    for (const section of shown) {
      const given = Math.min(excess, Math.max(0, (section.percent * inside) / 100 - section.height));
      section.target += given;
      excess -= given;
    }
    const bodies = shown.filter(({ group }) => group.kind === 'body');
    const choices = [bodies.filter(({ free }) => free), bodies, shown.filter(({ free }) => free), shown];
    const open = choices.find((list) => list.length)!;
    const total = open.reduce((sum, { target }) => sum + target, 0);
    for (const section of open) section.target += total > 0 ? (excess * section.target) / total : excess / open.length;
  }
  for (const { group, target, height } of shown) {
    if (target > height || base > 0) growRows(sizes, group.start, group.end, target, gap, false, target);
  }
}
