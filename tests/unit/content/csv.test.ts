import { csvOf, tablesOf } from '../../../src/content/dataset/csv.ts';
import { sheet } from '../template/project.ts';

const data = sheet('da');
const tables = new Map(tablesOf(data).map((table) => [table.name, table]));
/** A table as records by the words of its head. */
const records = (name: string): Record<string, string>[] => {
  const [head, ...rows] = tables.get(name)!.rows;
  return rows.map((cells) => {
    expect(cells).toHaveLength(head!.length);
    return Object.fromEntries(head!.map((word, i) => [word, cells[i]!]));
  });
};

test('everything that a picture shows is in a table', () => {
  expect([...tables.keys()]).toEqual(['figures', 'contributions', 'leadership', 'personnel', 'places', 'sources']);
  for (const { title } of tables.values()) expect(title).not.toBe('');
});

test('numbers stand as they are printed and for programs', () => {
  const ceiling = records('figures').find(({ number }) => number === '285');
  expect(ceiling).toMatchObject({ value: '285', qualifier: 'op til', unit: 'personer' });
  const { columns } = data.contributions!;
  const helicopters = records('contributions').find((row) => row[`${columns.deployed!.text}: unit`] === 'helicopters');
  expect(helicopters).toMatchObject({
    [`${columns.authorised!.text}: number`]: '85',
    [`${columns.deployed!.text}: number`]: '2',
    [`${columns.deployed!.text}: upper end`]: '',
    from: '2021-05',
    to: '2022-04-30',
  });
  const personnel = records('personnel').map(({ date, value, counts }) => [date, value, counts]);
  expect(personnel).toContainEqual(['2020-06-11', '285', 'authorised']);
  expect(personnel).toContainEqual(['2021-10', '150', 'deployed']);
});

test('places have their coordinates, or none', () => {
  for (const [i, row] of records('places').entries()) {
    const { name, latitude, approximate } = data.places[i]!;
    expect(row).toMatchObject({
      place: name,
      latitude: latitude === null ? '' : String(latitude),
      approximate: String(approximate),
    });
  }
});

test('cells with commas, quotation marks and line ends are quoted', () => {
  expect(
    csvOf({
      name: 'x',
      title: 'x',
      rows: [
        ['a', 'b, c'],
        ['"d"', 'e\nf'],
      ],
    }),
  ).toBe('a,"b, c"\r\n"""d""","e\nf"\r\n');
});
