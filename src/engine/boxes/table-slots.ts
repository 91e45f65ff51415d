import type { Element } from 'domhandler';
import type { BlockBox, TableCell } from './box.ts';

/** A cell before it has its place: its spans as they stand in the document. */
export interface PendingCell {
  readonly box: BlockBox;
  readonly columnSpan: number;
  /** 0: to the end of the row group. */
  readonly rowSpan: number;
}

/** HTML section 4.9.11 limits colspan to 1000 and rowspan to 65534; a rowspan of 0 reaches to the end of the group. */
export function spansOf(element: Element | undefined): Pick<PendingCell, 'columnSpan' | 'rowSpan'> {
  const rowSpan = spanOf(element?.attribs.rowspan, 0, 65_534);
  return { columnSpan: spanOf(element?.attribs.colspan, 1, 1000), rowSpan };
}

/** The `span` of a column or column group. */
export const columnSpanOf = (element: Element): number => spanOf(element.attribs.span, 1, 1000);

/** HTML's rules for non-negative integers: digits after white space, whatever follows them. */
function spanOf(value: string | undefined, least: number, most: number): number {
  const digits = /^\s*\+?(\d+)/.exec(value ?? '');
  const number = digits ? Number(digits[1]) : 1;
  return number < least ? 1 : Math.min(most, number);
}

/** The table grid of one row group: each cell takes the first free slots of its row (HTML section 4.9.12). */
export function placeCells(rows: readonly (readonly PendingCell[])[]): TableCell[][] {
  /** The row at which each column is free again. */
  const freeFrom: number[] = [];
  return rows.map((cells, r) => {
    let column = 0;
    return cells.map(({ box, columnSpan, rowSpan: asked }): TableCell => {
      while ((freeFrom[column] ?? 0) > r) column++;
      const rowSpan = Math.min(asked || rows.length, rows.length - r);
      for (let c = column; c < column + columnSpan; c++) freeFrom[c] = Math.max(freeFrom[c] ?? 0, r + rowSpan);
      const placed = { box, column, columnSpan, rowSpan };
      column += columnSpan;
      return placed;
    });
  });
}
