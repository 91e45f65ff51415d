import type { Color } from '../../base/color.ts';
import type { Path } from '../../base/geometry.ts';
import type { BorderStyle } from '../css/style.ts';
import type { DisplayItem, Mark, PathItem, Stroke } from './display-list.ts';
import { boxPath } from './rounded.ts';

/** How a line is drawn. `width` is its thickness in px. */
export interface LineStyle {
  readonly width: number;
  readonly style: BorderStyle;
  readonly color: Color;
}

/** Thicker dots are round, thinner ones square, as browsers draw them. */
const SQUARE_DOTS = 3;

/**
 * A stroke that makes dashes or dots along a path of `length` px. The gaps are fitted so that an open path begins and
 * ends with a dash and a closed one has no seam.
 */
export function dashedStroke({ style, width, color }: LineStyle, length: number, closed: boolean): Stroke {
  const base = { color, width, join: 'miter' as const, miterLimit: 4, dashOffset: 0 };
  if (style === 'dotted') {
    const gap = fittedGap(length, width, width, closed);
    return width > SQUARE_DOTS
      ? { ...base, cap: 'round', dash: [0, width + gap] }
      : { ...base, cap: 'butt', dash: [width, gap] };
  }
  const [dash, gap] = width >= 3 ? [2 * width, width] : [3 * width, 2 * width];
  return { ...base, cap: 'butt', dash: [dash, fittedGap(length, dash, gap, closed)] };
}

/** The gap next to `gap` that fills the length with whole dashes. */
function fittedGap(length: number, dash: number, gap: number, closed: boolean): number {
  const count = Math.floor((closed ? length : length + gap) / (dash + gap));
  const gapFor = (dashes: number): number => (length - dashes * dash) / (closed ? dashes : dashes - 1);
  const [wide, tight] = [gapFor(count), gapFor(count + 1)];
  if (!Number.isFinite(wide) || wide < 0) return tight > 0 && Number.isFinite(tight) ? tight : gap;
  return tight <= 0 || Math.abs(wide - gap) < Math.abs(tight - gap) ? wide : tight;
}

/** A straight dashed or dotted line between two points of its middle. Dots stay inside its ends. */
export function dottedLine(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  line: LineStyle,
): Pick<PathItem, 'path' | 'stroke'> {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const by = line.style === 'dotted' && line.width > SQUARE_DOTS && length > line.width ? line.width / 2 / length : 0;
  const [dx, dy] = [(x2 - x1) * by, (y2 - y1) * by];
  const path: Path = [['M', x1 + dx, y1 + dy], ['L', x2 - dx, y2 - dy]]; // biome-ignore format: a line
  return { path, stroke: dashedStroke(line, length, false) };
}

/** The colours of a carved line away from the light and towards it, as browsers choose them. */
export function carved(color: Color): { readonly dark: Color; readonly light: Color } {
  // What is all but black cannot get darker: both sides are lighter than it.
  const black = color.space === 'rgb' && color.components.every((value) => value <= 0x20 / 255);
  return black
    ? { dark: shaded(color, 0.33), light: shaded(shaded(color, 0.33), 0.33) }
    : { dark: shaded(color, -0.33), light: shaded(color, 0.33) };
}

/** The colour with its brightest component, or its black ink, changed by `by`, and the others in proportion. */
function shaded(color: Color, by: number): Color {
  if (color.space === 'cmyk') {
    const [c, m, y, k] = color.components as [number, number, number, number];
    return { ...color, components: [c, m, y, Math.min(1, Math.max(0, k - by))] };
  }
  const greatest = Math.max(...color.components);
  const to = Math.min(1, Math.max(0, greatest + by));
  return { ...color, components: color.components.map((value) => (greatest === 0 ? to : (value / greatest) * to)) };
}

/** A straight line of a border style: column rules and collapsed borders. `horizontal` lines run from x to x + length. */
export function paintLine(
  line: LineStyle & { readonly x: number; readonly y: number; readonly length: number; readonly vertical: boolean },
  mark: Mark,
  out: DisplayItem[],
): void {
  const { x, y, length, vertical, width, style, color } = line;
  if (width <= 0 || style === 'none' || style === 'hidden' || color.alpha === 0) return;
  if (style === 'dashed' || style === 'dotted') {
    out.push({ type: 'path', mark, ...dottedLine([x, y], vertical ? [x, y + length] : [x + length, y], line) });
    return;
  }
  const strip = (from: number, to: number, fill: Color): void => {
    const [offset, thickness] = [width * from - width / 2, width * (to - from)];
    const rect = vertical
      ? { x: x + offset, y, width: thickness, height: length }
      : { x, y: y + offset, width: length, height: thickness };
    out.push({ type: 'path', mark, path: boxPath(rect), fill });
  };
  if (style === 'double' && width >= 3) {
    strip(0, 1 / 3, color);
    strip(2 / 3, 1, color);
  } else if (style === 'groove' || style === 'ridge' || style === 'inset' || style === 'outset') {
    // In tables inset and outset are carved like ridge and groove (CSS 2 section 17.6.3).
    const sunk = style === 'groove' || style === 'outset';
    const { dark, light } = carved(color);
    strip(0, 1 / 2, sunk ? dark : light);
    strip(1 / 2, 1, sunk ? light : dark);
  } else strip(0, 1, color);
}
