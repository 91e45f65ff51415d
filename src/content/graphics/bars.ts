import type { Rect } from '../../base/geometry.ts';
import { element, round } from './svg.ts';

/** How a count is told from the others, also in grey: by lightness, then by hatching. */
export type Look = 'total' | 'deployed' | 'authorised';

/** Px: a bar that is thinner could be taken for the axis. */
export const LEAST_BAR = 1.5;

const FILL: Readonly<Record<Look, string>> = { total: '#b9c4d3', deployed: '#c8102e', authorised: '#fff' };

/** A full bar, or a hatched outline for what is allowed but not sent. */
export function drawBar(look: Look, area: Rect): string {
  const { x, y, width, height } = area;
  const solid = { class: `bar bar--${look}`, x, y, width, height, fill: FILL[look] };
  if (look !== 'authorised') return element('rect', solid);
  const inset = { x: x + 0.5, y: y + 0.5, width: Math.max(width - 1, 0.5), height: Math.max(height - 1, 0.5) };
  const outline = { ...solid, ...inset, stroke: '#c8102e', 'stroke-width': 1 };
  return element('rect', outline) + drawHatch(inset, 5);
}

/** Rising diagonals inside a rectangle, `step` apart, cut by hand: there are no clip paths. */
export function drawHatch({ x, y, width, height }: Rect, step: number): string {
  let d = '';
  for (let sum = step; sum < width + height; sum += step) {
    // Where u + v = sum, with u from the left edge and v from the top.
    const from = Math.max(0, sum - height);
    const to = Math.min(width, sum);
    d += `M${round(x + from)} ${round(y + (sum - from))}L${round(x + to)} ${round(y + (sum - to))}`;
  }
  if (d === '') return '';
  return element('path', { class: 'bar__hatch', d, fill: 'none', stroke: '#c8102e', 'stroke-width': 0.6 });
}
