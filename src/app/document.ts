import { type Diagnostic, finding, type Report } from '../base/diagnostics.ts';
import type { SourceText } from '../base/source.ts';
import type { BoxTree } from '../engine/boxes/box.ts';
import { cascade, type StyledDocument } from '../engine/css/cascade.ts';
import { DEFAULT_ENVIRONMENT } from '../engine/css/environment.ts';
import { sheetFor } from '../engine/css/parse.ts';
import { loadSheets } from '../engine/css/sheets.ts';
import { type HtmlDocument, MOST_DEPTH, parseHtml } from '../engine/html/document.ts';
import { documentSheets, type ResourceLoader } from '../engine/html/resources.ts';
import { createLayout } from '../engine/layout/layout.ts';
import { layoutPages, type Page } from '../engine/pages/document-pages.ts';
import { firstPageArea } from '../engine/pages/first-page.ts';
import { checkOverflow } from '../engine/pages/overflow.ts';
import type { DisplayList } from '../engine/paint/display-list.ts';
import { canImpose, type Imposition } from '../engine/paint/imposition.ts';
import { paintPages } from '../engine/paint/paint.ts';
import { fontMeasures } from '../engine/text/font-units.ts';
import { loadFontFaces } from './font-faces.ts';
import { type FontSet, textContext } from './fonts.ts';
import { loadPictures, stylePictures } from './pictures.ts';
import { isStackOverflow } from './stack.ts';

export interface DocumentInput {
  readonly html: SourceText;
  /** Stylesheets besides those the page names, before them. */
  readonly sheets: readonly SourceText[];
  readonly lang: string;
  readonly loader: ResourceLoader;
  readonly fonts: FontSet;
  /** For `@media (-faktaark-edition: print)`; `screen` where missing. */
  readonly edition?: string | undefined;
  /** What stands beside pages with marks. */
  readonly slug?: ((document: HtmlDocument) => string) | undefined;
  /** Lays the pages on the sheets of a press; page numbers and text stay those of the pages. */
  readonly imposition?: Imposition | undefined;
  /** Shows the columns of the layout over its pages; gutter in px. */
  readonly grid?: { readonly columns: number; readonly gutter: number } | undefined;
  /** Asked with what was found when the pages are made; where it says no, they are in vain, and `list` is empty. */
  readonly isWorthPainting?: ((pages: readonly Page[], findings: readonly Diagnostic[]) => boolean) | undefined;
  /** Where elements lie too deep in each other for the stack: `flatten` (as if missing) lifts the innermost, with a finding. */
  readonly tooDeep?: 'flatten' | 'throw' | undefined;
}

/** What each stage made of a page, kept for dumps. */
export interface LaidOutDocument {
  readonly html: SourceText;
  readonly document: HtmlDocument;
  readonly styled: StyledDocument;
  readonly tree: BoxTree;
  readonly pages: readonly Page[];
  readonly list: DisplayList;
}

/** Depths to try where the stack is full; the last one fits into any. */
const DEPTHS = [MOST_DEPTH, 500, 250, 125];

/** HTML and CSS to pages, with elements as deep as the stack of the thread takes them. */
export function layoutDocument(input: DocumentInput, report: Report): LaidOutDocument {
  const last = input.tooDeep === 'throw' ? 0 : DEPTHS.length - 1;
  for (let i = 0; ; i++) {
    // What an attempt finds that comes to nothing is found again.
    const found: Diagnostic[] = [];
    let told = false;
    const tell = (): void => {
      found.forEach(report);
      told = true;
    };
    try {
      const stages = layoutStages(input, DEPTHS[i]!, found, (one) => (told ? report(one) : found.push(one)));
      tell();
      return stages;
    } catch (error) {
      if (i < last && isStackOverflow(error)) continue;
      tell();
      throw error;
    }
  }
}

/** The stages of the engine, one after the other; `found` is what they have reported so far. */
function layoutStages(
  input: DocumentInput,
  mostDepth: number,
  found: readonly Diagnostic[],
  report: Report,
): LaidOutDocument {
  const { html, loader, fonts } = input;
  const document = parseHtml(html, input.lang, report, mostDepth);
  const named = [...input.sheets, ...documentSheets(document, html, loader, report)];
  const parsed = loadSheets(named, loader, report);
  const { edition } = input;
  const page = {
    ...firstPageArea(parsed.map((sheet) => sheetFor(sheet, { ...DEFAULT_ENVIRONMENT, edition }))),
    edition,
  };
  const sheets = parsed.map((sheet) => sheetFor(sheet, { ...page, fonts: undefined }));
  const faces = loadFontFaces(sheets, loader, fonts.registry.harfbuzz, report);
  const text = textContext(fonts, report, faces);
  const styled = cascade(document, sheets, report, { ...page, fonts: fontMeasures(text.fonts) });
  const pictures = loadPictures(styled, loader, { ...page, fonts: undefined }, report);
  const picturesOfStyles = stylePictures(document, loader, report);
  const boxes = {
    styled,
    report,
    pictures: (element: Parameters<typeof pictures.get>[0]) => pictures.get(element)!,
    picturesOfStyles,
  };
  const { tree, pages } = layoutPages(boxes, createLayout(text));
  checkOverflow(pages, document.placeOf, report);
  if (input.isWorthPainting?.(pages, found) === false) {
    const list: DisplayList = { pages: [], structure: tree.structure, lang: document.lang, title: document.title };
    return { html, document, styled, tree, pages, list };
  }
  const list = paintPages(pages, tree.structure, document, text, picturesOfStyles, {
    slug: input.slug?.(document),
    imposition: input.imposition && imposable(pages, report) ? input.imposition : undefined,
    grid: input.grid,
  });
  return { html, document, styled, tree, pages, list };
}

/** Whether pages can lie beside each other on a sheet; a finding at the first that differs. */
function imposable(pages: readonly Page[], report: Report): boolean {
  const boxes = pages.map(({ box }) => box);
  if (canImpose(boxes)) return true;
  const other = boxes.findIndex((box) => !canImpose([boxes[0]!, box]));
  const message = `page ${other + 1} differs from the first in size or bleed; no pages are laid on sheets to be folded`;
  report(finding('layout-imposition', message, { page: other + 1 }));
  return false;
}
