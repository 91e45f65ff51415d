import type { BoxFragment, OutOfFlow, PlacedFragment } from '../layout/fragment.ts';
import { type ContainingBlock, placeAbsolute } from '../layout/positioned.ts';
import type { LayoutContext } from '../layout/space.ts';
import type { PageBox } from './page-style.ts';

/** A page filled by the flow, placed from its top left corner. CSS px. */
export interface FlowPage {
  /** From 1. */
  readonly number: number;
  readonly box: PageBox;
  readonly content: PlacedFragment<BoxFragment>;
}

/** A box that stands in the same place on every page. */
interface Fixed {
  readonly waiting: OutOfFlow;
  readonly page: number;
}

/**
 * Places what no box holds: absolutely positioned boxes by the first page's area, continued over the pages, fixed ones
 * on each page (CSS Positioned Layout 3 section 2.1; CSS Page 3 section 3.2). Only one of the copies is content.
 */
export function placeOnPages(flow: readonly FlowPage[], layout: LayoutContext): FlowPage[] {
  const added: PlacedFragment<BoxFragment>[][] = flow.map(() => []);
  const fixed: Fixed[] = [];
  flow.forEach(({ content }, page) => {
    for (const waiting of content.fragment.outOfFlow ?? []) {
      if (waiting.box.style.position === 'fixed') fixed.push({ waiting, page });
      else placeInitially(waiting, page, flow, added, layout);
    }
  });
  for (const { waiting, page: first } of fixed) {
    flow.forEach((page, index) => {
      const placed = placeAbsolute(waiting, areaOf(page), layout);
      added[index]!.push(index === first ? placed : { ...placed, fragment: { ...placed.fragment, repeated: true } });
    });
  }
  return flow.map((page, index) => {
    const own = added[index]!;
    if (!own.length) return page;
    const { fragment } = page.content;
    return {
      ...page,
      content: { ...page.content, fragment: { ...fragment, children: [...fragment.children, ...own] } },
    };
  });
}

/** The initial containing block is the first page's area; what lies below it lies on the pages after. */
function placeInitially(
  waiting: OutOfFlow,
  page: number,
  flow: readonly FlowPage[],
  added: PlacedFragment<BoxFragment>[][],
  layout: LayoutContext,
): void {
  const { top, bottom } = waiting.box.style;
  if (top === 'auto' && bottom === 'auto') {
    added[page]!.push(placeAbsolute(waiting, areaOf(flow[page]!), layout));
    return;
  }
  const first = areaOf(flow[0]!);
  const placed = placeAbsolute(waiting, first, layout);
  const index = first.height > 0 ? Math.min(flow.length - 1, Math.max(0, Math.floor(placed.y / first.height))) : 0;
  added[index]!.push({ ...placed, y: placed.y - index * first.height });
}

/** The page area, from the corner of the root's fragment. */
function areaOf({ box, content }: FlowPage): ContainingBlock {
  return {
    x: 0,
    y: 0,
    width: box.area.width,
    height: box.area.height,
    direction: content.fragment.box.style.direction,
  };
}
