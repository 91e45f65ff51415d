import type { Matrix, Path } from '../../base/geometry.ts';
import type { PageBox } from '../pages/page-style.ts';
import type { TextContext } from '../text/paragraph.ts';
import type { DisplayItem, DisplayPage } from './display-list.ts';
import { sheetOf } from './page-box.ts';
import { paintFoldMarks, paintPageMarks, paintSlug } from './production.ts';
import { boxPath } from './rounded.ts';

/** How pages come to lie on the sheets of a press; `saddle-stitch` folds them once, in each other. */
export type Imposition = 'saddle-stitch';

/** A page that is painted, without its marks, and its box. */
export interface PaintedPage {
  readonly box: PageBox;
  readonly page: DisplayPage;
}

/** Indices of the pages on the left and the right half of one side of a sheet; undefined where the half is blank. */
export type Spread = readonly [left: number | undefined, right: number | undefined];

/**
 * The sides of all sheets, the outer one first and each front before its back: folded in the middle and put in each
 * other, the pages follow in order. A number of pages that is no multiple of four leaves the last ones blank.
 */
export function saddleStitch(count: number, direction: 'ltr' | 'rtl'): Spread[] {
  const whole = Math.ceil(count / 4) * 4;
  const there = (index: number): number | undefined => (index < count ? index : undefined);
  return Array.from({ length: whole / 2 }, (_, side): Spread => {
    const [early, late] = [there(side), there(whole - 1 - side)];
    // On the front of a sheet the earlier page is read last: it is the one at the end.
    const earlyAtEnd = side % 2 === 0;
    return earlyAtEnd === (direction === 'ltr') ? [late, early] : [early, late];
  });
}

/** Pages are one size: two fill a sheet. */
export const canImpose = (boxes: readonly PageBox[]): boolean =>
  boxes.every(({ width, height, bleed }) => {
    const [first] = boxes;
    return width === first!.width && height === first!.height && bleed === first!.bleed;
  });

/** Two pages side by side on each side of the sheets, with marks around both and where they are folded. */
export function imposePages(
  painted: readonly PaintedPage[],
  direction: 'ltr' | 'rtl',
  slug: string | undefined,
  text: TextContext,
): DisplayPage[] {
  const single = painted[0]!.box;
  const box: PageBox = { ...single, width: single.width * 2 };
  return saddleStitch(painted.length, direction).map((spread, side): DisplayPage => {
    const halves = spread
      .map((index, half) => ({ index, half }))
      .filter((one): one is { index: number; half: number } => one.index !== undefined)
      .sort((a, b) => a.index - b.index);
    const items: DisplayItem[] = [];
    const links: DisplayPage['links'][number][] = [];
    const anchors: DisplayPage['anchors'][number][] = [];
    for (const { index, half } of halves) {
      const { page } = painted[index]!;
      const dx = half * single.width;
      const transform: Matrix = [1, 0, 0, 1, dx, 0];
      items.push({ type: 'save', transform, clip: { path: halfOf(single, half), rule: 'nonzero' } });
      for (const item of page.items) items.push(inOrder(item, index));
      items.push({ type: 'restore' });
      for (const { node, rects } of page.links)
        links.push({ node, rects: rects.map((rect) => ({ ...rect, x: rect.x + dx })) });
      for (const anchor of page.anchors) anchors.push({ ...anchor, x: anchor.x + dx });
    }
    paintPageMarks(box, items);
    paintFoldMarks(box, items);
    if (slug) paintSlug(box, side + 1, slug, text, items);
    return { width: box.width, height: box.height, ...sheetOf(box), items, links, anchors };
  });
}

/** What one half of the sheet shows, in the page's own coordinates: its bleed on all sides but at the fold. */
function halfOf({ width, height, bleed }: PageBox, half: number): Path {
  return boxPath({ x: half ? 0 : -bleed, y: -bleed, width: width + bleed, height: height + 2 * bleed });
}

/** More stretches of text than a page has. */
const STRETCHES = 1e6;

/** The stretches of a later page come after all of an earlier one. */
const inOrder = (item: DisplayItem, page: number): DisplayItem =>
  item.type === 'text' && item.order !== undefined ? { ...item, order: item.order + page * STRETCHES } : item;
