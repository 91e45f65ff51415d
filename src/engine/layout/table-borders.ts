import type { TableBox, TableCell } from '../boxes/box.ts';
import type { BorderStyle, ComputedStyle } from '../css/style.ts';
import type { CollapsedEdge } from './fragment.ts';
import type { GridGroup } from './table-grid.ts';

/** The lines of a table with collapsed borders, by logical columns: the first is on the right in a rtl table. */
export interface CollapsedBorders {
  /** `horizontal[r][c]` lies above row r at column c. */
  readonly horizontal: readonly (readonly CollapsedEdge[])[];
  /** `vertical[r][c]` lies before column c in row r. */
  readonly vertical: readonly (readonly CollapsedEdge[])[];
  readonly rtl: boolean;
  /** Widths of the lines around a cell that starts in `row`. */
  around(cell: TableCell, row: number): { left: number; right: number; top: number; bottom: number };
}

const BLACK: CollapsedEdge['color'] = { space: 'rgb', components: [0, 0, 0], alpha: 0 };
export const NO_EDGE: CollapsedEdge = { width: 0, style: 'none', color: BLACK };
/** Nothing wins over it: what a style hides, and the inside of a cell that spans. */
const HIDDEN: CollapsedEdge = { width: 0, style: 'hidden', color: BLACK };

/** From weak to strong (CSS 2 section 17.6.2.1). */
const RANK: Readonly<Record<BorderStyle | 'groove' | 'ridge' | 'inset' | 'outset', number>> = {
  none: 0, inset: 1, groove: 2, outset: 3, ridge: 4, dotted: 5, dashed: 6, solid: 7, double: 8, hidden: 9,
}; // biome-ignore format: a table

/** Hidden wins, then what is wider, then the style; `a` where they are equal. */
export function stronger(a: CollapsedEdge, b: CollapsedEdge): CollapsedEdge {
  if (a.style === 'hidden' || b.style === 'hidden') return HIDDEN;
  if (a.width !== b.width) return a.width > b.width ? a : b;
  return RANK[b.style] > RANK[a.style] ? b : a;
}

type Side = 'Top' | 'Right' | 'Bottom' | 'Left';
const edges = new WeakMap<ComputedStyle, Map<Side, CollapsedEdge>>();

/** The border of a style on one side, one object for each. */
function edge(style: ComputedStyle, side: Side): CollapsedEdge {
  let own = edges.get(style);
  if (!own) {
    own = new Map();
    edges.set(style, own);
  }
  let found = own.get(side);
  if (!found) {
    const borderStyle = style[`border${side}Style`];
    found = { width: style[`border${side}Width`], style: borderStyle, color: style[`border${side}Color`] };
    if (borderStyle === 'hidden') found = HIDDEN;
    else if (borderStyle === 'none' || found.width <= 0) found = NO_EDGE;
    own.set(side, found);
  }
  return found;
}

/** Solves the conflicts between the borders of cells, rows, groups, columns and the table, in this order. */
export function collapseBorders(box: TableBox, groups: readonly GridGroup[]): CollapsedBorders {
  const rtl = box.style.direction === 'rtl';
  const [start, end]: [Side, Side] = rtl ? ['Right', 'Left'] : ['Left', 'Right'];
  const columns = box.columnCount;
  const rows = box.groups.flatMap((group) => group.rows);
  const lines = (count: number, width: number): CollapsedEdge[][] =>
    Array.from({ length: count }, () => new Array<CollapsedEdge>(width).fill(NO_EDGE));
  const horizontal = lines(rows.length + 1, columns);
  const vertical = lines(rows.length, columns + 1);
  const meet = (list: CollapsedEdge[], index: number, other: CollapsedEdge): void => {
    if (other !== NO_EDGE) list[index] = stronger(list[index]!, other);
  };
  rows.forEach(({ cells }, r) => {
    for (const { box: cell, column, columnSpan, rowSpan } of cells) {
      for (let c = column; c < column + columnSpan; c++) {
        meet(horizontal[r]!, c, edge(cell.style, 'Top'));
        for (let inside = r + 1; inside < r + rowSpan; inside++) horizontal[inside]![c] = HIDDEN;
        meet(horizontal[r + rowSpan]!, c, edge(cell.style, 'Bottom'));
      }
      for (let i = r; i < r + rowSpan; i++) {
        meet(vertical[i]!, column, edge(cell.style, start));
        for (let inside = column + 1; inside < column + columnSpan; inside++) vertical[i]![inside] = HIDDEN;
        meet(vertical[i]!, column + columnSpan, edge(cell.style, end));
      }
    }
  });
  const around = (style: ComputedStyle, top: number, bottom: number, first: number, last: number): void => {
    for (let c = first; c < last; c++) {
      meet(horizontal[top]!, c, edge(style, 'Top'));
      meet(horizontal[bottom]!, c, edge(style, 'Bottom'));
    }
    for (let r = top; r < bottom; r++) {
      meet(vertical[r]!, first, edge(style, start));
      meet(vertical[r]!, last, edge(style, end));
    }
  };
  rows.forEach((row, r) => {
    around(row.box.style, r, r + 1, 0, columns);
  });
  for (const group of groups) around(group.box.style, group.start, group.end, 0, columns);
  if (rows.length) {
    box.columns.forEach(({ style }, c) => {
      around(style, 0, rows.length, c, c + 1);
    });
    for (const group of new Set(box.columns.map((column) => column.group))) {
      if (group) around(group.style, 0, rows.length, group.start, group.start + group.span);
    }
    around(box.style, 0, rows.length, 0, columns);
  }
  return {
    horizontal,
    vertical,
    rtl,
    around({ column, columnSpan, rowSpan }, row) {
      const top = widestOf(horizontal[row]!, column, column + columnSpan);
      const bottom = widestOf(horizontal[row + rowSpan]!, column, column + columnSpan);
      let [before, after] = [0, 0];
      for (let r = row; r < row + rowSpan; r++) {
        before = Math.max(before, vertical[r]![column]!.width);
        after = Math.max(after, vertical[r]![column + columnSpan]!.width);
      }
      return rtl ? { left: after, right: before, top, bottom } : { left: before, right: after, top, bottom };
    },
  };
}

/** The greatest width among the edges from `from` up to `to`. */
export function widestOf(list: readonly CollapsedEdge[], from: number, to: number): number {
  let widest = 0;
  for (let i = from; i < to; i++) widest = Math.max(widest, list[i]?.width ?? 0);
  return widest;
}
