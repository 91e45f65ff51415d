import { PX_PER_UNIT } from '../../../src/base/units.ts';
import { INITIAL_STYLE } from '../../../src/engine/css/cascade.ts';
import { DEFAULT_ENVIRONMENT } from '../../../src/engine/css/environment.ts';
import { parseStylesheet, sheetFor } from '../../../src/engine/css/parse.ts';
import { type PageKind, PageStyles } from '../../../src/engine/pages/page-style.ts';

const found: string[] = [];
const pages = (css: string): PageStyles => {
  found.length = 0;
  const sheet = parseStylesheet({ file: 'a.css', text: css }, (d) => found.push(`${d.code}:${d.line}`));
  return new PageStyles([sheetFor(sheet, DEFAULT_ENVIRONMENT)], INITIAL_STYLE, (d) => found.push(d.code));
};
const kind = (rest: Partial<PageKind>): PageKind => ({
  number: 5,
  name: 'auto',
  inGroup: 5,
  side: 'right',
  blank: false,
  ...rest,
});
const mm = PX_PER_UNIT.mm!;

/** CSS Paged Media 3 section 4: the left margin tells which rule has won. */
test.each([
  ['@page { margin-left: 1px } @page :right { margin-left: 2px }', {}, 2],
  ['@page :first { margin-left: 3px } @page :left { margin-left: 2px }', { number: 1, side: 'left' }, 3],
  ['@page a { margin-left: 4px } @page :first { margin-left: 3px }', { number: 1, name: 'a' }, 4],
  ['@page :blank:left { margin-left: 5px } @page :blank { margin-left: 3px }', { blank: true, side: 'left' }, 5],
  ['@page :blank:left { margin-left: 5px } @page :blank { margin-left: 3px }', { blank: true }, 3],
  ['@page a, :left { margin-left: 6px }', { name: 'a' }, 6],
  ['@page a, :left { margin-left: 6px }', { side: 'left' }, 6],
  ['@page a, :left { margin-left: 6px }', {}, 0],
  ['@page { margin-left: 7px !important } @page :right { margin-left: 1px }', {}, 7],
  ['@page :nth(2n+1) { margin-left: 8px }', { number: 5 }, 8],
  ['@page :nth(2n+1) { margin-left: 8px }', { number: 6 }, 0],
  ['@page :nth(-n + 3) { margin-left: 8px }', { number: 3 }, 8],
  ['@page :nth(2 of a) { margin-left: 9px }', { name: 'a', inGroup: 2 }, 9],
  ['@page :nth(2 of a) { margin-left: 9px }', { name: 'b', inGroup: 2 }, 0],
  ['@page a:first { margin-left: 9px }', { name: 'a', inGroup: 1, number: 7 }, 9],
  ['@page { margin-left: 10% }', {}, 21 * mm],
  ['@page { font-size: 20px; margin-left: 2em }', {}, 40],
  ['@page { --edge: 11px; margin-left: var(--edge) }', {}, 11],
] satisfies [string, Partial<PageKind>, number][])('%s for %j', (css, given, left) => {
  expect(pages(css).page(kind(given)).margin.left).toBeCloseTo(left);
  expect(found).toEqual([]);
});

test.each([
  ['size: A5', 148, 210],
  ['size: a4 landscape', 297, 210],
  ['size: landscape', 297, 210],
  ['size: portrait', 210, 297],
  ['size: landscape letter', 11 * 25.4, 8.5 * 25.4],
  ['size: 100mm 50mm', 100, 50],
  ['size: 80mm', 80, 80],
  ['size: auto', 210, 297],
  ['size: JIS-B5', 182, 257],
  ['size: c6 portrait', 114, 162],
  ['size: b10', 31, 44],
  ['font-size: 10mm; size: 10em 20em', 100, 200],
])('%s', (css, width, height) => {
  const page = pages(`@page { ${css} }`).page(kind({}));
  expect([page.width / mm, page.height / mm]).toEqual([expect.closeTo(width), expect.closeTo(height)]);
  expect(found).toEqual([]);
});

test('margins, borders, padding and a stated width make the page area', () => {
  const { area, margin } = pages(
    '@page { size: 400px 300px; margin: 10% auto; width: 200px; border: 5px solid; padding: 10px 20px 30px }',
  ).page(kind({}));
  // 400 − 200 − 2 × 25 is left for both sides.
  expect(margin).toEqual({ top: 30, right: 75, bottom: 30, left: 75 });
  expect(area).toEqual({ x: 100, y: 45, width: 200, height: 190 });
});

test('negative margins make the page area larger than the page', () => {
  expect(pages('@page { size: 100px; margin: -10px }').page(kind({})).area).toEqual({
    x: -10,
    y: -10,
    width: 120,
    height: 120,
  });
});

test('bleed, marks and orientation', () => {
  const page = (css: string) => pages(`@page { ${css} }`).page(kind({}));
  expect(page('marks: crop')).toMatchObject({ bleed: 8, marks: ['crop'], rotation: 0 });
  expect(page('marks: cross crop; bleed: 3px')).toMatchObject({ bleed: 3, marks: ['cross', 'crop'] });
  expect(page('bleed: auto')).toMatchObject({ bleed: 0, marks: [] });
  expect(page('page-orientation: rotate-left').rotation).toBe(270);
});

test('what is wrong is found, with its line', () => {
  pages(
    '@page :odd { margin: 0 }\n@page { size: A99;\n marks: crop crop;\n @top-middle { content: "x" } }\n@page :nth(n of) {}',
  );
  expect(found).toEqual([
    'css-unsupported-selector:1',
    'css-unsupported-rule:4',
    'css-invalid-value:2',
    'css-invalid-value:3',
    'css-unsupported-selector:5',
  ]);
});
