import { PX_PER_UNIT } from '../../base/units.ts';

const mm = PX_PER_UNIT.mm!;
const inch = PX_PER_UNIT.in!;

/** ISO 216, ISO 269 and JIS P 0138: each size is half the one before it, rounded down to the millimetre. */
function series(prefix: string, width: number, height: number): [string, readonly [number, number]][] {
  const sizes: [string, readonly [number, number]][] = [];
  let [w, h] = [width, height];
  for (let i = 0; i <= 10; i++) {
    sizes.push([`${prefix}${i}`, [w * mm, h * mm]]);
    [w, h] = [Math.floor(h / 2), w];
  }
  return sizes;
}

/** Page sizes by name (CSS Paged Media 3 section 7.1), width and height in portrait, px. */
export const PAGE_SIZES: ReadonlyMap<string, readonly [number, number]> = new Map<string, readonly [number, number]>([
  ...series('a', 841, 1189),
  ...series('b', 1000, 1414),
  ...series('c', 917, 1297),
  ...series('jis-b', 1030, 1456),
  ['letter', [8.5 * inch, 11 * inch]],
  ['legal', [8.5 * inch, 14 * inch]],
  ['ledger', [11 * inch, 17 * inch]],
  ['tabloid', [11 * inch, 17 * inch]],
]);

export const DEFAULT_PAGE_SIZE = PAGE_SIZES.get('a4')!;
