import type { CssNode } from 'css-tree';
import { computedColor, type SpecifiedColor } from './color-values.ts';
import type { ImageValue } from './paint-types.ts';
import { argumentsOf, CENTERED, computePosition, functionNamed, parseAngle, parsePosition } from './paint-values.ts';
import { type ComputeContext, computeLength, notNegative } from './property.ts';
import {
  commaSeparated,
  parseColor,
  parseKeyword,
  parseLengthPercentage,
  type SpecifiedLength,
  ZERO,
} from './values.ts';

/** Images of CSS: addresses and gradients (CSS Images 3 and 4). */

interface SpecifiedStop {
  readonly color: SpecifiedColor | undefined;
  readonly at: SpecifiedLength | undefined;
}

/** `none`, or a specified image. */
export function parseImage(nodes: readonly CssNode[]): unknown {
  const [node] = nodes;
  if (!node || nodes.length > 1) return undefined;
  if (parseKeyword(node) === 'none') return 'none';
  if (node.type === 'Url') {
    const start = node.loc?.start;
    const file = node.loc?.source || undefined;
    return { type: 'url', address: node.value, file, line: file && start?.line, column: file && start?.column };
  }
  const name = functionNamed(node);
  const match = name && /^(repeating-)?(linear|radial|conic)-gradient$/.exec(name);
  if (!match) return undefined;
  const groups = commaSeparated(argumentsOf(node));
  const read = { linear: linearLine, radial: radialLine, conic: conicLine }[match[2] as 'linear'];
  const line = read(groups[0] ?? []);
  const stops = parseStops(line ? groups.slice(1) : groups, match[2] === 'conic');
  const shape = line ?? read([]);
  return stops && shape && { type: `${match[2]}-gradient`, repeating: match[1] !== undefined, ...shape, stops };
}

const SIDES: Readonly<Record<string, readonly [number, number]>> = {
  left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1],
}; // biome-ignore format: a table

/** What stands before the stops; undefined where it is no line but a stop. Without anything, the initial line. */
function linearLine(nodes: readonly CssNode[]): { readonly direction: unknown } | undefined {
  if (nodes.length === 0) return { direction: 180 };
  const angle = nodes.length === 1 ? parseAngle(nodes[0], true) : undefined;
  if (angle !== undefined) return { direction: angle };
  const sides = nodes.slice(1).map((node) => SIDES[parseKeyword(node) ?? '']);
  if (parseKeyword(nodes[0]!) !== 'to' || sides.length < 1 || sides.length > 2) return undefined;
  const [a, b = [0, 0]] = sides;
  if (!a || !b || sides.includes(undefined) || (sides.length === 2 && (a[0] === 0) === (b[0] === 0))) return undefined;
  return { direction: [a[0] + b[0], a[1] + b[1]] };
}

const EXTENTS = ['closest-side', 'closest-corner', 'farthest-side', 'farthest-corner'];

function radialLine(nodes: readonly CssNode[]): object | undefined {
  const at = nodes.findIndex((node) => parseKeyword(node) === 'at');
  const position = at < 0 ? CENTERED : parsePosition(nodes.slice(at + 1));
  if (!position) return undefined;
  let shape: string | undefined;
  let extent: string | undefined;
  const lengths: SpecifiedLength[] = [];
  for (const node of at < 0 ? nodes : nodes.slice(0, at)) {
    const word = parseKeyword(node);
    const length = notNegative(parseLengthPercentage)(node) as SpecifiedLength | undefined;
    if ((word === 'circle' || word === 'ellipse') && !shape) shape = word;
    else if (word && EXTENTS.includes(word) && !extent) extent = word;
    else if (length) lengths.push(length);
    else return undefined;
  }
  if (lengths.length > 2 || (extent && lengths.length) || (lengths.length === 2 && shape === 'circle'))
    return undefined;
  if (lengths.length === 1 && (shape === 'ellipse' || lengths[0]!.percent !== 0)) return undefined;
  const circle = shape === 'circle' || lengths.length === 1;
  const size = lengths.length ? [lengths[0], lengths[1] ?? lengths[0]] : (extent ?? 'farthest-corner');
  return { circle, size, position };
}

function conicLine(nodes: readonly CssNode[]): object | undefined {
  let from = 0;
  let rest = nodes;
  if (parseKeyword(rest[0] ?? { type: 'WhiteSpace', value: ' ' }) === 'from') {
    const angle = parseAngle(rest[1], true);
    if (angle === undefined) return undefined;
    from = angle;
    rest = rest.slice(2);
  }
  if (!rest.length) return { from, position: CENTERED };
  const position = parseKeyword(rest[0]!) === 'at' ? parsePosition(rest.slice(1)) : undefined;
  return position && { from, position };
}

/** `<color-stop-list>`: stops with at most two places, hints between two stops. */
function parseStops(groups: readonly (readonly CssNode[])[], conic: boolean): SpecifiedStop[] | undefined {
  const place = (node: CssNode): SpecifiedLength | undefined => {
    const angle = conic ? parseAngle(node, true) : undefined;
    if (angle !== undefined) return { ...ZERO, percent: angle / 3.6 };
    const length = parseLengthPercentage(node);
    return conic && length && length.percent === 0 && node.type !== 'Percentage' ? undefined : length;
  };
  const stops: SpecifiedStop[] = [];
  let hinted = true;
  for (const group of groups) {
    const at = group.length === 1 ? place(group[0]!) : undefined;
    if (at) {
      if (hinted) return undefined;
      stops.push({ color: undefined, at });
      hinted = true;
      continue;
    }
    const first = group[0] && place(group[0]);
    const colorNode = first ? group.at(-1) : group[0];
    const color = colorNode && parseColor(colorNode);
    const places = (first ? group.slice(0, -1) : group.slice(1)).map(place);
    if (color === undefined || places.length > 2 || places.includes(undefined)) return undefined;
    if (places.length) for (const one of places) stops.push({ color, at: one });
    else stops.push({ color, at: undefined });
    hinted = false;
  }
  return hinted || stops.filter((stop) => stop.color).length < 2 ? undefined : stops;
}

// biome-ignore lint/suspicious/noExplicitAny: a specified image has the fields of the computed one
export function computeImage(value: any, context: ComputeContext): ImageValue | 'none' {
  if (value === 'none' || value.type === 'url') return value;
  return {
    ...value,
    ...(Array.isArray(value.size)
      ? { size: value.size.map((length: SpecifiedLength) => computeLength(length, context)) }
      : {}),
    ...(value.position ? { position: computePosition(value.position, context) } : {}),
    stops: (value.stops as SpecifiedStop[]).map(({ color, at }) => ({
      color: color && computedColor(color, context.color),
      at: at && computeLength(at, context),
    })),
  };
}
