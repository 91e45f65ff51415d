/** The strong right-to-left classes R and AL, and the strong left-to-right class L of UAX #9, near enough. */
const RIGHT = /^(?![\p{Nd}\p{M}])[\p{Script=Arabic}\p{Script=Hebrew}]/u;
export const isRightToLeft = (character: string): boolean => RIGHT.test(character);
const LEFT = /^\p{L}/u;
const WEAK = /^(?:[\p{N}\p{M}\p{Cf}\p{Sc}+,./:#%°‰\u00a0\u202f\u060c\u2212-]|\p{Pd})/u;
const MIRRORED = new Map(
  ['()', '[]', '{}', '<>', '«»', '‹›', '“”', '‘’'].flatMap(
    ([a, b]) =>
      [
        [a!, b!],
        [b!, a!],
      ] as const,
  ),
);

/**
 * PDFium takes what a file says to stand for shapes and mirrors the brackets of what it reads from right to left
 * (CPDF_TextPage::CloseTempLine). Our files say what was written, so the brackets of a line are turned back: those
 * that follow, in PDFium's order, a right-to-left letter.
 */
export function unmirror<C extends { readonly text: string }>(line: readonly C[]): C[] {
  const count = (of: RegExp): number =>
    line.filter(({ text }, i) => of.test(text) && !of.test(line[i - 1]?.text ?? '')).length;
  let right = count(RIGHT) > 0 && count(RIGHT) >= count(LEFT);
  return line.map((character) => {
    const { text } = character;
    if (RIGHT.test(text)) right = true;
    else if (LEFT.test(text)) right = false;
    const other = right && !WEAK.test(text) ? MIRRORED.get(text) : undefined;
    return other ? { ...character, text: other } : character;
  });
}
