// Bundles tests/support/fuzz/main.ts beside the program (it needs the same files) and runs it: `npm run fuzz -- SEED COUNT`.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from './bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outfile = join(root, 'dist/fuzz.cjs');
await build(bundleOptions(join(root, 'tests/support/fuzz/main.ts'), outfile));
process.exitCode =
  spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root }).status ?? 1;
