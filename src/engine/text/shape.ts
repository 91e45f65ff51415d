import { LruCache } from '../../base/lru.ts';
import type { ComputedStyle } from '../css/style.ts';
import { VARIANT_FEATURES } from '../fonts/features.ts';
import type { Direction, HarfBuzz } from '../fonts/harfbuzz.ts';
import type { LoadedFace } from '../fonts/loaded-face.ts';
import type { ShapedText } from './shaped.ts';

/**
 * What shaping depends on besides the text. Equal keys are one object, which keeps the words shaped with it: words
 * recur across paragraphs and sheets.
 */
export interface ShapeKey {
  readonly face: LoadedFace;
  readonly direction: Direction;
  /** ISO 15924. */
  readonly script: string;
  /** BCP 47. */
  readonly language: string;
  /** HarfBuzz feature list, by commas. */
  readonly features: string;
  readonly words: LruCache<string, ShapedText>;
}

const shapedBytes = (shaped: ShapedText): number => 240 + shaped.text.length * 2 + shaped.glyphs.length * 18;

export class Shaper {
  readonly #harfbuzz: HarfBuzz;
  readonly #keys: LruCache<string, ShapeKey>;
  readonly #faceIds = new WeakMap<LoadedFace, number>();
  #nextFaceId = 1;
  readonly #wordBudget: number;

  /** `wordBudget` in bytes for each key, of which there is one for each face, language and set of features in use. */
  constructor(harfbuzz: HarfBuzz, wordBudget = 1 << 20) {
    this.#harfbuzz = harfbuzz;
    this.#wordBudget = wordBudget;
    this.#keys = new LruCache(48 * wordBudget, () => wordBudget);
  }

  key(face: LoadedFace, direction: Direction, script: string, language: string, features: string): ShapeKey {
    let id = this.#faceIds.get(face);
    if (id === undefined) {
      id = this.#nextFaceId++;
      this.#faceIds.set(face, id);
    }
    return this.#keys.ensure(`${id} ${direction} ${script} ${language} ${features}`, () => ({
      face, direction, script, language, features, words: new LruCache(this.#wordBudget, shapedBytes),
    })); // biome-ignore format: one record
  }

  /**
   * Shapes `text.slice(start, end)`. Where the script joins letters the surrounding text counts (and is part of what
   * the result is kept by); elsewhere it does not.
   */
  shape(key: ShapeKey, text: string, start: number, end: number): ShapedText {
    const word = text.slice(start, end);
    const joins = JOINING.has(key.script);
    const id = joins ? `${contextBefore(text, start)}\0${contextAfter(text, end)}\0${word}` : word;
    const found = key.words.get(id);
    if (found) return found;
    const { face, direction, script, language, features } = key;
    const data = joins
      ? this.#harfbuzz.shape(face.font, text, start, end, direction, script, language, features)
      : this.#harfbuzz.shape(face.font, word, 0, word.length, direction, script, language, features);
    let advance = 0;
    for (const a of data.advances) advance += a;
    const shaped: ShapedText = { text: word, direction, ...data, advance, missing: data.glyphs.includes(0) };
    key.words.set(id, shaped);
    return shaped;
  }
}

/** What joining sees: marks are looked through, so that context goes on to the letter behind them. */
function contextBefore(text: string, start: number): string {
  let from = start - 1;
  while (from > 0 && start - from < CONTEXT && TRANSPARENT.test(text[from]!)) from--;
  return text.slice(Math.max(0, from), start);
}

function contextAfter(text: string, end: number): string {
  let to = end + 1;
  while (to < text.length && to - end < CONTEXT && TRANSPARENT.test(text[to - 1]!)) to++;
  return text.slice(end, to);
}

const CONTEXT = 8;
const TRANSPARENT = /[\p{M}\u00ad\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/u;

/** Letters of the script join, so that they cannot be spaced out. */
export const joinsLetters = (script: string): boolean => JOINING.has(script);

/** Scripts whose letters join (ArabicShaping.txt) or whose shaping reads beyond the word. */
const JOINING = new Set(['Arab', 'Syrc', 'Mong', 'Nkoo', 'Mand', 'Adlm', 'Rohg', 'Thaa']);

const featureCache = new WeakMap<ComputedStyle, string>();

/** The OpenType features a style asks for, in the order in which they prevail (CSS Fonts 4 section 7.2). */
export function featuresOf(style: ComputedStyle): string {
  const known = featureCache.get(style);
  if (known !== undefined) return known;
  const map = new Map<string, number>();
  if (style.fontKerning !== 'auto') map.set('kern', style.fontKerning === 'none' ? 0 : 1);
  const variants = [
    ...style.fontVariantLigatures,
    ...style.fontVariantNumeric,
    ...style.fontVariantEastAsian,
    style.fontVariantCaps,
    style.fontVariantPosition,
  ];
  for (const word of variants) {
    const off = word === 'none' || word.startsWith('no-');
    for (const tag of VARIANT_FEATURES[word.replace(/^no-/, '')] ?? []) map.set(tag, off ? 0 : 1);
  }
  // Optional ligatures would tie letters that are to stand apart (CSS Text 3 section 8.2).
  if (style.letterSpacing !== 0) for (const tag of VARIANT_FEATURES.none!) map.set(tag, 0);
  for (const { tag, value } of style.fontFeatureSettings) map.set(tag, value);
  const text = [...map]
    .map(([tag, value]) => `${tag}=${value}`)
    .sort()
    .join(',');
  featureCache.set(style, text);
  return text;
}

/** The language to shape in; an override goes to HarfBuzz as the private subtag that it reads as an OpenType tag. */
export function shapingLanguage(style: ComputedStyle, lang: string): string {
  return style.fontLanguageOverride === 'normal' ? lang : `x-hbot${style.fontLanguageOverride}`;
}
