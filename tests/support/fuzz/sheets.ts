import { SIMPLE_PSEUDO_CLASSES } from '../../../src/engine/css/element-tests.ts';
import { MEDIA_FEATURES } from '../../../src/engine/css/media.ts';
import { PSEUDO_ELEMENTS } from '../../../src/engine/css/selectors.ts';
import type { Piece } from './pieces.ts';
import { type Random, words } from './random.ts';
import { ALL_PROPERTIES, NAMES, STRINGS, type ValueMaker } from './values.ts';

/** Properties that decide how boxes are laid out: said more often than others. */
const LAYOUT = words(
  'display display display position float float clear width height min-width max-height margin padding border columns column-count ' +
    'column-span break-before break-after break-inside font-size line-height page direction white-space overflow grid-template-columns ' +
    'grid-template-rows grid-area flex transform opacity clip-path mix-blend-mode background border-radius box-shadow content ' +
    'border-collapse counter-increment string-set vertical-align text-align footnote-policy footnote-display float-reference',
);
const TAGS = words('div p span ul li table td tr h1 section body html svg rect g img a');
const MARGIN_BOXES = words(
  'top-left-corner top-left top-center top-right top-right-corner bottom-left-corner bottom-left bottom-center bottom-right ' +
    'bottom-right-corner left-top left-middle left-bottom right-top right-middle right-bottom footnote nobody',
);
const CLASSES = [...SIMPLE_PSEUDO_CLASSES.keys()];

/** Declarations: of layout, of anything, and now and then of nothing. */
export function declarations(random: Random, values: ValueMaker, most: number): Piece[] {
  return random.times(0, most, () => {
    if (random.chance(0.01)) return `${values.garbage()};`;
    return `${values.declaration(random.pick(random.chance(0.5) ? LAYOUT : ALL_PROPERTIES))};`;
  });
}

export function styleSheet(random: Random, values: ValueMaker): Piece[] {
  return [pageRule(random, values), ...random.times(0, 10, () => rule(random, values, 0))];
}

function rule(random: Random, values: ValueMaker, depth: number): Piece {
  const inside = (): Piece[] => (depth < 3 ? random.times(0, 3, () => rule(random, values, depth + 1)) : []);
  switch (random.pick(words(depth ? 'style style style media supports layer' : 'style style style style style style style style media supports layer page page font import garbage'))) {
    case 'media': return [`@media ${media(random, values)} {`, inside(), '}'];
    case 'supports': return [`@supports ${random.pick(['', 'not '])}(${values.declaration(random.pick(ALL_PROPERTIES))}) {`, inside(), '}'];
    case 'layer': return [`@layer ${random.pick([...NAMES, 'a.b', ''])} {`, inside(), '}'];
    case 'page': return pageRule(random, values);
    case 'font': return [`@font-face { font-family: ${random.pick(['Nobody', '"IBM Plex Sans"', '3'])}; src: ${values.url()}; ${values.declaration('font-weight')}; unicode-range: U+${random.pick(['26', '0-7F', '4??', '-'])} }`];
    case 'import': return `@import ${values.url()} ${random.pick(['', 'layer', 'layer(a)', 'supports(color: red)', 'print'])};`;
    case 'garbage': return `${values.garbage()} ${random.pick(['{', '}', ';', '{}', ''])}`;
    default: return [`${selectors(random)} {`, declarations(random, values, 5), depth < 2 && random.chance(0.15) ? [rule(random, values, depth + 1)] : [], '}'];
  }
} // biome-ignore format: a table

function media(random: Random, values: ValueMaker): string {
  const feature = random.pick(MEDIA_FEATURES);
  return random.pick(['print', 'screen', 'not print', `(${feature})`, `(${feature}: ${values.length()})`, `(${values.length()} < width <= ${values.length()})`, `print and (min-${feature}: ${values.number()}), (x`]); // biome-ignore format: a list
}

function selectors(random: Random): string {
  return random.times(1, 2, () => selector(random, 0)).join(', ');
}

function selector(random: Random, depth: number): string {
  const parts = random.times(1, depth ? 1 : 2, () => compound(random, depth));
  const element = depth === 0 && random.chance(0.25) ? `::${random.pick(PSEUDO_ELEMENTS)}` : '';
  return parts.join(random.pick([' ', ' ', '>', '+', '~', ' & '])) + element;
}

function compound(random: Random, depth: number): string {
  const { pick } = { pick: <T>(list: readonly T[]) => random.pick(list) };
  const type = pick(['*', '', '', ...TAGS]);
  const more = random.times(type ? 0 : 1, 1, () => {
    switch (random.between(0, depth < 2 ? 9 : 5)) {
      case 0: case 1: case 2: return `.${pick(NAMES)}`;
      case 3: return `#${pick(NAMES)}`;
      case 4: return `:${pick(CLASSES)}`;
      case 5: return pick(['[title]', '[class~="a" i]', '[lang|=ar]', '[href^="#"]', '[x=""]', '[']);
      case 6: return `:${pick(words('nth-child nth-last-child nth-of-type nth-last-of-type'))}(${pick(['odd', '2n+1', '-n+3', 'n', '99999999999n', '2 of .a', 'x'])})`;
      case 7: return `:${pick(words('is where not has matches'))}(${random.times(0, 2, () => selector(random, depth + 1)).join(', ')})`;
      case 8: return pick([':lang(ar)', ':lang("*-CH", en)', ':dir(rtl)', ':dir(x)', ':hover', ':unknown', '::selection']);
      default: return pick(['', '.a.b', ':first-child', ':last-child']);
    }
  }); // biome-ignore format: a table
  return `${type}${more.join('')}` || '*';
}

function pageRule(random: Random, values: ValueMaker): Piece {
  const { pick } = { pick: <T>(list: readonly T[]) => random.pick(list) };
  const name = pick(['', '', '', ...NAMES, ':first', ':left', ':blank', ':nth(2)', ':nth(2n+1 of a)', 'a:first', ':nth(x)']);
  const sizes = ['100px', '200px 100px', '400px 300px', '400px 300px', '50px 60px', 'A4', 'A6 landscape', `${values.length()} ${values.length()}`];
  const box = (): Piece => [
    `@${pick(MARGIN_BOXES)} {`,
    random.chance(0.8) ? `content: ${pick([values.value('content'), 'counter(page) "/" counter(pages)', 'element(a)', 'string(b)', pick(STRINGS)])};` : '',
    declarations(random, values, 3),
    '}',
  ];
  return [
    `@page ${name} {`,
    [`size: ${pick(sizes)};`, random.chance(0.7) ? `margin: ${pick(['0', '10px', '5%', '20px 10px', values.length()])};` : ''],
    random.chance(0.4) ? declarations(random, values, 3) : [],
    random.chance(0.2) ? ['marks: crop cross;', `bleed: ${values.length()};`] : [],
    random.times(0, 3, box),
    '}',
  ];
} // biome-ignore format: lists of choices
