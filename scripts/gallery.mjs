// Makes docs/gallery/, the pages of every layout, locale and theme as pictures, with tests/gallery/main.ts.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from './bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outfile = join(root, 'dist/gallery/main.cjs');
await build({ ...bundleOptions(join(root, 'tests/gallery/main.ts'), outfile), external: ['@hyzyla/pdfium'] });
process.exitCode =
  spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root }).status ?? 1;
