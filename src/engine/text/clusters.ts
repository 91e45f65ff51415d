/** Grapheme clusters, as far as choosing fonts and breaking anywhere need them (UAX #29 section 3.1, the common cases). */

const EXTENDS = /\p{M}|\p{Emoji_Modifier}|\u200c|\u200d|[\u{e0020}-\u{e007f}]/u;
const extending = new Map<number, boolean>();

/** Whether a character goes on with the cluster before it. */
function extendsCluster(codePoint: number): boolean {
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

/** Whether a line may be broken before `at` where nothing else allows it: between clusters. */
export function isClusterStart(text: string, at: number): boolean {
  if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) return false;
  return !extendsCluster(text.codePointAt(at)!) && text.charCodeAt(at - 1) !== ZERO_WIDTH_JOINER;
}

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;

/** Characters that show nothing and need no glyph. */
export const isIgnorable = (codePoint: number): boolean =>
  codePoint === 0xad || (codePoint >= 0x34f && IGNORABLE.test(String.fromCodePoint(codePoint)));
