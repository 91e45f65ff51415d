import type { Rect } from '../../../base/geometry.ts';
import type { MapView } from '../../dataset/generated/types.ts';
import { estimateWidth } from '../advances.ts';
import type { LegendKey } from '../legend.ts';
import { element, round, textLine } from '../svg.ts';
import { degreesOf, type View } from './projection.ts';
import { ROLES, signWidth, symbol } from './symbols.ts';

/** The signs that occur, each with its word. */
export function legendKeys(map: MapView, radius: number): LegendKey[] {
  const key = (role: string, label: string, approximate = false): LegendKey => ({
    label,
    width: signWidth(role, radius),
    draw: (x, y, size) => symbol(role, { x: x + size / 2, y: y + size / 2 }, radius, approximate),
  });
  const keys = ROLES.flatMap((role) => {
    const place = map.places.find((one) => one.role === role);
    return place ? [key(role, place.roleLabel)] : [];
  });
  // The ellipse of an area says by itself that it has no exact position.
  const vague = map.places.find(({ approximate, role }) => approximate && role !== 'area');
  return vague ? [...keys, key(vague.role, map.approximate, true)] : keys;
}

const KM_PER_DEGREE = 111.195;

/** A bar of a round length, about a fifth of the map's width; its box without what stands around it. */
export function scaleBar(map: MapView, view: View, fontSize: number) {
  const pxPerKm = 1 / (degreesOf(view, 1) * KM_PER_DEGREE * stretchOf(view));
  const widest = view.field.width * 0.26;
  const fitting = map.scales.filter(({ km }) => km * pxPerKm <= widest);
  const scale = fitting.at(-1);
  if (!scale || scale.km * pxPerKm < fontSize) return undefined;
  const length = scale.km * pxPerKm;
  const width = Math.max(length, estimateWidth(scale.label, fontSize)) + 2;
  const height = fontSize * 1.7;
  const draw = ({ x, y }: Rect): string => {
    const middle = x + width / 2;
    const [from, to] = [round(middle - length / 2), round(middle + length / 2)];
    const base = y + height - 2;
    const ticks = `M${from} ${round(base - 4)}V${round(base)}H${to}V${round(base - 4)}`;
    const line = { class: 'map__scale', d: ticks, fill: 'none', stroke: '#16202e', 'stroke-width': 1 };
    const ground = { x: x - 2, y: y - 1, width: width + 4, height: height + 2, fill: '#ffffff', 'fill-opacity': 0.75 };
    const text = { x: middle, y: base - 5.5, 'text-anchor': 'middle', 'font-size': fontSize, fill: '#16202e' };
    return (
      element('rect', { class: 'map__scale-ground', ...ground }) +
      element('path', line) +
      textLine(scale.label, { class: 'map__key', ...text })
    );
  };
  return { width, height, draw };
}

/** A cylinder shows a degree larger the further from the equator. */
const stretchOf = ({ kind, middle }: View): number =>
  kind === 'mercator' ? Math.cos((middle.latitude * Math.PI) / 180) : 1;
