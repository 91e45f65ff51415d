import { resolveLevels, visualOrder } from '../../../src/engine/text/bidi.ts';
import { needsBidi, scriptOf, scriptRuns } from '../../../src/engine/text/script.ts';
import { processorTime } from '../../support/growth.ts';
import { paragraphOf } from './context.ts';

/** Rule L2 of UAX #9, word for word: from the highest level to the lowest odd one, reverse every run at that level or above. */
function ruleL2(levels: readonly number[]): number[] {
  let order = levels.map((_, i) => i);
  for (let level = Math.max(0, ...levels); level > 0; level--) {
    const next: number[] = [];
    for (let i = 0; i < order.length; ) {
      let j = i;
      while (j < order.length && levels[order[j]!]! >= level) j++;
      if (j === i) next.push(order[i++]!);
      else {
        next.push(...order.slice(i, j).reverse());
        i = j;
      }
    }
    order = next;
  }
  return order;
}

test.each([
  [[], []],
  [
    [0, 0, 0],
    [0, 1, 2],
  ],
  [
    [1, 1, 1],
    [2, 1, 0],
  ],
  [
    [0, 1, 1, 0],
    [0, 2, 1, 3],
  ],
  // A number inside right-to-left text keeps its order.
  [
    [1, 2, 2, 1],
    [3, 1, 2, 0],
  ],
  [
    [2, 2],
    [0, 1],
  ],
  [
    [0, 1, 2, 1, 0, 1],
    [0, 3, 2, 1, 4, 5],
  ],
])('visual order of %j is %j', (levels, order) => {
  expect(visualOrder(levels)).toEqual(order);
});

test('visual order of every list of six levels up to 3 is that of rule L2', () => {
  for (let n = 0; n < 4 ** 6; n++) {
    const levels = Array.from({ length: 6 }, (_, i) => Math.floor(n / 4 ** i) % 4);
    // Level runs such as [3] alone under a paragraph of level 0 reverse twice or more, which is right too.
    expect(visualOrder(levels)).toEqual(ruleL2(levels));
  }
});

test('levels: only where they are needed, numbers and Latin names inside Arabic', () => {
  expect(paragraphOf('Danmark 285', 'da').levels).toBeUndefined();
  expect([...resolveLevels('abc', 'rtl').levels]).toEqual([2, 2, 2]);
  const arabic = 'بعثة NATO في 2020';
  const { levels } = resolveLevels(arabic, 'rtl');
  expect([arabic[0], arabic[5], arabic[13]].map((c) => levels[arabic.indexOf(c!)])).toEqual([1, 2, 2]);
  expect([...resolveLevels('a ب', 'ltr').levels]).toEqual([0, 0, 1]);
  expect(['æøå', 'ب', 'א', '\u200f', '2020'].map(needsBidi)).toEqual([false, true, true, true, false]);
});

test('scripts, with nothing for what several share', () => {
  const scripts = ['a', 'Æ', 'ب', 'κ', 'д', 'א', '漢', '1', ' ', '–', '\u0301', '€'].map((c) =>
    scriptOf(c.codePointAt(0)!),
  );
  expect(scripts).toEqual([
    'Latn', 'Latn', 'Arab', 'Grek', 'Cyrl', 'Hebr', 'Hani', undefined, undefined, undefined, undefined, undefined,
  ]); // biome-ignore format: a list
});

test('script runs: what scripts share goes with what stands before, brackets with one another', () => {
  const runs = (text: string) => {
    let from = 0;
    return scriptRuns(text).map(({ end, script }) => {
      const run = `${script} ${text.slice(from, end)}`;
      from = end;
      return run;
    });
  };
  expect(runs('Danmark 2020')).toEqual(['Latn Danmark 2020']);
  expect(runs('في 2020 (NATO) نعم')).toEqual(['Arab في 2020 (', 'Latn NATO', 'Arab ) نعم']);
  expect(runs('1. Κύπρος – Кипр')).toEqual(['Grek 1. Κύπρος – ', 'Cyrl Кипр']);
  expect(runs('2020 –')).toEqual(['Latn 2020 –']);
});

/** Eight times the text may take some three times that; what grows with the square takes 64 times as long. */
test.each(['\u20681+', '(א', '\u2066א', '\u202bא', '\u2069a', '1+א', '\u2068'])(
  'levels of %j over and over take as long as the text is',
  (text) => {
    const cost = (length: number, enough = 0): number => {
      const whole = text.repeat(length / text.length);
      return processorTime(() => resolveLevels(whole, 'auto'), 5, enough);
    };
    const short = cost(12_500);
    const limit = Math.max(50, 24 * short);
    expect(cost(100_000, limit)).toBeLessThanOrEqual(limit);
  },
);
