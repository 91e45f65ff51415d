import { Citations } from './citations.ts';
import type { SheetData, SourceView } from './generated/types.ts';
import type { Language } from './language.ts';
import { mapView } from './map.ts';
import type { MissionRecord } from './mission.ts';
import { CANONICAL } from './needs.ts';
import type { PrintedValue } from './provenance.ts';
import { printedFigure, printedPeriod, richText, type SheetContext } from './sheet-parts.ts';
import { chartData, contributionTable, leadershipView } from './sheet-tables.ts';

/** A language the sheet comes in, as its list of languages names it. */
export interface SheetLanguage {
  readonly tag: string;
  /** In that language itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
}

/** How the sheet is set: its theme and the step of fitting. */
export type SheetLook = SheetData['look'];

const NO_LOOK: SheetLook = { layout: '', theme: '', publisher: '', logo: '', fit: '' };

/** Fewer commanders than these are named in the text; these or more are shown over time. */
const SUCCESSION = 3;

export interface Sheet {
  readonly data: SheetData;
  /** Every figure and date printed in `data`, for the manifest. */
  readonly printed: readonly PrintedValue[];
}

/**
 * Everything a layout can print, finished: each string is final and in the sheet's language.
 * `data/schemas/sheet.schema.json` describes the result, and the paths of templates are checked against it.
 */
export function buildSheetData(
  record: MissionRecord,
  language: Language,
  languages: readonly SheetLanguage[],
  look: SheetLook = NO_LOOK,
): Sheet {
  const mission = record.data;
  const citations = new Citations();
  const context: SheetContext = { mission, language, citations };
  const { provenance } = citations;
  const plain = (key: string) => language.plain(key, provenance);
  const { edition } = mission;
  const editionDate = language.date(edition.date);
  const { canonical = {} } = mission;
  const href = canonical[language.tag] ?? canonical[mission.sourceLocale] ?? Object.values(canonical)[0];

  const placeViews = places(context);
  const leadership = leadershipView(context);
  const data: SheetData = {
    mission: mission.id,
    language: language.tag,
    direction: language.direction,
    script: language.script,
    kicker: language.label('kicker'),
    title: plain('title'),
    subtitle: plain('subtitle'),
    description: plain('description'),
    lead: richText(context, 'lead'),
    covers: language.label('covers.value', { period: language.period(edition.covers.from, edition.covers.to) }),
    edition: language.label('edition.value', { number: language.digits(edition.number), date: editionDate }),
    asOf: language.label('asOf.value', { date: editionDate }),
    status: language.label(`status.${edition.status}`),
    look,
    hero: hero(context, look.layout),
    factBox: {
      heading: language.label('facts.heading'),
      rows: (mission.facts ?? []).map((row) => ({
        label: language.label(`facts.${row.label}`),
        ...richText(context, row.text, row.sources),
      })),
    },
    keyFigures: {
      heading: language.label('keyFigures.heading'),
      items: (mission.keyFigures ?? []).map((k) => printedFigure(context, k.figure, k.label)),
    },
    sections: sections(context),
    contributions: contributionTable(context),
    leadership,
    succession: leadership && leadership.entries.length >= SUCCESSION ? leadership : null,
    personnel: chartData(context),
    results: (mission.results ?? []).map((group) => ({
      id: group.id,
      heading: plain(group.heading),
      period: group.period ? printedPeriod(context, group.period) : '',
      items: group.figures.map((f) => printedFigure(context, f.figure, f.label)),
      note: richText(context, group.note),
    })),
    mandates: mandates(context),
    places: placeViews,
    map: mapView(context, placeViews),
    partners: (mission.partners ?? []).map((p) => ({
      name: language.title(p.name),
      role: p.role,
      refs: citations.mark(p.sources),
    })),
    sources: { heading: language.label('sources.heading'), items: [] },
    marks: [],
    contacts: (mission.contacts ?? []).map((c) => ({
      name: language.title(c.name),
      email: c.email ?? '',
      phone: c.phone ?? '',
      href: c.address ?? '',
    })),
    qr: href === undefined ? null : { href, label: plain(CANONICAL) },
    languages: languages.map((l) => ({ ...l, current: l.tag === language.tag })),
    labels: { ...language.labels() },
  };

  // A source's title may hold placeholders, but cites nothing new: titles are printed after the numbers are given.
  const used = citations.finish(record, language);
  data.marks = provenance.marks.map((kind) => ({ kind, label: language.label(`marks.${kind}`) }));
  data.sources.items = used.map((id, i) => sourceView(context, id, i + 1));
  return { data, printed: provenance.entries() };
}

/** The first picture, as it is cut for the layout. */
function hero({ mission, language, citations }: SheetContext, layout: string): SheetData['hero'] {
  const picture = mission.media?.[0];
  if (picture === undefined) return null;
  const plain = (key: string) => language.plain(key, citations.provenance);
  const crop = picture.crops?.[layout];
  const { x, y } = crop?.focus ?? picture.focus ?? { x: 50, y: 50 };
  return {
    src: crop?.file ?? picture.file,
    focus: `${x}% ${y}%`,
    alt: plain(picture.alt),
    caption: plain(picture.caption),
    credit: language.label(`credit.${picture.kind}`, { credit: plain(picture.credit) }),
    kind: picture.kind,
    width: crop?.file === undefined ? (picture.width ?? null) : null,
    height: crop?.file === undefined ? (picture.height ?? null) : null,
  };
}

function sections(context: SheetContext): SheetData['sections'] {
  const { mission, language, citations } = context;
  return mission.sections.map((section) => ({
    id: `section-${section.id}`,
    heading: language.plain(section.heading, citations.provenance),
    blocks: section.blocks.map((block) => {
      let items: string[] = [];
      let html = '';
      const { refs } = citations.marked(() => {
        html = block.text ? language.rich(block.text, citations.provenance) : '';
        items = (block.items ?? []).map((key) => language.rich(key, citations.provenance));
        return '';
      }, block.sources);
      return { kind: block.kind, html, items, refs };
    }),
  }));
}

function mandates({ mission, language, citations }: SheetContext): SheetData['mandates'] {
  const day = (id: string | undefined): string => {
    if (id === undefined) return '';
    const { date, asOf, sources } = mission.dates![id]!;
    const printed = language.date(date);
    citations.provenance.record({ pointer: `/dates/${id}`, printed, asOf, sources });
    return printed;
  };
  return (mission.mandates ?? []).map((m) => {
    const { result, sources } = citations.provenance.during(() => ({
      name: language.name(m.id),
      type: language.label(`mandate.${m.type}`),
      session: m.session ? language.label('mandate.session', { session: language.session(m.session) }) : '',
      tabled: day(m.tabled),
      adopted: day(m.adopted),
      ceiling: '',
    }));
    const ceiling = m.ceiling ? mission.figures![m.ceiling]! : undefined;
    if (ceiling) {
      result.ceiling = language.figure(ceiling).text;
      const { asOf, sources: own } = ceiling;
      citations.provenance.record({ pointer: `/figures/${m.ceiling}`, printed: result.ceiling, asOf, sources: own });
    }
    return { ...result, refs: citations.mark([...sources, ...(ceiling?.sources ?? []), ...m.sources]) };
  });
}

/** The sources of coordinates stay in the data: a dot on a map carries no mark. */
function places({ mission, language }: SheetContext): SheetData['places'] {
  return Object.entries(mission.places ?? {}).map(([id, place]) => ({
    id,
    name: language.title(id),
    country: language.country(place.country),
    nation: place.country,
    role: place.role,
    roleLabel: language.label(`role.${place.role}`),
    latitude: place.latitude ?? null,
    longitude: place.longitude ?? null,
    approximate: place.approximate ?? false,
  }));
}

function sourceView({ mission, language, citations }: SheetContext, id: string, number: number): SourceView {
  const source = mission.sources[id]!;
  const published = source.published && language.date(source.published);
  const title = source.title && language.plain(source.title, citations.provenance);
  const date = published && source.approximate ? language.figure({ value: 0, qualifier: 'about' }).qualifier : '';
  return {
    id: `source-${number}`,
    number,
    label: language.digits(number),
    text: [
      source.name ? language.title(source.name) : source.publisher,
      title,
      published && [date, published].filter(Boolean).join('\u00a0'),
    ]
      .filter(Boolean)
      .join(language.label('punctuation.comma')),
    href: source.address,
    address: source.address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, ''),
  };
}
