import { inflateSync } from 'node:zlib';
import { zlibSync } from 'fflate';
import { sha256 } from '../../base/hash.ts';
import { ImageError } from './image-error.ts';
import { GREY, GREY_ALPHA, PALETTE, PNG_SIGNATURE, type PngChunks, RGB, RGB_ALPHA, readChunks } from './png-chunks.ts';
import { filterRows, rowBytes, unfilter } from './png-rows.ts';
import type { ImageStream, RasterImage } from './raster.ts';

export { PNG_SIGNATURE };

const CHANNELS: Readonly<Record<number, number>> = {
  [GREY]: 1,
  [RGB]: 3,
  [PALETTE]: 1,
  [GREY_ALPHA]: 2,
  [RGB_ALPHA]: 4,
};

/**
 * Reads a PNG. Its compressed rows go into the PDF unchanged where the format allows that (no alpha channel, not
 * interlaced); else the pixels are decoded, split into colour and alpha, and compressed again.
 */
export function readPng(bytes: Uint8Array): RasterImage {
  const png = readChunks(bytes);
  const rows = inflateRows(png);
  const streams =
    png.interlaced || hasAlpha(png.colorType) ? splitAlpha(png, decode(png, rows)) : passThrough(png, rows);
  return { hash: sha256(bytes), format: 'png', width: png.width, height: png.height, ...streams };
}

interface Streams {
  readonly main: ImageStream;
  readonly alpha?: ImageStream;
}

interface Pass {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
}

/** Adam7 (PNG third edition, section 8). */
const ADAM7: readonly Pass[] = [
  { x: 0, y: 0, dx: 8, dy: 8 },
  { x: 4, y: 0, dx: 8, dy: 8 },
  { x: 0, y: 4, dx: 4, dy: 8 },
  { x: 2, y: 0, dx: 4, dy: 4 },
  { x: 0, y: 2, dx: 2, dy: 4 },
  { x: 1, y: 0, dx: 2, dy: 2 },
  { x: 0, y: 1, dx: 1, dy: 2 },
];
const WHOLE: readonly Pass[] = [{ x: 0, y: 0, dx: 1, dy: 1 }];

function passes(png: PngChunks) {
  const bits = CHANNELS[png.colorType]! * png.depth;
  return (png.interlaced ? ADAM7 : WHOLE)
    .map((pass) => {
      const width = Math.ceil((png.width - pass.x) / pass.dx);
      const height = Math.ceil((png.height - pass.y) / pass.dy);
      return { ...pass, width, height, stride: rowBytes(width, bits) };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

function inflateRows(png: PngChunks): Uint8Array {
  const expected = passes(png).reduce((sum, pass) => sum + pass.height * (pass.stride + 1), 0);
  let rows: Uint8Array;
  try {
    // A little over the expected length is let through, so that surplus data is no failure but a bomb is.
    rows = inflateSync(png.idat, { maxOutputLength: expected + 65536 });
  } catch {
    throw new ImageError('The PNG is damaged: its pixels cannot be decompressed.');
  }
  if (rows.length < expected) throw new ImageError('The PNG is damaged: pixels are missing.');
  return rows;
}

function passThrough(png: PngChunks, rows: Uint8Array): Streams {
  const colors = CHANNELS[png.colorType]!;
  const stride = rowBytes(png.width, colors * png.depth);
  for (let y = 0; y < png.height; y++) {
    if (rows[y * (stride + 1)]! > 4) throw new ImageError('The PNG is damaged: it has an unknown row filter.');
  }
  const main: ImageStream = {
    colorSpace: png.colorType === GREY ? 'gray' : png.colorType === RGB ? 'rgb' : { indexed: png.palette!.slice() },
    bitsPerComponent: png.depth,
    filter: 'FlateDecode',
    predictor: { colors, columns: png.width },
    data: png.idat.slice(),
    profile: png.profile,
  };
  if (!png.transparency) return { main };
  if (png.colorType === PALETTE) {
    const alpha = paletteAlpha(png, unfilter(rows, 0, png.height, stride, 1), stride);
    return alpha ? { main, alpha } : { main };
  }
  const key: number[] = [];
  for (let i = 0; i < png.transparency.length; i += 2) {
    const value = ((png.transparency[i]! << 8) | png.transparency[i + 1]!) & ((1 << png.depth) - 1);
    key.push(value, value);
  }
  return { main: { ...main, colorKey: key } };
}

function paletteAlpha(png: PngChunks, indices: Uint8Array, stride: number): ImageStream | undefined {
  const samples = new Uint8Array(png.width * png.height);
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      samples[y * png.width + x] = png.transparency![sample(indices, y * stride, x, png.depth)] ?? 255;
    }
  }
  return samples.every((value) => value === 255) ? undefined : stream('gray', samples, png, 1);
}

/** The `index`-th sample of at most 8 bits of a row that starts at `row`. */
function sample(data: Uint8Array, row: number, index: number, depth: number): number {
  if (depth === 8) return data[row + index]!;
  const bit = index * depth;
  return (data[row + (bit >> 3)]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** All pixels apart from their alpha, samples of one or two bytes. */
interface Pixels {
  readonly color: Uint8Array;
  readonly alpha: Uint8Array;
  readonly channels: 1 | 3;
  readonly bytes: 1 | 2;
}

function decode(png: PngChunks, rows: Uint8Array): Pixels {
  const stored = CHANNELS[png.colorType]!;
  const bytes = png.depth === 16 ? 2 : 1;
  const channels = png.colorType === GREY || png.colorType === GREY_ALPHA ? 1 : 3;
  const count = png.width * png.height;
  const pixels: Pixels = {
    color: new Uint8Array(count * channels * bytes),
    alpha: new Uint8Array(count * bytes),
    channels,
    bytes,
  };
  let start = 0;
  for (const pass of passes(png)) {
    const data = unfilter(rows, start, pass.height, pass.stride, Math.max(1, (stored * png.depth) >> 3));
    for (let y = 0; y < pass.height; y++) {
      for (let x = 0; x < pass.width; x++) {
        const to = (pass.y + y * pass.dy) * png.width + pass.x + x * pass.dx;
        if (bytes === 2) writeDeep(png, data, y * pass.stride + x * stored * 2, pixels, to);
        else writePixel(png, data, y * pass.stride, x * stored, pixels, to);
      }
    }
    start += pass.height * (pass.stride + 1);
  }
  return pixels;
}

/** One pixel of at most 8 bits a sample. */
function writePixel(png: PngChunks, data: Uint8Array, row: number, at: number, out: Pixels, to: number): void {
  const { colorType, depth, palette, transparency } = png;
  const { color, alpha, channels } = out;
  const first = sample(data, row, at, depth);
  if (colorType === PALETTE) {
    for (let k = 0; k < 3; k++) color[to * 3 + k] = palette![first * 3 + k] ?? 0;
    alpha[to] = transparency?.[first] ?? 255;
    return;
  }
  // Samples of fewer than 8 bits are spread over the whole range.
  const scale = depth < 8 ? 255 / ((1 << depth) - 1) : 1;
  let keyed = transparency !== undefined;
  for (let k = 0; k < channels; k++) {
    const value = sample(data, row, at + k, depth);
    color[to * channels + k] = value * scale;
    keyed &&= value === (transparency![k * 2 + 1]! & ((1 << depth) - 1));
  }
  const transparent = keyed ? 0 : 255;
  alpha[to] = hasAlpha(colorType) ? sample(data, row, at + channels, depth) : transparent;
}

/** One pixel of 16 bits a sample. */
function writeDeep(
  { colorType, transparency }: PngChunks,
  data: Uint8Array,
  at: number,
  out: Pixels,
  to: number,
): void {
  const { color, alpha, channels } = out;
  let keyed = transparency !== undefined;
  for (let k = 0; k < channels * 2; k++) {
    color[to * channels * 2 + k] = data[at + k]!;
    keyed &&= data[at + k] === transparency![k];
  }
  for (let k = 0; k < 2; k++) alpha[to * 2 + k] = hasAlpha(colorType) ? data[at + channels * 2 + k]! : keyed ? 0 : 255;
}

const hasAlpha = (colorType: number): boolean => colorType === GREY_ALPHA || colorType === RGB_ALPHA;

function splitAlpha(png: PngChunks, { color, alpha, channels, bytes }: Pixels): Streams {
  const main = stream(channels === 1 ? 'gray' : 'rgb', color, png, bytes, png.profile);
  return alpha.every((value) => value === 255) ? { main } : { main, alpha: stream('gray', alpha, png, bytes) };
}

function stream(
  colorSpace: 'gray' | 'rgb',
  samples: Uint8Array,
  { width, height }: PngChunks,
  bytes: 1 | 2,
  profile?: Uint8Array,
): ImageStream {
  const colors = colorSpace === 'gray' ? 1 : 3;
  const data = zlibSync(filterRows(samples, width * colors * bytes, height, colors * bytes));
  const bitsPerComponent = bytes === 2 ? 16 : 8;
  return { colorSpace, bitsPerComponent, filter: 'FlateDecode', predictor: { colors, columns: width }, data, profile };
}
