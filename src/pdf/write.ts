import { createHash } from 'node:crypto';
import type { Report } from '../base/diagnostics.ts';
import { PT_PER_PX } from '../base/units.ts';
import type { DisplayList } from '../engine/paint/display-list.ts';
import { srgbProfile } from './assets/srgb-profile.ts';
import { type Attachment, writeAttachments } from './attachments.ts';
import { type Colors, inkColors, SCREEN_COLORS } from './colors.ts';
import { deflateCached } from './deflate.ts';
import { type EditionName, editionRules, type StandardName } from './edition.ts';
import { DocumentFonts } from './fonts.ts';
import { DocumentAlphas } from './graphics.ts';
import { DocumentImages } from './images.ts';
import type { Separation } from './ink/separation.ts';
import { destination, writeLinks } from './links.ts';
import { type Claim, type DocumentMetadata, infoDictionary, xmpPacket } from './metadata.ts';
import { DocumentObjects } from './objects.ts';
import { collectHeadings, writeOutlines } from './outlines.ts';
import { paintPage } from './page-painter.ts';
import { PdfFile } from './pdfkit.ts';
import { DocumentShadings } from './shadings.ts';
import { DocumentSpots } from './spots.ts';
import { textString } from './syntax.ts';
import { TagTree } from './tags.ts';
import { TextWriter } from './text.ts';

export interface PdfOptions {
  readonly edition: EditionName;
  readonly standard?: StandardName | undefined;
  /** The printing condition; `print` has to have one. */
  readonly separation?: Separation | undefined;
  /** Go into editions that carry files. */
  readonly attachments?: readonly Attachment[] | undefined;
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
  /** Standards the metadata claim; those of the edition where missing. */
  readonly claims?: readonly Claim[] | undefined;
  /** Tells apart, in the file identifier, files of equal content. */
  readonly idSeed?: string | undefined;
  /** Small, with objects in object streams; else as text that can be looked at. */
  readonly compact?: boolean | undefined;
  readonly report?: Report | undefined;
}

/** Writes the display list as a tagged PDF. Equal lists and options give equal bytes. */
export function writePdf(list: DisplayList, options: PdfOptions): Uint8Array {
  if (list.pages.length === 0) throw new Error('A PDF needs at least one page.');
  const edition = editionRules(options.edition, options.standard);
  const { separation } = options;
  if (options.edition === 'print' && !separation) throw new Error('The print edition needs a printing condition.');
  const colors = options.edition === 'print' ? inkColors(separation!) : SCREEN_COLORS;
  const metadata: DocumentMetadata = {
    ...options,
    title: options.title ?? list.title,
    lang: options.lang ?? list.lang,
    claims: options.claims ?? edition.claims,
    documentId: uuidOf(`${options.idSeed ?? ''} ${options.title ?? list.title}`),
  };
  const file = new PdfFile({
    version: edition.version,
    lang: metadata.lang,
    info: infoDictionary(metadata),
    xmp: xmpPacket(metadata),
    seed: options.idSeed ?? '',
    compact: options.compact,
  });
  const tags = new TagTree(file, edition.version);
  const fonts = new DocumentFonts(file);
  const objects = new DocumentObjects();
  const context = {
    fonts,
    images: new DocumentImages(file, colors),
    alphas: new DocumentAlphas(file),
    shadings: new DocumentShadings(file, objects, colors),
    file,
    objects,
    text: new TextWriter(),
    tags,
    colors,
    spots: options.edition === 'print' ? new DocumentSpots(file, objects) : undefined,
  };
  const pages = list.pages.map(({ width, height, sheet, rotation }) =>
    file.addPage(width * PT_PER_PX, height * PT_PER_PX, {
      sheet: sheet && { bleed: sheet.bleed * PT_PER_PX, around: sheet.around * PT_PER_PX },
      rotation,
    }),
  );
  for (const [index, page] of list.pages.entries()) paintPage(page, index, pages[index]!, context);
  fonts.writeAll();
  const modern = edition.version === '2.0';
  if (edition.links) {
    const elements = modern ? tags.destinationsOf(list.structure) : undefined;
    writeLinks(list, pages, file, tags, options.report ?? (() => {}), elements);
  }
  tags.write(list.structure, metadata.lang, pages);
  const headings = collectHeadings(list.structure, (node) => {
    const extent = tags.extents.get(node);
    if (!extent) return undefined;
    const place = destination(pages[extent.page]!, 0, extent.rect.y);
    return { destination: place, element: modern ? tags.elementOf(node) : undefined };
  });
  writeOutlines(headings, file);
  // As on the pages themselves (ISO 32000-1 section 12.4.2).
  file.setCatalogEntry('PageLabels', '<</Nums[0<</S/D>>]>>');
  if (edition.attached) writeAttachments(options.attachments ?? [], options.date, file);
  writeOutputIntents(file, colors);
  return file.end();
}

/** A UUID of version 8 (RFC 9562 section 5.8) made of a text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Says what device colours are: sRGB for screens, the printing condition for print, where PDF/A and PDF/X share one
 * profile (ISO 19005-2 section 6.2.3, ISO 15930-7 section 6.3).
 */
function writeOutputIntents(file: PdfFile, { separation }: Colors): void {
  const bytes = separation ? deflateCached(separation.profile.bytes) : srgbProfile();
  const profile = file.stream(`/N ${separation ? 4 : 3}/Filter/FlateDecode`, bytes);
  const id = textString(separation ? separation.profile.name || 'Custom' : 'sRGB IEC61966-2.1');
  const intents = (separation ? ['GTS_PDFX', 'GTS_PDFA1'] : ['GTS_PDFA1']).map((kind) =>
    file.add(`<</Type/OutputIntent/S/${kind}/OutputConditionIdentifier${id}/Info${id}/DestOutputProfile ${profile}>>`),
  );
  file.setCatalogEntry('OutputIntents', `[${intents.join(' ')}]`);
}
