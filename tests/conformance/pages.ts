import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FolderLoader } from '../../src/app/disk.ts';
import { layoutDocument } from '../../src/app/document.ts';
import type { Diagnostic } from '../../src/base/diagnostics.ts';
import type { DisplayList } from '../../src/engine/paint/display-list.ts';
import { writePdf } from '../../src/pdf/write.ts';
import { allFonts } from '../support/fonts.ts';

export const PAGES = fileURLToPath(new URL('./pages/', import.meta.url));

/** A page of running text in one language, laid out and written. */
export interface ConformancePage {
  /** BCP 47. */
  readonly language: string;
  /** What stands between the tags, white space as it is there. */
  readonly source: string;
  readonly list: DisplayList;
  readonly pdf: Uint8Array;
  readonly findings: readonly Diagnostic[];
}

export function listLanguages(): string[] {
  const files = readdirSync(PAGES).filter((file) => file.endsWith('.html'));
  return files.map((file) => file.slice(0, -5)).sort();
}

const made = new Map<string, ConformancePage>();

export function conformancePage(language: string): ConformancePage {
  let page = made.get(language);
  if (!page) {
    const file = join(PAGES, `${language}.html`);
    page = renderPage(language, file, readFileSync(file, 'utf8'));
    made.set(language, page);
  }
  return page;
}

/** `text` as one page of HTML that stands at `file`. */
export function renderPage(language: string, file: string, text: string): ConformancePage {
  const findings: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    findings.push(diagnostic);
  };
  const loader = new FolderLoader([PAGES]);
  const { list } = layoutDocument({ html: { file, text }, sheets: [], lang: 'en', loader, fonts: allFonts() }, report);
  const pdf = writePdf(list, {
    edition: 'screen',
    creator: 'faktaark',
    producer: 'faktaark',
    date: new Date(Date.UTC(2022, 10, 17)),
    claims: ['PDF/A-2a', 'PDF/UA-1'],
    report,
  });
  return { language, source: sourceText(text), list, pdf, findings };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': '\u00a0',
  '&shy;': '\u00ad',
  '&zwnj;': '\u200c',
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
};

/** What stands between the tags of the body. Pages are written plainly, so that no parser of ours is needed for it. */
export function sourceText(html: string): string {
  return html
    .replace(/^[\s\S]*<body>/, '')
    .replace(/<\/?(?:p|h1|li|ul|td|th|tr|table|div|body|html|br)\b[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}
