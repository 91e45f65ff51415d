import type { Report } from '../base/diagnostics.ts';
import { PT_PER_PX } from '../base/units.ts';
import type { DisplayList } from '../engine/paint/display-list.ts';
import { srgbProfile } from './assets/srgb-profile.ts';
import { DocumentFonts } from './fonts.ts';
import { DocumentAlphas } from './graphics.ts';
import { DocumentImages } from './images.ts';
import { destination, writeLinks } from './links.ts';
import { type Claim, type DocumentMetadata, infoDictionary, xmpPacket } from './metadata.ts';
import { DocumentObjects } from './objects.ts';
import { collectHeadings, writeOutlines } from './outlines.ts';
import { paintPage } from './page-painter.ts';
import { PdfFile } from './pdfkit.ts';
import { DocumentShadings } from './shadings.ts';
import { TagTree } from './tags.ts';
import { TextWriter } from './text.ts';

export interface PdfOptions {
  readonly edition: 'screen';
  /** The display list's own where missing. */
  readonly title?: string | undefined;
  /** BCP 47; the display list's own where missing. */
  readonly lang?: string | undefined;
  readonly author?: string | undefined;
  readonly subject?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  /** The program that made the content. */
  readonly creator: string;
  /** The program that wrote the file. */
  readonly producer: string;
  /** Date of creation and of change, to the second, UTC. */
  readonly date: Date;
  /** Standards the metadata claim; PDF/A-2a and PDF/UA-1 where missing. */
  readonly claims?: readonly Claim[] | undefined;
  /** Tells apart, in the file identifier, files of equal content. */
  readonly idSeed?: string | undefined;
  readonly report?: Report | undefined;
}

/** Writes the display list as a tagged PDF 1.7. Equal lists and options give equal bytes. */
export function writePdf(list: DisplayList, options: PdfOptions): Uint8Array {
  if (list.pages.length === 0) throw new Error('A PDF needs at least one page.');
  const metadata: DocumentMetadata = {
    ...options,
    title: options.title ?? list.title,
    lang: options.lang ?? list.lang,
    claims: options.claims ?? ['PDF/A-2a', 'PDF/UA-1'],
  };
  const file = new PdfFile({
    lang: metadata.lang,
    info: infoDictionary(metadata),
    xmp: xmpPacket(metadata),
    seed: options.idSeed ?? '',
  });
  const tags = new TagTree(file);
  const fonts = new DocumentFonts(file);
  const objects = new DocumentObjects();
  const context = {
    fonts,
    images: new DocumentImages(file),
    alphas: new DocumentAlphas(file),
    shadings: new DocumentShadings(file, objects),
    file,
    objects,
    text: new TextWriter(),
    tags,
  };
  const pages = list.pages.map(({ width, height, sheet, rotation }) =>
    file.addPage(width * PT_PER_PX, height * PT_PER_PX, {
      sheet: sheet && { bleed: sheet.bleed * PT_PER_PX, around: sheet.around * PT_PER_PX },
      rotation,
    }),
  );
  for (const [index, page] of list.pages.entries()) paintPage(page, index, pages[index]!, context);
  fonts.writeAll();
  writeLinks(list, pages, file, tags, options.report ?? (() => {}));
  tags.write(list.structure, metadata.lang, pages);
  const headings = collectHeadings(list.structure, (node) => {
    const extent = tags.extents.get(node);
    return extent && destination(pages[extent.page]!, 0, extent.rect.y);
  });
  writeOutlines(headings, file);
  writeOutputIntent(file);
  return file.end();
}

/** Says that device RGB is sRGB (ISO 19005-2 section 6.2.3). */
function writeOutputIntent(file: PdfFile): void {
  const profile = file.stream('/N 3/Filter/FlateDecode', srgbProfile());
  const id = '(sRGB IEC61966-2.1)';
  const intent = file.add(
    `<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier${id}/Info${id}/DestOutputProfile ${profile}>>`,
  );
  file.setCatalogEntry('OutputIntents', `[${intent}]`);
}
