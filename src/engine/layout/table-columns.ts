import type { BlockBox, TableBox } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { isPercentage } from '../css/values.ts';
import { styleVariant } from '../css/variants.ts';
import { borderOf, edgesOf, horizontal, marginOf, paddingOf } from './sizes.ts';
import type { IntrinsicSizes, LayoutContext } from './space.ts';
import { type Column, distribute, distributeFixed, hasWidth } from './table-distribution.ts';
import { type TableGrid, tableGrid } from './table-grid.ts';

/** What a cell or column asks of the widths of columns, border box, px. */
interface Wish {
  readonly min: number;
  readonly max: number;
  readonly percent: number;
  readonly percentEdges: number;
  readonly constrained: boolean;
}

interface SpanningWish extends Wish {
  readonly column: number;
  readonly span: number;
}

/** Wider than any table: what percentages of 100 beside other columns ask for. */
const ENDLESS = 1e6;

const measured = new WeakMap<TableGrid, readonly Column[]>();

export const isFixedLayout = ({ style }: TableBox): boolean => style.tableLayout === 'fixed' && style.width !== 'auto';

/** Border-box widths that a table's columns and captions ask for (CSS Tables 3 section 3.8.2). */
export function tableIntrinsic(box: TableBox, context: LayoutContext): IntrinsicSizes {
  const grid = tableGrid(box);
  const fixed = isFixedLayout(box);
  let [min, max, percents, byPercent, others] = [0, 0, 0, 0, 0];
  for (const column of tableColumns(grid, context)) {
    min += fixed && hasWidth(column) ? column.max : column.min;
    max += column.max;
    percents += column.percent;
    if (column.percent > 0)
      byPercent = Math.max(byPercent, ((column.max - column.percentEdges) * 100) / column.percent);
    else others += column.max;
  }
  // Where columns are a share of the table it is wide enough for what they hold, and so for the other columns.
  if (percents > 0 && !box.nested) {
    const rest = others === 0 ? 0 : percents >= 100 ? ENDLESS : (others * 100) / (100 - percents);
    max = Math.max(max, rest, Math.min(ENDLESS, byPercent));
  }
  const extra = undistributable(grid, context);
  let captions = 0;
  for (const caption of box.captions)
    captions = Math.max(captions, context.intrinsic(caption).min + horizontal(marginOf(caption.style, 0)));
  return { min: Math.max(min + extra, captions), max: Math.max(max + extra, min + extra, captions) };
}

/** Borders, padding and spacing of the table: what no column gets. */
function undistributable(grid: TableGrid, context: LayoutContext, width = 0): number {
  const { style } = grid.box;
  let gaps = grid.columnCount ? 2 : 0;
  tableColumns(grid, context).forEach((column, i) => {
    if (i > 0 && !column.mergeable) gaps++;
  });
  return horizontal(borderOf(style)) + horizontal(paddingOf(style, width)) + grid.spacing[0] * gaps;
}

/** Where the columns lie in the table, in logical order from its start edge; collapsed ones have no width. */
export interface ColumnPlace {
  /** From the start edge of the table's border box. */
  readonly start: number;
  readonly width: number;
}

/** Used places of the columns in a table whose border box is `width` px, before collapsed columns are taken out. */
export function placeColumns(
  grid: TableGrid,
  width: number,
  available: number,
  context: LayoutContext,
): { readonly places: readonly ColumnPlace[]; readonly lost: number } {
  const { style } = grid.box;
  const columns = tableColumns(grid, context);
  const room = Math.max(0, width - undistributable(grid, context, available));
  const widths = isFixedLayout(grid.box) ? distributeFixed(columns, room) : distribute(columns, room, true);
  const [border, padding] = [borderOf(style), paddingOf(style, available)];
  const gap = grid.spacing[0];
  let start = (style.direction === 'rtl' ? border.right + padding.right : border.left + padding.left) + gap;
  let lost = 0;
  const places = columns.map((column, i): ColumnPlace => {
    if (column.mergeable) return { start: i ? start - gap : start, width: 0 };
    if (grid.box.columns[i]?.style.visibility === 'collapse' || isGroupCollapsed(grid, i)) {
      lost += widths[i]! + gap;
      return { start: Math.max(0, start - gap), width: 0 };
    }
    const place = { start, width: widths[i]! };
    start += widths[i]! + gap;
    return place;
  });
  return { places, lost };
}

const isGroupCollapsed = (grid: TableGrid, column: number): boolean =>
  grid.box.columns[column]?.group?.style.visibility === 'collapse';

/** What the columns ask for, from `col` elements, cells and spanning cells in turn. */
function tableColumns(grid: TableGrid, context: LayoutContext): readonly Column[] {
  let columns = measured.get(grid);
  if (!columns) {
    columns = measureColumns(grid, context);
    measured.set(grid, columns);
  }
  return columns;
}

function measureColumns(grid: TableGrid, context: LayoutContext): readonly Column[] {
  const fixed = isFixedLayout(grid.box);
  const columns: Column[] = Array.from({ length: grid.columnCount }, (_, i) => columnFrom(grid, i, fixed));
  const spanning = new Map<string, SpanningWish>();
  for (const { cells } of fixed ? grid.rows.slice(0, 1) : grid.rows) {
    for (const cell of cells) {
      const wish = wishOf(cell.box, cell.style, fixed, context);
      if (cell.columnSpan === 1) encompass(columns[cell.column]!, wish, fixed);
      else {
        // What spans the same columns asks as one.
        const key = `${cell.column} ${cell.columnSpan} ${wish.constrained}`;
        spanning.set(key, { ...both(wish, spanning.get(key)), column: cell.column, span: cell.columnSpan });
      }
    }
  }
  for (const { column } of spanning.values()) columns[column]!.mergeable = false;
  for (const wish of [...spanning.values()].sort((a, b) => a.span - b.span || a.column - b.column)) {
    const part = columns.slice(wish.column, wish.column + wish.span);
    const gaps = grid.spacing[0] * (part.filter((column) => !column.mergeable).length - 1);
    if (fixed) shareFixed(part, wish, gaps);
    else shareSpan(part, wish, gaps);
  }
  let percents = 0;
  for (const column of columns) {
    if (!fixed) column.percent = Math.min(column.percent, Math.max(0, 100 - percents));
    percents += column.percent;
  }
  if (fixed && percents > 100) for (const column of columns) column.percent *= 100 / percents;
  return columns;
}

/** What `col` says of a column. One without a width and without cells of its own is as if it were not there. */
function columnFrom(grid: TableGrid, index: number, fixed: boolean): Column {
  const { style, group } = grid.box.columns[index] ?? {};
  const { width: own, min, percent } = style ? preferred(style, 0) : { width: undefined, min: 0, percent: 0 };
  // A group's width is that of each of its columns that has none.
  const width = own ?? (percent === 0 && group ? preferred(group.style, 0).width : undefined);
  return {
    min,
    max: Math.max(min, width ?? 0),
    percent,
    percentEdges: 0,
    constrained: width !== undefined,
    byColumn: width !== undefined,
    mergeable: !fixed && width === undefined && percent === 0 && min === 0,
  };
}

/** Widths that a style states: px or a percentage, within min-width and max-width. */
function preferred(
  style: ComputedStyle,
  edges: number,
): { readonly width: number | undefined; readonly min: number; readonly limit: number; readonly percent: number } {
  const definite = (value: ComputedStyle['width'] | ComputedStyle['maxWidth']): number | undefined => {
    if (typeof value === 'string' || value.percent !== 0) return undefined;
    return style.boxSizing === 'border-box' ? Math.max(value.px, edges) : Math.max(0, value.px) + edges;
  };
  const min = definite(style.minWidth) ?? 0;
  const limit = Math.max(min, definite(style.maxWidth) ?? Number.POSITIVE_INFINITY);
  const own = definite(style.width);
  const share = (value: ComputedStyle['width'] | ComputedStyle['maxWidth']): number | undefined =>
    typeof value !== 'string' && isPercentage(value) && value.percent > 0 ? value.percent : undefined;
  const [wide, most] = [share(style.width), share(style.maxWidth)];
  const percent = wide === undefined ? 0 : most === undefined ? wide : Math.min(wide, most);
  return { width: own === undefined ? undefined : Math.max(min, Math.min(limit, own)), min, limit, percent };
}

function wishOf(box: BlockBox, style: ComputedStyle, fixed: boolean, context: LayoutContext): Wish {
  const edges = horizontal(edgesOf(box.style, 0));
  const { width, min, limit, percent } = preferred({ ...style, ...widthsOf(box.style) }, edges);
  const content = fixed ? { min: 0, max: 0 } : contentWidths(box, context);
  const least = fixed ? 0 : Math.max(Math.min(content.min, limit), min);
  return {
    min: least,
    max: Math.max(least, Math.min(limit, width ?? content.max)),
    percent,
    percentEdges: fixed && box.style.boxSizing === 'content-box' ? edges : 0,
    constrained: width !== undefined,
  };
}

const widthsOf = ({ width, minWidth, maxWidth, boxSizing }: ComputedStyle): Partial<ComputedStyle> => ({
  width,
  minWidth,
  maxWidth,
  boxSizing,
});

/** What a cell's content asks for, whatever width the cell is given. */
function contentWidths(cell: BlockBox, context: LayoutContext): IntrinsicSizes {
  const { width, minWidth, maxWidth } = cell.style;
  if (width === 'auto' && minWidth === 'auto' && maxWidth === 'none') return context.intrinsic(cell);
  const style = styleVariant(cell.style, 'content widths', () => ({
    width: 'auto',
    minWidth: 'auto',
    maxWidth: 'none',
  }));
  return context.intrinsic({ ...cell, style });
}

function both(a: Wish, b: Wish | undefined): Wish {
  if (!b) return a;
  const { percent, percentEdges } = a.percent > b.percent ? a : b;
  const [min, max] = [Math.max(a.min, b.min), Math.max(a.max, b.max)];
  return { min, max, percent, percentEdges, constrained: a.constrained };
}

function encompass(column: Column, wish: Wish, fixed: boolean): void {
  // In fixed layout `col` goes before the cells.
  if (fixed && (column.byColumn || column.percent > 0)) return;
  const known = column.constrained || column.max > 0 || !column.mergeable;
  const min = Math.max(column.min, wish.min);
  if (!known || column.constrained === wish.constrained) column.max = Math.max(column.max, wish.max);
  else if (column.constrained) column.max = Math.max(column.max, wish.min);
  // A stated width goes before what other cells hold, though not below their least.
  else column.max = Math.max(min, wish.max);
  column.min = min;
  column.max = Math.max(column.max, min);
  column.constrained ||= wish.constrained;
  column.mergeable = false;
  if (wish.percent > column.percent) {
    column.percent = wish.percent;
    column.percentEdges = wish.percentEdges;
  }
}

/** Gives what a spanning cell asks for to its columns (CSS Tables 3 section 4.1). */
function shareSpan(columns: readonly Column[], wish: Wish, gaps: number): void {
  if (wish.percent > 0) {
    const open = columns.filter((column) => column.percent === 0 && !column.mergeable);
    const surplus = wish.percent - columns.reduce((sum, column) => sum + column.percent, 0);
    const total = open.reduce((sum, column) => sum + column.max, 0);
    if (surplus > 0)
      for (const column of open) column.percent = total > 0 ? (surplus * column.max) / total : surplus / open.length;
  }
  const mins = distribute(columns, Math.max(0, wish.min - gaps), true);
  columns.forEach((column, i) => {
    column.min = Math.max(column.min, mins[i]!);
  });
  const maxes = distribute(columns, Math.max(0, wish.max - gaps), wish.constrained);
  columns.forEach((column, i) => {
    column.max = Math.max(column.min, column.max, maxes[i]!);
  });
}

/** In fixed layout each column that is still open gets an even part. */
function shareFixed(columns: readonly Column[], wish: Wish, gaps: number): void {
  const part = 1 / columns.length;
  for (const column of columns) {
    if (column.byColumn || column.percent > 0) continue;
    column.max = Math.max(column.max, (wish.max - gaps) * part);
    if (wish.constrained && column.max > 0) column.constrained = true;
    column.percent = wish.percent * part;
  }
}
