import type { ContributionRow, ContributionTable, SheetData } from './generated/types.ts';

/** A table of the sheet as rows of cells, its head first. */
export interface DataTable {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a sheet, with the figures as they are printed and the dates they are of. */
export function tablesOf(sheet: SheetData): readonly DataTable[] {
  const tables: DataTable[] = [];
  const add = (name: string, title: string, head: readonly string[], rows: readonly (readonly string[])[]): void => {
    if (rows.length) tables.push({ name, title, rows: [head, ...rows] });
  };
  const figures = [sheet.keyFigures, ...sheet.results].flatMap(({ heading, items }) =>
    items.map(({ label, number, qualifier, unit, asOf, amount }) => {
      return [heading, label, number, qualifier, unit, asOf, written(amount)];
    }),
  );
  const head = ['group', 'figure', 'value', 'qualifier', 'unit', 'as of', 'number'];
  add('figures', sheet.keyFigures.heading, head, figures);
  if (sheet.contributions) addContributions(sheet.contributions, add);
  if (sheet.leadership) {
    const { heading, entries } = sheet.leadership;
    const rows = entries.map(({ rank, name, country, from, to }) => [rank, name, country, from, to ?? '']);
    add('leadership', heading, ['rank', 'name', 'country', 'from', 'to'], rows);
  }
  if (sheet.personnel) {
    const { heading, series, unit } = sheet.personnel;
    const rows = series.flatMap(({ label, counts, points }) =>
      points.map(({ date, value, text }) => [label, date, String(value), text, unit, counts ?? '']),
    );
    add('personnel', heading, ['series', 'date', 'value', 'printed', 'unit', 'counts'], rows);
  }
  const places = sheet.places.map(({ name, country, roleLabel, latitude, longitude, approximate }) => {
    return [name, country, roleLabel, written(latitude), written(longitude), String(approximate)];
  });
  const positions = ['place', 'country', 'role', 'latitude', 'longitude', 'approximate'];
  add('places', sheet.labels.mapHeading ?? sheet.title, positions, places);
  const sources = sheet.sources.items.map(({ label, text, href }) => [label, text, href]);
  add('sources', sheet.sources.heading, ['number', 'source', 'address'], sources);
  return tables;
}

function addContributions(
  { heading, columns, rows, total }: ContributionTable,
  add: (name: string, title: string, head: readonly string[], rows: readonly (readonly string[])[]) => void,
): void {
  const { component, place, period } = columns;
  const known = (['offered', 'authorised', 'deployed'] as const).filter((key) => columns[key] !== null);
  const counts = known.flatMap((key) => {
    const { text, detail } = columns[key]!;
    return [text, `${text}: ${detail || 'date'}`, `${text}: number`, `${text}: upper end`, `${text}: unit`];
  });
  const cells = (row: ContributionRow): string[] => [
    row.component,
    ...known.flatMap((key) => {
      const { missing, text, detail, value, upper, unit } = row[key];
      return [missing ? '' : text, detail, written(value), written(upper), unit];
    }),
    ...(place ? [row.place] : []),
    ...(period ? [row.period, row.from ?? '', row.to ?? ''] : []),
  ];
  const head = [component, ...counts, place, ...(period ? [period, 'from', 'to'] : [])].filter(Boolean);
  add('contributions', heading, head, [...rows, ...(total ? [total] : [])].map(cells));
}

/** A number for programs: in Latin digits, with a point. */
const written = (value: number | null): string => (value === null ? '' : String(value));

/** RFC 4180. */
export const csvOf = ({ rows }: DataTable): string =>
  rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
