import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildOptions, type BuiltSheet, finishBuild, planJobs, SheetBuilder } from '../app/build.ts';
import { shownPath } from '../app/disk.ts';
import { Project } from '../app/project.ts';
import { EDITIONS, type SheetJob } from '../app/sheet.ts';
import { runJobs } from '../app/workers.ts';
import { type Diagnostic, Findings } from '../base/diagnostics.ts';
import { PSEUDO_LOCALES } from '../content/i18n/pseudo.ts';
import { IMPERFECTIONS, type Imperfection } from '../content/i18n/state.ts';
import { parseEdition, parseStandard } from './editions.ts';
import { configErrors, hasErrors, list, printFindings, printJson } from './output.ts';
import { EXIT, UsageError } from './usage.ts';
import { projectRoot } from './validate.ts';

export async function buildCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      locale: { type: 'string' },
      edition: { type: 'string' },
      standard: { type: 'string' },
      layout: { type: 'string' },
      theme: { type: 'string' },
      'debug-grid': { type: 'boolean', default: false },
      out: { type: 'string' },
      jobs: { type: 'string' },
      shard: { type: 'string' },
      force: { type: 'boolean', default: false },
      allow: { type: 'string' },
      json: { type: 'boolean', default: false },
      project: { type: 'string' },
    },
  });
  const root = projectRoot(values.project);
  const planning = new Findings();
  const allow = parseAllow(values.allow);
  const project = new Project(root, planning.report, { allowed: allow });
  const { config } = project;
  const broken = configErrors(planning.list);
  if (broken.length) {
    if (values.json) printJson({ files: [], findings: broken });
    printFindings(broken, values.json);
    return EXIT.usage;
  }
  const known = project.missionIds();
  for (const mission of positionals) mustBeKnown('mission', mission, known);
  const layouts = values.layout === 'all' ? project.layoutNames() : values.layout && list(values.layout);
  for (const name of layouts || []) mustBeKnown('layout', name, project.layoutNames());
  if (values.theme !== undefined) mustBeKnown('theme', values.theme, project.themeNames());
  const shard = values.shard === undefined ? undefined : parseShard(values.shard);
  const locales =
    values.locale === undefined
      ? undefined
      : values.locale === 'all'
        ? ('all' as const)
        : list(values.locale).flatMap((tag) => (tag === 'pseudo' ? PSEUDO_LOCALES : [tag]));
  const selection = {
    missions: positionals,
    locales,
    editions: parseEditions(values.edition, config.editions),
    standard: parseStandard(values.standard),
    layouts: layouts || undefined,
    theme: values.theme,
    debugGrid: values['debug-grid'] || undefined,
    shard,
  };
  const jobs = planJobs(project, selection);
  const out = resolve(values.out ?? join(root, config.output ?? 'output'));
  const options: BuildOptions = { root, out, force: values.force, allow };
  const threads = parseJobs(values.jobs, config.jobs, jobs.length);

  const onBuilt = progress(jobs, values.json);
  const built =
    threads > 1
      ? await runJobs(options, jobs, threads, onBuilt)
      : buildHere(new SheetBuilder(options, planning, project), jobs, onBuilt);
  const whole =
    positionals.length === 0 &&
    locales === undefined &&
    shard === undefined &&
    values.edition === undefined &&
    values.layout === undefined &&
    values.theme === undefined &&
    !values['debug-grid'];
  const manifest = finishBuild(out, built, whole ? 'all' : 'part');

  const all = new Findings();
  for (const diagnostic of [...planning.list, ...built.flatMap((sheet) => sheet.findings)]) all.report(diagnostic);
  const findings: readonly Diagnostic[] = all.list;
  printFindings(findings, values.json);
  if (values.json) {
    const files = built.flatMap(({ file, unchanged }) =>
      file ? [{ ...file, path: join(shownPath(out), file.path), unchanged }] : [],
    );
    printJson({
      files,
      manifest: join(shownPath(out), 'manifest.json'),
      checksums: join(shownPath(out), 'SHA256SUMS'),
      findings,
    });
  } else {
    for (const { file, unchanged } of built) {
      if (file)
        process.stdout.write(
          `${join(shownPath(out), file.path)}  ${file.pages} pages  ${file.bytes} bytes${unchanged ? '  (unchanged)' : ''}\n`,
        );
    }
    process.stdout.write(
      `${join(shownPath(out), 'manifest.json')}  ${manifest.files.length} files\n${join(shownPath(out), 'SHA256SUMS')}\n`,
    );
  }
  return hasErrors(findings) || built.some(({ file }) => !file) ? EXIT.findings : EXIT.good;
}

function mustBeKnown(kind: string, name: string, known: readonly string[]): void {
  if (!known.includes(name))
    throw new UsageError(`there is no ${kind} "${name}"; known: ${known.join(', ') || 'none'}`);
}

function buildHere(builder: SheetBuilder, jobs: readonly SheetJob[], onBuilt: () => void): BuiltSheet[] {
  return jobs.map((job) => {
    const sheet = builder.build(job);
    onBuilt();
    return sheet;
  });
}

function parseEditions(value: string | undefined, configured: readonly string[] | undefined): SheetJob['edition'][] {
  const wanted = value === undefined ? (configured ?? ['screen']) : value === 'all' ? EDITIONS : list(value);
  return wanted.map(parseEdition);
}

function parseAllow(value: string | undefined): Imperfection[] {
  return list(value ?? '').map((word) => {
    const found = IMPERFECTIONS.find((known) => known === word);
    if (!found) throw new UsageError(`--allow takes ${IMPERFECTIONS.join(', ')}, not "${word}"`);
    return found;
  });
}

function parseShard(value: string): { readonly index: number; readonly count: number } {
  const match = /^(\d+)\/(\d+)$/.exec(value);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || index < 1 || index > count)
    throw new UsageError(`--shard takes I/N with I from 1 to N, not "${value}"`);
  return { index, count };
}

/** A thread costs about as much to start as a dozen sheets take. */
const SHEETS_PER_THREAD = 16;

function parseJobs(value: string | undefined, configured: number | undefined, sheets: number): number {
  if (value !== undefined && !/^[1-9]\d{0,2}$/.test(value))
    throw new UsageError(`--jobs takes a number of threads, not "${value}"`);
  const wanted =
    value !== undefined
      ? Number(value)
      : configured || Math.min(availableParallelism(), Math.ceil(sheets / SHEETS_PER_THREAD));
  return Math.max(1, Math.min(wanted, sheets));
}

/** A bar on a terminal, plain lines elsewhere; for builds long enough to want it. */
function progress(jobs: readonly SheetJob[], json: boolean): () => void {
  let done = 0;
  const { stderr } = process;
  const total = jobs.length;
  return () => {
    done++;
    if (json || total < 8) return;
    if (stderr.isTTY) {
      const filled = Math.round((done / total) * 30);
      stderr.write(`\r[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${done}/${total}${done === total ? '\n' : ''}`);
    } else if (done === total || done % Math.ceil(total / 10) === 0) stderr.write(`${done} of ${total} sheets\n`);
  };
}
