import type { TableBox } from '../boxes/box.ts';
import { isPercentage } from '../css/values.ts';
import { styleVariant } from '../css/variants.ts';
import { borderOf, horizontal, paddingOf, statedWidth } from './sizes.ts';
import type { IntrinsicSizes, LayoutContext } from './space.ts';
import { outerHalves, type TableGrid, tableGrid } from './table-grid.ts';

interface Column {
  min: number;
  max: number;
  /** Stated in px: does not take part in sharing what is left. */
  fixed: boolean;
  percent: number;
}

/** Border and padding of the table itself: with collapsed borders half of the outer lines, and no padding. */
export function tableEdges(
  box: TableBox,
  width: number,
): { readonly border: ReturnType<typeof borderOf>; readonly padding: ReturnType<typeof paddingOf> } {
  if (box.style.borderCollapse === 'collapse') {
    return { border: outerHalves(tableGrid(box)), padding: { top: 0, right: 0, bottom: 0, left: 0 } };
  }
  return { border: borderOf(box.style), padding: paddingOf(box.style, width) };
}

export function tableIntrinsic(box: TableBox, context: LayoutContext): IntrinsicSizes {
  const grid = tableGrid(box);
  const columns = measureColumns(box, grid, context);
  const { border, padding } = tableEdges(box, 0);
  const extra = horizontal(border) + horizontal(padding) + spacingOf(grid);
  let [min, max, share] = [0, 0, 0];
  for (const column of columns) {
    min += column.min;
    max += column.max;
    // A column of a percentage makes the table wide enough for it.
    if (column.percent > 0) share = Math.max(share, (column.max * 100) / column.percent);
  }
  const captions = box.captions.map((caption) => context.intrinsic(caption).min);
  return {
    min: Math.max(min + extra, ...captions),
    max: Math.max(max + extra, Math.min(share, 1e5) + extra, ...captions),
  };
}

const spacingOf = (grid: TableGrid): number => (grid.columnCount ? grid.spacing[0] * (grid.columnCount + 1) : 0);

/** Used widths of the columns for a table whose border box is `width` px (CSS Tables 3 section 4). */
export function columnWidths(box: TableBox, width: number, context: LayoutContext): readonly number[] {
  const grid = tableGrid(box);
  const { border, padding } = tableEdges(box, width);
  const available = Math.max(0, width - horizontal(border) - horizontal(padding) - spacingOf(grid));
  if (box.style.tableLayout === 'fixed' && box.style.width !== 'auto') return fixedWidths(box, grid, available);
  return distribute(measureColumns(box, grid, context), available);
}

function measureColumns(box: TableBox, grid: TableGrid, context: LayoutContext): Column[] {
  const columns: Column[] = Array.from({ length: grid.columnCount }, () => ({
    min: 0,
    max: 0,
    fixed: false,
    percent: 0,
  }));
  const state = (column: Column, style: TableBox['style']): void => {
    if (typeof style.width === 'string') return;
    if (isPercentage(style.width)) column.percent = Math.max(column.percent, style.width.percent);
    // A mixture of lengths and percentages counts as auto, as in browsers.
    else if (style.width.percent === 0) {
      column.fixed = true;
      column.max = Math.max(column.max, statedWidth(style.width, style, 0)!);
    }
  };
  box.columns.forEach((style, index) => {
    const column = columns[index];
    if (column) state(column, style);
  });
  const spanning: { readonly column: number; readonly span: number; readonly sizes: IntrinsicSizes }[] = [];
  for (const { cells } of grid.rows) {
    for (const cell of cells) {
      const sizes = context.intrinsic(cell.box);
      if (cell.columnSpan > 1) {
        spanning.push({ column: cell.column, span: cell.columnSpan, sizes });
        continue;
      }
      const column = columns[cell.column]!;
      const content = contentMinimum(cell.box, sizes, context);
      column.min = Math.max(column.min, content);
      if (column.fixed) column.max = Math.max(column.max, column.min);
      else column.max = Math.max(column.max, sizes.max);
      state(column, cell.box.style);
    }
  }
  for (const column of columns) column.max = Math.max(column.min, column.max);
  spanning.sort((a, b) => a.span - b.span);
  for (const { column, span, sizes } of spanning) {
    const part = columns.slice(column, column + span);
    const gaps = grid.spacing[0] * (span - 1);
    grow(part, 'min', sizes.min - gaps);
    grow(part, 'max', sizes.max - gaps);
  }
  return columns;
}

/** A stated width is a preference; the content's minimum stays the least. */
function contentMinimum(cell: TableBox['captions'][number], sizes: IntrinsicSizes, context: LayoutContext): number {
  const { width } = cell.style;
  if (typeof width === 'string') return sizes.min;
  return width.percent > 0
    ? sizes.min
    : Math.max(
        sizes.min,
        context.intrinsic({ ...cell, style: styleVariant(cell.style, 'width auto', () => ({ width: 'auto' })) }).min,
      );
}

/** Widens columns so that together they reach `needed`, in proportion to what they have. */
function grow(columns: readonly Column[], field: 'min' | 'max', needed: number): void {
  const sum = columns.reduce((total, column) => total + column[field], 0);
  const missing = needed - sum;
  if (missing <= 0) return;
  const weights = columns.map((column) => column.max || 1);
  const total = weights.reduce((a, b) => a + b, 0);
  columns.forEach((column, i) => {
    column[field] += (missing * weights[i]!) / total;
    column.max = Math.max(column.max, column.min);
  });
}

/** CSS Tables 3 section 4.3: between the guesses min, percentages, fixed and max. */
function distribute(columns: readonly Column[], available: number): number[] {
  const percent = columns.map((c) => (c.percent > 0 ? Math.max(c.min, (c.percent / 100) * available) : undefined));
  const guesses = [
    columns.map((c) => c.min),
    columns.map((c, i) => percent[i] ?? c.min),
    columns.map((c, i) => percent[i] ?? (c.fixed ? c.max : c.min)),
    columns.map((c, i) => percent[i] ?? c.max),
  ];
  const total = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  const sums = guesses.map(total);
  if (available <= sums[0]!) return guesses[0]!;
  for (let i = 1; i < guesses.length; i++) {
    if (available > sums[i]!) continue;
    const [low, high] = [guesses[i - 1]!, guesses[i]!];
    const share = sums[i]! > sums[i - 1]! ? (available - sums[i - 1]!) / (sums[i]! - sums[i - 1]!) : 0;
    return low.map((value, k) => value + (high[k]! - value) * share);
  }
  const widths = [...guesses[3]!];
  const excess = available - sums[3]!;
  const groups = [
    columns.map((c) => (!c.fixed && c.percent === 0 ? c.max : 0)),
    columns.map((c) => (c.fixed && c.percent === 0 ? c.max : 0)),
    columns.map((c) => c.percent),
  ];
  const weights = groups.find((group) => total(group) > 0) ?? columns.map(() => 1);
  const sum = total(weights);
  return widths.map((value, i) => value + (sum ? (excess * weights[i]!) / sum : 0));
}

/** CSS 2 section 17.5.2.1: columns and the first row decide. */
function fixedWidths(box: TableBox, grid: TableGrid, available: number): number[] {
  const widths: (number | undefined)[] = Array.from({ length: grid.columnCount }, (_, i) => {
    const style = box.columns[i];
    return style && statedWidth(style.width, style, available);
  });
  for (const cell of grid.rows[0]?.cells ?? []) {
    const stated = statedWidth(cell.box.style.width, cell.box.style, available);
    if (stated === undefined) continue;
    for (let i = 0; i < cell.columnSpan; i++)
      widths[cell.column + i] ??= (stated - grid.spacing[0] * (cell.columnSpan - 1)) / cell.columnSpan;
  }
  const used = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  const open = widths.filter((width) => width === undefined).length;
  if (open) return widths.map((width) => width ?? Math.max(0, available - used) / open);
  return widths.map((width) => (used > 0 && used < available ? (width! * available) / used : width!));
}

/** Outer width of a cell that spans columns. */
export function spanWidth(widths: readonly number[], column: number, span: number, spacing: number): number {
  let sum = spacing * (span - 1);
  for (let i = column; i < column + span; i++) sum += widths[i] ?? 0;
  return sum;
}
