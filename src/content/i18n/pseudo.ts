import type { LocaleFile, Text } from '../dataset/generated/types.ts';
import { choicesOf, joinLeaves, leafText, messageOf, piecesOf } from './exchange/pieces.ts';
import { compileMessage } from './messages.ts';

/**
 * Languages nobody speaks, made of English, that show what will break: `en-XA` has accents on every letter and is a third
 * longer, `ar-XB` runs from right to left. What still reads as plain English on such a sheet does not come from a text file.
 */
export const PSEUDO_LOCALES: readonly string[] = ['en-XA', 'ar-XB'];

type Change = (text: string) => string;

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á', b: 'b', c: 'ç', d: 'ď', e: 'é', f: 'ƒ', g: 'ğ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ł', m: 'm', n: 'ñ', o: 'ö', p: 'p', q: 'q', r: 'ř', s: 'š', t: 'ť', u: 'ü', v: 'v', w: 'ŵ', x: 'x', y: 'ý', z: 'ž',
  A: 'Å', B: 'B', C: 'Ç', D: 'Ð', E: 'É', F: 'F', G: 'Ğ', H: 'Ĥ', I: 'Í', J: 'Ĵ', K: 'Ķ', L: 'Ł', M: 'M', N: 'Ñ', O: 'Ö', P: 'P', Q: 'Q', R: 'Ř', S: 'Š', T: 'Ť', U: 'Ü', V: 'V', W: 'Ŵ', X: 'X', Y: 'Ý', Z: 'Ž',
}; // biome-ignore format: two alphabets

/** How much longer a translation may be than its English source. */
const EXPANSION = 0.35;

/** Words that make a text longer and can stand at a line's end. */
const FILLING = 'one two three four five six seven eight nine ten eleven twelve '.split(' ').filter(Boolean);

const accented: Change = (text) => text.replace(/[A-Za-z]/g, (letter) => ACCENTS[letter]!);

/** Right-to-left override around each word, marks outside, so that letters stand in the order of Arabic. */
const mirrored: Change = (text) => text.replace(/[\p{L}\p{N}’'-]+/gu, (word) => `\u200f\u202e${word}\u202c\u200f`);

/** The words of a text changed, its placeholders and tags kept. */
function inWords(text: string, change: Change): string {
  return piecesOf(text)
    .map((piece) => (piece.kind === 'text' ? change(piece.text) : piece.native))
    .join('');
}

function longer(text: string): string {
  const length = piecesOf(text).reduce((sum, piece) => sum + (piece.kind === 'text' ? piece.text.length : 0), 0);
  let room = Math.round(length * EXPANSION);
  let out = text;
  for (let i = 0; room > 1; i++) {
    const word = FILLING[i % FILLING.length]!.slice(0, Math.max(1, room - 1));
    out += ` ${word}`;
    room -= word.length + 1;
  }
  return out;
}

/** Brackets show where a text begins and ends, and so what was cut off. */
const CHANGES: Readonly<Record<string, Change>> = {
  'en-XA': (text) => `[${inWords(longer(text), accented)}]`,
  'ar-XB': (text) => inWords(text, mirrored),
};

/** A message with every case of it changed. */
function changedMessage(source: string, locale: string, change: Change): string {
  const message = compileMessage(source, locale, () => {});
  if (!message) return source;
  const choices = choicesOf([message], () => []);
  if (!choices.length) return messageOf(change(leafText(message, new Map())), false);
  return joinLeaves(choices, (assignment) => change(leafText(message, assignment)));
}

/** A text file of a pseudo-locale, made of one in a real language. */
export function pseudoText(text: Text, locale: string): Text {
  const change = CHANGES[locale]!;
  const each = (strings: Readonly<Record<string, string>> | undefined, one: Change) =>
    Object.fromEntries(Object.entries(strings ?? {}).map(([key, value]) => [key, one(value)]));
  return {
    mission: text.mission,
    locale,
    names: each(text.names, change),
    messages: each(text.messages, (message) => changedMessage(message, text.locale, change)),
  };
}

/** The locale file of a pseudo-locale: the formats of the real one, its words changed. */
export function pseudoLocaleFile(file: LocaleFile, locale: string): LocaleFile {
  // Labels stand in narrow places by themselves, and are changed without brackets and filling of their own.
  const change: Change = (text) => inWords(text, locale === 'ar-XB' ? mirrored : accented);
  const each = (strings: Readonly<Record<string, string>> | undefined) =>
    Object.fromEntries(
      Object.entries(strings ?? {}).map(([key, value]) => [key, changedMessage(value, file.locale, change)]),
    );
  const rightToLeft = locale === 'ar-XB';
  return {
    ...file,
    locale,
    formatLocale: file.formatLocale ?? file.locale,
    direction: rightToLeft ? 'rtl' : 'ltr',
    script: rightToLeft ? 'Arab' : 'Latn',
    labels: each(file.labels),
    units: each(file.units),
    ranks: Object.fromEntries(Object.entries(file.ranks ?? {}).map(([key, rank]) => [key, change(rank)])),
  };
}
