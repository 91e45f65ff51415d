import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readSchemas, resolveRef, type SchemaNode } from './schemas.ts';

const SCHEMAS = readSchemas();
const ajv = new Ajv2020({ schemas: [...SCHEMAS.values()], allErrors: true, strict: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

interface Place {
  readonly file: string;
  readonly pointer: string;
  readonly node: SchemaNode;
  readonly isProperty: boolean;
}

/** Every schema inside a file, each once. */
function* places(file: string): Generator<Place> {
  const walk = function* (node: SchemaNode, pointer: string, isProperty: boolean): Generator<Place> {
    yield { file, pointer, node, isProperty };
    for (const [key, child] of Object.entries(node.properties ?? {}))
      yield* walk(child, `${pointer}/properties/${key}`, true);
    for (const key of ['items', 'additionalProperties'] as const) {
      const child = node[key];
      if (typeof child === 'object') yield* walk(child, `${pointer}/${key}`, false);
    }
    for (const [i, child] of (node.anyOf ?? []).entries()) yield* walk(child, `${pointer}/anyOf/${i}`, false);
    for (const [key, child] of Object.entries(node.$defs ?? {})) yield* walk(child, `${pointer}/$defs/${key}`, false);
  };
  yield* walk(SCHEMAS.get(file)!, '', false);
}

/** What an editor would miss. */
function lacks({ file, pointer, node, isProperty }: Place): string[] {
  const target = resolveRef(SCHEMAS, { node, file }).node;
  const isObject = target.type === 'object';
  const isLeaf = !isObject && target.type !== 'array' && !target.anyOf;
  const speaksForItself = target.enum || 'const' in target || target.type === 'boolean' || target.type === 'null';
  const missing = [
    node.type === 'object' && !node.title && 'title',
    isProperty && !(node.description ?? target.description) && 'description',
    isProperty && isLeaf && !speaksForItself && !(node.examples ?? target.examples)?.length && 'example',
  ];
  return missing.filter(Boolean).map((what) => `${file}#${pointer} has no ${what}`);
}

describe.each([...SCHEMAS.keys()])('%s', (file) => {
  test('has titles, descriptions and examples', () => {
    expect([...places(file)].flatMap(lacks)).toEqual([]);
  });

  test('allows its own examples', () => {
    const refused = [...places(file)].flatMap(({ node, pointer }) => {
      const validate = node.examples && ajv.compile({ $ref: `${file}#${pointer.replaceAll('$', '%24')}` });
      return (node.examples ?? [])
        .filter((example) => !validate!(example))
        .map((example) => `${pointer}: ${JSON.stringify(example)} ${ajv.errorsText(validate!.errors)}`);
    });
    expect(refused).toEqual([]);
  });
});

test('what lacks a title, a description or an example is named', () => {
  const bare: SchemaNode = { type: 'object', properties: { a: { type: 'string' } } };
  const place = (node: SchemaNode, isProperty: boolean) => ({
    file: 'text.schema.json',
    pointer: '/a',
    node,
    isProperty,
  });
  expect(lacks(place(bare, false))).toEqual(['text.schema.json#/a has no title']);
  expect(lacks(place(bare.properties!.a!, true))).toEqual([
    'text.schema.json#/a has no description',
    'text.schema.json#/a has no example',
  ]);
});

/** Every JSON file that an editor of this project writes. */
const FILES = ['faktaark.config.json', ...['data', 'templates', 'fonts'].flatMap(jsonIn)].sort();

function jsonIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  return names
    .filter((name) => name.endsWith('.json') && !name.startsWith('schemas/'))
    .map((name) => `${folder}/${name}`);
}

test('the files of the project are found', () => {
  expect(FILES.length).toBeGreaterThan(20);
});

test.each(FILES)('%s names its schema, and keeps it', (file) => {
  const data = JSON.parse(readFileSync(file, 'utf8')) as { $schema?: string };
  const path = join(dirname(file), data.$schema ?? '');
  expect(existsSync(path) && path.endsWith('.schema.json')).toBe(true);
  const { $id } = JSON.parse(readFileSync(path, 'utf8')) as { $id: string };
  const validate = ajv.getSchema($id)!;
  expect(validate(data) ? '' : ajv.errorsText(validate.errors)).toBe('');
});
