import { type Rgb, rgbOfLab } from '../../base/srgb.ts';
import { ProfileError } from '../../pdf/ink/lut.ts';
import { InkProfile } from '../../pdf/ink/profile.ts';
import { type ColorSpace, type PaintColor, PROCESS, readColorSpace } from '../../pdf/read/colors.ts';
import type { PdfDocument } from '../../pdf/read/document.ts';
import { decodeStream } from '../../pdf/read/filters.ts';
import { type PdfFunction, readFunction } from '../../pdf/read/functions.ts';
import { type Dict, type PdfObject, Ref } from '../../pdf/read/objects.ts';
import { intendedProfile } from '../output-intents.ts';

export const WHITE: Rgb = [1, 1, 1];

/** `over` of a share on top of `under`. */
export const mixed = (over: Rgb, share: number, under: Rgb): Rgb =>
  over.map((value, i) => value * share + under[i]! * (1 - share)) as unknown as Rgb;

/** What the colours of one file look like; inks as the profile of the output intent has them. */
export class DisplayColors {
  readonly #document: PdfDocument;
  #press: InkProfile | null | undefined;
  readonly #tints = new Map<PdfObject, PdfFunction | undefined>();

  constructor(document: PdfDocument) {
    this.#document = document;
  }

  /** One colour by its space and components. */
  one(space: ColorSpace, components: readonly number[]): Rgb | undefined {
    return this.#rgb(space, components);
  }

  /** All that a paint looks like in places; empty where it is not known. */
  of({ space, components, pattern }: PaintColor): readonly Rgb[] {
    if (pattern) {
      const shading = pattern.dict('Shading');
      return shading
        ? this.ofShading(shading, readColorSpace(shading.get('ColorSpace'), undefined, shading.resolve))
        : [];
    }
    const rgb = this.#rgb(space, components);
    return rgb ? [rgb] : [];
  }

  /** Of axial and radial shadings, along their way. */
  ofShading(shading: Dict, space: ColorSpace | undefined): readonly Rgb[] {
    const kind = shading.number('ShadingType');
    const at = space && (kind === 2 || kind === 3) ? readFunction(shading.get('Function'), shading.resolve) : undefined;
    if (!at || !space) return [];
    const [from = 0, to = 1] = shading.numbers('Domain') ?? [];
    const seen = [0, 0.25, 0.5, 0.75, 1].map((t) => this.#rgb(space, at([from + t * (to - from)])));
    return seen.every((one) => one !== undefined) ? seen : [];
  }

  #rgb(space: ColorSpace, values: readonly number[], depth = 0): Rgb | undefined {
    const { family, components: count, names, base, table } = space;
    const at = (i: number): number => Math.min(1, Math.max(0, values[i] ?? 0));
    if (depth > 4) return undefined;
    switch (family) {
      case 'DeviceGray':
      case 'CalGray':
        return [at(0), at(0), at(0)];
      case 'DeviceRGB':
      case 'CalRGB':
        return [at(0), at(1), at(2)];
      case 'DeviceCMYK':
        return this.#inks([at(0), at(1), at(2), at(3)]);
      case 'ICCBased':
        if (count === 4) return this.#inks([at(0), at(1), at(2), at(3)]);
        return count === 3 ? [at(0), at(1), at(2)] : count === 1 ? [at(0), at(0), at(0)] : undefined;
      case 'Lab':
        return rgbOfLab([values[0] ?? 0, values[1] ?? 0, values[2] ?? 0]);
      case 'Indexed': {
        const from = Math.max(0, Math.round(values[0] ?? 0)) * (base?.components ?? 0);
        const entry = [...(table?.subarray(from, from + (base?.components ?? 0)) ?? [])].map((byte) => byte / 255);
        return base && base.family !== 'Lab' && entry.length ? this.#rgb(base, entry, depth + 1) : undefined;
      }
      case 'Separation':
      case 'DeviceN': {
        if (names?.every((name) => name === 'All')) return this.#inks([at(0), at(0), at(0), at(0)]);
        if (names?.every((name) => (PROCESS as readonly string[]).includes(name)))
          return this.#inks(PROCESS.map((name) => (names.includes(name) ? at(names.indexOf(name)) : 0)));
        const alternate = this.#tint(space)?.(values);
        return base && alternate ? this.#rgb(base, alternate, depth + 1) : undefined;
      }
      default:
        return undefined;
    }
  }

  #tint({ tint = null }: ColorSpace): PdfFunction | undefined {
    const key = tint instanceof Ref ? tint.number : tint;
    if (this.#tints.size > 500) this.#tints.clear();
    if (!this.#tints.has(key)) this.#tints.set(key, readFunction(tint, this.#document.store.resolve));
    return this.#tints.get(key);
  }

  /** Without a profile, each ink takes its share of the light away. */
  #inks(inks: readonly number[]): Rgb {
    const [c, m, y, k] = inks as [number, number, number, number];
    const press = this.#profile();
    return press ? rgbOfLab(press.lab([c, m, y, k])) : [(1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)];
  }

  #profile(): InkProfile | undefined {
    if (this.#press === undefined) {
      const stream = intendedProfile(this.#document);
      this.#press = null;
      try {
        if (stream?.number('N') === 4) this.#press = new InkProfile(decodeStream(stream, 16 << 20).bytes);
      } catch (error) {
        if (!(error instanceof ProfileError) && !(error instanceof RangeError)) throw error;
      }
    }
    return this.#press ?? undefined;
  }
}
