import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Atlas, type AtlasFile } from '../content/graphics/map/atlas.ts';
import { packageRoot } from './package.ts';

/** The world for the maps of all sheets; its files, made by the build, are read when a map first asks for them. */
export const atlas = new Atlas(
  (detail) => JSON.parse(readFileSync(join(packageRoot(), `dist/atlas/countries-${detail}.json`), 'utf8')) as AtlasFile,
);
