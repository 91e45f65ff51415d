import type { InlineBox, InlineItem } from '../boxes/box.ts';
import type { InlineChain, InlineChains } from '../boxes/inline-chain.ts';
import { visualOrder } from '../text/bidi.ts';
import { letterCount, widthOf } from '../text/widths.ts';
import { isCloned } from './cut-edges.ts';
import { inlineEdge } from './inline-edges.ts';
import type { LineAtom } from './line-atoms.ts';

/** One stretch of a line that an inline box covers; bidirectional text may part a box into several. */
export interface BoxSpan {
  readonly box: InlineBox;
  /** Margin edges from the left of the line, px. */
  left: number;
  right: number;
  /** The box has its margin, border and padding on that side of this stretch. */
  atLeft: boolean;
  atRight: boolean;
  /** Inline boxes around it, outermost first. */
  readonly inside: InlineChain;
  /** The box starts, ends in this line. */
  readonly opens: boolean;
  readonly closes: boolean;
}

/** What stands in a line: text, atomic boxes, empty inline boxes, and the edges of isolates, which only part levels. */
interface Leaf {
  readonly atom: LineAtom | undefined;
  readonly level: number;
  readonly chain: InlineChain;
}

/**
 * Gives each atom its x (UAX #9 rule L2; spaces at the end take the paragraph's level, rule L1) and finds the stretches
 * that inline boxes cover, whose edges stand where CSS 2 section 8.6 puts them. `width` is that of the containing block.
 */
export function placeVisually(
  atoms: readonly LineAtom[],
  items: readonly InlineItem[],
  chains: InlineChains,
  base: 0 | 1,
  start: number,
  width: number,
): BoxSpan[] {
  if (
    base === 0 &&
    atoms.every(
      ({ atom, level }) => level === 0 && chains.around[atom.item]!.length === 0 && !isEdge(items[atom.item]!),
    )
  ) {
    placeInOrder(atoms, start);
    return [];
  }
  const edges = new Map<InlineBox, { opens: boolean; closes: boolean }>();
  const leaves = leavesOf(atoms, items, chains, base, edges);
  const bidi = base === 1 || leaves.some(({ level }) => level > 0);
  const ordered = bidi ? visualOrder(leaves.map(({ level }) => level)).map((i) => leaves[i]!) : leaves;
  const spans = spansOf(ordered, chains, edges);
  let x = start;
  let open: BoxSpan[] = [];
  ordered.forEach((leaf, i) => {
    const own = spans.byLeaf[i]!;
    const kept = commonPrefix(open, own);
    for (const span of open.slice(kept).reverse()) x = closeSpan(span, x, width);
    for (const span of own.slice(kept)) {
      span.left = x;
      if (span.atLeft) x += sideOf(span.box, 'left', width);
    }
    open = own;
    const { atom } = leaf;
    if (!atom) return;
    atom.x = x;
    if (atom.hangs && base === 1) atom.x -= hangingWidth(atom);
    x += atom.width + atom.gap + spreadOf(atom);
  });
  for (const span of open.slice().reverse()) x = closeSpan(span, x, width);
  return spans.all;
}

const isEdge = (item: InlineItem): boolean => item.type === 'open' || item.type === 'close';

/** The common case: no inline box, nothing that runs against the line. */
function placeInOrder(atoms: readonly LineAtom[], start: number): void {
  let x = start;
  for (const atom of atoms) {
    atom.x = x;
    x += atom.width + atom.gap + spreadOf(atom);
  }
}

function closeSpan(span: BoxSpan, x: number, width: number): number {
  span.right = x + (span.atRight ? sideOf(span.box, 'right', width) : 0);
  return span.right;
}

/** The width of margin, border and padding on a side. */
function sideOf(box: InlineBox, side: 'left' | 'right', width: number): number {
  return inlineEdge(box, (side === 'left') === (box.style.direction === 'ltr') ? 'open' : 'close', width);
}

/** px that justification adds between the letters of an atom. */
export const spreadOf = (atom: LineAtom): number =>
  atom.spread === 0 || !atom.shaped ? 0 : atom.spread * letterCount(atom.shaped);

function hangingWidth({ atom, shaped, fontSize }: LineAtom): number {
  return shaped && atom.kind === 'space' ? widthOf(atom.key, shaped, fontSize, atom.letterSpacing) : 0;
}

function leavesOf(
  atoms: readonly LineAtom[],
  items: readonly InlineItem[],
  { around, within }: InlineChains,
  base: 0 | 1,
  edges: Map<InlineBox, { opens: boolean; closes: boolean }>,
): Leaf[] {
  const leaves: Leaf[] = [];
  const filled = new Set<InlineBox>();
  /** Those around a box that is filled are too. */
  const fill = (chain: InlineChain): void => {
    for (let i = chain.length - 1; i >= 0 && !filled.has(chain[i]!); i--) filled.add(chain[i]!);
  };
  for (const line of atoms) {
    const item = items[line.atom.item]!;
    if (!isEdge(item)) {
      const chain = around[line.atom.item]!;
      if (!line.hangs) fill(chain);
      leaves.push({ atom: line, level: line.level, chain });
    }
  }
  if (leaves.length === atoms.length) return leaves;
  // Boxes without content in this line still have their edges.
  const all: Leaf[] = [];
  let next = 0;
  for (const line of atoms) {
    const item = items[line.atom.item]!;
    if (item.type !== 'open' && item.type !== 'close') {
      all.push(leaves[next++]!);
      continue;
    }
    const { box } = item;
    const known = edges.get(box) ?? { opens: false, closes: false };
    edges.set(box, known);
    if (item.type === 'open') known.opens = !item.cut;
    else known.closes = !item.cut;
    const chain = around[line.atom.item]!;
    const isolates = (line.atom.kind === 'open' || line.atom.kind === 'close') && line.atom.isolates;
    const edge: Leaf = { atom: undefined, level: line.atom.level, chain };
    if (isolates && item.type === 'open') all.push(edge);
    if (!filled.has(box)) {
      const inside = within.get(box)!;
      fill(inside);
      const level = leaves[next]?.level ?? leaves[next - 1]?.level ?? base;
      all.push({ atom: undefined, level, chain: inside });
    }
    if (isolates && item.type === 'close') all.push(edge);
  }
  return all;
}

function commonPrefix<T>(a: readonly T[], b: readonly T[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

/** A space that hangs has no room, and boxes do not reach out for it: it goes with those its neighbour is in. */
function chainOf({ atom, chain }: Leaf, neighbour: Leaf | undefined): InlineChain {
  if (!atom?.hangs || !neighbour) return chain;
  return chain.slice(0, commonPrefix(chain, neighbour.chain));
}

/** A span for each stretch of neighbours inside a box, with the box's edges given to the first and last of them. */
function spansOf(
  ordered: readonly Leaf[],
  { within }: InlineChains,
  edges: ReadonlyMap<InlineBox, { readonly opens: boolean; readonly closes: boolean }>,
): { readonly all: BoxSpan[]; readonly byLeaf: readonly BoxSpan[][] } {
  const byBox = new Map<InlineBox, BoxSpan[]>();
  const all: BoxSpan[] = [];
  let open: BoxSpan[] = [];
  const byLeaf = ordered.map((leaf, i) => {
    const chain = chainOf(leaf, leaf.level & 1 ? ordered[i + 1] : ordered[i - 1]);
    let kept = 0;
    while (kept < open.length && kept < chain.length && open[kept]!.box === chain[kept]) kept++;
    const own = open.slice(0, kept);
    for (let depth = kept; depth < chain.length; depth++) {
      const box = chain[depth]!;
      const { opens = false, closes = false } = edges.get(box) ?? {};
      const inside = depth > 0 ? within.get(chain[depth - 1]!)! : [];
      const span: BoxSpan = { box, left: 0, right: 0, atLeft: false, atRight: false, opens, closes, inside };
      own.push(span);
      all.push(span);
      const list = byBox.get(box);
      if (list) list.push(span);
      else byBox.set(box, [span]);
    }
    open = own;
    return own;
  });
  for (const [box, list] of byBox) {
    const { opens = false, closes = false } = edges.get(box) ?? {};
    const ltr = box.style.direction === 'ltr';
    const cloned = isCloned(box.style);
    list[0]!.atLeft = cloned || (ltr ? opens : closes);
    list.at(-1)!.atRight = cloned || (ltr ? closes : opens);
  }
  return { all, byLeaf };
}
