import type { Box } from '../boxes/box.ts';
import { appealInside, breakAfter, breakBefore } from './breaks.ts';
import { isCloned, sidesThere } from './cut-edges.ts';
import type { BoxFragment, PlacedFragment } from './fragment.ts';
import { vertical } from './sizes.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type Fragmentainer, type LayoutContext } from './space.ts';

/** A box in rows that were solved as if nothing were cut. Offsets are from the top left of the content box, px. */
export interface RowItem {
  readonly box: Box;
  /** Rows it covers: the first, and the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly y: number;
  /** Its height is decided by the rows; it grows with them and goes on, empty, as long as they do. */
  readonly stretched: boolean;
  /** Its space without a height. */
  readonly space: ConstraintSpace;
  readonly whole: BoxFragment;
  /** Margin below it that makes its row longer. */
  readonly marginBottom: number;
  /** How far relative positioning moves it. */
  readonly moved: { readonly x: number; readonly y: number };
}

/** Rows of a grid, lines of a row container, or the items of a column one below the other. */
export interface Rows {
  /** From top to bottom. */
  readonly tracks: readonly { readonly offset: number; readonly size: number }[];
  readonly items: readonly RowItem[];
  /** Least space between rows. */
  readonly gutter: number;
  /** Height of the content as a whole. */
  readonly height: number;
  /** Indices of the items that start in each row, and of those that end in it. */
  readonly starting: readonly (readonly number[])[];
  readonly ending: readonly (readonly number[])[];
}

export function makeRows(rows: Omit<Rows, 'starting' | 'ending'>): Rows {
  const starting: number[][] = rows.tracks.map(() => []);
  const ending: number[][] = rows.tracks.map(() => []);
  rows.items.forEach(({ start, end }, index) => {
    starting[start]!.push(index);
    ending[end - 1]!.push(index);
  });
  return { ...rows, starting, ending };
}

export interface BrokenRows {
  readonly children: readonly PlacedFragment<BoxFragment>[];
  /** Height of the content in this fragmentainer. */
  readonly height: number;
  readonly token: BreakToken | undefined;
  readonly appeal: number;
}

/**
 * Cuts rows at the end of a fragmentainer (CSS Grid 2 section 13, CSS Flexbox 1 section 10): between them, or in all
 * items of a row side by side. `fragmentainer` is seen from the top of the content, without the edge above it.
 */
export function breakRows(
  rows: Rows,
  fragmentainer: Fragmentainer,
  token: BreakToken | undefined,
  context: LayoutContext,
): BrokenRows | 'break-before' {
  return new RowBreaker(rows, fragmentainer, token, context).run();
}

const EPSILON = 0.01;

/** An item, or what of it stands in this fragmentainer. */
interface Part {
  readonly index: number;
  readonly item: RowItem;
  readonly y: number;
  readonly fragment: BoxFragment;
  /** Where its content goes on. */
  readonly rest: BreakToken | undefined;
  readonly appeal: number;
  /** Where a stretched box ends, as far as the rows seen so far say. */
  bottom: number;
}

class RowBreaker {
  readonly #rows: Rows;
  readonly #fragmentainer: Fragmentainer;
  readonly #token: BreakToken | undefined;
  readonly #context: LayoutContext;
  /** Height of the fragmentainer; of some px at least, so that there is an end. */
  readonly #room: number;
  /** Where the rows go on, from the top of the content as a whole. */
  readonly #origin: number;
  /** By how much breaks have made the rows above longer. */
  #shift = 0;
  readonly #parts = new Map<number, Part>();

  constructor(rows: Rows, fragmentainer: Fragmentainer, token: BreakToken | undefined, context: LayoutContext) {
    this.#rows = rows;
    this.#fragmentainer = fragmentainer;
    this.#token = token;
    this.#context = context;
    this.#room = fragmentainer.atTop ? Math.max(1, fragmentainer.remaining) : fragmentainer.remaining;
    this.#origin = token?.offset ?? 0;
  }

  run(): BrokenRows | 'break-before' {
    const { tracks, items, starting } = this.#rows;
    const first = this.#token?.index ?? 0;
    for (const [index, state] of this.#token?.open ?? []) this.#parts.set(index, this.#goOn(index, state));
    const finished = new Set([...this.#parts.keys()].map((index) => items[index]!.end - 1).filter((row) => row < first));
    for (const row of [...finished].sort((x, y) => x - y)) this.#settle(row);
    for (let row = first; row < tracks.length; row++) {
      const fresh = this.#parts.size === 0;
      if (row > first && this.#between(row) === 'forced') return this.#cut(row, APPEAL.perfect);
      const top = this.#at(tracks[row]!.offset);
      if (!fresh && top >= this.#room - EPSILON) {
        const at = this.#best(row, first);
        return this.#cut(at, this.#appealBefore(at));
      }
      const parts = starting[row]!.map((index) => this.#begin(index, fresh));
      const bad = parts.some((part) => part === undefined || (part.rest && part.appeal < APPEAL.perfect));
      if (bad && !fresh) {
        const at = this.#best(row, first);
        if (at > first || this.#token) return this.#cut(at, this.#appealBefore(at));
      }
      if (parts.some((part) => part === undefined)) return 'break-before';
      for (const part of parts as Part[]) this.#parts.set(part.index, part);
      this.#settle(row);
    }
    return this.#cut(tracks.length, APPEAL.perfect);
  } // biome-ignore format: a call

  /** A place of the whole, in this fragmentainer. */
  #at(offset: number): number {
    return offset - this.#origin + this.#shift;
  }

  #space(item: RowItem, y: number, atTop: boolean): ConstraintSpace {
    return { ...item.space, fragmentainer: { ...this.#fragmentainer, remaining: this.#room - y, atTop } };
  }

  /** An item that begins here; undefined where it does not want to. */
  #begin(index: number, fresh: boolean): Part | undefined {
    const item = this.#rows.items[index]!;
    const y = this.#at(item.y);
    const { type, atTop } = this.#fragmentainer;
    const fits = y + item.whole.height <= this.#room + EPSILON;
    if (fits && !this.#context.breaksInside(item.box, type))
      return this.#part(index, y, item.whole, undefined, APPEAL.perfect);
    const first = atTop && fresh;
    let result = this.#context.layout(item.box, this.#space(item, y, first));
    const overflows = result.type === 'fragment' && !result.token && y + result.fragment.height > this.#room + EPSILON;
    if ((result.type === 'break-before' || overflows) && !first) return undefined;
    if (result.type === 'break-before') {
      result = this.#context.layout(item.box, this.#space(item, Math.min(y, this.#room - 1), true));
      if (result.type === 'break-before') throw new Error(`${item.box.label} refuses an empty page`);
    }
    return this.#part(index, y, result.fragment, result.token, result.appeal);
  }

  #part(index: number, y: number, fragment: BoxFragment, rest: BreakToken | undefined, appeal: number): Part {
    const item = this.#rows.items[index]!;
    const consumed = this.#token?.open?.get(index)?.consumed ?? 0;
    const bottom = y + item.whole.height - consumed;
    return { index, item, y, fragment, rest, appeal: appealInside(item.box, appeal, this.#fragmentainer.type), bottom };
  }

  #goOn(index: number, state: BreakToken): Part {
    const item = this.#rows.items[index]!;
    if (!state.child) return this.#part(index, 0, emptyPart(item.whole), undefined, APPEAL.perfect);
    const result = this.#context.layout(item.box, this.#space(item, 0, true), state.child);
    if (result.type === 'break-before') throw new Error(`${item.box.label} refuses an empty page`);
    return this.#part(index, 0, result.fragment, result.token, result.appeal);
  }

  /** What ends in a row and is longer than it was as a whole makes the row longer (CSS Grid 2 section 13). */
  #settle(row: number): void {
    const ending = this.#rows.ending[row]!.flatMap((index) => this.#parts.get(index) ?? []);
    const { offset, size } = this.#rows.tracks[row]!;
    const bottom = this.#at(offset + size);
    const growth = ending.reduce(
      (most, part) =>
        part.rest ? most : Math.max(most, part.y + part.fragment.height + part.item.marginBottom - bottom),
      0,
    );
    if (growth <= EPSILON) return;
    this.#shift += growth;
    for (const part of ending) part.bottom += growth;
  }

  /** What the items say of a break before a row. */
  #between(row: number): 'forced' | 'avoid' | 'allow' {
    const { items, starting, ending } = this.#rows;
    const { type } = this.#fragmentainer;
    const styles = [
      ...(row > 0 ? ending[row - 1]! : []).map((index) => breakAfter(items[index]!.box, type)),
      ...(starting[row] ?? []).map((index) => breakBefore(items[index]!.box, type)),
    ];
    return styles.includes('forced') ? 'forced' : styles.includes('avoid') ? 'avoid' : 'allow';
  }

  #appealBefore(row: number): number {
    return this.#between(row) === 'avoid' ? APPEAL.violatesAvoid : APPEAL.perfect;
  }

  /** The last row before which a break is not unwelcome; `row` where there is none. */
  #best(row: number, first: number): number {
    for (let at = row; at > first; at--) if (this.#between(at) !== 'avoid') return at;
    return row;
  }

  /** Ends the fragment before `row`, or after the last one, with what goes on below the end. */
  #cut(row: number, appeal: number): BrokenRows | 'break-before' {
    const { tracks, height } = this.#rows;
    const parts = [...this.#parts.values()].filter(({ item }) => item.start < row).sort((a, b) => a.index - b.index);
    if (row < tracks.length && !parts.length && !this.#fragmentainer.atTop && !this.#token) return 'break-before';
    const bottom = this.#at(height);
    const goesOn = ({ item, rest, bottom: ends }: Part): boolean =>
      rest !== undefined ||
      (item.stretched && (item.end > row || ends > this.#room + EPSILON));
    const broken = row < tracks.length || bottom > this.#room + EPSILON || parts.some(goesOn);
    const children = parts.map((part) => {
      const { item, y, fragment } = part;
      const end = goesOn(part) ? this.#room : part.bottom;
      const own = item.stretched && fragment !== item.whole ? extended(fragment, end - y) : fragment;
      const shown = goesOn(part) && !part.rest ? openEnd(own) : own;
      return { x: item.x + item.moved.x, y: y + item.moved.y, fragment: shown };
    });
    if (!broken) return { children, height: Math.max(0, bottom), token: undefined, appeal: APPEAL.perfect };
    const open = new Map<number, BreakToken>();
    parts.forEach((part, i) => {
      if (!goesOn(part)) return;
      const consumed = (this.#token?.open?.get(part.index)?.consumed ?? 0) + children[i]!.fragment.height;
      open.set(part.index, { consumed, index: 0, child: part.rest });
    });
    const end = this.#origin - this.#shift + this.#room;
    const inside = parts.reduce((least, part) => (part.rest ? Math.min(least, part.appeal) : least), appeal);
    return {
      children,
      height: Math.max(0, this.#fragmentainer.remaining),
      token: { consumed: 0, index: row, offset: this.#offsetAfter(row, end), open },
      appeal: inside,
    };
  } // biome-ignore format: conditions

  /** Where the next fragmentainer begins, if this one ends at `end` and `row` is to be the first there. */
  #offsetAfter(row: number, end: number): number {
    const { tracks, gutter } = this.#rows;
    const track = tracks[row];
    if (!track || track.offset < end) return track?.offset ?? end;
    const above = tracks[row - 1];
    // A gutter that meets the end is cut off there.
    return above && above.offset + above.size > end + EPSILON ? end : Math.min(track.offset, end + gutter);
  }
}

const extended = (fragment: BoxFragment, height: number): BoxFragment =>
  height > fragment.height ? { ...fragment, height } : fragment;

/** What a stretched item shows after the fragmentainer where its content ends. */
const emptyPart = (whole: BoxFragment): BoxFragment => {
  const { style } = whole.box;
  const [border, padding] = [
    sidesThere(style, whole.border, false, true),
    sidesThere(style, whole.padding, false, true),
  ];
  return {
    ...whole, border, padding, height: isCloned(style) ? vertical(border) + vertical(padding) : 0, children: [],
    firstBaseline: undefined, lastBaseline: undefined, isFirst: false, outOfFlow: undefined,
  }; // biome-ignore format: one record
};

/** The end of a fragment whose box goes on although its content does not. */
const openEnd = (fragment: BoxFragment): BoxFragment => ({
  ...fragment,
  border: sidesThere(fragment.box.style, fragment.border, true, false),
  padding: sidesThere(fragment.box.style, fragment.padding, true, false),
  isLast: false,
});
