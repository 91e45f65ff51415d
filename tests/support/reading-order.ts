type Direction = 'left' | 'right' | 'neutral';

/** The strong right-to-left classes R and AL, and what PDFium takes for left-to-right: L and numbers. */
const RIGHT = /^(?!\p{Nd})[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const LEFT = /^[\p{L}\p{Nd}]/u;
const MIRRORED = new Map(
  ['()', '[]', '{}', '<>', '«»', '‹›'].flatMap(
    ([a, b]) =>
      [
        [a!, b!],
        [b!, a!],
      ] as const,
  ),
);

export interface Character {
  readonly text: string;
}

/**
 * PDFium takes the text of a file to lie in visual order and turns right-to-left segments of a line round (CFX_BidiString
 * and CPDF_TextPage::CloseTempLine). Our files have logical order already, so what PDFium gives is turned round again:
 * the same steps once more undo themselves.
 */
export function undoReordering<C extends Character>(line: readonly C[]): C[] {
  const segments = segment(line);
  const right = segments.filter(({ direction }) => direction === 'right').length;
  if (right === 0) return [...line];
  const left = segments.filter(({ direction }) => direction === 'left').length;
  const overall: Direction = right >= left ? 'right' : 'left';
  if (overall === 'right') segments.reverse();
  let current: Direction = overall;
  return segments.flatMap(({ direction, characters }) => {
    if (direction !== 'neutral') current = direction;
    return current === 'right' ? characters.reverse().map(mirrored) : characters;
  });
}

function segment<C extends Character>(line: readonly C[]): { direction: Direction; characters: C[] }[] {
  const segments: { direction: Direction; characters: C[] }[] = [];
  for (const character of line) {
    const direction = directionOf(character.text);
    const last = segments.at(-1);
    if (last?.direction === direction) last.characters.push(character);
    else segments.push({ direction, characters: [character] });
  }
  return segments;
}

function directionOf(text: string): Direction {
  if (RIGHT.test(text)) return 'right';
  return LEFT.test(text) ? 'left' : 'neutral';
}

function mirrored<C extends Character>(character: C): C {
  const text = MIRRORED.get(character.text);
  return text ? { ...character, text } : character;
}
