import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/app/manifest.ts';
import {
  copyProject,
  faktaark,
  faktaarkEach,
  folderOf,
  removeTemporaryFolders,
  replaceIn,
  temporaryFolder,
} from './program.ts';

afterAll(removeTemporaryFolders);

const MISSION = 'nato-mission-iraq';
const PROJECT = copyProject();
const LOCALES = ['ar', 'ckb', 'da', 'de', 'en', 'fr'];
const SHEETS = LOCALES.map((locale) => `nato-mission-iraq/nato-mission-iraq.${locale}.pdf`);
const DANISH = 'nato-mission-iraq/nato-mission-iraq.da.pdf';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const manifestOf = (out: string): Manifest => JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;

describe('a build of everything', () => {
  const out = temporaryFolder();
  let first: Awaited<ReturnType<typeof faktaark>>;
  beforeAll(async () => {
    first = await faktaark(['build', '--project', PROJECT, '--out', out]);
  });

  test('prints the files it made and nothing else', () => {
    expect(first.stderr).toBe('');
    expect(first.code).toBe(0);
    const lines = first.stdout.trim().split('\n');
    expect(lines).toHaveLength(8);
    // The source locale first, then in the order of the configuration.
    ['da', 'en', 'fr', 'de', 'ar', 'ckb'].forEach((locale, i) => {
      const sheet = join(out, `nato-mission-iraq/nato-mission-iraq.${locale}.pdf`);
      expect(lines[i]).toContain(sheet);
      expect(lines[i]).toContain(`2 pages  ${readFileSync(sheet).length} bytes`);
    });
    expect(lines[6]).toContain('manifest.json  6 files');
    expect(lines[7]).toContain('SHA256SUMS');
  });

  test('leaves no other files', () => {
    const all = readdirSync(out, { recursive: true, encoding: 'utf8' }).sort();
    expect(all).toEqual(['SHA256SUMS', 'manifest.json', 'nato-mission-iraq', ...SHEETS]);
  });

  test('manifest and checksums tell the truth about each file', () => {
    const { generator, files } = manifestOf(out);
    expect(generator).toMatch(/^faktaark \d+\.\d+\.\d+/);
    expect(files.map((file) => file.path)).toEqual(SHEETS);
    for (const file of files) {
      const bytes = readFileSync(join(out, file.path));
      expect(file).toMatchObject({ bytes: bytes.length, sha256: sha256(bytes), pages: 2, edition: 'screen' });
      expect(file).toMatchObject({ mission: 'nato-mission-iraq', layout: 'factsheet', findings: [] });
      expect(file.standards).toEqual(['PDF/A-2a', 'PDF/UA-1']);
    }
    expect(files.map((file) => file.locale)).toEqual(LOCALES);
    const sums = files.map((file) => `${file.sha256}  ${file.path}\n`).join('');
    expect(readFileSync(join(out, 'SHA256SUMS'), 'utf8')).toBe(sums);
  });

  test('every printed figure has its place in mission.json, its date and its sources', () => {
    const mission = JSON.parse(readFileSync('data/missions/nato-mission-iraq/mission.json', 'utf8')) as object;
    const known = Object.keys((mission as { sources: object }).sources);
    const ids = Array.isArray((mission as { sources: unknown }).sources)
      ? (mission as { sources: { id: string }[] }).sources.map(({ id }) => id)
      : known;
    for (const { figures } of manifestOf(out).files) {
      expect(figures.length).toBeGreaterThan(30);
      for (const { pointer, printed, asOf, sources } of figures) {
        let value: unknown = mission;
        for (const step of pointer.slice(1).split('/')) value = (value as Record<string, unknown>)[step];
        expect([pointer, value === undefined]).toEqual([pointer, false]);
        expect(printed).not.toBe('');
        expect(asOf).toMatch(/^\d{4}/);
        expect(sources.length).toBeGreaterThan(0);
        for (const source of sources) expect(ids).toContain(source);
      }
    }
  });

  test('a second build takes over what has not changed', async () => {
    const again = await faktaark(['build', '--project', PROJECT, '--out', out]);
    expect(again.stdout.match(/\(unchanged\)/g)).toHaveLength(6);
    expect(manifestOf(out).files.map((file) => file.sha256)).toEqual(
      SHEETS.map((s) => sha256(readFileSync(join(out, s)))),
    );
  });

  test('a damaged file is built again, a damaged manifest no obstacle', async () => {
    const before = readFileSync(join(out, SHEETS[0]!));
    writeFileSync(join(out, SHEETS[0]!), before.subarray(0, 1000));
    const mended = await faktaark(['build', '--project', PROJECT, '--out', out]);
    expect(mended.stdout.match(/\(unchanged\)/g)).toHaveLength(5);
    expect(readFileSync(join(out, SHEETS[0]!)).equals(before)).toBe(true);
    writeFileSync(join(out, 'manifest.json'), '{"files": [');
    const [again] = await faktaarkEach([{ args: ['build', '--project', PROJECT, '--out', out] }]);
    expect([again!.code, manifestOf(out).files.length]).toEqual([0, 6]);
  });

  test.each([
    ['two threads', ['--jobs', '2']],
    ['another process, locales the other way round', ['--force', '--locale', 'ckb,fr,ar,en,de,da']],
  ])('the same bytes again: %s', async (_, args) => {
    const other = temporaryFolder();
    expect((await faktaark(['build', '--project', PROJECT, '--out', other, ...args])).code).toBe(0);
    for (const name of [...SHEETS, 'SHA256SUMS', 'manifest.json'])
      expect([name, sha256(readFileSync(join(other, name)))]).toEqual([name, sha256(readFileSync(join(out, name)))]);
  });
});

test('SOURCE_DATE_EPOCH is the date of the file', async () => {
  const out = temporaryFolder();
  await faktaark(['build', '--project', PROJECT, '--locale', 'da', '--out', out], {
    env: { SOURCE_DATE_EPOCH: '1700000000' },
  });
  expect(readFileSync(join(out, DANISH), 'latin1')).toContain('2023-11-14T22:13:20Z');
});

test('--json is one document alone on stdout', async () => {
  const out = temporaryFolder();
  const { stdout, stderr, code } = await faktaark([
    'build',
    '--project',
    PROJECT,
    '--json',
    '--locale',
    'da',
    '--out',
    out,
  ]);
  const report = JSON.parse(stdout) as { files: { path: string; unchanged: boolean }[]; findings: unknown[] };
  expect([code, stderr]).toEqual([0, '']);
  expect(report.files.map((file) => file.path)).toEqual([join(out, DANISH)]);
  expect(report.findings).toEqual([]);
});

test('shards are disjoint and cover everything', async () => {
  const [one, two] = [temporaryFolder(), temporaryFolder()];
  const runs = await Promise.all([
    faktaark(['build', '--project', PROJECT, '--shard', '1/2', '--out', one]),
    faktaark(['build', '--project', PROJECT, '--shard', '2/2', '--out', two]),
  ]);
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  const paths = [one, two].map((out) => manifestOf(out).files.map((file) => file.path));
  expect(paths.flat().sort()).toEqual(SHEETS);
  expect(paths.map((list) => list.length)).toEqual([3, 3]);
});

test('a locale without a text is a finding; the others are built', async () => {
  const out = temporaryFolder();
  const { code, stdout, stderr } = await faktaark(['build', '--project', PROJECT, '--locale', 'da,kl', '--out', out]);
  expect(code).toBe(1);
  expect(stderr).toContain('text-file-missing');
  expect(stderr).toContain('"kl"');
  expect(stdout).toContain('nato-mission-iraq.da.pdf');
});

test('a broken text leaves the sheets of the other locales, and no file of its own', async () => {
  const project = copyProject();
  replaceIn(project, 'data/missions/nato-mission-iraq/text.en.json', '"messages": {', '"messages": {,');
  const { code, stderr, stdout } = await faktaark(['build', '--project', project]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/text\.en\.json:\d+:\d+: error json-syntax/);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stdout).toContain('nato-mission-iraq.da.pdf');
  const built = SHEETS.filter((sheet) => existsSync(join(project, 'output', sheet)));
  expect(built).toEqual(SHEETS.filter((sheet) => !sheet.endsWith('.en.pdf')));
});

test('every mission comes out on two pages in each of its languages, without findings but that nobody has reviewed it', async () => {
  const out = temporaryFolder();
  const { code, stderr } = await faktaark(['build', '--out', out]);
  const told = stderr
    .split('\n')
    .filter((line) => line && !/^\d+ of \d+ sheets$| warning text-unreviewed: |^ {4}hint: |^0 errors/.test(line));
  expect([code, told]).toEqual([0, []]);
  const { files } = manifestOf(out);
  const texts = readdirSync('data/missions').flatMap((mission) =>
    readdirSync(`data/missions/${mission}`)
      .flatMap((name) => /^text\.([\w-]+)\.json$/.exec(name)?.[1] ?? [])
      .map((locale) => `${mission} ${locale}`),
  );
  expect(files.map(({ mission, locale }) => `${mission} ${locale}`).sort()).toEqual(texts.sort());
  expect(
    files.filter(({ pages, findings }) => pages !== 2 || findings.some(({ code }) => code !== 'text-unreviewed')),
  ).toEqual([]);
}, 240_000);

const MORE = ['contributions', 'contributionTotals', 'series', 'results', 'leadership', 'partners'];

test.each([
  ['a picture', ['media']],
  ['a picture, contributions and a chart', ['media', 'contributions', 'contributionTotals', 'series', 'leadership']],
  ['a picture and all tables', ['media', ...MORE, 'mandates', 'canonical']],
  ['a chart, results and partners', ['series', 'results', 'partners']],
])('a sheet without %s fits its two pages in every language', async (_, parts) => {
  const project = copyProject();
  const folder = join(project, 'data/missions', MISSION);
  const edit = (name: string, change: (data: Record<string, unknown>) => void): void => {
    const data = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;
    change(data);
    writeFileSync(join(folder, name), JSON.stringify(data));
  };
  // Commanders and the decision are named in the text, and stay as names.
  const gone: Record<string, string> = {};
  edit('mission.json', (mission) => {
    for (const part of ['leadership', 'mandates'].filter((name) => parts.includes(name)))
      for (const { id, name = id } of mission[part] as { id: string; name?: string }[]) gone[id] = name;
    for (const part of parts) delete mission[part];
    mission.names = [...(mission.names as string[]), ...Object.keys(gone)];
  });
  for (const locale of LOCALES)
    edit(`text.${locale}.json`, (text) => {
      text.names = { ...gone, ...(text.names as object) };
    });
  const { stdout } = await faktaark(['build', '--json', '--project', project]);
  const { files, findings } = JSON.parse(stdout) as { files: { pages: number }[]; findings: { code: string }[] };
  expect(files.map(({ pages }) => pages)).toEqual(LOCALES.map(() => 2));
  // Texts of what is left out are reported, and sources that only it names; of the pages there is nothing to say.
  expect(findings.map(({ code }) => code).filter((code) => !/^(text|data)-/.test(code))).toEqual([]);
});

const WRONG_USAGE: readonly (readonly [args: string[], words: string])[] = [
  [['bild'], 'bild'],
  [['build', 'nato-mission-irak'], 'nato-mission-iraq'],
  [['build', '--layout', 'factsheat'], 'factsheet'],
  [['build', '--layout', 'factsheet,pooster'], 'poster'],
  [['build', '--theme', 'ministri'], 'ministry'],
  [['build', '--edition', 'screan'], 'screen'],
  [['build', '--lokale', 'da'], '--lokale'],
  [['build', '--out'], '--out'],
  [['build', '--shard', '3/2'], '3/2'],
  [['build', '--jobs', 'many'], 'many'],
  [['build', '--project', '/nowhere'], '/nowhere'],
  [['validate', '--all'], '--all'],
  [['render'], 'one HTML file'],
  [['render', 'nowhere.html'], 'nowhere.html'],
  [['render', 'README.md', '--dump', 'box'], 'boxes'],
  [['render', 'README.md', '--allow-dir', '/nowhere'], '/nowhere'],
];

test('wrong usage is exit code 2 and says what would be right', async () => {
  const runs = await faktaarkEach(WRONG_USAGE.map(([args]) => ({ args })));
  runs.forEach(({ code, stdout, stderr }, i) => {
    const [args, words] = WRONG_USAGE[i]!;
    expect([args, code, stdout]).toEqual([args, 2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

test('help and version are good, nothing at all is wrong usage', async () => {
  const [help, version, nothing] = await faktaarkEach([{ args: ['--help'] }, { args: ['--version'] }, { args: [] }]);
  expect([help!.code, version!.code, nothing!.code]).toEqual([0, 0, 2]);
  expect(version!.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('output that cannot be written is exit code 3 and one line', async () => {
  const folder = folderOf({ 'not-a-folder': 'text' });
  const { code, stderr } = await faktaark([
    'build',
    '--project',
    PROJECT,
    '--locale',
    'da',
    '--out',
    join(folder, 'not-a-folder'),
  ]);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^faktaark: (ENOTDIR|EEXIST) .*\n$/);
});
