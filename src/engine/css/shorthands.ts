import type { CssNode } from 'css-tree';
import { background, backgroundPosition } from './background-shorthand.ts';
import { borderImage } from './border-image.ts';
import { PROPERTY_BY_NAME, parseBorderStyle, parseBorderWidth } from './properties.ts';
import { parseWith } from './property.ts';
import { GRID_SHORTHANDS } from './shorthands-grid.ts';
import { parseColor, parseKeyword, parseNumber } from './values.ts';

/** Longhand names with the component values each gets; an empty list stands for the initial value. */
export type Expansion = readonly (readonly [string, readonly CssNode[]])[];

export type Expand = (nodes: readonly CssNode[]) => Expansion | undefined;

const valid = (name: string, nodes: readonly CssNode[]): boolean =>
  parseWith(PROPERTY_BY_NAME.get(name)!, nodes) !== undefined;

/** One to four values for the sides in the order of the names (CSS Box 4 section 3.2). */
const fourSides =
  (...names: readonly string[]): Expand =>
  (nodes) => {
    const [first, second = first, third = first, fourth = second] = nodes;
    if (!first || nodes.length > 4) return undefined;
    return names.map((name, i) => [name, [[first, second!, third!, fourth!][i]!]]);
  };

const twoSides =
  (start: string, end: string): Expand =>
  (nodes) => {
    const [first, second = first] = nodes;
    if (!first || nodes.length > 2) return undefined;
    return [[start, [first]], [end, [second!]]]; // biome-ignore format: pairs
  };

/** Values in any order, each given to the first longhand that takes it. */
const anyOrder =
  (...names: readonly string[]): Expand =>
  (nodes) => {
    const left = new Set(names);
    const found = new Map<string, CssNode[]>();
    for (const node of nodes) {
      const name = [...left].find((candidate) => valid(candidate, [node]));
      if (!name) return undefined;
      left.delete(name);
      found.set(name, [node]);
    }
    return nodes.length ? names.map((name) => [name, found.get(name) ?? []]) : undefined;
  };

const border =
  (...sides: readonly string[]): Expand =>
  (nodes) => {
    let width: CssNode[] = [];
    let style: CssNode[] = [];
    let color: CssNode[] = [];
    for (const node of nodes) {
      if (!style.length && parseBorderStyle(node) !== undefined) style = [node];
      else if (!width.length && parseBorderWidth(node) !== undefined) width = [node];
      else if (!color.length && parseColor(node) !== undefined) color = [node];
      else return undefined;
    }
    if (!nodes.length) return undefined;
    return sides.flatMap((side) => [
      [`${side}-style`, style] as const,
      [`${side}-width`, width] as const,
      [`${side}-color`, color] as const,
    ]);
  };

/** `border` resets the image too (CSS Backgrounds 3 section 4.4). */
const wholeBorder: Expand = (nodes) => {
  const sides = border('border-top', 'border-right', 'border-bottom', 'border-left')(nodes);
  const image = ['source', 'slice', 'width', 'outset', 'repeat'].map((part) => [`border-image-${part}`, []] as const);
  return sides && [...sides, ...image];
};

const radius: Expand = (nodes) => {
  const slash = nodes.findIndex((node) => node.type === 'Operator' && node.value.trim() === '/');
  const horizontal = slash < 0 ? nodes : nodes.slice(0, slash);
  const vertical = slash < 0 ? horizontal : nodes.slice(slash + 1);
  const corners = ['top-left', 'top-right', 'bottom-right', 'bottom-left'].map((c) => `border-${c}-radius`);
  const h = fourSides(...corners)(horizontal);
  const v = fourSides(...corners)(vertical);
  return h && v ? h.map(([name, value], i) => [name, [value[0]!, v[i]![1][0]!]]) : undefined;
};

const flex: Expand = (nodes) => {
  const word = nodes.length === 1 ? parseKeyword(nodes[0]!) : undefined;
  const numbers = (grow: number, shrink: number, basis: CssNode): Expansion => [
    ['flex-grow', [{ type: 'Number', value: String(grow) }]],
    ['flex-shrink', [{ type: 'Number', value: String(shrink) }]],
    ['flex-basis', [basis]],
  ];
  if (word === 'none') return numbers(0, 0, { type: 'Identifier', name: 'auto' });
  if (word === 'auto') return numbers(1, 1, { type: 'Identifier', name: 'auto' });
  const factors = nodes.filter((node) => node.type === 'Number' && parseNumber(node) !== undefined);
  const others = nodes.filter((node) => !factors.includes(node));
  // CSS Flexbox 1 section 7.1.1: an omitted basis is 0, and a third unitless zero is one too.
  const basis = others[0] ?? factors[2] ?? { type: 'Percentage', value: '0' };
  if (others.length > 1 || factors.length > 3 || !nodes.length || !valid('flex-basis', [basis])) return undefined;
  const grow = factors[0] ? parseNumber(factors[0])! : 1;
  const shrink = factors[1] ? parseNumber(factors[1])! : 1;
  return grow < 0 || shrink < 0 ? undefined : numbers(grow, shrink, basis);
};

const whiteSpace: Expand = (nodes) => {
  const map: Readonly<Record<string, readonly [string, string]>> = {
    normal: ['collapse', 'wrap'],
    pre: ['preserve', 'nowrap'],
    nowrap: ['collapse', 'nowrap'],
    'pre-wrap': ['preserve', 'wrap'],
    'pre-line': ['preserve-breaks', 'wrap'],
    'break-spaces': ['break-spaces', 'wrap'],
  };
  const pair = nodes.length === 1 ? map[parseKeyword(nodes[0]!) ?? ''] : undefined;
  return (
    pair && [
      ['white-space-collapse', [{ type: 'Identifier', name: pair[0] }]],
      ['text-wrap-mode', [{ type: 'Identifier', name: pair[1] }]],
    ]
  );
};

const VARIANTS = [
  'font-variant-ligatures', 'font-variant-caps', 'font-variant-numeric', 'font-variant-east-asian', 'font-variant-position',
]; // biome-ignore format: a list

/** CSS Fonts 4 section 6.11: the keywords of its longhands in any order. */
const fontVariant: Expand = (nodes) => {
  const word = nodes.length === 1 ? parseKeyword(nodes[0]!) : undefined;
  const parts = new Map<string, CssNode[]>(VARIANTS.map((name) => [name, []]));
  if (word === 'none') parts.set('font-variant-ligatures', [...nodes]);
  if (word === 'none' || word === 'normal') return [...parts];
  for (const node of nodes) {
    const single = ['normal', 'none'].includes(parseKeyword(node) ?? '');
    const name = single ? undefined : VARIANTS.find((variant) => valid(variant, [node]));
    if (!name) return undefined;
    parts.get(name)!.push(node);
  }
  return nodes.length ? [...parts] : undefined;
};

/** Longhands that `font` takes values for, and those it only resets (CSS Fonts 4 section 2.7). */
const FONT = ['font-style', 'font-variant-caps', 'font-weight', 'font-size', 'line-height', 'font-family'];
const FONT_RESETS = [
  'font-variant-ligatures', 'font-variant-numeric', 'font-variant-east-asian', 'font-variant-position', 'font-kerning',
  'font-feature-settings', 'font-language-override',
]; // biome-ignore format: a list

/** CSS Fonts 4 section 2.7: [ style || caps || weight ]? size [ / line-height ]? family#. */
const font: Expand = (nodes) => {
  const parts = new Map<string, CssNode[]>([...FONT, ...FONT_RESETS].map((name) => [name, []]));
  let index = 0;
  for (; index < nodes.length && !valid('font-size', [nodes[index]!]); index++) {
    const node = nodes[index]!;
    const word = parseKeyword(node);
    if (word === 'normal') continue;
    // Of the capitals only those of CSS 2 may stand here.
    const name =
      word === 'small-caps' ? 'font-variant-caps' : ['font-style', 'font-weight'].find((n) => valid(n, [node]));
    if (!name) return undefined;
    parts.set(name, [node]);
  }
  const size = nodes[index++];
  if (!size) return undefined;
  parts.set('font-size', [size]);
  const slash = nodes[index];
  if (slash?.type === 'Operator' && slash.value.trim() === '/') {
    const lineHeight = nodes[index + 1];
    if (!lineHeight) return undefined;
    parts.set('line-height', [lineHeight]);
    index += 2;
  }
  parts.set('font-family', nodes.slice(index));
  return index < nodes.length ? [...parts] : undefined;
};

/** Its lines are several words of one longhand (CSS Text Decoration 4 section 2.6). */
const textDecoration: Expand = (nodes) => {
  const isLine = (node: CssNode): boolean => valid('text-decoration-line', [node]);
  const rest = anyOrder('text-decoration-thickness', 'text-decoration-style', 'text-decoration-color');
  const lines = nodes.filter(isLine);
  const others = nodes.filter((node) => !isLine(node));
  if (lines.length && !valid('text-decoration-line', lines)) return undefined;
  const found = others.length ? rest(others) : rest(nodes)?.map(([name]) => [name, []] as const);
  const empty = ['thickness', 'style', 'color'].map((part) => [`text-decoration-${part}`, []] as const);
  return others.length && !found
    ? undefined
    : nodes.length
      ? [['text-decoration-line', lines], ...(found ?? empty)]
      : undefined;
};

/** CSS Lists 3 section 3.5: `none` stands for the image and for the type, whichever of them is not given. */
const listStyle: Expand = (nodes) => {
  const given = nodes.filter((node) => parseKeyword(node) !== 'none');
  const nones = nodes.filter((node) => parseKeyword(node) === 'none');
  const names = ['list-style-position', 'list-style-image', 'list-style-type'];
  const found = new Map(given.length ? anyOrder(...names)(given) : names.map((name) => [name, []]));
  const open = names.slice(1).filter((name) => !found.get(name)?.length);
  if (!nodes.length || !found.size || nones.length > open.length) return undefined;
  if (nones.length) for (const name of open) found.set(name, [nones[0]!]);
  return [...found];
};

/** CSS Break 3 section 3.4: `always` of the old names is a page break. */
const pageBreak =
  (name: string): Expand =>
  (nodes) => [
    [name, nodes.map((node) => (parseKeyword(node) === 'always' ? { type: 'Identifier', name: 'page' } : node))],
  ];

const SHORTHANDS: ReadonlyMap<string, Expand> = new Map<string, Expand>([
  ['margin', fourSides('margin-top', 'margin-right', 'margin-bottom', 'margin-left')],
  ['padding', fourSides('padding-top', 'padding-right', 'padding-bottom', 'padding-left')],
  ['inset', fourSides('top', 'right', 'bottom', 'left')],
  ['inset-inline', twoSides('inset-inline-start', 'inset-inline-end')],
  ['inset-block', twoSides('top', 'bottom')],
  ['margin-block', twoSides('margin-top', 'margin-bottom')],
  ['margin-inline', twoSides('margin-inline-start', 'margin-inline-end')],
  ['padding-block', twoSides('padding-top', 'padding-bottom')],
  ['padding-inline', twoSides('padding-inline-start', 'padding-inline-end')],
  ['border', wholeBorder],
  ...['top', 'right', 'bottom', 'left'].map((side): [string, Expand] => [`border-${side}`, border(`border-${side}`)]),
  ['border-inline-start', border('border-inline-start')],
  ['border-inline-end', border('border-inline-end')],
  ['border-block-start', border('border-top')],
  ['border-block-end', border('border-bottom')],
  ['border-inline', border('border-inline-start', 'border-inline-end')],
  ['border-block', border('border-top', 'border-bottom')],
  ...['width', 'style', 'color'].flatMap((part): [string, Expand][] => [
    [`border-inline-${part}`, twoSides(`border-inline-start-${part}`, `border-inline-end-${part}`)],
    [`border-block-${part}`, twoSides(`border-top-${part}`, `border-bottom-${part}`)],
  ]),
  ...['width', 'style', 'color'].map((part): [string, Expand] => [
    `border-${part}`,
    fourSides(...['top', 'right', 'bottom', 'left'].map((side) => `border-${side}-${part}`)),
  ]),
  ['border-radius', radius],
  ['background', background],
  ['background-position', backgroundPosition],
  ['outline', border('outline')],
  ['border-image', borderImage],
  ['font', font],
  ['font-variant', fontVariant],
  ['flex', flex],
  ['flex-flow', anyOrder('flex-direction', 'flex-wrap')],
  ['gap', twoSides('row-gap', 'column-gap')],
  ['grid-gap', twoSides('row-gap', 'column-gap')],
  ...GRID_SHORTHANDS,
  ['columns', anyOrder('column-width', 'column-count')],
  ['column-rule', border('column-rule')],
  ['list-style', listStyle],
  ['word-wrap', (nodes) => [['overflow-wrap', nodes]]],
  ['text-decoration', textDecoration],
  ['text-wrap', anyOrder('text-wrap-mode', 'text-wrap-style')],
  ['white-space', whiteSpace],
  ['page-break-before', pageBreak('break-before')],
  ['page-break-after', pageBreak('break-after')],
  ['page-break-inside', (nodes) => [['break-inside', nodes]]],
]);

/** Flow-relative longhands and the physical ones they stand for, left to right (CSS Logical 1). */
const LOGICAL: ReadonlyMap<string, readonly [string, string]> = new Map(
  (
    [
      ['margin-inline-start', 'margin-left', 'margin-right'],
      ['margin-inline-end', 'margin-right', 'margin-left'],
      ['padding-inline-start', 'padding-left', 'padding-right'],
      ['padding-inline-end', 'padding-right', 'padding-left'],
      ['inset-inline-start', 'left', 'right'],
      ['inset-inline-end', 'right', 'left'],
      ...['width', 'style', 'color'].flatMap((part) => [
        [`border-inline-start-${part}`, `border-left-${part}`, `border-right-${part}`] as const,
        [`border-inline-end-${part}`, `border-right-${part}`, `border-left-${part}`] as const,
      ]),
      ...['margin', 'padding'].flatMap((box) => [
        [`${box}-block-start`, `${box}-top`, `${box}-top`] as const,
        [`${box}-block-end`, `${box}-bottom`, `${box}-bottom`] as const,
      ]),
      ['inset-block-start', 'top', 'top'],
      ['inset-block-end', 'bottom', 'bottom'],
      ...['width', 'style', 'color'].flatMap((part) => [
        [`border-block-start-${part}`, `border-top-${part}`, `border-top-${part}`] as const,
        [`border-block-end-${part}`, `border-bottom-${part}`, `border-bottom-${part}`] as const,
      ]),
      ['border-start-start-radius', 'border-top-left-radius', 'border-top-right-radius'],
      ['border-start-end-radius', 'border-top-right-radius', 'border-top-left-radius'],
      ['border-end-start-radius', 'border-bottom-left-radius', 'border-bottom-right-radius'],
      ['border-end-end-radius', 'border-bottom-right-radius', 'border-bottom-left-radius'],
      ['inline-size', 'width', 'width'],
      ['block-size', 'height', 'height'],
      ['min-inline-size', 'min-width', 'min-width'],
      ['max-inline-size', 'max-width', 'max-width'],
      ['min-block-size', 'min-height', 'min-height'],
      ['max-block-size', 'max-height', 'max-height'],
    ] as const
  ).map(([name, ltr, rtl]) => [name, [ltr, rtl]]),
);

export function expandShorthand(name: string): Expand | undefined {
  return SHORTHANDS.get(name);
}

/** The physical longhand a name stands for under `direction`; physical names stand for themselves. */
export function physicalName(name: string, direction: 'ltr' | 'rtl'): string {
  const pair = LOGICAL.get(name);
  return pair ? pair[direction === 'rtl' ? 1 : 0] : name;
}

export function isKnownProperty(name: string): boolean {
  return PROPERTY_BY_NAME.has(name) || SHORTHANDS.has(name) || LOGICAL.has(name);
}

/** Every name an author may write, for hints on misspellings and for the documentation. */
export function propertyNames(): string[] {
  return [...PROPERTY_BY_NAME.keys(), ...SHORTHANDS.keys(), ...LOGICAL.keys()];
}
