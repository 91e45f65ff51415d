import { sha256 } from '../base/hash.ts';
import { LruCache } from '../base/lru.ts';
import { subsetCff } from '../engine/fonts/cff-subset.ts';
import { lowestCodePoints } from '../engine/fonts/cmap.ts';
import type { MadeGlyph } from '../engine/fonts/compose.ts';
import type { Face } from '../engine/fonts/face.ts';
import { readAdvances } from '../engine/fonts/sfnt.ts';
import { subsetWithMade } from '../engine/fonts/subset.ts';
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

/** CIDs have two bytes. */
const MOST_CID = 0xffff;

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

/** What a CID paints and what it stands for. */
interface Pair {
  readonly cid: number;
  readonly glyph: number | MadeGlyph;
  readonly text: string;
}

const nameOf = (glyph: number | MadeGlyph): string =>
  typeof glyph === 'number'
    ? `${glyph}`
    : `${glyph.advance}[${glyph.parts.map((part) => `${part.glyph},${part.x},${part.y}`).join(';')}]`;

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
  readonly #extra = new Map<string, Pair>();
  #lastSpare = 0;

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

  /** The CID of a glyph of the face, or of one made for this document, that stands for `text`. */
  extraCid(glyph: number | MadeGlyph, text: string): number {
    const key = `${nameOf(glyph)} ${text}`;
    let pair = this.#extra.get(key);
    if (!pair) {
      const next = this.face.glyphCount + this.#extra.size;
      pair = { cid: next <= MOST_CID ? next : this.#spareCid(), glyph, text };
      this.#extra.set(key, pair);
    }
    return pair.cid;
  }

  /** The id of a glyph without a text of its own, which nobody uses as a CID: for fonts that have all glyph ids. */
  #spareCid(): number {
    const { ownText } = this.tables;
    do this.#lastSpare++;
    while (ownText[this.#lastSpare] !== 0 && this.#lastSpare < ownText.length);
    if (this.#lastSpare >= ownText.length) throw new Error(`${this.face.file} has no codes left`);
    return this.#lastSpare;
  }

  /** In ascending order of CIDs. */
  #pairs(): Pair[] {
    const pairs = [...this.#extra.values()];
    this.#own.forEach((used, glyph) => {
      if (used) pairs.push({ cid: glyph, glyph, text: String.fromCodePoint(this.tables.ownText[glyph]!) });
    });
    return pairs.sort((a, b) => a.cid - b.cid);
  }

  /** As printed in the W array, 1/1000 em. */
  widthOf(glyph: number | MadeGlyph): number {
    if (typeof glyph === 'number') return this.tables.widths[glyph]!;
    return Math.round((glyph.advance * 1e6) / this.face.metrics.unitsPerEm) / 1000;
  }

  /** Writes the font's objects (ISO 32000-1 section 9.7). */
  write(file: PdfFile): void {
    const { face } = this;
    const pairs = this.#pairs();
    const program = embeddedProgram(face, pairs);
    const fullName = name(`${program.prefix}+${face.postscriptName.replace(/[^A-Za-z0-9_.-]/g, '')}`);
    const fontFile = file.stream(`${program.entries}/Filter/FlateDecode`, program.deflated);
    const descriptor = file.add(describe(face, fullName, fontFile));
    const widths = pairs.map(({ cid, glyph }) => [cid, this.widthOf(glyph)] as const);
    const descendant = file.add(
      `<</Type/Font/Subtype${face.cff ? '/CIDFontType0' : '/CIDFontType2'}/BaseFont${fullName}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>` +
        `/FontDescriptor ${descriptor}/W[${widthArray(widths)}]${face.cff ? '' : `/CIDToGIDMap ${cidToGid(file, pairs, program)}`}>>`,
    );
    const toUnicode = flate(file, toUnicodeMap(pairs));
    file.fill(
      this.ref,
      `<</Type/Font/Subtype/Type0/BaseFont${fullName}/Encoding/Identity-H/DescendantFonts[${descendant}]/ToUnicode ${toUnicode}>>`,
    );
  }
}

function flate(file: PdfFile, data: Uint8Array): Ref {
  return file.stream('/Filter/FlateDecode', deflateCached(data));
}

/** A font program cut down to the glyphs of a document. */
interface EmbeddedProgram {
  readonly prefix: string;
  /** Of its stream dictionary (ISO 32000-1 section 9.9). */
  readonly entries: string;
  readonly deflated: Uint8Array;
  /** Glyph ids of what was made for the document, by name. */
  readonly madeIds: ReadonlyMap<string, number>;
}

const programs = new LruCache<string, EmbeddedProgram>(
  16 << 20,
  (value, key) => value.deflated.length + key.length * 2,
);

/**
 * TrueType outlines come with their glyph ids, and a map leads to them from the CIDs; glyphs made for the document
 * stand after them. CFF outlines have no such map: the program itself says which CIDs paint a glyph, and holds it once
 * for each.
 */
function embeddedProgram(face: Face, pairs: readonly Pair[]): EmbeddedProgram {
  const { cff } = face;
  const plain = pairs.flatMap(({ cid, glyph }) => (typeof glyph === 'number' ? [{ cid, glyph }] : []));
  const glyphs = [...new Set(plain.map(({ glyph }) => glyph))].sort((a, b) => a - b);
  const made = new Map<string, MadeGlyph>();
  for (const { glyph } of pairs) if (typeof glyph !== 'number') made.set(nameOf(glyph), glyph);
  const kept = cff ? plain.map(({ cid, glyph }) => (cid === glyph ? cid : `${cid}:${glyph}`)) : glyphs;
  const key = [face.id, ...kept, ...made.keys()].join(' ');
  return programs.ensure(key, () => {
    const { bytes, firstMade } = cff
      ? { bytes: subsetCff(cff, face.postscriptName, plain), firstMade: 0 }
      : subsetWithMade(face, glyphs, [...made.values()]);
    // ISO 32000-1 section 9.6.4: six capital letters, here from the hash of what they stand for.
    const digits = Buffer.from(sha256(key), 'hex').subarray(0, 6);
    const prefix = String.fromCharCode(...Array.from(digits, (digit) => 65 + (digit % 26)));
    const entries = cff ? '/Subtype/CIDFontType0C' : `/Length1 ${bytes.length}`;
    const madeIds = new Map([...made.keys()].map((of, i) => [of, firstMade + i] as const));
    return { prefix, entries, deflated: deflate(bytes), madeIds };
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
    `/CapHeight ${em(metrics.capHeight)}/XHeight ${em(metrics.xHeight)}/StemV ${stemWidth(face)}${face.cff ? '/FontFile3' : '/FontFile2'} ${fontFile}>>`
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

/** CIDToGIDMap, ISO 32000-1 section 9.7.4.2. */
function cidToGid(file: PdfFile, pairs: readonly Pair[], { madeIds }: EmbeddedProgram): string {
  if (pairs.every(({ cid, glyph }) => cid === glyph)) return '/Identity';
  const map = new Uint8Array((pairs.at(-1)!.cid + 1) * 2);
  for (const { cid, glyph } of pairs) {
    const id = typeof glyph === 'number' ? glyph : madeIds.get(nameOf(glyph))!;
    map[cid * 2] = id >> 8;
    map[cid * 2 + 1] = id & 0xff;
  }
  return `${flate(file, map)}`;
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
function toUnicodeMap(pairs: readonly Pair[]): Uint8Array {
  let out = CMAP_HEAD;
  for (let i = 0; i < pairs.length; i += 100) {
    const block = pairs.slice(i, i + 100);
    out += `${block.length} beginbfchar\n`;
    for (const { cid, text } of block) out += `<${hex16(cid)}> <${utf16Hex(text)}>\n`;
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
