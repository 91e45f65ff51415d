import { type AnyNode, type Element, isTag } from 'domhandler';
import type { ComputedStyle } from '../css/style.ts';
import { anonymousStyle, labelOf } from './anonymous.ts';
import type { BlockBox, TableBox, TableCell, TableRow, TableRowGroup } from './box.ts';
import type { BoxBuilder } from './build.ts';
import type { StructureParent } from './roles.ts';

const GROUP_KIND: Readonly<Record<string, TableRowGroup['kind']>> = {
  'table-header-group': 'header',
  'table-row-group': 'body',
  'table-footer-group': 'footer',
};

interface PendingCell {
  readonly box: BlockBox;
  readonly columnSpan: number;
  readonly rowSpan: number;
}

interface PendingRow {
  readonly style: ComputedStyle;
  readonly label: string;
  readonly cells: readonly PendingCell[];
}

/** The boxes of a table, with the missing ones generated (CSS Tables 3 section 3) and cells placed on the grid. */
export function buildTable(
  builder: BoxBuilder,
  element: Element,
  style: ComputedStyle,
  own: StructureParent,
): TableBox {
  const captions: BlockBox[] = [];
  const columns: ComputedStyle[] = [];
  const groups: { kind: TableRowGroup['kind']; style: ComputedStyle; rows: PendingRow[] }[] = [];
  let loose: PendingRow[] | undefined;
  for (const child of element.children as AnyNode[]) {
    if (!isTag(child)) continue;
    const childStyle = builder.styleOf(child);
    const { display } = childStyle;
    if (display === 'none') continue;
    const kind = GROUP_KIND[display];
    if (display === 'table-caption') {
      captions.push(builder.within(child, childStyle, own, (node) => builder.blockContainer(child, childStyle, node)));
    } else if (display === 'table-column') addColumns(child, childStyle);
    else if (display === 'table-column-group') {
      const inner = (child.children as AnyNode[]).filter((node): node is Element => isTag(node));
      if (inner.length) for (const column of inner) addColumns(column, builder.styleOf(column));
      else addColumns(child, childStyle);
    } else if (kind) {
      loose = undefined;
      const rows = builder.within(child, childStyle, own, (node) => rowsOf(builder, child, node));
      groups.push({ kind, style: childStyle, rows });
    } else looseRows().push(rowOf(builder, child, childStyle, own));
  }

  function looseRows(): PendingRow[] {
    if (!loose) {
      loose = [];
      groups.push({ kind: 'body', style: anonymousStyle(style), rows: loose });
    }
    return loose;
  }

  function addColumns(column: Element, columnStyle: ComputedStyle): void {
    const span = clampSpan(column.attribs.span);
    for (let i = 0; i < span; i++) columns.push(columnStyle);
  }

  // Only the first header and footer group repeat; others are bodies (CSS Tables 3 section 2.1).
  const order = { header: 0, body: 1, footer: 2 };
  const seen = new Set<string>();
  for (const group of groups) {
    if (group.kind !== 'body' && seen.has(group.kind)) group.kind = 'body';
    seen.add(group.kind);
  }
  groups.sort((a, b) => order[a.kind] - order[b.kind]);
  const placed = groups.map((group) => ({ kind: group.kind, style: group.style, rows: placeCells(group.rows) }));
  const widest = Math.max(
    columns.length,
    ...placed.flatMap((g) => g.rows.flatMap((r) => r.cells.map((c) => c.column + c.columnSpan))),
    0,
  );
  return {
    kind: 'table', style, element, label: labelOf(element), anchor: element.attribs.id, captions, columns, columnCount: widest, groups: placed,
  }; // biome-ignore format: one record
}

function rowsOf(builder: BoxBuilder, group: Element, own: StructureParent): PendingRow[] {
  const rows: PendingRow[] = [];
  for (const child of group.children as AnyNode[]) {
    if (!isTag(child)) continue;
    const style = builder.styleOf(child);
    if (style.display !== 'none') rows.push(rowOf(builder, child, style, own));
  }
  return rows;
}

/** A row element, or an anonymous row around something that is none. */
function rowOf(builder: BoxBuilder, element: Element, style: ComputedStyle, own: StructureParent): PendingRow {
  if (style.display !== 'table-row') {
    return { style: anonymousStyle(style), label: '(anonymous)', cells: [cellOf(builder, element, style, own)] };
  }
  return builder.within(element, style, own, (node) => {
    const cells: PendingCell[] = [];
    for (const child of element.children as AnyNode[]) {
      if (!isTag(child)) continue;
      const cellStyle = builder.styleOf(child);
      if (cellStyle.display !== 'none') cells.push(cellOf(builder, child, cellStyle, node));
    }
    return { style, label: labelOf(element), cells };
  });
}

function cellOf(builder: BoxBuilder, element: Element, style: ComputedStyle, own: StructureParent): PendingCell {
  const box = builder.within(element, style, own, (node) => builder.blockContainer(element, style, node));
  return { box, columnSpan: clampSpan(element.attribs.colspan), rowSpan: clampSpan(element.attribs.rowspan) };
}

/** HTML limits colspan to 1000 and rowspan to 65534. */
const clampSpan = (value: string | undefined): number =>
  Math.min(1000, Math.max(1, Math.floor(Number(value ?? 1)) || 1));

/** The table grid: each cell takes the first free slots of its row (HTML section 4.9.12). */
function placeCells(rows: readonly PendingRow[]): TableRow[] {
  const taken: boolean[][] = rows.map(() => []);
  return rows.map((row, r) => {
    let column = 0;
    const cells: TableCell[] = row.cells.map((cell) => {
      while (taken[r]![column]) column++;
      const rowSpan = Math.min(cell.rowSpan, rows.length - r);
      for (let i = 0; i < rowSpan; i++) for (let j = 0; j < cell.columnSpan; j++) taken[r + i]![column + j] = true;
      const placed = { box: cell.box, column, columnSpan: cell.columnSpan, rowSpan };
      column += cell.columnSpan;
      return placed;
    });
    return { style: row.style, cells, label: row.label };
  });
}
