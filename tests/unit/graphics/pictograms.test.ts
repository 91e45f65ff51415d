import { readdirSync, readFileSync } from 'node:fs';
import { dumpStage } from '../../../src/app/dump.ts';
import { PICTOGRAMS, pictogram, pictogramRow } from '../../../src/content/graphics/pictograms.ts';
import { layoutCase } from '../../support/cases.ts';
import { sheet } from '../template/project.ts';
import { elements, number, ofClass, textFaults } from './drawn.ts';

const root = new URL('../../../data/locales/', import.meta.url);
const units = readdirSync(root).flatMap((file) =>
  Object.keys(JSON.parse(readFileSync(new URL(file, root), 'utf8')).units),
);
const figures = sheet('da').keyFigures.items;
const helicopters = figures.find(({ unitKey }) => unitKey === 'helicopters')!;
const ceiling = figures.find(({ amount }) => amount === 285)!;

/** Ends and control points of a path of M, L, H, V, C, A and Z in absolute coordinates. */
function pointsOf(path: string): [number, number][] {
  let at: [number, number] = [0, 0];
  return [...path.matchAll(/([A-Z])([^A-Z]*)/g)].flatMap(([, command, rest]) => {
    const n = (rest!.match(/-?[\d.]+/g) ?? []).map(Number);
    const found: [number, number][] = [];
    const pairs = command === 'A' ? n.slice(5) : n;
    if (command === 'H') found.push([n[0]!, at[1]]);
    else if (command === 'V') found.push([at[0], n[0]!]);
    else for (let i = 0; i < pairs.length; i += 2) found.push([pairs[i]!, pairs[i + 1]!]);
    const end = found.at(-1) ?? at;
    // Half a circle reaches its radius to all sides of its middle.
    const half = command === 'A' && Math.abs(Math.hypot(end[0] - at[0], end[1] - at[1]) - 2 * n[0]!) < 0.01;
    const [x, y] = [(at[0] + end[0]) / 2, (at[1] + end[1]) / 2];
    if (half) found.unshift([x - n[0]!, y - n[0]!], [x + n[0]!, y + n[0]!]);
    at = end;
    return found;
  });
}

describe('pictograms', () => {
  test('every unit of the locale files has one, and no other word', () => {
    expect(Object.keys(PICTOGRAMS).sort()).toEqual([...new Set(units)].sort());
  });

  test.each(Object.entries(PICTOGRAMS))('%s fills the grid', (_unit, path) => {
    expect(path).toMatch(/^M[-\d.MLHVCAZ ]+Z$/);
    const points = pointsOf(path);
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    for (const value of [...xs, ...ys]) expect(value >= 0.5 && value <= 23.5).toBe(true);
    const [wide, tall] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
    expect(Math.max(wide, tall)).toBeGreaterThanOrEqual(18.5);
    expect(Math.min(wide, tall)).toBeGreaterThanOrEqual(14);
    expect(Math.abs((Math.max(...xs) + Math.min(...xs)) / 2 - 12)).toBeLessThan(1);
  });

  test('one by itself is an ornament', () => {
    const [svg, path] = elements(pictogram('ships', 20));
    expect(svg!.attributes).toEqual({
      class: 'graphic graphic--pictogram', 'aria-hidden': 'true', width: '20', height: '20', viewBox: '0 0 20 20',
    }); // biome-ignore format: one record
    expect(path!.attributes.d).toBe(PICTOGRAMS.ships);
    expect(elements(pictogram('cheeses', 20))[1]!.attributes.d).toMatch(/^M/);
  });
});

describe('a row of pictograms', () => {
  test('shows what is there and what there is room for', () => {
    expect(helicopters.countable).toBe(true);
    const svg = pictogramRow(helicopters, { width: 200, size: 20, direction: 'ltr', capacity: 3 });
    expect(ofClass(svg, 'pictogram--solid')).toHaveLength(2);
    expect(ofClass(svg, 'pictogram--outline')).toHaveLength(1);
    expect(elements(svg)[0]!.attributes['aria-label']).toBe(`${helicopters.label}: ${helicopters.value} / 3`);
  });

  test('breaks into rows inside its width, mirrored for right-to-left sheets', () => {
    const many = { ...helicopters, amount: 17 };
    const left = (direction: 'ltr' | 'rtl') =>
      ofClass(pictogramRow(many, { width: 100, size: 20, direction }), 'pictogram').map((e) =>
        e.attributes
          .transform!.match(/[\d.]+/g)!
          .slice(0, 2)
          .map(Number),
      );
    const ltr = left('ltr');
    expect(ltr).toHaveLength(17);
    expect(new Set(ltr.map(([, y]) => y)).size).toBe(5);
    for (const [x] of ltr) expect(x! >= 0 && x! + 20 <= 100).toBe(true);
    expect(left('rtl').map(([x]) => x)).toEqual(ltr.map(([x]) => expect.closeTo(80 - x!, 2)));
  });

  test.each([
    ['too many', { ...ceiling }],
    ['a range', { ...helicopters, amount: null, countable: false, value: '2–3' }],
  ])('%s to count: one, with the value in words', (_name, figure) => {
    expect(figure.countable).toBe(false);
    for (const direction of ['ltr', 'rtl'] as const) {
      const svg = pictogramRow(figure, { width: 200, size: 20, direction });
      expect(ofClass(svg, 'pictogram')).toHaveLength(1);
      expect(
        ofClass(svg, 'pictogram__value')
          .map(({ text }) => text)
          .join(' '),
      ).toBe(figure.value);
      expect(textFaults(svg, direction)).toEqual([]);
    }
  });

  test.each([Number.NaN, 2.5, 1e9, -1])('a capacity of %d is none', (capacity) => {
    const svg = pictogramRow(helicopters, { width: 200, size: 20, direction: 'ltr', capacity });
    expect(ofClass(svg, 'pictogram')).toHaveLength(2);
    expect(number(elements(svg)[0]!, 'height')).toBe(20);
  });
});

test('on a page an ornament is an artifact, and a row a figure with its text', () => {
  const row = pictogramRow(helicopters, { width: 200, size: 20, direction: 'ltr' });
  const html = `<p>Skibe ${pictogram('ships', 20)}</p><div>${row}</div>`;
  const { laidOut, findings } = layoutCase({ name: 'pictograms', html });
  expect(findings).toEqual([]);
  const figures = dumpStage('tags', laidOut)
    .split('\n')
    .filter((line) => line.includes('Figure'));
  expect(figures).toEqual([expect.stringContaining(helicopters.label)]);
  const paths = laidOut.list.pages[0]!.items.filter((item) => item.type === 'path');
  expect(paths.map((item) => item.mark.kind)).toEqual(['artifact', 'content', 'content']);
});
