import type { CssNode } from 'css-tree';
import { keywords } from './property.ts';
import type { ContentPart, CounterChange, FontFeature } from './style.ts';
import { children, commaSeparated, components, parseInteger, parseKeyword, type ValueReader } from './values.ts';

const text = (node: CssNode): string | undefined => (node.type === 'String' ? node.value : undefined);

function rest(reader: ValueReader): CssNode[] {
  const nodes: CssNode[] = [];
  for (let node = reader.next(); node; node = reader.next()) nodes.push(node);
  return nodes;
}

/** CSS Fonts 4 section 2.1: quoted names, or identifiers joined by single spaces. */
export function fontFamilies(reader: ValueReader): string[] | undefined {
  const names = commaSeparated(rest(reader)).map((group) => {
    const quoted = group.length === 1 ? text(group[0]!) : undefined;
    if (quoted !== undefined) return quoted;
    const words = group.map((node) => (node.type === 'Identifier' ? node.name : undefined));
    return words.length && words.every((word) => word !== undefined) ? words.join(' ') : undefined;
  });
  return names.every((name) => name !== undefined) ? (names as string[]) : undefined;
}

/** CSS Fonts 4 section 6.12. */
export function features(reader: ValueReader): FontFeature[] | undefined {
  const nodes = rest(reader);
  if (nodes.length === 1 && parseKeyword(nodes[0]!) === 'normal') return [];
  const list: FontFeature[] = [];
  for (const [tagNode, valueNode, extra] of commaSeparated(nodes)) {
    const tag = tagNode && text(tagNode);
    // Registered tags have letters and digits only, and HarfBuzz takes no others.
    if (!tag || !/^[A-Za-z0-9_]{4}$/.test(tag) || extra) return undefined;
    const word = valueNode && parseKeyword(valueNode);
    const value = valueNode ? (word === 'on' ? 1 : word === 'off' ? 0 : parseInteger(valueNode)) : 1;
    if (value === undefined || value < 0) return undefined;
    list.push({ tag, value });
  }
  return list;
}

/** CSS Fonts 4 section 6.13: a language system tag of OpenType, without the spaces at its end. */
export function languageOverride(reader: ValueReader): string | undefined {
  const node = reader.next();
  if (!node || parseKeyword(node) === 'normal') return node && 'normal';
  const tag = text(node)?.trimEnd();
  return tag && /^[A-Za-z0-9]{1,4}$/.test(tag) ? tag.toUpperCase() : undefined;
}

/** CSS Generated Content 3 section 2 and CSS GCPM 3 section 1.2. */
export function contentParts(reader: ValueReader): 'normal' | 'none' | ContentPart[] | undefined {
  const nodes = rest(reader);
  const word = nodes.length === 1 ? parseKeyword(nodes[0]!) : undefined;
  if (word === 'normal' || word === 'none') return word;
  const parts: ContentPart[] = [];
  for (const node of nodes) {
    const part = contentPart(node);
    if (!part) return undefined;
    parts.push(part);
  }
  return parts.length ? parts : undefined;
}

function contentPart(node: CssNode): ContentPart | undefined {
  const string = text(node);
  if (string !== undefined) return { type: 'string', value: string };
  const word = parseKeyword(node);
  if (word === 'open-quote' || word === 'close-quote') return { type: 'quote', open: word === 'open-quote' };
  if (node.type !== 'Function') return undefined;
  const args = commaSeparated(components(children(node))).map((group) => group[0]);
  const name = args[0]?.type === 'Identifier' ? args[0].name : undefined;
  if (name === undefined) return undefined;
  const styleOf = (arg: CssNode | undefined): string => (arg && parseKeyword(arg)) || 'decimal';
  switch (node.name.toLowerCase()) {
    case 'counter':
      return { type: 'counter', name, style: styleOf(args[1]) };
    case 'counters': {
      const separator = args[1] && text(args[1]);
      return separator === undefined ? undefined : { type: 'counter', name, separator, style: styleOf(args[2]) };
    }
    case 'attr':
      return { type: 'attr', name };
    case 'element':
      return { type: 'element', name };
    default:
      return undefined;
  }
}

/** CSS Lists 3 section 4: names with an optional integer each. */
export const counterChanges =
  (defaultValue: number) =>
  (reader: ValueReader): CounterChange[] | undefined => {
    const nodes = rest(reader);
    if (nodes.length === 1 && parseKeyword(nodes[0]!) === 'none') return [];
    const changes: CounterChange[] = [];
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      if (node.type !== 'Identifier') return undefined;
      const next = nodes[i + 1];
      const value = next && parseInteger(next);
      if (value !== undefined) i++;
      changes.push({ name: node.name, value: value ?? defaultValue });
    }
    return changes.length ? changes : undefined;
  };

export function quotePairs(reader: ValueReader): 'auto' | [string, string][] | undefined {
  const nodes = rest(reader);
  const word = nodes.length === 1 ? parseKeyword(nodes[0]!) : undefined;
  if (word === 'auto') return 'auto';
  if (word === 'none') return [];
  const strings = nodes.map(text);
  if (!strings.length || strings.length % 2 || strings.some((s) => s === undefined)) return undefined;
  const pairs: [string, string][] = [];
  for (let i = 0; i < strings.length; i += 2) pairs.push([strings[i]!, strings[i + 1]!]);
  return pairs;
}

const HANGS = ['first', 'force-end', 'allow-end', 'last'];

/** `hanging-punctuation` (CSS Text 4 section 9.1): each word once, one of the two ends. */
export function hangingPunctuation(reader: ValueReader): readonly string[] | undefined {
  if (reader.take(keywords(['none']))) return [];
  const words: string[] = [];
  for (let word = reader.take(keywords(HANGS)); word !== undefined; word = reader.take(keywords(HANGS)))
    words.push(word as string);
  const ends = words.filter((word) => word.endsWith('-end'));
  return words.length && new Set(words).size === words.length && ends.length < 2 ? words : undefined;
}
