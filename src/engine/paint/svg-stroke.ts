import { invert, type Path, type PathCommand, type Rect } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { SvgShape } from '../images/svg-nodes.ts';
import type { DisplayItem, Mark, Paint, PathItem, Stroke } from './display-list.ts';
import type { Scope, SvgPainter } from './svg.ts';
import { Way } from './svg-along.ts';
import { lengthOf, mapPath } from './svg-geometry.ts';
import { moved } from './svg-group.ts';
import { paintOf } from './svg-paint.ts';

/** The stroke of a style (SVG 2 section 13.5); `dashScale` is what user units are to the author's own. */
export function strokeOf(
  painter: SvgPainter,
  style: ComputedStyle,
  bounds: Rect | undefined,
  { room, matrix }: Scope,
  dashScale: () => number = () => 1,
): Stroke | undefined {
  const width = lengthOf(style.strokeWidth, room);
  if (style.stroke === 'none' || !(width > 0)) return undefined;
  const color = paintOf(painter, style.stroke, style.strokeOpacity, style, bounds, { room, matrix });
  if (!color) return undefined;
  const lengths = style.strokeDasharray.map((length) => lengthOf(length, room));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const scale = lengths.length > 0 ? dashScale() : 1;
  const offset = lengthOf(style.strokeDashoffset, room) % (2 * total || 1);
  return {
    color,
    width,
    cap: style.strokeLinecap,
    join: style.strokeLinejoin,
    miterLimit: style.strokeMiterlimit,
    dash: total > 0.001 && scale > 0 ? lengths.map((length) => length * scale) : [],
    dashOffset: (offset < 0 ? offset + 2 * total : offset) * scale,
  };
}

/** Units of the path to one of the author's. */
export function dashScale({ pathLength }: SvgShape, path: Path): number {
  return pathLength === undefined ? 1 : pathLength > 0 ? new Way(path).length / pathLength : 0;
}

const isOpaque = (paint: Paint): boolean => !('type' in paint) && paint.alpha === 1;

/** Fill and stroke in their order: as one where nothing shows through the stroke. */
export function paintedPath(
  mark: Mark,
  path: Path,
  fill: Paint | undefined,
  stroke: Stroke | undefined,
  { matrix }: Scope,
  style: ComputedStyle,
): DisplayItem[] {
  const base = { type: 'path' as const, mark, path, fillRule: style.fillRule };
  const fills: PathItem[] = fill ? [{ ...base, fill, stroke: undefined }] : [];
  if (!stroke) return fills;
  const fillsFirst = style.paintOrder.indexOf('fill') < style.paintOrder.indexOf('stroke');
  const back = style.vectorEffect === 'non-scaling-stroke' ? invert(matrix) : undefined;
  if (!back && fill && fillsFirst && isOpaque(stroke.color)) return [{ ...base, fill, stroke }];
  const line = style.strokeLinecap === 'square' ? withDots(path) : path;
  // The line is as wide as it would be without any transform (SVG 2 section 8.12).
  const strokes: DisplayItem[] = back
    ? moved([{ ...base, path: mapPath(matrix, line), fill: undefined, stroke }], back)
    : [{ ...base, path: line, fill: undefined, stroke }];
  return fillsFirst ? [...fills, ...strokes] : [...strokes, ...fills];
}

/** PDF has no square for a point (ISO 32000-1 section 8.5.3.2): lines of no length get next to none, along x. */
function withDots(path: Path): Path {
  return path.map((command, i): PathCommand => {
    const before = path[i - 1];
    const dot = command[0] === 'L' && before?.[0] === 'M' && before[1] === command[1] && before[2] === command[2];
    return dot ? ['L', command[1] + 0.001, command[2]] : command;
  });
}
