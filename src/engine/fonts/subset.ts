import { type MadeGlyph, measureMade, writeMade } from './compose.ts';
import type { Face } from './face.ts';
import { glyphRange, readAdvances } from './sfnt.ts';
import { SfntError } from './sfnt-error.ts';
import { TRUETYPE, writeSfnt } from './sfnt-writer.ts';

/**
 * A TrueType file with only the outlines of `glyphIds` and of what they are composed of. Glyph ids stay as they are,
 * glyphs after the last used one are gone, and so is hinting. It has the tables a CIDFontType2 needs
 * (ISO 32000-1 section 9.9), no more. Equal sets give equal bytes.
 */
export function subsetGlyf(face: Face, glyphIds: Iterable<number>): Uint8Array {
  return subsetWithMade(face, glyphIds, []).bytes;
}

/** As `subsetGlyf`, with the glyphs of `made` after the others, in order; the first has the id `firstMade`. */
export function subsetWithMade(
  face: Face,
  glyphIds: Iterable<number>,
  made: readonly MadeGlyph[],
): { readonly bytes: Uint8Array; readonly firstMade: number } {
  const parts = made.flatMap((glyph) => glyph.parts.map((part) => part.glyph));
  const glyphs = closeOverComponents(face, [...glyphIds, ...parts]);
  const count = glyphs.length + made.length;
  if (count > 0xffff) throw new SfntError(`${face.file} has too many glyphs.`);
  const { glyf, offsets } = withMade(face, writeGlyphs(face, glyphs), made);
  const short = glyf.byteLength <= 0x1fffe;
  const bytes = writeSfnt(TRUETYPE, [
    ['glyf', glyf],
    ['head', writeHead(face, short)],
    ['hhea', copyWith(face, 'hhea', 36, (view) => view.setUint16(34, count))],
    ['hmtx', writeMetrics(face, glyphs, made)],
    ['loca', writeLoca(offsets, short)],
    ['maxp', copyWith(face, 'maxp', 32, (view) => writeMaxp(view, count, made))],
  ]);
  return { bytes, firstMade: glyphs.length };
}

/** One flag per glyph id, 1 where it is kept, as long as the last kept glyph asks for. */
function closeOverComponents(face: Face, glyphIds: Iterable<number>): Uint8Array {
  const kept = new Uint8Array(face.glyphCount);
  const open: number[] = [0];
  for (const glyph of glyphIds) if (glyph < face.glyphCount) open.push(glyph);
  let last = 0;
  for (let glyph = open.pop(); glyph !== undefined; glyph = open.pop()) {
    if (kept[glyph] === 1) continue;
    kept[glyph] = 1;
    if (glyph > last) last = glyph;
    forEachComponent(face, glyph, (component) => open.push(component));
  }
  return kept.subarray(0, last + 1);
}

const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const XY_SCALE = 0x0040;
const TWO_BY_TWO = 0x0080;
const INSTRUCTIONS = 0x0100;

/** Calls `visit` for each component of a composite glyph; returns where the records end inside the glyph's data. */
function forEachComponent(face: Face, glyph: number, visit: (component: number, flagsAt: number) => void): number {
  const [start, end] = glyphRange(face.tables, glyph);
  const table = face.tables.get('glyf')!;
  if (end - start < 10 || table.getInt16(start) >= 0) return 0;
  let at = start + 10;
  for (let flags = MORE; flags & MORE; ) {
    if (at + 4 > end) throw new SfntError(`Glyph ${glyph} of ${face.file} is damaged.`);
    flags = table.getUint16(at);
    const component = table.getUint16(at + 2);
    if (component >= face.glyphCount) throw new SfntError(`Glyph ${glyph} of ${face.file} is damaged.`);
    visit(component, at - start);
    at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & XY_SCALE ? 4 : flags & TWO_BY_TWO ? 8 : 0);
  }
  if (at > end) throw new SfntError(`Glyph ${glyph} of ${face.file} is damaged.`);
  return at - start;
}

interface Outlines {
  readonly glyf: Uint8Array;
  /** Where each glyph begins, and where the last one ends. */
  readonly offsets: Uint32Array;
}

function withMade(face: Face, { glyf, offsets }: Outlines, made: readonly MadeGlyph[]): Outlines {
  if (made.length === 0) return { glyf, offsets };
  const written = made.map((glyph) => writeMade(face, glyph));
  const out = new Uint8Array(written.reduce((sum, data) => sum + data.length, glyf.length));
  out.set(glyf);
  const ends = new Uint32Array(offsets.length + made.length);
  ends.set(offsets);
  let at = glyf.length;
  for (const [i, data] of written.entries()) {
    out.set(data, at);
    at += data.length;
    ends[offsets.length + i] = at;
  }
  return { glyf: out, offsets: ends };
}

function writeGlyphs(face: Face, kept: Uint8Array): Outlines {
  const table = face.tables.get('glyf')!;
  const source = new Uint8Array(table.buffer, table.byteOffset, table.byteLength);
  const offsets = new Uint32Array(kept.length + 1);
  let size = 0;
  for (let glyph = 0; glyph < kept.length; glyph++) {
    if (kept[glyph] === 0) continue;
    const [start, end] = glyphRange(face.tables, glyph);
    size += end - start + 1;
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (let glyph = 0; glyph < kept.length; glyph++) {
    offsets[glyph] = at;
    if (kept[glyph] === 0) continue;
    at += copyUnhinted(face, glyph, source, out, at);
    at += at & 1;
  }
  offsets[kept.length] = at;
  return { glyf: out.subarray(0, at), offsets };
}

/** Copies one glyph without its instructions (OpenType 1.9, table glyf); returns the bytes written. */
function copyUnhinted(face: Face, glyph: number, source: Uint8Array, out: Uint8Array, at: number): number {
  const [start, end] = glyphRange(face.tables, glyph);
  if (end - start < 10) return 0;
  const table = face.tables.get('glyf')!;
  const contours = table.getInt16(start);
  if (contours < 0) {
    const length = forEachComponent(face, glyph, () => {});
    out.set(source.subarray(start, start + length), at);
    const flagsMask = ~INSTRUCTIONS & 0xffff;
    forEachComponent(face, glyph, (_, flagsAt) => {
      out[at + flagsAt] = out[at + flagsAt]! & (flagsMask >> 8);
    });
    return length;
  }
  const lengthAt = start + 10 + contours * 2;
  const rest = lengthAt + 2 > end ? Number.POSITIVE_INFINITY : lengthAt + 2 + table.getUint16(lengthAt);
  if (rest > end) throw new SfntError(`Glyph ${glyph} of ${face.file} is damaged.`);
  // The two bytes of the instruction length stay zero.
  out.set(source.subarray(start, lengthAt), at);
  out.set(source.subarray(rest, end), at + lengthAt + 2 - start);
  return lengthAt + 2 - start + end - rest;
}

function copyWith(face: Face, tag: string, length: number, change: (view: DataView) => void): Uint8Array {
  const table = face.tables.get(tag)!;
  const copy = new Uint8Array(table.buffer, table.byteOffset, length).slice();
  change(new DataView(copy.buffer));
  return copy;
}

function writeHead(face: Face, short: boolean): Uint8Array {
  return copyWith(face, 'head', 54, (view) => {
    view.setUint32(8, 0);
    view.setInt16(50, short ? 0 : 1);
  });
}

function writeMaxp(view: DataView, count: number, made: readonly MadeGlyph[]): void {
  view.setUint16(4, count);
  const most = Math.max(0, ...made.map(({ parts }) => parts.length));
  if (most > 0) {
    // maxCompositePoints and maxCompositeContours, at most; maxComponentElements, maxComponentDepth.
    for (const at of [10, 12]) {
      view.setUint16(at, Math.min(0xffff, most * Math.max(view.getUint16(at), view.getUint16(at - 4))));
    }
    view.setUint16(28, Math.max(view.getUint16(28), most));
    view.setUint16(30, view.getUint16(30) + 1);
  }
  // maxStorage, maxFunctionDefs, maxInstructionDefs, maxStackElements, maxSizeOfInstructions: nothing is hinted.
  for (let at = 18; at <= 26; at += 2) view.setUint16(at, 0);
}

function writeMetrics(face: Face, kept: Uint8Array, made: readonly MadeGlyph[]): Uint8Array {
  const hmtx = face.tables.get('hmtx')!;
  const wide = face.tables.get('hhea')!.getUint16(34);
  const advances = readAdvances(face.tables, face.glyphCount);
  const view = new DataView(new ArrayBuffer((kept.length + made.length) * 4));
  for (let glyph = 0; glyph < kept.length; glyph++) {
    if (kept[glyph] === 0) continue;
    view.setUint16(glyph * 4, advances[glyph]!);
    view.setInt16(glyph * 4 + 2, hmtx.getInt16(glyph < wide ? glyph * 4 + 2 : wide * 4 + (glyph - wide) * 2));
  }
  for (const [i, glyph] of made.entries()) {
    view.setUint16((kept.length + i) * 4, glyph.advance);
    // Rasterisers move outlines by the difference of side bearing and left edge.
    view.setInt16((kept.length + i) * 4 + 2, measureMade(face, glyph)?.[0] ?? 0);
  }
  return new Uint8Array(view.buffer);
}

function writeLoca(offsets: Uint32Array, short: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(offsets.length * (short ? 2 : 4)));
  for (let i = 0; i < offsets.length; i++) {
    if (short) view.setUint16(i * 2, offsets[i]! / 2);
    else view.setUint32(i * 4, offsets[i]!);
  }
  return new Uint8Array(view.buffer);
}
