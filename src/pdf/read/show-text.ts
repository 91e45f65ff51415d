import { IDENTITY, type Matrix, multiply } from '../../base/geometry.ts';
import { type Box, mapBox } from './box.ts';
import { isArray, type PdfObject, PdfString } from './objects.ts';
import type { GraphicsState } from './state.ts';

/** What a text-showing operator puts on the page, before colours and marks. */
export interface ShownText {
  readonly text: string;
  readonly glyphs: number;
  readonly notdef: readonly number[];
  readonly matrix: Matrix;
  readonly box: Box;
  readonly size: number;
}

/** The text object: the matrices between BT and ET (ISO 32000-1 section 9.4). */
export class TextObject {
  #line: Matrix = IDENTITY;
  #pen: Matrix = IDENTITY;

  set(matrix: Matrix): void {
    this.#line = matrix;
    this.#pen = matrix;
  }

  /** Td: to the start of another line. */
  move(x: number, y: number): void {
    this.set(multiply(this.#line, [1, 0, 0, 1, x, y]));
  }

  /** Shows a string, or the strings and adjustments of an array; undefined where there are no glyphs. */
  show(state: GraphicsState, operand: PdfObject): ShownText | undefined {
    const { font, size, scale, rise, charSpace, wordSpace } = state;
    if (!font) return undefined;
    const start = this.#pen;
    let [at, left, right] = [0, 0, 0];
    let text = '';
    let glyphs = 0;
    const notdef: number[] = [];
    for (const part of isArray(operand) ? operand : [operand]) {
      if (typeof part === 'number') at -= (part / 1000) * size * (font.vertical ? 1 : scale);
      if (!(part instanceof PdfString)) continue;
      for (const glyph of font.decode(part.bytes)) {
        const isSpace = glyph.bytes === 1 && glyph.code === 32;
        const advance = glyph.width * font.unit * size;
        left = Math.min(left, at, at + advance * scale);
        right = Math.max(right, at, at + advance * scale);
        at += (advance + charSpace + (isSpace ? wordSpace : 0)) * (font.vertical ? 1 : scale);
        text += glyph.text ?? '\ufffd';
        glyphs++;
        if (glyph.notdef) notdef.push(glyph.code);
      }
    }
    this.#pen = multiply(start, font.vertical ? [1, 0, 0, 1, 0, -at] : [1, 0, 0, 1, at, 0]);
    if (!glyphs) return undefined;
    const matrix = multiply(state.ctm, start);
    const [ascent, descent] = [font.ascent * size + rise, font.descent * size + rise];
    const own: Box = font.vertical
      ? [-size / 2, -right, size / 2, -left]
      : [left, Math.min(ascent, descent), right, Math.max(ascent, descent)];
    return {
      text,
      glyphs,
      notdef,
      matrix,
      box: mapBox(matrix, own),
      size: Math.abs(size) * Math.hypot(matrix[2], matrix[3]),
    };
  }
}
