import type { Box } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import {
  clampHeight,
  clampWidth,
  edgesOf,
  horizontal,
  keywordWidth,
  marginOf,
  statedHeight,
  statedWidth,
  vertical,
} from './sizes.ts';
import type { ConstraintSpace, IntrinsicSizes, LayoutContext } from './space.ts';

/** Border-box width of a block-level box in its space (CSS 2 section 10.3.3, CSS Sizing 3). */
export function usedWidth(box: Box, space: ConstraintSpace, context: LayoutContext): number {
  if (space.fixedWidth !== undefined) return space.fixedWidth;
  const { style } = box;
  const { availableWidth } = space;
  const available = availableWidth - horizontal(marginOf(style, availableWidth));
  const intrinsic = () => intrinsicWithin(box, availableWidth, context.intrinsic(box));
  // Limits by the content hold against a stated width too.
  const content = () => intrinsicWithin(box, availableWidth, context.contentIntrinsic(box));
  let width = statedWidth(style.width, style, availableWidth);
  if (width === undefined && style.width === 'auto') width = widthByRatio(box, space);
  if (width === undefined) {
    const keyword = style.width === 'auto' ? (space.shrinkToFit ? 'fit-content' : 'stretch') : (style.width as string);
    width =
      keyword === 'stretch'
        ? Math.max(available, horizontal(edgesOf(style, availableWidth)))
        : keywordWidth(keyword, intrinsic(), available);
  }
  return clampWidth(transferred(width, box, space), style, availableWidth, content);
}

/** Limits of the height bind the width too where an aspect ratio joins them (CSS Sizing 4 section 5.2). */
function transferred(width: number, box: Box, space: ConstraintSpace): number {
  const { style } = box;
  if (ratioOf(style) === undefined || style.width !== 'auto' || style.height !== 'auto') return width;
  const limit = (value: ComputedStyle['maxHeight'] | ComputedStyle['minHeight']): number | undefined => {
    const height = statedHeight(value, style, space);
    return height === undefined ? undefined : widthByRatio(box, { ...space, fixedHeight: height });
  };
  const [least, most] = [limit(style.minHeight) ?? 0, limit(style.maxHeight) ?? Number.POSITIVE_INFINITY];
  return Math.max(least, Math.min(most, width));
}

/** Content widths of a box whose percentages of padding are known (CSS Sizing 3 section 5.2.1). */
export function intrinsicWithin(box: Box, available: number, { min, max }: IntrinsicSizes): IntrinsicSizes {
  const percentages =
    box.kind === 'replaced' ? 0 : horizontal(edgesOf(box.style, available)) - horizontal(edgesOf(box.style, 0));
  return percentages === 0 ? { min, max } : { min: min + percentages, max: max + percentages };
}

const ratioOf = ({ aspectRatio }: ComputedStyle): number | undefined =>
  aspectRatio === 'auto' || aspectRatio.ratio <= 0 ? undefined : aspectRatio.ratio;

/** The width that a stated height and a preferred aspect ratio give (CSS Sizing 4 section 5), border box. */
export function widthByRatio({ kind, style }: Box, space: ConstraintSpace): number | undefined {
  const ratio = ratioOf(style);
  if (ratio === undefined || kind === 'replaced' || kind === 'table') return undefined;
  const stated = space.fixedHeight ?? statedHeight(style.height, style, space);
  if (stated === undefined) return undefined;
  const height = space.fixedHeight ?? clampHeight(stated, style, space);
  if (style.boxSizing === 'border-box') return height * ratio;
  const edges = edgesOf(style, space.availableWidth);
  return (height - vertical(edges)) * ratio + horizontal(edges);
}

/** The height that a width and a preferred aspect ratio give, border box. */
export function heightByRatio(style: ComputedStyle, width: number, available: number): number | undefined {
  const ratio = ratioOf(style);
  if (ratio === undefined) return undefined;
  if (style.boxSizing === 'border-box') return width / ratio;
  const edges = edgesOf(style, available);
  return (width - horizontal(edges)) / ratio + vertical(edges);
}
