import { isClusterStart } from './clusters.ts';
import { SPACE_SHRINK, SPACE_STRETCH, stretchOf } from './demerits.ts';
import { endHang, type Hang, NO_HANG } from './hanging.ts';
import type { Atom, Paragraph, WordAtom } from './paragraph.ts';

/** Running sums along a paragraph, px. */
interface Sums {
  readonly width: number;
  readonly spaces: number;
  readonly stretch: number;
  readonly shrink: number;
}

const NOTHING: Sums = { width: 0, spaces: 0, stretch: 0, shrink: 0 };

/** A place where a line may end, with the running sums that make the measures of any line a subtraction. */
export interface Breakpoint {
  /** First atom of the line that follows. */
  readonly atom: number;
  /** Text offset inside that atom, where it is parted. */
  readonly split: number | undefined;
  /** Everything before a line end here, trailing spaces and the hyphen left out. */
  readonly before: Sums;
  /** Everything before a line start here. */
  readonly after: Sums;
  /** Width of the hyphen that a line end here shows; 0 for none. */
  readonly hyphen: number;
  /** What may stand outside the measure at a line end here. */
  readonly hang: Hang;
  readonly forced: boolean;
  /** Only where nothing else fits (`overflow-wrap`). */
  readonly emergency: boolean;
}

export interface BreakpointOptions {
  /** px available for each line. */
  readonly width: number;
  /** Break inside words that do not fit (overflow-wrap). */
  readonly anywhere: boolean;
  /** Widths of items that are not text: inline padding, atomic boxes; indexed by item. */
  readonly itemWidths: ReadonlyMap<number, number>;
}

/** From `position` in the line to the next tab stop, one of which stands every `interval` px (CSS Text 3 section 4.2). */
export function tabAdvance(interval: number, position: number): number {
  return interval > 0 ? (Math.floor(position / interval + 1e-6) + 1) * interval - position : 0;
}

/** Width of an atom as it stands in a line: items that are not text take theirs from `itemWidths`. */
export function atomWidth(atom: Atom, itemWidths: ReadonlyMap<number, number>): number {
  return atom.kind === 'word' || atom.kind === 'space' ? atom.width : (itemWidths.get(atom.item) ?? 0);
}

/** All breakpoints in order; the first is the start of the paragraph, the last its end. */
export function breakpointsOf(paragraph: Paragraph, options: BreakpointOptions): Breakpoint[] {
  return new Collector(paragraph, options).collect();
}

class Collector {
  readonly #paragraph: Paragraph;
  readonly #options: BreakpointOptions;
  readonly #points: Breakpoint[] = [];
  #sums = NOTHING;
  /** Sums up to the last thing that is visible at a line end. */
  #visible = NOTHING;
  /** The word that stands last, for what hangs. */
  #word: WordAtom | undefined;

  constructor(paragraph: Paragraph, options: BreakpointOptions) {
    this.#paragraph = paragraph;
    this.#options = options;
  }

  collect(): Breakpoint[] {
    const { atoms, breaks, splits, text } = this.#paragraph;
    this.#push(0, true);
    let lastBreak = 0;
    let lineStart = 0;
    for (let index = 0; index < atoms.length; index++) {
      const atom = atoms[index]!;
      // An opportunity belongs to the first atom at its offset that is not the end of an inline box.
      const opportunity = atom.kind === 'close' ? 0 : breaks[atom.start]!;
      if (index > 0 && opportunity && atom.start > lastBreak) {
        lastBreak = atom.start;
        this.#push(index, opportunity === 2);
      }
      if (atom.kind === 'newline') lineStart = this.#sums.width;
      const width =
        atom.kind === 'tab'
          ? tabAdvance(atom.width, this.#sums.width - lineStart)
          : atomWidth(atom, this.#options.itemWidths);
      if (atom.kind === 'word' && (splits.has(atom.start) || this.#overflows(width))) this.#splits(atom, index);
      this.#add(atom, width);
    }
    if (text.length > 0 || atoms.length > 0) this.#push(atoms.length, true);
    return this.#points;
  }

  #overflows(width: number): boolean {
    return this.#options.anywhere && width > this.#options.width;
  }

  #add(atom: Atom, width: number): void {
    const sums = this.#sums;
    if (atom.kind === 'space' && atom.stretches) {
      this.#sums = {
        width: sums.width + width,
        spaces: sums.spaces + 1,
        stretch: sums.stretch + width * SPACE_STRETCH,
        shrink: sums.shrink + width * SPACE_SHRINK,
      };
    } else {
      const stretch = atom.kind === 'word' ? this.#wordStretch(atom, atom.end) : 0;
      this.#sums = {
        width: sums.width + width,
        spaces: sums.spaces,
        stretch: sums.stretch + stretch,
        shrink: sums.shrink,
      };
    }
    if (atom.kind === 'space' && atom.collapsible) return;
    if (atom.kind === 'close') this.#visible = { ...this.#visible, width: this.#visible.width + width };
    else if (atom.kind !== 'newline' && atom.kind !== 'open') {
      this.#visible = this.#sums;
      this.#word = atom.kind === 'word' ? atom : undefined;
    }
  }

  #push(atom: number, forced: boolean): void {
    const { atoms } = this.#paragraph;
    const last = atom === atoms.length;
    const word = this.#word;
    const shy =
      !forced && word?.end === atoms[atom]?.start && word !== undefined && endsWithSoftHyphen(this.#paragraph, word);
    const hyphen = shy ? hyphenWidth(this.#paragraph, word) : 0;
    this.#points.push({
      atom, split: undefined, before: this.#visible, after: this.#sums, hyphen, forced, emergency: false,
      hang: word && !hyphen ? endHang(this.#paragraph, word, word.end, last) : NO_HANG,
    }); // biome-ignore format: one record
  }

  /** What the letters of a word stretch by up to `end`. */
  #wordStretch(atom: WordAtom, end: number): number {
    const share = stretchOf(atom.key.script);
    const item = this.#paragraph.items[atom.item]!;
    return share > 0 && item.type === 'text' ? (end - atom.start) * item.style.fontSize * share : 0;
  }

  /** The places inside a word, and between any two clusters where a stretch is wider than a line. */
  #splits(atom: WordAtom, index: number): void {
    const widths = prefixWidths(this.#paragraph, atom);
    const places = this.#paragraph.splits.get(atom.start) ?? [];
    const hyphen = places.some((place) => place.hyphen) ? hyphenWidth(this.#paragraph, atom) : 0;
    let from = atom.start;
    for (const { offset, hyphen: hyphenated } of places) {
      this.#emergencies(atom, index, from, offset, widths);
      this.#pushSplit(atom, index, offset, widths, hyphenated ? hyphen : 0, false);
      from = offset;
    }
    this.#emergencies(atom, index, from, atom.end, widths);
  }

  #emergencies(atom: WordAtom, index: number, from: number, to: number, widths: Float64Array): void {
    if (!this.#overflows(widths[to - atom.start]! - widths[from - atom.start]!)) return;
    const { text } = this.#paragraph;
    const starts = new Uint8Array(atom.end - atom.start);
    for (const cluster of atom.shaped.clusters) starts[cluster] = 1;
    for (let at = from + 1; at < to; at++)
      if (starts[at - atom.start] && isClusterStart(text, at)) this.#pushSplit(atom, index, at, widths, 0, true);
  }

  #pushSplit(
    atom: WordAtom,
    index: number,
    offset: number,
    widths: Float64Array,
    hyphen: number,
    emergency: boolean,
  ): void {
    const stretch = this.#wordStretch(atom, offset);
    const sums: Sums = {
      width: this.#sums.width + widths[offset - atom.start]!,
      spaces: this.#sums.spaces,
      stretch: this.#sums.stretch + stretch,
      shrink: this.#sums.shrink,
    };
    const hang = hyphen ? NO_HANG : endHang(this.#paragraph, atom, offset, false);
    this.#points.push({
      atom: index,
      split: offset,
      before: sums,
      after: sums,
      hyphen,
      hang,
      forced: false,
      emergency,
    });
  }
}

/** Width of a word up to each offset, read off its glyphs, px; index 0 is its start. */
export function prefixWidths(paragraph: Paragraph, atom: WordAtom): Float64Array {
  const widths = new Float64Array(atom.end - atom.start + 1);
  const item = paragraph.items[atom.item]!;
  if (item.type !== 'text') return widths;
  const { shaped, letterSpacing } = atom;
  const scale = item.style.fontSize / atom.key.face.face.metrics.unitsPerEm;
  let last = -1;
  shaped.clusters.forEach((cluster, i) => {
    widths[cluster + 1]! += shaped.advances[i]! * scale;
    // The spacing of a character stands before the next one.
    const starts = cluster !== last && cluster > 0 && letterSpacing !== 0 && isClusterStart(shaped.text, cluster);
    if (starts) widths[cluster]! += letterSpacing;
    last = cluster;
  });
  widths[widths.length - 1]! += letterSpacing;
  for (let i = 1; i < widths.length; i++) widths[i]! += widths[i - 1]!;
  return widths;
}

/** Width of the hyphen in the style of a word, px. */
function hyphenWidth(paragraph: Paragraph, { item: index, key }: WordAtom): number {
  const item = paragraph.items[index];
  if (item?.type !== 'text') return 0;
  return (key.face.hyphenAdvance * item.style.fontSize) / key.face.face.metrics.unitsPerEm;
}

const SOFT_HYPHEN = 0xad;

/** Whether a line that ends with a word shows its soft hyphen. */
export const endsWithSoftHyphen = ({ text }: Paragraph, { end }: WordAtom): boolean =>
  text.charCodeAt(end - 1) === SOFT_HYPHEN;
