import type { Color } from '../../base/color.ts';
import type { Matrix } from '../../base/geometry.ts';
import type { DisplayItem, Mark, Mask, Paint } from './display-list.ts';

/** Items as one, seen through a mask. */
export function grouped(items: readonly DisplayItem[], mark: Mark, mask: Mask): DisplayItem[] {
  return [{ type: 'group', mark, items, opacity: 1, mask }];
}

/** Items faded together. What is painted in one go fades by itself. */
export function faded(items: readonly DisplayItem[], opacity: number, mark: Mark): DisplayItem[] {
  if (opacity <= 0) return [];
  const painted = items.filter(({ type }) => type !== 'save' && type !== 'restore');
  const [only] = painted;
  if (painted.length > 1 || !only) return [{ type: 'group', mark, items, opacity }];
  const alone = fadedItem(only, opacity);
  return alone ? items.map((item) => (item === only ? alone : item)) : [{ type: 'group', mark, items, opacity }];
}

function fadedItem(item: DisplayItem, opacity: number): DisplayItem | undefined {
  if (item.type === 'group') return { ...item, opacity: item.opacity * opacity };
  if (item.type === 'path') {
    if (item.fill && item.stroke) return undefined;
    const stroke = item.stroke && { ...item.stroke, color: fadedPaint(item.stroke.color, opacity) };
    return { ...item, fill: item.fill && fadedPaint(item.fill, opacity), stroke };
  }
  return undefined;
}

export function fadedPaint(paint: Paint, opacity: number): Paint {
  if (opacity >= 1) return paint;
  const fade = (color: Color): Color => ({ ...color, alpha: color.alpha * opacity });
  if (!('type' in paint)) return fade(paint);
  if (paint.type === 'pattern') return { ...paint, alpha: paint.alpha * opacity };
  return { ...paint, stops: paint.stops.map((stop) => ({ ...stop, color: fade(stop.color) })) };
}

/** Items in the space of `transform`. */
export function moved(items: DisplayItem[], transform: Matrix): DisplayItem[] {
  const [a, b, c, d, e, f] = transform;
  if (items.length === 0 || (a === 1 && b === 0 && c === 0 && d === 1 && e === 0 && f === 0)) return items;
  return [{ type: 'save', transform }, ...items, { type: 'restore' }];
}
