import type { Mission } from './generated/types.ts';
import { nameIds } from './mission.ts';

/** Messages that every sheet prints, whatever its data. */
const FIXED_MESSAGES = ['title', 'subtitle', 'description', 'lead'] as const;
/** What the chart of `series` shows, and what the page of `canonical` is: printed where the data has them. */
export const CHART_CAPTION = 'personnel.caption';
export const CANONICAL = 'canonical';

/** Keys of every message the data names, in the order of the sheet. */
export function neededMessages(data: Mission): ReadonlySet<string> {
  const keys: (string | undefined)[] = [...FIXED_MESSAGES];
  for (const m of data.media ?? []) keys.push(m.alt, m.caption, m.credit);
  for (const row of data.facts ?? []) keys.push(row.text);
  for (const k of data.keyFigures ?? []) keys.push(k.label);
  for (const section of data.sections) {
    keys.push(section.heading);
    for (const block of section.blocks) keys.push(block.text, ...(block.items ?? []));
  }
  for (const c of data.contributions ?? []) keys.push(c.component);
  keys.push(data.contributionTotals?.note);
  if (data.series) keys.push(CHART_CAPTION);
  for (const s of Object.values(data.series ?? {})) keys.push(s.label);
  if (data.canonical) keys.push(CANONICAL);
  for (const group of data.results ?? []) keys.push(group.heading, group.note, ...group.figures.map((f) => f.label));
  for (const source of Object.values(data.sources)) keys.push(source.title);
  return new Set(keys.filter((key) => key !== undefined));
}

/** Ids that a text file must name. People have a Latin form in the data, which a text may replace. */
export function neededNames(data: Mission): ReadonlySet<string> {
  const people = new Set((data.leadership ?? []).map((c) => c.id));
  return new Set(nameIds(data).filter((id) => !people.has(id)));
}

/** Units, ranks and labels that a locale file must have for this mission. */
export function neededWords(data: Mission): {
  readonly units: ReadonlySet<string>;
  readonly ranks: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
} {
  const units = [...Object.values(data.figures ?? {}), ...Object.values(data.series ?? {})].map((f) => f.unit);
  return {
    units: new Set(units),
    ranks: new Set((data.leadership ?? []).map((c) => c.rank)),
    labels: new Set((data.facts ?? []).map((row) => `facts.${row.label}`)),
  };
}

/** Labels that the data of every sheet needs, with the arguments each is given. A layout may ask for more. */
export const SHEET_LABELS: Readonly<Record<string, readonly string[]>> = {
  kicker: [],
  'covers.value': ['period'],
  'edition.value': ['number', 'date'],
  'asOf.value': ['date'],
  'status.draft': [],
  'status.approved': [],
  'status.withdrawn': [],
  'credit.illustration': ['credit'],
  'credit.photo': ['credit'],
  'facts.heading': [],
  'keyFigures.heading': [],
  'contributions.heading': [],
  // `columns` is "all" or "some" of offered, authorised and deployed.
  'contributions.caption': ['columns'],
  'contributions.component': [],
  'contributions.offered': [],
  'contributions.authorised': [],
  'contributions.deployed': [],
  'contributions.place': [],
  'contributions.period': [],
  'contributions.total': [],
  'contributions.none': [],
  'leadership.heading': [],
  // `span` is "open" or "closed"; `years` has both ends of a closed one.
  'leadership.caption': ['span', 'from', 'years'],
  'leadership.note': [],
  'leadership.inPost': ['from', 'asOf'],
  'personnel.heading': [],
  'personnel.note': [],
  'map.heading': [],
  'map.approximate': [],
  'map.disclaimer': [],
  'map.kilometres': ['number'],
  // `scope` is "countries" or "sea", where all places are sea areas.
  'map.description': ['scope', 'countries', 'places'],
  'map.place': ['name', 'details'],
  'punctuation.comma': [],
  'role.seat': [],
  'role.base': [],
  'role.support': [],
  'role.training': [],
  'role.city': [],
  'role.area': [],
  'mandate.parliamentaryDecision': [],
  'mandate.securityCouncilResolution': [],
  'mandate.councilDecision': [],
  'mandate.hostRequest': [],
  'mandate.session': ['session'],
  'sources.heading': [],
  'marks.thin': [],
  'marks.derived': [],
};
