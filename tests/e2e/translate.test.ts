import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/app/manifest.ts';
import type { Diagnostic } from '../../src/base/diagnostics.ts';
import type { Text, TextState } from '../../src/content/dataset/generated/types.ts';
import { copyProject, faktaark, faktaarkEach, removeTemporaryFolders, replaceIn, temporaryFolder } from './program.ts';

afterAll(removeTemporaryFolders);

const MISSION = 'nato-mission-iraq';
const FOLDER = `data/missions/${MISSION}`;
const TRANSLATIONS = ['en', 'fr', 'de', 'ar', 'ckb'];

const read = <T>(project: string, file: string): T =>
  JSON.parse(readFileSync(join(project, FOLDER, file), 'utf8')) as T;
const manifestOf = (project: string): Manifest =>
  JSON.parse(readFileSync(join(project, 'output/manifest.json'), 'utf8')) as Manifest;

interface Row {
  readonly locale: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly open: readonly string[];
}

async function statusOf(project: string): Promise<readonly Row[]> {
  const { code, stdout, stderr } = await faktaark(['translate', 'status', '--json'], { cwd: project });
  expect([code, stderr]).toEqual([0, '']);
  return (JSON.parse(stdout) as { translations: Row[] }).translations;
}

/** Vowels with marks: words that nobody has written before, in every string, placeholders and tags left alone. */
const changed = (text: string): string => text.replace(/[aou]/g, (vowel) => ({ a: 'ä', o: 'ö', u: 'ü' })[vowel]!);
const betweenCodes = (text: string): string =>
  text
    .split(/(\{[^{}]*\}|<[^<>]*>|&[a-z]+;)/)
    .map((part, i) => (i % 2 ? part : changed(part)))
    .join('');

/** What a tool makes of a file: units in another order, notes, white space, CRLF, a byte order mark, its own states. */
const TOOLS: Readonly<Record<string, (text: string) => string>> = {
  xliff(text) {
    const units = text.match(/ *<unit[\s\S]*?<\/unit>\n/g)!;
    const translated = units.map((unit) =>
      unit
        .replace(/<segment state="\w+">/, '<segment state="reviewed">')
        .replace(/(<target>)([\s\S]*?)(<\/target>)/, (_, open: string, inner: string, close: string) => `${open}\n            ${betweenCodes(inner)}\n          ${close}`)
        .replace('<notes>', '<notes>\n          <note>Checked</note>'),
    );
    const head = text.slice(0, text.indexOf(units[0]!));
    return `\uFEFF${head}${translated.reverse().join('')}</group></file></xliff>`.replace(/\n/g, '\r\n');
  },
  xliff12(text) {
    const units = text.match(/ *<trans-unit[\s\S]*?<\/trans-unit>\n/g)!;
    const translated = units.map((unit) =>
      unit
        .replace(/<target state="[\w-]+">([\s\S]*?)<\/target>/, (_, inner: string) => `<target state="signed-off">${inner.split(/(<(?:ph|[be]pt)[\s\S]*?<\/(?:ph|[be]pt)>)/).map((part, i) => (i % 2 ? part : changed(part))).join('')}</target>`)
        .replace('</trans-unit>', '<note from="translator">Checked</note></trans-unit>'),
    );
    const head = text.slice(0, text.indexOf(units[0]!));
    return `\uFEFF${head}${translated.reverse().join('')}</group></body></file></xliff>`.replace(/\n/g, '\r\n');
  },
  po(text) {
    const [head, ...entries] = text.trim().split('\n\n');
    const translated = entries.map((entry) => {
      const at = entry.indexOf('\nmsgstr ');
      return `# Checked\n${entry.slice(0, at)}${betweenCodes(entry.slice(at)).replace('\nmsgstr', '\nmsgstr').replace('msgstr', 'msgstr')}`;
    });
    return `\uFEFF${[head, ...translated.reverse()].join('\n\n')}\n`.replace(/\n/g, '\r\n');
  },
}; // biome-ignore format: long replacements

describe.each(Object.keys(TOOLS))('a round trip by %s', (format) => {
  const project = copyProject();
  const out = join(project, 'translations');
  const before = read<Text>(project, 'text.de.json');

  test('goes out, is translated, comes back and is built', async () => {
    const extract = await faktaark(['translate', 'extract', MISSION, '--locale', 'de', '--format', format, '--no-limits'], { cwd: project });
    expect([extract.code, extract.stderr]).toEqual([0, '']);
    const file = join(project, extract.stdout.trim());
    expect(file.startsWith(out)).toBe(true);
    writeFileSync(file, TOOLS[format]!(readFileSync(file, 'utf8')));

    const dry = await faktaark(['translate', 'import', file, '--dry-run', '--json'], { cwd: project });
    expect([dry.code, read(project, 'text.de.json')]).toEqual([0, before]);
    const done = await faktaark(['translate', 'import', file, '--json'], { cwd: project });
    const [report] = (JSON.parse(done.stdout) as { imports: { changes: { key: string; kind: string }[]; refused: number; written: string[] }[] }).imports;
    expect([done.code, report!.refused, report!.written.length]).toEqual([0, 0, 2]);

    const after = read<Text>(project, 'text.de.json');
    const expected = (strings: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(strings).map(([key, text]) => [key, betweenCodes(text)]));
    expect(after.names).toEqual(expected(before.names!));
    for (const [key, text] of Object.entries(before.messages)) if (!/plural|select/.test(text)) expect([key, after.messages[key]]).toEqual([key, betweenCodes(text)]);
    const state = read<TextState>(project, 'text.de.state.json').entries['messages/what.heading']!;
    expect(state).toMatchObject({ state: format === 'po' ? 'translated' : 'reviewed', note: expect.stringContaining('Checked') });

    const again = await faktaark(['translate', 'import', file, '--json'], { cwd: project });
    expect(JSON.parse(again.stdout)).toMatchObject({ imports: [{ changes: [], refused: 0, written: [] }] });
    const built = await faktaark(['build', '--locale', 'de'], { cwd: project });
    expect(built.code).toBe(0);
    expect(manifestOf(project).files).toMatchObject([{ locale: 'de', pages: 2 }]);
  }); // biome-ignore format: long lines
});

describe('what is stale', () => {
  const project = copyProject();

  test('nothing at first; one source sentence, and its translations only', async () => {
    expect((await statusOf(project)).map(({ locale, open }) => [locale, open])).toEqual(
      TRANSLATIONS.map((tag) => [tag, []]),
    );
    replaceIn(project, `${FOLDER}/text.da.json`, 'Den danske ledelse', 'Den danske ledelse af missionen');
    expect((await statusOf(project)).map(({ locale, open }) => [locale, open])).toEqual(
      TRANSLATIONS.map((tag) => [tag, ['messages/leadership.heading']]),
    );
  });

  test('a build warns, fails where the configuration says so, and lets pass what is allowed, in the manifest', async () => {
    const warned = await faktaark(['build', '--locale', 'en,da'], { cwd: project });
    expect(warned.code).toBe(0);
    expect(warned.stderr).toMatch(/text\.en\.json:\d+:\d+: warning text-stale: "messages\/leadership\.heading"/);
    expect(warned.stderr).not.toContain('text.fr.json');
    const again = await faktaark(['build', '--locale', 'en,da'], { cwd: project });
    expect([again.stdout.match(/unchanged/g)?.length, again.stderr]).toEqual([2, warned.stderr]);
    expect(manifestOf(project).files.find(({ locale }) => locale === 'en')).toMatchObject({
      allowed: [],
      findings: [{ code: 'text-stale' }],
    });

    replaceIn(project, 'faktaark.config.json', '"unreviewed": "ignore"', '"unreviewed": "ignore", "stale": "error"');
    const out = temporaryFolder();
    const failed = await faktaark(['build', '--locale', 'en,da', '--out', out], { cwd: project });
    expect(failed.code).toBe(1);
    expect([
      existsSync(join(out, MISSION, `${MISSION}.en.pdf`)),
      existsSync(join(out, MISSION, `${MISSION}.da.pdf`)),
    ]).toEqual([false, true]);

    const allowed = await faktaark(['build', '--locale', 'en,da', '--allow', 'stale'], { cwd: project });
    expect([allowed.code, allowed.stderr]).toEqual([0, '']);
    expect(manifestOf(project).files.map(({ locale, allowed: what }) => [locale, what])).toEqual([
      ['da', []],
      ['en', ['stale']],
    ]);
    expect((await faktaark(['build', '--allow', 'everything'], { cwd: project })).code).toBe(2);
  });

  test('accepting it by hand, one string or all', async () => {
    const [one, unknown, all] = await faktaarkEach([
      {
        args: ['translate', 'accept', MISSION, '--locale', 'en', '--state', 'final', 'leadership.heading'],
        cwd: project,
      },
      { args: ['translate', 'accept', MISSION, '--locale', 'fr', 'leadership.haeding'], cwd: project },
      { args: ['translate', 'accept', MISSION, '--locale', 'fr', '--json'], cwd: project },
    ]);
    expect([one!.code, unknown!.code, all!.code]).toEqual([0, 2, 0]);
    expect(unknown!.stderr).toContain('leadership.haeding');
    const rows = await statusOf(project);
    expect(rows.filter(({ open }) => open.length > 0).map(({ locale }) => locale)).toEqual(['de', 'ar', 'ckb']);
    expect(rows[0]!.counts).toMatchObject({ final: 1, stale: 0 });
  });

  test('a figure makes nothing stale and changes the sheet of every language', async () => {
    const own = copyProject();
    expect((await faktaark(['build'], { cwd: own })).code).toBe(0);
    const before = manifestOf(own).files;
    replaceIn(own, `${FOLDER}/mission.json`, '"value": 285', '"value": 286');
    expect((await statusOf(own)).every(({ open }) => open.length === 0)).toBe(true);
    await faktaark(['build'], { cwd: own });
    const after = manifestOf(own).files;
    expect(after.map(({ locale }) => locale)).toEqual(['ar', 'ckb', 'da', 'de', 'en', 'fr']);
    after.forEach((file, i) => {
      expect([file.locale, file.sha256 === before[i]!.sha256]).toEqual([file.locale, false]);
      const printed = file.figures.find(({ pointer }) => pointer === '/figures/ceiling')!;
      expect(printed.printed).toMatch(/286|٢٨٦/);
    });
  });
});

test('a missing string fails its sheet alone, or the source string stands for it', async () => {
  const project = copyProject();
  replaceIn(project, `${FOLDER}/text.de.json`, '"subtitle":', '"subtitle2":');
  const failed = await faktaark(['build', '--locale', 'de,fr'], { cwd: project });
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(/text\.de\.json:\d+:\d+: error text-missing/);
  expect(manifestOf(project).files.map(({ locale }) => locale)).toEqual(['fr']);
  const allowed = await faktaark(['build', '--locale', 'de', '--allow', 'missing'], { cwd: project });
  expect(allowed.code).toBe(0);
  expect(manifestOf(project).files.find(({ locale }) => locale === 'de')!.allowed).toEqual(['missing']);
  // What stands in for it changes the sheet.
  const before = manifestOf(project).files.find(({ locale }) => locale === 'de')!;
  replaceIn(project, `${FOLDER}/text.da.json`, 'Danmark i spidsen', 'Danmark ved roret');
  await faktaark(['build', '--locale', 'de', '--allow', 'missing,stale'], { cwd: project });
  const after = manifestOf(project).files.find(({ locale }) => locale === 'de')!;
  expect(after.sha256).not.toBe(before.sha256);
  const [row] = (await statusOf(project)).filter(({ locale }) => locale === 'de');
  expect(row!.open).toEqual(['messages/subtitle']);
});

test('the table of translations', async () => {
  const project = copyProject();
  replaceIn(project, `${FOLDER}/text.fr.json`, '"subtitle":', '"subtitle2":');
  replaceIn(project, `${FOLDER}/text.da.json`, 'Den danske ledelse', 'Den danske ledelse af missionen');
  const { stdout } = await faktaark(['translate', 'status', '--locale', 'en,fr'], { cwd: project });
  const [head, row] = stdout
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  expect([head, row]).toEqual([
    ['mission', 'en', 'fr'],
    [MISSION, expect.stringMatching(/^stale 1\/\d+$/), expect.stringMatching(/^missing 1\/\d+$/)],
  ]);
});

test('extracted files tell where a string stands, what it prints, and how long it may be', async () => {
  const project = copyProject();
  const { code, stdout } = await faktaark(['translate', 'extract', '--locale', 'de', '--layout', 'factsheet'], {
    cwd: project,
  });
  expect(code).toBe(0);
  const text = readFileSync(join(project, stdout.trim()), 'utf8');
  const unit = (key: string) => new RegExp(`<unit [^>]*name="${key}"[\\s\\S]*?</unit>`).exec(text)![0];
  expect(unit('messages/contributions.escort')).toContain('page 2: section.contributions › th.component');
  expect(unit('messages/hero.alt')).toContain('attribute alt');
  expect(unit('messages/lead')).toContain('disp="Folketinget"');
  expect(unit('messages/contributions.escort')).toContain('<gls:term>sikrings- og eskortebidrag</gls:term>');
  const limits = [...text.matchAll(/name="([^"]+)" slr:sizeRestriction="(\d+)"/g)];
  expect(limits.length).toBeGreaterThan(0);
  // A string as long as its limit fits, and a longer one is a warning once the file has come back.
  const [, key, limit] = limits.find(([, name]) => name!.startsWith('messages/'))!;
  await faktaark(['translate', 'import', stdout.trim()], { cwd: project });
  const id = key!.slice('messages/'.length);
  const own = read<Text>(project, 'text.de.json');
  const longer = {
    ...own,
    messages: { ...own.messages, [id]: `${own.messages[id]} ${'lang '.repeat(Number(limit) / 5)}lang` },
  };
  writeFileSync(join(project, FOLDER, 'text.de.json'), JSON.stringify(longer, null, 2));
  const { stdout: json } = await faktaark(['validate', '--json'], { cwd: project });
  const found = (JSON.parse(json) as { findings: Diagnostic[] }).findings.filter((d) => d.code === 'text-too-long');
  expect(found).toMatchObject([{ pointer: `/messages/${id}`, locale: 'de', severity: 'warning' }]);
}, 120_000);

describe('what cannot be taken', () => {
  const project = copyProject();
  const texts = () => TRANSLATIONS.map((tag) => readFileSync(join(project, FOLDER, `text.${tag}.json`), 'utf8'));
  const before = texts();
  const files: Readonly<Record<string, [content: string | Buffer, code: string]>> = {
    'damaged.xlf': ['<xliff version="2.1"><file>', 'exchange-damaged'],
    'page.xlf': ['<html><body>no</body></html>', 'exchange-foreign'],
    'latin.po': [Buffer.from('msgid "\xe6"\nmsgstr "\xf8"\n', 'latin1'), 'exchange-damaged'],
    'other.de.po': ['msgid "Hello"\nmsgstr "Hallo"\n', 'exchange-foreign'],
    [`${MISSION}.de.po`]: ['msgid "Hello"\nmsgstr "Hallo"\n', 'exchange-foreign'],
    'table.csv': ['a;b\n1;2\n', 'exchange-foreign'],
    'bomb.xlf': ['<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0">&b;</xliff>', 'exchange-damaged'],
    'deep.xlf': [`${'<a>'.repeat(100_000)}`, 'exchange-damaged'],
    'none.xlf': ['', 'exchange-foreign'],
  }; // biome-ignore format: a table

  test.each(Object.entries(files))('%s', async (name, [content, code]) => {
    writeFileSync(join(project, name), content);
    const run = await faktaark(['translate', 'import', name, '--json'], { cwd: project });
    expect(run.code).toBe(1);
    const { findings, imports } = JSON.parse(run.stdout) as { findings: Diagnostic[]; imports: unknown[] };
    expect([imports, findings.map((d) => d.code)]).toEqual([[], expect.arrayContaining([code])]);
    for (const found of findings) expect(found).toMatchObject({ file: name });
    expect(texts()).toEqual(before);
  });

  test.each(['text.en.json', 'text.en.state.json'])('a broken %s is not written over', async (name) => {
    const own = copyProject();
    await faktaark(['translate', 'extract', '--locale', 'en', '--format', 'po', '--no-limits'], { cwd: own });
    replaceIn(own, `${FOLDER}/${name}`, '"locale": "en",', '"locale": "en"');
    const broken = readFileSync(join(own, FOLDER, name), 'utf8');
    const runs = await faktaarkEach([
      { args: ['translate', 'import', `translations/${MISSION}.en.po`], cwd: own },
      { args: ['translate', 'accept', MISSION, '--locale', 'en', '--state', 'final'], cwd: own },
      { args: ['translate', 'extract', '--locale', 'en', '--out', 'elsewhere', '--no-limits'], cwd: own },
    ]);
    for (const { code, stderr } of runs)
      expect([code, stderr]).toEqual([expect.any(Number), expect.stringContaining(name)]);
    expect(runs.map(({ code }) => code > 0)).toEqual([true, true, true]);
    expect(readFileSync(join(own, FOLDER, name), 'utf8')).toBe(broken);
    expect(existsSync(join(own, 'elsewhere'))).toBe(false);
  });

  test('a file of the source language, of a language without a locale file, and one that does not exist', async () => {
    const po = (locale: string) =>
      `msgid ""\nmsgstr ""\n"Language: ${locale}\\n"\n"X-Faktaark-Mission: ${MISSION}\\n"\n\nmsgctxt "messages/title"\nmsgid "a"\nmsgstr "b"\n`;
    for (const [locale, words] of [
      ['da', 'source language'],
      ['sv', 'data/locales'],
    ] as const) {
      writeFileSync(join(project, 'x.po'), po(locale));
      const { code, stderr } = await faktaark(['translate', 'import', 'x.po'], { cwd: project });
      expect([code, stderr.includes(words)]).toEqual([1, true]);
    }
    expect((await faktaark(['translate', 'import', 'nowhere.po'], { cwd: project })).stderr).toContain(
      'does not exist',
    );
    expect((await faktaark(['translate', 'import'], { cwd: project })).code).toBe(2);
    expect((await faktaark(['translate', 'export'], { cwd: project })).code).toBe(2);
    expect((await faktaark(['translate', 'extract', '--format', 'docx'], { cwd: project })).stderr).toContain(
      'xliff12',
    );
  });
});
