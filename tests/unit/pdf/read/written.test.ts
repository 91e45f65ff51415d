import type { Diagnostic } from '../../../../src/base/diagnostics.ts';
import { checkPdf } from '../../../../src/checks/check.ts';
import { ContentReader } from '../../../../src/pdf/read/content.ts';
import { openDocument } from '../../../../src/pdf/read/document.ts';
import { contentMark, type TextEvent } from '../../../../src/pdf/read/events.ts';
import { bytesSource, UNLIMITED } from '../../../../src/pdf/read/source.ts';
import { attributeOf, contentKey, languageOf, textOf } from '../../../../src/pdf/read/structure.ts';
import { xmpValue } from '../../../../src/pdf/read/xmp.ts';
import { writePdf } from '../../../../src/pdf/write.ts';
import { loadFace, sampleList } from '../sample.ts';

const arabic = 'صحيفة وقائع';
const list = sampleList(arabic, loadFace('fonts/IBMPlexSansArabic-Regular.ttf'), 'ar');
const bytes = writePdf(list, { edition: 'screen', creator: 'test', producer: 'test', date: new Date(0) });
const findings: Diagnostic[] = [];
const document = openDocument(bytesSource(bytes), (one) => findings.push(one), UNLIMITED)!;

/** Text by the element that claims it. */
const texts = new Map<string, string>();
const faults: string[] = [];
const reader = new ContentReader(document);
const runs: TextEvent[] = [];
for (const page of document.pages)
  reader.read(
    page,
    (event) => {
      const mark = contentMark(event);
      if (event.kind !== 'text') return;
      runs.push(event);
      if (!mark) return;
      const key = contentKey(page.number, mark.stream, mark.mcid!);
      texts.set(key, (texts.get(key) ?? '') + event.text);
    },
    (fault) => faults.push(fault),
  );

const tree = document.structure!;
const read = (role: string): string[] =>
  tree.elements
    .filter((element) => element.role === role)
    .map((element) => textOf(element, ({ page, stream, mcid }) => texts.get(contentKey(page, stream, mcid)) ?? ''));

test('what we write is read without findings', () => {
  expect(findings).toEqual([]);
  expect(faults).toEqual([]);
  expect(document.pages).toHaveLength(2);
  expect(xmpValue(document.xmp, 'dc:title')).toBe('Dansk bidrag & <NATO>');
  expect(tree.faults).toEqual([]);
});

test('the tree gives elements with their text, in order', () => {
  expect(read('H1')).toEqual(['Dansk bidrag til NATO Mission Iraq']);
  expect(read('LBody')).toEqual(['Rådgivning', 'Uddannelse']);
  expect(read('TH')).toEqual(['År', 'Antal', '2020']);
  expect(read('P')).toContain(arabic);
  expect(read('P')[0]).toContain('Æblegrød på Ærø: “fin” officer, 2020–2022.');
});

test('elements have languages, attributes, alternatives and objects', () => {
  const one = (role: string) => tree.elements.find((element) => element.role === role)!;
  const inArabic = tree.elements.find((element) => element.lang === 'ar')!;
  expect(languageOf(inArabic, document)).toBe('ar');
  expect(languageOf(one('H1'), document)).toBe('da');
  expect(one('Figure').alt).toBe('Fire farver');
  expect(attributeOf(one('TH'), 'Table', 'Scope', tree)).toMatchObject({ value: 'Column' });
  expect(attributeOf(one('TH'), 'Table', 'ColSpan', tree)).toBeNull();
  const link = one('Link').kids.find((kid) => kid.kind === 'object');
  expect(link).toMatchObject({ kind: 'object', page: 1 });
  expect(link?.kind === 'object' && link.dict?.name('Subtype')).toBe('Link');
});

test('runs stand where they were put', () => {
  const heading = runs.find((run) => run.text.startsWith('Dansk'))!;
  expect(heading.size).toBeCloseTo(21);
  expect(heading.matrix[4]).toBeCloseTo(45, 1);
  expect(heading.matrix[5]).toBeCloseTo(1122.52 * 0.75 - 75, 1);
  expect(heading.notdef).toEqual([]);
  expect(heading.font).toMatchObject({ embedded: true, subtype: 'Type0' });
});

test('preflight for the screen finds no error in it', () => {
  const checked = checkPdf(bytesSource(bytes), 'a.pdf', { budget: UNLIMITED });
  expect(checked.profile).toBe('screen');
  expect(checked.claims).toEqual({ pdfa: { part: 2, conformance: 'A' }, pdfua: 1, pdfx: undefined });
  // The bookmark of this file is named otherwise than its heading.
  const found = checked.findings.filter(({ severity, code }) => severity !== 'info' && code !== 'check-bookmarks');
  expect(found).toEqual([]);
});
