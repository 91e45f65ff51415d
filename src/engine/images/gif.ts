import { zlibSync } from 'fflate';
import { concatBytes } from '../../base/bytes.ts';
import { sha256 } from '../../base/hash.ts';
import { checkSize, ImageError } from './image-error.ts';
import type { ImageStream, RasterImage } from './raster.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;

export const isGif = (bytes: Uint8Array): boolean => /^GIF8[79]a/.test(String.fromCharCode(...bytes.subarray(0, 6)));

/** Reads the first picture of a GIF (GIF89a specification), as one that stands still shows it. */
export function readGif(bytes: Uint8Array): RasterImage {
  const reader = new GifReader(bytes);
  reader.at = 6;
  const [screenWidth, screenHeight, flags] = [reader.short(), reader.short(), reader.byte()];
  reader.at += 2;
  const shared = reader.palette(flags);
  let transparent: number | undefined;
  for (;;) {
    const kind = reader.byte();
    if (kind === EXTENSION) {
      const label = reader.byte();
      const data = reader.blocks();
      if (label === GRAPHIC_CONTROL && data.length >= 4) transparent = data[0]! & 1 ? data[3] : undefined;
    } else if (kind === IMAGE) break;
    else throw new ImageError(kind === TRAILER ? 'The GIF holds no picture.' : 'The GIF is damaged.');
  }
  const [left, top, frameWidth, frameHeight] = [reader.short(), reader.short(), reader.short(), reader.short()];
  const own = reader.byte();
  const palette = reader.palette(own) ?? shared;
  checkSize(frameWidth, frameHeight);
  // A screen too small for its picture grows, as in browsers.
  const width = Math.max(screenWidth, left + frameWidth);
  const height = Math.max(screenHeight, top + frameHeight);
  checkSize(width, height);
  if (!palette) throw new ImageError('The GIF has no colours.');
  const codeSize = reader.byte();
  const pixels = unpack(reader.blocks(), codeSize, frameWidth * frameHeight);

  const indices = new Uint8Array(width * height);
  const alpha = new Uint8Array(width * height);
  const rows = own & 0x40 ? interlacedRows(frameHeight) : undefined;
  const colors = palette.length / 3;
  for (let y = 0; y < frameHeight; y++) {
    const to = (top + (rows?.[y] ?? y)) * width + left;
    for (let x = 0; x < frameWidth; x++) {
      const index = pixels[y * frameWidth + x]!;
      if (index === transparent || index >= colors) continue;
      indices[to + x] = index;
      alpha[to + x] = 255;
    }
  }
  const main = stream({ indexed: palette }, indices);
  const opaque = alpha.every((value) => value === 255);
  return {
    hash: sha256(bytes),
    format: 'gif',
    width,
    height,
    main,
    ...(opaque ? {} : { alpha: stream('gray', alpha) }),
  };
}

const stream = (colorSpace: ImageStream['colorSpace'], samples: Uint8Array): ImageStream => ({
  colorSpace,
  bitsPerComponent: 8,
  filter: 'FlateDecode',
  data: zlibSync(samples),
});

/** Where each row that is stored belongs (appendix E). */
function interlacedRows(height: number): number[] {
  const rows: number[] = [];
  for (const [first, step] of [[0, 8], [4, 8], [2, 4], [1, 2]] as const) // biome-ignore format: a table
    for (let y: number = first; y < height; y += step) rows.push(y);
  return rows;
}

class GifReader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.at++];
    if (value === undefined) throw new ImageError('The GIF ends too early.');
    return value;
  }

  short(): number {
    return this.byte() | (this.byte() << 8);
  }

  /** The colour table that the flags before it tell of, RGB. */
  palette(flags: number): Uint8Array | undefined {
    return flags & 0x80 ? this.#take(3 * (2 << (flags & 7))).slice() : undefined;
  }

  /** A chain of data blocks, joined (section 15). */
  blocks(): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let length = this.byte(); length > 0; length = this.byte()) parts.push(this.#take(length));
    return concatBytes(parts);
  }

  #take(length: number): Uint8Array {
    if (this.at + length > this.#bytes.length) throw new ImageError('The GIF ends too early.');
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
}

const MOST_CODES = 4096;

/** LZW with codes of growing length (appendix F): `count` colour indices. */
function unpack(data: Uint8Array, codeSize: number, count: number): Uint8Array {
  const damaged = (): ImageError => new ImageError('The GIF is damaged: its pixels cannot be decompressed.');
  if (codeSize < 1 || codeSize > 8) throw damaged();
  const clear = 1 << codeSize;
  const out = new Uint8Array(count);
  // An entry of the table is the pixels of another one and one pixel more; here, where they were put out last.
  const starts = new Uint32Array(MOST_CODES);
  const lengths = new Uint16Array(MOST_CODES);
  let [next, bits, at] = [clear + 2, codeSize + 1, 0];
  let before: { readonly start: number; readonly length: number } | undefined;
  let [held, holding] = [0, 0];
  for (const byte of data) {
    if (at >= count) break;
    held |= byte << holding;
    holding += 8;
    while (holding >= bits && at < count) {
      const code = held & ((1 << bits) - 1);
      held >>>= bits;
      holding -= bits;
      if (code === clear) {
        [next, bits, before] = [clear + 2, codeSize + 1, undefined];
        continue;
      }
      if (code === clear + 1) throw new ImageError('The GIF is damaged: pixels are missing.');
      const start = at;
      if (code < clear) out[at++] = code;
      else {
        // The entry that this very code makes begins with the pixels before and repeats their first.
        const known = code < next;
        if (!before || code > next || (!known && next === MOST_CODES)) throw damaged();
        const from = known ? starts[code]! : before.start;
        const length = known ? lengths[code]! : before.length + 1;
        for (let i = 0; i < length && at < count; i++) out[at++] = out[from + i]!;
      }
      if (before && next < MOST_CODES) {
        starts[next] = before.start;
        lengths[next] = before.length + 1;
        next++;
        if (next === 1 << bits && bits < 12) bits++;
      }
      before = { start, length: at - start };
    }
  }
  if (at < count) throw new ImageError('The GIF is damaged: pixels are missing.');
  return out;
}
