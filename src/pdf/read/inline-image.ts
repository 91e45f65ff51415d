import { isSpace, type Lexer } from './lexer.ts';
import { Dict, isArray, Name, type PdfObject, type Resolver, Stream } from './objects.ts';

/** ISO 32000-1 table 93. */
const FULL: Readonly<Record<string, string>> = {
  BPC: 'BitsPerComponent',
  CS: 'ColorSpace',
  D: 'Decode',
  DP: 'DecodeParms',
  F: 'Filter',
  H: 'Height',
  IM: 'ImageMask',
  I: 'Interpolate',
  W: 'Width',
};

/** Table 94: in inline images alone, elsewhere these are names of resources. */
const SPACES: Readonly<Record<string, string>> = {
  CMYK: 'DeviceCMYK',
  G: 'DeviceGray',
  I: 'Indexed',
  RGB: 'DeviceRGB',
};

function fullSpace(value: PdfObject): PdfObject {
  if (isArray(value)) return value.map(fullSpace);
  return value instanceof Name && Object.hasOwn(SPACES, value.value) ? new Name(SPACES[value.value]!) : value;
}

/** After BI: the image, and the lexer behind its EI. Undefined where it has no end (section 8.9.7). */
export function readInlineImage(lexer: Lexer, resolve: Resolver): Stream | undefined {
  const written = lexer.dictionary(undefined, undefined, 0, 'ID');
  const entries = new Map<string, PdfObject>();
  for (const [key, value] of written.entries) {
    const full = FULL[key] ?? key;
    entries.set(full, full === 'ColorSpace' ? fullSpace(value) : value);
  }
  const start = lexer.at + 1;
  const end = endOfData(lexer.bytes, start);
  if (end === undefined) {
    lexer.at = lexer.bytes.length;
    return undefined;
  }
  lexer.at = end + 2;
  return new Stream(new Dict(entries, resolve), () => lexer.bytes.subarray(start, end));
}

/** Where an EI stands between white space, with what looks like operators behind it. */
function endOfData(bytes: Uint8Array, start: number): number | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf('EI', start); at >= 0; at = buffer.indexOf('EI', at + 1)) {
    const alone = (at === start || isSpace(bytes[at - 1])) && (at + 2 >= bytes.length || isSpace(bytes[at + 2]));
    const next = bytes.subarray(at + 2, at + 14);
    if (alone && next.every((byte) => (byte >= 32 && byte < 127) || isSpace(byte))) return at;
  }
  return undefined;
}
