import type { Spot } from '../areas.ts';
import { element, round } from '../svg.ts';
import type { MapPlace } from './scene.ts';

const ACCENT = '#c8102e';
const PAPER = '#ffffff';

/** Corners of a symbol around its middle, for a radius of 1: shapes that are told apart in grey and when small. */
const SHAPES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  seat: star(5, 1.25, 0.52),
  base: [
    [0, -1.1],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
  training: [
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ],
  support: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
};

/** Roles in the order of a legend. */
export const ROLES = ['seat', 'base', 'support', 'training', 'city', 'area'] as const;

/**
 * The sign of a role: star, triangle, open square, diamond, circle, dashed ellipse. What is approximate is open, with a
 * dashed outline.
 */
export function symbol(role: string, { x, y }: Spot, radius: number, approximate: boolean): string {
  if (role === 'area') return areaSign({ x, y }, radius * 1.5, radius * 0.95);
  const open = approximate || role === 'support';
  const dash = approximate ? { 'stroke-dasharray': `${round(radius * 0.55)} ${round(radius * 0.4)}` } : {};
  const look = {
    class: `map__place map__place--${role}${approximate ? ' map__place--approximate' : ''}`,
    fill: open ? PAPER : ACCENT,
    stroke: open ? ACCENT : PAPER,
    'stroke-width': open ? 1.2 : 0.8,
    'stroke-linejoin': 'round',
    ...dash,
  };
  const corners = SHAPES[role];
  if (!corners) return element('circle', { ...look, cx: x, cy: y, r: radius * 0.85 });
  const points = corners.map(([dx, dy]) => `${round(x + dx * radius)},${round(y + dy * radius)}`).join(' ');
  return element('polygon', { ...look, points });
}

/** Px from edge to edge, of every sign but that of an area the same. */
export const signWidth = (role: string, radius: number): number => radius * (role === 'area' ? 3 : 2.3) + 1.2;

/** A sea or region: its sign says no more than whereabouts. */
export function areaSign({ x, y }: Spot, rx: number, ry: number): string {
  const look = { class: 'map__area', fill: 'none', stroke: ACCENT, 'stroke-width': 1.2, 'stroke-dasharray': '3.5 2.5' };
  return element('ellipse', { ...look, cx: x, cy: y, rx, ry });
}

function star(points: number, outer: number, inner: number): [number, number][] {
  return Array.from({ length: points * 2 }, (_, i) => {
    const angle = (Math.PI * i) / points - Math.PI / 2;
    const radius = i % 2 === 0 ? outer : inner;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** A place on the map: where it is, and where its sign stands. */
export interface Marker {
  readonly place: MapPlace;
  readonly at: Spot;
  /** Apart from `at` where signs would cover each other. */
  readonly sign: Spot;
  /** Half of what the sign takes on the map. */
  readonly rx: number;
  readonly ry: number;
}

/** Degrees: signs at one and the same spot part in directions that never meet again. */
const GOLDEN = 2.399963;

/** Moves signs apart until none covers another, those of areas aside, and keeps all within `inside` px of the sides. */
export function partSigns(
  spots: readonly Spot[],
  radius: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): Spot[] {
  const signs = spots.map((spot) => ({ ...spot }));
  const apart = radius * 2.15;
  for (let turn = 0; turn < 80; turn++) {
    let moved = false;
    for (let i = 0; i < signs.length; i++) {
      for (let j = i + 1; j < signs.length; j++) {
        const [a, b] = [signs[i]!, signs[j]!];
        let [dx, dy] = [b.x - a.x, b.y - a.y];
        const distance = Math.hypot(dx, dy);
        if (distance >= apart - 0.01) continue;
        if (distance < 0.01) [dx, dy] = [Math.cos(GOLDEN * (i + j)), Math.sin(GOLDEN * (i + j))];
        else [dx, dy] = [dx / distance, dy / distance];
        const push = (apart - distance) / 2;
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
        moved = true;
      }
    }
    for (const sign of signs) {
      sign.x = Math.max(left, Math.min(right, sign.x));
      sign.y = Math.max(top, Math.min(bottom, sign.y));
    }
    if (!moved) break;
  }
  return signs;
}

/** A line from where a place is to its sign, where the sign had to give way. */
export function tether({ at, sign }: Marker, radius: number): string {
  // A short line between signs that touch would be taken for a sign itself.
  if (Math.hypot(at.x - sign.x, at.y - sign.y) < radius * 3) return '';
  const line = { x1: at.x, y1: at.y, x2: sign.x, y2: sign.y, stroke: '#16202e', 'stroke-width': 0.6 };
  return (
    element('line', { class: 'map__leader', ...line }) +
    element('circle', { class: 'map__point', cx: at.x, cy: at.y, r: 1, fill: '#16202e' })
  );
}
