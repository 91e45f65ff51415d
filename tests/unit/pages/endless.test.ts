import { dumpStage } from '../../../src/app/dump.ts';
import { layoutCase } from '../../support/cases.ts';
import { processorTime } from '../../support/growth.ts';

/** Pages that hardly have room, and content that never fits: pages or findings, within two seconds. */
const CASES: readonly (readonly [string, string, string, RegExp])[] = [
  ['margins that leave nothing', '@page { size: 100px; margin: 60px }', '<p>Some words here</p>', /leaves the page area/],
  ['a page of no size', '@page { size: 0 0; margin: 0 }', '<p>a b c d</p>', /leaves the page area/],
  ['a page of a huge size', '@page { size: 1e30px 1e30px }', '<p>a</p>', /at most 1000000px/],
  ['a huge margin', '@page { margin: 1e30px }', '<p>a b</p>', /too long for its box/],
  ['a huge negative margin', '@page { margin: -1e30px }', '<p>a b</p>', /^$/],
  ['a huge height', '@page { size: 100px }', '<div style="height: 1e12px">a</div>', /goes on after 500 pages on which nothing begins/],
  ['a huge height, with marks and margin boxes', '@page { size: 100px; margin: 20px; marks: crop cross; @top-left { content: counter(page) "/" counter(pages) } }', '<div style="height: 1e12px">a</div><p>b', /500 pages on which nothing begins/],
  ['a huge row', '@page { size: 100px }', '<table><thead><tr><th>h<tbody><tr><td style="height: 1e12px">a</table>', /500 pages on which nothing begins/],
  ['a huge gap', '@page { size: 100px }', '<div style="display: grid; row-gap: 1e12px"><p>a<p>b</div>', /^$/],
  ['a huge border', '@page { size: 100px }', '<div style="border: 1e9px solid">a</div>', /leaves the page area/],
  ['a huge footnote', '@page { size: 100px } .f { float: footnote } i { display: block; height: 1e9px }', '<p>a<span class="f">b<i></i></span>', /500 pages on which nothing begins/],
  ['1,000 pages of one word each', '@page { size: 100px } p { break-after: page }', '<p>a'.repeat(1000), /^$/],
  ['a float with margins whose line is taller than the page', '@page { size: 100px; margin: 0 } p { float: left; margin: 16px; line-height: 300px }', '<p>a', /leaves the page area/],
  ['a float in a cell that is taller than the page', '@page { size: 100px; margin: 0 } p { float: left; margin: 16px; line-height: 300px }', '<table><tr><td><p>a</table>', /leaves the page area/],
  ['edges taller than the page at every cut', '@page { size: 100px; margin: 0 } body { margin: 0 } p { margin: 0; padding: 60px 0; box-decoration-break: clone }', '<p>a b c d e f g h i j k l m n o p q r s t u v w x y z', /^$/],
  ['a huge bleed', '@page { size: 100px; bleed: 1e30px; marks: crop cross }', '<p>a</p>', /^$/],
  ['a row taller than the page', '@page { size: 100px; margin: 0 }', '<table><tr><td style="break-inside: avoid; line-height: 300px">a</table>', /a line leaves the page area by/],
  ['a line taller than the page', '@page { size: 100px; margin: 0 }', '<p style="line-height: 300px; margin: 0">a<br>b', /a line leaves the page area by 52.9 mm/],
  ['margin boxes without room', '@page { size: 50px; margin: 0; @top-left { content: "a b c"; margin: 1e20px; padding: 1e20px } @left-top { content: "x"; width: 1e20px } }', 'a', /^a line is 2.5 mm too long for its box$/],
  ['counters out of bounds', '@page { counter-increment: page 99999999999999; @top-left { content: counter(page, upper-roman) counter(page, lower-alpha) } }', 'a', /^content is 2.6 mm too tall for its box$/],
  ['a text that quotes itself', '@page { size: 100px } p::before { content: target-text("#p", before) content(before) "x" }', '<p id="p">a', /^$/],
  // "viii" takes four lines and moves the target to page 9, "ix" takes two and lets it go back to page 8.
  ['numbers that move what they count', '@page { size: 100px 60px; margin: 0 } @page :first { counter-reset: page 8 } body { margin: 0; widows: 1; orphans: 1 } p { margin: 0; font: 16px/20px "IBM Plex Sans" } #a { width: 3px; overflow-wrap: anywhere } #a::before { content: target-counter("#x", page, lower-roman) }', '<p id="a"></p><p id="x">b', /do not settle in 5 layouts/],
  ['a footnote taller than the page', '@page { size: 100px 60px; margin: 0 } .f { float: footnote } i { display: inline-block; height: 200px }', '<p>a<span class="f">b <i></i></span> c', /leaves the page area/],
  ['500 footnotes of one line', '@page { size: 400px 100px; margin: 0 } .f { float: footnote }', `<p>${'<span class="f">b</span>'.repeat(500)}`, /too long/],
  ['300 footnotes in a word', '@page { size: 400px 100px; margin: 0 } .f { float: footnote }', `<p style="white-space: nowrap">${'a<span class="f">b c d e f g</span>'.repeat(300)}`, /too long/],
  ['footnotes in footnotes', '@page { size: 400px 100px; margin: 0 } .f { float: footnote }', `<p>a${'<span class="f">b'.repeat(30)}`, /^$/],
  ['a footnote area without room', '@page { size: 100px; margin: 0; @footnote { max-height: 0; margin: 50px; padding: 1e9px } } .f { float: footnote }', '<p>a<span class="f">b</span>', /./],
  ['a footnote where the page area has no height', '@page { size: 100px; margin: 60px } li { float: footnote }', '<p>a<li>b', /leaves the page area/],
  ['a body that is a footnote on a page of no size', '@page { size: 1vmin 1px } body { float: footnote }', 'a', /./],
  ['page floats taller than the page', '@page { size: 100px; margin: 0 } .t { float: top; height: 300px } .b { float: bottom; height: 1e9px }', '<p>a<span class="t">b<img></span><span class="b">c</span><span class="t">d</span> e', /./],
  ['page floats in page floats and notes', '@page { size: 200px; margin: 0 } .t { float: top } .f { float: footnote }', `<p>a${'<span class="t">b<span class="f">c'.repeat(10)}`, /^$/],
]; // biome-ignore format: a table

test.each(CASES)('%s', (_, css, body, expected) => {
  const html = `<!doctype html><html lang="en"><title>t</title><style>${css}</style>${body}`;
  let made: ReturnType<typeof layoutCase> | undefined;
  const took = processorTime(
    () => {
      made = layoutCase({ name: 'pages/case', html });
    },
    3,
    2000,
  );
  const { laidOut, findings } = made!;
  expect(findings.map(({ message }) => message).join('\n')).toMatch(expected);
  expect(laidOut.pages.length).toBeGreaterThan(0);
  expect(dumpStage('display', laidOut)).not.toMatch(/NaN|Infinity|undefined/);
  expect(took).toBeLessThan(2000);
});
