import { KNOWN_ELEMENTS, UNSUPPORTED_ELEMENTS } from '../../../src/engine/html/elements.ts';
import type { Piece } from './pieces.ts';
import { Random, words } from './random.ts';
import { declarations, styleSheet } from './sheets.ts';
import { NAMES, ValueMaker, WORDS } from './values.ts';

/** A document by chance: the same for the same seed. */
export interface FuzzDocument {
  readonly seed: number;
  /** Its numbers are small, so that it must end. */
  readonly tame: boolean;
  readonly piece: Piece;
}

const TEXTS = [
  'a', 'words and words', ' ', '\n', 'a much longer text that takes more than one line of any narrow box, with commas; and so on. ',
  'نص عربي ١٢٣', 'a ב c 12', 'ไทยภาษา', '日本語テキスト', '👨‍👩‍👧 🇩🇰', 'un\u00adbreak\u00adable', 'Pneumonoultramicroscopicsilicovolcanoconiosis',
  'a\u00a0b', '\u202eabc', '\u2067x', 'A\u0301', '&amp;&nbsp;&bogus;', '<', '\t\t', '—', 'fi ffl', '\u0000', '\u200b',
]; // biome-ignore format: a list
/** What is met most often, and wrongly nested: tables in paragraphs, items without lists. */
const COMMON = words(
  'div div div p p span span span b a ul ol li li table table tr td td th tbody thead tfoot caption col colgroup dl dt dd h1 h2 ' +
    'section figure img br hr q pre details summary fieldset legend bdo sub wbr abbr svg svg x-own',
);
const ALL_TAGS = [...KNOWN_ELEMENTS, ...Object.keys(UNSUPPORTED_ELEMENTS)];
const VOID = new Set(words('area base br col embed hr img input link meta source track wbr frame'));
const SVG_TAGS = words(
  'g a path path rect rect circle ellipse line polyline polygon text text tspan textPath image use symbol defs title desc ' +
    'linearGradient radialGradient stop pattern clipPath mask marker switch view style foreignObject animate filter svg script',
);
const SVG_ATTRIBUTES = words(
  'x y width height cx cy r rx ry x1 y1 x2 y2 fx fy fr dx dy offset viewBox preserveAspectRatio transform gradientTransform patternTransform ' +
    'gradientUnits patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient ' +
    'spreadMethod d points href xlink:href fill stroke stroke-width stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit ' +
    'stop-color stop-opacity opacity clip-path mask marker-start marker-mid marker-end font-size text-anchor dominant-baseline textLength lengthAdjust ' +
    'startOffset rotate pathLength fill-rule clip-rule display systemLanguage requiredExtensions paint-order letter-spacing',
);
const UNITS_WORDS = words('userSpaceOnUse objectBoundingBox strokeWidth');
const ASPECTS = ['none', 'xMidYMid slice', 'xMinYMax meet', 'x', ''];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

export function fuzzDocument(seed: number): FuzzDocument {
  const tame = seed % 2 === 0;
  const random = new Random(seed);
  return { seed, tame, piece: new DocumentMaker(random, new ValueMaker(random, tame)).document() };
}

class DocumentMaker {
  readonly #random: Random;
  readonly #values: ValueMaker;
  /** Elements that may still be made. */
  #left: number;

  constructor(random: Random, values: ValueMaker) {
    this.#random = random;
    this.#values = values;
    this.#left = random.pick([5, 10, 20, 40, 80]);
  }

  document(): Piece {
    const random = this.#random;
    const head = ['<!doctype html>', `<html lang="${random.pick(['en', 'ar', 'da', 'x', ''])}"`, [random.pick(['', '', ' dir="rtl"', ' dir="auto"'])], '>'];
    const sheet = ['<style>', styleSheet(random, this.#values), '</style>'];
    const body = ['<body', this.#attributes(), '>', random.times(1, 8, () => this.#node(0))];
    return [head, '<title>t</title>', sheet, body];
  } // biome-ignore format: lists

  #node(depth: number): Piece {
    const random = this.#random;
    if (depth > 9 || this.#left <= 0 || random.chance(0.35)) return random.pick(TEXTS);
    this.#left--;
    const tag = random.pick(random.chance(0.92) ? COMMON : ALL_TAGS);
    if (tag === 'svg') return this.#svg('svg', depth);
    const open: Piece = [`<${tag}`, this.#attributes(), this.#own(tag), '>'];
    if (VOID.has(tag)) return open;
    const children = random.times(0, 5, () => this.#node(depth + 1));
    // Ends are left out, or stand where they do not belong.
    return [open, children, random.chance(0.03) ? `</${random.pick(COMMON)}>` : random.chance(0.05) ? '' : `</${tag}>`];
  }

  /** Attributes of any element. */
  #attributes(): Piece[] {
    const random = this.#random;
    const out: Piece[] = [];
    if (random.chance(0.45)) out.push([' style="', declarations(random, this.#values, 4).map((part) => escaped(String(part))), '"']); // biome-ignore format: a list
    if (random.chance(0.4)) out.push(` class="${random.times(1, 2, () => random.pick(NAMES)).join(' ')}"`);
    if (random.chance(0.2)) out.push(` id="${random.pick(NAMES)}"`);
    if (random.chance(0.06)) out.push(` dir="${random.pick(['rtl', 'ltr', 'auto', 'x'])}"`);
    if (random.chance(0.04)) out.push(` lang="${random.pick(['ar', 'th', 'ja', 'de', '', '日'])}"`);
    if (random.chance(0.05)) out.push(` ${random.pick(words('title alt hidden data-x role aria-hidden align'))}="${random.pick(WORDS)}"`);
    return out;
  } // biome-ignore format: a list

  /** What an element has of its own. */
  #own(tag: string): Piece[] {
    const random = this.#random;
    const number = (): string => (random.chance(0.8) ? String(random.between(0, 4)) : this.#values.number());
    const some = (...list: (() => string)[]): Piece[] => list.filter(() => random.chance(0.5)).map((make) => make());
    switch (tag) {
      case 'td': case 'th': return some(() => ` colspan="${number()}"`, () => ` rowspan="${number()}"`);
      case 'col': case 'colgroup': return some(() => ` span="${number()}"`, () => ` width="${number()}"`);
      case 'ol': case 'ul': return some(() => ` start="${number()}"`, () => ' reversed', () => ` type="${random.pick(['a', 'I', '1', 'x'])}"`);
      case 'li': return some(() => ` value="${number()}"`);
      case 'a': return [` href="${random.pick(['#a', '#b', '#none', 'http://x.test/', ''])}"`];
      case 'img': return [` src="${escaped(this.#values.address())}"`, some(() => ` width="${number()}0"`, () => ` height="${this.#values.number()}"`, () => ' alt="x"')];
      case 'table': return some(() => ` border="${number()}"`, () => ` cellpadding="${number()}"`, () => ` width="${number()}0%"`);
      case 'details': return some(() => ' open');
      default: return [];
    }
  } // biome-ignore format: a table

  #svg(tag: string, depth: number): Piece {
    const random = this.#random;
    const attributes = random.times(1, 6, () => {
      const name = random.pick(SVG_ATTRIBUTES);
      return ` ${name}="${escaped(this.#svgValue(name))}"`;
    });
    const geometry = tag === 'svg' && random.chance(0.6) ? ' viewBox="0 0 100 50"' : '';
    const children = random.times(0, depth > 7 ? 0 : 4, () => {
      if (this.#left <= 0 || random.chance(0.2)) return random.pick(TEXTS);
      this.#left--;
      return this.#svg(random.pick(SVG_TAGS), depth + 1);
    });
    return [`<${tag}`, geometry, attributes, this.#attributes(), '>', children, `</${tag}>`];
  }

  #svgValue(name: string): string {
    const random = this.#random;
    const numbers = (most: number): string => random.times(0, most, () => this.#values.number()).join(random.pick([' ', ',']));
    if (random.chance(0.05)) return this.#values.garbage();
    if (name === 'd') return this.#values.path();
    if (name === 'points') return numbers(8);
    if (name === 'viewBox') return random.chance(0.5) ? '0 0 10 10' : numbers(4);
    if (name === 'preserveAspectRatio') return random.pick(ASPECTS);
    if (/transform/i.test(name)) return random.chance(0.5) ? this.#values.transform() : `${random.pick(words('matrix translate scale rotate skewX'))}(${numbers(6)})`;
    if (/Units$/.test(name)) return random.pick(UNITS_WORDS);
    if (/href$/.test(name)) return random.chance(0.8) ? `#${random.pick(NAMES)}` : this.#values.address();
    if (/^(fill|stroke|clip-path|mask|marker-.*)$/.test(name)) return random.chance(0.5) ? `url(#${random.pick(NAMES)})${random.pick(['', ' red'])}` : this.#values.color();
    if (/^(x|y|dx|dy|rotate|stroke-dasharray)$/.test(name)) return random.chance(0.5) ? numbers(4) : this.#values.length();
    return random.pick([this.#values.number(), this.#values.length(), random.pick(WORDS)]);
  } // biome-ignore format: a table
}
