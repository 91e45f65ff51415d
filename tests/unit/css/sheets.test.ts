import type { Element } from 'domhandler';
import { Findings, formatDiagnostic } from '../../../src/base/diagnostics.ts';
import { cascade } from '../../../src/engine/css/cascade.ts';
import { DEFAULT_ENVIRONMENT, type Environment } from '../../../src/engine/css/environment.ts';
import { parseStylesheet, sheetFor } from '../../../src/engine/css/parse.ts';
import type { ComputedStyle } from '../../../src/engine/css/style.ts';
import { parseHtml } from '../../../src/engine/html/document.ts';

function style(css: string, html: string, environment: Environment = DEFAULT_ENVIRONMENT) {
  const findings = new Findings();
  const document = parseHtml({ file: 'a.html', text: html }, 'en', findings.report);
  const sheet = sheetFor(parseStylesheet({ file: 'a.css', text: css }, findings.report), environment);
  const { styles } = cascade(document, [sheet], findings.report, environment);
  const byId = (id: string): ComputedStyle => {
    const found = [...styles].find(([element]: [Element, ComputedStyle]) => element.attribs.id === id);
    if (!found) throw new Error(`no element has the id ${id}`);
    return found[1];
  };
  return { byId, findings: findings.list.map(formatDiagnostic) };
}

/** Ids of the elements that `selector` matches. */
function matched(selector: string, html: string): string[] {
  const document = parseHtml({ file: 'a.html', text: html }, 'en', () => undefined);
  const sheet = sheetFor(
    parseStylesheet({ file: 'a.css', text: `${selector} { order: 7 }` }, () => undefined),
    DEFAULT_ENVIRONMENT,
  );
  const { styles } = cascade(document, [sheet], () => undefined);
  return [...styles].filter(([, { order }]) => order === 7).map(([{ attribs }]) => attribs.id ?? '?');
}

const findingsOf = (css: string): string[] => style(css, '<p>').findings;

describe('selectors that browsers do not all know', () => {
  const LANGUAGES = '<p id=a lang=de-CH><p id=b lang=fr-Latn-CH><p id=c lang=de><p id=d><p id=e lang="">';
  test.each([
    [':lang("*-CH")', ['a', 'b']],
    [':lang(de, fr)', ['a', 'b', 'c']],
    [':lang(de-ch)', ['a']],
    ['p:lang("")', ['d', 'e']],
  ])('%s', (selector, ids) => {
    expect(matched(selector, LANGUAGES)).toEqual(ids);
  });

  test.each([
    ['[title="A" s]', ['b']],
    ['[title=a i]', ['a', 'b']],
    ['[type=A]', ['c']],
    ['p:is(#a, ::before, :unknown)', ['a']],
    ['p:not(:hover)', ['a', 'b', 'c']],
    ['fieldset:disabled', ['f']],
    ['svg|p', []],
    ['p#a:nth-child(odd of [title])', ['a']],
  ])('%s', (selector, ids) => {
    expect(
      matched(
        selector,
        '<p id=a title=a></p><p id=b title=A></p><p id=c type=a></p><fieldset id=f disabled></fieldset>',
      ),
    ).toEqual(ids);
  });
});

describe('what is wrong is told at its place', () => {
  test.each([
    ['p, a:nonsense { color: red }', 'a.css:1:5: warning css-unsupported-selector: :nonsense is no known pseudo-class\n    hint: the rule is dropped'],
    ['p,\n  a::selection { color: red }', 'a.css:2:4: warning css-unsupported-selector: ::selection is not supported\n    hint: the selector is dropped'],
    ['p { b::nonsense { color: red } }', 'a.css:1:6: warning css-unsupported-selector: ::nonsense is no known pseudo-element\n    hint: the selector is dropped'],
    ['p { color: nonsense }', 'a.css:1:5: warning css-invalid-value: "nonsense" is not a supported value of color\n    hint: color takes <color>'],
    ['p {\n  .q {\n    -webkit-column-count: 2;\n  }\n}', 'a.css:3:5: info css-vendor-prefix: "-webkit-column-count: 2" is for some browsers only\n    hint: use the standard property "column-count"'],
    ['\n@keyframes a { from { color: red } }', 'a.css:2:1: warning css-unsupported-rule: @keyframes is not supported\n    hint: nothing moves on paper; it can be left out'],
    ['@media (nonsense: 1) { p { color: red } }', 'a.css:1:8: warning css-unsupported-rule: the media feature "nonsense" is unknown\n    hint: its rules are left out'],
    ['p { color: var(--none) }', 'a.css:1:5: warning css-invalid-value: "var(--none)" is not valid for color once its variables are known\n    hint: a variable it names is not set'],
    ['p { color: red; > b { } } }', 'a.css:1:27: error css-syntax: this is no rule\n    hint: a rule is selectors and a block in braces'],
    ['p { all: 3 }', 'a.css:1:5: warning css-invalid-value: "3" is not a supported value of all\n    hint: all takes the keywords of the cascade'],
  ])('%s', (css, finding) => {
    expect(findingsOf(css)).toEqual([finding]);
  }); // biome-ignore format: a table

  test('in a style attribute', () => {
    const html = '<p>a</p>\n<p class="b" style="color: red;\n  colour: blue" title=a>b</p> <i style=display:grd>c</i>';
    expect(style('', html).findings).toEqual([
      'a.html:3:3: warning css-unknown-property: unknown or unsupported property "colour"\n    hint: did you mean "color"?',
      expect.stringMatching(/^a\.html:3:40: warning css-invalid-value: "grd" is not a supported value of display/),
    ]);
  });

  test('never for what paper cannot do, and never for what conditions leave out', () => {
    expect(
      findingsOf('a:hover, p:focus-visible, p:visited { color: red } @namespace "x"; @supports (a: b) { p { c: d } }'),
    ).toEqual([]);
  });
});

test('an invalid selector drops its rule, one that is only not supported drops itself', () => {
  const css = 'p, q:nonsense { order: 1 } p, q::selection { orphans: 5 }';
  const { orphans, order } = style(css, '<p id=a>').byId('a');
  expect([order, orphans]).toEqual([0, 5]);
});

test('conditions look at the first page', () => {
  const css = `@media (orientation: landscape) { p { order: 1 } } @media (width < 300px) { p { order: 2 } }
    @media screen, (unknown: 1) or (color) { p { widows: 3 } } @media not (unknown: 1) { p { widows: 4 } }
    @supports nonsense(1) or (color: red) { p { max-width: calc(1px * 3) } } @media (max-width: calc(10px * 100)) { p { column-count: 3 } }
    @media (width: 10em) { p { orphans: 3 } } @media (min-resolution: 200dpi) { p { flex-grow: 5 } }`;
  const page = (width: number, height: number) => style(css, '<p id=a>', { width, height, fonts: undefined }).byId('a');
  expect([page(400, 500).order, page(500, 400).order, page(200, 100).order]).toEqual([0, 1, 2]);
  expect([page(400, 500).widows, page(160, 100).orphans, page(1, 1).flexGrow]).toEqual([3, 3, 5]);
  expect([page(1, 1).columnCount, page(2000, 1).columnCount, page(1, 1).maxWidth]).toEqual([
    3,
    'auto',
    { px: 3, percent: 0, em: 0, rem: 0 },
  ]);
});

test('variables that multiply are not followed for ever', () => {
  const lines = Array.from({ length: 60 }, (_, i) => `--v${i}: ${`var(--v${i + 1}) `.repeat(10)};`);
  const { byId } = style(`p { ${lines.join('')} --v60: 1px; width: var(--v0); order: 1 }`, '<p id=a>');
  expect([byId('a').width, byId('a').order]).toEqual(['auto', 1]);
});

test('selectors that could be tried at every ancestor are not', () => {
  const deep = `${'<div>'.repeat(200)}<p id=a>`;
  const start = performance.now();
  expect(matched(`b ${'div '.repeat(60)} p`, deep)).toEqual([]);
  expect(matched(`${'div '.repeat(60)} p`, deep)).toEqual(['a']);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('rules nested without end are left out with one finding', () => {
  const findings = findingsOf(`${'p { '.repeat(5000)}color: red${'}'.repeat(5000)}`);
  expect(findings).toEqual([expect.stringContaining('rules are nested more than 64 deep')]);
});

test.each([
  ['p { content: "}" ; order: 1 }', 1],
  ['/* } */ p { /* { */ order: 2; }', 2],
  ['p { background: url(a}b.png); order: 3 }', 3],
  ['p { --x: { a: b }; order: 4 }', 4],
  ['p { order: 5', 5],
  ['p { (;) ; order: 6 }', 6],
  ['<!-- p { order: 7 } -->', 7],
  ['a\\{ { } p { order: 8 }', 8],
  ['p { a:hover { order: 1 } order: 9 }', 9],
  ['@nonsense { p { order: 1 } } p { order: 10 }', 10],
  ['@nonsense x; p { order: 11 }', 11],
])('blocks and strings end where CSS says: %s', (css, order) => {
  expect(style(css, '<p id=a>').byId('a').order).toBe(order);
});

test('what is for screens or for some browsers makes no noise', () => {
  const told = (text: string): string[] => {
    const findings = new Findings();
    parseStylesheet({ file: 'a.css', text: `p { ${text} }` }, findings.report);
    return findings.list.map(({ severity, message }) => `${severity} ${message}`);
  };
  expect(told('cursor: pointer; transition: color 1s; -webkit-user-select: none; scroll-margin-top: 1em')).toEqual([]);
  expect(told('-moz-border-radius: 2px; border-radius: 2px')).toEqual([]);
  expect(told('white-space: pre; white-space: -moz-pre-wrap; word-wrap: break-word')).toEqual([]);
  expect(told('-moz-border-radius: 2px')).toEqual(['info "-moz-border-radius: 2px" is for some browsers only']);
  expect(told('background: -webkit-linear-gradient(red, blue)')).toHaveLength(1);
  expect(told('curser: pointer')).toEqual(['warning unknown or unsupported property "curser"']);
});
