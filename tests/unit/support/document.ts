import PDFDocument from 'pdfkit';

/** A tagged page of 200 x 120 pt: a heading, a paragraph with a link in it, a picture of a square, a table. */
export async function smallPdf({ square = 40 } = {}): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: [200, 120], margin: 10, tagged: true, lang: 'da', compress: false });
  doc.info.CreationDate = new Date(0);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => doc.on('end', resolve));
  const write = (text: string, x: number, y: number) => () => {
    doc.text(text, x, y, { lineBreak: false });
  };
  doc.fontSize(8);
  const root = doc.struct('Document');
  doc.addStructure(root);
  root.add(doc.struct('H1', { title: 'Bidrag "2020"' }, write('Dansk bidrag', 10, 10)));
  const link = doc.struct('Link', {}, write('forsvaret.dk', 64, 30));
  root.add(doc.struct('P', { lang: 'en' }, [write('Read more on', 10, 30), link, write('now.', 120, 30)]));
  root.add(
    doc.struct('Figure', { alt: 'Et kvadrat' }, () => {
      doc.rect(150, 50, square, square).fill('#0b2545');
    }),
  );
  const cell = doc.struct('TD', {}, write('300', 10, 60));
  root.add(doc.struct('Table', {}, [doc.struct('TR', {}, [cell])]));
  root.end();
  doc.end();
  await done;
  return new Uint8Array(Buffer.concat(chunks));
}
