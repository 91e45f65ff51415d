/** Grapheme clusters, as far as choosing fonts and breaking anywhere need them (UAX #29 section 3.1, the common cases). */

/** Marks, joiners, tags, and the vowel am of Thai and Lao, which is a letter by its category. */
const EXTENDS = /\p{M}|\p{Emoji_Modifier}|\u200c|\u200d|[\u{e0020}-\u{e007f}]|[\u0e33\u0eb3]/u;
const extending = new Map<number, boolean>();

/** Whether a character goes on with the cluster before it. */
export function extendsCluster(codePoint: number): boolean {
  if (codePoint < 0x300) return false;
  let known = extending.get(codePoint);
  if (known === undefined) {
    known = EXTENDS.test(String.fromCodePoint(codePoint));
    if (extending.size > 20_000) extending.clear();
    extending.set(codePoint, known);
  }
  return known;
}

const isRegionalIndicator = (codePoint: number): boolean => codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff;

const lengthOf = (codePoint: number): number => (codePoint > 0xffff ? 2 : 1);

const ZERO_WIDTH_JOINER = 0x200d;

/** End of the cluster that starts at `at`, not beyond `end`; UTF-16 offsets. */
export function clusterEnd(text: string, at: number, end: number): number {
  const first = text.codePointAt(at)!;
  let next = at + lengthOf(first);
  if (next >= end || (text.charCodeAt(next) < 0x300 && first < 0x300)) return Math.min(next, end);
  if (isRegionalIndicator(first) && isRegionalIndicator(text.codePointAt(next)!)) next += 2;
  let last = first;
  while (next < end) {
    const codePoint = text.codePointAt(next)!;
    // Emoji are joined to one another; a letter after a joiner is one of its own.
    const joined = last === ZERO_WIDTH_JOINER && codePoint > 0x2190 && !/\p{L}/u.test(String.fromCodePoint(codePoint));
    if (!joined && !extendsCluster(codePoint)) break;
    next += lengthOf(codePoint);
    last = codePoint;
  }
  return Math.min(next, end);
}

/** Whether a letter with its marks begins at `at`; controls that show nothing belong to what they follow. */
export function isClusterStart(text: string, at: number): boolean {
  if ((text.charCodeAt(at) & 0xfc00) === 0xdc00 || text.charCodeAt(at - 1) === ZERO_WIDTH_JOINER) return false;
  const codePoint = text.codePointAt(at)!;
  return !extendsCluster(codePoint) && !isIgnorable(codePoint);
}

/** Whether a line may be broken before `at` where nothing else allows it: between clusters, and not in a conjunct. */
export const mayPart = (text: string, at: number): boolean =>
  isClusterStart(text, at) && !(LINKERS.test(text[at - 1] ?? '') && CONSONANTS.test(text[at]!));

/** Viramas join consonants to clusters in these scripts (rule GB9c). */
const LINKERS = /[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]/;
const CONSONANTS =
  /[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a]/;

/** Ranges of Default_Ignorable_Code_Point. */
const IGNORABLE: readonly (readonly [number, number])[] = [
  [0xad, 0xad], [0x34f, 0x34f], [0x61c, 0x61c], [0x115f, 0x1160], [0x17b4, 0x17b5], [0x180b, 0x180f], [0x200b, 0x200f],
  [0x202a, 0x202e], [0x2060, 0x206f], [0x3164, 0x3164], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xffa0, 0xffa0],
  [0xfff0, 0xfff8], [0x1bca0, 0x1bca3], [0x1d173, 0x1d17a], [0xe0000, 0xe0fff],
]; // biome-ignore format: a table

/** Characters that show nothing and need no glyph. */
export function isIgnorable(codePoint: number): boolean {
  for (const [from, to] of IGNORABLE) if (codePoint <= to) return codePoint >= from;
  return false;
}
