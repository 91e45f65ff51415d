import type { BlockBox, Box, FlexBox } from '../boxes/box.ts';
import { isAbsolute, isFloat } from '../boxes/out-of-flow.ts';
import { resolveLength } from '../css/values.ts';
import { gridIntrinsic } from './grid-solver.ts';
import { intrinsicInline } from './inline.ts';
import { isFormattingRoot } from './margins.ts';
import { replacedIntrinsic } from './replaced.ts';
import { edgesOf, horizontal, marginOf, statedWidth } from './sizes.ts';
import type { IntrinsicSizes, LayoutContext } from './space.ts';
import { tableIntrinsic } from './table-columns.ts';

/** Border-box min-content and max-content widths (CSS Sizing 3 section 5). Percentages count as auto. */
export function intrinsicSizes(box: Box, context: LayoutContext): IntrinsicSizes {
  const { style } = box;
  if (box.kind === 'replaced') return replacedIntrinsic(box);
  const stated =
    typeof style.width !== 'string' && style.width.percent === 0 ? statedWidth(style.width, style, 0) : undefined;
  const limit = (sizes: IntrinsicSizes): IntrinsicSizes => {
    const definite = (value: typeof style.maxWidth | typeof style.minWidth): number | undefined =>
      typeof value !== 'string' && value.percent === 0 ? statedWidth(value, style, 0) : undefined;
    const max = definite(style.maxWidth) ?? Number.POSITIVE_INFINITY;
    const min = definite(style.minWidth) ?? 0;
    return { min: Math.max(min, Math.min(max, sizes.min)), max: Math.max(min, Math.min(max, sizes.max)) };
  };
  if (box.kind === 'table') {
    // A table is never narrower than its content (CSS Tables 3 section 3.8.1).
    const content = tableIntrinsic(box, context);
    return limit(
      stated === undefined ? content : { min: Math.max(stated, content.min), max: Math.max(stated, content.min) },
    );
  }
  if (stated !== undefined) return limit({ min: stated, max: stated });
  const edges = horizontal(edgesOf(style, 0));
  const content =
    box.kind === 'flex'
      ? flexContent(box, context)
      : box.kind === 'grid'
        ? gridIntrinsic(box, context)
        : blockContent(box, context);
  return limit({ min: content.min + edges, max: content.max + edges });
}

/** The contribution of a child to its container: its sizes with its margins. */
export function outerIntrinsic(box: Box, context: LayoutContext): IntrinsicSizes {
  const { min, max } = context.intrinsic(box);
  const margin = horizontal(marginOf(box.style, 0));
  return { min: min + margin, max: max + margin };
}

function blockContent(box: BlockBox, context: LayoutContext): IntrinsicSizes {
  const own = box.inline ? intrinsicInline(box.inline, box.style, context) : widest(box.children, context);
  const { columnCount, columnWidth } = box.style;
  if (columnCount === 'auto' && columnWidth === 'auto') return own;
  const gap = box.style.columnGap === 'normal' ? box.style.fontSize : resolveLength(box.style.columnGap, 0);
  const count = columnCount === 'auto' ? 1 : columnCount;
  const width = columnWidth === 'auto' ? undefined : columnWidth;
  return {
    min: (width ?? own.min) * count + gap * (count - 1),
    max: Math.max(width ?? 0, own.max) * count + gap * (count - 1),
  };
}

/** Blocks lie below each other, floats beside each other as long as nothing clears them. */
function widest(children: readonly Box[], context: LayoutContext): IntrinsicSizes {
  let [min, max] = [0, 0];
  const floats = { left: 0, right: 0 };
  for (const child of children) {
    const { style } = child;
    if (isAbsolute(style)) continue;
    const sizes = outerIntrinsic(child, context);
    min = Math.max(min, sizes.min);
    if (style.clear === 'left' || style.clear === 'both') floats.left = 0;
    if (style.clear === 'right' || style.clear === 'both') floats.right = 0;
    if (isFloat(style)) {
      floats[style.float as 'left' | 'right'] += Math.max(0, sizes.max);
      max = Math.max(max, floats.left + floats.right);
    } else {
      max = Math.max(max, isFormattingRoot(child) ? sizes.max + floats.left + floats.right : sizes.max);
      [floats.left, floats.right] = [0, 0];
    }
  }
  return { min, max };
}

/** CSS Flexbox 1 section 9.9.1, without the fractions of flexible lines. */
function flexContent(box: FlexBox, context: LayoutContext): IntrinsicSizes {
  const { style } = box;
  if (style.flexDirection.startsWith('column')) return widest(box.children, context);
  const gap = style.columnGap === 'normal' ? 0 : resolveLength(style.columnGap, 0);
  const gaps = gap * Math.max(0, box.children.length - 1);
  let [sumMin, widestMin, sumMax] = [0, 0, 0];
  for (const child of box.children) {
    const sizes = outerIntrinsic(child, context);
    sumMin += sizes.min;
    widestMin = Math.max(widestMin, sizes.min);
    sumMax += sizes.max;
  }
  return { min: style.flexWrap === 'nowrap' ? sumMin + gaps : widestMin, max: sumMax + gaps };
}
