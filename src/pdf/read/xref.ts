import { decodeStream } from './filters.ts';
import { Keyword, Lexer } from './lexer.ts';
import { Dict, latin1, Stream } from './objects.ts';
import type { ByteSource } from './source.ts';

/** More objects than this are not read; Acrobat's own limit is 8,388,607 (ISO 32000-1 annex C). */
export const MOST_OBJECTS = 2_000_000;
const MOST_SECTIONS = 1000;
const ENTRY = 20;
const INDEX_BASE = 2 ** 22;

/** Where each object stands, as one number: the offset, or for those in object streams a negative one. */
export class ObjectTable {
  readonly #places = new Map<number, number>();
  readonly generations = new Map<number, number>();

  get size(): number {
    return this.#places.size;
  }
  numbers(): Iterable<number> {
    return this.#places.keys();
  }
  knows(number: number): boolean {
    return this.#places.has(number);
  }
  free(number: number): void {
    this.#places.set(number, Number.NaN);
  }
  at(number: number, offset: number, generation = 0): void {
    this.#places.set(number, offset);
    if (generation) this.generations.set(number, generation);
    else this.generations.delete(number);
  }
  inside(number: number, stream: number, index: number): void {
    this.#places.set(number, -(stream * INDEX_BASE + index) - 1);
  }
  find(number: number): { readonly offset: number } | { readonly stream: number; readonly index: number } | undefined {
    const place = this.#places.get(number);
    if (place === undefined || Number.isNaN(place)) return undefined;
    if (place >= 0) return { offset: place };
    const packed = -place - 1;
    return { stream: Math.floor(packed / INDEX_BASE), index: packed % INDEX_BASE };
  }
}

export interface CrossReferences {
  readonly table: ObjectTable;
  /** The trailer of the last revision. */
  readonly trailer: Dict;
}

/** Thrown inside this folder where cross references cannot be read; the file is then scanned. */
export class XrefFault extends Error {}

/** What reading cross references needs of the store: objects at offsets, and references followed. */
export interface ObjectAccess {
  readonly source: ByteSource;
  readonly resolve: Dict['resolve'];
  readonly objectAt: (offset: number, expected?: number) => unknown;
}

/** From the last `startxref` back through all revisions (ISO 32000-1 section 7.5.4 to 7.5.8). The first entry found counts. */
export function readCrossReferences(access: ObjectAccess): CrossReferences {
  const table = new ObjectTable();
  const seen = new Set<number>();
  let trailer: Dict | undefined;
  const waiting = [startOf(access.source)];
  while (waiting.length) {
    const offset = waiting.pop()!;
    if (seen.has(offset)) throw new XrefFault('the chain of cross references leads back to itself');
    if (seen.size > MOST_SECTIONS) throw new XrefFault('there are too many cross reference sections');
    seen.add(offset);
    const section = readSection(access, offset, table);
    trailer ??= section;
    const previous = section.number('Prev');
    if (previous !== undefined) waiting.push(previous);
    const hybrid = section instanceof Stream ? undefined : section.number('XRefStm');
    if (hybrid !== undefined) waiting.push(hybrid);
  }
  return { table, trailer: trailer! };
}

function startOf(source: ByteSource): number {
  const tail = latin1(source.read(source.size - 2048, 2048 + Math.min(0, source.size - 2048)));
  const found = /startxref\s+(\d{1,15})(?![\s\S]*startxref)/.exec(tail);
  if (!found) throw new XrefFault('its end has no startxref');
  return Number(found[1]);
}

function readSection(access: ObjectAccess, offset: number, table: ObjectTable): Dict {
  if (offset < 0 || offset >= access.source.size) throw new XrefFault(`offset ${offset} lies outside the file`);
  const head = latin1(access.source.read(offset, 64));
  if (/^\s*xref\b/.test(head)) return readTable(access, offset + head.indexOf('xref') + 4, table);
  const object = /^\s*\d+\s+\d+\s+obj\b/.test(head) ? access.objectAt(offset) : undefined;
  if (!(object instanceof Stream) || object.name('Type') !== 'XRef')
    throw new XrefFault(`there are no cross references at offset ${offset}`);
  readXrefStream(object, table);
  return object;
}

/** Section 7.5.4. */
function readTable(access: ObjectAccess, start: number, table: ObjectTable): Dict {
  const { source } = access;
  for (let at = start; ; ) {
    const lexer = new Lexer(source.read(at, 128));
    const first = lexer.token();
    if (first instanceof Keyword && first.word === 'trailer') return readTrailer(access, at + lexer.at);
    const count = lexer.token();
    if (typeof first !== 'number' || typeof count !== 'number' || count < 0 || first < 0)
      throw new XrefFault('the cross reference table is not well-formed');
    lexer.skipSpace();
    at += lexer.at;
    if (count > MOST_OBJECTS || count * ENTRY > source.size) throw new XrefFault('a section claims too many entries');
    readEntries(latin1(source.read(at, count * ENTRY)), first, count, table);
    at += count * ENTRY;
  }
}

function readEntries(text: string, first: number, count: number, table: ObjectTable): void {
  for (let i = 0; i < count; i++) {
    const entry = /^\s?(\d{10}) (\d{5}) ([nf])/.exec(text.slice(i * ENTRY, (i + 1) * ENTRY));
    if (!entry) throw new XrefFault(`the entry of object ${first + i} is not well-formed`);
    if (table.knows(first + i)) continue;
    if (entry[3] === 'n') table.at(first + i, Number(entry[1]), Number(entry[2]));
    else table.free(first + i);
  }
}

const LONGEST_TRAILER = 1 << 20;

/** The dictionary after the word `trailer`. */
export function readTrailer({ source, resolve }: ObjectAccess, at: number): Dict {
  for (let length = 4096; ; length *= 16) {
    const lexer = new Lexer(source.read(at, Math.min(length, LONGEST_TRAILER)));
    const trailer = lexer.object(resolve);
    if (trailer instanceof Dict && !lexer.damaged) return trailer;
    if (length >= LONGEST_TRAILER) throw new XrefFault('the trailer is not well-formed');
  }
}

/** Section 7.5.8. */
function readXrefStream(stream: Stream, table: ObjectTable): void {
  const { bytes } = decodeStream(stream);
  const widths = stream.numbers('W') ?? [];
  const [a = 0, b = 0, c = 0] = widths;
  const size = a + b + c;
  if (widths.length < 3 || widths.some((w) => !(w >= 0 && w <= 8 && Number.isInteger(w))) || size === 0)
    throw new XrefFault('the widths of a cross reference stream make no sense');
  const index = stream.numbers('Index') ?? [0, stream.number('Size') ?? 0];
  const field = (at: number, width: number): number => {
    let value = 0;
    for (let i = at; i < at + width; i++) value = value * 256 + bytes[i]!;
    return value;
  };
  let at = 0;
  for (let i = 0; i + 1 < index.length; i += 2) {
    const first = index[i]!;
    for (let n = 0; n < index[i + 1]! && at + size <= bytes.length; n++, at += size) {
      const number = first + n;
      if (table.knows(number) || table.size >= MOST_OBJECTS) continue;
      const type = a ? field(at, a) : 1;
      const [second, third] = [field(at + a, b), field(at + a + b, c)];
      if (type === 1) table.at(number, second, third);
      else if (type === 2 && second < MOST_OBJECTS * 4 && third < INDEX_BASE) table.inside(number, second, third);
      else table.free(number);
    }
  }
}
