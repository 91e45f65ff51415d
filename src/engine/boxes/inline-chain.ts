import type { InlineBox, InlineItem } from './box.ts';

/** Inline boxes in each other, outermost first. */
export type InlineChain = readonly InlineBox[];

/** The inline boxes around what stands in an inline formatting context; what stands in the same ones shares one list. */
export interface InlineChains {
  /** Around each item; around the edge of a box are those that it stands in. */
  readonly around: readonly InlineChain[];
  /** Those around the content of a box: the box is the last. */
  readonly within: ReadonlyMap<InlineBox, InlineChain>;
}

const OUTSIDE: InlineChain = [];

export function inlineChains(items: readonly InlineItem[]): InlineChains {
  const within = new Map<InlineBox, InlineChain>();
  const open: InlineChain[] = [OUTSIDE];
  const around = items.map((item) => {
    if (item.type === 'close') open.pop();
    const chain = open.at(-1) ?? OUTSIDE;
    if (item.type === 'open') {
      const inside = [...chain, item.box];
      within.set(item.box, inside);
      open.push(inside);
    }
    return chain;
  });
  return { around, within };
}

/**
 * What holds inside the innermost box of a chain, where each box makes it of what holds around it. `known` has it for
 * boxes met before, so that depth is walked once.
 */
export function insideOf<T>(
  chain: InlineChain,
  known: Map<InlineBox, T>,
  outside: T,
  make: (around: T, box: InlineBox, parent: InlineBox | undefined) => T,
): T {
  let depth = chain.length;
  while (depth > 0 && !known.has(chain[depth - 1]!)) depth--;
  let value = depth > 0 ? known.get(chain[depth - 1]!)! : outside;
  for (; depth < chain.length; depth++) {
    const box = chain[depth]!;
    value = make(value, box, chain[depth - 1]);
    known.set(box, value);
  }
  return value;
}
