import type { Color } from '../../base/color.ts';
import type { PathCommand } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { dashedStroke } from './lines.ts';
import { boxPath } from './rounded.ts';

/** One unbroken part of a decoration, px. */
export interface DecorationStretch {
  readonly start: number;
  readonly end: number;
  /** Middle of the line, of the first one where there are two. */
  readonly y: number;
  readonly thickness: number;
  readonly style: ComputedStyle['textDecorationStyle'];
  readonly color: Color;
}

/** Paints a part of a decoration; a second line and waves go `outwards`, 1 downwards or -1 upwards. */
export function paintStretch(line: DecorationStretch, outwards: 1 | -1, mark: Mark, out: DisplayItem[]): void {
  const { start, end, y, thickness, style, color } = line;
  if (end - start <= 0) return;
  const strip = (middle: number): PathCommand[] => [
    ...boxPath({ x: start, y: middle - thickness / 2, width: end - start, height: thickness }),
  ];
  if (style === 'solid') out.push({ type: 'path', mark, path: strip(y), fill: color });
  else if (style === 'double') {
    const path = [...strip(y), ...strip(y + outwards * (thickness + Math.max(1, thickness)))];
    out.push({ type: 'path', mark, path, fill: color });
  } else if (style === 'wavy') {
    const stroke = {
      color,
      width: thickness,
      cap: 'butt' as const,
      join: 'round' as const,
      miterLimit: 4,
      dash: [],
      dashOffset: 0,
    };
    out.push({
      type: 'save',
      clip: {
        path: boxPath({ x: start, y: y - 4 * thickness - 2, width: end - start, height: 8 * thickness + 4 }),
        rule: 'nonzero',
      },
    });
    out.push({ type: 'path', mark, path: wave(line, outwards), stroke });
    out.push({ type: 'restore' });
  } else {
    const path: PathCommand[] = [['M', start, y], ['L', end, y]]; // biome-ignore format: a line
    out.push({
      type: 'path',
      mark,
      path,
      stroke: dashedStroke({ width: thickness, style, color }, end - start, false),
    });
  }
}

/** More waves than a line of text has room for. */
const MOST_WAVES = 10_000;

/** One cubic a wave, as high and as long as browsers draw them. */
function wave({ start, end, y, thickness }: DecorationStretch, outwards: 1 | -1): PathCommand[] {
  const size = Math.max(2, thickness);
  const step = 2.5 * size + 1;
  const height = 3 * size + 0.5;
  const middle = y + outwards * (0.5 * size + 0.5);
  // Waves count from a fixed grid, so that those of neighbouring stretches go on.
  const path: PathCommand[] = [];
  let x = Math.floor(start / (2 * step)) * 2 * step;
  path.push(['M', x, middle]);
  for (let i = 0; x < end && i < MOST_WAVES; i++, x += 2 * step)
    path.push(['C', x + step, middle + height, x + step, middle - height, x + 2 * step, middle]);
  return path;
}
