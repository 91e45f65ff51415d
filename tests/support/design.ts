import type { Color } from '../../src/base/color.ts';
import { IDENTITY, type Matrix, multiply, type Path, pathBounds, type Rect } from '../../src/base/geometry.ts';
import { contrastOf, type Rgb } from '../../src/base/srgb.ts';
import type { ContentLeaf, StructureNode } from '../../src/engine/boxes/structure.ts';
import type { PlacedFragment } from '../../src/engine/layout/fragment.ts';
import type { Page } from '../../src/engine/pages/document-pages.ts';
import type { DisplayItem, DisplayList, DisplayPage, TextItem } from '../../src/engine/paint/display-list.ts';

/** What a designer measures on a finished page, from its display list: lengths in pt, characters, edges in px. */

const PT = 72 / 96;

interface SetText {
  readonly item: TextItem;
  readonly page: number;
  readonly matrix: Matrix;
}

function* walk(items: readonly DisplayItem[], around: Matrix): Generator<[DisplayItem, Matrix]> {
  const stack: Matrix[] = [];
  let matrix = around;
  for (const item of items) {
    if (item.type === 'save') {
      stack.push(matrix);
      if (item.transform) matrix = multiply(matrix, item.transform);
    } else if (item.type === 'restore') matrix = stack.pop() ?? around;
    else if (item.type === 'group') yield* walk(item.items, matrix);
    else yield [item, matrix];
  }
}

export function setTexts({ pages }: DisplayList): SetText[] {
  return pages.flatMap(({ items }, page) =>
    [...walk(items, IDENTITY)].flatMap(([item, matrix]) => (item.type === 'text' ? [{ item, page, matrix }] : [])),
  );
}

const textOf = ({ pieces }: TextItem): string => pieces.map(({ shaped }) => shaped.text).join('');

const sizeOf = ({ item, matrix }: SetText): number => item.size * Math.hypot(matrix[2], matrix[3]) * PT;

/** Every size of type with the number of its characters, pt to a twentieth, the largest share first. */
export function typeSizes(list: DisplayList): [size: number, characters: number][] {
  const sizes = new Map<number, number>();
  for (const text of setTexts(list)) {
    const size = Math.round(sizeOf(text) * 20) / 20;
    sizes.set(size, (sizes.get(size) ?? 0) + textOf(text.item).length);
  }
  return [...sizes].sort((a, b) => b[1] - a[1]);
}

interface Paragraph {
  readonly size: number;
  readonly lines: readonly { readonly y: number; readonly text: string }[];
}

const isNode = (mark: unknown): mark is ContentLeaf => (mark as { kind?: string }).kind === 'content';

/** Size of running text, pt: that of the root element. */
export const baseSize = ([page]: readonly Page[]): number => page!.content.fragment.box.style.fontSize * PT;

/** Paragraphs of running text: what is set in `size`, pt, in elements of the role P, line by line. */
export function paragraphs(list: DisplayList, size: number): Paragraph[] {
  const texts = setTexts(list);
  const found = new Map<string, { size: number; lines: Map<number, string> }>();
  const ids = new Map<StructureNode, number>();
  for (const text of texts) {
    const { item, page } = text;
    if (!isNode(item.mark) || Math.abs(sizeOf(text) - size) > 0.03) continue;
    const node = paragraphOf(item.mark);
    if (!node) continue;
    if (!ids.has(node)) ids.set(node, ids.size);
    const key = `${ids.get(node)} ${page}`;
    const paragraph = found.get(key) ?? { size, lines: new Map<number, string>() };
    const y = Math.round(item.y * 4) / 4;
    paragraph.lines.set(y, (paragraph.lines.get(y) ?? '') + textOf(item));
    found.set(key, paragraph);
  }
  return [...found.values()].map(({ size, lines }) => ({
    size,
    lines: [...lines].sort((a, b) => a[0] - b[0]).map(([y, text]) => ({ y, text })),
  }));
}

function paragraphOf(leaf: ContentLeaf): StructureNode | undefined {
  for (let node: StructureNode | undefined = leaf.parent; node; node = node.parent) if (node.role === 'P') return node;
  return undefined;
}

/** Characters of the full lines of running text: all but the last of each paragraph of three lines or more. */
export function measures(list: DisplayList, size: number): number[] {
  return paragraphs(list, size).flatMap(({ lines }) =>
    lines.length < 3 ? [] : lines.slice(0, -1).map(({ text }) => text.trim().length),
  );
}

/** Distances of the baselines of running text as multiples of its size. */
export function leadings(list: DisplayList, size: number): number[] {
  return paragraphs(list, size).flatMap(({ lines }) =>
    lines.slice(1).flatMap(({ y }, i) => {
      const distance = (y - lines[i]!.y) * PT;
      // What goes on in the next column begins above.
      return distance > 0 && distance < size * 3 ? [distance / size] : [];
    }),
  );
}

/** Items that are no part of a picture drawn from data or a turned box. */
function* flat({ items }: DisplayPage): Generator<DisplayItem> {
  let depth = 0;
  for (const item of items) {
    if (item.type === 'save') depth++;
    else if (item.type === 'restore') depth--;
    else if (depth === 0) yield item;
  }
}

const isSolid = (paint: unknown): paint is Color => typeof paint === 'object' && paint !== null && 'space' in paint;

/** The rectangle that a path is; undefined where it is something else. */
function rectOf(path: Path): Rect | undefined {
  const points = path.flatMap((command) => (command[0] === 'Z' ? [] : [command.slice(1) as number[]]));
  const bounds = pathBounds(path);
  const square = points.every(
    (point) =>
      bounds &&
      point.length === 2 &&
      [bounds.x, bounds.x + bounds.width].some((x) => Math.abs(x - point[0]!) < 0.01) &&
      [bounds.y, bounds.y + bounds.height].some((y) => Math.abs(y - point[1]!) < 0.01),
  );
  return square ? bounds : undefined;
}

/** Contrast of each text to the last opaque rectangle painted below it, or to white paper; in sRGB (WCAG 2.1). */
export function contrasts(page: DisplayPage): { readonly text: string; readonly contrast: number }[] {
  const grounds: { readonly rect: Rect; readonly color: Rgb }[] = [];
  const found: { text: string; contrast: number }[] = [];
  for (const item of flat(page)) {
    if (item.type === 'path' && isSolid(item.fill) && item.fill.alpha === 1) {
      const rect = rectOf(item.path);
      if (rect) grounds.push({ rect, color: item.fill.components as unknown as Rgb });
    }
    if (item.type !== 'text' || !isSolid(item.color)) continue;
    const x = item.x + (item.direction === 'rtl' ? -1 : 1);
    const y = item.y - item.size / 4;
    const inside = ({ rect }: { rect: Rect }): boolean =>
      x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
    const ground = grounds.findLast(inside)?.color ?? ([1, 1, 1] as const);
    found.push({ text: textOf(item), contrast: contrastOf(item.color.components as unknown as Rgb, ground) });
  }
  return found;
}

/** The parts that a page is built of, by name, with their left and right edges, px from the left of the page. */
export interface PartEdges {
  readonly name: string;
  readonly left: number;
  readonly right: number;
}

const PARTS: ReadonlySet<string> = new Set(['header', 'section', 'aside', 'figure']);

export function parts({ content }: Page): PartEdges[] {
  const found: PartEdges[] = [];
  const visit = ({ fragment, x }: PlacedFragment, from: number): void => {
    if (fragment.type !== 'box') return;
    const left = from + x;
    const element = 'element' in fragment.box ? fragment.box.element : undefined;
    if (element && PARTS.has(element.name)) {
      found.push({ name: `${element.name}.${element.attribs.class ?? ''}`, left, right: left + fragment.width });
      // What stands in a part is set by its padding.
      return;
    }
    for (const child of fragment.children) visit(child, left);
  };
  visit(content, 0);
  return found;
}

/** Right edges of table cells whose text, in the size of running text, ends in a number, px; by page. */
export function numberEdges(list: DisplayList, size: number): number[][] {
  return list.pages.map((page) => {
    const cells = new Map<StructureNode, { edge: number; text: string }>();
    for (const item of flat(page)) {
      if (item.type !== 'text' || !isNode(item.mark) || item.mark.parent.role !== 'TD') continue;
      if (Math.abs(item.size * PT - size) > 0.03) continue;
      const scale = item.size / item.face.metrics.unitsPerEm;
      const width = item.pieces.reduce((sum, { shaped, gap }) => sum + shaped.advance * scale + gap, 0);
      const right = item.direction === 'rtl' ? item.x : item.x + width;
      const known = cells.get(item.mark.parent);
      cells.set(item.mark.parent, {
        edge: Math.max(right, known?.edge ?? right),
        text: (known?.text ?? '') + textOf(item),
      });
    }
    return [...cells.values()].filter(({ text }) => /\p{Nd}$/u.test(text.trim())).map(({ edge }) => edge);
  });
}
