import { inset, type Matrix, multiply, type Rect } from '../../base/geometry.ts';
import type { SvgNode } from '../images/svg-nodes.ts';
import { transformIn } from './effects.ts';
import { allSides } from './rounded.ts';
import { acrossOf, downOf, lengthOf, type Room } from './svg-geometry.ts';

/**
 * The map from a node's own space to the one around it (CSS Transforms 1 section 8): what its style says, or else its
 * attribute. `room` is the viewport; `bounds` is the bounding box of the node in its own space.
 */
export function transformOf(node: SvgNode, room: Room, bounds: () => Rect | undefined): Matrix {
  const own = transformIn(node.style, () => referenceBox(node, room, bounds)) ?? node.transform;
  const offset = node.type === 'group' ? node.offset : undefined;
  if (!offset) return own;
  const [x, y] = [acrossOf(offset.x, room), downOf(offset.y, room)];
  return x === 0 && y === 0 ? own : multiply(own, [1, 0, 0, 1, x, y]);
}

function referenceBox({ style }: SvgNode, room: Room, bounds: () => Rect | undefined): Rect {
  if (style.transformBox === 'view-box') return { x: 0, y: 0, width: room.width, height: room.height };
  const fill = bounds() ?? { x: 0, y: 0, width: 0, height: 0 };
  if (style.transformBox === 'fill-box' || style.transformBox === 'content-box' || style.stroke === 'none') return fill;
  return inset(fill, allSides(-lengthOf(style.strokeWidth, room) / 2));
}
