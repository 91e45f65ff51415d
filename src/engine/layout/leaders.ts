import type { InlineItem } from '../boxes/box.ts';
import type { BoxFragment, Fragment, PlacedFragment } from './fragment.ts';
import type { LineAtom } from './line-atoms.ts';

export const isLeader = (item: InlineItem): boolean =>
  item.type === 'atomic' && item.box.kind === 'block' && item.box.leader === true;

/** Gives `room` px of a line to its leaders, evenly (CSS Content 3 section 2.6); the sum that they took. */
export function stretchLeaders(atoms: readonly LineAtom[], items: readonly InlineItem[], room: number): number {
  const leaders = atoms.filter(({ atom }) => isLeader(items[atom.item]!));
  for (const atom of leaders) atom.gap += room / leaders.length;
  return leaders.length ? room : 0;
}

/**
 * A leader of `width` px, `x` from the left of its container, filled with whole copies of its pattern. They stand at
 * multiples of the pattern's width from `grid`, so that those of all lines agree.
 */
export function fillLeader(pattern: BoxFragment, x: number, width: number, grid: number): BoxFragment {
  const step = pattern.width;
  if (step <= 0) return { ...pattern, width };
  const phase = (((grid - x) % step) + step) % step;
  // Rounding must not lose a copy that just fits.
  const count = Math.max(0, Math.floor((width - phase) / step + 1e-6));
  return { ...pattern, width, children: pattern.children.map((child) => repeated(child, phase, count)) };
}

/** Copies of a text one after the other are one text. */
function repeated<F extends Fragment>(
  { x, y, fragment }: PlacedFragment<F>,
  shift: number,
  count: number,
): PlacedFragment {
  if (fragment.type === 'text') {
    const pieces = Array.from({ length: count }, () => fragment.pieces).flat();
    return { x: x + shift, y, fragment: { ...fragment, width: fragment.width * count, pieces } };
  }
  const children = fragment.children.map((child) => repeated(child, shift, count));
  return { x, y, fragment: { ...fragment, children } };
}
