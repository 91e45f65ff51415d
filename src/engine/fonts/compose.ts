import type { Face } from './face.ts';
import { glyphRange } from './sfnt.ts';

/**
 * A glyph that the font lacks, made of some that it has: a letter with its marks, or a letter with room beside it.
 * Lengths are font units; y points up.
 */
export interface MadeGlyph {
  /** 0 to 65535. */
  readonly advance: number;
  readonly parts: readonly GlyphPart[];
}

/** A glyph of the font with its origin at `x`, `y` from that of the made glyph. */
export interface GlyphPart {
  readonly glyph: number;
  readonly x: number;
  readonly y: number;
}

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** Left edge as a rasteriser paints the glyph, and its box; undefined where it has no outlines. */
function boxOf(face: Face, glyph: number): { readonly shift: number; readonly box: Box } | undefined {
  const [start, end] = glyphRange(face.tables, glyph);
  if (end - start < 10) return undefined;
  const glyf = face.tables.get('glyf')!;
  const hmtx = face.tables.get('hmtx')!;
  const wide = face.tables.get('hhea')!.getUint16(34);
  const bearing = hmtx.getInt16(glyph < wide ? glyph * 4 + 2 : wide * 4 + (glyph - wide) * 2);
  const box: Box = [
    glyf.getInt16(start + 2),
    glyf.getInt16(start + 4),
    glyf.getInt16(start + 6),
    glyf.getInt16(start + 8),
  ];
  return { shift: bearing - box[0], box };
}

/** The parts that have outlines, placed as they are painted by themselves. */
function inked(face: Face, { parts }: MadeGlyph): (GlyphPart & { readonly box: Box })[] {
  return parts.flatMap(({ glyph, x, y }) => {
    const found = boxOf(face, glyph);
    // Components are not moved by their own side bearing, as glyphs by themselves are.
    return found ? [{ glyph, x: x + found.shift, y, box: found.box }] : [];
  });
}

/** The box around all parts; undefined where none has outlines. */
export function measureMade(face: Face, made: MadeGlyph): Box | undefined {
  const parts = inked(face, made);
  if (parts.length === 0) return undefined;
  return [
    Math.min(...parts.map(({ x, box }) => x + box[0])),
    Math.min(...parts.map(({ y, box }) => y + box[1])),
    Math.max(...parts.map(({ x, box }) => x + box[2])),
    Math.max(...parts.map(({ y, box }) => y + box[3])),
  ];
}

const WORDS_THAT_ARE_OFFSETS = 0x0003;
const MORE = 0x0020;

/** The glyph's description as a composite (OpenType 1.9, table glyf). */
export function writeMade(face: Face, made: MadeGlyph): Uint8Array {
  const box = measureMade(face, made);
  if (!box) return new Uint8Array(0);
  const parts = inked(face, made);
  const view = new DataView(new ArrayBuffer(10 + parts.length * 8));
  view.setInt16(0, -1);
  for (const [i, edge] of box.entries()) view.setInt16(2 + i * 2, edge);
  for (const [i, { glyph, x, y }] of parts.entries()) {
    const at = 10 + i * 8;
    view.setUint16(at, WORDS_THAT_ARE_OFFSETS | (i < parts.length - 1 ? MORE : 0));
    view.setUint16(at + 2, glyph);
    view.setInt16(at + 4, x);
    view.setInt16(at + 6, y);
  }
  return new Uint8Array(view.buffer);
}
