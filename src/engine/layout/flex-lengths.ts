import type { FlexItem } from './flex-items.ts';

/** What an item takes of its line in the main axis, px. */
export const outerMain = (item: FlexItem, size: number): number => size + item.margin.mainStart + item.margin.mainEnd;

/** Resolves the flexible lengths of one line in `available` px (CSS Flexbox 1 section 9.7). */
export function resolveFlexible(items: readonly FlexItem[], available: number, gap: number): void {
  const fixedSpace = items.reduce((sum, item) => sum + outerMain(item, 0), 0) + gap * (items.length - 1);
  const grow = items.reduce((sum, i) => sum + i.hypothetical, 0) + fixedSpace < available;
  const factor = (item: FlexItem): number => (grow ? item.box.style.flexGrow : item.box.style.flexShrink);
  const frozen = new Set<FlexItem>();
  for (const item of items) {
    item.main = item.base;
    if (factor(item) === 0 || (grow ? item.base > item.hypothetical : item.base < item.hypothetical)) {
      frozen.add(item);
      item.main = item.hypothetical;
    }
  }
  const freeSpace = (): number =>
    available - fixedSpace - items.reduce((sum, i) => sum + (frozen.has(i) ? i.main : i.base), 0);
  const initial = freeSpace();
  while (frozen.size < items.length) {
    const open = items.filter((item) => !frozen.has(item));
    let free = freeSpace();
    const sum = open.reduce((total, item) => total + factor(item), 0);
    if (sum < 1 && Math.abs(initial * sum) < Math.abs(free)) free = initial * sum;
    const weight = (item: FlexItem): number => (item.base - item.edges) * item.box.style.flexShrink;
    const scaled = open.reduce((total, item) => total + weight(item), 0);
    for (const item of open) {
      if (free === 0) item.main = item.base;
      else if (grow) item.main = item.base + free * (factor(item) / sum);
      else item.main = item.base + (scaled > 0 ? free * (weight(item) / scaled) : 0);
    }
    let violation = 0;
    const clamped = new Map<FlexItem, number>();
    for (const item of open) {
      const size = Math.max(item.min, Math.min(item.max, item.main));
      clamped.set(item, size - item.main);
      violation += size - item.main;
      item.main = size;
    }
    for (const item of open) {
      const own = clamped.get(item)!;
      if (Math.abs(violation) < 1e-9 || (violation > 0 && own > 0) || (violation < 0 && own < 0)) frozen.add(item);
    }
  }
}
