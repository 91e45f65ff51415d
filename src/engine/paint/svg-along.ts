import type { Path } from '../../base/geometry.ts';
import { bezier } from './svg-geometry.ts';

/** A straight piece of a path, `at` user units from its beginning. */
interface Piece {
  readonly at: number;
  readonly length: number;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

export interface PathPoint {
  readonly x: number;
  readonly y: number;
  /** The unit vector along the path. */
  readonly dx: number;
  readonly dy: number;
}

const STEPS = 32;

/** A path as a way to go along, its curves in small straight pieces. */
export class Way {
  readonly length: number;
  readonly #pieces: Piece[] = [];

  constructor(path: Path) {
    let [x, y, startX, startY] = [0, 0, 0, 0];
    let at = 0;
    const line = (toX: number, toY: number): void => {
      const length = Math.hypot(toX - x, toY - y);
      if (length > 0) this.#pieces.push({ at, length, x, y, dx: (toX - x) / length, dy: (toY - y) / length });
      at += length;
      [x, y] = [toX, toY];
    };
    for (const command of path) {
      if (command[0] === 'M') [x, y, startX, startY] = [command[1], command[2], command[1], command[2]];
      else if (command[0] === 'L') line(command[1], command[2]);
      else if (command[0] === 'Z') line(startX, startY);
      else {
        const [x0, y0] = [x, y];
        const [, x1, y1, x2, y2, x3, y3] = command;
        for (let i = 1; i <= STEPS; i++) line(bezier(x0, x1, x2, x3, i / STEPS), bezier(y0, y1, y2, y3, i / STEPS));
      }
    }
    this.length = at;
  }

  /** The point `distance` from the beginning; undefined before and after the path. */
  pointAt(distance: number): PathPoint | undefined {
    if (distance < 0 || distance > this.length || this.#pieces.length === 0) return undefined;
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#pieces[middle]!.at <= distance) low = middle;
      else high = middle - 1;
    }
    const { at, x, y, dx, dy } = this.#pieces[low]!;
    return { x: x + dx * (distance - at), y: y + dy * (distance - at), dx, dy };
  }
}
