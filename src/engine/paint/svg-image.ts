import type { Rect } from '../../base/geometry.ts';
import { shownSize } from '../images/raster.ts';
import type { SvgImage } from '../images/svg-nodes.ts';
import { acrossOf, downOf, type Room } from './svg-geometry.ts';

/** The size of the picture itself, or its sides' ratio where it has none; undefined where it has neither. */
export function naturalSize({ content, style }: SvgImage): { width: number; height: number } | undefined {
  if (content.type === 'raster') return shownSize(content.image, style);
  const { width, height, ratio, root } = content.picture;
  if (width !== undefined && height !== undefined) return { width, height };
  return root.box ?? (ratio === undefined ? undefined : { width: ratio, height: 1 });
}

/** Where an `image` lies (SVG 2 section 12.3); undefined where its size is not known. */
export function imageArea(node: SvgImage, room: Room): Rect | undefined {
  const natural = naturalSize(node);
  let width = node.width && acrossOf(node.width, room);
  let height = node.height && downOf(node.height, room);
  if (natural) {
    width ??= height === undefined ? natural.width : (height * natural.width) / natural.height;
    height ??= (width * natural.height) / natural.width;
  }
  if (width === undefined || height === undefined) return undefined;
  return { x: acrossOf(node.x, room), y: downOf(node.y, room), width, height };
}
