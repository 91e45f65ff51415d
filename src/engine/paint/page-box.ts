import type { Rect } from '../../base/geometry.ts';
import type { Artifact } from '../boxes/structure.ts';
import type { PageBox } from '../pages/page-style.ts';
import { borderFrame, paintFrame } from './borders.ts';
import type { DisplayItem, DisplayPage } from './display-list.ts';
import { marksRoom } from './production.ts';
import { radiiOf } from './rounded.ts';

const LAYOUT: Artifact = { kind: 'artifact', type: 'Layout' };

/** What the page is printed on: the page with its bleed. */
export function bledRect({ width, height, bleed }: PageBox): Rect {
  return { x: -bleed, y: -bleed, width: width + 2 * bleed, height: height + 2 * bleed };
}

/** What the background of the document covers: the page area, and the bleed on the sides where it reaches the edge. */
export function canvasRect({ width, height, bleed, area }: PageBox): Rect {
  const left = area.x <= 0 ? bleed : 0;
  const top = area.y <= 0 ? bleed : 0;
  const right = area.x + area.width >= width ? bleed : 0;
  const bottom = area.y + area.height >= height ? bleed : 0;
  return { x: area.x - left, y: area.y - top, width: area.width + left + right, height: area.height + top + bottom };
}

/** The sheet around the page and how the page is turned, where there is anything to say. */
export function sheetOf(page: PageBox): Pick<DisplayPage, 'sheet' | 'rotation'> {
  const { bleed, rotation } = page;
  const around = bleed + marksRoom(page);
  return { ...(around ? { sheet: { bleed, around } } : {}), ...(rotation ? { rotation } : {}) };
}

/** The borders of the page box. */
export function paintPageBorders(page: PageBox, items: DisplayItem[]): void {
  const { margin, style } = page;
  const rect = {
    x: margin.left,
    y: margin.top,
    width: page.width - margin.left - margin.right,
    height: page.height - margin.top - margin.bottom,
  };
  const radii = radiiOf(style, rect.width, rect.height, { top: true, right: true, bottom: true, left: true });
  paintFrame(borderFrame(rect, page.border, style, radii), LAYOUT, items);
}
