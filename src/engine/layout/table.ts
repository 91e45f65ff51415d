import { anonymousStyle } from '../boxes/anonymous.ts';
import type { BlockBox, TableBox } from '../boxes/box.ts';
import { usedWidth } from './block-width.ts';
import { appealInside } from './breaks.ts';
import type { BoxFragment, Decoration, PlacedFragment, TableBackground, TableBorder } from './fragment.ts';
import { statedHeight, vertical } from './sizes.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type LayoutContext, type LayoutResult } from './space.ts';
import { columnWidths, spanWidth, tableEdges } from './table-columns.ts';
import { type GridCell, type TableGrid, tableGrid } from './table-grid.ts';

/** Tables (CSS Tables 3): columns, rows, captions; rows go on to the next page below the repeated header. */
export function layoutTable(
  box: TableBox,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  return new TableLayout(box, space, context).run(token);
}

interface SolvedRow {
  readonly height: number;
  /** Cells that start here, laid out at their natural heights. */
  readonly cells: readonly { readonly cell: GridCell; readonly fragment: BoxFragment; readonly x: number }[];
  readonly baseline: number;
}

class TableLayout {
  readonly #box: TableBox;
  readonly #space: ConstraintSpace;
  readonly #context: LayoutContext;
  readonly #grid: TableGrid;
  readonly #width: number;
  readonly #columns: readonly number[];
  readonly #lefts: readonly number[];
  readonly #border: BoxFragment['border'];
  readonly #padding: BoxFragment['padding'];
  readonly #rows: SolvedRow[];

  constructor(box: TableBox, space: ConstraintSpace, context: LayoutContext) {
    this.#box = box;
    this.#space = space;
    this.#context = context;
    this.#grid = tableGrid(box);
    this.#width = Math.max(usedWidth(box, space, context), context.contentIntrinsic(box).min);
    const { border, padding } = tableEdges(box, space.availableWidth);
    this.#border = border;
    this.#padding = padding;
    this.#columns = columnWidths(box, this.#width, context);
    this.#lefts = this.#columnLefts();
    this.#rows = this.#solveRows();
  }

  #columnLefts(): number[] {
    const spacing = this.#grid.spacing[0];
    const lefts: number[] = [];
    let x = this.#border.left + this.#padding.left + spacing;
    for (const width of this.#columns) {
      lefts.push(x);
      x += width + spacing;
    }
    if (this.#box.style.direction !== 'rtl') return lefts;
    return lefts.map((left, i) => this.#width - left - this.#columns[i]!);
  }

  #cellLeft(cell: GridCell): number {
    const edge = this.#box.style.direction === 'rtl' ? cell.column + cell.columnSpan - 1 : cell.column;
    return this.#lefts[Math.min(edge, this.#lefts.length - 1)]!;
  }

  #cellWidth(cell: GridCell): number {
    return spanWidth(this.#columns, cell.column, cell.columnSpan, this.#grid.spacing[0]);
  }

  /** Heights of rows (CSS 2 section 17.5.3): the tallest cell, baselines aligned; spans stretch their last row. */
  #solveRows(): SolvedRow[] {
    const solved: { height: number; baseline: number; cells: SolvedRow['cells'] }[] = [];
    const gap = this.#grid.spacing[1];
    for (const { row, cells } of this.#grid.rows) {
      const laid = cells.map((cell) => {
        const space = {
          availableWidth: this.#cellWidth(cell),
          availableHeight: undefined,
          fixedWidth: this.#cellWidth(cell),
        };
        return { cell, fragment: this.#context.layoutWhole(cell.box, space), x: this.#cellLeft(cell) };
      });
      const baseline = Math.max(
        0,
        ...laid.filter(({ cell }) => isBaseline(cell)).map(({ fragment }) => baselineOf(fragment)),
      );
      let height = statedHeight(row.style.height, row.style, this.#space) ?? 0;
      for (const { cell, fragment } of laid) {
        if (cell.rowSpan > 1) continue;
        height = Math.max(height, fragment.height + (isBaseline(cell) ? baseline - baselineOf(fragment) : 0));
      }
      solved.push({ height, baseline, cells: laid });
    }
    solved.forEach(({ cells }, r) => {
      for (const { cell, fragment } of cells) {
        if (cell.rowSpan === 1) continue;
        const last = r + cell.rowSpan - 1;
        let sum = gap * (cell.rowSpan - 1);
        for (let i = r; i <= last; i++) sum += solved[i]!.height;
        if (fragment.height > sum) solved[last]!.height += fragment.height - sum;
      }
    });
    const stated = this.#space.fixedHeight ?? statedHeight(this.#box.style.height, this.#box.style, this.#space);
    if (stated !== undefined && solved.length) {
      const used =
        solved.reduce((sum, row) => sum + row.height, 0) +
        gap * (solved.length + 1) +
        vertical(this.#border) +
        vertical(this.#padding);
      if (stated > used) for (const row of solved) row.height += (stated - used) / solved.length;
    }
    return solved;
  }

  run(token: BreakToken | undefined): LayoutResult {
    const [top, bottom] = [this.#captions('top'), this.#captions('bottom')];
    const above = token ? 0 : heightOf(top);
    const grid = this.#layoutGrid(token, above);
    if (grid.type === 'break-before') return grid;
    if (!this.#box.captions.length) return grid;
    // CSS Tables 3 section 2.1: the wrapper box holds captions and grid.
    const children: PlacedFragment[] = [];
    let y = 0;
    if (!token) for (const caption of top) y = pushAt(children, caption, y);
    children.push({ x: 0, y, fragment: grid.fragment });
    y += grid.fragment.height;
    if (!grid.token) for (const caption of bottom) y = pushAt(children, caption, y);
    const fragment: BoxFragment = {
      ...grid.fragment, box: wrapperOf(this.#box), height: y, border: NONE, padding: NONE, children, decoration: undefined,
      firstBaseline: children[0]!.fragment.type === 'box' ? children[0]!.fragment.firstBaseline : undefined,
    }; // biome-ignore format: one record
    return { ...grid, fragment, token: grid.token && { ...grid.token, consumed: (token?.consumed ?? 0) + y } };
  }

  #captions(side: 'top' | 'bottom'): BoxFragment[] {
    return this.#box.captions
      .filter((caption) => caption.style.captionSide === side)
      .map((caption) =>
        this.#context.layoutWhole(caption, { availableWidth: this.#width, availableHeight: undefined }),
      );
  }

  #layoutGrid(token: BreakToken | undefined, above: number): LayoutResult {
    const { rows } = this.#grid;
    const { fragmentainer } = this.#space;
    const gap = this.#grid.spacing[1];
    const builder = new GridBuilder(this.#grid, this.#lefts, this.#columns, this.#box.style.direction === 'rtl');
    const start = token?.index ?? 0;
    const headers = rows.filter((row) => row.kind === 'header').length;
    let y = (token ? 0 : this.#border.top + this.#padding.top) + gap;
    const room = fragmentainer
      ? fragmentainer.remaining - above - this.#border.bottom - this.#padding.bottom - gap
      : Number.POSITIVE_INFINITY;
    const headerHeight = this.#rows.slice(0, headers).reduce((sum, row) => sum + row.height + gap, 0);
    // CSS Tables 3 section 5.2: headers repeat where they leave room for the rows.
    if (token && headers > 0 && start >= headers && headerHeight < room / 4) {
      for (let r = 0; r < headers; r++) y = this.#addRow(builder, r, y, true) + gap;
    }
    const atTop = fragmentainer?.atTop ?? false;
    let placed = 0;
    for (let r = start; r < rows.length; r++) {
      const row = this.#rows[r]!;
      const tokens = r === start ? token?.parallel : undefined;
      if (!tokens && y + row.height <= room + 0.01) {
        y = this.#addRow(builder, r, y, false) + gap;
        placed++;
        continue;
      }
      const appeal = (at: number): number =>
        appealInside(this.#box, this.#avoidsBetween(at) ? APPEAL.violatesAvoid : APPEAL.perfect, fragmentainer!.type);
      // Header rows do not stay behind alone, and spans are not cut between their rows.
      if (placed > 0 && r > headers) {
        let at = r;
        while (at > start + 1 && at > headers + 1 && this.#avoidsBetween(at)) at--;
        if (at !== r) return this.#retry(token, at, appeal(at));
        return this.#broken(builder, y, { consumed: 0, index: r }, token, appeal(r));
      }
      if (!atTop && !tokens) return { type: 'break-before' };
      const parts = this.#breakRow(r, tokens, y, room - y);
      builder.add(r, y, parts.height, parts.children);
      y += parts.height + gap;
      if (parts.tokens.some((part) => part !== null)) {
        return this.#broken(builder, y, { consumed: 0, index: r, parallel: parts.tokens }, token, APPEAL.violatesAvoid);
      }
      placed++;
    }
    const height = y + this.#border.bottom + this.#padding.bottom;
    return {
      type: 'fragment',
      fragment: this.#fragment(builder, Math.max(height, this.#space.fixedHeight ?? 0), !token, true),
      token: undefined,
      appeal: APPEAL.perfect,
    };
  }

  /** Lays the rows out again up to a better place to break. */
  #retry(token: BreakToken | undefined, end: number, appeal: number): LayoutResult {
    const gap = this.#grid.spacing[1];
    const builder = new GridBuilder(this.#grid, this.#lefts, this.#columns, this.#box.style.direction === 'rtl');
    const headers = this.#grid.rows.filter((row) => row.kind === 'header').length;
    let y = (token ? 0 : this.#border.top + this.#padding.top) + gap;
    const start = token?.index ?? 0;
    if (token && start >= headers) for (let r = 0; r < headers; r++) y = this.#addRow(builder, r, y, true) + gap;
    for (let r = start; r < end; r++) y = this.#addRow(builder, r, y, false) + gap;
    return this.#broken(builder, y, { consumed: 0, index: end }, token, appeal);
  }

  /** A break before row `r` is avoided by a style or would cut a spanning cell. */
  #avoidsBetween(r: number): boolean {
    const { rows } = this.#grid;
    const [before, after] = [rows[r - 1], rows[r]];
    if (!before || !after) return false;
    if (before.row.style.breakAfter.startsWith('avoid') || after.row.style.breakBefore.startsWith('avoid')) return true;
    return rows.slice(0, r).some((row) => row.cells.some((cell) => cell.row + cell.rowSpan > r));
  }

  /** Places a row whole; returns where it ends. */
  #addRow(builder: GridBuilder, r: number, y: number, repeated: boolean): number {
    const { height, cells, baseline } = this.#rows[r]!;
    const gap = this.#grid.spacing[1];
    const children = cells.map(({ cell, fragment, x }): PlacedFragment => {
      let full = gap * (cell.rowSpan - 1);
      for (let i = r; i < r + cell.rowSpan; i++) full += this.#rows[i]!.height;
      return { x, y, fragment: alignCell(cell, fragment, full, baseline, repeated) };
    });
    builder.add(r, y, height, children);
    return y + height;
  }

  /** A row taller than a page goes on in all its cells. */
  #breakRow(r: number, tokens: BreakToken['parallel'], y: number, room: number) {
    const next: (BreakToken | undefined | null)[] = [];
    const laid: { readonly x: number; readonly fragment: BoxFragment }[] = [];
    this.#rows[r]!.cells.forEach(({ cell, fragment, x }, i) => {
      const before = tokens?.[i];
      if (before === null) {
        next.push(null);
        // A cell that has ended goes on empty, as tall as its row.
        laid.push({
          x,
          fragment: { ...fragment, height: 0, children: [], isFirst: false, border: { ...fragment.border, top: 0 } },
        });
        return;
      }
      const width = this.#cellWidth(cell);
      const space = {
        availableWidth: width,
        availableHeight: undefined,
        fixedWidth: width,
        fragmentainer: { type: this.#space.fragmentainer!.type, remaining: room, atTop: true },
      };
      const result = this.#context.layout(cell.box, space, before);
      if (result.type === 'break-before') throw new Error(`${cell.box.label} refuses an empty page`);
      next.push(result.token ?? null);
      laid.push({ x, fragment: result.fragment });
    });
    const height = Math.max(0, ...laid.map(({ fragment }) => fragment.height));
    return {
      tokens: next,
      height,
      children: laid.map(({ x, fragment }): PlacedFragment => ({ x, y, fragment: { ...fragment, height } })),
    };
  }

  #broken(
    builder: GridBuilder,
    y: number,
    next: BreakToken,
    token: BreakToken | undefined,
    appeal: number,
  ): LayoutResult {
    return {
      type: 'fragment',
      fragment: this.#fragment(builder, y, !token, false),
      token: { ...next, consumed: (token?.consumed ?? 0) + y },
      appeal,
    };
  }

  #fragment(builder: GridBuilder, height: number, isFirst: boolean, isLast: boolean): BoxFragment {
    const first = builder.children.find(
      ({ fragment }) => fragment.type === 'box' && fragment.firstBaseline !== undefined,
    );
    const baseline = first && first.y + (first.fragment as BoxFragment).firstBaseline!;
    return {
      type: 'box', box: this.#box, width: this.#width, height,
      border: { ...this.#border, top: isFirst ? this.#border.top : 0, bottom: isLast ? this.#border.bottom : 0 },
      padding: this.#padding, children: builder.children, firstBaseline: baseline, lastBaseline: baseline, isFirst, isLast,
      decoration: builder.decoration(this.#width),
    }; // biome-ignore format: one record
  }
}

/** Gathers the rows of one fragment with what the table paints behind and between them. */
class GridBuilder {
  readonly children: PlacedFragment[] = [];
  readonly #grid: TableGrid;
  readonly #lefts: readonly number[];
  readonly #columns: readonly number[];
  readonly #rtl: boolean;
  readonly #rows: { readonly r: number; readonly y: number; readonly height: number }[] = [];

  constructor(grid: TableGrid, lefts: readonly number[], columns: readonly number[], rtl: boolean) {
    this.#grid = grid;
    this.#lefts = lefts;
    this.#columns = columns;
    this.#rtl = rtl;
  }

  add(r: number, y: number, height: number, children: readonly PlacedFragment[]): void {
    this.#rows.push({ r, y, height });
    this.children.push(...children);
  }

  decoration(width: number): Decoration | undefined {
    const backgrounds: TableBackground[] = [];
    for (const { r, y, height } of this.#rows) {
      const { row, groupStyle } = this.#grid.rows[r]!;
      for (const style of [groupStyle, row.style]) {
        if (style.backgroundColor.alpha > 0) {
          const left = Math.min(...this.#lefts);
          const right = Math.max(...this.#lefts.map((x, i) => x + this.#columns[i]!));
          backgrounds.push({ style, x: left, y, width: Math.min(width, right - left), height });
        }
      }
    }
    const borders = this.#borders();
    return backgrounds.length || borders.length ? { type: 'table', backgrounds, borders } : undefined;
  }

  #borders(): TableBorder[] {
    const { collapsed } = this.#grid;
    if (!collapsed) return [];
    const borders: TableBorder[] = [];
    this.#rows.forEach(({ r, y, height }, index) => {
      this.#columns.forEach((length, c) => {
        const x = this.#lefts[c]!;
        // Between a repeated header and its new neighbour the lower row's own line counts.
        const top = collapsed.horizontal[r]![c]!;
        if (top.width > 0 && (index === 0 || this.#rows[index - 1]!.r !== r - 1))
          borders.push({ edge: top, vertical: false, x, y, length });
        const bottom = collapsed.horizontal[r + 1]![c]!;
        if (bottom.width > 0 && this.#lineBelow(r, c))
          borders.push({ edge: bottom, vertical: false, x, y: y + height, length });
        const [left, right] = this.#rtl ? [c + 1, c] : [c, c + 1];
        const first = collapsed.vertical[r]![left]!;
        const isFirst = this.#rtl ? c === this.#columns.length - 1 : c === 0;
        if (isFirst && first.width > 0) borders.push({ edge: first, vertical: true, x, y, length: height });
        const last = collapsed.vertical[r]![right]!;
        if (last.width > 0 && this.#lineBeside(r, this.#rtl ? c : c + 1))
          borders.push({ edge: last, vertical: true, x: x + length, y, length: height });
      });
    });
    return borders;
  }

  /** No line runs through a cell that spans rows or columns. */
  #lineBelow(r: number, c: number): boolean {
    return !this.#grid.rows.some(({ cells }) =>
      cells.some(
        (cell) =>
          cell.row <= r && cell.row + cell.rowSpan > r + 1 && cell.column <= c && cell.column + cell.columnSpan > c,
      ),
    );
  }

  #lineBeside(r: number, c: number): boolean {
    return !this.#grid.rows.some(({ cells }) =>
      cells.some(
        (cell) => cell.row <= r && cell.row + cell.rowSpan > r && cell.column < c && cell.column + cell.columnSpan > c,
      ),
    );
  }
}

const NONE = { top: 0, right: 0, bottom: 0, left: 0 };

const heightOf = (fragments: readonly BoxFragment[]): number =>
  fragments.reduce((sum, fragment) => sum + fragment.height, 0);

function pushAt(children: PlacedFragment[], fragment: BoxFragment, y: number): number {
  children.push({ x: 0, y, fragment });
  return y + fragment.height;
}

const isBaseline = (cell: GridCell): boolean => {
  const { verticalAlign } = cell.box.style;
  return verticalAlign !== 'middle' && verticalAlign !== 'bottom' && verticalAlign !== 'top';
};

const baselineOf = (fragment: BoxFragment): number =>
  fragment.firstBaseline ?? fragment.height - fragment.padding.bottom - fragment.border.bottom;

/** The cell's fragment at its row's height, its content moved as vertical-align asks (CSS 2 section 17.5.3). */
function alignCell(
  cell: GridCell,
  fragment: BoxFragment,
  height: number,
  baseline: number,
  repeated: boolean,
): BoxFragment {
  const { verticalAlign } = cell.box.style;
  const free = height - fragment.height;
  let shift = 0;
  if (verticalAlign === 'middle') shift = free / 2;
  else if (verticalAlign === 'bottom') shift = free;
  else if (isBaseline(cell)) shift = Math.max(0, baseline - baselineOf(fragment));
  const children = shift ? fragment.children.map((child) => ({ ...child, y: child.y + shift })) : fragment.children;
  const move = (value: number | undefined): number | undefined => (value === undefined ? undefined : value + shift);
  return {
    ...fragment, height, children, firstBaseline: move(fragment.firstBaseline), lastBaseline: move(fragment.lastBaseline),
    ...(repeated ? { repeated: true } : {}),
  }; // biome-ignore format: one record
}

const wrappers = new WeakMap<TableBox, BlockBox>();

function wrapperOf(box: TableBox): BlockBox {
  let wrapper = wrappers.get(box);
  if (!wrapper) {
    const style = anonymousStyle(box.style);
    wrapper = {
      kind: 'block',
      style,
      element: undefined,
      label: `${box.label} (wrapper)`,
      anchor: undefined,
      children: [],
      inline: undefined,
      marker: undefined,
    };
    wrappers.set(box, wrapper);
  }
  return wrapper;
}
