import type { Rect } from '../../../base/geometry.ts';
import type { Ring } from './atlas.ts';

/** Px. */
const CELL = 3;
/** More cells than any page has: a picture of a kilometre is looked at more coarsely. */
const MOST_CELLS = 400_000;

/** Which cells of a grid rings cover (even-odd), so that many areas can be asked about. */
export class Coverage {
  readonly bounds: Rect;
  readonly #cell: number;
  readonly #columns: number;
  readonly #rows: number;
  /** Covered cells above and to the left of each corner of the grid. */
  readonly #sums: Uint32Array;

  constructor(rings: readonly Ring[]) {
    this.bounds = boundsOf(rings);
    const { x, y, width, height } = this.bounds;
    this.#cell = Math.max(CELL, Math.sqrt((width * height) / MOST_CELLS));
    this.#columns = Math.max(1, Math.ceil(width / this.#cell));
    this.#rows = Math.max(1, Math.ceil(height / this.#cell));
    const crossings: number[][] = Array.from({ length: this.#rows }, () => []);
    for (const ring of rings) {
      let [x0, y0] = ring.at(-1)!;
      for (const [x1, y1] of ring) {
        const [upper, lower] = y0 < y1 ? [y0, y1] : [y1, y0];
        // A line through the middle of each row meets an edge from its upper end to just before its lower one.
        const from = Math.max(0, Math.ceil((upper - y) / this.#cell - 0.5));
        for (let row = from; row < this.#rows; row++) {
          const at = y + (row + 0.5) * this.#cell;
          if (at >= lower) break;
          crossings[row]!.push((x0 + ((x1 - x0) * (at - y0)) / (y1 - y0) - x) / this.#cell);
        }
        [x0, y0] = [x1, y1];
      }
    }
    const wide = this.#columns + 1;
    this.#sums = new Uint32Array(wide * (this.#rows + 1));
    crossings.forEach((line, row) => {
      line.sort((a, b) => a - b);
      let next = 0;
      let sum = 0;
      for (let column = 0; column < this.#columns; column++) {
        while (next < line.length && line[next]! <= column + 0.5) next++;
        sum += next % 2;
        this.#sums[(row + 1) * wide + column + 1] = this.#sums[row * wide + column + 1]! + sum;
      }
    });
  }

  /** Part of an area that is covered: 0 to 1. */
  share({ x, y, width, height }: Rect): number {
    const left = Math.floor((x - this.bounds.x) / this.#cell);
    const top = Math.floor((y - this.bounds.y) / this.#cell);
    const right = Math.ceil((x + width - this.bounds.x) / this.#cell);
    const bottom = Math.ceil((y + height - this.bounds.y) / this.#cell);
    const at = (column: number, row: number): number => {
      const [c, r] = [Math.max(0, Math.min(this.#columns, column)), Math.max(0, Math.min(this.#rows, row))];
      return this.#sums[r * (this.#columns + 1) + c]!;
    };
    const covered = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
    return covered / Math.max(1, (right - left) * (bottom - top));
  }
}

function boundsOf(rings: readonly Ring[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [x, y] of ring) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}
