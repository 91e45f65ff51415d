import { finding, type Report } from '../base/diagnostics.ts';
import { type Rect, union } from '../base/geometry.ts';
import type { DisplayList, LinkArea } from '../engine/paint/display-list.ts';
import type { FilePage, PdfFile, Ref } from './pdfkit.ts';
import { num, textString } from './syntax.ts';
import type { TagTree } from './tags.ts';

/** Explicit destinations (ISO 32000-1 section 12.3.2.2) by element id; the first of equal ids counts. */
function destinations(list: DisplayList, pages: readonly FilePage[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [index, { anchors }] of list.pages.entries()) {
    const page = pages[index]!;
    for (const { id, x, y } of anchors) {
      if (!found.has(id)) found.set(id, destination(page, x, y));
    }
  }
  // What names nothing, or the top, leads to the beginning (HTML section 7.4.6.4).
  for (const id of ['', 'top']) if (!found.has(id) && pages[0]) found.set(id, destination(pages[0], 0, 0));
  return found;
}

/** `x` and `y` are px from the top left of the page. */
export function destination(page: FilePage, x: number, y: number): string {
  return `[${page.ref}/XYZ ${num(x * 0.75)} ${num(page.height - y * 0.75)} null]`;
}

/** Writes a link annotation for each area, tied to its Link element (ISO 14289-1 section 7.18.5). */
export function writeLinks(
  list: DisplayList,
  pages: readonly FilePage[],
  file: PdfFile,
  tags: TagTree,
  report: Report,
  elements: ReadonlyMap<string, Ref> | undefined,
): void {
  const targets = destinations(list, pages);
  for (const [index, { links }] of list.pages.entries()) {
    const page = pages[index]!;
    for (const link of links) {
      const { href } = link.node;
      if (!href || link.rects.length === 0) continue;
      const action = actionOf(href, targets, elements);
      if (!action) {
        report(
          finding('pdf-broken-link', `The link to ${href} leads nowhere: no element has this id.`, { page: index + 1 }),
        );
        continue;
      }
      const key = file.addAnnotationOwner(tags.elementOf(link.node));
      const contents = textString(link.node.title || href);
      const ref = file.add(
        `<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/P ${page.ref}${place(link, page)}/Contents${contents}` +
          `/StructParent ${key}/A${action}>>`,
      );
      page.addAnnotation(ref);
      tags.addLink(link.node, { page: index, ref });
    }
  }
}

function actionOf(
  href: string,
  targets: ReadonlyMap<string, string>,
  elements: ReadonlyMap<string, Ref> | undefined,
): string | undefined {
  if (!href.startsWith('#')) return `<</S/URI/URI${textString(asciiAddress(href))}>>`;
  const written = href.slice(1);
  const id = targets.has(written) ? written : decodeSafely(written);
  const target = targets.get(id);
  return target && goTo(target, elements?.get(id) ?? elements?.get(''));
}

/** Leads to a place on a page and, from PDF 2.0 on, to the element there (ISO 32000-2 section 12.6.4.2). */
export const goTo = (target: string, element: Ref | undefined): string =>
  `<</S/GoTo/D${target}${element ? `/SD${target.replace(/^\[\d+ \d+ R/, `[${element}`)}` : ''}>>`;

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** URI actions take ASCII (ISO 32000-1 section 12.6.4.7). */
function asciiAddress(href: string): string {
  if (/^[!-~]*$/.test(href)) return href;
  return URL.canParse(href) ? new URL(href).href : encodeURI(href);
}

/** The rectangle, and one quadrilateral a line where the link is broken over lines. */
function place({ rects }: LinkArea, page: FilePage): string {
  const edges = ({ x, y, width, height }: Rect) => ({
    left: num(x * 0.75),
    right: num((x + width) * 0.75),
    top: num(page.height - y * 0.75),
    bottom: num(page.height - (y + height) * 0.75),
  });
  const all = edges(rects.reduce(union));
  const rect = `/Rect[${all.left} ${all.bottom} ${all.right} ${all.top}]`;
  if (rects.length === 1) return rect;
  // Readers want upper left, upper right, lower left, lower right, whatever ISO 32000-1 table 173 says.
  const quads = rects
    .map(edges)
    .map((e) => `${e.left} ${e.top} ${e.right} ${e.top} ${e.left} ${e.bottom} ${e.right} ${e.bottom}`);
  return `${rect}/QuadPoints[${quads.join(' ')}]`;
}
