import { type Breakpoint, type Measures, type Tab, tabExcess } from './breakpoints.ts';
import { type CandidateLine, EPSILON, lineDemerits } from './demerits.ts';

export interface Measure {
  /** px available for each line. */
  readonly width: number;
  /** px taken from the first line (text-indent). */
  readonly indent: number;
  readonly justify: boolean;
}

/** Width of a line between two places without its hyphen, px. */
const bareWidth = (from: Breakpoint, to: Breakpoint): number =>
  to.before.width - from.after.width - (to.hang.always ? to.hang.width : 0);

/** Width of the line between two places, as it is measured against `available`. */
function widthOf(from: Breakpoint, to: Breakpoint, available: number): number {
  const width = bareWidth(from, to) + to.hyphen;
  return to.hang.always || width <= available + EPSILON ? width : width - to.hang.width;
}

/** The place where the fullest line from `start` that fits ends; where nothing fits, the first place there is. */
export function longestLine(
  { points, tabs }: Measures,
  start: number,
  measure: Pick<Measure, 'width' | 'indent'>,
): { readonly end: number; readonly fits: boolean } {
  const from = points[start]!;
  const indent = start === 0 ? measure.indent : 0;
  let best = -1;
  let emergency = -1;
  for (let i = start + 1; i < points.length; i++) {
    const to = points[i]!;
    const available = measure.width - indent - (tabs.length ? tabExcess(tabs, from, to, indent) : 0);
    if (widthOf(from, to, available) <= available + EPSILON) {
      if (to.emergency) emergency = i;
      else best = i;
    }
    // Later places only lie farther; a hyphen may make this one alone too wide.
    if (to.forced || bareWidth(from, to) - to.hang.width > available + EPSILON) break;
  }
  const end = best >= 0 ? best : emergency;
  return end < 0 ? { end: start + 1, fits: false } : { end, fits: true };
}

/** Indices of the places where lines end, the start of the paragraph first: each line as full as it can be. */
export function greedy(
  points: readonly Breakpoint[],
  width: number,
  indent: number,
  tabs: readonly Tab[] = [],
): number[] {
  const chosen = [0];
  for (let start = 0; start < points.length - 1; ) {
    start = longestLine({ points, tabs }, start, { width, indent }).end;
    chosen.push(start);
  }
  return chosen;
}

/**
 * The narrowest measure that needs no more lines than the full one (CSS Text 4 section 6.4.1), without parted words where
 * whole ones need no more lines either.
 */
export function balance(points: readonly Breakpoint[], { width, indent }: Measure): number[] {
  const all = greedy(points, width, indent);
  if (all.length <= 2) return all;
  const unparted = points.filter(({ hyphen }) => hyphen === 0);
  const whole = greedy(unparted, width, indent);
  if (whole.length > all.length || !fits(unparted, whole, width, indent)) return narrowest(points, all, width, indent);
  return narrowest(unparted, whole, width, indent).map((index) => points.indexOf(unparted[index]!));
}

/** Lines that break at as narrow a measure as can be, being no more than `most`. */
function narrowest(points: readonly Breakpoint[], most: readonly number[], width: number, indent: number): number[] {
  let low = 0;
  let high = width;
  for (let i = 0; i < 20 && high - low > 0.25; i++) {
    const middle = (low + high) / 2;
    const lines = greedy(points, middle, indent);
    if (lines.length <= most.length && fits(points, lines, middle, indent)) high = middle;
    else low = middle;
  }
  return greedy(points, high, indent);
}

/** Whether no line is longer than the measure. */
function fits(points: readonly Breakpoint[], lines: readonly number[], width: number, indent: number): boolean {
  return lines.every((end, k) => {
    if (k === 0) return true;
    const start = lines[k - 1]!;
    const available = width - (start === 0 ? indent : 0);
    return widthOf(points[start]!, points[end]!, available) <= available + EPSILON;
  });
}

/** Least total demerits over all choices of breaks (Knuth and Plass 1981), by dynamic programming. */
export function totalFit(points: readonly Breakpoint[], { width, indent, justify }: Measure): number[] {
  const count = points.length;
  const cost = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(count).fill(-1);
  cost[0] = 0;
  // One record for all the lines that are tried: there are very many.
  const line: Mutable<CandidateLine> = {
    width: 0, spaces: 0, stretch: 0, shrink: 0, last: false, hyphen: false, afterHyphen: false, emergency: false,
  }; // biome-ignore format: one record
  let barrier = 0;
  for (let end = 1; end < count; end++) {
    const to = points[end]!;
    line.last = to.forced;
    line.hyphen = to.hyphen > 0;
    line.emergency = to.emergency;
    for (let start = end - 1; start >= barrier; start--) {
      const available = width - (start === 0 ? indent : 0);
      const from = points[start]!;
      line.width = widthOf(from, to, available);
      line.spaces = to.before.spaces - from.after.spaces;
      line.stretch = to.before.stretch - from.after.stretch;
      line.shrink = to.before.shrink - from.after.shrink;
      line.afterHyphen = from.hyphen > 0;
      const least = line.width - (justify ? line.shrink : 0);
      const tooLong = least > available + EPSILON;
      // Every earlier start makes the line longer still.
      if (tooLong && start < end - 1) break;
      // A single stretch that is too long has nowhere else to go.
      const demerits = tooLong ? 1e9 + (least - available) ** 2 : lineDemerits(line, available, justify);
      const total = cost[start]! + demerits;
      if (total < cost[end]!) {
        cost[end] = total;
        previous[end] = start;
      }
    }
    if (to.forced) barrier = end;
  }
  const chosen = [count - 1];
  while (chosen.at(-1)! > 0) {
    const before = previous[chosen.at(-1)!]!;
    if (before < 0) return greedy(points, width, indent);
    chosen.push(before);
  }
  return chosen.reverse();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
