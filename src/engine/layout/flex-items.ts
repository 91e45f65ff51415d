import type { Box, FlexBox } from '../boxes/box.ts';
import type { ComputedStyle, SelfAlignment } from '../css/style.ts';
import type { AlignmentAxis } from './alignment.ts';
import type { BoxFragment } from './fragment.ts';
import { autoSized } from './intrinsic.ts';
import {
  clampWidth,
  edgesOf,
  horizontal,
  keywordWidth,
  marginOf,
  statedHeight,
  statedWidth,
  vertical,
} from './sizes.ts';
import type { LayoutContext } from './space.ts';

/** A flex item while its line is solved. Sizes are those of the border box, offsets from main-start and cross-start, px. */
export interface FlexItem {
  readonly box: Box;
  readonly align: SelfAlignment;
  readonly margin: {
    readonly mainStart: number;
    readonly mainEnd: number;
    readonly crossStart: number;
    readonly crossEnd: number;
  };
  /** Which of them are `auto`. */
  readonly auto: {
    readonly mainStart: boolean;
    readonly mainEnd: boolean;
    readonly crossStart: boolean;
    readonly crossEnd: boolean;
  };
  readonly base: number;
  /** Border and padding in the main axis. */
  readonly edges: number;
  readonly hypothetical: number;
  readonly min: number;
  readonly max: number;
  main: number;
  cross: number;
  mainOffset: number;
  crossOffset: number;
  /** Its cross size is that of its line. */
  stretched: boolean;
  fragment: BoxFragment | undefined;
}

/** Where the axes of a flex container lie, and what room they have (CSS Flexbox 1 section 2). */
export interface FlexAxes {
  readonly row: boolean;
  readonly main: AlignmentAxis;
  readonly cross: AlignmentAxis;
  /** Main-start, or cross-start, is at the right or at the bottom. */
  readonly mainFlipped: boolean;
  readonly crossFlipped: boolean;
}

export function axesOf({ flexDirection, flexWrap, direction }: ComputedStyle): FlexAxes {
  const row = flexDirection.startsWith('row');
  const [reverse, wrapReverse, rtl] = [
    flexDirection.endsWith('reverse'),
    flexWrap === 'wrap-reverse',
    direction === 'rtl',
  ];
  return {
    row,
    main: { inline: row, direction, reversed: reverse },
    cross: { inline: !row, direction, reversed: wrapReverse },
    mainFlipped: row ? reverse !== rtl : reverse,
    crossFlipped: row ? wrapReverse : wrapReverse !== rtl,
  };
}

/** Content size of the container; a height may be unknown. */
export interface FlexRoom {
  readonly width: number;
  readonly height: number | undefined;
}

/** Steps 1 to 4: items in order, with their flex base sizes (section 9.2). */
export function makeItems(box: FlexBox, axes: FlexAxes, room: FlexRoom, context: LayoutContext): FlexItem[] {
  const boxes = box.children.map((child, index) => ({ child, index }));
  boxes.sort((a, b) => a.child.style.order - b.child.style.order || a.index - b.index);
  return boxes.map(({ child }) => makeItem(child, box.style, axes, room, context));
}

function makeItem(box: Box, container: ComputedStyle, axes: FlexAxes, room: FlexRoom, context: LayoutContext): FlexItem {
  const { style } = box;
  const [m, e] = [marginOf(style, room.width), edgesOf(style, room.width)];
  const { row, mainFlipped, crossFlipped } = axes;
  const auto = {
    top: style.marginTop === 'auto', right: style.marginRight === 'auto',
    bottom: style.marginBottom === 'auto', left: style.marginLeft === 'auto',
  };
  const sides = <T>(s: { top: T; right: T; bottom: T; left: T }) => {
    const [mainA, mainB, crossA, crossB] = row ? [s.left, s.right, s.top, s.bottom] : [s.top, s.bottom, s.left, s.right];
    return {
      mainStart: mainFlipped ? mainB : mainA, mainEnd: mainFlipped ? mainA : mainB,
      crossStart: crossFlipped ? crossB : crossA, crossEnd: crossFlipped ? crossA : crossB,
    };
  };
  const align = style.alignSelf === 'auto' ? container.alignItems : style.alignSelf;
  const sizing = new MainSize(box, align, container, row, room, context);
  const base = sizing.base();
  const [min, max] = sizing.limits();
  const hypothetical = Math.max(min, Math.min(max, base));
  return {
    box, align, margin: sides(m), auto: sides(auto), base, edges: row ? horizontal(e) : vertical(e), hypothetical, min, max, main: hypothetical,
    cross: 0, mainOffset: 0, crossOffset: 0, stretched: false, fragment: undefined,
  };
} // biome-ignore format: records

/** Whether an item takes the cross size of its line (section 8.3). */
export function stretches(item: Pick<FlexItem, 'box' | 'align'>, row: boolean): boolean {
  const { style } = item.box;
  if (item.align !== 'stretch' && item.align !== 'normal') return false;
  if (row) return style.height === 'auto' && style.marginTop !== 'auto' && style.marginBottom !== 'auto';
  return style.width === 'auto' && style.marginLeft !== 'auto' && style.marginRight !== 'auto';
}

/** The width of an item of a column that fills it. */
export function filledWidth(box: Box, width: number, context: LayoutContext): number {
  const outer = width - horizontal(marginOf(box.style, width));
  const own = Math.max(outer, horizontal(edgesOf(box.style, width)));
  return clampWidth(own, box.style, width, () => context.intrinsic(box));
}

/** Base size and limits of one item in the main axis. */
class MainSize {
  readonly #box: Box;
  readonly #style: ComputedStyle;
  readonly #align: SelfAlignment;
  readonly #container: ComputedStyle;
  readonly #row: boolean;
  readonly #room: FlexRoom;
  readonly #context: LayoutContext;

  constructor(
    box: Box,
    align: SelfAlignment,
    container: ComputedStyle,
    row: boolean,
    room: FlexRoom,
    context: LayoutContext,
  ) {
    this.#box = box;
    this.#style = box.style;
    this.#align = align;
    this.#container = container;
    this.#row = row;
    this.#room = room;
    this.#context = context;
  }

  /** The flex base size (section 9.2 step 3). */
  base(): number {
    const { flexBasis } = this.#style;
    const value = flexBasis === 'auto' ? (this.#row ? this.#style.width : this.#style.height) : flexBasis;
    return this.#stated(value) ?? this.#content(value === 'min-content' ? 'min' : value === 'fit-content' ? 'fit' : 'max');
  } // biome-ignore format: one expression

  /** Minimum and maximum; the automatic minimum is the content's (section 4.5). */
  limits(): [number, number] {
    const style = this.#style;
    const [minValue, maxValue] = this.#row ? [style.minWidth, style.maxWidth] : [style.minHeight, style.maxHeight];
    const keyword = (value: typeof minValue | typeof maxValue): number | undefined =>
      typeof value === 'string' && value !== 'auto' && value !== 'none'
        ? this.#content(value === 'min-content' ? 'min' : value === 'max-content' ? 'max' : 'fit')
        : undefined;
    const max = this.#stated(maxValue) ?? keyword(maxValue) ?? Number.POSITIVE_INFINITY;
    const edges = edgesOf(style, this.#room.width);
    const least = this.#row ? horizontal(edges) : vertical(edges);
    const min = minValue === 'auto' ? this.#automatic(max) : (this.#stated(minValue) ?? keyword(minValue) ?? 0);
    return [Math.max(min, least), max];
  }

  #automatic(max: number): number {
    const style = this.#style;
    if (style.overflow === 'hidden') return 0;
    const stated = this.#stated(this.#row ? style.width : style.height);
    const content = Math.min(max, this.#content('min'));
    return stated === undefined ? content : Math.min(stated, content);
  }

  #stated(value: ComputedStyle['flexBasis'] | ComputedStyle['maxWidth']): number | undefined {
    const { width, height } = this.#room;
    const space = { availableWidth: width, availableHeight: height };
    return this.#row ? statedWidth(value, this.#style, width) : statedHeight(value, this.#style, space);
  }

  /** What the content asks for, whatever width or height is stated. */
  #content(which: 'min' | 'max' | 'fit'): number {
    const { width, height } = this.#room;
    if (this.#row) {
      const sizes = this.#context.contentIntrinsic(this.#ownBox());
      if (which !== 'fit') return sizes[which];
      return keywordWidth('fit-content', sizes, width - horizontal(marginOf(this.#style, width)));
    }
    const box = this.#ownBox();
    const space = { availableWidth: width, availableHeight: height };
    const fills = stretches({ box: this.#box, align: this.#align }, false) && this.#container.flexWrap === 'nowrap';
    return this.#context.layoutWhole(
      box,
      fills ? { ...space, fixedWidth: filledWidth(box, width, this.#context) } : { ...space, shrinkToFit: true },
    ).height;
  }

  #ownBox(): Box {
    return autoSized(this.#box, this.#row ? 'width' : 'height');
  }
}
