// Builds dist/: validators and types from the schemas, one CommonJS bundle, the HarfBuzz module, hyphenation data, the
// atlas and the V8 code cache.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeAtlas } from './atlas.mjs';
import { buildSchemas } from './build-schemas.mjs';
import { bundleOptions } from './bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
// Made beside the old one and exchanged at the end, so that a program that runs meanwhile finds its files.
const finished = join(root, 'dist');
const dist = join(root, 'dist.new');

await buildSchemas(root);
await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'hyphenation'), { recursive: true });
await build(bundleOptions(join(root, 'src/cli/main.ts'), join(dist, 'faktaark.cjs')));
await cp(require.resolve('harfbuzzjs/dist/harfbuzz.wasm'), join(dist, 'harfbuzz.wasm'));
for (const name of ['da', 'en-gb', 'en-us', 'fr', 'de-1996', 'nb', 'sv', 'fi', 'nl', 'es', 'it', 'pt', 'pl', 'uk']) {
  await writeFile(join(dist, 'hyphenation', `${name}.json`), JSON.stringify(require(`hyphen/patterns/${name}.js`)));
}
await writeAtlas(join(dist, 'atlas'));
await finishBundle(join(dist, 'faktaark.cjs'), await hashOf(dist));
await rm(finished, { recursive: true, force: true });
await rename(dist, finished);

// The first build leaves the code cache (bin/faktaark.cjs). Findings in this project's own data are no matter here.
const out = await mkdtemp(join(tmpdir(), 'faktaark-'));
spawnSync(process.execPath, [join(root, 'bin/faktaark.cjs'), 'build', '--project', root, '--out', out]);
await rm(out, { recursive: true });

/**
 * bin/faktaark.cjs reads the bundle as Latin-1; esbuild leaves other characters in regular expressions and comments.
 * The last line names the data beside it, for the hash of this file stands for the whole program (src/app/package.ts).
 */
async function finishBundle(file, dataHash) {
  const text = await readFile(file, 'utf8');
  const escaped = text.replace(/[^\x00-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  await writeFile(file, `${escaped}// data: ${dataHash}\n`);
}

/** Of all data files in a folder, by name. */
async function hashOf(folder) {
  const hash = createHash('sha256');
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(json|wasm)$/.test(name)).sort();
  for (const name of files) hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest('hex');
}
