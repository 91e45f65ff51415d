import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Findings, finding, type Report } from '../base/diagnostics.ts';
import { formatJson } from '../content/dataset/format.ts';
import type { Text, TextState } from '../content/dataset/generated/types.ts';
import { sortKeys, stringOrder } from '../content/dataset/sort-keys.ts';
import { type Catalogue, readCatalogue } from '../content/i18n/catalogue.ts';
import { csv } from '../content/i18n/exchange/csv.ts';
import { exchangeFile } from '../content/i18n/exchange/export.ts';
import { type ImportResult, importReturned } from '../content/i18n/exchange/import.ts';
import { po } from '../content/i18n/exchange/po.ts';
import type { ExchangeFormat, ReturnedFile } from '../content/i18n/exchange/unit.ts';
import { xliff1 } from '../content/i18n/exchange/xliff1.ts';
import { xliff2 } from '../content/i18n/exchange/xliff2.ts';
import {
  acceptedState,
  statusOf,
  type TextFile,
  type TranslationState,
  textUnits,
  type UnitStatus,
} from '../content/i18n/state.ts';
import { readText, shownPath, writeWhole } from './disk.ts';
import { locateStrings, type MeasuredSheet, measureLimits } from './measure.ts';
import type { MissionFiles, Project } from './project.ts';

export const FORMATS: Readonly<Record<string, ExchangeFormat>> = Object.fromEntries(
  [xliff2, xliff1, po, csv].map((format) => [format.name, format]),
);

/** How many strings of one mission stand how in one language. */
export interface StatusRow {
  readonly mission: string;
  readonly locale: string;
  readonly strings: number;
  readonly counts: Readonly<Record<UnitStatus, number>>;
  /** Keys of what is missing or stale. */
  readonly open: readonly string[];
}

/** One row for each translation of the missions, the locales in their order. */
export function translationStatus(
  project: Project,
  missions: readonly string[],
  locales: readonly string[] | undefined,
): StatusRow[] {
  return missions.flatMap((id) => {
    const mission = project.mission(id);
    const source = mission?.texts.get(mission.record.data.sourceLocale);
    if (!mission || !source) return [];
    const wanted = locales ?? mission.locales;
    return wanted
      .filter((locale) => locale !== source.text.locale)
      .map((locale): StatusRow => {
        const status = statusOf(source.text, mission.texts.get(locale));
        const counts = { missing: 0, stale: 0, initial: 0, translated: 0, reviewed: 0, final: 0 };
        for (const own of status.values()) counts[own]++;
        const open = [...status].filter(([, own]) => own === 'missing' || own === 'stale').map(([key]) => key);
        return { mission: id, locale, strings: status.size, counts, open };
      });
  });
}

export interface ExtractOptions {
  readonly format: ExchangeFormat;
  readonly layouts: readonly string[];
  /** Only what is missing, stale or not yet translated. */
  readonly onlyOpen: boolean;
  /** Whether lengths are measured in the layouts, which takes some seconds. */
  readonly limits: boolean;
  readonly onMeasured?: (done: number, total: number) => void;
}

/** A file for the translator of one mission into one language; undefined after findings. */
export function extractTranslation(
  project: Project,
  { id, record, texts, catalogues, unreadable }: MissionFiles,
  locale: string,
  { format, layouts, onlyOpen, limits, onMeasured }: ExtractOptions,
): string | undefined {
  const mission = project.mission(id)!;
  const source = catalogues.get(record.data.sourceLocale);
  if (!source || unreadable.has(locale)) return undefined;
  const target = texts.get(locale);
  const catalogue = workingCatalogue(project, mission, locale, source);
  const sheets = catalogue
    ? layouts.map(
        (layout): MeasuredSheet => ({
          project,
          mission,
          catalogue,
          job: { mission: id, locale, layout, edition: 'screen' },
        }),
      )
    : [];
  const where = new Map<string, readonly string[]>();
  const narrowest = new Map<string, number>();
  const keys = textUnits(source.text).map(({ key }) => key);
  sheets.forEach((sheet, i) => {
    const prefix = sheets.length > 1 ? `${sheet.job.layout}, ` : '';
    for (const [key, places] of locateStrings(sheet))
      where.set(key, [...(where.get(key) ?? []), ...places.map((place) => prefix + place)]);
    if (!limits) return;
    let done = i * keys.length;
    for (const [key, limit] of measureLimits(sheet, keys, () => onMeasured?.(++done, sheets.length * keys.length)))
      narrowest.set(key, Math.min(limit, narrowest.get(key) ?? limit));
  });
  const { glossary } = project;
  return format.write(
    exchangeFile({ record, source, target, targetLocale: locale, glossary, where, limits: narrowest, onlyOpen }),
  );
}

/** What there is of a translation, the source strings standing in for the rest; undefined for a language without a locale file. */
function workingCatalogue(
  project: Project,
  { record, texts }: MissionFiles,
  locale: string,
  source: Catalogue,
): Catalogue | undefined {
  const silent: Report = () => {};
  const pack = project.localeTags().includes(locale) ? project.pack(locale) : undefined;
  if (!pack) return undefined;
  const empty: Text = { mission: record.id, locale, messages: {} };
  const own: TextFile = texts.get(locale) ?? { text: empty, document: source.document, state: undefined };
  const catalogue = readCatalogue({ record, file: own, pack, from: source, missing: 'ignore' }, silent);
  // The strings that stand in are looked for and measured like those that are there.
  const text = {
    ...own.text,
    names: { ...source.text.names, ...own.text.names },
    messages: { ...source.text.messages, ...own.text.messages },
  };
  return catalogue && { ...catalogue, text };
}

export interface ImportOptions {
  readonly mission?: string | undefined;
  readonly locale?: string | undefined;
  /** Only says what it would do. */
  readonly dryRun: boolean;
}

export interface ImportReport extends ImportResult {
  readonly file: string;
  readonly mission: string;
  readonly locale: string;
  /** Files written. */
  readonly written: readonly string[];
}

/** Takes a file that came back into the translation it is of. Undefined, after findings, where nothing could be taken. */
export function importTranslation(
  project: Project,
  path: string,
  options: ImportOptions,
  report: Report,
): ImportReport | undefined {
  const file = shownPath(path);
  const foreign = (message: string, hint?: string): undefined =>
    report(finding('exchange-foreign', message, { file }, hint)) as undefined;
  if (!existsSync(path)) return foreign('The file does not exist.');
  const source = readText(path);
  if (source.fault) {
    report(
      finding('exchange-damaged', source.fault.message, { file, line: source.fault.line, column: source.fault.column }),
    );
    return undefined;
  }
  const returned = readReturned(source.text, file, report);
  if (!returned) return undefined;

  // Converters keep the name of the file and lose what it says of itself.
  const [, namedMission, namedLocale] = /^(.+?)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.[a-z]+$/.exec(basename(path)) ?? [];
  const known = project.missionIds();
  const id =
    options.mission ?? [returned.mission, namedMission].find((name) => name !== undefined && known.includes(name));
  if (id === undefined)
    return foreign(
      `The file is of no mission of this project${returned.mission ? `: ${returned.mission}` : ''}.`,
      'Say which by --mission.',
    );
  const mission = project.mission(id);
  const from = mission?.catalogues.get(mission.record.data.sourceLocale);
  if (!mission || !from) return undefined;
  const locale = options.locale ?? returned.targetLocale ?? namedLocale;
  const sourceLocale = from.pack.info.tag;
  if (locale === undefined) return foreign('The file does not say of which language it is.', 'Say which by --locale.');
  if (locale === sourceLocale) return foreign(`The file is of ${locale}, which is the source language of ${id}.`);
  if (!project.localeTags().includes(locale))
    return foreign(`The file is of ${locale}, for which data/locales has no file.`);

  if (mission.unreadable.has(locale)) return undefined;
  const findings = new Findings();
  const target = mission.texts.get(locale);
  const result = importReturned(
    { record: mission.record, source: from, target, targetLocale: locale, file: returned },
    findings.report,
  );
  const taken = result.changes.length + result.unchanged;
  for (const found of findings.list) report({ ...found, mission: id, locale });
  if (taken === 0 && result.refused > 0) return foreign(`None of its ${result.refused} strings could be taken.`);
  const written = options.dryRun || !result.changes.length ? [] : writeTranslation(mission, locale, result);
  return { file, mission: id, locale, ...result, written };
}

/** The file by what it begins with, whatever it is called. */
function readReturned(text: string, file: string, report: Report): ReturnedFile | undefined {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  const format = !start.startsWith('<')
    ? /^(?:#|msg(?:id|ctxt))/.test(start)
      ? po
      : csv
    : /<(?:\w+:)?xliff\b[^>]*\bversion\s*=\s*["']2/.test(start)
      ? xliff2
      : xliff1;
  return format.read({ file, text }, report);
}

/** Both files, each whole or not at all, the sidecar last: without it the strings only count as stale. */
function writeTranslation(
  { folder }: MissionFiles,
  locale: string,
  { text, state }: Pick<ImportResult, 'text' | 'state'>,
): string[] {
  const paths = [join(folder, `text.${locale}.json`), join(folder, `text.${locale}.state.json`)] as const;
  writeWhole(paths[0], formatJson(text));
  writeWhole(paths[1], formatJson(state));
  return paths.map(shownPath);
}

/** Records that strings are right for the source strings of now. Gives how many that changed. */
export function acceptTranslation(
  { folder, texts, record }: MissionFiles,
  locale: string,
  state: TranslationState,
  keys: readonly string[],
): { readonly accepted: number; readonly unknown: readonly string[] } {
  const source = texts.get(record.data.sourceLocale)!;
  const target: TextFile = texts.get(locale)!;
  const translated = new Set(textUnits(target.text).map(({ key }) => key));
  const full = keys.map((key) => (key.includes('/') ? key : `messages/${key}`));
  const wanted = (key: string) => full.length === 0 || full.includes(key);
  const accepted = acceptedState(target.text, source.text, state, target.state, wanted);
  const next = sortKeys('TextState', accepted, stringOrder(record)) as TextState;
  const changed = Object.entries(next.entries).filter(([key, { state: own, source: hash }]) => {
    const old = target.state?.entries[key];
    return old?.state !== own || old.source !== hash;
  });
  const gone = Object.keys(target.state?.entries ?? {}).some((key) => !Object.hasOwn(next.entries, key));
  if (changed.length || gone) writeWhole(join(folder, `text.${locale}.state.json`), formatJson(next));
  return { accepted: changed.length, unknown: full.filter((key) => !translated.has(key)) };
}
