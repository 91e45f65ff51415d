import type { DiagnosticCode } from '../../../src/base/codes.ts';
import { checkPdf } from '../../../src/checks/check.ts';
import type { EditionName } from '../../../src/pdf/edition.ts';
import { bytesSource, UNLIMITED } from '../../../src/pdf/read/source.ts';
import { EditedPdf } from '../../support/edited-pdf.ts';
import { sheetIn } from '../../support/sheets.ts';

// The repository's own sheets, damaged in one way each: preflight names what is wrong by its code.

type Damage = (file: EditedPdf) => unknown;
type Mutation = readonly [name: string, code: DiagnosticCode, damage: Damage];

const text = String.raw`(?:\([^)]*\)|<[0-9a-f]*>)`;
const pattern = (source: string): RegExp => new RegExp(source.replaceAll('TEXT', text));
const FIGURE = '(/S /Figure .*?/Alt )TEXT';
const PAGE = /\/Type \/Page(?!s)/;
const CATALOG = /\/Type \/Catalog/;
/** Letters of the body font on the first page, 9 pt, where nothing else is. */
const letters = (color: string, size = 9): string => `BT ${color} /F2 ${size} Tf 0 Tr 300 12 Td <00030003> Tj ET`;

const EVERYWHERE: readonly Mutation[] = [
  ['no Alt', 'check-alternative', (f) => f.replace(pattern(` /Alt TEXT`), '')],
  ['a blank Alt', 'check-alternative', (f) => f.replace(pattern(FIGURE), '$1( )')],
  ['an Alt that is a file name', 'check-alternative-words', (f) => f.replace(pattern(FIGURE), '$1(hero.png)')],
  ['an Alt that is a generic word', 'check-alternative-words', (f) => f.replace(pattern(FIGURE), '$1(image)')],
  ['an Alt in another script', 'check-foreign-text', (f) => f.replace(pattern(FIGURE), '$1<feff041c0430043f0430>')],
  ['no scope of a header cell', 'check-table-headers', (f) => f.replace(/ \/Scope \/Row/, '')],
  ['a scope that does not exist', 'check-table-headers', (f) => f.replace(/\/Scope \/Column/, '/Scope /Col')],
  ['no header cells', 'check-table-headers', (f) => f.replaceAll(/\/S \/TH /, '/S /TD ')],
  ['a row that has lost a cell', 'check-table-rows', (f) => f.replace(/(\/S \/TR .*?\/K \[.*?) \d+ 0 R\]/, '$1]')],
  [
    'cells in another order',
    'check-reading-order',
    (f) => f.replace(/(\/S \/TR .*?\/K \[)(\d+ 0 R) (\d+ 0 R) (\d+ 0 R)/, '$1$3 $2 $4'),
  ],
  [
    'paragraphs in another order',
    'check-reading-order',
    (f) => f.replace(/(\/S \/Document .*?\/K \[\d+ 0 R \d+ 0 R) (\d+ 0 R) (\d+ 0 R)/, '$1 $3 $2'),
  ],
  ['a heading of another level', 'check-heading', (f) => f.replace(/\/S \/H2 /, '/S /H4 ')],
  ['no first heading', 'check-heading', (f) => f.replace(/\/S \/H1 /, '/S /P ')],
  ['an empty item', 'check-list', (f) => f.replace(/(\/S \/LBody .*?)\/K \[.*?\]/, '$1/K []')],
  [
    'a bookmark of other words',
    'check-bookmarks',
    (f) => f.replace(pattern('(/Title )TEXT(?=.* /Parent )|(/Parent .*/Title )TEXT'), '$1$2(Noget andet)'),
  ],
  ['another language', 'check-language', (f) => f.replaceAll(/\/Lang \((?:da|ar)\)/, '/Lang (el)')],
  [
    'an element in a language that is none',
    'check-language',
    (f) => f.replace(/\/S \/H1 /, '/S /H1 /Lang (norsk_bokmaal) '),
  ],
  ['a structure tree in a circle', 'check-structure', (f) => f.replace(/(\/S \/H2 \/P (\d+ 0 R) .*?\/K \[)/, '$1$2 ')],
  [
    'no ID',
    'check-id',
    (f) => {
      f.trailer = f.trailer.replace(/\/ID \[.*?\]/, '');
    },
  ],
  ['no XMP', 'check-xmp', (f) => f.replace(/ \/Metadata \d+ 0 R/, '')],
  ['XMP that is not well-formed', 'check-xmp', (f) => f.inData(/<\/rdf:RDF>/, '</rdf:RDF')],
  ['no title', 'check-title', (f) => f.inData(/<dc:title>.*?<\/dc:title>/s, '')],
  [
    'a title that is a file name',
    'check-title',
    (f) => f.inData(/(<dc:title>.*?<rdf:li[^>]*>)[^<]*/s, '$1faktaark_v7.pdf'),
  ],
  [
    'another title in Info',
    'check-metadata-differs',
    (f) => {
      f.add(`<</Title (Et andet)>>`);
      f.trailer = f.trailer.replace(/\/Info \d+/, `/Info ${Math.max(...f.objects.keys())}`);
    },
  ],
  ['no output intent', 'check-output-intent', (f) => f.replace(/ \/OutputIntents \[.*?\]/, '')],
  ['an intent without a profile', 'check-output-intent', (f) => f.replaceAll(/ \/DestOutputProfile \d+ 0 R/, '')],
  [
    'a later version',
    'check-version',
    (f) => {
      f.version = '2.0';
    },
  ],
  ['no font program', 'check-font', (f) => f.replace(/ \/FontFile\d? \d+ 0 R/, '')],
  ['a missing glyph', 'check-notdef', (f) => f.paint('BT /F2 9 Tf 300 12 Td <0000> Tj ET')],
  ['a script that runs', 'check-action', (f) => f.into(CATALOG, '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>')],
  ['actions of a page', 'check-action', (f) => f.into(PAGE, '/AA<</O<</S/Named/N/Print>>>>')],
  [
    'a transfer function',
    'check-transfer',
    (f) => f.paint('q Q').replace(/\/ExtGState <</, `/ExtGState <</Bad <</TR /Identity>> `),
  ],
  [
    'PostScript',
    'check-external',
    (f) => {
      const n = f.add('/Type /XObject /Subtype /PS', 'showpage');
      f.into(PAGE, `/PieceInfo ${n} 0 R`);
    },
  ],
  [
    'data in another file',
    'check-external',
    (f) => {
      const n = f.add('/Type /XObject /Subtype /Form /F (a.bin)', '');
      f.into(PAGE, `/PieceInfo ${n} 0 R`);
    },
  ],
  ['an operator that does not exist', 'pdf-content', (f) => f.paint('1 2 blah')],
  ['a resource that does not exist', 'pdf-content', (f) => f.paint('/Nowhere Do')],
];

const ON_SCREEN: readonly Mutation[] = [
  ['no document language', 'check-language', (f) => f.replace(/(\/Type \/Catalog.*?) \/Lang \(.*?\)/, '$1')],
  ['no MarkInfo', 'check-untagged', (f) => f.replace(/ \/MarkInfo \d+ 0 R/, '')],
  ['no StructTreeRoot', 'check-untagged', (f) => f.replace(/ \/StructTreeRoot \d+ 0 R/, '')],
  ['no ToUnicode', 'check-unicode', (f) => f.replace(/ \/ToUnicode \d+ 0 R/, '')],
  ['a title that is not shown', 'check-title', (f) => f.replace(/ \/ViewerPreferences \d+ 0 R/, '')],
  ['no tab order', 'check-tab-order', (f) => f.replace(/ \/Tabs \/S/, '')],
  ['no labels of pages', 'check-page-labels', (f) => f.replace(/ \/PageLabels <<.*?>>\]>>/, '')],
  [
    'a link without Contents',
    'check-link-contents',
    (f) => f.replace(pattern('(/Subtype /Link .*?)/Contents TEXT'), '$1'),
  ],
  [
    'a link without text',
    'check-link-empty',
    (f) => f.replace(/\/S \/Link (.*?)\/K \[\d+/, '/S /Link $1/ActualText ( ) /K [0'),
  ],
  ['a link that says here', 'check-link-text', (f) => f.replace(/\/S \/Link /, '/S /Link /ActualText (Klik her) ')],
  [
    'links that go elsewhere',
    'check-link-text',
    (f) => f.replace(/(\/Subtype \/Link .*?\/D \[\d+ 0 R \/XYZ )[\d.]+/, '$17'),
  ],
  [
    'a form to fill in that acts',
    'check-action',
    (f) => f.into(CATALOG, '/AcroForm<</Fields[<</FT/Btn/A<</S/ResetForm>>>>]>>'),
  ],
  ['light text', 'check-contrast', (f) => f.paint(letters('.8 .8 .8 rg'))],
  ['a lower contrast in the sheet', 'check-contrast', (f) => f.inData(/(\/MCID 0>>BDC\s)[\d. ]+ rg/, '$1.2 .3 .4 rg')],
  ['CMYK', 'check-device-colour', (f) => f.paint('0 0 0 1 k 10 10 5 5 re f')],
  ['an attached file', 'check-attachment', (f) => f.into(CATALOG, '/AF[<</F(a)/EF<</F 1 0 R>>>>]')],
  ['level b', 'check-claim', (f) => f.inData(/<pdfaid:conformance>A/, '<pdfaid:conformance>B')],
];

const IN_PRINT: readonly Mutation[] = [
  ['no TrimBox', 'check-boxes', (f) => f.replace(/ \/TrimBox \[.*?\]/, '')],
  ['a TrimBox outside of the bleed', 'check-boxes', (f) => f.replace(/\/TrimBox \[.*?\]/, '/TrimBox [-20 0 595 841]')],
  ['a TrimBox and an ArtBox', 'check-boxes', (f) => f.into(/\/TrimBox/, '/ArtBox [0 0 9 9]')],
  ['less bleed', 'check-bleed', (f) => f.replace(/\/BleedBox \[.*?\]/, '/BleedBox [-3 -3 598 844]')],
  ['no bleed', 'check-bleed', (f) => f.replace(/ \/BleedBox \[.*?\]/, '')],
  ['RGB', 'check-device-colour', (f) => f.paint('1 0 0 rg 10 10 5 5 re f')],
  ['light text', 'check-contrast', (f) => f.paint(letters('0 0 0 .3 k'))],
  ['rich black text', 'check-black-text', (f) => f.paint(letters('.4 .4 .4 1 k', 20))],
  ['small text on two plates', 'check-small-text', (f) => f.paint(letters('1 .9 0 0 k'))],
  ['black text that knocks out', 'check-overprint', (f) => f.replaceAll(/\/OP true \/op true/, '/OP false /op false')],
  ['a hairline', 'check-hairline', (f) => f.paint('.1 w 0 0 0 1 K 10 10 m 90 10 l S')],
  ['too much ink', 'check-ink', (f) => f.paint('.9 .9 .9 .9 k 10 10 50 50 re f')],
  [
    'a coarse picture',
    'check-resolution',
    (f) => f.paint('q 500 0 0 500 20 20 cm BI /W 2 /H 2 /BPC 8 /CS /CMYK ID abcdefghijklmnop EI Q'),
  ],
  [
    'a link in the bleed',
    'check-annotation',
    (f) => f.into(PAGE, '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]>>]'),
  ],
  ['a wrong Trapped', 'check-metadata-differs', (f) => f.inData(/<pdf:Trapped>False/, '<pdf:Trapped>True')],
  ['no Trapped', 'check-metadata', (f) => f.inData(/<pdf:Trapped>.*?<\/pdf:Trapped>/, '')],
  ['another part of PDF/X', 'check-claim', (f) => f.inData(/PDF\/X-4/, 'PDF/X-3:2002')],
  [
    'a page group in RGB',
    'check-page-group',
    (f) =>
      f
        .into(PAGE, '/Group <</S /Transparency /CS [/CalRGB <</WhitePoint [1 1 1]>>]>>')
        .replace(/\/ExtGState <</, '/ExtGState <</Half <</ca .5>> ')
        .paint('q /Half gs 0 0 0 1 k 10 10 5 5 re f Q'),
  ],
];

const IN_ARCHIVE: readonly Mutation[] = [
  ['no relationship', 'check-attachment', (f) => f.replace(/ \/AFRelationship \/\w+/, '')],
  ['no associated files', 'check-attachment', (f) => f.replace(/ \/AF \[.*?\]/, '')],
  ['a missing attachment', 'check-attachment', (f) => f.replace(/\/EF <<.*?>>/, '/EF <</F 99999 0 R>>')],
  ['no media type', 'check-attachment', (f) => f.replace(/(\/Type \/EmbeddedFile) \/Subtype \/\S+/, '$1')],
  ['another part of PDF/A', 'check-attachment', (f) => f.inData(/<pdfaid:part>3/, '<pdfaid:part>2')],
];

/** What depends on the script and the direction of the text, and on no page. */
const IN_ARABIC = EVERYWHERE.filter(([name]) => /Alt|scope|header|row|cells|heading|item|bookmark|language/.test(name));

const TABLES: readonly (readonly [locale: string, EditionName, readonly Mutation[]])[] = [
  ['da', 'screen', [...EVERYWHERE, ...ON_SCREEN]],
  ['da', 'print', IN_PRINT],
  ['da', 'archive', IN_ARCHIVE],
  ['ar', 'screen', IN_ARABIC],
  ['ar', 'print', IN_PRINT.slice(0, 5)],
];

function findingsOf(
  bytes: Uint8Array,
  edition: EditionName,
): readonly { readonly key: string; readonly code: string }[] {
  const { findings } = checkPdf(bytesSource(bytes), 'a.pdf', { profile: edition, budget: UNLIMITED });
  return findings.map((one) => ({ key: JSON.stringify(one), code: one.code }));
}

describe.each(TABLES)('%s %s', (locale, edition, mutations) => {
  const pdf = (): Uint8Array => sheetIn(locale, edition).pdf;
  let before: ReadonlySet<string> | undefined;

  /** Which codes there are beside what is found in the sheet as it is. */
  function addedCodes(damaged: Uint8Array): readonly string[] {
    before ??= new Set(findingsOf(pdf(), edition).map(({ key }) => key));
    const added = findingsOf(damaged, edition).filter(({ key }) => !before!.has(key));
    return [...new Set(added.map(({ code }) => code))];
  }

  test('taken apart and put together, nothing more is found', () => {
    expect(addedCodes(new EditedPdf(pdf()).bytes)).toEqual([]);
  });

  test.each(mutations)('%s gives %s', (_, code, damage) => {
    const file = new EditedPdf(pdf());
    damage(file);
    expect(addedCodes(file.bytes)).toContain(code);
  });
});

/** Replaces bytes at the first place where they stand. */
function patched(pdf: Uint8Array, from: string, to: string): Buffer {
  const bytes = Buffer.from(pdf);
  const at = bytes.indexOf(from, 0, 'latin1');
  if (at < 0) throw new Error(`the file has no ${from}`);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(to, 'latin1'), bytes.subarray(at + from.length)]);
}

const BROKEN: readonly (readonly [name: string, code: DiagnosticCode, damage: (pdf: Uint8Array) => Uint8Array])[] = [
  ['half of it', 'pdf-xref', (pdf) => new EditedPdf(pdf).bytes.subarray(0, -400)],
  ['the first kilobyte', 'pdf-unreadable', (pdf) => pdf.subarray(0, 1000)],
  ['an empty file', 'pdf-unreadable', () => new Uint8Array(0)],
  ['a text', 'pdf-unreadable', () => Buffer.from('Dear reader, this is no PDF.')],
  ['a header of no version', 'pdf-syntax', (pdf) => patched(pdf, '%PDF-1.', '%PDF-x.')],
  ['no header', 'pdf-unreadable', (pdf) => patched(pdf, '%PDF-1.', '%XYZ-1.')],
  ['a wrong startxref', 'pdf-xref', (pdf) => patched(pdf, 'startxref\n', 'startxref\n9')],
  [
    'an entry of the table that is wrong',
    'pdf-xref',
    (pdf) => patched(new EditedPdf(pdf).bytes, '0000000015 00000 n', '0000000099 00000 n'),
  ],
  ['a wrong length of a stream', 'pdf-syntax', (pdf) => patched(new EditedPdf(pdf).bytes, '/Length ', '/Length 1')],
  [
    'an encrypted file',
    'pdf-encrypted',
    (pdf) => {
      const file = new EditedPdf(pdf);
      file.trailer += ' /Encrypt <</Filter /Standard /V 1>>';
      return file.bytes;
    },
  ],
  [
    'flipped bytes in the page',
    'pdf-content',
    (pdf) => {
      const file = new EditedPdf(pdf);
      file.inData(/BT\n\/F1/, 'XX\n/F1');
      return file.bytes;
    },
  ],
];

test.each(BROKEN)('%s gives %s', (_, code, damage) => {
  const bytes = damage(sheetIn('da').pdf);
  const started = performance.now();
  expect(findingsOf(bytes, 'screen').map((one) => one.code)).toContain(code);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('bytes that are flipped anywhere give findings or nothing, and end', () => {
  const pdf = sheetIn('da').pdf;
  for (let seed = 1; seed <= 3; seed++) {
    const bytes = Buffer.from(pdf);
    for (let i = 0; i < 40; i++) bytes[(seed * 7919 + i * 104_729) % bytes.length]! ^= 1 << (i % 8);
    const ends = performance.now() + 10_000;
    checkPdf(bytesSource(bytes), 'a.pdf', { profile: 'screen', budget: { spent: () => performance.now() > ends } });
    expect(performance.now()).toBeLessThan(ends + 1000);
  }
});
