import { hasBackground, unpaintedStyle } from '../boxes/anonymous.ts';
import type { TablePart } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { BoxFragment, PlacedFragment, TableBackground } from './fragment.ts';
import { placeOutOfFlow } from './positioned.ts';
import { relativeOffset } from './sizes.ts';
import type { LayoutContext } from './space.ts';
import type { GridCell, GridGroup } from './table-grid.ts';
import { isBaseline, type SolvedCell, type SolvedTable } from './table-rows.ts';

/** The part of a row that lies in one fragment of its table, from the table's top left corner, px. */
export interface Band {
  readonly r: number;
  readonly y: number;
  readonly height: number;
  /** A header or footer that another page has already, or will have. */
  readonly repeated: boolean;
  /** The row starts and ends here. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Cells that start or go on here, from the top of the band. */
  readonly cells: readonly { readonly cell: GridCell; readonly fragment: BoxFragment }[];
}

const NONE = { top: 0, right: 0, bottom: 0, left: 0 };

/** Left edge of what lies from `start` for `width` px in the direction of the table. */
export function leftOf(table: SolvedTable, start: number, width: number): number {
  return table.grid.box.style.direction === 'rtl' ? table.width - start - width : start;
}

/** The extent of all columns, without the spacing at both sides. */
function columnsExtent({ columns }: SolvedTable): { readonly start: number; readonly width: number } {
  const [first, last] = [columns[0], columns.at(-1)];
  return first && last
    ? { start: first.start, width: Math.max(0, last.start + last.width - first.start) }
    : { start: 0, width: 0 };
}

/** Row groups with their rows with their cells. */
export function groupFragments(table: SolvedTable, bands: readonly Band[], context: LayoutContext): PlacedFragment[] {
  const { grid } = table;
  const extent = columnsExtent(table);
  const left = leftOf(table, extent.start, extent.width);
  const children: PlacedFragment[] = [];
  for (let from = 0; from < bands.length; ) {
    const { group } = grid.rows[bands[from]!.r]!;
    const { repeated, y } = bands[from]!;
    let to = from + 1;
    while (to < bands.length && grid.rows[bands[to]!.r]!.group === group && bands[to]!.repeated === repeated) to++;
    const own = bands.slice(from, to);
    const last = own.at(-1)!;
    const height = last.y + last.height - y;
    const rows = own.map((band) => rowFragment(table, band, group, { left, y, height }, bands, context));
    const isFirst = own[0]!.r === group.start && own[0]!.isFirst && !repeated;
    const isLast = last.r === group.end - 1 && last.isLast;
    const flags = { isFirst, isLast, repeated };
    children.push(
      placed(placeOutOfFlow(part(group.box, extent.width, height, rows, flags), context), left, y, extent.width),
    );
    from = to;
  }
  return children;
}

function rowFragment(
  table: SolvedTable,
  band: Band,
  group: GridGroup,
  origin: { readonly left: number; readonly y: number; readonly height: number },
  bands: readonly Band[],
  context: LayoutContext,
): PlacedFragment {
  const { width } = columnsExtent(table);
  const row = table.grid.rows[band.r]!;
  const backgrounds: TableBackground[] = [];
  const children = band.cells.map(({ cell, fragment }): PlacedFragment => {
    const { start } = table.columns[cell.column]!;
    const x = leftOf(table, start, fragment.width) - origin.left;
    const rect = { x, y: 0, width: fragment.width, height: fragment.height };
    const paint = (style: ComputedStyle, area: TableBackground['area']): void => {
      if (style.visibility === 'visible' && cell.box.style.visibility === 'visible' && hasBackground(style))
        backgrounds.push({ ...rect, style, area });
    };
    const top = bands[0]!.y - band.y;
    const tall = bands.at(-1)!.y + bands.at(-1)!.height - bands[0]!.y;
    const columnArea = (first: number, count: number): TableBackground['area'] => {
      const [a, b] = [table.columns[first]!, table.columns[Math.min(first + count, table.columns.length) - 1]!];
      const wide = Math.max(0, b.start + b.width - a.start);
      return { x: leftOf(table, a.start, wide) - origin.left, y: top, width: wide, height: tall };
    };
    const column = table.grid.box.columns[cell.column];
    // From the bottom: column group, column, row group, row (CSS 2 section 17.5.1).
    if (column?.group) paint(column.group.style, columnArea(column.group.start, column.group.span));
    if (column) paint(column.style, columnArea(cell.column, 1));
    paint(group.box.style, { x: 0, y: origin.y - band.y, width, height: origin.height });
    paint(row.box.style, { x: 0, y: 0, width, height: band.height });
    return placed(fragment, x, 0, width);
  });
  const own = part(row.box, width, band.height, children, { ...band, isFirst: band.isFirst && !band.repeated });
  const decoration = backgrounds.length ? ({ type: 'table', backgrounds, borders: [] } as const) : undefined;
  return placed(placeOutOfFlow({ ...own, decoration }, context), 0, band.y - origin.y, width);
}

/** Relative positioning moves a part of a table as it moves any box. */
function placed(fragment: BoxFragment, x: number, y: number, width: number): PlacedFragment {
  const shift = relativeOffset(fragment.box.style, width, undefined);
  return { x: x + shift.x, y: y + shift.y, fragment };
}

function part(
  box: TablePart,
  width: number,
  height: number,
  children: readonly PlacedFragment[],
  { isFirst, isLast, repeated }: Pick<Band, 'isFirst' | 'isLast' | 'repeated'>,
): BoxFragment {
  return {
    type: 'box', box: unpainted(box), width, height, border: NONE, padding: NONE, children, firstBaseline: undefined,
    lastBaseline: undefined, isFirst, isLast, ...(repeated ? { repeated } : {}),
  }; // biome-ignore format: one record
}

const parts = new WeakMap<TablePart, TablePart>();

/** Rows and groups paint into their cells, not where they are. */
function unpainted(box: TablePart): TablePart {
  let own = parts.get(box);
  if (!own) {
    own = { ...box, style: unpaintedStyle(box.style) };
    parts.set(box, own);
  }
  return own;
}

/** The cell at the height of its rows, its content where vertical-align wants it (CSS 2 section 17.5.3). */
export function alignCell(
  cell: GridCell,
  { fragment, natural }: SolvedCell,
  height: number,
  baseline: number,
): BoxFragment {
  const { verticalAlign } = cell.style;
  const free = Math.max(0, height - natural);
  let shift = 0;
  if (verticalAlign === 'middle') shift = free / 2;
  else if (verticalAlign === 'bottom') shift = free;
  else if (isBaseline(cell) && fragment.firstBaseline !== undefined)
    shift = Math.max(0, baseline - fragment.firstBaseline);
  if (!shift) return { ...fragment, height };
  const move = (value: number | undefined): number | undefined => (value === undefined ? undefined : value + shift);
  return {
    ...fragment, height, children: fragment.children.map((child) => (isPlaced(child) ? child : { ...child, y: child.y + shift })),
    outOfFlow: fragment.outOfFlow?.map((waiting) => ({ ...waiting, y: waiting.y + shift })),
    firstBaseline: move(fragment.firstBaseline), lastBaseline: move(fragment.lastBaseline),
  }; // biome-ignore format: one record
}

/** A box that the cell itself holds, by its edges: the cell's content moves without it. */
function isPlaced({ fragment }: PlacedFragment): boolean {
  if (fragment.type !== 'box') return false;
  const { position, top, bottom } = fragment.box.style;
  return position === 'absolute' && (top !== 'auto' || bottom !== 'auto');
}
