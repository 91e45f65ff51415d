import type { ComputedStyle } from '../css/style.ts';
import type { BoxFragment } from './fragment.ts';
import { holdsAbsolute } from './positioned.ts';
import { borderOf, marginOf, paddingOf, statedHeight, vertical } from './sizes.ts';
import type { ConstraintSpace, LayoutContext } from './space.ts';
import { type ColumnPlace, placeColumns } from './table-columns.ts';
import type { GridCell, GridRow, TableGrid } from './table-grid.ts';
import { growRows, growSections, type RowSize } from './table-heights.ts';

/** A table laid out without breaks: where its columns lie and how tall its rows are, px. */
export interface SolvedTable {
  readonly grid: TableGrid;
  /** Border box. */
  readonly width: number;
  readonly columns: readonly ColumnPlace[];
  readonly rows: readonly SolvedRow[];
  /** `tops[r]`: from the top of the first row, with the spacing between rows; one more for the end. */
  readonly tops: readonly number[];
  /** Stated height of the border box, or 0: that of a table without rows. */
  readonly emptyHeight: number;
}

export interface SolvedRow {
  readonly height: number;
  /** Spacing below it. */
  readonly gap: number;
  /** A row that takes no room lies at the end of the row before it, above the spacing. */
  readonly lift: number;
  readonly baseline: number;
  /** The cells that start here. */
  readonly cells: readonly SolvedCell[];
}

export interface SolvedCell {
  /** As tall as its content, or as its rows where percentages of its height count. */
  readonly fragment: BoxFragment;
  /** Height of the content with the edges of the cell. */
  readonly natural: number;
}

/** Outer width of a cell; spacing lies between the columns it spans. */
export function cellWidth(columns: readonly ColumnPlace[], cell: GridCell): number {
  let last = cell.column + cell.columnSpan - 1;
  const first = columns[cell.column]!;
  // Columns that take no room lie at the end of those before them.
  while (last > cell.column && columns[last]!.width === 0 && columns[last]!.start <= first.start + first.width) last--;
  const { start, width } = columns[last] ?? first;
  return Math.max(0, start + width - first.start);
}

/** Solves columns and rows. `width` is that of the border box, before collapsed columns are taken out. */
export function solveTable(
  grid: TableGrid,
  width: number,
  space: ConstraintSpace,
  context: LayoutContext,
): SolvedTable {
  const { places: columns, lost } = placeColumns(grid, width, space.availableWidth, context);
  const gap = grid.spacing[1];
  const { style } = grid.box;
  const edges = vertical(borderOf(style)) + vertical(paddingOf(style, space.availableWidth));
  const stated = space.fixedHeight ?? statedHeight(style.height, style, space);
  const least = Math.max(stated ?? 0, statedHeight(style.minHeight, style, space) ?? 0);
  const definite = stated !== undefined;
  const sizes: RowSize[] = [];
  const fragments: BoxFragment[][] = [];
  for (const row of grid.rows) {
    const laid = row.cells.map((cell) => naturalCell(cell, cellWidth(columns, cell), context));
    fragments.push(laid);
    sizes.push(rowSize(row, laid));
  }
  shareSpans(grid, fragments, sizes, gap);
  for (const group of grid.groups) {
    const height = statedHeight(group.box.style.height, group.box.style, { ...space, availableHeight: undefined });
    if (height !== undefined) growRows(sizes, group.start, group.end, height, gap, false, height);
  }
  growSections(grid.groups, sizes, least - edges, gap, definite ? Math.max(0, least - edges) : 0);

  const tops = [0];
  const gaps = gapsAfter(grid, gap);
  for (const [r, { height, collapsed }] of sizes.entries()) tops.push(tops[r]! + (collapsed ? 0 : height) + gaps[r]!);
  const rows = sizes.map(({ height, baseline, collapsed }, r): SolvedRow => {
    const cells = fragments[r]!.map((fragment, i): SolvedCell => {
      const cell = grid.rows[r]!.cells[i]!;
      const room = spanHeight(tops, cell, gap);
      return resolvePercentages(cell, fragment, room, definite, context) ?? { fragment, natural: fragment.height };
    });
    const bottom = cells.reduce((least, { fragment }) => Math.min(least, bottomEdge(fragment)), height);
    const lift = collapsed && grid.rows[r]!.group.start < r ? gap : 0;
    return {
      height: collapsed ? 0 : height,
      gap: gaps[r]!,
      lift,
      baseline: baseline ?? Math.max(0, height - bottom),
      cells,
    };
  });
  return { grid, width: width - lost, columns, tops, rows, emptyHeight: least };
}

/** Spacing after each row: none after one that takes no room, but where its whole group takes none. */
function gapsAfter({ rows, groups }: TableGrid, gap: number): number[] {
  const gaps = rows.map(({ collapsed }) => (collapsed ? 0 : gap));
  for (const { start, end } of groups)
    if (end > start && rows.slice(start, end).every(({ collapsed }) => collapsed)) gaps[end - 1] = gap;
  return gaps;
}

/** Height of a cell over its rows and the spacing between them. */
export const spanHeight = (tops: readonly number[], { row, rowSpan }: GridCell, gap: number): number =>
  Math.max(0, tops[row + rowSpan]! - tops[row]! - gap);

const bottomEdge = ({ border, padding }: BoxFragment): number => border.bottom + padding.bottom;

const naturalCell = (cell: GridCell, width: number, context: LayoutContext): BoxFragment =>
  context.layoutWhole(cell.box, { availableWidth: width, availableHeight: undefined, fixedWidth: width });

/** Percentages of the height of a cell hold where it or its table has a height (CSS Tables 3 section 3.10.6). */
function resolvePercentages(
  cell: GridCell,
  { width, height: natural }: BoxFragment,
  height: number,
  definite: boolean,
  context: LayoutContext,
): SolvedCell | undefined {
  const percent =
    (definite || typeof cell.style.height !== 'string') &&
    cell.box.children.some(({ style }) => isPercentage(style.height) || isPercentage(style.minHeight));
  // What a cell holds by its edges has to know how tall it is.
  if (!percent && !(holdsAbsolute(cell.style) && height > natural)) return undefined;
  const space = { availableWidth: width, availableHeight: undefined, fixedWidth: width, fixedHeight: height };
  const fragment = context.layoutWhole(cell.box, space);
  if (!percent) return { fragment, natural };
  let lowest = fragment.border.top + fragment.padding.top;
  for (const { y, fragment: child } of fragment.children) {
    if (child.type === 'box') lowest = Math.max(lowest, y + child.height + marginOf(child.box.style, width).bottom);
  }
  return { fragment, natural: Math.min(height, lowest + bottomEdge(fragment)) };
}

const isPercentage = (value: ComputedStyle['height']): boolean => typeof value !== 'string' && value.percent !== 0;

/** Whether a cell's content stands on the baseline of its row: what is no place in the cell is that (CSS 2 17.5.3). */
export function isBaseline({ style: { verticalAlign } }: GridCell): boolean {
  return verticalAlign !== 'middle' && verticalAlign !== 'bottom' && verticalAlign !== 'top';
}

/** The height that the cells of a row and the row itself ask for. */
function rowSize(row: GridRow, laid: readonly BoxFragment[]): RowSize {
  const { style } = row.box;
  let tallest = 0;
  let constrained = typeof style.height !== 'string';
  let percent = typeof style.height === 'string' ? 0 : style.height.percent;
  let [ascent, descent] = [Number.NEGATIVE_INFINITY, 0];
  row.cells.forEach((cell, i) => {
    const fragment = laid[i]!;
    const { firstBaseline, height } = fragment;
    const onBaseline = isBaseline(cell) && firstBaseline !== undefined;
    if (onBaseline) ascent = Math.max(ascent, firstBaseline);
    if (cell.rowSpan > 1) return;
    if (onBaseline) descent = Math.max(descent, height - firstBaseline);
    const stated = cellHeight(cell, fragment.width);
    if (typeof cell.style.height !== 'string') {
      constrained = true;
      percent = Math.max(percent, cell.style.height.percent);
    }
    tallest = Math.max(tallest, height, stated);
  });
  if (typeof style.height !== 'string' && style.height.percent === 0) tallest = Math.max(tallest, style.height.px);
  const baseline = ascent === Number.NEGATIVE_INFINITY ? undefined : ascent;
  return {
    height: row.collapsed ? 0 : Math.max(tallest, baseline === undefined ? 0 : baseline + descent),
    percent,
    constrained,
    baseline,
    startsSpan: row.cells.some(({ rowSpan }) => rowSpan > 1),
    collapsed: row.collapsed,
  };
}

/** The stated height of a cell, border box, or 0. */
const cellHeight = ({ style, box }: GridCell, width: number): number =>
  statedHeight(style.height, box.style, { availableWidth: width, availableHeight: undefined }) ?? 0;

/** Rows grow to hold the cells that span them: short spans first (CSS Tables 3 section 3.10.5). */
function shareSpans(
  grid: TableGrid,
  fragments: readonly (readonly BoxFragment[])[],
  sizes: readonly RowSize[],
  gap: number,
): void {
  const spanning: { readonly cell: GridCell; readonly height: number }[] = [];
  grid.rows.forEach(({ cells }, r) => {
    cells.forEach((cell, i) => {
      const fragment = fragments[r]![i]!;
      if (cell.rowSpan > 1)
        spanning.push({ cell, height: Math.max(fragment.height, cellHeight(cell, fragment.width)) });
    });
  });
  spanning.sort((a, b) => a.cell.rowSpan - b.cell.rowSpan || a.cell.row - b.cell.row);
  for (const { cell, height } of spanning) growRows(sizes, cell.row, cell.row + cell.rowSpan, height, gap, true, 0);
}
