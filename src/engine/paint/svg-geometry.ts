import { applyTo, type Matrix, type Path, type PathCommand, type Rect, union } from '../../base/geometry.ts';
import { type LengthPercentage, resolveLength } from '../css/values.ts';
import type { AspectRatio, SvgGeometry } from '../images/svg-nodes.ts';
import { ellipsePath, rectPath } from '../images/svg-path.ts';

/** What percentages are taken of (SVG 2 section 8.9), user units. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** Fractions of a bounding box. */
export const UNIT: Room = { width: 1, height: 1 };

export const acrossOf = (length: LengthPercentage, room: Room): number => resolveLength(length, room.width);
export const downOf = (length: LengthPercentage, room: Room): number => resolveLength(length, room.height);

/** Lengths that are neither: percentages of the diagonal, divided by the root of two. */
export function lengthOf(length: LengthPercentage, room: Room): number {
  return length.percent === 0 ? length.px : resolveLength(length, Math.hypot(room.width, room.height) / Math.SQRT2);
}

/** The outline of a shape (SVG 2 chapter 10); empty where the shape is not painted. */
export function outline(geometry: SvgGeometry, room: Room): Path {
  switch (geometry.kind) {
    case 'path':
      return geometry.path;
    case 'rect': {
      const [width, height] = [acrossOf(geometry.width, room), downOf(geometry.height, room)];
      if (!(width > 0 && height > 0)) return [];
      const rx = geometry.rx && acrossOf(geometry.rx, room);
      const ry = geometry.ry && downOf(geometry.ry, room);
      return rectPath(
        acrossOf(geometry.x, room),
        downOf(geometry.y, room),
        width,
        height,
        rx ?? ry ?? 0,
        ry ?? rx ?? 0,
      );
    }
    case 'circle': {
      const r = lengthOf(geometry.r, room);
      return r > 0 ? ellipsePath(acrossOf(geometry.cx, room), downOf(geometry.cy, room), r, r) : [];
    }
    case 'ellipse': {
      const rx = geometry.rx && acrossOf(geometry.rx, room);
      const ry = geometry.ry && downOf(geometry.ry, room);
      const [a, b] = [rx ?? ry ?? 0, ry ?? rx ?? 0];
      return a > 0 && b > 0 ? ellipsePath(acrossOf(geometry.cx, room), downOf(geometry.cy, room), a, b) : [];
    }
    case 'line':
      return [
        ['M', acrossOf(geometry.x1, room), downOf(geometry.y1, room)],
        ['L', acrossOf(geometry.x2, room), downOf(geometry.y2, room)],
      ];
  }
}

/** Where content of the size of `box` goes in `area` (SVG 2 section 8.2). */
export function fitBox(box: Rect, area: Rect, aspect: AspectRatio): Matrix {
  let [sx, sy] = [area.width / box.width, area.height / box.height];
  if (aspect === 'none') return [sx, 0, 0, sy, area.x - box.x * sx, area.y - box.y * sy];
  sx = aspect.slice ? Math.max(sx, sy) : Math.min(sx, sy);
  sy = sx;
  const dx = (area.width - box.width * sx) * aspect.x;
  const dy = (area.height - box.height * sy) * aspect.y;
  return [sx, 0, 0, sy, area.x + dx - box.x * sx, area.y + dy - box.y * sy];
}

export function mapPath(matrix: Matrix, path: Path): Path {
  return path.map((command): PathCommand => {
    if (command[0] === 'Z') return command;
    const points: number[] = [];
    for (let i = 1; i < command.length; i += 2)
      points.push(...applyTo(matrix, command[i] as number, command[i + 1] as number));
    return [command[0], ...points] as unknown as PathCommand;
  });
}

/** The smallest rectangle around a path without its stroke, curves taken exactly (SVG 2 section 8.10). */
export function tightBounds(path: Path): Rect | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (x: number, y: number): void => {
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  };
  let [x, y] = [0, 0];
  for (const command of path) {
    if (command[0] === 'Z') continue;
    if (command[0] === 'C') {
      const [, x1, y1, x2, y2, x3, y3] = command;
      for (const t of [...turns(x, x1, x2, x3), ...turns(y, y1, y2, y3)])
        add(bezier(x, x1, x2, x3, t), bezier(y, y1, y2, y3, t));
      [x, y] = [x3, y3];
    } else [x, y] = [command[1], command[2]];
    add(x, y);
  }
  return left > right ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

export function bezier(a: number, b: number, c: number, d: number, t: number): number {
  const u = 1 - t;
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

/** Where a cubic turns back, 0 to 1. */
function turns(a: number, b: number, c: number, d: number): number[] {
  const [p, q, r] = [d - 3 * c + 3 * b - a, 2 * (c - 2 * b + a), b - a];
  const roots =
    Math.abs(p) < 1e-12 ? [-r / q] : [-1, 1].map((sign) => (-q + sign * Math.sqrt(q * q - 4 * p * r)) / (2 * p));
  return roots.filter((t) => t > 0 && t < 1);
}

export function unionOf(rects: readonly (Rect | undefined)[]): Rect | undefined {
  let all: Rect | undefined;
  for (const rect of rects) if (rect) all = all ? union(all, rect) : rect;
  return all;
}
