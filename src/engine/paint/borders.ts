import { type Color, sameColor } from '../../base/color.ts';
import { inset, type Path, type PathCommand, type Rect, type Sides } from '../../base/geometry.ts';
import type { BorderStyle, ComputedStyle } from '../css/style.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { carved, dashedStroke, dottedLine } from './lines.ts';
import { allSides, boxPath, hasRadius, insetRadii, type Radii } from './rounded.ts';

export { boxPath } from './rounded.ts';

/** Lines around a box, inside `rect`: a border, or an outline. */
export interface Frame {
  readonly rect: Rect;
  readonly radii: Radii;
  readonly widths: Sides;
  readonly styles: Sides<BorderStyle>;
  readonly colors: Sides<Color>;
}

type SideName = keyof Sides;
const NAMES: readonly SideName[] = ['top', 'right', 'bottom', 'left'];

interface Side {
  readonly name: SideName;
  readonly width: number;
  readonly style: BorderStyle;
  readonly color: Color;
}

/** Borders of one fragment (CSS Backgrounds 3 section 4.4). `widths` are those that are there in it. */
export function borderFrame(rect: Rect, widths: Sides, style: ComputedStyle, radii: Radii): Frame {
  return {
    rect,
    radii,
    widths,
    styles: {
      top: style.borderTopStyle, right: style.borderRightStyle, bottom: style.borderBottomStyle, left: style.borderLeftStyle,
    },
    colors: {
      top: style.borderTopColor, right: style.borderRightColor, bottom: style.borderBottomColor, left: style.borderLeftColor,
    },
  }; // biome-ignore format: one record
}

export function paintFrame(frame: Frame, mark: Mark, out: DisplayItem[]): void {
  const { rect, radii, widths } = frame;
  const shown = NAMES.map(
    (name): Side => ({ name, width: widths[name], style: frame.styles[name], color: frame.colors[name] }),
  ).filter((side) => side.width > 0 && side.style !== 'none' && side.style !== 'hidden' && side.color.alpha > 0);
  const [first] = shown;
  if (!first) return;
  const uniform = shown.length === 4 && shown.every((s) => s.style === first.style && sameColor(s.color, first.color));
  const ring = (from: number, to: number): PathCommand[] => [
    ...innerPath(rect, radii, scaled(widths, from)),
    ...innerPath(rect, radii, scaled(widths, to)),
  ];
  if (uniform && first.style === 'solid') {
    out.push({ type: 'path', mark, path: ring(0, 1), fill: first.color, fillRule: 'evenodd' });
    return;
  }
  if (uniform && first.style === 'double' && NAMES.every((name) => widths[name] >= 3)) {
    const path = [...ring(0, 1 / 3), ...ring(2 / 3, 1)];
    out.push({ type: 'path', mark, path, fill: first.color, fillRule: 'evenodd' });
    return;
  }
  if (!hasRadius(radii)) {
    paintSquare(shown, frame, mark, out);
    return;
  }
  for (const side of shown) paintRounded(side, shown, frame, mark, out);
}

/** Straight sides, which meet along the lines between outer and inner corners. */
function paintSquare(shown: readonly Side[], { rect, widths }: Frame, mark: Mark, out: DisplayItem[]): void {
  const strip = (name: SideName, from: number, to: number): PathCommand[] => {
    const [a, b] = [corners(inset(rect, scaled(widths, from))), corners(inset(rect, scaled(widths, to)))];
    const [i, next] = ends(name);
    return [['M', ...a[i]!], ['L', ...a[next]!], ['L', ...b[next]!], ['L', ...b[i]!], ['Z']]; // biome-ignore format: a path
  };
  const filled: { readonly color: Color; readonly path: PathCommand[] }[] = [];
  // Strips of one colour become one path, so that nothing shows between them.
  const fill = (color: Color, path: readonly PathCommand[]): void => {
    const known = filled.find((one) => sameColor(one.color, color));
    if (known) for (const command of path) known.path.push(command);
    else filled.push({ color, path: [...path] });
  };
  const oneColor = shown.every(({ color }) => sameColor(color, shown[0]!.color));
  for (const side of shown) {
    const broken = side.style === 'dashed' || side.style === 'dotted';
    if (!broken) for (const { from, to, color } of bands(side)) fill(color, strip(side.name, from, to));
    else {
      const clip = oneColor ? undefined : strip(side.name, 0, 1);
      if (clip) out.push({ type: 'save', clip: { path: clip, rule: 'nonzero' } });
      const middle = corners(inset(rect, scaled(widths, 1 / 2)));
      const outer = corners(rect);
      const [i, next] = ends(side.name);
      const across = side.name === 'top' || side.name === 'bottom';
      const at = (k: number): [number, number] =>
        across ? [outer[k]![0], middle[k]![1]] : [middle[k]![0], outer[k]![1]];
      out.push({ type: 'path', mark, ...dottedLine(at(i), at(next), side) });
      if (clip) out.push({ type: 'restore' });
    }
  }
  for (const { color, path } of filled) out.push({ type: 'path', mark, path, fill: color });
}

/** One side of rounded lines: what lies between the lines through the corners of the ring. */
function paintRounded(side: Side, shown: readonly Side[], frame: Frame, mark: Mark, out: DisplayItem[]): void {
  const { rect, radii, widths } = frame;
  const alike = shown.length === 4 && shown.every((s) => s.style === side.style && sameColor(s.color, side.color));
  const broken = side.style === 'dashed' || side.style === 'dotted';
  const even = NAMES.every((name) => widths[name] === side.width);
  if (broken && alike && even) {
    // One line all around.
    if (side !== shown[0]) return;
    const middle = scaled(widths, 1 / 2);
    const path = innerPath(rect, radii, middle);
    out.push({ type: 'path', mark, path, stroke: dashedStroke(side, lengthOf(path), true) });
    return;
  }
  out.push({ type: 'save', clip: { path: sector(side.name, rect, widths), rule: 'nonzero' } });
  if (broken) {
    const clip = [...boxPath(rect, radii), ...innerPath(rect, radii, widths)];
    const path = innerPath(rect, radii, scaled(widths, 1 / 2));
    out.push({ type: 'save', clip: { path: clip, rule: 'evenodd' } });
    out.push({ type: 'path', mark, path, stroke: dashedStroke(side, lengthOf(path), true) });
    out.push({ type: 'restore' });
  } else {
    for (const { from, to, color } of bands(side)) {
      const path = [...innerPath(rect, radii, scaled(widths, from)), ...innerPath(rect, radii, scaled(widths, to))];
      out.push({ type: 'path', mark, path, fill: color, fillRule: 'evenodd' });
    }
  }
  out.push({ type: 'restore' });
}

/** The part of a box that belongs to a side: bounded by the lines through outer and inner corners, up to the middle. */
function sector(name: SideName, rect: Rect, widths: Sides): Path {
  const outer = corners(rect);
  const inner = corners(inset(rect, widths));
  const end = (i: number): [number, number] => {
    const [dx, dy] = [inner[i]![0] - outer[i]![0], inner[i]![1] - outer[i]![1]];
    const reach = Math.min(
      dx === 0 ? Number.POSITIVE_INFINITY : rect.width / 2 / Math.abs(dx),
      dy === 0 ? Number.POSITIVE_INFINITY : rect.height / 2 / Math.abs(dy),
    );
    return Number.isFinite(reach) ? [outer[i]![0] + dx * reach, outer[i]![1] + dy * reach] : outer[i]!;
  };
  const [i, next] = ends(name);
  return [['M', ...outer[i]!], ['L', ...outer[next]!], ['L', ...end(next)], ['L', ...end(i)], ['Z']]; // biome-ignore format: a path
}

interface Band {
  /** Shares of the width, from the outside. */
  readonly from: number;
  readonly to: number;
  readonly color: Color;
}

/** The bands that a side is made of; those of a carved line are lit from the top left. */
function bands({ name, width, style, color }: Side): readonly Band[] {
  const lit = name === 'top' || name === 'left';
  switch (style) {
    case 'double':
      if (width < 3) return [{ from: 0, to: 1, color }];
      return [{ from: 0, to: 1 / 3, color }, { from: 2 / 3, to: 1, color }]; // biome-ignore format: bands
    case 'inset':
    case 'outset': {
      const { dark, light } = carved(color);
      return [{ from: 0, to: 1, color: lit === (style === 'outset') ? light : dark }];
    }
    case 'groove':
    case 'ridge': {
      const { dark, light } = carved(color);
      const [outer, inner] = (style === 'groove') === lit ? [dark, light] : [light, dark];
      return [{ from: 0, to: 1 / 2, color: outer }, { from: 1 / 2, to: 1, color: inner }]; // biome-ignore format: bands
    }
    default:
      return [{ from: 0, to: 1, color }];
  }
}

const innerPath = (rect: Rect, radii: Radii, by: Sides): Path => boxPath(inset(rect, by), insetRadii(radii, by));

/** Indices of the corners that a side goes between, clockwise. */
const ends = (name: SideName): [number, number] => [NAMES.indexOf(name), (NAMES.indexOf(name) + 1) % 4];

/** Length of a path, curves taken as a few straight lines. */
function lengthOf(path: Path): number {
  let [x, y, length] = [0, 0, 0];
  let start: readonly [number, number] = [0, 0];
  const to = (px: number, py: number): void => {
    length += Math.hypot(px - x, py - y);
    [x, y] = [px, py];
  };
  for (const command of path) {
    if (command[0] === 'M') [x, y, start] = [command[1], command[2], [command[1], command[2]]];
    else if (command[0] === 'L') to(command[1], command[2]);
    else if (command[0] === 'Z') to(...start);
    else {
      const [x0, y0] = [x, y];
      for (let i = 1; i <= 8; i++) {
        const [t, u] = [i / 8, 1 - i / 8];
        const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
        to(
          a * x0 + b * command[1] + c * command[3] + d * command[5],
          a * y0 + b * command[2] + c * command[4] + d * command[6],
        );
      }
    }
  }
  return length;
}

const corners = ({ x, y, width, height }: Rect): [number, number][] => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]; // biome-ignore format: corners

const scaled = (sides: Sides, by: number): Sides =>
  by === 0
    ? allSides(0)
    : { top: sides.top * by, right: sides.right * by, bottom: sides.bottom * by, left: sides.left * by };
