import type { Color } from '../../base/color.ts';
import { invert, type Matrix, multiply, type Rect } from '../../base/geometry.ts';
import type { ComputedStyle, PaintValue } from '../css/style.ts';
import type { SvgGradient, SvgPattern } from '../images/svg-nodes.ts';
import type { Paint } from './display-list.ts';
import type { Scope, SvgPainter } from './svg.ts';
import { acrossOf, downOf, fitBox, lengthOf, UNIT } from './svg-geometry.ts';
import { fadedPaint, moved } from './svg-group.ts';

/** The map from the unit square to a bounding box. */
export const ofBounds = ({ x, y, width, height }: Rect): Matrix => [width, 0, 0, height, x, y];

/** What `fill` or `stroke` comes to for something that fills `bounds` (SVG 2 section 13.2); undefined for none. */
export function paintOf(
  painter: SvgPainter,
  value: PaintValue,
  opacity: number,
  style: ComputedStyle,
  bounds: Rect | undefined,
  scope: Scope,
): Paint | undefined {
  if (value === 'none' || opacity <= 0) return undefined;
  if (value === 'currentcolor') return fadedPaint(style.color, opacity);
  if (!('url' in value)) return fadedPaint(value, opacity);
  const served = painter.use(value, ['linear', 'radial', 'pattern'], (server) => {
    const paint =
      server.type === 'pattern' ? patternPaint(painter, server, bounds, scope) : gradientPaint(server, bounds, scope);
    return paint ? { paint } : {};
  });
  if (!served) return paintOf(painter, value.fallback, opacity, style, bounds, scope);
  return served.paint && fadedPaint(served.paint, opacity);
}

function gradientPaint(gradient: SvgGradient, bounds: Rect | undefined, scope: Scope): Paint | undefined {
  const boxed = gradient.units === 'objectBoundingBox';
  const last: Color | undefined = gradient.stops.at(-1)?.color;
  if (!last || (boxed && !isArea(bounds))) return undefined;
  if (gradient.stops.length === 1) return last;
  const room = boxed ? UNIT : scope.room;
  const transform = boxed ? multiply(ofBounds(bounds!), gradient.transform) : gradient.transform;
  if (!invert(transform)) return undefined;
  const { stops, spread } = gradient;
  if (gradient.type === 'linear') {
    const [x1, y1] = [acrossOf(gradient.x1, room), downOf(gradient.y1, room)];
    const [x2, y2] = [acrossOf(gradient.x2, room), downOf(gradient.y2, room)];
    return x1 === x2 && y1 === y2 ? last : { type: 'linear', x1, y1, x2, y2, stops, spread, transform };
  }
  const length = (name: 'r' | 'fr'): number => (boxed ? downOf(gradient[name], room) : lengthOf(gradient[name], room));
  const [cx, cy, fx, fy] = [gradient.cx, gradient.cy, gradient.fx, gradient.fy].map((value, i) =>
    i % 2 === 0 ? acrossOf(value, room) : downOf(value, room),
  ) as [number, number, number, number];
  const [r, fr] = [length('r'), Math.max(0, length('fr'))];
  if (!(r > 0)) return last;
  return { type: 'radial', cx, cy, r, fx, fy, fr, stops, spread, transform };
}

const isArea = (bounds: Rect | undefined): bounds is Rect => !!bounds && bounds.width > 0 && bounds.height > 0;

/** SVG 2 section 13.3.2. */
function patternPaint(
  painter: SvgPainter,
  pattern: SvgPattern,
  bounds: Rect | undefined,
  scope: Scope,
): Paint | undefined {
  const boxed = pattern.units === 'objectBoundingBox';
  const contentBoxed = pattern.contentUnits === 'objectBoundingBox' && !pattern.box;
  if ((boxed || contentBoxed) && !isArea(bounds)) return undefined;
  const room = boxed ? UNIT : scope.room;
  const [width, height] = [acrossOf(pattern.width, room), downOf(pattern.height, room)];
  let tile: Rect = { x: acrossOf(pattern.x, room), y: downOf(pattern.y, room), width, height };
  if (boxed) {
    const { x, y, width: w, height: h } = bounds!;
    tile = { x: x + tile.x * w, y: y + tile.y * h, width: tile.width * w, height: tile.height * h };
  }
  if (!isArea(tile) || !invert(pattern.transform)) return undefined;
  // The content counts from the corner of its tile.
  const { width: w, height: h } = contentBoxed ? bounds! : UNIT;
  const placed: Matrix = pattern.box ? fitBox(pattern.box, tile, pattern.aspect) : [w, 0, 0, h, tile.x, tile.y];
  const matrix = multiply(multiply(scope.matrix, pattern.transform), placed);
  const inner = pattern.box ?? (contentBoxed ? UNIT : scope.room);
  const kept = boxed || contentBoxed ? undefined : painter.tiles.get(pattern);
  const items =
    kept?.room === inner ? kept.items : moved(painter.nodes(pattern.children, { room: inner, matrix }), placed);
  if (items.length === 0) return undefined;
  if (!boxed && !contentBoxed) painter.tiles.set(pattern, { room: inner, items });
  return { type: 'pattern', tile, transform: pattern.transform, items, alpha: 1 };
}
