import type { Face } from './face.ts';

/**
 * The lowest code point that the face's character map (OpenType 1.9, table cmap, formats 4 and 12) gives each glyph;
 * 0 where no character leads to the glyph. Control characters do not count.
 */
export function lowestCodePoints(face: Face): Uint32Array {
  const lowest = new Uint32Array(face.glyphCount);
  const note = (code: number, glyph: number): void => {
    if (glyph === 0 || glyph >= face.glyphCount || code < 0x20 || (code >= 0x7f && code < 0xa0)) return;
    const known = lowest[glyph]!;
    if (known === 0 || code < known) lowest[glyph] = code;
  };
  const table = face.tables.get('cmap')!;
  try {
    for (const subtable of unicodeSubtables(table)) {
      const format = subtable.getUint16(0);
      if (format === 4) readFormat4(subtable, note);
      else if (format === 12) readFormat12(subtable, note);
    }
  } catch (error) {
    // A damaged table costs the glyphs their default characters, nothing else.
    if (!(error instanceof RangeError)) throw error;
  }
  return lowest;
}

function unicodeSubtables(cmap: DataView): DataView[] {
  const found: DataView[] = [];
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const platform = cmap.getUint16(4 + i * 8);
    const encoding = cmap.getUint16(6 + i * 8);
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
    const offset = cmap.getUint32(8 + i * 8);
    found.push(new DataView(cmap.buffer, cmap.byteOffset + offset, cmap.byteLength - offset));
  }
  return found;
}

type Note = (code: number, glyph: number) => void;

function readFormat4(table: DataView, note: Note): void {
  const doubled = table.getUint16(6);
  for (let i = 0; i < doubled; i += 2) {
    const end = table.getUint16(14 + i);
    const start = table.getUint16(16 + doubled + i);
    const delta = table.getUint16(16 + 2 * doubled + i);
    const rangeAt = 16 + 3 * doubled + i;
    const range = table.getUint16(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      if (range === 0) {
        note(code, (code + delta) & 0xffff);
        continue;
      }
      const glyph = table.getUint16(rangeAt + range + 2 * (code - start));
      if (glyph !== 0) note(code, (glyph + delta) & 0xffff);
    }
  }
}

function readFormat12(table: DataView, note: Note): void {
  const groups = table.getUint32(12);
  for (let i = 0; i < groups; i++) {
    const start = table.getUint32(16 + i * 12);
    const end = Math.min(table.getUint32(20 + i * 12), 0x10ffff);
    const glyph = table.getUint32(24 + i * 12);
    for (let code = start; code <= end; code++) note(code, glyph + code - start);
  }
}
