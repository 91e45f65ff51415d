import type { Rect } from '../../../base/geometry.ts';
import { around, grown, type Spot } from '../areas.ts';
import { element, round } from '../svg.ts';
import type { Atlas } from './atlas.ts';
import { drawLand } from './drawing.ts';
import { drawBlock, drawLeader, placeLabels, textBlock } from './labels.ts';
import type { Position } from './position.ts';
import { degreesOf, fitView, projectionOf, spotOf, type View } from './projection.ts';
import type { Scene } from './scene.ts';
import { symbol } from './symbols.ts';

/** How much more of the world an overview shows than the map; degrees at the least and at the most. */
const WIDER = 3.5;
const LEAST = 22;
const MOST = 65;
/** Px: a smaller frame could not be seen. */
const LEAST_FRAME = 5;

/** The region around a map: land and focus alone, the map as a frame, and by name the places that lie outside of it. */
export function drawInset(
  atlas: Atlas,
  scene: Scene,
  { area, main, fontSize }: { readonly area: Rect; readonly main: View; readonly fontSize: number },
): string {
  const seen = degreesOf(main, Math.min(main.field.width, main.field.height));
  const least = Math.max(LEAST, Math.min(MOST, seen * WIDER));
  const border = borderOf(main);
  const away = scene.far.length > 0;
  const view = away
    ? fitView([...border, ...scene.far], { field: area, target: grown(area, -area.height * 0.18), least })
    : fitView([centreOf(main)], { field: area, target: area, least });
  const drawing = drawLand(atlas, view, { focus: scene.focus, borders: false, outlines: false });
  const projection = projectionOf(view);
  const { x, y, width, height } = area;
  const frame = frameOf(border.map((position) => spotOf(projection, position)).filter((spot) => spot !== undefined));
  const box = { x, y, width, height };
  const parts = [
    element('rect', { class: 'map__inset-sea', ...box, fill: '#dfe8ef' }),
    path('map__inset-land', drawing.land, '#c9c4b8'),
    path('map__inset-focus', drawing.focus, '#8d9db1'),
    element('rect', {
      class: 'map__inset-frame',
      ...clipped(frame, area),
      fill: 'none',
      stroke: '#c8102e',
      'stroke-width': 1.1,
    }),
  ];
  const anchors = scene.far.flatMap((place) => {
    const at = spotOf(projection, place);
    return at ? [{ at, rx: fontSize * 0.5, ry: fontSize * 0.5, ...place }] : [];
  });
  const blocks = anchors.map(({ name }) => textBlock(name, fontSize, width * 0.8));
  const labels = placeLabels(anchors, blocks, { field: area, taken: [frame] });
  labels.forEach((label, i) => {
    const { x: cx, y: cy } = anchors[i]!.at;
    if (label?.leader) parts.push(drawLeader(label.leader));
    parts.push(symbol(anchors[i]!.role, { x: cx, y: cy }, fontSize * 0.4, anchors[i]!.approximate));
    const look = { class: 'map__label', fill: '#16202e', stroke: '#dfe8ef', 'stroke-width': 2 };
    if (label) parts.push(drawBlock(label.block, label.area, look));
  });
  parts.push(
    element('rect', { class: 'map__inset-edge', ...box, fill: 'none', stroke: '#55606e', 'stroke-width': 0.75 }),
  );
  return parts.join('');
}

const path = (name: string, d: string, fill: string): string =>
  d === '' ? '' : element('path', { class: name, d, fill, 'fill-rule': 'evenodd' });

function centreOf({ field, ...view }: View): Position {
  const projection = projectionOf({ field, ...view });
  const point = projection.invert([field.x + field.width / 2, field.y + field.height / 2]);
  return point ? { longitude: point[0], latitude: point[1] } : view.middle;
}

/** Positions along the border of a view. */
function borderOf(view: View): Position[] {
  const projection = projectionOf(view);
  const { x, y, width, height } = view.field;
  const steps = [0, 0.25, 0.5, 0.75, 1];
  return steps
    .flatMap((t): Spot[] => [
      { x: x + width * t, y },
      { x: x + width * t, y: y + height },
      { x, y: y + height * t },
      { x: x + width, y: y + height * t },
    ])
    .flatMap((spot) => {
      const point = projection.invert([spot.x, spot.y]);
      return point?.every(Number.isFinite) ? [{ longitude: point[0], latitude: point[1] }] : [];
    });
}

function frameOf(spots: readonly Spot[]): Rect {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const frame = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  const middle = { x: x + frame.width / 2, y: y + frame.height / 2 };
  return Math.min(frame.width, frame.height) < LEAST_FRAME ? around(middle, LEAST_FRAME / 2) : frame;
}

function clipped(inner: Rect, outer: Rect): Rect {
  const [x, y] = [Math.max(inner.x, outer.x), Math.max(inner.y, outer.y)];
  const right = Math.min(inner.x + inner.width, outer.x + outer.width);
  const bottom = Math.min(inner.y + inner.height, outer.y + outer.height);
  return { x: round(x), y: round(y), width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
