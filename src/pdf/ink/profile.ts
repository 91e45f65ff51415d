import { isUsableProfile } from '../../base/icc.ts';
import { type Lut, ProfileError, readCurve, readLut } from './lut.ts';

/** CIE L*a*b* under D50, media-relative: L from 0 to 100. */
export type Lab = readonly [number, number, number];

/** Shares of cyan, magenta, yellow and black, 0 to 1. */
export type Inks = readonly [number, number, number, number];

/** The profile of a printing condition (ICC.1:2022 section 8.5): what inks look like, and what inks look like a colour. */
export class InkProfile {
  readonly bytes: Uint8Array;
  /** The profile's own name. */
  readonly name: string;
  readonly #toLab: Lut;
  readonly #toInks: Lut;

  /** Throws ProfileError where the bytes are no output profile for four inks. */
  constructor(bytes: Uint8Array) {
    if (!isUsableProfile(bytes, 'CMYK')) throw new ProfileError('is no ICC profile for CMYK');
    const tags = tagsOf(bytes);
    const ascii = (at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
    if (ascii(12) !== 'prtr') throw new ProfileError('is not the profile of a printer (class "prtr")');
    if (ascii(20) !== 'Lab ') throw new ProfileError('does not connect through CIELAB');
    const table = (...names: readonly string[]): Lut => {
      const found = names.map((name) => tags.get(name)).find((tag) => tag);
      if (!found) throw new ProfileError(`has no table ${names[0]}`);
      return readLut(found);
    };
    this.bytes = bytes;
    this.name = nameIn(tags.get('desc'));
    this.#toLab = table('A2B1', 'A2B0');
    this.#toInks = table('B2A1', 'B2A0');
    if (this.#toLab.inputs !== 4 || this.#toInks.outputs !== 4) throw new ProfileError('is not for four inks');
  }

  lab(inks: Inks): Lab {
    const [l, a, b] = this.#toLab.apply(inks) as [number, number, number];
    const legacy = this.#toLab.lab === 'legacy' ? 65535 / 65280 : 1;
    return [l * 100 * legacy, a * 255 * legacy - 128, b * 255 * legacy - 128];
  }

  /** Colours that the inks do not reach come as near as the profile says. */
  inks([l, a, b]: Lab): Inks {
    const legacy = this.#toInks.lab === 'legacy' ? 65280 / 65535 : 1;
    const values = [(l / 100) * legacy, ((a + 128) / 255) * legacy, ((b + 128) / 255) * legacy];
    return this.#toInks.apply(values) as unknown as Inks;
  }
}

/** XYZ under D50 of components from 0 to 1. */
export type Source = (rgb: readonly number[]) => readonly [number, number, number];

/** What the colours of a profile of three primaries and their curves mean; undefined for other profiles. */
export function matrixSource(bytes: Uint8Array): Source | undefined {
  const tags = tagsOf(bytes);
  const viewOf = (name: string): DataView | undefined => {
    const tag = tags.get(name);
    return tag && new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
  };
  try {
    const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((name) => [8, 12, 16].map((at) => viewOf(name)!.getInt32(at) / 65536));
    const curves = ['rTRC', 'gTRC', 'bTRC'].map((name) => readCurve(viewOf(name)!, 0).curve);
    return (rgb) => {
      const light = rgb.map((value, i) => curves[i]!(value));
      const [x, y, z] = [0, 1, 2].map((row) => light.reduce((sum, value, i) => sum + value * columns[i]![row]!, 0));
      return [x!, y!, z!];
    };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError || error instanceof ProfileError) return undefined;
    throw error;
  }
}

function tagsOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tags = new Map<string, Uint8Array>();
  for (let i = 0; i < view.getUint32(128); i++) {
    const at = 132 + 12 * i;
    const [from, length] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    tags.set(Buffer.from(bytes.subarray(at, at + 4)).toString('latin1'), bytes.subarray(from, from + length));
  }
  return tags;
}

/** textDescriptionType, or the first record of multiLocalizedUnicodeType. */
function nameIn(tag: Uint8Array | undefined): string {
  if (!tag || tag.length < 28) return '';
  const view = new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
  const kind = Buffer.from(tag.subarray(0, 4)).toString('latin1');
  if (kind === 'desc') {
    const text = Buffer.from(tag.subarray(12, 12 + view.getUint32(8))).toString('latin1');
    return text.replace(/\0.*$/s, '');
  }
  if (kind !== 'mluc') return '';
  const [length, from] = [view.getUint32(20), view.getUint32(24)];
  const text = Buffer.from(tag.subarray(from, from + (length & ~1)));
  return text.swap16().toString('utf16le');
}
