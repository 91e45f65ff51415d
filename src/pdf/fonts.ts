import { sha256 } from '../base/hash.ts';
import { LruCache } from '../base/lru.ts';
import { lowestCodePoints } from '../engine/fonts/cmap.ts';
import type { Face } from '../engine/fonts/face.ts';
import { readAdvances } from '../engine/fonts/sfnt.ts';
import { subsetGlyf } from '../engine/fonts/subset.ts';
import { deflate, deflateCached } from './deflate.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import { hex16, name, num, utf16Hex } from './syntax.ts';

/** What depends on the face alone. */
export interface FaceTables {
  /** The text a glyph's own CID, which equals its glyph id, stands for; 0 where it has none. */
  readonly ownText: Uint32Array;
  /** Widths as printed in the W array, 1/1000 em. */
  readonly widths: Float64Array;
}

const faceTables = new WeakMap<Face, FaceTables>();

export function tablesOf(face: Face): FaceTables {
  let tables = faceTables.get(face);
  if (!tables) {
    const scale = 1000 / face.metrics.unitsPerEm;
    const advances = readAdvances(face.tables, face.glyphCount);
    const widths = Float64Array.from(advances, (advance) => Math.round(advance * scale * 1000) / 1000);
    tables = { ownText: lowestCodePoints(face), widths };
    faceTables.set(face, tables);
  }
  return tables;
}

interface ExtraPair {
  readonly cid: number;
  readonly glyph: number;
  readonly text: string;
}

/**
 * A face in one document. Every pair of glyph and text has a CID: the glyph id where the text is the glyph's own, else
 * one after the last glyph id, counted by first use in this document.
 */
export class DocumentFont {
  readonly face: Face;
  readonly tables: FaceTables;
  readonly ref: Ref;
  readonly resource: string;
  readonly #own: Uint8Array;
  readonly #extra = new Map<string, ExtraPair>();

  constructor(face: Face, ref: Ref, resource: string) {
    this.face = face;
    this.tables = tablesOf(face);
    this.ref = ref;
    this.resource = resource;
    this.#own = new Uint8Array(face.glyphCount);
  }

  useOwn(glyph: number): void {
    this.#own[glyph] = 1;
  }

  extraCid(glyph: number, text: string): number {
    const key = `${glyph} ${text}`;
    let pair = this.#extra.get(key);
    if (!pair) {
      pair = { cid: this.face.glyphCount + this.#extra.size, glyph, text };
      this.#extra.set(key, pair);
    }
    return pair.cid;
  }

  /** Writes the font's objects (ISO 32000-1 section 9.7). */
  write(file: PdfFile): void {
    const { face, tables } = this;
    const own: number[] = [];
    for (let glyph = 0; glyph < face.glyphCount; glyph++) if (this.#own[glyph] === 1) own.push(glyph);
    const extra = [...this.#extra.values()];
    const glyphs = [...new Set([...own, ...extra.map((pair) => pair.glyph)])].sort((a, b) => a - b);
    const subset = embeddedSubset(face, glyphs);
    const fullName = name(`${subset.prefix}+${face.postscriptName.replace(/[^A-Za-z0-9_.-]/g, '')}`);
    const fontFile = file.stream(`/Length1 ${subset.length}/Filter/FlateDecode`, subset.deflated);
    const descriptor = file.add(describe(face, fullName, fontFile));
    const widths = [
      ...own.map((glyph) => [glyph, tables.widths[glyph]!] as const),
      ...extra.map((pair) => [pair.cid, tables.widths[pair.glyph]!] as const),
    ];
    const toGlyph = extra.length === 0 ? '/Identity' : flate(file, cidToGid(own, extra, face.glyphCount));
    const descendant = file.add(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont${fullName}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
        `/FontDescriptor ${descriptor}/W[${widthArray(widths)}]/CIDToGIDMap ${toGlyph}>>`,
    );
    const texts = [
      ...own.map((glyph) => [glyph, String.fromCodePoint(tables.ownText[glyph]!)] as const),
      ...extra.map((pair) => [pair.cid, pair.text] as const),
    ];
    const toUnicode = flate(file, toUnicodeMap(texts));
    file.fill(
      this.ref,
      `<</Type/Font/Subtype/Type0/BaseFont${fullName}/Encoding/Identity-H/DescendantFonts[${descendant}]/ToUnicode ${toUnicode}>>`,
    );
  }
}

function flate(file: PdfFile, data: Uint8Array): Ref {
  return file.stream('/Filter/FlateDecode', deflateCached(data));
}

interface EmbeddedSubset {
  readonly prefix: string;
  readonly length: number;
  readonly deflated: Uint8Array;
}

const subsets = new LruCache<string, EmbeddedSubset>(16 << 20, (value, key) => value.deflated.length + key.length * 2);

function embeddedSubset(face: Face, glyphs: readonly number[]): EmbeddedSubset {
  const key = `${face.id} ${glyphs.join(' ')}`;
  return subsets.ensure(key, () => {
    const bytes = subsetGlyf(face, glyphs);
    // ISO 32000-1 section 9.6.4: six capital letters, here from the hash of what they stand for.
    const digits = Buffer.from(sha256(key), 'hex').subarray(0, 6);
    const prefix = String.fromCharCode(...Array.from(digits, (digit) => 65 + (digit % 26)));
    return { prefix, length: bytes.length, deflated: deflate(bytes) };
  });
}

const FIXED_PITCH = 1 << 0;
const SERIF = 1 << 1;
const SYMBOLIC = 1 << 2;
const ITALIC = 1 << 6;

/** Font descriptor, ISO 32000-1 section 9.8. */
function describe(face: Face, fullName: string, fontFile: Ref): string {
  const { metrics } = face;
  const em = (value: number): string => num(Math.round((value * 1000) / metrics.unitsPerEm));
  const flags =
    SYMBOLIC |
    (metrics.fixedPitch ? FIXED_PITCH : 0) |
    (metrics.serif ? SERIF : 0) |
    (metrics.italicAngle !== 0 ? ITALIC : 0);
  return (
    `<</Type/FontDescriptor/FontName${fullName}/Flags ${flags}/FontBBox[${metrics.bbox.map(em).join(' ')}]` +
    `/ItalicAngle ${num(metrics.italicAngle)}/Ascent ${em(metrics.ascent)}/Descent ${em(-metrics.descent)}` +
    `/CapHeight ${em(metrics.capHeight)}/XHeight ${em(metrics.xHeight)}/StemV ${stemWidth(face)}/FontFile2 ${fontFile}>>`
  );
}

/** Fonts do not state it; this is the usual estimate from the weight class of OS/2. */
function stemWidth(face: Face): number {
  const os2 = face.tables.get('OS/2');
  const weight = os2 && os2.byteLength >= 6 ? os2.getUint16(4) : 400;
  return Math.round(50 + (weight / 65) ** 2);
}

/** W array (ISO 32000-1 section 9.7.4.3) of pairs in ascending order of CID. */
function widthArray(widths: readonly (readonly [cid: number, width: number])[]): string {
  let out = '';
  let next = -1;
  for (const [cid, width] of widths) {
    out += cid === next ? ` ${num(width)}` : `${out && ']'}${cid}[${num(width)}`;
    next = cid + 1;
  }
  return out && `${out}]`;
}

function cidToGid(own: readonly number[], extra: readonly ExtraPair[], glyphCount: number): Uint8Array {
  const map = new Uint8Array((glyphCount + extra.length) * 2);
  const set = (cid: number, glyph: number): void => {
    map[cid * 2] = glyph >> 8;
    map[cid * 2 + 1] = glyph & 0xff;
  };
  for (const glyph of own) set(glyph, glyph);
  for (const { cid, glyph } of extra) set(cid, glyph);
  return map;
}

const CMAP_HEAD = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`;
const CMAP_TAIL = 'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n';

/** ToUnicode CMap, ISO 32000-1 section 9.10.3; at most 100 lines to a block. */
function toUnicodeMap(texts: readonly (readonly [cid: number, text: string])[]): Uint8Array {
  let out = CMAP_HEAD;
  for (let i = 0; i < texts.length; i += 100) {
    const block = texts.slice(i, i + 100);
    out += `${block.length} beginbfchar\n`;
    for (const [cid, text] of block) out += `<${hex16(cid)}> <${utf16Hex(text)}>\n`;
    out += 'endbfchar\n';
  }
  return Buffer.from(out + CMAP_TAIL, 'latin1');
}

/** The fonts of one document, named in order of first use. */
export class DocumentFonts {
  readonly #fonts = new Map<string, DocumentFont>();
  readonly #file: PdfFile;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  get(face: Face): DocumentFont {
    let font = this.#fonts.get(face.id);
    if (!font) {
      font = new DocumentFont(face, this.#file.reserve(), `F${this.#fonts.size + 1}`);
      this.#fonts.set(face.id, font);
    }
    return font;
  }

  writeAll(): void {
    for (const font of this.#fonts.values()) font.write(this.#file);
  }
}
