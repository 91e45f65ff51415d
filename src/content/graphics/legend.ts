import { estimateWidth } from './advances.ts';
import { textLine } from './svg.ts';
import { fitWords } from './words.ts';

/** A swatch with its words. */
export interface LegendKey {
  readonly label: string;
  /** Px; of the square unless told. */
  readonly width?: number;
  /** Draws the swatch in a square of `size` px whose top left corner is given, the middle of its width. */
  readonly draw: (left: number, top: number, size: number) => string;
}

export interface LegendFrame {
  /** Px. */
  readonly width: number;
  /** Where the first row begins; 0 unless told. */
  readonly top?: number;
  readonly font: number;
  readonly line: number;
  /** From the distance to the start edge to x. */
  readonly mirror: (x: number) => number;
}

/** Swatch and name of each key in a row from the start edge, further rows where the estimate runs out of room. */
export function drawLegend(
  keys: readonly LegendKey[],
  { width, top = 0, font, line, mirror }: LegendFrame,
): { markup: string; height: number } {
  const swatch = font * 0.9;
  let [x, row] = [0, 0];
  let markup = '';
  for (const { label, draw, width: own = swatch } of keys) {
    const text = own + font * 0.5;
    const space = text + estimateWidth(label, font) + font * 1.2;
    if (x > 0 && x + space > width) [x, row] = [0, row + 1];
    const lines = fitWords(label, Math.max(width - text, font), font);
    markup += draw(
      Math.min(mirror(x), mirror(x + own)) + (own - swatch) / 2,
      top + row * line * 1.2 + font * 0.15,
      swatch,
    );
    lines.forEach((words, i) => {
      const y = top + (row + i) * line * 1.2 + font * 0.9;
      const at = { x: mirror(x + text), y, 'text-anchor': 'start', 'font-size': font };
      markup += textLine(words, { class: 'chart__key', ...at });
    });
    row += lines.length - 1;
    x += lines.length > 1 ? width : space;
  }
  return { markup, height: keys.length ? (row + 1) * line * 1.2 : 0 };
}
