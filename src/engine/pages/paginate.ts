import type { BoxTree } from '../boxes/box.ts';
import type { BoxContext } from '../boxes/build.ts';
import type { BoxFragment, PlacedFragment } from '../layout/fragment.ts';
import type { BreakToken, LayoutContext } from '../layout/space.ts';
import { layoutMarginBoxes } from './margin-boxes.ts';
import { type PageBox, PageStyles } from './page-style.ts';
import { type FlowPage, placeOnPages } from './positioned.ts';

/** One finished page: the flow's fragment and the margin boxes, placed from the page's top left corner. CSS px. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly box: PageBox;
  readonly content: PlacedFragment<BoxFragment>;
  readonly marginBoxes: readonly PlacedFragment<BoxFragment>[];
}

/** Far beyond any sheet; what reaches it never ends. */
const MOST_PAGES = 20_000;

/** Fills pages until the content ends, then lays out the margin boxes, which may count the pages. */
export function paginate(tree: BoxTree, boxes: BoxContext, layout: LayoutContext): Page[] {
  const styles = new PageStyles(boxes.styled.sheets, tree.root.style, boxes.report);
  const flow: FlowPage[] = [];
  let token: BreakToken | undefined;
  do {
    const box = styles.page(flow.length + 1);
    const width = Math.max(1, box.width - box.margin.left - box.margin.right);
    const height = Math.max(1, box.height - box.margin.top - box.margin.bottom);
    const space = {
      availableWidth: width,
      availableHeight: height,
      fragmentainer: { type: 'page' as const, remaining: height, atTop: true },
    };
    const result = layout.layout(tree.root, space, token);
    if (result.type === 'break-before') throw new Error('the document refuses an empty page');
    flow.push({ box, content: { x: box.margin.left, y: box.margin.top, fragment: result.fragment } });
    token = result.token;
    if (flow.length > MOST_PAGES) throw new Error(`layout does not end after ${MOST_PAGES} pages`);
  } while (token);
  return placeOnPages(flow, layout).map(({ box, content }, index) => ({
    number: index + 1,
    box,
    content,
    marginBoxes: layoutMarginBoxes(box, { page: index + 1, pages: flow.length }, tree.running, boxes, layout),
  }));
}
