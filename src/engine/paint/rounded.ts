import type { Path, Rect, Sides } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';

/** Horizontal and vertical radius of each corner, px, clockwise from the top left. */
export type Radii = readonly [Corner, Corner, Corner, Corner];
export type Corner = readonly [number, number];

export const SQUARE: Radii = [[0, 0], [0, 0], [0, 0], [0, 0]]; // biome-ignore format: corners

/** Cubic that bends like a quarter of a circle. */
export const KAPPA = 0.5522847498307936;

/** Used radii (CSS Backgrounds 3 section 4.5); corners are square on the sides that are not there. */
export function radiiOf(style: ComputedStyle, width: number, height: number, there: Sides<boolean>): Radii {
  const corner = (value: ComputedStyle['borderTopLeftRadius'], shown: boolean): Corner =>
    shown ? [resolveLength(value[0], width), resolveLength(value[1], height)] : [0, 0];
  return fitRadii(
    [
      corner(style.borderTopLeftRadius, there.top && there.left),
      corner(style.borderTopRightRadius, there.top && there.right),
      corner(style.borderBottomRightRadius, there.bottom && there.right),
      corner(style.borderBottomLeftRadius, there.bottom && there.left),
    ],
    width,
    height,
  );
}

/** Scaled down together where they overlap. */
export function fitRadii(radii: Radii, width: number, height: number): Radii {
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
export function insetRadii(radii: Radii, by: Sides): Radii {
  const [tl, tr, br, bl] = radii;
  const less = ([h, v]: Corner, x: number, y: number): Corner => (h - x > 0 && v - y > 0 ? [h - x, v - y] : [0, 0]);
  return [
    less(tl, by.left, by.top),
    less(tr, by.right, by.top),
    less(br, by.right, by.bottom),
    less(bl, by.left, by.bottom),
  ];
}

/** The radii of a box `by` px outside (CSS Backgrounds 3 section 6.1.1): sharp corners stay sharp, small ones grow less. */
export function outsetRadii(radii: Radii, by: number): Radii {
  const more = (radius: number): number => {
    if (radius <= 0) return 0;
    return radius < by ? radius + by * (1 + (radius / by - 1) ** 3) : radius + by;
  };
  return radii.map(([h, v]) => (h > 0 && v > 0 ? [more(h), more(v)] : [0, 0])) as unknown as Radii;
}

export const allSides = (value: number): Sides => ({ top: value, right: value, bottom: value, left: value });

/** Clockwise from the top left. */
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
