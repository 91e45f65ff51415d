import type { ComputedStyle, ContentAlignment, SelfAlignment } from '../css/style.ts';

/** One axis of an alignment container, as its keywords see it (CSS Box Alignment 3 section 4). */
export interface AlignmentAxis {
  /** The inline axis, where `left` and `right` mean sides. */
  readonly inline: boolean;
  readonly direction: ComputedStyle['direction'];
  /** Items follow each other, or lines do, against the writing direction (`flex-start` is not `start`). */
  readonly reversed: boolean;
}

/** Where free space goes, measured along the items: 0 all behind, 1 all before, 0.5 on both sides. */
export function positionShare(
  value: SelfAlignment | ContentAlignment,
  axis: AlignmentAxis,
  free: number,
  self: ComputedStyle['direction'] = axis.direction,
): number {
  const start = axis.reversed ? 1 : 0;
  const [overflow, position] = value.includes(' ') && !value.endsWith('baseline') ? value.split(' ') : ['', value];
  if (overflow === 'safe' && free < 0) return start;
  switch (position) {
    case 'center':
      return 0.5;
    case 'flex-end':
      return 1;
    case 'start':
      return start;
    case 'end':
    case 'last baseline':
      return 1 - start;
    case 'self-start':
      return axis.inline && self !== axis.direction ? 1 - start : start;
    case 'self-end':
      return axis.inline && self !== axis.direction ? start : 1 - start;
    case 'left':
      return axis.inline && axis.direction === 'rtl' ? 1 - start : start;
    case 'right':
      return axis.inline && axis.direction === 'ltr' ? 1 - start : start;
    case 'baseline':
      return start;
    default:
      return 0;
  }
}

/** Leading and in-between space for a distribution of `free` px over `count` things (CSS Box Alignment 3 section 5.3). */
export function distribute(
  value: ContentAlignment,
  free: number,
  count: number,
  axis: AlignmentAxis,
): { readonly lead: number; readonly between: number } {
  if (value === 'space-between' || value === 'space-around' || value === 'space-evenly') {
    // Distributed alignment falls back to a position where nothing is free, or only one thing is there.
    if (free <= 0 || count === 0) return { lead: value === 'space-between' || !axis.reversed ? 0 : free, between: 0 };
    if (value === 'space-between') return { lead: 0, between: count > 1 ? free / (count - 1) : 0 };
    const between = value === 'space-around' ? free / count : free / (count + 1);
    return { lead: value === 'space-around' ? between / 2 : between, between };
  }
  return { lead: free * positionShare(value, axis, free), between: 0 };
}
