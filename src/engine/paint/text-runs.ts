import type { Box, InlineBox } from '../boxes/box.ts';
import type { TextFragment } from '../layout/fragment.ts';
import type { TextPiece } from '../text/pieces.ts';
import type { Shaper } from '../text/shape.ts';
import type { DisplayItem, Mark, TextItem } from './display-list.ts';

/** A text item that more can be added to, and where it comes from. */
interface Run {
  readonly item: Omit<TextItem, 'pieces'> & { readonly pieces: TextPiece[] };
  readonly fragment: TextFragment;
  readonly block: Box | InlineBox | undefined;
  /** Where the next text of the line begins. */
  end: number;
}

/**
 * Puts text into a display list so that its words stay apart for whoever reads the file: readers pass over objects that
 * are nothing but a space, and do not know where one block ends and the next begins inside one element of the structure.
 */
export class TextRuns {
  readonly #items: DisplayItem[];
  readonly #shaper: Shaper;
  #last: Run | undefined;

  constructor(items: DisplayItem[], shaper: Shaper) {
    this.#items = items;
    this.#shaper = shaper;
  }

  /** `block` is the box whose lines the text is in; `x` and `y` are the left end of the baseline. */
  add(
    fragment: TextFragment,
    block: Box | InlineBox | undefined,
    x: number,
    y: number,
    mark: Mark,
    order: number,
  ): void {
    const { style, face, direction, pieces } = fragment;
    const [left, right] = [x, x + fragment.width];
    const [start, end] = direction === 'rtl' ? [right, left] : [left, right];
    const last = this.#last;
    if (last && last.item.mark === mark) {
      if (last.block !== block) this.#endWithSpace(last);
      else if (last.item.y === y && last.item.direction === direction && goesOn(last, start) && isBlank(pieces)) {
        const shaped = this.#space(last);
        const room = Math.abs(end - last.end);
        last.item.pieces.push({ shaped, gap: room - advanceOf(last, shaped.advance), letterSpacing: 0 });
        last.end = end;
        return;
      }
    }
    const item = {
      type: 'text' as const,
      mark,
      face: face.face,
      size: style.fontSize,
      x: start,
      y,
      direction,
      order,
      color: style.color,
      pieces: [...pieces],
    };
    this.#items.push(item);
    this.#last = { item, fragment, block, end };
  }

  #endWithSpace(run: Run): void {
    const text = run.item.pieces.at(-1)?.shaped.text ?? '';
    if (text !== '' && !/\s$/.test(text)) run.item.pieces.push({ shaped: this.#space(run), gap: 0, letterSpacing: 0 });
  }

  #space({ fragment: { face, direction } }: Run) {
    return this.#shaper.shape(this.#shaper.key(face, direction, 'Latn', '', ''), ' ', 0, 1);
  }
}

/** Whether text stands behind a run, perhaps with the margin of an inline box between. */
function goesOn({ item, end }: Run, start: number): boolean {
  const between = item.direction === 'rtl' ? end - start : start - end;
  return between > -0.01 && between < item.size;
}

const isBlank = (pieces: readonly TextPiece[]): boolean => pieces.every(({ shaped }) => shaped.text.trim() === '');

const advanceOf = ({ fragment: { face, style } }: Run, units: number): number =>
  (units * style.fontSize) / face.face.metrics.unitsPerEm;
