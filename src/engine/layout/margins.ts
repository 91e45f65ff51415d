import type { BlockBox, Box } from '../boxes/box.ts';
import { isMultiColumn } from '../boxes/displays.ts';
import { isInFlow } from '../boxes/out-of-flow.ts';
import type { ComputedStyle } from '../css/style.ts';
import { edgesOf, marginOf } from './sizes.ts';

/** Adjoining margins: the largest positive and the most negative (CSS 2 section 8.3.1). */
export interface MarginStrut {
  readonly positive: number;
  readonly negative: number;
}

export const NO_MARGIN: MarginStrut = { positive: 0, negative: 0 };

export const strutOf = (margin: number): MarginStrut => ({
  positive: Math.max(0, margin),
  negative: Math.min(0, margin),
});

export const join = (a: MarginStrut, b: MarginStrut): MarginStrut => ({
  positive: Math.max(a.positive, b.positive),
  negative: Math.min(a.negative, b.negative),
});

export const strutSize = (strut: MarginStrut): number => strut.positive + strut.negative;

/** What depends on a box and its containing block's width, kept for the last width: each level asks for all below it. */
type Memory<T> = WeakMap<Box, { readonly width: number; readonly value: T }>;

const through: Memory<boolean> = new WeakMap();
const tops: Memory<MarginStrut> = new WeakMap();
const bottoms: Memory<MarginStrut> = new WeakMap();

function remembered<T>(memory: Memory<T>, box: Box, width: number, make: () => T): T {
  const known = memory.get(box);
  if (known?.width === width) return known.value;
  const value = make();
  memory.set(box, { width, value });
  return value;
}

const ROOTS = new Set(['html', 'fieldset']);

/** A box whose margins do not adjoin those of its children (CSS Display 3, block formatting context roots). */
export function isFormattingRoot(box: Box): boolean {
  if (box.kind !== 'block') return true;
  const { display, overflow } = box.style;
  return (
    display === 'flow-root' || display === 'table-cell' || display === 'table-caption' || overflow !== 'visible' ||
    isMultiColumn(box.style) || ROOTS.has(box.element?.name ?? '') || !isInFlow(box) ||
    box.style.alignContent !== 'normal'
  ); // biome-ignore format: a list
}

const heightIsAuto = ({ style: { height } }: BlockBox): boolean => typeof height === 'string' || height.percent !== 0;

const hasMinimum = ({ style: { minHeight } }: BlockBox): boolean =>
  typeof minHeight !== 'string' && (minHeight.px !== 0 || minHeight.percent !== 0);

/** The top margin joins that of the first child: nothing lies between them. */
export function collapsesTop(box: Box, width: number): box is BlockBox {
  return box.kind === 'block' && !isFormattingRoot(box) && edgesOf(box.style, width).top === 0;
}

export function collapsesBottom(box: Box, width: number): box is BlockBox {
  return box.kind === 'block' && !isFormattingRoot(box) && heightIsAuto(box) && edgesOf(box.style, width).bottom === 0;
}

/** No content, border, padding or height: the margins before and after it are one. */
export function collapsesThrough(box: Box, width: number): boolean {
  return remembered(through, box, width, () => isEmpty(box, width));
}

function isEmpty(box: Box, width: number): boolean {
  if (!collapsesTop(box, width) || !collapsesBottom(box, width)) return false;
  if (box.inline || box.marker || hasMinimum(box)) return false;
  return box.children.every((child) => !isInFlow(child) || collapsesThrough(child, width));
}

/** The margins that adjoin at the top of a box, its own and those of its first children. `width` is its containing block's. */
export function topStrut(box: Box, width: number): MarginStrut {
  return remembered(tops, box, width, () => makeTopStrut(box, width));
}

/** Some first child, or one of its, is to stand below floats that `moves` says are in its way. */
export function clearsAtTop(box: Box, width: number, moves: (clear: ComputedStyle['clear']) => boolean): boolean {
  for (let child = firstInFlow(box, width); child; child = firstInFlow(child, width))
    if (child.style.clear !== 'none') return moves(child.style.clear);
  return false;
}

/** The margins at the top of a box without those from the first descendant on that is moved below floats. */
export function topStrutBeforeClear(box: Box, width: number): MarginStrut {
  let strut = strutOf(marginOf(box.style, width).top);
  for (let child = firstInFlow(box, width); child?.style.clear === 'none'; child = firstInFlow(child, width))
    strut = join(strut, strutOf(marginOf(child.style, width).top));
  return strut;
}

const firstInFlow = (box: Box, width: number): Box | undefined =>
  collapsesTop(box, width) ? box.children.find(isInFlow) : undefined;

function makeTopStrut(box: Box, width: number): MarginStrut {
  let strut = strutOf(marginOf(box.style, width).top);
  if (!collapsesTop(box, width)) return strut;
  for (const child of box.children) {
    if (!isInFlow(child)) continue;
    strut = join(strut, topStrut(child, width));
    if (!collapsesThrough(child, width)) return strut;
    strut = join(strut, bottomStrut(child, width));
  }
  if (collapsesThrough(box, width)) strut = join(strut, strutOf(marginOf(box.style, width).bottom));
  return strut;
}

export function bottomStrut(box: Box, width: number): MarginStrut {
  return remembered(bottoms, box, width, () => makeBottomStrut(box, width));
}

function makeBottomStrut(box: Box, width: number): MarginStrut {
  let strut = strutOf(marginOf(box.style, width).bottom);
  if (!collapsesBottom(box, width)) return strut;
  for (const child of box.children.toReversed()) {
    if (!isInFlow(child)) continue;
    strut = join(strut, bottomStrut(child, width));
    if (!collapsesThrough(child, width)) return strut;
    strut = join(strut, topStrut(child, width));
  }
  return strut;
}
