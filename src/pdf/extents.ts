import { IDENTITY, type Matrix, multiply, type Path, type Rect, union } from '../base/geometry.ts';
import type { ContentLeaf, StructureNode } from '../engine/boxes/structure.ts';
import type { DisplayItem, SaveItem, TextItem } from '../engine/paint/display-list.ts';
import { letterCount } from '../engine/text/widths.ts';

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

function itemBounds(item: DisplayItem): Rect | undefined {
  if (item.type === 'image') return item.rect;
  if (item.type === 'text') return textBounds(item);
  if (item.type !== 'path') return undefined;
  const bounds = pathBounds(item.path);
  if (!bounds || !item.stroke) return bounds;
  const half = item.stroke.width / 2;
  return { x: bounds.x - half, y: bounds.y - half, width: bounds.width + 2 * half, height: bounds.height + 2 * half };
}

function textBounds({ face, size, x, y, direction, pieces }: TextItem): Rect {
  const scale = size / face.metrics.unitsPerEm;
  let width = 0;
  for (const { shaped, gap, letterSpacing } of pieces) {
    width += shaped.advance * scale + gap + (letterSpacing ? letterSpacing * letterCount(shaped) : 0);
  }
  const { ascent, descent } = face.metrics;
  return { x: direction === 'rtl' ? x - width : x, y: y - ascent * scale, width, height: (ascent + descent) * scale };
}

/** Bounds of a path's points; control points count, so a curve may reach less far. */
function pathBounds(path: Path): Rect | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const command of path) {
    for (let i = 1; i < command.length; i += 2) {
      const x = command[i] as number;
      const y = command[i + 1] as number;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return left > right ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

/** The upright rectangle around the image: each side is turned by itself, and its ends sorted. */
function mapRect([a, b, c, d, e, f]: Matrix, { x, y, width, height }: Rect): Rect {
  const left = a * x + c * y + e + Math.min(a * width, 0) + Math.min(c * height, 0);
  const top = b * x + d * y + f + Math.min(b * width, 0) + Math.min(d * height, 0);
  return {
    x: left,
    y: top,
    width: Math.abs(a * width) + Math.abs(c * height),
    height: Math.abs(b * width) + Math.abs(d * height),
  };
}
