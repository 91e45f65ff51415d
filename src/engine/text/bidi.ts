import bidiFactory from 'bidi-js';
import { needsBidi } from './script.ts';

let bidi: ReturnType<typeof bidiFactory> | undefined;

/** Embedding levels per UTF-16 unit (UAX #9), or undefined where everything is left to right. */
export function resolveLevels(text: string, direction: 'ltr' | 'rtl'): Uint8Array | undefined {
  if (direction === 'ltr' && !needsBidi(text)) return undefined;
  bidi ??= bidiFactory();
  return bidi.getEmbeddingLevels(text, direction).levels;
}

/**
 * Visual order of a line's pieces by their levels (UAX #9 rule L2): indices of `levels`, left to right.
 */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, i) => i);
  const highest = Math.max(0, ...levels);
  const lowestOdd = Math.min(...levels.filter((level) => level % 2 === 1), highest + 1);
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < order.length; ) {
      if (levels[order[i]!]! < level) {
        i++;
        continue;
      }
      let j = i;
      while (j < order.length && levels[order[j]!]! >= level) j++;
      for (let a = i, b = j - 1; a < b; a++, b--) [order[a], order[b]] = [order[b]!, order[a]!];
      i = j;
    }
  }
  return order;
}
