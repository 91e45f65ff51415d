import { finding, type Report } from '../../base/diagnostics.ts';
import type { BlockBox, Box, BoxTree } from '../boxes/box.ts';
import { isInFlow } from '../boxes/out-of-flow.ts';
import type { PageMark } from '../boxes/page-marks.ts';
import type { StyledDocument } from '../css/cascade.ts';
import { sideBetween, startPage } from '../layout/breaks.ts';
import type { Fragment } from '../layout/fragment.ts';
import type { BreakToken, LayoutContext } from '../layout/space.ts';
import { emptyFragment, fillPage, NOTHING_WAITS, type Waiting } from './page-filler.ts';
import { type PageBox, PageStyles } from './page-style.ts';
import { type FlowPage, placeOnPages } from './positioned.ts';

/** Far beyond any sheet; what reaches it hardly ends. */
const MOST_PAGES = 10_000;
/** Pages in a row that nobody prints: on none of them anything begins, only boxes go on. */
const MOST_EMPTY_PAGES = 500;

const NOBODY = { element: undefined };

/** Fills pages until the content ends. */
export function paginate(
  tree: BoxTree,
  { document, sheets, environment }: StyledDocument,
  layout: LayoutContext,
  report: Report,
): FlowPage[] {
  const { root } = tree;
  const { direction } = root.style;
  const styles = new PageStyles(sheets, root.style, report, environment);
  const pages: FlowPage[] = [];
  // The first page is a front, unless the content asks for the other side (CSS 2 section 13.3.1).
  const front = direction === 'ltr' ? 'right' : 'left';
  const first = sideBetween(undefined, root, direction) ?? front;
  const sideOf = (number: number): 'left' | 'right' => ((number % 2 === 1) === (first === 'right') ? 'right' : 'left');
  let group = { name: '', count: 0 };
  const next = (name: string, blank: boolean): { readonly number: number; readonly box: PageBox } => {
    group = { name, count: group.name === name ? group.count + 1 : 1 };
    const number = pages.length + 1;
    return { number, box: styles.page({ number, name, inGroup: group.count, side: sideOf(number), blank }) };
  };

  let token: BreakToken | 'ended' | undefined;
  let waiting = NOTHING_WAITS;
  let empty = 0;
  const met = new Set<PageMark>();
  do {
    const { name, side } = token === 'ended' ? { name: group.name, side: undefined } : startOf(root, token);
    if (pages.length && side && side !== sideOf(pages.length + 1)) {
      const { number, box } = next(name, true);
      pages.push({ number, box, content: { x: box.area.x, y: box.area.y, fragment: emptyFragment(root) } });
    }
    const { number, box } = next(name, false);
    const filled = fillPage(tree, box, token, waiting, layout);
    pages.push({ number, box, content: { x: box.area.x, y: box.area.y, fragment: filled.fragment } });
    waiting = filled.waiting;
    for (const mark of filled.met) met.add(mark);
    token = filled.token ?? 'ended';
    empty = begins(filled.fragment) ? 0 : empty + 1;
    if ((pages.length >= MOST_PAGES || empty >= MOST_EMPTY_PAGES) && (token !== 'ended' || waits(waiting))) {
      const after = empty >= MOST_EMPTY_PAGES ? `${empty} pages on which nothing begins` : `${MOST_PAGES} pages`;
      const text = `the document goes on after ${after}; the rest is left out`;
      report(finding('layout-too-many-pages', text, { page: pages.length }));
      break;
    }
  } while (token !== 'ended' || waits(waiting));
  if (tree.places) {
    for (const mark of [...tree.marks.values()].flatMap(({ start, end }) => [...start, ...end])) {
      const { element } = mark.type === 'footnote' ? mark : mark.type === 'page-float' ? mark.box : NOBODY;
      if (element && !met.has(mark))
        report(finding('page-not-in-flow', `<${element.name}> is not printed`, document.placeOf(element)));
    }
  }
  return placeOnPages(pages, layout);
}

const waits = ({ notes, floats }: Waiting): boolean => notes.length > 0 || floats.length > 0;

/** Whether a line or the box of an element begins in a fragment; what tables repeat does not. */
const begins = (fragment: Fragment): boolean =>
  fragment.type !== 'box' ||
  (!fragment.repeated &&
    ((fragment.isFirst && fragment.box.element !== undefined) ||
      fragment.children.some((child) => begins(child.fragment))));

/** What the content at the top of a page asks for: a page by name, and after a forced break perhaps a side. */
function startOf(
  root: BlockBox,
  token: BreakToken | undefined,
): { readonly name: string; readonly side: 'left' | 'right' | undefined } {
  let [box, at]: [Box, BreakToken | undefined] = [root, token];
  while (at && box.kind === 'block' && !box.inline) {
    const child: Box | undefined = box.children[at.index];
    if (!child) return { name: box.style.page, side: undefined };
    if (!at.child) {
      const before = box.children.slice(0, at.index).findLast(isInFlow);
      const side = at.forced ? sideBetween(before, child, root.style.direction) : undefined;
      return { name: startPage(child), side };
    }
    [box, at] = [child, at.child];
  }
  return { name: at ? box.style.page : startPage(box), side: undefined };
}
