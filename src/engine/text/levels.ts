import type { ComputedStyle } from '../css/style.ts';
import { type BaseDirection, resolveLevels } from './bidi.ts';
import type { ParagraphItem } from './paragraph.ts';
import { needsBidi } from './script.ts';

/** Embedding levels of a paragraph, where it is not all left to right. */
export interface Levels {
  /** By UTF-16 unit of the paragraph's text. */
  readonly of: Uint8Array;
  /** Parts between forced breaks, in order, with the level of each (`unicode-bidi: plaintext` lets them differ). */
  readonly parts: readonly { readonly end: number; readonly level: 0 | 1 }[];
  /**
   * Levels of the control codes that the edges of isolating boxes stand for, by item: in visual order they keep what is
   * inside from what is outside.
   */
  readonly isolates: ReadonlyMap<number, number>;
}

const LRE = '\u202a';
const RLE = '\u202b';
const PDF = '\u202c';
const LRO = '\u202d';
const RLO = '\u202e';
const LRI = '\u2066';
const RLI = '\u2067';
const FSI = '\u2068';
const PDI = '\u2069';

interface Codes {
  readonly open: string;
  readonly close: string;
}

const NO_CODES: Codes = { open: '', close: '' };
const ISOLATES = /^[\u2066-\u2068]/;

/** The control codes an inline box stands for (CSS Writing Modes 4 section 2.4.2, table 1). */
function codesOf({ direction, unicodeBidi }: ComputedStyle): Codes {
  const rtl = direction === 'rtl';
  switch (unicodeBidi) {
    case 'embed':
      return { open: rtl ? RLE : LRE, close: PDF };
    case 'isolate':
      return { open: rtl ? RLI : LRI, close: PDI };
    case 'bidi-override':
      return { open: rtl ? RLO : LRO, close: PDF };
    case 'isolate-override':
      return { open: FSI + (rtl ? RLO : LRO), close: PDF + PDI };
    case 'plaintext':
      return { open: FSI, close: PDI };
    default:
      return NO_CODES;
  }
}

/** Characters of class B: each ends a bidi paragraph. */
const SEPARATOR = /[\n\r\u001c-\u001e\u0085\u2029]/g;

/** Levels of a paragraph whose block container has `style`, or undefined where everything is left to right. */
export function paragraphLevels(
  text: string,
  items: readonly ParagraphItem[],
  style: ComputedStyle,
): Levels | undefined {
  if (!needed(text, items, style)) return undefined;
  const overrides = style.unicodeBidi === 'bidi-override' || style.unicodeBidi === 'isolate-override';
  const source = new ControlledText(overrides ? (style.direction === 'rtl' ? RLO : LRO) : '');
  const edges: { readonly item: number; readonly at: number }[] = [];
  for (const [index, item] of items.entries()) {
    if (item.type === 'open' || item.type === 'close') {
      const at = item.type === 'open' ? source.open(item.style ? codesOf(item.style) : NO_CODES) : source.close();
      if (at !== undefined) edges.push({ item: index, at });
    } else if (item.type === 'text') source.add(text, item.start, item.end);
    else source.add(text, item.at, item.at + 1);
  }
  const base: BaseDirection = style.unicodeBidi === 'plaintext' ? 'auto' : style.direction;
  const { levels, paragraphs } = resolveLevels(source.text, base);
  const own = new Uint8Array(text.length);
  const parts: { end: number; level: 0 | 1 }[] = [];
  let part = 0;
  for (let i = 0; i < text.length; i++) {
    const at = source.places[i]!;
    own[i] = levels[at]!;
    while (at >= paragraphs[part]!.end) parts.push({ end: i, level: paragraphs[part++]!.level });
  }
  parts.push({ end: text.length, level: paragraphs[part]?.level ?? (style.direction === 'rtl' ? 1 : 0) });
  return { of: own, parts, isolates: new Map(edges.map(({ item, at }) => [item, levels[at]!])) };
}

function needed(text: string, items: readonly ParagraphItem[], style: ComputedStyle): boolean {
  if (style.direction === 'rtl' || needsBidi(text)) return true;
  return items.some(
    (item) => item.type === 'open' && item.style?.direction === 'rtl' && item.style.unicodeBidi !== 'normal',
  );
}

/** A text with control codes put in, that knows where each of its own characters went. */
class ControlledText {
  text: string;
  readonly places: number[] = [];
  readonly #start: string;
  readonly #open: Codes[] = [];

  /** `start` stands at the start of each paragraph. */
  constructor(start: string) {
    this.#start = start;
    this.text = start;
  }

  /** Where the isolate initiator stands, if the codes have one. */
  open(codes: Codes): number | undefined {
    this.#open.push(codes);
    this.text += codes.open;
    return ISOLATES.test(codes.open) ? this.text.length - codes.open.length : undefined;
  }

  /** Where the end of the isolate stands, if it is one. */
  close(): number | undefined {
    const codes = this.#open.pop() ?? NO_CODES;
    this.text += codes.close;
    return ISOLATES.test(codes.open) ? this.text.length - 1 : undefined;
  }

  /** What is open is closed before a forced break and opened again after it (CSS Writing Modes 4 section 2.4.5). */
  add(text: string, start: number, end: number): void {
    let from = start;
    SEPARATOR.lastIndex = start;
    for (let match = SEPARATOR.exec(text); match && match.index < end; match = SEPARATOR.exec(text)) {
      this.#append(text, from, match.index);
      for (const { close } of [...this.#open].reverse()) this.text += close;
      this.#append(text, match.index, match.index + 1);
      this.text += this.#start;
      for (const { open } of this.#open) this.text += open;
      from = match.index + 1;
    }
    this.#append(text, from, end);
  }

  #append(text: string, start: number, end: number): void {
    for (let i = start; i < end; i++) this.places.push(this.text.length + i - start);
    this.text += text.slice(start, end);
  }
}

/** The paragraph level at an offset. */
export function baseLevelAt(levels: Levels | undefined, offset: number): 0 | 1 {
  if (!levels) return 0;
  const { parts } = levels;
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offset < parts[middle]!.end) high = middle;
    else low = middle + 1;
  }
  return parts[low]?.level ?? 0;
}
