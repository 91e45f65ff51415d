import { SPACE_SHRINK, SPACE_STRETCH, stretchOf } from './demerits.ts';
import { emergencyPlaces, type Purpose } from './emergencies.ts';
import { endHang, type Hang, hangsAtEnd, NO_HANG } from './hanging.ts';
import type { Atom, OtherAtom, Paragraph, WordAtom } from './paragraph.ts';
import { prefixWidths } from './widths.ts';

/** Running sums along a paragraph, px. */
interface Sums {
  readonly width: number;
  readonly spaces: number;
  readonly stretch: number;
  readonly shrink: number;
}

/** Sums are made here alone: records of one shape are read fast, and they are read very often. */
const sumsOf = (width: number, spaces: number, stretch: number, shrink: number): Sums => ({
  width,
  spaces,
  stretch,
  shrink,
});

const NOTHING = sumsOf(0, 0, 0, 0);

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
  /** Edges of inline boxes that a line end here, and a line start, has besides those of the text, px. */
  readonly closing: number;
  readonly opening: number;
}

export interface BreakpointOptions {
  /** px available for each line. */
  readonly width: number;
  /** px taken from the first line (text-indent). */
  readonly indent: number;
  /** Whether lines are made, or only the widths a container asks for: `overflow-wrap: break-word` narrows no container. */
  readonly purpose: Purpose;
  /** Widths of items that are not text: inline padding, atomic boxes; indexed by item. */
  readonly itemWidths: ReadonlyMap<number, number>;
  /** Text offset where a line starts in any case: the first line was made in another style. */
  readonly from?: number | undefined;
}

/** From `position` in the line to the next tab stop that is not too near; one stands every `width` px (CSS Text 3 section 4.2). */
export function tabAdvance({ width, least }: OtherAtom, position: number): number {
  return width > 0 ? (Math.floor((position + least) / width + 1e-6) + 1) * width - position : 0;
}

/** Width of an atom as it stands in a line: items that are not text take theirs from `itemWidths`. */
export function atomWidth(atom: Atom, itemWidths: ReadonlyMap<number, number>): number {
  return atom.kind === 'word' || atom.kind === 'space' ? atom.width : (itemWidths.get(atom.item) ?? 0);
}

/** A tab, whose advance depends on where its line starts. */
export interface Tab {
  readonly atom: OtherAtom;
  readonly index: number;
  /** What the running sums have before it, and what they count for it, px. */
  readonly before: number;
  readonly counted: number;
}

/** A paragraph as line breaking sees it. */
export interface Measures {
  /** All breakpoints in order; the first is the start of the paragraph, the last its end. */
  readonly points: readonly Breakpoint[];
  readonly tabs: readonly Tab[];
}

export function measureParagraph(paragraph: Paragraph, options: BreakpointOptions): Measures {
  return new Collector(paragraph, options).collect();
}

/** By how much tabs make a line that starts `origin` px from its container's edge wider than the running sums say. */
export function tabExcess(tabs: readonly Tab[], from: Breakpoint, to: Breakpoint, origin: number): number {
  let excess = 0;
  for (const { atom, index, before, counted } of tabs) {
    if (index >= to.atom || before >= to.before.width) break;
    if (index >= from.atom) excess += tabAdvance(atom, origin + before - from.after.width + excess) - counted;
  }
  return excess;
}

/** Widths of the edges of inline boxes that stand on every line the box is on (`box-decoration-break: clone`), px. */
interface ClonedEdges {
  readonly opening: number;
  readonly closing: number;
}

const NO_EDGES: ClonedEdges = { opening: 0, closing: 0 };

/** By the item that opens them, where there are any. */
function clonedEdges(
  items: Paragraph['items'],
  widths: BreakpointOptions['itemWidths'],
): ReadonlyMap<number, ClonedEdges> | undefined {
  if (!items.some((item) => item.type === 'open' && item.style?.boxDecorationBreak === 'clone')) return undefined;
  const edges = new Map<number, ClonedEdges>();
  const open: number[] = [];
  items.forEach((item, index) => {
    if (item.type === 'open') open.push(index);
    if (item.type !== 'close') return;
    const opener = open.pop();
    const start = opener === undefined ? undefined : items[opener];
    if (start?.type !== 'open' || start.style?.boxDecorationBreak !== 'clone') return;
    edges.set(opener!, { opening: widths.get(opener!) ?? 0, closing: widths.get(index) ?? 0 });
  });
  return edges;
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
  readonly #emergencies: Uint8Array | undefined;
  readonly #cloned: ReadonlyMap<number, ClonedEdges> | undefined;
  /** Cloned edges of each inline box that is open, added up from the outermost. */
  readonly #open: ClonedEdges[] = [];

  constructor(paragraph: Paragraph, options: BreakpointOptions) {
    this.#paragraph = paragraph;
    this.#options = options;
    this.#cloned = clonedEdges(paragraph.items, options.itemWidths);
    let width = options.width - Math.max(0, options.indent);
    for (const { opening, closing } of this.#cloned?.values() ?? []) width -= opening + closing;
    const places = emergencyPlaces(paragraph, width, options.purpose);
    this.#emergencies = options.from === undefined ? places : withPlace(places, options.from, paragraph.text.length);
  }

  collect(): Measures {
    const { atoms, breaks, splits, text } = this.#paragraph;
    const emergencies = this.#emergencies;
    this.#push(0, true);
    const tabs: Tab[] = [];
    let lastBreak = 0;
    for (let index = 0; index < atoms.length; index++) {
      const atom = atoms[index]!;
      // An opportunity belongs to the first atom at its offset that is not the end of an inline box.
      const opportunity = atom.kind === 'close' ? 0 : breaks[atom.start]!;
      if (index > 0 && opportunity && atom.start > lastBreak) {
        lastBreak = atom.start;
        this.#push(index, opportunity === 2);
      } else if (emergencies?.[atom.start] && atom.kind !== 'close' && atom.start > lastBreak) {
        lastBreak = atom.start;
        this.#push(index, false, true);
      }
      const width = atomWidth(atom, this.#options.itemWidths);
      if (atom.kind === 'tab') tabs.push({ atom: atom as OtherAtom, index, before: this.#sums.width, counted: width });
      if (atom.kind === 'word' && (emergencies || splits.has(atom.start))) this.#splits(atom, index);
      this.#add(atom, width);
    }
    if (text.length > 0 || atoms.length > 0) this.#push(atoms.length, true);
    return { points: this.#points, tabs };
  }

  #add(atom: Atom, width: number): void {
    if (this.#cloned) this.#enter(atom, this.#cloned);
    const sums = this.#sums;
    if (atom.kind === 'space') {
      const [stretch, shrink] = [width * SPACE_STRETCH, width * SPACE_SHRINK];
      // Where no line can end, no word does either: raised numbers are one with the word before them.
      const spaces = sums.spaces + (this.#paragraph.breaks[atom.end] ? 1 : 0);
      this.#sums = sumsOf(sums.width + width, spaces, sums.stretch + stretch, sums.shrink + shrink);
    } else {
      const stretch = atom.kind === 'word' ? this.#wordStretch(atom, atom.end) : 0;
      this.#sums = sumsOf(sums.width + width, sums.spaces, sums.stretch + stretch, sums.shrink);
    }
    if (hangsAtEnd(this.#paragraph, atom)) return;
    if (atom.kind === 'close') {
      const { width: before, spaces, stretch, shrink } = this.#visible;
      this.#visible = sumsOf(before + width, spaces, stretch, shrink);
    } else if (atom.kind !== 'newline' && atom.kind !== 'open') {
      this.#visible = this.#sums;
      this.#word = atom.kind === 'word' ? atom : undefined;
    }
  }

  #enter(atom: Atom, cloned: ReadonlyMap<number, ClonedEdges>): void {
    if (atom.kind === 'close') this.#open.pop();
    if (atom.kind !== 'open') return;
    const around = this.#open.at(-1) ?? NO_EDGES;
    const { opening, closing } = cloned.get(atom.item) ?? NO_EDGES;
    this.#open.push({ opening: around.opening + opening, closing: around.closing + closing });
  }

  /** A place with what is before a line end there, and before a line start. */
  #point(
    atom: number, split: number | undefined, before: Sums, after: Sums, hyphen: number, hang: Hang, forced: boolean,
    emergency: boolean,
  ): void {
    const { opening, closing } = this.#open.at(-1) ?? NO_EDGES;
    if (opening || closing) {
      before = sumsOf(before.width + closing, before.spaces, before.stretch, before.shrink);
      after = sumsOf(after.width - opening, after.spaces, after.stretch, after.shrink);
    }
    this.#points.push({ atom, split, before, after, hyphen, hang, forced, emergency, closing, opening });
  } // biome-ignore format: one record

  #push(atom: number, forced: boolean, emergency = false): void {
    const { atoms } = this.#paragraph;
    const last = atom === atoms.length;
    const word = this.#word;
    const shy =
      !forced &&
      !emergency &&
      word?.end === atoms[atom]?.start &&
      word !== undefined &&
      endsWithSoftHyphen(this.#paragraph, word);
    const hyphen = shy ? hyphenWidth(this.#paragraph, word) : 0;
    const hang = word && !hyphen ? endHang(this.#paragraph, word, word.end, last) : NO_HANG;
    this.#point(atom, undefined, this.#visible, this.#sums, hyphen, hang, forced, emergency);
  }

  /** What the letters of a word stretch by up to `end`. */
  #wordStretch(atom: WordAtom, end: number): number {
    const share = stretchOf(atom.key.script);
    const item = this.#paragraph.items[atom.item]!;
    return share > 0 && item.type === 'text' ? (end - atom.start) * item.style.fontSize * share : 0;
  }

  /** The places inside a word, and those for want of room. */
  #splits(atom: WordAtom, index: number): void {
    const places = this.#paragraph.splits.get(atom.start) ?? [];
    if (places.length === 0 && !this.#emergencies?.subarray(atom.start + 1, atom.end).includes(1)) return;
    const widths = prefixWidths(this.#paragraph, atom);
    const hyphen = places.some((place) => place.hyphen) ? hyphenWidth(this.#paragraph, atom) : 0;
    let from = atom.start + 1;
    for (const { offset, hyphen: hyphenated } of places) {
      this.#pushEmergencies(atom, index, from, offset, widths);
      this.#pushSplit(atom, index, offset, widths, hyphenated ? hyphen : 0, false);
      from = offset + 1;
    }
    this.#pushEmergencies(atom, index, from, atom.end, widths);
  }

  #pushEmergencies(atom: WordAtom, index: number, from: number, to: number, widths: Float64Array): void {
    for (let at = from; at < to; at++) if (this.#emergencies?.[at]) this.#pushSplit(atom, index, at, widths, 0, true);
  }

  #pushSplit(
    atom: WordAtom,
    index: number,
    offset: number,
    widths: Float64Array,
    hyphen: number,
    emergency: boolean,
  ): void {
    const { width, spaces, stretch, shrink } = this.#sums;
    const sums = sumsOf(
      width + widths[offset - atom.start]!,
      spaces,
      stretch + this.#wordStretch(atom, offset),
      shrink,
    );
    const hang = hyphen ? NO_HANG : endHang(this.#paragraph, atom, offset, false);
    this.#point(index, offset, sums, sums, hyphen, hang, false, emergency);
  }
}

function withPlace(places: Uint8Array | undefined, at: number, length: number): Uint8Array {
  const all = places ? places.slice() : new Uint8Array(length + 1);
  all[at] = 1;
  return all;
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
