import type { CssNode } from 'css-tree';
import type { Color } from '../../base/color.ts';
import { computedColor, type SpecifiedColor } from './color-values.ts';
import { clampedToZero, computedLength } from './length.ts';
import type { ComputedStyle, StyleField } from './style.ts';
import {
  type LengthPercentage,
  parseColor,
  parseInteger,
  parseKeyword,
  parseNumber,
  type SpecifiedLength,
  ValueReader,
} from './values.ts';

/** What computing a value may look at: the parent's style and what of the own style is computed already. */
export interface ComputeContext {
  readonly parent: ComputedStyle;
  /** The element's own font size, px (for `font-size` itself, the parent's). */
  readonly fontSize: number;
  readonly rootFontSize: number;
  readonly color: Color;
  /** Px of a unit that depends on more than sizes of fonts: `ex`, `ch`, `lh`, `vw` and their like. */
  readonly unit: (name: string) => number;
  /** Computed style of the properties that stand earlier in the table. */
  readonly own: Partial<Record<StyleField, unknown>>;
}

/** One longhand property: how its value is read and computed (CSS Cascade 5 section 4). */
export interface Property {
  readonly name: string;
  readonly field: StyleField;
  readonly inherited: boolean;
  readonly initial: unknown;
  /** Specified value, or undefined where the value is not valid. Keywords of the cascade never come here. */
  readonly parse: (reader: ValueReader) => unknown;
  readonly compute: (value: never, context: ComputeContext) => unknown;
  /** Shown in docs/css.md. */
  readonly values: string;
}

/** Filled by properties.ts, in the order in which styles are computed. */
export const table: Property[] = [];

export type Single = (node: CssNode) => unknown;

const asIs = (value: unknown): unknown => value;

export function computeLength(length: SpecifiedLength, context: ComputeContext): LengthPercentage {
  return computedLength(length, context.fontSize, context.rootFontSize, context.unit);
}

export function define<F extends StyleField>(
  name: string,
  field: F,
  inherited: boolean,
  initial: ComputedStyle[F],
  values: string,
  parse: (reader: ValueReader) => unknown,
  compute: (value: never, context: ComputeContext) => unknown = asIs,
): void {
  table.push({ name, field, inherited, initial, values, parse, compute });
}

export const one = (parse: Single) => (reader: ValueReader) => reader.take(parse);

export const keywords = (list: readonly string[]): Single => {
  const known = new Set(list);
  return (node) => {
    const word = parseKeyword(node);
    return word !== undefined && known.has(word) ? word : undefined;
  };
};

export const either =
  (...parsers: Single[]): Single =>
  (node) => {
    for (const parse of parsers) {
      const value = parse(node);
      if (value !== undefined) return value;
    }
    return undefined;
  };

export const notNegative =
  (parse: (node: CssNode) => SpecifiedLength | undefined): Single =>
  (node) => {
    const value = parse(node);
    if (!value) return undefined;
    const clamped = clampedToZero(value);
    return clamped !== value && node.type !== 'Function' ? undefined : clamped;
  };

export const computeLengthOrKeyword = (value: string | SpecifiedLength, context: ComputeContext): unknown =>
  typeof value === 'string' ? value : computeLength(value, context);

export function keyword<F extends StyleField>(
  name: string,
  field: F,
  inherited: boolean,
  initial: ComputedStyle[F],
  list: readonly string[],
): void {
  define(name, field, inherited, initial, list.join(' | '), one(keywords(list)));
}

/** A property of `normal`, perhaps another word that stands alone, or one word at most of each group in any order. */
export function wordGroups<F extends 'fontVariantLigatures' | 'fontVariantNumeric' | 'fontVariantEastAsian'>(
  name: string,
  field: F,
  alone: string | undefined,
  groups: readonly (readonly string[])[],
): void {
  const single = keywords(alone === undefined ? ['normal'] : ['normal', alone]);
  const words = keywords(groups.flat());
  const values = groups.map((group) => (group.length > 1 ? `[ ${group.join(' | ')} ]` : group[0])).join(' || ');
  define(name, field, true, [], `normal | ${alone ? `${alone} | ` : ''}${values}`, (reader) => {
    const only = reader.take(single);
    if (only !== undefined) return only === 'normal' ? [] : [only];
    const found: string[] = [];
    for (let word = reader.take(words); word !== undefined; word = reader.take(words)) found.push(word as string);
    const once = groups.every((group) => found.filter((word) => group.includes(word)).length <= 1);
    return found.length && once ? found : undefined;
  });
}

export function color<F extends StyleField>(name: string, field: F, initial: ComputedStyle[F]): void {
  define(name, field, false, initial, '<color>', one(parseColor), (value: SpecifiedColor, context) =>
    computedColor(value, context.color),
  );
}

export function number<F extends StyleField>(
  name: string,
  field: F,
  inherited: boolean,
  initial: ComputedStyle[F],
  least = 0,
  integer = false,
): void {
  const parse = integer ? parseInteger : parseNumber;
  define(
    name,
    field,
    inherited,
    initial,
    integer ? '<integer>' : '<number>',
    one((node) => {
      const value = parse(node);
      if (value === undefined || value >= least) return value;
      return node.type === 'Function' ? least : undefined;
    }),
  );
}

/** The specified value of a whole declaration, or undefined where something is left over or wrong. */
export function parseWith(property: Property, nodes: readonly CssNode[]): unknown {
  const reader = new ValueReader(nodes);
  const value = property.parse(reader);
  return reader.done ? value : undefined;
}
