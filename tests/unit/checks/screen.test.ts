import { deflateSync } from 'node:zlib';
import type { DiagnosticCode } from '../../../src/base/codes.ts';
import { checkPdf } from '../../../src/checks/check.ts';
import type { Profile } from '../../../src/checks/rule.ts';
import { srgbProfile } from '../../../src/pdf/assets/srgb-profile.ts';
import { bytesSource, UNLIMITED } from '../../../src/pdf/read/source.ts';
import { type ObjectBodies, pdfFile, stream } from '../../support/pdf-file.ts';

interface Parts {
  readonly version?: string;
  readonly objects?: ObjectBodies;
  readonly catalog?: Readonly<Record<string, string>>;
  readonly page?: string;
  readonly content?: string;
  readonly part?: string;
  readonly conformance?: string;
  readonly accessible?: string;
  readonly title?: string;
}

const CATALOG = {
  Lang: '(da)',
  MarkInfo: '<</Marked true>>',
  ViewerPreferences: '<</DisplayDocTitle true>>',
  StructTreeRoot: '<</K 10 0 R>>',
  OutputIntents: '[<</S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile 6 0 R>>]',
  PageLabels: '<</Nums[0<</S/D>>]>>',
};

/** A file for the screen in which nothing is found, changed as a test asks. */
function screenFile(parts: Parts = {}): Buffer {
  const { part = '2', conformance = 'A', accessible = '1', title = 'Ark' } = parts;
  const catalog = Object.entries({ ...CATALOG, ...parts.catalog }).map(([key, value]) =>
    value ? `/${key}${value}` : '',
  );
  const xmp =
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    'xmlns:a="http://www.aiim.org/pdfa/ns/id/" xmlns:u="http://www.aiim.org/pdfua/ns/id/">' +
    `<r:Description a:part="${part}" a:conformance="${conformance}" u:part="${accessible}">` +
    `<dc:title><r:Alt><r:li xml:lang="x-default">${title}</r:li></r:Alt></dc:title></r:Description></r:RDF>`;
  return pdfFile(
    {
      1: `<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R${catalog.join('')}>>`,
      2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R${parts.page ?? ''}/Resources<</Font<</F 7 0 R>>>>>>`,
      4: stream('', parts.content ?? '/P <</MCID 0>> BDC BT 1 0 0 rg /F 9 Tf 9 9 Td (A) Tj ET EMC'),
      5: stream('/Type/Metadata/Subtype/XML', xmp),
      6: stream('/N 3/Filter/FlateDecode', srgbProfile()),
      7: '<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Plex/Encoding/WinAnsiEncoding/FirstChar 65/Widths[600]/FontDescriptor 8 0 R>>',
      8: '<</Type/FontDescriptor/FontName/ABCDEF+Plex/Flags 32/FontFile2 9 0 R>>',
      9: stream('', 'font'),
      10: '<</Type/StructElem/S/P/P 1 0 R/Pg 3 0 R/K 0>>',
      ...parts.objects,
    },
    { version: parts.version ?? '1.7', trailer: '/ID[<01><02>]' },
  );
}

function codesOf(parts: Parts, profile?: Profile): string[] {
  const { findings } = checkPdf(bytesSource(screenFile(parts)), 'ark.pdf', { profile, budget: UNLIMITED });
  return [...new Set(findings.map(({ code }) => code))];
}

test('nothing is found in a good file', () => {
  expect(codesOf({})).toEqual([]);
});

const MISTAKES: readonly (readonly [name: string, code: DiagnosticCode, parts: Parts])[] = [
  ['PDF 2.0 that says it is PDF/A-2', 'check-version', { version: '2.0' }],
  ['no claim of PDF/A', 'check-claim', { part: '' }],
  ['level b', 'check-claim', { conformance: 'B' }],
  ['no claim of PDF/UA', 'check-claim', { accessible: '' }],
  ['no title', 'check-title', { title: ' ' }],
  ['a title that is not shown', 'check-title', { catalog: { ViewerPreferences: '' } }],
  ['no language', 'check-language', { catalog: { Lang: '' } }],
  ['a language that is none', 'check-language', { catalog: { Lang: '(Dansk sprog)' } }],
  ['no mark of tags', 'check-untagged', { catalog: { MarkInfo: '<</Marked false>>' } }],
  ['no structure tree', 'check-untagged', { catalog: { StructTreeRoot: '' } }],
  ['a structure tree in a circle', 'check-structure', { objects: { 10: '<</S/Sect/Pg 3 0 R/K[0 10 0 R]>>' } }],
  ['content that is claimed twice', 'check-structure', { objects: { 10: '<</S/P/Pg 3 0 R/K[0 0]>>' } }],
  ['no output intent', 'check-output-intent', { catalog: { OutputIntents: '' } }],
  [
    'an output intent without a profile',
    'check-output-intent',
    { catalog: { OutputIntents: '[<</S/GTS_PDFA1/OutputConditionIdentifier(x)>>]' } },
  ],
  [
    'no labels of the pages',
    'check-page-labels',
    {
      catalog: { PageLabels: '' },
      objects: { 2: '<</Type/Pages/Kids[3 0 R 11 0 R]/Count 2>>', 11: '<</Type/Page/MediaBox[0 0 9 9]>>' },
    },
  ],
  ['labels from the second page', 'check-page-labels', { catalog: { PageLabels: '<</Nums[1<</S/D>>]>>' } }],
  ['links that tab in disorder', 'check-tab-order', { page: '/Annots[<</Subtype/Link/Rect[1 1 9 9]>>]' }],
  ['CMYK', 'check-device-colour', { content: '0 0 0 1 k 0 0 9 9 re f' }],
  ['a font outside', 'check-font', { objects: { 8: '<</Flags 32>>' } }],
  [
    'a font without text',
    'check-unicode',
    { objects: { 7: '<</Subtype/TrueType/BaseFont/P/FontDescriptor 8 0 R>>', 8: '<</Flags 4/FontFile2 9 0 R>>' } },
  ],
  ['a script', 'check-action', { catalog: { OpenAction: '<</S/JavaScript/JS(x)>>' } }],
  [
    'a program to start',
    'check-action',
    { page: '/Tabs/S/Annots[<</Subtype/Link/Rect[1 1 9 9]/A<</S/Launch/F(x)>>>>]' },
  ],
  [
    'an attached file',
    'check-attachment',
    { catalog: { Names: '<</EmbeddedFiles<</Names[(a)<</F(a)/EF<</F 9 0 R>>>>]>>>>' } },
  ],
];

test.each(MISTAKES)('%s gives %s', (_, code, parts) => {
  expect(codesOf(parts, 'screen')).toEqual([code]);
});

test('colours of Lab and ICC profiles need no output intent for them', () => {
  const resources = '/ColorSpace<</L[/Lab<</WhitePoint[1 1 1]>>]/C[/ICCBased 20 0 R]>>';
  const content = '/L cs 50 0 0 scn 0 0 9 9 re f /C cs 0 0 0 1 scn 0 0 9 9 re f';
  const objects = {
    3: `<</Type/Page/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<${resources}>>>>`,
    20: stream('/N 4', 'x'),
  };
  expect(codesOf({ content, objects })).toEqual([]);
});

const FILE = '/Type/Filespec/F(a.csv)/UF(a.csv)/AFRelationship/Data/Desc(Tal)/EF<</F 12 0 R>>';
const archive = (file = FILE, data = '/Type/EmbeddedFile/Subtype/text#2Fcsv'): Parts => ({
  part: '3',
  catalog: { AF: '[11 0 R]', Names: '<</EmbeddedFiles<</Names[(a)11 0 R]>>>>' },
  objects: { 11: `<<${file}>>`, 12: stream(`${data}/Filter/FlateDecode`, deflateSync('a,b')) },
});

test('an archive has data files that say what they are', () => {
  expect(codesOf(archive())).toEqual([]);
  const { profile } = checkPdf(bytesSource(screenFile(archive())), 'a.pdf', { budget: UNLIMITED });
  expect(profile).toBe('archive');
});

test.each([
  ['no relationship', archive(FILE.replace('/AFRelationship/Data', ''))],
  ['a relationship that is none', archive(FILE.replace('/Data', '/Dates'))],
  ['no description', archive(FILE.replace('/Desc(Tal)', ''))],
  ['no name', archive(FILE.replace('/UF(a.csv)', ''))],
  ['no data', archive(FILE.replace('12 0 R', '99 0 R'))],
  ['no media type', archive(FILE, '/Type/EmbeddedFile')],
  ['no files at all', { part: '3' }],
])('an archive with %s', (_, parts) => {
  expect(codesOf(parts)).toEqual(['check-attachment']);
});

test('a file for the screen is no file for print or archive', () => {
  expect(codesOf({}, 'archive')).toEqual(['check-claim', 'check-attachment']);
  expect(codesOf({}, 'print')).toEqual(
    expect.arrayContaining(['check-version', 'check-claim', 'check-device-colour', 'check-boxes']),
  );
});

test('whenever the time is over, that is said last, and nothing throws', () => {
  const bytes = screenFile({ title: '', content: '0 0 0 1 k 0 0 9 9 re f' });
  const codesAfter = (moments: number): string[] => {
    let asked = 0;
    const budget = { spent: () => ++asked > moments };
    const { findings } = checkPdf(bytesSource(bytes), 'a.pdf', { budget });
    return findings.map(({ code }) => code);
  };
  let moments = 0;
  while (codesAfter(moments).at(-1) === 'check-incomplete') moments++;
  expect(moments).toBeGreaterThan(20);
  expect(codesAfter(moments)).toEqual(['check-device-colour', 'check-title']);
  expect(codesAfter(4)).toEqual(['check-incomplete']);
});

test('a file that claims nothing is checked as one for the screen, and that is said', () => {
  const silent = { part: '', accessible: '' };
  expect(codesOf(silent)).toEqual(['check-no-claim']);
  expect(codesOf(silent, 'screen')).toEqual(['check-claim']);
});
