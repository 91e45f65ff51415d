import type { BlockBox, Box } from '../boxes/box.ts';
import { isInFlow } from '../boxes/out-of-flow.ts';
import { isFormattingRoot } from './margins.ts';
import type { BreakToken, ColumnContext } from './space.ts';

/** Whether a child of a block in columns spans them all (CSS Multicol 1 section 6). */
export const isSpanner = (child: Box, columns: ColumnContext | undefined): boolean =>
  columns?.spans === true && child.style.columnSpan === 'all';

/** What a child knows of the columns around: only what is in their formatting context can span them. */
export const columnsFor = (columns: ColumnContext | undefined, child: Box): ColumnContext | undefined =>
  columns?.spans && isFormattingRoot(child) ? { ...columns, spans: false } : columns;

/** The spanning siblings at which a flow has stopped, and the box that they are in. */
export function spannersAt(box: BlockBox, token: BreakToken): { readonly container: BlockBox; readonly boxes: Box[] } {
  let container = box;
  let place = token;
  while (place.child) {
    container = container.children[place.index] as BlockBox;
    place = place.child;
  }
  const boxes: Box[] = [];
  for (let i = place.index; i < container.children.length; i++) {
    const child = container.children[i]!;
    if (child.style.columnSpan !== 'all' || !isInFlow(child)) break;
    boxes.push(child);
  }
  return { container, boxes };
}

/** The place after `count` spanning siblings; undefined where that is the end of all content. */
export function afterSpanners(box: BlockBox, token: BreakToken, count: number): BreakToken | undefined {
  const { container } = spannersAt(box, token);
  const move = ({ consumed, index, child }: BreakToken): BreakToken =>
    child ? { consumed, index, child: move(child) } : { consumed, index: index + count, forced: true };
  const next = move(token);
  return container === box && next.index >= box.children.length ? undefined : next;
}
