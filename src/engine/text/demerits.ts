/** Layout rounds; a line this much too long still fits, px. */
export const EPSILON = 1 / 32;

/** A space may shrink to this share of its width less, and stretching by that share counts as badness 100. */
export const SPACE_SHRINK = 0.22;
export const SPACE_STRETCH = 0.6;
/** What the place after a character stretches by at badness 100, as a share of the font size, where words have no spaces. */
const STRETCH: Readonly<Record<string, number>> = {
  Hani: 0.06, Hira: 0.06, Kana: 0.06, Bopo: 0.06, Thai: 0.03, Laoo: 0.03, Khmr: 0.03,
}; // biome-ignore format: a table

export const stretchOf = (script: string): number => STRETCH[script] ?? 0;

const HYPHEN_PENALTY = { justify: 60, ragged: 90 };
const CONSECUTIVE_HYPHENS = 4000;
/** A hyphen that leaves half a word for the last line. */
const FINAL_HYPHEN = 800_000;
/** A word broken where nothing but want of room allows it. */
const EMERGENCY = 40_000_000;

/** A line as its cost sees it; lengths are px. */
export interface CandidateLine {
  /** Natural width. */
  readonly width: number;
  readonly spaces: number;
  /** What the line takes up at badness 100, and the most it gives. */
  readonly stretch: number;
  readonly shrink: number;
  readonly last: boolean;
  readonly hyphen: boolean;
  /** The line before ends with a hyphen. */
  readonly afterHyphen: boolean;
  readonly emergency?: boolean;
}

/** Demerits of a line in `available` px (after Knuth and Plass, with r read for ragged text too). */
export function lineDemerits(line: CandidateLine, available: number, justify: boolean): number {
  const slack = available - line.width;
  let badness: number;
  if (justify && !line.last) {
    if (slack >= 0) {
      badness = slack <= EPSILON ? 0 : line.stretch > 0 ? 100 * cube(least(20, slack / line.stretch)) : 800_000;
    } else {
      if (-slack > line.shrink + EPSILON) return NEVER;
      badness = line.shrink > 0 ? 100 * cube(-slack / line.shrink) : 0;
    }
  } else {
    if (slack < -EPSILON) return NEVER;
    if (line.last) {
      // A last line shorter than a third of the measure looks lost.
      const third = available / 3;
      badness = line.width < third ? 60 * (1 - line.width / third) : 0;
      // And a word alone looks forgotten.
      if (line.spaces === 0) badness += 250;
    } else badness = 100 * square(slack / (available * 0.16));
  }
  const penalty = line.hyphen ? (justify ? HYPHEN_PENALTY.justify : HYPHEN_PENALTY.ragged) : 0;
  let demerits = square(10 + badness) + square(penalty);
  if (line.afterHyphen && line.hyphen) demerits += CONSECUTIVE_HYPHENS;
  if (line.afterHyphen && line.last && line.spaces === 0) demerits += FINAL_HYPHEN;
  if (line.emergency) demerits += EMERGENCY;
  return demerits;
}

// Math is slow to ask hundreds of thousands of times.
const NEVER = Number.POSITIVE_INFINITY;
const least = (a: number, b: number): number => (a < b ? a : b);
const square = (x: number): number => x * x;
const cube = (x: number): number => x * x * x;
