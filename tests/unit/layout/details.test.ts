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

/** The lines of text of a dump of fragments: x, width and text of each. */
const textsOf = (fragments: string): [number, number, string][] =>
  [...fragments.matchAll(/text (-?[\d.]+),\S+ ([\d.]+) "(.*)"/g)].map((m) => [Number(m[1]), Number(m[2]), m[3]!]);

test('no page ends with a parted word, unless the style allows it (CSS Text 4 section 6.3.4)', () => {
  const words = 'Forsvarsministeriet overdrager kommandoen til sikkerhedsmyndighederne i Irak efter missionen i Bagdad';
  const html = (style: string) =>
    `<html lang="da"><style>@page { size: 134px 82px; margin: 0 } p { margin: 0; hyphens: auto; orphans: 1; widows: 1; ${style} }</style><p>${words}`;
  const pageEnds = (style: string) =>
    dump('fragments', html(style))
      .split(/^page /m)
      .slice(1)
      .map((page) => textsOf(page).at(-1)![2]);
  expect(pageEnds('hyphenate-limit-last: none').some((line) => line.endsWith('\u00ad'))).toBe(true);
  expect(pageEnds('').some((line) => line.endsWith('\u00ad'))).toBe(false);
});

test('punctuation hangs where the style asks for it (CSS Text 4 section 9.1)', () => {
  const html = (kind: string) => `<p style="margin:0;width:60px;hanging-punctuation:${kind}">“abcdefg, hijklm.”`;
  const edges = (kind: string) =>
    textsOf(dump('fragments', html(kind))).map(([x, width, text]) => `${text.trim()} ${x} ${(x + width).toFixed(1)}`);
  expect(edges('none')[0]).toMatch(/^“abcdefg, 0 /);
  expect(edges('first')[0]).toMatch(/^“abcdefg, -7\.12 /);
  // The comma stands outside of the right edge; it is 4.4 px wide.
  const right = 'margin:0;width:66px;text-align:right';
  const [hanging] = textsOf(dump('fragments', `<p style="${right};hanging-punctuation:force-end">abcdefg, a`));
  const [inside] = textsOf(dump('fragments', `<p style="${right}">abcdefg, a`));
  expect(hanging![0] - inside![0]).toBeCloseTo(4.4, 1);
});

test('a justified line with few spaces lets its letters stand apart a little, under text-wrap: pretty', () => {
  const spacings = (wrap: string) => {
    const { laidOut } = lay(
      `<p lang="en" style="margin:0;width:320px;text-align:justify;text-wrap-style:${wrap}">Parliamentarians internationally acknowledged counterterrorism responsibilities`,
    );
    return laidOut.list.pages
      .flatMap(({ items }) => items)
      .flatMap((item) => (item.type === 'text' ? item.pieces.map(({ letterSpacing }) => letterSpacing) : []));
  };
  expect(Math.max(...spacings('auto'))).toBe(0);
  expect(Math.max(...spacings('pretty'))).toBeGreaterThan(0);
  // 2 % of the font size.
  expect(Math.max(...spacings('pretty'))).toBeLessThanOrEqual(0.32);
});

test('direction of content, of bdi and of overrides (HTML section 3.2.6.4)', () => {
  const style = dump(
    'style',
    '<p dir="auto">– مرحبا</p><div dir=AUTO><bdi>مرحبا</bdi> abc</div><bdo dir=rtl>abc</bdo>',
  );
  expect([...style.matchAll(/^ *<(p|div|bdi|bdo)[^\n]*/gm)].map(([line, name]) => `${name} ${/direction: "rtl"/.test(line) ? 'rtl' : 'ltr'}`)).toEqual([
    'p rtl', 'div ltr', 'bdi rtl', 'bdo rtl',
  ]); // biome-ignore format: a list
});

test.each([
  ['border-inline: 2px solid red', 'ltr', 'border-left-width: 2', 'border-right-width: 2'],
  ['border-inline-width: 1px 3px; border-inline-style: solid', 'rtl', 'border-right-width: 1', 'border-left-width: 3'],
  ['border-block: 2px solid red', 'rtl', 'border-top-width: 2', 'border-bottom-width: 2'],
  ['border-start-end-radius: 4px', 'rtl', 'border-top-left-radius: [{"px":4', ''],
  ['border-end-start-radius: 4px', 'ltr', 'border-bottom-left-radius: [{"px":4', ''],
  ['inset-inline: 5px auto; position: relative', 'rtl', 'right: {"px":5', ''],
  ['inset-block-start: 5px; position: relative', 'rtl', 'top: {"px":5', ''],
  ['border-block-end-color: red', 'ltr', 'border-bottom-color', ''],
])('%s in %s text (CSS Logical 1)', (style, direction, ...wanted) => {
  const { findings, laidOut } = lay(`<p style="direction: ${direction}; ${style}">x`);
  expect(findings).toEqual([]);
  const line = /<p.*/.exec(dumpStage('style', laidOut))![0];
  for (const part of wanted) expect(line).toContain(part);
});

test('letters have the forms of the language they are in', () => {
  const glyphs = (lang: string) => {
    const { laidOut } = lay(`<p lang="${lang}" style="font-family:'IBM Plex Sans Arabic'">۴۶۷`);
    return laidOut.list.pages[0]!.items.flatMap((item) =>
      item.type === 'text' ? item.pieces.flatMap(({ shaped }) => [...shaped.glyphs]) : [],
    );
  };
  expect(glyphs('ur')).not.toEqual(glyphs('fa'));
  expect(glyphs('ckb')).toEqual(glyphs('fa'));
});

test('letter-spacing stands after a letter with its marks, once (CSS Text 3 section 8.2)', () => {
  const width = (text: string, spacing: number) =>
    textsOf(dump('fragments', `<p style="letter-spacing:${spacing}px">${text}`))[0]![1];
  for (const text of ['e\u0301a\u0323\u0301b', 'éạ́b', 'ab\u00adc'])
    expect(width(text, 4) - width(text, 0)).toBeCloseTo(12, 1);
});

test('a word with nothing but raised numbers after it counts as alone on its line, under text-wrap: pretty', () => {
  const words =
    'The whole mission had about 600 persons in October 2021 and about 500 in May 2022. On 18 February 2021 NATO decided to enlarge it step by step to about 4,000. It never grew that large.';
  const fragments = dump(
    'fragments',
    `<p lang="en" style="margin:0;width:343px;font-size:11px;text-wrap:pretty">${words}<span style="white-space:nowrap;font-variant-position:super">&#x202f;10 15 20 21</span>`,
  );
  expect(fragments).toContain(' large."');
});

test('text-wrap: balance parts no word where whole words need no more lines', () => {
  const fragments = dump(
    'fragments',
    '<p lang="de" style="margin:0;width:290px;font-size:11px;hyphens:auto;text-wrap:balance">Unterstützungsmission der Vereinten Nationen im Irak (UNAMI)',
  );
  expect(fragments).not.toContain('\u00ad');
});

test('a language that is none leaves capitals to Unicode', () => {
  const upper = (lang: string) => dump('fragments', `<p lang="${lang}" style="text-transform:uppercase">ix`);
  for (const lang of ['x', '日', 'en', '-']) expect(upper(lang)).toContain('"IX"');
  expect(upper('tr')).toContain('"İX"');
  expect(dump('fragments', '<p lang="x" style="text-transform:capitalize">ix')).toContain('"Ix"');
});

test('pictures without a box are not there (CSS Display 3 appendix B)', () => {
  for (const picture of [
    '<svg style="display:contents"><svg><rect/></svg><text>x</text></svg>',
    '<img style="display:contents" alt="x">',
  ])
    expect(dump('fragments', `<p>a${picture}b`)).toContain('"ab"');
});

test('a length that is no number once its percentage is known is 0 (CSS Values 4 section 10.9)', () => {
  expect(dump('fragments', '<table><tr><td><div style="margin-left:round(3px, 56%)">a</div></table>')).toContain('"a"');
  expect(
    dump('fragments', '<table><div style="margin: 0 14% 1px round(3px, 56%)"><svg viewBox="0 0 2 1"></svg>'),
  ).not.toMatch(/NaN/);
});

test('columns in five sets of columns are filled, those further out are of equal height', () => {
  const inside = (depth: number): string =>
    `${'<div style="columns:1">'.repeat(depth)}<div style="columns:2;column-gap:0"><br><br><br>last</div>${'</div>'.repeat(depth)}`;
  const columnOf = (depth: number): number => textsOf(dump('fragments', inside(depth)))[0]![0];
  expect([0, 1, 4].map(columnOf)).toEqual([400, 400, 400]);
  expect(columnOf(5)).toBe(0);
});
