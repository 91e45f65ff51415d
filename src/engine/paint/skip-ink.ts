import type { Path } from '../../base/geometry.ts';
import { glyphOutline } from '../fonts/outlines.ts';
import type { TextFragment } from '../layout/fragment.ts';
import { forEachGlyph, setOf } from './glyphs.ts';

/** From `start` to `end`, px from the left. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Scripts whose letters underlines cross rather than spare (CSS Text Decoration 4 section 2.10.1). */
const IDEOGRAPHIC = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;

/** The stretches that a line from `top` to `bottom` leaves to the letters it would touch, with `room` on either side. */
export function gapsUnder(
  fragment: TextFragment,
  at: { readonly x: number; readonly baseline: number },
  top: number,
  bottom: number,
  room: number,
  all: boolean,
): Stretch[] {
  const gaps: Stretch[] = [];
  forEachGlyph(setOf(fragment), at.x, (glyph, x, y, text) => {
    if (!all && IDEOGRAPHIC.test(text)) return;
    const scale = fragment.style.fontSize / fragment.face.face.metrics.unitsPerEm;
    // Outlines have y upwards from the baseline.
    const baseline = at.baseline - y;
    const hit = between(glyphOutline(fragment.face.face, glyph), (baseline - bottom) / scale, (baseline - top) / scale);
    if (hit) gaps.push({ start: x + hit.start * scale - room, end: x + hit.end * scale + room });
  });
  return gaps;
}

/** How far an outline reaches, left and right, between two heights; undefined where it does not. */
function between(path: Path, low: number, high: number): Stretch | undefined {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const to = (px: number, py: number): void => {
    const [a, b] = [Math.max(low, Math.min(y, py)), Math.min(high, Math.max(y, py))];
    if (a <= b) {
      for (const level of [a, b]) {
        const across = py === y ? px : x + ((level - y) / (py - y)) * (px - x);
        start = Math.min(start, across, py === y ? x : across);
        end = Math.max(end, across, py === y ? x : across);
      }
    }
    [x, y] = [px, py];
  };
  for (const command of path) {
    if (command[0] === 'M') [x, y, startX, startY] = [command[1], command[2], command[1], command[2]];
    else if (command[0] === 'L') to(command[1], command[2]);
    else if (command[0] === 'Z') to(startX, startY);
    else {
      const [x0, y0] = [x, y];
      const [, x1, y1, x2, y2, x3, y3] = command;
      if (Math.max(y0, y1, y2, y3) < low || Math.min(y0, y1, y2, y3) > high) {
        [x, y] = [x3, y3];
        continue;
      }
      for (let i = 1; i <= 8; i++) {
        const [t, u] = [i / 8, 1 - i / 8];
        const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
        to(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3);
      }
    }
  }
  return start <= end ? { start, end } : undefined;
}

/** What is left of a stretch without the gaps, as far as it is longer than `least` px. */
export function without(stretch: Stretch, gaps: readonly Stretch[], least: number): Stretch[] {
  const parts: Stretch[] = [];
  let { start } = stretch;
  for (const gap of [...gaps].sort((a, b) => a.start - b.start)) {
    if (gap.start > start) parts.push({ start, end: Math.min(gap.start, stretch.end) });
    start = Math.max(start, gap.end);
    if (start >= stretch.end) break;
  }
  if (start < stretch.end) parts.push({ start, end: stretch.end });
  return gaps.length ? parts.filter(({ start: a, end: b }) => b - a > least) : parts;
}
