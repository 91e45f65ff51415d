import type { CssNode, List } from 'css-tree';
import type { Color } from '../../base/color.ts';
import { PX_PER_UNIT } from '../../base/units.ts';
import { hexColor, hslColor, namedColor, rgb } from './colors.ts';

/** A computed length with a percentage part: `px + percent % of the base`. Only `calc()` mixes both. */
export interface LengthPercentage {
  readonly px: number;
  readonly percent: number;
}

/** A specified length; the font-relative parts become px when the style is computed. */
export interface SpecifiedLength extends LengthPercentage {
  readonly em: number;
  readonly rem: number;
}

export const ZERO: SpecifiedLength = { px: 0, percent: 0, em: 0, rem: 0 };

export const px = (value: number): SpecifiedLength => ({ px: value, percent: 0, em: 0, rem: 0 });

/** CSS px of `length`, its percentage taken of `base` px. */
export function resolveLength(length: LengthPercentage, base: number): number {
  return length.percent === 0 ? length.px : length.px + (length.percent / 100) * base;
}

/** The component values of a declaration, read from left to right. */
export class ValueReader {
  readonly nodes: readonly CssNode[];
  #index = 0;

  constructor(nodes: readonly CssNode[]) {
    this.nodes = nodes;
  }

  get done(): boolean {
    return this.#index >= this.nodes.length;
  }

  peek(): CssNode | undefined {
    return this.nodes[this.#index];
  }

  next(): CssNode | undefined {
    return this.nodes[this.#index++];
  }

  /** Takes the next component if `parse` knows it. */
  take<T>(parse: (node: CssNode) => T | undefined): T | undefined {
    const node = this.nodes[this.#index];
    if (node === undefined) return undefined;
    const value = parse(node);
    if (value !== undefined) this.#index++;
    return value;
  }

  /** Takes a separator such as `/` or `,`. */
  takeOperator(operator: string): boolean {
    const node = this.nodes[this.#index];
    if (node?.type !== 'Operator' || node.value.trim() !== operator) return false;
    this.#index++;
    return true;
  }
}

/** All that is left. */
export function rest(reader: ValueReader): CssNode[] {
  const nodes: CssNode[] = [];
  for (let node = reader.next(); node; node = reader.next()) nodes.push(node);
  return nodes;
}

export function children(node: { children: List<CssNode> | CssNode[] }): CssNode[] {
  return Array.isArray(node.children) ? node.children : node.children.toArray();
}

/** The component values of a function, or the whole value, without white space. */
export function components(nodes: readonly CssNode[]): CssNode[] {
  return nodes.filter((node) => node.type !== 'WhiteSpace' && node.type !== 'Comment');
}

/** Splits at commas. */
export function commaSeparated(nodes: readonly CssNode[]): CssNode[][] {
  const groups: CssNode[][] = [[]];
  for (const node of nodes) {
    if (node.type === 'Operator' && node.value.trim() === ',') groups.push([]);
    else groups.at(-1)!.push(node);
  }
  return groups;
}

export function parseKeyword(node: CssNode): string | undefined {
  return node.type === 'Identifier' ? node.name.toLowerCase() : undefined;
}

export function parseNumber(node: CssNode): number | undefined {
  if (node.type === 'Number') return finite(Number(node.value));
  if (node.type === 'Function' && node.name.toLowerCase() === 'calc') {
    const value = evaluate(components(children(node)));
    return value?.number;
  }
  return undefined;
}

export function parseInteger(node: CssNode): number | undefined {
  const value = parseNumber(node);
  return value !== undefined && Number.isInteger(value) ? value : undefined;
}

/** `<length>` or `<percentage>`, or `calc()` of them (CSS Values 4 sections 6 and 10). Unitless zero is a length. */
export function parseLengthPercentage(node: CssNode): SpecifiedLength | undefined {
  if (node.type === 'Dimension') return dimension(Number(node.value), node.unit);
  if (node.type === 'Percentage') {
    const percent = finite(Number(node.value));
    return percent === undefined ? undefined : { px: 0, percent, em: 0, rem: 0 };
  }
  if (node.type === 'Number') return Number(node.value) === 0 ? ZERO : undefined;
  if (node.type === 'Function' && node.name.toLowerCase() === 'calc') {
    return evaluate(components(children(node)))?.length;
  }
  return undefined;
}

export function parseLength(node: CssNode): SpecifiedLength | undefined {
  const value = parseLengthPercentage(node);
  return value && value.percent === 0 ? value : undefined;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function dimension(value: number, unit: string): SpecifiedLength | undefined {
  if (!Number.isFinite(value)) return undefined;
  const lower = unit.toLowerCase();
  if (lower === 'em') return { ...ZERO, em: value };
  if (lower === 'rem') return { ...ZERO, rem: value };
  const factor = PX_PER_UNIT[lower];
  return factor === undefined ? undefined : px(value * factor);
}

/** A term inside calc(): a plain number or a length, never both. */
type Term =
  | { readonly number: number; readonly length?: undefined }
  | { readonly length: SpecifiedLength; readonly number?: undefined };

/** CSS Values 4 section 10.9: sums of products. Undefined where the types do not agree. */
function evaluate(nodes: readonly CssNode[]): Term | undefined {
  let index = 0;
  const operator = (): string | undefined => {
    const node = nodes[index];
    return node?.type === 'Operator' ? node.value.trim() : undefined;
  };
  const factor = (): Term | undefined => {
    const node = nodes[index++];
    if (!node) return undefined;
    if (node.type === 'Parentheses') return evaluate(components(children(node)));
    if (node.type === 'Function' && node.name.toLowerCase() === 'calc') return evaluate(components(children(node)));
    if (node.type === 'Number') return { number: Number(node.value) };
    const length = parseLengthPercentage(node);
    return length && { length };
  };
  const product = (): Term | undefined => {
    let left = factor();
    for (let op = operator(); op === '*' || op === '/'; op = operator()) {
      index++;
      const right = factor();
      if (!left || !right) return undefined;
      if (op === '/') left = right.number ? scale(left, 1 / right.number) : undefined;
      else if (right.number !== undefined) left = scale(left, right.number);
      else left = left.number !== undefined ? scale(right, left.number) : undefined;
    }
    return left;
  };
  let sum = product();
  for (let op = operator(); op === '+' || op === '-'; op = operator()) {
    index++;
    const right = product();
    if (!sum || !right) return undefined;
    sum = add(sum, scale(right, op === '-' ? -1 : 1));
  }
  return index === nodes.length ? sum : undefined;
}

function scale(term: Term, by: number): Term {
  if (term.length === undefined) return { number: term.number * by };
  const { px: p, percent, em, rem } = term.length;
  return { length: { px: p * by, percent: percent * by, em: em * by, rem: rem * by } };
}

function add(a: Term, b: Term): Term | undefined {
  if (a.length && b.length) {
    return {
      length: {
        px: a.length.px + b.length.px,
        percent: a.length.percent + b.length.percent,
        em: a.length.em + b.length.em,
        rem: a.length.rem + b.length.rem,
      },
    };
  }
  return a.number !== undefined && b.number !== undefined ? { number: a.number + b.number } : undefined;
}

/** `<color>` of CSS Color 4: names, hex, rgb(), hsl(), device-cmyk(); `currentcolor` stays a keyword. */
export function parseColor(node: CssNode): Color | 'currentcolor' | undefined {
  if (node.type === 'Hash') return hexColor(node.value);
  if (node.type === 'Identifier') {
    return node.name.toLowerCase() === 'currentcolor' ? 'currentcolor' : namedColor(node.name);
  }
  if (node.type !== 'Function') return undefined;
  const args = components(children(node)).filter((n) => n.type !== 'Operator');
  const fraction = (n: CssNode | undefined, whole: number): number | undefined => {
    if (n?.type === 'Percentage') return clamp01(Number(n.value) / 100);
    if (n?.type === 'Number') return clamp01(Number(n.value) / whole);
    return undefined;
  };
  const name = node.name.toLowerCase();
  if (name === 'rgb' || name === 'rgba' || name === 'hsl' || name === 'hsla') {
    const alpha = args.length > 3 ? fraction(args[3], 1) : 1;
    if (args.length < 3 || args.length > 4 || alpha === undefined) return undefined;
    if (name.startsWith('rgb')) {
      const [r, g, b] = args.map((arg) => fraction(arg, 255));
      return r === undefined || g === undefined || b === undefined ? undefined : rgb(r, g, b, alpha);
    }
    const hue = hueOf(args[0]);
    const [s, l] = [fraction(args[1], 100), fraction(args[2], 100)];
    return hue === undefined || s === undefined || l === undefined ? undefined : hslColor(hue, s, l, alpha);
  }
  if (name === 'device-cmyk' && (args.length === 4 || args.length === 5)) {
    const parts = args.map((arg) => fraction(arg, 1));
    if (parts.some((part) => part === undefined)) return undefined;
    return { space: 'cmyk', components: (parts as number[]).slice(0, 4), alpha: parts[4] ?? 1 };
  }
  return undefined;
}

function hueOf(node: CssNode | undefined): number | undefined {
  if (node?.type === 'Number') return ((Number(node.value) % 360) + 360) % 360;
  if (node?.type === 'Dimension' && node.unit === 'deg') return ((Number(node.value) % 360) + 360) % 360;
  return undefined;
}

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));
