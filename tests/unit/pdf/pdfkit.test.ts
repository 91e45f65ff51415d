import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import PDFKit from 'pdfkit';
import { srgbProfile } from '../../../src/pdf/assets/srgb-profile.ts';
import { PdfFile } from '../../../src/pdf/pdfkit.ts';
import { Resources } from '../../../src/pdf/resources.ts';

test('pdfkit still has the insides that src/pdf/pdfkit.ts relies on', () => {
  const doc = new PDFKit({
    autoFirstPage: false,
    bufferPages: true,
    compress: false,
    font: null as never,
    tagged: true,
  } as never);
  const inside = doc as unknown as Record<string, unknown>;
  expect(Object.keys(inside)).toEqual(expect.arrayContaining(['metadata', '_root', '_offset', '_id']));
  for (const method of [
    '_refEnd',
    '_write',
    '_finalize',
    'getStructParentTree',
    'getStructTreeRoot',
    'createStructParentTreeNextKey',
  ]) {
    expect(typeof inside[method]).toBe('function');
  }
  // No font was loaded, so neither fontkit nor AFM files are needed.
  expect([inside._font, inside._fontCount]).toEqual([null, 0]);
  doc.addPage({ size: [10, 10], margin: 0 });
  const page = doc.page as unknown as { content: { buffer: unknown[]; data: object; compress: boolean } };
  expect(page.content.buffer).toHaveLength(1);
  expect(page.content.compress).toBe(false);
});

test('what is handed over stands in the file as it is, and the file is named by its content', () => {
  const write = (content: string) => {
    const file = new PdfFile({
      version: '1.7',
      lang: 'da',
      info: { CreationDate: new Date(0), Title: 'Ærø' },
      xmp: '<x>ø</x>',
      seed: '',
    });
    const page = file.addPage(100.00049, 50);
    const extra = file.stream('/Own true', Uint8Array.of(0, 255, 10));
    page.setParts({ content: new Uint8Array(Buffer.from(content)), resources: new Resources() });
    file.setCatalogEntry('Mine', `[${extra}]`);
    file.setStructure({ K: file.add('<</Type/StructElem/S/Document>>') });
    return Buffer.from(file.end()).toString('latin1');
  };
  const out = write('one');
  expect(out.startsWith('%PDF-1.7\n')).toBe(true);
  expect(out).toContain('<</Own true/Length 3>>\nstream\n\0\xff\n\nendstream');
  expect(out).toMatch(/\/Mine \[\d+ 0 R\]/);
  expect(out).toContain('stream\none\nendstream');
  expect(out).toContain('/MediaBox [0 0 100 50]');
  expect(out).toContain(Buffer.from('<x>ø</x>').toString('latin1'));
  expect(out).toMatch(/\/Tabs \/S/);
  expect(out).toMatch(/\/DisplayDocTitle true/);
  expect(out).toMatch(/\/Marked true/);
  const id = (text: string) => /\/ID \[(<\w+>) \1\]/.exec(text)?.[1];
  expect(id(out)).toBeDefined();
  expect(id(out)).toBe(id(write('one')));
  expect(id(out)).not.toBe(id(write('two')));
});

test('the colour profile is the one its licence note names', () => {
  expect(createHash('sha256').update(inflateSync(srgbProfile())).digest('hex')).toBe(
    '2a92d4bae450b76d8b0aa42193df974d75f62738ecebf74f01c5e75b12a95796',
  );
});
