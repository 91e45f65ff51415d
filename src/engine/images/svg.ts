import { type AnyNode, type Element, isTag, Text } from 'domhandler';
import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import { IDENTITY, type Matrix, multiply, type Path, type PathCommand, type Rect } from '../../base/geometry.ts';
import { PX_PER_UNIT } from '../../base/units.ts';
import type { ComputedStyle } from '../css/style.ts';
import { ellipsePath, parsePathData, rectPath } from './svg-path.ts';

/** A vector picture in user units, ready to be placed and painted. Text is shaped when it is painted. */
export interface SvgPicture {
  /** Intrinsic size in px, where the root element states one. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly viewBox: Rect | undefined;
  /** `none` stretches; anything else scales evenly and is centred (SVG 2 section 8.6). */
  readonly preserveAspectRatio: boolean;
  readonly children: readonly SvgNode[];
}

export type SvgNode =
  | {
      readonly type: 'group';
      readonly transform: Matrix;
      readonly opacity: number;
      readonly children: readonly SvgNode[];
    }
  | { readonly type: 'path'; readonly path: Path; readonly evenOdd: boolean; readonly style: ComputedStyle }
  | {
      readonly type: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly style: ComputedStyle;
    };

const IGNORED = new Set(['title', 'desc', 'metadata', 'defs', 'style']);

/**
 * Reads an `svg` element: shapes, paths, groups, transforms and text (SVG 2 chapters 9 to 11). `styles` has the
 * computed style of every element inside. What is not supported gives a finding and is not painted.
 */
export function readSvg(
  root: Element,
  styles: ReadonlyMap<Element, ComputedStyle>,
  place: (node: AnyNode) => Place,
  report: Report,
): SvgPicture {
  const reader = new SvgReader(styles, place, report);
  const { attribs } = root;
  const box = (attribs.viewbox ?? attribs.viewBox ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const valid = box.length === 4 && box.every(Number.isFinite) && box[2]! > 0 && box[3]! > 0;
  return {
    width: length(attribs.width),
    height: length(attribs.height),
    viewBox: valid ? { x: box[0]!, y: box[1]!, width: box[2]!, height: box[3]! } : undefined,
    preserveAspectRatio: (attribs.preserveaspectratio ?? attribs.preserveAspectRatio) !== 'none',
    children: reader.children(root),
  };
}

/** A length attribute in user units; percentages and nonsense give undefined. */
function length(value: string | undefined): number | undefined {
  const match = /^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)([a-z]*)\s*$/i.exec(value ?? '');
  if (!match) return undefined;
  const factor = match[2] ? PX_PER_UNIT[match[2].toLowerCase()] : 1;
  const number = Number(match[1]) * (factor ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}

class SvgReader {
  readonly #styles: ReadonlyMap<Element, ComputedStyle>;
  readonly #place: (node: AnyNode) => Place;
  readonly #report: Report;

  constructor(styles: ReadonlyMap<Element, ComputedStyle>, place: (node: AnyNode) => Place, report: Report) {
    this.#styles = styles;
    this.#place = place;
    this.#report = report;
  }

  children(parent: Element): SvgNode[] {
    return (parent.children as AnyNode[]).flatMap((child) => (isTag(child) ? this.#element(child) : []));
  }

  #element(element: Element): SvgNode[] {
    const style = this.#styles.get(element)!;
    if (IGNORED.has(element.name) || style.display === 'none') return [];
    const nodes = this.#shape(element, style);
    const transform = this.#transform(element);
    const opacity = style.opacity;
    return transform === IDENTITY && opacity === 1 ? nodes : [{ type: 'group', transform, opacity, children: nodes }];
  }

  #shape(element: Element, style: ComputedStyle): SvgNode[] {
    const number = (name: string): number => length(element.attribs[name]) ?? 0;
    const path = (commands: Path): SvgNode[] =>
      commands.length
        ? [{ type: 'path', path: commands, evenOdd: element.attribs['fill-rule'] === 'evenodd', style }]
        : [];
    switch (element.name) {
      case 'g':
      case 'a':
      case 'svg':
        return this.children(element);
      case 'path':
        return path(parsePathData(element.attribs.d ?? ''));
      case 'rect': {
        const [width, height] = [number('width'), number('height')];
        const rx = length(element.attribs.rx) ?? length(element.attribs.ry) ?? 0;
        return width > 0 && height > 0
          ? path(rectPath(number('x'), number('y'), width, height, rx, length(element.attribs.ry) ?? rx))
          : [];
      }
      case 'circle':
        return number('r') > 0 ? path(ellipsePath(number('cx'), number('cy'), number('r'), number('r'))) : [];
      case 'ellipse':
        return number('rx') > 0 && number('ry') > 0
          ? path(ellipsePath(number('cx'), number('cy'), number('rx'), number('ry')))
          : [];
      case 'line':
        return path([['M', number('x1'), number('y1')], ['L', number('x2'), number('y2')]]); // biome-ignore format: a path
      case 'polyline':
      case 'polygon':
        return path(polygon(element.attribs.points ?? '', element.name === 'polygon'));
      case 'text':
        return this.#text(element, style);
      default:
        this.#report(finding('svg-unsupported', `<${element.name}> in SVG is not supported`, this.#place(element)));
        return [];
    }
  }

  /** `text` and `tspan`: each stretch with a position of its own becomes one node (SVG 2 section 11.2). */
  #text(element: Element, style: ComputedStyle): SvgNode[] {
    const nodes: SvgNode[] = [];
    const [x, y] = [length(element.attribs.x) ?? 0, length(element.attribs.y) ?? 0];
    for (const child of element.children as AnyNode[]) {
      if (child instanceof Text) {
        const text = child.data.replace(/\s+/g, ' ').trim();
        if (text) nodes.push({ type: 'text', x, y: y + (length(element.attribs.dy) ?? 0), text, style });
      } else if (isTag(child) && child.name === 'tspan') {
        const own = this.#styles.get(child)!;
        const content = (child.children as AnyNode[])
          .map((node) => (node instanceof Text ? node.data : ''))
          .join('')
          .replace(/\s+/g, ' ')
          .trim();
        if (!content) continue;
        if (child.attribs.x === undefined) {
          this.#report(finding('svg-unsupported', 'a <tspan> needs an x of its own', this.#place(child)));
          continue;
        }
        nodes.push({
          type: 'text', x: length(child.attribs.x) ?? x, y: (length(child.attribs.y) ?? y) + (length(child.attribs.dy) ?? 0), text: content, style: own,
        }); // biome-ignore format: one record
      }
    }
    return nodes;
  }

  #transform(element: Element): Matrix {
    const text = element.attribs.transform;
    if (!text) return IDENTITY;
    let matrix = IDENTITY;
    for (const match of text.matchAll(/(\w+)\s*\(([^)]*)\)/g)) {
      const args = match[2]!
        .trim()
        .split(/[\s,]+/)
        .map(Number);
      const step = transformStep(match[1]!, args);
      if (!step) {
        this.#report(finding('svg-unsupported', `transform "${match[0]}" is not supported`, this.#place(element)));
        return matrix;
      }
      matrix = multiply(matrix, step);
    }
    return matrix;
  }
}

/** CSS Transforms 1 section 11.1, the functions of the attribute. */
function transformStep(name: string, args: readonly number[]): Matrix | undefined {
  if (args.some((arg) => !Number.isFinite(arg))) return undefined;
  const [a = 0, b, c] = args;
  const turn = (degrees: number): Matrix => {
    const angle = (degrees * Math.PI) / 180;
    return [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0];
  };
  switch (name) {
    case 'translate':
      return [1, 0, 0, 1, a, b ?? 0];
    case 'scale':
      return [a, 0, 0, b ?? a, 0, 0];
    case 'rotate':
      return b === undefined || c === undefined
        ? turn(a)
        : multiply(multiply([1, 0, 0, 1, b, c], turn(a)), [1, 0, 0, 1, -b, -c]);
    case 'skewX':
      return [1, 0, Math.tan((a * Math.PI) / 180), 1, 0, 0];
    case 'skewY':
      return [1, Math.tan((a * Math.PI) / 180), 0, 1, 0, 0];
    case 'matrix':
      return args.length === 6 ? (args as unknown as Matrix) : undefined;
    default:
      return undefined;
  }
}

function polygon(points: string, close: boolean): Path {
  const numbers = points
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const path: PathCommand[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const [x, y] = [numbers[i]!, numbers[i + 1]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) break;
    path.push([i === 0 ? 'M' : 'L', x, y]);
  }
  if (close && path.length) path.push(['Z']);
  return path;
}
