import { deflateSync } from 'node:zlib';
import type { Diagnostic } from '../../../../src/base/diagnostics.ts';
import { openDocument, type PdfDocument } from '../../../../src/pdf/read/document.ts';
import { bytesSource, UNLIMITED } from '../../../../src/pdf/read/source.ts';
import { type ObjectBodies, pdfFile, stream } from '../../../support/pdf-file.ts';

const BODIES: ObjectBodies = {
  1: '<</Type/Catalog/Pages 2 0 R/Lang(da)>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]/Rotate 450>>',
  3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R/UserUnit 2/CropBox[50 -10 300 60]>>',
  4: stream('', 'q Q'),
};

interface Opened {
  readonly document: PdfDocument | undefined;
  readonly findings: Diagnostic[];
  readonly codes: string[];
}

function open(bytes: Uint8Array): Opened {
  const findings: Diagnostic[] = [];
  const document = openDocument(bytesSource(bytes), (one) => findings.push(one), UNLIMITED);
  for (const number of document?.store.numbers() ?? []) document!.store.get(number);
  return { document, findings, codes: [...new Set(findings.map(({ code }) => code))] };
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const replaced = (bytes: Buffer, from: string | RegExp, to: string): Buffer =>
  latin(bytes.toString('latin1').replace(from, to));

test('a sound file gives its pages with what they inherit, and no findings', () => {
  const { document, findings } = open(pdfFile(BODIES, { version: '1.5', trailer: '/ID[(a)(b)]' }));
  expect(findings).toEqual([]);
  expect(document!.pages).toHaveLength(1);
  const [page] = document!.pages;
  expect(page).toMatchObject({ number: 1, object: 3, unit: 2, rotate: 90, mediaBox: [0, 0, 200, 100] });
  expect(page!.cropBox).toEqual([50, 0, 200, 60]);
  expect(document!.catalog.text('Lang')).toBe('da');
  expect(document!.version).toBe('1.5');
  expect(document!.pageOf(3)).toBe(1);
  expect(document!.id?.map(({ text }) => text)).toEqual(['a', 'b']);
});

/** The same objects in an object stream, with a cross reference stream that has a predictor. */
function compressed(predictor: boolean): Buffer {
  const inner = [1, 2, 3].map((number) => BODIES[number] as string);
  const offsets = inner.map((_, i) => inner.slice(0, i).reduce((sum, text) => sum + text.length + 1, 0));
  const head = [1, 2, 3].map((number, i) => `${number} ${offsets[i]}`).join(' ');
  const first = Buffer.concat([latin('%PDF-1.5\n'), latin('4 0 obj\n'), stream('', 'q Q'), latin('\nendobj\n')]);
  const second = Buffer.concat([
    latin('5 0 obj\n'),
    stream(`/Type/ObjStm/N 3/First ${head.length + 1}`, `${head} ${inner.join(' ')}`),
    latin('\nendobj\n'),
  ]);
  const at = first.length + second.length;
  const rows = [
    [0, 0, 255],
    [2, 5, 0],
    [2, 5, 1],
    [2, 5, 2],
    [1, 9, 0],
    [1, first.length, 0],
    [1, at, 0],
  ].map(([type, place, last]) => [type!, place! >> 8, place! & 255, last!]);
  const up = rows.map((row, i) => [2, ...row.map((byte, k) => (byte - (rows[i - 1]?.[k] ?? 0)) & 255)]);
  const data = deflateSync(Uint8Array.from((predictor ? up : rows).flat()));
  const parameters = predictor ? '/DecodeParms<</Predictor 12/Columns 4>>' : '';
  return Buffer.concat([
    first,
    second,
    latin('6 0 obj\n'),
    stream(`/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Filter/FlateDecode${parameters}`, data),
    latin(`\nendobj\nstartxref\n${at}\n%%EOF`),
  ]);
}

test.each([false, true])('object streams and cross reference streams (predictor: %s)', (predictor) => {
  const { document, findings } = open(compressed(predictor));
  expect(findings).toEqual([]);
  expect(document!.pages[0]).toMatchObject({ object: 3, rotate: 90 });
});

test('object streams are opened where the cross references are lost', () => {
  const { document, codes } = open(replaced(compressed(true), 'startxref', 'startzref'));
  expect(codes).toEqual(['pdf-xref']);
  expect(document!.pages[0]).toMatchObject({ object: 3, rotate: 90 });
});

test('a hybrid file: the table hides what the stream has', () => {
  const bytes = compressed(false);
  const start = Number(/startxref\n(\d+)/.exec(bytes.toString('latin1'))![1]);
  const entry = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const table = `xref\n4 1\n${entry(9)}trailer\n<</Size 7/Root 1 0 R/XRefStm ${start}>>\n`;
  const hybrid = Buffer.concat([bytes, latin(`\n${table}startxref\n${bytes.length + 1}\n%%EOF`)]);
  const { document, findings } = open(hybrid);
  expect(findings).toEqual([]);
  expect(document!.pages).toHaveLength(1);
});

test('an update counts before what it updates', () => {
  const bytes = pdfFile(BODIES);
  const previous = Number(/startxref\n(\d+)/.exec(bytes.toString('latin1'))![1]);
  const object = '1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang(fr)>>\nendobj\n';
  const entry = `${String(bytes.length).padStart(10, '0')} 00000 n \n`;
  const table = `xref\n1 1\n${entry}trailer\n<</Size 5/Root 1 0 R/Prev ${previous}>>\n`;
  const update = `${object}${table}startxref\n${bytes.length + object.length}\n%%EOF`;
  const { document, findings } = open(Buffer.concat([bytes, latin(update)]));
  expect(findings).toEqual([]);
  expect(document!.catalog.text('Lang')).toBe('fr');
  const circle = update.replace(`/Prev ${previous}`, `/Prev ${bytes.length + object.length}`);
  const repaired = open(Buffer.concat([bytes, latin(circle)]));
  expect(repaired.codes).toEqual(['pdf-xref']);
  expect(repaired.document!.catalog.text('Lang')).toBe('fr');
});

const good = pdfFile(BODIES);

/** What is broken, the codes that name it, and whether pages are still found. */
const BROKEN: readonly (readonly [name: string, bytes: Buffer, codes: readonly string[], pages: number])[] = [
  ['nothing', Buffer.alloc(0), ['pdf-unreadable'], 0],
  ['no PDF', latin('<html></html>'), ['pdf-unreadable'], 0],
  ['only a header', latin('%PDF-1.7\n'), ['pdf-xref', 'pdf-unreadable'], 0],
  ['junk before the header', Buffer.concat([latin('junk\n'), good]), ['pdf-syntax', 'pdf-xref'], 1],
  ['cut off', good.subarray(0, good.length - 60), ['pdf-xref'], 1],
  ['no startxref', replaced(good, /startxref[\s\S]*/, ''), ['pdf-xref'], 1],
  ['startxref to nowhere', replaced(good, /startxref\n\d+/, 'startxref\n999999'), ['pdf-xref'], 1],
  ['wrong offsets', replaced(good, '%PDF-1.6\n', '%PDF-1.6\n%longer\n'), ['pdf-xref'], 1],
  ['one wrong offset', replaced(good, /(00000 n \n)\d{10}/, '$10000000020'), ['pdf-xref'], 1],
  ['a table in disorder', replaced(good, / 00000 n \n/, ' 0000x n \n'), ['pdf-xref'], 1],
  ['encrypted', pdfFile(BODIES, { trailer: '/Encrypt<</Filter/Standard>>' }), ['pdf-encrypted'], 0],
  ['a wrong length', replaced(good, '/Length 3', '/Length 2'), ['pdf-syntax'], 1],
  ['a huge length', pdfFile({ ...BODIES, 4: '<</Length 99999999999>>stream\nq Q\nendstream' }), ['pdf-syntax'], 1],
  [
    'a length that refers to itself',
    pdfFile({ ...BODIES, 4: '<</Length 4 0 R>>stream\nq Q\nendstream' }),
    ['pdf-syntax'],
    1,
  ],
  ['no endobj', replaced(good, /endobj\n4 0/, 'endobx\n4 0'), ['pdf-syntax'], 1],
  ['no endobj after a stream', replaced(good, /endstream\nendobj/, 'endstream\nendxxx'), ['pdf-syntax'], 1],
  ['an unclosed dictionary', pdfFile({ ...BODIES, 5: '<</A 1' }), ['pdf-syntax'], 1],
  ['an unclosed array', pdfFile({ ...BODIES, 5: '[1 2 [3' }), ['pdf-syntax'], 1],
  ['nested without end', pdfFile({ ...BODIES, 5: '['.repeat(100_000) }), ['pdf-syntax'], 1],
  ['no value', pdfFile({ ...BODIES, 5: '' }), [], 1],
  [
    'a page that is its own parent',
    pdfFile({ ...BODIES, 2: '<</Type/Pages/Kids[3 0 R 2 0 R 3 0 R]>>' }),
    ['pdf-syntax'],
    1,
  ],
  ['pages that are none', pdfFile({ ...BODIES, 2: '<</Type/Pages/Kids[(x) 9 0 R 3 0 R]>>' }), ['pdf-syntax'], 1],
  ['no pages', pdfFile({ ...BODIES, 2: '<</Type/Pages/Kids[]>>' }), ['pdf-unreadable'], 0],
  ['references in a circle', pdfFile({ ...BODIES, 5: '6 0 R', 6: '5 0 R' }), [], 1],
];

test.each(BROKEN)('%s', (_, bytes, codes, pages) => {
  const opened = open(bytes);
  expect(opened.codes).toEqual(codes);
  expect(opened.document?.pages.length ?? 0).toBe(pages);
});

test('a stream of a wrong length is read to its end', () => {
  const { document } = open(replaced(good, '/Length 3', '/Length 1'));
  expect(Buffer.from(document!.pages[0]!.dict.stream('Contents')!.raw()).toString()).toBe('q Q');
});

test('bytes changed by chance never throw and never hang', () => {
  const file = Buffer.concat([compressed(true)]);
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let run = 0; run < 400; run++) {
    const bytes = Buffer.from(run % 2 ? file : good);
    for (let i = 0; i <= next(4); i++) bytes[next(bytes.length)] = next(256);
    const cut = bytes.subarray(0, next(5) ? bytes.length : next(bytes.length));
    expect(() => open(cut)).not.toThrow();
  }
});
