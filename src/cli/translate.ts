import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shownPath, writeWhole } from '../app/disk.ts';
import { type MissionFiles, Project } from '../app/project.ts';
import {
  acceptTranslation,
  extractTranslation,
  FORMATS,
  type ImportReport,
  importTranslation,
  type StatusRow,
  translationStatus,
} from '../app/translate.ts';
import { Findings } from '../base/diagnostics.ts';
import { IMPERFECTIONS, TRANSLATION_STATES, type TranslationState } from '../content/i18n/state.ts';
import { configErrors, hasErrors, list, printFindings, printJson, textTable } from './output.ts';
import { EXIT, UsageError } from './usage.ts';
import { projectRoot } from './validate.ts';

type Values = Readonly<Record<string, string | boolean | undefined>>;

interface Context {
  readonly project: Project;
  readonly findings: Findings;
  readonly values: Values;
  readonly positionals: readonly string[];
  readonly json: boolean;
}

const COMMANDS: Readonly<Record<string, (context: Context) => number>> = {
  status,
  extract,
  import: importFiles,
  accept,
};

/** `faktaark translate status|extract|import|accept` */
export function translateCommand([name = '', ...args]: readonly string[]): number {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`translate takes ${Object.keys(COMMANDS).join(', ')}, not "${name}"`);
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      locale: { type: 'string' },
      mission: { type: 'string' },
      format: { type: 'string' },
      layout: { type: 'string' },
      out: { type: 'string' },
      open: { type: 'boolean', default: false },
      'no-limits': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      state: { type: 'string' },
      json: { type: 'boolean', default: false },
      project: { type: 'string' },
    },
  });
  const findings = new Findings();
  // What a translation lacks is what these commands are for, so it is told in their own words.
  const project = new Project(projectRoot(values.project), findings.report, { allowed: IMPERFECTIONS });
  void project.config;
  const broken = configErrors(findings.list);
  if (broken.length) {
    if (values.json) printJson({ findings: broken });
    printFindings(broken, values.json);
    return EXIT.usage;
  }
  return command({ project, findings, values, positionals, json: values.json });
}

function missionsOf({ project }: Context, named: readonly string[]): string[] {
  const known = project.missionIds();
  for (const id of named)
    if (!known.includes(id)) throw new UsageError(`there is no mission "${id}"; known: ${known.join(', ') || 'none'}`);
  return named.length ? [...named] : known;
}

function localesOf({ values, project }: Context): string[] | undefined {
  if (values.locale === undefined || values.locale === 'all') return undefined;
  const locales = list(String(values.locale));
  for (const locale of locales)
    if (!project.localeTags().includes(locale))
      throw new UsageError(`data/locales has no ${locale}.json; known: ${project.localeTags().join(', ') || 'none'}`);
  return locales;
}

const COLUMNS = ['missing', 'stale', 'initial', 'translated', 'reviewed', 'final'] as const;

/** What one cell says of a translation: the worst there is, and how many strings are so. */
function cellOf({ counts, strings }: StatusRow): string {
  const worst = COLUMNS.find((state) => counts[state] > 0) ?? 'final';
  return counts[worst] === strings ? worst : `${worst} ${counts[worst]}/${strings}`;
}

function status(context: Context): number {
  const { project, findings, json } = context;
  const rows = translationStatus(project, missionsOf(context, context.positionals), localesOf(context));
  if (json) printJson({ translations: rows, findings: findings.list });
  else {
    const locales = [...new Set(rows.map(({ locale }) => locale))];
    const missions = [...new Set(rows.map(({ mission }) => mission))];
    const cell = (mission: string, locale: string) => {
      const row = rows.find((r) => r.mission === mission && r.locale === locale);
      return row ? cellOf(row) : '–';
    };
    const table = [['mission', ...locales], ...missions.map((id) => [id, ...locales.map((tag) => cell(id, tag))])];
    process.stdout.write(rows.length ? textTable(table) : 'no translations\n');
  }
  printFindings(findings.list, json);
  return hasErrors(findings.list) ? EXIT.findings : EXIT.good;
}

function extract(context: Context): number {
  const { project, findings, values, positionals, json } = context;
  const name = String(values.format ?? 'xliff');
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (!format) throw new UsageError(`--format takes ${Object.keys(FORMATS).join(', ')}, not "${name}"`);
  const layouts = project.layoutNames();
  if (values.layout !== undefined && !layouts.includes(String(values.layout)))
    throw new UsageError(`there is no layout "${values.layout}"; known: ${layouts.join(', ') || 'none'}`);
  const out = resolve(String(values.out ?? join(project.root, 'translations')));
  const wanted = localesOf(context);
  const written: string[] = [];
  for (const id of missionsOf(context, positionals)) {
    const mission = project.mission(id);
    if (!mission) continue;
    for (const locale of wanted ?? mission.locales) {
      if (locale === mission.record.data.sourceLocale) continue;
      const text = extractTranslation(project, mission, locale, {
        format,
        layouts: values.layout === undefined ? layouts : [String(values.layout)],
        onlyOpen: Boolean(values.open),
        limits: !values['no-limits'],
        onMeasured: json ? () => {} : measuring(`${id} ${locale}`),
      });
      if (text === undefined) continue;
      const path = join(out, `${id}.${locale}.${format.extension}`);
      writeWhole(path, text);
      written.push(shownPath(path));
    }
  }
  if (json) printJson({ files: written, findings: findings.list });
  else for (const path of written) process.stdout.write(`${path}\n`);
  printFindings(findings.list, json);
  return hasErrors(findings.list) ? EXIT.findings : EXIT.good;
}

/** Measuring takes some seconds; a terminal shows how far it is. */
function measuring(what: string): (done: number, total: number) => void {
  const { stderr } = process;
  return (done, total) => {
    if (stderr.isTTY) stderr.write(`\rmeasuring ${what}: ${done}/${total}${done === total ? '\n' : ''}`);
  };
}

function importFiles(context: Context): number {
  const { project, findings, values, positionals, json } = context;
  if (!positionals.length) throw new UsageError('translate import takes the files that came back');
  const text = (name: string) => (values[name] === undefined ? undefined : String(values[name]));
  const [mission, locale] = [text('mission'), text('locale')];
  if (mission !== undefined) missionsOf(context, [mission]);
  const reports = positionals.flatMap((path) => {
    const options = { mission, locale, dryRun: Boolean(values['dry-run']) };
    const done = importTranslation(project, resolve(path), options, findings.report);
    return done ? [done] : [];
  });
  if (json) printJson({ imports: reports.map(withoutTexts), findings: findings.list });
  else for (const report of reports) printImport(report);
  printFindings(findings.list, json);
  return hasErrors(findings.list) ? EXIT.findings : EXIT.good;
}

const withoutTexts = ({ text: _, state: __, ...report }: ImportReport): object => report;

function printImport({ file, mission, locale, changes, unchanged, refused, written }: ImportReport): void {
  const { stdout } = process;
  for (const { key, kind, before, after } of changes)
    stdout.write(`${kind.padEnd(7)}  ${key}${before === undefined ? '' : `\n    - ${before}`}\n    + ${after}\n`);
  stdout.write(
    `${file}: ${mission} ${locale}: ${changes.length} changed, ${unchanged} as before, ${refused} left out\n`,
  );
  for (const path of written) stdout.write(`${path}\n`);
}

function accept(context: Context): number {
  const { project, findings, values, positionals, json } = context;
  const [id, ...keys] = positionals;
  const [locale] = localesOf(context) ?? [];
  if (id === undefined || locale === undefined)
    throw new UsageError('translate accept takes MISSION --locale TAG [KEY…]');
  const [known] = missionsOf(context, [id]);
  const mission = project.mission(known!) as MissionFiles | undefined;
  const state = String(values.state ?? 'translated');
  if (!(TRANSLATION_STATES as readonly string[]).includes(state))
    throw new UsageError(`--state takes ${TRANSLATION_STATES.join(', ')}, not "${state}"`);
  if (mission && (!mission.texts.has(locale) || locale === mission.record.data.sourceLocale))
    throw new UsageError(`${id} has no translation into ${locale}`);
  const done = mission && acceptTranslation(mission, locale, state as TranslationState, keys);
  if (done?.unknown.length) throw new UsageError(`${id} has no string ${done.unknown.join(', ')} in ${locale}`);
  if (json) printJson({ accepted: done?.accepted ?? 0, findings: findings.list });
  else process.stdout.write(`${id} ${locale}: ${done?.accepted ?? 0} strings are now ${state}\n`);
  printFindings(findings.list, json);
  return hasErrors(findings.list) ? EXIT.findings : EXIT.good;
}
