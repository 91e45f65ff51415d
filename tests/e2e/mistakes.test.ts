import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/base/diagnostics.ts';
import { DATA } from './mistakes/data.ts';
import { PROJECT } from './mistakes/project.ts';
import { MISSION, type Mistake } from './mistakes/row.ts';
import { TEXTS } from './mistakes/texts.ts';
import { copyProject, faktaark, faktaarkEach, ROOT, removeTemporaryFolders, replaceIn } from './program.ts';

afterAll(removeTemporaryFolders);

const HERO = 'data/missions/nato-mission-iraq/assets/hero.png';

interface Report {
  readonly code: number;
  readonly findings: readonly Diagnostic[];
}

async function validate(projects: readonly string[]): Promise<Report[]> {
  const runs = await faktaarkEach(projects.map((cwd) => ({ args: ['validate', '--strict', '--json'], cwd })));
  return runs.map(({ code, stdout, stderr }) => {
    expect(stderr).toBe('');
    return { code, findings: (JSON.parse(stdout) as { findings: Diagnostic[] }).findings };
  });
}

/** Makes the mistake in a project; gives the line it begins in. */
function seed(project: string, { file, from, to }: Pick<Mistake, 'file' | 'from' | 'to'>): number {
  // The fonts of the repository are linked to: what is changed in them is copied first.
  if (file.startsWith('fonts/')) {
    rmSync(join(project, 'fonts'));
    cpSync(join(ROOT, 'fonts'), join(project, 'fonts'), { recursive: true });
  }
  if (typeof from === 'string') return replaceIn(project, file, from, to);
  const path = join(project, file);
  const bytes = readFileSync(path);
  if (typeof from === 'function') {
    writeFileSync(path, from(bytes));
    return 1;
  }
  const text = bytes.toString('utf8');
  const found = from.exec(text);
  if (!found) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, text.slice(0, found.index) + to + text.slice(found.index + found[0].length));
  return text.slice(0, found.index).split('\n').length;
}

/** The locale that a file belongs to. */
const localeOf = (file: string): string | undefined => /(?:text\.|locales\/)(\w+)(?:\.state)?\.json$/.exec(file)?.[1];

const name = ({ file, from, to }: Mistake): string =>
  `${file.split('/').at(-1)}: ${typeof from === 'function' ? from.name : from} → ${JSON.stringify(to)}`;

describe.each([
  ['the data', DATA],
  ['texts', TEXTS],
  ['the rest of a project', PROJECT],
])('each mistake in %s gives its finding, and no other', (_, mistakes) => {
  const lines: number[] = [];
  let reports: Report[];
  beforeAll(async () => {
    const projects = mistakes.map((mistake) => {
      const project = copyProject();
      lines.push(seed(project, mistake));
      return project;
    });
    reports = await validate(projects);
  });

  test.each(mistakes.map((mistake, i) => [name(mistake), mistake, i] as const))('%s', (_, mistake, i) => {
    const { code, pointer, words, more = {} } = mistake;
    const { file = mistake.file, locale = localeOf(file), line = lines[i], also = [] } = more;
    const { findings, code: exit } = reports[i]!;
    expect(exit).toBe(file === 'faktaark.config.json' ? 2 : 1);
    expect(findings.map((d) => d.code).sort()).toEqual([code, ...also].sort());
    const place = line === 'any' ? {} : { line };
    const at = (d: Diagnostic) => d.code === code && d.file === file && (pointer ?? d.pointer) === d.pointer;
    const found = findings.find(at);
    expect(found ?? findings).toMatchObject({ code, file, ...place });
    expect(found!.locale).toBe(locale);
    expect(`${found!.message}\n${found!.hint}`).toContain(words);
    // The others that it brings have their places and cures too.
    for (const { hint, line } of findings) expect([typeof hint, typeof line]).toEqual(['string', 'number']);
  });
});

test('a missing picture and one cut short', async () => {
  const [missing, cut] = [copyProject(), copyProject()];
  rmSync(join(missing, HERO));
  writeFileSync(join(cut, HERO), readFileSync(join(cut, HERO)).subarray(0, 5000));
  const place = { file: MISSION, pointer: '/media/0/file', line: expect.any(Number) };
  expect(await validate([missing, cut])).toEqual(
    ['media-missing', 'media-broken'].map((code) => ({
      code: 1,
      findings: [expect.objectContaining({ code, ...place })],
    })),
  );
  const built = await faktaark(['build'], { cwd: cut });
  expect(built.code).toBe(1);
  expect(built.stderr).toMatch(/mission\.json:\d+:\d+: error media-broken/);
  expect(built.stderr).not.toMatch(/^ +at /m);
});

test('several mistakes are found at once, in every form of report', async () => {
  const project = copyProject();
  const chosen = ['data-invalid-date', 'template-unknown-path', 'css-unknown-property', 'template-unknown-helper'].map(
    (code) => [...DATA, ...PROJECT].find((mistake) => mistake.code === code)!,
  );
  for (const mistake of chosen) seed(project, mistake);
  const [sarif, junit] = [join(project, 'out.sarif'), join(project, 'out.xml')];
  const text = await faktaark(['validate', '--sarif', sarif, '--junit', junit], { cwd: project });
  expect([text.code, text.stdout]).toEqual([1, '']);
  for (const { code } of chosen) expect(text.stderr).toContain(code);
  expect(text.stderr).toMatch(/\d+ errors?, 1 warning\n$/);

  const log = JSON.parse(readFileSync(sarif, 'utf8')) as {
    version: string;
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      results: { ruleId: string; level: string; locations: unknown[] }[];
    }[];
  };
  const [run] = log.runs;
  expect(log.version).toBe('2.1.0');
  const rules = run!.tool.driver.rules.map(({ id }) => id);
  for (const result of run!.results) {
    expect(rules).toContain(result.ruleId);
    expect(['error', 'warning', 'note']).toContain(result.level);
    expect(result.locations).toHaveLength(1);
  }
  const xml = readFileSync(junit, 'utf8');
  expect(wellFormed(xml)).toBe(true);
  expect(xml.match(/<testcase /g)).toHaveLength(run!.results.length);
  const build = await faktaark(['build'], { cwd: project });
  expect(build.code).toBe(1);
  expect(build.stderr).not.toMatch(/^ +at /m);
});

test('a tidy project has no findings in any form', async () => {
  const project = copyProject();
  const [sarif, junit] = [join(project, 'out.sarif'), join(project, 'out.xml')];
  const { code, stdout, stderr } = await faktaark(['validate', '--strict', '--sarif', sarif, '--junit', junit], {
    cwd: project,
  });
  expect([code, stdout, stderr]).toEqual([0, 'no findings\n', '']);
  expect((JSON.parse(readFileSync(sarif, 'utf8')) as { runs: { results: unknown[] }[] }).runs[0]!.results).toEqual([]);
  expect(wellFormed(readFileSync(junit, 'utf8'))).toBe(true);
});

/** Elements nest, attributes are quoted, and nothing is left unescaped. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  let rest = xml.replace(/^<\?xml [^?]*\?>/, '');
  for (;;) {
    const tag = /^([^<]*)<(\/?)([a-z-]+)((?:\s+[a-z-]+="[^"<]*")*)\s*(\/?)>/.exec(rest);
    if (!tag) return open.length === 0 && rest.trim() === '';
    const [whole, text, closing, name, attributes, single] = tag;
    if (/&(?!(amp|lt|gt|quot|#\d+);)/.test(text! + attributes)) return false;
    if (closing && open.pop() !== name) return false;
    if (!closing && !single) open.push(name!);
    rest = rest.slice(whole.length);
  }
}
