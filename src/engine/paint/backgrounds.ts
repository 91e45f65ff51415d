import type { Path, Rect } from '../../base/geometry.ts';
import type { ReplacedContent } from '../boxes/box.ts';
import type { BackgroundSize, BoxArea, ImageValue, RepeatStyle } from '../css/paint-types.ts';
import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import type { Canvas } from './canvas.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { gradientPaint } from './gradients.ts';
import { paintPicture } from './pictures.ts';
import { boxPath, hasRadius, type Radii } from './rounded.ts';
import { resolveEdge } from './shapes.ts';

interface Area {
  readonly rect: Rect;
  readonly radii: Radii;
}

/** Where the background of a box lies: its areas, and the page that fixed images are placed on. */
export interface BackgroundPlace {
  readonly area: (area: BoxArea) => Area;
  /** What is painted, whatever `background-clip` says: the page, by the root element. */
  readonly clip?: Area | undefined;
  readonly page: Rect;
}

/** Whether the style paints any background. */
export const hasBackground = (style: ComputedStyle): boolean =>
  style.backgroundColor.alpha > 0 || style.backgroundImage.some((image) => image !== 'none');

/** Colour and image layers of a background, the last layer first (CSS Backgrounds 3 section 3). */
export function paintBackground(style: ComputedStyle, place: BackgroundPlace, mark: Mark, canvas: Canvas): void {
  const { backgroundColor: color, backgroundImage: images } = style;
  if (color.alpha > 0) {
    const { rect, radii } = place.clip ?? place.area(nth(style.backgroundClip, images.length - 1));
    if (rect.width > 0 && rect.height > 0)
      canvas.items.push({ type: 'path', mark, path: boxPath(rect, radii), fill: color });
  }
  for (let i = images.length - 1; i >= 0; i--) {
    const image = images[i]!;
    if (image === 'none') continue;
    const blend = nth(style.backgroundBlendMode, i);
    if (blend !== 'normal') canvas.items.push({ type: 'save', blend });
    paintLayer(image, layerOf(style, i), place, mark, canvas);
    if (blend !== 'normal') canvas.items.push({ type: 'restore' });
  }
}

/** Lists shorter than that of the images are used over and over. */
const nth = <T>(list: readonly T[], i: number): T => list[i % list.length]!;

interface Layer {
  readonly size: BackgroundSize;
  readonly position: readonly [ComputedStyle['backgroundPositionX'][0], ComputedStyle['backgroundPositionY'][0]];
  readonly repeat: readonly [RepeatStyle, RepeatStyle];
  readonly origin: BoxArea;
  readonly clip: BoxArea;
  readonly fixed: boolean;
}

const layerOf = (style: ComputedStyle, i: number): Layer => ({
  size: nth(style.backgroundSize, i),
  position: [nth(style.backgroundPositionX, i), nth(style.backgroundPositionY, i)],
  repeat: nth(style.backgroundRepeat, i),
  origin: nth(style.backgroundOrigin, i),
  clip: nth(style.backgroundClip, i),
  fixed: nth(style.backgroundAttachment, i) === 'fixed',
});

/** More tiles than this are painted as a pattern. */
const MOST_SINGLE_TILES = 9;

function paintLayer(image: ImageValue, layer: Layer, place: BackgroundPlace, mark: Mark, canvas: Canvas): void {
  const content = image.type === 'url' ? canvas.pictures(image) : undefined;
  if (content?.type === 'missing') return;
  const clip = place.clip ?? place.area(layer.clip);
  const origin = layer.fixed ? place.page : place.area(layer.origin).rect;
  if (clip.rect.width <= 0 || clip.rect.height <= 0) return;
  const [width, height] = imageSize(layer, origin, content);
  const across = tilesAlong(
    origin.x,
    origin.width,
    clip.rect.x,
    clip.rect.width,
    width,
    layer.position[0],
    layer.repeat[0],
  );
  const down = tilesAlong(
    origin.y,
    origin.height,
    clip.rect.y,
    clip.rect.height,
    height,
    layer.position[1],
    layer.repeat[1],
  );
  if (across.size <= 0 || down.size <= 0 || across.count <= 0 || down.count <= 0) return;
  const tile = { x: across.first, y: down.first, width: across.size, height: down.size };
  const outline = boxPath(clip.rect, clip.radii);
  if (across.count * down.count > MOST_SINGLE_TILES) {
    const items: DisplayItem[] = [];
    paintTile(image, content, tile, undefined, mark, { ...canvas, items });
    // A single row or column of tiles leaves the rest of the area alone.
    const rows = down.repeats ? clip.rect : { ...clip.rect, y: tile.y, height: tile.height };
    const shown = across.repeats ? rows : { ...rows, x: tile.x, width: tile.width };
    const fill = { type: 'tiles', items, tile, xStep: across.step, yStep: down.step } as const;
    clipped(clip, outline, shown, canvas.items, (path) => canvas.items.push({ type: 'path', mark, path, fill }));
    return;
  }
  for (let row = 0; row < down.count; row++) {
    for (let column = 0; column < across.count; column++) {
      const x = tile.x + column * across.step;
      const y = tile.y + row * down.step;
      paintTile(image, content, { ...tile, x, y }, { ...clip, outline }, mark, canvas);
    }
  }
}

interface Clip extends Area {
  readonly outline: Path;
}

/** One copy of the image. */
function paintTile(
  image: ImageValue,
  content: ReplacedContent | undefined,
  tile: Rect,
  clip: Clip | undefined,
  mark: Mark,
  canvas: Canvas,
): void {
  if (image.type !== 'url') {
    const fill = gradientPaint(image, tile);
    const paint = (path: Path): unknown => canvas.items.push({ type: 'path', mark, path, fill });
    if (clip) clipped(clip, clip.outline, tile, canvas.items, paint);
    else paint(boxPath(tile));
    return;
  }
  const inside = !clip || (!hasRadius(clip.radii) && contains(clip.rect, tile));
  if (!inside) canvas.items.push({ type: 'save', clip: { path: clip.outline, rule: 'nonzero' } });
  paintPicture(content!, tile, mark, canvas);
  if (!inside) canvas.items.push({ type: 'restore' });
}

/** Paints `shown` as far as it lies inside the clip: as one path where that is a box. */
function clipped(clip: Area, outline: Path, shown: Rect, items: DisplayItem[], paint: (path: Path) => void): void {
  const common = intersection(clip.rect, shown);
  if (!common) return;
  if (contains(shown, clip.rect)) paint(outline);
  else if (!hasRadius(clip.radii)) paint(boxPath(common));
  else {
    items.push({ type: 'save', clip: { path: outline, rule: 'nonzero' } });
    paint(boxPath(common));
    items.push({ type: 'restore' });
  }
}

const NEAR = 0.001;

const contains = (a: Rect, b: Rect): boolean =>
  b.x >= a.x - NEAR &&
  b.y >= a.y - NEAR &&
  b.x + b.width <= a.x + a.width + NEAR &&
  b.y + b.height <= a.y + a.height + NEAR;

export function intersection(a: Rect, b: Rect): Rect | undefined {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

interface Tiles {
  /** Start of the first tile that is seen, size of each, distance of their starts, how many are seen. */
  readonly first: number;
  readonly size: number;
  readonly step: number;
  readonly count: number;
  readonly repeats: boolean;
}

/** The tiles along one side (CSS Backgrounds 3 sections 3.4 and 3.6). */
function tilesAlong(
  start: number,
  room: number,
  clipStart: number,
  clipRoom: number,
  size: number,
  position: Layer['position'][0],
  repeat: RepeatStyle,
): Tiles {
  const at = start + resolveEdge(position, room - size);
  const fitting = Math.floor(room / size + NEAR);
  if (repeat === 'no-repeat' || !(size > 0) || (repeat === 'space' && fitting < 1))
    return {
      first: at,
      size,
      step: size,
      count: size > 0 && at < clipStart + clipRoom && at + size > clipStart ? 1 : 0,
      repeats: false,
    };
  const spaced = repeat === 'space' && fitting > 1;
  const step = spaced ? size + (room - fitting * size) / (fitting - 1) : size;
  const anchor = spaced ? start : at;
  const before = Math.ceil((anchor - clipStart) / step - NEAR);
  const first = anchor - before * step;
  return { first, size, step, count: Math.ceil((clipStart + clipRoom - first) / step - NEAR), repeats: true };
}

/** Width and height of one tile (CSS Backgrounds 3 section 3.9, CSS Images 3 section 5.3). */
function imageSize({ size, repeat }: Layer, origin: Rect, content: ReplacedContent | undefined): [number, number] {
  const natural = naturalSize(content);
  let [width, height] = sizeOf(size, origin, natural);
  const rounds = (i: 0 | 1): boolean => repeat[i] === 'round';
  const fitted = (room: number, length: number): number => room / Math.max(1, Math.round(room / length));
  if (rounds(0) && width > 0) {
    const before = width;
    width = fitted(origin.width, width);
    if (!rounds(1) && Array.isArray(size) && size[1] === 'auto') height *= width / before;
  }
  if (rounds(1) && height > 0) {
    const before = height;
    height = fitted(origin.height, height);
    if (!rounds(0) && Array.isArray(size) && size[0] === 'auto') width *= height / before;
  }
  return [width, height];
}

interface NaturalSize {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly ratio?: number | undefined;
}

function naturalSize(content: ReplacedContent | undefined): NaturalSize {
  if (content?.type === 'raster') {
    const { width, height } = content.image;
    return { width, height, ratio: width / height };
  }
  if (content?.type !== 'svg') return {};
  const { width, height, viewBox } = content.picture;
  const own = width !== undefined && height ? width / height : undefined;
  return { width, height, ratio: own ?? (viewBox && viewBox.width / viewBox.height) };
}

function sizeOf(size: BackgroundSize, origin: Rect, natural: NaturalSize): [number, number] {
  const { ratio } = natural;
  if (size === 'cover' || size === 'contain') {
    if (!ratio) return [origin.width, origin.height];
    const wide = origin.width / ratio > origin.height;
    return wide === (size === 'cover') ? [origin.width, origin.width / ratio] : [origin.height * ratio, origin.height];
  }
  const [w, h] = [size[0], size[1]].map((part, i) =>
    part === 'auto' ? undefined : resolveLength(part, i ? origin.height : origin.width),
  );
  if (w !== undefined && h !== undefined) return [w, h];
  if (w !== undefined) return [w, ratio ? w / ratio : (natural.height ?? origin.height)];
  if (h !== undefined) return [ratio ? h * ratio : (natural.width ?? origin.width), h];
  if (natural.width !== undefined)
    return [natural.width, natural.height ?? (ratio ? natural.width / ratio : origin.height)];
  if (natural.height !== undefined) return [ratio ? natural.height * ratio : origin.width, natural.height];
  return sizeOf('contain', origin, natural);
}
