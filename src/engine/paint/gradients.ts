import { type Color, sameColor } from '../../base/color.ts';
import type { Rect } from '../../base/geometry.ts';
import { TRANSPARENT } from '../css/colors.ts';
import type {
  ConicGradientValue,
  GradientStopValue,
  GradientValue,
  LinearGradientValue,
  RadialGradientValue,
} from '../css/paint-types.ts';
import { resolveLength } from '../css/values.ts';
import type { GradientStop, Paint } from './display-list.ts';
import { pointOf } from './shapes.ts';

/** Turns gradients of CSS (CSS Images 3 section 3, CSS Images 4 section 3) into paints for a concrete rectangle. */
export function gradientPaint(value: GradientValue, rect: Rect): Paint {
  const paint =
    value.type === 'linear-gradient'
      ? linear(value, rect)
      : value.type === 'radial-gradient'
        ? radial(value, rect)
        : conic(value, rect);
  return 'stops' in paint && isEven(paint.stops) ? paint.stops[0]!.color : paint;
}

/** Stops of one colour are that colour. */
const isEven = ([first, ...rest]: readonly GradientStop[]): boolean =>
  first !== undefined && rest.every(({ color }) => sameColor(color, first.color));

function linear(value: LinearGradientValue, { x, y, width, height }: Rect): Paint {
  const [dx, dy] = directionOf(value, width, height);
  const length = Math.abs(width * dx) + Math.abs(height * dy);
  const [cx, cy] = [x + width / 2, y + height / 2];
  const line = lineOf(value, length);
  const at = (px: number): [number, number] => [cx + dx * (px - length / 2), cy + dy * (px - length / 2)];
  const [[x1, y1], [x2, y2]] = [at(line.start), at(line.end)];
  return { type: 'linear', x1, y1, x2, y2, stops: line.stops, spread: line.spread, transform: [1, 0, 0, 1, 0, 0] };
}

/** The unit vector along the gradient line. Corners are aimed at so that the neighbouring ones share a colour. */
function directionOf({ direction }: LinearGradientValue, width: number, height: number): [number, number] {
  if (typeof direction === 'number') {
    const radians = (direction * Math.PI) / 180;
    return [Math.sin(radians), -Math.cos(radians)];
  }
  const [h, v] = direction;
  if (h === 0 || v === 0) return [h, v];
  const size = Math.hypot(width, height) || 1;
  return [(h * height) / size, (v * width) / size];
}

function radial(value: RadialGradientValue, rect: Rect): Paint {
  const [cx, cy] = pointOf(value.position, rect);
  const [rx, ry] = radialSize(value, rect, cx, cy).map((radius) => Math.max(radius, 1e-4)) as [number, number];
  const line = lineOf(value, rx, 0);
  return {
    type: 'radial', cx: 0, cy: 0, r: line.end, fx: 0, fy: 0, fr: line.start, stops: line.stops, spread: line.spread,
    transform: [1, 0, 0, ry / rx, cx, cy],
  }; // biome-ignore format: one record
}

/** CSS Images 3 section 3.2.1. */
function radialSize({ size, circle }: RadialGradientValue, rect: Rect, cx: number, cy: number): [number, number] {
  const { x, y, width, height } = rect;
  if (typeof size !== 'string') {
    const [h, v] = [resolveLength(size[0], width), resolveLength(size[1], height)];
    return circle ? [h, h] : [h, v];
  }
  const across = [Math.abs(cx - x), Math.abs(x + width - cx)];
  const down = [Math.abs(cy - y), Math.abs(y + height - cy)];
  const pick = size.startsWith('closest') ? Math.min : Math.max;
  const [h, v] = [pick(...across), pick(...down)];
  if (size.endsWith('side')) return circle ? [pick(h, v), pick(h, v)] : [h, v];
  if (!circle) return [h * Math.SQRT2, v * Math.SQRT2];
  const corner = Math.hypot(h, v);
  return [corner, corner];
}

function conic(value: ConicGradientValue, rect: Rect): Paint {
  const [cx, cy] = pointOf(value.position, rect);
  const { start, end, stops, spread } = lineOf(value, 1);
  const placed = stops.map(({ offset, color }) => ({ offset: start + offset * (end - start), color }));
  const period = end - start;
  const turns: GradientStop[] = [];
  if (spread === 'repeat' && period > 1e-3) {
    const first = -Math.ceil(start / period);
    for (let k = first; start + k * period < 1; k++)
      for (const { offset, color } of placed) turns.push({ offset: offset + k * period, color });
  }
  return { type: 'conic', cx, cy, from: value.from, stops: within(turns.length ? turns : placed, 0, 1) };
}

interface GradientLine {
  /** Where the stops 0 and 1 lie, in the units of the length. */
  readonly start: number;
  readonly end: number;
  readonly stops: readonly GradientStop[];
  readonly spread: 'pad' | 'repeat';
}

/**
 * Stops with offsets from 0 to 1 and where these lie on a line of `length`. Nothing lies before `least`.
 */
function lineOf(value: GradientValue, length: number, least = Number.NEGATIVE_INFINITY): GradientLine {
  const all = mixed(places(value.stops, length));
  const placed = value.repeating ? all : softEnds(all, length);
  let start = placed[0]!.offset;
  let end = placed.at(-1)!.offset;
  if (end - start < smallest(length, end)) {
    // All in one place: the colours meet there; repeated endlessly they cannot be told apart (section 3.6).
    const [first, last] = [placed[0]!.color, placed.at(-1)!.color];
    if (value.repeating) return { start: Math.max(0, least), end: length || 1, stops: even(last), spread: 'pad' };
    const half = Math.max(length / 2, 1);
    if (start - half < least) {
      const at = Math.min(1, Math.max(0, (start - least) / half));
      const shown = start < least ? last : first;
      return {
        start: least,
        end: least + half,
        stops: [stop(0, shown), stop(at, shown), stop(at, last), stop(1, last)],
        spread: 'pad',
      };
    }
    const stops = [stop(0, first), stop(0.5, first), stop(0.5, last), stop(1, last)];
    return { start: start - half, end: start + half, stops, spread: 'pad' };
  }
  let stops = placed;
  if (start < least && value.repeating) {
    const turns = Math.ceil((least - start) / (end - start));
    const by = turns * (end - start);
    stops = stops.map(({ offset, color }) => stop(offset + by, color));
    [start, end] = [start + by, end + by];
  } else if (start < least) {
    if (end <= least) return { start: least, end: least + 1, stops: even(stops.at(-1)!.color), spread: 'pad' };
    stops = within(stops, least, end);
    start = least;
  }
  return {
    start,
    end,
    stops: stops.map(({ offset, color }) => stop(Math.min(1, Math.max(0, (offset - start) / (end - start))), color)),
    spread: value.repeating ? 'repeat' : 'pad',
  };
}

/** Where colours meet at an end of the line, a little of the outer one, which goes on beyond, is kept on it. */
function softEnds(stops: readonly GradientStop[], length: number): readonly GradientStop[] {
  const [first, last] = [stops[0]!, stops.at(-1)!];
  if (last.offset - first.offset < smallest(length, last.offset)) return stops;
  const margin = Math.max(length, 1) / 100;
  const before = stops[1]!.offset === first.offset ? [stop(first.offset - margin, first.color)] : [];
  const after = stops.at(-2)!.offset === last.offset ? [stop(last.offset + margin, last.color)] : [];
  return [...before, ...stops, ...after];
}

/** Less than this is no length. */
const smallest = (length: number, end: number): number => Math.max(Math.abs(end), length, 1) * 1e-5;

const stop = (offset: number, color: Color): GradientStop => ({ offset, color });
const even = (color: Color): GradientStop[] => [stop(0, color), stop(1, color)];

/** The part of the stops between two offsets, with one at either end. */
function within(stops: readonly GradientStop[], from: number, to: number): GradientStop[] {
  const inside = stops.filter(({ offset }) => offset >= from && offset <= to);
  const before = inside[0]?.offset === from ? [] : [stop(from, colorAt(stops, from))];
  const after = inside.at(-1)?.offset === to ? [] : [stop(to, colorAt(stops, to))];
  return [...before, ...inside, ...after];
}

function colorAt(stops: readonly GradientStop[], offset: number): Color {
  const next = stops.findIndex((one) => one.offset > offset);
  if (next === 0) return stops[0]!.color;
  if (next < 0) return stops.at(-1)!.color;
  const [a, b] = [stops[next - 1]!, stops[next]!];
  return mix(a.color, b.color, (offset - a.offset) / (b.offset - a.offset));
}

interface PlacedStop {
  readonly color: Color | undefined;
  readonly offset: number;
}

/** Fixes up the places of stops (CSS Images 3 section 3.4.3). */
function places(stops: readonly GradientStopValue[], length: number): PlacedStop[] {
  const offsets = stops.map(({ at }) => (at ? resolveLength(at, length) : undefined));
  offsets[0] ??= 0;
  offsets[offsets.length - 1] ??= length;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < offsets.length; i++) {
    if (offsets[i] === undefined) continue;
    greatest = Math.max(greatest, offsets[i]!);
    offsets[i] = greatest;
  }
  for (let i = 1; i < offsets.length; i++) {
    if (offsets[i] !== undefined) continue;
    const next = offsets.findIndex((offset, k) => k > i && offset !== undefined);
    offsets[i] = offsets[i - 1]! + (offsets[next]! - offsets[i - 1]!) / (next - i + 1);
  }
  return stops.map(({ color }, i) => ({ color, offset: offsets[i]! }));
}

const SAMPLES = 16;

/** Hints and changes of alpha, along which colours do not change evenly, become stops of their own. */
function mixed(stops: readonly PlacedStop[]): GradientStop[] {
  const out: GradientStop[] = [];
  for (let i = 0; i < stops.length; i++) {
    const a = stops[i]!;
    if (!a.color) continue;
    out.push(stop(a.offset, a.color));
    const hint = stops[i + 1]?.color ? undefined : stops[i + 1];
    const b = stops[hint ? i + 2 : i + 1];
    if (!b?.color || b.offset === a.offset) continue;
    const { color: from } = a;
    const to = b.color;
    const half = hint ? (hint.offset - a.offset) / (b.offset - a.offset) : 0.5;
    const sampled = half !== 0.5 || (from.alpha !== to.alpha && from.alpha > 0 && to.alpha > 0);
    const share = (t: number): number =>
      half <= 0 ? 1 : half >= 1 ? 0 : half === 0.5 ? t : t ** (Math.log(0.5) / Math.log(half));
    // Next to a stop that is transparent, the colour is that of the other.
    if (from.alpha === 0 && to.alpha > 0) out.push(stop(a.offset, { ...to, alpha: 0 }));
    for (let k = sampled ? 1 : SAMPLES; k < SAMPLES; k++) {
      const t = k / SAMPLES;
      out.push(stop(a.offset + t * (b.offset - a.offset), mix(from, to, share(t))));
    }
    if (to.alpha === 0 && from.alpha > 0) out.push(stop(b.offset, { ...from, alpha: 0 }));
  }
  return out;
}

/** Between two colours, with alpha counted in (CSS Color 4 section 12.3). */
function mix(a: Color, b: Color, t: number): Color {
  if (a.space !== b.space) return t < 0.5 ? a : b;
  const alpha = a.alpha + (b.alpha - a.alpha) * t;
  if (alpha === 0) return { ...TRANSPARENT, space: a.space, components: a.components };
  const part = (p: number, q: number): number => (p * a.alpha * (1 - t) + q * b.alpha * t) / alpha;
  return { space: a.space, components: a.components.map((p, i) => part(p, b.components[i]!)), alpha };
}
