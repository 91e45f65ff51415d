import type { Color } from '../../base/color.ts';
import type { Rect } from '../../base/geometry.ts';
import { PX_PER_UNIT } from '../../base/units.ts';
import type { Artifact } from '../boxes/structure.ts';
import type { PageBox } from '../pages/page-style.ts';
import type { DisplayItem } from './display-list.ts';
import { boxPath } from './rounded.ts';

/** What a layout is drawn on, CSS px: columns over the page area, and lines from its top. */
export interface LayoutGrid {
  readonly columns: number;
  readonly gutter: number;
  /** Height of a line of text. */
  readonly line: number;
}

const AID: Artifact = { kind: 'artifact', type: 'Layout' };
const THIN = 0.25 * PX_PER_UNIT.pt!;
const color = (...components: readonly number[]): Color => ({ space: 'rgb', components, alpha: 1 });
const COLUMN = color(0.9, 0, 0.55);
const LINE = color(0, 0.6, 0.85);
const AREA = color(0.4, 0.4, 0.4);
/** More lines than any page has. */
const MOST_LINES = 5000;

/** Left edges of the columns with their common width, px from the left of the page. */
export function columnsOf({ area }: PageBox, { columns, gutter }: LayoutGrid): { left: number[]; width: number } {
  const width = (area.width - gutter * (columns - 1)) / columns;
  return { left: Array.from({ length: columns }, (_, i) => area.x + i * (width + gutter)), width };
}

/** The grid over a finished page: for designers, never for print. */
export function paintLayoutGrid(page: PageBox, grid: LayoutGrid, items: DisplayItem[]): void {
  const { area } = page;
  const rule = (rect: Rect, fill: Color): void => {
    items.push({ type: 'path', mark: AID, path: boxPath(rect), fill });
  };
  const count = grid.line > 0 ? Math.min(MOST_LINES, Math.floor(area.height / grid.line)) : 0;
  for (let i = 1; i <= count; i++)
    rule({ x: area.x, y: area.y + i * grid.line - THIN / 2, width: area.width, height: THIN }, LINE);
  const { left, width } = columnsOf(page, grid);
  for (const x of left.flatMap((start) => [start, start + width]))
    rule({ x: x - THIN / 2, y: 0, width: THIN, height: page.height }, COLUMN);
  for (const y of [area.y, area.y + area.height])
    rule({ x: 0, y: y - THIN / 2, width: page.width, height: THIN }, AREA);
}
