import type { ContributionRow, ContributionTable, Leader, SheetData, TableCell } from './generated/types.ts';
import { CHART_CAPTION } from './needs.ts';
import { printedPeriod, richText, type SheetContext } from './sheet-parts.ts';

const AMOUNTS = ['offered', 'authorised', 'deployed'] as const;
type Amount = (typeof AMOUNTS)[number];

/** What was offered, authorised and deployed, by component; null where the mission has no contributions. */
export function contributionTable(context: SheetContext): ContributionTable | null {
  const { mission, language, citations } = context;
  if (!mission.contributions?.length) return null;
  const totals = mission.contributionTotals ?? {};
  const parts = mission.contributions;
  const filled = (key: Amount | 'place' | 'period') => parts.some((c) => c[key] !== undefined);
  const known = AMOUNTS.filter((key) => filled(key) || totals[key] !== undefined);

  const shared = Object.fromEntries(AMOUNTS.map((key) => [key, sharedDate(context, key)])) as Record<Amount, string>;
  const row = (
    component: string,
    from: { readonly [K in Amount]?: string },
    place?: string,
    period?: string,
    sources: readonly string[] = [],
  ) => ({
    component,
    ...amounts(context, from, shared),
    place: place ? language.title(place) : '',
    period: period ? printedPeriod(context, period) : '',
    from: (period && mission.periods![period]!.from) || null,
    to: (period && mission.periods![period]!.to) || null,
    refs: citations.mark(sources),
  });
  const heading = (key: string) => language.label(`contributions.${key}`);
  const amountHead = (key: Amount) =>
    known.includes(key) ? { text: heading(key), detail: shared[key] ? language.date(shared[key], 'short') : '' } : null;
  return {
    heading: heading('heading'),
    caption: language.label('contributions.caption', { columns: known.length === AMOUNTS.length ? 'all' : 'some' }),
    columns: {
      component: heading('component'),
      offered: amountHead('offered'),
      authorised: amountHead('authorised'),
      deployed: amountHead('deployed'),
      place: filled('place') ? heading('place') : '',
      period: filled('period') ? heading('period') : '',
    },
    rows: parts.map(
      (c): ContributionRow => row(language.plain(c.component, citations.provenance), c, c.place, c.period, c.sources),
    ),
    total: AMOUNTS.some((key) => totals[key] !== undefined) ? row(heading('total'), totals) : null,
    note: richText(context, totals.note),
    dated: parts.filter(({ period }) => period !== undefined).length,
    covers: { from: mission.edition.covers.from, to: mission.edition.covers.to },
  };
}

function amounts(context: SheetContext, from: { readonly [K in Amount]?: string }, shared: Record<Amount, string>) {
  const own = (key: Amount) => cell(context, key, from[key], shared[key]);
  return { offered: own('offered'), authorised: own('authorised'), deployed: own('deployed') };
}

/** The date of a column whose cells have the same one; else empty, and each cell shows its own. */
function sharedDate({ mission }: SheetContext, key: Amount): string {
  const dates = new Set((mission.contributions ?? []).flatMap((c) => (c[key] ? [mission.figures![c[key]]!.asOf] : [])));
  const [first = ''] = dates;
  const total = mission.contributionTotals?.[key];
  const agrees = total === undefined || mission.figures![total]!.asOf.startsWith(first);
  return dates.size === 1 && agrees ? first : '';
}

/** A figure in a cell. The head of the column of what is authorised says "up to" already. */
function cell(
  { mission, language, citations }: SheetContext,
  column: Amount,
  id: string | undefined,
  shared: string,
): TableCell {
  if (id === undefined) {
    const text = language.label('contributions.none');
    return { text, value: null, upper: null, unit: '', detail: '', missing: true, mark: null, refs: [] };
  }
  const figure = mission.figures![id]!;
  const words = language.figure(figure);
  let text = figure.qualifier === 'upTo' && column === 'authorised' ? words.number : words.text;
  // Persons are what the table counts; anything else says its unit.
  if (figure.unit !== 'persons') text += `\u00a0${language.unit(figure.unit, figure.value)}`;
  citations.provenance.record({ pointer: `/figures/${id}`, printed: text, asOf: figure.asOf, sources: figure.sources });
  const detail = shared ? '' : language.date(figure.asOf, 'short');
  const mark = citations.provenance.marked(figure.mark);
  const { value, to: upper = null, unit } = figure;
  return { text, value, upper, unit, detail, missing: false, mark, refs: citations.mark(figure.sources) };
}

/** The commanders in order; null where none is known. */
export function leadershipView({ mission, language, citations }: SheetContext): SheetData['leadership'] {
  if (!mission.leadership?.length) return null;
  const { covers } = mission.edition;
  const entries = mission.leadership.map((c, i): Leader => {
    const printed =
      c.to === undefined
        ? language.label('leadership.inPost', {
            from: language.date(c.from, 'short'),
            asOf: language.date(c.asOf, 'short'),
          })
        : language.period(c.from, c.to, 'short');
    citations.provenance.record({ pointer: `/leadership/${i}`, printed, asOf: c.asOf, sources: c.sources });
    return {
      name: language.name(c.id),
      rank: language.rank(c.rank),
      nation: c.nation,
      country: language.country(c.nation),
      from: c.from,
      to: c.to ?? null,
      period: printed,
      national: c.nation === mission.nation,
      // Terms that only touch the covered period at one end belong to the neighbour.
      covered: c.from < covers.to && (c.to === undefined || c.to > covers.from),
      refs: citations.mark(c.sources),
    };
  });
  const first = mission.leadership[0]!.from.slice(0, 4);
  const last = mission.leadership.at(-1)!.to;
  return {
    heading: language.label('leadership.heading'),
    caption: language.label('leadership.caption', {
      span: last === undefined ? 'open' : 'closed',
      from: language.date(first),
      years: language.period(first, last ?? first, 'years'),
    }),
    note: entries.some((e) => e.national && e.covered) ? language.label('leadership.note') : '',
    entries,
  };
}

/** The series as data of a chart; null where there is none. */
export function chartData({ mission, language, citations }: SheetContext): SheetData['personnel'] {
  const series = Object.entries(mission.series ?? {});
  if (series.length === 0) return null;
  const values = series.flatMap(([, s]) => s.points.map((p) => p.value));
  return {
    heading: language.label('personnel.heading'),
    caption: language.plain(CHART_CAPTION, citations.provenance),
    note: language.label('personnel.note'),
    unit: language.unit(series[0]![1].unit, Math.max(...values)),
    maximum: Math.max(...values),
    series: series.map(([id, s]) => ({
      id,
      label: language.plain(s.label, citations.provenance),
      counts: s.counts ?? null,
      points: s.points.map((point, i) => {
        const { text } = language.figure(point);
        const { asOf, sources } = point;
        citations.provenance.record({ pointer: `/series/${id}/points/${i}`, printed: text, asOf, sources });
        return {
          date: asOf,
          dateLabel: language.date(asOf, 'short'),
          value: point.value,
          text,
          mark: citations.provenance.marked(point.mark),
          refs: citations.mark(sources),
        };
      }),
    })),
  };
}
