import { type AnyNode, type Element, isTag, Text } from 'domhandler';
import type { BreakValue, ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { anchorOf, anonymousStyle, contentStyle, labelOf } from './anonymous.ts';
import type { BlockBox, TableBox, TableColumn, TablePart, TableRowGroup } from './box.ts';
import type { BoxBuilder } from './build.ts';
import type { ContainerBuilder } from './container.ts';
import type { StructureParent } from './roles.ts';
import { columnSpanOf, type PendingCell, placeCells, spansOf } from './table-slots.ts';

const GROUP_KIND: Readonly<Partial<Record<ComputedStyle['display'], TableRowGroup['kind']>>> = {
  'table-header-group': 'header',
  'table-row-group': 'body',
  'table-footer-group': 'footer',
};

interface PendingRow {
  readonly box: TablePart;
  readonly cells: PendingCell[];
}

interface PendingGroup {
  kind: TableRowGroup['kind'];
  readonly box: TablePart;
  readonly rows: PendingRow[];
}

/** Where the walk stands: each level has the box that what comes next belongs to, its own or an anonymous one. */
type Level = 'table' | 'group' | 'row';

export const isBlank = (data: string): boolean => /^[ \t\n\r\f]*$/.test(data);

/**
 * Gathers the boxes of one table and generates those that are missing (CSS Tables 3 section 2.2): anything that is no
 * part of a table stands in an anonymous cell together with what is beside it, a loose cell in an anonymous row, a
 * loose row in an anonymous group. White space between parts makes no box.
 */
export class TableBuilder {
  readonly #builder: BoxBuilder;
  /** Style of the table, or of what an anonymous table stands in. */
  readonly #style: ComputedStyle;
  readonly #captions: BlockBox[] = [];
  readonly #columns: TableColumn[] = [];
  readonly #groups: PendingGroup[] = [];
  #group: PendingGroup | undefined;
  #row: PendingRow | undefined;
  #cell: ContainerBuilder | undefined;

  constructor(builder: BoxBuilder, style: ComputedStyle) {
    this.#builder = builder;
    this.#style = style;
  }

  addChildren(element: Element, style: ComputedStyle, parent: StructureParent, level: Level = 'table'): void {
    const pseudos = this.#builder.context.styled.pseudoStyles.get(element);
    if (pseudos?.before) this.addGenerated(element, 'before', pseudos.before, parent, level);
    for (const child of element.children as AnyNode[]) this.add(child, style, parent, level);
    if (pseudos?.after) this.addGenerated(element, 'after', pseudos.after, parent, level);
  }

  /** A node of the document whose box is a child of the box at `level`; `style` is that of its parent. */
  add(node: AnyNode, style: ComputedStyle, parent: StructureParent, level: Level = 'table'): void {
    if (node instanceof Text) {
      // Between parts of the table it is nothing; inside an anonymous cell it parts words.
      if (this.#cell || !isBlank(node.data)) this.#anonymousCell(level).addNode(node, style, parent);
      return;
    }
    if (!isTag(node)) return;
    const own = this.#builder.styleOf(node);
    const display = this.#builder.displayOf(node);
    if (display === 'none') return;
    if (typeof own.position === 'object') this.#builder.takeRunning(node, own, own.position.running);
    else if (display === 'contents') {
      this.#builder.within(node, own, parent, (inner) => this.addChildren(node, own, inner, level));
    } else if (level === 'table' && display === 'table-caption') {
      this.#closeGroup();
      const caption = this.#builder.within(node, own, parent, (inner) =>
        this.#builder.blockContainer(node, own, inner),
      );
      this.#captions.push(caption);
    } else if (level === 'table' && (display === 'table-column' || display === 'table-column-group')) {
      this.#closeGroup();
      this.#addColumns(node, own);
    } else if (level === 'table' && GROUP_KIND[display]) {
      this.#closeGroup();
      this.#group = { kind: GROUP_KIND[display], box: partOf(node, own), rows: [] };
      this.#groups.push(this.#group);
      this.#builder.within(node, own, parent, (inner) => this.addChildren(node, own, inner, 'group'));
      this.#closeGroup();
    } else if (level !== 'row' && display === 'table-row') {
      this.#closeRow();
      this.#row = { box: partOf(node, own), cells: [] };
      this.#openGroup().rows.push(this.#row);
      this.#builder.within(node, own, parent, (inner) => this.addChildren(node, own, inner, 'row'));
      this.#closeRow();
    } else if (display === 'table-cell') {
      this.#closeCell();
      const row = this.#openRow();
      const box = this.#builder.within(node, own, parent, (inner) => this.#builder.blockContainer(node, own, inner));
      row.cells.push({ box, ...spansOf(node) });
    } else this.#anonymousCell(level).addNode(node, style, parent);
  }

  /** The table's boxes apart from what its element gives. */
  finish(nested = false): Pick<TableBox, 'kind' | 'captions' | 'columns' | 'columnCount' | 'groups' | 'nested'> {
    this.#closeGroup();
    // Only the first header and footer group repeat; others are bodies (CSS Tables 3 section 2.1).
    const order = { header: 0, body: 1, footer: 2 };
    const seen = new Set<string>();
    for (const group of this.#groups) {
      if (group.kind !== 'body' && seen.has(group.kind)) group.kind = 'body';
      seen.add(group.kind);
    }
    const groups = this.#groups
      .toSorted((a, b) => order[a.kind] - order[b.kind])
      .map(({ kind, box, rows }): TableRowGroup => {
        const cells = placeCells(rows.map((row) => row.cells));
        return { kind, box, rows: rows.map((row, r) => ({ box: row.box, cells: cells[r]! })) };
      });
    let columnCount = this.#columns.length;
    for (const { rows } of groups) {
      for (const { cells } of rows)
        for (const cell of cells) columnCount = Math.max(columnCount, cell.column + cell.columnSpan);
    }
    return { kind: 'table', captions: this.#captions, columns: this.#columns, columnCount, groups, nested };
  }

  addGenerated(
    element: Element,
    which: 'before' | 'after',
    style: ComputedStyle,
    parent: StructureParent,
    level: Level = 'table',
  ): void {
    if (style.display === 'none' || typeof style.content === 'string') return;
    if (style.display === 'table-cell') {
      this.#closeCell();
      const row = this.#openRow();
      const cell = this.#builder.container(style);
      cell.addGenerated(element, which, contentStyle(style), parent);
      row.cells.push({ box: blockOf(cell, style, `${labelOf(element)}::${which}`), columnSpan: 1, rowSpan: 1 });
    } else this.#anonymousCell(level).addGenerated(element, which, style, parent);
  }

  #addColumns(node: Element, style: ComputedStyle): void {
    const start = this.#columns.length;
    const push = (column: ComputedStyle, span: number, group: TableColumn['group']): void => {
      for (let i = 0; i < span; i++) this.#columns.push({ style: column, group });
    };
    if (this.#builder.displayOf(node) === 'table-column') {
      push(style, columnSpanOf(node), undefined);
      return;
    }
    const inner = (node.children as AnyNode[]).filter(
      (child): child is Element => isTag(child) && this.#builder.displayOf(child) === 'table-column',
    );
    const span = inner.reduce((sum, column) => sum + columnSpanOf(column), 0) || columnSpanOf(node);
    const group = { style, start, span };
    for (const column of inner) push(this.#builder.styleOf(column), columnSpanOf(column), group);
    // Without columns of its own a group stands for as many as it spans, each as wide as it says.
    if (!inner.length) push(columnStyle(style), span, group);
  }

  #openGroup(): PendingGroup {
    if (!this.#group) {
      this.#group = { kind: 'body', box: anonymousPart(this.#style, 'table-row-group'), rows: [] };
      this.#groups.push(this.#group);
    }
    return this.#group;
  }

  #openRow(): PendingRow {
    if (!this.#row) {
      const group = this.#openGroup();
      this.#row = { box: anonymousPart(group.box.style, 'table-row'), cells: [] };
      group.rows.push(this.#row);
    }
    return this.#row;
  }

  #anonymousCell(level: Level): ContainerBuilder {
    if (!this.#cell) {
      const row = this.#openRow();
      // It takes part in what its neighbours inherit: the row's style, or the group's or table's where these are its parent.
      const parent = level === 'row' ? row.box.style : level === 'group' ? this.#group!.box.style : this.#style;
      const style = styleVariant(anonymousStyle(parent), 'cell', () => ({ display: 'table-cell' }));
      this.#cell = this.#builder.container(style);
    }
    return this.#cell;
  }

  #closeCell(): void {
    const cell = this.#cell;
    if (!cell) return;
    this.#cell = undefined;
    this.#openRow().cells.push({ box: blockOf(cell, cell.style, '(anonymous cell)'), columnSpan: 1, rowSpan: 1 });
  }

  #closeRow(): void {
    this.#closeCell();
    this.#row = undefined;
  }

  #closeGroup(): void {
    this.#closeRow();
    this.#group = undefined;
  }
}

/** A table whose element is there. */
export function buildTable(
  builder: BoxBuilder,
  element: Element,
  style: ComputedStyle,
  own: StructureParent,
): TableBox {
  const table = new TableBuilder(builder, style);
  table.addChildren(element, style, own);
  const parts = table.finish(isNested(builder, element));
  return {
    ...parts,
    style: withBreaks(style, parts.groups),
    element,
    label: labelOf(element),
    anchor: anchorOf(element),
  };
}

/** What the first and last groups and rows say of breaks at the table's edges holds for the table (CSS Break 3 4.1). */
function withBreaks(style: ComputedStyle, groups: readonly TableRowGroup[]): ComputedStyle {
  const [first, last] = [groups[0], groups.at(-1)];
  const before = [style, first?.box.style, first?.rows[0]?.box.style].map((one) => one?.breakBefore ?? 'auto');
  const after = [style, last?.box.style, last?.rows.at(-1)?.box.style].map((one) => one?.breakAfter ?? 'auto');
  const stated = (values: readonly BreakValue[]): BreakValue => values.find((value) => value !== 'auto') ?? 'auto';
  const [breakBefore, breakAfter] = [stated(before), stated(after)];
  if (breakBefore === style.breakBefore && breakAfter === style.breakAfter) return style;
  return styleVariant(style, `breaks ${breakBefore} ${breakAfter}`, () => ({ breakBefore, breakAfter }));
}

/** Whether the width around the table is that of a cell or flex item that has none of its own. */
function isNested(builder: BoxBuilder, element: Element): boolean {
  if (builder.styleOf(element).width !== 'auto') return false;
  for (let node = element.parent; node && isTag(node); node = node.parent) {
    const { display, width } = builder.styleOf(node);
    if (/^(table-cell|(inline-)?(flex|grid))$/.test(display)) return true;
    if (typeof width !== 'string' && width.percent === 0) return false;
  }
  return false;
}

/** The table around parts that have none (CSS Tables 3 section 2.2.2): `display` is that of a block or in a line. */
export function anonymousTable(table: TableBuilder, parent: ComputedStyle): TableBox {
  const style = styleVariant(anonymousStyle(parent), 'table', () => ({ display: 'table' }));
  return { ...table.finish(), style, element: undefined, label: '(anonymous table)', anchor: undefined };
}

/** Table parts that need a table around them. */
export const isTablePart = (display: ComputedStyle['display']): boolean =>
  display.startsWith('table-') || display in GROUP_KIND;

function partOf(element: Element, style: ComputedStyle): TablePart {
  return { kind: 'table-part', style, element, label: labelOf(element), anchor: anchorOf(element) };
}

function anonymousPart(parent: ComputedStyle, display: ComputedStyle['display']): TablePart {
  const style = styleVariant(anonymousStyle(parent), display, () => ({ display }));
  return { kind: 'table-part', style, element: undefined, label: '(anonymous)', anchor: undefined };
}

function blockOf(container: ContainerBuilder, style: ComputedStyle, label: string): BlockBox {
  return {
    kind: 'block',
    style,
    element: undefined,
    label,
    anchor: undefined,
    ...container.finish(),
    marker: undefined,
  };
}

/** What a column takes from a group that has no columns: its width. */
const columnStyle = (group: ComputedStyle): ComputedStyle =>
  styleVariant(anonymousStyle(group), `column ${JSON.stringify([group.width, group.visibility])}`, () => ({
    display: 'table-column',
    width: group.width,
    minWidth: group.minWidth,
    maxWidth: group.maxWidth,
    visibility: group.visibility,
  }));
