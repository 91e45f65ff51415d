import { readFileSync } from 'node:fs';
import { formatDiagnostic, type Report } from '../../../src/base/diagnostics.ts';
import type { FaceSource } from '../../../src/engine/fonts/loaded-face.ts';
import { FontRegistry } from '../../../src/engine/fonts/registry.ts';
import { caseFonts } from '../../support/cases.ts';

/** Files by the names the tests call them. */
const FILES = {
  plex: 'fonts/IBMPlexSans-Regular.ttf',
  plexBold: 'fonts/IBMPlexSans-Bold.ttf',
  arabic: 'fonts/IBMPlexSansArabic-Regular.ttf',
  hebrew: 'node_modules/@expo-google-fonts/ibm-plex-sans-hebrew/400Regular/IBMPlexSansHebrew_400Regular.ttf',
} as const;

const read = new Map<string, Uint8Array>();

export function bytesOf(path: string): Uint8Array {
  let bytes = read.get(path);
  if (!bytes) {
    bytes = new Uint8Array(readFileSync(path));
    read.set(path, bytes);
  }
  return bytes;
}

/** A regular face of `family`, unless `changes` say otherwise. */
export function sourceOf(family: string, name: keyof typeof FILES, changes: Partial<FaceSource> = {}): FaceSource {
  const file = FILES[name];
  return { family, weight: 400, style: 'normal', scripts: [], file, bytes: bytesOf(file), ...changes };
}

export const failing: Report = (diagnostic) => {
  throw new Error(formatDiagnostic(diagnostic));
};

export function registryOf(
  sources: readonly FaceSource[],
  fallback: readonly string[] = [],
  report: Report = failing,
): FontRegistry {
  return new FontRegistry(caseFonts().registry.harfbuzz, sources, fallback, report);
}
