import { findSubrs } from './charstring.ts';
import { SfntError } from './sfnt-error.ts';

/** The data of one INDEX (Adobe Technical Note 5176 section 5), each a view into the font. */
export class CffIndex {
  readonly length: number;
  /** Where the INDEX ends. */
  readonly end: number;
  readonly #bytes: Uint8Array;
  readonly #offset: (i: number) => number;

  /** Throws SfntError or RangeError where the offsets lead astray. */
  constructor(bytes: Uint8Array, at: number) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
    this.length = view.getUint16(at);
    const size = this.length ? view.getUint8(at + 2) : 0;
    const base = this.length ? at + 2 + (this.length + 1) * size : at + 2;
    this.#offset = (i) => {
      let value = 0;
      for (let k = at + 3 + i * size; k < at + 3 + (i + 1) * size; k++) value = value * 256 + bytes[k]!;
      return base + value;
    };
    let end = base;
    for (let i = 0; i <= this.length && this.length; i++) {
      const next = this.#offset(i);
      if (!(next >= end && next <= bytes.length) || size < 1 || size > 4) throw damaged();
      end = next;
    }
    this.end = end;
  }

  get(i: number): Uint8Array | undefined {
    return i >= 0 && i < this.length ? this.#bytes.subarray(this.#offset(i), this.#offset(i + 1)) : undefined;
  }
}

/** Operators of a DICT (section 4) with the bytes of their operands, in their order. */
export type CffDict = ReadonlyMap<number, Uint8Array>;

/** A Private DICT with the local subroutines of the glyphs that use it. */
export interface CffPrivate {
  readonly dict: CffDict;
  readonly subrs: CffIndex | undefined;
}

export interface CffFontDict {
  readonly dict: CffDict;
  readonly private: CffPrivate;
}

/** What cutting a CFF table out needs of it. */
export interface CffFont {
  readonly top: CffDict;
  readonly globalSubrs: CffIndex;
  readonly charStrings: CffIndex;
  /** One where the font has no CIDs. */
  readonly fontDicts: readonly CffFontDict[];
  /** Index of the font dictionary of a glyph. */
  fontDictOf(glyph: number): number;
}

/** Two-byte operators, 12 n, count as 0x0c00 + n. */
export const OP = {
  fontBBox: 5,
  charset: 15,
  charStrings: 17,
  private: 18,
  subrs: 19,
  charstringType: 0x0c06,
  fontMatrix: 0x0c07,
  ros: 0x0c1e,
  cidCount: 0x0c22,
  fdArray: 0x0c24,
  fdSelect: 0x0c25,
} as const;

const TYPE_2 = Uint8Array.of(141);

/** Reads a CFF table (version 1, Adobe Technical Note 5176). Throws SfntError where it is damaged. */
export function readCff(table: DataView, glyphCount: number): CffFont {
  try {
    return read(new Reader(table), glyphCount);
  } catch (error) {
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}

const damaged = (): SfntError => new SfntError("The font's table CFF is damaged.");

function read(reader: Reader, glyphCount: number): CffFont {
  const tops = reader.index(reader.index(reader.byte(2)).end);
  const strings = reader.index(tops.end);
  const globalSubrs = reader.index(strings.end);
  if (reader.byte(0) !== 1 || tops.length !== 1) throw damaged();
  const top = readDict(tops.get(0)!);
  if (numbers(top.get(OP.charstringType) ?? TYPE_2)[0] !== 2)
    throw new SfntError('The glyphs of the font are Type 1 charstrings; use a newer file of the font.', 'unsupported');
  const charStrings = reader.index(offsetOf(top, OP.charStrings));
  if (charStrings.length !== glyphCount) throw damaged();
  if (!top.has(OP.ros)) {
    const own = { dict: new Map(), private: reader.private(top) };
    refuseComposed(charStrings, globalSubrs, own.private.subrs);
    return { top, globalSubrs, charStrings, fontDicts: [own], fontDictOf: () => 0 };
  }
  const list = reader.index(offsetOf(top, OP.fdArray));
  const fontDicts = Array.from({ length: list.length }, (_, i) => {
    const dict = readDict(list.get(i)!);
    return { dict, private: reader.private(dict) };
  });
  const select = reader.fontDictSelect(offsetOf(top, OP.fdSelect), glyphCount);
  if (select.some((index) => index >= fontDicts.length)) throw damaged();
  return { top, globalSubrs, charStrings, fontDicts, fontDictOf: (glyph) => select[glyph]! };
}

/** Longer charstrings have outlines of their own. */
const LONGEST_COMPOSED = 24;

/** Glyphs composed of others by their names cannot be told from them in a font by CIDs. */
function refuseComposed(charStrings: CffIndex, global: CffIndex, local: CffIndex | undefined): void {
  const used = { global: new Set<number>(), local: new Set<number>() };
  for (let i = 0; i < charStrings.length; i++) {
    const charString = charStrings.get(i)!;
    if (charString.length > LONGEST_COMPOSED || findSubrs(charString, global, local, used) !== 'composed') continue;
    const message = 'Glyphs of the font are composed of others in a way of Type 1 fonts; use the TrueType file (.ttf).';
    throw new SfntError(message, 'unsupported');
  }
}

class Reader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  constructor(view: DataView) {
    this.#view = view;
    this.#bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  }

  byte(at: number): number {
    return this.#view.getUint8(at);
  }

  slice(start: number, end: number): Uint8Array {
    if (start < 0 || start > end || end > this.#bytes.length) throw damaged();
    return this.#bytes.subarray(start, end);
  }

  index(at: number): CffIndex {
    return new CffIndex(this.#bytes, at);
  }

  /** The Private DICT that a Top or Font DICT names; without one, an empty one. */
  private(owner: CffDict): CffPrivate {
    const [size, at] = numbers(owner.get(OP.private) ?? new Uint8Array());
    if (size === undefined || at === undefined) return { dict: new Map(), subrs: undefined };
    const dict = readDict(this.slice(at, at + size));
    const [subrs] = numbers(dict.get(OP.subrs) ?? new Uint8Array());
    return { dict, subrs: subrs ? this.index(at + subrs) : undefined };
  }

  /** FDSelect, section 19, formats 0 and 3. */
  fontDictSelect(at: number, glyphCount: number): Uint8Array {
    if (this.byte(at) === 0) return this.slice(at + 1, at + 1 + glyphCount);
    if (this.byte(at) !== 3) throw damaged();
    const select = new Uint8Array(glyphCount);
    const ranges = this.#view.getUint16(at + 1);
    for (let i = 0; i < ranges; i++) {
      const range = at + 3 + i * 3;
      select.fill(this.byte(range + 2), this.#view.getUint16(range), this.#view.getUint16(range + 3));
    }
    return select;
  }
}

function offsetOf(dict: CffDict, operator: number): number {
  const [offset] = numbers(dict.get(operator) ?? new Uint8Array());
  if (!offset || offset < 0) throw damaged();
  return offset;
}

function readDict(bytes: Uint8Array): Map<number, Uint8Array> {
  const dict = new Map<number, Uint8Array>();
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    if (first <= 21) {
      const operator = first === 12 ? 0x0c00 + (bytes[at + 1] ?? 0) : first;
      dict.set(operator, bytes.subarray(start, at));
      at += first === 12 ? 2 : 1;
      start = at;
    } else at += operandLength(bytes, at);
  }
  return dict;
}

function operandLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first === 28) return 3;
  if (first === 29) return 5;
  if (first === 30) {
    let end = at + 1;
    while (end < bytes.length && (bytes[end]! & 0x0f) !== 0x0f) end++;
    return end + 1 - at;
  }
  return first >= 247 && first <= 254 ? 2 : 1;
}

/** The integers among operands (section 4, table 3); a real number counts as 0. */
function numbers(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const list: number[] = [];
  for (let at = 0; at < bytes.length; at += operandLength(bytes, at)) {
    const first = bytes[at]!;
    if (first === 28) list.push(view.getInt16(at + 1));
    else if (first === 29) list.push(view.getInt32(at + 1));
    else if (first >= 247 && first <= 250) list.push((first - 247) * 256 + view.getUint8(at + 1) + 108);
    else if (first >= 251 && first <= 254) list.push(-(first - 251) * 256 - view.getUint8(at + 1) - 108);
    else list.push(first === 30 ? 0 : first - 139);
  }
  return list;
}
