import type { TrackSize } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';

type Keyword = 'auto' | 'min-content' | 'max-content';

/** One row or column while it is sized (CSS Grid 2 section 12.3), px. */
export interface Track {
  readonly min: number | Keyword;
  readonly max: number | Keyword;
  /** Flex factor of its maximum; undefined where that is not flexible. */
  readonly flex: number | undefined;
  /** Argument of `fit-content()`. */
  readonly limitedTo: number;
  /** An empty track of `auto-fit`. */
  readonly collapsed: boolean;
  /** Gutter before it. */
  gap: number;
  base: number;
  limit: number;
  /** Increase planned by the step at work. */
  planned: number;
  growable: boolean;
}

/** A grid item as the tracks of one axis see it: outer sizes it asks for, px. */
export interface TrackItem {
  readonly start: number;
  readonly end: number;
  minimum(): number;
  minContent(): number;
  maxContent(): number;
}

export interface TrackRoom {
  /** Content size of the container; undefined where it comes from the tracks. */
  readonly available: number | undefined;
  /** Set while the intrinsic size of the container is looked for. */
  readonly constraint: 'min-content' | 'max-content' | undefined;
  /** Content size as limited by minimum and maximum sizes of the container, while `available` is undefined. */
  readonly least: number;
  readonly most: number;
  /** `auto` tracks take what is left. */
  readonly stretches: boolean;
}

/** Longer tracks and gutters are cut, as in browsers: sums stay exact. */
const MOST_SIZE = 2 ** 25;

/** `base` is what percentages are of; without it they are as `auto`. */
export function makeTrack(size: TrackSize, base: number | undefined, collapsed: boolean): Track {
  const resolve = (value: TrackSize['min']): number | Keyword => {
    if (typeof value === 'string') return value;
    if (value.percent !== 0 && base === undefined) return 'auto';
    return Math.max(0, Math.min(MOST_SIZE, resolveLength(value, base ?? 0)));
  };
  const flexible = typeof size.max !== 'string' && 'fr' in size.max ? size.max.fr : undefined;
  const limit = size.limit && resolve(size.limit);
  return {
    min: collapsed ? 0 : resolve(size.min),
    max: collapsed ? 0 : flexible === undefined ? resolve(size.max as TrackSize['min']) : 'auto',
    flex: collapsed ? undefined : flexible,
    limitedTo: typeof limit === 'number' ? limit : Number.POSITIVE_INFINITY,
    collapsed,
    gap: 0,
    base: 0,
    limit: 0,
    planned: 0,
    growable: false,
  };
}

/** Gutters between tracks; those beside collapsed ones fall together (CSS Grid 2 section 7.2.3.2). */
export function setGaps(tracks: readonly Track[], gap: number): void {
  let any = false;
  for (const track of tracks) {
    track.gap = any && !track.collapsed ? Math.min(gap, MOST_SIZE) : 0;
    any ||= !track.collapsed;
  }
}

const hasIntrinsicMin = (track: Track): boolean => typeof track.min === 'string';
const hasIntrinsicMax = (track: Track): boolean => typeof track.max === 'string' && track.flex === undefined;
const hasMaxContentMax = (track: Track): boolean =>
  track.flex === undefined && (track.max === 'auto' || track.max === 'max-content');
const isFlexible = (track: Track): boolean => track.flex !== undefined;

/** The end of the tracks `start` to `end` from the beginning of the first, px. */
export function extentOf(tracks: readonly Track[], start = 0, end = tracks.length): number {
  let size = 0;
  for (let i = start; i < end; i++) size += tracks[i]!.base + (i > start ? tracks[i]!.gap : 0);
  return size;
}

/** The greatest size the tracks of an item may have, where all their maximums are definite; `fits` counts fit-content(). */
export function definiteLimit(
  tracks: readonly Track[],
  { start, end }: Pick<TrackItem, 'start' | 'end'>,
  fits = false,
): number {
  let size = 0;
  for (let i = start; i < end; i++) {
    const track = tracks[i]!;
    const limited = fits && track.limitedTo !== Number.POSITIVE_INFINITY;
    if (!limited && typeof track.max !== 'number') return Number.POSITIVE_INFINITY;
    size += (limited ? track.limitedTo : (track.max as number)) + (i > start ? track.gap : 0);
  }
  return size;
}

/** The track sizing algorithm of one axis (CSS Grid 2 section 12.3 to 12.8). */
export function sizeTracks(tracks: readonly Track[], items: readonly TrackItem[], room: TrackRoom): void {
  for (const track of tracks) {
    track.base = typeof track.min === 'number' ? track.min : 0;
    track.limit = typeof track.max === 'number' ? Math.max(track.max, track.base) : Number.POSITIVE_INFINITY;
    track.growable = false;
  }
  new ContentSizing(tracks, room).run(items);
  maximise(tracks, room);
  expandFlexible(tracks, items, room);
  if (room.stretches) stretchAuto(tracks, room);
}

type Affected = (track: Track) => boolean;

/** Section 12.5: tracks sized by the items in them, those that span few tracks first. */
class ContentSizing {
  readonly #tracks: readonly Track[];
  readonly #room: TrackRoom;

  constructor(tracks: readonly Track[], room: TrackRoom) {
    this.#tracks = tracks;
    this.#room = room;
  }

  run(items: readonly TrackItem[]): void {
    const bySpan = new Map<number, TrackItem[]>();
    const flexible: TrackItem[] = [];
    for (const item of items) {
      const own = this.#tracks.slice(item.start, item.end);
      if (own.some(isFlexible)) flexible.push(item);
      else if (own.some((track) => hasIntrinsicMin(track) || hasIntrinsicMax(track))) {
        const span = item.end - item.start;
        const group = bySpan.get(span);
        if (group) group.push(item);
        else bySpan.set(span, [item]);
      }
    }
    for (const span of [...bySpan.keys()].sort((a, b) => a - b)) this.#fit(bySpan.get(span)!, false);
    if (flexible.length) this.#fit(flexible, true);
    for (const track of this.#tracks) if (track.limit === Number.POSITIVE_INFINITY) track.limit = track.base;
  }

  #fit(items: readonly TrackItem[], flexible: boolean): void {
    const only = (test: Affected): Affected => (flexible ? (track) => isFlexible(track) && test(track) : test);
    const underMin = this.#room.constraint === 'min-content';
    const underMax = this.#room.constraint === 'max-content';
    // For intrinsic minimums.
    this.#grow(
      items,
      (item) => (underMin && this.#hasAutoMin(item) ? this.#limited(item, item.minContent()) : item.minimum()),
      only(hasIntrinsicMin),
      hasIntrinsicMax,
      flexible,
    );
    // For content-based minimums.
    this.#grow(
      items,
      (item) => item.minContent(),
      only(({ min }) => min === 'min-content' || min === 'max-content'),
      hasIntrinsicMax,
      flexible,
    );
    // For max-content minimums.
    if (underMax) {
      this.#grow(
        items,
        (item) => this.#limited(item, item.maxContent()),
        only(({ min }) => min === 'auto' || min === 'max-content'),
        hasMaxContentMax,
        flexible,
      );
    }
    this.#grow(items, (item) => item.maxContent(), only(({ min }) => min === 'max-content'), hasMaxContentMax, flexible);
    for (const item of items)
      for (let i = item.start; i < item.end; i++) {
        const track = this.#tracks[i]!;
        track.limit = Math.max(track.limit, track.base);
      }
    if (flexible) return;
    this.#growLimits(items, (item) => item.minContent(), hasIntrinsicMax, true);
    this.#growLimits(items, (item) => item.maxContent(), hasMaxContentMax, false);
  } // biome-ignore format: the steps of the specification

  #hasAutoMin(item: TrackItem): boolean {
    for (let i = item.start; i < item.end; i++) if (this.#tracks[i]!.min === 'auto') return true;
    return false;
  }

  /** Limited contributions: no more than what the tracks may have, no less than the minimum. */
  #limited(item: TrackItem, contribution: number): number {
    const limit = definiteLimit(this.#tracks, item, true);
    return contribution <= limit ? contribution : Math.max(limit, item.minimum());
  }

  /** Distributes extra space to base sizes (section 12.5.1). */
  #grow(
    items: readonly TrackItem[],
    contribution: (item: TrackItem) => number,
    affected: Affected,
    beyond: Affected,
    byFlex: boolean,
  ): void {
    const touched = new Set<Track>();
    for (const item of items) {
      const own = this.#tracks.slice(item.start, item.end);
      const growing = own.filter(affected);
      if (!growing.length) continue;
      let space = contribution(item);
      own.forEach((track, i) => {
        space -= track.base + (i ? track.gap : 0);
      });
      for (const track of growing) touched.add(track);
      if (space <= 0) continue;
      const flexSum = byFlex ? growing.reduce((sum, track) => sum + track.flex!, 0) : 0;
      if (flexSum > 0) {
        const whole = Math.max(flexSum, 1);
        for (const track of growing) track.planned = Math.max(track.planned, (space * track.flex!) / whole);
        continue;
      }
      const extra = growing.map(() => 0);
      const rest = spread(space, growing.map((track) => Math.min(track.limit, Math.max(track.limitedTo, track.base)) - track.base), extra);
      if (rest > 0) {
        const chosen = growing.map((track) => beyond(track) && track.base + extra[growing.indexOf(track)]! < track.limitedTo);
        const open = chosen.some(Boolean) ? chosen : growing.map(() => true);
        const count = open.filter(Boolean).length;
        open.forEach((isOpen, i) => {
          if (isOpen) extra[i]! += rest / count;
        });
      }
      growing.forEach((track, i) => {
        track.planned = Math.max(track.planned, extra[i]!);
      });
    }
    for (const track of touched) {
      track.base += track.planned;
      track.planned = 0;
      track.limit = Math.max(track.limit, track.base);
    }
  } // biome-ignore format: long expressions

  /** The same for growth limits; `marks` lets tracks that were infinite grow on in the next step. */
  #growLimits(
    items: readonly TrackItem[],
    contribution: (item: TrackItem) => number,
    affected: Affected,
    marks: boolean,
  ): void {
    const touched = new Set<Track>();
    const sizeOf = ({ limit, base }: Track): number => (limit === Number.POSITIVE_INFINITY ? base : limit);
    for (const item of items) {
      const own = this.#tracks.slice(item.start, item.end);
      const growing = own.filter(affected);
      if (!growing.length) continue;
      let space = contribution(item);
      own.forEach((track, i) => {
        space -= sizeOf(track) + (i ? track.gap : 0);
      });
      for (const track of growing) touched.add(track);
      if (space <= 0) continue;
      const extra = growing.map(() => 0);
      const room = growing.map((track) =>
        track.limit === Number.POSITIVE_INFINITY || track.growable
          ? Math.max(0, track.limitedTo - sizeOf(track))
          : 0,
      );
      const rest = spread(space, room, extra);
      // Beyond their limits all of them grow, up to the arguments of fit-content().
      if (rest > 0) {
        const left = growing.map((track, i) => Math.max(0, track.limitedTo - sizeOf(track) - extra[i]!));
        spread(rest, left, extra);
      }
      growing.forEach((track, i) => {
        track.planned = Math.max(track.planned, extra[i]!);
      });
    }
    for (const track of touched) {
      const infinite = track.limit === Number.POSITIVE_INFINITY;
      if (infinite && marks) track.growable = true;
      track.limit = sizeOf(track) + track.planned;
      track.planned = 0;
    }
    if (!marks) for (const track of touched) track.growable = false;
  } // biome-ignore format: long expressions
}

/** Shares `space` equally, no more than `room` each; adds to `extra` and gives what is left. */
function spread(space: number, room: readonly number[], extra: number[]): number {
  let rest = space;
  const order = room.map((_, i) => i).sort((a, b) => room[a]! - room[b]!);
  let open = order.length;
  for (const i of order) {
    const share = Math.max(0, Math.min(room[i]!, rest / open));
    extra[i]! += share;
    rest -= share;
    open--;
  }
  return rest > 1e-9 ? rest : 0;
}

/** Section 12.6. */
function maximise(tracks: readonly Track[], { available, constraint, most }: TrackRoom): void {
  if (constraint === 'min-content') return;
  const grow = (space: number): void => {
    const extra = tracks.map(() => 0);
    if (space === Number.POSITIVE_INFINITY) for (const track of tracks) track.base = Math.max(track.base, track.limit);
    else if (space > 0) {
      spread(space, tracks.map((track) => track.limit - track.base), extra); // biome-ignore format: a call
      tracks.forEach((track, i) => {
        track.base += extra[i]!;
      });
    }
  };
  if (available !== undefined) {
    grow(available - extentOf(tracks));
    return;
  }
  const bases = tracks.map(({ base }) => base);
  grow(Number.POSITIVE_INFINITY);
  if (extentOf(tracks) <= most) return;
  tracks.forEach((track, i) => {
    track.base = bases[i]!;
  });
  grow(most - extentOf(tracks));
}

/** Section 12.7: what one `fr` is, and tracks of so many. */
function expandFlexible(tracks: readonly Track[], items: readonly TrackItem[], room: TrackRoom): void {
  const { available, constraint, least, most } = room;
  if (!tracks.some(isFlexible)) return;
  if (constraint === 'min-content') return;
  const sizeWith = (fraction: number): number =>
    tracks.reduce((sum, track) => sum + track.gap + Math.max(track.base, (track.flex ?? 0) * fraction), 0);
  let fraction = 0;
  if (available !== undefined) {
    if (available - extentOf(tracks) > 0) fraction = findFraction(tracks, available);
  } else {
    for (const track of tracks)
      if (track.flex !== undefined)
        fraction = Math.max(fraction, track.flex > 1 ? track.base / track.flex : track.base);
    for (const item of items) {
      const own = tracks.slice(item.start, item.end);
      if (own.some(isFlexible)) fraction = Math.max(fraction, findFraction(own, item.maxContent()));
    }
    const size = sizeWith(fraction);
    const bounded = Math.max(least, Math.min(most, size));
    if (bounded !== size) fraction = findFraction(tracks, bounded);
  }
  for (const track of tracks) if (track.flex !== undefined) track.base = Math.max(track.base, track.flex * fraction);
} // biome-ignore format: conditions

/** Section 12.7.1: the size of an `fr` that fills `space` with `tracks`. */
function findFraction(tracks: readonly Track[], space: number): number {
  const rigid = new Set<Track>();
  for (;;) {
    let left = space;
    let sum = 0;
    tracks.forEach((track, i) => {
      if (i) left -= track.gap;
      if (track.flex !== undefined && !rigid.has(track)) sum += track.flex;
      else left -= track.base;
    });
    const fraction = Math.max(0, left) / Math.max(sum, 1);
    const before = rigid.size;
    for (const track of tracks)
      if (track.flex !== undefined && track.flex * fraction < track.base - 1e-9) rigid.add(track);
    if (rigid.size === before) return fraction;
  }
} // biome-ignore format: conditions

/** Section 12.8. */
function stretchAuto(tracks: readonly Track[], { available, least }: TrackRoom): void {
  const autos = tracks.filter(({ max, flex, limitedTo }) => max === 'auto' && flex === undefined && limitedTo === Number.POSITIVE_INFINITY);
  const free = (available ?? least) - extentOf(tracks);
  if (!autos.length || free <= 0) return;
  for (const track of autos) track.base += free / autos.length;
} // biome-ignore format: conditions
