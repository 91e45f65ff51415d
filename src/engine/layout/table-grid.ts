import type { BlockBox, TableBox, TableCell, TableRow } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import type { CollapsedEdge } from './fragment.ts';

/** A cell with the borders it really has: its own, or half of the collapsed ones around it. */
export interface GridCell extends Omit<TableCell, 'box'> {
  readonly box: BlockBox;
  readonly row: number;
}

export interface GridRow {
  readonly row: TableRow;
  readonly kind: 'header' | 'body' | 'footer';
  readonly groupStyle: ComputedStyle;
  readonly cells: readonly GridCell[];
}

/** The table as rows of cells, and its collapsed borders where it has them. */
export interface TableGrid {
  readonly rows: readonly GridRow[];
  readonly columnCount: number;
  readonly spacing: readonly [number, number];
  /** `horizontal[r][c]` lies above row r, `vertical[r][c]` left of column c; undefined with separate borders. */
  readonly collapsed:
    | {
        readonly horizontal: readonly (readonly CollapsedEdge[])[];
        readonly vertical: readonly (readonly CollapsedEdge[])[];
      }
    | undefined;
}

const grids = new WeakMap<TableBox, TableGrid>();

export function tableGrid(box: TableBox): TableGrid {
  let grid = grids.get(box);
  if (!grid) {
    grid = makeGrid(box);
    grids.set(box, grid);
  }
  return grid;
}

function makeGrid(box: TableBox): TableGrid {
  const rows: GridRow[] = [];
  for (const group of box.groups) {
    for (const row of group.rows) {
      const index = rows.length;
      rows.push({
        row,
        kind: group.kind,
        groupStyle: group.style,
        cells: row.cells.map((cell) => ({ ...cell, row: index })),
      });
    }
  }
  if (box.style.borderCollapse === 'separate') {
    return { rows, columnCount: box.columnCount, spacing: box.style.borderSpacing, collapsed: undefined };
  }
  const edges = collapse(box, rows);
  const halved = rows.map((row) => ({ ...row, cells: row.cells.map((cell) => halfBorders(cell, edges)) }));
  return { rows: halved, columnCount: box.columnCount, spacing: [0, 0], collapsed: edges };
}

type Edges = NonNullable<TableGrid['collapsed']>;

const NO_EDGE: CollapsedEdge = { width: 0, style: 'none', color: { space: 'rgb', components: [0, 0, 0], alpha: 0 } };
const RANK: Readonly<Record<string, number>> = { none: 0, dotted: 1, dashed: 2, solid: 3, double: 4 };

/** CSS 2 section 17.6.2.1: hidden wins, then width, then style, then what is nearer to the cell. */
function stronger(a: CollapsedEdge, b: CollapsedEdge): CollapsedEdge {
  if (a.style === 'hidden' || b.style === 'hidden') return { ...NO_EDGE, style: 'hidden' };
  if (a.width !== b.width) return a.width > b.width ? a : b;
  return RANK[b.style]! > RANK[a.style]! ? b : a;
}

function edge(style: ComputedStyle, side: 'Top' | 'Right' | 'Bottom' | 'Left'): CollapsedEdge {
  return { width: style[`border${side}Width`], style: style[`border${side}Style`], color: style[`border${side}Color`] };
}

function collapse(box: TableBox, rows: readonly GridRow[]): Edges {
  const { columnCount: columns } = box;
  const horizontal = Array.from({ length: rows.length + 1 }, () => Array.from({ length: columns }, () => NO_EDGE));
  const vertical = Array.from({ length: rows.length }, () => Array.from({ length: columns + 1 }, () => NO_EDGE));
  const meet = (list: CollapsedEdge[], index: number, other: CollapsedEdge): void => {
    list[index] = stronger(list[index]!, other);
  };
  // Cells first: what comes later must be strictly stronger.
  for (const { cells } of rows) {
    for (const cell of cells) {
      const { style } = cell.box;
      for (let c = cell.column; c < cell.column + cell.columnSpan; c++) {
        meet(horizontal[cell.row]!, c, edge(style, 'Top'));
        meet(horizontal[cell.row + cell.rowSpan]!, c, edge(style, 'Bottom'));
      }
      for (let r = cell.row; r < cell.row + cell.rowSpan; r++) {
        meet(vertical[r]!, cell.column, edge(style, 'Left'));
        meet(vertical[r]!, cell.column + cell.columnSpan, edge(style, 'Right'));
      }
    }
  }
  const around = (style: ComputedStyle, from: number, to: number): void => {
    for (let c = 0; c < columns; c++) {
      meet(horizontal[from]!, c, edge(style, 'Top'));
      meet(horizontal[to]!, c, edge(style, 'Bottom'));
    }
    for (let r = from; r < to; r++) {
      meet(vertical[r]!, 0, edge(style, 'Left'));
      meet(vertical[r]!, columns, edge(style, 'Right'));
    }
  };
  rows.forEach(({ row }, r) => {
    around(row.style, r, r + 1);
  });
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && rows[to]!.groupStyle === rows[from]!.groupStyle && rows[to]!.kind === rows[from]!.kind)
      to++;
    around(rows[from]!.groupStyle, from, to);
    from = to;
  }
  if (rows.length) around(box.style, 0, rows.length);
  return { horizontal, vertical };
}

function halfBorders(cell: GridCell, edges: Edges): GridCell {
  const { horizontal, vertical } = edges;
  const most = (list: readonly (CollapsedEdge | undefined)[]): number =>
    Math.max(0, ...list.map((e) => e?.width ?? 0)) / 2;
  const columns = Array.from({ length: cell.columnSpan }, (_, i) => cell.column + i);
  const rows = Array.from({ length: cell.rowSpan }, (_, i) => cell.row + i);
  const style = withBorders(
    cell.box.style,
    most(columns.map((c) => horizontal[cell.row]?.[c])),
    most(rows.map((r) => vertical[r]?.[cell.column + cell.columnSpan])),
    most(columns.map((c) => horizontal[cell.row + cell.rowSpan]?.[c])),
    most(rows.map((r) => vertical[r]?.[cell.column])),
  );
  return { ...cell, box: { ...cell.box, style } };
}

/** The style with border widths that take room but paint nothing: the table paints the lines. */
function withBorders(style: ComputedStyle, top: number, right: number, bottom: number, left: number): ComputedStyle {
  return styleVariant(style, `borders ${top} ${right} ${bottom} ${left}`, () => ({
    borderTopWidth: top, borderRightWidth: right, borderBottomWidth: bottom, borderLeftWidth: left,
    borderTopStyle: 'none', borderRightStyle: 'none', borderBottomStyle: 'none', borderLeftStyle: 'none',
  })); // biome-ignore format: one record
}

/** Half of the outermost collapsed borders: what the table has for a border itself. */
export function outerHalves(grid: TableGrid): { top: number; right: number; bottom: number; left: number } {
  const { collapsed, columnCount } = grid;
  if (!collapsed) return { top: 0, right: 0, bottom: 0, left: 0 };
  const most = (list: readonly (CollapsedEdge | undefined)[]): number =>
    Math.max(0, ...list.map((e) => e?.width ?? 0)) / 2;
  return {
    top: most(collapsed.horizontal[0] ?? []),
    bottom: most(collapsed.horizontal.at(-1) ?? []),
    left: most(collapsed.vertical.map((row) => row[0])),
    right: most(collapsed.vertical.map((row) => row[columnCount])),
  };
}
