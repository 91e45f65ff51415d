import { BIDI_CLASSES, BIDI_RUNS, BRACKET_PAIRS, LINE_CLASSES, LINE_RUNS, RUN_DIGITS } from './data.ts';

export type LineClass = (typeof LINE_CLASSES)[number];
export type BidiClass = (typeof BIDI_CLASSES)[number];

type Numbers<Name extends string> = { readonly [K in Name]: number };

const numbers = <Name extends string>(names: readonly Name[]): Numbers<Name> =>
  Object.fromEntries(names.map((name, i) => [name, i])) as Numbers<Name>;

/** Line_Break classes by name, as `lineClassOf` numbers them. */
export const LB = numbers<LineClass>(LINE_CLASSES);
/** Bidi_Class values by name, as `bidiClassOf` numbers them. */
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

  /** The values of the code points below `TABLE`, decoded on first use. */
  get table(): Uint8Array {
    this.#table ??= this.#decode();
    return this.#table;
  }

  of(codePoint: number): number {
    if (codePoint < TABLE) return this.table[codePoint]!;
    let i = this.#starts.length - 1;
    while (i > 0 && this.#starts[i]! > codePoint) i--;
    return this.#values[i]!;
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

/** Line_Break class of a code point (UAX #14 after rule LB1, but for SA and CJ). */
export const lineClassOf = (codePoint: number): number => lineBreak.of(codePoint);

/** Line_Break classes of the code points below U+20000. */
export const lineClassTable = (): Uint8Array => lineBreak.table;

/** Bidi_Class values of the code points below U+20000 (UAX #9 section 3.2). */
export const bidiClassTable = (): Uint8Array => bidiClass.table;

/** Bidi_Class of a code point. */
export const bidiClassOf = (codePoint: number): number => bidiClass.of(codePoint);

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
