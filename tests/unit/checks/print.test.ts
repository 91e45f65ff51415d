import type { DiagnosticCode } from '../../../src/base/codes.ts';
import type { Diagnostic } from '../../../src/base/diagnostics.ts';
import { checkPdf } from '../../../src/checks/check.ts';
import { plainCmykProfile } from '../../../src/pdf/cmyk.ts';
import { bytesSource, UNLIMITED } from '../../../src/pdf/read/source.ts';
import { deflated, stream } from '../../support/pdf-file.ts';
import { type PrintParts, pressProfile, printFile, xmp } from './print-file.ts';

const findingsOf = (bytes: Uint8Array): readonly Diagnostic[] =>
  checkPdf(bytesSource(bytes), 'ark.pdf', { budget: UNLIMITED }).findings;

const codesOf = (parts: PrintParts): string[] => [...new Set(findingsOf(printFile(parts)).map(({ code }) => code))];

test('nothing is found in a good file, and its ink is measured', () => {
  const { findings, profile, claims, pages, ink } = checkPdf(bytesSource(printFile()), 'ark.pdf', {
    budget: UNLIMITED,
  });
  expect(findings).toEqual([]);
  expect({ profile, pages, pdfx: claims?.pdfx }).toEqual({ profile: 'print', pages: 1, pdfx: 'PDF/X-4' });
  // 300 by 400 of 600 by 840 pt.
  expect(ink).toEqual([{ page: 1, plates: { Cyan: 0.024, Magenta: 0.048, Black: 0.024 } }]);
});

const image = (entries: string, data = new Uint8Array(16)): Buffer =>
  deflated(`/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8${entries}`, data);
const XOBJECT = '/XObject<</X 20 0 R>>';
const form = (entries: string, content = ''): Buffer =>
  stream(`/Type/XObject/Subtype/Form/BBox[0 0 99 99]${entries}`, content);
const box = (changes: Readonly<Record<string, string>>): string =>
  Object.entries({
    MediaBox: '[0 0 640 880]',
    BleedBox: '[11.5 11.5 628.5 868.5]',
    TrimBox: '[20 20 620 860]',
    ...changes,
  })
    .map(([name, value]) => (value ? `/${name}${value}` : ''))
    .join('');
const tint = (c: number): string => `<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[${c} 0 0 0]>>`;
const spot = (c: number, alternate = 'DeviceCMYK'): string => `[/Separation/Guld/${alternate} ${tint(c)}]`;

/** Each mistake and the one finding that names it. */
const MISTAKES: readonly (readonly [name: string, code: DiagnosticCode, parts: PrintParts])[] = [
  ['a later version', 'check-version', { version: '1.7' }],
  ['a later version in the catalogue', 'check-version', { catalog: '/Version/2.0' }],
  ['no ID', 'check-id', { trailer: '/Info 12 0 R' }],
  ['an ID of one string', 'check-id', { trailer: '/ID[<01>]' }],
  ['another part of PDF/X', 'check-claim', { xmp: xmp({ 'pdfxid:GTS_PDFXVersion': 'PDF/X-3:2003' }) }],
  ['a packet that is not well-formed', 'check-xmp', { xmp: `${xmp()}<b` }],
  ['a packet with a bare ampersand', 'check-xmp', { xmp: xmp({ 'dc:creator': 'A & B' }) }],
  ['a compressed packet', 'check-xmp', { objects: { 5: deflated('/Type/Metadata/Subtype/XML', xmp()) } }],
  ...[
    'xmp:CreateDate',
    'xmp:ModifyDate',
    'xmp:MetadataDate',
    'xmpMM:DocumentID',
    'xmpMM:VersionID',
    'xmpMM:RenditionClass',
  ].map((name) => [`no ${name}`, 'check-metadata', { xmp: xmp({ [name]: '' }) }] as const),
  ['no Trapped', 'check-metadata', { xmp: xmp({ 'pdf:Trapped': '' }), trailer: '/ID[<01><02>]' }],
  ['another Trapped in Info', 'check-metadata-differs', { xmp: xmp({ 'pdf:Trapped': 'True' }) }],
  ['another title in Info', 'check-metadata-differs', { objects: { 12: '<</Title(Et andet)>>' } }],
  ['another date in Info', 'check-metadata-differs', { objects: { 12: "<</CreationDate(D:20260102030405+01'00')>>" } }],
  ['no title', 'check-title', { xmp: xmp({ 'dc:title': '' }) }],
  ['no output intent', 'check-output-intent', { intent: '/S/GTS_PDFA1' }],
  ['an intent without a name', 'check-output-intent', { intent: '/S/GTS_PDFX/DestOutputProfile 6 0 R' }],
  ['an intent without a profile', 'check-output-intent', { intent: '/S/GTS_PDFX/OutputConditionIdentifier(F)' }],
  [
    'two intents',
    'check-output-intent',
    { intent: '/S/GTS_PDFX/OutputConditionIdentifier(F)/DestOutputProfile 6 0 R>><</S/GTS_PDFX' },
  ],
  [
    'two profiles',
    'check-output-intent',
    {
      intent:
        '/S/GTS_PDFX/OutputConditionIdentifier(F)/DestOutputProfile 6 0 R>><</S/GTS_PDFA1/DestOutputProfile 20 0 R',
      objects: { 20: deflated('/N 4', pressProfile()) },
    },
  ],
  ['a profile that is none', 'check-output-intent', { objects: { 6: stream('/N 4', 'profile') } }],
  ['a profile of a scanner', 'check-output-intent', { objects: { 6: deflated('/N 4', plainCmykProfile()) } }],
  ['a profile of other components', 'check-output-intent', { objects: { 6: deflated('/N 3', pressProfile()) } }],
  ['no TrimBox', 'check-boxes', { boxes: box({ TrimBox: '' }) }],
  ['a TrimBox and an ArtBox', 'check-boxes', { boxes: box({ ArtBox: '[20 20 620 860]' }) }],
  [
    'a TrimBox beyond the bleed',
    'check-boxes',
    { boxes: box({ TrimBox: '[20 20 629 860]', BleedBox: '[11 11 628 869]' }) },
  ],
  ['a bleed beyond the sheet', 'check-boxes', { boxes: box({ MediaBox: '[12 0 640 880]' }) }],
  ['a CropBox in the bleed', 'check-boxes', { boxes: box({ CropBox: '[15 15 630 870]' }) }],
  ['too little bleed', 'check-bleed', { boxes: box({ BleedBox: '[14 11.5 628.5 868.5]' }) }],
  ['no bleed', 'check-bleed', { boxes: box({ BleedBox: '' }) }],
  ['an action when it is opened', 'check-action', { catalog: '/OpenAction[3 0 R/Fit]' }],
  ['a form to fill in', 'check-action', { catalog: '/AcroForm<</Fields[]>>' }],
  ['a script', 'check-action', { catalog: '/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>' }],
  ['actions of a page', 'check-action', { page: '/AA<</O<</S/GoTo/D[3 0 R/Fit]>>>>' }],
  ['a link on the page', 'check-annotation', { page: '/Annots[<</Subtype/Link/Rect[30 30 90 50]>>]' }],
  ['a font outside', 'check-font', { objects: { 9: '<</Type/FontDescriptor/FontName/Plex/Flags 4>>' } }],
  ['a missing glyph', 'check-notdef', { content: 'BT /Black gs 0 0 0 1 k /F1 9 Tf <0000> Tj ET' }],
  ['a transfer function', 'check-transfer', { resources: 'gs:/T<</TR/Identity>>' }],
  ['another transfer function', 'check-transfer', { resources: 'gs:/T<</TR2/Identity>>' }],
  ['a halftone phase', 'check-transfer', { resources: 'gs:/T<</HTP[0 0]>>' }],
  ['a halftone of type 6', 'check-transfer', { resources: 'gs:/T<</HT<</HalftoneType 6>>>>' }],
  [
    'PostScript',
    'check-external',
    { resources: XOBJECT, objects: { 20: stream('/Type/XObject/Subtype/PS', 'showpage') } },
  ],
  ['OPI', 'check-external', { resources: XOBJECT, objects: { 20: form('/OPI<<>>') } }],
  [
    'alternates',
    'check-external',
    { resources: XOBJECT, objects: { 20: image('/ColorSpace/DeviceCMYK/Alternates[]') } },
  ],
  ['a page of another file', 'check-external', { resources: XOBJECT, objects: { 20: form('/Ref<</F(a.pdf)>>') } }],
  ['data in another file', 'check-external', { resources: XOBJECT, objects: { 20: form('/F(a.bin)') } }],
  ['RGB', 'check-device-colour', { content: '1 0 0 rg 0 0 9 9 re f' }],
  [
    'RGB in a form',
    'check-device-colour',
    { content: '/X Do', resources: XOBJECT, objects: { 20: form('', '1 0 0 RG 0 0 9 9 re S') } },
  ],
  [
    'RGB in a pattern',
    'check-device-colour',
    {
      content: '/Pattern cs /P scn 20 20 99 99 re f',
      resources: '/Pattern<</P 20 0 R>>',
      objects: {
        20: stream(
          '/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>',
          '1 0 0 rg 0 0 5 5 re f',
        ),
      },
    },
  ],
  [
    'an RGB picture',
    'check-device-colour',
    { content: 'q .4 0 0 .4 30 30 cm /X Do Q', resources: XOBJECT, objects: { 20: image('/ColorSpace/DeviceRGB') } },
  ],
  [
    'an inline RGB picture',
    'check-device-colour',
    { content: 'q .1 0 0 .1 30 30 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q' },
  ],
  [
    'an RGB shading',
    'check-device-colour',
    {
      content: '/S sh',
      resources: `/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 9 9]/Function ${tint(1)}>>>>`,
    },
  ],
  [
    'a spot colour with an RGB alternate',
    'check-device-colour',
    { content: '/G cs 1 scn 20 20 9 9 re f', resources: `/ColorSpace<</G ${spot(1, 'DeviceRGB')}>>` },
  ],
  [
    'a palette in RGB',
    'check-device-colour',
    { content: '/I cs 0 scn 20 20 9 9 re f', resources: '/ColorSpace<</I[/Indexed/DeviceRGB 0<ff0000>]>>' },
  ],
  [
    'the profile of the press',
    'check-identical-profile',
    {
      content: '/C cs 0 0 0 1 scn 20 20 9 9 re f',
      resources: '/ColorSpace<</C[/ICCBased 20 0 R]>>',
      objects: { 20: deflated('/N 4', pressProfile()) },
    },
  ],
  [
    'two kinds of one spot colour',
    'check-spot-alternate',
    {
      content: '/G cs 1 scn 20 20 9 9 re f /H cs 1 scn 20 20 9 9 re f',
      resources: `/ColorSpace<</G ${spot(0.5)}/H ${spot(0.6)}>>`,
    },
  ],
  ['transparency without a group', 'check-page-group', { content: 'q /Half gs 0 0 0 1 k 20 20 9 9 re f Q' }],
  [
    'a page group in RGB',
    'check-device-colour',
    { content: '/X Do', resources: XOBJECT, objects: { 20: form('/Group<</S/Transparency/CS/DeviceRGB>>') } },
  ],
  ['too much ink', 'check-ink', { content: '.8 .8 .8 .7 k 20 20 9 9 re f' }],
  [
    'too much ink in a picture',
    'check-ink',
    {
      content: 'q .4 0 0 .4 30 30 cm /X Do Q',
      resources: XOBJECT,
      objects: { 20: image('/ColorSpace/DeviceCMYK', new Uint8Array(16).fill(250)) },
    },
  ],
  ['small text on two plates', 'check-small-text', { content: 'BT .5 .5 0 0 k /F1 12 Tf 30 30 Td <0001> Tj ET' }],
  ['rich black text', 'check-black-text', { content: 'BT .5 .5 0 1 k /F1 30 Tf 30 30 Td <0001> Tj ET' }],
  ['black text that knocks out', 'check-overprint', { content: 'BT 0 0 0 1 k /F1 30 Tf 30 30 Td <0001> Tj ET' }],
  [
    'black text in gray that overprints in vain',
    'check-overprint',
    { content: 'q BT /Black gs 0 g /F1 30 Tf 30 30 Td <0001> Tj ET Q' },
  ],
  ['a hairline', 'check-hairline', { content: 'q 0 0 0 1 K .2 w 30 30 m 90 30 l S Q' }],
  [
    'a line that is made thin',
    'check-hairline',
    { content: 'q .1 0 0 .1 0 0 cm 0 0 0 1 K 2 w 300 300 m 900 300 l S Q' },
  ],
  [
    'a coarse picture',
    'check-resolution',
    { content: 'q 1 0 0 1 30 30 cm /X Do Q', resources: XOBJECT, objects: { 20: image('/ColorSpace/DeviceCMYK') } },
  ],
  [
    'a damaged stream',
    'pdf-syntax',
    {
      catalog: '/Extra 20 0 R',
      objects: { 20: stream('/Filter/FlateDecode', Buffer.from('x\x9cK\x04\0\0b\0c', 'latin1')) },
    },
  ],
  ['an unknown operator', 'pdf-content', { content: '1 2 foo' }],
  ['a resource that is not there', 'pdf-content', { content: '/Nothing Do' }],
  ['a save without a restore', 'pdf-content', { content: 'q' }],
];

test.each(MISTAKES)('%s gives %s', (_, code, parts) => {
  expect(codesOf(parts)).toEqual([code]);
});

/** What looks like a mistake and is none. */
const SOUND: readonly (readonly [name: string, parts: PrintParts])[] = [
  [
    'text beside the page on all plates',
    {
      content: 'BT /A cs 1 scn /F1 7 Tf 30 2 Td <0001> Tj ET',
      resources: `/ColorSpace<</A[/Separation/All/DeviceCMYK ${tint(1)}]>>`,
    },
  ],
  [
    'RGB with a default space',
    { content: '1 0 0 rg 20 20 9 9 re f', resources: '/ColorSpace<</DefaultRGB[/CalRGB<</WhitePoint[1 1 1]>>]>>' },
  ],
  [
    'one spot colour, described twice',
    {
      content: '/G cs 1 scn 20 20 9 9 re f /H cs 1 scn 20 20 9 9 re f',
      resources: `/ColorSpace<</G ${spot(0.5)}/H ${spot(0.5)}>>`,
    },
  ],
  [
    'transparency in a CMYK group',
    { content: 'q /Half gs 0 0 0 1 k 20 20 9 9 re f Q', page: '/Group<</S/Transparency/CS/DeviceCMYK>>' },
  ],
  ['a note beside the page', { page: '/Annots[<</Subtype/Text/Rect[1 1 9 9]>>]' }],
  ['a mark of the printer', { page: '/Annots[<</Subtype/PrinterMark/Rect[30 30 90 50]>>]' }],
  [
    'a fine picture',
    { content: 'q .5 0 0 .5 30 30 cm /X Do Q', resources: XOBJECT, objects: { 20: image('/ColorSpace/DeviceCMYK') } },
  ],
  ['text that is not shown', { content: 'BT 3 Tr /F1 9 Tf <0000> Tj ET' }],
  ['what lies outside of its clip', { content: 'q 30 30 9 9 re W n .2 w 0 0 0 1 K 99 99 m 200 99 l S Q' }],
  ['unknown operators that are announced', { content: 'BX 1 2 foo EX' }],
  ['large text in two inks', { content: 'BT .5 .5 0 0 k /F1 14 Tf 30 30 Td <0001> Tj ET' }],
];

test.each(SOUND)('%s is no mistake', (_, parts) => {
  expect(findingsOf(printFile(parts))).toEqual([]);
});

test('findings say where', () => {
  const [only] = findingsOf(printFile({ content: 'BT .5 .5 0 0 k /F1 10 Tf 30 40 Td <00010002> Tj ET' }));
  expect(only).toMatchObject({ file: 'ark.pdf', page: 1, box: '"Aæ"', area: [30, 38, 43, 50], severity: 'warning' });
});

test('a mistake made everywhere is told a few times and counted', () => {
  const findings = findingsOf(printFile({ content: '1 0 0 rg 0 0 9 9 re f '.repeat(50) }));
  expect(findings).toHaveLength(1);
  const places = Array.from({ length: 50 }, (_, i) => `1 0 0 rg ${i * 10} 30 9 9 re f`);
  const spread = findingsOf(printFile({ content: places.join(' ') }));
  expect(spread).toHaveLength(3);
  expect(spread[2]!.message).toMatch(/and 47 more/);
});
