import type { Rect } from '../../base/geometry.ts';
import type { ReplacedBox, ReplacedContent } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { Canvas } from './canvas.ts';
import type { Mark } from './display-list.ts';
import { areaOf } from './effects.ts';
import { boxPath, hasRadius } from './rounded.ts';
import { resolveEdge } from './shapes.ts';
import type { PlacedBox } from './stacking.ts';
import { paintSvg } from './svg.ts';

/** A picture that fills `area`. */
export function paintPicture(content: ReplacedContent, area: Rect, mark: Mark, canvas: Canvas): void {
  if (content.type === 'svg') paintSvg(content.picture, area, mark, canvas.lang, canvas.text, canvas.items);
  else if (content.type === 'raster') canvas.items.push({ type: 'image', mark, image: content.image, rect: area });
}

/** The content of a replaced box, fitted into its content box and clipped to it. */
export function paintReplaced(at: PlacedBox, box: ReplacedBox, canvas: Canvas): void {
  const { content, style } = box;
  const { rect: area, radii } = areaOf(at, 'content-box');
  const mark: Mark = at.ambient ?? box.owner;
  if (content.type === 'missing' || area.width <= 0 || area.height <= 0) return;
  const placed = fitObject(area, content, style);
  const leaves =
    placed.x < area.x - 0.01 ||
    placed.y < area.y - 0.01 ||
    placed.x + placed.width > area.x + area.width + 0.01 ||
    placed.y + placed.height > area.y + area.height + 0.01;
  const clip = leaves || hasRadius(radii);
  if (clip) canvas.items.push({ type: 'save', clip: { path: boxPath(area, radii), rule: 'nonzero' } });
  paintPicture(content, placed, mark, canvas);
  if (clip) canvas.items.push({ type: 'restore' });
}

/** Where a picture lies in its box (CSS Images 3 section 5.5). A vector picture without size fills it. */
function fitObject(area: Rect, content: ReplacedContent, { objectFit: fit, objectPosition }: ComputedStyle): Rect {
  const natural = objectSize(content, area);
  if (fit === 'fill' || !natural) return area;
  const { width, height } = natural;
  const contain = Math.min(area.width / width, area.height / height);
  const factor =
    fit === 'cover'
      ? Math.max(area.width / width, area.height / height)
      : fit === 'contain'
        ? contain
        : fit === 'none'
          ? 1
          : Math.min(1, contain);
  const [w, h] = [width * factor, height * factor];
  return {
    x: area.x + resolveEdge(objectPosition[0], area.width - w),
    y: area.y + resolveEdge(objectPosition[1], area.height - h),
    width: w,
    height: h,
  };
}

function objectSize(
  content: ReplacedContent,
  area: Rect,
): { readonly width: number; readonly height: number } | undefined {
  if (content.type === 'raster') return content.image;
  if (content.type !== 'svg') return undefined;
  const { width, height, viewBox } = content.picture;
  const ratio = width && height ? width / height : viewBox && viewBox.width / viewBox.height;
  if (!ratio) return undefined;
  if (width && height) return { width, height };
  const wide = Math.min(area.width, area.height * ratio);
  return { width: wide, height: wide / ratio };
}
