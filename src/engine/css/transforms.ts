import type { CssNode } from 'css-tree';
import type { TransformFunction } from './paint-types.ts';
import { argumentsOf, functionNamed, parseAngle, parsePercentageOrNumber, restOf } from './paint-values.ts';
import { type ComputeContext, computeLength } from './property.ts';
import {
  commaSeparated,
  parseKeyword,
  parseLength,
  parseLengthPercentage,
  parseNumber,
  type SpecifiedLength,
  type ValueReader,
  ZERO,
} from './values.ts';

/** The functions of `transform` and the properties beside it (CSS Transforms 1 and 2). No perspective: paper is flat. */

type Specified =
  | { readonly type: 'matrix'; readonly values: readonly number[] }
  | { readonly type: 'translate'; readonly x: SpecifiedLength; readonly y: SpecifiedLength };

const matrix = (...values: number[]): Specified => ({ type: 'matrix', values });

/** By columns, from the six numbers of a plane. */
const plane = (a: number, b: number, c: number, d: number, e = 0, f = 0): Specified =>
  matrix(a, b, 0, 0, c, d, 0, 0, 0, 0, 1, 0, e, f, 0, 1);

const scale = (x: number, y: number, z: number): Specified => matrix(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1);

/** Section 13 of CSS Transforms 2: a turn around a line through the origin. */
function rotation(x: number, y: number, z: number, degrees: number): Specified {
  const length = Math.hypot(x, y, z);
  if (length === 0) return plane(1, 0, 0, 1);
  const [u, v, w] = [x / length, y / length, z / length];
  const [c, s] = turn(degrees);
  const k = 1 - c;
  return matrix(
    u * u * k + c, v * u * k + w * s, w * u * k - v * s, 0,
    u * v * k - w * s, v * v * k + c, w * v * k + u * s, 0,
    u * w * k + v * s, v * w * k - u * s, w * w * k + c, 0,
    0, 0, 0, 1,
  ); // biome-ignore format: a matrix
}

/** Cosine and sine, exact for quarter turns. */
function turn(degrees: number): [number, number] {
  const quarter = (((degrees % 360) + 360) % 360) / 90;
  if (Number.isInteger(quarter)) return [[1, 0], [0, 1], [-1, 0], [0, -1]][quarter] as [number, number]; // biome-ignore format: a table
  const radians = (degrees * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

export function parseTransform(reader: ValueReader): Specified[] | undefined {
  const nodes = restOf(reader);
  if (nodes.length === 1 && parseKeyword(nodes[0]!) === 'none') return [];
  const list = nodes.map(transformFunction);
  return list.length && list.every((one) => one !== undefined) ? (list as Specified[]) : undefined;
}

function transformFunction(node: CssNode): Specified | undefined {
  const name = functionNamed(node);
  if (name === undefined) return undefined;
  const args = commaSeparated(argumentsOf(node)).map((group) => (group.length === 1 ? group[0] : undefined));
  if (args.includes(undefined)) return undefined;
  const nodes = args as CssNode[];
  const count = (least: number, most = least): boolean => nodes.length >= least && nodes.length <= most;
  const length = (i: number): SpecifiedLength | undefined => (nodes[i] ? parseLengthPercentage(nodes[i]!) : ZERO);
  const factor = (i: number): number | undefined => parsePercentageOrNumber(nodes[i]!);
  const angle = (i: number): number | undefined => parseAngle(nodes[i], true);
  const moved = (x: SpecifiedLength | undefined, y: SpecifiedLength | undefined): Specified | undefined =>
    x && y && { type: 'translate', x, y };
  const turned = (x: number, y: number, z: number, by: number | undefined): Specified | undefined =>
    by === undefined ? undefined : rotation(x, y, z, by);
  const scaled = (x: number | undefined, y: number | undefined, z: number | undefined): Specified | undefined =>
    x === undefined || y === undefined || z === undefined ? undefined : scale(x, y, z);
  const slanted = (x: number | undefined, y: number | undefined): Specified | undefined => {
    if (x === undefined || y === undefined) return undefined;
    const tan = (degrees: number): number => Math.tan((degrees * Math.PI) / 180);
    return plane(1, tan(y), tan(x), 1);
  };
  switch (name) {
    case 'translate':
      return count(1, 2) ? moved(length(0), length(1)) : undefined;
    case 'translatex':
      return count(1) ? moved(length(0), ZERO) : undefined;
    case 'translatey':
      return count(1) ? moved(ZERO, length(0)) : undefined;
    case 'translatez':
      return count(1) && parseLength(nodes[0]!) ? moved(ZERO, ZERO) : undefined;
    case 'translate3d':
      return count(3) && parseLength(nodes[2]!) ? moved(length(0), length(1)) : undefined;
    case 'scale':
      return count(1, 2) ? scaled(factor(0), factor(nodes.length - 1), 1) : undefined;
    case 'scalex':
      return count(1) ? scaled(factor(0), 1, 1) : undefined;
    case 'scaley':
      return count(1) ? scaled(1, factor(0), 1) : undefined;
    case 'scalez':
      return count(1) ? scaled(1, 1, factor(0)) : undefined;
    case 'scale3d':
      return count(3) ? scaled(factor(0), factor(1), factor(2)) : undefined;
    case 'rotate':
    case 'rotatez':
      return count(1) ? turned(0, 0, 1, angle(0)) : undefined;
    case 'rotatex':
      return count(1) ? turned(1, 0, 0, angle(0)) : undefined;
    case 'rotatey':
      return count(1) ? turned(0, 1, 0, angle(0)) : undefined;
    case 'rotate3d': {
      const [x, y, z] = nodes.map(parseNumber);
      return count(4) && x !== undefined && y !== undefined && z !== undefined ? turned(x, y, z, angle(3)) : undefined;
    }
    case 'skew':
      return count(1, 2) ? slanted(angle(0), nodes[1] ? angle(1) : 0) : undefined;
    case 'skewx':
      return count(1) ? slanted(angle(0), 0) : undefined;
    case 'skewy':
      return count(1) ? slanted(0, angle(0)) : undefined;
    case 'matrix': {
      const values = nodes.map(parseNumber);
      return count(6) && !values.includes(undefined)
        ? plane(...(values as [number, number, number, number]))
        : undefined;
    }
    case 'matrix3d': {
      const values = nodes.map(parseNumber);
      const flat = [3, 7, 11].every((i) => values[i] === 0) && values[15] === 1;
      return count(16) && flat && !values.includes(undefined) ? matrix(...(values as number[])) : undefined;
    }
    default:
      return undefined;
  }
}

/** `translate`, `rotate` and `scale` give a list of one function, or none. */
export function parseTranslate(reader: ValueReader): Specified[] | undefined {
  const nodes = restOf(reader);
  if (nodes.length === 1 && parseKeyword(nodes[0]!) === 'none') return [];
  const [x, y = ZERO] = nodes.slice(0, 2).map(parseLengthPercentage);
  const valid = nodes.length <= 2 || (nodes.length === 3 && parseLength(nodes[2]!));
  return valid && x && y ? [{ type: 'translate', x, y }] : undefined;
}

export function parseScale(reader: ValueReader): Specified[] | undefined {
  const nodes = restOf(reader);
  if (nodes.length === 1 && parseKeyword(nodes[0]!) === 'none') return [];
  const [x, y = x, z = 1] = nodes.map(parsePercentageOrNumber);
  return nodes.length > 3 || x === undefined || y === undefined || z === undefined ? undefined : [scale(x, y, z)];
}

export function parseRotate(reader: ValueReader): Specified[] | undefined {
  const nodes = restOf(reader);
  if (nodes.length === 1 && parseKeyword(nodes[0]!) === 'none') return [];
  const at = nodes.findIndex((node) => parseAngle(node) !== undefined);
  const angle = parseAngle(nodes[at]);
  const rest = nodes.filter((_, i) => i !== at);
  if (angle === undefined || (at !== 0 && at !== nodes.length - 1)) return undefined;
  const axes: Readonly<Record<string, readonly [number, number, number]>> = {
    x: [1, 0, 0],
    y: [0, 1, 0],
    z: [0, 0, 1],
  };
  const axis =
    rest.length === 0
      ? axes.z
      : rest.length === 1
        ? axes[parseKeyword(rest[0]!) ?? '']
        : rest.length === 3
          ? rest.map(parseNumber)
          : undefined;
  if (!axis || axis.some((part) => part === undefined)) return undefined;
  return [rotation(...(axis as [number, number, number]), angle)];
}

export const computeTransform = (list: readonly Specified[], context: ComputeContext): TransformFunction[] =>
  list.map((one) =>
    one.type === 'matrix'
      ? one
      : { type: 'translate', x: computeLength(one.x, context), y: computeLength(one.y, context) },
  );
