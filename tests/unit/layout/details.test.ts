import { dumpStage, type Stage } from '../../../src/app/dump.ts';
import { layoutCase } from '../../support/cases.ts';

const STYLE = '<!doctype html><style>body { margin: 0; font: 16px/20px "IBM Plex Sans" }</style>';

const lay = (html: string) => layoutCase({ name: 'details/case', html: STYLE + html });
const dump = (stage: Stage, html: string): string => dumpStage(stage, lay(html).laidOut);

// Single points that were wrong once, or still are (`failing`).

test('a tab goes to the next tab stop (CSS Text 3 section 4.2)', () => {
  const fragments = dump('fragments', '<div style="white-space:pre">a\tb</div>');
  // Eight spaces of 3.776 px.
  expect(fragments).toContain('text 30.21,16 9.28 "b"');
});

test('list-style-position: inside puts the marker into the line (CSS Lists 3 section 3.4)', () => {
  const fragments = dump('fragments', '<ol style="list-style-position:inside"><li>item</li></ol>');
  expect(fragments).toMatch(/text 40,32 17\.73 "1\.\s"\n *text 57\.73,32 32\.3 "item"/);
});

test('the bullet of an inner list needs no glyph of the font', () => {
  const { findings } = lay('<ul><li>a<ul><li>b<ul><li>c</ul></ul></ul>');
  expect(findings).toEqual([]);
});

test('a stretched flex item goes on as long as its row does (CSS Flexbox 1 section 9.4)', () => {
  const pages = dump(
    'fragments',
    `<style>@page { size: 300px 60px; margin: 0 } body { line-height: 20px }</style>
    <div style="display:flex"><div class="a">1<br>2<br>3<br>4<br>5<br>6</div><div class="b">1</div></div>`,
  ).split(/^page /m);
  expect(pages[2]).toContain('box div.b');
});

test('capitalize takes the first letter after an opening quote (CSS Text 3 section 2.1)', () => {
  expect(dump('fragments', "<p style='text-transform:capitalize'>and 'the rest'")).toContain("And 'The Rest'");
});

test('text-wrap: pretty leaves no single word on the last line', () => {
  const words = 'The mission advises the Iraqi security forces so that they can keep the country stable.';
  const fragments = dump('fragments', `<p style="width:300px;text-wrap:pretty">${words}</p>`);
  expect(fragments).not.toContain('"stable."');
});

test('blocks in another language make a Div, text makes a Span (ISO 32000-1 section 14.8.4)', () => {
  expect(dump('tags', '<div lang="ar"><h2>x</h2></div><p>y <span lang="da">z</span>')).toBe(
    'Document lang=en\n  Div lang=ar\n    H2 title="x"\n  P\n    Span lang=da\n',
  );
});

test('list-style sets and inherits the position too (CSS Lists 3 section 3.5)', () => {
  const style = dump('style', '<ul style="list-style-position:inside"><li style="list-style:none">x</li></ul>');
  expect(style).toMatch(/<li>.*list-style-position: "outside"/);
});
