import { writePdf } from '../../../src/pdf/write.ts';
import { layoutCase } from '../../support/cases.ts';
import { ReadBack } from './read-back.ts';

const pagesOf = (css: string): string[] => {
  const html = `<!doctype html><html lang="en"><title>t</title><style>@page { size: 400px 200px; ${css} }</style>Text`;
  const { laidOut } = layoutCase({ name: 'pdf/boxes', html });
  const bytes = writePdf(laidOut.list, { edition: 'screen', creator: '', producer: '', date: new Date(0) });
  return new ReadBack(bytes).pages.map(({ text }) => text);
};

/** ISO 32000-1 section 14.11.2, pt from the lower left corner of the finished page. */
test.each([
  ['', ['/MediaBox [0 0 300 150]'], /TrimBox|BleedBox|Rotate/],
  ['bleed: 8px', ['/MediaBox [-6 -6 306 156]', '/BleedBox [-6 -6 306 156]', '/TrimBox [0 0 300 150]'], /Rotate/],
  // 8 px of bleed, then 7 mm for the marks.
  ['bleed: 8px; marks: crop', ['/MediaBox [-25.843 -25.843 325.843 175.843]', '/TrimBox [0 0 300 150]'], /Rotate/],
  ['page-orientation: rotate-left', ['/MediaBox [0 0 300 150]', '/Rotate 270'], /TrimBox/],
])('@page { %s }', (css, expected, missing) => {
  const [page] = pagesOf(css);
  for (const text of expected) expect(page).toContain(text);
  expect(page).not.toMatch(missing);
});
