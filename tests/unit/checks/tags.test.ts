import type { DiagnosticCode } from '../../../src/base/codes.ts';
import type { Diagnostic } from '../../../src/base/diagnostics.ts';
import { checkPdf } from '../../../src/checks/check.ts';
import { bytesSource, UNLIMITED } from '../../../src/pdf/read/source.ts';
import { type ScreenParts, screenFile } from './screen-file.ts';

/** Text at a place of the page as marked content of a number; `lang` is that of the sequence itself. */
const show = (mcid: number, x: number, y: number, text = 'Ark', lang = ''): string =>
  `/P <</MCID ${mcid}${lang && `/Lang(${lang})`}>> BDC BT /F 9 Tf ${x} ${y} Td (${text}) Tj ET EMC`;

/** A structure element: object 10 and what it holds, written in place. */
const element = (type: string, kids: string, entries = ''): string => `<</S/${type}/Pg 3 0 R${entries}/K[${kids}]>>`;
const document = (kids: string): string => element('Document', kids);

interface Case extends ScreenParts {
  readonly tags: string;
}

function findingsOf({ tags, ...parts }: Case): readonly Diagnostic[] {
  const file = screenFile({ ...parts, objects: { 10: document(tags), ...parts.objects } });
  return checkPdf(bytesSource(file), 'ark.pdf', { profile: 'screen', budget: UNLIMITED }).findings;
}

/** UTF-16 with its mark, for text strings that are not Latin. */
const utf16 = (text: string): string =>
  `<feff${[...text].map((one) => one.charCodeAt(0).toString(16).padStart(4, '0')).join('')}>`;
/** A span whose text is other than what it shows. */
const said = (text: string, entries = ''): string => element('Span', '0', `/ActualText${utf16(text)}${entries}`);

const figure = (entries: string): Case => ({ tags: element('Figure', '0', entries) });
const cell = (type: string, mcid: number, attributes = ''): string =>
  element(type, `${mcid}`, attributes && `/A<</O/Table${attributes}>>`);
const row = (...cells: string[]): string => element('TR', cells.join(' '));
const table = (rows: readonly string[], content = ''): Case => ({ tags: element('Table', rows.join(' ')), content });
const COLUMN = '/Scope/Column';
const HEAD = row(cell('TH', 0, COLUMN), cell('TH', 1, COLUMN));
const ROW = show(0, 10, 90) + show(1, 50, 90) + show(2, 10, 70) + show(3, 50, 70);
const link = (text: string, uri: string, mcid = 0): string =>
  element('Link', `${mcid} <</Type/OBJR/Obj<</Subtype/Link/Contents(x)/A<</S/URI/URI(${uri})>>>>>>`, text);
const actual = (text: string): string => `/ActualText(${text})`;
const heading = (level: number, text: string): string => element(`H${level}`, '', actual(text));
const list = (...items: string[]): Case => ({ tags: element('L', items.join(' ')) });
const outlines = (...titles: readonly string[]): ScreenParts => ({
  catalog: { Outlines: '<</First 20 0 R>>' },
  objects: Object.fromEntries(
    titles.map((title, i) => [
      20 + i,
      `<</Title(${title.trimStart()})${
        i + 1 < titles.length ? (titles[i + 1]!.startsWith(' ') ? `/First ${21 + i} 0 R` : `/Next ${21 + i} 0 R`) : ''
      }>>`,
    ]),
  ),
});
const ARABIC = 'التقرير الكامل عن المهمة في العراق وما حدث بعد ذلك كله';

const MISTAKES: readonly (readonly [name: string, code: DiagnosticCode, parts: Case])[] = [
  ['a figure without Alt', 'check-alternative', figure('')],
  ['a formula without Alt', 'check-alternative', { tags: element('Formula', '0') }],
  ['a blank Alt', 'check-alternative', figure('/Alt( \\t)')],
  ['an Alt that is a file name', 'check-alternative-words', figure('/Alt(IMG_0042.jpg)')],
  ['an Alt that is a word for pictures', 'check-alternative-words', figure('/Alt(Billede)')],
  ['Arabic letters under da', 'check-foreign-text', { tags: said('Navnet er العراق på arabisk') }],
  [
    'Arabic letters under da in marked content',
    'check-foreign-text',
    { tags: element('P', '0', `/Alt${utf16('العراق')}`) },
  ],
  ['Cyrillic under ar', 'check-foreign-text', { tags: said(`${ARABIC} Київ`, '/Lang(ar)') }],
  ['a Latin sentence under ar', 'check-foreign-text', { tags: said('the full report in English', '/Lang(ar)') }],
  ['a language that is no tag', 'check-language', { tags: element('P', '0', '/Lang(dansk_sprog)') }],
  ['a language that does not exist', 'check-language', { tags: element('P', '0', '/Lang(qq)') }],
  ['a script that does not exist', 'check-language', { tags: element('P', '0', '/Lang(da-Qqqx)') }],
  ['a document that is in another script', 'check-language', { tags: said(ARABIC) }],
  [
    'paragraphs in the wrong order',
    'check-reading-order',
    { tags: element('P', '1') + element('P', '0'), content: show(0, 20, 90) + show(1, 20, 60) },
  ],
  [
    'lines in the wrong order',
    'check-reading-order',
    { tags: element('P', '1 0'), content: show(0, 20, 90) + show(1, 22, 78) },
  ],
  [
    'a picture above what is read before it',
    'check-reading-order',
    {
      tags: element('P', '1') + element('Figure', '0', '/Alt(Et kort over Irak)'),
      content: show(0, 20, 90) + show(1, 20, 60),
    },
  ],
  ['cells in the wrong order', 'check-reading-order', table([HEAD, row(cell('TD', 3), cell('TD', 2))], ROW)],
  [
    'a table that is read backwards',
    'check-reading-order',
    table([row(cell('TH', 1, COLUMN), cell('TH', 0, COLUMN)), row(cell('TD', 3), cell('TD', 2))], ROW),
  ],
  ['an empty link', 'check-link-empty', { tags: link(actual(' '), 'https://a.dk') }],
  ['a link that says here', 'check-link-text', { tags: link(actual('Klik her'), 'https://a.dk') }],
  ['a link that says more', 'check-link-text', { tags: link(actual('Read more\\203'), 'https://a.dk') }],
  [
    'links of one text to two places',
    'check-link-text',
    { tags: link(actual('Rapport'), 'https://a.dk') + link(actual('Rapport'), 'https://b.dk', 1) },
  ],
  [
    'a link without a description',
    'check-link-contents',
    { tags: element('P', '0'), page: '/Tabs/S/Annots[<</Subtype/Link/Rect[1 1 9 9]>>]' },
  ],
  [
    'a table without header cells',
    'check-table-headers',
    table([row(cell('TD', 0), cell('TD', 1)), row(cell('TD', 2), cell('TD', 3))], ROW),
  ],
  [
    'a header cell without scope',
    'check-table-headers',
    table([row(cell('TH', 0), cell('TH', 1, COLUMN)), row(cell('TD', 2), cell('TD', 3))], ROW),
  ],
  [
    'a header cell of no scope that exists',
    'check-table-headers',
    table([row(cell('TH', 0, '/Scope/Col'), cell('TH', 1, COLUMN)), row(cell('TD', 2), cell('TD', 3))], ROW),
  ],
  [
    'a header cell that heads nothing',
    'check-table-headers',
    table([HEAD, row(cell('TD', 2), cell('TH', 3, '/Scope/Row'))], ROW),
  ],
  ['a short row', 'check-table-rows', table([HEAD, row(cell('TD', 2), cell('TD', 3)), row(cell('TD', 4))], ROW)],
  ['a span that is too long', 'check-table-rows', table([HEAD, row(cell('TD', 2, '/ColSpan 2'), cell('TD', 3))], ROW)],
  ['an item of a label only', 'check-list', list(element('LI', element('Lbl', '0')))],
  [
    'an item of a label and an empty body',
    'check-list',
    list(element('LI', element('Lbl', '0') + element('LBody', ''))),
  ],
  ['a list of nothing', 'check-list', { tags: element('P', '0') + element('L', '') }],
  ['a heading that skips a level', 'check-heading', { tags: heading(1, 'A') + heading(3, 'B') }],
  ['a first heading of level 2', 'check-heading', { tags: heading(2, 'A') }],
  ['a heading without text', 'check-heading', { tags: element('H1', '') + element('P', '0') }],
  [
    'many headings and no bookmarks',
    'check-bookmarks',
    { tags: heading(1, 'A') + Array.from({ length: 9 }, (_, i) => heading(2, `B${i}`)).join('') },
  ],
  ['a bookmark without a heading', 'check-bookmarks', { tags: heading(1, 'A'), ...outlines('A', ' B') }],
  [
    'a heading without a bookmark',
    'check-bookmarks',
    { tags: heading(1, 'A') + heading(2, 'B') + heading(2, 'C'), ...outlines('A', ' C') },
  ],
  [
    'bookmarks in another order',
    'check-bookmarks',
    { tags: heading(1, 'A') + heading(2, 'B') + heading(2, 'C'), ...outlines('A', ' C', 'B') },
  ],
  ['bookmarks nested otherwise', 'check-bookmarks', { tags: heading(1, 'A') + heading(2, 'B'), ...outlines('A', 'B') }],
  ['a title that is the name of a file', 'check-title', { tags: element('P', '0'), title: 'faktaark_endelig.docx' }],
];

test.each(MISTAKES)('%s gives %s', (_, code, parts) => {
  expect([...new Set(findingsOf(parts).map((one) => one.code))]).toEqual([code]);
});

const SOUND: readonly (readonly [name: string, parts: Case])[] = [
  ['a figure that says what it shows', figure('/Alt(Billede af en helikopter)')],
  ['a formula with its text', { tags: element('Formula', '0', actual('a = b')) }],
  ['names in Latin letters under ar', { tags: said('NATO Mission Iraq, Al Asad', '/Lang(ar)') }],
  ['an address under ar', { tags: said('www.example.com/full/report/about/it', '/Lang(ar)') }],
  ['a term in Latin letters in an Arabic sentence', { tags: said(`${ARABIC} train, advise and assist`, '/Lang(ar)') }],
  ['Arabic under ar', { tags: said(ARABIC, '/Lang(ar)') }],
  ['Central Kurdish under ckb', { tags: said('ئەرکی ناتۆ لە عێراق', '/Lang(ckb)') }],
  ['Japanese in three scripts', { tags: said('日本のニュース', '/Lang(ja)') }],
  [
    'a language in marked content itself',
    { tags: element('P', '0'), content: show(0, 9, 9, 'the full report in English', 'en') },
  ],
  ['a Greek letter in a unit', { tags: said('5 µm og en vinkel φ') }],
  [
    'languages with scripts, regions and variants',
    {
      tags:
        ['sr-Latn-RS', 'de-CH-1996', 'kmr', 'x-privat', 'es-419']
          .map((lang) => element('P', '', `/Lang(${lang})`))
          .join('') + element('P', '0'),
    },
  ],
  [
    'two columns',
    { tags: element('P', '0 1') + element('P', '2'), content: show(0, 20, 90) + show(1, 20, 60) + show(2, 200, 90) },
  ],
  ['raised numbers', { tags: element('P', '0 1'), content: show(0, 20, 60) + show(1, 33, 64, '1') }],
  [
    'a note that stands below',
    { tags: element('P', `0 ${element('Note', '2')} 1`), content: show(0, 20, 90) + show(1, 20, 78) + show(2, 20, 10) },
  ],
  [
    'a label below what it names',
    {
      tags: element('L', element('LI', element('Lbl', '1') + element('LBody', '0'))),
      content: show(0, 20, 90) + show(1, 20, 80),
    },
  ],
  [
    'text set upwards',
    {
      tags: element('P', '0 1'),
      content:
        '/P <</MCID 0>> BDC BT /F 9 Tf 0 1 -1 0 30 20 Tm (Ark) Tj ET EMC /P <</MCID 1>> BDC BT /F 9 Tf 0 1 -1 0 30 60 Tm (Ark) Tj ET EMC',
    },
  ],
  ['a table', table([HEAD, row(cell('TD', 2), cell('TD', 3))], ROW)],
  [
    'an Arabic table from right to left',
    {
      tags: element(
        'Table',
        row(cell('TH', 1, COLUMN), cell('TH', 0, COLUMN)) + row(cell('TD', 3), cell('TD', 2)),
        '/Lang(ar)',
      ),
      content: ROW,
    },
  ],
  [
    'header cells that are named by cells',
    {
      tags: element(
        'Table',
        row(element('TH', '0', '/ID(a)'), cell('TD', 1)) + row(cell('TD', 2, '/Headers[(a)]'), cell('TD', 3)),
      ),
      content: ROW,
    },
  ],
  [
    'spans of rows and columns',
    table(
      [
        row(cell('TH', 0, '/Scope/Row/RowSpan 2'), cell('TD', 1), cell('TD', 4)),
        row(cell('TD', 2), cell('TD', 3)),
        row(cell('TD', 5, '/ColSpan 3')),
      ],
      show(0, 10, 90) + show(1, 50, 90) + show(4, 90, 90) + show(2, 50, 70) + show(3, 90, 70) + show(5, 10, 50),
    ),
  ],
  [
    'a link that says where it leads',
    { tags: link(actual('Rapporten om Irak'), 'https://a.dk') + link(actual('Rapporten om Irak'), 'https://a.dk', 1) },
  ],
  ['a link that is a picture', { tags: element('Link', element('Figure', '0', '/Alt(Forsvarsministeriet)')) }],
  [
    'a list',
    list(
      element('LI', element('Lbl', '') + element('LBody', '0')),
      element('LI', element('LBody', element('Figure', '1', '/Alt(Flag)'))),
    ),
  ],
  ['headings down and up', { tags: [1, 2, 3, 2].map((level) => heading(level, `A${level}`)).join('') }],
  [
    'bookmarks of the upper headings',
    { tags: heading(1, 'A') + heading(2, 'B') + heading(3, 'C'), ...outlines('A', ' B') },
  ],
];

test.each(SOUND)('%s is no mistake', (_, parts) => {
  expect(findingsOf(parts)).toEqual([]);
});

test('a finding names the page, the element and the place', () => {
  const [only] = findingsOf({ tags: element('P', '1 0'), content: show(0, 20, 90) + show(1, 22, 78) });
  expect(only).toMatchObject({ page: 1, box: 'P "ArkArk"', area: [20, 88.2, 25.4, 97.2] });
});

test('a deep tree and huge spans take a moment', () => {
  const depth = 2000;
  const deep = '<</S/Div/K['.repeat(depth) + element('P', '0') + ']>>'.repeat(depth);
  expect(findingsOf({ tags: deep })).toBeDefined();
  const wide = element('Table', row(cell('TH', 0, '/ColSpan 1e9/RowSpan 1e9/Scope/Column')).repeat(3000));
  expect(findingsOf({ tags: wide }).length).toBeGreaterThan(0);
});
