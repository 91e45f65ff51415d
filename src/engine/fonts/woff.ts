import { unzlibSync } from 'fflate';
import { SfntError } from './sfnt-error.ts';
import { writeSfnt } from './sfnt-writer.ts';

const WOFF = 0x774f4646;
/** Larger than any font; what claims more is not unpacked. */
const MOST_BYTES = 64 << 20;

/** The font inside a WOFF 1 file; other files come back as they are. Throws SfntError where the file is damaged. */
export function unpackWoff(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 44 || view.getUint32(0) !== WOFF) return bytes;
  const count = view.getUint16(12);
  if (44 + count * 20 > bytes.length) throw new SfntError('The WOFF file ends inside its table directory.');
  const tables: [tag: string, data: Uint8Array][] = [];
  let total = 0;
  for (let i = 0; i < count; i++) {
    const entry = 44 + i * 20;
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    const offset = view.getUint32(entry + 4);
    const packed = view.getUint32(entry + 8);
    const length = view.getUint32(entry + 12);
    total += length;
    if (offset + packed > bytes.length) throw new SfntError(`The WOFF file ends inside its table ${tag.trim()}.`);
    if (packed > length || total > MOST_BYTES) throw new SfntError('The table directory of the WOFF file is damaged.');
    const data = bytes.subarray(offset, offset + packed);
    tables.push([tag, packed === length ? data : inflate(data, length, tag)]);
  }
  tables.sort(([a], [b]) => (a < b ? -1 : 1));
  return writeSfnt(view.getUint32(4), tables);
}

function inflate(data: Uint8Array, length: number, tag: string): Uint8Array {
  let out: Uint8Array | undefined;
  try {
    out = unzlibSync(data, { out: new Uint8Array(length) });
  } catch {
    // Told below: whatever fflate found, the table cannot be read.
  }
  if (out?.length !== length) throw new SfntError(`The table ${tag.trim()} of the WOFF file cannot be unpacked.`);
  return out;
}
