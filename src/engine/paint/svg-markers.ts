import type { Path } from '../../base/geometry.ts';

/** A vertex of a path, with the directions in which the path comes and goes, radians. */
export interface Vertex {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly kind: 'start' | 'mid' | 'end';
}

interface Point {
  readonly x: number;
  readonly y: number;
  in?: number | undefined;
  out?: number | undefined;
}

/** Where markers are drawn and how they are turned (SVG 2 section 13.7.4 and 9.6.1). */
export function vertices(path: Path): Vertex[] {
  const points: Point[] = [];
  let start: Point | undefined;
  let last: Point | undefined;
  const to = (x: number, y: number, first: readonly [number, number], before: readonly [number, number]): void => {
    const point: Point = { x, y };
    if (last) {
      last.out = direction(last.x, last.y, first[0], first[1]) ?? direction(last.x, last.y, x, y);
      point.in = direction(before[0], before[1], x, y) ?? direction(last.x, last.y, x, y);
    }
    points.push(point);
    last = point;
  };
  for (const command of path) {
    if (command[0] === 'M') {
      last = undefined;
      to(command[1], command[2], [0, 0], [0, 0]);
      start = last;
    } else if (command[0] === 'L') {
      const from = last ?? { x: command[1], y: command[2] };
      to(command[1], command[2], [command[1], command[2]], [from.x, from.y]);
    } else if (command[0] === 'C') {
      const [, x1, y1, x2, y2, x, y] = command;
      const from: Point = last ?? { x, y };
      const first = x1 === from.x && y1 === from.y ? [x2, y2] : [x1, y1];
      const before = x2 === x && y2 === y ? [x1, y1] : [x2, y2];
      to(x, y, first as [number, number], before as [number, number]);
    } else if (start && last) {
      const from: Point = last;
      to(start.x, start.y, [start.x, start.y], [from.x, from.y]);
      // A closed part meets itself: both ends look along the same line.
      const end = points.at(-1)!;
      end.out = start.out;
      start.in = end.in;
    }
  }
  return points.map((point, i) => ({
    x: point.x,
    y: point.y,
    angle: bisector(point.in, point.out),
    kind: i === 0 ? 'start' : i === points.length - 1 ? 'end' : 'mid',
  }));
}

function direction(x1: number, y1: number, x2: number, y2: number): number | undefined {
  return x1 === x2 && y1 === y2 ? undefined : Math.atan2(y2 - y1, x2 - x1);
}

function bisector(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return a ?? b ?? 0;
  return Math.atan2(Math.sin(a) + Math.sin(b), Math.cos(a) + Math.cos(b));
}
