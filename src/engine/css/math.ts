import type { CssNode, FunctionNode } from 'css-tree';
import { PX_PER_UNIT } from '../../base/units.ts';
import { addLengths, applyMath, px, type SpecifiedLength, scaleLength, within, ZERO } from './length.ts';
import { children, commaSeparated, components, parseKeyword } from './nodes.ts';

/** The value of a calculation: a number, an angle in degrees, or a length (of which percentages are a kind). */
type Term =
  | { readonly type: 'number' | 'angle'; readonly value: number }
  | { readonly type: 'length'; readonly length: SpecifiedLength };

/** Units relative to fonts, lines and pages that become px when the style is computed (CSS Values 4 section 6.1). */
const FONT_UNITS = ['ex', 'rex', 'ch', 'rch', 'cap', 'rcap', 'ic', 'ric', 'lh', 'rlh'];
const VIEWPORT_UNITS = ['vw', 'vh', 'vi', 'vb', 'vmin', 'vmax'];
export const RELATIVE_UNITS: ReadonlySet<string> = new Set([...FONT_UNITS, ...VIEWPORT_UNITS]);
/** Paper has no bars that come and go: the small, large and dynamic viewports are one. */
const VIEWPORT_KIND = /^[sld](?=v(w|h|i|b|min|max)$)/;

const DEGREES_PER_UNIT: Readonly<Record<string, number>> = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 };

/** Deeper than anybody writes; CSS Values 4 section 10.13 asks for 32 at least. */
const MOST_DEPTH = 64;

const number = (value: number): Term => ({ type: 'number', value });

function dimension(value: number, unit: string): Term | undefined {
  const lower = unit.toLowerCase().replace(VIEWPORT_KIND, '');
  if (lower === 'em' || lower === 'rem') return { type: 'length', length: { ...ZERO, [lower]: value } };
  const factor = PX_PER_UNIT[lower];
  if (factor !== undefined) return { type: 'length', length: px(value * factor) };
  if (RELATIVE_UNITS.has(lower)) return { type: 'length', length: { ...ZERO, relative: { [lower]: value } } };
  const degrees = DEGREES_PER_UNIT[lower];
  return degrees === undefined ? undefined : { type: 'angle', value: value * degrees };
}

const CONSTANTS: Readonly<Record<string, number>> = {
  e: Math.E, pi: Math.PI, infinity: Number.POSITIVE_INFINITY, '-infinity': Number.NEGATIVE_INFINITY, nan: Number.NaN,
}; // biome-ignore format: a table

type Calculate = (values: readonly number[]) => number;

const clamp: Calculate = ([least, value, most]) => Math.max(least!, Math.min(value!, most!));
const modulo: Calculate = ([a, b]) =>
  Number.isFinite(a!) && !Number.isFinite(b!) && a! * b! >= 0 ? a! : a! - b! * Math.floor(a! / b!);
const remainder: Calculate = ([a, b]) => a! % b!;

/** CSS Values 4 section 10.3.1: to a multiple of the second value. */
const ROUNDINGS: Readonly<Record<string, (ratio: number) => number>> = {
  nearest: (ratio) => Math.floor(ratio + 0.5), up: Math.ceil, down: Math.floor, 'to-zero': Math.trunc,
}; // biome-ignore format: a table
const rounding =
  (how: string): Calculate =>
  ([value, step = 1]) =>
    ROUNDINGS[how]!(value! / step) * step;

/** Functions whose arguments and value are of one type, with how many they take. */
const SAME_TYPE: Readonly<Record<string, readonly [least: number, most: number, Calculate]>> = {
  min: [1, 1000, (values) => Math.min(...values)],
  max: [1, 1000, (values) => Math.max(...values)],
  clamp: [3, 3, clamp],
  abs: [1, 1, ([value]) => Math.abs(value!)],
  mod: [2, 2, modulo],
  rem: [2, 2, remainder],
  hypot: [1, 1000, (values) => Math.hypot(...values)],
};
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
/** Functions of numbers, and of angles where they say so. */
const OF_NUMBERS: Readonly<Record<string, readonly [least: number, most: number, Calculate]>> = {
  pow: [2, 2, ([a, b]) => a! ** b!],
  sqrt: [1, 1, ([a]) => Math.sqrt(a!)],
  exp: [1, 1, ([a]) => Math.exp(a!)],
  log: [1, 2, ([a, b]) => Math.log(a!) / (b === undefined ? 1 : Math.log(b))],
};
const OF_ANGLES: Readonly<Record<string, (radians: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
};
const TO_ANGLES: Readonly<Record<string, (value: number) => number>> = {
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
};

/** Every math function of CSS Values 4 section 10 that is known here. */
export const MATH_FUNCTIONS: readonly string[] = [
  'calc', ...Object.keys(SAME_TYPE), 'round', 'sign', ...Object.keys(OF_NUMBERS), ...Object.keys(OF_ANGLES), ...Object.keys(TO_ANGLES), 'atan2',
]; // biome-ignore format: a list

/** The value of a node outside or inside a calculation; undefined where the types do not agree. */
function termOf(node: CssNode, depth: number): Term | undefined {
  switch (node.type) {
    case 'Number':
      return number(Number(node.value));
    case 'Dimension':
      return dimension(Number(node.value), node.unit);
    case 'Percentage':
      return { type: 'length', length: { ...ZERO, percent: Number(node.value) } };
    case 'Function':
      return depth < MOST_DEPTH ? callOf(node, depth + 1) : undefined;
    case 'Parentheses':
      return depth > 0 && depth < MOST_DEPTH ? sumOf(components(children(node)), depth + 1) : undefined;
    case 'Identifier': {
      const constant = depth > 0 ? CONSTANTS[node.name.toLowerCase()] : undefined;
      return constant === undefined ? undefined : number(constant);
    }
    default:
      return undefined;
  }
}

function callOf(node: FunctionNode, depth: number): Term | undefined {
  const name = node.name.toLowerCase();
  if (!MATH_FUNCTIONS.includes(name)) return undefined;
  let groups = commaSeparated(components(children(node)));
  let how = 'nearest';
  if (name === 'round' && groups[0]?.length === 1) {
    const word = parseKeyword(groups[0][0]!);
    if (word !== undefined && ROUNDINGS[word]) {
      how = word;
      groups = groups.slice(1);
    }
  }
  const args: Term[] = [];
  for (const [i, group] of groups.entries()) {
    const none = name === 'clamp' && i !== 1 && group.length === 1 && parseKeyword(group[0]!) === 'none';
    const term = none ? undefined : sumOf(group, depth);
    if (!term && !none) return undefined;
    if (term) args.push(term);
    else
      args.push(
        like(groups[1] && sumOf(groups[1], depth), i === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
      );
  }
  if (name === 'calc') return args.length === 1 ? args[0] : undefined;
  if (name === 'round') {
    const step = args.length === 1 && args[0]?.type === 'number' ? [number(1)] : [];
    return sameType([...args, ...step], 2, 2, rounding(how));
  }
  const same = SAME_TYPE[name];
  if (same) return sameType(args, ...same);
  const first = args[0];
  if (name === 'sign')
    return args.length === 1 && first && first.type !== 'length' ? number(Math.sign(first.value)) : undefined;
  if (!args.every((arg) => arg.type !== 'length')) return undefined;
  const values = args.map((arg) => (arg as Term & { value: number }).value);
  const angles = OF_ANGLES[name];
  if (angles && first && args.length === 1)
    return number(angles(first.type === 'angle' ? radians(values[0]!) : values[0]!));
  const inDegrees = TO_ANGLES[name];
  if (inDegrees && first?.type === 'number' && args.length === 1)
    return { type: 'angle', value: inDegrees(values[0]!) * DEGREES_PER_UNIT.rad! };
  if (name === 'atan2' && args.length === 2 && first!.type === args[1]!.type)
    return { type: 'angle', value: Math.atan2(values[0]!, values[1]!) * DEGREES_PER_UNIT.rad! };
  const plain = OF_NUMBERS[name];
  if (!plain || args.length < plain[0] || args.length > plain[1] || args.some((arg) => arg.type !== 'number'))
    return undefined;
  return number(plain[2](values));
}

/** A value of the type of `term`. */
const like = (term: Term | undefined, value: number): Term =>
  term?.type === 'length' ? { type: 'length', length: px(value) } : { type: term?.type ?? 'number', value };

function sameType(args: readonly Term[], least: number, most: number, calculate: Calculate): Term | undefined {
  const [first] = args;
  if (!first || args.length < least || args.length > most || args.some((arg) => arg.type !== first.type))
    return undefined;
  if (first.type !== 'length')
    return { type: first.type, value: calculate(args.map((arg) => (arg as Term & { value: number }).value)) };
  return {
    type: 'length',
    length: applyMath(
      calculate,
      args.map((arg) => (arg as Term & { length: SpecifiedLength }).length),
    ),
  };
}

/** CSS Values 4 section 10.1: sums of products. */
function sumOf(nodes: readonly CssNode[], depth: number): Term | undefined {
  let index = 0;
  const operator = (): string | undefined => {
    const node = nodes[index];
    return node?.type === 'Operator' ? node.value.trim() : undefined;
  };
  const factor = (): Term | undefined => {
    const node = nodes[index++];
    return node && termOf(node, Math.max(1, depth));
  };
  const product = (): Term | undefined => {
    let left = factor();
    for (let op = operator(); op === '*' || op === '/'; op = operator()) {
      index++;
      const right = factor();
      if (!left || !right) return undefined;
      if (op === '/') left = right.type === 'number' ? scale(left, 1 / right.value) : undefined;
      else if (right.type === 'number') left = scale(left, right.value);
      else left = left.type === 'number' ? scale(right, left.value) : undefined;
    }
    return left;
  };
  let total = product();
  for (let op = operator(); op === '+' || op === '-'; op = operator()) {
    index++;
    const right = product();
    if (!total || !right) return undefined;
    total = add(total, scale(right, op === '-' ? -1 : 1));
  }
  return index === nodes.length ? total : undefined;
}

const scale = (term: Term, by: number): Term =>
  term.type === 'length'
    ? { type: 'length', length: scaleLength(term.length, by) }
    : { type: term.type, value: term.value * by };

function add(a: Term, b: Term): Term | undefined {
  if (a.type === 'length')
    return b.type === 'length' ? { type: 'length', length: addLengths(a.length, b.length) } : undefined;
  return b.type === a.type ? { type: a.type, value: a.value + b.value } : undefined;
}

export function parseNumber(node: CssNode): number | undefined {
  if (node.type !== 'Number' && node.type !== 'Function') return undefined;
  const term = termOf(node, 0);
  return term?.type === 'number' ? within(term.value) : undefined;
}

/** An integer; a calculation is rounded (CSS Values 4 section 10.11). */
export function parseInteger(node: CssNode): number | undefined {
  const value = parseNumber(node);
  if (value === undefined || Number.isInteger(value)) return value;
  return node.type === 'Function' ? Math.floor(value + 0.5) : undefined;
}

/** `<length>` or `<percentage>`, or a calculation of them (CSS Values 4 sections 6 and 10). Unitless zero is a length. */
export function parseLengthPercentage(node: CssNode): SpecifiedLength | undefined {
  if (node.type === 'Number') return Number(node.value) === 0 ? ZERO : undefined;
  const term = termOf(node, 0);
  if (term?.type !== 'length') return undefined;
  const { px: own, percent, em, rem } = term.length;
  return { ...term.length, px: within(own), percent: within(percent), em: within(em), rem: within(rem) };
}

/** A percentage, or a calculation of nothing else: its number. */
export function parsePercentage(node: CssNode): number | undefined {
  const value = node.type === 'Number' ? undefined : parseLengthPercentage(node);
  const alone = value && value.px === 0 && value.em === 0 && value.rem === 0 && !value.relative && !value.math;
  return alone && (value.percent !== 0 || node.type === 'Percentage') ? value.percent : undefined;
}

/** `<angle>` in degrees (CSS Values 4 section 7.1). */
export function parseAngle(node: CssNode): number | undefined {
  if (node.type !== 'Dimension' && node.type !== 'Function') return undefined;
  const term = termOf(node, 0);
  return term?.type === 'angle' ? within(term.value) : undefined;
}
