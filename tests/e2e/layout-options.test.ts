import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkBytes } from '../../src/app/check.ts';
import type { Manifest } from '../../src/app/manifest.ts';
import { Project } from '../../src/app/project.ts';
import { type FinishedSheet, makeSheet, type SheetJob } from '../../src/app/sheet.ts';
import { type Diagnostic, Findings, formatDiagnostic } from '../../src/base/diagnostics.ts';
import { pathBounds, type Rect } from '../../src/base/geometry.ts';
import { PX_PER_UNIT } from '../../src/base/units.ts';
import { copyProject, faktaark, ROOT, removeTemporaryFolders, replaceIn } from './program.ts';

afterAll(removeTemporaryFolders);

const MISSION = 'nato-mission-iraq';
const DATA = `data/missions/${MISSION}/mission.json`;
const mm = PX_PER_UNIT.mm!;

function sheetOf(root: string, job: Partial<SheetJob>): { sheet: FinishedSheet; findings: readonly Diagnostic[] } {
  const findings = new Findings();
  const project = new Project(root, findings.report);
  const sheet = makeSheet(
    project,
    { mission: MISSION, locale: 'da', layout: 'factsheet', edition: 'screen', ...job },
    findings.report,
  );
  return { sheet: sheet!, findings: findings.list };
}

const filesOf = (out: string): string[] =>
  (JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest).files
    .map(({ path }) => path.replace(`${MISSION}/${MISSION}.`, ''))
    .sort();

describe('the grid of a layout', () => {
  const plain = sheetOf(ROOT, {}).sheet.laidOut;
  const shown = sheetOf(ROOT, { debugGrid: true }).sheet.laidOut;
  const rulesOf = (page: number): Rect[] =>
    shown.list.pages[page]!.items.slice(plain.list.pages[page]!.items.length).map(
      (item) => pathBounds(item.type === 'path' ? item.path : [])!,
    );

  test('stands over the page, where the columns of layout.json are', () => {
    // 182 mm in twelve columns with gutters of 8 mm, from 14 mm on.
    const column = (182 - 11 * 8) / 12;
    const expected = Array.from({ length: 12 }, (_, i) => 14 + i * (column + 8)).flatMap((x) => [x, x + column]);
    for (const page of [0, 1]) {
      const upright = rulesOf(page).filter(({ width }) => width < 1);
      expect(upright.map(({ x, width }) => (x + width / 2) / mm)).toEqual(expected.map((x) => expect.closeTo(x, 1)));
      expect(upright.every(({ y, height }) => y === 0 && height === shown.pages[page]!.box.height)).toBe(true);
    }
  });

  test('has a line for each line of text in the page area, and its edges', () => {
    const { area } = shown.pages[0]!.box;
    const level = rulesOf(0)
      .filter(({ height }) => height < 1)
      .map(({ y, height }) => y + height / 2);
    const edges = level.slice(-2);
    expect(edges).toEqual([expect.closeTo(area.y, 3), expect.closeTo(area.y + area.height, 3)]);
    const lines = level.slice(0, -2);
    const gaps = lines.map((y, i) => y - (i ? lines[i - 1]! : area.y));
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0]!, 3);
    // What the step of fitting says: the size of the text, and 1.3 of it unless told.
    const css = readFileSync(join(ROOT, 'templates/factsheet/style.css'), 'utf8');
    const [, step] = /class="Latn ([\w-]*)"/.exec(shown.html.text)!;
    const [, rules] = new RegExp(`^\\.${step} \\{([^}]*)\\}`, 'm').exec(css)!;
    const [, leading = 1.3] = /--leading: ([\d.]+)/.exec(rules!) ?? [];
    // Lengths are kept in 1/64 px.
    const line = (Number.parseFloat(/--base: (\S+)pt/.exec(rules!)![1]!) * Number(leading)) / 0.75;
    expect(gaps[0]!).toBeCloseTo(Math.round(line * 64) / 64, 3);
    expect(area.y + area.height - lines.at(-1)!).toBeLessThan(gaps[0]!);
  });

  test('is in a file of its own, and the sheet stays as it is', async () => {
    const project = copyProject();
    const out = join(project, 'output');
    const sheet = join(out, MISSION, `${MISSION}.da.brief.pdf`);
    const args = ['build', '--layout', 'brief', '--locale', 'da', '--project', project];
    expect((await faktaark(args)).code).toBe(0);
    const before = readFileSync(sheet);
    expect((await faktaark([...args, '--debug-grid', '--edition', 'screen,print'])).code).toBe(0);
    expect(filesOf(out)).toEqual(['da.brief.grid.pdf', 'da.brief.pdf', 'da.brief.print.grid.pdf']);
    expect(readFileSync(sheet).equals(before)).toBe(true);
    expect(readFileSync(sheet.replace('.pdf', '.grid.pdf')).equals(before)).toBe(false);
  });
});

describe('pictures', () => {
  test('show their focal point, and other cuts in other layouts', () => {
    const project = copyProject();
    const assets = join(project, 'data/missions', MISSION, 'assets');
    copyFileSync(join(assets, 'hero.png'), join(assets, 'wide.png'));
    const crops = { leaflet: { focus: { x: 24, y: 40 } }, poster: { file: 'assets/wide.png' } };
    const file = join(project, DATA);
    const data = JSON.parse(readFileSync(file, 'utf8'));
    data.media[0].crops = crops;
    writeFileSync(file, JSON.stringify(data));
    const heroOf = (layout: string): string[] => {
      const { sheet, findings } = sheetOf(project, { layout });
      expect(findings).toEqual([]);
      return /<img src="([^"]*)" alt="[^"]+" style="object-position: ([^"]*)"/.exec(sheet.laidOut.html.text)!.slice(1);
    };
    expect(heroOf('factsheet')).toEqual(['assets/hero.png', '50% 28%']);
    expect(heroOf('leaflet')).toEqual(['assets/hero.png', '24% 40%']);
    expect(heroOf('poster')).toEqual(['assets/wide.png', '50% 28%']);
  });
});

const STEPS = ['huge', 'large', 'medium', 'small', 'tiny'];

/** A layout of one page of A5, in whose steps a block has these heights, mm; 210 mm fill the page. */
function projectWithSteps(heights: readonly number[]): string {
  const project = copyProject();
  const folder = join(project, 'templates/steps');
  mkdirSync(folder);
  const layout = { name: 'steps', title: 'Steps', pages: 1, pageSize: 'A5', fit: STEPS };
  writeFileSync(join(folder, 'layout.json'), JSON.stringify(layout));
  writeFileSync(
    join(folder, 'layout.hbs'),
    '<!DOCTYPE html><html lang="{{language}}" class="{{look.fit}}"><head><title>{{title}}</title><link rel="stylesheet" href="style.css"></head><body><main><p>{{title}}</p></main></body></html>',
  );
  const rules = STEPS.map((step, i) => `.${step} p { height: ${heights[i]}mm }`);
  writeFileSync(
    join(folder, 'style.css'),
    `@page { size: A5; margin: 0 } body, p { margin: 0 } main { height: 200mm } ${rules.join('\n')}`,
  );
  return project;
}

describe('steps of fitting', () => {
  const stepOf = ({ laidOut }: FinishedSheet): string => /class="(\w*)"/.exec(laidOut.html.text)![1]!;

  test.each([
    [[190, 180, 170, 160, 150], 'huge'],
    [[250, 190, 180, 170, 160], 'large'],
    [[600, 205, 190, 180, 170], 'medium'],
    [[600, 500, 400, 205, 190], 'tiny'],
  ])('with blocks of %j mm in 200 mm, the step is %s', (heights, step) => {
    const { sheet, findings } = sheetOf(projectWithSteps(heights), { layout: 'steps' });
    expect([stepOf(sheet), findings]).toEqual([step, []]);
  });

  test('where none fits, the last one is an error and the others are not told', async () => {
    const project = projectWithSteps([600, 500, 400, 300, 205]);
    const { sheet, findings } = sheetOf(project, { layout: 'steps' });
    expect(stepOf(sheet)).toBe('tiny');
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['layout-overflow', 'error']]);
    expect(findings[0]!.message).toContain('5.0 mm too tall');
    expect((await faktaark(['build', '--layout', 'steps', '--locale', 'da', '--project', project])).code).toBe(1);
  });
});

describe('layouts on the command line', () => {
  const layouts = readdirSync(join(ROOT, 'templates')).filter((name) => !name.startsWith('_'));

  test('all of them, those of the editions that are asked for', async () => {
    const project = copyProject();
    replaceIn(
      project,
      'templates/poster/layout.json',
      '"editions": ["screen", "print", "archive"]',
      '"editions": ["screen"]',
    );
    const names = (edition: string, of: readonly string[]): string[] =>
      of.map((layout) => `da${layout === 'factsheet' ? '' : `.${layout}`}${edition}.pdf`).sort();
    const screen = await faktaark(['build', '--layout', 'all', '--locale', 'da', '--project', project]);
    expect([screen.code, screen.stderr]).toEqual([0, '']);
    expect(filesOf(join(project, 'output'))).toEqual(names('', layouts));

    const out = join(project, 'printed');
    const args = ['--layout', 'poster,brief', '--edition', 'print', '--locale', 'da', '--out', out];
    const print = await faktaark(['build', ...args, '--json', '--project', project]);
    const { findings } = JSON.parse(print.stdout) as { findings: Diagnostic[] };
    expect(findings).toMatchObject([
      {
        code: 'layout-edition',
        message: 'The layout "poster" is not made for the print edition.',
        hint: 'It has screen.',
      },
    ]);
    expect(print.code).toBe(1);
    expect(filesOf(out)).toEqual(['da.brief.print.pdf']);
  });

  test('a theme of one run: other colours, the same text, told in the manifest', () => {
    const texts = ['ministry', 'alliance'].map((theme) => {
      const { sheet, findings } = sheetOf(ROOT, { layout: 'brief', theme });
      expect([findings, sheet.theme]).toEqual([[], theme]);
      const { styled, html } = sheet.laidOut;
      const header = [...styled.styles.entries()].find(([{ attributes }]) =>
        attributes.some(({ name, value }) => name === 'class' && value === 'masthead'),
      );
      return {
        color: header![1].backgroundColor,
        text: html.text.replaceAll(/ src="[^"]*"| class="[^"]*"|<svg[\s\S]*?<\/svg>/g, ''),
      };
    });
    expect(texts[0]!.text).toBe(texts[1]!.text);
    expect(texts[0]!.color).not.toEqual(texts[1]!.color);
  });

  test.each(['ministry', 'alliance'])('in inks, the theme %s passes preflight', (theme) => {
    const { sheet, findings } = sheetOf(ROOT, { theme, edition: 'print' });
    expect([...findings, ...checkBytes(sheet.pdf, 'sheet.pdf', 'print').findings].map(formatDiagnostic)).toEqual([]);
  });
});
