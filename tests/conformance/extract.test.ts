import { extractText } from '../support/extract.ts';
import { printTagTree } from '../support/tag-tree.ts';
import { CASES, renderCase } from './cases.ts';
import { compareTexts, shareOf, wordsOf } from './compare.ts';
import { conformancePage, listLanguages } from './pages.ts';
import { linesOf, readers } from './readers.ts';

const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'he']);
const languages = listLanguages();

test('the pages are in the languages of the sheets and in those of other scripts', () => {
  const wanted = ['ar', 'ckb', 'da', 'de', 'el', 'en', 'fr', 'he', 'hi', 'ja', 'ko', 'pl', 'th', 'uk', 'vi', 'zh-Hans'];
  expect(languages).toEqual(wanted);
});

test.each(languages)('%s: every glyph is there', (language) => {
  const codes = conformancePage(language).findings.map(({ code }) => code);
  expect(codes.filter((code) => code !== 'font-missing-face')).toEqual([]);
});

test.each(languages.filter((language) => !RIGHT_TO_LEFT.has(language)))('%s: PDFium gives the source', async (name) => {
  const { source, pdf } = conformancePage(name);
  expect(compareTexts(name, source, await extractText(pdf)).wrong).toEqual([]);
});

// PDFium turns round what is numbers, brackets and foreign words inside right-to-left lines by rules of its own; see
// readers.ts. Everything else is the source.
test.each([...RIGHT_TO_LEFT])('%s: PDFium gives what it can of lines that lie right', async (name) => {
  const { list, pdf } = conformancePage(name);
  const lines = linesOf(list, false).map(({ visual }) => readers.pdfium(visual));
  expect(shareOf(wordsOf(lines.join('\n')), wordsOf(await extractText(pdf))).wrong).toEqual([]);
});

test.each([...RIGHT_TO_LEFT])(
  '%s: lines of its own script alone come back from PDFium as they were written',
  (name) => {
    const lines = linesOf(conformancePage(name).list, true);
    // More than one mark on a letter, and a mark before a comma, are among what PDFium leaves as it lies.
    const own = lines.filter(({ logical }) => !/[\p{Nd}\p{Script=Latin}()«»„”"]|\p{M}[\p{M},،.]/u.test(logical));
    expect(own.length).toBeGreaterThan(8);
    for (const { visual, logical } of own) expect(wordsOf(readers.pdfium(visual))).toEqual(wordsOf(logical));
  },
);

test.each(languages)('%s: the tag tree has the source', async (name) => {
  const { source, pdf } = conformancePage(name);
  const tree = await printTagTree(pdf);
  const texts = tree.split('\n').map((line) => / ("(?:[^"\\]|\\.)*")$/.exec(line)?.[1] ?? '""');
  const text = texts.map((quoted) => JSON.parse(quoted) as string).join('\n');
  expect(compareTexts(name, source, text).wrong).toEqual([]);
});

test.each(CASES.map((one) => [one.name, one] as const))('PDFium: %s', async (_, one) => {
  const { language, source, pdf } = renderCase(one);
  const wanted = one.fault?.pdfium ?? one.text ?? source;
  expect(compareTexts(language, wanted, await extractText(pdf)).wrong).toEqual([]);
});
