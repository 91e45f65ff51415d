import type { ComputedStyle } from '../css/style.ts';
import type { Atom, Paragraph, WordAtom } from './paragraph.ts';

/** Punctuation that may stand outside the measure (CSS Text 4 section 9.1). */
export interface Hang {
  /** px. */
  readonly width: number;
  /** Hangs also where it would fit (`force-end`, `last`). */
  readonly always: boolean;
}

export const NO_HANG: Hang = { width: 0, always: false };

/** Stops and commas, which `allow-end` and `force-end` hang. */
const STOPS = /[,.\u060c\u06d4\u3001\u3002\uff0c\uff0e\ufe50-\ufe52\uff61\uff64]/;
/** Brackets and quotation marks, by whether they can open or close. */
const OPENING = /[\p{Ps}\p{Pi}\p{Pf}"']/u;
const CLOSING = /[\p{Pe}\p{Pf}\p{Pi}"']/u;

/** White space that line ends do not count: it collapses, or is preserved and wraps (CSS Text 3 section 4.1.3). */
export function hangsAtEnd({ items, text }: Paragraph, atom: Atom): boolean {
  if (atom.kind !== 'space' && atom.kind !== 'tab') return false;
  if (atom.kind === 'space' && atom.collapsible) return true;
  const item = items[atom.item]!;
  if (item.type !== 'text' || text.charCodeAt(atom.start) === NO_BREAK_SPACE) return false;
  return item.style.whiteSpaceCollapse === 'preserve' && item.style.textWrapMode === 'wrap';
}

const NO_BREAK_SPACE = 0xa0;

/** Wide spaces and the like, which do not collapse (CSS Text 3 section 1.3, other space separators). */
const isSeparator = (unit: number): boolean =>
  (unit >= 0x2000 && unit <= 0x200a) || unit === 0x3000 || unit === 0x1680 || unit === 0x205f;

/** What hangs at a line end before `offset`, which lies in `atom`; `last` says that the paragraph ends there. */
export function endHang(paragraph: Paragraph, atom: WordAtom, offset: number, last: boolean): Hang {
  const item = paragraph.items[atom.item]!;
  if (item.type !== 'text' || offset <= atom.start) return NO_HANG;
  if (isSeparator(paragraph.text.charCodeAt(offset - 1))) return separators(paragraph, atom, offset, item.style);
  if (item.style.hangingPunctuation.length === 0) return NO_HANG;
  const { hangingPunctuation: kinds } = item.style;
  const character = paragraph.text[offset - 1]!;
  const always = kinds.includes('force-end');
  const stop = (always || kinds.includes('allow-end')) && STOPS.test(character);
  const quote = last && kinds.includes('last') && CLOSING.test(character);
  if (!stop && !quote) return NO_HANG;
  return { width: clusterWidth(paragraph, atom, offset - 1), always: quote || always };
}

function separators(paragraph: Paragraph, atom: WordAtom, offset: number, style: ComputedStyle): Hang {
  if (style.whiteSpaceCollapse === 'break-spaces') return NO_HANG;
  let width = 0;
  for (let at = offset - 1; at >= atom.start && isSeparator(paragraph.text.charCodeAt(at)); at--)
    width += clusterWidth(paragraph, atom, at);
  return { width, always: true };
}

/** What hangs before the first line of a paragraph, px. */
export function startHang(paragraph: Paragraph): number {
  const atom = paragraph.atoms.find(({ kind }) => kind !== 'open');
  const item = atom && paragraph.items[atom.item];
  if (atom?.kind !== 'word' || item?.type !== 'text' || !item.style.hangingPunctuation.includes('first')) return 0;
  return OPENING.test(paragraph.text[atom.start]!) ? clusterWidth(paragraph, atom, atom.start) : 0;
}

/** Advance of the glyphs of the cluster that holds an offset, px. */
function clusterWidth(paragraph: Paragraph, atom: WordAtom, offset: number): number {
  const item = paragraph.items[atom.item]!;
  if (item.type !== 'text') return 0;
  const { shaped } = atom;
  let sum = 0;
  shaped.clusters.forEach((cluster, i) => {
    if (atom.start + cluster === offset) sum += shaped.advances[i]!;
  });
  return (sum * item.style.fontSize) / atom.key.face.face.metrics.unitsPerEm + atom.letterSpacing;
}
