import type { PrintedFigure } from '../dataset/generated/types.ts';
import { BOLD } from './advances.ts';
import { element, picture, textLine } from './svg.ts';
import { fitWords, inDigitsOf, SMALL } from './words.ts';

/** Silhouettes on a grid of 24 units, filled by the even-odd rule: about 20 units in the longer direction. */
const GRID = 24;

/** By the keys of the units of the locale files. */
export const PICTOGRAMS: Readonly<Record<string, string>> = {
  // A fighter from above: pointed nose, swept wings, tail.
  aircraft:
    'M12 1.5C13 2.7 13.6 4.6 13.6 6.6V9L22 15V17.4L13.6 15V18.8L17 21.2V22.8L12 21.5L7 22.8V21.2L10.4 18.8V15L2 17.4V15L10.4 9V6.6C10.4 4.6 11 2.7 12 1.5Z',
  // A candle in its holder.
  deaths: 'M12 1.5C13.8 4 14.6 5.4 14.6 6.8A2.6 2.6 0 0 1 9.4 6.8C9.4 5.4 10.2 4 12 1.5ZM9 10.5H15V19H19V22.5H5V19H9Z',
  // An aircraft that climbs away from the ground.
  flights:
    'M2 20H22V22.5H2ZM1.8 9.2L3.8 8.5L6.7 10.8L10.6 9.3L5.6 3.3L8.2 2.3L15.4 7.4L19.8 5.7C21.2 5.2 22.5 5.6 22.9 6.5C23.2 7.5 22.4 8.5 21 9L6.6 14.5C5.7 14.8 5 14.6 4.5 13.9Z',
  // Rotor, cabin with window, boom with tail rotor, skid.
  helicopters:
    'M4 2.8H22V4.8H14V7H14.5C18.8 7 22 9.8 22.5 13.2C22.7 15.6 21 17.2 18.6 17.2H11.6C9.4 17.2 7.9 16.2 7.2 14.4L6.4 12.4L1.4 11.4L0.8 6H3.2L4.4 8.9H9.4C9.9 7.7 10.9 7 12 7V4.8H4ZM15 9.2V12.8H20C19.4 10.8 17.6 9.2 15 9.2ZM10.8 17.2H12.8V19.2H16.8V17.2H18.8V19.2H22V21.4H7.6V19.2H10.8Z',
  // Coins in a stack beside a large one with its sign.
  millionDollars:
    'M12 1.5A10.5 10.5 0 1 1 12 22.5A10.5 10.5 0 1 1 12 1.5ZM11 4.5V6.2C9 6.5 7.8 7.8 7.8 9.5C7.8 11.6 9.4 12.3 11.6 12.9C13.5 13.4 14 13.8 14 14.6C14 15.5 13.2 16 12 16C10.6 16 9.8 15.4 9.6 14.2H7.4C7.5 16.2 8.9 17.5 11 17.8V19.5H13V17.8C15.1 17.5 16.3 16.2 16.3 14.4C16.3 12.3 14.8 11.5 12.5 10.9C10.6 10.4 10.1 10.1 10.1 9.3C10.1 8.5 10.8 8 11.9 8C13.1 8 13.8 8.6 14 9.6H16.2C16 7.8 14.8 6.5 13 6.2V4.5Z',
  // A leaf of a calendar with its days.
  months:
    'M2.5 4H6V1.5H8.5V4H15.5V1.5H18V4H21.5V22H2.5ZM4.7 9V19.8H19.3V9ZM6.5 10.8H9V13.2H6.5ZM10.8 10.8H13.2V13.2H10.8ZM15 10.8H17.5V13.2H15ZM6.5 15.4H9V17.8H6.5ZM10.8 15.4H13.2V17.8H10.8Z',
  // A flag on its pole.
  nations:
    'M3.5 1.5H6V3.2C9.5 1.8 11.5 2 14 3.2C16.5 4.4 18.5 4.4 21.5 3.2V14C18.5 15.2 16.5 15.2 14 14C11.5 12.8 9.5 12.6 6 14V22.5H3.5Z',
  // Field glasses.
  observers:
    'M5 3.5H9.8V6.5H14.2V3.5H19L22.5 15.5V20.5H14.2V12.5H9.8V20.5H1.5V15.5ZM4 15.8V18H7.4V15.8ZM16.6 15.8V18H20V15.8Z',
  percent:
    'M6.5 2.5A4.5 4.5 0 1 1 6.5 11.5A4.5 4.5 0 1 1 6.5 2.5ZM6.5 5A2 2 0 1 0 6.5 9A2 2 0 1 0 6.5 5ZM17.5 12.5A4.5 4.5 0 1 1 17.5 21.5A4.5 4.5 0 1 1 17.5 12.5ZM17.5 15A2 2 0 1 0 17.5 19A2 2 0 1 0 17.5 15ZM17.6 2.5H20.6L6.4 21.5H3.4Z',
  // Head and shoulders.
  persons:
    'M12 1.5A5 5 0 1 1 12 11.5A5 5 0 1 1 12 1.5ZM8.5 13H15.5C19 13 21 15.2 21 18.5V22.5H3V18.5C3 15.2 5 13 8.5 13Z',
  // The same with a peaked cap and a badge.
  police:
    'M12 1L19 3.2L17.6 6.2H6.4L5 3.2ZM6.6 7.4H17.4L16.6 8.6C16 11 14.2 12.5 12 12.5C9.8 12.5 8 11 7.4 8.6ZM8.5 13.8H15.5C19 13.8 21 15.8 21 18.8V22.5H3V18.8C3 15.8 5 13.8 8.5 13.8ZM14 16V18.2C14 19.4 14.8 20.2 16 20.6C17.2 20.2 18 19.4 18 18.2V16Z',
  // Hull, bridge and mast of a naval ship from the side.
  ships: 'M1 15H23L20.5 21.5H3.8ZM4 11H7V9H10V5H11.2V1.5H13V5H15V9H18V13.5H4Z',
  // The same with a helmet.
  soldiers:
    'M12 1C16 1 18.6 3.4 18.8 6.9H20V8.9H4V6.9H5.2C5.4 3.4 8 1 12 1ZM7 10.2H17C16.6 12.4 14.6 13.8 12 13.8C9.4 13.8 7.4 12.4 7 10.2ZM8.5 15H15.5C19 15 21 16.8 21 19.4V22.5H3V19.4C3 16.8 5 15 8.5 15Z',
  // A weight with its ring.
  tonnes:
    'M12 1.5A4 4 0 0 1 15.6 7.2H18.5L22 22H2L5.5 7.2H8.4A4 4 0 0 1 12 1.5ZM12 3.7A1.8 1.8 0 1 0 12 7.3A1.8 1.8 0 1 0 12 3.7Z',
  // Two arrows round: out and back.
  tours:
    'M12 2.5C15.2 2.5 18 4.1 19.7 6.5L22 4.5V12H14.5L17.4 9.1C16.4 7.1 14.4 5.7 12 5.7C9.2 5.7 6.9 7.5 6 10H2.8C3.7 5.7 7.5 2.5 12 2.5ZM12 21.5C8.8 21.5 6 19.9 4.3 17.5L2 19.5V12H9.5L6.6 14.9C7.6 16.9 9.6 18.3 12 18.3C14.8 18.3 17.1 16.5 18 14H21.2C20.3 18.3 16.5 21.5 12 21.5Z',
  // A ballot that goes into a box.
  votes: 'M6 1.5H18V11H6ZM2 12.5H22V22.5H2ZM5.5 15V16.8H18.5V15ZM8.2 6.2L11 9L16.2 3.8L14.9 2.5L11 6.4L9.5 4.9Z',
  // An hourglass.
  years:
    'M4.5 1.5H19.5V4H18V6.5C18 9 16.5 10.8 14 12C16.5 13.2 18 15 18 17.5V20H19.5V22.5H4.5V20H6V17.5C6 15 7.5 13.2 10 12C7.5 10.8 6 9 6 6.5V4H4.5ZM8.2 4V6.5C8.2 7 8.3 7.5 8.5 8H15.5C15.7 7.5 15.8 7 15.8 6.5V4ZM12 13.2C9.6 14.2 8.2 15.6 8.2 17.5V18.3L12 16.2L15.8 18.3V17.5C15.8 15.6 14.4 14.2 12 13.2Z',
};

/** Of a unit that has no silhouette: a plain disc. */
const OTHER = 'M12 3A9 9 0 1 1 12 21A9 9 0 1 1 12 3Z';

/** Whether a thing is there, or only room for it. */
type Fill = 'solid' | 'outline';

/** A silhouette inside a picture, its square of `size` px at `x`, `y`. */
export function pictogramMark(unit: string, x: number, y: number, size: number, fill: Fill = 'solid'): string {
  const d = Object.hasOwn(PICTOGRAMS, unit) ? PICTOGRAMS[unit] : OTHER;
  const scale = size / GRID;
  const transform = `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(5)})`;
  const paint = fill === 'solid' ? { fill: '#0b2545' } : { fill: '#fff', stroke: '#0b2545', 'stroke-width': 1 };
  return element('path', { class: `pictogram pictogram--${fill}`, d, transform, 'fill-rule': 'evenodd', ...paint });
}

/** The silhouette of a unit by itself, an ornament: nobody is told of it. `size` in px. */
export function pictogram(unit: string, size: number): string {
  const attributes = { class: 'graphic graphic--pictogram', 'aria-hidden': 'true', width: size, height: size };
  return element('svg', { ...attributes, viewBox: `0 0 ${size} ${size}` }, pictogramMark(unit, 0, 0, size));
}

export interface PictogramRowOptions {
  /** Px. */
  readonly width: number;
  /** Of one silhouette, px. */
  readonly size: number;
  readonly direction: 'ltr' | 'rtl';
  /** How many there is room for: those that are not there are outlined. */
  readonly capacity?: number;
}

/**
 * As many silhouettes as a figure counts, in rows from the start edge; those up to `capacity` behind them in outline.
 * Ask `countable` before: of what cannot be counted there is one silhouette with the value in words.
 */
export function pictogramRow(figure: PrintedFigure, { width, size, direction, capacity }: PictogramRowOptions): string {
  const mirror = (x: number): number => (direction === 'rtl' ? width - x : x);
  const { amount, unitKey, countable, label, value } = figure;
  if (!countable || amount === null) {
    const font = SMALL;
    const lines = fitWords(value, Math.max(width - size * 1.3, font) / BOLD, font);
    const text = lines.map((line, i) => {
      const at = { x: mirror(size * 1.3), y: size * 0.5 + font * (0.35 + i * 1.2), 'text-anchor': 'start' };
      return textLine(line, { class: 'pictogram__value', ...at, 'font-size': font, 'font-weight': 600 });
    });
    const height = Math.max(size, size * 0.5 + font * (0.7 + (lines.length - 1) * 1.2));
    const mark = pictogramMark(unitKey, Math.min(mirror(0), mirror(size)), 0, size);
    return picture({ width, height }, 'pictograms', `${label}: ${value}`, [mark, ...text]);
  }
  const room = Number.isInteger(capacity) && capacity! <= 100 ? Math.max(capacity!, amount) : amount;
  const step = size * 1.15;
  const perRow = Math.max(1, Math.floor((width - size) / step + 1.001));
  const marks: string[] = [];
  for (let i = 0; i < room; i++) {
    const x = (i % perRow) * step;
    const y = Math.floor(i / perRow) * step;
    const left = Math.min(mirror(x), mirror(x + size));
    marks.push(pictogramMark(unitKey, left, y, size, i < amount ? 'solid' : 'outline'));
  }
  const height = (Math.ceil(room / perRow) - 1) * step + size;
  const of = room > amount ? ` / ${inDigitsOf(value, room)}` : '';
  return picture({ width, height }, 'pictograms', `${label}: ${value}${of}`, marks);
}
