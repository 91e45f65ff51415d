import { COLOR_FUNCTIONS } from '../../../src/engine/css/color-values.ts';
import { MATH_FUNCTIONS } from '../../../src/engine/css/math.ts';
import { declare, parseValue } from '../../../src/engine/css/parse.ts';
import { PROPERTIES } from '../../../src/engine/css/properties.ts';
import { expandShorthand, physicalName, propertyNames } from '../../../src/engine/css/shorthands.ts';
import { type Random, words } from './random.ts';
import { parseSyntax, type Syntax } from './syntax.ts';

const UNITS = words('px px px px px pt mm cm in q pc em em rem ex ch lh rlh cap ic vw vh vmin vmax');
const HUGE = words(
  '1e9 -1e9 1e30 -1e30 1e308 1e400 -1e400 99999999999 2147483648 -2147483649 1e-9 1e-320 -0 0.1e1 +1.e 65536',
);
const SMALL = words('0 0 1 1 2 3 -1 0.5 1.5 -0.5 7 10 12.345');
export const NAMES = words('a b c d');
export const WORDS = words('a b auto none chapter running 1 -x inherit');
export const STRINGS = ['""', '"x"', "'two words'", '"\\a "', '"« "', '"ب"', '"🇩🇰"', '"\\0"', '"a b" "c"', '"']; // biome-ignore format: a list
const COLORS = words(
  'red #0b2545 #fff8 #0000 currentcolor transparent canvastext navy rgb(1,2,3) rgb(none_0_0/50%) #12',
);
const GARBAGE = words(
  '} { ) ( ; , / ! !important @x #x \\ "x url( /* */ <!-- 0x10 5qq -- --x U+1-9 & % ~ | ? [a] [ ] é 日 \u0000 :',
);
const IMAGES = [
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2220%22 height=%2210%22%3E%3Crect width=%229%22 height=%229%22/%3E%3C/svg%3E',
  'data:image/svg+xml,%3Csvg viewBox=%220 0 1e9 1e-9%22%3E%3Ccircle r=%225%22/%3E%3C/svg%3E',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg', 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', 'data:,', 'missing.png', '#a', '#b', '',
]; // biome-ignore format: a list

/** The functions that values of properties name, with what stands in them. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  url: '<url>', 'linear-gradient': '<gradient>', 'radial-gradient': '<gradient>', 'conic-gradient': '<gradient>',
  inset: 'inset( <length-percentage>{1,4} [ round <length-percentage>{1,4} ]? )', rect: 'rect( [ <length-percentage> | auto ]{4} )',
  xywh: 'xywh( <length-percentage>{4} )', circle: 'circle( [ <length-percentage> | closest-side | farthest-side ]? [ at <position> ]? )',
  ellipse: 'ellipse( [ <length-percentage> | closest-side ]{2} [ at <position> ]? )',
  polygon: 'polygon( evenodd? [ <length-percentage> <length-percentage> ]# )', path: 'path( <path> )', d: 'path( <path> )',
  minmax: 'minmax( [ <length-percentage> | auto | min-content ] , [ <length-percentage> | <fr> | auto ] )',
  'fit-content': 'fit-content( <length-percentage> )', repeat: 'repeat( [ <integer> | auto-fill | auto-fit ] , [ <length-percentage> | <fr> | <line-names> ]+ )',
  counter: 'counter( [ a | b | page | pages | list-item ] [ , <counter-style> ]? )', counters: 'counters( [ a | list-item ] , <string> [ , <counter-style> ]? )',
  attr: 'attr( [ title | class | style | data-x ] )', string: 'string( <name> [ , [ first | start | last | first-except ] ]? )',
  content: 'content( [ text | before | after | first-letter | marker ]? )', element: 'element( <name> [ , [ first | start | last | first-except ] ]? )',
  'target-counter': 'target-counter( <url> , [ page | a | list-item ] [ , <counter-style> ]? )', 'target-counters': 'target-counters( <url> , [ a | list-item ] , <string> )',
  'target-text': 'target-text( <url> [ , [ content | before | after | first-letter ] ]? )', leader: 'leader( [ dotted | solid | space | <string> ] )',
  running: 'running( <name> )', matrix: 'matrix( <number>#{6} )', translate: 'translate( <length-percentage>#{1,2} )', rotate: 'rotate( <angle> )',
  scale: 'scale( <number>#{1,2} )', skew: 'skew( <angle>#{1,2} )', blur: 'blur( <length> )',
}; // biome-ignore format: a table

/** The types of values, where they are more than one token. */
const TYPES: Readonly<Record<string, string>> = {
  'length-percentage': '<length> | <length> | <percentage>', position: '[ left | center | right | <length-percentage> ] [ top | center | bottom | <length-percentage> ]?',
  'geometry-box': 'border-box | padding-box | content-box | margin-box | fill-box | stroke-box | view-box', 'line-names': '<bracketed>',
  'page-size': 'A4 | A7 landscape | letter | JIS-B5 portrait', 'content-list': '[ <string> | counter() | attr() | string() | content() | target-counter() ]+',
  'counter-style': 'decimal | lower-roman | upper-roman | lower-alpha | lower-greek | disc | arabic-indic | hebrew | none | <string>',
  'family-name': '"IBM Plex Sans" | "IBM Plex Sans Arabic" | serif | Nobody | <string>', image: '<url> | <gradient>',
  transform: '[ matrix() | translate() | rotate() | scale() | skew() ]+ | none',
}; // biome-ignore format: a table

const NAMED: ReadonlyMap<string, Syntax> = new Map(
  [...Object.entries(FUNCTIONS), ...Object.entries(TYPES)].map(([name, text]) => [name, parseSyntax(text)]),
);
const OF_PROPERTIES: ReadonlyMap<string, Syntax> = new Map(
  PROPERTIES.map(({ name, values }) => [name, parseSyntax(values)]),
);
export const ALL_PROPERTIES: readonly string[] = propertyNames();
/** What each shorthand sets, found by asking it. */
const LONGHANDS: ReadonlyMap<string, readonly string[]> = new Map(
  ALL_PROPERTIES.filter((name) => expandShorthand(name)).map((name) => [
    name,
    declare(name, parseValue('inherit'), () => 'inherit')!.map(([longhand]) => longhand),
  ]),
);

/** Values of CSS by chance. A tame one keeps its numbers small, so that what has no end has no excuse. */
export class ValueMaker {
  readonly #random: Random;
  readonly #tame: boolean;

  constructor(random: Random, tame: boolean) {
    this.#random = random;
    this.#tame = tame;
  }

  /** A declaration of a property, mostly with a value that suits it. */
  declaration(name: string): string {
    const { chance, pick } = this.#tools;
    const important = chance(0.05) ? ' !important' : '';
    if (chance(0.03)) return `--${pick(NAMES)}: ${this.value(pick(ALL_PROPERTIES))}`;
    return `${chance(0.01) ? name.toUpperCase() : name}: ${this.value(name)}${important}`;
  }

  value(name: string): string {
    const { chance, pick } = this.#tools;
    if (chance(0.03)) return pick(['inherit', 'initial', 'unset', 'revert', 'revert-layer']);
    if (chance(0.03)) return `var(--${pick(NAMES)}${chance(0.5) ? `, ${this.#suited(name)}` : ''})`;
    if (chance(0.02)) return this.#suited(pick(ALL_PROPERTIES));
    if (chance(0.02)) return this.garbage();
    return this.#suited(name);
  }

  garbage(): string {
    const { pick, times } = this.#tools;
    return times(0, 6, () => pick([pick(GARBAGE), this.number(), this.length(), pick(STRINGS), this.color(), pick(WORDS)])).join(pick([' ', '', ','])); // biome-ignore format: one idea
  }

  number(): string {
    const { chance, pick, between } = this.#tools;
    if (!this.#tame && chance(0.08)) return pick(HUGE);
    return chance(0.7) ? pick(SMALL) : String(between(-300, 3000) / 10);
  }

  length(): string {
    const { chance, pick, between } = this.#tools;
    if (chance(0.1)) return this.#math();
    if (!this.#tame && chance(0.08)) return `${pick(HUGE)}${pick(UNITS)}`;
    if (chance(0.15)) return '0';
    const unit = pick(UNITS);
    // Relative units multiply from element to element.
    const most = unit === 'px' || unit === 'pt' ? 150 : 4;
    return `${chance(0.1) ? '-' : ''}${between(0, most * 10) / 10}${unit}`;
  }

  color(): string {
    const { chance, pick, times } = this.#tools;
    if (chance(0.7)) return pick(COLORS).replaceAll('_', ' ');
    const name = pick(COLOR_FUNCTIONS);
    if (name === 'color-mix')
      return `color-mix(in ${pick(words('srgb oklch hsl longer'))}, ${pick(COLORS)} ${this.#percentage()}, ${pick(COLORS)})`;
    const space = name === 'color' ? 'display-p3 ' : '';
    return `${name}(${space}${times(2, 4, () => pick([this.number(), this.#percentage(), 'none'])).join(' ')}${chance(0.3) ? ` / ${this.number()}` : ''})`;
  }

  url(): string {
    return `url("${this.#random.pick(IMAGES)}")`;
  }

  address(): string {
    return this.#random.pick(IMAGES);
  }

  path(): string {
    const { pick, times } = this.#tools;
    const numbers = (): string => times(0, 8, () => this.number()).join(' ');
    return `M${this.number()} ${this.number()}${times(0, 6, () => `${pick([...'MLHVCSQTAZmlhvcsqtaz'])}${numbers()}`).join('')}`;
  }

  transform(): string {
    return this.#made(NAMED.get('transform')!);
  }

  get #tools() {
    const random = this.#random;
    return {
      chance: (probability: number) => random.chance(probability),
      pick: <T>(list: readonly T[]) => random.pick(list),
      times: <T>(least: number, most: number, make: () => T) => random.times(least, most, make),
      between: (least: number, most: number) => random.between(least, most),
    };
  }

  /** By the definition of the property (that of `transform` is in words); of a shorthand, values of what it sets, parted as they may be. */
  #suited(name: string): string {
    const syntax = name === 'transform' ? NAMED.get(name) : OF_PROPERTIES.get(physicalName(name, 'ltr'));
    if (syntax) return this.#made(syntax);
    const { pick, times, chance } = this.#tools;
    const longhands = LONGHANDS.get(name);
    if (!longhands?.length) return this.garbage();
    const parts = times(1, 4, () => this.#suited(pick(longhands)));
    return parts.join(chance(0.15) ? ' / ' : chance(0.05) ? ', ' : ' ');
  }

  #percentage(): string {
    const { chance, pick, between } = this.#tools;
    if (!this.#tame && chance(0.05)) return `${pick(HUGE)}%`;
    return `${between(chance(0.1) ? -100 : 0, 120)}%`;
  }

  #angle(): string {
    return `${this.number()}${this.#random.pick(words('deg rad grad turn'))}`;
  }

  /** A calculation of a length, of right types or not. */
  #math(depth = 0): string {
    const { chance, pick, times } = this.#tools;
    const leaf = (): string => {
      if (depth < 3 && chance(0.3)) return this.#math(depth + 1);
      const odd = this.#tame ? 0 : 0.1;
      return chance(odd) ? pick(words('NaN infinity -infinity pi e 1/0')) : pick([this.length(), this.#percentage(), this.number()]); // biome-ignore format: a choice
    };
    const sum = (): string =>
      times(1, 3, leaf).join(` ${pick(['+', '-', '+', '-', ...(this.#tame ? [] : ['*', '/'])])} `);
    const name = chance(0.5) ? 'calc' : pick(this.#tame ? words('min max clamp abs') : MATH_FUNCTIONS);
    return `${name}(${name === 'calc' ? sum() : times(1, 3, sum).join(', ')})`;
  }

  #gradient(): string {
    const { chance, pick, times } = this.#tools;
    const stop = (): string =>
      `${this.color()} ${times(0, 2, () => pick([this.length(), this.#percentage()])).join(' ')}`;
    const kind = pick(['linear', 'radial', 'conic']);
    const place = chance(0.3) ? ` at ${this.#made(NAMED.get('position')!)}` : '';
    const head = kind === 'linear'
      ? pick(['', 'to left top, ', `${this.#angle()}, `])
      : kind === 'radial' ? pick(['', `circle ${this.length()}${place}, `, `ellipse farthest-side${place}, `, `${this.length()} ${this.#percentage()}, `])
      : pick(['', `from ${this.#angle()}${place}, `]); // biome-ignore format: a choice
    return `${chance(0.4) ? 'repeating-' : ''}${kind}-gradient(${head}${times(1, 4, stop).join(', ')})`;
  }

  #token(type: string): string {
    const { pick } = this.#tools;
    switch (type) {
      case 'length': return this.length();
      case 'percentage': return this.#percentage();
      case 'number': return this.number();
      case 'integer': return this.#tame || this.#random.chance(0.9) ? String(this.#random.between(-2, 9)) : pick(HUGE);
      case 'angle': return this.#angle();
      case 'fr': return `${this.number()}fr`;
      case 'color': return this.color();
      case 'name': return pick(NAMES);
      case 'string': return pick(STRINGS);
      case 'url': return this.url();
      case 'path': return `"${this.path()}"`;
      case 'gradient': return this.#gradient();
      case 'bracketed': return `[${this.#random.times(0, 2, () => pick(NAMES)).join(' ')}]`;
      default: {
        const named = NAMED.get(type);
        return named ? this.#made(named) : this.garbage();
      }
    }
  } // biome-ignore format: a table

  #made(syntax: Syntax): string {
    const { chance, pick, times } = this.#tools;
    switch (syntax.kind) {
      case 'word': return syntax.text === '…' || /^\[.+\]$/.test(syntax.text) ? '' : syntax.text;
      case 'type': return this.#token(syntax.text);
      case 'function': {
        const known = NAMED.get(syntax.text);
        return known ? this.#made(known) : `${syntax.text}(${this.garbage()})`;
      }
      case 'all': return syntax.of.map((part) => this.#made(part)).join(' ');
      case 'both': return this.#random.shuffled(syntax.of).map((part) => this.#made(part)).join(' ');
      case 'some': {
        const some = this.#random.shuffled(syntax.of).filter(() => chance(0.5));
        return (some.length ? some : [pick(syntax.of)]).map((part) => this.#made(part)).join(' ');
      }
      case 'one': return this.#made(pick(syntax.of));
      case 'many': return times(syntax.least, syntax.most, () => this.#made(syntax.of)).join(syntax.comma ? ', ' : ' ');
    }
  } // biome-ignore format: a table
}
