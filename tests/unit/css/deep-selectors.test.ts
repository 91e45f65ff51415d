import { dumpStage } from '../../../src/app/dump.ts';
import { layoutCase } from '../../support/cases.ts';

/** Paragraphs in the 1st to the 120th of boxes in each other, of which two have a class. */
function stylesOf(selector: string): boolean[] {
  const open = Array.from(
    { length: 120 },
    (_, i) => `<div${i === 5 ? ' class="a"' : i === 60 ? ' class="b"' : ''}><p>${i}`,
  );
  const html = `<!doctype html><style>${selector} { color: red }</style>${open.join('</p>')}${'</div>'.repeat(120)}`;
  const style = dumpStage('style', layoutCase({ name: 'css/case', html }).laidOut);
  const lines = style.split('\n').filter((line) => /^\s*<p>/.test(line));
  return lines.map((line) => line.includes('color'));
}

test.each([
  ['.a p', (i: number) => i >= 5],
  ['.b p', (i: number) => i >= 60],
  ['.a .b p', (i: number) => i >= 60],
  ['.b .a p', () => false],
  ['.a > div div div p', (i: number) => i >= 8],
  ['.a > div > div p', (i: number) => i >= 7],
  ['p:not(.b p)', (i: number) => i < 60],
  ['svg p', () => false],
])('%s in boxes that are very deep', (selector, expected) => {
  expect(stylesOf(selector)).toEqual(Array.from({ length: 120 }, (_, i) => expected(i)));
});
