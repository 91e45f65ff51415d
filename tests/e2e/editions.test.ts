import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/app/manifest.ts';
import { extractText } from '../support/extract.ts';
import { copyProject, faktaark, faktaarkEach, folderOf, removeTemporaryFolders, temporaryFolder } from './program.ts';

afterAll(removeTemporaryFolders);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const FOLDER = 'nato-mission-iraq';
const FILES = ['ar', 'da'].flatMap((locale) =>
  ['.archive.pdf', '.pdf', '.print.pdf'].map((end) => `${FOLDER}/${FOLDER}.${locale}${end}`),
);
const manifestOf = (out: string): Manifest => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;

describe('all editions', () => {
  const out = temporaryFolder();
  let built: Awaited<ReturnType<typeof faktaark>>;
  beforeAll(async () => {
    built = await faktaark(['build', FOLDER, '--edition', 'all', '--locale', 'da,ar', '--out', out]);
  });

  test('are built under their names, each with its standards, and preflight finds nothing in them', () => {
    expect([built.code, built.stderr.replace(/^\d+ of \d+ sheets$/gm, '').trim()]).toEqual([0, '']);
    const { files } = manifestOf(out);
    expect(files.map(({ path }) => path)).toEqual(FILES);
    expect(files.slice(0, 3).map(({ edition, standards }) => [edition, ...standards])).toEqual([
      ['archive', 'PDF/A-3a', 'PDF/UA-1'],
      ['screen', 'PDF/A-2a', 'PDF/UA-1'],
      ['print', 'PDF/X-4', 'PDF/A-2a', 'PDF/UA-1'],
    ]);
  });

  test('the same bytes in another order, by two threads', async () => {
    const other = temporaryFolder();
    const args = [
      'build',
      FOLDER,
      '--edition',
      'print,archive,screen',
      '--locale',
      'ar,da',
      '--jobs',
      '2',
      '--out',
      other,
    ];
    expect((await faktaark(args)).code).toBe(0);
    for (const name of [...FILES, 'SHA256SUMS'])
      expect([name, sha256(readFileSync(join(other, name)))]).toEqual([name, sha256(readFileSync(join(out, name)))]);
  });

  test('the Danish sheet for screens is under 120 KB but for its picture', () => {
    const bytes = readFileSync(join(out, FILES[4]!));
    const pictures = [...bytes.toString('latin1').matchAll(/\/Subtype\/Image.*?\/Length (\d+)>>/gs)];
    const size = bytes.length - pictures.reduce((sum, [, length]) => sum + Number(length), 0);
    expect(pictures.length).toBeGreaterThan(0);
    expect(size).toBeLessThan(120_000);
  });

  test('check tells the edition by itself', async () => {
    const paths = FILES.map((file) => join(out, file));
    const [checked] = await faktaarkEach([{ args: ['check', '--json', ...paths] }]);
    const { files } = JSON.parse(checked!.stdout) as { files: { profile: string; pages: number }[] };
    expect(checked!.code).toBe(0);
    expect(files.map(({ profile, pages }) => [profile, pages])).toEqual(
      [...FILES].map((file) => [/\.(print|archive)\.pdf$/.exec(file)?.[1] ?? 'screen', 2]),
    );
  });
});

test('--standard a4 is PDF 2.0, with another claim in the manifest', async () => {
  const out = temporaryFolder();
  const { code } = await faktaark(['build', FOLDER, '--locale', 'da', '--standard', 'a4', '--out', out]);
  const [file] = manifestOf(out).files;
  expect([code, file!.standards]).toEqual([0, ['PDF/A-4f', 'PDF/UA-2', 'WTPDF-1.0']]);
  expect(readFileSync(join(out, file!.path)).subarray(0, 8).toString()).toBe('%PDF-2.0');
});

test('a profile that is missing or none is a finding in the configuration; the other editions are built', async () => {
  const project = copyProject();
  const configured = (outputIntent: string): string =>
    JSON.stringify({ output: 'output', layout: 'factsheet', print: { outputIntent } });
  for (const [profile, code] of [
    ['none.icc', 'print-profile-missing'],
    ['faktaark.config.json', 'print-profile-broken'],
  ] as const) {
    writeFileSync(join(project, 'faktaark.config.json'), configured(profile));
    const args = ['build', '--edition', 'screen,print', '--locale', 'da', '--project', project, '--force'];
    const run = await faktaark(args);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(code);
    expect(run.stderr).not.toMatch(/^ +at /m);
    expect(readdirSync(join(project, 'output', FOLDER))).toEqual([`${FOLDER}.da.pdf`]);
    writeFileSync(join(project, 'page.html'), '<!doctype html><html lang="en"><title>Page</title><p>Text');
    const [page] = await faktaarkEach([{ args: ['render', 'page.html', '--edition', 'print'], cwd: project }]);
    expect([page!.code, existsSync(join(project, 'page.pdf'))]).toEqual([1, false]);
    expect(page!.stderr).toContain(code);
  }
});

test('render makes the editions too; what is none is wrong usage', async () => {
  const folder = folderOf({
    'page.html':
      '<!doctype html><html lang="en"><title>Page</title><h1>Page</h1><p>See <a href="https://example.org/a">there</a>',
  });
  const [print, archive, wrong, standard] = await faktaarkEach([
    { args: ['render', 'page.html', '-o', 'print.pdf', '--edition', 'print'], cwd: folder },
    { args: ['render', 'page.html', '-o', 'archive.pdf', '--edition', 'archive'], cwd: folder },
    { args: ['render', 'page.html', '--edition', 'press'], cwd: folder },
    { args: ['build', '--standard', 'a5'], cwd: folder },
  ]);
  expect([print!.code, archive!.code, wrong!.code, standard!.code]).toEqual([0, 0, 2, 2]);
  expect(readFileSync(join(folder, 'print.pdf')).subarray(0, 8).toString()).toBe('%PDF-1.6');
  expect(readFileSync(join(folder, 'print.pdf'), 'latin1')).toContain('/N 4/Filter/FlateDecode');
  expect(await extractText(readFileSync(join(folder, 'print.pdf')))).toContain('See there (https://example.org/a)');
  expect(await extractText(readFileSync(join(folder, 'archive.pdf')))).not.toContain('example.org');
});
