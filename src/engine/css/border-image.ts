import type { CssNode } from 'css-tree';
import { computeImage, parseImage } from './paint-images.ts';
import { restOf, spread } from './paint-values.ts';
import { type ComputeContext, computeLength, define, either, keywords, notNegative } from './property.ts';
import {
  parseKeyword,
  parseLength,
  parseLengthPercentage,
  parseNumber,
  type SpecifiedLength,
  type ValueReader,
} from './values.ts';

/** Images in place of borders (CSS Backgrounds 3 section 5). */

const plain = (node: CssNode): unknown => {
  const value = node.type === 'Number' ? parseNumber(node) : undefined;
  return value !== undefined && value >= 0 ? { factor: value } : undefined;
};

const oneToFour =
  (part: (node: CssNode) => unknown) =>
  (reader: ValueReader): unknown => {
    const list = restOf(reader).map(part);
    return list.length >= 1 && list.length <= 4 && !list.includes(undefined) ? spread(list) : undefined;
  };

const computeSides = (list: readonly (string | { factor: number } | SpecifiedLength)[], context: ComputeContext) =>
  list.map((side) => (typeof side === 'string' || 'factor' in side ? side : computeLength(side, context)));

const slicePart = either(plain, (node) =>
  node.type === 'Percentage' && Number(node.value) >= 0 ? parseLengthPercentage(node) : undefined,
);
const REPEATS = ['stretch', 'repeat', 'round', 'space'];

export function defineBorderImages(): void {
  define(
    'border-image-source', 'borderImageSource', false, 'none', 'none | url() | <gradient>',
    (reader) => parseImage(restOf(reader)), computeImage,
  ); // biome-ignore format: a table
  define(
    'border-image-slice', 'borderImageSlice', false, { sides: spread([{ px: 0, percent: 100 }]), fill: false },
    '[ <number> | <percentage> ]{1,4} && fill?',
    (reader) => {
      const nodes = restOf(reader);
      const fill = nodes.findIndex((node) => parseKeyword(node) === 'fill');
      const list = nodes.filter((_, i) => i !== fill).map(slicePart);
      const valid = list.length >= 1 && list.length <= 4 && !list.includes(undefined) && (fill <= 0 || fill === nodes.length - 1);
      return valid ? { sides: spread(list), fill: fill >= 0 } : undefined;
    },
    ({ sides, fill }: { sides: readonly SpecifiedLength[]; fill: boolean }, context) => ({ sides: computeSides(sides, context), fill }),
  ); // biome-ignore format: a table
  define(
    'border-image-width', 'borderImageWidth', false, spread([{ factor: 1 }]), '[ auto | <number> | <length-percentage> ]{1,4}',
    oneToFour(either(keywords(['auto']), plain, notNegative(parseLengthPercentage))), computeSides,
  ); // biome-ignore format: a table
  define(
    'border-image-outset', 'borderImageOutset', false, spread([{ px: 0, percent: 0 }]), '[ <number> | <length> ]{1,4}',
    oneToFour(either(plain, notNegative(parseLength))), computeSides,
  ); // biome-ignore format: a table
  define(
    'border-image-repeat', 'borderImageRepeat', false, ['stretch', 'stretch'], '[ stretch | repeat | round | space ]{1,2}',
    (reader) => {
      const first = reader.take(keywords(REPEATS));
      return first && [first, reader.take(keywords(REPEATS)) ?? first];
    },
  ); // biome-ignore format: a table
}

const isSlash = (node: CssNode): boolean => node.type === 'Operator' && node.value.trim() === '/';
const takes =
  (parse: (node: CssNode) => unknown) =>
  (node: CssNode): boolean =>
    parse(node) !== undefined;
const isSlice = takes(either(slicePart, keywords(['fill'])));
const isWidth = takes(either(keywords(['auto']), plain, notNegative(parseLengthPercentage)));
const isRepeat = takes(keywords(REPEATS));

/** `border-image`: source, slice [ / width? [ / outset ]? ]? and repeat in any order. */
export function borderImage(nodes: readonly CssNode[]): [string, CssNode[]][] | undefined {
  const parts: Record<'source' | 'slice' | 'width' | 'outset' | 'repeat', CssNode[]> = {
    source: [], slice: [], width: [], outset: [], repeat: [],
  }; // biome-ignore format: a record
  for (let i = 0; i < nodes.length; ) {
    const node = nodes[i]!;
    const run = (accepts: (one: CssNode) => boolean): CssNode[] => {
      const from = i;
      while (i < nodes.length && accepts(nodes[i]!)) i++;
      return nodes.slice(from, i);
    };
    if (isRepeat(node) && !parts.repeat.length) parts.repeat = run(isRepeat);
    else if (isSlice(node) && !parts.slice.length) {
      parts.slice = run(isSlice);
      for (const name of ['width', 'outset'] as const) {
        if (!nodes[i] || !isSlash(nodes[i]!)) break;
        i++;
        parts[name] = run(isWidth);
      }
    } else if (!parts.source.length && parseImage([node]) !== undefined) parts.source = [nodes[i++]!];
    else return undefined;
  }
  return nodes.length ? Object.entries(parts).map(([name, list]) => [`border-image-${name}`, list]) : undefined;
}
