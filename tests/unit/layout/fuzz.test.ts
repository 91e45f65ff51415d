import { caseFonts } from '../../support/cases.ts';
import { fuzzDocument } from '../../support/fuzz/documents.ts';
import { shrink, textOf } from '../../support/fuzz/pieces.ts';
import { runDocument } from '../../support/fuzz/run.ts';

/** Documents by chance give pages or findings. More of them: `npm run fuzz -- SEED COUNT`, which also shows them smaller. */
const SEEDS = 200;
const AT_ONCE = 20;

const runs = Array.from({ length: SEEDS / AT_ONCE }, (_, i) => i * AT_ONCE + 1);

test.each(runs)('documents from seed %i on', (from) => {
  for (let seed = from; seed < from + AT_ONCE; seed++) {
    const { piece, tame } = fuzzDocument(seed);
    const { fault, detail, pages } = runDocument(textOf(piece), caseFonts(), { pdf: seed % 3 === 0, tame });
    expect({ seed, fault, detail }).toEqual({ seed, fault: undefined, detail: '' });
    expect(pages).toBeGreaterThan(0);
  }
});

test('the same seed gives the same document, on every platform', () => {
  expect(textOf(fuzzDocument(1).piece)).toBe(textOf(fuzzDocument(1).piece));
  expect(textOf(fuzzDocument(7).piece)).not.toBe(textOf(fuzzDocument(9).piece));
});

test('what fails is made as small as it can be', () => {
  const piece = [['<p', [' class="a"'], '>', ['x', ['<b>', ['needle'], '</b>'], 'y'], '</p>'], ['z']];
  expect(textOf(shrink(piece, (less) => textOf(less).includes('needle')))).toBe('needle');
});
