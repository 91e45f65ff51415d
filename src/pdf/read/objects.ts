/** The objects of ISO 32000-1 section 7.3 as they are read. Null, booleans, numbers and arrays are those of JavaScript. */
export type PdfObject = null | boolean | number | Name | PdfString | Ref | Dict | readonly PdfObject[];

export class Name {
  /** One character for each byte, #xx resolved. */
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** An indirect reference. */
export class Ref {
  readonly number: number;
  readonly generation: number;
  constructor(number: number, generation: number) {
    this.number = number;
    this.generation = generation;
  }
}

export class PdfString {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  /** As a text string (section 7.9.2.2): UTF-16BE or UTF-8 with a byte order mark, else PDFDocEncoding. */
  get text(): string {
    return decodeText(this.bytes);
  }
}

/** Follows references; what does not exist is null (section 7.3.10). */
export type Resolver = (object: PdfObject) => PdfObject;

/** A dictionary. The getters follow references and give undefined for what is missing or of another type. */
export class Dict {
  readonly entries: ReadonlyMap<string, PdfObject>;
  readonly resolve: Resolver;
  /** The indirect object this is, or lies in. */
  readonly object: number | undefined;

  constructor(entries: ReadonlyMap<string, PdfObject>, resolve: Resolver, object?: number) {
    this.entries = entries;
    this.resolve = resolve;
    this.object = object;
  }

  has(key: string): boolean {
    return this.get(key) !== null;
  }
  get(key: string): PdfObject {
    const value = this.entries.get(key);
    return value === undefined ? null : value instanceof Ref ? this.resolve(value) : value;
  }
  /** The number of the object that the entry refers to. */
  refersTo(key: string): number | undefined {
    const value = this.entries.get(key);
    return value instanceof Ref ? value.number : undefined;
  }
  name(key: string): string | undefined {
    const value = this.get(key);
    return value instanceof Name ? value.value : undefined;
  }
  number(key: string): number | undefined {
    const value = this.get(key);
    return typeof value === 'number' ? value : undefined;
  }
  boolean(key: string): boolean | undefined {
    const value = this.get(key);
    return typeof value === 'boolean' ? value : undefined;
  }
  text(key: string): string | undefined {
    const value = this.get(key);
    return value instanceof PdfString ? value.text : undefined;
  }
  /** A dictionary or a stream. */
  dict(key: string): Dict | undefined {
    const value = this.get(key);
    return value instanceof Dict ? value : undefined;
  }
  stream(key: string): Stream | undefined {
    const value = this.get(key);
    return value instanceof Stream ? value : undefined;
  }
  /** An array, its elements resolved. */
  array(key: string): readonly PdfObject[] | undefined {
    const value = this.get(key);
    return isArray(value) ? value.map(this.resolve) : undefined;
  }
  /** An array of numbers; undefined where anything else is in it. */
  numbers(key: string): readonly number[] | undefined {
    const value = this.array(key);
    return value?.every((one) => typeof one === 'number') ? (value as readonly number[]) : undefined;
  }
  /** One dictionary, or an array of them. */
  dicts(key: string): readonly Dict[] {
    const value = this.get(key);
    const list = isArray(value) ? value.map(this.resolve) : [value];
    return list.filter((one) => one instanceof Dict);
  }
}

/** A stream: its dictionary and the bytes as they stand in the file. */
export class Stream extends Dict {
  readonly raw: () => Uint8Array;
  constructor(dict: Dict, raw: () => Uint8Array) {
    super(dict.entries, dict.resolve, dict.object);
    this.raw = raw;
  }
}

export const isArray = (value: unknown): value is readonly PdfObject[] => Array.isArray(value);

export const nameOf = (value: PdfObject | undefined): string | undefined =>
  value instanceof Name ? value.value : undefined;

/** PDFDocEncoding where it is not Latin-1 (ISO 32000-1 annex D.2), from 0x18 and from 0x80. */
const LOW = '\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc';
const HIGH =
  '\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac';

export function decodeText(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder().decode(bytes);
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x18 && byte < 0x20) text += LOW[byte - 0x18];
    else if (byte >= 0x80 && byte <= 0xa0) text += HIGH[byte - 0x80];
    else text += String.fromCharCode(byte);
  }
  return text;
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
