import type { Color } from '../../base/color.ts';
import { type Path, pathBounds, type Rect } from '../../base/geometry.ts';
import { LruCache } from '../../base/lru.ts';
import { maskPicture } from '../images/mask.ts';
import type { RasterImage } from '../images/raster.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { moved } from './shapes.ts';

/** What a blurred shape becomes: a picture of one colour whose alpha is the shape, spread by a Gaussian. */

const kept = new LruCache<string, RasterImage | undefined>(
  16 << 20,
  (image, key) => key.length * 2 + (image ? image.main.data.length + image.alpha!.data.length : 0) + 200,
);

/** Far more than any page shows of a shadow. */
const MOST_SAMPLES = 1 << 20;

/** Paints `path` in `color`, blurred by a Gaussian of deviation `sigma` px. */
export function paintBlurred(path: Path, color: Color, sigma: number, mark: Mark, out: DisplayItem[]): void {
  const bounds = pathBounds(path);
  if (!bounds || bounds.width <= 0 || bounds.height <= 0 || color.alpha === 0) return;
  const reach = 3 * sigma;
  const area = { x: -reach, y: -reach, width: bounds.width + 2 * reach, height: bounds.height + 2 * reach };
  if (!Number.isFinite(area.width * area.height)) return;
  // The wider the blur, the fewer samples show it: 8 a deviation, or 16 where these are large.
  const scale = Math.min(Math.max(8 / sigma, 0.5), 2, 16 / sigma, Math.sqrt(MOST_SAMPLES / (area.width * area.height)));
  const [columns, rows] = [Math.max(1, Math.ceil(area.width * scale)), Math.max(1, Math.ceil(area.height * scale))];
  const own = moved(path, -bounds.x, -bounds.y);
  const key = `${own.map((command) => command.map((v) => (typeof v === 'number' ? Math.round(v * 100) : v)).join()).join()} ${sigma} ${color.space} ${color.components.join()} ${color.alpha}`;
  const image = kept.ensure(key, () => {
    const mask = coverage(own, area, columns, rows);
    const deviation = [(sigma * columns) / area.width, (sigma * rows) / area.height] as const;
    return maskPicture(blur(mask, columns, rows, ...deviation), columns, rows, color);
  });
  if (!image) return;
  out.push({ type: 'image', mark, image, rect: { ...area, x: bounds.x - reach, y: bounds.y - reach } });
}

/** How much of each sample the path covers, 0 to 1, from the signed areas its edges leave to their right. */
export function coverage(path: Path, area: Rect, columns: number, rows: number): Float32Array {
  const sums = new Float32Array((columns + 1) * rows);
  const [sx, sy] = [columns / area.width, rows / area.height];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const to = (px: number, py: number): void => {
    addEdge(sums, columns, rows, (x - area.x) * sx, (y - area.y) * sy, (px - area.x) * sx, (py - area.y) * sy);
    [x, y] = [px, py];
  };
  for (const command of path) {
    if (command[0] === 'M') {
      to(startX, startY);
      [x, y, startX, startY] = [command[1], command[2], command[1], command[2]];
    } else if (command[0] === 'L') to(command[1], command[2]);
    else if (command[0] === 'Z') to(startX, startY);
    else {
      const [x0, y0] = [x, y];
      for (let i = 1; i <= 12; i++) {
        const t = i / 12;
        const u = 1 - t;
        const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
        to(
          a * x0 + b * command[1] + c * command[3] + d * command[5],
          a * y0 + b * command[2] + c * command[4] + d * command[6],
        );
      }
    }
  }
  to(startX, startY);
  const mask = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      sum += sums[row * (columns + 1) + column]!;
      mask[row * columns + column] = Math.min(1, Math.abs(sum));
    }
  }
  return mask;
}

/** Adds what an edge changes, from one sample to the next on its right. Coordinates are samples. */
function addEdge(
  sums: Float32Array,
  columns: number,
  rows: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  if (y0 === y1) return;
  const direction = y0 < y1 ? 1 : -1;
  const [top, bottom] = [Math.max(0, Math.min(y0, y1)), Math.min(rows, Math.max(y0, y1))];
  const slope = (x1 - x0) / (y1 - y0);
  for (let row = Math.floor(top); row < bottom; row++) {
    const [from, to] = [Math.max(top, row), Math.min(bottom, row + 1)];
    if (to <= from) continue;
    const height = (to - from) * direction;
    const [a, b] = [x0 + (from - y0) * slope, x0 + (to - y0) * slope];
    const [left, right] = [Math.min(a, b), Math.max(a, b)];
    const at = row * (columns + 1);
    const [first, last] = [clamp(Math.floor(left), columns), clamp(Math.floor(right), columns)];
    // The share of the sample to the right of the edge is covered; what is left of it goes to the next one.
    let before = 0;
    for (let column = first; column <= last; column++) {
      const covered = column === columns ? 1 : 1 - averageWithin(left, right, column);
      sums[at + column]! += height * (covered - before);
      before = covered;
    }
    if (last < columns) sums[at + last + 1]! += height * (1 - before);
  }
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** Mean, over a straight edge from `left` to `right`, of how far into the sample at `column` it stands, 0 to 1. */
function averageWithin(left: number, right: number, column: number): number {
  const integral = (x: number): number => {
    const t = x - column;
    return t <= 0 ? 0 : t >= 1 ? t - 0.5 : (t * t) / 2;
  };
  if (right - left < 1e-6) return Math.min(1, Math.max(0, left - column));
  return (integral(right) - integral(left)) / (right - left);
}

/** A Gaussian, along rows and then columns. */
function blur(mask: Float32Array, columns: number, rows: number, acrossBy: number, downBy: number): Float32Array {
  return convolve(convolve(mask, columns, rows, 1, columns, acrossBy), rows, columns, columns, 1, downBy);
}

/** Convolves `lines` lines of `length` samples, `step` apart, whose starts are `stride` apart. */
function convolve(
  from: Float32Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
  sigma: number,
): Float32Array {
  const reach = Math.max(1, Math.ceil(3 * sigma));
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    // Most lines of a box are as the one before.
    if (line > 0 && sameLines(from, start - stride, start, length, step)) {
      for (let i = 0, at = start; i < length; i++, at += step) to[at] = to[at - stride]!;
      continue;
    }
    // Where the samples that are equal to the first one in reach end: inside a box nothing is blurred.
    let even = 0;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      const [low, high] = [Math.max(0, i - reach), Math.min(length - 1, i + reach)];
      const first = from[start + low * step]!;
      even = Math.max(even, low);
      while (even < length && from[start + even * step] === first) even++;
      if (high < even && (first === 0 || high - low === 2 * reach)) sum = first * total;
      else for (let k = low; k <= high; k++) sum += from[start + k * step]! * kernel[k - i + reach]!;
      to[start + i * step] = sum / total;
    }
  }
  return to;
}

function sameLines(samples: Float32Array, one: number, other: number, length: number, step: number): boolean {
  for (let i = 0; i < length; i++) if (samples[one + i * step] !== samples[other + i * step]) return false;
  return true;
}
