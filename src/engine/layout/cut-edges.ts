import type { Sides } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';

/** Where a box is cut it has no border and padding with `slice`, and all of them with `clone` (CSS Break 3 section 5.4). */
export const isCloned = ({ boxDecorationBreak }: ComputedStyle): boolean => boxDecorationBreak === 'clone';

/** Widths of border or padding of a fragment, or of both, that begins or ends its box or goes on. */
export function sidesThere(style: ComputedStyle, sides: Sides, isFirst: boolean, isLast: boolean): Sides {
  if ((isFirst && isLast) || isCloned(style)) return sides;
  return { ...sides, top: isFirst ? sides.top : 0, bottom: isLast ? sides.bottom : 0 };
}

/** The height of a box is spread over its fragments without the edges that are there again, where these are not part of it. */
export const countsCopies = (style: ComputedStyle): boolean => !isCloned(style) || style.boxSizing === 'border-box';

/** What of its height a fragment that goes on takes from the box; `edges` is the height of border and padding. */
export const consumedBy = (style: ComputedStyle, height: number, edges: number): number =>
  countsCopies(style) ? height : height - edges;
