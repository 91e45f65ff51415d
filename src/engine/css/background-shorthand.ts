import type { CssNode } from 'css-tree';
import { PROPERTY_BY_NAME } from './properties.ts';
import { parseWith } from './property.ts';
import { commaSeparated, parseColor, parseKeyword } from './values.ts';

type Layer = Readonly<Record<string, readonly CssNode[]>>;

const COMMA: CssNode = { type: 'Operator', value: ',' };

const valid = (name: string, nodes: readonly CssNode[]): boolean =>
  parseWith(PROPERTY_BY_NAME.get(name)!, nodes) !== undefined;

const word = (name: string): CssNode => ({ type: 'Identifier', name });
const ZERO_PERCENT: CssNode = { type: 'Percentage', value: '0' };

/** What a layer has where it says nothing; the colour stands beside the layers. */
const INITIAL: Layer = {
  'background-image': [word('none')],
  'background-position-x': [ZERO_PERCENT],
  'background-position-y': [ZERO_PERCENT],
  'background-size': [word('auto')],
  'background-repeat': [word('repeat')],
  'background-attachment': [word('scroll')],
  'background-origin': [word('padding-box')],
  'background-clip': [word('border-box')],
};

/** Lists by commas, one part a layer. */
const joined = (parts: readonly (readonly CssNode[])[]): CssNode[] =>
  parts.flatMap((part, i) => (i ? [COMMA, ...part] : [...part]));

/** `background` (CSS Backgrounds 3 section 3.10): layers by commas, the colour in the last one only. */
export function background(nodes: readonly CssNode[]): [string, CssNode[]][] | undefined {
  let color: CssNode[] = [];
  const layers: Layer[] = [];
  const groups = commaSeparated(nodes);
  for (const [index, group] of groups.entries()) {
    const read = readLayer(group);
    if (!read || (read.color && index < groups.length - 1)) return undefined;
    if (read.color) color = [read.color];
    layers.push(read.layer);
  }
  return [
    ['background-color', color],
    ...Object.keys(INITIAL).map((name): [string, CssNode[]] => [name, joined(layers.map((layer) => layer[name]!))]),
  ];
}

function readLayer(nodes: readonly CssNode[]): { readonly layer: Layer; readonly color?: CssNode } | undefined {
  const own: Record<string, readonly CssNode[]> = {};
  let color: CssNode | undefined;
  const boxes: CssNode[] = [];
  const one = (name: string, part: readonly CssNode[]): boolean => {
    if (own[name] || !valid(name, part)) return false;
    own[name] = part;
    return true;
  };
  for (let i = 0; i < nodes.length; ) {
    const node = nodes[i]!;
    if (boxes.length < 2 && valid('background-origin', [node])) {
      boxes.push(node);
      i++;
      continue;
    }
    const position = own['background-position-x'] ? undefined : positionAt(nodes, i);
    if (position) {
      [own['background-position-x'], own['background-position-y']] = position.edges;
      i += position.length;
      const slash = nodes[i];
      if (slash?.type === 'Operator' && slash.value.trim() === '/') {
        const size = [2, 1].map((n) => nodes.slice(i + 1, i + 1 + n)).find((part) => one('background-size', part));
        if (!size) return undefined;
        i += 1 + size.length;
      }
    } else if (one('background-image', [node]) || one('background-attachment', [node])) i++;
    else if (nodes[i + 1] && one('background-repeat', [node, nodes[i + 1]!])) i += 2;
    else if (one('background-repeat', [node])) i++;
    else if (!color && parseColor(node) !== undefined) {
      color = node;
      i++;
    } else return undefined;
  }
  if (boxes.length) {
    own['background-origin'] = [boxes[0]!];
    own['background-clip'] = [boxes[1] ?? boxes[0]!];
  }
  return nodes.length ? { layer: { ...INITIAL, ...own }, ...(color ? { color } : {}) } : undefined;
}

type Edges = [readonly CssNode[], readonly CssNode[]];

/** The longest position that begins at `start`. */
function positionAt(
  nodes: readonly CssNode[],
  start: number,
): { readonly edges: Edges; readonly length: number } | undefined {
  for (let length = Math.min(4, nodes.length - start); length > 0; length--) {
    const edges = splitPosition(nodes.slice(start, start + length));
    if (edges) return { edges, length };
  }
  return undefined;
}

/** A position of one to four values as its horizontal and its vertical part. */
function splitPosition(nodes: readonly CssNode[]): Edges | undefined {
  if (!valid('object-position', nodes)) return undefined;
  const center = [word('center')];
  const names = nodes.map((node) => parseKeyword(node));
  const across = (name: string | undefined): boolean => name === 'left' || name === 'right';
  const down = (name: string | undefined): boolean => name === 'top' || name === 'bottom';
  const both: Edges =
    nodes.length === 1
      ? down(names[0]) ? [center, nodes] : [nodes, center]
      : nodes.length === 2
        ? down(names[0]) || across(names[1]) ? [[nodes[1]!], [nodes[0]!]] : [[nodes[0]!], [nodes[1]!]]
        : groupsOf(nodes); // biome-ignore format: a table
  return valid('background-position-x', both[0]) && valid('background-position-y', both[1]) ? both : undefined;
}

/** Words with the lengths that follow them; `center` goes where the other word does not. */
function groupsOf(nodes: readonly CssNode[]): Edges {
  const groups: CssNode[][] = [];
  for (const node of nodes) {
    if (parseKeyword(node) !== undefined) groups.push([node]);
    else groups.at(-1)?.push(node);
  }
  const first = parseKeyword(groups[0]?.[0] ?? ZERO_PERCENT);
  const second = parseKeyword(groups[1]?.[0] ?? ZERO_PERCENT);
  const swapped = first === 'top' || first === 'bottom' || second === 'left' || second === 'right';
  const [a = [], b = []] = groups.length === 2 ? groups : [];
  return swapped ? [b, a] : [a, b];
}

/** `background-position`: a list of positions as two lists of their parts. */
export function backgroundPosition(nodes: readonly CssNode[]): [string, CssNode[]][] | undefined {
  const parts = commaSeparated(nodes).map(splitPosition);
  if (parts.includes(undefined)) return undefined;
  return [
    ['background-position-x', joined(parts.map((part) => part![0]))],
    ['background-position-y', joined(parts.map((part) => part![1]))],
  ];
}
