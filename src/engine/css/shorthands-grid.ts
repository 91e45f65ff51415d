import type { CssNode } from 'css-tree';
import { gridLine, lineName, lineNames, slashSeparated, trackSize } from './grid-values.ts';
import { PROPERTY_BY_NAME } from './properties.ts';
import { parseWith } from './property.ts';
import type { Expand, Expansion } from './shorthands.ts';
import { parseKeyword, ValueReader } from './values.ts';

const word = (name: string): CssNode => ({ type: 'Identifier', name });

const valid = (name: string, nodes: readonly CssNode[]): boolean =>
  parseWith(PROPERTY_BY_NAME.get(name)!, nodes) !== undefined;

/** A placement left out is the name of the one before, if that is a lone name, or `auto` (CSS Grid 2 section 8.4). */
function placements(nodes: readonly CssNode[], names: readonly string[], fallback: readonly number[]): Expansion | undefined {
  const groups = slashSeparated(nodes);
  if (groups.length > names.length || groups.some((group) => !group.length)) return undefined;
  if (!groups.every((group) => parseWholeLine(group))) return undefined;
  const all: (readonly CssNode[])[] = [...groups];
  for (let i = groups.length; i < names.length; i++) {
    const from = all[fallback[i]!]!;
    all.push(from.length === 1 && lineName(from[0]!) !== undefined ? from : [word('auto')]);
  }
  return names.map((name, i) => [name, all[i]!]);
} // biome-ignore format: a signature

function parseWholeLine(nodes: readonly CssNode[]): boolean {
  const reader = new ValueReader(nodes);
  return gridLine(reader) !== undefined && reader.done;
}

const AREA = ['grid-row-start', 'grid-column-start', 'grid-row-end', 'grid-column-end'];
const TEMPLATE = ['grid-template-rows', 'grid-template-columns', 'grid-template-areas'];
const AUTO = ['grid-auto-rows', 'grid-auto-columns', 'grid-auto-flow'];
const reset = (names: readonly string[]): Expansion => names.map((name) => [name, []]);

/** CSS Grid 2 section 7.4. */
function gridTemplate(nodes: readonly CssNode[]): Expansion | undefined {
  if (nodes.length === 1 && parseKeyword(nodes[0]!) === 'none') return reset(TEMPLATE);
  const groups = slashSeparated(nodes);
  const [before, after] = groups;
  if (groups.length > 2 || !before?.length) return undefined;
  if (before.some((node) => node.type === 'String')) return templateWithAreas(before, after);
  if (!after?.length || !valid('grid-template-rows', before) || !valid('grid-template-columns', after)) return undefined;
  return [['grid-template-rows', before], ['grid-template-columns', after], ['grid-template-areas', []]];
} // biome-ignore format: pairs

function templateWithAreas(before: readonly CssNode[], columns: readonly CssNode[] | undefined): Expansion | undefined {
  const rows: CssNode[] = [];
  const areas: CssNode[] = [];
  const reader = new ValueReader(before);
  const names = (): void => {
    const node = reader.peek();
    if (node && lineNames(node)) rows.push(reader.next()!);
  };
  while (!reader.done) {
    names();
    const area = reader.next();
    if (area?.type !== 'String') return undefined;
    areas.push(area);
    const size = reader.peek();
    rows.push(size && trackSize(size) ? reader.next()! : word('auto'));
    names();
  }
  const plain = columns?.every((node) => node.type !== 'Function' || node.name.toLowerCase() !== 'repeat');
  if (columns && !(plain && valid('grid-template-columns', columns))) return undefined;
  if (!valid('grid-template-areas', areas)) return undefined;
  return [['grid-template-rows', rows], ['grid-template-columns', columns ?? []], ['grid-template-areas', areas]];
} // biome-ignore format: pairs

/** CSS Grid 2 section 7.8: a template, or one axis with `auto-flow` on its side. */
function grid(nodes: readonly CssNode[]): Expansion | undefined {
  const groups = slashSeparated(nodes);
  const flowing = groups.findIndex((group) => group.some((node) => parseKeyword(node) === 'auto-flow'));
  if (flowing < 0) {
    const template = gridTemplate(nodes);
    return template && [...template, ...reset(AUTO)];
  }
  if (groups.length !== 2) return undefined;
  const axis = flowing === 0 ? 'row' : 'column';
  const [flow, other] = [groups[flowing]!, groups[1 - flowing]!];
  const isWord = (node: CssNode | undefined, name: string): boolean => node !== undefined && parseKeyword(node) === name;
  const at = flow.findIndex((node) => isWord(node, 'auto-flow'));
  const dense = isWord(flow[at + 1], 'dense') || (at === 1 && isWord(flow[0], 'dense'));
  const sizes = flow.filter((node) => !isWord(node, 'auto-flow') && !isWord(node, 'dense'));
  if (at > (isWord(flow[0], 'dense') ? 1 : 0) || flow.length - sizes.length > (dense ? 2 : 1)) return undefined;
  const [auto, template] = axis === 'row' ? ['grid-auto-rows', 'grid-template-columns'] : ['grid-auto-columns', 'grid-template-rows'];
  if (!valid(template!, other) || (sizes.length && !valid(auto!, sizes))) return undefined;
  const own = new Map<string, readonly CssNode[]>([
    [template!, other],
    [auto!, sizes],
    ['grid-auto-flow', dense ? [word(axis), word('dense')] : [word(axis)]],
  ]);
  return [...TEMPLATE, ...AUTO].map((name) => [name, own.get(name) ?? []]);
} // biome-ignore format: long conditions

/** Two values for the two axes; the second may be left out (CSS Box Alignment 3). `alike` says when it is the first. */
const place =
  (align: string, justify: string, second: (first: readonly CssNode[]) => readonly CssNode[]): Expand =>
  (nodes) => {
    for (let at = nodes.length; at > 0; at--) {
      const [first, rest] = [nodes.slice(0, at), nodes.slice(at)];
      const other = rest.length ? rest : second(first);
      if (valid(align, first) && valid(justify, other)) return [[align, first], [justify, other]];
    }
    return undefined;
  }; // biome-ignore format: pairs

const isBaseline = (nodes: readonly CssNode[]): boolean => nodes.some((node) => parseKeyword(node) === 'baseline');

export const GRID_SHORTHANDS: readonly (readonly [string, Expand])[] = [
  ['grid-template', gridTemplate],
  ['grid', grid],
  ['grid-row', (nodes) => placements(nodes, ['grid-row-start', 'grid-row-end'], [0, 0])],
  ['grid-column', (nodes) => placements(nodes, ['grid-column-start', 'grid-column-end'], [0, 0])],
  ['grid-area', (nodes) => placements(nodes, AREA, [0, 0, 0, 1])],
  ['place-content', place('align-content', 'justify-content', (first) => (isBaseline(first) ? [word('start')] : first))],
  ['place-items', place('align-items', 'justify-items', (first) => first)],
  ['place-self', place('align-self', 'justify-self', (first) => first)],
  ['grid-row-gap', (nodes) => [['row-gap', nodes]]],
  ['grid-column-gap', (nodes) => [['column-gap', nodes]]],
]; // biome-ignore format: a table
