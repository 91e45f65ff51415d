import { extractText } from '../../support/extract.ts';
import { comparePictures, decodePng, encodePng, rasterise } from '../../support/pictures.ts';
import { unmirror } from '../../support/reading-order.ts';
import { printTagTree } from '../../support/tag-tree.ts';
import { smallPdf } from './document.ts';

const pdf = await smallPdf();

test('a page is painted at the given resolution, the same each time', async () => {
  const page = await rasterise(pdf, 1, 144);
  expect([page.width, page.height]).toEqual([400, 240]);
  const at = (x: number, y: number) => [...page.data.subarray((y * 400 + x) * 4, (y * 400 + x) * 4 + 4)];
  expect(at(0, 0)).toEqual([255, 255, 255, 255]);
  expect(at(340, 140)).toEqual([0x0b, 0x25, 0x45, 255]);
  expect(comparePictures(await rasterise(pdf, 1, 144), page)).toBeUndefined();
  expect(comparePictures(decodePng(encodePng(page)), page)).toBeUndefined();
});

test('a square that grew differs where it grew', async () => {
  const grown = await rasterise(await smallPdf({ square: 42 }), 1, 72);
  const difference = comparePictures(grown, await rasterise(pdf, 1, 72));
  expect(difference?.box).toEqual({ x: 150, y: 50, width: 42, height: 42 });
  expect(difference?.changed).toBe(42 * 42 - 40 * 40);
});

test('the text of a page', async () => {
  expect((await extractText(pdf)).split('\n').map((line) => line.trim())).toEqual([
    'Dansk bidrag',
    'Read more on forsvaret.dk now.',
    '300',
  ]);
});

test('the tag tree, one node a line', async () => {
  expect(await printTagTree(pdf)).toBe(
    [
      'page 1',
      '  Document',
      '    H1 title="Bidrag \\"2020\\"" "Dansk bidrag"',
      '    P lang="en"',
      '      "Read more on"',
      '      Link "forsvaret.dk"',
      '      "now."',
      '    Figure alt="Et kvadrat" [path]',
      '    Table',
      '      TR',
      '        TD "300"',
      '',
    ].join('\n'),
  );
});

test.each([
  ['a line of Arabic with brackets', ')من( بغداد', '(من) بغداد'],
  ['Arabic with a number in brackets', 'عام )300( جنديا', 'عام (300) جنديا'],
  ['English with an Arabic word', 'the (word) سلام (here)', 'the (word) سلام )here)'],
  ['English alone', 'left (as it is)', 'left (as it is)'],
])('brackets that PDFium has mirrored are turned back: %s', (_, given, written) => {
  const line = unmirror(Array.from(given, (text) => ({ text })));
  expect(line.map(({ text }) => text).join('')).toBe(written);
});

test('no page, no PDF', async () => {
  await expect(rasterise(pdf, 2)).rejects.toThrow('The PDF has no page 2; it has 1.');
  await expect(extractText(pdf, 0)).rejects.toThrow('The PDF has no page 0; it has 1.');
  await expect(printTagTree(new Uint8Array([1, 2, 3]))).rejects.toThrow(/PDFium cannot open the PDF/);
});
