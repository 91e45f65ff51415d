import { applyTo, type Matrix } from '../../base/geometry.ts';

/** Left, bottom, right, top in units of a page's default user space (pt, unless UserUnit says otherwise), y up. */
export type Box = readonly [left: number, bottom: number, right: number, top: number];

/** A rectangle of four numbers in any order of its corners (ISO 32000-1 section 7.9.5). */
export function boxOf(numbers: readonly number[] | undefined): Box | undefined {
  if (numbers?.length !== 4 || !numbers.every(Number.isFinite)) return undefined;
  const [a, b, c, d] = numbers as [number, number, number, number];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

export const widthOf = ([left, , right]: Box): number => right - left;
export const heightOf = ([, bottom, , top]: Box): number => top - bottom;
export const areaOf = (box: Box): number => Math.max(0, widthOf(box)) * Math.max(0, heightOf(box));

/** Whether `inner` lies in `outer`, within `slack`. */
export function contains(outer: Box, inner: Box, slack = 0.01): boolean {
  const [l, b, r, t] = outer;
  return inner[0] >= l - slack && inner[1] >= b - slack && inner[2] <= r + slack && inner[3] <= t + slack;
}

/** What both have; undefined where they are apart. Lines and points have room for nothing but are there. */
export function common(a: Box, b: Box): Box | undefined {
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return box[0] > box[2] || box[1] > box[3] ? undefined : box;
}

export function around(points: readonly (readonly [number, number])[]): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    bottom = Math.min(bottom, y);
    right = Math.max(right, x);
    top = Math.max(top, y);
  }
  return [left, bottom, right, top];
}

/** The upright box around the image of one. */
export function mapBox(matrix: Matrix, [left, bottom, right, top]: Box): Box {
  return around([
    applyTo(matrix, left, bottom),
    applyTo(matrix, right, bottom),
    applyTo(matrix, left, top),
    applyTo(matrix, right, top),
  ]);
}

export function grown([left, bottom, right, top]: Box, by: number): Box {
  return [left - by, bottom - by, right + by, top + by];
}

/** A matrix of six numbers, or that which changes nothing. */
export function matrixOf(numbers: readonly number[] | undefined): Matrix {
  return numbers?.length === 6 && numbers.every(Number.isFinite) ? (numbers as unknown as Matrix) : [1, 0, 0, 1, 0, 0];
}
