/** Three components, in the units of their space; NaN is a missing one (`none`, CSS Color 4 section 4.4). */
export type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

interface Space {
  /** To and from CIE XYZ relative to D65. */
  readonly toXyz: (color: Triple) => Triple;
  readonly fromXyz: (color: Triple) => Triple;
  /** Which component is an angle of hue. */
  readonly hue?: number;
}

const times = (m: Matrix, [x, y, z]: Triple): Triple => [
  m[0][0] * x + m[0][1] * y + m[0][2] * z,
  m[1][0] * x + m[1][1] * y + m[1][2] * z,
  m[2][0] * x + m[2][1] * y + m[2][2] * z,
];

const product = (a: Matrix, b: Matrix): Matrix => {
  const column = (i: 0 | 1 | 2): Triple => times(a, [b[0][i], b[1][i], b[2][i]]);
  return transposed([column(0), column(1), column(2)]);
};

const transposed = ([a, b, c]: Matrix): Matrix => [
  [a[0], b[0], c[0]],
  [a[1], b[1], c[1]],
  [a[2], b[2], c[2]],
];

function inverse([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const det = a * A + b * B + c * C;
  return [
    [A / det, (c * h - b * i) / det, (b * f - c * e) / det],
    [B / det, (a * i - c * g) / det, (c * d - a * f) / det],
    [C / det, (b * g - a * h) / det, (a * e - b * d) / det],
  ];
}

const diagonal = ([x, y, z]: Triple): Matrix => [
  [x, 0, 0],
  [0, y, 0],
  [0, 0, z],
];

type Chromaticity = readonly [x: number, y: number];
const xyzOf = ([x, y]: Chromaticity): Triple => [x / y, 1, (1 - x - y) / y];
const D65 = xyzOf([0.3127, 0.329]);
const D50 = xyzOf([0.3457, 0.3585]);

/** Bradford adaptation between white points (CSS Color 4 section 10.1). */
const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];
function adaptation(from: Triple, to: Triple): Matrix {
  const [f, t] = [times(BRADFORD, from), times(BRADFORD, to)];
  const gains = diagonal([t[0] / f[0], t[1] / f[1], t[2] / f[2]]);
  return product(inverse(BRADFORD), product(gains, BRADFORD));
}
const D50_TO_D65 = adaptation(D50, D65);
const D65_TO_D50 = adaptation(D65, D50);

const each = (f: (value: number) => number, [a, b, c]: Triple): Triple => [f(a), f(b), f(c)];
/** A transfer function for both signs. */
const odd =
  (f: (value: number) => number) =>
  (value: number): number =>
    Math.sign(value) * f(Math.abs(value));

interface Transfer {
  readonly decode: (value: number) => number;
  readonly encode: (value: number) => number;
}

const SRGB: Transfer = {
  decode: odd((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)),
  encode: odd((v) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055)),
};
const LINEAR: Transfer = { decode: (v) => v, encode: (v) => v };
const power = (gamma: number): Transfer => ({ decode: odd((v) => v ** gamma), encode: odd((v) => v ** (1 / gamma)) });
const PROPHOTO: Transfer = {
  decode: odd((v) => (v <= 16 / 512 ? v / 16 : v ** 1.8)),
  encode: odd((v) => (v < 1 / 512 ? v * 16 : v ** (1 / 1.8))),
};
const REC2020: Transfer = {
  decode: odd((v) => (v < 0.08124285829863151 ? v / 4.5 : ((v + 0.09929682680944) / 1.09929682680944) ** (1 / 0.45))),
  encode: odd((v) => (v < 0.018053968510807 ? v * 4.5 : 1.09929682680944 * v ** 0.45 - 0.09929682680944)),
};

/** An additive space from the chromaticities of its primaries. */
function rgbSpace(r: Chromaticity, g: Chromaticity, b: Chromaticity, transfer: Transfer, white = D65): Space {
  const primaries = transposed([xyzOf(r), xyzOf(g), xyzOf(b)]);
  const own = product(primaries, diagonal(times(inverse(primaries), white)));
  const matrix = white === D65 ? own : product(D50_TO_D65, own);
  const back = inverse(matrix);
  return {
    toXyz: (color) => times(matrix, each(transfer.decode, color)),
    fromXyz: (color) => each(transfer.encode, times(back, color)),
  };
}

const srgb = rgbSpace([0.64, 0.33], [0.3, 0.6], [0.15, 0.06], SRGB);

/** Lab of CIE with D50, lightness 0 to 100 (CSS Color 4 section 9.3). */
const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;
const lab: Space = {
  toXyz: ([l, a, b]) => {
    const fy = (l + 16) / 116;
    const cubed = (f: number): number => (f ** 3 > EPSILON ? f ** 3 : (116 * f - 16) / KAPPA);
    const y = l > KAPPA * EPSILON ? fy ** 3 : l / KAPPA;
    return times(D50_TO_D65, [cubed(fy + a / 500) * D50[0], y, cubed(fy - b / 200) * D50[2]]);
  },
  fromXyz: (color) => {
    const [x, y, z] = times(D65_TO_D50, color);
    const root = (v: number): number => (v > EPSILON ? Math.cbrt(v) : (KAPPA * v + 16) / 116);
    const [fx, fy, fz] = [root(x / D50[0]), root(y), root(z / D50[2])];
    return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
  },
};

/** Oklab (Björn Ottosson, 2020; matrices of CSS Color 4 section 18). */
const CONES: Matrix = [
  [0.819022437996703, 0.3619062600528904, -0.1288737815209879],
  [0.0329836539323885, 0.9292868615863434, 0.0361446663506424],
  [0.0481771893596242, 0.2642395317527308, 0.6335478284694309],
];
const OPPONENTS: Matrix = [
  [0.210454268309314, 0.7936177747023054, -0.0040720430116193],
  [1.9779985324311684, -2.4285922420485799, 0.450593709617411],
  [0.0259040424655478, 0.7827717124575296, -0.8086757549230774],
];
const [FROM_CONES, FROM_OPPONENTS] = [inverse(CONES), inverse(OPPONENTS)];
const oklab: Space = {
  toXyz: (color) =>
    times(
      FROM_CONES,
      each((v) => v ** 3, times(FROM_OPPONENTS, color)),
    ),
  fromXyz: (color) => times(OPPONENTS, each(Math.cbrt, times(CONES, color))),
};

const angle = (degrees: number): number => ((degrees % 360) + 360) % 360;

/** Lightness, chroma and hue of a space of lightness and two opponents; greys have no hue. */
const polar = (space: Space, grey: number): Space => ({
  hue: 2,
  toXyz: ([l, c, h]) => space.toXyz([l, c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)]),
  fromXyz: (color) => {
    const [l, a, b] = space.fromXyz(color);
    const chroma = Math.hypot(a, b);
    return [l, chroma, chroma < grey ? Number.NaN : angle((Math.atan2(b, a) * 180) / Math.PI)];
  },
});

/** Hue in degrees, the others 0 to 100 (CSS Color 4 sections 7 and 8). */
function hslToSrgb([h, s, l]: Triple): Triple {
  const [saturation, lightness] = [s / 100, l / 100];
  const a = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number): number => {
    const k = (n + angle(h) / 30) % 12;
    return lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return [channel(0), channel(8), channel(4)];
}

function hueOf([r, g, b]: Triple): number {
  const most = Math.max(r, g, b);
  const range = most - Math.min(r, g, b);
  if (range < 1e-6) return Number.NaN;
  if (most === r) return angle(((g - b) / range) * 60);
  return most === g ? ((b - r) / range + 2) * 60 : ((r - g) / range + 4) * 60;
}

const hsl: Space = {
  hue: 0,
  toXyz: (color) => srgb.toXyz(hslToSrgb(color)),
  fromXyz: (color) => {
    const rgb = srgb.fromXyz(color);
    const [most, least] = [Math.max(...rgb), Math.min(...rgb)];
    const lightness = (most + least) / 2;
    const room = Math.min(lightness, 1 - lightness);
    return [hueOf(rgb), room > 1e-6 ? ((most - lightness) / room) * 100 : 0, lightness * 100];
  },
};
const hwb: Space = {
  hue: 0,
  toXyz: ([h, w, b]) => {
    const [white, black] = w + b > 100 ? [w / (w + b), b / (w + b)] : [w / 100, b / 100];
    return srgb.toXyz(each((v) => v * (1 - white - black) + white, hslToSrgb([h, 100, 50])));
  },
  fromXyz: (color) => {
    const rgb = srgb.fromXyz(color);
    return [hueOf(rgb), Math.min(...rgb) * 100, (1 - Math.max(...rgb)) * 100];
  },
};

const same = (color: Triple): Triple => color;
const xyz: Space = { toXyz: same, fromXyz: same };

/** Colour spaces of CSS Color 4 by the names they have in color() and color-mix(). */
export const COLOR_SPACES: Readonly<Record<string, Space>> = {
  srgb,
  'srgb-linear': rgbSpace([0.64, 0.33], [0.3, 0.6], [0.15, 0.06], LINEAR),
  'display-p3': rgbSpace([0.68, 0.32], [0.265, 0.69], [0.15, 0.06], SRGB),
  'a98-rgb': rgbSpace([0.64, 0.33], [0.21, 0.71], [0.15, 0.06], power(563 / 256)),
  'prophoto-rgb': rgbSpace([0.734699, 0.265301], [0.159597, 0.840403], [0.036598, 0.000105], PROPHOTO, D50),
  rec2020: rgbSpace([0.708, 0.292], [0.17, 0.797], [0.131, 0.046], REC2020),
  xyz,
  'xyz-d65': xyz,
  'xyz-d50': { toXyz: (color) => times(D50_TO_D65, color), fromXyz: (color) => times(D65_TO_D50, color) },
  lab,
  lch: polar(lab, 0.0015),
  oklab,
  oklch: polar(oklab, 0.000004),
  hsl,
  hwb,
};

const present = (color: Triple): Triple => each((v) => (Number.isNaN(v) ? 0 : v), color);

export function convert(color: Triple, from: string, to: string): Triple {
  if (from === to) return color;
  return COLOR_SPACES[to]!.fromXyz(COLOR_SPACES[from]!.toXyz(present(color)));
}

/** In sRGB, 0 to 1: what lies outside is cut off. */
export function toSrgb(color: Triple, from: string): Triple {
  return each((v) => Math.min(1, Math.max(0, v)), present(convert(color, from, 'srgb')));
}
