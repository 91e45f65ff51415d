/** Documents of any length whose cost should grow as they do: `rows` says how many rows, paragraphs or items they have. */
export const GROWING: Readonly<Record<string, (rows: number) => string>> = {
  'a table with head and foot': (rows) =>
    `<table style="border-collapse: collapse"><thead><tr><th>No.<th>Name</thead><tfoot><tr><td>all<td>of them</tfoot>${repeat(
      rows,
      (i) => `<tr><td style="border: 1px solid">${i % 90}<td>name ${i % 50}`,
    )}</table>`,
  'a table of cells that span rows': (rows) =>
    `<table>${repeat(rows, (i) => (i % 3 ? `<tr><td>${i % 7}` : `<tr><td rowspan="3">name ${i % 50}<td>${i % 9}`))}</table>`,
  'columns with headings across': (rows) =>
    `<div style="columns: 3">${repeat(rows, (i) => `${i % 40 ? '' : '<h2 style="column-span: all">Part</h2>'}<p>words and words ${i % 50}</p>`)}</div>`,
};

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

export const growingDocument = (body: string): string =>
  `<!doctype html><html lang="en"><title>Growth</title><style>@page { size: A4; margin: 20mm } body { font: 10px/14px "IBM Plex Sans" }</style>${body}`;

/** Milliseconds of the processor that `work` takes, the least of several turns: what others do is not counted. */
export function processorTime(work: () => void, turns: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < turns; i++) {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
