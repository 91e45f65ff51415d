import type { Box, GridBox } from '../boxes/box.ts';
import { MOST_TRACKS } from '../css/grid-values.ts';
import { type AxisTemplate, resolveSpan, type Span } from './grid-lines.ts';

/** The tracks an item covers in one axis: from line to line, counted from 0 over implicit tracks too. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface PlacedItem {
  readonly box: Box;
  readonly column: Range;
  readonly row: Range;
}

export interface Placement {
  /** In the order of `order`, then of the document. */
  readonly items: readonly PlacedItem[];
  readonly columns: { readonly count: number; readonly before: number };
  readonly rows: { readonly count: number; readonly before: number };
}

interface Draft {
  readonly box: Box;
  /** Along the flow (columns, where rows are filled). */
  readonly minor: Span;
  readonly major: Span;
  at: { readonly minor: number; readonly major: number } | undefined;
}

/** Grid item placement (CSS Grid 2 section 8.5). `columns` and `rows` are the explicit grid. */
export function placeItems(box: GridBox, columns: AxisTemplate, rows: AxisTemplate): Placement {
  const { gridAutoFlow } = box.style;
  const rowFlow = gridAutoFlow.startsWith('row');
  const dense = gridAutoFlow.endsWith('dense');
  const ordered = box.children.map((child, index) => ({ child, index }));
  ordered.sort((a, b) => a.child.style.order - b.child.style.order || a.index - b.index);
  const drafts = ordered.map(({ child }): Draft => {
    const { gridColumnStart, gridColumnEnd, gridRowStart, gridRowEnd } = child.style;
    const column = clamped(resolveSpan(gridColumnStart, gridColumnEnd, columns));
    const row = clamped(resolveSpan(gridRowStart, gridRowEnd, rows));
    const [minor, major] = rowFlow ? [column, row] : [row, column];
    return { box: child, minor, major, at: undefined };
  });
  const minorCount = (rowFlow ? columns : rows).count;
  const flow = new AutoFlow(drafts, minorCount, dense);
  flow.run();
  const extent = (ranges: readonly Range[], explicit: number) => {
    const before = ranges.reduce((most, { start }) => Math.max(most, -start), 0);
    return { before, count: before + ranges.reduce((most, { end }) => Math.max(most, end), explicit) };
  };
  const ranges = drafts.map(({ at, minor, major }) => {
    const [a, b] = [
      { start: at!.minor, end: at!.minor + minor.span },
      { start: at!.major, end: at!.major + major.span },
    ];
    return rowFlow ? { column: a, row: b } : { column: b, row: a };
  });
  const columnExtent = extent(ranges.map(({ column }) => column), columns.count); // biome-ignore format: a pair
  const rowExtent = extent(ranges.map(({ row }) => row), rows.count); // biome-ignore format: a pair
  const moved = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });
  return {
    items: drafts.map((draft, i) => ({
      box: draft.box,
      column: moved(ranges[i]!.column, columnExtent.before),
      row: moved(ranges[i]!.row, rowExtent.before),
    })),
    columns: columnExtent,
    rows: rowExtent,
  };
}

function clamped({ start, span }: Span): Span {
  if (start === undefined) return { start, span: Math.min(span, MOST_TRACKS) };
  const from = Math.max(-MOST_TRACKS, Math.min(MOST_TRACKS - 1, start));
  const to = Math.max(from + 1, Math.min(MOST_TRACKS, start + span));
  return { start: from, span: to - from };
}

class AutoFlow {
  readonly #drafts: readonly Draft[];
  readonly #dense: boolean;
  #first = 0;
  #end: number;
  #firstMajor = 0;
  /** What each track across the flow holds: stretches along it. */
  readonly #taken = new Map<number, Range[]>();
  readonly #filled = new Map<number, number>();

  constructor(drafts: readonly Draft[], explicitMinor: number, dense: boolean) {
    this.#drafts = drafts;
    this.#dense = dense;
    this.#end = explicitMinor;
  }

  run(): void {
    for (const draft of this.#drafts) {
      const { minor, major } = draft;
      if (minor.start !== undefined && major.start !== undefined) this.#put(draft, minor.start, major.start);
      if (minor.start !== undefined) {
        this.#first = Math.min(this.#first, minor.start);
        this.#end = Math.max(this.#end, minor.start + minor.span);
      }
      if (major.start !== undefined) this.#firstMajor = Math.min(this.#firstMajor, major.start);
    }
    this.#lockedToMajor();
    for (const { minor } of this.#drafts)
      if (minor.start === undefined) this.#end = Math.max(this.#end, this.#first + minor.span);
    this.#rest();
  }

  /** Step 1: items with a row only (a column, where columns are filled). */
  #lockedToMajor(): void {
    const cursors = new Map<number, number>();
    for (const draft of this.#drafts) {
      const { minor, major } = draft;
      if (draft.at || major.start === undefined) continue;
      let at = this.#dense ? this.#first : (cursors.get(major.start) ?? this.#first);
      for (let hit = this.#hit(at, draft, major.start); hit !== undefined; hit = this.#hit(at, draft, major.start))
        at = hit;
      this.#put(draft, at, major.start);
      cursors.set(major.start, at + minor.span);
      this.#end = Math.max(this.#end, at + minor.span);
    }
  }

  /** Step 4: everything else, in order, behind the cursor or in the first gap. */
  #rest(): void {
    let cursor = { minor: this.#first, major: this.#firstMajor };
    let open = this.#firstMajor;
    for (const draft of this.#drafts) {
      if (draft.at) continue;
      while (this.#dense && (this.#filled.get(open) ?? 0) >= this.#end - this.#first) open++;
      const { minor } = draft;
      let { minor: at, major } = this.#dense ? { minor: this.#first, major: open } : cursor;
      if (minor.start !== undefined) {
        if (!this.#dense && minor.start < at) major++;
        at = minor.start;
        while (this.#hit(at, draft, major) !== undefined) major++;
      } else {
        for (;;) {
          if (at + minor.span > this.#end) {
            major++;
            at = this.#first;
          }
          const hit = this.#hit(at, draft, major);
          if (hit === undefined) break;
          at = hit;
        }
      }
      this.#put(draft, at, major);
      cursor = { minor: at, major };
    }
  }

  /** The end of what stands in the way of an item at `minor`, `major`. */
  #hit(minor: number, draft: Draft, major: number): number | undefined {
    const end = minor + draft.minor.span;
    for (let track = major; track < major + draft.major.span; track++)
      for (const range of this.#taken.get(track) ?? []) if (range.start < end && range.end > minor) return range.end;
    return undefined;
  }

  #put(draft: Draft, minor: number, major: number): void {
    draft.at = { minor, major };
    const range = { start: minor, end: minor + draft.minor.span };
    for (let track = major; track < major + draft.major.span; track++) {
      const list = this.#taken.get(track) ?? [];
      // What lies on something else fills nothing.
      const free = !list.some((other) => other.start < range.end && other.end > range.start);
      list.push(range);
      this.#taken.set(track, list);
      if (free) this.#filled.set(track, (this.#filled.get(track) ?? 0) + draft.minor.span);
    }
  }
}
