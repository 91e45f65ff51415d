import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import { LruCache } from '../../base/lru.ts';
import { decodeStream, lossOf } from './filters.ts';
import { END, isSpace, Keyword, Lexer } from './lexer.ts';
import { Dict, latin1, type PdfObject, Ref, Stream } from './objects.ts';
import { headerOf, scanFile } from './repair.ts';
import { type Budget, type ByteSource, windowed } from './source.ts';
import { type CrossReferences, readCrossReferences, XrefFault } from './xref.ts';

const FIRST_PIECE = 2048;
const LONGEST_OBJECT = 8 << 20;
/** Bytes of a stream's data in the file that are read. */
export const LONGEST_STREAM = 128 << 20;
const DEEPEST_REFERENCE = 32;

interface Kept {
  readonly object: PdfObject;
  /** Bytes of the file it was read from. */
  readonly cost: number;
}

/**
 * The indirect objects of a file, read when they are asked for and kept while memory allows. What is wrong is
 * reported once, and read as far as it makes sense; nothing throws.
 */
export class ObjectStore {
  readonly source: ByteSource;
  readonly budget: Budget;
  readonly #report: Report;
  readonly #kept = new LruCache<number, Kept>(8 << 20, ({ cost }) => cost + 64);
  readonly #opened = new LruCache<number, OpenedStream>(64 << 20, ({ bytes }) => bytes.length + 1024);
  readonly #reading = new Set<number>();
  #references: CrossReferences | undefined;
  #repaired = false;

  constructor(source: ByteSource, report: Report, budget: Budget) {
    this.source = windowed(source);
    this.#report = report;
    this.budget = budget;
  }

  /** Reads the cross references; false where the file has no catalogue. */
  open(): boolean {
    try {
      this.#references = readCrossReferences(this);
      this.#kept.clear();
      if (this.#references.trailer.dict('Encrypt') || this.#hasPages()) return true;
      throw new XrefFault('they do not lead to a catalogue with pages');
    } catch (error) {
      if (!(error instanceof XrefFault)) throw error;
      this.#repair(error.message);
      return this.#references !== undefined && this.trailer.dict('Root') !== undefined;
    }
  }

  get trailer(): Dict {
    return this.#references!.trailer;
  }

  /** The numbers of all objects in the order they stand in the file; those in object streams last. */
  numbers(): number[] {
    const { table } = this.#references!;
    const order = (number: number): number => {
      const place = table.find(number);
      return place && 'offset' in place ? place.offset : Infinity;
    };
    return [...table.numbers()]
      .filter((number) => table.find(number))
      .map((number) => [number, order(number)] as const)
      .sort((a, b) => (a[1] === b[1] ? a[0] - b[0] : a[1] - b[1]))
      .map(([number]) => number);
  }

  /** Where an object of its own stands; undefined for those in object streams. */
  offsetOf(number: number): number | undefined {
    const place = this.#references?.table.find(number);
    return place && 'offset' in place ? place.offset : undefined;
  }

  readonly resolve = (object: PdfObject): PdfObject => {
    let value = object;
    for (let i = 0; value instanceof Ref; i++) {
      if (i > DEEPEST_REFERENCE) return null;
      value = this.get(value.number);
    }
    return value;
  };

  get(number: number): PdfObject {
    const kept = this.#kept.get(number);
    if (kept) return kept.object;
    // An object that is needed to read itself, such as a length that refers to its own stream, is null.
    if (this.#reading.has(number) || this.#reading.size > DEEPEST_REFERENCE || this.budget.spent()) return null;
    this.#reading.add(number);
    const read = this.#read(number);
    this.#reading.delete(number);
    this.#kept.set(number, read);
    return read.object;
  }

  #read(number: number): Kept {
    const place = this.#references?.table.find(number);
    if (!place) return { object: null, cost: 0 };
    if ('stream' in place) return this.#fromStream(number, place.stream, place.index);
    const read = this.#at(place.offset, number);
    if (read) return read;
    if (this.#repaired) return { object: null, cost: 0 };
    this.#repair(`object ${number} is not at offset ${place.offset}`);
    return this.#read(number);
  }

  #hasPages(): boolean {
    return this.trailer.dict('Root')?.dict('Pages') !== undefined;
  }

  #repair(why: string): void {
    this.#repaired = true;
    this.report('pdf-xref', `the cross references are wrong: ${why}`);
    const scanned = scanFile(this, this.budget);
    if (!scanned) return;
    this.#kept.clear();
    this.#references = {
      table: scanned.table,
      trailer: this.#references?.trailer.entries.has('Root') ? this.#references.trailer : scanned.trailer,
    };
    if (!this.#hasPages()) this.#references = scanned;
  }

  report(code: 'pdf-xref' | 'pdf-syntax', message: string, place: Place = {}): void {
    this.#report(finding(code, message, place));
  }

  readonly objectAt = (offset: number, expected?: number): PdfObject => this.#at(offset, expected)?.object ?? null;

  /** The object whose `N G obj` stands at `offset`; undefined where none does, or another one than is expected. */
  #at(offset: number, expected: number | undefined): Kept | undefined {
    for (let length = FIRST_PIECE; ; length *= 8) {
      const whole = offset + length >= this.source.size || length >= LONGEST_OBJECT;
      const lexer = new Lexer(this.source.read(offset, length));
      const number = lexer.token();
      const generation = lexer.token();
      const word = lexer.token();
      const begins = word instanceof Keyword && word.word === 'obj' && typeof generation === 'number';
      if (!begins || typeof number !== 'number' || (expected !== undefined && number !== expected)) return undefined;
      const object = lexer.object(this.resolve, number);
      const body = lexer.at;
      const after = lexer.token();
      // What touches the end of the piece may go on behind it.
      if (!whole && lexer.at + 16 >= lexer.bytes.length) continue;
      return { object: this.#finish(object, after, offset, body, lexer, number), cost: body };
    }
  }

  #finish(
    object: PdfObject | Keyword | typeof END,
    after: unknown,
    offset: number,
    body: number,
    lexer: Lexer,
    number: number,
  ): PdfObject {
    const place = { object: number };
    if (object === END || object instanceof Keyword) {
      if (object === END || object.word !== 'endobj') this.report('pdf-syntax', 'the object has no value', place);
      return null;
    }
    if (lexer.damaged) this.report('pdf-syntax', 'the object is not well-formed', place);
    const word = after instanceof Keyword ? after.word : '';
    if (word === 'stream' && object instanceof Dict)
      return this.#stream(object, offset + lexer.at, lexer.bytes.subarray(lexer.at), number);
    if (word !== 'endobj')
      this.report('pdf-syntax', `the object does not end with endobj (at ${offset + body})`, place);
    return object;
  }

  /** Section 7.3.8: after `stream` stands one end of line, and after the data, by their length, `endstream`. */
  #stream(dict: Dict, afterWord: number, next: Uint8Array, number: number): Stream {
    const start = afterWord + (next[0] === 13 ? (next[1] === 10 ? 2 : 1) : next[0] === 10 ? 1 : 0);
    const stated = dict.number('Length');
    const ends = stated === undefined ? undefined : this.#endsAfter(start + stated);
    if (stated !== undefined && stated >= 0 && ends) {
      if (ends === 'endstream') this.report('pdf-syntax', 'the stream does not end with endobj', { object: number });
      return new Stream(dict, () => this.source.read(start, Math.min(stated, LONGEST_STREAM)));
    }
    this.report('pdf-syntax', `the stream is not of the length it states (${stated ?? 'none'})`, { object: number });
    let found: number | undefined;
    return new Stream(dict, () => {
      found ??= this.#endOfStream(start);
      return this.source.read(start, Math.min(found - start, LONGEST_STREAM));
    });
  }

  #endsAfter(at: number): 'endobj' | 'endstream' | undefined {
    const tail = latin1(this.source.read(at, 40));
    if (/^\s*endstream\s+endobj\b/.test(tail)) return 'endobj';
    return /^\s*endstream\b/.test(tail) ? 'endstream' : undefined;
  }

  /** Where the data end by the next `endstream`, for streams without a true length. */
  #endOfStream(start: number): number {
    const step = 1 << 20;
    for (let at = start; at < Math.min(this.source.size, start + LONGEST_STREAM); at += step) {
      const found = Buffer.from(this.source.read(at, step + 16)).indexOf('endstream');
      if (found < 0) continue;
      const end = at + found;
      const [a, b] = this.source.read(end - 2, 2);
      return b === 10 && a === 13 ? end - 2 : isSpace(b) ? end - 1 : end;
    }
    return Math.min(this.source.size, start + LONGEST_STREAM);
  }

  #fromStream(number: number, stream: number, index: number): Kept {
    const opened = this.#open(stream);
    const [inner, start] = opened?.header[index] ?? [];
    if (!opened || inner !== number || start === undefined) {
      this.report('pdf-xref', `object ${number} is not in object stream ${stream}`);
      return { object: null, cost: 0 };
    }
    const lexer = new Lexer(opened.bytes, start);
    const object = lexer.object(this.resolve, number);
    if (lexer.damaged || object === END || object instanceof Keyword)
      this.report('pdf-syntax', 'the object is not well-formed', { object: number });
    const sound = object !== END && !(object instanceof Keyword);
    return { object: sound ? object : null, cost: lexer.at - start };
  }

  #open(number: number): OpenedStream | undefined {
    const known = this.#opened.get(number);
    if (known) return known;
    const stream = this.offsetOf(number) === undefined ? null : this.get(number);
    if (!(stream instanceof Stream)) return undefined;
    const decoded = decodeStream(stream);
    const { bytes } = decoded;
    const loss = lossOf(decoded);
    if (loss) this.report('pdf-syntax', `an object stream cannot be read whole: ${loss}`, { object: number });
    const opened = { bytes, header: headerOf(stream, bytes) };
    this.#opened.set(number, opened);
    return opened;
  }
}

interface OpenedStream {
  readonly bytes: Uint8Array;
  readonly header: ReturnType<typeof headerOf>;
}
