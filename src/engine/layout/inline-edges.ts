import type { InlineBox } from '../boxes/box.ts';
import { edgesOf, marginOf } from './sizes.ts';

/** Margin, border and padding at the start or end of an inline box, px. */
export function inlineEdge(box: InlineBox, end: 'open' | 'close', width: number): number {
  const edges = edgesOf(box.style, width);
  const margin = marginOf(box.style, width);
  const left = (end === 'open') === (box.style.direction === 'ltr');
  return left ? edges.left + margin.left : edges.right + margin.right;
}
