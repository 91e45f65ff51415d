import type { ChartData, ChartPoint, ChartSeries } from '../dataset/generated/types.ts';
import { decimalYear } from './dates.ts';
import { element, type GraphicSize, picture, round, textLine } from './svg.ts';
import { estimateWidth, marksOf, splitLast } from './words.ts';

export interface ChartOptions extends GraphicSize {
  readonly direction: 'ltr' | 'rtl';
  /** Px; 7 pt unless told. */
  readonly fontSize?: number;
}

/** How a series is told from the others, also in grey: by lightness, then by hatching. */
type Look = 'total' | 'deployed' | 'authorised';

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

const SMALL = 28 / 3;
/** Behind weak values; the same as those of the layouts' `.mark-thin` and `.mark-derived`. */
const SIGNS = { thin: '†', derived: '‡' } as const;
/** Px: a bar that is thinner could be taken for the axis. */
const LEAST_BAR = 1.5;

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

  const keys = legend(chart, looks, { width, font, line, mirror });
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
      parts.push(drawBar(bar, { x: centre - slot * 0.44, y: base - tall, width: slot * 0.88, height: tall }));
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
  const wide = points.filter(({ text }) => estimateWidth(text, font) > width);
  return new Set(wide.map(({ text }) => splitLast(text)[0]!));
}

function valueLines({ text, mark }: ChartPoint, broken: ReadonlySet<string>): string[] {
  const [words = '', ...number] = splitLast(text);
  const lines = number.length > 0 && broken.has(words) ? [words, ...number] : [text];
  if (mark) lines.push(`${lines.pop()}${SIGNS[mark]}`);
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

const FILL: Readonly<Record<Look, string>> = { total: '#b9c4d3', deployed: '#c8102e', authorised: '#fff' };

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawBar(bar: { readonly look: Look }, area: Area): string {
  const { x, y, width, height } = area;
  const { look } = bar;
  const solid = { class: `bar bar--${look}`, x, y, width, height, fill: FILL[look] };
  if (look !== 'authorised') return element('rect', solid);
  const inset = { x: x + 0.5, y: y + 0.5, width: Math.max(width - 1, 1), height: Math.max(height - 1, 0.5) };
  const outline = { ...solid, ...inset, stroke: '#c8102e', 'stroke-width': 1 };
  const lines = { class: 'bar__hatch', d: hatch(inset, 5), fill: 'none', stroke: '#c8102e', 'stroke-width': 0.6 };
  return element('rect', outline) + element('path', lines);
}

/** Rising diagonals inside a rectangle, `step` apart, cut by hand: there are no clip paths. */
function hatch({ x, y, width, height }: Area, step: number): string {
  let path = '';
  for (let d = step; d < width + height; d += step) {
    // Where u + v = d, with u from the left edge and v from the top.
    const from = Math.max(0, d - height);
    const to = Math.min(width, d);
    path += `M${round(x + from)} ${round(y + (d - from))}L${round(x + to)} ${round(y + (d - to))}`;
  }
  return path;
}

interface LegendFrame {
  readonly width: number;
  readonly font: number;
  readonly line: number;
  readonly mirror: (x: number) => number;
}

/** Swatch and name of each series in a row from the start edge, further rows where the estimate runs out of room. */
function legend(
  chart: ChartData,
  looks: readonly Look[],
  { width, font, line, mirror }: LegendFrame,
): { markup: string; height: number } {
  const swatch = font * 0.9;
  let [x, row] = [0, 0];
  let markup = '';
  chart.series.forEach((series, i) => {
    const space = swatch + font * 0.5 + estimateWidth(series.label, font) + font * 1.2;
    if (x > 0 && x + space > width) [x, row] = [0, row + 1];
    const y = row * line * 1.2;
    const left = Math.min(mirror(x), mirror(x + swatch));
    markup += drawBar({ look: looks[i]! }, { x: left, y: y + font * 0.15, width: swatch, height: swatch });
    const at = { x: mirror(x + swatch + font * 0.5), y: y + font * 0.9, 'text-anchor': 'start', 'font-size': font };
    markup += textLine(series.label, { class: 'chart__key', ...at });
    x += space;
  });
  return { markup, height: (row + 1) * line * 1.2 };
}
