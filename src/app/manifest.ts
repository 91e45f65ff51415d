import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../base/diagnostics.ts';
import type { PrintedValue } from '../content/dataset/provenance.ts';
import { writeWhole } from './disk.ts';
import { version } from './package.ts';

/** One finished file, as manifest.json tells it. */
export interface ManifestFile {
  /** Below the output folder, with slashes. */
  readonly path: string;
  readonly mission: string;
  readonly locale: string;
  readonly edition: string;
  readonly layout: string;
  /** Empty where the project has no themes. */
  readonly theme: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  /** SHA-256 of all that the file was made of. */
  readonly inputHash: string;
  readonly standards: readonly string[];
  /** What of the translation `--allow` let pass: missing, stale or unreviewed strings. */
  readonly allowed: readonly string[];
  readonly findings: readonly Diagnostic[];
  /** Every printed figure and date: where it stands in mission.json, as it was printed, its date and sources. */
  readonly figures: readonly PrintedValue[];
}

export interface Manifest {
  readonly generator: string;
  readonly files: readonly ManifestFile[];
}

/** The manifest of the last build; undefined where there is none or it is of another version. */
export function readManifest(out: string): Manifest | undefined {
  const path = join(out, 'manifest.json');
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    return manifest.generator === generator() && Array.isArray(manifest.files) ? manifest : undefined;
  } catch {
    // A damaged manifest only means that everything is built again.
    return undefined;
  }
}

const generator = (): string => `faktaark ${version()}`;

/** Writes manifest.json and SHA256SUMS (as `sha256sum -c` reads it). */
export function writeManifest(out: string, files: readonly ManifestFile[]): Manifest {
  const manifest = { generator: generator(), files };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  writeWhole(join(out, 'manifest.json'), text);
  writeWhole(join(out, 'SHA256SUMS'), files.map((file) => `${file.sha256}  ${file.path}\n`).join(''));
  return manifest;
}
