import type { ReplacedBox } from '../boxes/box.ts';
import { shownSize } from '../images/raster.ts';
import type { BoxFragment } from './fragment.ts';
import {
  borderOf,
  clampHeight,
  clampWidth,
  edgesOf,
  horizontal,
  keywordWidth,
  paddingOf,
  statedHeight,
  statedWidth,
  vertical,
} from './sizes.ts';
import type { ConstraintSpace, IntrinsicSizes } from './space.ts';

interface NaturalSize {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly ratio: number | undefined;
}

/** Natural size of the content (CSS Images 3 section 5.1), px. */
function naturalSize(box: ReplacedBox): NaturalSize {
  const { content, style } = box;
  const stated = style.aspectRatio;
  const fixed = stated !== 'auto' && !stated.auto ? stated.ratio : undefined;
  if (content.type === 'raster') {
    const { width, height } = shownSize(content.image, style);
    return { width, height, ratio: fixed ?? width / height };
  }
  if (content.type === 'svg') {
    const { width, height, ratio } = content.picture;
    return { width, height, ratio: fixed ?? ratio };
  }
  return { width: undefined, height: undefined, ratio: fixed };
}

/** Sizes of replaced elements (CSS 2 sections 10.3.2, 10.4 and 10.6.2). */
export function layoutReplaced(box: ReplacedBox, space: ConstraintSpace): BoxFragment {
  const { style } = box;
  const edges = edgesOf(style, space.availableWidth);
  const natural = naturalSize(box);
  let width = space.fixedWidth ?? statedWidth(style.width, style, space.availableWidth);
  let height = space.fixedHeight ?? statedHeight(style.height, style, space);
  const intrinsic = (): IntrinsicSizes => replacedIntrinsic(box);
  if (width === undefined && typeof style.width === 'string' && style.width !== 'auto') {
    width = keywordWidth(style.width, intrinsic(), space.availableWidth);
  }
  const ratio = natural.ratio;
  const fromHeight = (h: number): number => (h - vertical(edges)) * ratio! + horizontal(edges);
  const fromWidth = (w: number): number => (w - horizontal(edges)) / ratio! + vertical(edges);
  if (width === undefined && height === undefined) {
    width =
      (natural.width ?? (natural.height !== undefined && ratio ? natural.height * ratio : 300)) + horizontal(edges);
    // A picture with a ratio only fills its container, as browsers do for SVG.
    if (natural.width === undefined && natural.height === undefined && ratio) width = space.availableWidth;
    width = clampWidth(width, style, space.availableWidth, intrinsic);
    height = ratio ? fromWidth(width) : (natural.height ?? 150) + vertical(edges);
    const clamped = clampHeight(height, style, space);
    if (clamped !== height && ratio) width = clampWidth(fromHeight(clamped), style, space.availableWidth, intrinsic);
    height = clamped;
  } else if (width === undefined) {
    height = space.fixedHeight ?? clampHeight(height!, style, space);
    width = clampWidth(
      ratio ? fromHeight(height) : (natural.width ?? 300) + horizontal(edges),
      style,
      space.availableWidth,
      intrinsic,
    );
  } else if (height === undefined) {
    width = space.fixedWidth ?? clampWidth(width, style, space.availableWidth, intrinsic);
    height = clampHeight(ratio ? fromWidth(width) : (natural.height ?? 150) + vertical(edges), style, space);
  } else {
    width = space.fixedWidth ?? clampWidth(width, style, space.availableWidth, intrinsic);
    height = space.fixedHeight ?? clampHeight(height, style, space);
  }
  return {
    type: 'box', box, width, height, border: borderOf(style), padding: paddingOf(style, space.availableWidth), children: [],
    firstBaseline: undefined, lastBaseline: undefined, isFirst: true, isLast: true,
  }; // biome-ignore format: one record
}

export function replacedIntrinsic(box: ReplacedBox): IntrinsicSizes {
  const { style } = box;
  const natural = naturalSize(box);
  const edges = horizontal(edgesOf(style, 0));
  const stated =
    typeof style.width !== 'string' && style.width.percent === 0 ? statedWidth(style.width, style, 0) : undefined;
  const height =
    typeof style.height !== 'string' && style.height.percent === 0
      ? statedHeight(style.height, style, { availableWidth: 0, availableHeight: undefined })
      : undefined;
  const width =
    stated ??
    (height !== undefined && natural.ratio
      ? (height - vertical(edgesOf(style, 0))) * natural.ratio + edges
      : (natural.width ?? (natural.ratio ? 0 : 300)) + edges);
  // A percentage can shrink to nothing (CSS Sizing 3 section 5.2.2).
  const percent = typeof style.width !== 'string' && style.width.percent !== 0;
  const max =
    typeof style.maxWidth !== 'string' && style.maxWidth.percent === 0
      ? statedWidth(style.maxWidth, style, 0)!
      : Number.POSITIVE_INFINITY;
  const shrinks = percent || (typeof style.maxWidth !== 'string' && style.maxWidth.percent !== 0);
  const limited = Math.min(width, max);
  return { min: shrinks ? edges : limited, max: limited };
}
