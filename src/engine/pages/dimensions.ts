/** One axis of a page box or page-margin box as styled; px. Sizes are of the content. */
export interface Axis {
  readonly before: number | 'auto';
  readonly inner: number | 'auto';
  readonly after: number | 'auto';
  /** Border and padding of both sides. */
  readonly edges: number;
  readonly min: number;
  readonly max: number;
}

/** The margins and the content size that are used. */
export interface UsedAxis {
  readonly before: number;
  readonly inner: number;
  readonly after: number;
}

const zeroAuto = (value: number | 'auto'): number => (value === 'auto' ? 0 : value);

const clamp = (value: number, { min, max }: Pick<Axis, 'min' | 'max'>): number => Math.max(min, Math.min(max, value));

/**
 * The axis that fills its containing block of `outer` px (CSS Paged Media 3 section 5.3.1): the height of a box in the
 * top margin, both axes of a page. Where all is given, the margin on the side `ignored` gives way.
 */
export function solveFixed(axis: Axis, outer: number, ignored: 'before' | 'after'): UsedAxis {
  const used = fill(axis, outer, ignored);
  const inner = clamp(used.inner, axis);
  return inner === used.inner ? used : fill({ ...axis, inner }, outer, ignored);
}

function fill({ before, inner, after, edges }: Axis, outer: number, ignored: 'before' | 'after'): UsedAxis {
  const given = edges + zeroAuto(before) + zeroAuto(inner) + zeroAuto(after);
  if (inner === 'auto') {
    const margins = { before: zeroAuto(before), after: zeroAuto(after) };
    return { ...margins, inner: Math.max(0, outer - given) };
  }
  const free = outer - given;
  if (before === 'auto' && after === 'auto' && free >= 0) return { before: free / 2, inner, after: free / 2 };
  const takes =
    before === 'auto' && after !== 'auto' ? 'before' : after === 'auto' && before !== 'auto' ? 'after' : ignored;
  return {
    inner,
    before: takes === 'before' ? zeroAuto(before) + free : zeroAuto(before),
    after: takes === 'after' ? zeroAuto(after) + free : zeroAuto(after),
  };
}

/** The axis along which up to three boxes share a side of the page, with what their contents want. */
export interface SharedAxis extends Axis {
  readonly minContent: number;
  readonly maxContent: number;
}

interface Wish {
  /** Outer sizes, margins, borders and padding counted. */
  readonly min: number;
  readonly max: number;
  readonly auto: boolean;
}

/** What of an axis does not stretch. */
const frame = (axis: SharedAxis): number => axis.edges + zeroAuto(axis.before) + zeroAuto(axis.after);

const NOTHING: Wish = { min: 0, max: 0, auto: false };

function wishOf(axis: SharedAxis | undefined): Wish {
  if (!axis) return NOTHING;
  const around = frame(axis);
  if (axis.inner !== 'auto') return { min: axis.inner + around, max: axis.inner + around, auto: false };
  return { min: axis.minContent + around, max: axis.maxContent + around, auto: true };
}

/**
 * Shares `available` px among the boxes at the start, in the middle and at the end of a side (CSS Paged Media 3 section
 * 5.3.2). Undefined ones are not generated; the middle one stands in the middle, whatever the others need.
 */
export function solveShared(
  axes: readonly (SharedAxis | undefined)[],
  available: number,
): readonly (UsedAxis | undefined)[] {
  let current = axes;
  let used = distribute(current, available);
  // Section 5.3.2.3: a size beyond its limit becomes the limit, and all is shared out anew; the minimum wins.
  const limits = [
    (size: number, { max }: SharedAxis) => Math.min(size, max),
    (size: number, { min }: SharedAxis) => Math.max(size, min),
  ];
  for (const limit of limits) {
    const next = current.map((axis, i) => {
      const inner = axis && limit(used[i]!.inner, axis);
      return axis && inner !== used[i]!.inner ? { ...axis, inner: inner! } : axis;
    });
    if (next.every((axis, i) => axis === current[i])) continue;
    current = next;
    used = distribute(current, available);
  }
  return used;
}

function distribute(axes: readonly (SharedAxis | undefined)[], available: number): readonly (UsedAxis | undefined)[] {
  const [start, middle, end] = axes.map(wishOf) as [Wish, Wish, Wish];
  let outer: readonly [number, number, number];
  if (!axes[1]) {
    const first = start.auto && !end.auto ? available - end.max : shareOf(start, end, available);
    const last = end.auto && !start.auto ? available - start.max : end.auto ? available - first : end.max;
    outer = [start.auto ? first : start.max, 0, last];
  } else {
    // Both sides of the middle are as wide as the wider of them needs.
    const sides: Wish = {
      min: 2 * Math.max(start.min, end.min),
      max: 2 * Math.max(start.max, end.max),
      auto: true,
    };
    const centre = middle.auto ? shareOf(middle, sides, available) : middle.max;
    const side = (available - centre) / 2;
    outer = [start.auto ? side : start.max, centre, end.auto ? side : end.max];
  }
  return axes.map((axis, i) => {
    if (!axis) return undefined;
    const inner = axis.inner === 'auto' ? Math.max(0, outer[i]! - frame(axis)) : axis.inner;
    return { before: zeroAuto(axis.before), inner, after: zeroAuto(axis.after) };
  });
}

/** The outer size of `own` where it shares `available` with `other`, both free to stretch and shrink (section 5.3.2.2). */
function shareOf(own: Wish, other: Wish, available: number): number {
  const flex = (base: number, ownFactor: number, otherFactor: number, free: number): number => {
    const sum = ownFactor + otherFactor;
    return base + free * (sum > 0 ? ownFactor / sum : 0.5);
  };
  const most = available - own.max - other.max;
  if (most > 0) return flex(own.max, own.max, other.max, most);
  const least = available - own.min - other.min;
  if (least > 0) return flex(own.min, own.max - own.min, other.max - other.min, least);
  return flex(own.min, own.min, other.min, least);
}
