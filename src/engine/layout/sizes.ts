import type { Sides } from '../../base/geometry.ts';
import type { AutoLength, ComputedStyle, MaxSize, Size } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import type { ConstraintSpace } from './space.ts';

export function borderOf(style: ComputedStyle): Sides {
  return {
    top: style.borderTopWidth,
    right: style.borderRightWidth,
    bottom: style.borderBottomWidth,
    left: style.borderLeftWidth,
  };
}

/** Percentages of padding and margin, on all sides, are of the containing block's width (CSS Box 4 section 3). */
export function paddingOf(style: ComputedStyle, width: number): Sides {
  return {
    top: resolveLength(style.paddingTop, width),
    right: resolveLength(style.paddingRight, width),
    bottom: resolveLength(style.paddingBottom, width),
    left: resolveLength(style.paddingLeft, width),
  };
}

/** Margins with `auto` as 0. */
export function marginOf(style: ComputedStyle, width: number): Sides {
  const side = (value: ComputedStyle['marginTop']): number => (value === 'auto' ? 0 : resolveLength(value, width));
  return {
    top: side(style.marginTop),
    right: side(style.marginRight),
    bottom: side(style.marginBottom),
    left: side(style.marginLeft),
  };
}

export const horizontal = (sides: Sides): number => sides.left + sides.right;
export const vertical = (sides: Sides): number => sides.top + sides.bottom;

/** Border plus padding. */
export function edgesOf(style: ComputedStyle, width: number): Sides {
  const [b, p] = [borderOf(style), paddingOf(style, width)];
  return { top: b.top + p.top, right: b.right + p.right, bottom: b.bottom + p.bottom, left: b.left + p.left };
}

/** A stated width as border-box px, or undefined for the keywords that need the content. */
export function statedWidth(
  value: Size | MaxSize | 'content',
  style: ComputedStyle,
  available: number,
): number | undefined {
  if (typeof value === 'string') return undefined;
  const edges = horizontal(edgesOf(style, available));
  const width = resolveLength(value, available);
  return style.boxSizing === 'border-box' ? Math.max(width, edges) : Math.max(0, width) + edges;
}

/** A stated height as border-box px; undefined for keywords, and for percentages of an unknown height. */
export function statedHeight(
  value: Size | MaxSize | 'content',
  style: ComputedStyle,
  space: Pick<ConstraintSpace, 'availableWidth' | 'availableHeight'>,
): number | undefined {
  if (typeof value === 'string') return undefined;
  if (value.percent !== 0 && space.availableHeight === undefined) return undefined;
  const edges = vertical(edgesOf(style, space.availableWidth));
  const height = resolveLength(value, space.availableHeight ?? 0);
  return style.boxSizing === 'border-box' ? Math.max(height, edges) : Math.max(0, height) + edges;
}

/** Applies min-height and max-height to a border-box height. */
export function clampHeight(height: number, style: ComputedStyle, space: ConstraintSpace): number {
  const max = statedHeight(style.maxHeight, style, space) ?? Number.POSITIVE_INFINITY;
  const min = statedHeight(style.minHeight, style, space) ?? vertical(edgesOf(style, space.availableWidth));
  return Math.max(min, Math.min(max, height));
}

/** Content widths of `min-content`, `max-content` and `fit-content` in `available` px. */
export function keywordWidth(
  keyword: string,
  intrinsic: { readonly min: number; readonly max: number },
  available: number,
): number {
  if (keyword === 'min-content') return intrinsic.min;
  if (keyword === 'max-content') return intrinsic.max;
  return Math.max(intrinsic.min, Math.min(intrinsic.max, available));
}

/** Applies min-width and max-width to a border-box width. */
export function clampWidth(
  width: number,
  style: ComputedStyle,
  available: number,
  intrinsic: () => { readonly min: number; readonly max: number },
): number {
  const limit = (value: Size | MaxSize): number | undefined =>
    value === 'auto' || value === 'none'
      ? undefined
      : typeof value === 'string'
        ? keywordWidth(value, intrinsic(), available)
        : statedWidth(value, style, available);
  const max = limit(style.maxWidth) ?? Number.POSITIVE_INFINITY;
  const min = limit(style.minWidth) ?? horizontal(edgesOf(style, available));
  return Math.max(min, Math.min(max, width));
}

/**
 * How far relative positioning moves a box (CSS Positioned Layout 3 section 3.4): top wins over bottom, and the side at
 * which lines of the containing block start over the other one.
 */
export function relativeOffset(
  style: ComputedStyle,
  width: number,
  height: number | undefined,
  direction: ComputedStyle['direction'] = 'ltr',
): { readonly x: number; readonly y: number } {
  if (style.position !== 'relative') return ORIGIN;
  // A percentage of a height that is not known yet moves nothing.
  const known = (value: AutoLength): AutoLength =>
    height === undefined && value !== 'auto' && value.percent !== 0 ? 'auto' : value;
  const shift = (near: AutoLength, far: AutoLength, base: number): number =>
    near !== 'auto' ? resolveLength(near, base) : far !== 'auto' ? -resolveLength(far, base) : 0;
  const x = direction === 'ltr' ? shift(style.left, style.right, width) : -shift(style.right, style.left, width);
  return { x, y: shift(known(style.top), known(style.bottom), height ?? 0) };
}

const ORIGIN = { x: 0, y: 0 };
