import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { DiagnosticCode } from '../base/codes.ts';
import { type Diagnostic, Findings, finding, type Place, type Report } from '../base/diagnostics.ts';
import { contentHash, sha256 } from '../base/hash.ts';
import type { SourceText } from '../base/source.ts';
import { PX_PER_UNIT } from '../base/units.ts';
import { csvOf, tablesOf } from '../content/dataset/csv.ts';
import type { SheetData } from '../content/dataset/generated/types.ts';
import type { PrintedValue } from '../content/dataset/provenance.ts';
import { buildSheetData, type SheetLook } from '../content/dataset/sheet.ts';
import { didYouMean } from '../content/dataset/suggest.ts';
import type { Catalogue } from '../content/i18n/catalogue.ts';
import { PSEUDO_LOCALES } from '../content/i18n/pseudo.ts';
import { renderTemplate } from '../content/template/template.ts';
import type { ResourceLoader } from '../engine/html/resources.ts';
import { ImageError } from '../engine/images/image-error.ts';
import type { Attachment } from '../pdf/attachments.ts';
import { type EditionName, editionRules, type StandardName } from '../pdf/edition.ts';
import { writePdf } from '../pdf/write.ts';
import { atlas } from './atlas.ts';
import { sourceDateEpoch } from './dates.ts';
import { FolderLoader, readBytes, shownPath } from './disk.ts';
import { type LaidOutDocument, layoutDocument } from './document.ts';
import type { FontSet } from './fonts.ts';
import { type LayoutFiles, SHARED, type ThemeFiles } from './looks.ts';
import { locatingCharacters, type TextSources } from './missing-characters.ts';
import { programHash, version } from './package.ts';
import { cachedRaster } from './pictures.ts';
import { printSheet } from './printing.ts';
import { baseOfPseudo, imperfections, type MissionFiles, type Project, sheetLanguages } from './project.ts';

/** One sheet to make. */
export interface SheetJob {
  readonly mission: string;
  readonly locale: string;
  readonly layout: string;
  readonly edition: EditionName;
  readonly standard?: StandardName | undefined;
  /** That of the configuration where it is not named. */
  readonly theme?: string | undefined;
  /** Shows the grid of the layout over the pages: for designers. */
  readonly debugGrid?: boolean | undefined;
}

export const EDITIONS: readonly EditionName[] = ['screen', 'print', 'archive'];

export interface FinishedSheet {
  readonly pdf: Uint8Array;
  readonly laidOut: LaidOutDocument;
  /** Empty where the project has no themes. */
  readonly theme: string;
  readonly printed: readonly PrintedValue[];
  readonly standards: readonly string[];
}

/** One sheet, from data to bytes: every stage in order. Undefined, after findings, where it cannot be made. */
export function makeSheet(project: Project, job: SheetJob, report: Report): FinishedSheet | undefined {
  const mission = project.mission(job.mission);
  const catalogue = mission && project.catalogue(mission, job.locale);
  if (!mission || !catalogue) return undefined;
  checkMedia(mission, report);
  const separation = job.edition === 'print' ? project.separation : undefined;
  if (job.edition === 'print' && !separation) return undefined;
  const made = layOutSheet(project, job, { mission, catalogue }, report);
  if (!made) return undefined;
  const { data, printed, laidOut } = made;

  const { claims: standards, attached } = editionRules(job.edition, job.standard);
  const pdf = writePdf(laidOut.list, {
    edition: job.edition,
    standard: job.standard,
    separation,
    attachments: attached ? attachmentsOf(mission, data) : [],
    subject: data.description,
    creator: `faktaark ${version()}`,
    producer: `faktaark ${version()} (pdfkit)`,
    date: sourceDateEpoch() ?? new Date(`${day(mission)}T00:00:00Z`),
    idSeed: fileName(job),
    compact: true,
    report,
  });
  return { pdf, laidOut, theme: data.look.theme, printed, standards };
}

export interface LaidOutSheet {
  readonly data: SheetData;
  readonly printed: readonly PrintedValue[];
  readonly laidOut: LaidOutDocument;
}

/** What sheets in one look are laid out with. */
interface Setting {
  readonly layout: LayoutFiles;
  readonly theme: ThemeFiles | undefined;
  readonly fonts: FontSet;
  /** Whether there is no tighter step. */
  readonly isLast: boolean;
}

/**
 * The stages of a sheet up to its pages, with the words of any catalogue: in the most generous step of the layout in
 * which nothing is overset, else in the tightest, whose findings say by how much. With `tightest` no other is tried.
 */
export function layOutSheet(
  project: Project,
  job: SheetJob,
  words: { readonly mission: MissionFiles; readonly catalogue: Catalogue },
  report: Report,
  tightest = false,
): LaidOutSheet | undefined {
  const layout = project.layout(job.layout);
  const fonts = project.fonts;
  if (!layout || !fonts) return undefined;
  const theme = project.theme(job.theme);
  if (!theme && (job.theme ?? project.config.theme) !== undefined) return undefined;
  const { mission, catalogue } = words;
  const look = lookOf(job.layout, theme, catalogue.language.tag, mission.record.data.sourceLocale);
  const sheet = buildSheetData(mission.record, catalogue.language, sheetLanguages(mission), look);
  const steps = layout.layout.fit ?? [''];
  const { step, findings } = firstFitting(tightest ? steps.slice(-1) : steps, (fit) => {
    const own = new Findings();
    const data = { ...sheet.data, look: { ...look, fit } };
    // An overset step is of use only where there is no tighter one.
    const isLast = fit === steps.at(-1);
    const laidOut = layOutStep(project, job, words, { layout, theme, fonts, isLast }, data, own.report);
    return { step: laidOut && { data, printed: sheet.printed, laidOut }, findings: own.list };
  });
  // What does not fit on a sheet is lost to its readers.
  for (const found of findings) report(OVERSET.has(found.code) ? { ...found, severity: 'error' } : found);
  return step;
}

/** A step of fitting as it came out; `step` is undefined where nothing could be laid out. */
export interface Attempt<Step = LaidOutSheet> {
  readonly step: Step | undefined;
  readonly findings: readonly Diagnostic[];
}

/** What says that a sheet does not hold its text. */
export const OVERSET: ReadonlySet<DiagnosticCode> = new Set(['layout-overflow', 'layout-clipped', 'layout-page-count']);

const isOverset = (findings: readonly Diagnostic[]): boolean => findings.some(({ code }) => OVERSET.has(code));

/** Halves the steps: where one fits, so do those after it. */
export function firstFitting<Step>(steps: readonly string[], attempt: (step: string) => Attempt<Step>): Attempt<Step> {
  let [from, to] = [0, steps.length - 1];
  const made = new Map<number, Attempt<Step>>();
  const at = (i: number): Attempt<Step> => {
    const known = made.get(i) ?? attempt(steps[i]!);
    made.set(i, known);
    return known;
  };
  while (from < to) {
    const middle = (from + to) >> 1;
    if (isOverset(at(middle).findings)) from = middle + 1;
    else to = middle;
  }
  return at(from);
}

function lookOf(layout: string, files: ThemeFiles | undefined, locale: string, sourceLocale: string): SheetLook {
  const { name = '', publisher = {}, logo } = files?.theme ?? {};
  return {
    layout,
    theme: name,
    publisher: publisher[locale] ?? publisher[sourceLocale] ?? Object.values(publisher)[0] ?? '',
    logo: logo === undefined ? '' : `../_shared/themes/${logo}`,
    fit: '',
  };
}

function layOutStep(
  project: Project,
  job: SheetJob,
  { mission, catalogue }: { readonly mission: MissionFiles; readonly catalogue: Catalogue },
  { layout, theme, fonts, isLast }: Setting,
  data: SheetData,
  report: Report,
): LaidOutDocument | undefined {
  const isPrint = job.edition === 'print';
  const text = renderTemplate(layout.templates, data, atlas, report);
  if (text === undefined) return undefined;
  const page = layout.templates.layout.file;
  const laidOut = layoutDocument(
    {
      html: { file: page, text },
      sheets: [...(isPrint ? [printSheet(project.config.print?.bleed)] : []), ...(theme ? [theme.styles] : [])],
      lang: job.locale,
      edition: job.edition,
      slug: isPrint ? () => `${fileName(job)} · ${day(mission)}` : undefined,
      imposition: isPrint ? layout.layout.imposition : undefined,
      grid: job.debugGrid ? gridOf(layout.layout) : undefined,
      loader: new SheetLoader(project, layout, mission),
      fonts,
      isWorthPainting: (pages, found) => isLast || !(isOverset(found) || pageCountFinding(pages.length, layout)),
    },
    ofMadePage(page, locatingCharacters(report, textSources(catalogue, mission, layout))),
  );
  const miscount = pageCountFinding(laidOut.pages.length, layout);
  if (miscount) report(miscount);
  return laidOut;
}

const fileName = ({ mission, locale, layout, edition }: SheetJob): string =>
  `${mission}.${locale}.${layout}.${edition}`;

/** Date of the edition. */
const day = (mission: MissionFiles): string => mission.record.data.edition.date;

/** The dataset as it is, and each table of the sheet. */
function attachmentsOf(mission: MissionFiles, data: SheetData): Attachment[] {
  return [
    {
      name: `${mission.id}.json`, type: 'application/json', data: Buffer.from(mission.sources.get('mission.json')!), relationship: 'Source',
      description: `${data.title}: dataset with dates and sources`,
    },
    ...tablesOf(data).map((table): Attachment => ({
      name: `${table.name}.csv`, type: 'text/csv', data: Buffer.from(csvOf(table)), relationship: 'Data',
      description: table.title,
    })),
  ]; // biome-ignore format: records
}

/** Findings in a page made from a template: its lines are not the template's. */
function ofMadePage(page: string, report: Report): Report {
  return (d) => {
    const message = `${d.message} (line ${d.line ?? '?'} of the page made from it)`;
    report(d.file === page ? { ...d, line: undefined, column: undefined, message } : d);
  };
}

/** Everything that the texts of a sheet can come from. */
function textSources(catalogue: Catalogue, mission: MissionFiles, { templates, sources }: LayoutFiles): TextSources {
  const styles = [...sources].filter(([file]) => file.endsWith('.css'));
  return {
    documents: [catalogue.document, mission.record.document, catalogue.pack.document],
    texts: [templates.layout, ...templates.partials.values(), ...styles.map(([file, text]) => ({ file, text }))],
  };
}

/** One column over the page area where the layout names none. */
const gridOf = ({ grid }: LayoutFiles['layout']): { readonly columns: number; readonly gutter: number } => ({
  columns: grid?.columns ?? 1,
  gutter: (grid?.gutter ?? 0) * PX_PER_UNIT.mm!,
});

function pageCountFinding(count: number, { layout, templates }: LayoutFiles): Diagnostic | undefined {
  const { pages } = layout;
  const [min, max] = typeof pages === 'number' ? [pages, pages] : [pages.min, pages.max];
  if (count >= min && count <= max) return undefined;
  const wanted = min === max ? `${min}` : `${min} to ${max}`;
  const { file } = templates.layout;
  return finding('layout-page-count', `the sheet has ${count} pages, the layout promises ${wanted}`, { file });
}

/** Every picture the mission names must be there and readable; the place is that of its entry. */
export function checkMedia(mission: MissionFiles, report: Report): void {
  for (const { file, pointer } of picturesOf(mission)) {
    const path = join(mission.folder, file);
    const place: Place = { ...mission.record.document.place(pointer), mission: mission.id };
    if (!existsSync(path)) {
      const assets = join(mission.folder, 'assets');
      const there = existsSync(assets) ? readdirSync(assets, { recursive: true, encoding: 'utf8' }) : [];
      const hint = didYouMean(
        file,
        there.map((name) => `assets/${name.split(sep).join('/')}`),
      );
      report(finding('media-missing', `the picture ${shownPath(path)} does not exist`, place, hint));
      continue;
    }
    if (path.endsWith('.svg')) continue;
    try {
      cachedRaster(readBytes(path));
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      report(finding('media-broken', `${shownPath(path)}: ${error.message}`, place));
    }
  }
}

/** Each picture of a mission and each other cut of it, with the pointer of its file. */
function picturesOf({ record }: MissionFiles): { readonly file: string; readonly pointer: string }[] {
  return (record.data.media ?? []).flatMap(({ file, crops = {} }, i) => [
    { file, pointer: `/media/${i}/file` },
    ...Object.entries(crops).flatMap(([layout, crop]) =>
      crop.file === undefined ? [] : [{ file: crop.file, pointer: `/media/${i}/crops/${layout}/file` }],
    ),
  ]);
}

/** Reads what a layout brings itself. Its fonts may also lie in the project's folder of fonts. */
export function layoutLoader(project: Project, layout: LayoutFiles): FolderLoader {
  const { root } = project;
  return new FolderLoader([layout.folder, join(root, SHARED), join(root, 'fonts')]);
}

/** Stylesheets come from the templates, pictures from the mission's folder or, for what a layout brings, from its own. */
class SheetLoader implements ResourceLoader {
  readonly #templates: FolderLoader;
  readonly #media: FolderLoader;
  readonly #missionFile: string;

  constructor(project: Project, layout: LayoutFiles, mission: MissionFiles) {
    this.#templates = layoutLoader(project, layout);
    this.#media = new FolderLoader([mission.folder]);
    this.#missionFile = join(mission.folder, 'mission.json');
  }

  text(address: string, fromFile: string, place: Place, report: Report): SourceText | undefined {
    return this.#templates.text(address, fromFile, place, report);
  }

  bytes(
    address: string,
    fromFile: string,
    place: Place,
    report: Report,
  ): { readonly file: string; readonly bytes: Uint8Array } | undefined {
    // What lies in the mission and is broken or missing has its finding already (checkMedia).
    const own = this.#media.bytes(address, this.#missionFile, place, () => undefined);
    if (own) return own;
    const asset = this.#media.covers(address, this.#missionFile);
    return this.#templates.bytes(address, fromFile, place, asset ? () => undefined : report);
  }
}

/** SHA-256 over everything a sheet is made of, the program itself included. */
export function inputHash(project: Project, job: SheetJob): string | undefined {
  const mission = project.mission(job.mission);
  const layout = project.layout(job.layout);
  const fonts = project.fonts;
  if (!mission || !layout || !fonts) return undefined;
  const theme = project.theme(job.theme);
  const media = picturesOf(mission).map(({ file }) => {
    const path = join(mission.folder, file);
    return [file, existsSync(path) ? contentHash(readBytes(path)) : ''];
  });
  const locale = PSEUDO_LOCALES.includes(job.locale) ? baseOfPseudo(mission.texts) : job.locale;
  // Source strings stand for missing ones, where that is allowed.
  const locales = imperfections(mission, locale).has('missing') ? [locale, mission.record.data.sourceLocale] : [locale];
  const own = [...mission.sources].filter(
    ([name]) => name === 'mission.json' || locales.some((tag) => name.includes(`.${tag}.`)),
  );
  const parts = [
    programHash(),
    job,
    sheetLanguages(mission),
    process.env.SOURCE_DATE_EPOCH ?? '',
    own,
    [...layout.sources],
    theme?.styles.text ?? '',
    theme?.theme ?? '',
    media,
    fonts.files.map((f) => [f.family, f.weight, f.style, f.unicodeRange, f.scripts, contentHash(f.bytes)]),
    fonts.fallback,
    job.edition === 'print'
      ? [project.config.print, contentHash(project.separation?.profile.bytes ?? new Uint8Array())]
      : '',
  ];
  return sha256(JSON.stringify(parts));
}
