/** Making and checking of ICC profiles (ICC.1:2001, version 2, which every reader knows). */
import { concatBytes } from './bytes.ts';
import { D50 } from './srgb.ts';

export type ProfileSpace = 'GRAY' | 'RGB ' | 'CMYK';

/** CIE xy. */
export type Chromaticity = readonly [number, number];

/** Whether a PDF may carry the profile for colours of `space` (ISO 32000-1 section 8.6.5.5, ISO 19005-2 6.2.4.2). */
export function isUsableProfile(bytes: Uint8Array, space: ProfileSpace): boolean {
  if (bytes.length < 132) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ascii = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  const sound = view.getUint32(0) <= bytes.length && ascii(36) === 'acsp' && bytes[8]! >= 2 && bytes[8]! <= 4;
  if (!sound || ascii(16) !== space || !['scnr', 'mntr', 'prtr', 'spac'].includes(ascii(12))) return false;
  const tags = view.getUint32(128);
  if (tags > 100 || 132 + tags * 12 > bytes.length) return false;
  for (let at = 132; at < 132 + tags * 12; at += 12)
    if (view.getUint32(at + 4) + view.getUint32(at + 8) > bytes.length) return false;
  return true;
}

/** A profile of primaries, white and an exponent: linear light is the sample to the power of `gamma`. */
export function rgbProfile(
  white: Chromaticity,
  primaries: readonly [Chromaticity, Chromaticity, Chromaticity],
  gamma: number,
): Uint8Array | undefined {
  const columns = primaries.map(xyz);
  const scale = solve(columns, xyz(white));
  const adapted =
    scale &&
    columns.map((column, i) =>
      adapt(
        column.map((value) => value * scale[i]!),
        xyz(white),
      ),
    );
  if (!adapted?.flat().every((value) => Number.isFinite(value) && Math.abs(value) < 100)) return undefined;
  const [r, g, b] = adapted as [number[], number[], number[]];
  const curve = curveTag(gamma);
  return profile('mntr', 'RGB ', 'XYZ ', [
    ['rXYZ', xyzTag(r)],
    ['gXYZ', xyzTag(g)],
    ['bXYZ', xyzTag(b)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]);
}

export const grayProfile = (gamma: number): Uint8Array => profile('mntr', 'GRAY', 'XYZ ', [['kTRC', curveTag(gamma)]]);

/** A profile that looks up colours: `lab` gives CIELAB (D50) for ink from 0 to 1 each. */
export function cmykProfile(steps: number, lab: (ink: readonly number[]) => readonly number[]): Uint8Array {
  const head = new Uint8Array(52);
  head.set(Buffer.from('mft2', 'latin1'));
  head.set([4, 3, steps], 8);
  const view = new DataView(head.buffer);
  for (const at of [12, 28, 44]) view.setInt32(at, 0x10000);
  view.setUint16(48, 2);
  view.setUint16(50, 2);
  const values: number[] = [];
  for (let i = 0; i < 4; i++) values.push(0, 0xffff);
  for (let i = 0; i < steps ** 4; i++) {
    const ink = [3, 2, 1, 0].map((digit) => (Math.floor(i / steps ** digit) % steps) / (steps - 1));
    const [l, a, b] = lab(ink) as [number, number, number];
    values.push((l / 100) * 0xff00, (a + 128) * 256, (b + 128) * 256);
  }
  for (let i = 0; i < 3; i++) values.push(0, 0xffff);
  const table = new Uint8Array(values.length * 2);
  const numbers = new DataView(table.buffer);
  values.forEach((value, i) => {
    numbers.setUint16(i * 2, Math.min(0xffff, Math.max(0, Math.round(value))));
  });
  return profile('scnr', 'CMYK', 'Lab ', [['A2B0', concatBytes([head, table])]]);
}

type Tag = readonly [string, Uint8Array];

function profile(kind: string, space: ProfileSpace, connection: string, own: readonly Tag[]): Uint8Array {
  const tags: Tag[] = [['desc', descTag('faktaark')], ['cprt', textTag('CC0')], ['wtpt', xyzTag(D50)], ...own];
  const table = new Uint8Array(4 + tags.length * 12);
  const view = new DataView(table.buffer);
  view.setUint32(0, tags.length);
  const data: Uint8Array[] = [];
  const places = new Map<Uint8Array, number>();
  let at = 128 + table.length;
  tags.forEach(([name, bytes], i) => {
    if (!places.has(bytes)) {
      places.set(bytes, at);
      const padded = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
      padded.set(bytes);
      data.push(padded);
      at += padded.length;
    }
    table.set(Buffer.from(name, 'latin1'), 4 + i * 12);
    view.setUint32(8 + i * 12, places.get(bytes)!);
    view.setUint32(12 + i * 12, bytes.length);
  });
  const header = new Uint8Array(128);
  const fields = new DataView(header.buffer);
  fields.setUint32(0, at);
  fields.setUint32(8, 0x02400000);
  header.set(Buffer.from(kind + space + connection, 'latin1'), 12);
  // A date is asked for, and has to be the same every time: 2000-01-01.
  [2000, 1, 1, 0, 0, 0].forEach((value, i) => {
    fields.setUint16(24 + i * 2, value);
  });
  header.set(Buffer.from('acsp', 'latin1'), 36);
  D50.forEach((value, i) => {
    fields.setInt32(68 + i * 4, fixed(value));
  });
  return concatBytes([header, table, ...data]);
}

const fixed = (value: number): number => Math.round(value * 0x10000);

function tag(signature: string, length: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(length);
  bytes.set(Buffer.from(signature, 'latin1'));
  return { bytes, view: new DataView(bytes.buffer) };
}

function xyzTag(values: readonly number[]): Uint8Array {
  const { bytes, view } = tag('XYZ ', 20);
  values.forEach((value, i) => {
    view.setInt32(8 + i * 4, fixed(value));
  });
  return bytes;
}

/** An exponent as a curve of one value with eight binary places. */
function curveTag(gamma: number): Uint8Array {
  const { bytes, view } = tag('curv', 14);
  view.setUint32(8, 1);
  view.setUint16(12, Math.min(0xffff, Math.max(1, Math.round(gamma * 256))));
  return bytes;
}

function textTag(text: string): Uint8Array {
  const { bytes } = tag('text', 9 + text.length);
  bytes.set(Buffer.from(text, 'latin1'), 8);
  return bytes;
}

/** ASCII only; the room for Unicode and for Macintosh stays empty. */
function descTag(text: string): Uint8Array {
  const { bytes, view } = tag('desc', 12 + text.length + 1 + 78);
  view.setUint32(8, text.length + 1);
  bytes.set(Buffer.from(text, 'latin1'), 12);
  return bytes;
}

function xyz([x, y]: Chromaticity): number[] {
  return [x / y, 1, (1 - x - y) / y];
}

/** Bradford's matrix for the responses of the eye, and back. */
const CONE = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]; // biome-ignore format: a matrix
const BACK = [[0.9869929, -0.1470543, 0.1599627], [0.4323053, 0.5183603, 0.0492912], [-0.0085287, 0.0400428, 0.9684867]]; // biome-ignore format: a matrix

const times = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * vector[i]!, 0));

/** The colour that looks under D50 as `color` does under `white`. */
function adapt(color: readonly number[], white: readonly number[]): number[] {
  const [from, to] = [times(CONE, white), times(CONE, D50)];
  return times(
    BACK,
    times(CONE, color).map((value, i) => (value * to[i]!) / from[i]!),
  );
}

/** How much of each column adds up to `sum` (Cramer's rule). */
function solve(columns: readonly (readonly number[])[], sum: readonly number[]): number[] | undefined {
  const det = ([a, b, c]: readonly (readonly number[])[]): number =>
    a![0]! * (b![1]! * c![2]! - b![2]! * c![1]!) -
    b![0]! * (a![1]! * c![2]! - a![2]! * c![1]!) +
    c![0]! * (a![1]! * b![2]! - a![2]! * b![1]!);
  const whole = det(columns);
  const parts = columns.map((_, i) => det(columns.map((column, k) => (k === i ? sum : column))) / whole);
  return parts.every((part) => Number.isFinite(part)) ? parts : undefined;
}
