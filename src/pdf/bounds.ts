import { IDENTITY, type Matrix, mapRect, multiply, pathBounds, type Rect, union } from '../base/geometry.ts';
import type { DisplayItem, Stroke, TextItem } from '../engine/paint/display-list.ts';
import { letterCount } from '../engine/text/widths.ts';

/** How far the paint of an item reaches, px; joins and caps may reach a little farther. */
export function itemBounds(item: DisplayItem): Rect | undefined {
  if (item.type === 'image') return item.rect;
  if (item.type === 'group') return itemsBounds(item.items);
  if (item.type === 'text') return widened(textBounds(item), item.stroke);
  if (item.type !== 'path') return undefined;
  const bounds = pathBounds(item.path);
  return bounds && widened(bounds, item.stroke);
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

/** How far a whole list of items reaches, its groups closed. */
export function itemsBounds(items: readonly DisplayItem[]): Rect | undefined {
  const stack: { readonly matrix: Matrix; readonly clip: Rect | undefined }[] = [];
  let matrix: Matrix = IDENTITY;
  let clip: Rect | undefined;
  let all: Rect | undefined;
  for (const item of items) {
    if (item.type === 'restore') ({ matrix, clip } = stack.pop() ?? { matrix, clip });
    else if (item.type === 'save') {
      stack.push({ matrix, clip });
      if (item.transform) matrix = multiply(matrix, item.transform);
      const area = item.clip && mapRect(matrix, pathBounds(item.clip.path) ?? NOTHING);
      if (area) clip = clip ? intersection(clip, area) : area;
    } else {
      const own = paintedBounds(item);
      const mapped = own && mapRect(matrix, own);
      const rect = mapped && clip ? intersection(mapped, clip) : mapped;
      if (rect) all = all ? union(all, rect) : rect;
    }
  }
  return all;
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

const NOTHING: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** What an item may paint, with room for its sharpest joins. */
export function paintedBounds(item: DisplayItem): Rect | undefined {
  const bounds = itemBounds(item);
  const stroke = item.type === 'path' || item.type === 'text' ? item.stroke : undefined;
  if (!bounds || !stroke) return bounds;
  return grow(bounds, (stroke.width / 2) * Math.max(1.5, stroke.join === 'miter' ? stroke.miterLimit : 1));
}

export function intersection(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return { x, y, width: Math.max(0, width), height: Math.max(0, height) };
}
