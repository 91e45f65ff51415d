import { type AnyNode, type Element, isTag } from 'domhandler';
import type { Color } from '../../base/color.ts';
import type { LengthPercentage } from '../css/values.ts';
import type { SvgReader } from './svg.ts';
import { parseAspectRatio, parseSvgLength } from './svg-attributes.ts';
import type { SvgGradient, SvgMarker, SvgPattern, SvgResource, SvgStop, Units } from './svg-nodes.ts';

const at = (percent: number): LengthPercentage => ({ px: 0, percent });
const px = (value: number): LengthPercentage => ({ px: value, percent: 0 });

/** How many gradients or patterns may take over one from the other. */
const LONGEST_CHAIN = 32;

/** Reads the elements that others name: gradients, patterns, clips, masks and markers (SVG 2 sections 13 and 14). */
export class ResourceReader {
  readonly #reader: SvgReader;

  constructor(reader: SvgReader) {
    this.#reader = reader;
  }

  read(element: Element): SvgResource | undefined {
    const reader = this.#reader;
    switch (element.name) {
      case 'linearGradient':
      case 'radialGradient':
        return this.#gradient(this.#chain(element, /Gradient$/));
      case 'pattern':
        return this.#pattern(this.#chain(element, /^pattern$/));
      case 'clipPath':
        return {
          type: 'clip',
          units: unitsOf(element, 'clippathunits', 'userSpaceOnUse'),
          transform: reader.transform(element),
          style: this.#followed(element),
          children: reader.children(element),
        };
      case 'mask':
        return {
          type: 'mask',
          x: reader.lengthOr(element, 'x', at(-10)),
          y: reader.lengthOr(element, 'y', at(-10)),
          width: reader.size(element, 'width') ?? at(120),
          height: reader.size(element, 'height') ?? at(120),
          units: unitsOf(element, 'maskunits', 'objectBoundingBox'),
          contentUnits: unitsOf(element, 'maskcontentunits', 'userSpaceOnUse'),
          style: this.#followed(element),
          children: reader.children(element),
        };
      case 'marker':
        return this.#marker(element);
      default:
        return undefined;
    }
  }

  /** Reads also what the style of the element itself names. */
  #followed(element: Element) {
    const style = this.#reader.style(element);
    this.#reader.follow(element, style);
    return style;
  }

  /** The element and those it takes attributes over from, nearest first (SVG 2 section 13.3.1). */
  #chain(element: Element, kind: RegExp): Element[] {
    const chain = [element];
    for (let last = element; chain.length < LONGEST_CHAIN; ) {
      const address = last.attribs.href ?? last.attribs['xlink:href'];
      const next = address === undefined ? undefined : this.#reader.target(last, address);
      if (!next || !kind.test(next.name) || chain.includes(next)) break;
      chain.push(next);
      last = next;
    }
    return chain;
  }

  #gradient(chain: readonly Element[]): SvgGradient {
    const [own] = chain as [Element];
    const reader = this.#reader;
    const giver = (name: string): Element | undefined => chain.find((element) => element.attribs[name] !== undefined);
    const length = (name: string, initial: LengthPercentage): LengthPercentage => {
      const nearest = chain.find((element) => element.name === own.name && element.attribs[name] !== undefined);
      return (nearest && reader.length(nearest, name)) ?? initial;
    };
    const transformed = giver('gradienttransform');
    const spread = giver('spreadmethod')?.attribs.spreadmethod;
    const stopped = chain.find((element) => (element.children as AnyNode[]).some((c) => isTag(c) && c.name === 'stop'));
    const common = {
      units: unitsOf(giver('gradientunits'), 'gradientunits', 'objectBoundingBox'),
      spread: (spread === 'repeat' || spread === 'reflect' ? spread : 'pad') as SvgGradient['spread'],
      transform: reader.transform(transformed ?? own, 'gradienttransform'),
      stops: stopped ? this.#stops(stopped) : [],
    };
    if (own.name === 'linearGradient') {
      return {
        type: 'linear',
        x1: length('x1', at(0)),
        y1: length('y1', at(0)),
        x2: length('x2', at(100)),
        y2: length('y2', at(0)),
        ...common,
      };
    }
    const [cx, cy] = [length('cx', at(50)), length('cy', at(50))];
    return {
      type: 'radial',
      cx,
      cy,
      r: length('r', at(50)),
      fx: length('fx', cx),
      fy: length('fy', cy),
      fr: length('fr', at(0)),
      ...common,
    };
  }

  /** Offsets rise: each is at least as great as those before (SVG 2 section 13.3.4.2). */
  #stops(gradient: Element): SvgStop[] {
    let least = 0;
    return (gradient.children as AnyNode[]).flatMap((child) => {
      if (!isTag(child) || child.name !== 'stop') return [];
      const style = this.#reader.style(child);
      const offset = parseSvgLength(child.attribs.offset ?? '0', 1) ?? px(0);
      least = Math.max(least, Math.min(1, offset.px + offset.percent / 100));
      const color: Color = style.stopColor === 'currentcolor' ? style.color : style.stopColor;
      return [{ offset: least, color: { ...color, alpha: color.alpha * style.stopOpacity } }];
    });
  }

  #pattern(chain: readonly Element[]): SvgPattern {
    const [own] = chain as [Element];
    const reader = this.#reader;
    const giver = (name: string): Element => chain.find((element) => element.attribs[name] !== undefined) ?? own;
    const filled = chain.find((element) => (element.children as AnyNode[]).some(isTag)) ?? own;
    return {
      type: 'pattern',
      x: reader.lengthOr(giver('x'), 'x', at(0)),
      y: reader.lengthOr(giver('y'), 'y', at(0)),
      width: reader.size(giver('width'), 'width') ?? at(0),
      height: reader.size(giver('height'), 'height') ?? at(0),
      units: unitsOf(giver('patternunits'), 'patternunits', 'objectBoundingBox'),
      contentUnits: unitsOf(giver('patterncontentunits'), 'patterncontentunits', 'userSpaceOnUse'),
      transform: reader.transform(giver('patterntransform'), 'patterntransform'),
      box: reader.viewBox(giver('viewbox')),
      aspect: parseAspectRatio(giver('preserveaspectratio').attribs.preserveaspectratio),
      style: this.#followed(filled),
      children: reader.children(filled),
    };
  }

  #marker(element: Element): SvgMarker {
    const reader = this.#reader;
    const { orient = '0', refx, refy, markerunits } = element.attribs;
    const word = (value: string | undefined, low: string, high: string): number | undefined =>
      ({ [low]: 0, center: 50, [high]: 100 })[value?.trim() ?? ''];
    const ref = (name: 'refx' | 'refy', percent: number | undefined): LengthPercentage =>
      percent === undefined ? reader.lengthOr(element, name, px(0)) : at(percent);
    const angle = /^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*(deg|grad|rad|turn)?\s*$/i.exec(orient);
    const factor = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 }[angle?.[2]?.toLowerCase() ?? 'deg'] ?? 1;
    const turned = orient.trim() === 'auto' || orient.trim() === 'auto-start-reverse' ? orient.trim() : undefined;
    return {
      type: 'marker',
      refX: ref('refx', word(refx, 'left', 'right')),
      refY: ref('refy', word(refy, 'top', 'bottom')),
      width: reader.size(element, 'markerwidth') ?? px(3),
      height: reader.size(element, 'markerheight') ?? px(3),
      strokeUnits: markerunits !== 'userSpaceOnUse',
      orient: (turned as 'auto' | undefined) ?? (angle ? Number(angle[1]) * factor || 0 : 0),
      box: reader.viewBox(element),
      aspect: parseAspectRatio(element.attribs.preserveaspectratio),
      style: this.#followed(element),
      children: reader.children(element),
    };
  }
}

function unitsOf(element: Element | undefined, name: string, initial: Units): Units {
  const value = element?.attribs[name];
  return value === 'userSpaceOnUse' || value === 'objectBoundingBox' ? value : initial;
}
