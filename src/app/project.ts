import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { finding, type Report } from '../base/diagnostics.ts';
import type { Config } from '../content/dataset/generated/types.ts';
import { type JsonDocument, parseJson } from '../content/dataset/json.ts';
import { type MissionRecord, readMission } from '../content/dataset/mission.ts';
import type { SheetLanguage } from '../content/dataset/sheet.ts';
import { validateDocument } from '../content/dataset/validate.ts';
import { type Catalogue, readCatalogue } from '../content/i18n/catalogue.ts';
import { languageName } from '../content/i18n/formats.ts';
import { type Glossary, readGlossary } from '../content/i18n/glossary.ts';
import { type LocalePack, readLocaleFile } from '../content/i18n/locale-file.ts';
import { PSEUDO_LOCALES, pseudoLocaleFile, pseudoText } from '../content/i18n/pseudo.ts';
import {
  checkStatus,
  DEFAULT_POLICY,
  type Imperfection,
  imperfectionsOf,
  readTextFile,
  type TextFile,
  type TranslationPolicy,
} from '../content/i18n/state.ts';
import type { Separation } from '../pdf/ink/separation.ts';
import { readText, shownPath } from './disk.ts';
import { type FontSet, loadFonts } from './fonts.ts';
import { type LayoutFiles, readLayout, readTheme, type ThemeFiles, themeNamesIn } from './looks.ts';
import { loadSeparation } from './printing.ts';

export const CONFIG_FILE = 'faktaark.config.json';

/** The nearest folder from `start` upwards that is a project. */
export function findProject(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIG_FILE))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** One mission with every text that could be read. */
export interface MissionFiles {
  readonly id: string;
  readonly folder: string;
  readonly record: MissionRecord;
  /** By locale; the source locale first. */
  readonly catalogues: ReadonlyMap<string, Catalogue>;
  /** Locales that have a text file, readable or not. */
  readonly locales: readonly string[];
  /** Texts that their schema allows, by locale, whatever they lack. */
  readonly texts: ReadonlyMap<string, TextFile>;
  /** Locales whose text or sidecar is there and cannot be read: nothing may be written over them. */
  readonly unreadable: ReadonlySet<string>;
  /** Everything a sheet of a locale is made of, for the input hash. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface ProjectOptions {
  /** What of a translation may be imperfect whatever the configuration says. */
  readonly allowed?: readonly Imperfection[] | undefined;
  /** Whether words are checked too, as `validate` does. */
  readonly prose?: boolean;
}

/** A project on disk, read once and as it is needed. Everything wrong with it goes to `report`. */
export class Project {
  readonly root: string;
  readonly report: Report;
  readonly #packs = new Map<string, LocalePack | undefined>();
  readonly #missions = new Map<string, MissionFiles | undefined>();
  readonly #layouts = new Map<string, LayoutFiles | undefined>();
  readonly #themes = new Map<string, ThemeFiles | undefined>();
  #config:
    | { readonly value: Config; readonly document: JsonDocument | undefined; readonly broken: boolean }
    | undefined;
  readonly #allowed: ReadonlySet<Imperfection>;
  readonly #prose: boolean;
  #fonts: FontSet | undefined | null = null;
  #separation: Separation | undefined | null = null;
  #glossary: Glossary | undefined | null = null;

  constructor(root: string, report: Report, { allowed = [], prose = false }: ProjectOptions = {}) {
    this.root = root;
    this.report = report;
    this.#allowed = new Set(allowed);
    this.#prose = prose;
  }

  /** Settings; an unreadable file counts as an empty one, after findings. */
  get config(): Config {
    return this.#readConfig().value;
  }

  /** The file of the settings, for findings in it; undefined where it cannot be read. */
  get configDocument(): JsonDocument | undefined {
    return this.#readConfig().document;
  }

  #readConfig() {
    if (!this.#config) {
      const path = join(this.root, CONFIG_FILE);
      const document = existsSync(path) ? parseJson(readText(path), this.report) : undefined;
      const value = document && validateDocument('Config', document, this.report);
      this.#config = { value: value ?? {}, document, broken: !value && existsSync(path) };
    }
    return this.#config;
  }

  get fonts(): FontSet | undefined {
    if (this.#fonts === null) this.#fonts = loadFonts(join(this.root, 'fonts'), this.report);
    return this.#fonts;
  }

  /** What counts as an error in translations, by the configuration and by what this run allows. */
  get policy(): TranslationPolicy {
    const allowed = Object.fromEntries([...this.#allowed].map((what) => [what, 'ignore']));
    // Settings that cannot be read may have allowed what the default does not.
    const unread = this.#readConfig().broken ? ({ stale: 'ignore', unreviewed: 'ignore' } as const) : {};
    return { ...DEFAULT_POLICY, ...this.config.translations, ...unread, ...allowed };
  }

  /** The agreed words; undefined where the project has none. */
  get glossary(): Glossary | undefined {
    if (this.#glossary === null) {
      const path = join(this.root, 'data/glossary.json');
      this.#glossary = existsSync(path) ? readGlossary(readText(path), this.report) : undefined;
    }
    return this.#glossary;
  }

  /** The printing condition that the configuration names; undefined, after a finding, where it is of no use. */
  get separation(): Separation | undefined {
    if (this.#separation === null) {
      const { outputIntent } = this.config.print ?? {};
      const path = outputIntent === undefined ? undefined : join(this.root, outputIntent);
      const place = { file: shownPath(join(this.root, CONFIG_FILE)), pointer: '/print/outputIntent' };
      this.#separation = loadSeparation(path, place, this.report);
    }
    return this.#separation;
  }

  missionIds(): string[] {
    return foldersIn(join(this.root, 'data/missions'), 'mission.json');
  }

  layoutNames(): string[] {
    return foldersIn(join(this.root, 'templates'), 'layout.hbs');
  }

  localeTags(): string[] {
    const folder = join(this.root, 'data/locales');
    return existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name.endsWith('.json'))
          .map((name) => name.slice(0, -5))
          .sort()
      : [];
  }

  pack(locale: string): LocalePack | undefined {
    if (!this.#packs.has(locale) && PSEUDO_LOCALES.includes(locale)) this.#packs.set(locale, this.#pseudoPack(locale));
    if (!this.#packs.has(locale)) {
      const path = join(this.root, 'data/locales', `${locale}.json`);
      if (existsSync(path)) this.#packs.set(locale, this.#readPack(path, locale));
      else {
        this.report(finding('locale-missing', `there is no ${shownPath(path)}`, { locale, file: shownPath(path) }));
        this.#packs.set(locale, undefined);
      }
    }
    return this.#packs.get(locale);
  }

  #readPack(path: string, locale: string): LocalePack | undefined {
    const report: Report = (d) => this.report({ locale, ...d });
    const pack = readLocaleFile(readText(path), report);
    if (!pack || pack.info.tag === locale) return pack;
    const message = `The locale is "${pack.info.tag}", and the file is named after "${locale}".`;
    report(
      finding('locale-mismatch', message, pack.document.place('/locale'), `Write "${locale}", or rename the file.`),
    );
    return undefined;
  }

  /** Reports what the policy says of a translation; nothing for the source locale and pseudo-locales. */
  checkTranslation({ id, record, texts }: MissionFiles, locale: string, report: Report): void {
    const source = texts.get(record.data.sourceLocale);
    const target = texts.get(locale);
    if (source && target && target !== source)
      checkStatus(source.text, target, this.policy, (d) => report({ mission: id, ...d }));
  }

  #pseudoPack(locale: string): LocalePack | undefined {
    const base = this.pack('en') ?? this.pack(this.localeTags()[0] ?? 'en');
    if (!base) return undefined;
    const text = JSON.stringify(pseudoLocaleFile(base.file, locale));
    return readLocaleFile({ file: base.document.file, text }, this.report);
  }

  /** The text of a mission in a real or a pseudo-locale; undefined where there is none that a sheet can be made of. */
  catalogue({ record, catalogues, texts }: MissionFiles, locale: string): Catalogue | undefined {
    if (!PSEUDO_LOCALES.includes(locale)) return catalogues.get(locale);
    const base = texts.get(baseOfPseudo(texts));
    const pack = this.pack(locale);
    if (!base || !pack) return undefined;
    const text = pseudoText(base.text, locale);
    // Whatever is wrong with it is wrong with the text it is made of, and told there.
    return readCatalogue({ record, file: { text, document: base.document, state: undefined }, pack }, () => {});
  }

  /** Reads a mission with its texts; undefined where its data cannot be used. */
  mission(id: string): MissionFiles | undefined {
    if (!this.#missions.has(id)) this.#missions.set(id, this.#readMission(id));
    return this.#missions.get(id);
  }

  #readMission(id: string): MissionFiles | undefined {
    const folder = join(this.root, 'data/missions', id);
    const report: Report = (d) => this.report({ mission: id, ...d });
    const dataFile = readText(join(folder, 'mission.json'));
    const record = readMission(dataFile, report);
    if (!record) return undefined;
    if (record.id !== id) {
      report(
        finding(
          'data-folder-name',
          `the mission's id is "${record.id}", its folder is "${id}"`,
          record.document.place('/id'),
          `Write "${id}", or rename the folder.`,
        ),
      );
      return undefined;
    }
    const locales = readdirSync(folder)
      .map((name) => /^text\.([\w-]+)\.json$/.exec(name)?.[1])
      .filter((tag): tag is string => tag !== undefined);
    const source = record.data.sourceLocale;
    const order = [source, ...this.#preferred(locales.filter((tag) => tag !== source))];
    const catalogues = new Map<string, Catalogue>();
    const texts = new Map<string, TextFile>();
    const unreadable = new Set<string>();
    const sources = new Map([['mission.json', dataFile.text]]);
    for (const locale of order) {
      const path = join(folder, `text.${locale}.json`);
      if (!existsSync(path)) {
        // Only that of the source locale can be missing.
        const place = { ...record.document.place('/sourceLocale'), locale };
        report(finding('text-file-missing', `there is no ${shownPath(path)}`, place));
        continue;
      }
      const pack = this.pack(locale);
      if (!pack) continue;
      const text = readText(path);
      const sidecar = join(folder, `text.${locale}.state.json`);
      const state = locale !== source && existsSync(sidecar) ? readText(sidecar) : undefined;
      const file = readTextFile(text, state, (d) => report({ locale, ...d }));
      if (!file || (state && !file.state)) unreadable.add(locale);
      if (!file) continue;
      texts.set(locale, file);
      const from = locale === source ? undefined : catalogues.get(source);
      const prose = this.#prose ? { glossary: this.glossary } : undefined;
      const { missing } = this.policy;
      const catalogue = readCatalogue({ record, file, pack, from, prose, missing }, report);
      if (!catalogue) continue;
      catalogues.set(locale, catalogue);
      sources.set(`text.${locale}.json`, text.text);
      sources.set(`locale.${locale}.json`, JSON.stringify(pack.file));
    }
    const present = order.filter((tag) => locales.includes(tag));
    return { id, folder, record, catalogues, locales: present, texts, unreadable, sources };
  }

  /** Locales in the order of the configuration, then by name. */
  #preferred(locales: readonly string[]): string[] {
    const order = this.config.locales ?? [];
    const rank = (tag: string): number => (order.includes(tag) ? order.indexOf(tag) : order.length);
    return [...locales].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  }

  layout(name: string): LayoutFiles | undefined {
    if (!this.#layouts.has(name)) this.#layouts.set(name, readLayout(this.root, name, this.layoutNames(), this.report));
    return this.#layouts.get(name);
  }

  themeNames(): string[] {
    return themeNamesIn(this.root);
  }

  /** The theme of this name, or that of the configuration; undefined where there is none, after a finding if one is named. */
  theme(name: string | undefined): ThemeFiles | undefined {
    const wanted = name ?? this.config.theme ?? this.themeNames()[0];
    if (wanted === undefined) return undefined;
    if (!this.#themes.has(wanted))
      this.#themes.set(wanted, readTheme(this.root, wanted, this.fonts?.families, this.report));
    return this.#themes.get(wanted);
  }
}

/** What is wrong with a translation; nothing of the source locale and of pseudo-locales. */
export function imperfections({ record, texts }: MissionFiles, locale: string): ReadonlySet<Imperfection> {
  const source = texts.get(record.data.sourceLocale);
  const target = texts.get(locale);
  return source && target && target !== source ? imperfectionsOf(source.text, target) : new Set();
}

/** The locale that pseudo-locales are made of: English where a mission has it. */
export const baseOfPseudo = (texts: ReadonlyMap<string, unknown>): string =>
  texts.has('en') ? 'en' : ([...texts.keys()][0] ?? '');

/** The languages a mission's sheet comes in, as its readers call them. */
export function sheetLanguages(mission: MissionFiles): SheetLanguage[] {
  return [...mission.catalogues.values()].map(({ pack }) => ({
    tag: pack.info.tag,
    name: languageName(pack.info.tag),
    direction: pack.info.direction,
  }));
}

function foldersIn(folder: string, file: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, file)))
    .sort();
}
