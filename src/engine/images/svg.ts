import { type AnyNode, type Element, isTag } from 'domhandler';
import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import { IDENTITY, type Matrix, type Path } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { LengthPercentage } from '../css/values.ts';
import {
  MIDDLE,
  parseAspectRatio,
  parseNumbers,
  parseSvgLength,
  parseTransform,
  parseViewBox,
  pointsPath,
} from './svg-attributes.ts';
import type {
  SvgGeometry,
  SvgImageContent,
  SvgNode,
  SvgPicture,
  SvgResource,
  SvgShape,
  SvgTextPath,
  SvgViewport,
} from './svg-nodes.ts';
import { parsePathData, pathError } from './svg-path.ts';
import { ResourceReader } from './svg-resources.ts';
import { readText } from './svg-text.ts';

/** The document an `svg` element stands in. */
export interface SvgSource {
  /** The computed style of every element. */
  readonly styles: ReadonlyMap<Element, ComputedStyle>;
  readonly lang: string;
  place(node: AnyNode): Place;
  element(id: string): Element | undefined;
  /** The picture an `image` element names; undefined where it cannot be had, which has been said. */
  image(address: string, element: Element): SvgImageContent | undefined;
  readonly report: Report;
}

/**
 * Reads an `svg` element (SVG 2): shapes, text, pictures, groups, and what their styles name. What is not supported
 * or not valid gives a finding and is not painted.
 */
export function readSvg(root: Element, source: SvgSource): SvgPicture {
  const reader = new SvgReader(source);
  const viewport = reader.viewport(root, source.styles.get(root)!, IDENTITY);
  const [width, height] = ['width', 'height'].map((name) => {
    const length = reader.length(root, name);
    return length && length.percent === 0 && length.px >= 0 ? length.px : undefined;
  });
  const { box } = viewport;
  const ratio =
    width !== undefined && height !== undefined && height > 0 ? width / height : box && box.width / box.height;
  return { width, height, ratio, root: viewport, resources: reader.resources, place: source.place(root) };
}

/** A picture of one path in a square of 1, filled as `style` says and shown `size` px wide. */
export function pathPicture(path: Path, size: number, style: ComputedStyle): SvgPicture {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const shape: SvgShape = {
    type: 'shape', style, transform: IDENTITY, geometry: { kind: 'path', path }, pathLength: undefined,
  }; // biome-ignore format: one record
  const root: SvgViewport = {
    type: 'viewport', style, transform: IDENTITY, x: NOTHING, y: NOTHING, width: FULL, height: FULL, box, aspect: MIDDLE,
    children: [shape],
  }; // biome-ignore format: one record
  return { width: size, height: size, ratio: 1, root, resources: new Map(), place: {} };
}

/** Elements that paint nothing by themselves and mean no mistake. */
const QUIET = new Set([
  'title', 'desc', 'metadata', 'defs', 'style', 'symbol', 'linearGradient', 'radialGradient', 'pattern', 'clipPath',
  'mask', 'marker', 'filter', 'view', 'stop',
]); // biome-ignore format: a list

const UNSUPPORTED: Readonly<Record<string, string>> = {
  script: 'scripts do not run on paper',
  foreignObject: 'HTML inside SVG is not painted',
  animate: 'animations stand still on paper',
  animateTransform: 'animations stand still on paper',
  animateMotion: 'animations stand still on paper',
  set: 'animations stand still on paper',
};

const FULL: LengthPercentage = { px: 0, percent: 100 };
const NOTHING: LengthPercentage = { px: 0, percent: 0 };
/** What may be named by each property. */
const REFERENCES = {
  fill: ['linear', 'radial', 'pattern'],
  stroke: ['linear', 'radial', 'pattern'],
  clipPath: ['clip'],
  mask: ['mask'],
  markerStart: ['marker'],
  markerMid: ['marker'],
  markerEnd: ['marker'],
} as const satisfies Partial<Record<keyof ComputedStyle, readonly SvgResource['type'][]>>;

/** Turns elements into nodes. Its public methods are what readers of text and resources need of it. */
export class SvgReader {
  readonly resources = new Map<string, SvgResource>();
  readonly source: SvgSource;
  readonly #missing = new Set<string>();
  readonly #checked = new Set<ComputedStyle>();

  constructor(source: SvgSource) {
    this.source = source;
  }

  style(element: Element): ComputedStyle {
    return this.source.styles.get(element)!;
  }

  children(parent: Element): SvgNode[] {
    return (parent.children as AnyNode[]).flatMap((child) => (isTag(child) ? this.#element(child) : []));
  }

  /** A length of an attribute; undefined where it is missing, `auto` or not valid. */
  length(element: Element, name: string): LengthPercentage | undefined {
    const value = element.attribs[name];
    if (value === undefined || value.trim() === 'auto') return undefined;
    const length = parseSvgLength(value, this.style(element).fontSize);
    if (!length) this.#invalid(element, name);
    return length;
  }

  lengthOr(element: Element, name: string, initial: LengthPercentage): LengthPercentage {
    return this.length(element, name) ?? initial;
  }

  /** A length that may not be negative. */
  size(element: Element, name: string): LengthPercentage | undefined {
    const length = this.length(element, name);
    if (!length || (length.px >= 0 && length.percent >= 0)) return length;
    this.#invalid(element, name);
    return undefined;
  }

  lengths(element: Element, name: string): readonly LengthPercentage[] {
    const words = element.attribs[name]?.trim().split(/\s*,\s*|\s+/) ?? [];
    const { fontSize } = this.style(element);
    const lengths = words.map((word) => parseSvgLength(word, fontSize)).filter((length) => length !== undefined);
    if (lengths.length < words.length && words[0] !== '') this.#invalid(element, name);
    return lengths;
  }

  numbers(element: Element, name: string): readonly number[] {
    const value = element.attribs[name];
    if (value === undefined) return [];
    const { numbers, whole } = parseNumbers(value);
    if (!whole) this.#invalid(element, name);
    return numbers.filter(Number.isFinite);
  }

  transform(element: Element, name = 'transform'): Matrix {
    const value = element.attribs[name];
    if (!value) return IDENTITY;
    const matrix = parseTransform(value);
    if (!matrix) this.#invalid(element, name);
    return matrix ?? IDENTITY;
  }

  viewport(element: Element, style: ComputedStyle, transform: Matrix, use?: Element): SvgViewport {
    this.follow(element, style);
    const own = (name: string): LengthPercentage | undefined =>
      (use && this.length(use, name)) ?? this.length(element, name);
    return {
      type: 'viewport',
      style,
      transform,
      x: this.lengthOr(element, 'x', NOTHING),
      y: this.lengthOr(element, 'y', NOTHING),
      width: own('width') ?? FULL,
      height: own('height') ?? FULL,
      box: this.viewBox(element),
      aspect: parseAspectRatio(element.attribs.preserveaspectratio),
      children: this.children(element),
    };
  }

  viewBox(element: Element): SvgViewport['box'] {
    const box = parseViewBox(element.attribs.viewbox);
    if (!box && element.attribs.viewbox) this.#invalid(element, 'viewBox');
    return box;
  }

  unsupported(element: Element): void {
    const why = UNSUPPORTED[element.name] ?? 'it is not painted';
    this.source.report(
      finding('svg-unsupported', `<${element.name}> in SVG is not supported: ${why}`, this.source.place(element)),
    );
  }

  textPath(element: Element): SvgTextPath | undefined {
    const target = this.target(element, element.attribs.href ?? element.attribs['xlink:href']);
    const shape = target && this.#shape(target, this.style(target));
    if (!shape) return undefined;
    return { shape, startOffset: this.lengthOr(element, 'startoffset', NOTHING) };
  }

  /** The element of this document that an address names. */
  target(element: Element, address: string | undefined): Element | undefined {
    const id = /^\s*#(.+?)\s*$/.exec(address ?? '')?.[1];
    const found = id === undefined ? undefined : this.source.element(id);
    if (!found && address !== undefined) this.#broken(element, `${address} is not an element of this document`);
    return found;
  }

  #element(element: Element): SvgNode[] {
    const style = this.style(element);
    if (element.name === 'script') this.unsupported(element);
    if (QUIET.has(element.name) || style.display === 'none') return [];
    if (element.attribs.filter && element.attribs.filter !== 'none')
      this.source.report(
        finding(
          'svg-unsupported',
          'filters are not supported; the element is painted without',
          this.source.place(element),
        ),
      );
    this.follow(element, style);
    const transform = this.transform(element);
    switch (element.name) {
      case 'g':
      case 'a':
        return [{ type: 'group', style, transform, children: this.children(element) }];
      case 'switch':
        return [{ type: 'group', style, transform, children: this.#chosen(element) }];
      case 'svg':
        return [this.viewport(element, style, transform)];
      case 'use':
        return this.#use(element, style, transform);
      case 'text':
        return [{ type: 'text', style, transform, ...readText(element, this) }];
      case 'image':
        return this.#image(element, style, transform);
      default: {
        const shape = this.#shape(element, style);
        if (!shape && !SHAPES.has(element.name)) this.unsupported(element);
        return shape ? [shape] : [];
      }
    }
  }

  /** Reads what the style names, once for each style. */
  follow(element: Element, style: ComputedStyle): void {
    if (this.#checked.has(style)) return;
    this.#checked.add(style);
    for (const field of Object.keys(REFERENCES) as (keyof typeof REFERENCES)[]) {
      const value = style[field];
      if (typeof value !== 'object' || !('url' in value)) continue;
      this.#resource(value.url, element);
      const found = this.resources.get(value.url)?.type;
      if (found && !(REFERENCES[field] as readonly string[]).includes(found))
        this.#broken(element, `${value.url} cannot be used here`);
    }
  }

  #resource(address: string, element: Element): void {
    if (this.resources.has(address) || this.#missing.has(address)) return;
    this.#missing.add(address);
    const target = this.target(element, address);
    if (!target) return;
    const resource = new ResourceReader(this).read(target);
    if (resource) this.resources.set(address, resource);
    else this.#broken(element, `${address} is a <${target.name}>, which cannot be used so`);
  }

  /** The first child whose conditions hold (SVG 2 section 5.8). */
  #chosen(element: Element): SvgNode[] {
    for (const child of element.children as AnyNode[]) {
      if (!isTag(child) || QUIET.has(child.name)) continue;
      const { systemlanguage, requiredextensions } = child.attribs;
      if (requiredextensions !== undefined) continue;
      const { lang } = this.source;
      const fits = (tag: string): boolean => lang.toLowerCase() === tag || lang.toLowerCase().startsWith(`${tag}-`);
      if (
        systemlanguage !== undefined &&
        !systemlanguage
          .toLowerCase()
          .split(/\s*,\s*/)
          .some(fits)
      )
        continue;
      return this.#element(child);
    }
    return [];
  }

  /** The copy of what is used was put into the element when the document was read. */
  #use(element: Element, style: ComputedStyle, transform: Matrix): SvgNode[] {
    const copy = (element.children as AnyNode[]).find(isTag);
    if (!copy) return [];
    const own = this.style(copy);
    if (own.display === 'none') return [];
    const nested = copy.name === 'symbol' || copy.name === 'svg';
    const children = nested ? [this.viewport(copy, own, this.transform(copy), element)] : this.#element(copy);
    const [x, y] = [this.lengthOr(element, 'x', NOTHING), this.lengthOr(element, 'y', NOTHING)];
    return [{ type: 'group', style, transform, offset: { x, y }, children }];
  }

  #image(element: Element, style: ComputedStyle, transform: Matrix): SvgNode[] {
    const address = element.attribs.href ?? element.attribs['xlink:href'];
    const content = address ? this.source.image(address, element) : undefined;
    if (!content) return [];
    return [
      {
        type: 'image',
        style,
        transform,
        x: this.lengthOr(element, 'x', NOTHING),
        y: this.lengthOr(element, 'y', NOTHING),
        width: this.size(element, 'width'),
        height: this.size(element, 'height'),
        aspect: parseAspectRatio(element.attribs.preserveaspectratio),
        content,
      },
    ];
  }

  #shape(element: Element, style: ComputedStyle): SvgShape | undefined {
    const geometry = this.#geometry(element);
    if (!geometry) return undefined;
    for (const child of element.children as AnyNode[])
      if (isTag(child) && UNSUPPORTED[child.name]) this.unsupported(child);
    const [pathLength] = this.numbers(element, 'pathlength');
    const transform = this.transform(element);
    return { type: 'shape', style, transform, geometry, pathLength: pathLength! >= 0 ? pathLength : undefined };
  }

  #geometry(element: Element): SvgGeometry | undefined {
    const at = (name: string): LengthPercentage => this.lengthOr(element, name, NOTHING);
    const size = (name: string): LengthPercentage => this.size(element, name) ?? NOTHING;
    switch (element.name) {
      case 'path': {
        const data = element.attribs.d ?? '';
        const error = pathError(data);
        if (error !== undefined)
          this.source.report(
            finding('svg-invalid', `the path data end at their error: "${error}"`, this.source.place(element)),
          );
        return { kind: 'path', path: parsePathData(data) };
      }
      case 'rect':
        return {
          kind: 'rect', x: at('x'), y: at('y'), width: size('width'), height: size('height'),
          rx: this.size(element, 'rx'), ry: this.size(element, 'ry'),
        }; // biome-ignore format: one record
      case 'circle':
        return { kind: 'circle', cx: at('cx'), cy: at('cy'), r: size('r') };
      case 'ellipse':
        return {
          kind: 'ellipse',
          cx: at('cx'),
          cy: at('cy'),
          rx: this.size(element, 'rx'),
          ry: this.size(element, 'ry'),
        };
      case 'line':
        return { kind: 'line', x1: at('x1'), y1: at('y1'), x2: at('x2'), y2: at('y2') };
      case 'polyline':
      case 'polygon':
        return { kind: 'path', path: pointsPath(this.numbers(element, 'points'), element.name === 'polygon') };
      default:
        return undefined;
    }
  }

  #invalid(element: Element, name: string): void {
    const value = element.attribs[name] ?? element.attribs[name.toLowerCase()];
    const message = `${name}="${value?.slice(0, 60)}" of <${element.name}> is not valid`;
    this.source.report(finding('svg-invalid', message, this.source.place(element)));
  }

  #broken(element: Element, message: string): void {
    this.source.report(finding('svg-broken-reference', message, this.source.place(element)));
  }
}

const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);
