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

/** The control codes an inline box stands for (CSS Writing Modes 4 section 2.4.2, table 1). */
function codesOf({ direction, unicodeBidi }: ComputedStyle): { readonly open: string; readonly close: string } {
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
      return { open: '', close: '' };
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
  for (const item of items) {
    if (item.type === 'open') source.open(item.style ? codesOf(item.style) : { open: '', close: '' });
    else if (item.type === 'close') source.close();
    else if (item.type === 'text') source.add(text, item.start, item.end);
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
  return { of: own, parts };
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
  readonly #open: { readonly open: string; readonly close: string }[] = [];

  /** `start` stands at the start of each paragraph. */
  constructor(start: string) {
    this.#start = start;
    this.text = start;
  }

  open(codes: { readonly open: string; readonly close: string }): void {
    this.#open.push(codes);
    this.text += codes.open;
  }

  close(): void {
    this.text += this.#open.pop()?.close ?? '';
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
