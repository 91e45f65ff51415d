import type { Box, FlexBox } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { clampHeight, edgesOf, horizontal, marginOf, statedHeight, statedWidth, vertical } from './sizes.ts';
import type { IntrinsicSizes, LayoutContext } from './space.ts';

/** Content widths of a flex container (CSS Flexbox 1 section 9.9.1, as browsers do it: without flex fractions). */
export function flexIntrinsic(box: FlexBox, context: LayoutContext): IntrinsicSizes {
  const { style, children } = box;
  const wraps = style.flexWrap !== 'nowrap';
  if (style.flexDirection.startsWith('column')) {
    let [min, max] = [0, 0];
    for (const child of children) {
      const sizes = outer(child, context.intrinsic(child));
      min = Math.max(min, sizes.min);
      max = Math.max(max, sizes.max);
    }
    return { min, max: wraps ? Math.max(max, widthOfColumns(box, context)) : max };
  }
  const gap = style.columnGap === 'normal' ? 0 : resolveLength(style.columnGap, 0);
  const gaps = gap * Math.max(0, children.length - 1);
  let [min, max] = [0, 0];
  for (const child of children) {
    const limited = outer(child, contribution(child, context));
    max += limited.max;
    if (wraps) min = Math.max(min, outer(child, context.intrinsic(child)).min);
    else min += limited.min;
  }
  return { min: wraps ? min : min + gaps, max: max + gaps };
}

function outer(child: Box, { min, max }: IntrinsicSizes): IntrinsicSizes {
  const margin = horizontal(marginOf(child.style, 0));
  return { min: min + margin, max: max + margin };
}

const definiteWidth = (value: ComputedStyle['flexBasis'] | ComputedStyle['maxWidth'], style: ComputedStyle) =>
  typeof value !== 'string' && value.percent === 0 ? statedWidth(value, style, 0) : undefined;

/** The widths of an item: a definite flex base size bounds what cannot grow above, and what cannot shrink below. */
function contribution(child: Box, context: LayoutContext): IntrinsicSizes {
  const { style } = child;
  const sizes = context.intrinsic(child);
  const stated = definiteWidth(style.width, style);
  const base = style.flexBasis === 'auto' ? stated : definiteWidth(style.flexBasis, style);
  if (base === undefined) return sizes;
  const most = definiteWidth(style.maxWidth, style) ?? Number.POSITIVE_INFINITY;
  const automatic = (): number => {
    if (style.overflow === 'hidden') return horizontal(edgesOf(style, 0));
    return Math.min(most, stated ?? Number.POSITIVE_INFINITY, context.contentIntrinsic(child).min);
  };
  const least = style.minWidth === 'auto' ? automatic() : (definiteWidth(style.minWidth, style) ?? 0);
  const bounded = (size: number): number => {
    const grown = style.flexGrow === 0 ? Math.min(size, base) : size;
    return Math.max(least, Math.min(most, style.flexShrink === 0 ? Math.max(grown, base) : grown));
  };
  return { min: bounded(sizes.min), max: bounded(sizes.max) };
}

/** The columns of a container of known height beside each other, each as wide as its widest item. */
function widthOfColumns(box: FlexBox, context: LayoutContext): number {
  const { style } = box;
  const space = { availableWidth: 0, availableHeight: undefined };
  const stated = statedHeight(style.height, style, space) ?? Number.POSITIVE_INFINITY;
  const room = clampHeight(stated, style, space) - vertical(edgesOf(style, 0));
  const [rowGap, columnGap] = [style.rowGap, style.columnGap].map((gap) => (gap === 'normal' ? 0 : resolveLength(gap, 0)));
  let [total, widest, used] = [0, 0, 0];
  for (const child of box.children) {
    const { max } = context.intrinsic(child);
    const margin = marginOf(child.style, 0);
    const own = { availableWidth: max + horizontal(margin), availableHeight: room === Number.POSITIVE_INFINITY ? undefined : room, fixedWidth: max };
    const height = context.layoutWhole(child, own).height + vertical(margin);
    if (used > 0 && used + rowGap! + height > room + 0.01) {
      total += widest + columnGap!;
      [widest, used] = [0, 0];
    }
    used += (used > 0 ? rowGap! : 0) + height;
    widest = Math.max(widest, max + horizontal(margin));
  }
  return total + widest;
} // biome-ignore format: long records
