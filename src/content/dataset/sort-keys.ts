import { KEY_ORDER, type KeyOrder } from './generated/hints.ts';
import { type MissionRecord, nameIds } from './mission.ts';
import { neededMessages } from './needs.ts';
import type { Documents } from './validate.ts';

/** Maps whose entries stand for themselves: sorted by key. The order of the others says something, and is kept. */
const SORTED: ReadonlySet<string> = new Set([
  'countries', 'dates', 'figures', 'labels', 'lists', 'nations', 'periods', 'ranks', 'terms', 'units',
]); // biome-ignore format: a list

/** The order in which a sheet needs its strings: the same in every language. */
export interface StringOrder {
  readonly names: readonly string[];
  readonly messages: readonly string[];
}

export const stringOrder = ({ data }: MissionRecord): StringOrder => ({
  names: nameIds(data),
  messages: [...neededMessages(data)],
});

/** Place of a string, by the map it stands in; in a sidecar by its whole key. Undefined for other maps. */
function rankOf(map: string, { names, messages }: StringOrder): ((key: string) => number) | undefined {
  if (map === 'names') return (key) => rankIn(names, key);
  if (map === 'messages') return (key) => rankIn(messages, key);
  if (map !== 'entries') return undefined;
  return (key) => {
    const id = key.slice(key.indexOf('/') + 1);
    return key.startsWith('names/') ? rankIn(names, id) : names.length + 1 + rankIn(messages, id);
  };
}

/**
 * A document with its keys in the order of the schema, what the schema does not know behind them. Strings of texts stand in
 * the order given, each form of a name behind the name.
 */
export function sortKeys(kind: keyof Documents, value: unknown, strings?: StringOrder): unknown {
  return sorted(value, KEY_ORDER[kind === 'LocaleFile' ? 'Locale' : kind] ?? {}, '', strings);
}

function sorted(value: unknown, order: KeyOrder, name: string, strings: StringOrder | undefined): unknown {
  if (Array.isArray(value)) return value.map((entry) => sorted(entry, order.each ?? {}, '', strings));
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.keys(order.keys ?? {});
  const place = strings && rankOf(name, strings);
  const entries = Object.entries(value);
  if (place) entries.sort(([a], [b]) => place(a) - place(b));
  else if (known.length === 0 && SORTED.has(name)) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  else entries.sort(([a], [b]) => rank(known, a) - rank(known, b));
  return Object.fromEntries(
    entries.map(([key, own]) => [key, sorted(own, order.keys?.[key] ?? order.each ?? {}, key, strings)]),
  );
}

const rank = (keys: readonly string[], key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length);

/** Place of a string in a list of keys; a form such as `nmi.short` stands behind the last of its name. */
function rankIn(keys: readonly string[], key: string): number {
  const at = keys.indexOf(key);
  if (at >= 0) return at;
  const stem = (name: string) => name.replace(/\..*$/, '');
  const last = keys.findLastIndex((other) => stem(other) === stem(key));
  return last >= 0 ? last + 0.5 : keys.length;
}
