import { estimateWidth } from './advances.ts';

/** Px: 7 pt, the smallest type of a picture and its size unless told. */
export const SMALL = 28 / 3;

/** Breaks at spaces so that each line keeps within `width` by estimate; a word that is wider stands alone. */
export function wrapWords(text: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && estimateWidth(joined, fontSize) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

/**
 * As `wrapWords`, but what is wider breaks at its no-break spaces, then anywhere: every line keeps within `width` unless
 * it is one letter.
 */
export function fitWords(text: string, width: number, fontSize: number): string[] {
  return wrapWords(text, width, fontSize).flatMap((line) => {
    if (estimateWidth(line, fontSize) <= width) return [line];
    return wrapWords(line.replaceAll('\u00a0', ' '), width, fontSize).flatMap((word) => cutWord(word, width, fontSize));
  });
}

function cutWord(text: string, width: number, fontSize: number): string[] {
  if (estimateWidth(text, fontSize) <= width) return [text];
  const pieces: string[] = [];
  // A letter keeps its marks.
  for (const [letter] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const last = pieces.at(-1);
    if (last !== undefined && estimateWidth(last + letter, fontSize) <= width)
      pieces[pieces.length - 1] = last + letter;
    else pieces.push(letter);
  }
  return pieces;
}

/** Two lines: the last word, most often a year or a number, goes below the others. */
export function splitLast(text: string): string[] {
  const at = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\u00a0'));
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Writes `value` in the digits that `sample` uses: 2018 as ٢٠١٨ beside Arabic dates. */
export function inDigitsOf(sample: string, value: number): string {
  const digit = /\p{Nd}/u.exec(sample)?.[0].codePointAt(0) ?? 0x30;
  // Every set of decimal digits in Unicode is ten code points in a row; only these three occur in our locales.
  const zero = [0x30, 0x660, 0x6f0].find((start) => digit >= start && digit < start + 10) ?? 0x30;
  return String(value).replace(/\d/g, (d) => String.fromCodePoint(zero + Number(d)));
}

/** The marks between the parts of a description, in the script of `sample`. */
export function marksOf(sample: string): { readonly comma: string; readonly semicolon: string } {
  const arabic = /\p{Script=Arab}/u.test(sample);
  return { comma: arabic ? '، ' : ', ', semicolon: arabic ? '؛ ' : '; ' };
}

/** Behind weak values; the same as those of the layouts' `.mark-thin` and `.mark-derived`. */
const SIGNS = { thin: '†', derived: '‡' } as const;

export const signOf = (mark: keyof typeof SIGNS | null): string => (mark ? SIGNS[mark] : '');
