import { isGif, readGif } from './gif.ts';
import { ImageError } from './image-error.ts';
import { readJpeg } from './jpeg.ts';
import { PNG_SIGNATURE, readPng } from './png.ts';
import type { RasterImage } from './raster.ts';

/** Reads a PNG, JPEG or GIF, told apart by its first bytes. Throws ImageError on anything else and on damage. */
export function readRaster(bytes: Uint8Array): RasterImage {
  if (PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)) return readPng(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes);
  if (isGif(bytes)) return readGif(bytes);
  if (bytes.length === 0) throw new ImageError('The file is empty.');
  const known = FORMATS.find(({ test }) => test.test(String.fromCharCode(...bytes.subarray(0, 32))));
  if (!known) throw new ImageError('The file is not a picture in PNG, JPEG or GIF form.', 'unsupported');
  throw new ImageError(
    `The file is ${/^[AEIOU]/.test(known.name) ? 'an' : 'a'} ${known.name} picture.`,
    'unsupported',
    `Save it as ${known.instead}.`,
  );
}

const PHOTOGRAPH = 'JPEG, or as PNG where it has transparent parts';

/** Formats that are met with, by how their files begin, and what serves in their place. */
const FORMATS: readonly { readonly name: string; readonly test: RegExp; readonly instead: string }[] = [
  { name: 'WebP', test: /^RIFF[\s\S]{4}WEBP/, instead: PHOTOGRAPH },
  { name: 'AVIF', test: /^[\s\S]{4}ftypavi[fs]/, instead: PHOTOGRAPH },
  { name: 'HEIC', test: /^[\s\S]{4}ftyp(hei|hev|mif1|msf1)/, instead: PHOTOGRAPH },
  { name: 'JPEG XL', test: /^(\xff\n|\0\0\0\fJXL )/, instead: PHOTOGRAPH },
  { name: 'JPEG 2000', test: /^(\0\0\0\fjP {2}|\xff\x4f\xff\x51)/, instead: PHOTOGRAPH },
  { name: 'TIFF', test: /^(II\*\0|MM\0\*)/, instead: PHOTOGRAPH },
  { name: 'BMP', test: /^BM/, instead: 'PNG' },
  { name: 'PDF', test: /^%PDF/, instead: 'SVG, or as PNG at 300 dots per inch' },
];
