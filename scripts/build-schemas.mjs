// Compiles data/schemas to validators that need no ajv at run time, and to the TypeScript types of the data.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** `text-state.schema.json` is validated by `validateTextState` and typed `TextState`. */
const pascal = (file) =>
  file.replace('.schema.json', '').replace(/(^|-)(\w)/g, (_, __, letter) => letter.toUpperCase());

/** Writes `src/content/dataset/generated/`; does nothing where schemas and this script are unchanged. Returns whether it wrote. */
export async function buildSchemas(root) {
  const folder = path.join(root, 'data/schemas');
  const target = path.join(root, 'src/content/dataset/generated');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.schema.json')).sort();
  const texts = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
  const script = await readFile(fileURLToPath(import.meta.url), 'utf8');
  const hash = createHash('sha256')
    .update(JSON.stringify([script, files, texts]))
    .digest('hex');
  const known = await readFile(path.join(target, 'hash.txt'), 'utf8').catch(() => '');
  if (known === hash) return false;

  const schemas = texts.map((text) => JSON.parse(text));
  const documents = files.filter((name) => name !== 'common.schema.json');
  // Sheet data is made by the program, not by users: its schema is read by the check of templates, not compiled.
  const inputs = documents.filter((name) => name !== 'sheet.schema.json');
  const [validators, types] = await Promise.all([
    compileValidators(root, schemas, inputs),
    compileTypes(folder, documents),
  ]);
  const declarations = [
    'interface ValidationError {',
    '  readonly keyword: string;',
    '  readonly instancePath: string;',
    '  readonly schemaPath: string;',
    '  readonly params: Readonly<Record<string, unknown>>;',
    '  readonly message?: string;',
    '  readonly propertyName?: string;',
    '}',
    'interface Validator {',
    '  (data: unknown): boolean;',
    '  errors?: readonly ValidationError[] | null;',
    '}',
    ...inputs.map((name) => `export const validate${pascal(name)}: Validator;`),
    'export type { ValidationError, Validator };',
    '',
  ].join('\n');

  const sheet = schemas.find((schema) => schema.$id === 'sheet.schema.json');
  const sheetSchema = `// Generated from data/schemas by scripts/build-schemas.mjs.\nexport const SHEET_SCHEMA = ${JSON.stringify(sheet)} as const;\n`;

  const hints = hintTables(schemas, inputs);

  await mkdir(target, { recursive: true });
  // The hash is written last, and every file whole, so that an interrupted build is made again.
  await writeWhole(path.join(target, 'validators.js'), validators);
  await writeWhole(path.join(target, 'validators.d.ts'), declarations);
  await writeWhole(path.join(target, 'types.ts'), types);
  await writeWhole(path.join(target, 'sheet-schema.ts'), sheetSchema);
  await writeWhole(path.join(target, 'hints.ts'), hints);
  await writeWhole(path.join(target, 'hash.txt'), hash);
  return true;
}

/** Tables for hints: the keys a document knows, an example of each, and what a pattern asks for in words. */
function hintTables(schemas, inputs) {
  const keys = {};
  const examples = {};
  const patterns = {};
  const byId = new Map(schemas.map((schema) => [schema.$id, schema]));
  const exampleOf = (node, root) => {
    if (node.examples || !node.$ref) return node.examples?.[0] ?? node.enum?.[0] ?? node.const;
    const [file, pointer = ''] = node.$ref.split('#');
    const target = file ? byId.get(file) : root;
    const steps = pointer.split('/').slice(1);
    return exampleOf(
      steps.reduce((value, step) => value[step], target),
      target,
    );
  };
  const walk = (node, found, root) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node.properties ?? {})) {
      const example = exampleOf(child, root);
      if (example !== undefined) found[key] ??= example;
      else if (!(key in found)) found[key] = undefined;
    }
    if (node.pattern && node.description) patterns[node.pattern] = node.description;
    for (const child of Object.values(node)) walk(child, found, root);
  };
  for (const schema of schemas) {
    const found = {};
    walk(schema, found, schema);
    if (!inputs.includes(schema.$id)) continue;
    keys[pascal(schema.$id)] = Object.keys(found).sort();
    examples[pascal(schema.$id)] = found;
  }
  return [
    '// Generated from data/schemas by scripts/build-schemas.mjs.',
    `export const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(keys)};`,
    `export const KEY_EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = ${JSON.stringify(examples)};`,
    `export const PATTERN_WORDS: Readonly<Record<string, string>> = ${JSON.stringify(patterns)};`,
    ORDER_TYPE,
    `export const KEY_ORDER: Readonly<Record<string, KeyOrder>> = ${JSON.stringify(keyOrders(schemas, inputs))};`,
    '',
  ].join('\n');
}

const ORDER_TYPE = `/** Keys of an object in the order of its schema, each with what stands under it; \`each\` is of all other keys, or of items. */
export interface KeyOrder { readonly keys?: Readonly<Record<string, KeyOrder>>; readonly each?: KeyOrder }`;

/** The order of keys that each schema gives, for `faktaark fmt`. */
function keyOrders(schemas, inputs) {
  const byId = new Map(schemas.map((schema) => [schema.$id, schema]));
  const orderOf = (node, root, open) => {
    if (typeof node !== 'object' || node === null) return {};
    if (node.$ref) {
      const [file, pointer = ''] = node.$ref.split('#');
      const target = file ? byId.get(file) : root;
      const found = pointer
        .split('/')
        .slice(1)
        .reduce((value, step) => value?.[step], target);
      // A schema that holds itself has the order of its first level all the way down.
      return open.includes(found) ? {} : orderOf(found, target, [...open, found]);
    }
    const under = (child) => orderOf(child, root, open);
    const branches = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])].map(under);
    const own = Object.fromEntries(Object.entries(node.properties ?? {}).map(([key, child]) => [key, under(child)]));
    const keys = Object.assign({}, own, ...branches.map((branch) => branch.keys ?? {}));
    const each = under(node.items ?? node.additionalProperties);
    return {
      ...(Object.keys(keys).length ? { keys } : {}),
      ...(Object.keys(each).length ? { each } : {}),
    };
  };
  return Object.fromEntries(
    schemas
      .filter((schema) => inputs.includes(schema.$id))
      .map((schema) => [pascal(schema.$id), orderOf(schema, schema, [])]),
  );
}

async function writeWhole(file, text) {
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, text);
  await rename(part, file);
}

async function compileValidators(root, schemas, inputs) {
  const [{ Ajv2020 }, { default: standalone }, { default: formats }, esbuild] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv/dist/standalone/index.js'),
    import('ajv-formats'),
    import('esbuild'),
  ]);
  const ajv = new Ajv2020({
    schemas,
    allErrors: true,
    strict: true,
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  (formats.default ?? formats)(ajv);
  const names = Object.fromEntries(inputs.map((name) => [`validate${pascal(name)}`, name]));
  const code = (standalone.default ?? standalone)(ajv, names);
  // ajv leaves `require` calls to its small helpers; bundling makes the file stand alone.
  const bundle = await esbuild.build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['main'],
    target: 'es2022',
    minify: true,
    legalComments: 'none',
  });
  return `// Generated from data/schemas by scripts/build-schemas.mjs.\n${bundle.outputFiles[0].text}`;
}

async function compileTypes(folder, documents) {
  const { compile } = await import('json-schema-to-typescript');
  // One root that names every document gives each shared type once.
  const root = {
    title: 'All documents',
    type: 'object',
    additionalProperties: false,
    required: documents.map(pascal),
    properties: Object.fromEntries(documents.map((name) => [pascal(name), { $ref: name }])),
  };
  return compile(root, 'AllDocuments', {
    cwd: `${folder}/`,
    bannerComment: '// Generated from data/schemas by scripts/build-schemas.mjs.',
    additionalProperties: false,
    format: false,
    unreachableDefinitions: false,
    ignoreMinAndMaxItems: true,
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  const wrote = await buildSchemas(root);
  console.log(wrote ? 'schemas compiled' : 'schemas unchanged');
}
