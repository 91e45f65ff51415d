import type { Sides } from '../../base/geometry.ts';
import type { BoxFragment, LegendGap } from '../layout/fragment.ts';
import type { SaveItem } from './display-list.ts';
import { boxPath, SQUARE } from './rounded.ts';
import type { PlacedBox } from './stacking.ts';

/**
 * A fieldset as it is painted: its border stands behind the middle of its legend, and above that there is nothing of
 * its shadows, background and border (HTML section 15.3.13). Its content stays where it is.
 */
export function fieldsetFrame(at: PlacedBox, { border, above }: LegendGap): PlacedBox {
  const { fragment } = at;
  const lower = (sides: Sides, top: number): Sides => ({ ...sides, top });
  const inside = fragment.border.top + fragment.padding.top - above - border;
  const frame: BoxFragment = {
    ...fragment,
    height: Math.max(0, fragment.height - above),
    border: lower(fragment.border, border),
    padding: lower(fragment.padding, Math.max(0, inside)),
  };
  return { ...at, y: at.y + above, fragment: frame };
}

/** All but the part of a border that lies behind the legend. */
export function outsideLegend({ fragment, x, y }: PlacedBox, gap: LegendGap): SaveItem {
  const far = Math.max(fragment.width, fragment.height, gap.width, gap.height);
  const { width, height } = fragment;
  const whole = { x: x - far, y: y - far, width: width + 2 * far, height: height + 2 * far };
  const path = [whole, { ...gap, x: x + gap.x, y: y + gap.y }].flatMap((rect) => boxPath(rect, SQUARE));
  return { type: 'save', clip: { path, rule: 'evenodd' } };
}
