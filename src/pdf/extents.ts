import { IDENTITY, type Matrix, mapRect, multiply, pathBounds, type Rect, union } from '../base/geometry.ts';
import type { ContentLeaf, StructureNode } from '../engine/boxes/structure.ts';
import type { DisplayItem, SaveItem } from '../engine/paint/display-list.ts';
import { itemBounds } from './bounds.ts';

/** Follows transforms and clips of one page, and gathers how far figures and headings reach, in px of the page. */
export class Extents {
  readonly #stack: { matrix: Matrix; clip: Rect | undefined }[] = [];
  #matrix: Matrix = IDENTITY;
  #clip: Rect | undefined;
  readonly #page: number;
  readonly #known: Map<StructureNode, Extent>;
  /** The leaf asked for last, and the elements above it that are followed. */
  #leaf: ContentLeaf | undefined;
  #nodes: readonly StructureNode[] = [];

  constructor(page: number, known: Map<StructureNode, Extent>) {
    this.#page = page;
    this.#known = known;
  }

  save(item: SaveItem): void {
    this.#stack.push({ matrix: this.#matrix, clip: this.#clip });
    if (item.transform) this.#matrix = multiply(this.#matrix, item.transform);
    if (!item.clip) return;
    const rect = pathBounds(item.clip.path);
    if (rect) this.#clip = this.#clipped(mapRect(this.#matrix, rect));
  }

  restore(): void {
    const { matrix, clip } = this.#stack.pop()!;
    this.#matrix = matrix;
    this.#clip = clip;
  }

  /** Notes a painted item; an element's extent is that on its first page. */
  note(leaf: ContentLeaf, item: DisplayItem): void {
    if (leaf !== this.#leaf) {
      this.#leaf = leaf;
      this.#nodes = trackedAbove(leaf);
    }
    if (this.#nodes.length === 0) return;
    const own = itemBounds(item);
    if (!own) return;
    const rect = this.#clipped(mapRect(this.#matrix, own));
    for (const node of this.#nodes) {
      const known = this.#known.get(node);
      if (!known) this.#known.set(node, { page: this.#page, rect });
      else if (known.page === this.#page) known.rect = union(known.rect, rect);
    }
  }

  #clipped(rect: Rect): Rect {
    if (!this.#clip) return rect;
    const x = clamp(rect.x, this.#clip.x, this.#clip.width);
    const y = clamp(rect.y, this.#clip.y, this.#clip.height);
    const right = clamp(rect.x + rect.width, this.#clip.x, this.#clip.width);
    const bottom = clamp(rect.y + rect.height, this.#clip.y, this.#clip.height);
    return { x, y, width: right - x, height: bottom - y };
  }
}

/** Figures carry their box in the file, headings are where bookmarks lead. */
const TRACKED: ReadonlySet<string> = new Set(['Figure', 'Formula', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6']);

function trackedAbove(leaf: ContentLeaf): StructureNode[] {
  const nodes: StructureNode[] = [];
  for (let node: StructureNode | undefined = leaf.parent; node; node = node.parent) {
    if (TRACKED.has(node.role) || node.bookmark) nodes.push(node);
  }
  return nodes;
}

export interface Extent {
  readonly page: number;
  rect: Rect;
}

function clamp(value: number, start: number, length: number): number {
  return Math.min(Math.max(value, start), start + length);
}
