import LineBreaker from 'linebreak';
import { finding, type Report } from '../../base/diagnostics.ts';
import { LruCache } from '../../base/lru.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { FontRegistry, LoadedFace } from '../fonts/registry.ts';
import { resolveLevels } from './bidi.ts';
import type { Hyphenation } from './languages.ts';
import { scriptOf } from './script.ts';
import { featuresOf, type ShapeKey, type Shaper } from './shape.ts';
import type { ShapedText } from './shaped.ts';

/** One piece of inline content, in order. Offsets are UTF-16 units of the paragraph's text. */
export type ParagraphItem =
  | {
      readonly type: 'text';
      readonly start: number;
      readonly end: number;
      readonly style: ComputedStyle;
      readonly lang: string;
    }
  | { readonly type: 'open' | 'close'; readonly at: number }
  /** Stands on a U+FFFC of the text. */
  | { readonly type: 'atomic'; readonly at: number }
  /** A forced break, standing on a newline of the text. */
  | { readonly type: 'break'; readonly at: number };

/** What never breaks inside, except where hyphenation allows. */
export type Atom = WordAtom | SpaceAtom | OtherAtom;

interface ShapedAtom {
  readonly item: number;
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly key: ShapeKey;
  readonly shaped: ShapedText;
  /** px. */
  readonly width: number;
}

export interface WordAtom extends ShapedAtom {
  readonly kind: 'word';
}

export interface SpaceAtom extends ShapedAtom {
  readonly kind: 'space';
  /** Vanishes at the end of a line. */
  readonly collapsible: boolean;
  /** Takes part in justification. */
  readonly stretches: boolean;
}

export interface OtherAtom {
  /** `shy` is a soft hyphen, `newline` a forced break; the width of a tab is the distance between tab stops. */
  readonly kind: 'open' | 'close' | 'atomic' | 'newline' | 'shy' | 'tab';
  readonly item: number;
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly width: number;
}

/** A paragraph ready to be broken into lines: shaped, with every place where a line may end. */
export interface Paragraph {
  readonly text: string;
  readonly items: readonly ParagraphItem[];
  readonly atoms: readonly Atom[];
  /** By text offset: 1 a line may end before this offset, 2 it must. */
  readonly breaks: Uint8Array;
  /** Offsets inside words where a hyphen may stand. */
  readonly hyphens: ReadonlyMap<number, readonly number[]>;
  readonly rtl: boolean;
}

/** What text layout needs from outside: fonts, shaping, hyphenation, and where to report. */
export interface TextContext {
  readonly fonts: FontRegistry;
  readonly shaper: Shaper;
  readonly hyphenation: Hyphenation;
  readonly report: Report;
}

const NO_BREAK_SPACE = 0xa0;

const paragraphs = new LruCache<string, Paragraph>(
  24 << 20,
  ({ atoms, text }) => 600 + text.length * 4 + atoms.length * 140,
);

/**
 * Itemises and shapes (CSS Text 3, UAX #9, UAX #14, UAX #24). `style` is the block container's. Paragraphs are kept by
 * content: labels, table cells and sources are the same in sheet after sheet.
 */
export function prepareParagraph(
  text: string,
  items: readonly ParagraphItem[],
  style: ComputedStyle,
  context: TextContext,
): Paragraph {
  const signature = items.map((item) =>
    item.type === 'text' ? `t${item.start}-${item.end}:${idOf(item.style)}${item.lang}` : `${item.type}${item.at}`,
  );
  const key = `${idOf(context.fonts)} ${style.direction} ${style.textWrapMode} ${signature.join()} ${text}`;
  const known = paragraphs.get(key);
  if (known) return known;
  let clean = true;
  const watched: TextContext = {
    ...context,
    report: (diagnostic) => {
      clean = false;
      context.report(diagnostic);
    },
  };
  const plain = items.map(
    (item): ParagraphItem =>
      item.type === 'text'
        ? { type: 'text', start: item.start, end: item.end, style: item.style, lang: item.lang }
        : { type: item.type, at: item.at },
  );
  const paragraph = makeParagraph(text, plain, style, watched);
  // What has findings is done again each time, so that they are told again.
  if (clean) paragraphs.set(key, paragraph);
  return paragraph;
}

const ids = new WeakMap<object, number>();
let nextId = 1;

function idOf(object: object): number {
  let id = ids.get(object);
  if (id === undefined) {
    id = nextId++;
    ids.set(object, id);
  }
  return id;
}

function makeParagraph(
  text: string,
  items: readonly ParagraphItem[],
  style: ComputedStyle,
  context: TextContext,
): Paragraph {
  const levels = resolveLevels(text, style.direction);
  const breaks = lineBreaks(text, items, style);
  const atoms: Atom[] = [];
  const hyphens = new Map<number, readonly number[]>();
  items.forEach((item, index) => {
    if (item.type === 'text') new TextSplitter(text, item, index, levels, breaks, context, atoms, hyphens).split();
    else {
      const kind = item.type === 'break' ? 'newline' : item.type;
      const end = item.at + (kind === 'open' || kind === 'close' ? 0 : 1);
      atoms.push({ kind, item: index, start: item.at, end, level: levels?.[item.at] ?? 0, width: 0 });
    }
  });
  return { text, items, atoms, breaks, hyphens, rtl: style.direction === 'rtl' };
}

/** 1 where a line may end before an offset, 2 where it must (UAX #14, CSS Text 3 section 5.1). */
function lineBreaks(text: string, items: readonly ParagraphItem[], style: ComputedStyle): Uint8Array {
  const breaks = new Uint8Array(text.length + 1);
  const breaker = new LineBreaker(text);
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) {
    if (found.position < text.length) breaks[found.position] = found.required ? 2 : 1;
  }
  // Characters outside any text item, atomic inlines, go by the block container.
  const fixed = new Uint8Array(text.length).fill(style.textWrapMode === 'nowrap' ? 1 : 0);
  for (const item of items) {
    if (item.type === 'break') breaks[item.at + 1] = 2;
    else if (item.type === 'text') fixed.fill(item.style.textWrapMode === 'nowrap' ? 1 : 0, item.start, item.end);
    else if (item.type === 'atomic') {
      // An atomic inline is breakable before and after.
      const before = text.charCodeAt(item.at - 1);
      if (item.at > 0 && before !== NO_BREAK_SPACE && !breaks[item.at]) breaks[item.at] = 1;
      const after = text.charCodeAt(item.at + 1);
      if (item.at + 1 < text.length && !isSpace(after) && after !== NO_BREAK_SPACE && !breaks[item.at + 1])
        breaks[item.at + 1] = 1;
    }
  }
  for (let i = 1; i < text.length; i++) if (breaks[i] === 1 && fixed[i - 1] && fixed[i]) breaks[i] = 0;
  return breaks;
}

const isSpace = (unit: number): boolean => unit === 0x20 || unit === 0x09 || unit === 0x0a;

type TextItemSpec = ParagraphItem & { type: 'text' };

/** Splits one text item into words and spaces of one face, script and level. */
class TextSplitter {
  readonly #text: string;
  readonly #item: TextItemSpec;
  readonly #index: number;
  readonly #levels: Uint8Array | undefined;
  readonly #breaks: Uint8Array;
  readonly #context: TextContext;
  readonly #atoms: Atom[];
  readonly #hyphens: Map<number, readonly number[]>;
  readonly #faces: readonly LoadedFace[];
  readonly #features: string;
  #lastKey: ShapeKey | undefined;

  constructor(
    text: string,
    item: TextItemSpec,
    index: number,
    levels: Uint8Array | undefined,
    breaks: Uint8Array,
    context: TextContext,
    atoms: Atom[],
    hyphens: Map<number, readonly number[]>,
  ) {
    // biome-ignore format: the arguments of a stage
    this.#text = text;
    this.#item = item;
    this.#index = index;
    this.#levels = levels;
    this.#breaks = breaks;
    this.#context = context;
    this.#atoms = atoms;
    this.#hyphens = hyphens;
    this.#faces = context.fonts.select(item.style, context.report);
    this.#features = featuresOf(item.style);
  }

  split(): void {
    const text = this.#text;
    const { start, end, style } = this.#item;
    const preserved = style.whiteSpaceCollapse === 'preserve' || style.whiteSpaceCollapse === 'break-spaces';
    let at = start;
    while (at < end) {
      const unit = text.charCodeAt(at);
      if (unit === 0x20 || unit === NO_BREAK_SPACE) {
        this.#space(at, unit === 0x20 && !preserved);
        at++;
      } else if (unit === 0x09 || unit === 0x0a || unit === 0xad) {
        const kind = unit === 0x09 ? 'tab' : unit === 0x0a ? 'newline' : 'shy';
        const width = kind === 'tab' ? this.#tabInterval() : 0;
        this.#atoms.push({ kind, item: this.#index, start: at, end: at + 1, level: this.#level(at), width });
        at++;
      } else {
        at = this.#word(at, end);
      }
    }
  }

  #level(at: number): number {
    return this.#levels?.[at] ?? 0;
  }

  #tabInterval(): number {
    const { style } = this.#item;
    const key = this.#key(this.#faces[0]!, 'Latn', 0);
    return style.tabSize * (this.#width(key, this.#context.shaper.shape(key, ' ', 0, 1)) + style.wordSpacing);
  }

  #space(at: number, collapsible: boolean): void {
    const key = this.#key(this.#faces[0]!, 'Latn', this.#level(at));
    const shaped = this.#context.shaper.shape(key, this.#text, at, at + 1);
    const { style } = this.#item;
    const width = this.#width(key, shaped) + style.wordSpacing;
    this.#atoms.push({
      kind: 'space', item: this.#index, start: at, end: at + 1, level: this.#level(at), key, shaped, width, collapsible, stretches: true,
    }); // biome-ignore format: one record
  }

  /** Takes characters up to a space, a break opportunity, or a change of level, script or face. */
  #word(from: number, end: number): number {
    const text = this.#text;
    const level = this.#level(from);
    let script: string | undefined;
    let face: LoadedFace | undefined;
    let at = from;
    while (at < end) {
      const codePoint = text.codePointAt(at)!;
      if (isSpace(codePoint) || codePoint === NO_BREAK_SPACE || codePoint === 0xad) break;
      if (at > from && (this.#breaks[at] || this.#level(at) !== level)) break;
      const own = scriptOf(codePoint);
      if (own !== undefined && script !== undefined && own !== script) break;
      const wanted = this.#faceFor(codePoint, face);
      if (face && wanted !== face) break;
      face = wanted;
      script ??= own;
      at += codePoint > 0xffff ? 2 : 1;
    }
    const key = this.#key(face ?? this.#faces[0]!, script ?? 'Latn', level);
    const shaped = this.#context.shaper.shape(key, text, from, at);
    if (shaped.missing) this.#reportMissing(shaped);
    this.#atoms.push({
      kind: 'word',
      item: this.#index,
      start: from,
      end: at,
      level,
      key,
      shaped,
      width: this.#width(key, shaped),
    });
    this.#hyphenate(from, at);
    return at;
  }

  /** The face in use where it has the character, else the first that has it; marks stay with their base. */
  #faceFor(codePoint: number, current: LoadedFace | undefined): LoadedFace {
    if (current && (isDefaultIgnorable(codePoint) || (isMark(codePoint) && current.covers(codePoint)))) return current;
    return this.#faces.find((face) => face.covers(codePoint)) ?? current ?? this.#faces[0]!;
  }

  #key(face: LoadedFace, script: string, level: number): ShapeKey {
    const last = this.#lastKey;
    const direction = level & 1 ? 'rtl' : 'ltr';
    if (last?.face === face && last.script === script && last.direction === direction) return last;
    this.#lastKey = this.#context.shaper.key(face, direction, script, this.#item.lang, this.#features);
    return this.#lastKey;
  }

  #width(key: ShapeKey, shaped: ShapedText): number {
    const { fontSize, letterSpacing } = this.#item.style;
    const width = (shaped.advance * fontSize) / key.face.face.metrics.unitsPerEm;
    return letterSpacing === 0 ? width : width + letterSpacing * clusterCount(shaped);
  }

  #hyphenate(start: number, end: number): void {
    const { style, lang } = this.#item;
    if (style.hyphens !== 'auto' || end - start < style.hyphenateLimitChars[0]) return;
    const hyphenator = this.#context.hyphenation.forLanguage(lang);
    if (!hyphenator) return;
    const [total, before, after] = style.hyphenateLimitChars;
    const word = this.#text.slice(start, end);
    const points: number[] = [];
    for (const match of word.matchAll(/[\p{L}\p{M}]+/gu)) {
      const letters = match[0];
      // Abbreviations in capitals are never broken.
      if (letters.length < total || letters === letters.toUpperCase()) continue;
      for (const point of hyphenator.points(letters)) {
        if (point >= before && letters.length - point >= after) points.push(start + match.index + point);
      }
    }
    if (points.length) this.#hyphens.set(start, points);
  }

  #reportMissing(shaped: ShapedText): void {
    shaped.glyphs.forEach((glyph, i) => {
      const codePoint = glyph === 0 ? shaped.text.codePointAt(shaped.clusters[i]!) : undefined;
      if (codePoint === undefined) return;
      const hex = codePoint.toString(16).toUpperCase().padStart(4, '0');
      const message = `no font has the character "${String.fromCodePoint(codePoint)}" (U+${hex}) in "${shaped.text}"`;
      this.#context.report(finding('font-missing-glyph', message, { locale: this.#item.lang }));
    });
  }
}

const isMark = (codePoint: number): boolean => codePoint >= 0x300 && /\p{M}/u.test(String.fromCodePoint(codePoint));

const isDefaultIgnorable = (codePoint: number): boolean =>
  codePoint >= 0x200b && /\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(codePoint));

/** Number of clusters, which letter-spacing counts (CSS Text 3 section 8.2). */
export function clusterCount(shaped: ShapedText): number {
  let count = 0;
  let last = -1;
  for (const cluster of shaped.clusters) {
    if (cluster !== last) count++;
    last = cluster;
  }
  return count;
}
