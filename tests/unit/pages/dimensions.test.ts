import { type Axis, type SharedAxis, solveFixed, solveShared } from '../../../src/engine/pages/dimensions.ts';

const axis = (rest: Partial<Axis> = {}): Axis => ({
  before: 0, inner: 'auto', after: 0, edges: 0, min: 0, max: Number.POSITIVE_INFINITY, ...rest,
}); // biome-ignore format: one record

const shared = (minContent: number, maxContent: number, rest: Partial<Axis> = {}): SharedAxis => ({
  ...axis(rest),
  minContent,
  maxContent,
});

/** Inner sizes, rounded; undefined for boxes that are not there. */
const sizes = (boxes: readonly (SharedAxis | undefined)[], available: number): (number | undefined)[] =>
  solveShared(boxes, available).map((used) => used && Math.round(used.inner * 100) / 100);

/** CSS Paged Media 3 section 5.3.1, numbers worked out by hand. */
describe('the axis that fills the margin', () => {
  test.each([
    ['auto fills', axis(), [0, 100, 0]],
    ['auto fills beside margins and edges', axis({ before: 10, after: 5, edges: 15 }), [10, 70, 5]],
    ['auto margins of an auto size are 0', axis({ before: 'auto', after: 'auto' }), [0, 100, 0]],
    ['auto margins share what is left', axis({ before: 'auto', inner: 40, after: 'auto' }), [30, 40, 30]],
    ['one auto margin takes it', axis({ before: 'auto', inner: 40, after: 10 }), [50, 40, 10]],
    ['the margin at the edge of the page gives way', axis({ before: 10, inner: 40, after: 20 }), [40, 40, 20]],
    ['it may become negative', axis({ inner: 130 }), [-30, 130, 0]],
    ['auto margins of what is too large', axis({ before: 'auto', inner: 130, after: 'auto' }), [-30, 130, 0]],
    ['a maximum', axis({ max: 60 }), [40, 60, 0]],
    ['a minimum beats a maximum', axis({ max: 60, min: 80, after: 'auto' }), [0, 80, 20]],
  ])('%s', (_, given, [before, inner, after]) => {
    expect(solveFixed(given!, 100, 'before')).toEqual({ before, inner, after });
  });
});

/** CSS Paged Media 3 section 5.3.2. */
describe('boxes that share a side', () => {
  test.each([
    ['one alone has it all', [shared(10, 20), undefined, undefined], [100, undefined, undefined]],
    ['two without a middle stretch by what they want', [shared(5, 10), undefined, shared(5, 30)], [25, undefined, 75]],
    // Minimum 60, 40 of 100 free for wishes of 80 and 20 above it: 30 + 32, 30 + 8.
    ['they shrink from their wishes', [shared(30, 110), undefined, shared(30, 50)], [62, undefined, 38]],
    // 40 too much, in proportion to 80 and 60.
    ['they overflow in proportion', [shared(80, 90), undefined, shared(60, 90)], [57.14, undefined, 42.86]],
    ['what is empty shares evenly', [shared(0, 0), undefined, shared(0, 0)], [50, undefined, 50]],
    ['the rest is for the auto one', [shared(5, 10, { inner: 30 }), undefined, shared(5, 10)], [30, undefined, 70]],
    // The middle with 20, both sides as wide as the wider, 2 × 15: 100 × 20 / 50.
    ['a middle stays in the middle', [shared(5, 15), shared(10, 20), shared(5, 10)], [30, 40, 30]],
    ['a middle alone has it all', [undefined, shared(10, 20), undefined], [undefined, 100, undefined]],
    [
      'a stated middle leaves half on each side',
      [shared(1, 2), shared(1, 2, { inner: 30 }), shared(1, 2)],
      [35, 30, 35],
    ],
    // Free beyond the minima 20 + 2 × 10: 60, for (80 − 20) and 2 × (40 − 10): 20 + 30.
    ['a middle shrinks with its sides', [shared(10, 40), shared(20, 80), undefined], [25, 50, undefined]],
    [
      'edges and margins count',
      [shared(0, 10, { edges: 8, before: 2 }), undefined, shared(0, 20)],
      [40, undefined, 50],
    ],
    [
      'a maximum frees room for the others',
      [shared(5, 10, { max: 20 }), undefined, shared(5, 10)],
      [20, undefined, 80],
    ],
    ['a minimum takes it', [shared(5, 10, { min: 80 }), undefined, shared(5, 10)], [80, undefined, 20]],
    ['auto margins are 0', [shared(5, 10, { before: 'auto' }), undefined, undefined], [100, undefined, undefined]],
  ] satisfies [string, (SharedAxis | undefined)[], (number | undefined)[]][])('%s', (_, given, expected) => {
    expect(sizes(given, 100)).toEqual(expected);
  });
});
