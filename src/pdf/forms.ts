import type { Matrix, Rect } from '../base/geometry.ts';
import type { DisplayItem, SaveItem } from '../engine/paint/display-list.ts';
import { itemPlaces } from './bounds.ts';
import { deflate } from './deflate.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import type { Resources } from './resources.ts';
import { formBox } from './shadings.ts';
import { decimal, matrixOperands, type PageSpace, toPoints } from './syntax.ts';

/** A finished content stream and what it names. */
export interface FormContent {
  readonly operators: string;
  readonly resources: Resources;
  /** What it may paint, px. */
  readonly bounds: Rect;
}

/** Content streams beside those of the pages: transparency groups and tiles. */
export class DocumentForms {
  readonly #file: PdfFile;
  readonly #tiles = new Map<string, { resource: string; ref: Ref }>();
  #groups = 0;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /**
   * A transparency group (ISO 32000-1 section 11.6.6). `owners` are the structure elements of the marked content in it,
   * in the order of its identifiers.
   */
  group(
    { operators, resources, bounds }: FormContent,
    owners: readonly Ref[],
    space: PageSpace,
  ): { resource: string; ref: Ref } {
    const parents = owners.length ? `/StructParents ${this.#file.addContentOwners(owners)}` : '';
    const ref = this.#file.stream(
      `/Type/XObject/Subtype/Form/BBox[${formBox(bounds, space)}]/Group<</S/Transparency/I true>>/Resources${resources}${parents}/Filter/FlateDecode`,
      deflate(Buffer.from(operators, 'latin1')),
    );
    return { resource: `Fm${++this.#groups}`, ref };
  }

  /**
   * A coloured tiling pattern (section 8.7.3) whose cell stands at the origin of the PDF's space, as readers treat it best.
   * `matrix` leads from the space of the cell to that of the stream's beginning, px.
   */
  tiles(
    { operators, resources, bounds }: FormContent,
    steps: { readonly xStep: number; readonly yStep: number },
    matrix: Matrix,
    space: PageSpace,
  ): { resource: string; ref: Ref } {
    const step = (px: number): string => decimal(px * 0.75, 4);
    const cell = `/BBox[0 0 ${step(bounds.width)} ${step(bounds.height)}]/XStep ${step(steps.xStep)}/YStep ${step(steps.yStep)}`;
    const entries = `/Type/Pattern/PatternType 1/PaintType 1/TilingType 1${cell}/Matrix[${matrixOperands(toPoints(matrix, space))}]/Resources${resources}/Filter/FlateDecode`;
    const key = `${entries} ${operators}`;
    let known = this.#tiles.get(key);
    if (!known) {
      const ref = this.#file.stream(entries, deflate(Buffer.from(operators, 'latin1')));
      known = { resource: `T${this.#tiles.size + 1}`, ref };
      this.#tiles.set(key, known);
    }
    return known;
  }
}

/** The restore that closes the group opened at `start`, or the end of the list. */
export function endOfGroup(items: readonly DisplayItem[], start: number): number {
  let depth = 0;
  for (let i = start; i < items.length; i++) {
    const { type } = items[i]!;
    if (type === 'save') depth++;
    else if (type === 'restore' && --depth === 0) return i;
  }
  return items.length;
}

export const isGroup = ({ opacity, blend, isolated }: SaveItem): boolean =>
  (opacity !== undefined && opacity < 1) || blend !== undefined || isolated === true;

/** Groups of more than this are not looked through for places where items overlap. */
const MOST_COMPARED = 60;

/**
 * Whether the items of a group must be put together before they are faded and blended. Where none lies on another, each
 * can be by itself, and stays in the content of the page.
 */
export function needsForm(group: SaveItem, items: readonly DisplayItem[]): boolean {
  const blends = items.some((item) => item.type === 'save' && (item.blend !== undefined || item.isolated === true));
  if (group.blend === undefined && !((group.opacity ?? 1) < 1)) return blends;
  if (blends || items.length > MOST_COMPARED) return true;
  if (items.some((item) => item.type === 'path' && item.fill && item.stroke)) return true;
  const places = itemPlaces(items);
  return places.some((a, i) => places.some((b, k) => k < i && overlap(a, b)));
}

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width - 0.01 &&
  b.x < a.x + a.width - 0.01 &&
  a.y < b.y + b.height - 0.01 &&
  b.y < a.y + a.height - 0.01;
