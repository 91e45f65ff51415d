import type { Paragraph, WordAtom } from './paragraph.ts';

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

/** What hangs at a line end before `offset`, which lies in `atom`; `last` says that the paragraph ends there. */
export function endHang(paragraph: Paragraph, atom: WordAtom, offset: number, last: boolean): Hang {
  const item = paragraph.items[atom.item]!;
  if (item.type !== 'text' || item.style.hangingPunctuation.length === 0 || offset <= atom.start) return NO_HANG;
  const { hangingPunctuation: kinds } = item.style;
  const character = paragraph.text[offset - 1]!;
  const always = kinds.includes('force-end');
  const stop = (always || kinds.includes('allow-end')) && STOPS.test(character);
  const quote = last && kinds.includes('last') && CLOSING.test(character);
  if (!stop && !quote) return NO_HANG;
  return { width: clusterWidth(paragraph, atom, offset - 1), always: quote || always };
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
