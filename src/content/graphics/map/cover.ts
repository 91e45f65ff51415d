import { geoPath } from 'd3-geo';
import type { Rect } from '../../../base/geometry.ts';
import type { MapView } from '../../dataset/generated/types.ts';
import { around, overlap, type Spot } from '../areas.ts';
import { element, type GraphicSize, picture } from '../svg.ts';
import type { Atlas } from './atlas.ts';
import { drawLand } from './drawing.ts';
import { drawBlock, placeLabels, textBlock } from './labels.ts';
import { Outlines, pathOf } from './outlines.ts';
import type { Position } from './position.ts';
import { degreesOf, fitView, projectionOf, regionOf, spotOf, type View } from './projection.ts';
import { sceneOf } from './scene.ts';

export interface CoverOptions extends GraphicSize {
  readonly direction: 'ltr' | 'rtl';
  /** Px, of the name of the main place; by the size of the cover unless told. */
  readonly fontSize?: number;
}

/** Where the contingents of a nation set out from. */
const CAPITALS: Readonly<Record<string, Position>> = { DK: { longitude: 12.57, latitude: 55.68 } };

const GROUND = '#0b2545';
const LAND = '#173a66';
const FOCUS = '#2f6299';
const LINE = '#24466f';
const ACCENT = '#e5484f';
/** Degrees that a cover shows at least, so that a small country is seen in its region. */
const LEAST = 5;

/**
 * A picture for the head of a sheet: the region at night, the countries of the mission lit, its main place shining. The
 * light stands in the end-side two thirds, so that a title has the dark of the start side.
 */
export function coverMap(atlas: Atlas, map: MapView, { width, height, direction, fontSize }: CoverOptions): string {
  const field: Rect = { x: 0, y: 0, width, height };
  const ground = element('rect', { class: 'cover__ground', ...field, fill: GROUND });
  const finish = (parts: readonly string[]): string =>
    picture({ width, height }, 'cover', map.description, parts, { preserveAspectRatio: 'xMidYMid slice' });
  const scene = sceneOf(map, atlas);
  if (!scene) return finish([ground]);
  const view = fitView(scene.extent, { field, target: stage(field, direction), least: Math.max(scene.least, LEAST) });
  const drawing = drawLand(atlas, view, { focus: scene.focus, borders: true, outlines: false });
  const projection = projectionOf(view);
  const at = spotOf(projection, scene.main);
  const others = scene.near.filter((place) => place !== scene.main).map((place) => spotOf(projection, place));
  const parts = [
    ground,
    element('path', { class: 'cover__land', d: drawing.land || 'M0 0', fill: LAND, 'fill-rule': 'evenodd' }),
    element('path', { class: 'cover__focus', d: drawing.focus || 'M0 0', fill: FOCUS, 'fill-rule': 'evenodd' }),
    stroke('cover__border', drawing.borders, { stroke: GROUND, 'stroke-width': 0.7 }),
    stroke('cover__graticule', graticule(view), { stroke: LINE, 'stroke-width': 0.5 }),
  ];
  const dot = { class: 'cover__other', r: 1.3, fill: '#ffffff' };
  parts.push(...others.map((spot) => (spot ? element('circle', { ...dot, cx: spot.x, cy: spot.y }) : '')));
  if (at)
    parts.push(...light(at, { field, name: scene.main.name, route: route(view, map.nation, scene.main), fontSize }));
  return finish(parts);
}

/** Where the countries of the mission stand. */
function stage({ width, height }: Rect, direction: 'ltr' | 'rtl'): Rect {
  const tall = height > width;
  const wide = width * (tall ? 0.7 : 0.54);
  const from = width * (tall ? 0.22 : 0.4);
  return {
    x: direction === 'rtl' ? width - from - wide : from,
    y: height * 0.1,
    width: wide,
    height: height * 0.8,
  };
}

const stroke = (name: string, d: string, look: Readonly<Record<string, string | number>>): string =>
  d === '' ? '' : element('path', { class: name, d, fill: 'none', ...look });

/** Rings around the main place, the way there, its glow and its name. */
function light(
  at: Spot,
  { field, name, route, ...set }: { field: Rect; name: string; route: string; fontSize: number | undefined },
): string[] {
  const unit = Math.min(field.width, field.height * 1.6);
  const dot = Math.max(2.2, unit * 0.009);
  const fontSize = set.fontSize ?? Math.max(28 / 3, Math.min(15, unit * 0.034));
  const circle = (name: string, r: number, look: Readonly<Record<string, string | number>>): string =>
    element('circle', { class: name, cx: at.x, cy: at.y, r, ...look });
  const rings = [0.055, 0.12, 0.2, 0.3].map((part, i) => {
    const look = { fill: 'none', stroke: ACCENT, 'stroke-width': 0.9 - i * 0.15, 'stroke-opacity': 0.85 - i * 0.2 };
    return circle('cover__ring', unit * part, look);
  });
  const glow = [4.2, 2.9, 1.9].map((times) =>
    circle('cover__glow', dot * times, { fill: ACCENT, 'fill-opacity': 0.16 }),
  );
  const [label] = placeLabels(
    [{ at, rx: unit * 0.055 + 3, ry: unit * 0.055 + 1 }],
    [textBlock(name, fontSize, field.width * 0.4)],
    { field, taken: [] },
  );
  const look = { class: 'cover__name', fill: '#ffffff', stroke: GROUND, 'stroke-width': 2.4, 'font-weight': 600 };
  return [
    ...rings,
    stroke('cover__route', route, { stroke: ACCENT, 'stroke-width': 0.9 }),
    ...glow,
    circle('cover__dot', dot, { fill: ACCENT, stroke: '#ffffff', 'stroke-width': 1.1 }),
    label && overlap(label.area, around(at, unit)) ? drawBlock(label.block, label.area, look) : '',
  ];
}

/** Meridians and parallels through what is seen: every 10 degrees, every 5 or 2 where that would be too few. */
function graticule(view: View): string {
  const projection = projectionOf(view);
  const region = regionOf(view, projection);
  const span = degreesOf(view, Math.min(view.field.width, view.field.height));
  const step = span > 24 ? 10 : span > 9 ? 5 : 2;
  const lines: (readonly [number, number])[][] = [];
  const [south, north] = [Math.max(region.south, -85), Math.min(region.north, 85)];
  const [west, east] = [region.middle - region.reach, region.middle + region.reach];
  const fine = Array.from({ length: 41 }, (_, i) => i / 40);
  for (let l = Math.ceil(west / step) * step; l <= east; l += step)
    lines.push(fine.map((t) => [l, south + (north - south) * t]));
  for (let b = Math.ceil(south / step) * step; b <= north; b += step)
    lines.push(fine.map((t) => [west + (east - west) * t, b]));
  return drawn(view, { type: 'MultiLineString', coordinates: lines });
}

/** The great circle from the nation's capital, as far as it is seen. */
function route(view: View, nation: string, { longitude, latitude }: Position): string {
  const from = CAPITALS[nation];
  if (!from) return '';
  const coordinates = [
    [from.longitude, from.latitude],
    [longitude, latitude],
  ];
  return drawn(view, { type: 'LineString', coordinates });
}

function drawn(view: View, geometry: { readonly type: string; readonly coordinates: unknown }): string {
  const { x, y, width, height } = view.field;
  const projection = projectionOf(view).clipExtent([
    [x, y],
    [x + width, y + height],
  ]);
  const outlines = new Outlines();
  geoPath(projection, outlines)(geometry);
  return pathOf(outlines.simplified());
}
