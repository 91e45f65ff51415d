import type { Sides } from '../../base/geometry.ts';
import type { FlexBox } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { distribute, positionShare } from './alignment.ts';
import { usedWidth } from './block-width.ts';
import { axesOf, type FlexAxes, type FlexItem, filledWidth, makeItems, stretches } from './flex-items.ts';
import { outerMain, resolveFlexible } from './flex-lengths.ts';
import { clampHeight, clampWidth, edgesOf, horizontal, statedHeight, vertical } from './sizes.ts';
import type { ConstraintSpace, LayoutContext } from './space.ts';

export interface FlexLine {
  readonly items: readonly FlexItem[];
  cross: number;
  /** From cross-start. */
  offset: number;
}

/** An item in its place: physical offsets of its border box from the corner of the content box, px. */
export interface PlacedFlexItem {
  readonly item: FlexItem;
  readonly x: number;
  readonly y: number;
}

/** The flex layout algorithm, CSS Flexbox 1 section 9, by its numbered steps. */
export class FlexSolver {
  readonly #box: FlexBox;
  readonly #style: ComputedStyle;
  readonly #space: ConstraintSpace;
  readonly #context: LayoutContext;
  readonly axes: FlexAxes;
  /** Border-box width of the container. */
  readonly width: number;
  /** Border-box height, known once the lines are. */
  height = 0;
  readonly edges: Sides;
  readonly contentWidth: number;
  /** Definite content height, if any. */
  readonly contentHeight: number | undefined;
  readonly rowGap: number;
  readonly #mainGap: number;
  readonly #crossGap: number;
  lines: readonly FlexLine[] = [];

  constructor(box: FlexBox, space: ConstraintSpace, context: LayoutContext) {
    const { style } = box;
    this.#box = box;
    this.#style = style;
    this.#space = space;
    this.#context = context;
    this.axes = axesOf(style);
    this.width = usedWidth(box, space, context);
    this.edges = edgesOf(style, space.availableWidth);
    this.contentWidth = Math.max(0, this.width - horizontal(this.edges));
    const stated = statedHeight(style.height, style, space);
    const definite = space.fixedHeight ?? (stated === undefined ? undefined : clampHeight(stated, style, space));
    this.contentHeight = definite === undefined ? undefined : Math.max(0, definite - vertical(this.edges));
    const gap = (value: ComputedStyle['rowGap'], base: number): number =>
      value === 'normal' ? 0 : resolveLength(value, base);
    const [rowGap, columnGap] = [gap(style.rowGap, this.contentHeight ?? 0), gap(style.columnGap, this.contentWidth)];
    this.rowGap = rowGap;
    this.#mainGap = this.axes.row ? columnGap : rowGap;
    this.#crossGap = this.axes.row ? rowGap : columnGap;
  }

  /** Sizes, aligns and lays out everything. */
  solve(): this {
    const { row } = this.axes;
    const room = { width: this.contentWidth, height: this.contentHeight };
    const lines = this.#collect(makeItems(this.#box, this.axes, room, this.#context));
    const main = row ? this.contentWidth : (this.contentHeight ?? this.#clamped(this.#longest(lines)));
    for (const line of lines) resolveFlexible(line.items, main, this.#mainGap);
    for (const line of lines) for (const item of line.items) this.#hypotheticalCross(item);
    this.#crossSizes(lines);
    for (const line of lines) for (const item of line.items) this.#finishItem(item, line);
    const cross = row ? (this.contentHeight ?? this.#clamped(this.#stack(lines))) : this.contentWidth;
    for (const line of lines) this.#alignMain(line, main);
    this.#alignLines(lines, cross);
    for (const line of lines) this.#alignCross(line);
    this.lines = lines;
    this.height = this.#space.fixedHeight ?? (row ? cross : main) + vertical(this.edges);
    this.#crossSize = cross;
    this.#mainSize = main;
    return this;
  }

  get direction(): ComputedStyle['direction'] {
    return this.#style.direction;
  }

  #crossSize = 0;
  #mainSize = 0;

  /** A content height within min-height and max-height. */
  #clamped(height: number): number {
    const edges = vertical(this.edges);
    return Math.max(0, clampHeight(height + edges, this.#style, this.#space) - edges);
  }

  get #wraps(): boolean {
    return this.#style.flexWrap !== 'nowrap';
  }

  #longest(lines: readonly FlexLine[]): number {
    const length = ({ items }: FlexLine): number =>
      items.reduce((sum, item) => sum + outerMain(item, item.hypothetical), 0) + this.#mainGap * (items.length - 1);
    return lines.reduce((most, line) => Math.max(most, length(line)), 0);
  }

  #stack(lines: readonly FlexLine[]): number {
    return lines.reduce((sum, line) => sum + line.cross, 0) + this.#crossGap * Math.max(0, lines.length - 1);
  }

  /** Step 5: lines (section 9.3). */
  #collect(items: readonly FlexItem[]): FlexLine[] {
    if (!items.length) return [];
    const most = this.axes.row
      ? this.contentWidth
      : (this.contentHeight ?? this.#clamped(Number.POSITIVE_INFINITY));
    if (!this.#wraps) return [{ items, cross: 0, offset: 0 }];
    const lines: FlexLine[] = [];
    let current: FlexItem[] = [];
    let sum = 0;
    for (const item of items) {
      const size = outerMain(item, item.hypothetical);
      if (current.length && sum + this.#mainGap + size > most + 0.01) {
        lines.push({ items: current, cross: 0, offset: 0 });
        current = [];
        sum = 0;
      }
      sum += size + (current.length ? this.#mainGap : 0);
      current.push(item);
    }
    return [...lines, { items: current, cross: 0, offset: 0 }];
  } // biome-ignore format: a condition

  /** The definite cross size of the only line, which stretched items have from the start. */
  get #lineCross(): number | undefined {
    if (this.#wraps) return undefined;
    return this.axes.row ? this.contentHeight : this.contentWidth;
  }

  /** Step 7 (section 9.4). */
  #hypotheticalCross(item: FlexItem): void {
    if (this.#lineCross !== undefined && stretches(item, this.axes.row)) {
      this.#stretch(item, this.#lineCross);
      return;
    }
    const fragment = this.#context.layoutWhole(item.box, this.itemSpace(item));
    item.fragment = fragment;
    item.cross = this.axes.row ? fragment.height : fragment.width;
  }

  /** The space an item is laid out in once its main size is known. */
  itemSpace(item: FlexItem): ConstraintSpace {
    const base = { availableWidth: this.contentWidth, availableHeight: this.contentHeight };
    if (this.axes.row)
      return { ...base, fixedWidth: item.main, ...(item.stretched ? { fixedHeight: item.cross } : {}) };
    const free = item.stretched ? { ...base, fixedWidth: item.cross } : { ...base, shrinkToFit: true };
    return this.#isOwnHeight(item, free) ? free : { ...free, fixedHeight: item.main };
  }

  /**
   * Without a definite height of the container that of an item is not definite either, unless it is rigid
   * (section 9.8): the content decides it, where that comes to the same.
   */
  #isOwnHeight(item: FlexItem, free: ConstraintSpace): boolean {
    const { height, flexBasis, flexGrow, flexShrink } = item.box.style;
    if (this.contentHeight !== undefined || height !== 'auto') return false;
    if (typeof flexBasis !== 'string' && flexGrow === 0 && flexShrink === 0) return false;
    return Math.abs(this.#context.layoutWhole(item.box, free).height - item.main) < 0.01;
  }

  #baseline(item: FlexItem): 'first' | 'last' | undefined {
    if (item.auto.crossStart || item.auto.crossEnd) return undefined;
    if (item.align === 'baseline') return 'first';
    return this.axes.row && item.align === 'last baseline' ? 'last' : undefined;
  }

  /** Space above and below the baseline of an item, with its margins. */
  #aroundBaseline(item: FlexItem, which: 'first' | 'last'): { readonly above: number; readonly below: number } {
    const { fragment, margin, cross } = item;
    const [top, bottom] = this.axes.crossFlipped
      ? [margin.crossEnd, margin.crossStart]
      : [margin.crossStart, margin.crossEnd];
    // Items of a column have their baselines at the left.
    if (!this.axes.row) return { above: top, below: cross + bottom };
    const at = (which === 'first' ? fragment!.firstBaseline : fragment!.lastBaseline) ?? cross;
    return { above: top + at, below: cross - at + bottom };
  }

  /** The items of a line that share their first or last baselines: the most above and below it. */
  #group(line: FlexLine, which: 'first' | 'last'): { readonly above: number; readonly below: number } {
    let [above, below] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const item of line.items) {
      if (this.#baseline(item) !== which) continue;
      const own = this.#aroundBaseline(item, which);
      above = Math.max(above, own.above);
      below = Math.max(below, own.below);
    }
    return { above, below };
  }

  /** Steps 8 and 9 (section 9.4): cross sizes of lines. */
  #crossSizes(lines: readonly FlexLine[]): void {
    const definite = this.axes.row ? this.contentHeight : this.contentWidth;
    for (const line of lines) {
      let most = 0;
      for (const item of line.items)
        if (!this.#baseline(item)) most = Math.max(most, item.cross + item.margin.crossStart + item.margin.crossEnd);
      for (const which of ['first', 'last'] as const) {
        const { above, below } = this.#group(line, which);
        most = Math.max(most, above + below);
      }
      line.cross = most;
    }
    if (!this.#wraps && lines[0]) {
      lines[0].cross = definite ?? this.#clamped(lines[0].cross);
      return;
    }
    const { alignContent } = this.#style;
    if (alignContent !== 'normal' && alignContent !== 'stretch') return;
    const used = this.#stack(lines);
    const free = (definite ?? this.#clamped(used)) - used;
    if (free > 0) for (const line of lines) line.cross += free / lines.length;
  }

  /** Step 11: stretched items take the line's cross size. */
  #finishItem(item: FlexItem, line: FlexLine): void {
    if (stretches(item, this.axes.row) && !item.stretched) this.#stretch(item, line.cross);
  }

  #stretch(item: FlexItem, line: number): void {
    const { box, margin } = item;
    const room = Math.max(0, line - margin.crossStart - margin.crossEnd);
    const space = { availableWidth: this.contentWidth, availableHeight: this.contentHeight };
    item.cross = this.axes.row
      ? clampHeight(room, box.style, space)
      : this.#wraps
        ? clampWidth(room, box.style, this.contentWidth, () => this.#context.intrinsic(box))
        : filledWidth(box, this.contentWidth, this.#context);
    item.stretched = true;
    item.fragment = this.#context.layoutWhole(box, this.itemSpace(item));
  }

  /** Step 12: main-axis alignment (section 9.5). */
  #alignMain(line: FlexLine, size: number): void {
    const { items } = line;
    const used = items.reduce((sum, item) => sum + outerMain(item, item.main), 0) + this.#mainGap * (items.length - 1);
    const free = size - used;
    const autos = items.reduce((sum, { auto }) => sum + Number(auto.mainStart) + Number(auto.mainEnd), 0);
    const share = autos && free > 0 ? free / autos : 0;
    const { lead, between } = distribute(this.#style.justifyContent, share ? 0 : free, items.length, this.axes.main);
    let position = lead;
    for (const item of items) {
      position += item.margin.mainStart + (item.auto.mainStart ? share : 0);
      item.mainOffset = position;
      position += item.main + item.margin.mainEnd + (item.auto.mainEnd ? share : 0) + this.#mainGap + between;
    }
  }

  /** Step 16: align-content. */
  #alignLines(lines: readonly FlexLine[], cross: number): void {
    const free = cross - this.#stack(lines);
    const { lead, between } = distribute(this.#style.alignContent, this.#wraps ? free : 0, lines.length, this.axes.cross);
    let position = lead;
    for (const line of lines) {
      line.offset = position;
      position += line.cross + this.#crossGap + between;
    }
  } // biome-ignore format: a call

  /** Steps 13 and 14: cross-axis alignment within the line (section 9.6). */
  #alignCross(line: FlexLine): void {
    const groups = { first: this.#group(line, 'first'), last: this.#group(line, 'last') };
    for (const item of line.items) {
      const { auto, margin, box } = item;
      const free = line.cross - item.cross - margin.crossStart - margin.crossEnd;
      const baseline = this.#baseline(item);
      let offset: number;
      if (auto.crossStart || auto.crossEnd) {
        const share = auto.crossStart ? (auto.crossEnd ? 0.5 : 1) : 0;
        offset = Math.max(0, free) * share;
      } else if (baseline) {
        const { above, below } = groups[baseline];
        const own = this.#aroundBaseline(item, baseline);
        // From the edge that the group lies at: the start for first baselines, the end for last ones.
        const fromTop = baseline === 'first' ? !this.axes.crossFlipped : this.axes.crossFlipped;
        const gap = fromTop ? above - own.above : below - own.below;
        offset = baseline === 'first' ? gap : free - gap;
      } else offset = free * positionShare(item.align, this.axes.cross, free, box.style.direction);
      item.crossOffset = line.offset + offset + margin.crossStart;
    }
  }

  /** Where an item stands from the corner of the content box. */
  place(item: FlexItem): PlacedFlexItem {
    const { row, mainFlipped, crossFlipped } = this.axes;
    const main = mainFlipped ? this.#mainSize - item.mainOffset - item.main : item.mainOffset;
    const cross = crossFlipped ? this.#crossSize - item.crossOffset - item.cross : item.crossOffset;
    return row ? { item, x: main, y: cross } : { item, x: cross, y: main };
  }

  /** Top of a line of a row from that of the content box. */
  lineTop(line: FlexLine): number {
    return this.axes.crossFlipped ? this.#crossSize - line.offset - line.cross : line.offset;
  }

  /** Baselines of the container from the top of its border box (section 8.5). */
  baselines(): { readonly first: number | undefined; readonly last: number | undefined } {
    const pick = (line: FlexLine | undefined, which: 'first' | 'last'): number | undefined => {
      if (!line) return undefined;
      // What stands first from the top, where a column is reversed.
      const fromEnd = (which === 'last') !== (this.#style.flexDirection === 'column-reverse');
      const list = fromEnd ? line.items.toReversed() : line.items;
      const item = list.find((one) => this.#baseline(one) === which) ?? list[0]!;
      const own = which === 'first' ? item.fragment!.firstBaseline : item.fragment!.lastBaseline;
      return this.edges.top + this.place(item).y + (own ?? item.fragment!.height);
    };
    return { first: pick(this.lines[0], 'first'), last: pick(this.lines.at(-1), 'last') };
  }
}
