import { MOST_TRACKS } from '../css/grid-values.ts';
import type { ComputedStyle, GridLine, GridTemplate, TrackListPart, TrackSize } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';

/** The explicit grid in one axis. Lines count from 0; line `count` ends it. */
export interface AxisTemplate {
  readonly sizes: readonly TrackSize[];
  /** Explicit tracks: those of the list, or as many as the areas need. */
  readonly count: number;
  /** Lines by name in ascending order, with those that areas imply. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** Tracks of `auto-fit`, from one line to another: empty ones collapse. */
  readonly fitted: readonly [number, number] | undefined;
}

/** The room that decides how often `auto-fill` and `auto-fit` repeat, px (CSS Grid 2 section 7.2.3.2). */
export interface RepeatRoom {
  /** Content size, or the maximum one. */
  readonly size: number | undefined;
  readonly min: number;
  readonly gap: number;
}

type Axis = 'row' | 'column';

export const templateOf = (style: ComputedStyle, axis: Axis): GridTemplate =>
  axis === 'row' ? style.gridTemplateRows : style.gridTemplateColumns;

/** Expands repetitions and gathers names. */
export function axisTemplate(style: ComputedStyle, axis: Axis, room: RepeatRoom): AxisTemplate {
  const template = templateOf(style, axis);
  const parts = template === 'none' || template.subgrid ? [] : template.parts;
  const sizes: TrackSize[] = [];
  const names = new Map<string, number[]>();
  let fitted: [number, number] | undefined;
  const add = (name: string, line: number): void => {
    const lines = names.get(name);
    if (!lines) names.set(name, [line]);
    else if (!lines.includes(line)) lines.push(line);
  };
  const expand = (list: readonly TrackListPart[]): void => {
    for (const part of list) {
      if (part.type === 'names') for (const name of part.names) add(name, sizes.length);
      else if (part.type === 'track') sizes.push(part.size);
      else {
        const count = typeof part.count === 'number' ? part.count : repetitions(parts, room);
        const first = sizes.length;
        for (let i = 0; i < count && sizes.length < MOST_TRACKS; i++) expand(part.parts);
        if (part.count === 'auto-fit') fitted = [first, sizes.length];
      }
    }
  };
  expand(parts);
  const areas = style.gridTemplateAreas === 'none' ? [] : style.gridTemplateAreas;
  for (const [name, [start, end]] of areaLines(areas, axis)) {
    add(`${name}-start`, start);
    add(`${name}-end`, end);
  }
  for (const lines of names.values()) lines.sort((a, b) => a - b);
  const areaCount = axis === 'row' ? areas.length : (areas[0]?.length ?? 0);
  return { sizes, count: Math.max(sizes.length, areaCount), names, fitted };
}

function areaLines(areas: readonly (readonly (string | undefined)[])[], axis: Axis): Map<string, [number, number]> {
  const lines = new Map<string, [number, number]>();
  areas.forEach((row, y) => {
    row.forEach((name, x) => {
      if (name === undefined) return;
      const at = axis === 'row' ? y : x;
      const known = lines.get(name);
      lines.set(name, known ? [Math.min(known[0], at), Math.max(known[1], at + 1)] : [at, at + 1]);
    });
  });
  return lines;
}

/** As many as fit, at least one; where only a minimum is known, enough to reach it. */
function repetitions(parts: readonly TrackListPart[], { size, min, gap }: RepeatRoom): number {
  let [fixed, fixedTracks, own, ownTracks] = [0, 0, 0, 0];
  for (const part of parts) {
    if (part.type === 'names') continue;
    const repeats = part.type === 'repeat' ? part.parts : [part];
    const times = part.type === 'repeat' && typeof part.count === 'number' ? part.count : 1;
    for (const inner of repeats) {
      if (inner.type !== 'track') continue;
      if (part.type === 'repeat' && typeof part.count === 'string') {
        own += fixedSize(inner.size, size ?? 0, true);
        ownTracks++;
      } else {
        fixed += fixedSize(inner.size, size ?? 0, false) * times;
        fixedTracks += times;
      }
    }
  }
  if (size === undefined && min <= 0) return 1;
  const step = own + gap * ownTracks;
  const free = (size ?? min) + gap - fixed - gap * fixedTracks;
  const count = size === undefined ? Math.ceil(free / step) : Math.floor(free / step + 1e-6);
  return Math.max(1, Math.min(count, Math.floor(MOST_TRACKS / Math.max(1, ownTracks))));
}

/** What a track counts as: its definite maximum, else its definite minimum; repeated ones are 1 px at least. */
function fixedSize({ min, max }: TrackSize, base: number, repeated: boolean): number {
  const low = typeof min === 'string' ? undefined : resolveLength(min, base);
  const high = typeof max === 'string' || 'fr' in max ? undefined : resolveLength(max, base);
  const size = high === undefined ? (low ?? 0) : Math.max(high, low ?? 0);
  return Math.max(repeated ? 1 : 0, size);
}

/** Where an item stands in one axis; without a start it is placed by the algorithm. */
export interface Span {
  readonly start: number | undefined;
  readonly span: number;
}

/** Lines an item asks for (CSS Grid 2 section 8.3), with conflicts handled (section 8.3.1). */
export function resolveSpan(start: GridLine, end: GridLine, template: AxisTemplate): Span {
  const from = lineOf(start, 'start', template);
  const to = lineOf(end, 'end', template);
  if (from !== undefined && to !== undefined) {
    if (from === to) return { start: from, span: 1 };
    return { start: Math.min(from, to), span: Math.abs(to - from) };
  }
  if (from !== undefined) {
    const line = end === 'auto' ? from + 1 : spanFrom(end, from, 1, template);
    return { start: from, span: Math.max(1, line - from) };
  }
  if (to !== undefined) {
    const line = start === 'auto' ? to - 1 : spanFrom(start, to, -1, template);
    return { start: line, span: Math.max(1, to - line) };
  }
  // Two spans: that of the end is dropped; a span to a name alone is one track.
  const spans = start !== 'auto' ? start : end;
  return { start: undefined, span: spans === 'auto' || spans.name !== undefined ? 1 : (spans.number ?? 1) };
}

function lineOf(value: GridLine, side: 'start' | 'end', template: AxisTemplate): number | undefined {
  if (value === 'auto' || value.span) return undefined;
  const { name, number } = value;
  if (name === undefined) return number! > 0 ? number! - 1 : template.count + 1 + number!;
  if (number === undefined) {
    const edge = template.names.get(`${name}-${side}`);
    if (edge) return edge[0]!;
  }
  const lines = template.names.get(name) ?? [];
  const nth = number ?? 1;
  // Implicit lines are taken to have every name.
  if (nth > 0) return lines[nth - 1] ?? template.count + nth - lines.length;
  return lines.at(nth) ?? -(-nth - lines.length);
}

/** The line that a span reaches from `line`, upwards or downwards. */
function spanFrom(value: Exclude<GridLine, 'auto'>, line: number, step: 1 | -1, template: AxisTemplate): number {
  const count = value.number ?? 1;
  if (value.name === undefined) return line + step * count;
  const lines = (template.names.get(value.name) ?? []).filter((at) => (at - line) * step > 0);
  if (step < 0) lines.reverse();
  if (count <= lines.length) return lines[count - 1]!;
  const edge = step > 0 ? Math.max(line, template.count) : Math.min(line, 0);
  return edge + step * (count - lines.length);
}
