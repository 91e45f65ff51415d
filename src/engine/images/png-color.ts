import { inflateSync } from 'node:zlib';
import { type Chromaticity, grayProfile, isUsableProfile, rgbProfile } from '../../base/icc.ts';

/** Larger profiles than any camera or press has. */
const MOST_PROFILE = 8 << 20;

const SRGB_WHITE: Chromaticity = [0.3127, 0.329];
const SRGB: readonly [Chromaticity, Chromaticity, Chromaticity] = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06]]; // biome-ignore format: a matrix

/**
 * The profile of a PNG's colours (PNG third edition, sections 4.3 and 11.3.2): its own, or one made of gamma and
 * primaries. Undefined where they are sRGB or nothing is said.
 */
export function pngProfile(chunks: ReadonlyMap<string, Uint8Array>, gray: boolean): Uint8Array | undefined {
  const own = chunks.get('iCCP');
  const embedded = own && inflateProfile(own);
  if (embedded && isUsableProfile(embedded, gray ? 'GRAY' : 'RGB ')) return embedded;
  if (chunks.has('sRGB')) return undefined;
  const gama = chunks.get('gAMA');
  if (gama?.length !== 4) return undefined;
  const gamma = 100_000 / read(gama, 0);
  // What Exif and most programs write: the exponent of sRGB, nearly.
  const usual = Math.abs(gamma - 2.2) < 0.02;
  if (!(gamma > 0.05 && gamma < 20)) return undefined;
  if (gray) return usual ? undefined : grayProfile(gamma);
  const chrm = chunks.get('cHRM');
  const points = chrm?.length === 32 ? [0, 8, 16, 24].map((at) => point(chrm, at)) : [SRGB_WHITE, ...SRGB];
  const [white, r, g, b] = points as [Chromaticity, Chromaticity, Chromaticity, Chromaticity];
  const near = [SRGB_WHITE, ...SRGB].every(([x, y], i) => Math.hypot(points[i]![0] - x, points[i]![1] - y) < 0.01);
  return usual && near ? undefined : rgbProfile(white, [r, g, b], gamma);
}

function inflateProfile(chunk: Uint8Array): Uint8Array | undefined {
  const end = chunk.indexOf(0);
  if (end < 1 || end > 79 || chunk[end + 1] !== 0) return undefined;
  try {
    return inflateSync(chunk.subarray(end + 2), { maxOutputLength: MOST_PROFILE });
  } catch {
    return undefined;
  }
}

const read = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);

const point = (bytes: Uint8Array, at: number): Chromaticity => [
  read(bytes, at) / 100_000,
  read(bytes, at + 4) / 100_000,
];
