import { layoutCase } from '../../support/cases.ts';
import { GROWING, growingDocument, NESTED, processorTime } from '../../support/growth.ts';

// The full sizes are in `npm run bench`; these are enough to tell linear growth from quadratic (which would be 64).
const [FEW, MANY] = [250, 2000];

/** What a document of size `many` costs, to its share of what one of size `few` does: 1 is linear. */
function shareOf(make: (size: number) => string, few: number, many: number): number {
  const time = (size: number, turns: number): number => {
    const html = growingDocument(make(size));
    return processorTime(() => {
      layoutCase({ name: 'growth/case', html });
    }, turns);
  };
  time(few, 1);
  return time(many, 2) / time(few, 3) / (many / few);
}

/** The same; what is too much is timed again before it counts. */
function leastShareOf(make: (size: number) => string, few: number, many: number, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 4 && least >= enough; turn++) least = Math.min(least, shareOf(make, few, many));
  return least;
}

describe.each(Object.entries(GROWING))('%s', (_, make) => {
  test(`${MANY} rows cost no more than their share of what ${FEW} do`, () => {
    // A garbage collection here and there, but nothing that grows with the square.
    expect(shareOf(make, FEW, MANY)).toBeLessThan(2);
  });

  test('every row is on a page', () => {
    const { laidOut } = layoutCase({ name: 'growth/case', html: growingDocument(make(FEW)) });
    expect(laidOut.pages.length).toBeGreaterThan(1);
    expect(laidOut.pages.length).toBeLessThan(20);
  });
});

// Here the stack of the thread is small: what is deeper is in `npm run bench -- --linear`.
test.each([
  ['columns', 100, 400, 2],
  ['columns with text before', 100, 400, 2],
  // On four pages, on each of which stand the levels around; laid out twice at each level they cost 19 times their share.
  ['table with text', 50, 200, 4],
])('%s: %i and %i levels in themselves cost as much for each', (name, few, many, most) => {
  expect(leastShareOf(NESTED[name]!, few, many, most)).toBeLessThan(most);
});
