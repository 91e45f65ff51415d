/** The properties of Scalable Vector Graphics and of pictures. */
import type { CssNode } from 'css-tree';
import type { Color } from '../../base/color.ts';
import { computedColor, type SpecifiedColor } from './color-values.ts';
import { BLACK } from './colors.ts';
import {
  type ComputeContext,
  computeLength,
  computeLengthOrKeyword,
  define,
  either,
  keyword,
  keywords,
  notNegative,
  number,
  one,
  type Single,
} from './property.ts';
import type { Reference, StyleField } from './style.ts';
import { parseColor, parseLengthPercentage, parseNumber, type SpecifiedLength, ZERO } from './values.ts';

/** Lengths of SVG may leave out their unit. */
const userLength = (node: CssNode): SpecifiedLength | undefined =>
  node.type === 'Number' ? { ...ZERO, px: Number(node.value) } : parseLengthPercentage(node);

const url: Single = (node) => (node.type === 'Url' ? { url: node.value } : undefined);

/** A number or percentage from 0 to 1, cut to this range. */
const fraction: Single = (node) => {
  const value = node.type === 'Percentage' ? Number(node.value) / 100 : parseNumber(node);
  return value === undefined ? undefined : Math.min(1, Math.max(0, value));
};

function opacity(name: string, field: 'fillOpacity' | 'strokeOpacity' | 'stopOpacity', inherited: boolean): void {
  define(name, field, inherited, 1, '<number> | <percentage>', one(fraction));
}

type PlainPaint = SpecifiedColor | 'none';
type SpecifiedPaint = PlainPaint | { readonly url: string; readonly fallback: PlainPaint };

/** `currentcolor` itself stays, for it is that of the element that is painted. */
const mixed = (value: PlainPaint, current: Color): Color | 'none' | 'currentcolor' =>
  typeof value === 'object' ? computedColor(value, current) : value;

// --- Filling and stroking (SVG 2 section 13) ---
const NONE = keywords(['none']);
for (const [name, initial] of [['fill', BLACK], ['stroke', 'none']] as const) {
  define(name, name, true, initial, 'none | <color> | <url> [ none | <color> ]?', (reader) => {
    const server = reader.take(url) as { url: string } | undefined;
    const plain = reader.take(either(NONE, parseColor));
    return server ? { ...server, fallback: plain ?? 'none' } : plain;
  }, (value: SpecifiedPaint, { color }: ComputeContext) =>
    typeof value === 'object' && 'fallback' in value ? { ...value, fallback: mixed(value.fallback, color) } : mixed(value, color));
} // biome-ignore format: a table
opacity('fill-opacity', 'fillOpacity', true);
opacity('stroke-opacity', 'strokeOpacity', true);
keyword('fill-rule', 'fillRule', true, 'nonzero', ['nonzero', 'evenodd']);
define(
  'stroke-width', 'strokeWidth', true, { px: 1, percent: 0 }, '<length-percentage> | <number>',
  one(notNegative(userLength)), computeLength,
); // biome-ignore format: a table
define(
  'stroke-dasharray', 'strokeDasharray', true, [], 'none | [ <length-percentage> | <number> ]+',
  (reader) => {
    if (reader.take(NONE)) return [];
    const dashes: unknown[] = [];
    while (!reader.done) {
      reader.takeOperator(',');
      const dash = reader.take(notNegative(userLength));
      if (dash === undefined) return undefined;
      dashes.push(dash);
    }
    return dashes.length ? dashes : undefined;
  },
  (value: readonly SpecifiedLength[], context) => value.map((v) => computeLength(v, context)),
); // biome-ignore format: a table
define(
  'stroke-dashoffset', 'strokeDashoffset', true, ZERO, '<length-percentage> | <number>',
  one(userLength), computeLength,
); // biome-ignore format: a table
keyword('stroke-linecap', 'strokeLinecap', true, 'butt', ['butt', 'round', 'square']);
keyword('stroke-linejoin', 'strokeLinejoin', true, 'miter', ['miter', 'round', 'bevel']);
number('stroke-miterlimit', 'strokeMiterlimit', true, 4, 1);
const ORDER = ['fill', 'stroke', 'markers'] as const;
define('paint-order', 'paintOrder', true, ORDER, 'normal | [ fill || stroke || markers ]', (reader) => {
  if (reader.take(keywords(['normal']))) return ORDER;
  const named: unknown[] = [];
  for (let word = reader.take(keywords(ORDER)); word !== undefined; word = reader.take(keywords(ORDER)))
    named.push(word);
  if (named.length === 0 || new Set(named).size !== named.length) return undefined;
  return [...named, ...ORDER.filter((word) => !named.includes(word))];
});
keyword('vector-effect', 'vectorEffect', false, 'none', ['none', 'non-scaling-stroke']);

// --- Things named by reference ---
function reference(name: string, field: StyleField & ('mask' | `marker${string}`), inherited: boolean): void {
  define(name, field, inherited, 'none' satisfies Reference, 'none | <url>', one(either(NONE, url)));
}
reference('marker-start', 'markerStart', true);
reference('marker-mid', 'markerMid', true);
reference('marker-end', 'markerEnd', true);
keyword('clip-rule', 'clipRule', true, 'nonzero', ['nonzero', 'evenodd']);
reference('mask', 'mask', false);
keyword('mask-type', 'maskType', false, 'luminance', ['luminance', 'alpha']);
define('stop-color', 'stopColor', false, BLACK, '<color>', one(parseColor));
opacity('stop-opacity', 'stopOpacity', false);

// --- Text ---
keyword('text-anchor', 'textAnchor', true, 'start', ['start', 'middle', 'end']);
const BASELINES = [
  'auto', 'alphabetic', 'central', 'middle', 'hanging', 'mathematical', 'ideographic', 'text-before-edge',
  'text-after-edge', 'text-top', 'text-bottom',
]; // biome-ignore format: a table
keyword('dominant-baseline', 'dominantBaseline', true, 'auto', BASELINES);
keyword('alignment-baseline', 'alignmentBaseline', false, 'baseline', ['baseline', ...BASELINES]);
define(
  'baseline-shift', 'baselineShift', false, ZERO, 'baseline | sub | super | <length-percentage> | <number>',
  one(either(keywords(['baseline', 'sub', 'super']), userLength)),
  (value: string | SpecifiedLength, context) => (value === 'baseline' ? ZERO : computeLengthOrKeyword(value, context)),
); // biome-ignore format: a table

// --- Pictures (CSS Images 3 section 5) ---
keyword('image-orientation', 'imageOrientation', true, 'from-image', ['from-image', 'none']);
