import { BIDI_CLASSES, BIDI_RUNS, BRACKET_PAIRS, LINE_CLASSES, LINE_RUNS, RUN_DIGITS } from './data.ts';

export type LineClass = (typeof LINE_CLASSES)[number];
export type BidiClass = (typeof BIDI_CLASSES)[number];

type Numbers<Name extends string> = { readonly [K in Name]: number };

const numbers = <Name extends string>(names: readonly Name[]): Numbers<Name> =>
  Object.fromEntries(names.map((name, i) => [name, i])) as Numbers<Name>;

/** Line_Break classes by name, as `lineClasses` numbers them. */
export const LB = numbers<LineClass>(LINE_CLASSES);
/** Bidi_Class values by name, as `bidiClasses` numbers them. */
export const BC = numbers<BidiClass>(BIDI_CLASSES);

/** Code points up to here stand in a table, those above in few long runs. */
const TABLE = 0x20000;

class Property {
  readonly #encoded: string;
  #table: Uint8Array | undefined;
  readonly #starts: number[] = [];
  readonly #values: number[] = [];

  constructor(encoded: string) {
    this.#encoded = encoded;
  }

  #of(codePoint: number): number {
    this.#table ??= this.#decode();
    if (codePoint < TABLE) return this.#table[codePoint]!;
    let i = this.#starts.length - 1;
    while (i > 0 && this.#starts[i]! > codePoint) i--;
    return this.#values[i]!;
  }

  /** By UTF-16 unit; the second half of a surrogate pair has the value `second`, or that of the first. */
  over(text: string, second: number | undefined): Uint8Array {
    const values = new Uint8Array(text.length);
    this.#table ??= this.#decode();
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      values[i] = this.#table[unit]!;
      if ((unit & 0xfc00) !== 0xd800) continue;
      const codePoint = text.codePointAt(i)!;
      values[i] = this.#of(codePoint);
      if (codePoint > 0xffff) values[++i] = second ?? values[i - 1]!;
    }
    return values;
  }

  #decode(): Uint8Array {
    const table = new Uint8Array(TABLE);
    let from = 0;
    for (const [, letter, digits] of this.#encoded.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
      let length = 0;
      for (const digit of digits!) length = length * RUN_DIGITS.length + RUN_DIGITS.indexOf(digit);
      const code = letter!.charCodeAt(0);
      const value = code >= 97 ? code - 97 + 26 : code - 65;
      const to = from + (digits ? length : 1);
      table.fill(value, from, to);
      if (to > TABLE) {
        this.#starts.push(from);
        this.#values.push(value);
      }
      from = to;
    }
    return table;
  }
}

const lineBreak = new Property(LINE_RUNS);
const bidiClass = new Property(BIDI_RUNS);

/**
 * Line_Break classes by UTF-16 unit (UAX #14 after rule LB1, but for SA and CJ, which go by language and style). The
 * second half of a surrogate pair has the class of the first.
 */
export const lineClasses = (text: string): Uint8Array => lineBreak.over(text, undefined);

/** Bidi_Class by UTF-16 unit; the second half of a surrogate pair counts as BN. */
export const bidiClasses = (text: string): Uint8Array => bidiClass.over(text, BC.BN);

/** What a bracket pairs with (UAX #9 definitions BD14 to BD16): itself in canonical form, and which side it is. */
export interface Bracket {
  /** The closing bracket that makes the pair, canonical equivalents being one. */
  readonly pair: number;
  readonly opens: boolean;
}

let brackets: Map<number, Bracket> | undefined;

/** U+2329 and U+232A are canonically equal to U+3008 and U+3009. */
const ANGLE = new Map([[0x232a, 0x3009]]);

export function bracketOf(codePoint: number): Bracket | undefined {
  if (!brackets) {
    brackets = new Map();
    const points = Array.from(BRACKET_PAIRS, (character) => character.codePointAt(0)!);
    for (let i = 0; i < points.length; i += 2) {
      const [open, close] = [points[i]!, points[i + 1]!];
      const pair = ANGLE.get(close) ?? close;
      brackets.set(open, { pair, opens: true });
      brackets.set(close, { pair, opens: false });
    }
  }
  return brackets.get(codePoint);
}
