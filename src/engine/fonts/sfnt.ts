import { type CffFont, readCff } from './cff.ts';
import type { FaceMetrics } from './face.ts';
import { SfntError } from './sfnt-error.ts';

/** Views of the tables by tag, each wholly inside the file. */
export type SfntTables = ReadonlyMap<string, DataView>;

export interface SfntFont {
  readonly tables: SfntTables;
  readonly postscriptName: string;
  /** The table CFF, where the font has such outlines instead of the table glyf. */
  readonly cff: CffFont | undefined;
  readonly glyphCount: number;
  readonly metrics: FaceMetrics;
}

const MAGIC = 0x5f0f3cf5;
const USE_TYPO_METRICS = 1 << 7;

/** Reads the tables that layout and embedding need (OpenType 1.9, "OpenType font file"). */
export function readSfnt(bytes: Uint8Array): SfntFont {
  checkSignature(bytes);
  const tables = readDirectory(bytes);
  const outlines = findOutlines(tables);
  const glyphCount = need(tables, 'maxp', 6).getUint16(4);
  if (glyphCount === 0) throw new SfntError('The font has no glyphs.');
  need(tables, 'cmap', 4);
  checkMetricsTables(tables, glyphCount);
  const cff = outlines === 'glyf' ? undefined : readCff(tables.get('CFF ')!, glyphCount);
  if (!cff) checkOutlines(tables, glyphCount);
  const metrics = readMetrics(tables);
  return { tables, postscriptName: readPostscriptName(tables) ?? 'Unnamed', cff, glyphCount, metrics };
}

function checkSignature(bytes: Uint8Array): void {
  if (bytes.length < 12) throw new SfntError('The file is too short to be a font.');
  const signature = String.fromCharCode(...bytes.subarray(0, 4));
  if (signature === '\0\u0001\0\0' || signature === 'true' || signature === 'OTTO') return;
  if (signature === 'wOF2') {
    const message = 'The file is a WOFF 2 web font; use the TrueType or OpenType file (.ttf, .otf) or WOFF 1.';
    throw new SfntError(message, 'unsupported');
  }
  if (signature === 'ttcf')
    throw new SfntError('The file is a font collection (TTC); use a file with a single font.', 'unsupported');
  throw new SfntError('The file is not a TrueType or OpenType font.');
}

/** Which outlines a font has. Pictures and colour layers are not used; a font with nothing else is refused. */
function findOutlines(tables: SfntTables): 'glyf' | 'cff' {
  if (tables.has('fvar') || tables.has('CFF2')) {
    const message =
      'The file is a variable font; use the static file of each weight (its default is not taken for all).';
    throw new SfntError(message, 'unsupported');
  }
  if (tables.has('glyf')) return 'glyf';
  if (tables.has('CFF ')) return 'cff';
  const pictures = ['sbix', 'CBDT', 'EBDT', 'SVG '].find((tag) => tables.has(tag));
  if (!pictures) throw new SfntError('The font has no outlines: it lacks the tables glyf and CFF.');
  const message = `The font has pictures (table ${pictures.trim()}) instead of outlines; use a font with outlines.`;
  throw new SfntError(message, 'unsupported');
}

function readDirectory(bytes: Uint8Array): SfntTables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(4);
  if (12 + count * 16 > bytes.length) throw new SfntError('The font file ends inside its table directory.');
  const tables = new Map<string, DataView>();
  for (let i = 0; i < count; i++) {
    const entry = 12 + i * 16;
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    const offset = view.getUint32(entry + 8);
    const length = view.getUint32(entry + 12);
    if (offset + length > bytes.length) throw new SfntError(`The font file ends inside its table ${tag.trim()}.`);
    tables.set(tag, new DataView(bytes.buffer, bytes.byteOffset + offset, length));
  }
  return tables;
}

function need(tables: SfntTables, tag: string, length: number): DataView {
  const table = tables.get(tag);
  if (!table) throw new SfntError(`The font has no table ${tag.trim()}.`);
  if (table.byteLength < length) throw new SfntError(`The font's table ${tag.trim()} is too short.`);
  return table;
}

function checkMetricsTables(tables: SfntTables, glyphCount: number): void {
  const head = need(tables, 'head', 54);
  if (head.getUint32(12) !== MAGIC) throw new SfntError("The font's table head is damaged.");
  const unitsPerEm = head.getUint16(18);
  if (unitsPerEm < 16 || unitsPerEm > 16384)
    throw new SfntError(`The font's em of ${unitsPerEm} units is not allowed.`);
  const wide = need(tables, 'hhea', 36).getUint16(34);
  if (wide === 0 || wide > glyphCount) throw new SfntError("The font's table hhea is damaged.");
  need(tables, 'hmtx', wide * 4 + (glyphCount - wide) * 2);
}

function checkOutlines(tables: SfntTables, glyphCount: number): void {
  need(tables, 'maxp', 32);
  const glyf = need(tables, 'glyf', 0);
  const long = need(tables, 'head', 54).getInt16(50) !== 0;
  const loca = need(tables, 'loca', (glyphCount + 1) * (long ? 4 : 2));
  let previous = 0;
  for (let i = 0; i <= glyphCount; i++) {
    const offset = long ? loca.getUint32(i * 4) : loca.getUint16(i * 2) * 2;
    if (offset < previous || offset > glyf.byteLength) throw new SfntError("The font's table loca is damaged.");
    previous = offset;
  }
}

/** Byte range of a glyph inside `glyf`. */
export function glyphRange(tables: SfntTables, glyph: number): [start: number, end: number] {
  const loca = tables.get('loca')!;
  if (tables.get('head')!.getInt16(50) !== 0) return [loca.getUint32(glyph * 4), loca.getUint32(glyph * 4 + 4)];
  return [loca.getUint16(glyph * 2) * 2, loca.getUint16(glyph * 2 + 2) * 2];
}

/** Advance width of each glyph, font units. */
export function readAdvances(tables: SfntTables, glyphCount: number): Uint16Array {
  const hmtx = tables.get('hmtx')!;
  const wide = tables.get('hhea')!.getUint16(34);
  const advances = new Uint16Array(glyphCount);
  for (let i = 0; i < glyphCount; i++) advances[i] = hmtx.getUint16(Math.min(i, wide - 1) * 4);
  return advances;
}

function readMetrics(tables: SfntTables): FaceMetrics {
  const head = need(tables, 'head', 54);
  const unitsPerEm = head.getUint16(18);
  const os2 = atLeast(tables.get('OS/2'), 78);
  const named = os2 && os2.getUint16(0) >= 2 && os2.byteLength >= 96 ? os2 : undefined;
  const post = atLeast(tables.get('post'), 32);
  const [ascent, descent, lineGap] = readVertical(need(tables, 'hhea', 36), os2);
  const familyClass = os2 ? os2.getInt16(30) >> 8 : 0;
  return {
    unitsPerEm,
    ascent,
    descent,
    lineGap,
    xHeight: named?.getInt16(86) || Math.round(unitsPerEm * 0.5),
    capHeight: named?.getInt16(88) || Math.round(unitsPerEm * 0.7),
    underlinePosition: post?.getInt16(8) ?? -Math.round(unitsPerEm * 0.1),
    underlineThickness: post?.getInt16(10) || Math.round(unitsPerEm * 0.05),
    strikeoutPosition: os2?.getInt16(28) || Math.round(unitsPerEm * 0.3),
    strikeoutThickness: os2?.getInt16(26) || Math.round(unitsPerEm * 0.05),
    italicAngle: post ? post.getInt32(4) / 65536 : 0,
    bbox: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    fixedPitch: post ? post.getUint32(12) !== 0 : false,
    serif: (familyClass >= 1 && familyClass <= 5) || familyClass === 7,
  };
}

function atLeast(table: DataView | undefined, length: number): DataView | undefined {
  return table && table.byteLength >= length ? table : undefined;
}

/** Ascent, descent (positive) and line gap, as FreeType and with it Chromium choose them. */
function readVertical(hhea: DataView, os2: DataView | undefined): [number, number, number] {
  const typo: [number, number, number] = os2 ? [os2.getInt16(68), -os2.getInt16(70), os2.getInt16(72)] : [0, 0, 0];
  if (os2 && (os2.getUint16(62) & USE_TYPO_METRICS) !== 0) return typo;
  if (hhea.getInt16(4) !== 0 || hhea.getInt16(6) !== 0) return [hhea.getInt16(4), -hhea.getInt16(6), hhea.getInt16(8)];
  if (typo[0] !== 0 || typo[1] !== 0) return typo;
  return os2 ? [os2.getUint16(74), os2.getUint16(76), 0] : [0, 0, 0];
}

const POSTSCRIPT_NAME = 6;

/** Name record 6, from a Unicode or a Macintosh record. Undefined where the font has none. */
function readPostscriptName(tables: SfntTables): string | undefined {
  const name = atLeast(tables.get('name'), 6);
  if (!name) return undefined;
  const count = name.getUint16(2);
  const storage = name.getUint16(4);
  for (let i = 0; i < count && 6 + (i + 1) * 12 <= name.byteLength; i++) {
    const record = 6 + i * 12;
    if (name.getUint16(record + 6) !== POSTSCRIPT_NAME) continue;
    const length = name.getUint16(record + 8);
    const start = storage + name.getUint16(record + 10);
    if (start + length > name.byteLength) continue;
    const wide = name.getUint16(record) !== 1;
    let text = '';
    for (let at = start; at + (wide ? 1 : 0) < start + length; at += wide ? 2 : 1) {
      text += String.fromCharCode(wide ? name.getUint16(at) : name.getUint8(at));
    }
    // The characters a PostScript name may have (OpenType 1.9, table name, name ID 6).
    const clean = text.replace(/[^!-~]|[[\](){}<>/%#]/g, '');
    if (clean) return clean;
  }
  return undefined;
}
