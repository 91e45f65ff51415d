import { formatDiagnostic } from '../../../src/base/diagnostics.ts';
import { layoutCase } from '../../support/cases.ts';

const PAGE =
  '@page { size: 400px 300px; margin: 20px } body { margin: 0; font: 16px/20px "IBM Plex Sans" } p { margin: 0 }';

/** What is found in a page whose body stands on the third line. */
function findingsIn(css: string, body: string): string[] {
  const html = `<!doctype html><html lang="en"><title>t</title>\n<style>${PAGE}${css}</style>\n${body}`;
  return layoutCase({ name: 'pages/case', html }).findings.map((d) => formatDiagnostic(d).split('\n')[0]!);
}

const at = (column: number, message: string, box: string, page = 1): string =>
  `pages/case.html:3:${column}: warning ${message} (page ${page}, ${box})`;
const HIGH = '<div style="height: 100px"></div>';
const WIDE = '<div style="width: 500px; height: 10px"></div>';

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['a stated height', `<div style="height: 60px">${HIGH}</div>`, [at(1, 'layout-overflow: content is 10.6 mm too tall for its box', 'div')]],
  ['a maximum height', `<div style="max-height: 60px">${HIGH}</div>`, [at(1, 'layout-overflow: content is 10.6 mm too tall for its box', 'div')]],
  ['a stated width', `<div style="width: 100px"><div style="width: 200px">a</div></div>`, [at(1, 'layout-overflow: content is 26.5 mm too wide for its box', 'div')]],
  ['both at once', `<div class="a" style="width: 100px; height: 60px"><div style="width: 200px; height: 100px"></div></div>`, [at(1, 'layout-overflow: content is 26.5 mm too wide and 10.6 mm too tall for its box', 'div.a')]],
  ['the innermost of boxes inside each other', `<div style="height: 80px"><div class="b" style="height: 60px">${HIGH}</div></div>`, [at(27, 'layout-overflow: content is 10.6 mm too tall for its box', 'div.b')]],
  ['an item of a flex line of stated height', `<div style="display: flex; height: 60px"><div class="i">${HIGH}</div></div>`, [at(42, 'layout-overflow: content is 10.6 mm too tall for its box', 'div.i')]],
  ['flex items that do not shrink', `<div style="display: flex; width: 100px"><div style="flex: none; width: 200px">a</div></div>`, [at(1, 'layout-overflow: content is 26.5 mm too wide for its box', 'div')]],
  ['flex items centred beyond both ends', `<div style="display: flex; width: 100px; margin-left: 100px; justify-content: center"><div style="flex: none; width: 200px">a</div></div>`, [at(1, 'layout-overflow: content is 26.5 mm too wide for its box', 'div')]],
  ['a stated grid row', `<div style="display: grid; grid-template-rows: 60px"><div class="g">${HIGH}</div></div>`, [at(54, 'layout-overflow: content is 10.6 mm too tall for its box', 'div.g')]],
  ['a positioned box between two edges', `<div style="position: relative; height: 100px"><div class="p" style="position: absolute; top: 0; height: 60px">${HIGH}</div></div>`, [at(48, 'layout-overflow: content is 10.6 mm too tall for its box', 'div.p')]],
  ['a long line', `<p style="width: 60px">incomprehensibilities</p>`, [at(1, 'layout-overflow: a line is 25.0 mm too long for its box', 'p')]],
  ['a box that hides its overflow', `<div style="height: 60px; overflow: hidden">${HIGH}</div>`, [at(1, 'layout-clipped: content is cut off at the bottom by 10.6 mm', 'div')]],
  ['a box that clips on both axes', `<div style="width: 100px; height: 60px; overflow: clip"><div style="width: 200px; height: 100px"></div></div>`, [at(1, 'layout-clipped: content is cut off on the right by 26.5 mm, at the bottom by 10.6 mm', 'div')]],
  ['a box that clips from right to left', `<div dir="rtl" style="width: 100px; overflow: hidden"><div style="width: 200px">a</div></div>`, [at(1, 'layout-clipped: content is cut off on the left by 26.5 mm', 'div')]],
  ['a line that ends with an ellipsis', `<p style="width: 60px; overflow: hidden; text-overflow: ellipsis">incomprehensibilities</p>`, [at(1, 'layout-clipped: content is cut off on the right by 25.0 mm', 'p')]],
  ['what reaches out of a box inside one that clips', `<div class="c" style="height: 80px; overflow: hidden"><div style="height: 60px">${HIGH}</div></div>`, [at(55, 'layout-overflow: content is 10.6 mm too tall for its box', 'div'), at(1, 'layout-clipped: content is cut off at the bottom by 5.3 mm', 'div.c')]],
  ['a positioned text that is cut off', `<div style="position: relative; height: 30px; overflow: hidden"><p style="position: absolute; top: 20px">a</p></div>`, [at(1, 'layout-clipped: content is cut off at the bottom by 2.6 mm', 'div')]],
  ['what leaves the page to the side, once', WIDE, [at(1, 'layout-overflow: a box 132.3 mm wide leaves the page area by 37.0 mm', 'div')]],
  ['nothing of a positioned decoration that is cut off', `<div style="position: relative; height: 30px; overflow: hidden"><div style="position: absolute; width: 900px; height: 90px"></div></div>`, []],
  ['nothing of boxes moved over the edge', `<div style="height: 60px; width: 90px"><div style="margin: -10px; height: 30px; width: 110px"></div><div style="position: relative; left: 50px">a</div><div style="transform: scale(3)">a</div></div>`, []],
  ['nothing of what is for readers alone', `<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">for readers</p>`, []],
  ['nothing of floats that hang out of their paragraph', `<p>a<span style="float: left; width: 20px; height: 90px"></span></p>`, []],
  ['nothing of a box that grows', `<div style="min-height: 60px">${HIGH}</div>`, []],
  ['nothing of a box that goes on', `<div style="height: 400px"><div style="height: 350px"></div></div>`, []],
]; // biome-ignore format: a table

test.each(CASES)('%s', (_, body, expected) => {
  expect(findingsIn('', body)).toEqual(expected);
});

test('a box that is too large on each of its pages is told of once, with the first of them', () => {
  const rows = '<tr><td>a</td></tr>'.repeat(30);
  const table = `<table style="width: 100px; table-layout: fixed"><thead><tr><th>incomprehensibilities</th></tr></thead>${rows}</table>`;
  expect(findingsIn('', table)).toEqual([
    expect.stringMatching(/a line is \d+\.\d mm too long for its box \(page 1, th\)$/),
  ]);
});

test('a margin box whose content is cut off is told of once', () => {
  const css =
    '@page { @top-left { content: "A very long running head"; width: 60px; height: 18px; overflow: hidden } }';
  expect(findingsIn(css, '<p style="break-after: page">a</p><p>b</p>')).toEqual([
    expect.stringMatching(/layout-clipped: content is cut off .*\(page 1, @top-left\)$/),
  ]);
});
