import type { Sides } from '../../base/geometry.ts';
import type { GridBox } from '../boxes/box.ts';
import type { ComputedStyle, TrackSize } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { type AlignmentAxis, distribute, positionShare } from './alignment.ts';
import { usedWidth } from './block-width.ts';
import { columnItem, type GridItem, itemSpace, makeItem, rowItem, stretchesHeight } from './grid-items.ts';
import { type AxisTemplate, axisTemplate, type RepeatRoom } from './grid-lines.ts';
import { type Placement, placeItems, type Range } from './grid-placement.ts';
import { extentOf, makeTrack, setGaps, sizeTracks, type Track } from './grid-tracks.ts';
import { clampHeight, edgesOf, horizontal, marginOf, statedHeight, statedWidth, vertical } from './sizes.ts';
import type { ConstraintSpace, IntrinsicSizes, LayoutContext } from './space.ts';

/** A row or column with its place from the start of the content box, px. */
export interface SolvedTrack {
  readonly offset: number;
  readonly size: number;
}

/** CSS Grid 2 sections 7, 8, 11 and 12: where the tracks of a grid are, and where its items stand in them. */
export class GridSolver {
  readonly #style: ComputedStyle;
  readonly #space: ConstraintSpace;
  readonly #context: LayoutContext;
  readonly #placement: Placement;
  readonly #columnTemplate: AxisTemplate;
  readonly #rowTemplate: AxisTemplate;
  /** Border-box width of the container. */
  readonly width: number;
  readonly edges: Sides;
  readonly contentWidth: number;
  /** Border-box height. */
  height = 0;
  /** Whether that does not come from the rows. */
  stated = false;
  readonly items: readonly GridItem[];
  columns: readonly SolvedTrack[] = [];
  rows: readonly SolvedTrack[] = [];

  constructor(box: GridBox, space: ConstraintSpace, context: LayoutContext) {
    const { style } = box;
    this.#style = style;
    this.#space = space;
    this.#context = context;
    this.width = usedWidth(box, space, context);
    this.edges = edgesOf(style, space.availableWidth);
    this.contentWidth = Math.max(0, this.width - horizontal(this.edges));
    this.#columnTemplate = axisTemplate(style, 'column', {
      size: this.contentWidth,
      min: 0,
      gap: gapOf(style.columnGap, this.contentWidth),
    });
    this.#rowTemplate = axisTemplate(style, 'row', this.#rowRepeatRoom());
    this.#placement = placeItems(box, this.#columnTemplate, this.#rowTemplate);
    this.items = this.#placement.items.map((item) => makeItem(item, style));
  }

  #contentHeight(): number | undefined {
    const stated = this.#space.fixedHeight ?? statedHeight(this.#style.height, this.#style, this.#space);
    if (stated === undefined) return undefined;
    const height = this.#space.fixedHeight ?? clampHeight(stated, this.#style, this.#space);
    return Math.max(0, height - vertical(this.edges));
  }

  /** A content height within min-height and max-height. */
  #clamped(height: number): number {
    const edges = vertical(this.edges);
    return Math.max(0, clampHeight(height + edges, this.#style, this.#space) - edges);
  }

  #rowRepeatRoom(): RepeatRoom {
    const definite = this.#contentHeight();
    const most = this.#clamped(Number.POSITIVE_INFINITY);
    const size = definite ?? (most === Number.POSITIVE_INFINITY ? undefined : most);
    return { size, min: this.#clamped(0), gap: gapOf(this.#style.rowGap, definite ?? 0) };
  }

  solve(): this {
    const columns = this.#makeTracks('column', this.contentWidth);
    setGaps(columns, gapOf(this.#style.columnGap, this.contentWidth));
    const columnItems = this.items.map((item) => columnItem(item, columns, this.#context));
    sizeTracks(columns, columnItems, {
      available: this.contentWidth,
      constraint: undefined,
      least: 0,
      most: Number.POSITIVE_INFINITY,
      stretches: isStretching(this.#style.justifyContent),
    });
    const inline: AlignmentAxis = { inline: true, direction: this.#style.direction, reversed: false };
    this.columns = placeTracks(columns, this.contentWidth, this.#style.justifyContent, inline);
    for (const item of this.items) {
      item.areaWidth = sizeOfRange(this.columns, item.column);
      item.margin = marginOf(item.box.style, item.areaWidth);
    }
    this.#solveRows();
    for (const item of this.items) this.#placeItem(item, inline);
    return this;
  }

  #solveRows(): void {
    const definite = this.#contentHeight();
    this.stated = definite !== undefined;
    let rows = this.#sizeRows(definite, definite);
    let height = definite ?? this.#clamped(extentOf(rows));
    if (definite === undefined && this.#hasPercentRows()) {
      // Percentages of rows are of the height that comes out without them (section 7.2.1).
      rows = this.#sizeRows(height, height);
      height = this.#clamped(height);
    }
    this.height = this.#space.fixedHeight ?? height + vertical(this.edges);
    this.rows = placeTracks(rows, height, this.#style.alignContent, BLOCK_AXIS);
  }

  #hasPercentRows(): boolean {
    const { rowGap, gridAutoRows } = this.#style;
    const percent = (value: TrackSize['max']): boolean =>
      typeof value !== 'string' && 'percent' in value && value.percent !== 0;
    return (
      (rowGap !== 'normal' && rowGap.percent !== 0) ||
      [...this.#rowTemplate.sizes, ...gridAutoRows].some(
        ({ min, max, limit }) => percent(min) || percent(max) || (limit !== undefined && percent(limit)),
      )
    );
  }

  #sizeRows(available: number | undefined, base: number | undefined): Track[] {
    const rows = this.#makeTracks('row', base);
    setGaps(rows, gapOf(this.#style.rowGap, base ?? 0));
    this.#shimBaselines();
    const items = this.items.map((item) => rowItem(item, rows, this.#context));
    sizeTracks(rows, items, {
      available,
      constraint: undefined,
      least: this.#clamped(0),
      most: this.#clamped(Number.POSITIVE_INFINITY),
      stretches: isStretching(this.#style.alignContent),
    });
    return rows;
  }

  #makeTracks(axis: 'row' | 'column', base: number | undefined): Track[] {
    const template = axis === 'row' ? this.#rowTemplate : this.#columnTemplate;
    const auto = axis === 'row' ? this.#style.gridAutoRows : this.#style.gridAutoColumns;
    const extent = axis === 'row' ? this.#placement.rows : this.#placement.columns;
    return makeTracks(template, auto, extent, this.#placement.items.map((item) => item[axis]), base);
  } // biome-ignore format: a call

  /** Items of one row that share a baseline stand as low as the lowest (section 12.5, step 1). */
  #shimBaselines(): void {
    const groups = new Map<number, { item: GridItem; size: number }[]>();
    for (const item of this.items) {
      item.shim = 0;
      const which = baselineOf(item);
      if (!which) continue;
      const fragment = this.#context.layoutWhole(item.box, itemSpace(item, undefined, this.#context));
      const first = which === 'first';
      const key = first ? item.row.start : -item.row.end;
      const size = first
        ? item.margin.top + (fragment.firstBaseline ?? fragment.height)
        : item.margin.bottom + fragment.height - (fragment.lastBaseline ?? fragment.height);
      groups.set(key, [...(groups.get(key) ?? []), { item, size }]);
    }
    for (const group of groups.values()) {
      const most = group.reduce((found, { size }) => Math.max(found, size), Number.NEGATIVE_INFINITY);
      for (const { item, size } of group) item.shim = most - size;
    }
  }

  #placeItem(item: GridItem, inline: AlignmentAxis): void {
    const { box, column, row, margin } = item;
    const { style } = box;
    item.areaHeight = sizeOfRange(this.rows, row);
    const space = itemSpace(item, item.areaHeight, this.#context);
    item.stretched = stretchesHeight(item);
    const fill = Math.max(0, item.areaHeight - vertical(margin));
    const fixedHeight = item.stretched ? clampHeight(fill, style, space) : undefined;
    const fragment = this.#context.layoutWhole(box, { ...space, fixedHeight });
    item.fragment = fragment;
    const freeWidth = item.areaWidth - fragment.width - horizontal(margin);
    const ltr = this.#style.direction === 'ltr';
    const [autoStart, autoEnd] = ltr
      ? [style.marginLeft === 'auto', style.marginRight === 'auto']
      : [style.marginRight === 'auto', style.marginLeft === 'auto'];
    const across = autoStart || autoEnd
      ? Math.max(0, freeWidth) * autoShare(autoStart, autoEnd)
      : freeWidth * positionShare(item.justify, inline, freeWidth, style.direction);
    const start = (this.columns[column.start]?.offset ?? 0) + (ltr ? margin.left : margin.right) + across;
    item.x = ltr ? start : this.contentWidth - start - fragment.width;
    const freeHeight = item.areaHeight - fragment.height - vertical(margin);
    item.y = this.rows[row.start]!.offset + margin.top + this.#down(item, freeHeight);
  } // biome-ignore format: long expressions

  #down(item: GridItem, free: number): number {
    const { style } = item.box;
    const [autoTop, autoBottom] = [style.marginTop === 'auto', style.marginBottom === 'auto'];
    if (autoTop || autoBottom) return Math.max(0, free) * autoShare(autoTop, autoBottom);
    const baseline = baselineOf(item);
    if (baseline === 'first') return item.shim;
    if (baseline === 'last') return free - item.shim;
    return free * positionShare(item.align, BLOCK_AXIS, free);
  }

  /** Baselines of the container (section 10.6), from the top of its border box. */
  baselines(): { readonly first: number | undefined; readonly last: number | undefined } {
    const top = this.edges.top;
    const pick = (edge: (item: GridItem) => number, order: (a: GridItem, b: GridItem) => number, which: 'first' | 'last') => {
      const reach = this.items.reduce((most, item) => Math.max(most, edge(item)), Number.NEGATIVE_INFINITY);
      const line = this.items.filter((item) => edge(item) === reach).sort(order);
      const item = line.find((one) => baselineOf(one) === which) ?? line[0];
      if (!item) return undefined;
      const own = which === 'first' ? item.fragment!.firstBaseline : item.fragment!.lastBaseline;
      return top + item.y + (own ?? item.fragment!.height);
    };
    return {
      first: pick((item) => -item.row.start, (a, b) => a.column.start - b.column.start, 'first'),
      last: pick((item) => item.row.end, (a, b) => b.column.end - a.column.end, 'last'),
    };
  } // biome-ignore format: long signatures
}

const BLOCK_AXIS: AlignmentAxis = { inline: false, direction: 'ltr', reversed: false };

const autoShare = (start: boolean, end: boolean): number => (start && end ? 0.5 : start ? 1 : 0);

const isStretching = (value: ComputedStyle['alignContent']): boolean => value === 'normal' || value === 'stretch';

export const gapOf = (value: ComputedStyle['rowGap'], base: number): number =>
  value === 'normal' ? 0 : resolveLength(value, base);

function baselineOf({ box, align }: GridItem): 'first' | 'last' | undefined {
  if (box.style.marginTop === 'auto' || box.style.marginBottom === 'auto') return undefined;
  return align === 'baseline' ? 'first' : align === 'last baseline' ? 'last' : undefined;
}

function sizeOfRange(tracks: readonly SolvedTrack[], { start, end }: Range): number {
  const last = tracks[end - 1]!;
  return last.offset + last.size - tracks[start]!.offset;
}

/** Explicit tracks between implicit ones, whose sizes come round and round (section 7.6). */
function makeTracks(
  template: AxisTemplate,
  auto: readonly TrackSize[],
  extent: { readonly count: number; readonly before: number },
  ranges: readonly Range[],
  base: number | undefined,
): Track[] {
  const { sizes, fitted } = template;
  const { before, count } = extent;
  const used = new Set<number>();
  if (fitted) for (const { start, end } of ranges) for (let i = start; i < end; i++) used.add(i);
  const cyclic = (index: number): TrackSize => auto[((index % auto.length) + auto.length) % auto.length]!;
  return Array.from({ length: count }, (_, i) => {
    const index = i - before;
    const size = index < 0 ? cyclic(index) : (sizes[index] ?? cyclic(index - sizes.length));
    const collapsed = fitted !== undefined && index >= fitted[0] && index < fitted[1] && !used.has(i);
    return makeTrack(size, base, collapsed);
  });
}

/** Offsets of tracks with what is free distributed between them (section 11.5). */
function placeTracks(
  tracks: readonly Track[],
  available: number,
  value: ComputedStyle['alignContent'],
  axis: AlignmentAxis,
): SolvedTrack[] {
  const open = tracks.filter(({ collapsed }) => !collapsed).length;
  const { lead, between } = distribute(value, available - extentOf(tracks), open, axis);
  let offset = lead;
  let first = true;
  return tracks.map((track) => {
    if (!track.collapsed && !first) offset += track.gap + between;
    if (!track.collapsed) first = false;
    const solved = { offset, size: track.base };
    offset += track.base;
    return solved;
  });
}

/** Content widths of a grid container (CSS Grid 2 section 5.2). */
export function gridIntrinsic(box: GridBox, context: LayoutContext): IntrinsicSizes {
  const { style } = box;
  const edges = horizontal(edgesOf(style, 0));
  const definite = (value: ComputedStyle['minWidth'] | ComputedStyle['maxWidth']): number | undefined => {
    const width = typeof value !== 'string' && value.percent === 0 ? statedWidth(value, style, 0) : undefined;
    return width === undefined ? undefined : width - edges;
  };
  const gap = gapOf(style.columnGap, 0);
  const columns = axisTemplate(style, 'column', { size: definite(style.maxWidth), min: definite(style.minWidth) ?? 0, gap });
  const rows = axisTemplate(style, 'row', { size: undefined, min: 0, gap: 0 });
  const placement = placeItems(box, columns, rows);
  const items = placement.items.map((item) => makeItem(item, style));
  const under = (constraint: 'min-content' | 'max-content'): number => {
    const ranges = placement.items.map(({ column }) => column);
    const tracks = makeTracks(columns, style.gridAutoColumns, placement.columns, ranges, undefined);
    setGaps(tracks, gap);
    sizeTracks(tracks, items.map((item) => columnItem(item, tracks, context)), {
      available: undefined, constraint, least: 0, most: Number.POSITIVE_INFINITY, stretches: false,
    });
    return extentOf(tracks);
  };
  return { min: under('min-content'), max: under('max-content') };
} // biome-ignore format: long expressions
