import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dumpStage } from '../../src/app/dump.ts';
import { formatDiagnostic } from '../../src/base/diagnostics.ts';
import { extractText } from '../support/extract.ts';
import { blockTexts, findings, LOCALES, MISSION, RIGHT_TO_LEFT, sheetIn } from '../support/sheets.ts';
import { expectTextSnapshot } from '../support/snapshots.ts';
import { printTagTree } from '../support/tag-tree.ts';
import { ReadBack } from '../unit/pdf/read-back.ts';
import { ROOT } from './program.ts';

/** Those whose display list is compared with a kept one. */
const DISPLAYS = ['da', 'en'];
/** Those whose tag tree is. */
const TAGS = ['da', 'en', 'ar'];

describe.each(LOCALES)('the sheet in %s', (locale) => {
  const sheet = sheetIn(locale);
  const baseline = (name: string): string => `sheets/${MISSION}.${locale}.${name}`;
  const textOfPages = async (): Promise<string> =>
    (await Promise.all(sheet.laidOut.pages.map((page) => extractText(sheet.pdf, page.number)))).join('\n');

  test('has no findings and two pages of A4', () => {
    expect(findings.list.map(formatDiagnostic)).toEqual([]);
    const sizes = sheet.laidOut.pages.map(({ box }) => [
      Math.round(box.width * 10) / 10,
      Math.round(box.height * 10) / 10,
    ]);
    expect(sizes).toEqual(Array(2).fill([793.7, 1122.5]));
  });

  test('says its language and title', () => {
    const { raw, objects } = new ReadBack(sheet.pdf);
    const catalogue = [...objects.values()].find((text) => text.includes('/Type /Catalog'))!;
    expect(catalogue).toMatch(new RegExp(`/Lang \\(${locale}\\)`));
    expect([...objects.values()].some((text) => /\/DisplayDocTitle true/.test(text))).toBe(true);
    const { document } = sheet.laidOut;
    expect([document.lang, document.title.length > 10]).toEqual([locale, true]);
    expect(raw).toContain('/MarkInfo');
  });

  test('embeds every font', () => {
    const { objects } = new ReadBack(sheet.pdf);
    const descriptors = [...objects.values()].filter((text) => /\/Type ?\/FontDescriptor/.test(text));
    const fonts = [...objects.values()].filter((text) => /\/Subtype ?\/(Type0|TrueType|Type1|Type3)\b/.test(text));
    expect(fonts.length).toBeGreaterThan(0);
    expect(descriptors).toHaveLength(fonts.length);
    for (const descriptor of descriptors) {
      expect(descriptor).toMatch(/\/FontFile[23] \d+ 0 R/);
      // Six capitals mark a subset (ISO 32000-1 section 9.6.4).
      expect(descriptor).toMatch(/\/FontName ?\/[A-Z]{6}\+IBMPlexSans/);
    }
    for (const font of fonts) expect(font).toMatch(/\/ToUnicode \d+ 0 R/);
  });

  test('keeps the numbers of sources apart from the years before them', async () => {
    expect((await textOfPages()).match(/\b(?:19|20)\d\d\d+/g)).toBeNull();
  });

  test('paints nothing outside its pages', () => {
    for (const { width, height, items } of sheet.laidOut.list.pages) {
      for (const item of items) {
        if (item.type !== 'text') continue;
        const inside = item.x >= 0 && item.x < width && item.y > 0 && item.y <= height;
        expect([item.pieces.map((piece) => piece.shaped.text).join(''), inside]).toEqual([expect.any(String), true]);
      }
    }
  });

  // PDFium turns right-to-left lines round; tests/tools reads them from the structure tree.
  if (!RIGHT_TO_LEFT.has(locale))
    test('gives back the text of every block whole and in order', async () => {
      // PDFium takes every hyphen at a line's end for a soft one.
      const squeeze = (text: string): string => text.replace(/[-\u2010\u00ad\s\u200b\ufffc]+/g, '');
      const text = squeeze(await textOfPages());
      const blocks = blockTexts(sheet.laidOut.tree.root);
      expect(blocks.length).toBeGreaterThan(100);
      expect(blocks.filter((block) => !text.includes(squeeze(block)))).toEqual([]);
    });

  if (DISPLAYS.includes(locale))
    test('display list', () => expectTextSnapshot(baseline('display.txt'), dumpStage('display', sheet.laidOut)));

  if (TAGS.includes(locale))
    test('tag tree', async () => expectTextSnapshot(baseline('tags.txt'), await printTagTree(sheet.pdf)));

  if (DISPLAYS.includes(locale))
    test('text', async () => expectTextSnapshot(baseline('text.txt'), (await textOfPages()).replaceAll('\r', '')));
});

test('the texts are printed: a long word of each message is on a page', async () => {
  for (const locale of ['da', 'en', 'fr', 'de']) {
    const file = join(ROOT, `data/missions/${MISSION}/text.${locale}.json`);
    const { messages } = JSON.parse(readFileSync(file, 'utf8')) as { messages: Record<string, string> };
    const sheet = sheetIn(locale);
    const pages = sheet.laidOut.pages.map((page) => extractText(sheet.pdf, page.number));
    const text = (await Promise.all(pages)).join('').replace(/[\s\u00ad]+/g, '');
    const alternatives = sheet.laidOut.html.text.replace(/\s+/g, '');
    const lost = Object.entries(messages).filter(([, message]) => {
      const words = message.replace(/\{[^{}]*\}|<[^>]*>/g, ' ').match(/\p{L}{5,}/gu) ?? [];
      return words.some((word) => !text.includes(word) && !alternatives.includes(word));
    });
    expect(lost.map(([key]) => key)).toEqual([]);
  }
});
