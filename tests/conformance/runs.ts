import type { TextPiece } from '../../src/engine/text/pieces.ts';
import type { ShapeKey, Shaper } from '../../src/engine/text/shape.ts';
import type { ShapedText } from '../../src/engine/text/shaped.ts';
import { allFonts } from '../support/fonts.ts';
import { conformancePage } from './pages.ts';

/** One glyph as HarfBuzz gives it, left to right; the cluster is an offset in characters, lengths are font units. */
export interface PlacedGlyph {
  readonly glyph: number;
  readonly cluster: number;
  readonly x: number;
  readonly y: number;
  readonly advance: number;
}

/** Text that was shaped by one key, with what stood around it. */
export interface Run {
  readonly key: ShapeKey;
  readonly text: string;
  readonly before: string;
  readonly after: string;
  readonly glyphs: readonly PlacedGlyph[];
}

interface Shaping {
  readonly key: ShapeKey;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How each result of shaping came to be, by its glyphs, which copies of it share. */
const shapings = new Map<Uint16Array, Shaping>();

function watch(shaper: Shaper): void {
  const shape = shaper.shape.bind(shaper);
  shaper.shape = (key, text, start, end) => {
    const shaped = shape(key, text, start, end);
    shapings.set(shaped.glyphs, shapings.get(shaped.glyphs) ?? { key, text, start, end });
    return shaped;
  };
}

let watching = false;

/** The shaped pieces of a page, and the longest stretches of them that share face, direction, script and style. */
export function runsOf(language: string): { readonly pieces: readonly Run[]; readonly lines: readonly Run[] } {
  if (!watching) watch(allFonts().shaper);
  watching = true;
  const { list } = conformancePage(language);
  const pieces: Run[] = [];
  const lines: Run[] = [];
  for (const { items } of list.pages) {
    for (const item of items) {
      if (item.type !== 'text') continue;
      const own = item.pieces.map(({ shaped }: TextPiece) => pieceRun(shaped));
      pieces.push(...own);
      lines.push(...stretches(own).map((stretch) => joined(stretch, item.direction)));
    }
  }
  return { pieces, lines };
}

function pieceRun(shaped: ShapedText): Run {
  const shaping = shapings.get(shaped.glyphs);
  if (!shaping) throw new Error(`"${shaped.text}" was not shaped here.`);
  const { key, start, end } = shaping;
  const text = shaping.text.slice(start, end);
  const offsets = characterOffsets(text);
  const glyphs = Array.from(shaped.glyphs, (glyph, i) => ({
    glyph,
    cluster: offsets[shaped.clusters[i]!]!,
    x: shaped.xOffsets[i]!,
    y: shaped.yOffsets[i]!,
    advance: shaped.advances[i]!,
  }));
  return { key, text, before: shaping.text.slice(0, start), after: shaping.text.slice(end), glyphs };
}

/** Number of characters before each UTF-16 unit. */
function characterOffsets(text: string): number[] {
  const offsets: number[] = [];
  let count = 0;
  for (const character of text) {
    for (let i = 0; i < character.length; i++) offsets.push(count);
    count++;
  }
  return offsets;
}

const isSpace = ({ text }: Run): boolean => /^\s*$/.test(text);

/** Pieces of one script; spaces belong to what they follow. */
function stretches(pieces: readonly Run[]): Run[][] {
  const out: Run[][] = [];
  for (const piece of pieces) {
    const open = out.at(-1);
    const lettered = open?.find((other) => !isSpace(other));
    if (open && (isSpace(piece) || !lettered || lettered.key.script === piece.key.script)) open.push(piece);
    else out.push([piece]);
  }
  return out;
}

/** Pieces as if they had been shaped as one. */
function joined(pieces: readonly Run[], direction: 'ltr' | 'rtl'): Run {
  const { key } = pieces.find((piece) => !isSpace(piece)) ?? pieces[0]!;
  const glyphs: PlacedGlyph[] = [];
  let count = 0;
  for (const piece of pieces) {
    const moved = piece.glyphs.map((glyph) => ({ ...glyph, cluster: glyph.cluster + count }));
    if (direction === 'rtl') glyphs.unshift(...moved);
    else glyphs.push(...moved);
    count += Array.from(piece.text).length;
  }
  const text = pieces.map((piece) => piece.text).join('');
  return { key, text, before: pieces[0]!.before, after: pieces.at(-1)!.after, glyphs };
}
