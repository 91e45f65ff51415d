import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../base/hash.ts';

/** The folder of this package: the nearest one above that has its package.json. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** Set by the build; read from package.json where the sources run themselves. */
export function version(): string {
  return (
    process.env.FAKTAARK_VERSION ??
    (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version
  );
}

let program: string | undefined;

/** Names the program itself among inputs: the hash of this file, which in a built package names its data too. */
export function programHash(): string {
  program ??= sha256(readFileSync(fileURLToPath(import.meta.url)));
  return program;
}
