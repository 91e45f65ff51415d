import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/base/diagnostics.ts';
import { copyProject, faktaark, faktaarkEach, removeTemporaryFolders, replaceIn } from './program.ts';

afterAll(removeTemporaryFolders);

const MISSION = 'data/missions/nato-mission-iraq/mission.json';
const DA = 'data/missions/nato-mission-iraq/text.da.json';
const EN = 'data/missions/nato-mission-iraq/text.en.json';
const HERO = 'data/missions/nato-mission-iraq/assets/hero.png';
const LAYOUT = 'templates/factsheet/layout.hbs';

interface Mistake {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly code: string;
  /** Where the finding lies if not in the line of the mistake. */
  readonly at?: Partial<Diagnostic>;
  readonly words?: string;
}

const MISTAKES: Readonly<Record<string, Mistake>> = {
  'misspelt key': {
    file: MISSION, from: '"organisation":', to: '"organization":', code: 'data-unknown-key',
    at: { pointer: '/organization' }, words: 'organisation',
  },
  'value of the wrong type': {
    file: MISSION, from: '"value": 285', to: '"value": "285"', code: 'data-invalid-value', at: { pointer: '/figures/ceiling/value' },
  },
  'unknown source': {
    file: MISSION, from: '"sources": ["difesaOnline2023"]', to: '"sources": ["difesa2023"]', code: 'data-unknown-source',
    at: { pointer: '/facts/1/sources/0' },
  },
  'missing translation': { file: EN, from: '"subtitle":', to: '"subtitel":', code: 'text-missing', at: { file: EN }, words: 'subtitle' },
  'message that is no message': { file: DA, from: '{nmi, name}', to: '{nmi, name', code: 'text-syntax' },
  'broken JSON': { file: DA, from: '"mission": "nato-mission-iraq",', to: '"mission": "nato-mission-iraq"', code: 'json-syntax', at: { file: DA } },
  'missing label': {
    file: 'data/locales/da.json', from: '"page.number":', to: '"page.nummer":', code: 'label-missing', at: { file: 'templates/factsheet/partials/footer.hbs', locale: 'da' },
    words: 'pageNummer',
  },
  'misspelt path': { file: LAYOUT, from: '{{title}}', to: '{{titel}}', code: 'template-unknown-path', words: 'title' },
  'misspelt path in #if': { file: LAYOUT, from: '{{#if personnel}}', to: '{{#if personel}}', code: 'template-unknown-path', words: 'personnel' },
  'misspelt path in #each': {
    file: 'templates/factsheet/partials/results.hbs', from: '{{number}}</dd>', to: '{{numbre}}</dd>', code: 'template-unknown-path', words: 'number',
  },
  'misspelt helper': { file: LAYOUT, from: '(take sections 3)', to: '(tak sections 3)', code: 'template-unknown-helper', words: 'take' },
  'misspelt partial': { file: LAYOUT, from: '{{> sources}}', to: '{{> source}}', code: 'template-unknown-partial', words: 'sources' },
  'block left open': { file: LAYOUT, from: '{{#if hero}}{{> hero hero}}{{/if}}', to: '{{#if hero}}{{> hero hero}}', code: 'template-syntax', at: { file: LAYOUT } },
  'unknown CSS property': { file: 'templates/factsheet/style.css', from: 'flex-direction: column;', to: 'flex-directon: column;', code: 'css-unknown-property', words: 'flex-direction' },
  'CSS value that is none': { file: 'templates/factsheet/style.css', from: 'flex-direction: column;', to: 'flex-direction: down;', code: 'css-invalid-value', words: 'column' },
}; // biome-ignore format: a table

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

describe('each mistake is one of the findings, with its place', () => {
  const lines: number[] = [];
  let reports: Report[];
  beforeAll(async () => {
    const projects = Object.values(MISTAKES).map(({ file, from, to }) => {
      const project = copyProject();
      lines.push(replaceIn(project, file, from, to));
      return project;
    });
    reports = await validate(projects);
  });

  test.each(Object.entries(MISTAKES).map(([name, mistake], i) => [name, mistake, i] as const))(
    '%s',
    (_, { file, code, at, words }, i) => {
      const report = reports[i]!;
      expect(report.code).toBe(1);
      const found = report.findings.filter((d) => d.code === code);
      expect(found).not.toEqual([]);
      expect(found).toContainEqual(expect.objectContaining({ file, ...(at ?? { line: lines[i] }) }));
      for (const finding of found) expect(finding.line).toBeGreaterThan(0);
      if (words) expect(JSON.stringify(found)).toContain(words);
    },
  );
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
  const chosen = ['value of the wrong type', 'misspelt path', 'unknown CSS property', 'misspelt helper'];
  for (const name of chosen) {
    const { file, from, to } = MISTAKES[name]!;
    replaceIn(project, file, from, to);
  }
  const [sarif, junit] = [join(project, 'out.sarif'), join(project, 'out.xml')];
  const text = await faktaark(['validate', '--sarif', sarif, '--junit', junit], { cwd: project });
  expect([text.code, text.stdout]).toEqual([1, '']);
  for (const name of chosen) expect(text.stderr).toContain(MISTAKES[name]!.code);
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
