import { LB } from './unicode/classes.ts';

const { OP, CP } = LB;

/** Quotation marks that open and close, by language; UAX #14 cannot tell them apart (QU) without knowing it. */
interface QuoteSides {
  readonly opening: string;
  readonly closing: string;
}

const GUILLEMETS_OUT: QuoteSides = { opening: '«‹', closing: '»›' };
const GERMANIC: QuoteSides = { opening: '»›', closing: '«‹“‘' };
const ENGLISH: QuoteSides = { opening: '“‘', closing: '”' };

const BY_LANGUAGE: Readonly<Record<string, QuoteSides>> = {
  ar: GUILLEMETS_OUT, ca: GUILLEMETS_OUT, ckb: GUILLEMETS_OUT, el: GUILLEMETS_OUT, es: GUILLEMETS_OUT,
  fa: GUILLEMETS_OUT, fr: GUILLEMETS_OUT, it: GUILLEMETS_OUT, nb: GUILLEMETS_OUT, nn: GUILLEMETS_OUT,
  no: GUILLEMETS_OUT, pt: GUILLEMETS_OUT, ru: GUILLEMETS_OUT, tr: GUILLEMETS_OUT, uk: GUILLEMETS_OUT,
  da: { opening: '»›', closing: '«‹' }, de: GERMANIC, cs: GERMANIC, sk: GERMANIC, sl: GERMANIC,
  pl: { opening: '«', closing: '»”' }, en: ENGLISH, ga: ENGLISH, cy: ENGLISH,
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
    if (sides.opening.includes(match[0])) classes[match.index] = OP;
    else if (sides.closing.includes(match[0])) classes[match.index] = CP;
  }
}
