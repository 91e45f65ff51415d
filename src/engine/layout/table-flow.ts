import { avoidsInside } from './breaks.ts';
import { isCloned, sidesThere } from './cut-edges.ts';
import type { BoxFragment } from './fragment.ts';
import { borderOf, paddingOf } from './sizes.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type LayoutContext, type LayoutResult } from './space.ts';
import { breakBeforeRow } from './table-breaks.ts';
import { alignCell, type Band, groupFragments } from './table-fragments.ts';
import type { GridCell } from './table-grid.ts';
import { collapsedLines } from './table-lines.ts';
import { cellWidth, type SolvedTable, spanHeight } from './table-rows.ts';

/** Rounding must not push a row to the next page. */
const EPSILON = 0.01;

/** A header or footer that takes more of a page is not repeated. */
const MOST_REPEATED = 1 / 4;

/** A row as it stands in this fragment; its cells follow when it is known where the fragment ends. */
interface Placed {
  readonly r: number;
  readonly y: number;
  readonly height: number;
  readonly repeated: boolean;
}

/** A cell that goes on from the fragmentainer before. */
interface Going {
  readonly token: BreakToken | undefined | null;
}

/** How a row was cut: what its cells and those that reach into it have here, and where they go on. */
interface Cut {
  readonly height: number;
  readonly pieces: ReadonlyMap<GridCell, BoxFragment>;
  readonly tokens: readonly (BreakToken | undefined | null)[];
  readonly appeal: number;
}

/** Places rows from a token on until they end or the fragmentainer does (CSS Tables 3 section 5). */
export class TableFlow {
  readonly #table: SolvedTable;
  readonly #space: ConstraintSpace;
  readonly #context: LayoutContext;
  readonly #above: number;
  readonly #gap: number;
  /** From the last row to the end of the table, captions below it included. */
  readonly #closing: number;
  /** Border and padding below the rows where the table is cut. */
  readonly #cutEdge: number;
  readonly #limit: number;
  readonly #header: number;
  /** The first row of the footer. */
  readonly #footer: number;
  readonly #placed: Placed[] = [];
  readonly #going = new Map<GridCell, Going>();
  /** Tops in this fragment of rows; those that began before it are at its first row. */
  readonly #tops = new Map<number, number>();
  #token: BreakToken | undefined;
  #repeatsFooter = false;
  #footerHeight = 0;
  #start = 0;
  #y = 0;

  constructor(table: SolvedTable, space: ConstraintSpace, above: number, below: number, context: LayoutContext) {
    this.#table = table;
    this.#space = space;
    this.#context = context;
    this.#above = above;
    const { grid } = table;
    this.#gap = grid.spacing[1];
    const { style } = grid.box;
    const bottom = style.borderBottomWidth + paddingOf(style, space.availableWidth).bottom;
    this.#cutEdge = isCloned(style) ? bottom : 0;
    this.#closing = bottom - this.#cutEdge + below;
    this.#limit = space.fragmentainer
      ? space.fragmentainer.remaining - above - this.#cutEdge + EPSILON
      : Number.POSITIVE_INFINITY;
    const [first, last] = [grid.groups[0], grid.groups.at(-1)];
    this.#header = first?.kind === 'header' ? first.end : 0;
    this.#footer = last?.kind === 'footer' && last.start > this.#header ? last.start : grid.rows.length;
  }

  run(token: BreakToken | undefined): LayoutResult {
    const { rows } = this.#table.grid;
    this.#begin(token);
    const { fragmentainer } = this.#space;
    let best: { readonly at: number; readonly appeal: number } | undefined;
    for (let r = this.#start; r < rows.length; r++) {
      if (fragmentainer && r > this.#start) {
        const wish = breakBeforeRow(this.#table.grid, r, fragmentainer.type);
        if (wish === 'forced') return this.#breakBefore(r, APPEAL.perfect, true);
        const avoids = wish === 'avoid' || this.#table.grid.reaching[r]!.length > 0 || r <= this.#header;
        const appeal = this.#appeal(avoids);
        if (!best || appeal >= best.appeal) best = { at: r, appeal };
      }
      const height = this.#rowHeight(r);
      if (height !== undefined && this.#y + height + this.#reserve(r) <= this.#limit) {
        this.#place(r, height, false);
        continue;
      }
      const outcome = this.#cannotFit(r, best);
      if (outcome) return outcome;
    }
    return this.#finish();
  }

  #appeal(avoids: boolean): number {
    const type = this.#space.fragmentainer!.type;
    return avoids || avoidsInside(this.#table.grid.box, type) ? APPEAL.violatesAvoid : APPEAL.perfect;
  }

  #begin(token: BreakToken | undefined): void {
    const { grid, rows } = this.#table;
    const { style } = grid.box;
    this.#token = token;
    this.#start = token?.index ?? 0;
    if (token) {
      const cells = [...grid.reaching[this.#start]!, ...(token.child ? grid.rows[this.#start]!.cells : [])];
      cells.forEach((cell, i) => {
        this.#going.set(cell, { token: token.parallel?.[i] });
      });
    }
    if (!token || isCloned(style)) this.#y = borderOf(style).top + paddingOf(style, this.#space.availableWidth).top;
    if (grid.rows.length && !token) this.#y += this.#gap;
    if (!this.#space.fragmentainer) return;
    const height = (from: number, to: number): number => {
      let sum = 0;
      for (let r = from; r < to; r++) sum += rows[r]!.height + this.#gap;
      return sum;
    };
    // As in browsers, what repeats is what is not to be broken itself: the user-agent sheet says so of thead and tfoot.
    const repeats = (r: number, size: number): boolean =>
      avoidsInside(grid.rows[r]!.group.box, this.#space.fragmentainer!.type) && size <= this.#limit * MOST_REPEATED;
    if (token && this.#header > 0 && this.#start >= this.#header) {
      if (repeats(0, height(0, this.#header)))
        for (let r = 0; r < this.#header; r++) this.#place(r, rows[r]!.height, true);
    }
    this.#footerHeight = height(this.#footer, rows.length);
    this.#repeatsFooter =
      this.#footer < rows.length && this.#start < this.#footer && repeats(this.#footer, this.#footerHeight);
  }

  /** Room that is needed below row `r`. */
  #reserve(r: number): number {
    const closing = r === this.#table.rows.length - 1 ? this.#closing : 0;
    if (!this.#repeatsFooter || r >= this.#footer) return closing;
    return this.#footerHeight + (r === this.#footer - 1 ? this.#closing : 0);
  }

  #place(r: number, height: number, repeated: boolean): void {
    const { lift, gap } = this.#table.rows[r]!;
    const y = this.#y - (this.#placed.length ? lift : 0);
    this.#placed.push({ r, y, height, repeated });
    if (!repeated) this.#tops.set(r, y);
    this.#y += height + gap;
  }

  /** Where a cell begins in this fragment. */
  #cellTop(cell: GridCell): number {
    return this.#tops.get(Math.max(cell.row, this.#start)) ?? this.#y;
  }

  /** Where row `r` is cut. A row that ends is tried there too: in another room its cells would be laid out anew. */
  #cutLimit(r: number): number {
    return this.#limit - EPSILON - (this.#repeatsFooter && r < this.#footer ? this.#reserve(r) : 0);
  }

  /** Height of row `r` here, so that cells that go on and end with it have room; undefined where they need more. */
  #rowHeight(r: number): number | undefined {
    const row = this.#table.rows[r]!;
    const begun = r === this.#start && this.#token?.child;
    let height = begun ? Math.max(0, row.height - begun.consumed) : row.height;
    for (const [cell, { token }] of this.#going) {
      if (cell.row + cell.rowSpan - 1 !== r || token === null) continue;
      const top = this.#cellTop(cell);
      const result = this.#layoutCell(cell, token, this.#cutLimit(r) - top, true);
      if (!result || result.token) return undefined;
      this.#ends.set(cell, result.fragment);
      height = Math.max(height, top + result.fragment.height - this.#y);
    }
    return height;
  }

  #layoutCell(
    cell: GridCell,
    token: BreakToken | undefined,
    remaining: number,
    atTop: boolean,
  ): Extract<LayoutResult, { type: 'fragment' }> | undefined {
    const width = cellWidth(this.#table.columns, cell);
    const { fragmentainer } = this.#space;
    const here = fragmentainer && {
      type: fragmentainer.type,
      remaining: Math.max(0, remaining),
      atTop,
      size: fragmentainer.size,
    };
    const result = this.#context.layout(
      cell.box,
      { availableWidth: width, availableHeight: undefined, fixedWidth: width, fragmentainer: here },
      token,
    );
    return result.type === 'fragment' ? result : undefined;
  }

  /** Row `r` does not fit: breaks inside it or at the best place before it. Undefined where it was placed after all. */
  #cannotFit(r: number, best: { readonly at: number; readonly appeal: number } | undefined): LayoutResult | undefined {
    const { rows } = this.#table.grid;
    const fragmentainer = this.#space.fragmentainer!;
    const row = rows[r]!;
    // A row that no page holds is broken somewhere anyway.
    const fits = this.#table.rows[r]!.height <= (fragmentainer.size ?? Number.POSITIVE_INFINITY);
    const avoids =
      fits && (avoidsInside(row.box, fragmentainer.type) || avoidsInside(row.group.box, fragmentainer.type));
    const inside = this.#appeal(avoids);
    if (best && best.appeal > inside) return this.#breakBefore(best.at, best.appeal, false);
    const atTop = fragmentainer.atTop && !best && this.#above === 0;
    const cut = this.#cutRow(r, atTop, inside);
    if (!cut || (best && best.appeal > cut.appeal)) {
      if (best) return this.#breakBefore(best.at, best.appeal, false);
      if (!cut && !fragmentainer.atTop) return { type: 'break-before' };
    }
    const forced = cut ?? this.#cutRow(r, true, inside)!;
    const begun = r === this.#start ? (this.#token?.child?.consumed ?? 0) : 0;
    const rest = this.#table.rows[r]!.height - begun;
    const room = this.#limit - EPSILON - this.#y;
    const ended = forced.tokens.every((token) => token === null);
    // A stated height goes on below the content (CSS Break 3 section 4.1).
    const whole = ended && (rest <= room || room < 1 || forced.height > room);
    const height = ended ? Math.max(forced.height, whole ? Math.min(rest, room) : room) : forced.height;
    this.#place(r, height, false);
    // All that is in it fits, only its height does not.
    if (whole && r === rows.length - 1) return undefined;
    if (whole) return this.#broken({ consumed: 0, index: r + 1 }, APPEAL.lastResort, undefined);
    const token = { consumed: 0, index: r, child: { consumed: begun + height, index: 0 }, parallel: forced.tokens };
    return this.#broken(token, forced.appeal, forced);
  }

  /** The part of row `r` that fits, with the cells that reach into it; undefined where nothing does. */
  #cutRow(r: number, atTop: boolean, appeal: number): Cut | undefined {
    const { grid } = this.#table;
    const limit = this.#cutLimit(r);
    const pieces = new Map<GridCell, BoxFragment>();
    const tokens: (BreakToken | undefined | null)[] = [];
    let lowest = this.#y;
    let begins = false;
    let least = appeal;
    this.#tops.set(r, this.#y);
    for (const cell of [...grid.reaching[r]!, ...grid.rows[r]!.cells]) {
      const going = this.#going.get(cell);
      const top = this.#cellTop(cell);
      if (going?.token === null) {
        tokens.push(null);
        continue;
      }
      const result = this.#layoutCell(cell, going?.token, limit - top, atTop || top < this.#y || going !== undefined);
      if (!result) {
        tokens.push(undefined);
        continue;
      }
      if (cell.row === r || going) begins = true;
      pieces.set(cell, result.fragment);
      tokens.push(result.token ?? null);
      if (result.token) least = Math.min(least, result.appeal);
      lowest = Math.max(lowest, top + result.fragment.height);
    }
    this.#tops.delete(r);
    const begun = r === this.#start && this.#token?.child !== undefined;
    if (grid.rows[r]!.cells.length && !begins && !begun) return undefined;
    return { height: lowest - this.#y, pieces, tokens, appeal: least };
  }

  #breakBefore(at: number, appeal: number, forced: boolean): LayoutResult {
    while (this.#placed.length && this.#placed.at(-1)!.r >= at && !this.#placed.at(-1)!.repeated) {
      const { r, y } = this.#placed.pop()!;
      this.#tops.delete(r);
      this.#y = y;
    }
    const end = this.#placed.at(-1);
    const bottom = end ? end.y + end.height : this.#y;
    const tokens = this.#table.grid.reaching[at]!.map((cell) => {
      const going = this.#going.get(cell);
      if (going?.token === null) return null;
      const result = this.#layoutCell(cell, going?.token, bottom - this.#cellTop(cell), false);
      if (!result) return going?.token;
      this.#pieces.set(cell, result.fragment);
      return result.token ?? null;
    });
    const next = { consumed: 0, index: at, forced, ...(tokens.length ? { parallel: tokens } : {}) };
    return this.#broken(next, appeal, undefined);
  }

  /** Cells that end here, as their row was measured: tables in tables are not laid out once more at each level. */
  readonly #ends = new Map<GridCell, BoxFragment>();
  /** Fragments of cells that are cut here. */
  readonly #pieces = new Map<GridCell, BoxFragment>();

  #broken(next: BreakToken, appeal: number, cut: Cut | undefined): LayoutResult {
    if (cut) for (const [cell, piece] of cut.pieces) this.#pieces.set(cell, piece);
    if (this.#repeatsFooter && next.index <= this.#footer) {
      for (let r = this.#footer; r < this.#table.rows.length; r++) this.#place(r, this.#table.rows[r]!.height, true);
    }
    const last = this.#placed.at(-1);
    const bottom = last ? last.y + last.height : this.#y;
    // The fragment reaches to where it is cut, as that of any box.
    const content = this.#limit === Number.POSITIVE_INFINITY ? bottom : Math.max(bottom, this.#limit - EPSILON);
    const height = content + this.#cutEdge;
    return {
      type: 'fragment',
      fragment: this.#fragment(height, next),
      token: { ...next, consumed: (this.#token?.consumed ?? 0) + this.#above + height },
      appeal,
    };
  }

  #finish(): LayoutResult {
    const { style } = this.#table.grid.box;
    const { availableWidth } = this.#space;
    let height = this.#y + paddingOf(style, availableWidth).bottom + style.borderBottomWidth;
    if (!this.#table.rows.length && !this.#token) height = Math.max(height, this.#table.emptyHeight);
    return { type: 'fragment', fragment: this.#fragment(height, undefined), appeal: APPEAL.perfect };
  }

  #fragment(height: number, next: BreakToken | undefined): BoxFragment {
    const { grid, width, rows } = this.#table;
    const { style } = grid.box;
    const [isFirst, isLast] = [!this.#token, !next];
    const bands = this.#bands(next);
    const [border, padding] = [borderOf(style), paddingOf(style, this.#space.availableWidth)];
    const own = bands.filter((band) => !band.repeated);
    const borders = collapsedLines(this.#table, bands);
    return {
      type: 'box', box: grid.box, width, height,
      border: sidesThere(style, border, isFirst, isLast), padding: sidesThere(style, padding, isFirst, isLast),
      children: groupFragments(this.#table, bands, this.#context), firstBaseline: own.length ? own[0]!.y + rows[own[0]!.r]!.baseline : undefined, lastBaseline: undefined,
      isFirst, isLast, decoration: borders.length ? { type: 'table', backgrounds: [], borders } : undefined,
    }; // biome-ignore format: one record
  }

  /** The rows of this fragment with their cells. */
  #bands(next: BreakToken | undefined): Band[] {
    const { grid, rows, tops } = this.#table;
    const end = next ? next.index + (next.child ? 1 : 0) : rows.length;
    const bottoms = new Map(this.#placed.filter((p) => !p.repeated).map(({ r, y, height }) => [r, y + height]));
    return this.#placed.map(({ r, y, height, repeated }): Band => {
      const whole = (cell: GridCell, i: number): { cell: GridCell; fragment: BoxFragment } => {
        const solved = rows[r]!.cells[i]!;
        const asked = spanHeight(tops, cell, this.#gap);
        const here = cell.rowSpan === 1 ? height : repeated ? asked : this.#bottomOf(cell, end, bottoms) - y;
        const piece = repeated ? undefined : this.#pieces.get(cell);
        const fragment = piece ? { ...piece, height: here } : alignCell(cell, solved, here, rows[r]!.baseline);
        return { cell, fragment };
      };
      const begun = r === this.#start && this.#token?.child !== undefined && !repeated;
      const cells = begun ? [] : grid.rows[r]!.cells.map(whole);
      if (r === this.#start && !repeated) {
        for (const [cell, { token }] of this.#going)
          cells.push({ cell, fragment: this.#goingOn(cell, token, y, end, bottoms) });
      }
      const isLast = next?.child === undefined || r !== next.index;
      return { r, y, height, repeated, isFirst: !begun, isLast, cells };
    });
  }

  /** The end of a cell in this fragment. */
  #bottomOf(cell: GridCell, end: number, bottoms: ReadonlyMap<number, number>): number {
    return bottoms.get(Math.min(cell.row + cell.rowSpan, end) - 1) ?? this.#y;
  }

  /** A cell that began before this fragment; one that has ended goes on empty beside the others. */
  #goingOn(
    cell: GridCell,
    token: BreakToken | undefined | null,
    y: number,
    end: number,
    bottoms: ReadonlyMap<number, number>,
  ): BoxFragment {
    const height = this.#bottomOf(cell, end, bottoms) - y;
    const isLast = cell.row + cell.rowSpan <= end;
    const piece = this.#pieces.get(cell);
    if (piece) return { ...piece, height, isLast: piece.isLast && isLast };
    const i = this.#table.grid.rows[cell.row]!.cells.indexOf(cell);
    const { fragment } = this.#table.rows[cell.row]!.cells[i]!;
    const last = (): BoxFragment | undefined =>
      this.#ends.get(cell) ?? this.#layoutCell(cell, token!, Number.POSITIVE_INFINITY, true)?.fragment;
    const rest = token === null ? undefined : last();
    if (rest) return { ...rest, height };
    const { style } = cell.box;
    const [border, padding] = [
      sidesThere(style, fragment.border, false, isLast),
      sidesThere(style, fragment.padding, false, isLast),
    ];
    return { ...fragment, border, padding, height, children: [], isFirst: false, isLast };
  }
}
