import { decodeStream } from './filters.ts';
import { Lexer } from './lexer.ts';
import { type Dict, Stream } from './objects.ts';
import type { Budget } from './source.ts';
import { type CrossReferences, MOST_OBJECTS, type ObjectAccess, ObjectTable, readTrailer } from './xref.ts';

const CHUNK = 4 << 20;
const OVERLAP = 64;

/**
 * Finds objects by their `N G obj` where cross references are wrong: the last one of a number counts. Object streams
 * among them are opened. Undefined where no catalogue can be found.
 */
export function scanFile(access: ObjectAccess, budget: Budget): CrossReferences | undefined {
  const table = new ObjectTable();
  const trailers: number[] = [];
  const streams: { readonly number: number; readonly offset: number; readonly type: string }[] = [];
  let catalogue: number | undefined;
  const { source } = access;
  for (let start = 0; start < source.size && !budget.spent(); start += CHUNK) {
    const bytes = source.read(start, CHUNK + OVERLAP);
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = buffer.indexOf('obj'); at >= 0 && at < CHUNK + 32; at = buffer.indexOf('obj', at + 3)) {
      const head = /(?:^|[^\d])(\d{1,9})\s+(\d{1,5})\s+$/.exec(buffer.toString('latin1', Math.max(0, at - 32), at));
      if (!head || table.size >= MOST_OBJECTS) continue;
      const number = Number(head[1]);
      const offset = start + at - head[0].length + head[0].search(/\d/);
      table.at(number, offset, Number(head[2]));
      const beginning = buffer.toString('latin1', at, at + 256);
      const type = /\/Type\s*\/(ObjStm|XRef|Catalog)\b/.exec(beginning.split('endobj')[0]!)?.[1];
      if (type === 'Catalog') catalogue = number;
      else if (type) streams.push({ number, offset, type });
    }
    for (let at = buffer.indexOf('trailer'); at >= 0 && at < CHUNK; at = buffer.indexOf('trailer', at + 7))
      trailers.push(start + at + 7);
  }
  let trailer = trailers
    .slice(-50)
    .map((at) => tryTrailer(access, at))
    .findLast((one) => one?.has('Root') || one?.entries.has('Root'));
  for (const { number, offset, type } of streams) {
    if (budget.spent()) break;
    const stream = access.objectAt(offset, number);
    if (!(stream instanceof Stream)) continue;
    if (type === 'ObjStm') openObjectStream(stream, number, offset, table);
    else if (stream.entries.has('Root')) trailer ??= stream;
  }
  catalogue ??= trailer?.refersTo('Root');
  if (trailer) return { table, trailer };
  return catalogue === undefined ? undefined : { table, trailer: rootedAt(catalogue, access) };
}

function tryTrailer(access: ObjectAccess, at: number): Dict | undefined {
  try {
    return readTrailer(access, at);
  } catch {
    return undefined;
  }
}

function rootedAt(number: number, { resolve }: ObjectAccess): Dict {
  const lexer = new Lexer(Buffer.from(`<</Root ${number} 0 R>>`));
  return lexer.object(resolve) as Dict;
}

/** Objects of a stream count where no object of that number stands later in the file. */
function openObjectStream(stream: Stream, number: number, offset: number, table: ObjectTable): void {
  const numbers = headerOf(stream, decodeStream(stream).bytes);
  for (const [index, [inner]] of numbers.entries()) {
    const known = table.find(inner);
    if (known && 'offset' in known && known.offset > offset) continue;
    if (table.size < MOST_OBJECTS) table.inside(inner, number, index);
  }
}

/** Number and offset of each object in an object stream (ISO 32000-1 section 7.5.7). */
export function headerOf(stream: Dict, bytes: Uint8Array): readonly (readonly [number: number, offset: number])[] {
  const lexer = new Lexer(bytes);
  const first = stream.number('First') ?? 0;
  const pairs: [number, number][] = [];
  for (let i = 0; i < Math.min(stream.number('N') ?? 0, bytes.length); i++) {
    const [number, offset] = [lexer.token(), lexer.token()];
    if (typeof number !== 'number' || typeof offset !== 'number') break;
    pairs.push([number, first + offset]);
  }
  return pairs;
}
