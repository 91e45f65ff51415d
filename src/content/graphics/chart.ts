import type { ChartData, ChartPoint, ChartSeries } from '../dataset/generated/types.ts';
import { boldWidth, estimateWidth } from './advances.ts';
import { drawBar, LEAST_BAR, type Look } from './bars.ts';
import { decimalYear } from './dates.ts';
import { drawLegend } from './legend.ts';
import { element, type GraphicSize, picture, textLine } from './svg.ts';
import { marksOf, SMALL, signOf, splitLast } from './words.ts';

export interface ChartOptions extends GraphicSize {
  readonly direction: 'ltr' | 'rtl';
  /** Px; 7 pt unless told. */
  readonly fontSize?: number;
}

interface Bar {
  readonly series: ChartSeries;
  readonly look: Look;
  readonly point: ChartPoint;
}

/** All bars of one date stand side by side over one date label. */
interface Group {
  readonly date: string;
  readonly dateLabel: string;
  readonly bars: Bar[];
}

/**
 * Bars of dated numbers, one group for each date in order of time; the dates are not spaced to scale, and each
 * stands under its bars. Values are written on the bars, so there is no value axis, and bars start at nought.
 */
export function personnelChart(chart: ChartData, options: ChartOptions): string {
  const { width, height, direction } = options;
  const font = options.fontSize ?? SMALL;
  const line = font * 1.25;
  const mirror = (x: number): number => (direction === 'rtl' ? width - x : x);
  const looks = chart.series.map((series) => lookOf(series, chart));
  const groups = groupByDate(chart, looks);

  const keys = drawLegend(
    chart.series.map(({ label }, i) => ({
      label,
      draw: (x, y, size) => drawBar(looks[i]!, { x, y, width: size, height: size }),
    })),
    { width, font, line, mirror },
  );
  const slots = groups.reduce((sum, group) => sum + group.bars.length, 0);
  // A gap between groups is half a bar's slot.
  const slot = width / (slots + groups.length * 0.5);
  const widthOf = (group: Group): number => slot * (group.bars.length + 0.5);
  const dates = groups.map((group) => dateLines(group.dateLabel, widthOf(group), font));
  const base = height - line * Math.max(1, ...dates.map((lines) => lines.length)) - font * 0.5;
  const points = groups.flatMap(({ bars }) => bars.map(({ point }) => point));
  const broken = brokenQualifiers(points, slot * 1.15, font);
  const tallest = Math.max(0, ...points.map((point) => valueLines(point, broken).length));
  const top = keys.height + line * (tallest + 0.4);
  const parts: string[] = [keys.markup];
  let x = 0;
  groups.forEach((group, g) => {
    const groupWidth = widthOf(group);
    group.bars.forEach((bar, i) => {
      const centre = mirror(x + slot * (0.25 + i + 0.5));
      const tall =
        chart.maximum > 0 ? Math.max(LEAST_BAR, ((base - top) * bar.point.value) / chart.maximum) : LEAST_BAR;
      parts.push(drawBar(bar.look, { x: centre - slot * 0.44, y: base - tall, width: slot * 0.88, height: tall }));
      const lines = valueLines(bar.point, broken);
      lines.forEach((text, n) => {
        const y = base - tall - font * 0.4 - (lines.length - 1 - n) * line;
        const type = { 'text-anchor': 'middle', 'font-size': font, 'font-weight': 600 };
        parts.push(textLine(text, { class: `chart__value chart__value--${bar.look}`, x: centre, y, ...type }));
      });
    });
    dates[g]!.forEach((text, i) => {
      const y = base + line * (i + 1);
      const at = { class: 'chart__date', x: mirror(x + groupWidth / 2), y, 'text-anchor': 'middle', 'font-size': font };
      parts.push(textLine(text, at));
    });
    x += groupWidth;
  });
  const axis = { class: 'chart__axis', x1: 0, y1: base, x2: width, y2: base, stroke: '#55606e', 'stroke-width': 0.75 };
  parts.push(element('line', axis));
  return picture({ width, height }, 'chart', describeChart(chart), parts);
}

/** What the picture says, in the words of the data: every number with its date. */
export function describeChart(chart: ChartData): string {
  const { comma, semicolon } = marksOf(chart.heading);
  const series = chart.series.map(
    ({ label, points }) => `${label}: ${points.map((p) => `${p.text} (${p.dateLabel})`).join(comma)}`,
  );
  return `${chart.heading}. ${series.join(semicolon)}.`;
}

/** The words before a number that stand on a line above it: where one value is too wide, so that all are alike. */
function brokenQualifiers(points: readonly ChartPoint[], width: number, font: number): ReadonlySet<string> {
  const wide = points.filter(({ text }) => boldWidth(text, font) > width);
  return new Set(wide.map(({ text }) => splitLast(text)[0]!));
}

function valueLines({ text, mark }: ChartPoint, broken: ReadonlySet<string>): string[] {
  const [words = '', ...number] = splitLast(text);
  const lines = number.length > 0 && broken.has(words) ? [words, ...number] : [text];
  if (mark) lines.push(`${lines.pop()}${signOf(mark)}`);
  return lines;
}

/** The year below the rest; a month's name of several words that is wider than its bars takes a line for each. */
function dateLines(label: string, width: number, font: number): string[] {
  const [rest = '', ...year] = splitLast(label);
  const lines = estimateWidth(rest, font) > width ? rest.split(/[ \u00a0]/) : [rest];
  return [...lines, ...year];
}

/** The series with the largest number is the whole; what is allowed but not sent is hatched. */
function lookOf(series: ChartSeries, chart: ChartData): Look {
  if (series.counts === 'authorised') return 'authorised';
  // The whole is what is larger than another count of people who were there; a ceiling is none.
  const tops = chart.series.filter(({ counts }) => counts !== 'authorised').map(({ points }) => topOf(points));
  return tops.length > 1 && topOf(series.points) === Math.max(...tops) ? 'total' : 'deployed';
}

const topOf = (points: ChartSeries['points']): number => Math.max(...points.map(({ value }) => value));

function groupByDate(chart: ChartData, looks: readonly Look[]): Group[] {
  const groups = new Map<string, Group>();
  chart.series.forEach((series, i) => {
    for (const point of series.points) {
      const group = groups.get(point.date) ?? { date: point.date, dateLabel: point.dateLabel, bars: [] };
      group.bars.push({ series, look: looks[i]!, point });
      groups.set(point.date, group);
    }
  });
  return [...groups.values()].sort((a, b) => decimalYear(a.date) - decimalYear(b.date) || (a.date < b.date ? -1 : 1));
}
