import type { CssNode } from 'css-tree';
import { restOf } from './paint-values.ts';
import { keywords } from './property.ts';
import type { CounterChange, FontFeature } from './style.ts';
import { commaSeparated, parseInteger, parseKeyword, type ValueReader } from './values.ts';

const text = (node: CssNode): string | undefined => (node.type === 'String' ? node.value : undefined);

/** CSS Fonts 4 section 2.1: quoted names, or identifiers joined by single spaces. */
export function fontFamilies(reader: ValueReader): string[] | undefined {
  const names = commaSeparated(restOf(reader)).map((group) => {
    const quoted = group.length === 1 ? text(group[0]!) : undefined;
    if (quoted !== undefined) return quoted;
    const words = group.map((node) => (node.type === 'Identifier' ? node.name : undefined));
    return words.length && words.every((word) => word !== undefined) ? words.join(' ') : undefined;
  });
  return names.every((name) => name !== undefined) ? (names as string[]) : undefined;
}

/** CSS Fonts 4 section 6.12. */
export function features(reader: ValueReader): FontFeature[] | undefined {
  const nodes = restOf(reader);
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

/** CSS Lists 3 section 4: names with an optional integer each. */
export const counterChanges =
  (defaultValue: number) =>
  (reader: ValueReader): CounterChange[] | undefined => {
    const nodes = restOf(reader);
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
  const nodes = restOf(reader);
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
