import { deflateSync } from 'node:zlib';
import type { DiagnosticCode } from '../../../src/base/codes.ts';
import { checkPdf } from '../../../src/checks/check.ts';
import type { Profile } from '../../../src/checks/rule.ts';
import { bytesSource, UNLIMITED } from '../../../src/pdf/read/source.ts';
import { stream } from '../../support/pdf-file.ts';
import { type ScreenParts, screenFile } from './screen-file.ts';

function codesOf(parts: ScreenParts, profile?: Profile): string[] {
  const { findings } = checkPdf(bytesSource(screenFile(parts)), 'ark.pdf', { profile, budget: UNLIMITED });
  return [...new Set(findings.map(({ code }) => code))];
}

test('nothing is found in a good file', () => {
  expect(codesOf({})).toEqual([]);
});

const MISTAKES: readonly (readonly [name: string, code: DiagnosticCode, parts: ScreenParts])[] = [
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
  ['links that tab in disorder', 'check-tab-order', { page: '/Annots[<</Subtype/Link/Contents(A)/Rect[1 1 9 9]>>]' }],
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
    { page: '/Tabs/S/Annots[<</Subtype/Link/Contents(A)/Rect[1 1 9 9]/A<</S/Launch/F(x)>>>>]' },
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
const archive = (file = FILE, data = '/Type/EmbeddedFile/Subtype/text#2Fcsv'): ScreenParts => ({
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
