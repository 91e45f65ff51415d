import { inflateSync } from 'node:zlib';
import { decode } from 'jpeg-js';
import { contentHash } from '../../base/hash.ts';
import { LruCache } from '../../base/lru.ts';
import { unfilter } from '../../engine/images/png-rows.ts';
import type { ImageStream, RasterImage } from '../../engine/images/raster.ts';
import { deflate } from '../deflate.ts';
import { matrixSource } from './profile.ts';
import type { PixelTable, Separation } from './separation.ts';

/** What a picture becomes takes long to make and is the same in every file. */
const known = new LruCache<string, RasterImage>(96 << 20, (image) => 500 + image.main.data.length);

/**
 * A picture in inks: photographs go through the profile, palettes colour by colour as areas do, greys become black ink.
 * What is in inks already, or has a profile for them, stays as it is.
 */
export function inkPicture(image: RasterImage, separation: Separation): RasterImage {
  const { colorSpace } = image.main;
  if (colorSpace === 'cmyk') return image;
  return known.ensure(`${image.hash} ${contentHash(separation.profile.bytes)}`, () => {
    const { width, height, main } = image;
    if (typeof colorSpace !== 'string') return { ...image, main: inkPalette(main, colorSpace.indexed, separation) };
    const bytes = samplesOf(main, width, height);
    const gray = colorSpace === 'gray';
    // Grey that is not taken apart is black ink as it stands.
    if (!bytes) return image;
    const data = gray ? blackSamples(bytes, separation) : tableFor(main.profile, separation).apply(bytes);
    const keyed = main.colorKey && keyMask(bytes, main.colorKey, gray ? 1 : 3);
    const stream: ImageStream = {
      colorSpace: gray ? 'gray' : 'cmyk',
      bitsPerComponent: 8,
      filter: 'FlateDecode',
      data: deflate(data),
    };
    return { ...image, main: stream, alpha: keyed ? grayStream(keyed) : image.alpha };
  });
}

/** Tables for pictures with the profiles of cameras and programs, and for those without. */
const tables = new LruCache<string, PixelTable>(1 << 20, () => 33 ** 3 * 4);

function tableFor(profile: Uint8Array | undefined, separation: Separation): PixelTable {
  const key = `${profile ? contentHash(profile) : ''} ${contentHash(separation.profile.bytes)}`;
  return tables.ensure(key, () => separation.photograph(profile && matrixSource(profile)));
}

const grayStream = (samples: Uint8Array): ImageStream => ({
  colorSpace: 'gray',
  bitsPerComponent: 8,
  filter: 'FlateDecode',
  data: deflate(samples),
});

function inkPalette(main: ImageStream, colors: Uint8Array, separation: Separation): ImageStream {
  const inks = new Uint8Array((colors.length / 3) * 4);
  for (let i = 0; i < colors.length / 3; i++) {
    const rgb = Array.from(colors.subarray(3 * i, 3 * i + 3), (value) => value / 255);
    separation.inks(rgb).forEach((ink, k) => {
      inks[4 * i + k] = Math.round(ink * 255);
    });
  }
  return { ...main, colorSpace: { indexed: inks, inks: true }, profile: undefined };
}

/** Eight-bit samples, row by row; undefined where the stream need not be taken apart. */
function samplesOf(stream: ImageStream, width: number, height: number): Uint8Array | undefined {
  const { colorSpace, bitsPerComponent, filter, predictor, data } = stream;
  const channels = colorSpace === 'gray' ? 1 : 3;
  if (filter === 'DCTDecode') {
    if (channels === 1) return undefined;
    return jpegPixels(data, stream.plainRgb === true);
  }
  if (bitsPerComponent < 8) return undefined;
  const bytes = bitsPerComponent / 8;
  const stride = width * channels * bytes;
  const raw = inflateSync(data, { maxOutputLength: (stride + 1) * height + 65536 });
  const rows = predictor ? unfilter(raw, 0, height, stride, channels * bytes) : raw;
  return bytes === 1 ? rows : rows.filter((_, i) => i % 2 === 0);
}

/** Undefined where the library cannot read what PDF readers may: the picture then keeps its colours, with their profile. */
function jpegPixels(data: Uint8Array, plainRgb: boolean): Uint8Array | undefined {
  const most = { maxMemoryUsageInMB: 2048, maxResolutionInMP: 500 };
  try {
    return decode(data, {
      ...most,
      useTArray: true,
      formatAsRGBA: false,
      ...(plainRgb ? { colorTransform: false } : {}),
    }).data;
  } catch {
    return undefined;
  }
}

function blackSamples(gray: Uint8Array, separation: Separation): Uint8Array {
  const table = Uint8Array.from({ length: 256 }, (_, i) => Math.round(255 * (1 - separation.black(i / 255))));
  return gray.map((value) => table[value]!);
}

/** Opaque everywhere but where every component lies in its range (ISO 32000-1 section 8.9.6.4). */
function keyMask(samples: Uint8Array, key: readonly number[], channels: number): Uint8Array {
  const mask = new Uint8Array(samples.length / channels);
  for (let i = 0; i < mask.length; i++) {
    let inside = true;
    for (let c = 0; c < channels && inside; c++) {
      const value = samples[i * channels + c]!;
      inside = value >= key[2 * c]! && value <= key[2 * c + 1]!;
    }
    mask[i] = inside ? 0 : 255;
  }
  return mask;
}
