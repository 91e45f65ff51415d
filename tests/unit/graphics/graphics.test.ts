import { estimateWidth } from '../../../src/content/graphics/advances.ts';
import { personnelChart } from '../../../src/content/graphics/chart.ts';
import { decimalYear } from '../../../src/content/graphics/dates.ts';
import { qrCode } from '../../../src/content/graphics/qr.ts';
import { leadershipTimeline } from '../../../src/content/graphics/timeline.ts';
import { inDigitsOf, splitLast, wrapWords } from '../../../src/content/graphics/words.ts';
import { sheet } from '../template/project.ts';
import { elements, number, ofClass } from './drawn.ts';

const data = sheet('da');
const chart = personnelChart(data.personnel!, { width: 370, height: 150, direction: 'ltr' });
const timeline = leadershipTimeline(data.leadership!, { width: 687, direction: 'ltr', label: data.covers });

describe.each([
  ['chart', chart],
  ['timeline', timeline],
  ['qr', qrCode('https://www.fmn.dk/', 'Ministeriet')],
])('%s', (_name, svg) => {
  test('uses only what every painter of SVG knows', () => {
    const allowed = new Set(['svg', 'g', 'path', 'rect', 'circle', 'line', 'polyline', 'polygon', 'text']);
    for (const e of elements(svg)) expect(allowed).toContain(e.name);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|e-\d/);
  });

  test('says what it shows', () => {
    expect(svg).toMatch(
      /^<svg class="graphic [^"]*" role="img" aria-label="[^"]{5,}" width="[\d.]+" height="[\d.]+" viewBox="0 0 /,
    );
  });

  test('keeps its shapes and texts inside', () => {
    const [root, ...inside] = elements(svg);
    const [width, height] = [number(root!, 'width'), number(root!, 'height')];
    for (const e of inside.filter((e) => e.name === 'rect' || e.name === 'text')) {
      const x = number(e, 'x');
      const length = e.name === 'rect' ? number(e, 'width') : estimateWidth(e.text, number(e, 'font-size'));
      const left = e.attributes['text-anchor'] === 'middle' ? x - length / 2 : x;
      expect([e.text, left >= -0.01, left + length <= width + 0.01]).toEqual([e.text, true, true]);
      expect(number(e, 'y') + (e.name === 'rect' ? number(e, 'height') : 0)).toBeLessThanOrEqual(height + 0.01);
      expect(number(e, 'y')).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('personnel chart', () => {
  test('draws bars to scale from a common base', () => {
    const bars = ofClass(chart, 'bar').filter((b) => number(b, 'height') !== number(b, 'width'));
    const totals = bars.filter((b) => b.attributes.class!.includes('bar--total'));
    expect(totals.map((b) => number(b, 'height') / number(totals[2]!, 'height'))).toEqual(
      [580, 500, 600, 500].map((n) => expect.closeTo(n / 600, 3)),
    );
    const bases = totals.map((b) => number(b, 'y') + number(b, 'height'));
    for (const base of bases) expect(base).toBeCloseTo(bases[0]!, 1);
  });

  test('writes every value and its date', () => {
    const texts = elements(chart).map((e) => e.text);
    const points = data.personnel!.series.flatMap((s) => s.points);
    for (const p of points) {
      expect(texts.includes(p.text) || splitLast(p.text).every((part) => texts.includes(part))).toBe(true);
      for (const part of splitLast(p.dateLabel)) expect(texts).toContain(part);
    }
    expect(chart).toContain('Danskere i missionen: 4 (dec. 2019), ca.\u00a0150 (okt. 2021)');
  });

  test('breaks the same words before all numbers or before none', () => {
    for (const locale of ['da', 'en']) {
      const { personnel } = sheet(locale);
      const svg = personnelChart(personnel!, { width: 370, height: 150, direction: 'ltr' });
      const words = personnel!.series.flatMap((s) => s.points.map((p) => splitLast(p.text).slice(0, -1)[0] ?? ''));
      const alone = ofClass(svg, 'chart__value').map((e) => e.text);
      for (const word of new Set(words.filter(Boolean))) {
        const broken = alone.filter((text) => text === word).length;
        expect([word, broken === 0 || broken === words.filter((w) => w === word).length]).toEqual([word, true]);
      }
    }
  });

  test('is mirrored for right-to-left sheets', () => {
    const mirrored = personnelChart(data.personnel!, { width: 370, height: 150, direction: 'rtl' });
    const positions = (svg: string) => ofClass(svg, 'chart__date').map((e) => number(e, 'x'));
    expect(positions(mirrored)).toEqual(positions(chart).map((x) => expect.closeTo(370 - x, 1)));
  });
});

describe('leadership timeline', () => {
  test('joins the commanders of one nation and marks its own', () => {
    expect(ofClass(timeline, 'timeline__nation').map((e) => e.text)).toEqual([
      'Canada', 'Danmark', 'Italien', 'Spanien', 'Nederlandene', 'Frankrig',
    ]); // biome-ignore format: a list
    expect(ofClass(timeline, 'timeline__lead--national')).toHaveLength(1);
  });

  test('the covered band stands behind the terms it covers', () => {
    const [band] = ofClass(timeline, 'timeline__covered');
    const [lead] = ofClass(timeline, 'timeline__lead--national');
    expect(number(band!, 'x')).toBeCloseTo(number(lead!, 'x'), 2);
    expect(number(band!, 'width')).toBeCloseTo(number(lead!, 'width'), 2);
  });

  test('a name that its own term is too short for runs on below all others; the band begins below its label', () => {
    const names = ofClass(timeline, 'timeline__name');
    const low = names.find((n) => n.text === 'Per Pugholm Olsen')!;
    for (const name of names) if (name !== low) expect(number(name, 'y')).toBeLessThan(number(low, 'y'));
    // Further from the second line of another name than that from its first.
    const [upper, second] = ['José Antonio', 'Agüero Martínez'].map((text) =>
      number(names.find((n) => n.text === text)!, 'y'),
    );
    expect(number(low, 'y') - second!).toBeGreaterThan(1.2 * (second! - upper!));
    const label = ofClass(timeline, 'timeline__label')[0]!;
    const band = ofClass(timeline, 'timeline__covered')[0]!;
    expect(number(label, 'y')).toBeLessThan(number(band, 'y'));
    expect(number(label, 'x')).toBeCloseTo(number(band, 'x'), 1);
  });

  test('an open term ends in an arrow, a closed one does not', () => {
    expect(elements(timeline).filter((e) => e.name === 'polygon')).toHaveLength(1);
    const closed = { ...data.leadership!, entries: data.leadership!.entries.slice(0, 5) };
    expect(leadershipTimeline(closed, { width: 687, direction: 'ltr', label: '' })).not.toContain('<polygon');
  });

  test('nobody at all is an empty picture', () => {
    const none = { ...data.leadership!, entries: [] };
    expect(leadershipTimeline(none, { width: 100, direction: 'ltr', label: '' })).toContain('role="img"');
  });
});

test('a QR code has finder patterns and a quiet zone of four modules', () => {
  const svg = qrCode('https://www.fmn.dk/', 'x', 100);
  const path = ofClass(svg, 'qr__marks')[0]!.attributes.d!;
  expect(path.startsWith('M4 4h7v1h-7z')).toBe(true);
  const starts = [...path.matchAll(/M(\d+) (\d+)/g)].map((m) => [Number(m[1]), Number(m[2])]);
  expect(Math.min(...starts.flat())).toBe(4);
});

describe('words', () => {
  test('wrap by estimate and never lose one', () => {
    expect(wrapWords('Giovanni Maria Iannucci', 70, 9.33)).toEqual(['Giovanni Maria', 'Iannucci']);
    expect(wrapWords('Per Pugholm Olsen', 40, 9.33)).toEqual(['Per', 'Pugholm', 'Olsen']);
  });

  test('a month of several words that is wider than its bars takes a line for each', () => {
    const dated = (dateLabel: string) => {
      const series = data.personnel!.series.map((s) => ({ ...s, points: s.points.map((p) => ({ ...p, dateLabel })) }));
      const svg = personnelChart({ ...data.personnel!, series }, { width: 300, height: 150, direction: 'rtl' });
      return ofClass(svg, 'chart__date').map(({ text }) => text);
    };
    expect(dated('كانون الأول ٢٠١٩').slice(0, 3)).toEqual(['كانون', 'الأول', '٢٠١٩']);
    expect(dated('١٢/٢٠١٩').slice(0, 2)).toEqual(['١٢/٢٠١٩', '١٢/٢٠١٩']);
  });

  test('descriptions have the marks of their script', () => {
    const arabic = personnelChart(
      { ...data.personnel!, heading: 'الأفراد' },
      { width: 9, height: 9, direction: 'rtl' },
    );
    expect(/aria-label="([^"]*)"/.exec(arabic)![1]).toMatch(/^الأفراد\. .*\)، .*؛ /);
    expect(/aria-label="([^"]*)"/.exec(chart)![1]).toMatch(/\), .*; /);
  });

  test('years follow the digits of the dates beside them', () => {
    expect(inDigitsOf('٦ مايو ٢٠٢١', 2018)).toBe('٢٠١٨');
    expect(inDigitsOf('6. maj 2021', 2018)).toBe('2018');
  });

  test.each([
    ['2020', 2020],
    ['2020-07', 2020.497],
    ['2021-12-31', 2021.997],
  ])('%s is %d', (iso, year) => {
    expect(decimalYear(iso)).toBeCloseTo(year, 3);
  });
});
