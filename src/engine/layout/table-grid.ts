import type { BlockBox, TableBox, TableCell, TablePart, TableRowGroup } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { type CollapsedBorders, collapseBorders, widestOf } from './table-borders.ts';

/** A cell as layout sees it. */
export interface GridCell extends TableCell {
  /** The cell's box with the borders it really has, as tall as its content: the row decides how tall it is. */
  readonly box: BlockBox;
  /** The style its element has. */
  readonly style: ComputedStyle;
  readonly row: number;
}

export interface GridRow {
  readonly box: TablePart;
  readonly group: GridGroup;
  readonly cells: readonly GridCell[];
  /** `visibility: collapse` of the row or its group: it takes no room (CSS 2 section 17.5.5). */
  readonly collapsed: boolean;
}

/** A row group with its rows from `start` up to `end`. */
export interface GridGroup {
  readonly kind: TableRowGroup['kind'];
  readonly box: TablePart;
  readonly start: number;
  readonly end: number;
}

/** The table as rows of cells, and its collapsed borders where it has them. */
export interface TableGrid {
  /** The table with the borders and padding it really has. */
  readonly box: TableBox;
  readonly rows: readonly GridRow[];
  readonly groups: readonly GridGroup[];
  readonly columnCount: number;
  /** Between columns and between rows, px. */
  readonly spacing: readonly [number, number];
  readonly collapsed: CollapsedBorders | undefined;
  /** For each row the cells of earlier rows that reach into it. */
  readonly reaching: readonly (readonly GridCell[])[];
}

const grids = new WeakMap<TableBox, TableGrid>();

export function tableGrid(box: TableBox): TableGrid {
  let grid = grids.get(box);
  if (!grid) {
    grid = makeGrid(box);
    grids.set(box, grid);
    grids.set(grid.box, grid);
  }
  return grid;
}

function makeGrid(box: TableBox): TableGrid {
  const groups: GridGroup[] = [];
  let count = 0;
  for (const { kind, box: part, rows } of box.groups) {
    groups.push({ kind, box: part, start: count, end: count + rows.length });
    count += rows.length;
  }
  const collapsed = box.style.borderCollapse === 'collapse' ? collapseBorders(box, groups) : undefined;
  const rows: GridRow[] = [];
  for (const [g, group] of groups.entries()) {
    const hidden = group.box.style.visibility === 'collapse';
    for (const { box: part, cells } of box.groups[g]!.rows) {
      const row = rows.length;
      rows.push({
        box: part,
        group,
        cells: cells.map((cell) => gridCell(cell, row, collapsed)),
        collapsed: hidden || part.style.visibility === 'collapse',
      });
    }
  }
  const table = collapsed ? { ...box, style: withOuterBorders(box, collapsed) } : box;
  const spacing = collapsed ? ([0, 0] as const) : box.style.borderSpacing;
  return { box: table, rows, groups, columnCount: box.columnCount, spacing, collapsed, reaching: reachingCells(rows) };
}

/** One list for all rows into which the same cells reach. */
function reachingCells(rows: readonly GridRow[]): (readonly GridCell[])[] {
  let open: readonly GridCell[] = [];
  return rows.map((_, r) => {
    const added = r > 0 ? rows[r - 1]!.cells.filter(({ rowSpan }) => rowSpan > 1) : [];
    if (added.length || open.some((cell) => cell.row + cell.rowSpan <= r))
      open = [...open, ...added].filter((cell) => cell.row + cell.rowSpan > r);
    return open;
  });
}

function gridCell(cell: TableCell, row: number, collapsed: CollapsedBorders | undefined): GridCell {
  const { style } = cell.box;
  const unpainted = style.emptyCells === 'hide' && !collapsed && isEmpty(cell.box);
  let own = styleVariant(style, unpainted ? 'empty cell in a row' : 'cell in a row', () => ({
    height: 'auto',
    minHeight: 'auto',
    maxHeight: 'none',
    ...(unpainted ? UNPAINTED : {}),
  }));
  if (collapsed) {
    const { left, right, top, bottom } = collapsed.around(cell, row);
    own = withBorders(own, top / 2, right / 2, bottom / 2, left / 2);
  }
  return { ...cell, box: { ...cell.box, style: own }, style, row };
}

const isEmpty = (box: BlockBox): boolean => box.children.length === 0 && !box.inline;

const UNPAINTED: Partial<ComputedStyle> = { visibility: 'hidden' };

/** The style with border widths that take room but paint nothing: the table paints the lines. */
function withBorders(style: ComputedStyle, top: number, right: number, bottom: number, left: number): ComputedStyle {
  return styleVariant(style, `borders ${top} ${right} ${bottom} ${left}`, () => ({
    borderTopWidth: top, borderRightWidth: right, borderBottomWidth: bottom, borderLeftWidth: left,
    borderTopStyle: 'none', borderRightStyle: 'none', borderBottomStyle: 'none', borderLeftStyle: 'none',
  })); // biome-ignore format: one record
}

const NOTHING = { px: 0, percent: 0 };

/** Half of the outermost collapsed borders is what the table has for a border itself, and it has no padding. */
function withOuterBorders(box: TableBox, { horizontal, vertical, rtl }: CollapsedBorders): ComputedStyle {
  let [start, end] = [0, 0];
  for (const row of vertical) {
    start = Math.max(start, row[0]?.width ?? 0);
    end = Math.max(end, row[box.columnCount]?.width ?? 0);
  }
  const [left, right] = rtl ? [end, start] : [start, end];
  const top = widestOf(horizontal[0] ?? [], 0, box.columnCount);
  const bottom = widestOf(horizontal.at(-1) ?? [], 0, box.columnCount);
  const own = withBorders(box.style, top / 2, right / 2, bottom / 2, left / 2);
  return styleVariant(own, 'no padding', () => ({
    paddingTop: NOTHING, paddingRight: NOTHING, paddingBottom: NOTHING, paddingLeft: NOTHING,
  })); // biome-ignore format: one record
}
