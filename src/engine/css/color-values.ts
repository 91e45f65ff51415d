import type { CssNode, FunctionNode } from 'css-tree';
import type { Color } from '../../base/color.ts';
import { COLOR_SPACES, convert, type Triple, toSrgb } from './color-spaces.ts';
import { hexColor, namedColor, rgb } from './colors.ts';
import { parseAngle, parseNumber, parsePercentage } from './math.ts';
import { children, commaSeparated, components, parseKeyword } from './nodes.ts';

/** A mixture with the colour of the text, which waits for it. */
export interface DeferredColor {
  readonly mix: (current: Color) => Color;
}

export type SpecifiedColor = Color | 'currentcolor' | DeferredColor;

/** The colour for a text of colour `current`. */
export function computedColor(value: SpecifiedColor, current: Color): Color {
  if (value === 'currentcolor') return current;
  return 'mix' in value ? value.mix(current) : value;
}

/** `<color>` of CSS Color 4 and 5; out of sRGB is clipped into it. */
export function parseColor(node: CssNode): SpecifiedColor | undefined {
  if (node.type === 'Hash') return hexColor(node.value);
  if (node.type === 'Identifier') {
    return node.name.toLowerCase() === 'currentcolor' ? 'currentcolor' : namedColor(node.name);
  }
  if (node.type !== 'Function') return undefined;
  const name = node.name.toLowerCase();
  if (name === 'color-mix') return colorMix(node);
  if (name === 'device-cmyk') return cmyk(node);
  if (name === SPOT) return spot(node);
  const color = functionColor(node);
  return color && flat(color);
}

/** A colour in the space it was written in. */
interface SpacedColor {
  readonly space: string;
  readonly components: Triple;
  readonly alpha: number;
}

const flat = ({ space, components: c, alpha }: SpacedColor): Color =>
  rgb(...toSrgb(c, space), Number.isNaN(alpha) ? 0 : alpha);

/** For each component what 100 % is; 'hue' is an angle. */
type Scale = readonly (number | 'hue')[];
/** The functions that name their space: the range of their components, and what divides them to be in its units. */
const FUNCTIONS: Readonly<Record<string, { readonly space: string; readonly scale: Scale; readonly unit?: number }>> = {
  rgb: { space: 'srgb', scale: [255, 255, 255], unit: 255 },
  hsl: { space: 'hsl', scale: ['hue', 100, 100] },
  hwb: { space: 'hwb', scale: ['hue', 100, 100] },
  lab: { space: 'lab', scale: [100, 125, 125] },
  lch: { space: 'lch', scale: [100, 150, 'hue'] },
  oklab: { space: 'oklab', scale: [1, 0.4, 0.4] },
  oklch: { space: 'oklch', scale: [1, 0.4, 'hue'] },
};
/** Spaces that color() takes. */
const PLAIN_SPACES = Object.keys(COLOR_SPACES).filter((name) => !FUNCTIONS[name]);

const SPOT = '-faktaark-spot';

/** Every function that makes a colour. */
export const COLOR_FUNCTIONS: readonly string[] = [
  ...Object.keys(FUNCTIONS),
  'color',
  'color-mix',
  'device-cmyk',
  SPOT,
];

function component(node: CssNode, scale: number | 'hue'): number | undefined {
  if (parseKeyword(node) === 'none') return Number.NaN;
  const value = parseNumber(node);
  if (value !== undefined) return value;
  if (scale === 'hue') return parseAngle(node);
  const percent = parsePercentage(node);
  return percent === undefined ? undefined : (percent / 100) * scale;
}

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));

/** Components and alpha, parted by commas (the legacy syntax) or by spaces with a slash before alpha. */
function argumentsOf(
  nodes: readonly CssNode[],
): { readonly values: CssNode[]; readonly alpha: CssNode | undefined } | undefined {
  const groups = commaSeparated(nodes);
  if (groups.length > 1) {
    if (groups.some((group) => group.length !== 1 || parseKeyword(group[0]!) === 'none')) return undefined;
    return { values: groups.slice(0, 3).map(([node]) => node!), alpha: groups.length > 3 ? groups[3]![0] : undefined };
  }
  const slash = nodes.findIndex((node) => node.type === 'Operator' && node.value.trim() === '/');
  if (slash < 0) return { values: [...nodes], alpha: undefined };
  return nodes.length === slash + 2 ? { values: nodes.slice(0, slash), alpha: nodes[slash + 1] } : undefined;
}

function functionColor(node: FunctionNode): SpacedColor | undefined {
  let nodes = components(children(node));
  const name = node.name.toLowerCase().replace(/^(rgb|hsl)a$/, '$1');
  let form = FUNCTIONS[name];
  if (name === 'color') {
    const space = nodes[0] && parseKeyword(nodes[0]);
    if (space === undefined || (!PLAIN_SPACES.includes(space) && space !== 'srgb')) return undefined;
    form = { space, scale: [1, 1, 1] };
    nodes = nodes.slice(1);
  }
  const args = form && commaCount(nodes) <= 3 ? argumentsOf(nodes) : undefined;
  if (!form || !args || args.values.length !== 3 || (commaCount(nodes) > 0 && !/^(rgb|hsl)$/.test(name)))
    return undefined;
  const { space, scale, unit = 1 } = form;
  const values = args.values.map((arg, i) => component(arg, scale[i]!));
  const alpha = args.alpha ? component(args.alpha, 1) : 1;
  if (alpha === undefined || values.some((value) => value === undefined)) return undefined;
  const limited = (values as number[]).map((value, i) => limit(name, i, value) / unit);
  return { space, components: limited as unknown as Triple, alpha: Number.isNaN(alpha) ? alpha : clamp01(alpha) };
}

const commaCount = (nodes: readonly CssNode[]): number => commaSeparated(nodes).length - 1;

/** Components that cannot leave their range (CSS Color 4 sections 5.1, 7.1, 9.3). */
function limit(name: string, index: number, value: number): number {
  if (Number.isNaN(value)) return value;
  if (name === 'rgb') return Math.min(255, Math.max(0, value));
  if (name === 'hsl' || name === 'hwb') return index === 0 ? value : Math.min(100, Math.max(0, value));
  if (index === 0 && name !== 'color') return Math.min(name.startsWith('ok') ? 1 : 100, Math.max(0, value));
  return index === 1 && name.endsWith('lch') ? Math.max(0, value) : value;
}

/** `device-cmyk()` (CSS Color 5 section 7): inks go to print as they are. */
function cmyk(node: FunctionNode): Color | undefined {
  const nodes = components(children(node)).filter((n) => n.type !== 'Operator');
  const parts = nodes.map((part) => component(part, 1));
  if (nodes.length < 4 || nodes.length > 5 || parts.some((part) => part === undefined)) return undefined;
  const inks = (parts as number[]).map((part) => clamp01(Number.isNaN(part) ? 0 : part));
  return { space: 'cmyk', components: inks.slice(0, 4), alpha: inks[4] ?? 1 };
}

/**
 * `-faktaark-spot(name, likeness, tint?)`: an ink of its own, what all of it looks like as `device-cmyk()`, and how much
 * of it, a share or percentage. The likeness is what other editions show.
 */
function spot(node: FunctionNode): Color | undefined {
  const groups = commaSeparated(children(node));
  if (groups.length < 2 || groups.length > 3 || groups.some((group) => group.length !== 1)) return undefined;
  const [[name], [likeness], amount] = groups as [CssNode[], CssNode[], CssNode[] | undefined];
  const ink = name!.type === 'String' ? name!.value.trim() : name!.type === 'Identifier' ? name!.name : '';
  const solid = parseColor(likeness!);
  const tint = amount ? component(amount[0]!, 1) : 1;
  // "All" and "None" are no inks (ISO 32000-1 section 8.6.6.4).
  if (!ink || /^(all|none)$/i.test(ink) || tint === undefined || Number.isNaN(tint)) return undefined;
  if (typeof solid !== 'object' || !('components' in solid) || solid.space !== 'cmyk') return undefined;
  const share = clamp01(tint);
  return {
    space: 'cmyk',
    components: solid.components.map((value) => value * share),
    alpha: solid.alpha,
    spot: { name: ink, tint: share, solid: solid.components },
  };
}

const spaced = ({ space, components: c, alpha }: Color): SpacedColor => {
  if (space === 'rgb') return { space: 'srgb', components: c as unknown as Triple, alpha };
  const [cyan, magenta, yellow, black] = c as readonly [number, number, number, number];
  const light = (ink: number): number => 1 - Math.min(1, ink * (1 - black) + black);
  return { space: 'srgb', components: [light(cyan), light(magenta), light(yellow)], alpha };
};

/** `color-mix()` (CSS Color 5 section 3). */
function colorMix(node: FunctionNode): Color | DeferredColor | undefined {
  const [method, ...parts] = commaSeparated(components(children(node)));
  const words = (method ?? []).map(parseKeyword);
  const [lead, space = '', arc = 'shorter', hue] = words;
  if (lead !== 'in' || !COLOR_SPACES[space] || parts.length !== 2 || words.length > 4) return undefined;
  const polarWords = /^(shorter|longer|increasing|decreasing)$/.test(arc) && COLOR_SPACES[space].hue !== undefined;
  if (words.length > 2 && !(polarWords && hue === 'hue')) return undefined;
  const [first, second] = parts.map(mixPart);
  if (!first || !second) return undefined;
  const [p, q] = [first.percent, second.percent];
  const a = p ?? (q === undefined ? 50 : 100 - q);
  const b = q ?? 100 - a;
  if (a + b <= 0) return undefined;
  const share = b / (a + b);
  const opacity = Math.min(1, (a + b) / 100);
  const mixed = (current: Color): Color => {
    const [from, to] = [spacedColor(first.color, current), spacedColor(second.color, current)];
    return flat(mix(from, to, share, space, arc, opacity));
  };
  const waits = [first.color, second.color].some(
    (color) => color === 'currentcolor' || (typeof color === 'object' && 'mix' in color),
  );
  return waits ? { mix: mixed } : mixed(rgb(0, 0, 0));
}

type MixColor = SpecifiedColor | SpacedColor;

const spacedColor = (color: MixColor, current: Color): SpacedColor =>
  typeof color === 'object' && 'space' in color && COLOR_SPACES[color.space]
    ? (color as SpacedColor)
    : spaced(computedColor(color as SpecifiedColor, current));

/** A colour and its share; the colour stays in its own space, so that nothing is clipped before it is mixed. */
function mixPart(
  nodes: readonly CssNode[],
): { readonly color: MixColor; readonly percent: number | undefined } | undefined {
  const shares = nodes.map(parsePercentage);
  const at = shares.findIndex((share) => share !== undefined);
  const rest = nodes.filter((_, i) => i !== at);
  const percent = at < 0 ? undefined : shares[at];
  if (rest.length !== 1 || (percent !== undefined && (percent < 0 || percent > 100))) return undefined;
  const [node] = rest as [CssNode];
  const color = (node.type === 'Function' ? functionColor(node) : undefined) ?? parseColor(node);
  return color && { color, percent };
}

/** CSS Color 4 section 12: alpha is multiplied in, hues go round the circle, missing components are the other's. */
function mix(
  from: SpacedColor,
  to: SpacedColor,
  share: number,
  space: string,
  arc: string,
  opacity: number,
): SpacedColor {
  const { hue } = COLOR_SPACES[space]!;
  const [a, b] = [convert(from.components, from.space, space), convert(to.components, to.space, space)];
  const alphas = [Number.isNaN(from.alpha) ? to.alpha : from.alpha, Number.isNaN(to.alpha) ? from.alpha : to.alpha];
  const [alphaA, alphaB] = alphas.map((alpha) => (Number.isNaN(alpha) ? 1 : alpha)) as [number, number];
  const alpha = alphaA + (alphaB - alphaA) * share;
  const result = a.map((own, i) => {
    const other = b[i]!;
    const [v, w] = [Number.isNaN(own) ? other : own, Number.isNaN(other) ? own : other];
    if (i === hue) return v + turn(v, w, arc) * share;
    return alpha === 0 ? v : (v * alphaA * (1 - share) + w * alphaB * share) / alpha;
  });
  return { space, components: result as unknown as Triple, alpha: alpha * opacity };
}

/** Degrees from one hue to another, the way that `arc` says. */
function turn(from: number, to: number, arc: string): number {
  const forward = (((to - from) % 360) + 360) % 360;
  const backward = forward === 0 ? 0 : forward - 360;
  if (arc === 'increasing') return forward;
  if (arc === 'decreasing') return backward;
  return (arc === 'shorter') === forward <= 180 ? forward : backward;
}
