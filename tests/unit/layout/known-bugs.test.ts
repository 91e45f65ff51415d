import { dumpStage, type Stage } from '../../../src/app/dump.ts';
import { layoutCase } from '../../support/cases.ts';

const STYLE = '<!doctype html><style>body { margin: 0; font: 16px/20px "IBM Plex Sans" }</style>';

function dump(stage: Stage, html: string): string {
  return dumpStage(stage, layoutCase({ name: 'bugs/case', html: html.includes('<html') ? html : STYLE + html }).laidOut);
}

// What is known to be wrong. A test here that starts to pass fails: move it to a case then.

test.failing('a tab goes to the next tab stop (CSS Text 3 section 4.2)', () => {
  const fragments = dump('fragments', '<div style="white-space:pre">a\tb</div>');
  // Eight spaces of 3.776 px.
  expect(fragments).toContain('text 30.21,16 9.28 "b"');
});

test.failing('list-style-position: inside puts the marker into the line (CSS Lists 3 section 3.4)', () => {
  const fragments = dump('fragments', '<ul style="list-style-position:inside"><li>item</li></ul>');
  expect(fragments).not.toContain('text 40,32 ');
});

test.failing('the bullet of an inner list needs no glyph of the font', () => {
  const { findings } = layoutCase({ name: 'bugs/case', html: `${STYLE}<ul><li>a<ul><li>b</li></ul></li></ul>` });
  expect(findings).toEqual([]);
});

test.failing('a stretched flex item goes on as long as its row does (CSS Flexbox 1 section 9.4)', () => {
  const pages = dump(
    'fragments',
    `<style>@page { size: 300px 60px; margin: 0 } body { line-height: 20px }</style>
    <div style="display:flex"><div class="a">1<br>2<br>3<br>4<br>5<br>6</div><div class="b">1</div></div>`,
  ).split(/^page /m);
  expect(pages[2]).toContain('box div.b');
});

test.failing('capitalize takes the first letter after an opening quote (CSS Text 3 section 2.1)', () => {
  expect(dump('fragments', "<p style='text-transform:capitalize'>and 'the rest'")).toContain("And 'The Rest'");
});

test.failing('text-wrap: pretty leaves no single word on the last line', () => {
  const words = 'The mission advises the Iraqi security forces so that they can keep the country stable.';
  const fragments = dump('fragments', `<p style="width:300px;text-wrap:pretty">${words}</p>`);
  expect(fragments).not.toContain('"stable."');
});
