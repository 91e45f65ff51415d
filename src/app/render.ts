import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Diagnostic, Findings, finding } from '../base/diagnostics.ts';
import type { SourceText } from '../base/source.ts';
import { writePdf } from '../pdf/write.ts';
import { documentDate } from './dates.ts';
import { FolderLoader, readText } from './disk.ts';
import { type DocumentInput, type LaidOutDocument, layoutDocument } from './document.ts';
import { loadFonts } from './fonts.ts';
import { locatingCharacters } from './missing-characters.ts';
import { packageRoot, version } from './package.ts';

export interface RenderOptions {
  readonly html: SourceText;
  /** Folder that relative addresses count from; readable. */
  readonly folder: string;
  readonly allowed: readonly string[];
  readonly css: readonly string[];
  readonly lang: string;
  /** Project whose fonts are used; the fonts of the package where it has none. */
  readonly project: string;
  readonly tooDeep?: DocumentInput['tooDeep'];
}

export interface RenderResult {
  readonly findings: readonly Diagnostic[];
  readonly laidOut: LaidOutDocument | undefined;
  readonly pdf: Uint8Array | undefined;
}

/** One HTML file to PDF, for authors of layouts. */
export function renderFile(options: RenderOptions): RenderResult {
  const findings = new Findings();
  const own = join(options.project, 'fonts');
  const fonts = loadFonts(existsSync(join(own, 'fonts.json')) ? own : join(packageRoot(), 'fonts'), findings.report);
  if (!fonts) return { findings: findings.list, laidOut: undefined, pdf: undefined };
  const sheets: SourceText[] = [];
  for (const path of options.css) {
    if (existsSync(path)) sheets.push(readText(path));
    else findings.report(finding('html-missing-resource', `the stylesheet ${path} does not exist`));
  }
  const loader = new FolderLoader([options.folder, ...options.allowed]);
  const report = locatingCharacters(findings.report, { documents: [], texts: [options.html, ...sheets] });
  const { html, lang, tooDeep } = options;
  const laidOut = layoutDocument({ html, sheets, lang, loader, fonts, tooDeep }, report);
  const pdf = writePdf(laidOut.list, {
    edition: 'screen',
    creator: `faktaark ${version()}`,
    producer: `faktaark ${version()} (pdfkit)`,
    date: documentDate(laidOut.document),
    claims: [],
    report: findings.report,
  });
  return { findings: findings.list, laidOut, pdf };
}

/** Reads the page to render; `-` is standard input, whose addresses count from the working folder. */
export function readHtml(path: string): { readonly html: SourceText; readonly folder: string } {
  if (path === '-')
    return {
      html: { file: join(process.cwd(), '(standard input)'), text: readFileSync(0, 'utf8') },
      folder: process.cwd(),
    };
  const full = resolve(path);
  return { html: { file: readText(full).file, text: readFileSync(full, 'utf8') }, folder: dirname(full) };
}
