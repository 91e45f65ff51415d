import { concatBytes } from '../../base/bytes.ts';
import { checkSize, ImageError } from './image-error.ts';
import { pngProfile } from './png-color.ts';

export const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Colour types (PNG third edition, table 8). */
export const GREY = 0;
export const RGB = 2;
export const PALETTE = 3;
export const GREY_ALPHA = 4;
export const RGB_ALPHA = 6;

export interface PngChunks {
  readonly width: number;
  readonly height: number;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly colorType: number;
  readonly interlaced: boolean;
  readonly palette: Uint8Array | undefined;
  readonly transparency: Uint8Array | undefined;
  /** All IDAT data joined: one zlib stream. */
  readonly idat: Uint8Array;
  /** ICC profile, where the colours are not those of sRGB. */
  readonly profile: Uint8Array | undefined;
}

const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  [GREY]: [1, 2, 4, 8, 16],
  [RGB]: [8, 16],
  [PALETTE]: [1, 2, 4, 8],
  [GREY_ALPHA]: [8, 16],
  [RGB_ALPHA]: [8, 16],
};

/** Splits a PNG into its chunks, checks them and keeps those that matter (PNG third edition, section 5). */
export function readChunks(bytes: Uint8Array): PngChunks {
  if (!PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) throw new ImageError('The file is not a PNG.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const idat: Uint8Array[] = [];
  const found = new Map<string, Uint8Array>();
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw new ImageError('The PNG ends too early.');
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) throw new ImageError('The PNG ends too early.');
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    const sound = crc32(bytes, at + 4, at + 8 + length) === view.getUint32(at + 8 + length);
    // Ancillary chunks begin with a small letter; a damaged one does no harm but for tRNS.
    if (!sound && (/^[A-Z]/.test(type) || type === 'tRNS'))
      throw new ImageError(
        /^[A-Za-z]{4}$/.test(type) ? `The PNG is damaged in its chunk ${type}.` : 'The PNG is damaged.',
      );
    if (type === 'IDAT') idat.push(data);
    else if (sound && !found.has(type)) found.set(type, data);
    if (type === 'IEND') break;
    at += 12 + length;
  }
  const header = readHeader(found.get('IHDR'));
  if (idat.length === 0) throw new ImageError('The PNG holds no picture.');
  const profile = pngProfile(found, header.colorType === GREY || header.colorType === GREY_ALPHA);
  return { ...header, ...readColors(found), idat: concatBytes(idat), profile };
}

function readHeader(ihdr: Uint8Array | undefined) {
  if (ihdr?.length !== 13) throw new ImageError('The PNG has no header.');
  const view = new DataView(ihdr.buffer, ihdr.byteOffset, 13);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  const depth = view.getUint8(8) as PngChunks['depth'];
  const colorType = view.getUint8(9);
  checkSize(width, height);
  if (
    !DEPTHS[colorType]?.includes(depth) ||
    view.getUint8(10) !== 0 ||
    view.getUint8(11) !== 0 ||
    view.getUint8(12) > 1
  ) {
    throw new ImageError('The PNG has a damaged header.');
  }
  return { width, height, depth, colorType, interlaced: view.getUint8(12) === 1 };
}

function readColors(found: ReadonlyMap<string, Uint8Array>) {
  const colorType = found.get('IHDR')?.[9];
  const palette = found.get('PLTE');
  if (colorType === PALETTE && (!palette || palette.length === 0 || palette.length % 3 !== 0 || palette.length > 768)) {
    throw new ImageError('The PNG has a damaged palette.');
  }
  const transparency = found.get('tRNS');
  const wanted = colorType === GREY ? 2 : colorType === RGB ? 6 : 0;
  if (transparency && wanted > 0 && transparency.length !== wanted)
    throw new ImageError('The PNG has a damaged chunk tRNS.');
  return { palette, transparency };
}

let table: Uint32Array | undefined;

function crc32(bytes: Uint8Array, start: number, end: number): number {
  if (!table) {
    table = new Uint32Array(256);
    for (let n = 0; n < 256; n++) {
      let c = n;
      for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
      table[n] = c;
    }
  }
  let crc = 0xffffffff;
  for (let i = start; i < end; i++) crc = table[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
