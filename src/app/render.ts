import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Diagnostic, Findings, finding } from '../base/diagnostics.ts';
import type { SourceText } from '../base/source.ts';
import type { HtmlDocument } from '../engine/html/document.ts';
import type { EditionName, StandardName } from '../pdf/edition.ts';
import { writePdf } from '../pdf/write.ts';
import { documentDate } from './dates.ts';
import { FolderLoader, readText } from './disk.ts';
import { type DocumentInput, type LaidOutDocument, layoutDocument } from './document.ts';
import { loadFonts } from './fonts.ts';
import { locatingCharacters } from './missing-characters.ts';
import { packageRoot, version } from './package.ts';
import { printSheet } from './printing.ts';
import { Project } from './project.ts';

export interface RenderOptions {
  readonly html: SourceText;
  /** Folder that relative addresses count from; readable. */
  readonly folder: string;
  readonly allowed: readonly string[];
  readonly css: readonly string[];
  readonly lang: string;
  /** Project whose fonts are used; the fonts of the package where it has none. */
  readonly project: string;
  /** `screen` where missing. */
  readonly edition?: EditionName | undefined;
  readonly standard?: StandardName | undefined;
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
  const { edition = 'screen', standard } = options;
  const isPrint = edition === 'print';
  const project = new Project(options.project, findings.report);
  const separation = isPrint ? project.separation : undefined;
  if (isPrint && !separation) return { findings: findings.list, laidOut: undefined, pdf: undefined };
  if (isPrint) sheets.unshift(printSheet(project.config.print?.bleed));
  const loader = new FolderLoader([options.folder, ...options.allowed]);
  const report = locatingCharacters(findings.report, { documents: [], texts: [options.html, ...sheets] });
  const { html, lang, tooDeep } = options;
  const slug = isPrint ? (document: HtmlDocument) => `${basename(html.file)}${dayOf(document)}` : undefined;
  const laidOut = layoutDocument({ html, sheets, lang, loader, fonts, tooDeep, edition, slug }, report);
  const pdf = writePdf(laidOut.list, {
    edition,
    standard,
    separation,
    compact: true,
    creator: `faktaark ${version()}`,
    producer: `faktaark ${version()} (pdfkit)`,
    date: documentDate(laidOut.document),
    claims: [],
    report: findings.report,
  });
  return { findings: findings.list, laidOut, pdf };
}

/** The date of a page that has one, for the line beside it. */
function dayOf(document: HtmlDocument): string {
  const date = documentDate(document);
  return date.getTime() === 0 ? '' : ` · ${date.toISOString().slice(0, 10)}`;
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
