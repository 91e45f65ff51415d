import type { CssNode } from 'css-tree';
import { type ComputeContext, computeLength } from './property.ts';
import type { FixedBreadth, GridLine, GridTemplate, TrackListPart, TrackSize } from './style.ts';
import {
  children,
  commaSeparated,
  components,
  type LengthPercentage,
  parseInteger,
  parseKeyword,
  parseLengthPercentage,
  type SpecifiedLength,
  ValueReader,
} from './values.ts';

/** Greatest line number, span and repetition; larger ones are clamped (CSS Grid 2 section 6.6). */
export const MOST_TRACKS = 10_000;

const clampCount = (value: number): number => Math.max(-MOST_TRACKS, Math.min(MOST_TRACKS, value));

const isSlash = (node: CssNode | undefined): boolean => node?.type === 'Operator' && node.value.trim() === '/';

/** Parts between slashes. */
export function slashSeparated(nodes: readonly CssNode[]): CssNode[][] {
  const groups: CssNode[][] = [[]];
  for (const node of nodes) {
    if (isSlash(node)) groups.push([]);
    else groups.at(-1)!.push(node);
  }
  return groups;
}

/** A `<custom-ident>` that may name a line or an area. */
export function lineName(node: CssNode): string | undefined {
  if (node.type !== 'Identifier') return undefined;
  return ['auto', 'span', 'inherit', 'initial', 'unset', 'revert', 'default'].includes(node.name.toLowerCase())
    ? undefined
    : node.name;
}

function length(node: CssNode): SpecifiedLength | undefined {
  const value = parseLengthPercentage(node);
  const negative = value && node.type !== 'Function' && (value.px < 0 || value.percent < 0 || value.em < 0 || value.rem < 0);
  return negative ? undefined : value;
} // biome-ignore format: conditions

function inflexible(node: CssNode): FixedBreadth | undefined {
  const word = parseKeyword(node);
  return word === 'auto' || word === 'min-content' || word === 'max-content' ? word : length(node);
}

function flexible(node: CssNode): { fr: number } | undefined {
  if (node.type !== 'Dimension' || node.unit.toLowerCase() !== 'fr') return undefined;
  const fr = Number(node.value);
  return Number.isFinite(fr) && fr >= 0 ? { fr } : undefined;
}

const single = (group: readonly CssNode[] | undefined): CssNode | undefined =>
  group?.length === 1 ? group[0] : undefined;

/** `<track-size>` (CSS Grid 2 section 7.2). */
export function trackSize(node: CssNode): TrackSize | undefined {
  const own = inflexible(node);
  if (own !== undefined) return { min: own, max: own };
  const fr = flexible(node);
  if (fr) return { min: 'auto', max: fr };
  if (node.type !== 'Function') return undefined;
  const args = commaSeparated(components(children(node))).map(single);
  switch (node.name.toLowerCase()) {
    case 'minmax': {
      const [min, max] = [args[0] && inflexible(args[0]), args[1] && (inflexible(args[1]) ?? flexible(args[1]))];
      return args.length === 2 && min !== undefined && max !== undefined ? { min, max } : undefined;
    }
    case 'fit-content': {
      const limit = args.length === 1 && args[0] ? length(args[0]) : undefined;
      return limit && { min: 'auto', max: 'max-content', limit };
    }
    default:
      return undefined;
  }
}

/** One or more track sizes, of `grid-auto-rows` and `grid-auto-columns`. */
export function trackSizes(reader: ValueReader): TrackSize[] | undefined {
  const sizes: TrackSize[] = [];
  for (let size = reader.take(trackSize); size; size = reader.take(trackSize)) sizes.push(size);
  return sizes.length ? sizes : undefined;
}

export function lineNames(node: CssNode): string[] | undefined {
  if (node.type !== 'Brackets') return undefined;
  const names = components(children(node)).map(lineName);
  return names.every((name) => name !== undefined) ? (names as string[]) : undefined;
}

function repetition(node: CssNode, subgrid: boolean): TrackListPart | undefined {
  if (node.type !== 'Function' || node.name.toLowerCase() !== 'repeat') return undefined;
  const [first, ...rest] = commaSeparated(components(children(node)));
  const counted = single(first);
  if (!counted || rest.length !== 1) return undefined;
  const word = parseKeyword(counted);
  const number = parseInteger(counted);
  const count =
    word === 'auto-fill' || (word === 'auto-fit' && !subgrid)
      ? word
      : number !== undefined && number > 0
        ? clampCount(number)
        : undefined;
  const parts = listParts(new ValueReader(rest[0]!), false, subgrid);
  if (count === undefined || !parts?.length) return undefined;
  const tracks = parts.filter((part) => part.type === 'track');
  if (!subgrid && !tracks.length) return undefined;
  return { type: 'repeat', count, parts };
}

const isFixed = (size: TrackSize): boolean =>
  size.limit === undefined && (typeof size.min !== 'string' || (typeof size.max !== 'string' && !('fr' in size.max)));

/** The parts of a track list up to what is none; undefined where automatic repetition stands with tracks it may not. */
function listParts(reader: ValueReader, repeats: boolean, subgrid: boolean): TrackListPart[] | undefined {
  const parts: TrackListPart[] = [];
  for (;;) {
    const names = reader.take(lineNames);
    if (names) {
      parts.push({ type: 'names', names });
      continue;
    }
    const repeat = repeats ? reader.take((node) => repetition(node, subgrid)) : undefined;
    if (repeat) {
      parts.push(repeat);
      continue;
    }
    const size = subgrid ? undefined : reader.take(trackSize);
    if (!size) break;
    parts.push({ type: 'track', size });
  }
  const automatic = parts.filter((part) => part.type === 'repeat' && typeof part.count === 'string');
  if (automatic.length > 1) return undefined;
  if (automatic.length && !subgrid) {
    const sizes = parts.flatMap((part) => (part.type === 'repeat' ? part.parts : [part])).filter((part) => part.type === 'track');
    if (!sizes.every((part) => isFixed(part.size))) return undefined;
  }
  return parts;
} // biome-ignore format: conditions

/** `grid-template-rows` and `grid-template-columns` (CSS Grid 2 sections 7.2 and 9). */
export function gridTemplate(reader: ValueReader): GridTemplate | undefined {
  const word = reader.take((node) => {
    const name = parseKeyword(node);
    return name === 'none' || name === 'subgrid' ? name : undefined;
  });
  if (word === 'none') return 'none';
  const parts = listParts(reader, true, word === 'subgrid');
  if (!parts || (word !== 'subgrid' && !parts.some((part) => part.type !== 'names'))) return undefined;
  return { subgrid: word === 'subgrid', parts };
}

const resolved = (value: FixedBreadth, context: ComputeContext): FixedBreadth =>
  typeof value === 'string' ? value : computeLength(value as SpecifiedLength, context);

export function computeTrack({ min, max, limit }: TrackSize, context: ComputeContext): TrackSize {
  return {
    min: resolved(min, context),
    max: typeof max !== 'string' && 'fr' in max ? max : resolved(max, context),
    ...(limit ? { limit: computeLength(limit as SpecifiedLength, context) as LengthPercentage } : {}),
  };
}

const computePart = (part: TrackListPart, context: ComputeContext): TrackListPart => {
  if (part.type === 'track') return { type: 'track', size: computeTrack(part.size, context) };
  if (part.type === 'repeat') return { ...part, parts: part.parts.map((inner) => computePart(inner, context)) };
  return part;
};

export function computeTemplate(value: GridTemplate, context: ComputeContext): GridTemplate {
  if (value === 'none') return value;
  return { subgrid: value.subgrid, parts: value.parts.map((part) => computePart(part, context)) };
}

/** `grid-template-areas` (CSS Grid 2 section 7.3): rows of cells, undefined for null cells; areas are rectangles. */
export function templateAreas(reader: ValueReader): 'none' | (string | undefined)[][] | undefined {
  if (reader.take((node) => (parseKeyword(node) === 'none' ? true : undefined))) return 'none';
  const rows: (string | undefined)[][] = [];
  for (let node = reader.next(); node; node = reader.next()) {
    const row = node.type === 'String' ? areaRow(node.value) : undefined;
    if (!row) return undefined;
    rows.push(row);
  }
  return areRectangles(rows) ? rows : undefined;
}

function areaRow(text: string): (string | undefined)[] | undefined {
  const cells = text.match(/\.+|[^\s.]+/g);
  if (!cells?.every((cell) => /^(\.+|[\p{L}\p{N}_\-\u0080-\u{10ffff}]+)$/u.test(cell))) return undefined;
  return cells.map((cell) => (cell.startsWith('.') ? undefined : cell));
}

function areRectangles(rows: readonly (readonly (string | undefined)[])[]): boolean {
  const width = rows[0]?.length;
  if (!width || rows.some((row) => row.length !== width)) return false;
  const boxes = new Map<string, { top: number; bottom: number; left: number; right: number; cells: number }>();
  rows.forEach((row, y) => {
    row.forEach((name, x) => {
      if (name === undefined) return;
      const box = boxes.get(name) ?? { top: y, bottom: y, left: x, right: x, cells: 0 };
      boxes.set(name, {
        top: box.top, bottom: y, left: Math.min(box.left, x), right: Math.max(box.right, x), cells: box.cells + 1,
      }); // biome-ignore format: one record
    });
  });
  return [...boxes.values()].every((b) => (b.bottom - b.top + 1) * (b.right - b.left + 1) === b.cells);
}

/** `<grid-line>` (CSS Grid 2 section 8.3): `auto`, a number, a name, or `span` with either, in any order. */
export function gridLine(reader: ValueReader): GridLine | undefined {
  if (reader.take((node) => (parseKeyword(node) === 'auto' ? true : undefined))) return 'auto';
  let span = false;
  let number: number | undefined;
  let name: string | undefined;
  let before = true;
  for (let node = reader.peek(); node && !isSlash(node); node = reader.peek()) {
    const integer = parseInteger(node);
    if (parseKeyword(node) === 'span') {
      // The word stands first or last.
      if (span) return undefined;
      span = true;
      before = number === undefined && name === undefined;
    } else if (span && !before) return undefined;
    else if (integer !== undefined && number === undefined) number = integer;
    else if (name === undefined && lineName(node) !== undefined) name = lineName(node);
    else return undefined;
    reader.next();
  }
  if (number === undefined && name === undefined) return undefined;
  if (number === 0 || (span && number !== undefined && number < 0)) return undefined;
  return { span, number: number === undefined ? undefined : clampCount(number), name };
}
