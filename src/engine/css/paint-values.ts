import type { CssNode } from 'css-tree';
import { computedColor, type SpecifiedColor } from './color-values.ts';
import type { GeometryBox, RepeatStyle } from './paint-types.ts';
import { type ComputeContext, computeLength, either, keywords, notNegative } from './property.ts';
import {
  children,
  commaSeparated,
  components,
  parseColor,
  parseKeyword,
  parseLength,
  parseLengthPercentage,
  parseNumber,
  type SpecifiedLength,
  type ValueReader,
  ZERO,
} from './values.ts';

/** Readers of the values that paint, and how they are computed. What they give is of the kinds in paint-types.ts. */

export function restOf(reader: ValueReader): CssNode[] {
  const nodes: CssNode[] = [];
  for (let node = reader.next(); node; node = reader.next()) nodes.push(node);
  return nodes;
}

/** A list by commas, each part read by `parse`. */
export const layers =
  <T>(parse: (nodes: readonly CssNode[]) => T | undefined) =>
  (reader: ValueReader): T[] | undefined => {
    const parts = commaSeparated(restOf(reader)).map(parse);
    return parts.every((part) => part !== undefined) ? (parts as T[]) : undefined;
  };

export const functionNamed = (node: CssNode | undefined): string | undefined =>
  node?.type === 'Function' ? node.name.toLowerCase() : undefined;

export const argumentsOf = (node: CssNode): CssNode[] => (node.type === 'Function' ? components(children(node)) : []);

const DEGREES: Readonly<Record<string, number>> = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 };

/** An angle in degrees; where `zero`, also a bare 0. */
export function parseAngle(node: CssNode | undefined, zero = false): number | undefined {
  if (node?.type === 'Number' && zero && Number(node.value) === 0) return 0;
  const unit = node?.type === 'Dimension' ? DEGREES[node.unit.toLowerCase()] : undefined;
  const value = unit === undefined ? Number.NaN : Number((node as { value: string }).value) * unit;
  return Number.isFinite(value) ? value : undefined;
}

export function parsePercentageOrNumber(node: CssNode): number | undefined {
  return node.type === 'Percentage' ? Number(node.value) / 100 : parseNumber(node);
}

// --- Positions ---
interface SpecifiedEdge {
  readonly end: boolean;
  readonly offset: SpecifiedLength;
}

const CENTER: SpecifiedEdge = { end: false, offset: { ...ZERO, percent: 50 } };
const HORIZONTAL = ['left', 'right'];
const VERTICAL = ['top', 'bottom'];

/** `<position>` (CSS Values 4 section 8.3), and the three values that backgrounds take besides. */
export function parsePosition(nodes: readonly CssNode[]): readonly [SpecifiedEdge, SpecifiedEdge] | undefined {
  if (nodes.length < 1 || nodes.length > 4) return undefined;
  const words = nodes.map((node) => parseKeyword(node));
  if (nodes.length <= 2) {
    const swapped = VERTICAL.includes(words[0]!) || HORIZONTAL.includes(words[1] ?? '');
    const [x, y] = swapped ? [nodes[1], nodes[0]] : [nodes[0], nodes[1]];
    const edges = [single(x, HORIZONTAL), single(y, VERTICAL)] as const;
    return edges[0] && edges[1] && [edges[0], edges[1]];
  }
  let [x, y]: (SpecifiedEdge | undefined)[] = [];
  let centers = 0;
  for (let i = 0; i < nodes.length; i++) {
    const word = words[i];
    if (word === 'center') {
      centers++;
      continue;
    }
    const across = HORIZONTAL.includes(word ?? '');
    if ((!across && !VERTICAL.includes(word ?? '')) || (across ? x : y)) return undefined;
    const offset = nodes[i + 1] && parseLengthPercentage(nodes[i + 1]!);
    if (offset) i++;
    const edge = { end: word === 'right' || word === 'bottom', offset: offset ?? ZERO };
    if (across) x = edge;
    else y = edge;
  }
  if (centers + (x ? 1 : 0) + (y ? 1 : 0) !== 2) return undefined;
  return [x ?? CENTER, y ?? CENTER];
}

function single(node: CssNode | undefined, sides: readonly string[]): SpecifiedEdge | undefined {
  if (!node) return CENTER;
  const word = parseKeyword(node);
  if (word === 'center') return CENTER;
  if (word !== undefined) return sides.includes(word) ? { end: word === sides[1], offset: ZERO } : undefined;
  const offset = parseLengthPercentage(node);
  return offset && { end: false, offset };
}

/** One side of a position: `background-position-x` and `-y`. */
export const parseEdge =
  (sides: readonly [string, string]) =>
  (nodes: readonly CssNode[]): SpecifiedEdge | undefined => {
    if (nodes.length === 1) return single(nodes[0], sides);
    const edge = single(nodes[0], sides);
    const offset = nodes.length === 2 && parseKeyword(nodes[0]!) ? parseLengthPercentage(nodes[1]!) : undefined;
    return edge && edge !== CENTER && offset ? { ...edge, offset } : undefined;
  };

export const computeEdge = ({ end, offset }: SpecifiedEdge, context: ComputeContext) => ({
  end,
  offset: computeLength(offset, context),
});

export const computePosition = (position: readonly SpecifiedEdge[], context: ComputeContext) =>
  position.map((edge) => computeEdge(edge, context));

export const CENTERED = [CENTER, CENTER] as const;

// --- Backgrounds ---
const sizePart = either(keywords(['auto']), notNegative(parseLengthPercentage));

export function parseBackgroundSize(nodes: readonly CssNode[]): unknown {
  const word = nodes.length === 1 ? parseKeyword(nodes[0]!) : undefined;
  if (word === 'cover' || word === 'contain') return word;
  if (nodes.length < 1 || nodes.length > 2) return undefined;
  const [width, height] = [sizePart(nodes[0]!), nodes[1] ? sizePart(nodes[1]) : 'auto'];
  return width === undefined || height === undefined ? undefined : [width, height];
}

export const computeBackgroundSize = (
  value: string | readonly (string | SpecifiedLength)[],
  context: ComputeContext,
) =>
  typeof value === 'string'
    ? value
    : value.map((part) => (typeof part === 'string' ? part : computeLength(part, context)));

const REPEATS = ['repeat', 'space', 'round', 'no-repeat'];

export function parseRepeat(nodes: readonly CssNode[]): readonly [RepeatStyle, RepeatStyle] | undefined {
  const words = nodes.map((node) => parseKeyword(node) ?? '');
  if (words.length === 1 && words[0] === 'repeat-x') return ['repeat', 'no-repeat'];
  if (words.length === 1 && words[0] === 'repeat-y') return ['no-repeat', 'repeat'];
  if (words.length < 1 || words.length > 2 || !words.every((word) => REPEATS.includes(word))) return undefined;
  return [words[0], words[1] ?? words[0]] as [RepeatStyle, RepeatStyle];
}

/** A single word of a list. */
export const word = (list: readonly string[]) => {
  const parse = keywords(list);
  return (nodes: readonly CssNode[]): unknown => (nodes.length === 1 ? parse(nodes[0]!) : undefined);
};

// --- Shadows ---
interface SpecifiedShadow {
  readonly color: SpecifiedColor;
  readonly lengths: readonly SpecifiedLength[];
  readonly inset: boolean;
}

/** One shadow of `box-shadow` (CSS Backgrounds 3 section 6.1), or of `text-shadow`, which has no spread and no inset. */
export const parseShadow =
  (ofBox: boolean) =>
  (nodes: readonly CssNode[]): SpecifiedShadow | undefined => {
    let color: SpecifiedColor | undefined;
    let inset = false;
    const lengths: SpecifiedLength[] = [];
    let ended = false;
    for (const node of nodes) {
      const length = parseLength(node);
      if (length && !ended) {
        lengths.push(length);
        continue;
      }
      ended = lengths.length > 0;
      const paint = color === undefined ? parseColor(node) : undefined;
      if (paint !== undefined) color = paint;
      else if (ofBox && !inset && parseKeyword(node) === 'inset') inset = true;
      else return undefined;
    }
    const blur = lengths[2];
    const negative = blur && (blur.px < 0 || blur.em < 0 || blur.rem < 0);
    if (lengths.length < 2 || lengths.length > (ofBox ? 4 : 3) || negative) return undefined;
    return { color: color ?? 'currentcolor', lengths, inset };
  };

export function computeShadow({ color, lengths, inset }: SpecifiedShadow, context: ComputeContext) {
  const [x, y, blur = 0, spread = 0] = lengths.map((length) => computeLength(length, context).px);
  return { color: computedColor(color, context.color), x, y, blur: Math.max(0, blur), spread, inset };
}

// --- Shapes ---
const BOXES = ['border-box', 'padding-box', 'content-box', 'margin-box', 'fill-box', 'stroke-box', 'view-box'];

/** `clip-path` (CSS Masking 1 section 5): a basic shape and a box in any order. */
export function parseClipPath(reader: ValueReader): unknown {
  let shape: unknown;
  let box: GeometryBox | undefined;
  for (const node of restOf(reader)) {
    const name = parseKeyword(node);
    if (name === 'none' && shape === undefined && !box && reader.nodes.length === 1) return 'none';
    if (name !== undefined && BOXES.includes(name) && !box) box = name as GeometryBox;
    else if (shape === undefined) {
      shape = parseShape(node);
      if (shape === undefined) return undefined;
    } else return undefined;
  }
  return shape || box ? { shape, box: box ?? 'border-box' } : undefined;
}

function parseShape(node: CssNode): unknown {
  const nodes = argumentsOf(node);
  switch (functionNamed(node)) {
    case 'inset':
      return insetShape(nodes, (sides) => sides.map((offset) => ({ end: false, offset })));
    case 'xywh':
      // From the left and the top, width and height: the far sides lie that far from the near ones.
      return nodes.length < 4
        ? undefined
        : insetShape(nodes, ([x, y, width, height]) => [
            { end: false, offset: y },
            { end: true, offset: sum(x!, width!) },
            { end: true, offset: sum(y!, height!) },
            { end: false, offset: x },
          ]);
    case 'rect':
      return insetShape(
        nodes.map((n, i) =>
          parseKeyword(n) === 'auto' ? { type: 'Percentage', value: i === 1 || i === 2 ? '100' : '0' } : n,
        ),
        ([top, right, bottom, left]) => [
          { end: false, offset: top },
          { end: true, offset: right },
          { end: true, offset: bottom },
          { end: false, offset: left },
        ],
      );
    case 'circle':
    case 'ellipse':
      return ellipseShape(nodes, functionNamed(node) === 'circle');
    case 'polygon':
      return polygonShape(nodes);
    case 'path': {
      const [first, second] = commaSeparated(nodes).map((group) => group[0]);
      const rule = second && first && parseKeyword(first);
      const data = second ?? first;
      if (data?.type !== 'String' || (rule !== undefined && rule !== 'nonzero' && rule !== 'evenodd')) return undefined;
      return { type: 'path', rule: rule ?? 'nonzero', data: data.value };
    }
    default:
      return undefined;
  }
}

const sum = (a: SpecifiedLength, b: SpecifiedLength): SpecifiedLength => ({
  px: a.px + b.px,
  percent: a.percent + b.percent,
  em: a.em + b.em,
  rem: a.rem + b.rem,
});

/** One to four values for the four sides, as margins take them. */
export function spread<T>(list: readonly T[]): readonly [T, T, T, T] {
  const [a, b = a, c = a, d = b] = list;
  return [a!, b!, c!, d!];
}

function insetShape(nodes: readonly CssNode[], sidesOf: (lengths: readonly SpecifiedLength[]) => unknown): unknown {
  const round = nodes.findIndex((node) => parseKeyword(node) === 'round');
  const lengths = lengthsOf(round < 0 ? nodes : nodes.slice(0, round));
  const radii = round < 0 ? [[ZERO, ZERO]] : parseRadii(nodes.slice(round + 1));
  return lengths && radii && { type: 'inset', sides: sidesOf(spread(lengths)), radii: spread(radii) };
}

function lengthsOf(nodes: readonly CssNode[]): SpecifiedLength[] | undefined {
  const lengths = nodes.map(parseLengthPercentage);
  return lengths.length >= 1 && lengths.length <= 4 && lengths.every((length) => length !== undefined)
    ? (lengths as SpecifiedLength[])
    : undefined;
}

/** The value of `border-radius`: horizontal radii, and vertical ones after a slash. */
function parseRadii(nodes: readonly CssNode[]): readonly (readonly SpecifiedLength[])[] | undefined {
  const slash = nodes.findIndex((node) => node.type === 'Operator' && node.value.trim() === '/');
  const horizontal = lengthsOf(slash < 0 ? nodes : nodes.slice(0, slash));
  const vertical = slash < 0 ? horizontal : lengthsOf(nodes.slice(slash + 1));
  if (!horizontal || !vertical) return undefined;
  const v = spread(vertical);
  return spread(horizontal).map((length, i) => [length, v[i]!]);
}

function ellipseShape(nodes: readonly CssNode[], circle: boolean): unknown {
  const at = nodes.findIndex((node) => parseKeyword(node) === 'at');
  const radius = either(keywords(['closest-side', 'farthest-side']), notNegative(parseLengthPercentage));
  const radii = (at < 0 ? nodes : nodes.slice(0, at)).map(radius);
  const position = at < 0 ? [CENTER, CENTER] : parsePosition(nodes.slice(at + 1));
  const right = radii.length === 0 || radii.length === (circle ? 1 : 2);
  if (!position || !right || radii.includes(undefined)) return undefined;
  const [rx = 'closest-side', ry = rx] = radii;
  return { type: 'ellipse', circle, radii: [rx, ry], position };
}

function polygonShape(nodes: readonly CssNode[]): unknown {
  const groups = commaSeparated(nodes);
  const first = groups[0]?.length === 1 ? parseKeyword(groups[0][0]!) : undefined;
  const rule = first === 'nonzero' || first === 'evenodd' ? first : undefined;
  const points = (rule ? groups.slice(1) : groups).map((group) => lengthsOf(group));
  if (!points.length || points.some((point) => point?.length !== 2)) return undefined;
  return { type: 'polygon', rule: rule ?? 'nonzero', points };
}

/** Every specified length inside a shape becomes a computed one. */
export function computeClipPath(value: unknown, context: ComputeContext): unknown {
  if (Array.isArray(value)) return value.map((part) => computeClipPath(part, context));
  if (typeof value !== 'object' || value === null) return value;
  if ('px' in value) return computeLength(value as SpecifiedLength, context);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, computeClipPath(part, context)]));
}
