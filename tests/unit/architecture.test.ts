import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The rooms of src/ in the order of their stages (DESIGN section 3): imports go to the left only. */
const ROOMS = ['base', 'content', 'engine', 'pdf', 'checks', 'app', 'cli'];

/** Folders inside a room, in the same order. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  content: ['dataset', 'i18n', 'graphics', 'template'],
  engine: ['html', 'css', 'fonts', 'images', 'text', 'boxes', 'layout', 'pages', 'paint'],
};

/** Rooms that know nothing of each other though one stands before the other. */
const STRANGERS = [['engine', 'content']];

/** Where each library may be imported. A library not listed here is a new one: give it a place. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  '@messageformat/parser': ['content/i18n'],
  'css-tree': ['engine/css', 'engine/pages'],
  'csv-parse': ['content/i18n/exchange'],
  'd3-geo': ['content/graphics/map'],
  domhandler: ['engine', 'app'],
  'jpeg-js': ['pdf/ink'],
  'gettext-parser': ['content/i18n/exchange'],
  fflate: ['pdf', 'engine/images', 'engine/fonts'],
  handlebars: ['content/template'],
  htmlparser2: ['engine/html'],
  'jsonc-parser': ['content/dataset'],
  pdfkit: ['pdf'],
  saxes: ['content/i18n/exchange'],
  'topojson-client': ['content/graphics/map'],
  uqr: ['content/graphics'],
};

/** Imports that break a rule and are allowed all the same, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(ts|js)$/.test(file) && !file.includes('/generated/'))
  .sort();

/** Static and dynamic imports; a statement whose every name is a type counts as one of types. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join('src', from), 'utf8');
  const found: Import[] = [];
  for (const [, type, names = '', to] of text.matchAll(
    /^(?:import|export)\s+(type\s+(?=[\w{*]))?((?:[\w*,\s]*\{[^}]*\}|[\w*,\s]+?)\s*from\s*)?['"]([^'"]+)['"]/gm,
  )) {
    const parts = /\{([^}]*)\}/
      .exec(names)?.[1]
      ?.split(',')
      .map((name) => name.trim());
    const onlyTypes = parts?.filter(Boolean).every((name) => name.startsWith('type ')) && /^\s*\{/.test(names);
    found.push({ from, to: to!, typeOnly: Boolean(type) || Boolean(onlyTypes) });
  }
  for (const [, to] of text.matchAll(/\b(?:import|require(?:\.resolve)?)\(\s*['"]([^'"]+)['"]/g))
    found.push({ from, to: to!, typeOnly: false });
  return found;
});

const own = imports
  .filter(({ to }) => to.startsWith('.'))
  .map((one) => ({ ...one, to: relative('.', join(dirname(one.from), one.to)).replaceAll('\\', '/') }));

const line = ({ from, to }: Import): string => `${from} imports ${to}`;

/** The offenders that are not excepted; empty in a tidy tree. */
function offenders(list: readonly Import[]): string[] {
  return [...new Set(list.map(line))].filter((text) => !(text in EXCEPTIONS)).sort();
}

const room = (file: string): string => file.split('/')[0]!;
const folder = (file: string): string | undefined => (file.split('/').length > 2 ? file.split('/')[1] : undefined);

test('the test sees the files and their imports', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(own.length).toBeGreaterThan(300);
  expect(new Set(files.map(room))).toEqual(new Set(ROOMS.filter((name) => files.some((file) => room(file) === name))));
});

test('every file lies in a known room and folder', () => {
  const strange = files.filter((file) => {
    const known = FOLDERS[room(file)];
    return !ROOMS.includes(room(file)) || (known && !known.includes(folder(file) ?? ''));
  });
  expect(strange).toEqual([]);
});

test('rooms import only those before them', () => {
  expect(offenders(own.filter(({ from, to }) => ROOMS.indexOf(room(to)) > ROOMS.indexOf(room(from))))).toEqual([]);
});

test.each(STRANGERS)('%s and %s do not know each other', (a, b) => {
  const between = own.filter(({ from, to }) => [room(from), room(to)].sort().join() === [a, b].sort().join());
  expect(offenders(between)).toEqual([]);
});

test.each(Object.keys(FOLDERS))('folders of %s import only those before them', (name) => {
  const order = FOLDERS[name]!;
  const inside = own.filter(({ from, to }) => room(from) === name && room(to) === name);
  const rank = (file: string): number => order.indexOf(folder(file) ?? '');
  expect(offenders(inside.filter(({ from, to }) => rank(to) > rank(from)))).toEqual([]);
});

test('one library, one folder', () => {
  const outside = imports.filter(({ from, to, typeOnly }) => {
    if (to.startsWith('.') || to.startsWith('node:') || typeOnly) return false;
    const name = to
      .split('/')
      .slice(0, to.startsWith('@') ? 2 : 1)
      .join('/');
    // The WebAssembly module of HarfBuzz and the hyphenation data are files, found by the application.
    if (name === 'harfbuzzjs' || name === 'hyphen') return from !== 'app/fonts.ts';
    return !LIBRARIES[name]?.some((place) => from.startsWith(`${place}/`));
  });
  expect(offenders(outside)).toEqual([]);
});

test('ajv only where schemas are compiled, pdfium only in the tests', () => {
  const users = imports.filter(({ to }) => /^(ajv|@hyzyla\/pdfium|esbuild|pngjs)/.test(to));
  expect(users.map(line)).toEqual([]);
});

test('the disk, the clock and the environment belong to app and cli', () => {
  const impure = imports.filter(
    ({ from, to }) =>
      /^node:(fs|child_process|worker_threads|net|http|https|os)\b/.test(to) && !/^(app|cli)\//.test(from),
  );
  expect(offenders(impure)).toEqual([]);
  const clock = files.filter((file) => {
    const text = readFileSync(join('src', file), 'utf8');
    return (
      !/^(app|cli)\//.test(file) &&
      /\b(Date\.now|new Date\(\)|Math\.random|process\.(env|exit|stdout|stderr))/.test(text)
    );
  });
  expect(clock).toEqual([]);
});

test('no default exports and no files that only pass on', () => {
  const text = (file: string): string => readFileSync(join('src', file), 'utf8');
  expect(files.filter((file) => !file.endsWith('.d.ts') && /^export default/m.test(text(file)))).toEqual([]);
  expect(files.filter((file) => /^export \* from/m.test(text(file)))).toEqual([]);
});

test('files do not import each other in a circle, except for types', () => {
  const graph = new Map<string, string[]>();
  for (const { from, to, typeOnly } of own) if (!typeOnly) graph.set(from, [...(graph.get(from) ?? []), to]);
  const circles = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      const least = circle.indexOf([...circle].sort()[0]!);
      circles.add([...circle.slice(least), ...circle.slice(0, least), circle[least]].join(' > '));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect([...circles].filter((circle) => !(circle in EXCEPTIONS)).sort()).toEqual([]);
});
