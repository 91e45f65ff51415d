import { FolderLoader } from '../../../src/app/disk.ts';
import { layoutDocument } from '../../../src/app/document.ts';
import { type Diagnostic, Findings } from '../../../src/base/diagnostics.ts';
import { DEFAULT_ENVIRONMENT } from '../../../src/engine/css/environment.ts';
import { parseStylesheet, sheetFor } from '../../../src/engine/css/parse.ts';
import { caseFonts } from '../../support/cases.ts';

const told = (list: readonly Diagnostic[]) => list.map((d) => `${d.line}:${d.column} ${d.code}`);

function parse(text: string) {
  const findings = new Findings();
  const sheet = parseStylesheet({ file: 'a.css', text }, findings.report);
  const { fontFaces } = sheetFor(sheet, DEFAULT_ENVIRONMENT);
  return { fontFaces, findings: findings.list };
}

const descriptors = (text: string) => parse(`@font-face { font-family: A; src: url(a.ttf); ${text} }`);

test('a rule is read with its places', () => {
  const { fontFaces, findings } = parse(`
@font-face {
  font-family: "My Font";
  src: url("a.woff2") format("woff2"),
    url(b.otf) format(opentype) tech(features-opentype), url('c.ttf');
  font-weight: bold; font-style: oblique 12deg; unicode-range: U+25-FF, u+4??; font-display: swap;
}`);
  expect(findings).toEqual([]);
  expect(fontFaces).toEqual([
    {
      family: 'My Font',
      weight: 700,
      style: 'italic',
      unicodeRange: [
        [0x25, 0xff],
        [0x400, 0x4ff],
      ],
      sources: [
        { address: 'b.otf', place: { file: 'a.css', line: 5, column: 5 } },
        { address: 'c.ttf', place: { file: 'a.css', line: 5, column: 58 } },
      ],
    },
  ]);
});

test.each([
  ['font-weight: normal', 400],
  ['font-weight: auto', 400],
  ['font-weight: 350.5', 350.5],
  ['font-weight: 600; font-weight: lighter', 600],
])('%s', (text, weight) => {
  expect(descriptors(text).fontFaces[0]!.weight).toBe(weight);
});

test.each([
  ['font-weight: 100 900', 'css-invalid-value', 'a static font has one weight; give each weight a rule'],
  ['font-weight: 0', 'css-invalid-value', /^font-weight takes/],
  ['font-style: slanted', 'css-invalid-value', /^font-style takes/],
  ['unicode-range: U+FF-25', 'css-invalid-value', /^unicode-range takes/],
  ['unicode-rage: U+25', 'css-unknown-property', 'did you mean "unicode-range"?'],
  ['size-adjust: 90%', 'css-unknown-property', 'the font is used as it is'],
  ['font-stretch: 75% 100%', 'css-unknown-property', 'the font is used as it is'],
  ['font-feature-settings: "smcp"', 'css-unknown-property', 'the font is used as it is'],
])('%s has no effect, but a finding', (text, code, hint) => {
  const { fontFaces, findings } = descriptors(text);
  expect(fontFaces).toEqual(descriptors('').fontFaces);
  expect(findings).toMatchObject([
    { code, line: 1, column: 47, hint: typeof hint === 'string' ? hint : expect.stringMatching(hint) },
  ]);
});

test.each(['font-display: block', 'font-stretch: normal', 'size-adjust: 100%', 'ascent-override: normal'])(
  '%s is what happens anyway',
  (text) => {
    expect(descriptors(text).findings).toEqual([]);
  },
);

test.each([
  ['@font-face {}', ['1:1 css-invalid-value']],
  ['@font-face { src: url(a.ttf) }', ['1:1 css-invalid-value']],
  ['@font-face { font-family: A, B; src: url(a.ttf) }', ['1:14 css-invalid-value', '1:1 css-invalid-value']],
  ['@font-face { font-family: A; src: local(B) }', ['1:35 font-local']],
  ['@font-face { font-family: A; src: url(a.woff2) format("woff2") }', ['1:30 font-unsupported']],
  ['@font-face { font-family: A; src: url(a.ttf) tech(variations) }', ['1:30 font-unsupported']],
  ['@font-face { font-family: A; src: "a.ttf" }', ['1:35 css-invalid-value']],
])('%s is no face', (text, expected) => {
  const { fontFaces, findings } = parse(text);
  expect(fontFaces).toEqual([]);
  expect(told(findings)).toEqual(expected);
});

test('local() is passed over with a hint, and what follows it is used', () => {
  const { fontFaces, findings } = parse('@font-face { font-family: A; src: local("B C"), url(a.ttf) }');
  expect(fontFaces[0]!.sources.map(({ address }) => address)).toEqual(['a.ttf']);
  expect(findings).toMatchObject([{ code: 'font-local', hint: expect.stringContaining('fonts.json') }]);
});

test('rules inside @media print count, those for the screen do not', () => {
  const rule = (family: string) => `@font-face { font-family: ${family}; src: url(a.ttf) }`;
  const { fontFaces } = parse(`@media print { ${rule('A')} } @media screen { ${rule('B')} }`);
  expect(fontFaces.map(({ family }) => family)).toEqual(['A']);
});

// Files are read from tests/data/fonts, as the style element of a page there would name them.

function layOut(css: string, body: string) {
  const findings = new Findings();
  const { list } = layoutDocument(
    {
      html: { file: 'tests/data/fonts/page.html', text: `<html lang="en"><style>${css}</style><body>${body}` },
      sheets: [],
      lang: 'en',
      loader: new FolderLoader(['tests/data/fonts', 'fonts']),
      fonts: caseFonts(),
    },
    findings.report,
  );
  const texts = list.pages.flatMap(({ items }) => items).filter((item) => item.type === 'text');
  return {
    faces: texts.map(({ face, pieces }) => [face.postscriptName, pieces.map(({ shaped }) => shaped.text).join('')]),
    findings: findings.list,
  };
}

const face = (src: string, more = '', family = 'Own') => `@font-face { font-family: ${family}; src: ${src}; ${more} }`;

test('the fonts of a page come before those of the project', () => {
  const css = `${face('url(colour.ttf)')} p { font-family: own, "IBM Plex Sans" }`;
  expect(layOut(css, '<p>AC')).toEqual({
    faces: [
      ['ProbeColour', 'A'],
      ['IBMPlexSans-Regular', 'C'],
    ],
    findings: [],
  });
});

test('of rules that overlap the last is asked first', () => {
  const plex = (more: string) => face('url(../../../fonts/IBMPlexSans-Bold.ttf)', more);
  const css = `${face('url(colour.ttf)')} ${plex('unicode-range: U+41')} p { font-family: Own }`;
  expect(layOut(css, '<p>A').faces).toEqual([['IBMPlexSans-Bold', 'A']]);
  const turned = `${plex('unicode-range: U+41')} ${face('url(colour.ttf)')} p { font-family: Own }`;
  expect(layOut(turned, '<p>A').faces).toEqual([['ProbeColour', 'A']]);
});

test('the first file that can be used is used; one that cannot is told where it matters', () => {
  const used = (src: string) => layOut(`${face(src)} p { font-family: Own }`, '<p>A');
  expect(used('url(variable.ttf), url(colour.ttf)')).toEqual({ faces: [['ProbeColour', 'A']], findings: [] });
  const missing = used('url(none.ttf), url(colour.ttf)');
  expect(missing.faces).toEqual([['ProbeColour', 'A']]);
  expect(missing.findings).toMatchObject([
    { code: 'html-missing-resource', file: 'tests/data/fonts/page.html', line: 1, column: 60 },
  ]);
});

test.each([
  ['url(variable.ttf)', 'font-unsupported', 'variable font'],
  ['url(README.md)', 'font-broken', 'not a TrueType'],
  ['url(https://example.org/a.ttf)', 'html-no-network', 'example.org'],
  ['url(../../../package.json)', 'html-outside-folder', 'package.json'],
  ['url(data:font/ttf;base64,AAAA)', 'font-broken', 'too short'],
])('%s gives a finding with its place, and the project’s font', (src, code, words) => {
  const { faces, findings } = layOut(`${face(src)} p { font-family: Own, sans-serif }`, '<p>A');
  expect(faces).toEqual([['IBMPlexSans-Regular', 'A']]);
  expect(findings).toMatchObject([{ code, line: 1, column: 60, message: expect.stringContaining(words) }]);
});

test('each weight is a face of its own, and one that is missing is never made up', () => {
  const css = `${face('url(colour.ttf)')} ${face('url(../../../fonts/IBMPlexSans-Bold.ttf)', 'font-weight: 700')}
    p { font-family: Own }`;
  const { faces, findings } = layOut(css, '<p>A<p><b>A</b><p><i>A</i>');
  expect(faces).toEqual([
    ['ProbeColour', 'A'],
    ['IBMPlexSans-Bold', 'A'],
    ['ProbeColour', 'A'],
  ]);
  expect(findings).toMatchObject([{ code: 'font-missing-face' }]);
});
