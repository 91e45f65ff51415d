import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding, type Place, type Report } from '../base/diagnostics.ts';
import { contentHash } from '../base/hash.ts';
import type { SourceText } from '../base/source.ts';
import { ProfileError } from '../pdf/ink/lut.ts';
import { InkProfile } from '../pdf/ink/profile.ts';
import { Separation } from '../pdf/ink/separation.ts';
import { shownPath } from './disk.ts';
import { packageRoot } from './package.ts';

/** mm beyond the edge of the page. */
const BLEED = 3;

/** Of offset on coated paper; see data/profiles/README.md. */
const DEFAULT_PROFILE = 'data/profiles/fogra39-coated.icc';

/** Separations by the hash of their profile: tables are made once. */
const separations = new Map<string, Separation>();

/** The printing condition of an ICC file, or the one of the package. Undefined, after a finding, where it is of no use. */
export function loadSeparation(path: string | undefined, place: Place, report: Report): Separation | undefined {
  const file = path ?? join(packageRoot(), DEFAULT_PROFILE);
  if (!existsSync(file)) {
    report(finding('print-profile-missing', `the profile ${shownPath(file)} does not exist`, place));
    return undefined;
  }
  const bytes = new Uint8Array(readFileSync(file));
  const hash = contentHash(bytes);
  const known = separations.get(hash);
  if (known) return known;
  try {
    const made = new Separation(new InkProfile(bytes));
    separations.set(hash, made);
    return made;
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    report(finding('print-profile-broken', `${shownPath(file)} ${error.message}`, place));
    return undefined;
  }
}

/**
 * What print asks of every page: bleed, marks, and the addresses of links, which nobody can follow on paper. The
 * document's own rules come after it and may say otherwise.
 */
export const printSheet = (bleed = BLEED): SourceText => ({
  file: '(print)',
  text: `@page { bleed: ${bleed}mm; marks: crop cross } :where(a[href^="http" i])::after { content: " (" attr(href) ")" }`,
});
