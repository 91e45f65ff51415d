import type { Path, Rect } from '../../base/geometry.ts';
import type { BasicShape, EdgeOffset, Position, ShapeRadius } from '../css/paint-types.ts';
import { resolveLength } from '../css/values.ts';
import { ellipsePath, parsePathData } from '../images/svg-path.ts';
import { boxPath, fitRadii, type Radii } from './rounded.ts';

/** How far from the start of `room` px an edge lies. */
export function resolveEdge({ end, offset }: EdgeOffset, room: number): number {
  const value = resolveLength(offset, room);
  return end ? room - value : value;
}

/** The outline of a basic shape in its reference box (CSS Shapes 1 section 3). */
export function shapePath(shape: BasicShape, box: Rect): Path {
  const { x, y, width, height } = box;
  switch (shape.type) {
    case 'inset': {
      const [top, right, bottom, left] = shape.sides.map((side, i) => resolveEdge(side, i % 2 ? width : height));
      const rect = {
        x: x + left!,
        y: y + top!,
        width: Math.max(0, width - left! - right!),
        height: Math.max(0, height - top! - bottom!),
      };
      const radii = shape.radii.map(([h, v]) => [resolveLength(h, width), resolveLength(v, height)]);
      return boxPath(rect, fitRadii(radii as unknown as Radii, rect.width, rect.height));
    }
    case 'ellipse': {
      const [cx, cy] = pointOf(shape.position, box);
      const [rx, ry] = shape.circle
        ? circleRadius(shape.radii[0], cx, cy, box)
        : [radiusOf(shape.radii[0], cx - x, width, width), radiusOf(shape.radii[1], cy - y, height, height)];
      return ellipsePath(cx, cy, rx, ry);
    }
    case 'polygon':
      return [
        ...shape.points.map(
          ([h, v], i) => [i ? 'L' : 'M', x + resolveLength(h, width), y + resolveLength(v, height)] as const,
        ),
        ['Z'],
      ];
    case 'path':
      return moved(parsePathData(shape.data), x, y);
  }
}

export const ruleOf = (shape: BasicShape): 'nonzero' | 'evenodd' => ('rule' in shape ? shape.rule : 'nonzero');

/** The point of a position in a box, as centres have it: without anything that room would be left around. */
export function pointOf([h, v]: Position, { x, y, width, height }: Rect): [number, number] {
  return [x + resolveEdge(h, width), y + resolveEdge(v, height)];
}

/** A radius along one side that the centre stands `at` px into. */
function radiusOf(radius: ShapeRadius, at: number, side: number, base: number): number {
  if (typeof radius !== 'string') return Math.max(0, resolveLength(radius, base));
  const distances = [Math.abs(at), Math.abs(side - at)];
  return radius === 'closest-side' ? Math.min(...distances) : Math.max(...distances);
}

function circleRadius(radius: ShapeRadius, cx: number, cy: number, { x, y, width, height }: Rect): [number, number] {
  const base = Math.hypot(width, height) / Math.SQRT2;
  const both = [radiusOf(radius, cx - x, width, base), radiusOf(radius, cy - y, height, base)];
  const r = radius === 'farthest-side' ? Math.max(...both) : Math.min(...both);
  return [r, r];
}

/** A path moved by (dx, dy). */
export const moved = (path: Path, dx: number, dy: number): Path =>
  path.map(
    ([command, ...at]) => [command, ...at.map((value, i) => value + (i % 2 ? dy : dx))] as unknown as Path[number],
  );
