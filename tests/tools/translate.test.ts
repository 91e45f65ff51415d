import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Project } from '../../src/app/project.ts';
import { extractTranslation, FORMATS, importTranslation } from '../../src/app/translate.ts';
import { type Diagnostic, formatDiagnostic } from '../../src/base/diagnostics.ts';
import { csv } from '../../src/content/i18n/exchange/csv.ts';
import { po } from '../../src/content/i18n/exchange/po.ts';

// The files for translators, as tools of others read and write them: libxml2 with the schemas of OASIS, the Translate
// Toolkit and gettext.

const SCHEMA = '../shared/data/xliff-2.1/xliff_core_2.0.xsd';

const project = new Project(process.cwd(), () => undefined, { allowed: ['missing', 'stale', 'unreviewed'] });
const TRANSLATIONS = project.missionIds().flatMap((id) => {
  const mission = project.mission(id)!;
  return mission.locales.filter((tag) => tag !== mission.record.data.sourceLocale).map((tag) => [id, tag] as const);
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faktaark-exchange-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file on disk under its proper name. */
function extracted(id: string, locale: string, format: string): string {
  const kind = FORMATS[format]!;
  const options = { format: kind, layouts: ['factsheet'], onlyOpen: false, limits: false };
  const path = join(folder, `${id}.${locale}.${kind.extension}`);
  writeFileSync(path, extractTranslation(project, project.mission(id)!, locale, options)!);
  return path;
}

const run = (tool: string, ...args: string[]): string => execFileSync(tool, args, { encoding: 'utf8', stdio: 'pipe' });

/** What an import would change, and what it finds. */
function importOf(path: string): { readonly changes: readonly object[]; readonly findings: readonly string[] } {
  const findings: Diagnostic[] = [];
  const report = importTranslation(project, path, { dryRun: true }, (found) => findings.push(found));
  return {
    changes: report?.changes.filter(({ kind }) => kind !== 'state') ?? [{}],
    findings: findings.map(formatDiagnostic),
  };
}

test.each(TRANSLATIONS)('%s %s: XLIFF 2.1 is valid by the schemas of OASIS', (id, locale) => {
  expect(() => run('xmllint', '--noout', '--schema', SCHEMA, extracted(id, locale, 'xliff'))).not.toThrow();
});

test.each(TRANSLATIONS)('%s %s: PO passes msgfmt --check', (id, locale) => {
  expect(() => run('msgfmt', '--check', '-o', join(folder, 'x.mo'), extracted(id, locale, 'po'))).not.toThrow();
});

test.each(TRANSLATIONS)('%s %s: XLIFF 1.2 to PO and back by the Translate Toolkit loses nothing', (id, locale) => {
  const [first, second] = [extracted(id, locale, 'xliff12'), join(folder, `${id}.${locale}.po`)];
  run('xliff2po', '--progress=none', first, second);
  run('msgfmt', '-o', join(folder, 'x.mo'), second);
  expect(importOf(second)).toEqual({ changes: [], findings: [] });
  // What a translator changes between the two is what comes in.
  const text = readFileSync(second, 'utf8');
  const marked = text.replace(
    /(#: messages\/subtitle\n(?:#.*\n|msgctxt .*\n)*msgid (?:.*\n)+?msgstr (?:""\n)?")/,
    '$1+ ',
  );
  expect(marked).not.toBe(text);
  writeFileSync(second, marked);
  run('po2xliff', '--progress=none', second, first);
  expect(importOf(first)).toMatchObject({ changes: [{ key: 'messages/subtitle', kind: 'changed' }], findings: [] });
});

test.each(TRANSLATIONS)('%s %s: our PO to XLIFF by the Translate Toolkit loses nothing', (id, locale) => {
  const [first, second] = [extracted(id, locale, 'po'), join(folder, `${id}.${locale}.xlf`)];
  run('po2xliff', '--progress=none', first, second);
  expect(importOf(second)).toEqual({ changes: [], findings: [] });
});

test('pofilter reads our PO and finds no lost variable', () => {
  const out = join(folder, 'filtered.po');
  run(
    'pofilter',
    '--progress=none',
    '-t',
    'variables',
    '-t',
    'xmltags',
    '-t',
    'doublespacing',
    extracted('nato-mission-iraq', 'de', 'po'),
    out,
  );
  expect(() => readFileSync(out)).toThrow();
});

test('what is written is what is read, in every format', () => {
  for (const format of [po, csv])
    expect(importOf(extracted('nato-mission-iraq', 'ar', format.name))).toEqual({ changes: [], findings: [] });
});
