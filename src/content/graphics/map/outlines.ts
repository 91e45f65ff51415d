import type { PathContext } from 'd3-geo';
import type { Ring } from './atlas.ts';

/** Px that a line may move when it is drawn with fewer corners. */
const TOLERANCE = 0.3;
/** Square px: smaller islands would be specks. */
const LEAST_ISLAND = 0.5;

/** What a projection draws, as lists of corners in px. */
export class Outlines implements PathContext {
  readonly lines: { points: [number, number][]; closed: boolean }[] = [];
  #points: [number, number][] = [];

  beginPath(): void {}
  arc(): void {}

  moveTo(x: number, y: number): void {
    this.#points = [[x, y]];
    this.lines.push({ points: this.#points, closed: false });
  }

  lineTo(x: number, y: number): void {
    this.#points.push([x, y]);
  }

  closePath(): void {
    const last = this.lines.at(-1);
    if (last) last.closed = true;
  }

  /** Rings and lines with as few corners as show them. */
  simplified(): { readonly points: Ring; readonly closed: boolean }[] {
    return this.lines.flatMap(({ points, closed }) => {
      if (points.length < 2 || (closed && areaOf(points) < LEAST_ISLAND)) return [];
      const fewer = simplify(points, closed);
      return fewer.length < (closed ? 3 : 2) ? [] : [{ points: fewer, closed }];
    });
  }
}

export function areaOf(ring: Ring): number {
  let sum = 0;
  let [x0, y0] = ring.at(-1)!;
  for (const [x, y] of ring) {
    sum += x0 * y - x * y0;
    [x0, y0] = [x, y];
  }
  return Math.abs(sum / 2);
}

/** Douglas and Peucker's: a corner goes where it is nearer to the line without it than the tolerance. */
function simplify(points: Ring, closed: boolean): Ring {
  const all = closed ? [...points, points[0]!] : points;
  const kept = new Uint8Array(all.length);
  kept[0] = kept[all.length - 1] = 1;
  // A ring ends where it begins, so its farthest corner is set first.
  const stack: [number, number][] = [[0, all.length - 1]];
  while (stack.length > 0) {
    const [from, to] = stack.pop()!;
    let [worst, at] = [TOLERANCE * TOLERANCE, -1];
    for (let i = from + 1; i < to; i++) {
      const distance = squareDistance(all[i]!, all[from]!, all[to]!);
      if (distance > worst) [worst, at] = [distance, i];
    }
    if (at < 0) continue;
    kept[at] = 1;
    stack.push([from, at], [at, to]);
  }
  const end = closed ? all.length - 1 : all.length;
  return all.filter((_, i) => i < end && kept[i]);
}

type Corner = readonly [number, number];

function squareDistance([x, y]: Corner, [ax, ay]: Corner, [bx, by]: Corner): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2;
}

/** Path data in tenths of a px, each corner counted from the one before. */
export function pathOf(lines: readonly { readonly points: Ring; readonly closed: boolean }[]): string {
  let path = '';
  for (const { points, closed } of lines) {
    let [x0, y0] = [0, 0];
    let written = '';
    points.forEach(([px, py], i) => {
      const [x, y] = [Math.round(px * 10), Math.round(py * 10)];
      const [dx, dy] = [x - x0, y - y0];
      if (i > 0 && dx === 0 && dy === 0) return;
      written += `${i === 0 ? 'M' : i === 1 ? 'l' : dx < 0 ? '' : ' '}${tenth(dx)}${dy < 0 ? '' : ' '}${tenth(dy)}`;
      [x0, y0] = [x, y];
    });
    path += closed ? `${written}z` : written;
  }
  return path;
}

const tenth = (value: number): string => String(value / 10);
