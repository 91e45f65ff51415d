import { finding, type Report } from '../../base/diagnostics.ts';
import type { SourceText } from '../../base/source.ts';
import { withExceptions } from './exceptions.ts';
import type { Mission } from './generated/types.ts';
import { type JsonDocument, parseJson, pointerStep } from './json.ts';
import { checkNations } from './nations.ts';
import { checkPlaces, checkSums } from './provenance-checks.ts';
import { didYouMean } from './suggest.ts';
import { validateDocument } from './validate.ts';

/** A mission whose data passed every check, and the file it came from. */
export interface MissionRecord {
  readonly id: string;
  readonly data: Mission;
  readonly document: JsonDocument;
}

/** Reads `mission.json`: syntax, schema, then what a schema cannot say. Undefined where the data cannot be used. */
export function readMission(source: SourceText, report: Report): MissionRecord | undefined {
  const document = parseJson(source, report);
  if (document === undefined) return undefined;
  const data = validateDocument('Mission', document, report);
  if (data === undefined) return undefined;

  let sound = true;
  const excepted = withExceptions(data.exceptions, document, report);
  const check: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') sound = false;
    excepted.report(diagnostic);
  };
  checkSources(data, document, check);
  checkDates(data, document, check);
  checkReferences(data, document, check);
  checkIds(data, document, check);
  checkFigures(data, document, check);
  checkNations(data, document, check);
  checkPlaces(data, document, check);
  checkSums(data, document, check);
  excepted.finish();
  return sound ? { id: data.id, data, document } : undefined;
}

/** Every id that may stand in a text file under `names`: bodies, places, people, acts. */
export function nameIds(data: Mission): readonly string[] {
  return [
    ...(data.names ?? []),
    ...Object.keys(data.places ?? {}),
    ...(data.leadership ?? []).map((c) => c.id),
    ...(data.mandates ?? []).map((m) => m.id),
  ];
}

/** Visits every value with its pointer, the key it stands under, and the object or array it stands in. */
function walk(
  value: unknown,
  pointer: string,
  key: string,
  visit: (value: unknown, pointer: string, key: string) => void,
): void {
  visit(value, pointer, key);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value)) walk(child, pointer + pointerStep(name), name, visit);
}

function checkSources(data: Mission, document: JsonDocument, report: Report): void {
  const known = Object.keys(data.sources);
  const used = new Set<string>();
  walk(data, '', '', (value, pointer, key) => {
    if (key !== 'sources' || !Array.isArray(value)) return;
    value.forEach((id: string, i) => {
      used.add(id);
      if (!Object.hasOwn(data.sources, id)) {
        const place = document.place(`${pointer}/${i}`);
        report(finding('data-unknown-source', `There is no source "${id}".`, place, didYouMean(id, known)));
      }
    });
  });
  for (const id of known) {
    if (used.has(id)) continue;
    const place = document.keyPlace(`/sources${pointerStep(id)}`);
    report(finding('data-unused-source', `Nothing names the source "${id}".`, place));
  }
}

const DATE_KEYS: ReadonlySet<string> = new Set(['date', 'from', 'to', 'asOf', 'published', 'accessed']);

function checkDates(data: Mission, document: JsonDocument, report: Report): void {
  const edition = data.edition.date;
  walk(data, '', '', (value, pointer, key) => {
    if (typeof value === 'string' && DATE_KEYS.has(key)) {
      if (!inCalendar(value))
        report(
          finding('data-invalid-date', `There is no day ${value}.`, document.place(pointer), daysOf(value.slice(0, 7))),
        );
      else if (key === 'asOf' && laterThan(value, edition))
        report(
          finding(
            'data-late-as-of',
            `The value is as of ${value}, after the edition of ${edition}.`,
            document.place(pointer),
          ),
        );
    }
    if (typeof value !== 'object' || value === null) return;
    const { from, to } = value as Record<string, unknown>;
    if (typeof from === 'string' && typeof to === 'string' && laterThan(from, to))
      report(
        finding(
          'data-period-order',
          `The period ends (${to}) before it begins (${from}).`,
          document.place(`${pointer}/to`),
        ),
      );
  });
  for (const [id, series] of Object.entries(data.series ?? {})) {
    series.points.forEach((point, i) => {
      const before = series.points[i - 1];
      if (before === undefined || !laterThan(before.asOf, point.asOf)) return;
      const place = document.place(`/series/${id}/points/${i}/asOf`);
      report(finding('data-series-order', `${point.asOf} stands after ${before.asOf}.`, place));
    });
  }
}

/** Compares at the precision that both dates have; ISO 8601 dates sort as text. */
function laterThan(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) > b.slice(0, length);
}

function inCalendar(date: string): boolean {
  if (date.length < 10) return true;
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return day <= daysIn(year, month);
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** `month` as YYYY-MM. */
function daysOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return `${month} has ${daysIn(year, number)} days.`;
}

function checkReferences(data: Mission, document: JsonDocument, report: Report): void {
  const tables = {
    names: new Set(nameIds(data)),
    figures: new Set(Object.keys(data.figures ?? {})),
    dates: new Set(Object.keys(data.dates ?? {})),
    periods: new Set(Object.keys(data.periods ?? {})),
    places: new Set(Object.keys(data.places ?? {})),
  };
  const need = (table: keyof typeof tables, id: string | undefined, pointer: string) => {
    if (id === undefined || tables[table].has(id)) return;
    const hint = didYouMean(id, tables[table]);
    report(finding('data-unknown-reference', `There is no "${id}" in ${table}.`, document.place(pointer), hint));
  };

  need('names', data.organisation, '/organisation');
  need('periods', data.period, '/period');
  data.keyFigures?.forEach((k, i) => {
    need('figures', k.figure, `/keyFigures/${i}/figure`);
  });
  for (const [id, list] of Object.entries(data.lists ?? {})) {
    list.forEach((name, i) => {
      need('names', name, `/lists/${id}/${i}`);
    });
  }
  data.contributions?.forEach((c, i) => {
    const at = `/contributions/${i}`;
    for (const key of ['offered', 'authorised', 'deployed'] as const) need('figures', c[key], `${at}/${key}`);
    need('places', c.place, `${at}/place`);
    need('periods', c.period, `${at}/period`);
  });
  for (const key of ['offered', 'authorised', 'deployed'] as const)
    need('figures', data.contributionTotals?.[key], `/contributionTotals/${key}`);
  data.results?.forEach((group, i) => {
    need('periods', group.period, `/results/${i}/period`);
    group.figures.forEach((f, j) => {
      need('figures', f.figure, `/results/${i}/figures/${j}/figure`);
    });
  });
  data.mandates?.forEach((m, i) => {
    need('dates', m.tabled, `/mandates/${i}/tabled`);
    need('dates', m.adopted, `/mandates/${i}/adopted`);
    need('figures', m.ceiling, `/mandates/${i}/ceiling`);
  });
  data.partners?.forEach((p, i) => {
    need('names', p.name, `/partners/${i}/name`);
  });
  data.contacts?.forEach((c, i) => {
    need('names', c.name, `/contacts/${i}/name`);
  });
  for (const [id, source] of Object.entries(data.sources)) need('names', source.name, `/sources/${id}/name`);
  data.sections.forEach((section, i) => {
    section.blocks.forEach((block, j) => {
      if (block.kind === 'paragraph' ? block.text !== undefined && !block.items : block.items !== undefined) return;
      const message = block.kind === 'paragraph' ? 'A paragraph has `text` and no `items`.' : 'A list has `items`.';
      report(finding('data-invalid-value', message, document.place(`/sections/${i}/blocks/${j}`)));
    });
  });
}

function checkIds(data: Mission, document: JsonDocument, report: Report): void {
  const unique = (entries: readonly (readonly [id: string, pointer: string])[], what: string) => {
    const seen = new Map<string, string>();
    for (const [id, pointer] of entries) {
      const first = seen.get(id);
      if (first === undefined) seen.set(id, pointer);
      else {
        const hint = `It stands first at ${first}. Give one of them another.`;
        report(
          finding('data-duplicate-id', `The id "${id}" stands twice among ${what}.`, document.place(pointer), hint),
        );
      }
    }
  };
  const ids = (key: 'leadership' | 'contributions' | 'results' | 'mandates' | 'media' | 'sections') =>
    (data[key] ?? []).map((entry, i) => [entry.id, `/${key}/${i}/id`] as const);
  for (const key of ['contributions', 'results', 'media', 'sections'] as const) unique(ids(key), key);
  // These share the `names` of the text files.
  unique(
    [
      ...(data.names ?? []).map((id, i) => [id, `/names/${i}`] as const),
      ...Object.keys(data.places ?? {}).map((id) => [id, `/places/${id}`] as const),
      ...ids('leadership'),
      ...ids('mandates'),
    ],
    'names, places, leadership and mandates',
  );
}

function checkFigures(data: Mission, document: JsonDocument, report: Report): void {
  for (const [id, figure] of Object.entries(data.figures ?? {})) {
    if (figure.to === undefined || figure.to > figure.value) continue;
    const place = document.place(`/figures/${id}/to`);
    report(
      finding('data-range-order', `The range ends (${figure.to}) at or below its start (${figure.value}).`, place),
    );
  }
}
