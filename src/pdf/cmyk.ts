import type { Color } from '../base/color.ts';
import { cmykProfile } from '../base/icc.ts';

const STEPS = 7;
let made: Uint8Array | undefined;

/**
 * What CMYK without a profile is taken for: each ink swallows its share of red, green or blue, as on screens. PDF/A
 * leaves no room for device CMYK beside an output intent for RGB (ISO 19005-2 section 6.2.4.3).
 */
export function plainCmykProfile(): Uint8Array {
  made ??= cmykProfile(STEPS, (inks) => labOf(lightOf(inks)));
  return made;
}

/** The light that inks leave, red, green and blue. */
const lightOf = ([c, m, y, k]: readonly number[]): number[] =>
  [c!, m!, y!].map((ink) => (1 - Math.min(1, ink)) * (1 - Math.min(1, k!)));

/** A colour as files with an output intent for sRGB have it: these hold no device CMYK. */
export const rgbOf = ({ space, components }: Color): readonly number[] =>
  space === 'rgb' ? components : lightOf(components);

/** CIELAB (D50) of sRGB from 0 to 1. */
function labOf(rgb: readonly number[]): number[] {
  const [r, g, b] = rgb.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  const x = (0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.9642;
  const y = 0.2225045 * r + 0.7168786 * g + 0.0606169 * b;
  const z = (0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.8249;
  const [fx, fy, fz] = [x, y, z].map((t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116));
  return [116 * fy! - 16, 500 * (fx! - fy!), 200 * (fy! - fz!)];
}
