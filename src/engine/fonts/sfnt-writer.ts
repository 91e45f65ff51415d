/** Signature of a font with TrueType outlines. */
export const TRUETYPE = 0x00010000;

/** Table directory, tables in the given (alphabetical) order, checksums (OpenType 1.9, "Calculating checksums"). */
export function writeSfnt(
  signature: number,
  tables: readonly (readonly [tag: string, data: Uint8Array])[],
): Uint8Array {
  const padded = (length: number) => (length + 3) & ~3;
  let size = 12 + tables.length * 16;
  for (const [, data] of tables) size += padded(data.length);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  const selector = 31 - Math.clz32(tables.length);
  view.setUint32(0, signature);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 << selector);
  view.setUint16(8, selector);
  view.setUint16(10, tables.length * 16 - (16 << selector));
  let at = 12 + tables.length * 16;
  let head = 0;
  for (const [i, [tag, data]] of tables.entries()) {
    const entry = 12 + i * 16;
    for (let k = 0; k < 4; k++) out[entry + k] = tag.charCodeAt(k);
    out.set(data, at);
    view.setUint32(entry + 4, checksum(view, at, padded(data.length)));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, data.length);
    if (tag === 'head') head = at;
    at += padded(data.length);
  }
  if (head) view.setUint32(head + 8, 0xb1b0afba - checksum(view, 0, size));
  return out;
}

function checksum(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + view.getUint32(at)) | 0;
  return sum >>> 0;
}
