import type { Piece } from './filters.ts';

const CLEAR = 256;
const END_OF_DATA = 257;

/**
 * LZWDecode (ISO 32000-1 section 7.4.4): codes of 9 to 12 bits, the most significant bit first. Strings are kept as
 * their last byte and the code of what stands before it.
 */
export function decodeLzw(bytes: Uint8Array, limit: number, earlyChange: number): Piece {
  const before = new Uint16Array(4096);
  const last = new Uint8Array(4096);
  const lengths = new Uint16Array(4096).fill(1, 0, 256);
  for (let i = 0; i < 256; i++) last[i] = i;
  let out = new Uint8Array(Math.min(limit, bytes.length * 4 + 4096));
  let length = 0;
  let next = 258;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffffff;
    held += 8;
    if (held < width) continue;
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === END_OF_DATA) break;
    if (code === CLEAR) {
      next = 258;
      width = 9;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0) || (previous < 0 && code > 255))
      return { bytes: out.subarray(0, length), fault: 'its LZW data are damaged' };
    // A code that is only now being made stands for the string before and its own first byte.
    if (previous >= 0 && next < 4096) {
      before[next] = previous;
      lengths[next] = lengths[previous]! + 1;
      let first = code === next ? previous : code;
      while (first > 257) first = before[first]!;
      last[next] = first;
      next++;
    }
    const size = lengths[code]!;
    if (length + size > limit) break;
    if (length + size > out.length) {
      const grown = new Uint8Array(Math.min(limit, out.length * 2 + size));
      grown.set(out);
      out = grown;
    }
    for (let at = length + size - 1, one = code; at >= length; at--, one = before[one]!) out[at] = last[one]!;
    length += size;
    previous = code;
    if (next + earlyChange >= 1 << width && width < 12) width++;
  }
  return { bytes: out.subarray(0, length) };
}
