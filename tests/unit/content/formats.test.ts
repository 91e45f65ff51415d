import { Findings } from '../../../src/base/diagnostics.ts';
import type { Formats } from '../../../src/content/i18n/formats.ts';
import { type LocalePack, readLocaleFile } from '../../../src/content/i18n/locale-file.ts';
import { load, localeFile, textFile } from './project.ts';

const findings = new Findings();
const packs = Object.fromEntries(
  ['da', 'en', 'fr', 'de', 'ar', 'ckb'].map((locale) => [
    locale,
    readLocaleFile(load(localeFile(locale)), findings.report)!,
  ]),
) as Record<string, LocalePack>;

/** No-break spaces are shown: ~ for U+00A0, ' for U+202F. */
const shown = (text: string): string => text.replaceAll('\u00a0', '~').replaceAll('\u202f', "'");

type Case = readonly [what: string, write: (formats: Formats) => string, written: Readonly<Record<string, string>>];

const CASES: readonly Case[] = [
  [
    'a day',
    (f) => f.date('2020-11-24'),
    {
      da: '24.~november 2020',
      en: '24~November 2020',
      fr: '24~novembre 2020',
      de: '24.~November 2020',
      ar: '٢٤~تشرين الثاني ٢٠٢٠',
      ckb: '٢٤ی~تشرینی دووەمی ٢٠٢٠',
    },
  ],
  [
    'the first of a month',
    (f) => f.date('2022-05-01'),
    {
      da: '1.~maj 2022',
      en: '1~May 2022',
      fr: '1er~mai 2022',
      de: '1.~Mai 2022',
      ar: '١~أيار ٢٠٢٢',
      ckb: '١ی~ئایاری ٢٠٢٢',
    },
  ],
  [
    'a month',
    (f) => f.date('2018-10'),
    {
      da: 'oktober 2018',
      en: 'October 2018',
      fr: 'octobre 2018',
      de: 'Oktober 2018',
      ar: 'تشرين الأول ٢٠١٨',
      ckb: 'تشرینی یەکەمی ٢٠١٨',
    },
  ],
  [
    'a month in a table',
    (f) => f.date('2018-12', 'short'),
    {
      da: 'dec. 2018',
      en: 'Dec 2018',
      fr: 'déc. 2018',
      de: 'Dez. 2018',
      ar: 'كانون الأول ٢٠١٨',
      ckb: '١٢/٢٠١٨',
    },
  ],
  ['a year', (f) => f.date('2024'), { da: '2024', en: '2024', fr: '2024', de: '2024', ar: '٢٠٢٤', ckb: '٢٠٢٤' }],
  [
    'days of one month',
    (f) => f.period('2018-07-11', '2018-07-12'),
    {
      da: '11.–12.~juli 2018',
      en: '11–12~July 2018',
      fr: '11–12~juillet 2018',
      de: '11.–12.~Juli 2018',
      ar: '١١–١٢~تموز ٢٠١٨',
      ckb: '١١–١٢ی~تەمووزی ٢٠١٨',
    },
  ],
  [
    'days from the first on',
    (f) => f.period('2022-05-01', '2022-05-03'),
    {
      da: '1.–3.~maj 2022',
      en: '1–3~May 2022',
      fr: '1er–3~mai 2022',
      de: '1.–3.~Mai 2022',
      ar: '١–٣~أيار ٢٠٢٢',
      ckb: '١–٣ی~ئایاری ٢٠٢٢',
    },
  ],
  [
    'days of two years',
    (f) => f.period('2020-11-24', '2022-05-10'),
    {
      da: '24.~november 2020~– 10.~maj 2022',
      en: '24~November 2020~– 10~May 2022',
      fr: '24~novembre 2020~– 10~mai 2022',
      de: '24.~November 2020~– 10.~Mai 2022',
      ar: '٢٤~تشرين الثاني ٢٠٢٠~– ١٠~أيار ٢٠٢٢',
      ckb: '٢٤ی~تشرینی دووەمی ٢٠٢٠~– ١٠ی~ئایاری ٢٠٢٢',
    },
  ],
  [
    'years',
    (f) => f.period('2020-11-24', '2022-05-10', 'years'),
    { da: '2020–2022', en: '2020–2022', fr: '2020–2022', de: '2020–2022', ar: '٢٠٢٠–٢٠٢٢', ckb: '٢٠٢٠–٢٠٢٢' },
  ],
  [
    'days in a sentence',
    (f) => f.period('2020-11-24', '2022-05-10', 'sentence'),
    {
      da: 'fra 24.~november 2020 til 10.~maj 2022',
      en: 'from 24~November 2020 to 10~May 2022',
      fr: 'du 24~novembre 2020 au 10~mai 2022',
      de: 'vom 24.~November 2020 bis zum 10.~Mai 2022',
      ar: 'من ٢٤~تشرين الثاني ٢٠٢٠ إلى ١٠~أيار ٢٠٢٢',
      ckb: 'لە ٢٤ی~تشرینی دووەمی ٢٠٢٠ تا ١٠ی~ئایاری ٢٠٢٢',
    },
  ],
  [
    'a month and a day in a sentence',
    (f) => f.period('2021-05', '2022-04-30', 'sentence'),
    {
      da: 'fra maj 2021 til 30.~april 2022',
      en: 'from May 2021 to 30~April 2022',
      fr: 'entre mai 2021 et le 30~avril 2022',
      de: 'von Mai 2021 bis zum 30.~April 2022',
      ar: 'من أيار ٢٠٢١ إلى ٣٠~نيسان ٢٠٢٢',
      ckb: 'لە ئایاری ٢٠٢١ تا ٣٠ی~نیسانی ٢٠٢٢',
    },
  ],
  [
    'an open period',
    (f) => f.period('2018-10', undefined),
    {
      da: 'siden oktober 2018',
      en: 'since October 2018',
      fr: 'depuis octobre 2018',
      de: 'seit Oktober 2018',
      ar: 'منذ تشرين الأول ٢٠١٨',
      ckb: 'لە تشرینی یەکەمی ٢٠١٨ەوە',
    },
  ],
  [
    'an open period from a day on',
    (f) => f.period('2018-10-05', undefined),
    {
      da: 'siden 5.~oktober 2018',
      en: 'since 5~October 2018',
      fr: 'depuis le 5~octobre 2018',
      de: 'seit dem 5.~Oktober 2018',
      ar: 'منذ ٥~تشرين الأول ٢٠١٨',
      ckb: 'لە ٥ی~تشرینی یەکەمی ٢٠١٨ەوە',
    },
  ],
  [
    'a number',
    (f) => f.number(12580.5),
    { da: '12.580,5', en: '12,580.5', fr: "12'580,5", de: '12.580,5', ar: '١٢٬٥٨٠٫٥', ckb: '١٢٬٥٨٠٫٥' },
  ],
  [
    'a range with a qualifier',
    (f) => f.figure({ value: 1200, to: 1500, qualifier: 'about' }).text,
    {
      da: 'ca.~1.200–1.500',
      en: 'about~1,200–1,500',
      fr: "environ~1'200–1'500",
      de: 'etwa~1.200–1.500',
      ar: 'نحو~١٬٢٠٠–١٬٥٠٠',
      ckb: 'نزیکەی~١٬٢٠٠–١٬٥٠٠',
    },
  ],
  [
    'a parliamentary year',
    (f) => f.session('1999-00'),
    { da: '1999–00', en: '1999–00', fr: '1999–00', de: '1999–00', ar: '١٩٩٩–٠٠', ckb: '١٩٩٩–٠٠' },
  ],
  [
    'a list of three',
    (f) => f.list(['AU', 'FI', 'SE'].map(f.country)),
    {
      da: 'Australien, Finland og Sverige',
      en: 'Australia, Finland and Sweden',
      fr: 'Australie, Finlande et Suède',
      de: 'Australien, Finnland und Schweden',
      ar: 'أستراليا وفنلندا والسويد',
      ckb: 'ئوسترالیا، فینلاند و سوید',
    },
  ],
  [
    'a list of four',
    (f) => f.list(['A', 'B', 'C', 'D']),
    {
      da: 'A, B, C og D',
      en: 'A, B, C and D',
      fr: 'A, B, C et D',
      de: 'A, B, C und D',
      ar: 'A وB وC وD',
      ckb: 'A، B، C و D',
    },
  ],
  [
    'a list of two, of one, of none',
    (f) => [['A', 'B'], ['A'], []].map(f.list).join('|'),
    { da: 'A og B|A|', en: 'A and B|A|', fr: 'A et B|A|', de: 'A und B|A|', ar: 'A وB|A|', ckb: 'A و B|A|' },
  ],
  [
    'Iraq and Italy',
    (f) => ['IQ', 'IT'].map(f.country).join(', '),
    {
      da: 'Irak, Italien',
      en: 'Iraq, Italy',
      fr: 'Iraq, Italie',
      de: 'Irak, Italien',
      ar: 'العراق, إيطاليا',
      ckb: 'عێراق, ئیتاڵیا',
    },
  ],
];

const TABLE = CASES.flatMap(([what, write, written]) =>
  Object.entries(written).map(([locale, text]) => ({ what, locale, write, text })),
);

test.each(TABLE)('$what in $locale: $text', ({ locale, write, text }) => {
  expect(shown(write(packs[locale]!.formats))).toBe(text);
});

test('quotation marks', () => {
  const marks = Object.entries(packs).map(([locale, { file }]) => [locale, shown(file.formats.quotation.join('…'))]);
  expect(Object.fromEntries(marks)).toEqual({
    da: '»…«',
    en: '“…”',
    fr: "«'…'»",
    de: '„…“',
    ar: '«…»',
    ckb: '«…»',
  });
});

test('every locale has every label of every other', () => {
  const keys = (locale: string) => Object.keys(packs[locale]!.file.labels).sort();
  for (const locale of Object.keys(packs)) expect([locale, keys(locale)]).toEqual([locale, keys('da')]);
  expect(findings.list).toEqual([]);
});

const ARABIC_UNITS: readonly (readonly [count: number, unit: string])[] = [
  [0, 'فرد'],
  [1, 'فرد'],
  [2, 'فرد'],
  [5, 'أفراد'],
  [13, 'فردًا'],
  [100, 'فرد'],
  [105, 'أفراد'],
  [285, 'فردًا'],
];

test.each(ARABIC_UNITS)('%i persons in Arabic', (count, unit) => {
  const { formats, file } = packs.ar!;
  const category = formats.plural(count, 'cardinal');
  expect(file.units!.persons).toContain(`${category} {${unit}}`);
});

test.each([localeFile('ckb'), textFile('ckb')])(
  '%s has the letters of Sorani and none that only look like them',
  (file) => {
    // Arabic kaf, yeh and alef maksura, teh marbuta, heh with a non-joiner for U+06D5.
    expect(load(file).text.match(/[\u0643\u064a\u0649\u0629\u200c]/g)).toBeNull();
  },
);
