import { type AnyNode, type Element, isTag } from 'domhandler';
import type { Place, Report } from '../../base/diagnostics.ts';
import type { SourceText } from '../../base/source.ts';
import { type HtmlDocument, textOf } from './document.ts';

/** Gives the files a page names; reports what it cannot give. Implemented by the application, which owns the disk. */
export interface ResourceLoader {
  /** A text file named by `address` in `fromFile`. */
  text(address: string, fromFile: string, place: Place, report: Report): SourceText | undefined;
  bytes(
    address: string,
    fromFile: string,
    place: Place,
    report: Report,
  ): { readonly file: string; readonly bytes: Uint8Array } | undefined;
}

/** A stylesheet with the media queries of what names it. */
export interface NamedSheet extends SourceText {
  readonly media: { readonly text: string; readonly place: Place } | undefined;
}

/** The stylesheets of a document in order: linked files and style elements. */
export function documentSheets(
  document: HtmlDocument,
  source: SourceText,
  loader: ResourceLoader,
  report: Report,
): NamedSheet[] {
  const sheets: NamedSheet[] = [];
  const mediaOf = (element: Element): NamedSheet['media'] => {
    const text = element.attribs.media?.trim();
    return text ? { text, place: document.attributePlace(element, 'media') } : undefined;
  };
  const visit = (node: AnyNode): void => {
    if (!isTag(node)) return;
    if (
      node.name === 'link' &&
      /(^|\s)stylesheet(\s|$)/i.test(node.attribs.rel ?? '') &&
      !/(^|\s)alternate(\s|$)/i.test(node.attribs.rel ?? '') &&
      node.attribs.href
    ) {
      const sheet = loader.text(node.attribs.href, document.file, document.placeOf(node), report);
      if (sheet) sheets.push({ ...sheet, media: mediaOf(node) });
    } else if (node.name === 'style') {
      // Blank space before it keeps the lines and columns of the page.
      const before = source.text.slice(0, node.firstChild?.startIndex ?? 0).split('\n');
      const blank = '\n'.repeat(before.length - 1) + ' '.repeat(before.at(-1)!.length);
      const text = textOf(node).replace(/<!\[CDATA\[|\]\]>/g, (mark) => ' '.repeat(mark.length));
      sheets.push({ file: source.file, text: blank + text, media: mediaOf(node) });
    } else for (const child of node.children as AnyNode[]) visit(child);
  };
  visit(document.root);
  return sheets;
}

/** Kinds of pictures that are read. */
const READABLE = /^\s*image\/(png|jpe?g|gif|svg\+xml)\s*(;|$)/i;

/** The address before any width or density. */
const firstCandidate = (srcset: string | undefined): string | undefined =>
  /^[\s,]*(\S*[^\s,])/.exec(srcset ?? '')?.[1] || undefined;

/**
 * The address of the picture that an `img` shows (HTML section 4.8.4.3): of the first `source` before it in a `picture`
 * whose kind is read and whose `media` holds, or else its own.
 */
export function pictureAddress(image: Element, holds: (media: string, source: Element) => boolean): string | undefined {
  const { parent } = image;
  if (parent && isTag(parent) && parent.name === 'picture')
    for (const source of parent.children as AnyNode[]) {
      if (source === image) break;
      if (!isTag(source) || source.name !== 'source') continue;
      const { srcset, type, media } = source.attribs;
      const address = firstCandidate(srcset);
      if (!address || (type && !READABLE.test(type))) continue;
      if (!media?.trim() || holds(media, source)) return address;
    }
  return image.attribs.src || firstCandidate(image.attribs.srcset);
}

/** Every `img` and `svg` element outside SVG. */
export function pictureElements(document: HtmlDocument): Element[] {
  const found: Element[] = [];
  const visit = (node: AnyNode): void => {
    if (!isTag(node)) return;
    if (node.name === 'img' || node.name === 'svg') found.push(node);
    else for (const child of node.children as AnyNode[]) visit(child);
  };
  visit(document.root);
  return found;
}
