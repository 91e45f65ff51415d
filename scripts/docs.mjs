// Writes docs/findings.md, docs/css.md and docs/data.md from the tables and schemas of the program (tests/docs/).
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from './bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = await mkdtemp(join(tmpdir(), 'faktaark-docs-'));
const outfile = join(folder, 'docs.cjs');
try {
  await build(bundleOptions(join(root, 'tests/docs/main.ts'), outfile));
  process.exitCode = spawnSync(process.execPath, [outfile], { stdio: 'inherit', cwd: root }).status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
