import { resolveSequence } from './bidi-sequence.ts';
import { BC, bidiClasses } from './unicode/classes.ts';

// biome-ignore format: names of classes
const { L, R, AL, BN, B, S, WS, LRE, LRO, RLE, RLO, PDF, LRI, RLI, FSI, PDI } = BC;

/** Deepest embedding level (UAX #9 definition BD2). */
const MAX_DEPTH = 125;

/** Base direction of a paragraph; `auto` goes by its first strong character (rules P2 and P3). */
export type BaseDirection = 'ltr' | 'rtl' | 'auto';

export interface BidiParagraph {
  /** UTF-16 offsets; the separator belongs to the paragraph it ends. */
  readonly start: number;
  readonly end: number;
  readonly level: 0 | 1;
}

export interface BidiResult {
  /** Embedding level of each UTF-16 unit, rule L1 applied to separators and the ends of paragraphs. */
  readonly levels: Uint8Array;
  readonly paragraphs: readonly BidiParagraph[];
}

/** Resolves the embedding levels of a text (UAX #9 revision 46). Time is linear in its length. */
export function resolveLevels(text: string, base: BaseDirection): BidiResult {
  const classes = bidiClasses(text);
  const levels = new Uint8Array(text.length);
  const paragraphs: BidiParagraph[] = [];
  for (let start = 0; start < text.length; ) {
    let end = classes.indexOf(B, start);
    end = end < 0 ? text.length : end + 1;
    const level = new ParagraphResolver(text, classes, levels, start, end).resolve(base);
    paragraphs.push({ start, end, level });
    start = end;
  }
  // What stands on two units has one level.
  for (let i = 1; i < text.length; i++) {
    const low = (text.charCodeAt(i) & 0xfc00) === 0xdc00 && (text.charCodeAt(i - 1) & 0xfc00) === 0xd800;
    if (low) levels[i] = levels[i - 1]!;
  }
  return { levels, paragraphs };
}

const isInitiator = (value: number): boolean => value === LRI || value === RLI || value === FSI;

/** What rule X9 takes out. */
const isRemoved = (value: number): boolean =>
  value === BN || value === LRE || value === RLE || value === LRO || value === RLO || value === PDF;

class ParagraphResolver {
  readonly #text: string;
  readonly #original: Uint8Array;
  readonly #levels: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  /** Classes as directional overrides leave them (X4 to X6). */
  readonly #classes: Uint8Array;
  /** Relative to the start: the PDI of an initiator and the initiator of a PDI, else -1 (BD9). */
  readonly #match: Int32Array;
  /** First strong class inside an isolate (P2), at its initiator; 255 where there is none. */
  readonly #firstStrong: Uint8Array;

  constructor(text: string, original: Uint8Array, levels: Uint8Array, start: number, end: number) {
    this.#text = text;
    this.#original = original;
    this.#levels = levels;
    this.#start = start;
    this.#end = end;
    this.#classes = original.slice(start, end);
    this.#match = new Int32Array(end - start).fill(-1);
    this.#firstStrong = new Uint8Array(end - start).fill(255);
  }

  resolve(base: BaseDirection): 0 | 1 {
    const found = this.#matchIsolates();
    const level = base === 'rtl' ? 1 : base === 'ltr' ? 0 : found === R || found === AL ? 1 : 0;
    this.#explicitLevels(level);
    this.#sequences(level);
    this.#resetWhitespace(level);
    return level;
  }

  /** Pairs isolates, and finds the first strong class of each and of the paragraph itself. */
  #matchIsolates(): number {
    const open: number[] = [];
    let own = 255;
    this.#classes.forEach((value, i) => {
      if (value === L || value === R || value === AL) {
        const inner = open.at(-1);
        if (inner === undefined) own = own === 255 ? value : own;
        else if (this.#firstStrong[inner] === 255) this.#firstStrong[inner] = value;
      } else if (isInitiator(value)) open.push(i);
      else if (value === PDI) {
        const initiator = open.pop();
        if (initiator === undefined) return;
        this.#match[initiator] = i;
        this.#match[i] = initiator;
      }
    });
    return own;
  }

  /** Rules X1 to X8. */
  #explicitLevels(base: number): void {
    const levels = this.#levels.subarray(this.#start, this.#end);
    const stack: { readonly level: number; readonly override: number; readonly isolate: boolean }[] = [
      { level: base, override: 255, isolate: false },
    ];
    let overflowIsolates = 0;
    let overflowEmbeddings = 0;
    let validIsolates = 0;
    const apply = (i: number): void => {
      const top = stack.at(-1)!;
      levels[i] = top.level;
      if (top.override !== 255) this.#classes[i] = top.override;
    };
    for (let i = 0; i < levels.length; i++) {
      const value = this.#original[this.#start + i]!;
      const top = stack.at(-1)!;
      if (value === LRE || value === RLE || value === LRO || value === RLO) {
        levels[i] = top.level;
        const level = nextLevel(top.level, value === RLE || value === RLO);
        const override = value === LRO ? L : value === RLO ? R : 255;
        if (level <= MAX_DEPTH && overflowIsolates === 0 && overflowEmbeddings === 0)
          stack.push({ level, override, isolate: false });
        else if (overflowIsolates === 0) overflowEmbeddings++;
      } else if (isInitiator(value)) {
        apply(i);
        const strong = this.#firstStrong[i];
        const rtl = value === RLI || (value === FSI && (strong === R || strong === AL));
        const level = nextLevel(top.level, rtl);
        if (level <= MAX_DEPTH && overflowIsolates === 0 && overflowEmbeddings === 0) {
          validIsolates++;
          stack.push({ level, override: 255, isolate: true });
        } else overflowIsolates++;
      } else if (value === PDI) {
        if (overflowIsolates > 0) overflowIsolates--;
        else if (validIsolates > 0) {
          overflowEmbeddings = 0;
          while (!stack.at(-1)!.isolate) stack.pop();
          stack.pop();
          validIsolates--;
        }
        apply(i);
      } else if (value === PDF) {
        if (overflowIsolates > 0) overflowIsolates += 0;
        else if (overflowEmbeddings > 0) overflowEmbeddings--;
        else if (!top.isolate && stack.length > 1) stack.pop();
        levels[i] = stack.at(-1)!.level;
      } else if (value === B) levels[i] = base;
      else if (value === BN) levels[i] = top.level;
      else apply(i);
    }
  }

  /** Isolating run sequences (BD13, X10), each resolved by rules W1 to I2. */
  #sequences(base: number): void {
    const levels = this.#levels.subarray(this.#start, this.#end);
    const kept: number[] = [];
    for (let i = 0; i < levels.length; i++) if (!isRemoved(this.#original[this.#start + i]!)) kept.push(i);
    // Where a run ends with an initiator, the run of its PDI goes on with the sequence.
    const sequences: number[][] = [];
    const waiting = new Map<number, number[]>();
    for (let from = 0; from < kept.length; ) {
      const level = levels[kept[from]!]!;
      let to = from + 1;
      while (to < kept.length && levels[kept[to]!] === level) to++;
      const first = kept[from]!;
      const opener = this.#original[this.#start + first] === PDI ? this.#match[first]! : -1;
      let sequence = opener >= 0 ? waiting.get(opener) : undefined;
      if (!sequence) {
        sequence = [];
        sequences.push(sequence);
      }
      for (let k = from; k < to; k++) sequence.push(kept[k]!);
      const last = kept[to - 1]!;
      if (isInitiator(this.#original[this.#start + last]!) && this.#match[last]! >= 0) waiting.set(last, sequence);
      from = to;
    }
    const place = new Int32Array(levels.length);
    kept.forEach((i, k) => {
      place[i] = k;
    });
    // Levels change while sequences are resolved; their edges are told by the explicit ones.
    const explicit = levels.slice();
    for (const sequence of sequences) {
      const [first, last] = [sequence[0]!, sequence.at(-1)!];
      const level = explicit[first]!;
      const before = place[first]! > 0 ? explicit[kept[place[first]! - 1]!]! : base;
      const open = isInitiator(this.#original[this.#start + last]!) && this.#match[last]! < 0;
      const next = kept[place[last]! + 1];
      const after = open || next === undefined ? base : explicit[next]!;
      resolveSequence({
        indices: sequence,
        text: this.#text,
        offset: this.#start,
        classes: this.#classes,
        original: this.#original,
        levels,
        level,
        sos: Math.max(level, before) & 1 ? R : L,
        eos: Math.max(level, after) & 1 ? R : L,
      });
    }
    // What X9 took out goes with what stands before it.
    for (let i = 0; i < levels.length; i++)
      if (isRemoved(this.#original[this.#start + i]!)) levels[i] = i > 0 ? levels[i - 1]! : base;
  }

  /** Rule L1, for separators and the end of the paragraph; line ends are for whoever makes lines. */
  #resetWhitespace(base: number): void {
    let trailing = true;
    for (let i = this.#end - 1; i >= this.#start; i--) {
      const value = this.#original[i]!;
      if (value === B || value === S) trailing = true;
      else if (!(value === WS || value === PDI || isInitiator(value) || isRemoved(value))) trailing = false;
      if (trailing) this.#levels[i] = base;
    }
  }
}

const nextLevel = (level: number, rtl: boolean): number => (rtl ? (level + 1) | 1 : (level + 2) & ~1);

/**
 * Visual order of a line's pieces by their levels (UAX #9 rule L2): indices of `levels`, left to right.
 */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, i) => i);
  const highest = Math.max(0, ...levels);
  const lowestOdd = Math.min(...levels.filter((level) => level % 2 === 1), highest + 1);
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < order.length; ) {
      if (levels[order[i]!]! < level) {
        i++;
        continue;
      }
      let j = i;
      while (j < order.length && levels[order[j]!]! >= level) j++;
      for (let a = i, b = j - 1; a < b; a++, b--) [order[a], order[b]] = [order[b]!, order[a]!];
      i = j;
    }
  }
  return order;
}
