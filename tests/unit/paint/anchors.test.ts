import { layoutCase } from '../../support/cases.ts';
import { pdfOf } from './painted.ts';

/** Where links to ids lead, `id x,y` for each destination of the first page, px. */
function anchorsOf(body: string): string[] {
  const css =
    '@page { size: 200px 200px; margin: 0 } body, p, h2, ul { margin: 0; padding: 0; font: 16px/20px "IBM Plex Sans" }';
  const html = `<!doctype html><html lang="en"><title>Anchors</title><style>${css}</style>${body}`;
  const { laidOut } = layoutCase({ name: 'paint/anchors', html });
  return laidOut.list.pages[0]!.anchors.map(({ id, x, y }) => `${id} ${Math.round(x)},${Math.round(y)}`);
}

test.each([
  ['before a block', '<p>text</p><span id="a"></span><h2>b</h2>', ['a 0,20']],
  ['several, one in the other', '<p>text</p><span id="a"></span> <b id="b"><i id="c"></i></b><h2 id="d">d</h2>', ['d 0,20', 'a 0,20', 'b 0,20', 'c 0,20']],
  ['an old anchor', '<a name="a"></a><h2>b</h2>', ['a 0,0']],
  ['after the last block', '<div><p>text</p><p>text</p><a name="a"></a></div>', ['a 0,20']],
  ['alone in a block', '<p>text</p><p><a name="a"></a></p>', ['a 0,20']],
  ['in an item', '<ul><li>text</li><li><a name="a"></a><p>text</p></li></ul>', ['a 0,20']],
  ['around a block', '<p>text</p><a name="a"><h2>b</h2></a>', ['a 0,20']],
  ['in a cell', '<table cellspacing="0" cellpadding="0"><tr><td><a name="a"></a></td><td>text</td></tr></table>', ['a 0,0']],
  ['in text', '<p>text<br>&#x200b;<a name="a"></a>more</p>', ['a 0,20']],
  ['in what is not shown', '<div hidden><a name="a"></a></div><p>text</p>', []],
])('an empty element is a destination: %s', (_, body, expected) => {
  expect(anchorsOf(body)).toEqual(expected);
}); // biome-ignore format: a table

test('a link to nothing, or to the top, leads to the beginning', () => {
  const file = Buffer.from(pdfOf('<p><a href="#">x</a> <a href="#top">y</a></p>')).toString('latin1');
  expect(file.match(/\/S\/GoTo\/D\[\d+ 0 R\/XYZ 0 150 null\]/g)).toHaveLength(2);
});
