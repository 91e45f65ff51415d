import { IDENTITY, type Matrix, mapRect, multiply, pathBounds, type Rect } from '../base/geometry.ts';
import type { DisplayItem, Stroke, TextItem } from '../engine/paint/display-list.ts';
import { letterCount } from '../engine/text/widths.ts';

/** How far the paint of an item reaches, px; joins and caps may reach a little farther. */
export function itemBounds(item: DisplayItem): Rect | undefined {
  if (item.type === 'image') return item.rect;
  if (item.type === 'text') return widened(textBounds(item), item.stroke);
  if (item.type !== 'path') return undefined;
  const bounds = pathBounds(item.path);
  return bounds && widened(bounds, item.stroke);
}

/** Where each item paints, in the space of the list, whatever clips there are. */
export function itemPlaces(items: readonly DisplayItem[]): Rect[] {
  const stack: Matrix[] = [];
  const places: Rect[] = [];
  let matrix = IDENTITY;
  for (const item of items) {
    if (item.type === 'save') {
      stack.push(matrix);
      if (item.transform) matrix = multiply(matrix, item.transform);
    } else if (item.type === 'restore') matrix = stack.pop() ?? IDENTITY;
    else {
      const bounds = itemBounds(item);
      if (bounds) places.push(mapRect(matrix, bounds));
    }
  }
  return places;
}

function widened(bounds: Rect, stroke: Stroke | undefined): Rect {
  return stroke ? grow(bounds, stroke.width / 2) : bounds;
}

export function grow({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function textBounds({ face, size, x, y, direction, pieces }: TextItem): Rect {
  const scale = size / face.metrics.unitsPerEm;
  let width = 0;
  for (const { shaped, gap, letterSpacing } of pieces) {
    width += shaped.advance * scale + gap + (letterSpacing ? letterSpacing * letterCount(shaped) : 0);
  }
  const { ascent, descent } = face.metrics;
  return { x: direction === 'rtl' ? x - width : x, y: y - ascent * scale, width, height: (ascent + descent) * scale };
}
