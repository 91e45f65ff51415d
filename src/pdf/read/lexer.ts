import { Dict, Name, type PdfObject, PdfString, Ref, type Resolver } from './objects.ts';

/** What is neither an object nor a delimiter: `obj`, `endobj`, `stream`, an operator. */
export class Keyword {
  readonly word: string;
  constructor(word: string) {
    this.word = word;
  }
}

export const END = Symbol('end');
type Mark = '[' | ']' | '<<' | '>>' | '{' | '}';
export type Token = null | boolean | number | Name | PdfString | Keyword | Mark | typeof END;

const REGULAR = 0;
const SPACE = 1;
const DELIMITER = 2;
const KIND = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) KIND[byte] = SPACE;
for (const c of '()<>[]{}/%') KIND[c.charCodeAt(0)] = DELIMITER;

export const isSpace = (byte: number | undefined): boolean => byte !== undefined && KIND[byte] === SPACE;

const DEEPEST = 200;

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Reads tokens and objects (ISO 32000-1 section 7.2 and 7.3) from bytes; takes anything and never throws. */
export class Lexer {
  readonly bytes: Uint8Array;
  at: number;
  /** Whether something was amiss: an unclosed string, a key that is no name, too deep nesting. */
  damaged = false;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  skipSpace(): void {
    const { bytes } = this;
    for (;;) {
      while (this.at < bytes.length && KIND[bytes[this.at]!] === SPACE) this.at++;
      if (bytes[this.at] !== 0x25) return;
      while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
    }
  }

  token(): Token {
    this.skipSpace();
    const { bytes } = this;
    if (this.at >= bytes.length) return END;
    const first = bytes[this.at]!;
    if (KIND[first] === REGULAR) return this.#regular(first);
    this.at++;
    switch (first) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literal();
      case 0x5b:
        return '[';
      case 0x5d:
        return ']';
      case 0x7b:
        return '{';
      case 0x7d:
        return '}';
      case 0x3c:
        if (bytes[this.at] !== 0x3c) return this.#hexadecimal();
        this.at++;
        return '<<';
      case 0x3e:
        if (bytes[this.at] !== 0x3e) break;
        this.at++;
        return '>>';
    }
    this.damaged = true;
    return new Keyword(String.fromCharCode(first));
  }

  /** The next object, or a keyword or the end where none begins. References are read only with a resolver. */
  object(resolve?: Resolver, owner?: number, depth = 0): PdfObject | Keyword | typeof END {
    return this.#from(this.token(), resolve, owner, depth);
  }

  #from(token: Token, resolve: Resolver | undefined, owner: number | undefined, depth: number) {
    if (token === '[') return this.#array(resolve, owner, depth + 1);
    if (token === '<<') return this.dictionary(resolve, owner, depth + 1);
    if (typeof token === 'number' && resolve) return this.#reference(token);
    if (typeof token !== 'string') return token;
    if (token !== '{' && token !== '}') this.damaged = true;
    return new Keyword(token);
  }

  #reference(number: number): number | Ref {
    const start = this.at;
    if (!Number.isInteger(number) || number < 0) return number;
    this.skipSpace();
    const digit = this.bytes[this.at];
    if (digit === undefined || digit < 48 || digit > 57) return this.#back(start, number);
    const generation = this.token();
    if (typeof generation !== 'number' || !Number.isInteger(generation)) return this.#back(start, number);
    this.skipSpace();
    const after = this.bytes[this.at + 1];
    if (this.bytes[this.at] !== 0x52 || (after !== undefined && KIND[after] === REGULAR))
      return this.#back(start, number);
    this.at++;
    return new Ref(number, generation);
  }

  #back(at: number, number: number): number {
    this.at = at;
    return number;
  }

  #array(resolve: Resolver | undefined, owner: number | undefined, depth: number): PdfObject {
    const items: PdfObject[] = [];
    for (;;) {
      const token = depth > DEEPEST ? END : this.token();
      if (token === ']') return items;
      const item: PdfObject | Keyword | typeof END = this.#from(token, resolve, owner, depth);
      if (item !== END && !(item instanceof Keyword)) items.push(item);
      else {
        this.damaged = true;
        if (item === END || ENDS.has(item.word)) return items;
      }
    }
  }

  /** After `<<`. Inline images have theirs between BI and ID. */
  dictionary(resolve?: Resolver, owner?: number, depth = 0, close: '>>' | 'ID' = '>>'): Dict {
    const entries = new Map<string, PdfObject>();
    const made = new Dict(entries, resolve ?? ((object) => object), owner);
    for (;;) {
      const key = depth > DEEPEST ? END : this.token();
      if (key === close || (key instanceof Keyword && key.word === close)) return made;
      if (key instanceof Name) {
        const start = this.at;
        const value = this.#value(resolve, owner, depth);
        if (value === undefined) this.at = start;
        else entries.set(key.value, value);
        continue;
      }
      this.damaged = true;
      if (key === END || (key instanceof Keyword && ENDS.has(key.word))) return made;
    }
  }

  #value(resolve: Resolver | undefined, owner: number | undefined, depth: number): PdfObject | undefined {
    const value = this.object(resolve, owner, depth);
    if (value !== END && !(value instanceof Keyword)) return value;
    this.damaged = true;
    return undefined;
  }

  #regular(first: number): Token {
    const { bytes } = this;
    const start = this.at;
    if ((first >= 48 && first <= 57) || first === 45 || first === 46 || first === 43) {
      const number = this.#number();
      if (number !== undefined) return number;
      this.at = start;
    }
    while (this.at < bytes.length && KIND[bytes[this.at]!] === REGULAR) this.at++;
    let word = '';
    for (let i = start; i < Math.min(this.at, start + 64); i++) word += String.fromCharCode(bytes[i]!);
    if (word === 'true') return true;
    if (word === 'false') return false;
    return word === 'null' ? null : new Keyword(word);
  }

  /** Undefined where the word that begins here is no number. */
  #number(): number | undefined {
    const { bytes } = this;
    let value = 0;
    let digits = 0;
    /** Those behind the point; -1 before it. */
    let decimals = -1;
    let negative = false;
    for (; this.at < bytes.length; this.at++) {
      const byte = bytes[this.at]!;
      if (byte >= 48 && byte <= 57) {
        digits++;
        if (decimals < 0) value = value * 10 + byte - 48;
        else if (decimals < 15) {
          value = value * 10 + byte - 48;
          decimals++;
        }
      } else if (byte === 46 && decimals < 0) decimals = 0;
      else if (byte === 45) negative = true;
      else if (byte !== 43 && KIND[byte] === REGULAR) return undefined;
      else if (byte !== 43) break;
    }
    if (!digits && decimals < 0) return undefined;
    // One division rounds once, so that 0.3 is what it is elsewhere.
    const number = decimals > 0 ? value / 10 ** decimals : value;
    return negative ? -number : number;
  }

  #name(): Name {
    const { bytes } = this;
    let value = '';
    while (this.at < bytes.length && KIND[bytes[this.at]!] === REGULAR) {
      let byte = bytes[this.at++]!;
      if (byte === 0x23) {
        const [high, low] = [hexDigit(bytes[this.at]), hexDigit(bytes[this.at + 1])];
        if (high >= 0 && low >= 0) {
          byte = high * 16 + low;
          this.at += 2;
        }
      }
      value += String.fromCharCode(byte);
    }
    return new Name(value);
  }

  #literal(): PdfString {
    const { bytes } = this;
    const out: number[] = [];
    for (let depth = 1; this.at < bytes.length; ) {
      let byte = bytes[this.at++]!;
      if (byte === 0x28) depth++;
      else if (byte === 0x29) {
        if (--depth === 0) return new PdfString(Uint8Array.from(out));
      } else if (byte === 13) {
        if (bytes[this.at] === 10) this.at++;
        byte = 10;
      } else if (byte === 0x5c) {
        const escaped = this.#escape();
        if (escaped === undefined) continue;
        byte = escaped;
      }
      out.push(byte);
    }
    this.damaged = true;
    return new PdfString(Uint8Array.from(out));
  }

  /** After a reverse solidus (table 3); undefined for the end of a line, which stands for nothing. */
  #escape(): number | undefined {
    const { bytes } = this;
    const byte = bytes[this.at++];
    if (byte === undefined) return undefined;
    if (byte >= 48 && byte <= 55) {
      let value = byte - 48;
      for (let i = 0; i < 2 && bytes[this.at]! >= 48 && bytes[this.at]! <= 55; i++)
        value = value * 8 + bytes[this.at++]! - 48;
      return value & 0xff;
    }
    if (byte === 13 && bytes[this.at] === 10) this.at++;
    if (byte === 10 || byte === 13) return undefined;
    return ESCAPES[byte] ?? byte;
  }

  #hexadecimal(): PdfString {
    const { bytes } = this;
    const digits: number[] = [];
    for (;;) {
      const byte = bytes[this.at++];
      if (byte === undefined || byte === 0x3e) {
        if (byte === undefined) this.damaged = true;
        break;
      }
      const digit = hexDigit(byte);
      if (digit >= 0) digits.push(digit);
      else if (KIND[byte] !== SPACE) this.damaged = true;
    }
    const out = new Uint8Array(Math.ceil(digits.length / 2));
    for (const [i, digit] of digits.entries()) out[i >> 1]! |= i & 1 ? digit : digit << 4;
    return new PdfString(out);
  }
}

/** Words at which an array or dictionary that is not closed ends all the same. */
const ENDS: ReadonlySet<string> = new Set(['endobj', 'obj', 'stream', 'endstream', 'xref', 'trailer', 'startxref']);

const ESCAPES: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };
