import { IDENTITY, type Matrix, multiply, type Path, type PathCommand, type Rect } from '../../base/geometry.ts';
import { PX_PER_UNIT } from '../../base/units.ts';
import type { LengthPercentage } from '../css/values.ts';
import type { AspectRatio } from './svg-nodes.ts';

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?';
const LENGTH = new RegExp(`^\\s*(${NUMBER})(%|[a-z]*)\\s*$`, 'i');

/** A length or percentage (SVG 2 section 4.3); units of the font become px of `fontSize`. */
export function parseSvgLength(value: string, fontSize: number): LengthPercentage | undefined {
  const match = LENGTH.exec(value);
  if (!match) return undefined;
  const number = Number(match[1]);
  const unit = match[2]!.toLowerCase();
  if (unit === '%') return finite({ px: 0, percent: number });
  const factor = unit === '' ? 1 : unit === 'em' ? fontSize : unit === 'ex' ? fontSize / 2 : PX_PER_UNIT[unit];
  return factor === undefined ? undefined : finite({ px: number * factor, percent: 0 });
}

const finite = (length: LengthPercentage): LengthPercentage | undefined =>
  Number.isFinite(length.px) && Number.isFinite(length.percent) ? length : undefined;

/** Numbers parted by white space or commas, up to the first that is none. */
export function parseNumbers(value: string): { readonly numbers: readonly number[]; readonly whole: boolean } {
  const numbers: number[] = [];
  const next = new RegExp(`\\s*,?\\s*(${NUMBER})`, 'giy');
  let end = 0;
  for (let match = next.exec(value); match; match = next.exec(value)) {
    numbers.push(Number(match[1]));
    end = next.lastIndex;
  }
  return { numbers, whole: value.slice(end).trim() === '' && numbers.every(Number.isFinite) };
}

/** SVG 2 section 8.6; undefined where the box is missing, broken or empty. */
export function parseViewBox(value: string | undefined): Rect | undefined {
  const { numbers, whole } = parseNumbers(value ?? '');
  const [x, y, width, height] = numbers as [number, number, number, number];
  return whole && numbers.length === 4 && width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

const PLACES: Readonly<Record<string, number>> = { min: 0, mid: 0.5, max: 1 };
export const MIDDLE: AspectRatio = { x: 0.5, y: 0.5, slice: false };

/** `preserveAspectRatio` (SVG 2 section 8.7). */
export function parseAspectRatio(value: string | undefined): AspectRatio {
  const match = /^\s*(?:defer\s+)?(none|x(Min|Mid|Max)Y(Min|Mid|Max))(?:\s+(meet|slice))?\s*$/i.exec(value ?? '');
  if (!match) return MIDDLE;
  if (match[1]!.toLowerCase() === 'none') return 'none';
  const [x, y] = [PLACES[match[2]!.toLowerCase()]!, PLACES[match[3]!.toLowerCase()]!];
  return { x, y, slice: match[4]?.toLowerCase() === 'slice' };
}

/** The attribute `transform` (CSS Transforms 1 section 9); undefined where any of it is not valid. */
export function parseTransform(value: string): Matrix | undefined {
  let matrix = IDENTITY;
  const next = /\s*,?\s*([a-z]+)\s*\(([^)]*)\)/giy;
  let end = 0;
  for (let match = next.exec(value); match; match = next.exec(value)) {
    const { numbers, whole } = parseNumbers(match[2]!);
    const step = whole ? transformStep(match[1]!, numbers) : undefined;
    if (!step) return undefined;
    matrix = multiply(matrix, step);
    end = next.lastIndex;
  }
  return value.slice(end).trim() === '' && matrix.every(Number.isFinite) ? matrix : undefined;
}

export function rotation(degrees: number): Matrix {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0];
}

const COUNTS: Readonly<Record<string, readonly number[]>> = {
  translate: [1, 2], scale: [1, 2], rotate: [1, 3], skewX: [1], skewY: [1], matrix: [6],
}; // biome-ignore format: a table

function transformStep(name: string, args: readonly number[]): Matrix | undefined {
  if (!COUNTS[name]?.includes(args.length)) return undefined;
  const [a = 0, b, c] = args;
  switch (name) {
    case 'translate':
      return [1, 0, 0, 1, a, b ?? 0];
    case 'scale':
      return [a, 0, 0, b ?? a, 0, 0];
    case 'rotate':
      return b === undefined || c === undefined
        ? rotation(a)
        : multiply(multiply([1, 0, 0, 1, b, c], rotation(a)), [1, 0, 0, 1, -b, -c]);
    case 'skewX':
      return [1, 0, Math.tan((a * Math.PI) / 180), 1, 0, 0];
    case 'skewY':
      return [1, Math.tan((a * Math.PI) / 180), 0, 1, 0, 0];
    default:
      return args as unknown as Matrix;
  }
}

/** `points` of polygons and polylines: as far as there are pairs of numbers. */
export function pointsPath(numbers: readonly number[], close: boolean): Path {
  const path: PathCommand[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) path.push([i === 0 ? 'M' : 'L', numbers[i]!, numbers[i + 1]!]);
  if (close && path.length) path.push(['Z']);
  return path;
}
