import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FolderLoader } from '../../src/app/disk.ts';
import { type LaidOutDocument, layoutDocument } from '../../src/app/document.ts';
import { STAGES, type Stage } from '../../src/app/dump.ts';
import { type FontSet, loadFonts } from '../../src/app/fonts.ts';
import { type Diagnostic, Findings, formatDiagnostic } from '../../src/base/diagnostics.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const CASES = join(ROOT, 'tests/cases');

/** One page of HTML under tests/cases with what is expected of it beside it. */
export interface Case {
  /** `group/name`. */
  readonly name: string;
  readonly html: string;
  /** Stages whose dump is compared: those that have a file, or fragments where there is none at all. */
  readonly stages: readonly Stage[];
}

/** All cases but those under boxes/, which are held against a browser (support/boxes.ts). */
export function listCases(): Case[] {
  return readdirSync(CASES)
    .filter((group) => group !== 'boxes')
    .sort()
    .flatMap((group) => {
      const files = readdirSync(join(CASES, group)).sort();
      return files
        .filter((file) => file.endsWith('.html'))
        .map((file) => {
          const name = `${group}/${file.slice(0, -5)}`;
          const named = STAGES.filter((stage) => existsSync(join(CASES, `${name}.${stage}.txt`)));
          const html = readFileSync(join(CASES, `${name}.html`), 'utf8');
          return { name, html, stages: named.length ? named : ['fragments'] };
        });
    });
}

let fonts: FontSet | undefined;

export function caseFonts(): FontSet {
  fonts ??= loadFonts(join(ROOT, 'fonts'), (diagnostic) => {
    throw new Error(formatDiagnostic(diagnostic));
  });
  return fonts!;
}

/** Cases were compared with a browser's one long page; those about pages say themselves how large theirs are. */
const ONE_LONG_PAGE = { file: '(page)', text: '@page { size: 800px 5000px; margin: 0 }' };

export function layoutCase(
  { name, html }: Pick<Case, 'name' | 'html'>,
  edition?: string,
): {
  readonly laidOut: LaidOutDocument;
  readonly findings: readonly Diagnostic[];
} {
  const findings = new Findings();
  const file = join(CASES, `${name}.html`);
  const laidOut = layoutDocument(
    {
      html: { file, text: html },
      sheets: /@page/.test(html) ? [] : [ONE_LONG_PAGE],
      lang: 'en',
      edition,
      loader: new FolderLoader([CASES]),
      fonts: caseFonts(),
    },
    findings.report,
  );
  // The place of the repository says nothing about the case.
  const own = findings.list.map((d) => (d.file === file ? { ...d, file: `${name}.html` } : d));
  return { laidOut, findings: own };
}
