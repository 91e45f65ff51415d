import type { Color } from '../../base/color.ts';
import { inset, type Path, type Rect, type Sides } from '../../base/geometry.ts';
import type { BorderStyle, ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import type { DisplayItem, Mark } from './display-list.ts';

/** Horizontal and vertical radius of each corner, px, clockwise from the top left. */
export type Radii = readonly [Corner, Corner, Corner, Corner];
type Corner = readonly [number, number];

const SQUARE: Radii = [[0, 0], [0, 0], [0, 0], [0, 0]]; // biome-ignore format: corners
const KAPPA = 0.5522847498307936;

/** Used radii (CSS Backgrounds 3 section 4.5): scaled down together where they overlap. */
export function radiiOf(style: ComputedStyle, width: number, height: number, isFirst: boolean, isLast: boolean): Radii {
  const corner = (value: ComputedStyle['borderTopLeftRadius'], shown: boolean): Corner =>
    shown ? [resolveLength(value[0], width), resolveLength(value[1], height)] : [0, 0];
  const radii = [
    corner(style.borderTopLeftRadius, isFirst),
    corner(style.borderTopRightRadius, isFirst),
    corner(style.borderBottomRightRadius, isLast),
    corner(style.borderBottomLeftRadius, isLast),
  ] as const;
  const [tl, tr, br, bl] = radii;
  const ratio = (room: number, sum: number): number => (sum > room && sum > 0 ? room / sum : 1);
  const f = Math.min(
    ratio(width, tl[0] + tr[0]),
    ratio(width, bl[0] + br[0]),
    ratio(height, tl[1] + bl[1]),
    ratio(height, tr[1] + br[1]),
  );
  return f === 1 ? radii : (radii.map(([h, v]) => [h * f, v * f]) as unknown as Radii);
}

export const hasRadius = (radii: Radii): boolean => radii.some(([h, v]) => h > 0 && v > 0);

/** The radii of a box that lies `by` inside the one with `radii`. */
function insetRadii(radii: Radii, by: Sides): Radii {
  const [tl, tr, br, bl] = radii;
  const less = ([h, v]: Corner, x: number, y: number): Corner => (h - x > 0 && v - y > 0 ? [h - x, v - y] : [0, 0]);
  return [
    less(tl, by.left, by.top),
    less(tr, by.right, by.top),
    less(br, by.right, by.bottom),
    less(bl, by.left, by.bottom),
  ];
}

export function boxPath({ x, y, width, height }: Rect, radii: Radii = SQUARE): Path {
  const [r, b] = [x + width, y + height];
  if (!hasRadius(radii)) return [['M', x, y], ['L', r, y], ['L', r, b], ['L', x, b], ['Z']]; // biome-ignore format: a path
  const [tl, tr, br, bl] = radii;
  const k = 1 - KAPPA;
  return [
    ['M', x + tl[0], y], ['L', r - tr[0], y], ['C', r - tr[0] * k, y, r, y + tr[1] * k, r, y + tr[1]],
    ['L', r, b - br[1]], ['C', r, b - br[1] * k, r - br[0] * k, b, r - br[0], b],
    ['L', x + bl[0], b], ['C', x + bl[0] * k, b, x, b - bl[1] * k, x, b - bl[1]],
    ['L', x, y + tl[1]], ['C', x, y + tl[1] * k, x + tl[0] * k, y, x + tl[0], y], ['Z'],
  ]; // biome-ignore format: a path
}

/** The padding box's outline, to which overflow clips. */
export function paddingPath(rect: Rect, border: Sides, radii: Radii): Path {
  return boxPath(inset(rect, border), insetRadii(radii, border));
}

interface Side {
  readonly name: keyof Sides;
  readonly width: number;
  readonly style: BorderStyle;
  readonly color: Color;
}

/** Borders of one fragment (CSS Backgrounds 3 section 4.4). `border` has the widths that are there in it. */
export function paintBorders(
  rect: Rect,
  border: Sides,
  style: ComputedStyle,
  radii: Radii,
  mark: Mark,
  out: DisplayItem[],
): void {
  const sides: Side[] = [
    { name: 'top', width: border.top, style: style.borderTopStyle, color: style.borderTopColor },
    { name: 'right', width: border.right, style: style.borderRightStyle, color: style.borderRightColor },
    { name: 'bottom', width: border.bottom, style: style.borderBottomStyle, color: style.borderBottomColor },
    { name: 'left', width: border.left, style: style.borderLeftStyle, color: style.borderLeftColor },
  ];
  const shown = sides.filter(
    (side) => side.width > 0 && side.style !== 'none' && side.style !== 'hidden' && side.color.alpha > 0,
  );
  if (!shown.length) return;
  const [first] = shown;
  const uniform =
    shown.length === 4 && shown.every((s) => s.style === first!.style && sameColor(s.color, first!.color));
  if (uniform && first!.style === 'solid') {
    const path = [...boxPath(rect, radii), ...boxPath(inset(rect, border), insetRadii(radii, border))];
    out.push({ type: 'path', mark, path, fill: first!.color, fillRule: 'evenodd' });
    return;
  }
  const rounded = hasRadius(radii);
  if (rounded) {
    const ring = [...boxPath(rect, radii), ...boxPath(inset(rect, border), insetRadii(radii, border))];
    out.push({ type: 'save', clip: { path: ring, rule: 'evenodd' } });
  }
  for (const side of shown) paintSide(side, rect, border, mark, out);
  if (rounded) out.push({ type: 'restore' });
}

function paintSide(side: Side, rect: Rect, border: Sides, mark: Mark, out: DisplayItem[]): void {
  const outer = corners(rect);
  const inner = corners(inset(rect, border));
  const index = { top: 0, right: 1, bottom: 2, left: 3 }[side.name];
  const next = (index + 1) % 4;
  const fill = (a: readonly Point[], b: readonly Point[]): void => {
    const path: Path = [['M', ...a[index]!], ['L', ...a[next]!], ['L', ...b[next]!], ['L', ...b[index]!], ['Z']]; // biome-ignore format: a path
    out.push({ type: 'path', mark, path, fill: side.color });
  };
  if (side.style === 'solid') fill(outer, inner);
  else if (side.style === 'double' && side.width >= 3) {
    const third = (share: number): Point[] => corners(inset(rect, scaleSides(border, share)));
    fill(outer, third(1 / 3));
    fill(third(2 / 3), inner);
  } else if (side.style === 'double') fill(outer, inner);
  else {
    const middle = corners(inset(rect, scaleSides(border, 1 / 2)));
    out.push({ type: 'path', mark, path: [['M', ...middle[index]!], ['L', ...middle[next]!]], stroke: dashedStroke(side) }); // biome-ignore format: a line
  }
}

/** A stroke for a dashed or dotted line of the side's width. */
function dashedStroke({ style, width, color }: Pick<Side, 'style' | 'width' | 'color'>) {
  const dotted = style === 'dotted';
  return {
    color, width, cap: dotted ? ('round' as const) : ('butt' as const), join: 'miter' as const, miterLimit: 4,
    dash: dotted ? [0, width * 2] : [width * 2, width * 2], dashOffset: 0,
  }; // biome-ignore format: one record
}

/** A straight line of a border style: column rules and collapsed borders. `horizontal` lines run from x to x + length. */
export function paintLine(
  line: {
    readonly x: number;
    readonly y: number;
    readonly length: number;
    readonly vertical: boolean;
    readonly width: number;
    readonly style: BorderStyle;
    readonly color: Color;
  },
  mark: Mark,
  out: DisplayItem[],
): void {
  const { x, y, length, vertical, width, style, color } = line;
  if (width <= 0 || style === 'none' || style === 'hidden' || color.alpha === 0) return;
  if (style === 'dashed' || style === 'dotted') {
    const path: Path = [['M', x, y], ['L', vertical ? x : x + length, vertical ? y + length : y]]; // biome-ignore format: a line
    out.push({ type: 'path', mark, path, stroke: dashedStroke({ style, width, color }) });
    return;
  }
  const strip = (offset: number, thickness: number): void => {
    const rect = vertical
      ? { x: x - width / 2 + offset, y, width: thickness, height: length }
      : { x, y: y - width / 2 + offset, width: length, height: thickness };
    out.push({ type: 'path', mark, path: boxPath(rect), fill: color });
  };
  if (style === 'double' && width >= 3) {
    strip(0, width / 3);
    strip((width * 2) / 3, width / 3);
  } else strip(0, width);
}

type Point = [number, number];

const corners = ({ x, y, width, height }: Rect): Point[] => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]; // biome-ignore format: corners

const scaleSides = (sides: Sides, by: number): Sides => ({
  top: sides.top * by,
  right: sides.right * by,
  bottom: sides.bottom * by,
  left: sides.left * by,
});

const sameColor = (a: Color, b: Color): boolean =>
  a === b ||
  (a.space === b.space && a.alpha === b.alpha && a.components.every((value, i) => value === b.components[i]));
