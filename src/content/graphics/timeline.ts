import type { Leader, LeadershipView } from '../dataset/generated/types.ts';
import { decimalYear } from './dates.ts';
import { element, picture, textLine } from './svg.ts';
import { marksOf, SMALL, wrapWords } from './words.ts';
import { bandOf, drawBand, drawSpan, drawYears, yearScale } from './years.ts';

export interface TimelineOptions {
  /** Px; the height follows from the lines of the names. */
  readonly width: number;
  readonly direction: 'ltr' | 'rtl';
  /** Stands over the covered period. */
  readonly label: string;
  /** Px; 7 pt unless told. */
  readonly fontSize?: number;
}

interface Term {
  readonly leader: Leader;
  readonly from: number;
  readonly to: number;
}

/** Consecutive commanders of one nation share a block of the bar. */
interface Lead {
  readonly country: string;
  readonly national: boolean;
  readonly from: number;
  to: number;
}

const BAR = 22;
/** Lines between a name and another below it. */
const APART = 0.35;

/**
 * The nations that led a mission as one bar over a scale of years, the commanders' names below it, and the period
 * that the sheet covers as a band behind both. A term without an end runs on into an arrow.
 */
export function leadershipTimeline(view: LeadershipView, options: TimelineOptions): string {
  const { width, direction, label } = options;
  const font = options.fontSize ?? SMALL;
  const line = font * 1.2;
  if (view.entries.length === 0) return picture({ width, height: 1 }, 'timeline', view.heading, []);

  const { terms, start, end, open } = readTerms(view.entries);
  const scale = yearScale({ start, end, width, direction, arrow: open ? BAR / 2 : 0 });
  const { at, towardsEnd } = scale;

  const covered = terms.filter((term) => term.leader.covered);
  const span = covered.length ? { from: covered[0]!.from, to: covered.at(-1)!.to } : undefined;
  const band = span && bandOf(span, label, scale, font, line);
  const yearsAt = (band?.height ?? 0) + font * 1.5;
  const barAt = yearsAt + font * 0.5;
  const namesAt = barAt + BAR + font * 1.4;
  const names = placeNames(terms, (term) => ({
    term: (term.to - term.from) * scale.perYear - font * 0.5,
    rest: (end - term.from) * scale.perYear - font * 0.5,
    font,
  }));
  const height = namesAt + (Math.max(...names.map((n) => n.row + n.lines.length)) - 1) * line + font * 0.7;

  const parts: string[] = [];
  if (band) parts.push(drawBand(band, scale, { height, font, line }));
  const sample = view.entries[0]!.period;
  parts.push(drawYears(scale, { top: yearsAt - font, foot: barAt, baseline: yearsAt - font * 0.2, font, sample }));
  const leads = groupByNation(terms);
  leads.forEach((lead, i) => {
    const look = lead.national ? 'national' : i % 2 ? 'other-b' : 'other-a';
    const ends = open && i === leads.length - 1;
    const shade = lead.national ? '#c8102e' : look === 'other-b' ? '#dfe5ed' : '#c6d0dd';
    const style = { class: `timeline__lead timeline__lead--${look}`, fill: shade };
    parts.push(drawSpan(lead, scale, { ...style, y: barAt, height: BAR, open: ends }));
    const middle = { x: at((lead.from + lead.to) / 2), y: barAt + BAR / 2 + font * 0.35, 'text-anchor': 'middle' };
    const fill = lead.national ? '#fff' : '#0b2545';
    const type = { 'font-size': font, 'font-weight': 600, fill };
    parts.push(textLine(lead.country, { class: `timeline__nation timeline__nation--${look}`, ...middle, ...type }));
  });
  terms.forEach((term, i) => {
    const x = at(term.from);
    // Within a block of one nation the mark begins below its name.
    const top = leads.some((lead) => lead.from === term.from) ? barAt : barAt + BAR;
    const { lines, row } = names[i]!;
    const foot = namesAt + row * line + font * 0.1;
    const drop = { x1: x, y1: top, x2: x, y2: foot, stroke: '#0b2545', 'stroke-width': 0.75 };
    parts.push(element('line', { class: 'timeline__drop', ...drop }));
    lines.forEach((text, n) => {
      const place = { x: x + towardsEnd * font * 0.35, y: namesAt + (row + n) * line, 'text-anchor': 'start' };
      const look = term.leader.national ? 'timeline__name timeline__name--national' : 'timeline__name';
      parts.push(textLine(text, { class: look, ...place, 'font-size': font }));
    });
  });
  return picture({ width, height }, 'timeline', describeTimeline(view), parts);
}

interface PlacedName {
  readonly lines: readonly string[];
  /** Lines of names above it, and what parts them. */
  readonly row: number;
}

/** Px: the length of a term, that of all that follows it, and the size of type. */
type NameRoom = (term: Term) => { readonly term: number; readonly rest: number; readonly font: number };

/** A name in two lines at most stands below its own term; a longer one runs on in a row of its own, below the others. */
function placeNames(terms: readonly Term[], roomOf: NameRoom): PlacedName[] {
  const own = terms.map((term) => wrapWords(term.leader.name, roomOf(term).term, roomOf(term).font));
  let row = Math.max(1, ...own.map((lines) => (lines.length > 2 ? 0 : lines.length)));
  return terms.map((term, i) => {
    if (own[i]!.length <= 2) return { lines: own[i]!, row: 0 };
    const lines = wrapWords(term.leader.name, roomOf(term).rest, roomOf(term).font);
    const top = row + APART;
    row = top + lines.length;
    return { lines, row: top };
  });
}

/** Every commander with country and term, in the words of the data. */
export function describeTimeline(view: LeadershipView): string {
  const entries = view.entries.map((e) => `${e.rank} ${e.name} (${e.country}): ${e.period}`);
  return `${view.caption}. ${entries.join(marksOf(view.caption).semicolon)}.`;
}

function readTerms(entries: readonly Leader[]): { terms: Term[]; start: number; end: number; open: boolean } {
  const open = entries.at(-1)!.to === null;
  const last = Math.max(...entries.map((e) => decimalYear(e.to ?? e.from)));
  // An open term is drawn to the end of its year at least, so that there is room for its names.
  const end = open ? Math.ceil(last + 0.5) + 0.25 : last;
  const terms = entries.map((leader, i) => {
    const next = entries[i + 1];
    const to = leader.to ? decimalYear(leader.to) : next ? decimalYear(next.from) : end;
    return { leader, from: decimalYear(leader.from), to };
  });
  return { terms, start: Math.min(...terms.map((t) => t.from)) - 0.02, end, open };
}

function groupByNation(terms: readonly Term[]): Lead[] {
  const leads: (Lead & { nation: string })[] = [];
  for (const { leader, from, to } of terms) {
    const last = leads.at(-1);
    if (last?.nation === leader.nation) last.to = to;
    else leads.push({ nation: leader.nation, country: leader.country, national: leader.national, from, to });
  }
  return leads;
}
