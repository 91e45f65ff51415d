import { ImageError } from './image-error.ts';
import { readJpeg } from './jpeg.ts';
import { PNG_SIGNATURE, readPng } from './png.ts';
import type { RasterImage } from './raster.ts';

/** Reads a PNG or JPEG, told apart by its first bytes. Throws ImageError on anything else and on damage. */
export function readRaster(bytes: Uint8Array): RasterImage {
  if (PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) return readPng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes);
  if (bytes.length === 0) throw new ImageError('The file is empty.');
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  const known = start.startsWith('GIF8')
    ? 'GIF'
    : start.endsWith('WEBP')
      ? 'WebP'
      : start.startsWith('II*')
        ? 'TIFF'
        : '';
  throw new ImageError(
    `The file is ${known ? `a ${known}` : 'not a'} picture${known ? '' : ' in PNG or JPEG form'}.`,
    'unsupported',
  );
}
