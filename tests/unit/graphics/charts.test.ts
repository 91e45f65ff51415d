import type { ChartData, ContributionRow, ContributionTable } from '../../../src/content/dataset/generated/types.ts';
import { boldWidth, estimateWidth } from '../../../src/content/graphics/advances.ts';
import { compositionChart } from '../../../src/content/graphics/composition.ts';
import { contributionTimeline } from '../../../src/content/graphics/contribution-timeline.ts';
import { decimalYear, decimalYearEnd, decimalYearMiddle } from '../../../src/content/graphics/dates.ts';
import { seriesChart } from '../../../src/content/graphics/series.ts';
import { leadershipTimeline } from '../../../src/content/graphics/timeline.ts';
import { fitWords } from '../../../src/content/graphics/words.ts';
import { elements, measure, number, ofClass, shapeFaults, textBoxes, textFaults } from './drawn.ts';
import { allSheets } from './sheets.ts';

const sheets = allSheets();
const find = (name: string) => sheets.find(([own]) => own === name)![1];
const nmi = find('nato-mission-iraq da');
const WIDTHS = [687, 480, 330, 220, 150];
const sizeOf = (script: string): { fontSize?: number } => (script === 'Arab' ? { fontSize: 9.67 } : {});

const KNOWN = new Set(['svg', 'g', 'path', 'rect', 'circle', 'line', 'polyline', 'polygon', 'text']);

function expectSound(svg: string, direction: 'ltr' | 'rtl'): void {
  expect(svg).not.toMatch(/NaN|undefined|Infinity|\de[-+]\d/);
  for (const { name } of elements(svg)) expect(KNOWN).toContain(name);
  expect(/^<svg class="graphic [^"]*" role="img" aria-label="([^"]*)"/.exec(svg)![1]!.length).toBeGreaterThan(4);
  expect([...textFaults(svg, direction), ...shapeFaults(svg)]).toEqual([]);
}

const label = (svg: string): string => elements(svg)[0]!.attributes['aria-label']!;
const written = (svg: string): string =>
  elements(svg)
    .filter((e) => e.name === 'text')
    .map((e) => e.text)
    .join(' ')
    .replaceAll('\u00a0', ' ');

describe.each(sheets)('%s', (_name, data) => {
  const { direction, contributions, personnel, leadership } = data;
  const own = { direction, ...sizeOf(data.script) };

  test('composition: no text over text, every component and every value', () => {
    if (contributions === null) return;
    for (const width of WIDTHS) {
      const svg = compositionChart(contributions, { width, ...own });
      expectSound(svg, direction);
      const all = [...contributions.rows, ...(contributions.total ? [contributions.total] : [])];
      for (const row of all) {
        for (const part of row.component.split(' ')) expect(written(svg)).toContain(part);
        expect(label(svg)).toContain(row.component);
        for (const cell of [row.offered, row.authorised, row.deployed]) {
          if (cell.missing) continue;
          expect(label(svg)).toContain(cell.text);
          for (const part of cell.text.split(/[ \u00a0]/)) expect(written(svg)).toContain(part);
        }
      }
    }
  });

  test('contribution over time: as many bars as rows with a period', () => {
    if (contributions === null) return;
    for (const width of WIDTHS) {
      const svg = contributionTimeline(contributions, { width, label: data.covers, ...own });
      expectSound(svg, direction);
      expect(ofClass(svg, 'timeline__part')).toHaveLength(contributions.dated);
      expect(contributions.rows.filter(({ from }) => from !== null)).toHaveLength(contributions.dated);
      for (const { period, from } of contributions.rows) if (from) expect(label(svg)).toContain(period);
    }
  });

  test('numbers over time: a mark for every count, every value written', () => {
    if (personnel === null) return;
    const points = personnel.series.flatMap(({ counts, points }) => points.map((point) => ({ ...point, counts })));
    for (const width of WIDTHS.slice(0, 4)) {
      const svg = seriesChart(personnel, { width, height: 170, ...own });
      expectSound(svg, direction);
      expect(ofClass(svg, 'series__mark').length).toBeGreaterThanOrEqual(
        points.filter((p) => p.counts !== 'authorised').length,
      );
      const values = ofClass(svg, 'series__value').map(({ text }) => text.replace(/[†‡]$/, ''));
      for (const { text, dateLabel } of points) {
        expect(values).toContain(text);
        expect(label(svg)).toContain(`${text} (${dateLabel})`);
      }
      for (const series of personnel.series) expect(written(svg)).toContain(series.label.replaceAll('\u00a0', ' '));
    }
  });

  test('commanders', () => {
    if (leadership === null) return;
    expectSound(leadershipTimeline(leadership, { width: 687, label: data.covers, ...own }), direction);
  });
});

describe('composition', () => {
  const svg = compositionChart(nmi.contributions!, { width: 687, direction: 'ltr' });
  const bars = (look: string) =>
    ofClass(svg, `bar--${look}`).filter((b) => number(b, 'y') > 12 && number(b, 'width') !== number(b, 'height'));

  test('all people share one scale from a common start', () => {
    const values = nmi
      .contributions!.rows.concat(nmi.contributions!.total!)
      .map((r) => r.authorised.value)
      .filter((v) => v !== null);
    const widths = bars('authorised')
      .filter((b) => number(b, 'height') > 8)
      .map((b) => number(b, 'width') + 1);
    expect(widths).toEqual(values.map((v) => expect.closeTo((v! / 285) * Math.max(...widths), 0)));
    expect(
      new Set(
        bars('authorised')
          .filter((b) => number(b, 'height') > 8)
          .map((b) => number(b, 'x')),
      ).size,
    ).toBe(1);
    const [deployed] = bars('deployed');
    expect(number(deployed!, 'width') / Math.max(...widths)).toBeCloseTo(150 / 285, 2);
  });

  test('what is no people is a pictogram with its number, not a bar', () => {
    expect(ofClass(svg, 'pictogram')).toHaveLength(1);
    expect(bars('deployed')).toHaveLength(1);
    expect(written(svg)).toContain('2 helikoptere');
  });

  test('a row without a value says the word for none', () => {
    expect(written(svg)).toContain(nmi.contributions!.rows.find((r) => r.authorised.missing)!.authorised.text);
  });

  test('is mirrored for right-to-left sheets', () => {
    const mirrored = compositionChart(nmi.contributions!, { width: 687, direction: 'rtl' });
    const left = (text: string) => ofClass(text, 'bar--authorised').map((b) => number(b, 'x'));
    const right = (text: string) =>
      ofClass(text, 'bar--authorised').map((b) => 687 - number(b, 'x') - number(b, 'width'));
    expect(right(mirrored)).toEqual(left(svg).map((x) => expect.closeTo(x, 1)));
    expect(ofClass(mirrored, 'composition__name').map((e) => number(e, 'x'))).toEqual(
      ofClass(svg, 'composition__name').map((e) => 687 - number(e, 'x')),
    );
  });
});

const row = (change: Partial<ContributionRow>, value: number | null = 5): ContributionRow => {
  const [base] = nmi.contributions!.rows;
  const none = {
    text: 'ikke oplyst',
    value: null,
    upper: null,
    unit: '',
    detail: '',
    missing: true,
    mark: null,
    refs: [],
  };
  const cell = value === null ? none : { ...none, text: `ca. ${value}`, value, unit: 'persons', missing: false };
  return {
    ...base!,
    offered: none,
    deployed: none,
    authorised: cell,
    from: null,
    to: null,
    period: '',
    place: '',
    ...change,
  };
};
const table = (rows: ContributionRow[], total: ContributionRow | null = null): ContributionTable => ({
  ...nmi.contributions!, rows, total, dated: rows.filter(({ from }) => from).length,
}); // biome-ignore format: one record
const LONG =
  'Sikringsstyrkeuddannelsesbidragsforberedelseskommandoen og den meget lange betegnelse for støtteelementet';

const hostileTables: readonly (readonly [string, ContributionTable])[] = [
  ['one row of nought', table([row({}, 0)])],
  ['no value at all', table([row({}, null), row({}, null)])],
  ['ten million beside one', table([row({}, 10_000_000), row({}, 1)], row({}, 10_000_001))],
  ['forty rows', table(Array.from({ length: 40 }, (_, i) => row({ component: `${LONG} ${i}`, from: `${1980 + i}`, to: null, period: 'x' }, i * 7)))],
  ['one period, open', table([row({ component: LONG, place: LONG, from: '2020-05', period: 'siden 2020' })])],
  ['the same day', table([row({ from: '2020-05-05', to: '2020-05-05', period: 'x' }), row({ from: '2020-05-05', to: '2020-05-05', period: 'x' })])],
  ['two thousand years', table([row({ from: '0101', to: '2022', period: '101–2022' }), row({ from: '2021-12-31', to: null, period: 'x' })])],
  ['a period that ends before it begins', table([row({ from: '2022', to: '2020', period: 'x' })])],
]; // biome-ignore format: a table

describe.each(hostileTables)('contributions: %s', (_name, hostile) => {
  test.each([687, 330, 120])('%d px', (width) => {
    for (const direction of ['ltr', 'rtl'] as const) {
      expectSound(compositionChart(hostile, { width, direction }), direction);
      expectSound(contributionTimeline(hostile, { width, direction, label: nmi.covers }), direction);
    }
  });
});

describe('contribution over time', () => {
  test('a period known to the month or year fills it', () => {
    expect(decimalYearEnd('2020')).toBe(2021);
    expect(decimalYearEnd('2020-12')).toBe(2021);
    expect(decimalYearEnd('2020-12-31')).toBe(2021);
    expect(decimalYearEnd('2021-04')).toBe(decimalYear('2021-05'));
    expect(decimalYearMiddle('2020')).toBe(2020.5);
    const svg = contributionTimeline(table([row({ from: '2010', to: '2019', period: 'x' })]), {
      width: 600,
      direction: 'ltr',
      label: 'x',
    });
    const [bar] = ofClass(svg, 'timeline__part');
    const tick = (year: string) => ofClass(svg, 'timeline__year').find((e) => e.text === year)!;
    const perYear = (number(tick('2018'), 'x') - number(tick('2012'), 'x')) / 6;
    expect(number(bar!, 'width')).toBeCloseTo(perYear * 10, 0);
  });

  test('only an open period ends in an arrow', () => {
    const draw = (to: string | null) =>
      contributionTimeline(table([row({ from: '2010', to, period: 'x' })]), {
        width: 600,
        direction: 'ltr',
        label: 'x',
      });
    expect(draw(null)).toContain('<polygon');
    expect(draw('2012')).not.toContain('<polygon');
  });

  test('is mirrored for right-to-left sheets', () => {
    const draw = (direction: 'ltr' | 'rtl') =>
      ofClass(contributionTimeline(nmi.contributions!, { width: 600, direction, label: 'x' }), 'timeline__part');
    const edges = draw('ltr').map((b) => number(b, 'x'));
    expect(draw('rtl').map((b) => 600 - number(b, 'x') - number(b, 'width'))).toEqual(
      edges.map((x) => expect.closeTo(x, 1)),
    );
  });
});

const points = (values: readonly (readonly [string, number])[]) =>
  values.map(([date, value]) => ({ date, dateLabel: date, value, text: `ca. ${value}`, mark: null, refs: [] }));
const chart = (series: readonly (readonly [label: string, counts: 'authorised' | 'deployed', values: readonly (readonly [string, number])[]])[]): ChartData => ({
  ...nmi.personnel!,
  maximum: Math.max(0, ...series.flatMap(([, , values]) => values.map(([, value]) => value))),
  series: series.map(([name, counts, values], i) => ({ id: `s${i}`, label: name, counts, points: points(values) })),
}); // biome-ignore format: one record

const hostileCharts: readonly (readonly [string, ChartData])[] = [
  ['nothing', chart([])],
  ['a series of nothing', chart([['x', 'deployed', []]])],
  ['one point', chart([['x', 'deployed', [['2020-05', 12]]]])],
  ['nought', chart([['x', 'deployed', [['2020-05', 0], ['2021', 0]]]])],
  ['ten million beside one', chart([['x', 'deployed', [['2019', 10_000_000], ['2021', 1]]], [LONG, 'authorised', [['2019', 9_999_999]]]])],
  ['forty points on one date', chart([['x', 'deployed', Array.from({ length: 40 }, (_, i) => ['2020-05-05', 100 + i] as const)]])],
  ['forty series', chart(Array.from({ length: 40 }, (_, i) => [`${LONG} ${i}`, i % 2 ? 'authorised' : 'deployed', [['2020', i], ['2021', i]]] as const))],
  ['two thousand years', chart([['x', 'deployed', [['0101', 5], ['2021', 6]]]])],
]; // biome-ignore format: a table

describe.each(hostileCharts)('series: %s', (_name, hostile) => {
  test.each([
    [687, 300],
    [250, 130],
    [90, 60],
  ])('%d × %d px', (width, height) => {
    // biome-ignore format: sizes
    for (const direction of ['ltr', 'rtl'] as const) {
      const svg = seriesChart(hostile, { width, height, direction });
      expect(svg).not.toMatch(/NaN|undefined|Infinity|\de[-+]\d/);
      const legend = new Set(ofClass(svg, 'chart__key').map(({ text }) => text));
      // A legend of forty names needs more height than there is; whoever asks for it sees it leave.
      const faults = textFaults(svg, direction).filter((fault) => ![...legend].some((text) => fault.includes(`"${text}"`)));
      expect(faults).toEqual([]);
    }
  });
});

describe('numbers over time', () => {
  const svg = seriesChart(nmi.personnel!, { width: 400, height: 170, direction: 'ltr' });

  test('values start at nought and marks stand at their dates', () => {
    const base = number(ofClass(svg, 'chart__axis')[0]!, 'y1');
    const marks = ofClass(svg, 'series__mark--1').filter((e) => number(e, 'cy') > 30);
    const values = nmi.personnel!.series[0]!.points;
    const high = (i: number) => base - number(marks[i]!, 'cy');
    expect(high(1) / high(2)).toBeCloseTo(500 / 600, 2);
    const time = (i: number) => number(marks[i]!, 'cx') - number(marks[0]!, 'cx');
    const dated = (i: number) => decimalYearMiddle(values[i]!.date) - decimalYearMiddle(values[0]!.date);
    expect(time(1) / time(3)).toBeCloseTo(dated(1) / dated(3), 2);
  });

  test('series differ by shape, ceilings are hatched lines, and only counts of one series are joined', () => {
    const forms = new Set(ofClass(svg, 'series__mark').map(({ name }) => name));
    expect(forms).toEqual(new Set(['circle', 'rect']));
    expect(ofClass(svg, 'series__line')).toHaveLength(2);
    expect(ofClass(svg, 'series__ceiling').length).toBeGreaterThan(0);
    expect(ofClass(svg, 'bar__hatch').length).toBeGreaterThan(0);
    for (const line of ofClass(svg, 'series__line'))
      expect(line.attributes).toMatchObject({ fill: 'none', 'stroke-dasharray': '1 2.5' });
  });

  test('a ceiling begins at its date and steps', () => {
    const stepped = seriesChart(
      chart([
        [
          'x',
          'authorised',
          [
            ['2014', 160],
            ['2018', 152],
          ],
        ],
      ]),
      { width: 500, height: 150, direction: 'ltr' },
    );
    const lines = ofClass(stepped, 'series__ceiling').map((e) => [number(e, 'x1'), number(e, 'x2')]);
    expect(lines).toEqual([[0, 400], [400, 400], [400, 500]]); // biome-ignore format: spans
  });

  test('is mirrored for right-to-left sheets', () => {
    const mirrored = seriesChart(nmi.personnel!, { width: 400, height: 170, direction: 'rtl' });
    const xs = (text: string) => ofClass(text, 'series__mark--1').map((e) => number(e, 'cx'));
    expect(xs(mirrored)).toEqual(xs(svg).map((x) => expect.closeTo(400 - x, 1)));
  });
});

test('the estimate of widths errs on the wide side in every language', () => {
  const texts = sheets.flatMap(([, data]) => {
    const svg = data.contributions
      ? compositionChart(data.contributions, { width: 687, direction: data.direction })
      : '';
    return svg ? textBoxes(svg, data.direction).map(({ text }) => text) : [];
  });
  const narrow = [...new Set(texts)].filter((text) => measure(text, 10, 400) > estimateWidth(text, 10) + 0.5);
  const bold = [...new Set(texts)].filter((text) => measure(text, 10, 600) > boldWidth(text, 10) + 0.5);
  expect([...narrow, ...bold]).toEqual([]);
  // Legends stand by it: a fifth too much would show as gaps.
  const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0);
  for (const script of [/\p{Script=Latn}/u, /\p{Script=Arab}/u]) {
    const words = texts.filter((text) => script.test(text));
    const shares =
      total(words.map((text) => estimateWidth(text, 10))) / total(words.map((text) => measure(text, 10, 400)));
    expect(shares).toBeLessThan(1.1);
  }
});

test('a word that is wider than its room is cut, and a letter keeps its marks', () => {
  expect(fitWords('Sikringsbidrag', 30, 10).join('')).toBe('Sikringsbidrag');
  for (const line of fitWords('Sikringsbidrag', 30, 10)) expect(estimateWidth(line, 10)).toBeLessThanOrEqual(30);
  expect(fitWords('e\u0301e\u0301', 6, 10)).toEqual(['e\u0301', 'e\u0301']);
});
