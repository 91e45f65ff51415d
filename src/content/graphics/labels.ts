import type { Rect } from '../../base/geometry.ts';
import { overlap, type Spot, within } from './areas.ts';

/** Where words may stand beside a point of a picture. */
export interface Place extends Rect {
  /** So far from its point that a line must lead there. */
  readonly led: boolean;
}

/**
 * What stands in a picture already. Words must not touch `solid` (other words, marks), and keep off `faint` (lines)
 * where they can.
 */
export class Occupied {
  readonly #solid: Rect[] = [];
  readonly #faint: Rect[] = [];
  readonly #bounds: Rect;

  constructor(bounds: Rect) {
    this.#bounds = bounds;
  }

  add(area: Rect, kind: 'solid' | 'faint' = 'solid'): void {
    (kind === 'solid' ? this.#solid : this.#faint).push(area);
  }

  /** The first place that is clear of everything, else the first that is clear of what is solid; it is taken. */
  take<T extends Rect>(places: readonly T[], among: 'all' | 'clear' = 'all'): T | undefined {
    const free = places.filter(
      (place) => within(place, this.#bounds) && !this.#solid.some((area) => overlap(place, area)),
    );
    const clear = free.find((place) => !this.#faint.some((area) => overlap(place, area)));
    const found = clear ?? (among === 'all' ? free[0] : undefined);
    if (found) this.add(found);
    return found;
  }
}

/** Rows of places that a label may be pushed away, above and below. */
const PUSHES = 24;

/**
 * Places for a box of this size around a point with a mark of `radius`, the best first: above, below, beside, at the
 * corners, then further and further away with a line to the point. `ahead` is 1 or -1, the reading direction.
 */
export function placesAround(
  point: Spot,
  size: { width: number; height: number },
  radius: number,
  ahead: 1 | -1,
): Place[] {
  const { width, height } = size;
  const gap = radius + 1.5;
  const at = (dx: number, dy: number, led = false): Place => ({
    x: point.x + dx - width / 2,
    y: point.y + dy - height / 2,
    width,
    height,
    led,
  });
  const [across, up] = [gap + width / 2, gap + height / 2];
  const near = [
    at(0, -up),
    at(ahead * (width / 2 - radius), -up),
    at(-ahead * (width / 2 - radius), -up),
    at(ahead * across, 0),
    at(-ahead * across, 0),
    at(0, up),
    at(ahead * (width / 2 - radius), up),
    at(-ahead * (width / 2 - radius), up),
    at(ahead * across, -up),
    at(-ahead * across, -up),
    at(ahead * across, up),
    at(-ahead * across, up),
  ];
  const far: Place[] = [];
  for (let push = 1; push <= PUSHES; push++) {
    const away = up + push * height * 0.75;
    for (const dy of [-away, away]) {
      for (const dx of [0, ahead * across, -ahead * across, ahead * width * 1.5, -ahead * width * 1.5])
        far.push(at(dx, dy, true));
    }
  }
  return [...near, ...far];
}
