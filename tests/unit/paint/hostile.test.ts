import { pdfOf } from './painted.ts';

/** Values that are valid and mean nothing good. */
const VALUES = [
  'background:linear-gradient(red,blue) 0 0/1e-9px 1e-9px',
  'background:linear-gradient(1e30deg,red -1e30px,blue 1e30px)',
  'background:repeating-linear-gradient(red,blue 1e-7px)',
  'background:repeating-radial-gradient(0px 1e9px at 1e20px 0,red -50%,blue)',
  'background:repeating-conic-gradient(red,blue 1e-9deg)',
  'background:conic-gradient(red 1e9turn,blue -1e9turn)',
  'background:radial-gradient(0 0,red,red,blue 0) 1e30px 1e30px/1e30px round',
  'background:linear-gradient(red,20%,blue),linear-gradient(red,0%,blue),linear-gradient(red,100%,blue)',
  'box-shadow:1e30px 1e30px 1e30px 1e30px red,inset 0 0 1e6px 1e6px red,0 0 1e-9px red',
  'text-shadow:0 0 1e9px red,1e30px 0 5px red',
  'transform:scale(1e300) scale(1e300) rotate(1e300deg)',
  'transform:scale(0);opacity:.5;mix-blend-mode:hue',
  'transform:matrix(0,0,0,0,1e300,1e300) translate(1e308px,1e308px)',
  'clip-path:polygon(1e30px 1e30px,-1e30px 0,0 0)',
  'clip-path:path("M1e300 1e300 A1e300 0 0 0 0 1 1")',
  'clip-path:circle(0);opacity:.1',
  'border:90px dashed red;border-radius:1e300px/1e-300px',
  'border:1e-9px dotted red;outline:1e9px wavy red;outline:1e9px dotted red;outline-offset:-1e9px',
  'text-decoration:underline wavy 1e-9px red;text-underline-offset:1e30px',
  'text-decoration:underline dotted 1e9px red;font-size:1e-6px',
  'overflow:clip;overflow-clip-margin:1e300px;z-index:2147483647;position:relative',
  'isolation:isolate;filter:none',
];

test.each(VALUES)('%s', (style) => {
  const start = performance.now();
  const bytes = pdfOf(`<div style='width:100px;height:50px;${style}'>glyph <span style='${style}'>j</span></div>`);
  expect(performance.now() - start).toBeLessThan(5000);
  const text = Buffer.from(bytes).toString('latin1');
  expect(/NaN|Infinity|undefined/.test(text)).toBe(false);
});

test('three hundred groups inside each other', () => {
  const depth = 300;
  const html =
    '<div style="opacity:.99"><p style="background:red;margin:0">x</p>'.repeat(depth) + '</div>'.repeat(depth);
  expect(pdfOf(html).length).toBeGreaterThan(1000);
});
