import { KEY_ORDER, type KeyOrder } from './generated/hints.ts';
import type { Documents } from './validate.ts';

/** Maps whose entries stand for themselves: sorted by key. The order of the others says something, and is kept. */
const SORTED: ReadonlySet<string> = new Set([
  'countries', 'dates', 'figures', 'labels', 'lists', 'nations', 'periods', 'ranks', 'terms', 'units',
]); // biome-ignore format: a list

/** The order of a text's strings, by the map they stand in: `names`, `messages`, `entries`. */
export type StringOrder = Readonly<Record<string, readonly string[]>>;

/**
 * A document with its keys in the order of the schema, what the schema does not know behind them. Strings of texts stand in
 * the order given, each form of a name behind the name.
 */
export function sortKeys(kind: keyof Documents, value: unknown, strings: StringOrder = {}): unknown {
  return sorted(value, KEY_ORDER[kind === 'LocaleFile' ? 'Locale' : kind] ?? {}, '', strings);
}

function sorted(value: unknown, order: KeyOrder, name: string, strings: StringOrder): unknown {
  if (Array.isArray(value)) return value.map((entry) => sorted(entry, order.each ?? {}, '', strings));
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.keys(order.keys ?? {});
  const model = strings[name];
  const entries = Object.entries(value);
  if (model) entries.sort(([a], [b]) => rankIn(model, a) - rankIn(model, b));
  else if (known.length === 0 && SORTED.has(name)) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  else entries.sort(([a], [b]) => rank(known, a) - rank(known, b));
  return Object.fromEntries(
    entries.map(([key, own]) => [key, sorted(own, order.keys?.[key] ?? order.each ?? {}, key, strings)]),
  );
}

const rank = (keys: readonly string[], key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length);

/** Place of a string in a list of keys; a form such as `nmi.short` stands behind the last of its name. */
export function rankIn(keys: readonly string[], key: string): number {
  const at = keys.indexOf(key);
  if (at >= 0) return at;
  const stem = (name: string) => name.replace(/\..*$/, '');
  const last = keys.findLastIndex((other) => stem(other) === stem(key));
  return last >= 0 ? last + 0.5 : keys.length;
}
