import type { ComputedStyle } from '../css/style.ts';
import { mayPart } from './clusters.ts';
import type { Atom, Paragraph, WordAtom } from './paragraph.ts';
import { prefixWidths } from './widths.ts';

/** What places where lines may end are wanted for: the lines, or the widths a container asks for. */
export type Purpose = 'lines' | 'widths';

/** Whether text of a style is broken anywhere where it does not fit (CSS Text 3 section 5.5). */
function breaksAnywhere({ overflowWrap, wordBreak, textWrapMode }: ComputedStyle, purpose: Purpose): boolean {
  if (textWrapMode === 'nowrap') return false;
  return (
    overflowWrap === 'anywhere' || wordBreak === 'break-word' || (purpose === 'lines' && overflowWrap === 'break-word')
  );
}

/**
 * Places (1) where lines may end only because nothing fits between two others, by text offset: between any two letters
 * of a stretch wider than `width`. Undefined where the styles allow none. Places too many do no harm.
 */
export function emergencyPlaces(paragraph: Paragraph, width: number, purpose: Purpose): Uint8Array | undefined {
  const allowed = paragraph.items.map((item) => item.type === 'text' && breaksAnywhere(item.style, purpose));
  if (!allowed.includes(true)) return undefined;
  const { atoms, breaks, text } = paragraph;
  const places = new Uint8Array(text.length + 1);
  let first = 0;
  let sum = 0;
  const end = (index: number): void => {
    if (sum > width) markStretch(paragraph, atoms.slice(first, index), width, allowed, places);
    first = index;
    sum = 0;
  };
  atoms.forEach((atom, index) => {
    if (atom.kind !== 'close' && breaks[atom.start]) end(index);
    if (atom.kind === 'word' || !isCollapsible(atom)) sum += atom.width;
  });
  end(atoms.length);
  return places;
}

const isCollapsible = (atom: Atom): boolean => atom.kind === 'space' && atom.collapsible;

/** Marks the parts of atoms that stand between two places inside words and are too wide. */
function markStretch(
  paragraph: Paragraph,
  atoms: readonly Atom[],
  width: number,
  allowed: readonly boolean[],
  places: Uint8Array,
): void {
  let sum = 0;
  let candidates: number[] = [];
  const end = (): void => {
    if (sum > width) for (const at of candidates) places[at] = 1;
    sum = 0;
    candidates = [];
  };
  atoms.forEach((atom, index) => {
    const here = allowed[atom.item]!;
    if (here && index > 0 && !isCollapsible(atom) && mayPart(paragraph.text, atom.start)) candidates.push(atom.start);
    if (atom.kind !== 'word') {
      if (!isCollapsible(atom)) sum += atom.width;
      return;
    }
    const widths = prefixWidths(paragraph, atom);
    const starts = clusterStarts(atom);
    const splits = new Set(paragraph.splits.get(atom.start)?.map(({ offset }) => offset));
    for (let at = atom.start + 1; at <= atom.end; at++) {
      sum += widths[at - atom.start]! - widths[at - 1 - atom.start]!;
      if (splits.has(at)) end();
      else if (here && at < atom.end && starts[at - atom.start] && mayPart(paragraph.text, at)) candidates.push(at);
    }
  });
  end();
}

/** Where the glyphs of a word can be parted, by offset in it. */
function clusterStarts({ start, end, shaped }: WordAtom): Uint8Array {
  const starts = new Uint8Array(end - start);
  for (const cluster of shaped.clusters) starts[cluster] = 1;
  return starts;
}
