import type { Color } from '../base/color.ts';
import { IDENTITY, invert, type Matrix, mapRect, multiply, type Rect } from '../base/geometry.ts';
import type {
  ConicGradient,
  GradientStop,
  LinearGradient,
  Paint,
  RadialGradient,
} from '../engine/paint/display-list.ts';
import { grow } from './bounds.ts';
import { rgbOf } from './cmyk.ts';
import type { Colors } from './colors.ts';
import { deflate } from './deflate.ts';
import { conicMesh } from './meshes.ts';
import type { DocumentObjects, NamedRef } from './objects.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import { decimal, matrixOperands, type PageSpace, toPoints } from './syntax.ts';

type Smooth = LinearGradient | RadialGradient;
type Gradient = Smooth | ConicGradient;

export const isGradient = (paint: Paint): paint is Gradient => 'type' in paint && paint.type !== 'pattern';

/** The alpha of a paint where it is the same all over; undefined where it takes a mask. */
export function evenAlpha(paint: Paint): number | undefined {
  if (!isGradient(paint)) return paint.alpha;
  const { alpha } = paint.stops[0]!.color;
  return paint.stops.every((stop) => stop.color.alpha === alpha) ? alpha : undefined;
}

/** The gradients of one document: axial and radial shadings (ISO 32000-1 section 8.7.4.5), each written once. */
export class DocumentShadings {
  readonly #objects: DocumentObjects;
  readonly #file: PdfFile;
  readonly #colors: Colors;

  constructor(file: PdfFile, objects: DocumentObjects, colors: Colors) {
    this.#file = file;
    this.#colors = colors;
    this.#objects = objects;
  }

  /**
   * A shading pattern. `matrix` leads from the item's space to that of the content stream's beginning; `bounds` is
   * what is to be painted, in the item's space.
   */
  pattern(gradient: Gradient, matrix: Matrix, bounds: Rect, space: PageSpace): NamedRef {
    const shading = this.#shading(gradient, bounds, space, this.#colors);
    const map = matrixOperands(toPoints(multiply(matrix, transformOf(gradient)), space));
    const text = `<</Type/Pattern/PatternType 2/Matrix[${map}]/Shading ${shading}>>`;
    return this.#objects.get('P', text, () => this.#file.add(text));
  }

  /** A dictionary as text, or the stream of a mesh. */
  #shading(gradient: Gradient, bounds: Rect, space: PageSpace, channel: Channel): string | Ref {
    if (gradient.type !== 'conic') return describe(gradient, bounds, space, channel);
    const { entries, data } = conicMesh(gradient, bounds, space, channel);
    const key = `${entries} ${Buffer.from(data).toString('latin1')}`;
    return this.#objects.get('Mesh', key, () => this.#file.stream(entries, data)).ref;
  }

  /** A graphics state whose soft mask is the gradient's alpha (section 11.6.5.2), in the space it is set in. */
  mask(gradient: Gradient, bounds: Rect, space: PageSpace): NamedRef {
    const shading = this.#shading(gradient, bounds, space, ALPHA);
    const map = matrixOperands(toPoints(transformOf(gradient), space));
    const box = formBox(grow(bounds, 1), space);
    return this.#objects.get('A', `${shading}${map}${box}`, () => {
      const own = typeof shading === 'string' ? this.#file.add(shading) : shading;
      const resources = `/Resources<</Shading<</S ${own}>>>>`;
      const form = this.#file.stream(
        `/Type/XObject/Subtype/Form/BBox[${box}]/Group<</S/Transparency/CS/DeviceGray>>${resources}/Filter/FlateDecode`,
        deflate(Buffer.from(`${map} cm /S sh\n`, 'latin1')),
      );
      return this.#file.add(`<</Type/ExtGState/SMask<</S/Luminosity/G ${form}>>>>`);
    });
  }
}

const transformOf = (gradient: Gradient): Matrix => (gradient.type === 'conic' ? IDENTITY : gradient.transform);

/** A BBox in pt. */
export function formBox({ x, y, width, height }: Rect, space: PageSpace, digits = 3): string {
  const top = space.height - y * 0.75;
  return [x * 0.75, top - height * 0.75, (x + width) * 0.75, top].map((value) => decimal(value, digits)).join(' ');
}

/** What of a stop's colour is painted, and the space it is in. */
interface Channel extends Pick<Colors, 'of'> {
  readonly space: string;
}

const ALPHA: Channel = { space: '/DeviceGray', of: ({ alpha }) => [alpha] };

function describe(gradient: Smooth, bounds: Rect, space: PageSpace, channel: Channel): string {
  const { stops, from, to } = gradient.spread === 'pad' ? { ...gradient, from: 0, to: 1 } : repeated(gradient, bounds);
  const at = (t: number): number[] => pointsAt(gradient, t).flatMap(([x, y]) => [x * 0.75, space.height - y * 0.75]);
  const coordinates =
    gradient.type === 'linear'
      ? [...at(from), ...at(to)]
      : [...at(from), radiusAt(gradient, from) * 0.75, ...at(to), radiusAt(gradient, to) * 0.75];
  const coords = coordinates.map((value) => decimal(value, 4)).join(' ');
  const type = gradient.type === 'linear' ? 2 : 3;
  return `<</ShadingType ${type}/ColorSpace${channel.space}/Coords[${coords}]/Extend[true true]/Function${blend(stops, channel)}>>`;
}

/** Between two colours of the screen, inks do not change evenly. */
const INK_STEPS = 8;

/** Stitches one exponential function of degree 1 for each pair of stops that lie apart (section 7.10). */
function blend(stops: readonly GradientStop[], { of, space }: Channel): string {
  const parts: { readonly end: number; readonly text: string }[] = [];
  const add = (end: number, from: Color, to: Color): void => {
    const [c0, c1] = [from, to].map((color) =>
      of(color)
        .map((value) => decimal(value, 4))
        .join(' '),
    );
    parts.push({ end, text: `<</FunctionType 2/Domain[0 1]/C0[${c0}]/C1[${c1}]/N 1>>` });
  };
  const [first, last] = [stops[0]!, stops.at(-1)!];
  const least = 1e-5;
  if (first.offset > least) add(first.offset, first.color, first.color);
  for (let i = 1; i < stops.length; i++) {
    const [a, b] = [stops[i - 1]!, stops[i]!];
    const from = parts.at(-1)?.end ?? 0;
    if (b.offset - from <= least) continue;
    const steps = space === '/DeviceCMYK' && a.color.space === 'rgb' ? INK_STEPS : 1;
    for (let k = 0; k < steps; k++) {
      const [p, q] = [k / steps, (k + 1) / steps];
      add(from + (b.offset - from) * q, between(a.color, b.color, p), between(a.color, b.color, q));
    }
  }
  if (parts.length === 0 || last.offset < 1 - least) add(1, last.color, last.color);
  if (parts.length === 1) return parts[0]!.text;
  const bounds = parts.slice(0, -1).map(({ end }) => decimal(end, 6));
  const encode = parts.map(() => '0 1').join(' ');
  return `<</FunctionType 3/Domain[0 1]/Functions[${parts.map(({ text }) => text).join('')}]/Bounds[${bounds.join(' ')}]/Encode[${encode}]>>`;
}

/** Where the colour of `t` lies: the point of the line, or the centre of the circle. */
function pointsAt(gradient: Smooth, t: number): [number, number][] {
  return gradient.type === 'linear'
    ? [[gradient.x1 + t * (gradient.x2 - gradient.x1), gradient.y1 + t * (gradient.y2 - gradient.y1)]]
    : [[gradient.fx + t * (gradient.cx - gradient.fx), gradient.fy + t * (gradient.cy - gradient.fy)]];
}

const radiusAt = ({ r, fr }: RadialGradient, t: number): number => Math.max(0, fr + t * (r - fr));

/** Gradients that go on for ever are written out as far as the painted area, but not more often than this. */
const MOST_PERIODS = 200;

/** Stops for every period that meets `bounds`, from `from` to `to` in lengths of the gradient, offsets 0 to 1 again. */
function repeated(gradient: Smooth, bounds: Rect) {
  const inverse = invert(gradient.transform);
  const [low, high] = inverse ? reach(gradient, mapRect(inverse, bounds)) : [0, 1];
  const from = Math.max(low, -MOST_PERIODS);
  const to = Math.min(high, MOST_PERIODS);
  const all: GradientStop[] = [];
  for (let k = Math.floor(from); k < to; k++) {
    const turned = gradient.spread === 'reflect' && k % 2 !== 0;
    const { stops } = gradient;
    const period = turned ? stops.map(({ offset, color }) => ({ offset: 1 - offset, color })).reverse() : stops;
    // Beyond its first and last stop a period is even.
    all.push({ offset: k, color: period[0]!.color });
    for (const { offset, color } of period) all.push({ offset: k + offset, color });
    all.push({ offset: k + 1, color: period.at(-1)!.color });
  }
  return { from, to, stops: cut(all, from).map((s) => ({ ...s, offset: (s.offset - from) / (to - from) })) };
}

/** The stops from `from` on, with one there. */
function cut(stops: readonly GradientStop[], from: number): readonly GradientStop[] {
  const next = stops.findIndex(({ offset }) => offset > from);
  const [a, b] = [stops[next - 1], stops[next]];
  if (!a || !b || a.offset === from) return stops;
  const part = (from - a.offset) / (b.offset - a.offset);
  return [{ offset: from, color: between(a.color, b.color, part) }, ...stops.slice(next)];
}

/** The colour at `part` of the way; between a colour of the screen and inks, that of the screen. */
function between(a: Color, b: Color, part: number): Color {
  if (part <= 0) return a;
  if (part >= 1) return b;
  const mix = (p: number, q: number): number => p + (q - p) * part;
  const same = a.space === b.space;
  const [from, to] = same ? [a.components, b.components] : [rgbOf(a), rgbOf(b)];
  const components = from.map((value, i) => mix(value, to[i]!));
  return { space: same ? a.space : 'rgb', components, alpha: mix(a.alpha, b.alpha) };
}

/** The least and greatest `t` that paint any of `rect`, whole numbers where circles do not begin between. */
function reach(gradient: Smooth, rect: Rect): [number, number] {
  const corners = [0, 1, 2, 3].map((i): [number, number] => [
    rect.x + (i & 1 ? rect.width : 0),
    rect.y + (i & 2 ? rect.height : 0),
  ]);
  if (gradient.type === 'linear') {
    const [dx, dy] = [gradient.x2 - gradient.x1, gradient.y2 - gradient.y1];
    const ts = corners.map(([x, y]) => ((x - gradient.x1) * dx + (y - gradient.y1) * dy) / (dx * dx + dy * dy));
    return [Math.floor(Math.min(...ts)), Math.max(Math.ceil(Math.max(...ts)), Math.floor(Math.min(...ts)) + 1)];
  }
  const grows = gradient.r > gradient.fr;
  const covers = (t: number): boolean => {
    const [[x, y]] = pointsAt(gradient, t) as [[number, number]];
    const radius = radiusAt(gradient, t);
    return corners.every(([px, py]) => Math.hypot(px - x, py - y) <= radius);
  };
  let high = 1;
  while (grows && high < MOST_PERIODS && !covers(high)) high++;
  return [grows ? Math.max(-MOST_PERIODS, -gradient.fr / (gradient.r - gradient.fr)) : 0, high];
}
