import { writePdf } from '../../../src/pdf/write.ts';
import { layoutCase } from '../../support/cases.ts';
import { ReadBack } from './read-back.ts';

/** Titles with the number of entries below them that show, negative where they are closed (ISO 32000-1 table 153). */
function outline(body: string): string[] {
  const style =
    '@page { size: 400px 200px } h2 { bookmark-state: closed } h3 { bookmark-level: none } .part { bookmark-level: 1; bookmark-label: "Part " attr(title) } small { bookmark-level: 4 }';
  const { laidOut } = layoutCase({
    name: 'pdf/outline',
    html: `<!doctype html><html lang="en"><title>t</title><style>${style}</style>${body}`,
  });
  const bytes = writePdf(laidOut.list, { edition: 'screen', creator: '', producer: '', date: new Date(0) });
  return new ReadBack(bytes)
    .find(/\/Title.*\/Dest/)
    .map(({ text }) => `${/\/Title\(([^)]*)\)/.exec(text)![1]} ${/\/Count (-?\d+)/.exec(text)?.[1] ?? 0}`);
}

test('headings are bookmarks; styles close them, leave them out, name them, and make others', () => {
  expect(outline('<h1>One</h1><h2>Two</h2><h3>Three</h3><h4>Four</h4><p>Text <small>five</small>')).toEqual([
    'One 1', 'Two -2', 'Four 0', 'five 0',
  ]); // biome-ignore format: a list
  expect(outline('<div class="part" title="A"><h2>Two</h2></div>')).toEqual(['Part A 1', 'Two 0']);
});
