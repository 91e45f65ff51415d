import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../src/app/manifest.ts';
import { HELPERS } from '../../src/content/template/helpers.ts';
import { copyProject, faktaark, ROOT, removeTemporaryFolders } from './program.ts';

/** What docs/layouts.md tells designers is held to what the program does. */

afterAll(removeTemporaryFolders);

const PAGE = readFileSync(join(ROOT, 'docs/layouts.md'), 'utf8');

/** Blocks that begin with a path are whole files. */
const FILES = [...PAGE.matchAll(/^```\w+ (\S+\/\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, path, text]) => [path!, text!] as const,
);

/** Words in backticks of the first column of the table whose head begins with `head`. */
function firstColumn(head: string): string[] {
  const from = PAGE.indexOf(`| ${head} |`);
  const rows = PAGE.slice(from, PAGE.indexOf('\n\n', from)).split('\n').slice(2);
  return rows.flatMap((row) => [...row.split(' | ')[0]!.matchAll(/`([^`]+)`/g)].map(([, word]) => word!));
}

const keysOf = (schema: string, ...path: readonly string[]): string[] => {
  let node = JSON.parse(readFileSync(join(ROOT, `data/schemas/${schema}.schema.json`), 'utf8')) as {
    properties: Record<string, never>;
  };
  for (const key of path) node = node.properties[key]!;
  return Object.keys(node.properties)
    .filter((key) => key !== '$schema')
    .sort();
};

test('the theme and the layout of the page build without a finding', async () => {
  const project = copyProject();
  expect(FILES.map(([path]) => path)).toEqual([
    'templates/_shared/themes/harbour.json',
    'templates/_shared/themes/harbour.svg',
    'templates/card/layout.json',
    'templates/card/layout.hbs',
    'templates/card/partials/footer.hbs',
    'templates/card/style.css',
  ]);
  for (const [path, text] of FILES) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const validated = await faktaark(['validate', '--strict', '--json', '--project', project]);
  expect([validated.code, JSON.parse(validated.stdout)]).toMatchObject([0, { findings: [] }]);

  const wanted = ['--layout', 'card', '--theme', 'harbour', '--locale', 'da,de,ar', '--edition', 'screen,print'];
  const built = await faktaark(['build', ...wanted, '--json', '--project', project]);
  const { findings } = JSON.parse(built.stdout) as { findings: unknown[] };
  expect([built.code, findings]).toEqual([0, []]);
  const manifest = JSON.parse(readFileSync(join(project, 'output/manifest.json'), 'utf8')) as Manifest;
  expect(manifest.files).toHaveLength(6);
  for (const file of manifest.files)
    expect(file).toMatchObject({ layout: 'card', theme: 'harbour', pages: 1, findings: [] });
}, 240_000);

test('every helper, partial, key and colour there is has its line', () => {
  const helpers = firstColumn('Helper').map((call) => /[a-zA-Z]+/.exec(call)![0]);
  expect(helpers.sort()).toEqual(Object.keys(HELPERS).sort());
  // Rows and cells are pieces of other partials.
  const pieces = ['column-head', 'contribution-row', 'number-cell', 'partner-group'];
  const partials = readdirSync(join(ROOT, 'templates/_shared/partials')).map((file) => file.replace('.hbs', ''));
  expect(firstColumn('Partial').sort()).toEqual(partials.filter((name) => !pieces.includes(name)).sort());
  expect(firstColumn('Key').sort()).toEqual(keysOf('layout'));
  expect(firstColumn('Colour').sort()).toEqual(keysOf('theme', 'colors'));
});

test('helpers take what the page says they take', () => {
  for (const call of firstColumn('Helper')) {
    const name = /[a-zA-Z]+/.exec(call)![0];
    const [must, may = ''] = call.split('·');
    const named = (text: string): string[] => [...text.matchAll(/(\w+)=/g)].map(([, key]) => key!).sort();
    const { named: known = {}, required = [] } = HELPERS[name]!;
    const optional = Object.keys(known).filter((key) => !required.includes(key));
    expect([name, named(must!), named(may)]).toEqual([name, [...required].sort(), optional.sort()]);
  }
});

test('classes and tokens of the page are those of the shared styles', () => {
  const shared = ['tokens', 'base', 'components']
    .map((name) => readFileSync(join(ROOT, `templates/_shared/${name}.css`), 'utf8'))
    .join('');
  for (const name of firstColumn('Class')
    .flatMap((words) => words.split(' '))
    .filter((name) => !name.startsWith('--')))
    expect([name, new RegExp(`\\.${name}[^\\w-]`).test(shared)]).toEqual([name, true]);
  for (const name of firstColumn('Token')) expect([name, shared.includes(`${name}: `)]).toEqual([name, true]);
});
