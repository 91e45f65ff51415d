import type { Paragraph, WordAtom } from '../text/paragraph.ts';
import type { Shaper } from '../text/shape.ts';
import { prefixWidths, widthOf } from '../text/widths.ts';
import type { LineAtom } from './line-atoms.ts';

const ELLIPSIS = '…';

/**
 * The atoms of a line that is too long, cut so that it ends with an ellipsis inside `available` px (CSS Overflow 4
 * section 5). Its first letter stays in any case.
 */
export function withEllipsis(
  atoms: readonly LineAtom[],
  available: number,
  paragraph: Paragraph,
  shaper: Shaper,
): LineAtom[] {
  const model = atoms.find(({ atom }) => atom.kind === 'word');
  if (!model) return [...atoms];
  const { key } = model.atom as WordAtom;
  const mark = shaper.shape(key, ELLIPSIS, 0, 1);
  const markWidth = widthOf(key, mark, model.fontSize, 0);
  const kept: LineAtom[] = [];
  let room = available - markWidth;
  for (const line of atoms) {
    if (line.width <= room) {
      kept.push(line);
      room -= line.width;
      continue;
    }
    const part =
      line.atom.kind === 'word' ? beginning(line, line.atom, room, kept.length === 0, paragraph, shaper) : undefined;
    if (part) kept.push(part);
    break;
  }
  const last = kept.findLast(({ atom }) => atom.kind === 'word') ?? model;
  const at = (kept.at(-1) ?? model).atom.end;
  const atom = {
    ...(last.atom as WordAtom),
    start: at,
    end: at,
    key,
    shaped: mark,
    width: markWidth,
    letterSpacing: 0,
  };
  return [...kept, { ...model, atom, shaped: mark, width: markWidth, level: last.level, gap: 0, spread: 0, x: 0 }];
}

/** As many letters of a word as fit into `room`, one at least where nothing stands before it. */
function beginning(
  line: LineAtom,
  atom: WordAtom,
  room: number,
  first: boolean,
  paragraph: Paragraph,
  shaper: Shaper,
): LineAtom | undefined {
  const widths = prefixWidths(paragraph, atom);
  const starts = new Set(atom.shaped.clusters);
  let end = atom.start;
  for (let at = atom.start + 1; at < atom.end; at++) {
    if (!starts.has(at - atom.start)) continue;
    if (widths[at - atom.start]! > room && (end > atom.start || !first)) break;
    end = at;
    if (widths[at - atom.start]! > room) break;
  }
  if (end === atom.start) return undefined;
  const shaped = shaper.shape(atom.key, paragraph.text, atom.start, end);
  const width = widthOf(atom.key, shaped, line.fontSize, atom.letterSpacing);
  return { ...line, atom: { ...atom, end, shaped, width }, shaped, width };
}
