import type { Sides } from '../../base/geometry.ts';
import type { Box, FlexBox } from '../boxes/box.ts';
import type { ComputedStyle, ContentAlignment } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { usedWidth } from './block-width.ts';
import type { BoxFragment } from './fragment.ts';
import {
  clampHeight,
  clampWidth,
  edgesOf,
  horizontal,
  marginOf,
  statedHeight,
  statedWidth,
  vertical,
} from './sizes.ts';
import type { ConstraintSpace, LayoutContext } from './space.ts';

/** A flex item while its line is solved. Main and cross sizes are outer (with margins) unless named otherwise. */
export interface Item {
  readonly box: Box;
  readonly margin: {
    readonly mainStart: number;
    readonly mainEnd: number;
    readonly crossStart: number;
    readonly crossEnd: number;
  };
  /** Border-box main sizes. */
  readonly base: number;
  readonly hypothetical: number;
  readonly min: number;
  readonly max: number;
  main: number;
  cross: number;
  mainOffset: number;
  crossOffset: number;
  stretched: boolean;
  fragment: BoxFragment | undefined;
}

export interface FlexLine {
  readonly items: readonly Item[];
  cross: number;
  offset: number;
}

/** The flex layout algorithm, CSS Flexbox 1 section 9, by its numbered steps. */
export class FlexSolver {
  readonly #box: FlexBox;
  readonly #style: ComputedStyle;
  readonly #space: ConstraintSpace;
  readonly #context: LayoutContext;
  readonly row: boolean;
  readonly #reverse: boolean;
  /** Border-box width of the container. */
  readonly width: number;
  readonly edges: Sides;
  readonly contentWidth: number;
  /** Definite content height, if any. */
  readonly contentHeight: number | undefined;
  readonly #mainGap: number;
  readonly #crossGap: number;

  constructor(box: FlexBox, space: ConstraintSpace, context: LayoutContext) {
    const { style } = box;
    this.#box = box;
    this.#style = style;
    this.#space = space;
    this.#context = context;
    this.row = style.flexDirection.startsWith('row');
    // In right-to-left text the main start of a row is its right end.
    this.#reverse = style.flexDirection.endsWith('reverse') !== (this.row && style.direction === 'rtl');
    this.width = usedWidth(box, space, context);
    this.edges = edgesOf(style, space.availableWidth);
    this.contentWidth = Math.max(0, this.width - horizontal(this.edges));
    const stated = space.fixedHeight ?? statedHeight(style.height, style, space);
    this.contentHeight =
      stated === undefined ? undefined : Math.max(0, clampHeight(stated, style, space) - vertical(this.edges));
    const gap = (value: ComputedStyle['rowGap'], base: number): number =>
      value === 'normal' ? 0 : resolveLength(value, base);
    const [rowGap, columnGap] = [gap(style.rowGap, this.contentHeight ?? 0), gap(style.columnGap, this.contentWidth)];
    this.#mainGap = this.row ? columnGap : rowGap;
    this.#crossGap = this.row ? rowGap : columnGap;
  }

  /** Lines of items with their sizes, places and fragments. */
  solve(): FlexLine[] {
    const items = this.#items();
    const lines = this.#collect(items);
    const mainSize = this.row ? this.contentWidth : this.contentHeight;
    for (const line of lines) this.#resolveFlexible(line, mainSize);
    for (const line of lines) for (const item of line.items) this.#layoutItem(item);
    this.#crossSizes(lines);
    for (const line of lines) this.#stretchItems(line);
    for (const line of lines) this.#alignMain(line, mainSize);
    this.#alignLines(lines);
    for (const line of lines) this.#alignCross(line);
    return lines;
  }

  /** Steps 1 to 4: items in order, with their flex base sizes (section 9.2). */
  #items(): Item[] {
    const boxes = this.#box.children.map((box, index) => ({ box, index }));
    boxes.sort((a, b) => a.box.style.order - b.box.style.order || a.index - b.index);
    return boxes.map(({ box }) => this.#item(box));
  }

  #item(box: Box): Item {
    const { style } = box;
    const width = this.contentWidth;
    const m = marginOf(style, width);
    const ltr = this.#style.direction === 'ltr';
    const margin = this.row
      ? { mainStart: ltr ? m.left : m.right, mainEnd: ltr ? m.right : m.left, crossStart: m.top, crossEnd: m.bottom }
      : { mainStart: m.top, mainEnd: m.bottom, crossStart: m.left, crossEnd: m.right };
    const sizeSpace = { availableWidth: width, availableHeight: this.contentHeight };
    const stated = (value: ComputedStyle['flexBasis']): number | undefined =>
      this.row ? statedWidth(value, style, width) : statedHeight(value, style, sizeSpace);
    const mainStated = stated(this.row ? style.width : style.height);
    const basis = style.flexBasis === 'auto' ? mainStated : stated(style.flexBasis);
    const base =
      basis ??
      this.#contentSize(
        box,
        style.flexBasis === 'max-content' || style.flexBasis === 'auto' || style.flexBasis === 'content'
          ? 'max'
          : 'min',
      );
    const [min, max] = this.#limits(box, mainStated);
    const hypothetical = Math.max(min, Math.min(max, base));
    return {
      box,
      margin,
      base,
      hypothetical,
      min,
      max,
      main: hypothetical,
      cross: 0,
      mainOffset: 0,
      crossOffset: 0,
      stretched: false,
      fragment: undefined,
    };
  }

  #contentSize(box: Box, which: 'min' | 'max'): number {
    if (this.row) {
      const { min, max } = this.#context.intrinsic(box);
      return which === 'min' ? min : max;
    }
    const stretch = this.#stretches(box) && box.style.width === 'auto';
    const margin = horizontal(marginOf(box.style, this.contentWidth));
    const space = { availableWidth: this.contentWidth, availableHeight: this.contentHeight, shrinkToFit: !stretch };
    return this.#context.layoutWhole(
      box,
      stretch ? { ...space, fixedWidth: this.#clampItemWidth(box, this.contentWidth - margin) } : space,
    ).height;
  }

  #clampItemWidth(box: Box, width: number): number {
    return clampWidth(Math.max(0, width), box.style, this.contentWidth, () => this.#context.intrinsic(box));
  }

  /** Minimum and maximum main sizes; `auto` minimums are the content's (section 4.5). */
  #limits(box: Box, stated: number | undefined): [number, number] {
    const { style } = box;
    const space = { availableWidth: this.contentWidth, availableHeight: this.contentHeight };
    const [minValue, maxValue] = this.row ? [style.minWidth, style.maxWidth] : [style.minHeight, style.maxHeight];
    const size = (value: typeof minValue | typeof maxValue): number | undefined =>
      typeof value === 'string'
        ? undefined
        : this.row
          ? statedWidth(value, style, this.contentWidth)
          : statedHeight(value, style, space);
    const max = size(maxValue) ?? Number.POSITIVE_INFINITY;
    let min = size(minValue);
    if (min === undefined) {
      if (minValue === 'auto' && style.overflow !== 'visible') min = 0;
      else {
        const content = Math.min(max, this.#contentSize(box, 'min'));
        min = stated === undefined ? content : Math.min(stated, content);
      }
    }
    const edges = edgesOf(style, this.contentWidth);
    return [Math.max(min, this.row ? horizontal(edges) : vertical(edges)), max];
  }

  /** Step 5: lines (section 9.3). */
  #collect(items: readonly Item[]): FlexLine[] {
    const available = this.row ? this.contentWidth : (this.contentHeight ?? Number.POSITIVE_INFINITY);
    if (this.#style.flexWrap === 'nowrap') return items.length ? [{ items, cross: 0, offset: 0 }] : [];
    const lines: FlexLine[] = [];
    let current: Item[] = [];
    let sum = 0;
    for (const item of items) {
      const size = item.hypothetical + item.margin.mainStart + item.margin.mainEnd;
      if (current.length && sum + this.#mainGap + size > available + 0.01) {
        lines.push({ items: current, cross: 0, offset: 0 });
        current = [];
        sum = 0;
      }
      sum += size + (current.length ? this.#mainGap : 0);
      current.push(item);
    }
    if (current.length) lines.push({ items: current, cross: 0, offset: 0 });
    return lines;
  }

  /** Step 6: flexible lengths (section 9.7). */
  #resolveFlexible(line: FlexLine, available: number | undefined): void {
    const { items } = line;
    if (available === undefined) {
      for (const item of items) item.main = item.hypothetical;
      return;
    }
    const fixedSpace =
      items.reduce((sum, i) => sum + i.margin.mainStart + i.margin.mainEnd, 0) + this.#mainGap * (items.length - 1);
    const grow = items.reduce((sum, i) => sum + i.hypothetical, 0) + fixedSpace < available;
    const factor = (item: Item): number => (grow ? item.box.style.flexGrow : item.box.style.flexShrink);
    const frozen = new Set<Item>();
    for (const item of items) {
      item.main = item.base;
      if (factor(item) === 0 || (grow ? item.base > item.hypothetical : item.base < item.hypothetical)) {
        frozen.add(item);
        item.main = item.hypothetical;
      }
    }
    const freeSpace = (): number =>
      available - fixedSpace - items.reduce((sum, i) => sum + (frozen.has(i) ? i.main : i.base), 0);
    const initial = freeSpace();
    while (frozen.size < items.length) {
      const open = items.filter((item) => !frozen.has(item));
      let free = freeSpace();
      const sum = open.reduce((total, item) => total + factor(item), 0);
      if (sum < 1 && Math.abs(initial * sum) < Math.abs(free)) free = initial * sum;
      if (free !== 0) {
        const scaled = open.reduce((total, item) => total + item.base * item.box.style.flexShrink, 0);
        for (const item of open) {
          if (grow) item.main = item.base + (free * factor(item)) / sum;
          else item.main = item.base + (scaled > 0 ? (free * item.base * item.box.style.flexShrink) / scaled : 0);
        }
      } else for (const item of open) item.main = item.base;
      let violation = 0;
      const clamped = new Map<Item, number>();
      for (const item of open) {
        const size = Math.max(item.min, Math.min(item.max, item.main));
        clamped.set(item, size - item.main);
        violation += size - item.main;
        item.main = size;
      }
      for (const item of open) {
        const own = clamped.get(item)!;
        if (Math.abs(violation) < 1e-9 || (violation > 0 && own > 0) || (violation < 0 && own < 0)) frozen.add(item);
      }
    }
  }

  /** Step 7: hypothetical cross size (section 9.4). */
  #layoutItem(item: Item): void {
    item.fragment = this.#context.layoutWhole(item.box, this.itemSpace(item));
    item.cross = this.row ? item.fragment.height : item.fragment.width;
  }

  /** The space an item is laid out in once its main size is known. */
  itemSpace(item: Item): ConstraintSpace {
    const base = { availableWidth: this.contentWidth, availableHeight: this.contentHeight };
    if (this.row) return { ...base, fixedWidth: item.main, ...(item.stretched ? { fixedHeight: item.cross } : {}) };
    // The main size may equal what the content asks for; then the content may still be cut.
    const own =
      Math.abs(item.main - item.base) < 0.01 && item.box.style.height === 'auto' && item.box.style.flexBasis === 'auto';
    const fixedHeight = own ? {} : { fixedHeight: item.main };
    const stretch = this.#stretches(item.box) && item.box.style.width === 'auto';
    if (item.stretched) return { ...base, ...fixedHeight, fixedWidth: item.cross };
    if (stretch && this.#style.flexWrap === 'nowrap') {
      return {
        ...base,
        ...fixedHeight,
        fixedWidth: this.#clampItemWidth(item.box, this.contentWidth - item.margin.crossStart - item.margin.crossEnd),
      };
    }
    return { ...base, ...fixedHeight, shrinkToFit: true };
  }

  #alignmentOf(box: Box): Exclude<ComputedStyle['alignSelf'], 'auto'> {
    return box.style.alignSelf === 'auto' ? this.#style.alignItems : box.style.alignSelf;
  }

  #stretches(box: Box): boolean {
    const value = this.#alignmentOf(box);
    const autoMargin = this.row
      ? box.style.marginTop === 'auto' || box.style.marginBottom === 'auto'
      : box.style.marginLeft === 'auto' || box.style.marginRight === 'auto';
    return (value === 'stretch' || value === 'normal') && !autoMargin;
  }

  /** Step 8 (section 9.4): cross size of lines, with baselines aligned. */
  #crossSizes(lines: readonly FlexLine[]): void {
    const definite = this.row ? this.contentHeight : this.contentWidth;
    for (const line of lines) {
      let [above, below, most] = [0, 0, 0];
      for (const item of line.items) {
        const outer = item.cross + item.margin.crossStart + item.margin.crossEnd;
        const baseline = this.row && this.#alignmentOf(item.box) === 'baseline' ? this.#baselineOf(item) : undefined;
        if (baseline === undefined) most = Math.max(most, outer);
        else {
          above = Math.max(above, baseline);
          below = Math.max(below, outer - baseline);
        }
      }
      line.cross = Math.max(most, above + below);
    }
    if (this.#style.flexWrap === 'nowrap' && lines[0]) {
      if (definite !== undefined) lines[0].cross = definite;
      else if (this.row) {
        const edges = vertical(this.edges);
        lines[0].cross = clampHeight(lines[0].cross + edges, this.#style, this.#space) - edges;
      }
    } else if (
      definite !== undefined &&
      lines.length &&
      (this.#style.alignContent === 'normal' || this.#style.alignContent === 'stretch')
    ) {
      // Step 9: align-content: stretch.
      const free = definite - lines.reduce((sum, line) => sum + line.cross, 0) - this.#crossGap * (lines.length - 1);
      if (free > 0) for (const line of lines) line.cross += free / lines.length;
    }
  }

  /** Distance of an item's baseline from its outer cross start. */
  #baselineOf(item: Item): number {
    return item.margin.crossStart + (item.fragment?.firstBaseline ?? item.cross);
  }

  /** Step 11: stretched items take the line's cross size. */
  #stretchItems(line: FlexLine): void {
    for (const item of line.items) {
      const size = this.row ? item.box.style.height : item.box.style.width;
      if (!this.#stretches(item.box) || size !== 'auto') continue;
      const room = line.cross - item.margin.crossStart - item.margin.crossEnd;
      const cross = this.row
        ? clampHeight(Math.max(0, room), item.box.style, {
            availableWidth: this.contentWidth,
            availableHeight: this.contentHeight,
          })
        : this.#clampItemWidth(item.box, room);
      const differs = Math.abs(cross - item.cross) > 0.01;
      item.cross = cross;
      item.stretched = true;
      if (differs) item.fragment = this.#context.layoutWhole(item.box, this.itemSpace(item));
    }
  }

  /** Step 12: main-axis alignment (section 9.5). */
  #alignMain(line: FlexLine, available: number | undefined): void {
    const { items } = line;
    const used =
      items.reduce((sum, i) => sum + i.main + i.margin.mainStart + i.margin.mainEnd, 0) +
      this.#mainGap * (items.length - 1);
    const size = available ?? (this.row ? this.contentWidth : used);
    const free = size - used;
    const autos = items.flatMap((item) => this.#autoMargins(item));
    const share = autos.length && free > 0 ? free / autos.length : 0;
    const { lead, between } = distribute(this.#style.justifyContent, share ? 0 : free, items.length, 'flex-start');
    let position = share ? 0 : lead;
    for (const item of items) {
      const auto = share ? this.#autoMargins(item) : [];
      position += item.margin.mainStart + (auto.includes('start') ? share : 0);
      item.mainOffset = position;
      position += item.main + item.margin.mainEnd + (auto.includes('end') ? share : 0) + this.#mainGap + between;
    }
    if (this.#reverse) for (const item of items) item.mainOffset = size - item.mainOffset - item.main;
  }

  #autoMargins(item: Item): ('start' | 'end')[] {
    const { style } = item.box;
    const ltr = this.#style.direction === 'ltr';
    const [start, end] = this.row
      ? ltr
        ? [style.marginLeft, style.marginRight]
        : [style.marginRight, style.marginLeft]
      : [style.marginTop, style.marginBottom];
    return [...(start === 'auto' ? (['start'] as const) : []), ...(end === 'auto' ? (['end'] as const) : [])];
  }

  /** Step 16: align-content. */
  #alignLines(lines: FlexLine[]): void {
    const definite = this.row ? this.contentHeight : this.contentWidth;
    const used = lines.reduce((sum, line) => sum + line.cross, 0) + this.#crossGap * Math.max(0, lines.length - 1);
    const free = definite === undefined ? 0 : definite - used;
    const { lead, between } = distribute(this.#style.alignContent, free, lines.length, 'flex-start');
    let position = this.#style.flexWrap === 'nowrap' ? 0 : lead;
    for (const line of lines) {
      line.offset = position;
      position += line.cross + this.#crossGap + between;
    }
    if (this.#style.flexWrap === 'wrap-reverse') {
      const total = definite ?? used;
      for (const line of lines) line.offset = total - line.offset - line.cross;
    }
  }

  /** Steps 13 to 15: cross-axis alignment within the line (section 9.6). */
  #alignCross(line: FlexLine): void {
    const baseline = Math.max(
      0,
      ...line.items.filter((i) => this.row && this.#alignmentOf(i.box) === 'baseline').map((i) => this.#baselineOf(i)),
    );
    const flip = !this.row && this.#style.direction === 'rtl';
    for (const item of line.items) {
      const { style } = item.box;
      const free = line.cross - item.cross - item.margin.crossStart - item.margin.crossEnd;
      const [autoStart, autoEnd] = this.row
        ? [style.marginTop === 'auto', style.marginBottom === 'auto']
        : [style.marginLeft === 'auto', style.marginRight === 'auto'];
      let offset = 0;
      if (autoStart && autoEnd) offset = Math.max(0, free) / 2;
      else if (autoStart) offset = Math.max(0, free);
      else if (!autoEnd) {
        const align = this.#alignmentOf(item.box);
        if (align === 'center') offset = free / 2;
        else if (align === 'flex-end') offset = flip ? 0 : free;
        else if (align === 'baseline' && this.row) offset = baseline - this.#baselineOf(item);
        else offset = flip ? free : 0;
      }
      item.crossOffset = line.offset + offset + item.margin.crossStart;
    }
  }
}

/** Leading and in-between space for a distribution of `free` px over `count` things (CSS Align 3 section 5). */
function distribute(
  value: ContentAlignment,
  free: number,
  count: number,
  normal: ContentAlignment,
): { readonly lead: number; readonly between: number } {
  const mode = value === 'normal' || value === 'stretch' ? normal : value;
  if (mode === 'center') return { lead: free / 2, between: 0 };
  if (mode === 'flex-end') return { lead: free, between: 0 };
  // Distributed alignment falls back to start, where nothing is free.
  if (free <= 0 || count === 0) return { lead: 0, between: 0 };
  if (mode === 'space-between') return { lead: 0, between: count > 1 ? free / (count - 1) : 0 };
  if (mode === 'space-around') return { lead: free / count / 2, between: free / count };
  if (mode === 'space-evenly') return { lead: free / (count + 1), between: free / (count + 1) };
  return { lead: 0, between: 0 };
}
