import { Findings } from '../../../src/base/diagnostics.ts';
import { writePdf } from '../../../src/pdf/write.ts';
import { ReadBack, reference } from './read-back.ts';
import { BLACK, leaf, node, plex, rectangle, sampleList, text } from './sample.ts';

const OPTIONS = {
  edition: 'screen',
  creator: 'faktaark',
  producer: 'faktaark <test>',
  author: 'Forsvar & Co',
  date: new Date('2022-12-31T12:00:00Z'),
} as const;
const regular = plex('Regular');
const bytes = writePdf(sampleList('cba fed ', regular, 'ar'), OPTIONS);
const pdf = new ReadBack(bytes);

test('equal lists give equal bytes, whatever was written in between', () => {
  writePdf(sampleList('xyz ', plex('Italic'), 'ckb'), OPTIONS);
  expect(Buffer.from(writePdf(sampleList('cba fed ', plex('Regular'), 'ar'), OPTIONS)).equals(bytes)).toBe(true);
  const other = new ReadBack(writePdf(sampleList('cba fed ', regular, 'ar'), { ...OPTIONS, idSeed: 'print' }));
  const id = (file: ReadBack) => /\/ID \[<(\w{32})>/.exec(file.raw)![1];
  expect(id(other)).not.toBe(id(pdf));
});

test('content streams are balanced, and marked content never straddles a group or a text object', () => {
  expect(pdf.pages).toHaveLength(2);
  for (const { content } of pdf.pages) {
    const open: string[] = [];
    const bare = content.replace(/\((?:[^\\()]|\\[\s\S])*\)/g, '()');
    for (const [operator] of bare.matchAll(/\b(?:q|Q|BT|ET|BDC|EMC)\b/g)) {
      const pairs: Record<string, string> = { Q: 'q', ET: 'BT', EMC: 'BDC' };
      if (!(operator in pairs)) open.push(operator);
      else expect(open.pop()).toBe(pairs[operator]);
    }
    expect(open).toEqual([]);
    expect(bare).not.toMatch(/\d[eE][-+]?\d|NaN|undefined|\.\d{7}/);
    expect(bare).toContain('/Artifact<</Type/Pagination/Subtype/Footer>>BDC');
  }
});

test('every marked content identifier has its structure element in the parent tree', () => {
  for (const { text: page, content } of pdf.pages) {
    const key = /\/StructParents (\d+)/.exec(page)![1];
    const root = pdf.find(/\/Type \/StructTreeRoot/)[0]!.text;
    const owners = new RegExp(`^    ${key} \\[([^\\]]*)\\]`, 'm')
      .exec(root)![1]!
      .match(/\d+(?= 0 R)/g)!
      .map(Number);
    const marked = [...content.matchAll(/\/(\w+)<<\/MCID (\d+)>>BDC/g)];
    expect(marked.map((m) => Number(m[2]))).toEqual(owners.map((_, i) => i));
    for (const [, role, mcid] of marked) expect(pdf.objects.get(owners[Number(mcid)]!)).toContain(`/S/${role}/`);
  }
});

test('a link annotation belongs to the element on its own page', () => {
  const links = pdf.find(/\/S\/Link\//);
  expect(links).toHaveLength(2);
  for (const [i, link] of links.entries()) {
    const [, page, annotation] = /<<\/Type\/OBJR\/Pg (\d+) 0 R\/Obj (\d+) 0 R>>/.exec(link.text)!.map(Number);
    expect(page).toBe(pdf.pages[i]!.id);
    expect(pdf.pages[i]!.text).toContain(`/Annots [${annotation} 0 R]`);
    const body = pdf.objects.get(annotation!)!;
    const key = /\/StructParent (\d+)/.exec(body)![1];
    expect(pdf.find(/\/Type \/StructTreeRoot/)[0]!.text).toMatch(new RegExp(`^    ${key} ${link.id} 0 R`, 'm'));
    expect(body).toContain(i === 0 ? '/Contents(NATO)' : '/Contents(Se billedet)');
    expect(body).toContain(
      i === 0 ? '/URI(https://www.nato.int/%C3%A5)' : `/S/GoTo/D[${pdf.pages[1]!.id} 0 R/XYZ 37.5 744.39 null]`,
    );
  }
});

test('the structure tree keeps roles, attributes and empty cells, and drops what is empty', () => {
  const elements = pdf.find(/\/Type\/StructElem/).map((e) => e.text);
  const of = (role: string) => elements.filter((e) => e.includes(`/S/${role}/`));
  expect(of('P')).toHaveLength(2);
  expect(of('TD')).toHaveLength(2);
  expect(of('TD').join()).toContain('/ColSpan 2/Headers[(c0)(c1)]');
  expect(of('TH').join()).toMatch(/\/ID\(c0\)\/A<<\/O\/Table\/Scope\/Column>>/);
  expect(of('Table')[0]).toContain('/Summary(Udsendte)');
  expect(of('L')[0]).toContain('/ListNumbering/Disc');
  expect(of('Note')[0]).toMatch(/\/ID\(/);
  // The clip is 200 x 100 px at 50,100, turned by [0.9 0.1 -0.1 0.9 120 60].
  expect(of('Figure')[0]).toContain(
    '/Alt(Fire farver)/A<</O/Layout/Placement/Block/BBox[108.75 643.14 251.25 725.64]>>',
  );
});

test('text reads back in logical order through ToUnicode', () => {
  const page = pdf.pages[0]!;
  const map = pdf.toUnicode(page.text, 'F2');
  expect([...map.values()]).toContain('\u00ad');
  expect([...map.values()].join('')).toMatch(/æ/);
  const font = pdf.find(/\/CIDFontType2\/BaseFont\/[A-Z]{6}\+IBMPlexSans\//)[0] ?? pdf.find(/CIDFontType2/)[0]!;
  expect(font.text).toMatch(/\/W\[\d+\[/);
  const gids = pdf.streams.get(
    reference(pdf.find(/BaseFont\/[A-Z]{6}\+IBMPlexSans(-Regular)?\/CIDSystemInfo/)[0]!.text, 'CIDToGIDMap'),
  )!;
  const soft = [...map].find(([, value]) => value === '\u00ad')![0];
  const hyphen = gids.readUInt16BE(soft * 2);
  expect(regular.glyphCount).toBeLessThanOrEqual(soft);
  expect(hyphen).toBeGreaterThan(0);
});

test('metadata are escaped, and bookmarks nest and lead to their headings', () => {
  const xmp = Buffer.from(pdf.streams.get(pdf.find(/\/Type \/Metadata/)[0]!.id)!).toString('utf8');
  expect(xmp).toContain('<rdf:li xml:lang="x-default">Dansk bidrag &amp; &lt;NATO&gt;</rdf:li>');
  expect(xmp).toContain('<pdf:Producer>faktaark &lt;test&gt;</pdf:Producer>');
  expect(xmp).toContain('<xmp:ModifyDate>2022-12-31T12:00:00Z</xmp:ModifyDate>');
  expect(pdf.raw).toContain('(D:20221231120000Z)');
  const child = pdf.find(/\/Title\(Billede\)/)[0]!.text;
  expect(pdf.objects.get(reference(child, 'Parent'))).toContain('/Title(Dansk bidrag & <NATO>)');
  expect(child).toContain(`/Dest[${pdf.pages[1]!.id} 0 R/XYZ 0 `);
});

test('a link to a missing id is a finding and plain text', () => {
  const root = node(undefined, 'Document');
  const link = node(node(root, 'P'), 'Link', { href: '#intet', title: 'x' });
  const items = [text(leaf(link), regular, 10, 20, 'se')];
  const page = {
    width: 100,
    height: 100,
    items,
    links: [{ node: link, rects: [{ x: 1, y: 1, width: 9, height: 9 }] }],
    anchors: [],
  };
  const findings = new Findings();
  const out = new ReadBack(
    writePdf({ pages: [page], structure: root, lang: 'da', title: 't' }, { ...OPTIONS, report: findings.report }),
  );
  expect(findings.list.map((f) => [f.code, f.page])).toEqual([['pdf-broken-link', 1]]);
  expect(out.find(/\/S\/Link\//)).toEqual([]);
  expect(out.find(/\/S\/Span\//)).toHaveLength(1);
});

test('alpha of colour and group multiply, and what a group set is forgotten after it', () => {
  const root = node(undefined, 'Document');
  const mark = { kind: 'artifact', type: 'Layout' } as const;
  const fill = { ...BLACK, alpha: 0.5 };
  const path = rectangle(0, 0, 10, 10);
  const items = [
    { type: 'save', opacity: 0.5 },
    { type: 'path', mark, path, fill },
    { type: 'restore' },
    { type: 'path', mark, path, fill },
  ] as const;
  const list = {
    pages: [{ width: 100, height: 100, items, links: [], anchors: [] }],
    structure: root,
    lang: 'da',
    title: 't',
  };
  const { content } = new ReadBack(writePdf(list, OPTIONS)).pages[0]!;
  expect(content.match(/\/f\d+ gs|\bq\b|\bQ\b|re/g)).toEqual(['q', '/f250 gs', 're', 'Q', '/f500 gs', 're']);
});

test('a picture is written once with its soft mask', () => {
  expect(pdf.find(/\/Subtype\/Image/)).toHaveLength(2);
  expect(pdf.find(/\/Subtype\/Image.*\/SMask/)).toHaveLength(1);
});
