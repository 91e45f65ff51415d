import { inflateRawSync, inflateSync } from 'node:zlib';
import { Inflate } from 'fflate';
import { concatBytes } from '../../base/bytes.ts';
import { isSpace } from './lexer.ts';
import { decodeLzw } from './lzw.ts';
import { Dict, isArray, nameOf, type Stream } from './objects.ts';

/** A stream as far as it can be decoded. */
export interface Decoded {
  readonly bytes: Uint8Array;
  /** The filter of a picture that is left as it is: DCTDecode, JPXDecode, CCITTFaxDecode, JBIG2Decode. */
  readonly picture: string | undefined;
  /** What was wrong, for a finding; the bytes are those up to there. */
  readonly fault: string | undefined;
  /** Whether it is longer than was asked for. */
  readonly cut: boolean;
}

const ABBREVIATED: Readonly<Record<string, string>> = {
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  RL: 'RunLengthDecode',
};
const PICTURES: ReadonlySet<string> = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode']);
const MOST_FILTERS = 8;

/** Decoded bytes of one stream that are held; what is longer is cut and said to be. */
export const DECODED_LIMIT = 64 << 20;

/** The names of the filters, long form, in the order they are undone. */
export function filtersOf(stream: Dict): readonly string[] {
  const filter = stream.has('Filter') ? stream.get('Filter') : stream.get('F');
  const names = (isArray(filter) ? filter.map(stream.resolve) : [filter]).map(nameOf);
  return names.filter((name) => name !== undefined).map((name) => ABBREVIATED[name] ?? name);
}

function parametersOf(stream: Dict): readonly (Dict | undefined)[] {
  const value = stream.has('DecodeParms') ? stream.get('DecodeParms') : stream.get('DP');
  return (isArray(value) ? value.map(stream.resolve) : [value]).map((one) => (one instanceof Dict ? one : undefined));
}

/** Why a stream that is needed whole is not: damage, or its length. */
export const lossOf = ({ fault, cut }: Decoded): string | undefined => fault ?? (cut ? 'it is too long' : undefined);

/** Undoes the filters of a stream (ISO 32000-1 section 7.4), at most `limit` bytes of each. */
export function decodeStream(stream: Stream, limit = DECODED_LIMIT): Decoded {
  const filters = filtersOf(stream);
  const parameters = parametersOf(stream);
  let bytes = stream.raw();
  let cut = false;
  let fault = filters.length > MOST_FILTERS ? `more than ${MOST_FILTERS} filters` : undefined;
  for (const [i, filter] of filters.slice(0, MOST_FILTERS).entries()) {
    if (PICTURES.has(filter)) return { bytes, picture: filter, fault, cut };
    if (filter === 'Crypt') continue;
    const decode = Object.hasOwn(DECODERS, filter) ? DECODERS[filter] : undefined;
    if (!decode) return { bytes: new Uint8Array(0), picture: undefined, fault: `the filter ${filter} is unknown`, cut };
    const result = decode(bytes, limit, parameters[i]);
    bytes = result.bytes;
    fault ??= result.fault;
    if (bytes.length >= limit) {
      bytes = bytes.subarray(0, limit);
      cut = true;
    }
    const undone = undoPredictor(bytes, parameters[i]);
    bytes = undone.bytes;
    fault ??= undone.fault;
  }
  return { bytes, picture: undefined, fault, cut };
}

export interface Piece {
  readonly bytes: Uint8Array;
  readonly fault?: string | undefined;
}

type Decoder = (bytes: Uint8Array, limit: number, parameters: Dict | undefined) => Piece;

const DECODERS: Readonly<Record<string, Decoder>> = {
  FlateDecode: inflate,
  LZWDecode: (bytes, limit, parameters) => decodeLzw(bytes, limit, parameters?.number('EarlyChange') ?? 1),
  ASCII85Decode: ascii85,
  ASCIIHexDecode: asciiHex,
  RunLengthDecode: runLength,
};

function inflate(bytes: Uint8Array, limit: number): Piece {
  if (!bytes.length) return { bytes, fault: 'its deflated data are empty' };
  try {
    return { bytes: inflateSync(bytes, { maxOutputLength: limit }) };
  } catch {
    return inflateAsFarAsItGoes(bytes, limit);
  }
}

/** Piece by piece, for what is damaged or too long: zlib gives nothing of such data. */
function inflateAsFarAsItGoes(bytes: Uint8Array, limit: number): Piece {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflater = new Inflate((part) => {
    parts.push(part);
    length += part.length;
  });
  const header = ((bytes[0]! << 8) | bytes[1]!) % 31 === 0 && (bytes[0]! & 15) === 8;
  let fault = header ? undefined : 'its deflated data have no zlib header';
  try {
    for (let at = header ? 2 : 0; at < bytes.length && length < limit; at += 4096)
      inflater.push(bytes.subarray(at, at + 4096));
  } catch {
    fault ??= 'its deflated data are damaged';
  }
  if (length < limit) fault ??= isCut(bytes, limit) ? 'its deflated data are cut off' : 'its checksum is wrong';
  return { bytes: concatBytes(parts).subarray(0, limit), fault };
}

/** Whether deflated data lack their end, rather than being followed by a wrong checksum. */
function isCut(bytes: Uint8Array, limit: number): boolean {
  try {
    inflateRawSync(bytes.subarray(2), { maxOutputLength: limit });
    return false;
  } catch {
    return true;
  }
}

function asciiHex(bytes: Uint8Array, limit: number): Piece {
  const end = bytes.indexOf(0x3e);
  const text = Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('latin1');
  const digits = text.replace(/[^0-9A-Fa-f]/g, '').slice(0, limit * 2);
  return { bytes: Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex') };
}

function ascii85(bytes: Uint8Array, limit: number): Piece {
  const out = new Uint8Array(Math.min(limit, bytes.length * 4 + 4));
  let length = 0;
  let group = 0;
  let count = 0;
  for (const byte of bytes) {
    if (length + 4 > out.length || byte === 0x7e) break;
    if (byte === 0x7a && count === 0) length += 4;
    else if (byte >= 33 && byte <= 117) {
      group = group * 85 + byte - 33;
      if (++count < 5) continue;
      for (const shift of [24, 16, 8, 0]) out[length++] = Math.floor(group / 2 ** shift) & 0xff;
      group = 0;
      count = 0;
    } else if (!isSpace(byte)) return { bytes: out.subarray(0, length), fault: 'its ASCII85 data are damaged' };
  }
  for (let i = count; i < 5 && count > 1; i++) group = group * 85 + 84;
  for (let i = 0; i < count - 1 && length < out.length; i++)
    out[length++] = Math.floor(group / 2 ** (24 - 8 * i)) & 0xff;
  return { bytes: out.subarray(0, length) };
}

function runLength(bytes: Uint8Array, limit: number): Piece {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < bytes.length && length < limit; ) {
    const code = bytes[at++]!;
    if (code === 128) break;
    const part = code < 128 ? bytes.subarray(at, at + code + 1) : new Uint8Array(257 - code).fill(bytes[at] ?? 0);
    at += code < 128 ? code + 1 : 1;
    parts.push(part);
    length += part.length;
  }
  return { bytes: concatBytes(parts).subarray(0, limit) };
}

/** Section 7.4.4.4: TIFF's predictor 2 and those of PNG. */
function undoPredictor(bytes: Uint8Array, parameters: Dict | undefined): Piece {
  const predictor = parameters?.number('Predictor') ?? 1;
  if (predictor < 2) return { bytes };
  const colors = parameters?.number('Colors') ?? 1;
  const bits = parameters?.number('BitsPerComponent') ?? 8;
  const columns = parameters?.number('Columns') ?? 1;
  const sound = [colors, bits, columns].every((n) => Number.isInteger(n) && n > 0) && colors <= 64 && bits <= 16;
  const row = Math.ceil((colors * bits * columns) / 8);
  if (!sound || row > DECODED_LIMIT) return { bytes, fault: 'the parameters of its predictor make no sense' };
  const step = Math.max(1, (colors * bits) >> 3);
  return { bytes: predictor === 2 ? undoTiff(bytes, row, colors, bits) : undoPng(bytes, row, step) };
}

function undoPng(bytes: Uint8Array, row: number, step: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  for (let y = 0; y < rows; y++) {
    const from = y * (row + 1) + 1;
    const to = y * row;
    undoRow(bytes[from - 1]!, out, to, row, step, y > 0, bytes.subarray(from, from + row));
  }
  return out;
}

/** One row, by its filter (PNG third edition, section 9.2); one loop each, as pictures have millions of bytes. */
function undoRow(
  type: number,
  out: Uint8Array,
  to: number,
  row: number,
  step: number,
  below: boolean,
  values: Uint8Array,
): void {
  const end = to + values.length;
  out.set(values, to);
  if (type === 1) for (let at = to + step; at < end; at++) out[at]! += out[at - step]!;
  else if (type === 2 && below) for (let at = to; at < end; at++) out[at]! += out[at - row]!;
  else if (type === 3) {
    for (let at = to; at < end; at++) {
      const left = at - to >= step ? out[at - step]! : 0;
      out[at]! += (left + (below ? out[at - row]! : 0)) >> 1;
    }
  } else if (type === 4) {
    for (let at = to; at < end; at++) {
      const inside = at - to >= step;
      const left = inside ? out[at - step]! : 0;
      out[at]! += below ? paeth(left, out[at - row]!, inside ? out[at - row - step]! : 0) : left;
    }
  }
}

function paeth(a: number, b: number, c: number): number {
  const pa = Math.abs(b - c);
  const pb = Math.abs(a - c);
  const pc = Math.abs(a + b - 2 * c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

function undoTiff(bytes: Uint8Array, row: number, colors: number, bits: number): Uint8Array {
  const out = bytes.slice();
  const size = bits === 16 ? 2 : 1;
  if (bits !== 8 && bits !== 16) return out;
  for (let start = 0; start < out.length; start += row) {
    const end = Math.min(out.length, start + row) - size + 1;
    for (let at = start + colors * size; at < end; at += size) {
      const before = at - colors * size;
      if (size === 1) out[at]! += out[before]!;
      else {
        const sum = (out[at]! << 8) + out[at + 1]! + (out[before]! << 8) + out[before + 1]!;
        out[at] = sum >> 8;
        out[at + 1] = sum;
      }
    }
  }
  return out;
}
