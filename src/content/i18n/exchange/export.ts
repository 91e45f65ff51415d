import type { Text } from '../../dataset/generated/types.ts';
import type { MissionRecord } from '../../dataset/mission.ts';
import { Provenance } from '../../dataset/provenance.ts';
import type { Catalogue } from '../catalogue.ts';
import { type Glossary, termsIn } from '../glossary.ts';
import { type CompiledMessage, compileMessage, pluralCategories } from '../messages.ts';
import { sourceHash, type TextFile, textUnits } from '../state.ts';
import { type Assignment, assignmentKey, assignmentsOf, type Choice, choicesOf, leafText, piecesOf } from './pieces.ts';
import type { ExchangeFile, ExchangeUnit } from './unit.ts';

export interface ExportInput {
  readonly record: MissionRecord;
  readonly source: Catalogue;
  /** Undefined where the language is new. */
  readonly target: TextFile | undefined;
  readonly targetLocale: string;
  readonly glossary: Glossary | undefined;
  /** Where each string stands, by key. */
  readonly where?: ReadonlyMap<string, readonly string[]> | undefined;
  /** Code points that the layout holds, by key. */
  readonly limits?: ReadonlyMap<string, number> | undefined;
  /** Only what is missing, stale or not yet translated. */
  readonly onlyOpen?: boolean | undefined;
}

/** Everything a translator needs of one mission: every string of the source text, in its order. */
export function exchangeFile(input: ExportInput): ExchangeFile {
  const { record, source, target, targetLocale } = input;
  const units = stringsOf(source.text, target?.text).flatMap((string) => unitsOf(string, input));
  return {
    mission: record.id,
    title: source.language.plain('title', new Provenance()),
    sourceLocale: source.pack.info.tag,
    targetLocale,
    units: input.onlyOpen
      ? units.filter((unit) => unit.target === undefined || unit.stale || unit.state === 'initial')
      : units,
  };
}

/** One string of the source text, or a form of a name that only the translation needs. */
export interface SourceString {
  /** `names/nmi` or `messages/lead`. */
  readonly key: string;
  readonly source: string;
  readonly target: string | undefined;
  /** A form of a name that the source language does not have: nothing that could be missing or stale. */
  readonly form: boolean;
}

/** Strings in the order of the source text, each name followed by the forms that grammar asks for in the translation. */
export function stringsOf(source: Text, target: Text | undefined): readonly SourceString[] {
  const translated = new Map(target ? textUnits(target).map(({ key, text }) => [key, text]) : []);
  const own = textUnits(source);
  const known = new Set(own.map(({ key }) => key));
  const forms = [...translated].filter(([key]) => key.startsWith('names/') && !known.has(key));
  const nameOf = (key: string) => key.replace(/\..*$/, '');
  const strings: SourceString[] = [];
  const taken = new Set<string>();
  own.forEach(({ key, text }, i) => {
    strings.push({ key, source: text, target: translated.get(key), form: false });
    const next = own[i + 1]?.key ?? '';
    if (!key.startsWith('names/') || nameOf(next) === nameOf(key)) return;
    for (const [form, translation] of forms) {
      if (nameOf(form) !== nameOf(key) || taken.has(form)) continue;
      taken.add(form);
      strings.push({
        key: form,
        source: source.names?.[nameOf(key).slice('names/'.length)] ?? text,
        target: translation,
        form: true,
      });
    }
  });
  return strings;
}

/** The parts of one string that are translated apart: one, or one for each combination of cases. */
export interface Leaf {
  readonly key: string;
  readonly assignment: Assignment;
  readonly source: string;
  readonly target: string | undefined;
}

export interface StringLeaves {
  readonly choices: readonly Choice[];
  readonly leaves: readonly Leaf[];
}

/** Cuts a message at its choices; names, and messages that no one could translate case by case, are one leaf. */
export function leavesOf(
  { key, source, target }: SourceString,
  sourceLocale: string,
  targetLocale: string,
): StringLeaves {
  const whole: StringLeaves = { choices: [], leaves: [{ key, assignment: new Map(), source, target }] };
  if (!key.startsWith('messages/')) return whole;
  const read = (text: string, locale: string): CompiledMessage | undefined => compileMessage(text, locale, () => {});
  const original = read(source, sourceLocale);
  if (!original) return whole;
  const translated = target === undefined ? undefined : read(target, targetLocale);
  const choices = choicesOf(translated ? [original, translated] : [original], (type) =>
    pluralCategories(targetLocale, type),
  );
  const assignments = assignmentsOf(choices);
  if (!assignments.length) return whole;
  return {
    choices,
    leaves: assignments.map((assignment) => ({
      key: key + assignmentKey(assignment),
      assignment,
      source: leafText(original, assignment),
      // What cannot be read is shown as it stands.
      target: translated ? leafText(translated, assignment) : target,
    })),
  };
}

function unitsOf(string: SourceString, input: ExportInput): readonly ExchangeUnit[] {
  const { source, target, targetLocale, glossary, where, limits } = input;
  const { key, form } = string;
  const entry = target?.state?.entries[key];
  const sourceTag = source.pack.info.tag;
  const stale = string.target !== undefined && !form && entry?.source !== sourceHash(string.source);
  return leavesOf(string, sourceTag, targetLocale).leaves.map((leaf) => ({
    key: leaf.key,
    source: leaf.source,
    target: leaf.target,
    state: string.target === undefined ? 'initial' : (entry?.state ?? (form ? 'translated' : 'initial')),
    stale,
    note: entry?.note,
    where: where?.get(key) ?? [],
    limit: limits?.get(key) ?? entry?.limit,
    terms: termsIn(leaf.source, glossary, sourceTag, targetLocale),
    samples: samplesOf(leaf.source, source),
  }));
}

/** What each placeholder prints in the source language. */
function samplesOf(text: string, { language }: Catalogue): ReadonlyMap<string, string> {
  const samples = new Map<string, string>();
  for (const piece of piecesOf(text)) {
    if (piece.kind !== 'code' || piece.role !== 'placeholder') continue;
    const [arg = '', type = '', style = ''] = piece.native.slice(1, -1).split(', ');
    if (type) samples.set(piece.native, language.value(type, arg, style, new Provenance()));
  }
  return samples;
}
