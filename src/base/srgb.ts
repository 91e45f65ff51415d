/** sRGB (IEC 61966-2-1) to CIE colour under D50. */

/** CIE XYZ of the white of the connection space (ICC.1:2022 section 7.2.16). */
export const D50: readonly [number, number, number] = [0.9642, 1, 0.8249];

/** Light of a component from 0 to 1. */
export const linear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

/** Components from 0 to 1. */
export type Rgb = readonly [number, number, number];

/** WCAG 2.1: contrast of the relative luminances of both, 1 to 21. */
export function contrastOf(a: Rgb, b: Rgb): number {
  const [dark, light] = [a, b].map(relativeLuminance).sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const relativeLuminance = (rgb: Rgb): number => {
  const [r, g, b] = rgb.map((value) => linear(Math.min(1, Math.max(0, value)))) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** XYZ under D50 of components from 0 to 1; white has Y = 1. */
export function xyzOf(rgb: readonly number[]): [number, number, number] {
  const [r, g, b] = rgb.map(linear) as [number, number, number];
  return [
    0.4360747 * r + 0.3850649 * g + 0.1430804 * b,
    0.2225045 * r + 0.7168786 * g + 0.0606169 * b,
    0.0139322 * r + 0.0971045 * g + 0.7141733 * b,
  ];
}

/** CIE L*a*b* of XYZ under D50. */
export function labOf(xyz: readonly [number, number, number]): [number, number, number] {
  const [x, y, z] = xyz.map((value, i) => curve(value / D50[i]!)) as [number, number, number];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const curve = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);

/** Y from 0 to 1 of a lightness from 0 to 100. */
export const luminanceOf = (lightness: number): number =>
  lightness > 8 ? ((lightness + 16) / 116) ** 3 : Math.max(0, lightness) * (27 / 24389);

/** Components of sRGB, 0 to 1, of CIE L*a*b* under D50; colours that sRGB does not have are cut off. */
export function rgbOfLab([l, a, b]: readonly [number, number, number]): [number, number, number] {
  const y = (l + 16) / 116;
  const [x, , z] = [y + a / 500, y, y - b / 200].map((t, i) => inverseCurve(t) * D50[i]!) as [number, number, number];
  const light = luminanceOf(l);
  const linearRgb: [number, number, number] = [
    3.1338561 * x - 1.6168667 * light - 0.4906146 * z,
    -0.9787684 * x + 1.9161415 * light + 0.033454 * z,
    0.0719453 * x - 0.2289914 * light + 1.4052427 * z,
  ];
  return linearRgb.map(companded) as [number, number, number];
}

const inverseCurve = (t: number): number => (t > 6 / 29 ? t ** 3 : ((116 * t - 16) * 27) / 24389);

const companded = (v: number): number => {
  const light = Math.min(1, Math.max(0, v));
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
};
