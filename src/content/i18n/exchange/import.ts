import { finding, type Report } from '../../../base/diagnostics.ts';
import type { Text, TextState } from '../../dataset/generated/types.ts';
import type { MissionRecord } from '../../dataset/mission.ts';
import { sortKeys, stringOrder } from '../../dataset/sort-keys.ts';
import type { Catalogue } from '../catalogue.ts';
import { compileMessage } from '../messages.ts';
import { argumentDifference } from '../placeholders.ts';
import { emptyState, lowestState, sourceHash, type TextFile, type TranslationState } from '../state.ts';
import { resolved } from './codes.ts';
import { leavesOf, type SourceString, stringsOf } from './export.ts';
import { type Assignment, assignmentKey, joinLeaves, messageOf } from './pieces.ts';
import type { ReturnedFile, ReturnedUnit } from './unit.ts';

export interface ImportInput {
  readonly record: MissionRecord;
  readonly source: Catalogue;
  /** Undefined where the language is new. */
  readonly target: TextFile | undefined;
  readonly targetLocale: string;
  readonly file: ReturnedFile;
}

/** What an import did to one string. */
export interface ImportChange {
  readonly key: string;
  readonly kind: 'added' | 'changed' | 'state' | 'note' | 'limit';
  readonly before: string | undefined;
  readonly after: string;
}

export interface ImportResult {
  readonly text: Text;
  readonly state: TextState;
  readonly changes: readonly ImportChange[];
  /** Strings of the file that are as they were. */
  readonly unchanged: number;
  /** Strings of the file that are left out, after a finding each. */
  readonly refused: number;
}

/**
 * Takes the strings that came back into a translation. A string that lacks a code, or cannot be read, is left out after a
 * finding; the others come in. What the file does not mention stays as it is.
 */
export function importReturned(
  { record, source, target, targetLocale, file }: ImportInput,
  report: Report,
): ImportResult {
  const mission = source.text.mission;
  const sourceLocale = source.pack.info.tag;
  const names: Record<string, string> = { ...target?.text.names };
  const messages: Record<string, string> = { ...target?.text.messages };
  const known = target?.state ?? emptyState(mission, targetLocale, sourceLocale);
  const entries: TextState['entries'] = { ...known.entries };
  const changes: ImportChange[] = [];
  let [unchanged, refused] = [0, 0];

  const strings = stringsOf(source.text, target?.text);
  const returned = byString(file, strings, report);
  refused += returned.unknown;
  for (const string of strings) {
    const units = returned.units.get(string.key);
    if (!units) continue;
    const taken = takeString(string, units, sourceLocale, targetLocale, report);
    if (!taken) {
      refused++;
      continue;
    }
    const own = changesOf(string, taken, entries[string.key]);
    if (taken.text !== undefined) {
      const [part, key] = splitKey(string.key);
      (part === 'names' ? names : messages)[key] = taken.text;
    }
    const entry = entryOf(
      taken,
      own.some(({ kind }) => kind === 'added' || kind === 'changed'),
      entries[string.key],
    );
    // A form that nothing is recorded of stays so until somebody has something to say of it.
    if (entry && (own.length || !string.form)) entries[string.key] = entry;
    if (own.length) changes.push(...own);
    else unchanged++;
  }
  const order = stringOrder(record);
  const begun = target?.text ?? { $schema: '../../schemas/text.schema.json', mission, locale: targetLocale };
  return {
    text: sortKeys('Text', { ...begun, names, messages }, order) as Text,
    state: sortKeys('TextState', { ...known, entries }, order) as TextState,
    changes,
    unchanged,
    refused,
  };
}

const splitKey = (key: string): readonly ['names' | 'messages', string] => {
  const slash = key.indexOf('/');
  return [key.slice(0, slash) as 'names' | 'messages', key.slice(slash + 1)];
};

/** Runs of white space are what tools make of a space; a no-break space is none of theirs. */
const collapsed = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ').trim();

/** The units of each string, by the key of its leaf. What has no key is found by its source text. */
function byString(file: ReturnedFile, strings: readonly SourceString[], report: Report) {
  const bySource = new Map<string, string[]>();
  for (const { key, source } of strings)
    bySource.set(collapsed(source), [...(bySource.get(collapsed(source)) ?? []), key]);
  const known = new Set(strings.map(({ key }) => key));
  const units = new Map<string, Map<string, ReturnedUnit>>();
  let unknown = 0;
  for (const unit of file.units) {
    const wanted = collapsed(unit.source.filter((piece) => typeof piece === 'string').join(''));
    const named = unit.keys.find((key) => known.has(stringKey(key)));
    const fitting = named ? [named] : unit.keys.length ? [] : (bySource.get(wanted) ?? []);
    if (!fitting.length) {
      unknown++;
      const name = unit.keys[0] ?? wanted;
      report(finding('exchange-unknown-unit', `"${name}" is no string of this mission: ${shown(unit)}`, unit.place));
    }
    for (const key of fitting) {
      const own = units.get(stringKey(key)) ?? new Map<string, ReturnedUnit>();
      units.set(stringKey(key), own);
      const first = own.get(key);
      if (first && collapsed(shown(first)) !== collapsed(shown(unit)))
        report(finding('exchange-conflict', `"${key}" stands twice: ${shown(unit)}`, unit.place));
      if (!first) own.set(key, unit);
    }
  }
  return { units, unknown };
}

const stringKey = (key: string): string => key.replace(/\[.*$/, '');

const shown = ({ target }: ReturnedUnit): string =>
  (target ?? []).map((piece) => (typeof piece === 'string' ? piece : '…')).join('');

/** One string as it came back. `text` is undefined where nobody has translated it. */
interface Taken {
  readonly text: string | undefined;
  readonly state: TranslationState | undefined;
  /** Hash of the source string it was made from. */
  readonly source: string;
  /** Whether that is the source string of now. */
  readonly current: boolean;
  readonly note: string | undefined;
  readonly limit: number | undefined;
}

function takeString(
  string: SourceString,
  units: ReadonlyMap<string, ReturnedUnit>,
  sourceLocale: string,
  targetLocale: string,
  report: Report,
): Taken | undefined {
  const { choices, leaves } = leavesOf(string, sourceLocale, targetLocale);
  const all = [...units.values()];
  const place = all[0]!.place;
  const refuse = (message: string, at = place, hint?: string): undefined =>
    report(finding('exchange-incomplete', `"${string.key}" ${message}`, at, hint)) as undefined;

  const texts = new Map<string, string>();
  const older: string[] = [];
  for (const leaf of leaves) {
    const unit = units.get(leaf.key);
    const from = collapsed((unit && resolved(unit.source, leaf.source, undefined)) ?? '');
    if (unit && from && from !== collapsed(leaf.source)) {
      older.push(from);
      report(finding('exchange-old-source', `"${leaf.key}" was translated from: ${from}`, unit.place));
    }
    const text = unit?.target ? resolved(unit.target, leaf.source, leaf.target) : leaf.target;
    if (unit?.target && text === undefined) return refuse('has a code that its source does not have.', unit.place);
    if (text !== undefined && collapsed(text)) texts.set(leaf.key, unit?.target ? collapsed(text) : text);
  }
  const settled = {
    state: lowestState(all.map(({ state }) => state)),
    source: sourceHash(older.length ? older.join('\n') : string.source),
    current: older.length === 0,
    note: all.flatMap(({ notes }) => notes).join('\n') || undefined,
    limit: minimum(all.map(({ limit }) => limit)),
  };
  if (texts.size === 0) return { text: undefined, ...settled };
  if (texts.size < leaves.length) {
    const lacking = leaves.find(({ key }) => !texts.has(key))!;
    return refuse(`lacks the case ${assignmentKey(lacking.assignment)}.`);
  }
  const same = leaves.every(({ key, target }) => texts.get(key) === target);
  if (same) return { text: string.target, ...settled };
  if (string.key.startsWith('names/')) return { text: [...texts.values()][0]!, ...settled };
  const textAt = (assignment: Assignment) => texts.get(string.key + assignmentKey(assignment))!;
  const text = choices.length ? joinLeaves(choices, textAt) : messageOf([...texts.values()][0]!, false);
  const fault = faultOf(text, string.source, targetLocale, sourceLocale);
  return fault ? refuse(`${fault}.`, place, `Its source is: ${string.source}`) : { text, ...settled };
}

function faultOf(text: string, source: string, targetLocale: string, sourceLocale: string): string | undefined {
  let fault: string | undefined;
  const message = compileMessage(text, targetLocale, (f) => {
    fault ??= `cannot be read: ${f.message.replace(/\.$/, '')}`;
  });
  const original = compileMessage(source, sourceLocale, () => {});
  return fault ?? (message && original ? argumentDifference(message, original) : undefined);
}

const minimum = (numbers: readonly (number | undefined)[]): number | undefined => {
  const known = numbers.filter((n) => n !== undefined);
  return known.length ? Math.min(...known) : undefined;
};

type Entry = TextState['entries'][string];

/** Whether somebody says that a translation is right for the source string of now. */
const isConfirmed = ({ text, state, current }: Taken): boolean =>
  text !== undefined && current && state !== undefined && state !== 'initial';

function changesOf(string: SourceString, taken: Taken, entry: Entry | undefined): readonly ImportChange[] {
  const { key, target } = string;
  const changes: ImportChange[] = [];
  const { text, state, note, limit } = taken;
  const isStale = entry?.source !== taken.source;
  if (text !== undefined && text !== target)
    changes.push({ key, kind: target === undefined ? 'added' : 'changed', before: target, after: text });
  else if (entry && isConfirmed(taken) && (isStale || state !== entry.state))
    changes.push({ key, kind: 'state', before: isStale ? 'stale' : entry.state, after: state! });
  if (note !== undefined && note !== entry?.note) changes.push({ key, kind: 'note', before: entry?.note, after: note });
  if (limit !== undefined && limit !== entry?.limit && text !== undefined)
    changes.push({ key, kind: 'limit', before: entry?.limit?.toString(), after: String(limit) });
  return changes;
}

/** The entry of a string that came back. What came back untouched and unconfirmed is as stale as it was. */
function entryOf(taken: Taken, changed: boolean, known: Entry | undefined): Entry | undefined {
  if (taken.text === undefined) return known;
  const state = taken.state ?? (changed ? 'translated' : (known?.state ?? 'translated'));
  const own = { state, source: taken.source };
  const base = changed || isConfirmed(taken) || !known ? own : { state: known.state, source: known.source };
  const note = taken.note ?? known?.note;
  const limit = taken.limit ?? known?.limit;
  return { ...base, ...(note ? { note } : {}), ...(limit ? { limit } : {}) };
}
