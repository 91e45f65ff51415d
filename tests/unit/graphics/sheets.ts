import { existsSync, readdirSync } from 'node:fs';
import type { SheetData } from '../../../src/content/dataset/generated/types.ts';
import { readMission } from '../../../src/content/dataset/mission.ts';
import { buildSheetData } from '../../../src/content/dataset/sheet.ts';
import { type Catalogue, readCatalogue } from '../../../src/content/i18n/catalogue.ts';
import { readLocaleFile } from '../../../src/content/i18n/locale-file.ts';
import { readTextFile } from '../../../src/content/i18n/state.ts';
import { load } from '../content/project.ts';

const LOCALES = ['da', 'en', 'de', 'fr', 'ar', 'ckb'];
const root = new URL('../../../', import.meta.url);
const quiet = (): void => {};

/** The data of every sheet of the repository: all missions in all their languages. */
export function allSheets(): readonly (readonly [name: string, data: SheetData])[] {
  return readdirSync(new URL('data/missions', root)).flatMap((mission) => {
    const folder = `data/missions/${mission}`;
    const record = readMission(load(`${folder}/mission.json`), quiet)!;
    const source = record.data.sourceLocale;
    const own = LOCALES.filter((locale) => existsSync(new URL(`${folder}/text.${locale}.json`, root)));
    const catalogues: Record<string, Catalogue> = {};
    // The source first: translations are read against it.
    return own
      .sort((a, b) => Number(b === source) - Number(a === source))
      .map((locale) => {
        const pack = readLocaleFile(load(`data/locales/${locale}.json`), quiet)!;
        const file = readTextFile(load(`${folder}/text.${locale}.json`), undefined, quiet)!;
        const from = locale === source ? undefined : catalogues[source];
        const catalogue = readCatalogue({ record, file, pack, from, prose: { glossary: undefined } }, quiet)!;
        catalogues[locale] = catalogue;
        const { direction } = catalogue.language;
        return [
          `${mission} ${locale}`,
          buildSheetData(record, catalogue.language, [{ tag: locale, name: locale, direction }]).data,
        ] as const;
      });
  });
}
