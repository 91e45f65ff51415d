import { concatBytes } from '../../base/bytes.ts';
import { type CffDict, type CffFont, type CffIndex, OP } from './cff.ts';
import { findSubrs, type UsedSubrs } from './charstring.ts';

/** A CID and the glyph that is painted for it. */
interface CidGlyph {
  readonly cid: number;
  readonly glyph: number;
}

const EMPTY = new Uint8Array();

/**
 * 391 392 0 ROS: the first strings of the font's own, which are Adobe and Identity. It must stand first, and readers
 * (veraPDF) look for it behind numbers of two, two and one byte.
 */
const ROS = Uint8Array.of(248, 27, 248, 28, 139, OP.ros >> 8, OP.ros & 0xff);

/**
 * A CFF table by CIDs (Adobe Technical Note 5176) with .notdef and the glyphs of `pairs`, which are in ascending order
 * of their CIDs, none of them 0. A glyph may be there under several CIDs. Subroutines that are not called are empty.
 * Equal pairs give equal bytes.
 */
export function subsetCff(font: CffFont, name: string, pairs: readonly CidGlyph[]): Uint8Array {
  const glyphs = [0, ...pairs.map(({ glyph }) => glyph)];
  const kept = [...new Set(glyphs.map((glyph) => font.fontDictOf(glyph)))].sort((a, b) => a - b);
  const called = calledSubrs(font, glyphs);
  const charset = Uint8Array.from([0, ...pairs.flatMap(({ cid }) => [cid >> 8, cid & 0xff])]);
  const select = Uint8Array.from([0, ...glyphs.map((glyph) => kept.indexOf(font.fontDictOf(glyph)))]);
  const charStrings = writeIndex(glyphs.map((glyph) => font.charStrings.get(glyph)!));
  const privates = kept.map((index) => {
    const { dict, subrs } = font.fontDicts[index]!.private;
    const used = called.local.get(index)!;
    const own = writeDict(without(dict, OP.subrs));
    if (!used.size) return { size: own.length, bytes: own };
    // The offset counts from the start of the dictionary, at whose end the subroutines stand.
    const size = own.length + 6;
    return { size, bytes: concatBytes([own, int(size), operator(OP.subrs), writeIndex(keep(subrs, used))]) };
  });
  const head = concatBytes([Uint8Array.of(1, 0, 4, 4), writeIndex([ascii(name)])]);
  const strings = concatBytes([
    writeIndex([ascii('Adobe'), ascii('Identity')]),
    writeIndex(keep(font.globalSubrs, called.global)),
  ]);

  // Offsets take five bytes whatever their value, so that the lengths do not depend on them.
  const fontDicts = (at: number): Uint8Array => {
    let start = at;
    return writeIndex(
      kept.map((index, i) => {
        const { size, bytes } = privates[i]!;
        const own = only(font.fontDicts[index]!.dict, OP.fontMatrix);
        const dict = concatBytes([writeDict(own), int(size), int(start), operator(OP.private)]);
        start += bytes.length;
        return dict;
      }),
    );
  };
  const top = (at: number): Uint8Array => {
    const charsetAt = at;
    const selectAt = charsetAt + charset.length;
    const charStringsAt = selectAt + select.length;
    const fontDictsAt = charStringsAt + charStrings.length;
    const last = pairs.at(-1)?.cid ?? 0;
    return writeIndex([
      concatBytes([
        ROS,
        writeDict(only(font.top, OP.fontBBox)),
        concatBytes([int(last + 1), operator(OP.cidCount), int(charsetAt), operator(OP.charset)]),
        concatBytes([int(selectAt), operator(OP.fdSelect), int(charStringsAt), operator(OP.charStrings)]),
        concatBytes([int(fontDictsAt), operator(OP.fdArray)]),
        writeDict(only(font.top, OP.fontMatrix)),
      ]),
    ]);
  };
  const start = head.length + top(0).length + strings.length;
  const before = start + charset.length + select.length + charStrings.length;
  const privatesAt = before + fontDicts(0).length;
  return concatBytes([
    head, top(start), strings, charset, select, charStrings, fontDicts(privatesAt), ...privates.map(({ bytes }) => bytes),
  ]); // biome-ignore format: the parts in their order
}

interface CalledSubrs {
  readonly global: ReadonlySet<number>;
  /** By index of the font dictionary. */
  readonly local: ReadonlyMap<number, ReadonlySet<number>>;
}

function calledSubrs(font: CffFont, glyphs: readonly number[]): CalledSubrs {
  let global = new Set<number>();
  const local = new Map<number, Set<number>>();
  for (const glyph of new Set(glyphs)) {
    const index = font.fontDictOf(glyph);
    const { subrs } = font.fontDicts[index]!.private;
    const used: UsedSubrs = { global, local: local.get(index) ?? new Set() };
    local.set(index, used.local);
    if (findSubrs(font.charStrings.get(glyph)!, font.globalSubrs, subrs, used) !== 'unknown') continue;
    global = new Set(Array(font.globalSubrs.length).keys());
    local.set(index, new Set(Array(subrs?.length ?? 0).keys()));
  }
  return { global, local };
}

/** All subroutines, the unused ones empty: their number says what a call means. */
const keep = (subrs: CffIndex | undefined, used: ReadonlySet<number>): Uint8Array[] =>
  used.size ? Array.from({ length: subrs!.length }, (_, i) => (used.has(i) ? subrs!.get(i)! : EMPTY)) : [];

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const operator = (op: number): Uint8Array => (op > 0xff ? Uint8Array.of(op >> 8, op & 0xff) : Uint8Array.of(op));
const int = (value: number): Uint8Array =>
  Uint8Array.of(29, value >> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff);

const only = (dict: CffDict, ...operators: readonly number[]): CffDict =>
  new Map([...dict].filter(([op]) => operators.includes(op)));
const without = (dict: CffDict, op: number): CffDict => new Map([...dict].filter(([own]) => own !== op));
const writeDict = (dict: CffDict): Uint8Array =>
  concatBytes([...dict].flatMap(([op, operands]) => [operands, operator(op)]));

function writeIndex(items: readonly Uint8Array[]): Uint8Array {
  if (!items.length) return Uint8Array.of(0, 0);
  const offsets = new Uint8Array(3 + (items.length + 1) * 4);
  const view = new DataView(offsets.buffer);
  view.setUint16(0, items.length);
  view.setUint8(2, 4);
  let at = 1;
  items.forEach((item, i) => {
    view.setUint32(3 + i * 4, at);
    at += item.length;
  });
  view.setUint32(3 + items.length * 4, at);
  return concatBytes([offsets, ...items]);
}
