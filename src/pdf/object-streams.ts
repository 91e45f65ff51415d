import { concatBytes } from '../base/bytes.ts';
import { deflate } from './deflate.ts';

/** Objects in one stream. More compress little better, and a reader that wants one undoes them all. */
const MOST_OBJECTS = 200;

/**
 * Puts the objects of a file that are no streams into object streams, and its cross references into a stream too (ISO
 * 32000-1 sections 7.5.7 and 7.5.8): the tags of a sheet take a tenth of the room. `offsets` are those of the objects 1,
 * 2, … in `file`, `end` is where the last one ends, `trailer` the entries of the trailer but for its size.
 */
export function withObjectStreams(
  file: Uint8Array,
  offsets: readonly number[],
  end: number,
  trailer: string,
): Uint8Array {
  const order = offsets.map((offset, i) => ({ id: i + 1, offset })).sort((a, b) => a.offset - b.offset);
  const parts: Uint8Array[] = [file.subarray(0, order[0]?.offset ?? end)];
  let length = parts[0]!.length;
  const places: (readonly [kind: 1 | 2, where: number, index: number])[] = [];
  const packed: { readonly id: number; readonly body: string }[] = [];
  const add = (bytes: Uint8Array): void => {
    parts.push(bytes);
    length += bytes.length;
  };
  order.forEach(({ id, offset }, i) => {
    const bytes = file.subarray(offset, order[i + 1]?.offset ?? end);
    const body = bodyOf(bytes, id);
    if (body !== undefined) {
      packed.push({ id, body });
      return;
    }
    places[id] = [1, length, 0];
    add(bytes);
  });
  let next = offsets.length + 1;
  for (let from = 0; from < packed.length; from += MOST_OBJECTS) {
    const own = packed.slice(from, from + MOST_OBJECTS);
    let at = 0;
    const index = own.map(({ id, body }, i) => {
      places[id] = [2, next, i];
      const entry = `${id} ${at}`;
      at += body.length + 1;
      return entry;
    });
    const head = `${index.join(' ')}\n`;
    const data = deflate(Buffer.from(head + own.map(({ body }) => `${body}\n`).join(''), 'latin1'));
    places[next] = [1, length, 0];
    add(streamObject(next++, `/Type/ObjStm/N ${own.length}/First ${head.length}`, data));
  }
  places[next] = [1, length, 0];
  const start = length;
  const table = deflate(crossReferences(places, next));
  add(streamObject(next, `/Type/XRef/Size ${next + 1}/W[1 4 2]${trailer}`, table));
  add(Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
  return concatBytes(parts);
}

/** What stands between `obj` and `endobj`; undefined for streams. */
function bodyOf(bytes: Uint8Array, id: number): string | undefined {
  const end = bytes.length - '\nendobj\n'.length;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (text.toString('latin1', Math.max(0, end - 10), end).endsWith('\nendstream')) return undefined;
  return text.toString('latin1', `${id} 0 obj\n`.length, end);
}

function streamObject(id: number, entries: string, data: Uint8Array): Uint8Array {
  const head = `${id} 0 obj\n<<${entries}/Filter/FlateDecode/Length ${data.length}>>\nstream\n`;
  return concatBytes([Buffer.from(head, 'latin1'), data, Buffer.from('\nendstream\nendobj\n', 'latin1')]);
}

/** Seven bytes for each object, from 0 on, which is free. */
function crossReferences(places: readonly (readonly [number, number, number])[], last: number): Uint8Array {
  const table = new Uint8Array((last + 1) * 7);
  const view = new DataView(table.buffer);
  view.setUint16(5, 0xffff);
  for (let id = 1; id <= last; id++) {
    const [kind, where, index] = places[id]!;
    view.setUint8(7 * id, kind);
    view.setUint32(7 * id + 1, where);
    view.setUint16(7 * id + 5, index);
  }
  return table;
}
