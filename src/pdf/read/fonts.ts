import { type CMap, readCMap } from './cmap.ts';
import { encodingText } from './encodings.ts';
import { decodeStream } from './filters.ts';
import { Dict, isArray, type PdfObject, Stream } from './objects.ts';

/** A character code as it is shown. */
export interface ShownGlyph {
  readonly code: number;
  readonly bytes: number;
  /** Thousandths of the font size; down the line for vertical writing. */
  readonly width: number;
  /** Unicode; undefined where the font does not say. */
  readonly text: string | undefined;
  /** Whether it is the glyph for missing characters. */
  readonly notdef: boolean;
}

/** A font of ISO 32000-1 section 9.5 to 9.8. */
export interface PdfFont {
  readonly name: string;
  readonly subtype: string;
  readonly dict: Dict;
  readonly descriptor: Dict | undefined;
  /** Whether the program is in the file; Type 3 fonts are their own program. */
  readonly embedded: boolean;
  readonly vertical: boolean;
  /** Em from the base line, the descent negative. */
  readonly ascent: number;
  readonly descent: number;
  /** Size of a glyph unit in text space: 1/1000, other for Type 3. */
  readonly unit: number;
  readonly decode: (bytes: Uint8Array) => readonly ShownGlyph[];
}

export function readFont(dict: Dict): PdfFont {
  const subtype = dict.name('Subtype') ?? '';
  const descendant = subtype === 'Type0' ? dict.array('DescendantFonts')?.[0] : undefined;
  const inner = descendant instanceof Dict ? descendant : dict;
  const descriptor = inner.dict('FontDescriptor');
  const program = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.stream(key));
  const [ascent, descent] = verticalExtent(descriptor);
  const unicode = dict.stream('ToUnicode');
  const toUnicode = unicode && readCMap(decodeStream(unicode, 4 << 20).bytes);
  const vertical = subtype === 'Type0' && /-V$|^V$/.test(dict.name('Encoding') ?? '');
  const type3 = subtype === 'Type3' ? Math.abs(dict.numbers('FontMatrix')?.[0] ?? 0.001) || 0.001 : 0.001;
  return {
    name: (dict.name('BaseFont') ?? dict.name('Name') ?? '').replace(/^[A-Z]{6}\+/, ''),
    subtype,
    dict,
    descriptor,
    embedded: program || subtype === 'Type3',
    vertical,
    ascent,
    descent,
    unit: type3,
    decode: subtype === 'Type0' ? composite(dict, inner, toUnicode, vertical) : simple(dict, descriptor, toUnicode),
  };
}

function verticalExtent(descriptor: Dict | undefined): readonly [number, number] {
  const box = descriptor?.numbers('FontBBox');
  const ascent = descriptor?.number('Ascent') || box?.[3] || 800;
  const descent = descriptor?.number('Descent') || box?.[1] || -200;
  const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value / 1000));
  return [within(ascent, 0.1, 2), within(-Math.abs(descent), -1, 0)];
}

function simple(dict: Dict, descriptor: Dict | undefined, toUnicode: CMap | undefined): PdfFont['decode'] {
  const first = dict.number('FirstChar') ?? 0;
  const widths = dict.array('Widths') ?? [];
  const missing = descriptor?.number('MissingWidth') ?? 0;
  const { text, notdef } = encodingText(dict, descriptor);
  const glyphs = Array.from({ length: 256 }, (_, code): ShownGlyph => {
    const width = widths[code - first];
    const known = typeof width === 'number';
    return {
      code,
      bytes: 1,
      width: known ? width : widths.length ? missing : 500,
      text: toUnicode?.text.get(code) ?? text(code),
      notdef: notdef(code),
    };
  });
  return (bytes) => Array.from(bytes, (code) => glyphs[code]!);
}

function composite(dict: Dict, inner: Dict, toUnicode: CMap | undefined, vertical: boolean): PdfFont['decode'] {
  const encoding = dict.get('Encoding');
  const cmap = encoding instanceof Stream ? readCMap(decodeStream(encoding, 4 << 20).bytes) : undefined;
  const identity = /^Identity/.test(dict.name('Encoding') ?? '');
  const widths = cidWidths(inner.array('W') ?? []);
  const usual = inner.number('DW') ?? 1000;
  const map = inner.stream('CIDToGIDMap');
  const glyphIds = map && decodeStream(map, 1 << 18).bytes;
  const trueType = inner.name('Subtype') === 'CIDFontType2';
  const known = new Map<number, ShownGlyph>();
  const glyph = (code: number, length: number): ShownGlyph => {
    const cid = identity ? code : cmap ? cidOf(cmap, code) : undefined;
    const gid = cid === undefined || !trueType || !glyphIds ? cid : (glyphIds[cid * 2]! << 8) | glyphIds[cid * 2 + 1]!;
    return {
      code,
      bytes: length,
      width: vertical ? 1000 : cid === undefined ? usual : (widths.get(cid) ?? usual),
      text: toUnicode?.text.get(code),
      notdef: gid === 0,
    };
  };
  return (bytes) => {
    const shown: ShownGlyph[] = [];
    for (let at = 0; at < bytes.length; ) {
      const [code, length] = codeAt(bytes, at, cmap);
      let found = known.get(code * 8 + length);
      if (!found) {
        found = glyph(code, length);
        if (known.size < 70_000) known.set(code * 8 + length, found);
      }
      shown.push(found);
      at += length;
    }
    return shown;
  };
}

/** The code that begins at `at`: by the ranges of the CMap, else of two bytes. */
function codeAt(bytes: Uint8Array, at: number, cmap: CMap | undefined): readonly [code: number, length: number] {
  let code = 0;
  for (let length = 1; length <= 4 && at + length <= bytes.length && cmap?.codeRanges.length; length++) {
    code = code * 256 + bytes[at + length - 1]!;
    if (cmap.codeRanges.some((range) => range.length === length && code >= range.low && code <= range.high))
      return [code, length];
  }
  return [(bytes[at]! << 8) | (bytes[at + 1] ?? 0), 2];
}

function cidOf({ cids }: CMap, code: number): number | undefined {
  const range = cids.find(({ low, high }) => code >= low && code <= high);
  return range && range.cid + code - range.low;
}

/** Section 9.7.4.3: `c [w…]` and `first last w`. */
function cidWidths(written: readonly PdfObject[]): ReadonlyMap<number, number> {
  const widths = new Map<number, number>();
  for (let i = 0; i < written.length; ) {
    const first = written[i];
    const second = written[i + 1];
    if (typeof first !== 'number') break;
    if (isArray(second)) {
      for (const [k, width] of second.entries()) if (typeof width === 'number') widths.set(first + k, width);
      i += 2;
    } else {
      const width = written[i + 2];
      if (typeof second !== 'number' || typeof width !== 'number') break;
      for (let cid = first; cid <= Math.min(second, 65535); cid++) widths.set(cid, width);
      i += 3;
    }
  }
  return widths;
}
