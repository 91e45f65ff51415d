import { D50, labOf, luminanceOf, xyzOf } from '../../base/srgb.ts';
import type { InkProfile, Inks, Lab, Source } from './profile.ts';

/** Components that differ by less are a grey. */
const NEUTRAL = 1.5 / 255;
/** Steps of the table of black, and along each side of the cube that pictures are looked up in. */
const BLACKS = 256;
const CUBE = 33;

/**
 * Turns sRGB into the inks of a printing condition: relative colorimetric with black point compensation, so that
 * shadows keep their drawing. Greys become black ink alone, of the lightness they have on the screen.
 */
export class Separation {
  readonly profile: InkProfile;
  readonly #known = new Map<string, Inks>();
  /** Luminance of the darkest print. */
  readonly #darkest: number;
  /** Luminance of black ink alone, from none to all of it. */
  readonly #blacks: Float64Array;

  constructor(profile: InkProfile) {
    this.profile = profile;
    this.#darkest = luminanceOf(Math.min(50, profile.lab(profile.inks([0, 0, 0]))[0]));
    this.#blacks = Float64Array.from({ length: BLACKS }, (_, i) =>
      luminanceOf(profile.lab([0, 0, 0, i / (BLACKS - 1)])[0]),
    );
  }

  /** Inks of a colour; `rgb` from 0 to 1. */
  inks(rgb: readonly number[]): Inks {
    const key = rgb.join();
    let inks = this.#known.get(key);
    if (!inks) {
      inks = isGrey(rgb) ? [0, 0, 0, this.black(rgb[1]!)] : this.#colour(xyzOf(rgb));
      if (this.#known.size < 10_000) this.#known.set(key, inks);
    }
    return inks;
  }

  /** How much black ink looks like the grey of a component from 0 to 1. */
  black(grey: number): number {
    const table = this.#blacks;
    const [white, solid] = [table[0]!, table.at(-1)!];
    const wanted = solid + (white - solid) * xyzOf([grey, grey, grey])[1];
    if (wanted >= white) return 0;
    let high = 1;
    while (high < BLACKS - 1 && table[high]! > wanted) high++;
    const [above, below] = [table[high - 1]!, table[high]!];
    const share = above > below ? Math.min(1, Math.max(0, (above - wanted) / (above - below))) : 0;
    return (high - 1 + share) / (BLACKS - 1);
  }

  /** The inks of a photograph. Its greys keep their share of coloured ink, or they would look cut out. */
  photograph(source: Source = xyzOf): PixelTable {
    return new PixelTable((rgb) => this.#colour(source(rgb)));
  }

  #colour(xyz: readonly number[]): Inks {
    const dark = this.#darkest;
    const [x, y, z] = xyz.map((value, i) => value * (1 - dark) + dark * D50[i]!) as [number, number, number];
    return this.profile.inks(labOf([x, y, z]) as Lab);
  }
}

/** Inks of colours on a cube, between which pixels are looked up. */
export class PixelTable {
  readonly #cube = new Uint8Array(CUBE ** 3 * 4);

  constructor(inks: (rgb: readonly number[]) => Inks) {
    const at = (step: number): number => step / (CUBE - 1);
    let i = 0;
    for (let r = 0; r < CUBE; r++)
      for (let g = 0; g < CUBE; g++)
        for (let b = 0; b < CUBE; b++)
          for (const ink of inks([at(r), at(g), at(b)])) this.#cube[i++] = Math.round(ink * 255);
  }

  /** Pixels of three bytes each as pixels of four. */
  apply(rgb: Uint8Array): Uint8Array {
    const cube = this.#cube;
    const scale = (CUBE - 1) / 255;
    const last = CUBE - 2;
    const out = new Uint8Array(Math.floor(rgb.length / 3) * 4);
    for (let i = 0, o = 0; o < out.length; i += 3, o += 4) {
      const [r, g, b] = [rgb[i]! * scale, rgb[i + 1]! * scale, rgb[i + 2]! * scale];
      const [r0, g0, b0] = [Math.min(r | 0, last), Math.min(g | 0, last), Math.min(b | 0, last)];
      const [dr, dg, db] = [r - r0, g - g0, b - b0];
      const at = r0 * R + g0 * G + b0 * B;
      for (let k = 0; k < 4; k++) {
        const p = at + k;
        const low = mix(mix(cube[p]!, cube[p + B]!, db), mix(cube[p + G]!, cube[p + G + B]!, db), dg);
        const high = mix(mix(cube[p + R]!, cube[p + R + B]!, db), mix(cube[p + R + G]!, cube[p + R + G + B]!, db), dg);
        out[o + k] = mix(low, high, dr) + 0.5;
      }
    }
    return out;
  }
}

/** Steps in the cube. */
const [R, G, B] = [CUBE * CUBE * 4, CUBE * 4, 4];

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

const isGrey = (rgb: readonly number[]): boolean => Math.max(...rgb) - Math.min(...rgb) < NEUTRAL;
