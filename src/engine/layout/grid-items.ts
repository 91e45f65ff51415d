import type { Sides } from '../../base/geometry.ts';
import type { Box } from '../boxes/box.ts';
import type { ComputedStyle, SelfAlignment } from '../css/style.ts';
import type { BoxFragment } from './fragment.ts';
import type { PlacedItem, Range } from './grid-placement.ts';
import { definiteLimit, type Track, type TrackItem } from './grid-tracks.ts';
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
import type { ConstraintSpace, LayoutContext } from './space.ts';

/** A grid item while the grid is solved. Offsets are from the corner of the content box, px. */
export interface GridItem {
  readonly box: Box;
  readonly column: Range;
  readonly row: Range;
  readonly align: SelfAlignment;
  readonly justify: SelfAlignment;
  /** Size of its grid area. */
  areaWidth: number;
  areaHeight: number;
  margin: Sides;
  /** Room that baseline alignment asks for, before the item or behind it. */
  shim: number;
  x: number;
  y: number;
  fragment: BoxFragment | undefined;
  /** Its height is that of its area. */
  stretched: boolean;
}

export function makeItem({ box, column, row }: PlacedItem, container: ComputedStyle): GridItem {
  const { alignSelf, justifySelf } = box.style;
  return {
    box,
    column,
    row,
    align: alignSelf === 'auto' ? container.alignItems : alignSelf,
    justify: justifySelf === 'auto' ? container.justifyItems : justifySelf,
    areaWidth: 0,
    areaHeight: 0,
    margin: { top: 0, right: 0, bottom: 0, left: 0 },
    shim: 0,
    x: 0,
    y: 0,
    fragment: undefined,
    stretched: false,
  };
}

/** What is drawn at its own size or ratio keeps it where nothing else is said (CSS Grid 2 section 6.2). */
const keepsRatio = ({ kind, style }: Box): boolean => kind === 'replaced' || style.aspectRatio !== 'auto';

const fills = (value: SelfAlignment, box: Box): boolean =>
  value === 'stretch' || (value === 'normal' && !keepsRatio(box));

export function stretchesWidth({ box, justify }: GridItem): boolean {
  const { style } = box;
  return fills(justify, box) && style.width === 'auto' && style.marginLeft !== 'auto' && style.marginRight !== 'auto';
}

export function stretchesHeight({ box, align }: GridItem): boolean {
  const { style } = box;
  return fills(align, box) && style.height === 'auto' && style.marginTop !== 'auto' && style.marginBottom !== 'auto';
}

/** The space of an item in its area: of known width, and of a height that may come from the rows. */
export function itemSpace(item: GridItem, availableHeight: number | undefined, context: LayoutContext): ConstraintSpace {
  const { box, areaWidth } = item;
  const base = { availableWidth: areaWidth, availableHeight };
  if (!stretchesWidth(item)) return { ...base, shrinkToFit: true };
  const width = Math.max(0, areaWidth - horizontal(marginOf(box.style, areaWidth)));
  const filled = Math.max(width, horizontal(edgesOf(box.style, areaWidth)));
  return { ...base, fixedWidth: clampWidth(filled, box.style, areaWidth, () => context.intrinsic(box)) };
} // biome-ignore format: a signature

interface MinimumQuestion {
  readonly box: Box;
  readonly range: Range;
  readonly tracks: readonly Track[];
  /** Border-box size of the content. */
  readonly content: number;
  /** Border and padding. */
  readonly edges: number;
  readonly margins: number;
}

/** Whether the automatic minimum size of an item is its content (CSS Grid 2 section 6.6). */
function minimumIsContent({ box, range, tracks }: MinimumQuestion): boolean {
  if (box.style.overflow === 'hidden') return false;
  const own = tracks.slice(range.start, range.end);
  return own.some(({ min }) => min === 'auto') && (own.length === 1 || own.every(({ flex }) => flex === undefined));
}

function automaticMinimum(question: MinimumQuestion): number {
  const { content, edges, tracks, range, margins } = question;
  if (!minimumIsContent(question)) return edges;
  const limit = definiteLimit(tracks, range);
  return limit === Number.POSITIVE_INFINITY ? content : Math.max(edges, Math.min(content, limit - margins));
}

/** Outer widths an item contributes to its columns (CSS Grid 2 section 12.5). */
export function columnItem(item: GridItem, tracks: readonly Track[], context: LayoutContext): TrackItem {
  const { box, column } = item;
  const { style } = box;
  const margins = horizontal(marginOf(style, 0));
  const minimum = (): number => {
    const { width, minWidth } = style;
    if (width !== 'auto' && (typeof width === 'string' || width.percent === 0))
      return context.intrinsic(box).min + margins;
    const edges = horizontal(edgesOf(style, 0));
    if (minWidth !== 'auto')
      return margins + (typeof minWidth === 'string' ? keywordWidth(minWidth, context.intrinsic(box), 0) : statedWidth(minWidth, style, 0)!);
    const content = context.intrinsic(box).min;
    return margins + automaticMinimum({ box, range: column, tracks, content, edges, margins });
  };
  return {
    ...column,
    minimum,
    minContent: () => context.intrinsic(box).min + margins,
    maxContent: () => context.intrinsic(box).max + margins,
  };
} // biome-ignore format: long expressions

/** Outer heights it contributes to its rows, once its width is known. */
export function rowItem(item: GridItem, tracks: readonly Track[], context: LayoutContext): TrackItem {
  const { box, row, areaWidth } = item;
  const { style } = box;
  const space = itemSpace(item, undefined, context);
  const margins = vertical(marginOf(style, areaWidth)) + item.shim;
  const outer = (): number => context.layoutWhole(box, space).height + margins;
  const minimum = (): number => {
    const { height, minHeight } = style;
    if (typeof height !== 'string' && height.percent === 0) return outer();
    const edges = vertical(edgesOf(style, areaWidth));
    if (minHeight !== 'auto') return margins + (statedHeight(minHeight, style, space) ?? edges);
    const content = context.layoutWhole(box, space).height;
    return margins + automaticMinimum({ box, range: row, tracks, content, edges, margins });
  };
  return { ...row, minimum, minContent: outer, maxContent: outer };
}
