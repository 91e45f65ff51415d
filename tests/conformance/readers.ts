import bidiFactory from 'bidi-js';
import type { DisplayList, TextItem } from '../../src/engine/paint/display-list.ts';
import { letterCount } from '../../src/engine/text/widths.ts';

/**
 * How PDFium and poppler put right-to-left lines into logical order. Both take the characters of a line as they stand
 * on paper, from left to right, and work without a paragraph direction or the levels of UAX #9: what they make of a
 * line that lies right on paper is the most any PDF can get from them. Tests hold what they give against these.
 */
export const readers = { pdfium: readAsPdfium, poppler: readAsPoppler };

interface CharacterData {
  /** Bidi_Class, by its short name. */
  getBidiCharTypeName(character: string): string;
  getMirroredCharacter(character: string): string | null;
}

const bidi = (bidiFactory as unknown as () => CharacterData)();
const typeOf = (character: string): string => bidi.getBidiCharTypeName(character);
/** PDFium mirrors quotation marks as well, which Unicode does not. */
const QUOTES: Readonly<Record<string, string>> = { '“': '”', '”': '“', '‘': '’', '’': '‘' };
const mirrored = (c: string): string => QUOTES[c] ?? bidi.getMirroredCharacter(c) ?? c;

type Direction = 'left' | 'right' | 'weak' | 'neutral';

function directionOf(character: string): Direction {
  const type = typeOf(character);
  if (type === 'L') return 'left';
  if (type === 'R' || type === 'AL') return 'right';
  return /^(?:EN|AN|ES|ET|CS|NSM|BN)$/.test(type) ? 'weak' : 'neutral';
}

/** CFX_BidiString (core/fxcrt/fx_bidi.cpp) and CPDF_TextPage::CloseTempLine (core/fpdftext/cpdf_textpage.cpp). */
function readAsPdfium(visual: string): string {
  const segments: { direction: Direction; characters: string[] }[] = [];
  for (const character of visual) {
    const direction = directionOf(character);
    const last = segments.at(-1);
    if (last?.direction === direction) last.characters.push(character);
    else segments.push({ direction, characters: [character] });
  }
  const count = (of: Direction): number => segments.filter(({ direction }) => direction === of).length;
  const right = count('right') > 0 && count('right') >= count('left');
  if (right) segments.reverse();
  let current: Direction = right ? 'right' : 'left';
  return segments
    .flatMap(({ direction, characters }) => {
      if (direction === 'left' || direction === 'right') current = direction;
      const turned = direction === 'right' || (direction === 'neutral' && current === 'right');
      return turned ? characters.reverse().map(mirrored) : characters;
    })
    .join('');
}

/** reorderText for a page of mostly right-to-left text (poppler/TextOutputDev.cc); digits and their signs are `#`. */
function readAsPoppler(visual: string): string {
  const characters = Array.from(visual);
  const types = characters.map((character) => {
    const type = typeOf(character);
    if (type === 'R' || type === 'AL') return 'R';
    return /^(?:L|EN|AN|ES|ET|CS)$/.test(type) ? 'L' : 'N';
  });
  let out = '';
  for (let i = characters.length - 1; i >= 0; ) {
    while (i >= 0 && types[i] !== 'L') out += characters[i--];
    const end = i;
    while (i >= 0 && types[i] !== 'R') i--;
    out += characters.slice(i + 1, end + 1).join('');
  }
  return out;
}

/** A line of a page: its characters from left to right, and in logical order. */
export interface Line {
  readonly visual: string;
  readonly logical: string;
  /** In logical order, cut where more than 1.4 em lie between words: poppler takes more than 1.5 for columns. */
  readonly runs: readonly string[];
}

/** The lines of a page in reading order; cells of one row lie on one line unless they are taken `apart`. */
export function linesOf(list: DisplayList, apart: boolean): Line[] {
  const lines: TextItem[][] = [];
  for (const { items } of list.pages) {
    let last: TextItem | undefined;
    for (const item of items) {
      if (item.type !== 'text') continue;
      const ends = !last || Math.abs(last.y - item.y) >= 0.5 || (apart && cellOf(last) !== cellOf(item));
      if (ends) lines.push([item]);
      else lines.at(-1)!.push(item);
      last = item;
    }
  }
  return lines.map((items) => ({ visual: visualOf(items), logical: items.map(textOf).join(''), runs: runsOf(items) }));
}

function cellOf({ mark }: TextItem): unknown {
  let node = mark.kind === 'content' ? mark.parent : undefined;
  while (node && !/^(?:TD|TH|LI)$/.test(node.role)) node = node.parent;
  return node;
}

const textOf = (item: TextItem): string => item.pieces.map(({ shaped }) => shaped.text).join('');

const CUT = '\ue000';

function runsOf(items: readonly TextItem[]): string[] {
  const text = items.flatMap(({ pieces, size }) =>
    pieces.map(({ shaped, gap }) => shaped.text + (gap > 1.1 * size ? CUT : '')),
  );
  return text.join('').split(CUT);
}

function visualOf(items: readonly TextItem[]): string {
  const placed = items.map((item) => {
    const scale = item.size / item.face.metrics.unitsPerEm;
    let width = 0;
    for (const { shaped, gap, letterSpacing } of item.pieces)
      width += shaped.advance * scale + gap + letterSpacing * letterCount(shaped);
    const left = item.direction === 'rtl' ? item.x - width : item.x;
    const text = item.direction === 'rtl' ? Array.from(textOf(item)).reverse().join('') : textOf(item);
    return { left, right: left + width, text, size: item.size };
  });
  placed.sort((a, b) => a.left - b.left);
  let out = '';
  for (const [i, { left, text, size }] of placed.entries()) {
    const apart = i > 0 && left - placed[i - 1]!.right > size / 4;
    out += (apart ? ' ' : '') + text;
  }
  // Neither takes spaces from the file: they see the gaps.
  return out.replace(/\s+/g, ' ').trim();
}
