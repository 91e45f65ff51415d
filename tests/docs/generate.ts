import { CODES } from '../../src/base/codes.ts';
import type { Color } from '../../src/base/color.ts';
import { type Diagnostic, Findings } from '../../src/base/diagnostics.ts';
import { PX_PER_UNIT } from '../../src/base/units.ts';
import { cascade } from '../../src/engine/css/cascade.ts';
import { COLOR_SPACES } from '../../src/engine/css/color-spaces.ts';
import { COLOR_FUNCTIONS } from '../../src/engine/css/color-values.ts';
import { SIMPLE_PSEUDO_CLASSES } from '../../src/engine/css/element-tests.ts';
import { MATH_FUNCTIONS, RELATIVE_UNITS } from '../../src/engine/css/math.ts';
import { MEDIA_FEATURES } from '../../src/engine/css/media.ts';
import { declare, parseStylesheet, parseValue } from '../../src/engine/css/parse.ts';
import { PROPERTIES, PROPERTY_BY_NAME } from '../../src/engine/css/properties.ts';
import type { Property } from '../../src/engine/css/property.ts';
import { PROPERTY_NOTES } from '../../src/engine/css/property-notes.ts';
import { SCREEN_PROPERTIES } from '../../src/engine/css/screen-properties.ts';
import { PSEUDO_ELEMENTS } from '../../src/engine/css/selectors.ts';
import { expandShorthand, physicalName, propertyNames } from '../../src/engine/css/shorthands.ts';
import { parseLength } from '../../src/engine/css/values.ts';
import { parseHtml } from '../../src/engine/html/document.ts';
import { KNOWN_ELEMENTS, UNSUPPORTED_ELEMENTS } from '../../src/engine/html/elements.ts';
import { readSvg } from '../../src/engine/images/svg.ts';
import { caseOf } from './coverage.ts';
import { code, list, NOTE, table } from './markdown.ts';

/**
 * The pages of docs/ that say what the program can do, made from its own tables. What has no table (elements,
 * complex selectors, units) is found by trying: what gives no finding is supported.
 */

export function findingsPage(): string {
  const rows = Object.entries(CODES).map(([name, { severity, cause, cure }]) => [code(name), severity, cause, cure]);
  return [
    NOTE,
    '# Findings',
    'Everything the program can find wrong in a project. An error makes the exit code 1; a warning does so with `--strict`. Codes are stable, so that pipelines can filter by them. Each finding names the file with its line and, in JSON, the pointer of the place.',
    table(['Code', 'Severity', 'Cause', 'Cure'], rows),
    '',
  ].join('\n\n');
}

export function cssPage(): string {
  return [
    NOTE,
    '# HTML and CSS for layouts',
    'What the engine lays out. Anything else gives a finding with file and line and has no effect, so that nothing is lost silently.',
    '## Properties',
    table(
      ['Property', 'Values', 'Initial', 'Inherited', 'Status', 'Case'],
      [...PROPERTIES].sort((a, b) => (a.name < b.name ? -1 : 1)).map(propertyRow),
    ),
    'Every property also takes `inherit`, `initial`, `unset`, `revert` and `revert-layer`, and `var()` in its value; `all` sets them all. Custom properties (`--name`) are supported. A case is a file in `tests/cases/` that declares the property.',
    '## Shorthands and flow-relative names',
    table(['Name', 'Stands for'], shorthandRows()),
    `These say nothing about paper and are accepted without effect, with the prefix of a browser or without: ${list(SCREEN_PROPERTIES)}. Other properties and values with a prefix are passed over in silence where their block has the standard one too, and else give a finding of severity \`info\`.`,
    '## At-rules',
    table(['At-rule', 'What it does'], AT_RULES),
    `Media queries look at the area of the first page, in print: ${list(MEDIA_FEATURES)}. Lengths count from a font size of 16px.`,
    'In `@page`, besides margins, borders, padding and backgrounds, `size` takes a name (`A0` to `A10`, `B0` to `B10`, `C0` to `C10`, `JIS-B0` to `JIS-B10`, `letter` `legal` `ledger`), `portrait` or `landscape`, or one or two lengths; `marks` and `bleed` make the sheet larger than the page, and `page-orientation` turns it. An element whose `page` differs from that of the one before it begins a page of that name. `chapter:first` is the first of neighbouring pages with that name. Every page-margin box of CSS Paged Media 3 is there. An element with `position: running(name)` is taken out of the flow and printed where a margin box says `content: element(name)`; `string-set` and `string()` do the same with text; `counter(page)` and `counter(pages)` count pages, in the text too.',
    'An element with `float: footnote` leaves a `::footnote-call` in the text and goes, after its `::footnote-marker`, into the `@footnote` area of the page; `float: top` and `float: bottom` are floats of the page.',
    'In `@font-face`, `src` takes `url()` of a TrueType, OpenType or WOFF 1 file that the page may read, with `format()` and `tech()`; `font-family`, `font-weight` (one number), `font-style` and `unicode-range` say what it is for. `local()` is refused. More in [fonts.md](fonts.md).',
    '## Selectors',
    list(accepted(SELECTORS, selectorFindings)),
    `Pseudo-classes without arguments: ${list([...SIMPLE_PSEUDO_CLASSES.keys()].map((name) => `:${name}`))}. What only a reader at a screen brings about, such as \`:hover\`, is valid and never so.`,
    `Pseudo-elements: ${list(PSEUDO_ELEMENTS.map((name) => `::${name}`))}. Those of CSS 2 may be written with one colon.`,
    'A selector that CSS does not know drops its rule; one that it knows and paper lacks, such as `::selection`, drops itself. `:is()` and `:where()` leave out what they do not know.',
    '## Values',
    table(
      ['Kind', 'Supported'],
      [
        ['Lengths', list(UNITS.filter((unit) => parseLength(parseValue(`1${unit}`)[0]!)))],
        ['Angles', list(words('deg grad rad turn'))],
        ['Math functions', list(MATH_FUNCTIONS.map((name) => `${name}()`))],
        ['Constants in them', list(words('e pi infinity -infinity NaN'))],
        ['Other functions', list(words('var() env() attr() counter() counters() element()'))],
        ['Colour functions', list(COLOR_FUNCTIONS.map((name) => `${name}()`))],
        ['Colour spaces', list(Object.keys(COLOR_SPACES))],
        [
          'Other colours',
          `${list(words('navy #0b2545 #0b2545cc currentcolor transparent canvastext'))}: names, hexadecimal, system colours`,
        ],
      ],
    ),
    'Viewport units are those of the area of the first page; `svw`, `lvh` and their like are the same. `ex`, `ch`, `cap`, `ic` and `lh` are measured in the font. Colours outside of sRGB are clipped into it; Of `device-cmyk()` screens show the light that its inks leave. Of `env()` the fallback is taken.',
    '## Elements',
    list([...KNOWN_ELEMENTS].sort()),
    "Others give a warning. Elements with a hyphen in their names are the author's own and give none.",
    table(
      ['Element', 'What happens', 'Instead'],
      Object.entries(UNSUPPORTED_ELEMENTS).map(([name, { dropped, hint }]) => [
        code(name),
        dropped ? 'left out' : 'its content is laid out',
        hint.replaceAll(/<(\w+)>/g, '`<$1>`'),
      ]),
    ),
    '## SVG',
    `${list(accepted(SVG_ELEMENTS, svgFindings))}. Presentation attributes and styles alike; other elements are not painted, after a warning.`,
    '',
  ].join('\n\n');
}

function propertyRow({ name, values, initial, inherited, field }: Property): string[] {
  const status = PROPERTY_NOTES[name] ?? 'full';
  return [
    code(name),
    code(values),
    code(initialText(field, initial)),
    inherited ? 'yes' : 'no',
    status,
    caseOf(name) ?? '',
  ];
}

/** Initial values that the generic form would not show as CSS. */
const INITIAL_WORDS: Readonly<Record<string, string>> = {
  backgroundColor: 'transparent',
  fontFamily: 'the first family of fonts.json',
  quotes: '"“" "”" "‘" "’"',
  objectPosition: '50% 50%',
  backgroundPositionX: '0%',
  backgroundPositionY: '0%',
  borderImageSlice: '100%',
  borderImageWidth: '1',
  overflowClipMargin: 'padding-box 0',
  transformOrigin: '50% 50%',
};
/** Of these the initial colour is that of the text; the table holds what it is without a parent. */
const CURRENT_COLOR = /^(border.*Color|columnRuleColor|textDecorationColor|outlineColor)$/;

function initialText(field: string, value: unknown): string {
  if (CURRENT_COLOR.test(field)) return 'currentcolor';
  if (INITIAL_WORDS[field]) return INITIAL_WORDS[field];
  if (typeof value === 'string' || typeof value === 'number')
    return field === 'fontSize' ? `${value}px` : String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return EMPTY_WORDS.get(field) ?? 'none';
    const parts = value.map((part) => initialText('', part));
    return new Set(parts).size === 1 ? parts[0]! : parts.join(' ');
  }
  const object = value as Partial<Color & { px: number; percent: number }>;
  if (object.components)
    return `#${object.components
      .map((c) =>
        Math.round(c * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
  if (object.px !== undefined) return object.percent ? `${object.percent}%` : object.px ? `${object.px}px` : '0';
  // A track.
  if (value && typeof value === 'object' && 'min' in value && 'max' in value && value.min === value.max)
    return initialText('', value.max);
  throw new Error(`no text for the initial value ${JSON.stringify(value)} of ${field}`);
}

const EMPTY_WORDS = new Map([
  ['fontVariantLigatures', 'normal'],
  ['fontVariantNumeric', 'normal'],
  ['fontVariantEastAsian', 'normal'],
  ['fontFeatureSettings', 'normal'],
]);

function shorthandRows(): string[][] {
  const names = propertyNames().filter((name) => !PROPERTY_BY_NAME.has(name));
  return names.map((name) => {
    if (!expandShorthand(name)) {
      const [ltr, rtl] = [physicalName(name, 'ltr'), physicalName(name, 'rtl')];
      return [code(name), ltr === rtl ? code(ltr) : `${code(ltr)}, in right-to-left text ${code(rtl)}`];
    }
    const longhands = declare(name, parseValue('inherit'), () => 'inherit')!.map(([longhand]) => longhand);
    return [code(name), list(longhands)];
  });
}

type Probe = (sample: string) => readonly Diagnostic[];

const accepted = (samples: readonly string[], probe: Probe): string[] =>
  samples.filter((sample) => probe(sample).length === 0);

function collect(run: (findings: Findings) => void): readonly Diagnostic[] {
  const findings = new Findings();
  run(findings);
  return findings.list;
}

const selectorFindings: Probe = (selector) =>
  collect(({ report }) => parseStylesheet({ file: '', text: `${selector} { color: red }` }, report));

const svgFindings: Probe = (name) =>
  collect(({ report }) => {
    const attributes = 'x="1" y="1" width="5" height="5" r="2" rx="1" ry="1" d="M0 0h1v1z" points="0,0 1,1" href="#a"';
    const one = `<${name} ${attributes}>x</${name}>`;
    const inText = name === 'tspan' || name === 'textPath';
    const text = `<body><svg><path id="a"/>${inText ? `<text>${one}</text>` : one}</svg></body>`;
    const document = parseHtml({ file: '', text }, '', report);
    const { styles } = cascade(document, [], report);
    const { placeOf: place, lang } = document;
    const path = [...styles.keys()].find((element) => element.attribs.id === 'a');
    const source = { styles, lang, place, report, element: () => path, image: () => undefined };
    for (const element of styles.keys()) if (element.name === 'svg') readSvg(element, source);
  });

const words = (text: string): string[] => text.trim().split(/\s+/);

const UNITS = [...Object.keys(PX_PER_UNIT), ...words('em rem'), ...RELATIVE_UNITS].filter(
  (unit, i, all) => all.indexOf(unit) === i,
);

const AT_RULES: readonly (readonly [string, string])[] = [
  [
    '`@page`',
    'pages, by name and with `:first` `:left` `:right` `:blank` `:nth(2n+1 of name)`, and margin boxes inside',
  ],
  ['`@font-face`', 'fonts of the page'],
  ['`@media`', 'media queries of level 4, for print'],
  ['`@import`', 'another sheet, with `layer`, `layer()`, `supports()` and media queries'],
  ['`@supports`', 'conditions of declarations, `selector()` and `font-format()`'],
  ['`@layer`', 'layers as statements and blocks, nested and anonymous'],
  ['`@charset` `@namespace`', 'nothing, and no warning: text is UTF-8, and names are those of HTML and SVG'],
];

const SELECTORS = [
  '*', 'p', '*|p', '.class', '#id', '[title]', '[lang="da"]', '[class~="a"]', '[lang|="da"]', '[href^="http"]', '[href$=".pdf"]',
  '[href*="nato"]', '[type="a" i]', '[type="a" s]', 'a b', 'a > b', 'a + b', 'a ~ b', 'a, b', '&', ':nth-child(2n+1)', ':nth-child(odd of .a)',
  ':nth-last-child(2)', ':nth-of-type(2)', ':nth-last-of-type(2)', ':is(h1, h2)', ':where(h1, h2)', ':not(.a, .b)', ':has(> img)', ':lang(da, "*-CH")', ':dir(rtl)',
]; // biome-ignore format: a list

const SVG_ELEMENTS = words(`
  svg g a path rect circle ellipse line polyline polygon text tspan textPath image use symbol defs title desc metadata style
  linearGradient radialGradient pattern clipPath mask marker switch view script foreignObject animate`);
