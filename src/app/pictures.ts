import type { AnyNode, Element } from 'domhandler';
import { isTag } from 'domhandler';
import { type Diagnostic, Findings, finding, type Place, type Report } from '../base/diagnostics.ts';
import { contentHash } from '../base/hash.ts';
import { LruCache } from '../base/lru.ts';
import type { ReplacedContent } from '../engine/boxes/box.ts';
import type { StyledDocument } from '../engine/css/cascade.ts';
import { cascade } from '../engine/css/cascade.ts';
import { DEFAULT_ENVIRONMENT, type Environment } from '../engine/css/environment.ts';
import { mediaAttribute, sheetFor } from '../engine/css/parse.ts';
import { loadSheets } from '../engine/css/sheets.ts';
import { type HtmlDocument, parseHtml } from '../engine/html/document.ts';
import { documentSheets, pictureAddress, pictureElements, type ResourceLoader } from '../engine/html/resources.ts';
import { readRaster } from '../engine/images/image.ts';
import { ImageError } from '../engine/images/image-error.ts';
import type { RasterImage } from '../engine/images/raster.ts';
import { readSvg, type SvgSource } from '../engine/images/svg.ts';
import type { SvgImageContent } from '../engine/images/svg-nodes.ts';
import type { PictureLookup } from '../engine/paint/canvas.ts';

const rasters = new LruCache<string, RasterImage>(
  48 << 20,
  (image) => image.main.data.length + (image.alpha?.data.length ?? 0) + 500,
);

/** Decodes a PNG, JPEG or GIF; throws ImageError. Pictures are kept by content. */
export function cachedRaster(bytes: Uint8Array): RasterImage {
  return rasters.ensure(contentHash(bytes), () => readRaster(bytes));
}

/** What an SVG file that names no other file was read as, with what was found in it. */
interface ReadSvg {
  readonly content: SvgImageContent | undefined;
  readonly findings: readonly Diagnostic[];
  readonly bytes: number;
}

const vectors = new LruCache<string, ReadSvg>(16 << 20, ({ bytes }) => bytes * BYTES_PER_LETTER + 500);
/** Rough: nodes, styles and paths made of a letter of an SVG file. */
const BYTES_PER_LETTER = 20;

const MISSING: ReplacedContent = { type: 'missing' };

/** Reads every picture of a page once. A picture that cannot be read leaves its room empty, and a finding. */
export function loadPictures(
  styled: StyledDocument,
  loader: ResourceLoader,
  environment: Environment,
  report: Report,
): ReadonlyMap<Element, ReplacedContent> {
  const { document } = styled;
  const pictures = new Map<Element, ReplacedContent>();
  const reader = new PictureReader(loader, report);
  const source = reader.sourceOf(styled, []);
  for (const element of pictureElements(document)) {
    if (element.name === 'svg') {
      pictures.set(element, { type: 'svg', picture: readSvg(element, source) });
      continue;
    }
    pictures.set(element, MISSING);
    const place = document.placeOf(element);
    const address = pictureAddress(element, (media, from) =>
      mediaAttribute(media, document.attributePlace(from, 'media'), report)(environment),
    );
    if (!address) {
      report(finding('html-missing-resource', 'an <img> without src', place));
      continue;
    }
    pictures.set(element, reader.picture(address, document.file, place, []) ?? MISSING);
  }
  return pictures;
}

/** Finds the pictures that styles name, each read once. Addresses count from the sheet that has them, or the page. */
export function stylePictures(document: HtmlDocument, loader: ResourceLoader, report: Report): PictureLookup {
  const known = new Map<string, ReplacedContent>();
  const reader = new PictureReader(loader, report);
  return ({ address, file, line, column }) => {
    const from = file ?? document.file;
    const key = `${from}\0${address}`;
    let content = known.get(key);
    if (!content) {
      content = reader.picture(address, from, { file: from, line, column }, []) ?? MISSING;
      known.set(key, content);
    }
    return content;
  };
}

/** How deep pictures may lie in pictures, and how many in all. */
const MOST_NESTED = 8;
const MOST_INNER = 1000;

class PictureReader {
  readonly #loader: ResourceLoader;
  readonly #report: Report;
  #inner = 0;
  /** Files asked for. */
  #asked = 0;

  constructor(loader: ResourceLoader, report: Report) {
    this.#loader = {
      text: (...file) => {
        this.#asked++;
        return loader.text(...file);
      },
      bytes: (...file) => {
        this.#asked++;
        return loader.bytes(...file);
      },
    };
    this.#report = report;
  }

  /** `around` are the hashes of the SVG files that the picture lies in. */
  picture(address: string, from: string, place: Place, around: readonly string[]): SvgImageContent | undefined {
    const found = this.#loader.bytes(address, from, place, this.#report);
    if (!found) return undefined;
    const { file, bytes } = found;
    if (looksLikeSvg(bytes)) {
      const hash = contentHash(bytes);
      const shown = file === from || /^data:/i.test(address) ? 'the picture' : address;
      const why = around.includes(hash)
        ? 'lies in itself'
        : around.length >= MOST_NESTED || (around.length > 0 && this.#inner++ >= MOST_INNER)
          ? 'is one of too many that lie in each other'
          : undefined;
      if (!why) return this.#svgOnce(file, bytes, [...around, hash]);
      this.#report(finding('svg-limit', `${shown} ${why}`, place));
      return undefined;
    }
    try {
      return { type: 'raster', image: cachedRaster(bytes) };
    } catch (error) {
      if (!(error instanceof ImageError)) throw error;
      const code = error.kind === 'broken' ? 'image-broken' : 'image-unsupported';
      this.#report(finding(code, error.message, { file }, error.hint));
      return undefined;
    }
  }

  sourceOf({ document, styles }: StyledDocument, around: readonly string[], report = this.#report): SvgSource {
    let ids: Map<string, Element> | undefined;
    return {
      styles,
      lang: document.lang,
      place: document.placeOf,
      report,
      element: (id) => {
        ids ??= elementsById(document.root);
        return ids.get(id);
      },
      image: (address, element) => this.picture(address, document.file, document.placeOf(element), around),
    };
  }

  /** A file that names no other is the same wherever it stands. */
  #svgOnce(file: string, bytes: Uint8Array, around: readonly string[]): SvgImageContent | undefined {
    const key = `${file}\0${around.at(-1)}`;
    let read = vectors.get(key);
    if (!read) {
      const before = this.#asked;
      const found = new Findings();
      const content = this.#svg(file, bytes, around, found.report);
      read = { content, findings: found.list, bytes: bytes.length };
      if (this.#asked === before) vectors.set(key, read);
    }
    read.findings.forEach(this.#report);
    return read.content;
  }

  /** An SVG file is a document of its own: its styles do not mix with the page's. */
  #svg(file: string, bytes: Uint8Array, around: readonly string[], report: Report): SvgImageContent | undefined {
    const text = new TextDecoder().decode(bytes);
    const document = parseHtml({ file, text: withoutProlog(text) }, '', report);
    const root = document.body.children.find((child): child is Element => isTag(child) && child.name === 'svg');
    if (!root) {
      report(finding('image-broken', 'the file has no <svg> element', { file }));
      return undefined;
    }
    const named = documentSheets(document, { file, text }, this.#loader, report);
    const sheets = loadSheets(named, this.#loader, report).map((sheet) => sheetFor(sheet, DEFAULT_ENVIRONMENT));
    const source = this.sourceOf(cascade(document, sheets, report), around, report);
    return { type: 'svg', picture: readSvg(root, source) };
  }
}

function looksLikeSvg(bytes: Uint8Array): boolean {
  return /^\s*(<\?xml|<!--|<!DOCTYPE svg|<svg)/i.test(new TextDecoder().decode(bytes.subarray(0, 256)));
}

/** The declaration and the document type of XML, blank so that everything keeps its place. */
function withoutProlog(text: string): string {
  return text
    .replace(/^\ufeff/, ' ')
    .replace(/<\?[^>]*\?>|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/gi, (prolog) => prolog.replace(/[^\n]/g, ' '));
}

function elementsById(root: Element): Map<string, Element> {
  const ids = new Map<string, Element>();
  const visit = (element: Element): void => {
    const { id } = element.attribs;
    if (id && !ids.has(id)) ids.set(id, element);
    for (const child of element.children as AnyNode[]) if (isTag(child)) visit(child);
  };
  visit(root);
  return ids;
}
