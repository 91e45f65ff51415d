import { inset, type Matrix, type Rect, type Sides } from '../../base/geometry.ts';
import type { ReplacedContent } from '../boxes/box.ts';
import type { BorderImageRepeat, BorderImageSide, ImageValue } from '../css/paint-types.ts';
import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { naturalSize } from './backgrounds.ts';
import type { Canvas } from './canvas.ts';
import type { Mark } from './display-list.ts';
import { gradientPaint } from './gradients.ts';
import { paintPicture } from './pictures.ts';
import { boxPath } from './rounded.ts';

const NAMES = ['top', 'right', 'bottom', 'left'] as const;

const sidesFrom = (of: (index: number) => number): Sides => ({ top: of(0), right: of(1), bottom: of(2), left: of(3) });

/** More copies along a side are not told apart. */
const MOST_COPIES = 500;

/**
 * Paints an image in place of the border (CSS Backgrounds 3 section 5): nine parts, of which the corners are stretched,
 * the sides stretched or repeated. False where there is no image, so that the border is painted.
 */
export function paintBorderImage(style: ComputedStyle, box: Rect, border: Sides, mark: Mark, canvas: Canvas): boolean {
  const source = style.borderImageSource;
  if (source === 'none') return false;
  const content = source.type === 'url' ? canvas.pictures(source) : undefined;
  if (content?.type === 'missing') return false;
  const outset = sidesFrom((i) => -lengthOf(style.borderImageOutset[i]!, 0, border[NAMES[i]!]));
  const area = inset(box, outset);
  const natural = naturalSize(content);
  const [width, height] = [natural.width ?? area.width, natural.height ?? area.height];
  if (!(width > 0 && height > 0 && area.width > 0 && area.height > 0)) return true;
  const across = (i: number): boolean => i % 2 === 1;
  const slices = sidesFrom((i) => {
    const length = across(i) ? width : height;
    const side = style.borderImageSlice.sides[i]!;
    return Math.min(length, typeof side === 'object' && 'factor' in side ? side.factor : lengthOf(side, length, 0));
  });
  const widths = fitted(
    sidesFrom((i) => {
      const side = style.borderImageWidth[i]!;
      const own = border[NAMES[i]!];
      return side === 'auto' ? slices[NAMES[i]!] : lengthOf(side, across(i) ? area.width : area.height, own);
    }),
    area,
  );
  const image: Slicing = { source, content, width, height, mark, canvas };
  const from = grid({ x: 0, y: 0, width, height }, slices);
  const to = grid(area, widths);
  const [horizontal, vertical] = style.borderImageRepeat;
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      if (row === 1 && column === 1 && !style.borderImageSlice.fill) continue;
      const [src, dst] = [from(column, row), to(column, row)];
      if (src.width <= 0 || src.height <= 0 || dst.width <= 0 || dst.height <= 0) continue;
      // Repeated sides keep the shape of their slices; the middle follows the sides above and to the left of it.
      const scaleX = column === 1 ? alongside(row === 2, widths, slices, 'bottom', 'top') : dst.width / src.width;
      const scaleY = row === 1 ? alongside(column === 2, widths, slices, 'right', 'left') : dst.height / src.height;
      const xs = copies(dst.x, dst.width, src.width * scaleX, column === 1 ? horizontal : 'stretch');
      const ys = copies(dst.y, dst.height, src.height * scaleY, row === 1 ? vertical : 'stretch');
      for (const [y, h] of ys) for (const [x, w] of xs) paintPart(image, src, { x, y, width: w, height: h }, dst);
    }
  }
  return true;
}

interface Slicing {
  readonly source: ImageValue;
  readonly content: ReplacedContent | undefined;
  readonly width: number;
  readonly height: number;
  readonly mark: Mark;
  readonly canvas: Canvas;
}

/** One part of the image, stretched to `to` and seen inside `area`. */
function paintPart({ source, content, width, height, mark, canvas }: Slicing, from: Rect, to: Rect, area: Rect): void {
  const { items } = canvas;
  const [sx, sy] = [to.width / from.width, to.height / from.height];
  const transform: Matrix = [sx, 0, 0, sy, to.x - from.x * sx, to.y - from.y * sy];
  items.push({ type: 'save', clip: { path: boxPath(area), rule: 'nonzero' } });
  items.push({ type: 'save', transform, clip: { path: boxPath(from), rule: 'nonzero' } });
  const whole = { x: 0, y: 0, width, height };
  if (source.type === 'url') paintPicture(content!, whole, mark, canvas);
  else items.push({ type: 'path', mark, path: boxPath(from), fill: gradientPaint(source, whole) });
  items.push({ type: 'restore' }, { type: 'restore' });
}

/** Starts and lengths of the copies along one side. */
function copies(start: number, room: number, length: number, repeat: BorderImageRepeat): (readonly [number, number])[] {
  if (repeat === 'stretch' || !(length > 0) || room / length > MOST_COPIES) return [[start, room]];
  const list = (first: number, size: number, step: number, count: number) =>
    Array.from({ length: count }, (_, i) => [first + i * step, size] as const);
  if (repeat === 'round') {
    const count = Math.max(1, Math.round(room / length));
    return list(start, room / count, room / count, count);
  }
  if (repeat === 'space') {
    const count = Math.floor(room / length + 1e-6);
    const gap = (room - count * length) / (count + 1);
    return list(start + gap, length, length + gap, count);
  }
  // One copy stands in the middle.
  const before = Math.ceil((room - length) / 2 / length - 1e-6);
  return list(start + (room - length) / 2 - before * length, length, length, 2 * before + 1);
}

/** How much a side is enlarged across its length: the far one by itself, anything else as the near one if there is one. */
function alongside(isFar: boolean, widths: Sides, slices: Sides, far: keyof Sides, near: keyof Sides): number {
  const name = isFar || !(widths[near] > 0 && slices[near] > 0) ? far : near;
  return widths[name] > 0 && slices[name] > 0 ? widths[name] / slices[name] : 1;
}

/** px of a side: a number counts in widths of the border. */
function lengthOf(side: BorderImageSide, base: number, unit: number): number {
  if (side === 'auto') return unit;
  return 'factor' in side ? side.factor * unit : resolveLength(side, base);
}

/** Scaled down together where opposite sides overlap. */
function fitted(sides: Sides, { width, height }: Rect): Sides {
  const f = Math.min(1, width / (sides.left + sides.right), height / (sides.top + sides.bottom));
  return f < 1 ? { top: sides.top * f, right: sides.right * f, bottom: sides.bottom * f, left: sides.left * f } : sides;
}

/** The nine parts that lines at the sides' distances make of a rectangle. */
function grid(
  { x, y, width, height }: Rect,
  { top, right, bottom, left }: Sides,
): (column: number, row: number) => Rect {
  const xs = [x, x + left, x + width - right, x + width];
  const ys = [y, y + top, y + height - bottom, y + height];
  return (column, row) => ({
    x: xs[column]!,
    y: ys[row]!,
    width: xs[column + 1]! - xs[column]!,
    height: ys[row + 1]! - ys[row]!,
  });
}
