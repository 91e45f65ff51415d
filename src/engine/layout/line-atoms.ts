import { atomWidth, endsWithSoftHyphen, tabAdvance } from '../text/breakpoints.ts';
import { hangsAtEnd } from '../text/hanging.ts';
import type { Justifiable } from '../text/justify.ts';
import type { Line } from '../text/lines.ts';
import type { Atom, Paragraph, WordAtom } from '../text/paragraph.ts';
import type { Shaper } from '../text/shape.ts';
import type { ShapedText } from '../text/shaped.ts';
import { widthOf } from '../text/widths.ts';

/** One atom as it stands in a line. */
export interface LineAtom extends Justifiable {
  /** A collapsed space at the line's end: painted so that words stay apart when copied, but without room. */
  readonly hangs: boolean;
  /** Embedding level; spaces at the end of the line have that of the paragraph (UAX #9 rule L1). */
  readonly level: number;
  /** Left edge from that of the line, px. */
  x: number;
}

/** Characters before a part of a word that its letters may join to. */
const CONTEXT = 8;

const HYPHEN_MARK = '\u00AD';
/** The shaped word with its hyphen, whose text is a soft hyphen (so that copying gives the word back whole). */
const withSoftHyphen = new WeakMap<ShapedText, ShapedText>();

function markHyphen(shaped: ShapedText): ShapedText {
  let marked = withSoftHyphen.get(shaped);
  if (!marked) {
    marked = { ...shaped, text: shaped.text.slice(0, -1) + HYPHEN_MARK };
    withSoftHyphen.set(shaped, marked);
  }
  return marked;
}

const isTrailing = (atom: Atom): boolean =>
  atom.kind === 'close' || atom.kind === 'newline' || (atom.kind === 'space' && atom.collapsible);

/** The atoms of one line, in logical order: words parted and shaped again, spaces at the end taken out. */
export function atomsOfLine(
  line: Line,
  paragraph: Paragraph,
  itemWidths: ReadonlyMap<number, number>,
  shaper: Shaper,
  base: 0 | 1,
  indent: number,
): LineAtom[] {
  const all = paragraph.atoms;
  let visibleEnd = line.last;
  while (visibleEnd > line.first && isTrailing(all[visibleEnd - 1]!)) visibleEnd--;
  // White space at the end has the level of the paragraph (UAX #9 rule L1).
  let blank = line.last;
  while (blank > line.first && (isTrailing(all[blank - 1]!) || hangsAtEnd(paragraph, all[blank - 1]!))) blank--;
  const blankFrom = blank < line.last ? all[blank]!.start : undefined;
  const atoms: LineAtom[] = [];
  const push = (atom: Atom, shaped: ShapedText | undefined, width: number, hangs = false): void => {
    const item = paragraph.items[atom.item]!;
    const fontSize = item.type === 'text' ? item.style.fontSize : 0;
    const level = hangs || (blankFrom !== undefined && atom.start >= blankFrom) ? base : atom.level;
    atoms.push({ atom, shaped, width, fontSize, hangs, level, gap: 0, spread: 0, x: 0 });
    position += width;
  };
  let hung = false;
  let position = indent + line.opening;
  for (let i = line.first; i < line.last; i++) {
    const atom = all[i]!;
    if (atom.kind === 'newline') continue;
    if (atom.kind === 'space' && atom.collapsible && i >= visibleEnd) {
      // One space is enough to keep the words of two lines apart.
      if (!hung) push(atom, atom.shaped, 0, true);
      hung = true;
      continue;
    }
    const from = i === line.first ? line.startSplit : undefined;
    const to = endOfPart(line, i, paragraph, visibleEnd);
    if (atom.kind === 'word' && (from !== undefined || to !== undefined)) {
      const shaped = partOfWord(atom, from, to, line.hyphen, paragraph.text, shaper);
      push(atom, shaped, widthIn(paragraph, atom, shaped));
    } else if (atom.kind === 'word' || atom.kind === 'space') push(atom, atom.shaped, atom.width);
    else push(atom, undefined, atom.kind === 'tab' ? tabAdvance(atom, position) : atomWidth(atom, itemWidths));
  }
  return atoms;
}

/** Where the last word of a line is parted, or ends with a soft hyphen that shows. */
function endOfPart(line: Line, index: number, paragraph: Paragraph, visibleEnd: number): number | undefined {
  if (line.endSplit !== undefined) return index === line.last - 1 ? line.endSplit : undefined;
  const atom = paragraph.atoms[index]!;
  const shows = line.hyphen && index === visibleEnd - 1 && atom.kind === 'word' && endsWithSoftHyphen(paragraph, atom);
  return shows ? atom.end : undefined;
}

/** A word up to or from a place where it is parted, with its hyphen; joining letters keep the form they have inside. */
function partOfWord(
  atom: WordAtom,
  from: number | undefined,
  to: number | undefined,
  hyphen: boolean,
  text: string,
  shaper: Shaper,
): ShapedText {
  const [start, end] = [from ?? atom.start, to ?? atom.end];
  if (to === undefined || !hyphen) return shaper.shape(atom.key, text, start, end);
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const whole = before + text.slice(start, end).replace(/\u00ad$/, '') + atom.key.face.hyphen;
  return markHyphen(shaper.shape(atom.key, whole, before.length, whole.length));
}

function widthIn(paragraph: Paragraph, atom: WordAtom, shaped: ShapedText): number {
  const item = paragraph.items[atom.item]!;
  return item.type === 'text' ? widthOf(atom.key, shaped, item.style.fontSize, atom.letterSpacing) : 0;
}
