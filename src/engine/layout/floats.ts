/** The margin box of a placed float, px in the coordinates of whoever holds it. */
export interface Exclusion {
  readonly side: 'left' | 'right';
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Room between floats: left and right edges, px. */
export interface Band {
  readonly left: number;
  readonly right: number;
}

/** Layout rounds; what is this much too wide still stands beside a float, px. */
const EPSILON = 1 / 32;
/** Beyond this many, floats that end above the last one are forgotten: nothing stands beside them any more. */
const MANY = 16;

export const moved = (exclusion: Exclusion, x: number, y: number): Exclusion => ({
  side: exclusion.side,
  left: exclusion.left + x,
  top: exclusion.top + y,
  right: exclusion.right + x,
  bottom: exclusion.bottom + y,
});

/**
 * The floats of a block formatting context as a box in it sees them, from the corner of that box (CSS 2 section 9.5).
 * Never changed: adding a float makes a new one.
 */
export class FloatSpace {
  static readonly EMPTY = new FloatSpace(
    [],
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  );

  readonly #exclusions: readonly Exclusion[];
  /** Lowest bottoms of the floats of each side: what `clear` goes below. */
  readonly #leftBottom: number;
  readonly #rightBottom: number;
  /** No later float stands higher than an earlier one (rule 5). */
  readonly #lastTop: number;

  private constructor(exclusions: readonly Exclusion[], leftBottom: number, rightBottom: number, lastTop: number) {
    this.#exclusions = exclusions;
    this.#leftBottom = leftBottom;
    this.#rightBottom = rightBottom;
    this.#lastTop = lastTop;
  }

  get empty(): boolean {
    return this.#exclusions.length === 0 && this.#lastTop === Number.NEGATIVE_INFINITY;
  }

  get lastTop(): number {
    return this.#lastTop;
  }

  with(added: readonly Exclusion[]): FloatSpace {
    if (added.length === 0) return this;
    let [leftBottom, rightBottom, lastTop] = [this.#leftBottom, this.#rightBottom, this.#lastTop];
    for (const { side, top, bottom } of added) {
      if (side === 'left') leftBottom = Math.max(leftBottom, bottom);
      else rightBottom = Math.max(rightBottom, bottom);
      lastTop = Math.max(lastTop, top);
    }
    let all = [...this.#exclusions, ...added];
    if (all.length > MANY) all = all.filter(({ bottom }) => bottom > lastTop);
    return new FloatSpace(all, leftBottom, rightBottom, lastTop);
  }

  /** As seen from a box at `x`, `y`. */
  from(x: number, y: number): FloatSpace {
    if (this.empty || (x === 0 && y === 0)) return this;
    const exclusions = this.#exclusions.map((exclusion) => moved(exclusion, -x, -y));
    return new FloatSpace(exclusions, this.#leftBottom - y, this.#rightBottom - y, this.#lastTop - y);
  }

  /** Whether a box of any height at `y` or below could meet a float, or have to clear one. */
  reaches(y: number): boolean {
    return this.#leftBottom > y || this.#rightBottom > y || this.#lastTop > y;
  }

  /** What floats leave of `left` to `right` between `top` and `bottom`; at one height where these are the same. */
  band(top: number, bottom: number, left: number, right: number): Band {
    for (const exclusion of this.#exclusions) {
      if (exclusion.bottom <= top || (exclusion.top >= bottom && exclusion.top > top)) continue;
      if (exclusion.side === 'left') left = Math.max(left, exclusion.right);
      else right = Math.min(right, exclusion.left);
    }
    return { left, right };
  }

  /** Where the next float below `y` ends; undefined where none does. */
  nextEnd(y: number): number | undefined {
    let next: number | undefined;
    for (const { bottom } of this.#exclusions) if (bottom > y && (next === undefined || bottom < next)) next = bottom;
    return next;
  }

  /** The height from which on no float of the given sides is beside. */
  clearance(clear: 'none' | 'left' | 'right' | 'both'): number {
    if (clear === 'none') return Number.NEGATIVE_INFINITY;
    return Math.max(
      clear === 'right' ? Number.NEGATIVE_INFINITY : this.#leftBottom,
      clear === 'left' ? Number.NEGATIVE_INFINITY : this.#rightBottom,
    );
  }

  /**
   * Place of a float's margin box: as high as may be, at or below `top`, and as far to its side as the floats before it
   * leave room, or below them (section 9.5.1).
   */
  place(
    side: 'left' | 'right',
    width: number,
    top: number,
    left: number,
    right: number,
  ): { readonly x: number; readonly y: number } {
    let y = Math.max(top, this.#lastTop);
    for (;;) {
      const band = this.band(y, y, left, right);
      const narrowed = band.left > left || band.right < right;
      const next = narrowed && width > band.right - band.left + EPSILON ? this.nextEnd(y) : undefined;
      if (next === undefined) return { x: side === 'left' ? band.left : band.right - width, y };
      y = next;
    }
  }

  equals(other: FloatSpace): boolean {
    if (this === other) return true;
    const [a, b] = [this.#exclusions, other.#exclusions];
    return (
      this.#leftBottom === other.#leftBottom && this.#rightBottom === other.#rightBottom &&
      this.#lastTop === other.#lastTop && a.length === b.length && a.every((exclusion, i) => {
        const o = b[i]!;
        return exclusion.side === o.side && exclusion.left === o.left && exclusion.top === o.top && exclusion.right === o.right && exclusion.bottom === o.bottom;
      })
    ); // biome-ignore format: a list
  }
}
