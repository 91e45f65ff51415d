import type { MapView } from '../../dataset/generated/types.ts';
import { element, round, textLine } from '../svg.ts';
import { estimateWidth } from '../words.ts';
import type { Area } from './position.ts';
import { degreesOf, type View } from './projection.ts';
import { ROLES, symbol } from './symbols.ts';

export interface LegendFrame {
  readonly width: number;
  readonly fontSize: number;
  readonly radius: number;
  readonly direction: 'ltr' | 'rtl';
}

interface Entry {
  readonly role: string;
  readonly approximate: boolean;
  readonly label: string;
}

/** Px of a row to the size of its letters. */
const ROW = 1.55;

/** The signs that occur, in rows from the start side. `draw` puts them below `top`. */
export function legend(map: MapView, { width, fontSize, radius, direction }: LegendFrame) {
  const entries: Entry[] = ROLES.flatMap((role) => {
    const place = map.places.find((one) => one.role === role);
    return place ? [{ role, approximate: false, label: place.roleLabel }] : [];
  });
  // The ellipse of an area says by itself that it has no exact position.
  const vague = map.places.find(({ approximate, role }) => approximate && role !== 'area');
  if (vague) entries.push({ role: vague.role, approximate: true, label: map.approximate });
  const rows: (Entry & { readonly x: number })[][] = [[]];
  let x = 0;
  for (const entry of entries) {
    const sign = entry.role === 'area' ? radius * 3 : radius * 2.3;
    const space = sign + fontSize * 0.45 + estimateWidth(entry.label, fontSize);
    if (x > 0 && x + space > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ ...entry, x });
    x += space + fontSize * 1.1;
  }
  const mirror = (at: number): number => (direction === 'rtl' ? width - at : at);
  const draw = (top: number): string =>
    rows
      .flatMap((row, n) =>
        row.map(({ role, approximate, label, x: at }) => {
          const y = top + fontSize * ROW * (n + 0.62);
          const half = role === 'area' ? radius * 1.5 : radius * 1.15;
          const text = { x: mirror(at + half * 2 + fontSize * 0.45), y: y + fontSize * 0.34, 'font-size': fontSize };
          const key = textLine(label, { class: 'map__key', ...text, 'text-anchor': 'start', fill: '#16202e' });
          return symbol(role, { x: mirror(at + half), y }, radius, approximate) + key;
        }),
      )
      .join('');
  // The sign of an approximate place is the largest.
  return { height: fontSize * ROW * rows.length + fontSize * 0.4, draw };
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
  const draw = ({ x, y }: Area): string => {
    const middle = x + width / 2;
    const [from, to] = [round(middle - length / 2), round(middle + length / 2)];
    const base = y + height - 2;
    const ticks = `M${from} ${round(base - 4)}V${round(base)}H${to}V${round(base - 4)}`;
    const line = { class: 'map__scale', d: ticks, fill: 'none', stroke: '#16202e', 'stroke-width': 1 };
    const halo = { ...line, class: 'map__scale-halo', stroke: '#ffffff', 'stroke-width': 3, 'stroke-opacity': 0.7 };
    const text = { x: middle, y: base - 5.5, 'text-anchor': 'middle', 'font-size': fontSize, fill: '#16202e' };
    const around = { stroke: '#ffffff', 'stroke-width': 2, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
    return (
      element('path', halo) + element('path', line) + textLine(scale.label, { class: 'map__key', ...text, ...around })
    );
  };
  return { width, height, draw };
}

/** A cylinder shows a degree larger the further from the equator. */
const stretchOf = ({ kind, middle }: View): number =>
  kind === 'mercator' ? Math.cos((middle.latitude * Math.PI) / 180) : 1;
