import { checkBytes } from '../../../src/app/check.ts';
import { writePdf } from '../../../src/pdf/write.ts';
import { layoutCase } from '../../support/cases.ts';
import { ReadBack } from './read-back.ts';

const HTML =
  '<!doctype html><html lang="en"><title>Archive</title><h1 id="top-of-all">Heading</h1><ul style="list-style: \'– \'"><li id="item">one</ul><dl><dt>term<dd>what it means</dl><p><a href="#item">to the item</a> and <a href="#gone-by">to nothing that prints</a><div id="gone-by"></div>';

const attachments = [
  { name: 'b.csv', type: 'text/csv', data: Buffer.from('a,b\r\n'), description: 'Table (one)', relationship: 'Data' },
  { name: 'a.json', type: 'application/json', data: Buffer.from('{}'), description: 'Dataset', relationship: 'Source' },
] as const;

const write = (edition: 'screen' | 'archive', standard?: 'a4'): Uint8Array => {
  const { laidOut } = layoutCase({ name: 'pdf/archive', html: HTML });
  const date = new Date('2026-01-02T03:04:05Z');
  return writePdf(laidOut.list, { edition, standard, attachments, creator: 'c', producer: 'p', date });
};

test('the archive carries its files, with what they are to it', () => {
  const pdf = write('archive');
  const file = new ReadBack(pdf);
  const specs = file.find(/\/Type\/Filespec/).map(({ text }) => text);
  expect(specs).toHaveLength(2);
  expect(specs[0]).toContain('/F(b.csv)/UF(b.csv)/Desc(Table \\(one\\))/AFRelationship/Data');
  const streams = file.find(/\/Type\/EmbeddedFile/);
  expect(streams.map(({ id }) => file.streams.get(id)!.toString())).toEqual(['a,b\r\n', '{}']);
  expect(streams[0]!.text).toContain('/Subtype/text#2Fcsv/Params<</Size 5/CreationDate(D:20260102030405Z)');
  expect(file.raw).toMatch(/\/EmbeddedFiles <<\/Names\[\(a\.json\) \d+ 0 R \(b\.csv\) \d+ 0 R\]>>/);
  expect(file.raw).toContain('<pdfaid:part>3</pdfaid:part>');
  expect(checkBytes(pdf, 'a.pdf', 'archive').findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(new ReadBack(write('screen')).find(/Filespec/)).toEqual([]);
});

test('PDF 2.0 has no information dictionary, types of its namespace, and leads to elements', () => {
  const pdf = write('screen', 'a4');
  const { raw, ...file } = new ReadBack(pdf);
  const objects = [...file.objects.values()];
  expect(raw.startsWith('%PDF-2.0\n')).toBe(true);
  expect(raw.slice(raw.lastIndexOf('trailer'))).not.toContain('/Info');
  expect(objects.filter((text) => text.startsWith('<</Type/StructElem/S/Document/NS '))).toHaveLength(1);
  expect(raw).toContain('<pdfuaid:rev>2024</pdfuaid:rev>');
  expect(raw).not.toContain('pdfaExtension');
  const kinds = [...raw.matchAll(/ListNumbering\/(\w+)/g)].map(([, kind]) => kind);
  expect(kinds.sort()).toEqual(['Description', 'Unordered']);
  const actions = [...raw.matchAll(/\/S\/GoTo\/D\[\d+ 0 R\/XYZ[^\]]*\](\/SD\[(\d+) 0 R)?/g)];
  expect(actions.length).toBeGreaterThanOrEqual(2);
  for (const [, , element] of actions) expect(file.objects.get(Number(element))).toContain('/Type/StructElem');
  // The link leads to the list item.
  const item = actions.map(([, , element]) => /\/S\/(\w+)/.exec(file.objects.get(Number(element))!)![1]);
  expect(item).toContain('LI');
  expect(item).toContain('H1');
});

test('before PDF 2.0, kinds of lists that it brought are the nearest that were there', () => {
  const { raw } = new ReadBack(write('screen'));
  expect([...raw.matchAll(/ListNumbering\/(\w+)/g)].map(([, kind]) => kind).sort()).toEqual(['Disc', 'None']);
});
