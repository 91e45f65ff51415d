import { IDENTITY, type Matrix, multiply, type Path, type PathCommand } from '../../base/geometry.ts';
import { LruCache } from '../../base/lru.ts';
import { charStringPath } from './charstring-path.ts';
import type { Face } from './face.ts';
import { glyphRange } from './sfnt.ts';

const outlines = new LruCache<string, Path>(4 << 20, (path) => path.length * 60 + 100);

/** The outline of a glyph, font units, y upwards; empty where the font is damaged there. */
export function glyphOutline(face: Face, glyph: number): Path {
  return outlines.ensure(`${face.id} ${glyph}`, () => {
    try {
      return face.cff ? charStringPath(face.cff, glyph) : trueTypePath(face, glyph, IDENTITY, 0);
    } catch (error) {
      if (error instanceof RangeError) return [];
      throw error;
    }
  });
}

/** Composite glyphs nest no deeper in any font that is not made to keep us busy. */
const MOST_DEPTH = 6;

/** Table glyf (OpenType 1.9). */
function trueTypePath(face: Face, glyph: number, matrix: Matrix, depth: number): PathCommand[] {
  if (glyph >= face.glyphCount || depth > MOST_DEPTH) return [];
  const [start, end] = glyphRange(face.tables, glyph);
  if (end - start < 10) return [];
  const table = face.tables.get('glyf')!;
  const data = new DataView(table.buffer, table.byteOffset + start, end - start);
  const contours = data.getInt16(0);
  return contours < 0 ? compositePath(face, data, matrix, depth) : simplePath(data, contours, matrix);
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly on: boolean;
}

function simplePath(data: DataView, contours: number, [a, b, c, d, e, f]: Matrix): PathCommand[] {
  let at = 10;
  const ends = Array.from({ length: contours }, (_, i) => data.getUint16(at + i * 2));
  at += contours * 2;
  at += 2 + data.getUint16(at);
  const count = (ends.at(-1) ?? -1) + 1;
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = data.getUint8(at++);
    const repeats = flag & 8 ? data.getUint8(at++) : 0;
    for (let i = 0; i <= repeats; i++) flags.push(flag);
  }
  const axis = (short: number, same: number): number[] => {
    let value = 0;
    return flags.slice(0, count).map((flag) => {
      if (flag & short) value += flag & same ? data.getUint8(at++) : -data.getUint8(at++);
      else if (!(flag & same)) {
        value += data.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = axis(2, 16);
  const ys = axis(4, 32);
  const points = xs.map((x, i): Point => {
    const y = ys[i]!;
    return { x: a * x + c * y + e, y: b * x + d * y + f, on: (flags[i]! & 1) !== 0 };
  });
  return ends.flatMap((end, i) => contourPath(points.slice(i ? ends[i - 1]! + 1 : 0, end + 1)));
}

/** Quadratic curves, with points on the curve left out between two that are not. */
function contourPath(points: readonly Point[]): PathCommand[] {
  if (points.length < 2) return [];
  const middle = (p: Point, q: Point): Point => ({ x: (p.x + q.x) / 2, y: (p.y + q.y) / 2, on: true });
  const first = points.findIndex(({ on }) => on);
  const turned =
    first < 0 ? [middle(points.at(-1)!, points[0]!), ...points] : [...points.slice(first), ...points.slice(0, first)];
  const start = turned[0]!;
  const path: PathCommand[] = [['M', start.x, start.y]];
  let pen = start;
  for (let i = 1; i <= turned.length; i++) {
    const point = turned[i] ?? start;
    if (point.on) {
      if (i < turned.length) path.push(['L', point.x, point.y]);
      pen = point;
      continue;
    }
    const next = turned[i + 1] ?? start;
    const to = next.on ? next : middle(point, next);
    const third = (from: number, by: number): number => from + ((by - from) * 2) / 3;
    path.push([
      'C', third(pen.x, point.x), third(pen.y, point.y), third(to.x, point.x), third(to.y, point.y), to.x, to.y,
    ]); // biome-ignore format: a curve
    if (next.on) i++;
    pen = to;
  }
  path.push(['Z']);
  return path;
}

/** Components with their place and scale; those placed by matching points stay where they are. */
function compositePath(face: Face, data: DataView, matrix: Matrix, depth: number): PathCommand[] {
  const path: PathCommand[] = [];
  let at = 10;
  for (let flags = 32; flags & 32; ) {
    flags = data.getUint16(at);
    const glyph = data.getUint16(at + 2);
    at += 4;
    const words = flags & 1;
    const [x, y] = words ? [data.getInt16(at), data.getInt16(at + 2)] : [data.getInt8(at), data.getInt8(at + 1)];
    at += words ? 4 : 2;
    const f2dot14 = (): number => {
      at += 2;
      return data.getInt16(at - 2) / 16384;
    };
    let [a, b, c, d] = [1, 0, 0, 1];
    if (flags & 8) a = d = f2dot14();
    else if (flags & 64) [a, d] = [f2dot14(), f2dot14()];
    else if (flags & 128) [a, b, c, d] = [f2dot14(), f2dot14(), f2dot14(), f2dot14()];
    const [dx, dy] = flags & 2 ? [x, y] : [0, 0];
    path.push(...trueTypePath(face, glyph, multiply(matrix, [a, b, c, d, dx, dy]), depth + 1));
  }
  return path;
}
