import { zlibSync } from 'fflate';
import type { Color } from '../../base/color.ts';
import { contentHash } from '../../base/hash.ts';
import type { ImageStream, RasterImage } from './raster.ts';

/** A picture of one colour, as opaque as `mask` says for each pixel, 0 to 1. */
export function maskPicture(mask: Float32Array, width: number, height: number, color: Color): RasterImage {
  const alpha = new Uint8Array(mask.length);
  for (let i = 0; i < alpha.length; i++) alpha[i] = Math.round(mask[i]! * color.alpha * 255);
  const data = zlibSync(alpha);
  const bytes = Uint8Array.from(color.components, (value) => Math.round(value * 255));
  const hash = contentHash(Buffer.concat([data, bytes, Buffer.from(`${width} ${height}`)]));
  return {
    hash,
    format: 'png',
    width,
    height,
    main: evenStream(bytes, width, height),
    alpha: { colorSpace: 'gray', bitsPerComponent: 8, filter: 'FlateDecode', data },
  };
}

/** Pixels that all have one colour. */
function evenStream(bytes: Uint8Array, width: number, height: number): ImageStream {
  if (bytes.length === 3) {
    const data = zlibSync(new Uint8Array(Math.ceil(width / 8) * height));
    return { colorSpace: { indexed: bytes }, bitsPerComponent: 1, filter: 'FlateDecode', data };
  }
  const pixels = new Uint8Array(width * height * 4);
  for (let i = 0; i < pixels.length; i++) pixels[i] = bytes[i % 4]!;
  return { colorSpace: 'cmyk', bitsPerComponent: 8, filter: 'FlateDecode', data: zlibSync(pixels) };
}
