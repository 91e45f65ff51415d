import { dumpStage } from '../../../src/app/dump.ts';
import { layoutCase } from '../../support/cases.ts';
import { growingDocument, NESTED, pdfOf } from '../../support/growth.ts';

const STYLE =
  '@page { size: 600px 4000px; margin: 0 } body { margin: 0; font: 10px/12px "IBM Plex Sans" } p { margin: 0 }';

/** Milliseconds of the processor that a document takes, the least of some runs. */
function timeOf(body: string, runs = 3): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const started = process.cpuUsage();
    layoutCase({ name: 'nesting/case', html: `<!doctype html><html lang="en"><style>${STYLE}</style>${body}` });
    const { user, system } = process.cpuUsage(started);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

const nested = (styles: readonly string[], depth: number): string =>
  depth === 0
    ? '<p>some words</p>'
    : `<div style="${styles[depth % styles.length]}"><div>side<br>two</div><div>${nested(styles, depth - 1)}</div></div>`;

const FLEX = ['display: flex', 'display: flex; flex-direction: column', 'display: flex; flex-wrap: wrap'];
const GRID = ['display: grid; grid-template-columns: auto 1fr', 'display: grid; grid-template-rows: auto 1fr'];

describe.each([
  ['flex', FLEX],
  ['grid', GRID],
  ['flex and grid', [FLEX[0]!, GRID[0]!, FLEX[1]!, GRID[1]!]],
])('%s in itself', (_, styles) => {
  test('24 levels take no more than a few times 12', () => {
    timeOf(nested(styles, 4));
    const [twelve, twice] = [timeOf(nested(styles, 12)), timeOf(nested(styles, 24))];
    expect(twelve).toBeLessThan(300);
    expect(twice).toBeLessThan(Math.max(60, twelve * 6));
  });
});

test.each([
  ['grid', 'display: grid; grid-template-columns: repeat(4, 1fr)'],
  ['dense grid', 'display: grid; grid-template-columns: repeat(4, 1fr); grid-auto-flow: dense'],
  ['wrapped flex', 'display: flex; flex-wrap: wrap'],
  ['flex column', 'display: flex; flex-direction: column'],
])('ten times the items of a %s over many pages take about ten times as long', (_, style) => {
  const items = (count: number): string =>
    `<style>@page { size: 400px 300px }</style><div style="${style}">${'<p style="flex: 0 0 90px">word</p>'.repeat(count)}</div>`;
  timeOf(items(100));
  const [few, many] = [timeOf(items(400)), timeOf(items(4000), 2)];
  expect(many).toBeLessThan(Math.max(200, few * 18));
});

// Numbers nobody means: they give a page, soon.
test.each([
  'grid-template-columns: repeat(1000000, 1px)',
  'grid-template-columns: repeat(auto-fill, 0px)',
  'grid-template-columns: repeat(auto-fill, minmax(0, 1fr)); width: 1e9px',
  'grid-auto-flow: column; grid-template-rows: repeat(auto-fit, 0.001px)',
  'grid-template-columns: 1e30fr 1e-30fr; column-gap: 1e30px',
  'grid-template-columns: minmax(1e30px, 1fr) fit-content(1e30px)',
  'display: flex; flex-flow: column wrap; height: 0; gap: 1e30px',
  'grid-template-areas: "a b" "a b"; grid-auto-rows: 0px 1e9px',
])('%s', (style) => {
  const item = '<p style="grid-row: 999999999 / -999999999; grid-column: span 999999999; flex: 1e30 1e30 1e30px">a</p>';
  const html = `<style>@page { size: 200px 200px }</style><div style="display: grid; ${style}">${item}<p>b</p><p style="grid-area: -5000 / 5000">c</p></div>`;
  expect(timeOf(html, 1)).toBeLessThan(2000);
});

// The full sizes are in `npm run bench -- --linear`. No shape may double its cost with each level.
test.each(Object.entries(NESTED))(
  '%s: 60 levels in themselves, at a cost that does not double with each',
  (_, make) => {
    const started = process.cpuUsage();
    const { laidOut } = layoutCase({ name: 'nesting/case', html: growingDocument(make(60)) });
    expect(pdfOf(laidOut).length).toBeGreaterThan(1000);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(3000);
    expect(laidOut.list.pages.some(({ items }) => items.length > 0)).toBe(true);
  },
);

test('a thousand tables in tables print their word in any thread, flatter where its stack is full', () => {
  const { laidOut, findings } = layoutCase({ name: 'nesting/case', html: growingDocument(NESTED.table!(1000)) });
  expect(dumpStage('fragments', laidOut)).toContain('word');
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
