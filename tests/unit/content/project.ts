import { readFileSync } from 'node:fs';
import { type Diagnostic, Findings } from '../../../src/base/diagnostics.ts';
import type { SourceText } from '../../../src/base/source.ts';
import { type MissionRecord, readMission } from '../../../src/content/dataset/mission.ts';
import { type Catalogue, readCatalogue } from '../../../src/content/i18n/catalogue.ts';
import { readLocaleFile } from '../../../src/content/i18n/locale-file.ts';
import { readTextFile } from '../../../src/content/i18n/state.ts';

export const MISSION = 'data/missions/nato-mission-iraq/mission.json';
export const textFile = (locale: string) => `data/missions/nato-mission-iraq/text.${locale}.json`;
export const localeFile = (locale: string) => `data/locales/${locale}.json`;

export function load(file: string): SourceText {
  return { file, text: readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8') };
}

/** The file with one piece of text replaced; the piece must be there. */
export function seed(file: string, from: string, to: string): SourceText {
  const source = load(file);
  if (!source.text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { file, text: source.text.replace(from, () => to) };
}

export interface Read {
  readonly findings: readonly Diagnostic[];
  readonly record?: MissionRecord;
  readonly catalogues: Readonly<Record<string, Catalogue>>;
}

/** Reads the repository's own mission in both locales, with some of its files replaced. */
export function readAll(replaced: readonly SourceText[] = []): Read {
  const findings = new Findings();
  const source = (file: string) => replaced.find((r) => r.file === file) ?? load(file);
  const record = readMission(source(MISSION), findings.report);
  const catalogues: Record<string, Catalogue> = {};
  if (record === undefined) return { findings: findings.list, catalogues };
  for (const locale of ['da', 'en']) {
    const pack = readLocaleFile(source(localeFile(locale)), findings.report);
    if (pack === undefined) continue;
    const from = locale === record.data.sourceLocale ? undefined : catalogues[record.data.sourceLocale];
    const file = readTextFile(source(textFile(locale)), undefined, findings.report);
    const catalogue =
      file && readCatalogue({ record, file, pack, from, prose: { glossary: undefined } }, findings.report);
    if (catalogue) catalogues[locale] = catalogue;
  }
  return { findings: findings.list, record, catalogues };
}
