import type { Rect } from '../../../base/geometry.ts';
import type { MapView } from '../../dataset/generated/types.ts';
import { around, grown, overlap } from '../areas.ts';
import { drawLegend } from '../legend.ts';
import { element, type GraphicSize, picture } from '../svg.ts';
import { SMALL } from '../words.ts';
import type { Atlas, Drawing } from './atlas.ts';
import { drawCountryNames } from './country-names.ts';
import { Coverage } from './coverage.ts';
import { drawLand } from './drawing.ts';
import { drawInset } from './inset.ts';
import { drawBlock, drawLeader, placeLabels, textBlock } from './labels.ts';
import { legendKeys, scaleBar } from './legend.ts';
import { fitView, projectionOf, spotOf, type View } from './projection.ts';
import { type Scene, sceneOf } from './scene.ts';
import { areaSign, type Marker, partSigns, symbol, tether } from './symbols.ts';

export interface MapOptions extends GraphicSize {
  readonly direction: 'ltr' | 'rtl';
  /** Px; 7 pt unless told. */
  readonly fontSize?: number;
  /** Whether the region around the map may be shown in a corner. */
  readonly inset?: boolean;
}

/** Px between the edge of the map and what stands in its corners. */
const MARGIN = 6;
/** Signs and labels leave this much of a map's shorter side free around what is to be seen. */
const PADDING = 0.11;

/**
 * Where a mission is: its places by name over land and sea, with the countries they lie in set off from their
 * neighbours, a legend, a scale bar and the region around it. Geography is never mirrored; the legend is.
 */
export function locatorMap(atlas: Atlas, map: MapView, options: MapOptions): string {
  const { width, height, direction } = options;
  const fontSize = options.fontSize ?? SMALL;
  const radius = fontSize * 0.5;
  const scene = sceneOf(map, atlas);
  const mirror = (x: number): number => (direction === 'rtl' ? width - x : x);
  const keys = legendKeys(map, radius);
  const row = { width, font: fontSize, line: fontSize * 1.25, mirror };
  // Its room is known before its place.
  const legend = drawLegend(keys, row).height + fontSize * 0.4;
  const field: Rect = { x: 0, y: 0, width, height: Math.max(height - legend, height * 0.4) };
  const frame = element('rect', {
    class: 'map__frame',
    ...grown(field, -0.375),
    fill: 'none',
    stroke: '#55606e',
    'stroke-width': 0.75,
  });
  const sea = element('rect', { class: 'map__sea', ...field, fill: '#dfe8ef' });
  if (!scene) return picture({ width, height }, 'map', map.description, [sea, frame]);

  const { view, markers, drawing, inset } = compose(atlas, scene, {
    field,
    fontSize,
    radius,
    inset: options.inset !== false,
    direction,
  });
  const signs = markers.map(({ sign, rx, ry }) => grown(around(sign, 0), Math.max(rx, ry)));
  const taken = inset ? [grown(inset, 3)] : [];
  const bar = placedBar(map, view, { fontSize, direction, avoid: [...signs, ...taken] });
  if (bar) taken.push(grown(bar.area, 3));

  const blocks = markers.map(({ place }) => textBlock(place.name, fontSize, Math.max(width * 0.3, fontSize * 9)));
  const anchors = markers.map(({ sign, rx, ry, place }) => ({ at: sign, rx, ry, hollow: place.role === 'area' }));
  const labels = placeLabels(anchors, blocks, { field, taken });
  const written = labels.flatMap((label) => (label ? [grown(label.area, fontSize * 0.8)] : []));
  const names = drawCountryNames(map.countries, drawing.countries, {
    field,
    taken: [...taken, ...signs, ...written],
    fontSize,
  });

  const parts = [
    sea,
    land('map__land', drawing.land, '#ece9e2'),
    land('map__focus', drawing.focus, '#f6edda'),
    line('map__coast', drawing.coast, '#8a97a6', 0.5),
    line('map__border', drawing.borders, '#a39c8e', 0.6),
    names.markup,
    ...markers.map((marker) => tether(marker, radius)),
    ...labels.flatMap((label) => (label?.leader ? [drawLeader(label.leader)] : [])),
    ...markers.map(({ place, sign, rx, ry }) =>
      place.role === 'area' ? areaSign(sign, rx, ry) : symbol(place.role, sign, radius, place.approximate),
    ),
    ...labels.map((label) => {
      const look = { class: 'map__label', fill: '#16202e', stroke: '#ffffff', 'stroke-width': 2, 'font-weight': 600 };
      return label ? drawBlock(label.block, label.area, look) : '';
    }),
    bar?.markup ?? '',
    inset ? drawInset(atlas, scene, { area: inset, main: view, fontSize }) : '',
    frame,
    drawLegend(keys, { ...row, top: field.height + fontSize * 0.4 }).markup,
  ];
  return picture({ width, height }, 'map', map.description, parts);
}

const land = (name: string, d: string, fill: string): string =>
  d === '' ? '' : element('path', { class: name, d, fill, 'fill-rule': 'evenodd' });

const line = (name: string, d: string, stroke: string, width: number): string =>
  d === ''
    ? ''
    : element('path', { class: name, d, fill: 'none', stroke, 'stroke-width': width, 'stroke-linejoin': 'round' });

interface Composition {
  readonly view: View;
  readonly markers: readonly Marker[];
  readonly drawing: Drawing;
  readonly inset: Rect | undefined;
}

interface ComposeOptions {
  readonly field: Rect;
  readonly fontSize: number;
  readonly radius: number;
  readonly inset: boolean;
  readonly direction: 'ltr' | 'rtl';
}

/** The view with its signs and the corner of the inset; the view is drawn in until a corner is free of signs. */
function compose(
  atlas: Atlas,
  scene: Scene,
  { field, fontSize, radius, inset, direction }: ComposeOptions,
): Composition {
  const size = insetSize(field, inset, scene.far.length > 0);
  let padding = Math.max(PADDING * Math.min(field.width, field.height), fontSize * 1.4);
  for (let attempt = 0; ; attempt++) {
    const target = grown(field, -Math.min(padding, Math.min(field.width, field.height) * 0.4));
    const view = fitView(scene.extent, { field, target, least: scene.least });
    const markers = markersOf(scene, view, { fontSize, radius });
    const drawing = drawLand(atlas, view, { focus: scene.focus, borders: true, outlines: true });
    if (!size) return { view, markers, drawing, inset: undefined };
    const focus = new Coverage([...scene.focus].flatMap((code) => drawing.countries.get(code) ?? []));
    const corner = emptiest(field, size, markers, focus, { fontSize, direction });
    if (corner.free) return { view, markers, drawing, inset: corner.area };
    if (attempt === 3) return { view, markers, drawing, inset: scene.far.length > 0 ? corner.area : undefined };
    padding *= 1.3;
  }
}

/** An inset is a quarter of the map's width; none where that would hide too much of a small map. */
function insetSize({ width, height }: Rect, wanted: boolean, needed: boolean) {
  const wide = Math.max(Math.min(width * 0.26, height * 0.42, 150), needed ? 92 : 70);
  const size = { width: wide, height: wide * 0.8 };
  return wanted && size.width < width * 0.4 && size.height < height * 0.48 ? size : undefined;
}

function emptiest(
  field: Rect,
  size: { readonly width: number; readonly height: number },
  markers: readonly Marker[],
  focus: Coverage,
  { fontSize, direction }: { readonly fontSize: number; readonly direction: 'ltr' | 'rtl' },
): { readonly area: Rect; readonly free: boolean } {
  const right = field.x + field.width - size.width - MARGIN;
  const bottom = field.y + field.height - size.height - MARGIN;
  const [left, top] = [field.x + MARGIN, field.y + MARGIN];
  const [start, end] = direction === 'rtl' ? [right, left] : [left, right];
  const corners = [
    [end, bottom],
    [end, top],
    [start, bottom],
    [start, top],
  ] as const;
  const rated = corners.map(([x, y], rank) => {
    const area = { x, y, ...size };
    const hidden = markers.filter(({ sign, rx, ry }) =>
      overlap(grown(area, fontSize * 0.6), grown(around(sign, 0), Math.max(rx, ry))),
    );
    return { area, cost: hidden.length + focus.share(grown(area, MARGIN)) + rank * 0.002, free: hidden.length === 0 };
  });
  return rated.reduce((best, corner) => (corner.cost < best.cost ? corner : best));
}

function markersOf(scene: Scene, view: View, { fontSize, radius }: { fontSize: number; radius: number }): Marker[] {
  const projection = projectionOf(view);
  const { x, y, width, height } = view.field;
  const seen = scene.near.flatMap((place) => {
    const at = spotOf(projection, place);
    return at ? [{ place, at }] : [];
  });
  const points = seen.filter(({ place }) => place.role !== 'area');
  const edge = radius * 1.4 + 1;
  const parted = partSigns(
    points.map(({ at }) => at),
    radius,
    [x + edge, y + edge, x + width - edge, y + height - edge],
  );
  const others = points.map(({ at }) => at);
  return seen.map(({ place, at }) => {
    if (place.role !== 'area') {
      const sign = parted[points.findIndex((point) => point.place === place)]!;
      return { place, at, sign, rx: radius * 1.15, ry: radius * 1.15 };
    }
    // As large as a sea seems on a map, and never over another place.
    const nearest = Math.min(...others.map((other) => Math.hypot(other.x - at.x, other.y - at.y)));
    const edge = Math.min(at.x - x, x + width - at.x, (at.y - y) / 0.62, (y + height - at.y) / 0.62) - 2;
    const rx = Math.max(fontSize * 1.2, Math.min(Math.min(width, height) * 0.16, nearest * 0.55, edge));
    return { place, at, sign: at, rx, ry: rx * 0.62 };
  });
}

/** The scale bar in a corner of the start side, where nothing stands; else on the other side. */
function placedBar(
  map: MapView,
  view: View,
  { fontSize, direction, avoid }: { fontSize: number; direction: 'ltr' | 'rtl'; avoid: readonly Rect[] },
): { readonly area: Rect; readonly markup: string } | undefined {
  const bar = scaleBar(map, view, fontSize);
  if (!bar) return undefined;
  const { width, height } = bar;
  const right = view.field.x + view.field.width - width - MARGIN;
  const bottom = view.field.y + view.field.height - height - MARGIN;
  const [left, top] = [view.field.x + MARGIN, view.field.y + MARGIN];
  const [start, end] = direction === 'rtl' ? [right, left] : [left, right];
  const corners = [
    [start, bottom],
    [start, top],
    [end, bottom],
    [end, top],
  ] as const;
  for (const [x, y] of corners) {
    const area = { x, y, width, height };
    if (!avoid.some((other) => overlap(grown(area, 3), other))) return { area, markup: bar.draw(area) };
  }
  return undefined;
}
