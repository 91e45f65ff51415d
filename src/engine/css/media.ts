import type { CssNode } from 'css-tree';
import generate from 'css-tree/generator';
import type { Environment } from './environment.ts';
import { children } from './nodes.ts';
import { parseLength, parseNumber } from './values.ts';

/** Whether a condition holds for pages; undefined where it asks what nobody knows (Media Queries 4 section 3.1). */
type Evaluate = (environment: Environment) => boolean | undefined;

/** A list of media queries: sheets and rules under it count where it holds. */
export type MediaCondition = (environment: Environment) => boolean;

/** Told of features that are not known. */
export type OnUnknown = (message: string, node: CssNode) => void;

type Value = string | number;

/** Dots of print per CSS px: 300 to the inch. */
const RESOLUTION = 300 / 96;

const paperSize = ({ width, height }: Environment): readonly [number, number] => [width, height];

/** Features with a range of values, as a page has them. */
const RANGES: Readonly<Record<string, (environment: Environment) => number>> = {
  width: (environment) => environment.width,
  height: (environment) => environment.height,
  'device-width': (environment) => environment.width,
  'device-height': (environment) => environment.height,
  'aspect-ratio': (environment) => paperSize(environment).reduce((w, h) => w / h),
  'device-aspect-ratio': (environment) => paperSize(environment).reduce((w, h) => w / h),
  resolution: () => RESOLUTION,
  '-webkit-device-pixel-ratio': () => RESOLUTION,
  color: () => 8,
  'color-index': () => 0,
  monochrome: () => 0,
  'horizontal-viewport-segments': () => 1,
  'vertical-viewport-segments': () => 1,
};

/** Features with words for values; those of none depend on the page or the file. Paper neither moves nor takes input, and asks for no other look. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  orientation: [],
  update: ['none'], 'overflow-block': ['paged'], 'overflow-inline': ['none'], hover: ['none'], 'any-hover': ['none'],
  pointer: ['none'], 'any-pointer': ['none'], scripting: ['none'], grid: ['0'], scan: [], 'color-gamut': ['srgb'],
  'dynamic-range': ['standard'], 'video-dynamic-range': ['standard'], 'inverted-colors': ['none'], 'forced-colors': ['none'],
  'prefers-color-scheme': ['light'], 'prefers-contrast': ['no-preference'], 'prefers-reduced-motion': ['no-preference'],
  'prefers-reduced-transparency': ['no-preference'], 'prefers-reduced-data': ['no-preference'], 'display-mode': ['browser'],
  'nav-controls': ['none'], 'environment-blending': ['opaque'], '-faktaark-edition': [],
}; // biome-ignore format: a table

/** Every media feature that is known. */
export const MEDIA_FEATURES: readonly string[] = [...Object.keys(RANGES), ...Object.keys(WORDS)];

/** Values that mean "not at all", for a feature without a value. */
const NOTHING = new Set(['none', '0', 'no-preference']);

function wordsOf(name: string, { width, height, edition }: Environment): readonly string[] {
  if (name === 'orientation') return [height >= width ? 'portrait' : 'landscape'];
  return name === '-faktaark-edition' ? [edition ?? 'screen'] : WORDS[name]!;
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
};
const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };

const DOTS: Readonly<Record<string, number>> = { dppx: 1, x: 1, dpi: 1 / 96, dpcm: 2.54 / 96 };

function readValue(node: CssNode, feature: string): Value | undefined {
  if (node.type === 'Ratio') {
    const left = parseNumber(node.left as CssNode);
    const right = node.right ? parseNumber(node.right as CssNode) : 1;
    return left === undefined || right === undefined ? undefined : left / right;
  }
  if (node.type === 'Identifier') return node.name.toLowerCase();
  const number = parseNumber(node);
  if (number !== undefined) return /width|height/.test(feature) && number !== 0 ? undefined : number;
  if (node.type === 'Dimension' && DOTS[node.unit.toLowerCase()])
    return Number(node.value) * DOTS[node.unit.toLowerCase()]!;
  const length = parseLength(node);
  // Lengths count from the initial font size (Media Queries 4 section 1.3).
  return length && !length.relative && !length.math ? length.px + (length.em + length.rem) * 16 : undefined;
}

const nothing: Evaluate = () => undefined;

function range(name: string, comparison: string, value: Value | undefined): Evaluate {
  const read = RANGES[name]!;
  if (typeof value !== 'number') return name === 'resolution' && value === 'infinite' ? () => false : nothing;
  return (environment) => COMPARE[comparison]!(read(environment), value);
}

function feature(written: string, valueNode: CssNode | null, unknown: (why: string) => Evaluate): Evaluate {
  const lower = written.toLowerCase();
  const limit = /^(-webkit-)?(min|max)-(.*)$/.exec(lower);
  const name = limit ? `${limit[1] ?? ''}${limit[3]}` : lower;
  const value = valueNode ? readValue(valueNode, name) : undefined;
  if (RANGES[name]) {
    if (valueNode) {
      if (value === undefined || (typeof value === 'string' && value !== 'infinite'))
        return unknown(`"${generate(valueNode)}" is no value of ${name}`);
      return range(name, limit ? (limit[2] === 'min' ? '>=' : '<=') : '=', value);
    }
    return limit ? unknown(`${lower} needs a value`) : (environment) => RANGES[name]!(environment) !== 0;
  }
  if (!WORDS[name] || limit) return unknown(`the media feature "${lower}" is unknown`);
  if (!valueNode) return (environment) => wordsOf(name, environment).some((word) => !NOTHING.has(word));
  return (environment) => wordsOf(name, environment).includes(String(value));
}

function featureRange(node: CssNode & { type: 'FeatureRange' }, unknown: (why: string) => Evaluate): Evaluate {
  const { left, leftComparison, middle, rightComparison, right } = node as unknown as {
    left: CssNode; leftComparison: string; middle: CssNode; rightComparison: string | null; right: CssNode | null;
  }; // biome-ignore format: a record
  const nameIsFirst = left.type === 'Identifier' && RANGES[left.name.toLowerCase()] !== undefined;
  const nameNode = nameIsFirst ? left : middle;
  const name = nameNode.type === 'Identifier' ? nameNode.name.toLowerCase() : '';
  if (!RANGES[name]) return unknown(`the media feature "${generate(nameNode)}" is unknown, or has no range`);
  const first = nameIsFirst
    ? range(name, leftComparison, readValue(middle, name))
    : range(name, MIRRORED[leftComparison]!, readValue(left, name));
  if (!rightComparison || !right) return first;
  return and(first, range(name, rightComparison, readValue(right, name)));
}

/** Three-valued logic: what is unknown stays so unless the other side settles it. */
const not =
  (a: Evaluate): Evaluate =>
  (environment) => {
    const value = a(environment);
    return value === undefined ? undefined : !value;
  };
const and =
  (a: Evaluate, b: Evaluate): Evaluate =>
  (environment) => {
    const [x, y] = [a(environment), b(environment)];
    return x === false || y === false ? false : x && y;
  };
const or =
  (a: Evaluate, b: Evaluate): Evaluate =>
  (environment) => {
    const [x, y] = [a(environment), b(environment)];
    return x === true || y === true ? true : x === undefined ? x : y;
  };

/** Reads a condition of `not`, `and` and `or`; what its terms are is up to `term`. */
export function readCondition<T>(
  nodes: readonly CssNode[],
  term: (node: CssNode) => T,
  logic: { readonly not: (a: T) => T; readonly and: (a: T, b: T) => T; readonly or: (a: T, b: T) => T },
): T | undefined {
  let value: T | undefined;
  let negate = false;
  let join: 'and' | 'or' | undefined;
  for (const node of nodes) {
    const word = node.type === 'Identifier' ? node.name.toLowerCase() : undefined;
    if (word === 'not') negate = !negate;
    else if (word === 'and' || word === 'or') join = word;
    else {
      const own = negate ? logic.not(term(node)) : term(node);
      value = value === undefined ? own : join === 'or' ? logic.or(value, own) : logic.and(value, own);
      negate = false;
    }
  }
  return value;
}

/** The condition of a list of media queries as css-tree reads it. */
export function mediaCondition(list: CssNode, onUnknown: OnUnknown): MediaCondition {
  const evaluate = (node: CssNode): Evaluate => {
    const unknown = (why: string): Evaluate => {
      onUnknown(why, node);
      return nothing;
    };
    if (node.type === 'Condition') return readCondition(children(node), evaluate, { not, and, or }) ?? nothing;
    if (node.type === 'Feature') return feature(node.name, node.value as CssNode | null, unknown);
    if (node.type === 'FeatureRange') return featureRange(node, unknown);
    return unknown(`"${generate(node)}" is no known media query`);
  };
  const queries = list.type === 'MediaQueryList' ? children(list) : [list];
  const conditions = queries.map((query): Evaluate => {
    if (query.type !== 'MediaQuery') return nothing;
    const { modifier, mediaType, condition } = query as unknown as {
      modifier: string | null; mediaType: string | null; condition: CssNode | null;
    }; // biome-ignore format: a record
    const type = mediaType?.toLowerCase();
    const ofType: Evaluate = () => type === undefined || type === 'all' || type === 'print';
    const whole = condition ? and(ofType, evaluate(condition)) : ofType;
    return modifier?.toLowerCase() === 'not' ? not(whole) : whole;
  });
  return (environment) => conditions.some((condition) => condition(environment) === true);
}
