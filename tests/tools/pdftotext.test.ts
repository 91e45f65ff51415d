import { CASES, renderCase } from '../conformance/cases.ts';
import { breaksAnywhere, compareTexts, type Share, withoutControls, wordsOf } from '../conformance/compare.ts';
import { conformancePage, listLanguages } from '../conformance/pages.ts';
import { linesOf, readers } from '../conformance/readers.ts';
import { extractText } from '../support/extract.ts';
import { pdftotext, structureText } from './tools.ts';

const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'he']);
const languages = listLanguages();
const leftToRight = languages.filter((language) => !RIGHT_TO_LEFT.has(language));
const rows: string[][] = [['language', 'words', 'pdfium', 'pdftotext', 'structure']];

afterAll(() => {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) => row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[0]!))));
  process.stdout.write(`\n${lines.map((line) => line.join('  ')).join('\n')}\n\n`);
});

const percent = ({ right, total }: Share): string => `${((100 * right) / total).toFixed(1)} %`;

test.each(languages)('%s: the structure tree has the source', (language) => {
  const { source, pdf } = conformancePage(language);
  expect(compareTexts(language, source, structureText(pdf)).wrong).toEqual([]);
});

// Content order, so that columns follow each other. Raw, pdftotext parts words only where the gap is 0.15 em, and
// takes white space from nowhere else: narrow spaces are lost in any file.
test.each(leftToRight)('%s: pdftotext -raw gives the source', (language) => {
  const { source, pdf } = conformancePage(language);
  const wanted = source.replaceAll('\u202f', '');
  expect(compareTexts(language, wanted, pdftotext(pdf, '-raw')).wrong).toEqual([]);
});

/** Words parted by one space, or by nothing where lines break between letters. */
function run(language: string, words: readonly string[]): string {
  return breaksAnywhere(language) ? words.join('') : ` ${words.join(' ')} `;
}

/** The words that stand wholly on a line: pdftotext puts together those that hyphenation has parted. */
function wholeWords(line: string, before: string): string[] {
  const goesOn = /[\u00ad/-]\s*$/;
  return wordsOf(line).slice(goesOn.test(before) ? 1 : 0, goesOn.test(line) ? -1 : undefined);
}

// By itself, pdftotext makes blocks of the columns and puts them into an order of its own: lines are looked for.
test.each(leftToRight)('%s: pdftotext gives every line', (language) => {
  const { list, pdf } = conformancePage(language);
  // The first half of a word that ends a block is followed by another block, not by its second half.
  const given = run(language, wordsOf(pdftotext(pdf).replace(/\S*[\u00ad/-]\n\n/g, '\n')));
  const lines = linesOf(list, true).flatMap(({ runs }) => runs);
  const wanted = lines.map((line, i) => run(language, wholeWords(line, lines[i - 1] ?? '')));
  expect(wanted.filter((line) => line.trim() !== '' && !given.includes(line))).toEqual([]);
});

test.each([...RIGHT_TO_LEFT])('%s: pdftotext gives what it can of lines that lie right', (language) => {
  const { list, pdf } = conformancePage(language);
  const words = (text: string): string[] =>
    withoutControls(text)
      .split(/[\s•]+/)
      .filter(Boolean);
  const given = run(language, words(pdftotext(pdf)));
  const wanted = linesOf(list, true).map(({ visual }) => run(language, words(readers.poppler(visual))));
  expect(wanted.filter((line) => !given.includes(line))).toEqual([]);
});

test.each(languages)('%s: shares', async (language) => {
  const { source, pdf, list } = conformancePage(language);
  const pdfium = compareTexts(language, source, await extractText(pdf));
  // In right-to-left pages by the lines, which the test above has found in what pdftotext gives.
  const lines = linesOf(list, true).map(({ visual }) => readers.poppler(visual));
  const poppler = compareTexts(
    language,
    source,
    RIGHT_TO_LEFT.has(language) ? lines.join('\n') : pdftotext(pdf, '-raw'),
  );
  const structure = compareTexts(language, source, structureText(pdf));
  rows.push([language, `${pdfium.total}`, percent(pdfium), percent(poppler), percent(structure)]);
  expect(pdfium.total).toBeGreaterThan(150);
});

test.each(CASES.map((one) => [one.name, one] as const))('pdftotext: %s', (_, one) => {
  const { language, source, pdf } = renderCase(one);
  const wanted = one.text ?? source;
  expect(compareTexts(language, one.fault?.pdftotext ?? wanted, pdftotext(pdf)).wrong).toEqual([]);
  expect(compareTexts(language, wanted, structureText(pdf)).wrong).toEqual([]);
});
