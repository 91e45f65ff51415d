import { sha256 } from '../../base/hash.ts';
import { checkSize, ImageError } from './image-error.ts';
import type { RasterImage } from './raster.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP14 = 0xee;
const TRUNCATED = 'The JPEG ends too early.';

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** Reads the size and colours of a JPEG (ITU-T T.81 annex B), whose bytes go into the PDF as they are. */
export function readJpeg(bytes: Uint8Array): RasterImage {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new ImageError('The file is not a JPEG.');
  let frame: Frame | undefined;
  let adobe = false;
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
    else if (marker === APP14) adobe ||= String.fromCharCode(...segment.subarray(0, 5)) === 'Adobe';
    else if (marker === SOS) scans++;
    at += 2 + length;
  }
  if (!frame || scans === 0) throw new ImageError('The JPEG holds no picture.');
  checkSize(frame.width, frame.height);
  return {
    hash: sha256(bytes),
    format: 'jpeg',
    width: frame.width,
    height: frame.height,
    main: {
      colorSpace: frame.components === 1 ? 'gray' : frame.components === 3 ? 'rgb' : 'cmyk',
      bitsPerComponent: 8,
      filter: 'DCTDecode',
      data: bytes,
      ...(frame.components === 4 && adobe ? { inverted: true } : {}),
    },
  };
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
  return { height: (segment[1]! << 8) | segment[2]!, width: (segment[3]! << 8) | segment[4]!, components };
}
