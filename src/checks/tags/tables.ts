import { isArray, nameOf, PdfString } from '../../pdf/read/objects.ts';
import { attributeOf, type StructureElement, type StructureTree } from '../../pdf/read/structure.ts';
import { childrenOf, type TagRule, within } from './tagged-file.ts';

/** A cell in the grid of its table, from 0. */
export interface PlacedCell {
  readonly element: StructureElement;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** The rows of a table and what stands in them; tables inside of cells are their own. */
export const rowsOf = (table: StructureElement): readonly StructureElement[] => [
  ...within(
    table,
    ({ role }) => role === 'TR',
    ({ role }) => role === 'TR' || role === 'Table',
  ),
];

export const cellsOf = (row: StructureElement): readonly StructureElement[] =>
  childrenOf(row).filter(({ role }) => role === 'TH' || role === 'TD');

const MOST_COLUMNS = 1000;

interface Grid {
  readonly cells: readonly PlacedCell[];
  /** The columns that each row takes up, cells from rows above too. */
  readonly widths: readonly number[];
}

function gridOf(rows: readonly StructureElement[], tree: StructureTree): Grid {
  const cells: PlacedCell[] = [];
  const widths: number[] = [];
  // Rows below that each column is taken for by a cell above.
  const taken: number[] = [];
  for (const [row, element] of rows.entries()) {
    let column = 0;
    for (const cell of cellsOf(element)) {
      while ((taken[column] ?? 0) > 0 && column < MOST_COLUMNS) column++;
      const span = (name: string, most: number): number => {
        const value = attributeOf(cell, 'Table', name, tree);
        return typeof value === 'number' ? Math.min(most, Math.max(1, Math.round(value))) : 1;
      };
      const columns = span('ColSpan', MOST_COLUMNS);
      const height = span('RowSpan', rows.length - row);
      cells.push({ element: cell, row, column, rows: height, columns });
      for (let i = column; i < Math.min(column + columns, MOST_COLUMNS); i++) taken[i] = height;
      column += columns;
    }
    widths.push(Array.from(taken, (rest) => (rest ?? 0) > 0).lastIndexOf(true) + 1);
    for (let i = 0; i < taken.length; i++) taken[i] = Math.max(0, (taken[i] ?? 0) - 1);
  }
  return { cells, widths };
}

/** ISO 14289-1 section 7.5, WCAG 2.1 criterion 1.3.1: cells know their headers. */
export const tables: TagRule = ({ tree, place, report }) => {
  for (const table of tree.elements) {
    if (table.role !== 'Table') continue;
    const rows = rowsOf(table);
    const { cells, widths } = gridOf(rows, tree);
    const most = widths.reduce((a, b) => Math.max(a, b), 0);
    const short = widths.findIndex((width) => width !== widths[0]);
    if (short > 0)
      report(
        'check-table-rows',
        `row ${short + 1} of a table has ${widths[short]} columns, row 1 has ${widths[0]}`,
        place(rows[short]!),
      );
    const headers = cells.filter(({ element }) => element.role === 'TH');
    if (!headers.length) {
      if (rows.length > 1 && most > 1) report('check-table-headers', 'a table has no header cells (TH)', place(table));
      continue;
    }
    const named = new Set(cells.flatMap(({ element }) => headersOf(element, tree)));
    for (const header of headers) {
      const fault = faultOf(header, cells, named, tree);
      if (fault) report('check-table-headers', fault, place(header.element));
    }
  }
};

function headersOf(cell: StructureElement, tree: StructureTree): readonly string[] {
  const headers = attributeOf(cell, 'Table', 'Headers', tree);
  return isArray(headers) ? headers.filter((one) => one instanceof PdfString).map(({ text }) => text) : [];
}

function faultOf(
  header: PlacedCell,
  cells: readonly PlacedCell[],
  named: ReadonlySet<string>,
  tree: StructureTree,
): string | undefined {
  const { element, row, column, rows, columns } = header;
  const id = element.dict.text('ID');
  if (id !== undefined && named.has(id)) return undefined;
  const scope = nameOf(attributeOf(element, 'Table', 'Scope', tree));
  if (scope === undefined) return 'a header cell does not say what it heads: it has no Scope, and no cell names it';
  if (!['Row', 'Column', 'Both'].includes(scope)) return `the Scope of a header cell is ${scope}`;
  const heads = cells.some(
    (cell) =>
      (scope !== 'Row' && cell.row >= row + rows && overlap(cell.column, cell.columns, column, columns)) ||
      (scope !== 'Column' && cell.column >= column + columns && overlap(cell.row, cell.rows, row, rows)),
  );
  return heads ? undefined : `a header cell of the scope ${scope} heads nothing`;
}

const overlap = (a: number, aLength: number, b: number, bLength: number): boolean => a < b + bLength && b < a + aLength;
