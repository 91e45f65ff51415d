import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Mission, SheetData } from '../../../src/content/dataset/generated/types.ts';
import { buildSheetData } from '../../../src/content/dataset/sheet.ts';
import { personnelChart } from '../../../src/content/graphics/chart.ts';
import { createFormats, languageName } from '../../../src/content/i18n/formats.ts';
import { parseLocale } from '../../../src/content/i18n/locale.ts';
import { isolate, readMarkup } from '../../../src/content/i18n/markup.ts';
import { compileMessage, evaluate } from '../../../src/content/i18n/messages.ts';
import { load, localeFile, MISSION, readAll } from './project.ts';

const { record, catalogues } = readAll();
const languages = ['da', 'en'].map((tag) => ({ tag, name: languageName(tag), direction: 'ltr' as const }));
const sheetOf = (locale: string) => buildSheetData(record!, catalogues[locale]!.language, languages);
const schema = JSON.parse(readFileSync(new URL('../../../data/schemas/sheet.schema.json', import.meta.url), 'utf8'));

const markers = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, child]) =>
        key === 'refs' ? child.map((r: { target: string }) => r.target) : markers(child),
      );

describe.each(['da', 'en'])('the sheet in %s', (locale) => {
  const { data, printed } = sheetOf(locale);

  test('is what its schema says, whole and finished', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(schema);
    expect(validate(data) ? [] : validate.errors).toEqual([]);
    expect(JSON.stringify(data)).not.toMatch(/undefined|NaN|[{]\w+,/);
  });

  test('numbers the sources it uses without gaps, and every mark leads to one', () => {
    const targets = new Set(markers(data));
    expect(data.sources.items.map((s) => s.id)).toEqual(data.sources.items.map((_, i) => `source-${i + 1}`));
    expect([...targets].sort()).toEqual(data.sources.items.map((s) => s.id).sort());
  });

  test('traces every printed value to its sources', () => {
    expect(printed.length).toBeGreaterThan(50);
    const text = JSON.stringify(data).replaceAll('\u00a0', ' ');
    for (const { pointer, printed: value, asOf, sources } of printed) {
      expect(text).toContain(value.replaceAll('\u00a0', ' '));
      expect(asOf).toMatch(/^\d{4}/);
      expect(sources.length).toBeGreaterThan(0);
      expect(pointer).toMatch(/^\/(figures|dates|periods|series|leadership)\//);
    }
  });

  test('is the same every time', () => {
    expect(JSON.stringify(sheetOf(locale))).toBe(JSON.stringify({ data, printed }));
  });
});

test('both languages print the same values and the same source numbers', () => {
  const [da, en] = [sheetOf('da'), sheetOf('en')];
  const pointers = (s: typeof da) => [...new Set(s.printed.map((p) => p.pointer))].sort();
  expect(pointers(da)).toEqual(pointers(en));
  expect(da.data.sources.items.map((s) => s.href)).toEqual(en.data.sources.items.map((s) => s.href));
  expect(markers(da.data)).toEqual(markers(en.data));
});

test('the facts that the old page had wrong are right', () => {
  const words = (data: SheetData) => JSON.stringify(data).replaceAll('\u00a0', ' ');
  const da = words(sheetOf('da').data);
  for (const fact of [
    '11.–12. juli 2018',
    'ca. 210',
    'op til 285',
    'ca. 150',
    'Taji',
    'UNAMI',
    'Per Pugholm Olsen',
    'op til tre helikoptere',
    '24. november 2020 – 10. maj 2022',
  ])
    expect(da).toContain(fact);
  expect(words(sheetOf('en').data)).toContain('11–12 July 2018');
});

describe('weak values', () => {
  const marked = (marks: Readonly<Record<string, string>>, more: (data: Mission) => void = () => {}) => {
    const data = JSON.parse(load(MISSION).text) as Mission;
    for (const [id, mark] of Object.entries(marks)) Object.assign(data.figures![id]!, { mark });
    more(data);
    const read = readAll([{ file: MISSION, text: JSON.stringify(data) }]);
    return buildSheetData(read.record!, read.catalogues.da!.language, languages).data;
  };

  test('carry their mark wherever they are printed, and one line explains each kind', () => {
    const data = marked({ danes2021: 'thin', ceiling: 'derived', cargo: 'derived', offered: 'fair' }, ({ series }) => {
      Object.assign(series!.danesDeployed!.points[0]!, { mark: 'thin' });
    });
    expect(data.keyFigures.items.map((i) => i.mark)).toEqual(['derived', 'thin', null, null]);
    expect(data.results[0]!.items.map((i) => i.mark)).toEqual([null, null, 'derived']);
    expect(data.contributions!.total).toMatchObject({ offered: { mark: null }, deployed: { mark: 'thin' } });
    expect(data.personnel!.series[1]!.points.map((p) => p.mark)).toEqual(['thin', null, null]);
    const prose = JSON.stringify(data.sections);
    expect(prose).toContain('<span class=\\"mark-thin\\">ca.\u00a0150</span>');
    expect(prose).toContain('<span class=\\"mark-derived\\">op\u00a0til\u00a0285</span>');
    // The date of a weak figure is not weak.
    expect(data.lead.html).toContain('I <span class="date">oktober 2021</span> var <span');
    expect(data.marks.map((m) => m.kind)).toEqual(['thin', 'derived']);
    expect(JSON.stringify([data.title, data.description, data.personnel!.caption])).not.toContain('mark-');
  });

  test('need no line where there are none', () => {
    expect(marked({}).marks).toEqual([]);
    expect(marked({ ceiling: 'thin' }).marks).toHaveLength(1);
  });

  test('have their sign in the chart too', () => {
    const { personnel } = marked({}, ({ series }) => {
      Object.assign(series!.danesDeployed!.points[1]!, { mark: 'thin' });
    });
    const svg = personnelChart(personnel!, { width: 370, height: 150, direction: 'ltr' });
    expect(svg.match(/[\d.]+[†‡]/g)).toEqual(['150†']);
  });
});

describe('numbers for pictures', () => {
  const { data } = sheetOf('da');

  test('cells have their value and unit, ranges both ends', () => {
    const helicopters = data.contributions!.rows.find((row) => row.deployed.unit === 'helicopters')!;
    expect(helicopters).toMatchObject({
      offered: { value: 70, upper: null, unit: 'persons' },
      authorised: { value: 85, unit: 'persons' },
      deployed: { value: 2, missing: false },
      from: '2021-05',
      to: '2022-04-30',
    });
    const range = JSON.parse(load(MISSION).text) as Mission;
    const id = range.contributions!.find((c) => c.deployed)!.deployed!;
    Object.assign(range.figures![id]!, { value: 2, to: 3 });
    const read = readAll([{ file: MISSION, text: JSON.stringify(range) }]);
    const sheet = buildSheetData(read.record!, read.catalogues.da!.language, languages).data;
    expect(sheet.contributions!.rows.find((row) => row.deployed.upper !== null)!.deployed).toMatchObject({
      value: 2,
      upper: 3,
    });
  });

  test('what is missing has none, and rows without a period no dates', () => {
    const { rows, dated, covers } = data.contributions!;
    for (const row of rows) {
      for (const cell of [row.offered, row.authorised, row.deployed]) {
        expect([cell.missing, cell.value === null, cell.unit === '']).toEqual(Array(3).fill(cell.missing));
      }
      expect(row.from === null).toBe(row.period === '');
    }
    expect(dated).toBe(rows.filter((row) => row.from !== null).length);
    expect(covers).toEqual({ from: '2020-11-24', to: '2022-05-10' });
  });

  test('figures say whether they can be counted by eye', () => {
    const figures = [data.keyFigures, ...data.results].flatMap(({ items }) => items);
    const seen = figures.map(({ amount, unitKey, countable }) => [amount, unitKey, countable]);
    expect(seen).toContainEqual([2, 'helicopters', true]);
    expect(seen).toContainEqual([285, 'persons', false]);
    expect(seen).toContainEqual([171, 'tonnes', false]);
  });
});

test('a table without offers, places and totals has no columns and no row for them', () => {
  const data = JSON.parse(load(MISSION).text) as Mission;
  for (const c of data.contributions!) for (const key of ['offered', 'place'] as const) delete c[key];
  delete data.contributionTotals;
  const read = readAll([{ file: MISSION, text: JSON.stringify(data) }]);
  // The note of the totals is a text that nothing needs now.
  expect(read.findings.map((f) => f.code)).toEqual(['text-unknown-key', 'text-unknown-key']);
  const { contributions } = buildSheetData(read.record!, read.catalogues.da!.language, languages).data;
  expect(contributions).toMatchObject({ columns: { offered: null, place: '' }, total: null });
  expect(contributions!.columns.period).not.toBe('');
  expect(contributions!.caption).toMatch(/^Styrke efter bidrag/);
});

describe('formats', () => {
  const formats = (locale: string, over: object = {}) =>
    createFormats({ ...JSON.parse(load(localeFile('da')).text), locale, ...over });
  const arabic = { formats: { ...JSON.parse(load(localeFile('da')).text).formats, numberingSystem: 'arab' } };

  test.each([
    ['da', '2020-11-24', '24.\u00a0november 2020'],
    ['da', '2018-10', 'oktober 2018'],
    ['en-GB', '2020-11-24', '24\u00a0November 2020'],
    ['de', '2018', '2018'],
  ])('date in %s: %s', (locale, iso, expected) => {
    expect(formats(locale).date(iso)).toBe(expected);
  });

  test.each([
    ['da', '2018-07-11', '2018-07-12', '11.–12.\u00a0juli 2018'],
    ['da', '2021-05-06', '2021-08-06', '6.\u00a0maj\u00a0– 6.\u00a0august 2021'],
    ['da', '2019', '2021', '2019–2021'],
    ['da', '2018-10', '2020-11-24', 'oktober 2018\u00a0– 24.\u00a0november 2020'],
    ['en-GB', '2021-03', '2021-05', 'March–May 2021'],
    ['da', '2018-10', undefined, 'siden oktober 2018'],
  ])('period in %s: %s to %s', (locale, from, to, expected) => {
    expect(formats(locale).period(from, to)).toBe(expected);
  });

  test('the numbering system is the stated one, whatever the locale has', () => {
    expect(formats('ar').number(2580)).toBe('2,580');
    expect(formats('ar', arabic).number(2580)).toBe('٢٬٥٨٠');
    expect(formats('ckb', arabic).digits(2018)).toBe('٢٠١٨');
  });

  test('a range and a qualifier stay on one line', () => {
    expect(formats('da').figure({ value: 1200, to: 1500, qualifier: 'about' }).text).toBe('ca.\u00a01.200–1.500');
  });
});

test.each([
  ['da', 'ltr', 'Latn'],
  ['ckb', 'rtl', 'Arab'],
  ['ar-XB', 'rtl', 'Arab'],
  ['sr-Latn', 'ltr', 'Latn'],
])('%s is written %s in %s', (tag, direction, script) => {
  expect(parseLocale(tag, () => {})).toMatchObject({ direction, script });
});

describe('messages', () => {
  const scope = {
    value: (type: string, arg: string, style: string) => [type, arg, style].filter(Boolean).join(':'),
    number: (arg: string) => Number(arg.slice(1)),
    selector: (arg: string) => arg,
    plural: (value: number, type: 'cardinal' | 'ordinal') => new Intl.PluralRules('en', { type }).select(value),
    formatNumber: String,
  };
  const write = { literal: (part: { html: string }) => part.html, value: (text: string) => text };

  test.each([
    ['{n1, plural, one {# person} other {# persons}}', '1 person'],
    ['{n3, plural, =3 {three} one {# person} other {# persons}}', 'three'],
    ['{n3, plural, offset:1 one {you and # more} other {you and # others}}', 'you and 2 others'],
    ['{n2, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', '2nd'],
    ['{draft, select, draft {a draft} other {final}}', 'a draft'],
    ["it''s '{'quoted'}' {x, figure, unit}", "it's {quoted} figure:x:unit"],
    [
      '<em>{x, date}</em> & <abbr title="a&b">c</abbr> 1 < 2 &nbsp;',
      '<em>date:x</em> &amp; <abbr title="a&amp;b">c</abbr> 1 &lt; 2 &nbsp;',
    ],
  ])('%s', (source, expected) => {
    const message = compileMessage(source, 'en', (fault) => {
      throw new Error(fault.message);
    });
    expect(evaluate(message!, scope, write)).toBe(expected);
  });

  test.each([
    ['B 159', 'rtl', '<bdi dir="ltr">B 159</bdi>'],
    ['Task & Force', 'rtl', '<bdi dir="ltr">Task &amp; Force</bdi>'],
    ['٢٤ تشرين الثاني ٢٠٢٠', 'rtl', '٢٤ تشرين الثاني ٢٠٢٠'],
    ['عملية العزم الصلب (OIR)', 'rtl', 'عملية العزم الصلب (OIR)'],
    ['2,580', 'rtl', '2,580'],
    ['ناتۆ', 'ltr', '<bdi dir="rtl">ناتۆ</bdi>'],
    ['B 159', 'ltr', 'B 159'],
  ] as const)('%s in a sentence that runs %s', (text, direction, html) => {
    expect(isolate(text, direction)).toBe(html);
  });

  test.each([
    ['<script>x</script>', 0],
    ['a <em onclick="x">b</em>', 2],
    ['<span lang="x" style="y">a</span>', 0],
    ['<abbr title="a">b</em>', 17],
  ])('%s is refused at %d and harmless', (source, offset) => {
    const faults: number[] = [];
    const { html } = readMarkup(source, [], (fault) => faults.push(fault.offset));
    expect(faults[0]).toBe(offset);
    expect(html).not.toMatch(/<(script|em onclick|span)/);
  });

  test.each([
    ['Canada {n, plural, few {x} other {y}}', 21],
    ['one {a', 4],
    ['{n, plural, one {x}}', 0],
  ])('%s has its fault at %d', (source, offset) => {
    const faults: { code: string; offset: number }[] = [];
    expect(compileMessage(source, 'en', (fault) => faults.push(fault))).toBeUndefined();
    expect(faults).toMatchObject([{ code: 'text-syntax', offset: expect.any(Number) }]);
    expect(Math.abs(faults[0]!.offset - offset)).toBeLessThanOrEqual(2);
  });
});
