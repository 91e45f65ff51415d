import { inset, type Rect } from '../../base/geometry.ts';
import type { Box, FlexBox, GridBox } from '../boxes/box.ts';
import { isPositioned, isTransformed } from '../boxes/out-of-flow.ts';
import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { positionShare } from './alignment.ts';
import { intrinsicWithin, usedWidth, widthByRatio } from './block-width.ts';
import type { BoxFragment, OutOfFlow, PlacedFragment } from './fragment.ts';
import { clampHeight, clampWidth, edgesOf, horizontal, keywordWidth, marginOf, vertical } from './sizes.ts';
import type { ConstraintSpace, LayoutContext } from './space.ts';

/** The rectangle that insets of an absolutely positioned box are measured from, px. */
export interface ContainingBlock extends Rect {
  readonly direction: ComputedStyle['direction'];
}

/** Whether a box holds its absolutely positioned descendants, or fixed ones too (CSS Positioned Layout 3 section 2.1). */
export const holdsAbsolute = (style: ComputedStyle): boolean => isPositioned(style) || isTransformed(style);

/**
 * Gives the absolutely positioned boxes in a fragment whose containing block it is their places; the others wait on.
 * Called for each fragment when it is made, so only its own and those of its children wait in it.
 */
export function placeOutOfFlow(fragment: BoxFragment, context: LayoutContext): BoxFragment {
  const waiting = waitingIn(fragment);
  if (waiting.length === 0) return fragment.outOfFlow ? { ...fragment, outOfFlow: undefined } : fragment;
  const holds = holdsAbsolute(fragment.box.style);
  const placed: PlacedFragment[] = [];
  const rest: OutOfFlow[] = [];
  for (const one of waiting) {
    const fixed = one.box.style.position === 'fixed' && !isTransformed(fragment.box.style);
    if (!fixed && one.container) placed.push(placeAbsolute(one, inlineBlock(fragment, one), context));
    else if (holds && !fixed) placed.push(placeAbsolute(one, paddingBox(fragment), context));
    else rest.push(one);
  }
  return { ...fragment, children: [...fragment.children, ...placed], outOfFlow: rest.length ? rest : undefined };
}

function waitingIn(fragment: BoxFragment): OutOfFlow[] {
  const waiting = [...(fragment.outOfFlow ?? []), ...ownPositioned(fragment)];
  for (const { x, y, fragment: child } of fragment.children) {
    if (child.type === 'text' || !child.outOfFlow) continue;
    for (const one of child.outOfFlow) waiting.push({ ...one, x: one.x + x, y: one.y + y });
  }
  return waiting;
}

/**
 * Absolutely positioned children of a flex or grid container stand as if each were its only item (CSS Flexbox 1 section
 * 4.1, CSS Grid 2 section 9.2).
 */
function ownPositioned(fragment: BoxFragment): OutOfFlow[] {
  const { box } = fragment;
  if ((box.kind !== 'flex' && box.kind !== 'grid') || !fragment.isFirst) return [];
  const inner = paddingBox(fragment);
  // In a grid that holds them their area reaches to the edges of its padding.
  const area = box.kind === 'grid' && holdsAbsolute(box.style) ? inner : inset(inner, fragment.padding);
  return box.positioned.map((child) => {
    const [anchorX, anchorY] = staticAlignment(box, child.style);
    return { box: child, x: area.x + anchorX * area.width, y: area.y + anchorY * area.height, anchorX, anchorY };
  });
}

/** Shares of the free room before an only item, horizontally and vertically. */
function staticAlignment({ kind, style }: FlexBox | GridBox, item: ComputedStyle): readonly [number, number] {
  const { flexDirection, flexWrap, direction } = style;
  const rtl = direction === 'rtl';
  const row = kind === 'grid' || flexDirection.startsWith('row');
  const align = item.alignSelf === 'auto' ? style.alignItems : item.alignSelf;
  const justify = item.justifySelf === 'auto' ? style.justifyItems : item.justifySelf;
  const own = item.direction;
  if (kind === 'grid') {
    const inline = positionShare(justify, { inline: true, direction, reversed: false }, 0, own);
    return [rtl ? 1 - inline : inline, positionShare(align, { inline: false, direction, reversed: false }, 0, own)];
  }
  const mainAxis = { inline: row, direction, reversed: flexDirection.endsWith('-reverse') };
  const crossAxis = { inline: !row, direction, reversed: flexWrap === 'wrap-reverse' };
  const content = style.justifyContent;
  const main = content === 'space-around' || content === 'space-evenly' ? 'center' : content;
  const mainShare = positionShare(main, mainAxis, 0, own);
  const crossShare = positionShare(align, crossAxis, 0, own);
  // Shares are measured along the axis, which may run from right to left or upwards.
  const along = mainAxis.reversed !== (row && rtl) ? 1 - mainShare : mainShare;
  const across = crossAxis.reversed !== (!row && rtl) ? 1 - crossShare : crossShare;
  return row ? [along, across] : [across, along];
}

function paddingBox({ box, border, width, height }: BoxFragment): ContainingBlock {
  return { ...inset({ x: 0, y: 0, width, height }, border), direction: box.style.direction };
}

/** The containing block that an inline box makes: from the start of its first fragment to the end of its last. */
function inlineBlock(fragment: BoxFragment, { container, x, y }: OutOfFlow): ContainingBlock {
  const parts: Rect[] = [];
  for (const line of fragment.children) {
    if (line.fragment.type !== 'line') continue;
    for (const part of line.fragment.children) {
      if (part.fragment.type === 'box' && part.fragment.box === container) {
        const inner = paddingBox(part.fragment);
        parts.push({ ...inner, x: line.x + part.x + inner.x, y: line.y + part.y + inner.y });
      }
    }
  }
  const [first, last] = [parts[0], parts.at(-1)];
  const direction = container!.style.direction;
  if (!first || !last) return { x, y, width: 0, height: 0, direction };
  const [start, end] = direction === 'ltr' ? [first.x, last.x + last.width] : [last.x, first.x + first.width];
  return { x: start, y: first.y, width: Math.max(0, end - start), height: last.y + last.height - first.y, direction };
}

/** Sizes and places an absolutely positioned box (CSS 2 sections 10.3.7 and 10.6.4). */
export function placeAbsolute(
  { box, x: staticX, y: staticY, anchorX, anchorY }: OutOfFlow,
  block: ContainingBlock,
  context: LayoutContext,
): PlacedFragment<BoxFragment> {
  const { style } = box;
  const inset = (value: ComputedStyle['left'], base: number): number | undefined =>
    value === 'auto' ? undefined : resolveLength(value, base);
  let [left, right] = [inset(style.left, block.width), inset(style.right, block.width)];
  let [top, bottom] = [inset(style.top, block.height), inset(style.bottom, block.height)];
  const [bothX, bothY] = [left !== undefined && right !== undefined, top !== undefined && bottom !== undefined];
  const staticLeft = left === undefined && right === undefined;
  const staticTop = top === undefined && bottom === undefined;
  if (staticLeft && anchorX === 0) left = staticX - block.x;
  else if (staticLeft && anchorX === 1) right = block.x + block.width - staticX;
  if (staticTop && anchorY === 0) top = staticY - block.y;
  else if (staticTop && anchorY === 1) bottom = block.y + block.height - staticY;
  const margin = marginOf(style, block.width);
  const space = { availableWidth: block.width, availableHeight: block.height };
  const room = block.width - (left ?? 0) - (right ?? 0) - horizontal(margin);
  const stretched = bothY ? stretchedHeight(box, block.height - top! - bottom! - vertical(margin), space) : undefined;
  const fragment = context.layoutWhole(box, {
    ...space,
    fixedWidth: widthOf(box, room, bothX, stretched, space, context),
    fixedHeight: stretched,
  });

  const freeX = room - fragment.width;
  const [autoLeft, autoRight] = [style.marginLeft === 'auto', style.marginRight === 'auto'];
  let x: number;
  if (bothX && autoLeft && autoRight) x = left! + (freeX > 0 ? freeX / 2 : block.direction === 'rtl' ? freeX : 0);
  else if (bothX && autoLeft) x = left! + freeX;
  else if (bothX && !autoRight && block.direction === 'rtl') x = block.width - right! - margin.right - fragment.width;
  else if (left !== undefined) x = left + margin.left;
  else if (right !== undefined) x = block.width - right - margin.right - fragment.width;
  else x = staticX - block.x - (fragment.width + horizontal(margin)) * anchorX + margin.left;

  const freeY = bothY ? block.height - top! - bottom! - vertical(margin) - fragment.height : 0;
  const [autoTop, autoBottom] = [style.marginTop === 'auto', style.marginBottom === 'auto'];
  let y: number;
  if (bothY && autoTop && autoBottom) y = top! + Math.max(0, freeY) / 2;
  else if (bothY && autoTop) y = top! + freeY;
  else if (top !== undefined) y = top + margin.top;
  else if (bottom !== undefined) y = block.height - bottom - margin.bottom - fragment.height;
  else y = staticY - block.y - (fragment.height + vertical(margin)) * anchorY + margin.top;
  return { x: block.x + x, y: block.y + y, fragment };
}

/** Border-box width in `room` px between insets and margins; undefined for replaced boxes, which have their own. */
function widthOf(
  box: Box,
  room: number,
  stretches: boolean,
  height: number | undefined,
  space: ConstraintSpace,
  context: LayoutContext,
): number | undefined {
  const { style } = box;
  if (box.kind === 'replaced') return undefined;
  if (style.width !== 'auto') return usedWidth(box, space, context);
  const { availableWidth } = space;
  const intrinsic = () => intrinsicWithin(box, availableWidth, context.intrinsic(box));
  const width =
    stretches && box.kind !== 'table'
      ? Math.max(room, horizontal(edgesOf(style, availableWidth)))
      : (widthByRatio(box, { ...space, fixedHeight: height }) ?? keywordWidth('fit-content', intrinsic(), room));
  return clampWidth(width, style, availableWidth, intrinsic);
}

function stretchedHeight(box: Box, room: number, space: ConstraintSpace): number | undefined {
  const { style } = box;
  if (style.height !== 'auto' || box.kind === 'replaced' || box.kind === 'table') return undefined;
  if (style.aspectRatio !== 'auto' && style.width !== 'auto') return undefined;
  return clampHeight(Math.max(0, room), style, space);
}
