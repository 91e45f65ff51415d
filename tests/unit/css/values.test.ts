import type { Color } from '../../../src/base/color.ts';
import { parseValue } from '../../../src/engine/css/parse.ts';
import {
  parseAngle,
  parseColor,
  parseInteger,
  parseLength,
  parseLengthPercentage,
  parseNumber,
} from '../../../src/engine/css/values.ts';

const [lengths, numbers] = [
  (text: string) => parseLengthPercentage(parseValue(text)[0]!),
  (text: string) => parseNumber(parseValue(text)[0]!),
];

/** `r g b a` with the channels 0 to 255. */
function rgba(text: string, current: Color = { space: 'rgb', components: [0, 0, 0], alpha: 1 }): string | undefined {
  const nodes = parseValue(text);
  const color = nodes.length === 1 ? parseColor(nodes[0]!) : undefined;
  if (color === undefined || color === 'currentcolor') return color;
  const { components, alpha } = 'mix' in color ? color.mix(current) : color;
  return [...components.map((c) => Math.round(c * 255)), Math.round(alpha * 1000) / 1000].join(' ');
}

test.each([
  ['calc(1 + 2 * 3)', 7],
  ['min(4, 2, 3)', 2],
  ['clamp(1, 5, 3)', 3],
  ['clamp(none, 5, 3)', 3],
  ['round(2.5)', 3],
  ['round(to-zero, -2.5, 2)', -2],
  ['mod(-7, 5)', 3],
  ['rem(-7, 5)', -2],
  ['sign(-3)', -1],
  ['calc(sin(90deg) + cos(0))', 2],
  ['sqrt(pow(3, 2))', 3],
  ['log(8, 2)', 3],
  ['calc(e - e + infinity)', 33554428],
  ['calc(infinity - infinity)', 0],
  ['calc((1 + 2) * (3 - 1))', 6],
])('%s is %s', (text, value) => {
  expect(numbers(text)).toBeCloseTo(value, 9);
});

test.each([
  'calc(1px + 1)', 'calc(1px * 1px)', 'min()', 'clamp(1px, 2px)', 'calc(1px + )', 'calc(2 / 1px)', 'round(1px)', 'sin(1px)', 'min(1px, 2)',
  'calc(1deg + 1px)', 'unknown(1px)', 'calc(pi)', '3', 'calc(foo)',
])('%s is no length', (text) => {
  expect(lengths(text)).toBeUndefined();
}); // biome-ignore format: a list

test('a length with a percentage anywhere is no plain length', () => {
  expect(parseLength(parseValue('min(10px, 2em)')[0]!)).toBeDefined();
  for (const text of ['5%', '0%', 'min(10px, 2%)', 'calc(1px + max(1px, 2%))'])
    expect([text, parseLength(parseValue(text)[0]!)]).toEqual([text, undefined]);
});

test('calculations nested without end are refused, and long ones are not slow', () => {
  const deep = `${'calc('.repeat(500)}1px${')'.repeat(500)}`;
  expect(lengths(deep)).toBeUndefined();
  expect(lengths(`calc(0px${' + 1px'.repeat(5000)})`)?.px).toBe(5000);
});

test('integers of calculations are rounded, written ones are not', () => {
  expect(parseInteger(parseValue('calc(5 / 2)')[0]!)).toBe(3);
  expect(parseInteger(parseValue('2.5')[0]!)).toBeUndefined();
});

test.each([
  ['0.25turn', 90], ['100grad', 90], ['1rad', 57.29577951308232], ['calc(45deg * 2)', 90], ['atan2(1, 1)', 45],
])('%s is %s degrees', (text, degrees) => {
  expect(parseAngle(parseValue(text)[0]!)).toBeCloseTo(degrees, 9);
}); // biome-ignore format: a table

// As Chromium paints them, within one step of 255.
test.each([
  ['rgb(255 0 0 / 50%)', '255 0 0 0.5'],
  ['rgba(100%, 50%, 0%, 0.25)', '255 128 0 0.25'],
  ['rgb(300, -5, calc(10 * 2))', '255 0 20 1'],
  ['rgb(none 255 none)', '0 255 0 1'],
  ['hsl(120deg 100% 25%)', '0 128 0 1'],
  ['hsla(240, 100%, 50%, .5)', '0 0 255 0.5'],
  ['hsl(0.5turn 100 50)', '0 255 255 1'],
  ['hwb(0 0% 0%)', '255 0 0 1'],
  ['hwb(90 60% 60%)', '128 128 128 1'],
  ['lab(54.29% 80.81 69.89)', '255 0 0 1'],
  ['lch(29.57% 68.3 301.37)', '77 49 163 1'],
  ['oklab(62.8% 0.2249 0.1258)', '255 0 0 1'],
  ['oklch(0.5 0.1 180)', '0 117 101 1'],
  ['oklch(70% 0.4 150)', '0 214 0 1'],
  ['color(srgb 1 0.5 0)', '255 128 0 1'],
  ['color(display-p3 1 0 0)', '255 0 0 1'],
  ['color(display-p3 0.5 0.5 0.5 / 0.5)', '128 128 128 0.5'],
  ['color(srgb-linear 0.5 0.5 0.5)', '188 188 188 1'],
  ['color(xyz 0.4124 0.2126 0.0193)', '255 0 0 1'],
  ['color(prophoto-rgb 0.7022 0.2757 0.1036)', '255 0 0 1'],
  ['color-mix(in srgb, red, blue)', '128 0 128 1'],
  ['color-mix(in srgb, red 25%, blue)', '64 0 191 1'],
  ['color-mix(in oklab, red, blue)', '140 83 162 1'],
  ['color-mix(in srgb, red 20%, blue 20%)', '128 0 128 0.4'],
  ['color-mix(in srgb, rgb(255 0 0 / 0), blue)', '0 0 255 0.5'],
  ['color-mix(in hsl, red, blue)', '255 0 255 1'],
  ['color-mix(in hsl longer hue, red, blue)', '0 255 0 1'],
  ['color-mix(in oklch, white, blue)', '116 163 255 1'],
  ['color-mix(in srgb, currentcolor, white)', '255 128 128 1'],
  ['color-mix(in lch, red, green 30%)', '191 97 0 1'],
  ['color-mix(in hwb, #abc, teal)', '85 146 166 1'],
  ['color(display-p3 0.9 0.3 0.2)', '249 59 33 1'],
  ['color(rec2020 0.5 0.4 0.2)', '155 112 56 1'],
  ['color(a98-rgb 0.5 0.4 0.2)', '137 102 43 1'],
  ['transparent', '0 0 0 0'],
  ['CanvasText', '0 0 0 1'],
])('%s is painted as %s', (text, value) => {
  expect(rgba(text, { space: 'rgb', components: [1, 0, 0], alpha: 1 })).toBe(value);
});

test.each([
  'rgb(1 2)', 'rgb(1, 2 3)', 'rgb(1, none, 2)', 'hsl(1px 1% 1%)', 'hwb(1, 1%, 1%)', 'color(rgb 1 1 1)', 'color(hsl 1 1 1)', 'lab(1 2 3 4)',
  'color-mix(red, blue)', 'color-mix(in nothing, red, blue)', 'color-mix(in srgb shorter hue, red, blue)', 'color-mix(in srgb, red 0%, blue 0%)',
])('%s is no colour', (text) => {
  expect(rgba(text)).toBeUndefined();
}); // biome-ignore format: a list
