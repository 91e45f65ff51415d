import type { Color } from '../base/color.ts';
import { cmykProfile } from '../base/icc.ts';
import { labOf, xyzOf } from '../base/srgb.ts';

const STEPS = 7;
let made: Uint8Array | undefined;

/**
 * What CMYK without a profile is taken for: each ink swallows its share of red, green or blue, as on screens. PDF/A
 * leaves no room for device CMYK beside an output intent for RGB (ISO 19005-2 section 6.2.4.3).
 */
export function plainCmykProfile(): Uint8Array {
  made ??= cmykProfile(STEPS, (inks) => labOf(xyzOf(lightOf(inks))));
  return made;
}

/** The light that inks leave, red, green and blue. */
const lightOf = ([c, m, y, k]: readonly number[]): number[] =>
  [c!, m!, y!].map((ink) => (1 - Math.min(1, ink)) * (1 - Math.min(1, k!)));

/** A colour as files with an output intent for sRGB have it: these hold no device CMYK. */
export const rgbOf = ({ space, components }: Color): readonly number[] =>
  space === 'rgb' ? components : lightOf(components);
