import type { ComputedStyle } from '../css/style.ts';
import type { Atom } from './paragraph.ts';
import { joinsLetters } from './shape.ts';
import type { ShapedText } from './shaped.ts';
import { letterCount } from './widths.ts';

/** What justification needs of a piece of a line, and what it gives it. */
export interface Justifiable {
  readonly atom: Atom;
  readonly shaped: ShapedText | undefined;
  readonly width: number;
  readonly fontSize: number;
  readonly hangs: boolean;
  /** Added after it, px. */
  gap: number;
  /** Added after each of its letters but, at the end of the line, the last, px. */
  spread: number;
}

/** Words are spaced out to this share of a space before letters are, and letters by this share of the font size. */
const WORD_LIMIT = 0.5;
const LETTER_LIMIT = 0.02;
/** Scripts without spaces between words have few places else. */
const DENSE_LIMIT = 0.1;
const DENSE = new Set(['Thai', 'Laoo', 'Khmr']);

/**
 * Shares `slack` px (negative to close up) out among the places of a line that take it (CSS Text 4 section 7.4). Where
 * the style asks for `text-wrap: pretty`, letters take part once the spaces are half as wide again. Gives what is used.
 */
export function justifyLine(pieces: readonly Justifiable[], slack: number, style: ComputedStyle): number {
  const { textJustify } = style;
  if (textJustify === 'none') return 0;
  const visible = pieces.filter((piece) => !piece.hangs);
  const spaces = visible.filter(({ atom }) => atom.kind === 'space');
  const between = textJustify === 'inter-character' || visible.some(({ atom }) => isIdeographic(atom));
  const letters = between && textJustify !== 'inter-word' ? spreadable(visible, textJustify === 'inter-character') : [];
  const gaps = letters.reduce((sum, { count }) => sum + count, 0);
  if (slack < 0 || gaps === 0) {
    const spread = slack > 0 && style.textWrapStyle === 'pretty' ? spreadLetters(visible, spaces, slack) : 0;
    if (spaces.length === 0) return spread;
    for (const space of spaces) space.gap = (slack - spread) / spaces.length;
    return slack;
  }
  const places = gaps + spaces.length;
  for (const space of spaces) space.gap = slack / places;
  for (const { piece } of letters) piece.spread = slack / places;
  trimLast(visible);
  return slack;
}

/** Scripts between whose characters lines are justified too. */
const IDEOGRAPHIC = new Set(['Hani', 'Hira', 'Kana', 'Bopo']);
const isIdeographic = (atom: Atom): boolean => atom.kind === 'word' && IDEOGRAPHIC.has(atom.key.script);

interface Spreadable {
  readonly piece: Justifiable;
  /** Places between and after its letters that take space. */
  readonly count: number;
}

/** Pieces whose characters stand apart, as ideographs do; the last one of the line has nothing after it. */
function spreadable(visible: readonly Justifiable[], all: boolean): Spreadable[] {
  const list: Spreadable[] = [];
  const last = visible.findLast(({ shaped }) => shaped);
  for (const piece of visible) {
    const { atom, shaped } = piece;
    if (atom.kind !== 'word' || !shaped || !(isIdeographic(atom) || (all && !joinsLetters(atom.key.script)))) continue;
    const count = letterCount(shaped) - (piece === last ? 1 : 0);
    if (count > 0) list.push({ piece, count });
  }
  return list;
}

/** The gap after the last cluster of the line would push it inwards. */
function trimLast(visible: readonly Justifiable[]): void {
  const last = visible.findLast(({ shaped }) => shaped);
  if (last && last.spread > 0) last.gap -= last.spread;
}

/** Spaces the letters out where the words alone would gape. Gives the px that takes. */
function spreadLetters(visible: readonly Justifiable[], spaces: readonly Justifiable[], slack: number): number {
  const wide = spaces.reduce((sum, { width }) => sum + width, 0) * WORD_LIMIT;
  const excess = slack - wide;
  if (excess <= 0) return 0;
  // A word alone on its line cannot fill it, and only looks odd.
  const scripts = spaces.length > 0 ? SPREADING : DENSE;
  const words = visible.filter(
    ({ shaped, atom }) => shaped && atom.kind === 'word' && atom.letterSpacing === 0 && scripts.has(atom.key.script),
  );
  const last = visible.findLast(({ shaped }) => shaped);
  const count = (piece: Justifiable): number => letterCount(piece.shaped!) - (piece === last ? 1 : 0);
  const room = (piece: Justifiable): number => limitOf(piece) * piece.fontSize;
  const total = words.reduce((sum, piece) => sum + count(piece) * room(piece), 0);
  if (total === 0) return 0;
  const share = Math.min(1, excess / total);
  let used = 0;
  for (const piece of words) {
    piece.spread = share * room(piece);
    used += count(piece) * piece.spread;
  }
  trimLast(visible);
  return used;
}

const limitOf = ({ atom }: Justifiable): number =>
  atom.kind === 'word' && DENSE.has(atom.key.script) ? DENSE_LIMIT : LETTER_LIMIT;

/** Scripts whose letters can stand a little apart. */
const SPREADING = new Set(['Latn', 'Cyrl', 'Grek', 'Armn', 'Geor', 'Hebr', 'Thai', 'Laoo', 'Khmr']);
