import { IDENTITY, type Matrix, multiply, type Path, type Rect } from '../../base/geometry.ts';
import { rgb } from '../css/colors.ts';
import type { ClipPath } from '../css/paint-types.ts';
import type { Reference } from '../css/style.ts';
import type { SvgClip, SvgNode } from '../images/svg-nodes.ts';
import { boxPath } from './borders.ts';
import type { DisplayItem, Mask } from './display-list.ts';
import type { Scope, SvgPainter } from './svg.ts';
import { acrossOf, downOf, mapPath, outline, type Room, tightBounds, UNIT } from './svg-geometry.ts';
import { grouped, moved } from './svg-group.ts';
import { ofBounds } from './svg-paint.ts';
import { textShape } from './svg-text.ts';

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };

interface ClipShape {
  readonly path: Path;
  readonly rule: 'nonzero' | 'evenodd';
}

/** `items` seen through a `clipPath` (CSS Masking 1 section 6): by its outline, or where it has none, by a mask. */
export function clipOf(
  painter: SvgPainter,
  reference: ClipPath,
  bounds: () => Rect | undefined,
  scope: Scope,
  items: DisplayItem[],
): DisplayItem[] {
  // Basic shapes are for boxes.
  if (reference === 'none' || !('url' in reference)) return items;
  const clipped = painter.use(reference, ['clip'], (clip): DisplayItem[] => {
    const boxed = clip.units === 'objectBoundingBox';
    const base = boxed ? multiply(ofBounds(bounds() ?? NOWHERE), clip.transform) : clip.transform;
    const room = boxed ? UNIT : scope.room;
    const shape = outlineOf(painter, clip, base, room);
    const inside: DisplayItem[] = shape
      ? [{ type: 'save', clip: shape }, ...items, { type: 'restore' }]
      : grouped(items, painter.mark, {
          kind: 'luminance',
          items: new Silhouette(painter, room, base, scope.matrix).of(clip.children),
        });
    return clip.style.clipPath === 'none' ? inside : clipOf(painter, clip.style.clipPath, bounds, scope, inside);
  });
  return clipped ?? items;
}

/** One path for all that the clip shows; undefined where that takes more than a path. */
function outlineOf(painter: SvgPainter, clip: SvgClip, base: Matrix, room: Room): ClipShape | undefined {
  const shapes: ClipShape[] = [];
  const collect = (node: SvgNode, matrix: Matrix): boolean => {
    if (node.style.clipPath !== 'none') return false;
    const own = multiply(matrix, painter.transformOf(node, room));
    if (node.type === 'group' && node.children.every((child) => child.type === 'shape'))
      return node.children.every((child) => collect(child, own));
    if (node.type !== 'shape') return false;
    if (node.style.visibility !== 'visible') return true;
    const path = outline(node.geometry, room);
    if (path.length > 0) shapes.push({ path: mapPath(own, path), rule: node.style.clipRule });
    return true;
  };
  if (!clip.children.every((child) => collect(child, base))) return undefined;
  const [first] = shapes;
  if (!first) return { path: [], rule: 'nonzero' };
  if (shapes.length === 1) return first;
  const boxes = shapes.map(({ path }) => tightBounds(path) ?? NOWHERE);
  const apart = boxes.every((a, i) => boxes.slice(i + 1).every((b) => !overlap(a, b)));
  const alike = shapes.every(({ rule }) => rule === first.rule);
  return apart && alike ? { path: shapes.flatMap(({ path }) => path), rule: first.rule } : undefined;
}

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Paints the children of a clip white: shapes by their clip rule, without strokes (CSS Masking 1 section 6.3). */
class Silhouette {
  readonly #painter: SvgPainter;
  readonly #room: Room;
  readonly #base: Matrix;
  readonly #matrix: Matrix;

  constructor(painter: SvgPainter, room: Room, base: Matrix, matrix: Matrix) {
    this.#painter = painter;
    this.#room = room;
    this.#base = base;
    this.#matrix = multiply(matrix, base);
  }

  of(children: readonly SvgNode[]): DisplayItem[] {
    const items = children.flatMap((child) => this.#node(child));
    return moved(items, this.#base);
  }

  #node(node: SvgNode): DisplayItem[] {
    const { style } = node;
    const painter = this.#painter;
    if (!painter.spend()) return [];
    let items: DisplayItem[] = [];
    if (node.type === 'group') items = node.children.flatMap((child) => this.#node(child));
    else if (style.visibility !== 'visible') return [];
    else if (node.type === 'shape') {
      const path = outline(node.geometry, this.#room);
      items = [{ type: 'path', mark: painter.mark, path, fill: WHITE, fillRule: style.clipRule }];
    } else if (node.type === 'text') items = textShape(painter, painter.textLayout(node, this.#room), WHITE);
    const scope = { room: this.#room, matrix: this.#matrix };
    if (style.clipPath !== 'none')
      items = clipOf(painter, style.clipPath, () => painter.bounds(node, this.#room), scope, items);
    return moved(items, painter.transformOf(node, this.#room));
  }
}

const WHITE = rgb(1, 1, 1);

/** What a `mask` lets through (CSS Masking 1 section 7); undefined where there is none. */
export function maskOf(
  painter: SvgPainter,
  reference: Reference,
  bounds: () => Rect | undefined,
  scope: Scope,
): Mask | undefined {
  return painter.use(reference, ['mask'], (mask): Mask => {
    const box = bounds() ?? NOWHERE;
    const boxed = mask.units === 'objectBoundingBox';
    const room = boxed ? UNIT : scope.room;
    let area: Rect = {
      x: acrossOf(mask.x, room),
      y: downOf(mask.y, room),
      width: acrossOf(mask.width, room),
      height: downOf(mask.height, room),
    };
    if (boxed) {
      area = {
        x: box.x + area.x * box.width,
        y: box.y + area.y * box.height,
        width: area.width * box.width,
        height: area.height * box.height,
      };
    }
    const contentBoxed = mask.contentUnits === 'objectBoundingBox';
    const transform = contentBoxed ? ofBounds(box) : IDENTITY;
    const inner = { room: contentBoxed ? UNIT : scope.room, matrix: multiply(scope.matrix, transform) };
    const painted = painter.nodes(mask.children, inner);
    const items: DisplayItem[] = [
      { type: 'save', clip: { path: boxPath(area), rule: 'nonzero' } },
      ...moved(painted, transform),
      { type: 'restore' },
    ];
    const whole: Mask = { kind: mask.style.maskType, items };
    // A mask can be masked itself.
    const outer = mask.style.mask === 'none' ? undefined : maskOf(painter, mask.style.mask, bounds, scope);
    return outer ? { ...whole, items: grouped(items, painter.mark, outer) } : whole;
  });
}
