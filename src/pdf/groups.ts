import type { Rect } from '../base/geometry.ts';
import type { DisplayItem, SaveItem } from '../engine/paint/display-list.ts';
import { itemPlaces } from './bounds.ts';

/** The restore that closes the group opened at `start`, or the end of the list. */
export function endOfGroup(items: readonly DisplayItem[], start: number): number {
  let depth = 0;
  for (let i = start; i < items.length; i++) {
    const { type } = items[i]!;
    if (type === 'save') depth++;
    else if (type === 'restore' && --depth === 0) return i;
  }
  return items.length;
}

export const isGroup = ({ opacity, blend, isolated }: SaveItem): boolean =>
  (opacity !== undefined && opacity < 1) || blend !== undefined || isolated === true;

/** Groups of more than this are not looked through for places where items overlap. */
const MOST_COMPARED = 60;

/**
 * Whether the items of a group must be put together before they are faded and blended. Where none lies on another, each
 * can be by itself, and stays in the content of the page.
 */
export function needsForm(group: SaveItem, items: readonly DisplayItem[]): boolean {
  const blends = items.some((item) => item.type === 'save' && (item.blend !== undefined || item.isolated === true));
  if (group.blend === undefined && !((group.opacity ?? 1) < 1)) return blends;
  if (blends || items.length > MOST_COMPARED) return true;
  if (items.some((item) => item.type === 'path' && item.fill && item.stroke)) return true;
  const places = itemPlaces(items);
  return places.some((a, i) => places.some((b, k) => k < i && overlap(a, b)));
}

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width - 0.01 &&
  b.x < a.x + a.width - 0.01 &&
  a.y < b.y + b.height - 0.01 &&
  b.y < a.y + a.height - 0.01;
