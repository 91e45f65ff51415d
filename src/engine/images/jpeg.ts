import { concatBytes } from '../../base/bytes.ts';
import { sha256 } from '../../base/hash.ts';
import { isUsableProfile, type ProfileSpace } from '../../base/icc.ts';
import { checkSize, ImageError } from './image-error.ts';
import type { Orientation, RasterImage } from './raster.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const TRUNCATED = 'The JPEG ends too early.';

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** The components' identifiers as characters. */
  readonly ids: string;
}

/** Reads the size and colours of a JPEG (ITU-T T.81 annex B), whose bytes go into the PDF as they are. */
export function readJpeg(bytes: Uint8Array): RasterImage {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new ImageError('The file is not a JPEG.');
  let frame: Frame | undefined;
  let adobe: number | undefined;
  let orientation: Orientation | undefined;
  const profile: Uint8Array[] = [];
  let scans = 0;
  let at = 2;
  for (;;) {
    at = nextMarker(bytes, at);
    const marker = bytes[at + 1]!;
    if (marker === EOI) break;
    const length = at + 4 <= bytes.length ? (bytes[at + 2]! << 8) | bytes[at + 3]! : 0;
    if (length < 2 || at + 2 + length > bytes.length) throw new ImageError(TRUNCATED);
    const segment = bytes.subarray(at + 4, at + 2 + length);
    if (isFrame(marker)) frame = readFrame(marker, segment);
    else if (marker === APP14 && startsWith(segment, 'Adobe')) adobe = segment[11] ?? 0;
    else if (marker === APP1 && startsWith(segment, 'Exif\0\0')) orientation ??= exifOrientation(segment.subarray(6));
    else if (marker === APP2 && startsWith(segment, 'ICC_PROFILE\0')) profile[segment[12]! - 1] = segment.subarray(14);
    else if (marker === SOS) scans++;
    at += 2 + length;
  }
  if (!frame || scans === 0) throw new ImageError('The JPEG holds no picture.');
  checkSize(frame.width, frame.height);
  const { components, ids } = frame;
  const colorSpace = components === 1 ? 'gray' : components === 3 ? 'rgb' : 'cmyk';
  return {
    hash: sha256(bytes),
    format: 'jpeg',
    width: frame.width,
    height: frame.height,
    ...(orientation ? { orientation } : {}),
    main: {
      colorSpace,
      bitsPerComponent: 8,
      filter: 'DCTDecode',
      data: bytes,
      profile: wholeProfile(profile, PROFILE_SPACES[colorSpace]),
      ...(components === 4 && adobe !== undefined ? { inverted: true } : {}),
      ...(components === 3 && adobe === undefined && ids === 'RGB' ? { plainRgb: true } : {}),
    },
  };
}

const PROFILE_SPACES = { gray: 'GRAY', rgb: 'RGB ', cmyk: 'CMYK' } as const;

/** A profile comes in numbered parts (ICC.1:2004 annex B.4); one that lacks any is left out. */
function wholeProfile(parts: readonly Uint8Array[], space: ProfileSpace): Uint8Array | undefined {
  if (parts.length === 0) return undefined;
  const list = Array.from(parts, (part) => part ?? new Uint8Array());
  const whole = concatBytes(list.map((part) => part.slice()));
  return list.every((part) => part.length > 0) && isUsableProfile(whole, space) ? whole : undefined;
}

const startsWith = (bytes: Uint8Array, text: string): boolean =>
  bytes.length >= text.length && Array.from(text).every((char, i) => bytes[i] === char.charCodeAt(0));

const ORIENTATION = 0x0112;
const SHORT = 3;

/** The tag Orientation of the first directory of a TIFF structure (Exif 2.32 section 4.6); undefined for upright. */
function exifOrientation(tiff: Uint8Array): Orientation | undefined {
  const little = startsWith(tiff, 'II*\0');
  if (!little && !startsWith(tiff, 'MM\0*')) return undefined;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const directory = tiff.length >= 8 ? view.getUint32(4, little) : tiff.length;
  if (directory + 2 > tiff.length) return undefined;
  const count = view.getUint16(directory, little);
  for (let at = directory + 2; at < directory + 2 + count * 12 && at + 12 <= tiff.length; at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION || view.getUint16(at + 2, little) !== SHORT) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 2 && value <= 8 ? (value as Orientation) : undefined;
  }
  return undefined;
}

/** The next marker at or after `at`, stepping over entropy-coded data, stuffed zeros, restarts and fill bytes. */
function nextMarker(bytes: Uint8Array, at: number): number {
  for (let i = bytes.indexOf(0xff, at); i !== -1 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
    const code = bytes[i + 1]!;
    if (code !== 0 && code !== 0xff && code !== 1 && !(code >= 0xd0 && code <= 0xd7)) return i;
  }
  throw new ImageError(TRUNCATED);
}

/** SOF0 to SOF15 but DHT, JPG and DAC, which lie between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(marker: number, segment: Uint8Array): Frame {
  if (marker > 0xc2) throw new ImageError('The JPEG is of a rare kind (lossless or arithmetic).', 'unsupported');
  if (segment.length < 6) throw new ImageError('The JPEG is damaged.');
  if (segment[0] !== 8)
    throw new ImageError(`The JPEG has ${segment[0]} bits per colour; 8 is supported.`, 'unsupported');
  const components = segment[5]!;
  if (components !== 1 && components !== 3 && components !== 4) {
    throw new ImageError(`The JPEG has ${components} colour components; 1, 3 and 4 are supported.`, 'unsupported');
  }
  if (segment.length < 6 + components * 3) throw new ImageError('The JPEG is damaged.');
  const ids = Array.from({ length: components }, (_, i) => String.fromCharCode(segment[6 + i * 3]!)).join('');
  return { ids, height: (segment[1]! << 8) | segment[2]!, width: (segment[3]! << 8) | segment[4]!, components };
}
