import type { ContributionRow, ContributionTable } from '../dataset/generated/types.ts';
import { BOLD, boldWidth, estimateWidth } from './advances.ts';
import { decimalYear, decimalYearEnd } from './dates.ts';
import { element, picture, textLine } from './svg.ts';
import type { TimelineOptions } from './timeline.ts';
import { fitWords, marksOf, SMALL } from './words.ts';
import { bandOf, drawBand, drawSpan, drawYears, type Span, type YearScale, yearScale, yearsOf } from './years.ts';

interface Part extends Span {
  readonly row: ContributionRow;
  readonly open: boolean;
}

/** A line of words with its distance from the start edge, px. */
interface PlacedLine {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly muted: boolean;
}

interface PlacedPart {
  readonly part: Part;
  /** On the bar or beside it. */
  readonly beside: readonly PlacedLine[];
  readonly onBar: boolean;
  /** Below the bar, where there is no room beside it. */
  readonly below: readonly PlacedLine[];
}

const BAR = 18;

/**
 * The components of the contribution whose period is known, each as a bar over a scale of years with its name on
 * or beside it, in the order of the table. A period known to the month or year begins at its beginning and ends at
 * its end; an open one runs on into an arrow. The covered period is a band behind. Ask `dated` before: of no such
 * component the picture is empty.
 */
export function contributionTimeline(table: ContributionTable, options: TimelineOptions): string {
  const { width, direction, label } = options;
  const font = options.fontSize ?? SMALL;
  const line = font * 1.2;
  const rows = table.rows.filter(({ from }) => from !== null);
  if (rows.length === 0) return picture({ width, height: 1 }, 'timeline', describeContributions(table), []);

  const covers = { from: decimalYear(table.covers.from), to: decimalYearEnd(table.covers.to) };
  const { parts, start, end } = readParts(rows, covers);
  const open = parts.some((part) => part.open);
  const scale = yearScale({ start, end, width, direction, arrow: open ? BAR / 2 : 0 });
  const band = bandOf(covers, label, scale, font, line);
  const yearsAt = band.height + font * 1.5;
  const top = yearsAt + font * 0.9;

  const placed = parts.map((part) => placeName(part, scale, font));
  const heights = placed.map(({ below }) => BAR + below.length * line + font * (below.length ? 0.8 : 0.5));
  const height = top + heights.reduce((sum, own) => sum + own, 0);
  const sample = rows[0]!.period;
  const markup = [
    drawBand(band, scale, { height, font, line }),
    drawYears(scale, { top: yearsAt - font, foot: yearsAt + font * 0.4, baseline: yearsAt - font * 0.2, font, sample }),
  ];
  let y = top;
  const guides = yearsOf(scale, font, sample).map((year) => scale.at(year));
  const atX = (x: number): number => (direction === 'rtl' ? width - x : x);
  placed.forEach(({ part, beside, onBar, below }, i) => {
    const words = [...beside, ...below].map(({ x, width }) => [atX(x), atX(x + width)].sort((a, b) => a - b));
    for (const x of guides.filter((x) => words.every(([a, b]) => x < a! - 2 || x > b! + 2))) {
      const guide = { x1: x, y1: y - font * 0.5, x2: x, y2: y + heights[i]! - font * 0.5, stroke: '#cfc8bc' };
      markup.push(element('line', { class: 'timeline__guide', ...guide, 'stroke-width': 0.5 }));
    }
    markup.push(drawSpan(part, scale, { class: 'timeline__part', fill: '#c6d0dd', y, height: BAR, open: part.open }));
    const write = ({ text, x, muted }: PlacedLine, baseline: number): void => {
      // Muted words on the bar would be too faint.
      const look = muted ? `timeline__place${onBar ? ' timeline__place--on' : ''}` : 'timeline__component';
      const type = { 'font-size': font, 'font-weight': muted ? undefined : 600 };
      markup.push(textLine(text, { class: look, x: atX(x), y: baseline, 'text-anchor': 'start', ...type }));
    };
    for (const words of beside) write(words, y + BAR / 2 + font * 0.35);
    below.forEach((words, n) => {
      write(words, y + BAR + font * 0.95 + n * line);
    });
    y += heights[i]!;
  });
  return picture({ width, height }, 'timeline', describeContributions(table), markup);
}

/** Every component with a period, its place and its period, in the words of the data. */
export function describeContributions({ heading, rows }: ContributionTable): string {
  const { comma, semicolon } = marksOf(heading);
  const dated = rows.filter(({ from }) => from !== null);
  const parts = dated.map(
    ({ component, place, period }) => `${[component, place].filter(Boolean).join(comma)}: ${period}`,
  );
  return parts.length ? `${heading}. ${parts.join(semicolon)}.` : heading;
}

/** All periods and the covered one, out to whole years where that is short. */
function readParts(
  rows: readonly ContributionRow[],
  covers: Span,
): { readonly parts: Part[]; readonly start: number; readonly end: number } {
  const starts = rows.map(({ from }) => decimalYear(from!));
  const ends = rows.flatMap(({ to }) => (to === null ? [] : [decimalYearEnd(to)]));
  // An open bar runs on to the end of its year at least, and is longer than its arrow head.
  const openEnds = rows.flatMap(({ to }, i) => (to === null ? [Math.ceil(starts[i]! + 0.25)] : []));
  let [start, end] = [Math.min(covers.from, ...starts), Math.max(covers.to, ...ends, ...openEnds)];
  // Without two years to read it by a scale says nothing.
  if (Math.ceil(end) - Math.ceil(start) < 2) {
    start = Math.floor(start);
    end = Math.max(start + 1, Math.ceil(end));
  }
  const parts = rows.map((row, i): Part => {
    const to = row.to === null ? end : decimalYearEnd(row.to);
    return { row, from: starts[i]!, to: Math.max(to, starts[i]!), open: row.to === null };
  });
  return { parts, start, end };
}

/** On the bar, behind its end, before its start, else below it; the place follows the name where there is room. */
function placeName(part: Part, scale: YearScale, font: number): PlacedPart {
  const { component, place } = part.row;
  const gap = font * 0.5;
  const from = (part.from - scale.start) * scale.perYear;
  const to = (part.to - scale.start) * scale.perYear + (part.open ? scale.arrow : 0);
  const name = boldWidth(component, font);
  const more = place ? name + font * 0.8 + estimateWidth(place, font) : name;
  const rooms = [
    { x: from + gap, room: (part.to - part.from) * scale.perYear - gap * 2 },
    { x: to + gap, room: scale.width - to - gap },
  ];
  for (const [wanted, parts] of [
    [more, true],
    [name, false],
  ] as const) {
    const found =
      rooms.find(({ room }) => wanted <= room) ?? (wanted <= from - gap ? { x: from - gap - wanted } : undefined);
    if (found === undefined) continue;
    const beside = [{ text: component, x: found.x, width: name, muted: false }];
    const behind = { x: found.x + name + font * 0.8, width: more - name - font * 0.8 };
    if (place && parts) beside.push({ text: place, ...behind, muted: true });
    return { part, beside, onBar: found === rooms[0], below: [] };
  }
  const lines = [
    ...fitWords(component, scale.width / BOLD, font).map((text) => ({
      text,
      wide: boldWidth(text, font),
      muted: false,
    })),
    ...(place ? fitWords(place, scale.width, font) : []).map((text) => {
      return { text, wide: estimateWidth(text, font), muted: true };
    }),
  ];
  const widest = Math.max(...lines.map(({ wide }) => wide));
  const x = Math.max(0, Math.min(from, scale.width - widest));
  return {
    part,
    beside: [],
    onBar: false,
    below: lines.map(({ text, wide, muted }) => ({ text, muted, x, width: wide })),
  };
}
