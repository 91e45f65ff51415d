import type { Path, Rect } from '../../base/geometry.ts';
import { PX_PER_UNIT } from '../../base/units.ts';
import type { Artifact } from '../boxes/structure.ts';
import { BLACK } from '../css/colors.ts';
import type { PageBox } from '../pages/page-style.ts';
import { borderFrame, paintFrame } from './borders.ts';
import type { DisplayItem, DisplayPage } from './display-list.ts';
import { boxPath, radiiOf } from './rounded.ts';

const mm = PX_PER_UNIT.mm!;
/** Marks keep clear of the bleed, and of the edge of the sheet. */
const GAP = mm;
const MARK = 5 * mm;
const LINE = 0.25 * PX_PER_UNIT.pt!;

/** Production aids (ISO 32000-1 section 14.8.2.2.2). */
const PRODUCTION: Artifact = { kind: 'artifact', type: 'Page' };
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
export function sheetOf({ bleed, marks, rotation }: PageBox): Pick<DisplayPage, 'sheet' | 'rotation'> {
  const around = marks.length ? bleed + MARK + 2 * GAP : bleed;
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

/** Crop and registration marks outside the bleed (CSS Paged Media 3 section 7.3). */
export function paintPageMarks(page: PageBox, items: DisplayItem[]): void {
  if (page.marks.includes('crop')) for (const rect of cropMarks(page)) fill(boxPath(rect), items);
  if (page.marks.includes('cross')) for (const [x, y] of crossMarks(page)) paintCross(x, y, items);
}

function fill(path: Path, items: DisplayItem[]): void {
  items.push({ type: 'path', mark: PRODUCTION, path, fill: BLACK });
}

/** Two lines at each corner, in line with the edges of the finished page. */
function cropMarks({ width, height, bleed }: PageBox): Rect[] {
  const from = bleed + GAP;
  return [0, width].flatMap((x) =>
    [0, height].flatMap((y) => [
      { x: x - LINE / 2, y: y ? y + from : -from - MARK, width: LINE, height: MARK },
      { x: x ? x + from : -from - MARK, y: y - LINE / 2, width: MARK, height: LINE },
    ]),
  );
}

/** The middles of the sides. */
function crossMarks({ width, height, bleed }: PageBox): (readonly [number, number])[] {
  const out = bleed + GAP + MARK / 2;
  return [
    [width / 2, -out],
    [width + out, height / 2],
    [width / 2, height + out],
    [-out, height / 2],
  ];
}

function paintCross(x: number, y: number, items: DisplayItem[]): void {
  const half = MARK / 2;
  fill(boxPath({ x: x - half, y: y - LINE / 2, width: MARK, height: LINE }), items);
  fill(boxPath({ x: x - LINE / 2, y: y - half, width: LINE, height: MARK }), items);
  const circle = (r: number): Path => {
    const round = [r, r] as const;
    return boxPath({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }, [round, round, round, round]);
  };
  const path = [...circle(MARK * 0.3), ...circle(MARK * 0.3 - LINE)];
  items.push({ type: 'path', mark: PRODUCTION, path, fill: BLACK, fillRule: 'evenodd' });
}
