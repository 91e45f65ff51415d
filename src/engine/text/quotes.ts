import { LB } from './unicode/classes.ts';

const { OP, CL, CP } = LB;

/** Quotation marks that open and close, by language; UAX #14 cannot tell them apart (QU) without knowing it. */
interface QuoteSides {
  readonly opening: string;
  readonly closing: string;
  /** A line may end between a closing mark and a letter. */
  readonly apart?: boolean;
}

const GUILLEMETS_OUT: QuoteSides = { opening: '«‹', closing: '»›' };
const GERMANIC: QuoteSides = { opening: '»›', closing: '«‹“‘' };
const ENGLISH: QuoteSides = { opening: '“‘', closing: '”' };
/** No space parts these from Latin letters, which may begin the next line. */
const CHINESE: QuoteSides = { opening: '“‘', closing: '”', apart: true };

const BY_LANGUAGE: Readonly<Record<string, QuoteSides>> = {
  ar: GUILLEMETS_OUT, ca: GUILLEMETS_OUT, ckb: GUILLEMETS_OUT, el: GUILLEMETS_OUT, es: GUILLEMETS_OUT,
  fa: GUILLEMETS_OUT, fr: GUILLEMETS_OUT, it: GUILLEMETS_OUT, nb: GUILLEMETS_OUT, nn: GUILLEMETS_OUT,
  no: GUILLEMETS_OUT, pt: GUILLEMETS_OUT, ru: GUILLEMETS_OUT, tr: GUILLEMETS_OUT, uk: GUILLEMETS_OUT,
  da: { opening: '»›', closing: '«‹' }, de: GERMANIC, cs: GERMANIC, sk: GERMANIC, sl: GERMANIC,
  pl: { opening: '«', closing: '»”' }, en: ENGLISH, ga: ENGLISH, cy: ENGLISH,
  ja: CHINESE, yue: CHINESE, zh: CHINESE,
}; // biome-ignore format: a table

/** The Swiss write guillemets as the French do. */
const sidesOf = (lang: string): QuoteSides | undefined => {
  const tag = lang.toLowerCase();
  if (/^(de|it|fr)-(ch|li)\b/.test(tag)) return GUILLEMETS_OUT;
  return BY_LANGUAGE[tag.split('-', 1)[0]!];
};

const MARKS = /[«»‹›“”‘]/g;

/**
 * Lets the quotation marks of a language count as the brackets they are, so that a French `« mot »` holds together with
 * whatever space is inside (UAX #14 section 5.1, QU). An apostrophe stays as it is.
 */
export function tailorQuotes(text: string, classes: Uint8Array, start: number, end: number, lang: string): void {
  const sides = sidesOf(lang);
  if (!sides) return;
  MARKS.lastIndex = start;
  for (let match = MARKS.exec(text); match && match.index < end; match = MARKS.exec(text)) {
    const { index } = match;
    const [before, after] = [isSpaceOrEnd(text, index - 1), isSpaceOrEnd(text, index + 1)];
    // A mark set as another language sets it, next to a space that contradicts, stays what UAX #14 says.
    if (sides.opening.includes(match[0])) {
      if (before || !after) classes[index] = OP;
    } else if (sides.closing.includes(match[0]) && (after || !before)) classes[match.index] = sides.apart ? CL : CP;
  }
}

const isSpaceOrEnd = (text: string, i: number): boolean => i < 0 || i >= text.length || /\s/.test(text[i]!);

const CURLY = /[‘’“”]/g;
/** Ideographs, kana, hangul and the punctuation that goes with them (East Asian Width, as far as it is wide). */
const WIDE =
  /^[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\ud840-\ud88d]/;

/** Between wide characters a quotation mark opens or closes by its shape (rule LB19a of Unicode 16). */
export function tailorIdeographicQuotes(text: string, classes: Uint8Array): void {
  CURLY.lastIndex = 0;
  for (let match = CURLY.exec(text); match; match = CURLY.exec(text)) {
    const { index } = match;
    const before = text.codePointAt(index - ((text.charCodeAt(index - 1) & 0xfc00) === 0xdc00 ? 2 : 1));
    const after = text.codePointAt(index + 1);
    if (!isWide(before) || !isWide(after)) continue;
    classes[index] = match[0] === '‘' || match[0] === '“' ? OP : CP;
  }
}

const isWide = (codePoint: number | undefined): boolean =>
  codePoint !== undefined && WIDE.test(String.fromCodePoint(codePoint));
