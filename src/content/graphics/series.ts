import type { ChartData, ChartPoint, ChartSeries } from '../dataset/generated/types.ts';
import { boldWidth } from './advances.ts';
import type { Spot } from './areas.ts';
import { drawHatch } from './bars.ts';
import { type ChartOptions, describeChart } from './chart.ts';
import { decimalYear, decimalYearEnd, decimalYearMiddle } from './dates.ts';
import { Occupied, type Place, placesAround } from './labels.ts';
import { drawLegend } from './legend.ts';
import { element, picture, round, textLine } from './svg.ts';
import { SMALL, signOf } from './words.ts';
import { drawYears, type YearScale, yearScale } from './years.ts';

/** Half the width of a mark, px. */
const MARK = 3.4;
/** Height of the hatching under a ceiling, px. */
const HATCH = 4;

interface Plan {
  readonly scale: YearScale;
  readonly font: number;
  readonly line: number;
  /** The upper edge of the room for words and marks, and the base that values start at, px. */
  readonly top: number;
  readonly base: number;
  readonly yOf: (value: number) => number;
}

/** A value with its mark: `shape` tells its series. */
interface Marked extends Spot {
  readonly point: ChartPoint;
  readonly shape: number;
}

/** A ceiling holds from its date until the next one. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly point: ChartPoint;
}

interface Line {
  readonly series: ChartSeries;
  /** Its place among the series of its kind, for the look. */
  readonly shape: number;
  readonly marks: readonly Marked[];
  readonly steps: readonly Step[];
}

/**
 * Dated numbers to the scale of time. Counts are marks at their dates, a number known of a whole month or year in the
 * middle of it, with a dotted line between those of one series, for nothing is known between; ceilings are hatched
 * lines from their date on. Values start at nought and stand beside their marks, with a line where they had
 * to be pushed away. Series are told apart by shape and lightness, and named at their last mark if all names have
 * room there, else in a legend.
 */
export function seriesChart(chart: ChartData, options: ChartOptions): string {
  const { width, height } = options;
  const direct = compose(chart, options, 0);
  if (direct) return picture({ width, height }, 'series', describeChart(chart), [direct]);
  const font = options.fontSize ?? SMALL;
  const mirror = (x: number): number => (options.direction === 'rtl' ? width - x : x);
  const shapes = shapesOf(chart.series);
  const keys = drawLegend(
    chart.series.map((series, i) => ({
      label: series.label,
      draw: (x, y, size) =>
        series.counts === 'authorised'
          ? drawCeiling(x, x + size, y + size * 0.3, shapes[i]!)
          : drawMark(shapes[i]!, { x: x + size / 2, y: y + size / 2 }),
    })),
    { width, font, line: font * 1.25, mirror },
  );
  const rest = compose(chart, options, keys.height)!;
  return picture({ width, height }, 'series', describeChart(chart), [keys.markup, rest]);
}

/** All below the legend, whose height is given; without one undefined where the names of the series have no room. */
function compose(chart: ChartData, options: ChartOptions, legend: number): string | undefined {
  const plan = planOf(chart, options, legend);
  const { width } = options;
  const { font, line, base, top, scale } = plan;
  const lines = linesOf(chart, plan);
  const occupied = new Occupied({ x: 0, y: top, width, height: Math.max(0, base - 1 - top) });
  for (const { marks, steps } of lines) {
    for (const { x, y } of marks) occupied.add({ x: x - MARK, y: y - MARK, width: MARK * 2, height: MARK * 2 });
    for (const step of steps) {
      const left = Math.min(scale.at(step.from), scale.at(step.to));
      const length = (step.to - step.from) * scale.perYear;
      occupied.add({ x: left, y: step.y - 1, width: length, height: HATCH + 2 }, 'faint');
    }
    for (const area of dottedAreas(marks)) occupied.add(area, 'faint');
  }

  const under: string[] = [];
  const over: string[] = [];
  for (const own of lines) {
    under.push(drawSteps(own, scale), drawDots(own.marks));
    for (const mark of own.marks) over.push(drawMark(own.shape, mark));
  }
  const values = lines.flatMap((own) => valuesOf(own, plan).map((value) => ({ own, ...value })));
  const last = new Map<Line, Place>();
  for (const { own, text, anchors, radius } of values) {
    const size = { width: boldWidth(text, font) + 2, height: line };
    const places = anchors.flatMap((anchor) =>
      placesAround(anchor, size, radius, scale.towardsEnd).map((p) => ({ ...p, anchor })),
    );
    places.sort((a, b) => Number(a.led) - Number(b.led));
    const place = occupied.take(places.map((p) => within(p, width)));
    // Where there is no room at all, the number is left to the description and the table.
    if (place === undefined) continue;
    last.set(own, place);
    if (place.led) under.push(drawLeader(place.anchor, place));
    over.push(drawWords(text, place, font, 'series__value', 600));
  }
  if (legend === 0) {
    for (const own of lines) {
      const beside = last.get(own);
      const size = { width: boldWidth(own.series.label, font) + 2, height: line };
      const place = beside && occupied.take(placesBeside(beside, size, scale.towardsEnd), 'clear');
      if (place === undefined) return undefined;
      over.push(drawWords(own.series.label, place, font, `series__name series__name--${own.shape + 1}`));
    }
  }
  const axis = { class: 'chart__axis', x1: 0, y1: base, x2: width, y2: base, stroke: '#55606e', 'stroke-width': 0.75 };
  const sample = chart.series[0]?.points[0]?.dateLabel ?? '';
  const years = { top: base, foot: base + font * 1.3, baseline: base + font * 1.15, font, sample };
  return [drawYears(scale, years), element('line', axis), ...under, ...over].join('');
}

/** Whole years around all dates; values from the base to the largest, over which its words have room. */
function planOf(
  chart: ChartData,
  { width, height, direction, fontSize: font = SMALL }: ChartOptions,
  legend: number,
): Plan {
  const points = chart.series.flatMap((series) => series.points);
  const start = Math.floor(Math.min(...points.map(({ date }) => decimalYear(date)), Number.POSITIVE_INFINITY));
  const end = Math.ceil(Math.max(...points.map(({ date }) => decimalYearEnd(date)), start + 1));
  const known = Number.isFinite(start);
  const scale = yearScale({ start: known ? start : 0, end: known ? end : 1, width, direction });
  const line = font * 1.2;
  const base = height - font * 1.5;
  const top = legend;
  const tallest = Math.max(1, base - top - line * 1.5 - MARK);
  const yOf = (value: number): number =>
    base - (chart.maximum > 0 ? (tallest * Math.max(0, value)) / chart.maximum : 0);
  return { scale, font, line, top, base, yOf };
}

/** Counts get shapes in order; ceilings are told by their hatching. */
function shapesOf(series: readonly ChartSeries[]): number[] {
  let [marks, ceilings] = [0, 0];
  return series.map(({ counts }) => (counts === 'authorised' ? ceilings++ : marks++) % SHAPES.length);
}

function linesOf({ series }: ChartData, { scale, yOf }: Plan): Line[] {
  const shapes = shapesOf(series);
  const taken: Spot[] = [];
  return series.map((own, i): Line => {
    const shape = shapes[i]!;
    if (own.counts === 'authorised') {
      const steps = own.points.map((point, n): Step => {
        const next = own.points[n + 1];
        const from = decimalYear(point.date);
        return { point, from, to: Math.max(from, next ? decimalYear(next.date) : scale.end), y: yOf(point.value) };
      });
      return { series: own, shape, marks: [], steps };
    }
    const marks = own.points.map((point): Marked => {
      const y = yOf(point.value);
      let x = Math.min(Math.max(scale.at(decimalYearMiddle(point.date)), MARK), scale.width - MARK);
      // A mark of another series in the same place: beside it, by no more than its own width.
      const [first] = taken.filter((other) => Math.hypot(other.x - x, other.y - y) < MARK);
      if (first) x = first.x + MARK * 2 * (first.x + MARK * 3 > scale.width ? -1 : 1);
      return { x, y, point, shape };
    });
    taken.push(...marks);
    return { series: own, shape, marks, steps: [] };
  });
}

interface Value {
  readonly text: string;
  /** Points that the words may stand by, the best first. */
  readonly anchors: readonly Spot[];
  readonly radius: number;
}

function valuesOf({ marks, steps }: Line, { scale, font }: Plan): Value[] {
  const seen = new Set<string>();
  const write = ({ text, mark }: ChartPoint): string => text + signOf(mark);
  const counts = marks.flatMap(({ x, y, point }): Value[] => {
    const text = write(point);
    // The same number twice at one date is written once.
    const key = `${round(x)} ${round(y)} ${text}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ text, anchors: [{ x, y }], radius: MARK }];
  });
  const ceilings = steps.map(({ from, to, y, point }): Value => {
    const text = write(point);
    const half = boldWidth(text, font) / 2 + 2;
    const [a, b] = [scale.at(from) + scale.towardsEnd * half, scale.at(to) - scale.towardsEnd * half];
    return {
      text,
      anchors: [
        { x: a, y },
        { x: (a + b) / 2, y },
        { x: b, y },
      ],
      radius: 1.5,
    };
  });
  return [...counts, ...ceilings];
}

/** Moved into the picture from the side. */
const within = <T extends Place>(place: T, width: number): T => ({
  ...place,
  x: Math.max(0, Math.min(place.x, width - place.width)),
});

/** For the name of a series: behind its last value, before it, above, below. */
function placesBeside(value: Place, size: { width: number; height: number }, ahead: 1 | -1): Place[] {
  const { x, y, width, height } = value;
  const behind = { x: ahead === 1 ? x + width + 1 : x - size.width - 1, y };
  const before = { x: ahead === 1 ? x - size.width - 1 : x + width + 1, y };
  const columns = [x + (width - size.width) / 2, x, x + width - size.width];
  const rows = columns.flatMap((left) => [
    { x: left, y: y - size.height },
    { x: left, y: y + height },
  ]);
  return [behind, before, ...rows].map((at) => ({ ...at, ...size, led: false }));
}

/** Steps of the way between marks as small squares, so that words keep off it. */
function dottedAreas(marks: readonly Marked[]): { x: number; y: number; width: number; height: number }[] {
  return marks.slice(1).flatMap((to, i) => {
    const from = marks[i]!;
    const steps = Math.min(60, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 6));
    return Array.from({ length: steps }, (_, n) => {
      const part = (n + 0.5) / steps;
      return { x: from.x + (to.x - from.x) * part - 2, y: from.y + (to.y - from.y) * part - 2, width: 4, height: 4 };
    });
  });
}

function drawDots(marks: readonly Marked[]): string {
  if (marks.length < 2) return '';
  const points = marks.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
  const stroke = { fill: 'none', stroke: '#55606e', 'stroke-width': 0.75, 'stroke-dasharray': '1 2.5' };
  return element('polyline', { class: 'series__line', points, ...stroke });
}

function drawSteps({ steps, shape }: Line, scale: YearScale): string {
  return steps
    .map((step, i) => {
      const [a, b] = [scale.at(step.from), scale.at(step.to)];
      const next = steps[i + 1];
      const riser = { x1: b, y1: step.y, x2: b, y2: next?.y ?? step.y, stroke: '#c8102e', 'stroke-width': 1.25 };
      const joint = next ? element('line', { class: 'series__ceiling', ...riser }) : '';
      return drawCeiling(Math.min(a, b), Math.max(a, b), step.y, shape) + joint;
    })
    .join('');
}

/** Ceilings of further series are thinner. */
function drawCeiling(left: number, right: number, y: number, shape: number): string {
  const line = { x1: left, y1: y, x2: right, y2: y, stroke: '#c8102e', 'stroke-width': shape === 0 ? 1.25 : 0.75 };
  const below = { x: left, y, width: right - left, height: shape === 0 ? HATCH : HATCH * 0.6 };
  return element('line', { class: 'series__ceiling', ...line }) + drawHatch(below, shape === 0 ? 4 : 7);
}

type Shape = (at: Spot) => string;

const polygon = (points: readonly (readonly [number, number])[], look: string): string =>
  element('polygon', {
    class: `series__mark series__mark--${look}`,
    points: points.map((p) => p.map(round).join(',')).join(' '),
    ...PAINT[look],
  });

const PAINT: Readonly<Record<string, { fill: string; stroke: string; 'stroke-width': number }>> = {
  1: { fill: '#c8102e', stroke: '#fff', 'stroke-width': 0.75 },
  2: { fill: '#0b2545', stroke: '#fff', 'stroke-width': 0.75 },
  3: { fill: '#b9c4d3', stroke: '#0b2545', 'stroke-width': 1 },
  4: { fill: '#fff', stroke: '#0b2545', 'stroke-width': 1 },
};

/** Circle, square, diamond, triangle, of one weight to the eye and each of its own lightness. */
const SHAPES: readonly Shape[] = [
  ({ x, y }) => element('circle', { class: 'series__mark series__mark--1', cx: x, cy: y, r: MARK, ...PAINT[1] }),
  ({ x, y }) => {
    const half = MARK * 0.88;
    const square = { x: x - half, y: y - half, width: half * 2, height: half * 2 };
    return element('rect', { class: 'series__mark series__mark--2', ...square, ...PAINT[2] });
  },
  ({ x, y }) =>
    polygon(
      [
        [x, y - MARK * 1.2],
        [x + MARK * 1.2, y],
        [x, y + MARK * 1.2],
        [x - MARK * 1.2, y],
      ],
      '3',
    ),
  ({ x, y }) =>
    polygon(
      [
        [x, y - MARK * 1.1],
        [x + MARK * 1.1, y + MARK * 0.9],
        [x - MARK * 1.1, y + MARK * 0.9],
      ],
      '4',
    ),
];

const drawMark = (shape: number, at: Spot): string => SHAPES[shape]!(at);

/** From a mark to the near edge of its words. */
function drawLeader(from: Spot, { x, y, width, height }: Place): string {
  const to = {
    x2: Math.max(x + 2, Math.min(from.x, x + width - 2)),
    y2: y > from.y ? y + 1 : y + height - 1,
  };
  const line = { x1: from.x, y1: from.y, ...to, stroke: '#8a94a3', 'stroke-width': 0.5 };
  return element('line', { class: 'series__leader', ...line });
}

function drawWords(text: string, { x, y, width, height }: Place, font: number, look: string, weight?: number): string {
  const at = { x: x + width / 2, y: y + height / 2 + font * 0.35, 'text-anchor': 'middle', 'font-size': font };
  return textLine(text, { class: look, ...at, 'font-weight': weight });
}
