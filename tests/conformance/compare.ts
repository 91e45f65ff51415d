/** Words of a text; what stands for a soft hyphen at the end of a line joins the two halves of its word. */
export function wordsOf(text: string): string[] {
  return (
    withoutControls(text)
      .replace(/[\u00ad\ufffe]\s*/g, '')
      // An address may break after a slash, a word after its hyphen.
      .replace(/(?<=\S[-/])[^\S\n]*\n\s*/g, '')
      .split(/[\s•]+/)
      .filter((word) => word !== '')
  );
}

/** pdftotext wraps right-to-left lines in embeddings; list markers are not in the source. */
export function withoutControls(text: string): string {
  return text.replace(/[\u202a-\u202e\u200e\u200f\f]/g, '');
}

/** Scripts that break lines between letters: white space there comes and goes with the lines. */
export const breaksAnywhere = (language: string): boolean => /^(?:th|ja|zh|ko|lo|km)/.test(language);

/**
 * Characters as words, with a space before those that have one. A line end may stand for a space or for nothing, so
 * the character after it is marked with neither.
 */
export function charactersOf(text: string): string[] {
  const out: string[] = [];
  for (const [, space, character] of withoutControls(text).matchAll(/(\s*)(\S)/gu)) {
    if (character === '•' || character === '\u00ad') continue;
    out.push((/[\r\n]/.test(space!) ? '\n' : space === '' ? '' : ' ') + character);
  }
  return out;
}

export interface Share {
  readonly right: number;
  readonly total: number;
  /** Wrong stretches: what was expected, and what came. */
  readonly wrong: readonly { readonly expected: string; readonly actual: string }[];
}

type Same = (a: string, b: string) => boolean;

/** How many words of `expected` stand in `actual` in the same order (longest common subsequence). */
export function shareOf(expected: readonly string[], actual: readonly string[], same: Same = (a, b) => a === b): Share {
  let start = 0;
  const least = Math.min(expected.length, actual.length);
  while (start < least && same(expected[start]!, actual[start]!)) start++;
  let end = 0;
  while (end < least - start && same(expected.at(-1 - end)!, actual.at(-1 - end)!)) end++;
  const middle = alignWords(
    expected.slice(start, expected.length - end),
    actual.slice(start, actual.length - end),
    same,
  );
  return { right: start + middle.right + end, total: expected.length, wrong: middle.wrong };
}

function alignWords(expected: readonly string[], actual: readonly string[], same: Same): Omit<Share, 'total'> {
  const [n, m] = [expected.length, actual.length];
  const table = Array.from({ length: n + 1 }, () => new Uint16Array(m + 1));
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      const [below, beside] = [table[i + 1]![j]!, table[i]![j + 1]!];
      if (same(expected[i]!, actual[j]!)) table[i]![j] = table[i + 1]![j + 1]! + 1;
      else table[i]![j] = below > beside ? below : beside;
    }
  }
  const wrong: { expected: string[]; actual: string[] }[] = [];
  let inside = false;
  for (let i = 0, j = 0; i < n || j < m; ) {
    if (i < n && j < m && same(expected[i]!, actual[j]!)) {
      inside = false;
      i++;
      j++;
      continue;
    }
    if (!inside) wrong.push({ expected: [], actual: [] });
    inside = true;
    if (j >= m || (i < n && table[i + 1]![j]! >= table[i]![j + 1]!)) wrong.at(-1)!.expected.push(expected[i++]!);
    else wrong.at(-1)!.actual.push(actual[j++]!);
  }
  const joined = wrong.map((stretch) => ({ expected: stretch.expected.join(' '), actual: stretch.actual.join(' ') }));
  return { right: table[0]![0]!, wrong: joined };
}

/** Equal but for a line end, which may stand for a space or for nothing. */
export const sameCharacter = (a: string, b: string): boolean =>
  a === b || ((a.startsWith('\n') || b.startsWith('\n')) && a.trimStart() === b.trimStart());

/** Extracted text against its source, by words or, where lines break between letters, by characters. */
export function compareTexts(language: string, source: string, extracted: string): Share {
  return breaksAnywhere(language)
    ? shareOf(charactersOf(source), charactersOf(extracted), sameCharacter)
    : shareOf(wordsOf(source), wordsOf(extracted));
}
