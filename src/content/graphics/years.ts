import { boldWidth, estimateWidth } from './advances.ts';
import { element, round, textLine } from './svg.ts';
import { fitWords, inDigitsOf } from './words.ts';

/** Years with fractions along the reading direction. */
export interface YearScale {
  readonly start: number;
  readonly end: number;
  /** Px for a year. */
  readonly perYear: number;
  /** Of the whole picture, px. */
  readonly width: number;
  /** Room for arrow heads past the end, px. */
  readonly arrow: number;
  /** Sign of x in reading direction. */
  readonly towardsEnd: 1 | -1;
  /** X of a year, px from the left. */
  readonly at: (year: number) => number;
}

export interface YearScaleOptions {
  readonly start: number;
  readonly end: number;
  readonly width: number;
  readonly direction: 'ltr' | 'rtl';
  readonly arrow?: number;
}

export function yearScale({ start, end, width, direction, arrow = 0 }: YearScaleOptions): YearScale {
  const perYear = (width - arrow) / (end - start);
  const towardsEnd = direction === 'rtl' ? -1 : 1;
  const edge = direction === 'rtl' ? width : 0;
  const at = (year: number): number => edge + towardsEnd * (year - start) * perYear;
  return { start, end, perYear, width, arrow, towardsEnd, at };
}

export interface YearFrame {
  /** Top and foot of the ticks, and the base line of the numbers, px. */
  readonly top: number;
  readonly foot: number;
  readonly baseline: number;
  readonly font: number;
  /** A date of the sheet, for its digits. */
  readonly sample: string;
}

/** The years that a number has room at: each, or every second, fifth, tenth and so on. `sample` as in `YearFrame`. */
export function yearsOf({ start, end, perYear }: YearScale, font: number, sample: string): number[] {
  const widest = estimateWidth(inDigitsOf(sample, Math.trunc(end)), font) + font * 1.2;
  let step = 1;
  for (let i = 0; step * perYear < widest; i++) step = [2, 5, 10][i % 3]! * 10 ** Math.floor(i / 3);
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / step)) }, (_, i) => first + i * step);
}

/** A tick and its number at the beginning of each of these years. */
export function drawYears(scale: YearScale, { top, foot, baseline, font, sample }: YearFrame): string {
  const { end, perYear, at, towardsEnd, arrow } = scale;
  let markup = '';
  for (const year of yearsOf(scale, font, sample)) {
    const x = at(year);
    const tick = { x1: x, y1: top, x2: x, y2: foot, stroke: '#8a94a3', 'stroke-width': 0.5 };
    markup += element('line', { class: 'timeline__tick', ...tick });
    const text = inDigitsOf(sample, year);
    if ((end - year) * perYear + arrow <= estimateWidth(text, font) + font * 0.3) continue;
    const place = { x: x + towardsEnd * font * 0.3, y: baseline, 'text-anchor': 'start' };
    markup += textLine(text, { class: 'timeline__year', ...place, 'font-size': font });
  }
  return markup;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The covered period: a band behind the rest, and its label in lines above it. */
export interface Band extends Span {
  readonly lines: readonly string[];
  /** Height of the lines, px. */
  readonly height: number;
}

/** `line` is the distance of the lines of the label, px. */
export function bandOf({ from, to }: Span, label: string, scale: YearScale, font: number, line: number): Band {
  // The label may run on past its band, but not out of the picture.
  const room = Math.max(to - from, scale.end - from) * scale.perYear - font;
  const lines = fitWords(label, Math.max(room, scale.width / 3), font);
  return { from, to, lines, height: lines.length * line };
}

/** `height` is that of the picture, which the band runs down to the foot of, px. */
export function drawBand(
  { from, to, lines, height: labels }: Band,
  scale: YearScale,
  frame: { readonly height: number; readonly font: number; readonly line: number },
): string {
  const { at, perYear, start, width, towardsEnd } = scale;
  const { height, font, line } = frame;
  const top = labels + font * 0.25;
  const box = { x: Math.min(at(from), at(to)), y: top, width: (to - from) * perYear, height: height - top };
  let markup = element('rect', { class: 'timeline__covered', ...box, fill: '#fbe9eb' });
  const longest = Math.max(0, ...lines.map((text) => boldWidth(text, font)));
  const over = Math.max(0, Math.min((from - start) * perYear, (from - start) * perYear + longest - width));
  lines.forEach((text, i) => {
    const place = { x: at(from) - towardsEnd * over, y: font + i * line, 'text-anchor': 'start' };
    markup += textLine(text, { class: 'timeline__label', ...place, 'font-size': font, 'font-weight': 600 });
  });
  return markup;
}

export interface SpanLook {
  readonly y: number;
  readonly height: number;
  /** The end runs on into an arrow head. */
  readonly open: boolean;
  readonly class: string;
  readonly fill: string;
}

/** A bar over a span of years. */
export function drawSpan({ from, to }: Span, scale: YearScale, look: SpanLook): string {
  const { y, height, open, ...style } = look;
  const [x1, x2] = [scale.at(from), scale.at(to)];
  if (!open) return element('rect', { ...style, x: Math.min(x1, x2), y, width: Math.abs(x2 - x1), height });
  const tip = x2 + scale.arrow * scale.towardsEnd;
  const corners = [
    [x1, y],
    [x2, y],
    [tip, y + height / 2],
    [x2, y + height],
    [x1, y + height],
  ];
  return element('polygon', { ...style, points: corners.map(([x, y]) => `${round(x!)},${round(y!)}`).join(' ') });
}
