import { layoutCase } from '../../support/cases.ts';
import { GROWING, growingDocument, processorTime } from '../../support/growth.ts';

// The full sizes are in `npm run bench`; these are enough to tell linear growth from quadratic (which would be 64).
const [FEW, MANY] = [250, 2000];

describe.each(Object.entries(GROWING))('%s', (_, make) => {
  test(`${MANY} rows cost no more than their share of what ${FEW} do`, () => {
    const time = (rows: number, turns: number): number => {
      const html = growingDocument(make(rows));
      return processorTime(() => {
        layoutCase({ name: 'growth/case', html });
      }, turns);
    };
    time(FEW, 1);
    const share = time(MANY, 2) / time(FEW, 3) / (MANY / FEW);
    // A garbage collection here and there, but nothing that grows with the square.
    expect(share).toBeLessThan(2);
  });

  test('every row is on a page', () => {
    const { laidOut } = layoutCase({ name: 'growth/case', html: growingDocument(make(FEW)) });
    expect(laidOut.pages.length).toBeGreaterThan(1);
    expect(laidOut.pages.length).toBeLessThan(20);
  });
});
