import { type Share, shareOf, wordsOf } from '../conformance/compare.ts';
import { extractText } from '../support/extract.ts';
import { blockTexts, LOCALES, RIGHT_TO_LEFT, sheetIn } from '../support/sheets.ts';
import { pdftotext, structureText } from './tools.ts';

// The real sheets, as tools of others read them.

/** The words of the sheet's blocks, which must stand in this order in what a reader gives, whatever else is there. */
const source = (locale: string, lost = /[\ufffc\u200b]/g): string[] =>
  blockTexts(sheetIn(locale).laidOut.tree.root).flatMap((text) =>
    wordsOf(text.replace(/[\ufffc\u200b]/g, '').replace(lost, '')),
  );

async function pdfium(locale: string): Promise<string> {
  const { pdf, laidOut } = sheetIn(locale);
  return (await Promise.all(laidOut.pages.map(({ number }) => extractText(pdf, number)))).join('\n');
}

const share = (locale: string, text: string): Share => shareOf(source(locale), wordsOf(text));

test.each(LOCALES)('%s: the structure tree has every word of the sheet in order', (locale) => {
  const { wrong, total } = share(locale, structureText(sheetIn(locale).pdf));
  expect(wrong.filter(({ expected }) => expected !== '')).toEqual([]);
  expect(total).toBeGreaterThan(800);
});

const leftToRight = LOCALES.filter((locale) => !RIGHT_TO_LEFT.has(locale));

// Raw, pdftotext takes white space from gaps alone and loses narrow spaces, but those that stand before raised numbers.
const NARROW = /(?<=«)\u202f|\u202f(?=[;:!?»]|\d{3}\b)/g;

test.each(leftToRight)('%s: pdftotext -raw gives every word of the sheet in order', (locale) => {
  const { wrong } = shareOf(source(locale, NARROW), wordsOf(pdftotext(sheetIn(locale).pdf, '-raw')));
  expect(wrong.filter(({ expected }) => expected !== '')).toEqual([]);
});

// PDFium takes every hyphen at a line's end for one of hyphenation.
test.each(leftToRight)('%s: PDFium gives every word of the sheet in order', async (locale) => {
  const bare = (words: string[]): string[] => words.map((word) => word.replaceAll('-', ''));
  const { wrong } = shareOf(bare(source(locale)), bare(wordsOf(await pdfium(locale))));
  expect(wrong.filter(({ expected }) => expected !== '')).toEqual([]);
});

// PDFium turns numbers, brackets and foreign words in right-to-left lines round by rules of its own (readers.ts);
// all that it has wrong are numbers, brackets, stops beside numbers, and names in Latin letters.
test.each([...RIGHT_TO_LEFT])('%s: PDFium gives most words in order', async (locale) => {
  const { right, total } = share(locale, await pdfium(locale));
  expect(right / total).toBeGreaterThan(0.85);
});
