import { deflateSync } from 'node:zlib';

/** Hand-written PDFs: objects by number, as they stand between `obj` and `endobj`. */
export type ObjectBodies = Readonly<Record<number, string | Buffer>>;

export interface FileSettings {
  readonly version?: string;
  /** Entries of the trailer after Size and Root. */
  readonly trailer?: string;
  /** The object that is the catalogue, else 1. */
  readonly root?: number;
}

/** A file with one cross reference table that is right. */
export function pdfFile(bodies: ObjectBodies, { version = '1.6', trailer = '', root = 1 }: FileSettings = {}): Buffer {
  const head = Buffer.from(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1');
  const parts: Buffer[] = [head];
  let length = head.length;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  const numbers = Object.keys(bodies).map(Number);
  const offsets = new Map<number, number>();
  for (const number of numbers) {
    offsets.set(number, length);
    add(Buffer.concat([Buffer.from(`${number} 0 obj\n`), bytesOf(bodies[number]!), Buffer.from('\nendobj\n')]));
  }
  const size = Math.max(...numbers) + 1;
  const entries = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = length;
  add(Buffer.from(`xref\n0 ${size}\n${entries.join('')}trailer\n<</Size ${size}/Root ${root} 0 R${trailer}>>\n`));
  add(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const bytesOf = (body: string | Buffer): Buffer => (typeof body === 'string' ? Buffer.from(body, 'latin1') : body);

/** A stream with its length; entries stand before it in the dictionary. */
export function stream(entries: string, data: string | Uint8Array): Buffer {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : Buffer.from(data);
  return Buffer.concat([
    Buffer.from(`<<${entries}/Length ${bytes.length}>>stream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

export const deflated = (entries: string, data: string | Uint8Array): Buffer =>
  stream(`${entries}/Filter/FlateDecode`, deflateSync(typeof data === 'string' ? Buffer.from(data, 'latin1') : data));
