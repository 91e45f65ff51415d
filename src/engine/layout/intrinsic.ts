import type { BlockBox, Box } from '../boxes/box.ts';
import { isMultiColumn } from '../boxes/displays.ts';
import { isAbsolute, isFloat } from '../boxes/out-of-flow.ts';
import { resolveLength } from '../css/values.ts';
import { styleVariant } from '../css/variants.ts';
import { widthByRatio } from './block-width.ts';
import { flexIntrinsic } from './flex-intrinsic.ts';
import { gridIntrinsic } from './grid-solver.ts';
import { intrinsicInline } from './inline.ts';
import { isFormattingRoot } from './margins.ts';
import { replacedIntrinsic } from './replaced.ts';
import { edgesOf, horizontal, marginOf, statedWidth } from './sizes.ts';
import type { IntrinsicSizes, LayoutContext } from './space.ts';
import { tableIntrinsic } from './table-columns.ts';
import { tableGrid } from './table-grid.ts';

/** Border-box min-content and max-content widths (CSS Sizing 3 section 5). Percentages count as auto. */
export function intrinsicSizes(box: Box, context: LayoutContext): IntrinsicSizes {
  const { style } = box.kind === 'table' ? tableGrid(box).box : box;
  if (box.kind === 'replaced') return replacedIntrinsic(box);
  const stated =
    typeof style.width !== 'string' && style.width.percent === 0 ? statedWidth(style.width, style, 0) : undefined;
  const content = context.contentIntrinsic(box);
  const limit = (sizes: IntrinsicSizes): IntrinsicSizes => {
    const definite = (value: typeof style.maxWidth | typeof style.minWidth): number | undefined =>
      value === 'min-content'
        ? content.min
        : typeof value !== 'string' && value.percent === 0
          ? statedWidth(value, style, 0)
          : undefined;
    const max = definite(style.maxWidth) ?? Number.POSITIVE_INFINITY;
    const min = definite(style.minWidth) ?? 0;
    return { min: Math.max(min, Math.min(max, sizes.min)), max: Math.max(min, Math.min(max, sizes.max)) };
  };
  if (box.kind === 'table') {
    // A table is never narrower than its content (CSS Tables 3 section 3.8.1).
    const sizes = limit(stated === undefined ? content : { min: stated, max: stated });
    return { min: Math.max(sizes.min, content.min), max: Math.max(sizes.max, content.min) };
  }
  if (stated === undefined) return limit(content);
  return limit({ min: stated, max: stated });
}

/** The same of the content alone, whatever width the box states. */
export function contentSizes(box: Box, context: LayoutContext): IntrinsicSizes {
  if (box.kind === 'replaced') return replacedIntrinsic(box);
  if (box.kind === 'table') return tableIntrinsic(box, context);
  const byRatio = widthByRatio(box, { availableWidth: 0, availableHeight: undefined });
  if (byRatio !== undefined) return { min: byRatio, max: byRatio };
  const edges = horizontal(edgesOf(box.style, 0));
  const content =
    box.kind === 'flex'
      ? flexIntrinsic(box, context)
      : box.kind === 'grid'
        ? gridIntrinsic(box, context)
        : blockContent(box, context);
  return { min: content.min + edges, max: content.max + edges };
}

const variants = { width: new WeakMap<Box, Box>(), height: new WeakMap<Box, Box>() };

/** The box with `auto` for its width or height, to ask what its content needs. */
export function autoSized(box: Box, side: 'width' | 'height'): Box {
  if (box.style[side] === 'auto') return box;
  let found = variants[side].get(box);
  if (!found) {
    found = { ...box, style: styleVariant(box.style, `auto ${side}`, () => ({ [side]: 'auto' })) };
    variants[side].set(box, found);
  }
  return found;
}

/** The contribution of a child to its container: its sizes with its margins. */
export function outerIntrinsic(box: Box, context: LayoutContext): IntrinsicSizes {
  const { min, max } = context.intrinsic(box);
  const margin = horizontal(marginOf(box.style, 0));
  return { min: min + margin, max: max + margin };
}

function blockContent(box: BlockBox, context: LayoutContext): IntrinsicSizes {
  const flow = box.inline ? intrinsicInline(box.inline, box.style, context) : widest(box.children, context);
  const legend = box.legend ? outerIntrinsic(box.legend, context) : { min: 0, max: 0 };
  if (!isMultiColumn(box.style)) return { min: Math.max(flow.min, legend.min), max: Math.max(flow.max, legend.max) };
  const { columnCount, columnWidth } = box.style;
  const gap = box.style.columnGap === 'normal' ? box.style.fontSize : resolveLength(box.style.columnGap, 0);
  const count = columnCount === 'auto' ? 1 : columnCount;
  const width = columnWidth === 'auto' ? undefined : columnWidth;
  return {
    min: Math.max(legend.min, (width ?? flow.min) * count + gap * (count - 1)),
    max: Math.max(legend.max, Math.max(width ?? 0, flow.max) * count + gap * (count - 1)),
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
