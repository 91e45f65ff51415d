import type { CssNode } from 'css-tree';
import { parseImage } from './paint-images.ts';
import type { UrlImage } from './paint-types.ts';
import { restOf } from './paint-values.ts';
import type { ContentPart, NamedString, Occurrence, Target, TextPart } from './style.ts';
import { children, commaSeparated, components, parseKeyword, type ValueReader } from './values.ts';

/**
 * Values of generated content: `content`, `string-set`, `bookmark-label` (CSS Generated Content 3 section 2, CSS GCPM 3
 * sections 1 and 6).
 */

const stringOf = (node: CssNode | undefined): string | undefined => (node?.type === 'String' ? node.value : undefined);
const nameOf = (node: CssNode | undefined): string | undefined => (node?.type === 'Identifier' ? node.name : undefined);

const OCCURRENCES: readonly string[] = ['first', 'start', 'last', 'first-except'] satisfies Occurrence[];
const TEXT_PARTS: readonly string[] = ['content', 'before', 'after', 'first-letter'] satisfies TextPart[];
const LEADERS: ReadonlyMap<string, string> = new Map([
  ['dotted', '. '],
  ['solid', '_'],
  ['space', ' '],
]);

/** `normal`, `none` or a list of parts; a running element stands alone. */
export function contentParts(reader: ValueReader): 'normal' | 'none' | ContentPart[] | undefined {
  const nodes = restOf(reader);
  const word = nodes.length === 1 ? parseKeyword(nodes[0]!) : undefined;
  if (word === 'normal' || word === 'none') return word;
  const parts = partsOf(nodes);
  return parts && (parts.length === 1 || parts.every((part) => part.type !== 'element')) ? parts : undefined;
}

/** `none`, or names with the parts of their strings. */
export function namedStrings(reader: ValueReader): NamedString[] | undefined {
  const nodes = restOf(reader);
  if (nodes.length === 1 && parseKeyword(nodes[0]!) === 'none') return [];
  const list: NamedString[] = [];
  for (const [first, ...value] of commaSeparated(nodes)) {
    const name = nameOf(first);
    const parts = partsOf(value);
    if (
      name === undefined ||
      !parts ||
      parts.some(({ type }) => type === 'element' || type === 'leader' || type === 'image')
    )
      return undefined;
    list.push({ name, parts });
  }
  return list;
}

function partsOf(nodes: readonly CssNode[]): ContentPart[] | undefined {
  const parts: ContentPart[] = [];
  for (const node of nodes) {
    const part = contentPart(node);
    if (!part) return undefined;
    parts.push(part);
  }
  return parts.length ? parts : undefined;
}

function contentPart(node: CssNode): ContentPart | undefined {
  const string = stringOf(node);
  if (string !== undefined) return { type: 'string', value: string };
  if (node.type === 'Url') return { type: 'image', image: parseImage([node]) as UrlImage };
  const quote = /^(no-)?(open|close)-quote$/.exec(parseKeyword(node) ?? '');
  if (quote) return { type: 'quote', open: quote[2] === 'open', shown: !quote[1] };
  return node.type === 'Function' ? functionPart(node.name.toLowerCase(), groupsOf(node)) : undefined;
}

const groupsOf = (node: CssNode & { type: 'Function' }): CssNode[][] => commaSeparated(components(children(node)));

function functionPart(name: string, groups: readonly (readonly CssNode[])[]): ContentPart | undefined {
  const [first, second, third, fourth] = groups.map((group) => group[0]);
  const own = nameOf(first);
  switch (name) {
    case 'counter':
      return own === undefined ? undefined : { type: 'counter', name: own, style: styleOf(second) };
    case 'counters': {
      const separator = stringOf(second);
      if (own === undefined || separator === undefined) return undefined;
      return { type: 'counter', name: own, separator, style: styleOf(third) };
    }
    case 'attr':
      return own === undefined ? undefined : { type: 'attr', name: own, fallback: stringOf(second) ?? '' };
    case 'element':
    case 'string': {
      const which = second ? oneOf<Occurrence>(second, OCCURRENCES) : 'first';
      if (own === undefined || !which) return undefined;
      return { type: name === 'element' ? 'element' : 'named-string', name: own, which };
    }
    case 'content': {
      const which = first ? oneOf<TextPart>(first, [...TEXT_PARTS, 'text']) : 'content';
      return which && { type: 'own-text', which };
    }
    case 'target-counter':
    case 'target-counters': {
      const [target, counter] = [targetOf(first), nameOf(second)];
      const separator = name === 'target-counters' ? stringOf(third) : undefined;
      if (!target || counter === undefined || (name === 'target-counters' && separator === undefined)) return undefined;
      return { type: 'target-counter', target, name: counter, separator, style: styleOf(separator === undefined ? third : fourth) };
    } // biome-ignore format: one record
    case 'target-text': {
      const target = targetOf(first);
      const which = second ? oneOf<TextPart>(second, TEXT_PARTS) : 'content';
      return target && which && { type: 'target-text', target, which };
    }
    case 'leader': {
      const pattern = stringOf(first) ?? LEADERS.get((first && parseKeyword(first)) ?? '');
      return pattern ? { type: 'leader', pattern } : undefined;
    }
    default:
      return undefined;
  }
}

const styleOf = (node: CssNode | undefined): string => (node && parseKeyword(node)) || 'decimal';

function oneOf<T extends string>(node: CssNode, list: readonly string[]): T | undefined {
  const word = parseKeyword(node);
  // `text` is what `content()` means without a word.
  return word !== undefined && list.includes(word) ? ((word === 'text' ? 'content' : word) as T) : undefined;
}

/** `url(#id)`, a string, or an attribute that holds the address. */
function targetOf(node: CssNode | undefined): Target | undefined {
  if (node?.type === 'Url') return { address: node.value };
  const text = stringOf(node);
  if (text !== undefined) return { address: text };
  if (node?.type !== 'Function' || node.name.toLowerCase() !== 'attr') return undefined;
  const attribute = nameOf(groupsOf(node)[0]?.[0]);
  return attribute === undefined ? undefined : { attribute };
}
