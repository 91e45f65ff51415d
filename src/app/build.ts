import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, Findings, finding } from '../base/diagnostics.ts';
import { sha256 } from '../base/hash.ts';
import { PSEUDO_LOCALES } from '../content/i18n/pseudo.ts';
import { type Imperfection, STATUS_CODES } from '../content/i18n/state.ts';
import { checkBytes } from './check.ts';
import { writeWhole } from './disk.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { imperfections, type MissionFiles, Project } from './project.ts';
import { inputHash, makeSheet, type SheetJob } from './sheet.ts';

export interface BuildOptions {
  readonly root: string;
  readonly out: string;
  /** Sheets are made again even where nothing has changed. */
  readonly force: boolean;
  /** What of translations may be imperfect in this build, whatever the configuration says. */
  readonly allow?: readonly Imperfection[] | undefined;
}

/** What became of one job. */
export interface BuiltSheet {
  readonly file: ManifestFile | undefined;
  /** Taken over from the last build. */
  readonly unchanged: boolean;
  readonly findings: readonly Diagnostic[];
}

/** File of a sheet below the output folder (DESIGN: outputs). */
export function outputPath(job: SheetJob, defaultLayout: string): string {
  const layout = job.layout === defaultLayout ? '' : `.${job.layout}`;
  const grid = job.debugGrid ? '.grid' : '';
  const edition = job.edition === 'screen' ? '' : `.${job.edition}`;
  return `${job.mission}/${job.mission}.${job.locale}${layout}${edition}${grid}.pdf`;
}

/** Makes the sheets of some jobs, one after the other, over one project. A fault in one leaves the others. */
export class SheetBuilder {
  readonly #options: BuildOptions;
  readonly #findings: Findings;
  readonly #project: Project;
  readonly #before: Manifest | undefined;
  #reported: number;

  /** `project` reports to `findings`; what it has reported so far counts as told. */
  constructor(
    options: BuildOptions,
    findings = new Findings(),
    project = new Project(options.root, findings.report, { allowed: options.allow }),
  ) {
    this.#options = options;
    this.#findings = findings;
    this.#reported = findings.list.length;
    this.#project = project;
    this.#before = options.force ? undefined : readManifest(options.out);
  }

  build(job: SheetJob): BuiltSheet {
    const defaultLayout = this.#project.config.layout ?? 'factsheet';
    const path = outputPath(job, defaultLayout);
    const hash = inputHash(this.#project, job);
    const own = new Findings();
    const report = own.within({ mission: job.mission, locale: job.locale });
    const mission = this.#project.mission(job.mission);
    if (mission) this.#project.checkTranslation(mission, job.locale, report);
    if (own.hasErrors) return { file: undefined, unchanged: false, findings: [...this.#news(), ...own.list] };
    const old = this.#before?.files.find((file) => file.path === path);
    if (old && hash !== undefined && old.inputHash === hash && this.#intact(old)) {
      // How far the translation has come is no matter of the file, and is told as it is now.
      for (const found of old.findings) if (!STATUS_CODES.has(found.code)) own.report(found);
      const file = { ...old, allowed: this.#allowed(job), findings: own.list };
      return { file, unchanged: true, findings: [...this.#news(), ...own.list] };
    }
    const sheet = makeSheet(this.#project, job, report);
    if (sheet) for (const found of checkBytes(sheet.pdf, path, job.edition).findings) report(found);
    const findings = [...this.#news(), ...own.list];
    if (!sheet || hash === undefined) return { file: undefined, unchanged: false, findings };
    writeWhole(join(this.#options.out, path), sheet.pdf);
    const file: ManifestFile = {
      path,
      mission: job.mission,
      locale: job.locale,
      edition: job.edition,
      layout: job.layout,
      theme: sheet.theme,
      pages: sheet.laidOut.list.pages.length,
      bytes: sheet.pdf.length,
      sha256: sha256(sheet.pdf),
      inputHash: hash,
      standards: sheet.standards,
      allowed: this.#allowed(job),
      findings: own.list,
      figures: sheet.printed,
    };
    return { file, unchanged: false, findings };
  }

  /** What this build allowed, and this translation needed. */
  #allowed({ mission: id, locale }: SheetJob): readonly Imperfection[] {
    const mission = this.#project.mission(id);
    const found = mission && imperfections(mission, locale);
    return (this.#options.allow ?? []).filter((what) => found?.has(what));
  }

  /** Findings about the project itself, each told once, with the first sheet that meets it. */
  #news(): Diagnostic[] {
    const news = this.#findings.list.slice(this.#reported);
    this.#reported = this.#findings.list.length;
    return news;
  }

  #intact(file: ManifestFile): boolean {
    const path = join(this.#options.out, file.path);
    return existsSync(path) && sha256(readFileSync(path)) === file.sha256;
  }
}

export interface Selection {
  readonly missions: readonly string[];
  readonly locales: readonly string[] | 'all' | undefined;
  readonly editions: readonly SheetJob['edition'][];
  readonly standard?: SheetJob['standard'];
  readonly layouts: readonly string[] | undefined;
  readonly theme?: string | undefined;
  readonly debugGrid?: boolean | undefined;
  readonly shard: { readonly index: number; readonly count: number } | undefined;
}

/** The jobs a selection stands for, in a fixed order: layout, mission, locale, edition. */
export function planJobs(project: Project, selection: Selection): SheetJob[] {
  const jobs: SheetJob[] = [];
  const { standard, theme, debugGrid, shard } = selection;
  const missions = selection.missions.length ? selection.missions : project.missionIds();
  for (const layout of selection.layouts ?? [project.config.layout ?? 'factsheet']) {
    const editions = editionsOf(project, layout, selection.editions);
    for (const id of missions) {
      const mission = project.mission(id);
      for (const locale of mission ? localesOf(project, mission, selection.locales) : []) {
        for (const edition of editions) jobs.push({ mission: id, locale, layout, edition, standard, theme, debugGrid });
      }
    }
  }
  return shard ? jobs.filter((_, i) => i % shard.count === shard.index - 1) : jobs;
}

/** Those of the wanted editions that the layout is made for; a finding for each other one. */
function editionsOf(project: Project, name: string, wanted: Selection['editions']): Selection['editions'] {
  const made = project.layout(name)?.layout.editions;
  return wanted.filter((edition) => {
    if (!made || made.includes(edition)) return true;
    const message = `The layout "${name}" is not made for the ${edition} edition.`;
    project.report(finding('layout-edition', message, {}, `It has ${made.join(', ')}.`));
    return false;
  });
}

/** The wanted locales that the mission has a text in; a finding for each other one. */
function localesOf(project: Project, mission: MissionFiles, selected: Selection['locales']): string[] {
  const wanted = Array.isArray(selected) ? selected : mission.locales;
  return wanted.filter((locale) => {
    if (mission.locales.includes(locale) || PSEUDO_LOCALES.includes(locale)) return true;
    const message = `the mission "${mission.id}" has no text in "${locale}"`;
    const hint = `it has ${mission.locales.join(', ')}`;
    project.report(finding('text-file-missing', message, { mission: mission.id, locale }, hint));
    return false;
  });
}

/** Lays the new files over those of the manifest that were not part of this build, and writes manifest and checksums. */
export function finishBuild(out: string, built: readonly BuiltSheet[], selection: 'all' | 'part'): Manifest {
  const files = new Map<string, ManifestFile>();
  if (selection === 'part') {
    for (const file of readManifest(out)?.files ?? []) if (existsSync(join(out, file.path))) files.set(file.path, file);
  }
  for (const { file } of built) if (file) files.set(file.path, file);
  const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return writeManifest(out, sorted);
}
