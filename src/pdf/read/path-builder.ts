import { applyTo, type Matrix } from '../../base/geometry.ts';
import { around, type Box } from './box.ts';

type Point = readonly [number, number];

/** The current path in page space, as its bounds and area (ISO 32000-1 section 8.5.2). Control points count for curves. */
export class PathBuilder {
  #subpaths: Point[][] = [];
  #current: Point[] | undefined;
  #count = 0;

  get points(): number {
    return this.#count;
  }

  /** M and L; more points than these are bounds only. */
  add(ctm: Matrix, x: number, y: number, begins: boolean): void {
    if (begins || !this.#current) {
      this.#current = [];
      this.#subpaths.push(this.#current);
    }
    if (this.#count++ < 1_000_000) this.#current.push(applyTo(ctm, x, y));
  }

  rectangle(ctm: Matrix, x: number, y: number, width: number, height: number): void {
    this.add(ctm, x, y, true);
    this.add(ctm, x + width, y, false);
    this.add(ctm, x + width, y + height, false);
    this.add(ctm, x, y + height, false);
  }

  get box(): Box | undefined {
    const box = around(this.#subpaths.flat());
    return box.every(Number.isFinite) ? box : undefined;
  }

  /** The sum of what the subpaths enclose, holes too. */
  get area(): number {
    return this.#subpaths.reduce((sum, points) => {
      let twice = 0;
      for (let i = 0; i < points.length; i++) {
        const [a, b] = [points[i]!, points[(i + 1) % points.length]!];
        twice += a[0] * b[1] - b[0] * a[1];
      }
      return sum + Math.abs(twice) / 2;
    }, 0);
  }

  clear(): void {
    this.#subpaths = [];
    this.#current = undefined;
    this.#count = 0;
  }
}
