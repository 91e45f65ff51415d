import type { Element } from 'domhandler';
import { isTag } from 'domhandler';
import { finding, type Report } from '../base/diagnostics.ts';
import { contentHash } from '../base/hash.ts';
import { LruCache } from '../base/lru.ts';
import type { ReplacedContent } from '../engine/boxes/box.ts';
import type { StyledDocument } from '../engine/css/cascade.ts';
import { cascade } from '../engine/css/cascade.ts';
import { type HtmlDocument, parseHtml } from '../engine/html/document.ts';
import { pictureElements, type ResourceLoader } from '../engine/html/resources.ts';
import { readRaster } from '../engine/images/image.ts';
import { ImageError } from '../engine/images/image-error.ts';
import type { RasterImage } from '../engine/images/raster.ts';
import { readSvg } from '../engine/images/svg.ts';
import type { PictureLookup } from '../engine/paint/canvas.ts';

const rasters = new LruCache<string, RasterImage>(
  48 << 20,
  (image) => image.main.data.length + (image.alpha?.data.length ?? 0) + 500,
);

/** Decodes a PNG or JPEG; throws ImageError. Pictures are kept by content. */
export function cachedRaster(bytes: Uint8Array): RasterImage {
  return rasters.ensure(contentHash(bytes), () => readRaster(bytes));
}

const MISSING: ReplacedContent = { type: 'missing' };

/** Reads every picture of a page once. A picture that cannot be read leaves its room empty, and a finding. */
export function loadPictures(
  styled: StyledDocument,
  loader: ResourceLoader,
  report: Report,
): ReadonlyMap<Element, ReplacedContent> {
  const { document } = styled;
  const pictures = new Map<Element, ReplacedContent>();
  for (const element of pictureElements(document)) {
    if (element.name === 'svg') {
      pictures.set(element, { type: 'svg', picture: readSvg(element, styled.styles, document.placeOf, report) });
      continue;
    }
    pictures.set(element, MISSING);
    const address = element.attribs.src;
    const place = document.placeOf(element);
    if (!address) {
      report(finding('html-missing-resource', 'an <img> without src', place));
      continue;
    }
    const file = loader.bytes(address, document.file, place, report);
    if (file) pictures.set(element, readPicture(file.file, file.bytes, report) ?? MISSING);
  }
  return pictures;
}

/** Finds the pictures that styles name, each read once. Addresses count from the sheet that has them, or the page. */
export function stylePictures(document: HtmlDocument, loader: ResourceLoader, report: Report): PictureLookup {
  const known = new Map<string, ReplacedContent>();
  return ({ address, file, line, column }) => {
    const from = file ?? document.file;
    const key = `${from}\0${address}`;
    let content = known.get(key);
    if (!content) {
      const read = loader.bytes(address, from, { file: from, line, column }, report);
      content = (read && readPicture(read.file, read.bytes, report)) ?? MISSING;
      known.set(key, content);
    }
    return content;
  };
}

function readPicture(file: string, bytes: Uint8Array, report: Report): ReplacedContent | undefined {
  if (/^\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)/i.test(new TextDecoder().decode(bytes.subarray(0, 256))))
    return readSvgFile(file, bytes, report);
  try {
    return { type: 'raster', image: cachedRaster(bytes) };
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    report(finding(error.kind === 'broken' ? 'image-broken' : 'image-unsupported', error.message, { file }));
    return undefined;
  }
}

/** An SVG file is a document of its own: its styles do not mix with the page's. */
function readSvgFile(file: string, bytes: Uint8Array, report: Report): ReplacedContent | undefined {
  const document = parseHtml(
    { file, text: new TextDecoder().decode(bytes).replace(/<\?xml[^>]*\?>|<!DOCTYPE[^>]*>/gi, '') },
    '',
    report,
  );
  const root = document.body.children.find((child): child is Element => isTag(child) && child.name === 'svg');
  if (!root) {
    report(finding('image-broken', 'no <svg> element', { file }));
    return undefined;
  }
  return { type: 'svg', picture: readSvg(root, cascade(document, [], report).styles, document.placeOf, report) };
}
