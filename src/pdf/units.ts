import type { MadeGlyph } from '../engine/fonts/compose.ts';
import type { Face } from '../engine/fonts/face.ts';
import { glyphRange } from '../engine/fonts/sfnt.ts';
import type { ShapedText } from '../engine/text/shaped.ts';
import { startsLetter } from '../engine/text/widths.ts';

/**
 * What is shown for a stretch of the text that cannot be taken apart: a letter, a ligature, a letter with its marks.
 * Lengths are font units.
 */
export interface Unit {
  readonly text: string;
  /** Indices of its glyphs in the shaped text, from left to right: `first` to `last`, both included. */
  readonly first: number;
  readonly last: number;
  /** Room it takes, without letter-spacing. */
  readonly advance: number;
  /** Letters that end in it, each of which letter-spacing follows. */
  readonly letters: number;
}

/** Whether every glyph is a unit by itself and lies on the baseline, as in nearly all Latin text. */
export function isSimple({ clusters, advances, yOffsets }: ShapedText): boolean {
  for (let i = 0; i < clusters.length; i++) {
    if (advances[i] === 0 || yOffsets[i] !== 0 || (i > 0 && clusters[i] === clusters[i - 1])) return false;
  }
  return true;
}

/**
 * The units in logical order. What takes no room, as marks and joiners do, belongs to what it follows: readers part
 * words where the pen goes back and forth inside them.
 */
export function unitsOf({ clusters, advances, glyphs, text, direction }: ShapedText): Unit[] {
  const units: Unit[] = [];
  const count = glyphs.length;
  const at = (k: number): number => (direction === 'rtl' ? count - 1 - k : k);
  let waiting: Unit | undefined;
  for (let k = 0; k < count; ) {
    const from = k;
    const start = clusters[at(k)]!;
    let advance = 0;
    while (k < count && clusters[at(k)] === start) advance += advances[at(k++)]!;
    const [a, b] = [at(from), at(k - 1)];
    const end = k < count ? clusters[at(k)]! : text.length;
    const letters = end === text.length || startsLetter(text, end) ? 1 : 0;
    const unit = { text: text.slice(start, end), first: Math.min(a, b), last: Math.max(a, b), advance, letters };
    const before = waiting ?? (advance === 0 ? units.pop() : undefined);
    waiting = undefined;
    const whole = before ? joined(before, unit) : unit;
    if (whole.advance === 0 && units.length === 0 && k < count) waiting = whole;
    else units.push(whole);
  }
  return units;
}

const joined = (a: Unit, b: Unit): Unit => ({
  text: a.text + b.text,
  first: Math.min(a.first, b.first),
  last: Math.max(a.last, b.last),
  advance: a.advance + b.advance,
  letters: a.letters + b.letters,
});

/** A glyph with its origin, font units from the left edge of the unit's room. */
export interface UnitGlyph {
  readonly glyph: number | MadeGlyph;
  readonly x: number;
}

const INT16 = 0x7fff;

/**
 * The one glyph that shows the unit: its own unless `make` says otherwise, or one made of several, with the room
 * `before` and `after` it that belongs to it too. Undefined where none can be made.
 */
export function glyphOf(
  face: Face,
  shaped: ShapedText,
  unit: Unit,
  make: boolean,
  before: number,
  after: number,
): UnitGlyph | undefined {
  const { glyphs, advances, xOffsets, yOffsets } = shaped;
  const { first, last } = unit;
  if (first === last && yOffsets[first] === 0 && !make) return { glyph: glyphs[first]!, x: xOffsets[first]! };
  if (face.cff) return undefined;
  const advance = before + unit.advance + after;
  const parts: { glyph: number; x: number; y: number }[] = [];
  let pen = before;
  for (let i = first; i <= last; i++) {
    if (hasInk(face, glyphs[i]!)) parts.push({ glyph: glyphs[i]!, x: pen + xOffsets[i]!, y: yOffsets[i]! });
    pen += advances[i]!;
  }
  if (advance < 0 || advance > INT16 || parts.some(({ x, y }) => Math.abs(x) > INT16 || Math.abs(y) > INT16))
    return undefined;
  const [only] = parts;
  if (parts.length === 1 && only!.y === 0 && !make) return { glyph: only!.glyph, x: only!.x };
  return { glyph: { advance, parts }, x: 0 };
}

/** Joiners and the like are shown by an empty glyph. */
function hasInk(face: Face, glyph: number): boolean {
  const [start, end] = glyphRange(face.tables, glyph);
  return end > start;
}
