import { BC, bracketOf } from './unicode/classes.ts';

// biome-ignore format: names of classes
const { L, R, AL, EN, ES, ET, AN, CS, NSM, B, S, WS, ON, LRI, RLI, FSI, PDI } = BC;

/** One isolating run sequence (UAX #9 definition BD13). */
export interface Sequence {
  /** Its characters in order, relative to `offset`. */
  readonly indices: readonly number[];
  readonly text: string;
  /** Where the paragraph starts in `text` and `original`. */
  readonly offset: number;
  /** Classes of the paragraph after overrides. */
  readonly classes: Uint8Array;
  /** Classes of the whole text before overrides. */
  readonly original: Uint8Array;
  /** Explicit levels of the paragraph; the resolved ones are written over them. */
  readonly levels: Uint8Array;
  readonly level: number;
  /** Class at the start and end of the sequence, L or R (rule X10). */
  readonly sos: number;
  readonly eos: number;
}

/** Rules W1 to W7, N0 to N2, I1 and I2. */
export function resolveSequence(sequence: Sequence): void {
  const types = Uint8Array.from(sequence.indices, (i) => sequence.classes[i]!);
  weak(types, sequence.sos);
  brackets(types, sequence);
  neutrals(types, sequence);
  const { level } = sequence;
  sequence.indices.forEach((i, k) => {
    const type = types[k]!;
    // I1 and I2.
    if (level & 1) sequence.levels[i] = type === R ? level : level + 1;
    else sequence.levels[i] = type === R ? level + 1 : type === L ? level : level + 2;
  });
}

function weak(types: Uint8Array, sos: number): void {
  const count = types.length;
  let previous = sos;
  let strong = sos;
  for (let k = 0; k < count; k++) {
    // W1
    if (types[k] === NSM) types[k] = previous === LRI || previous === RLI || previous === FSI || previous === PDI ? ON : previous; // biome-ignore format: one rule
    const type = types[k]!;
    previous = type;
    // W2, W3
    if (type === L || type === R || type === AL) strong = type;
    if (type === EN && strong === AL) types[k] = AN;
  }
  for (let k = 0; k < count; k++) if (types[k] === AL) types[k] = R;
  // W4
  for (let k = 1; k + 1 < count; k++) {
    const [before, type, after] = [types[k - 1], types[k], types[k + 1]];
    if (before !== after) continue;
    if (type === ES && before === EN) types[k] = EN;
    else if (type === CS && (before === EN || before === AN)) types[k] = before;
  }
  // W5, W6
  for (let k = 0; k < count; ) {
    if (types[k] !== ET) {
      if (types[k] === ES || types[k] === CS) types[k] = ON;
      k++;
      continue;
    }
    let end = k;
    while (end < count && types[end] === ET) end++;
    const joins = (k > 0 && types[k - 1] === EN) || (end < count && types[end] === EN);
    types.fill(joins ? EN : ON, k, end);
    k = end;
  }
  // W7
  strong = sos;
  for (let k = 0; k < count; k++) {
    const type = types[k]!;
    if (type === L || type === R) strong = type;
    else if (type === EN && strong === L) types[k] = L;
  }
}

/** Numbers count as R (N0, N1). */
const strongOf = (type: number): number => (type === L ? L : type === R || type === EN || type === AN ? R : 255);

/** Rule N0: both brackets of a pair take one direction. */
function brackets(types: Uint8Array, sequence: Sequence): void {
  const embedding = sequence.level & 1 ? R : L;
  let seen = 0;
  let context = sequence.sos;
  for (const [open, close] of bracketPairs(types, sequence)) {
    // Pairs come in the order of their openings, so that all before one is settled.
    for (; seen < open; seen++) {
      const strong = strongOf(types[seen]!);
      if (strong !== 255) context = strong;
    }
    let inside = 255;
    for (let k = open + 1; k < close && inside !== embedding; k++) {
      const strong = strongOf(types[k]!);
      if (strong !== 255) inside = strong;
    }
    if (inside === 255) continue;
    const direction = inside === embedding || context === inside ? inside : embedding;
    for (const k of [open, close]) {
      types[k] = direction;
      for (let n = k + 1; n < types.length && originalOf(sequence, n) === NSM; n++) types[n] = direction;
    }
  }
}

const originalOf = (sequence: Sequence, k: number): number =>
  sequence.original[sequence.offset + sequence.indices[k]!]!;

/** Most brackets open at once (BD16). */
const MOST_OPEN = 63;

/** Pairs of brackets as positions in the sequence, by their openings (BD16). */
function bracketPairs(types: Uint8Array, sequence: Sequence): [number, number][] {
  const open: { readonly pair: number; readonly at: number }[] = [];
  const pairs: [number, number][] = [];
  for (let k = 0; k < types.length; k++) {
    if (types[k] !== ON) continue;
    const bracket = bracketOf(sequence.text.codePointAt(sequence.offset + sequence.indices[k]!)!);
    if (!bracket) continue;
    if (bracket.opens) {
      if (open.length === MOST_OPEN) break;
      open.push({ pair: bracket.pair, at: k });
      continue;
    }
    const match = open.findLastIndex(({ pair }) => pair === bracket.pair);
    if (match < 0) continue;
    pairs.push([open[match]!.at, k]);
    open.length = match;
  }
  return pairs.sort((a, b) => a[0] - b[0]);
}

const isNeutral = (type: number): boolean =>
  type === ON ||
  type === WS ||
  type === S ||
  type === B ||
  type === PDI ||
  type === LRI ||
  type === RLI ||
  type === FSI;

/** Rules N1 and N2. */
function neutrals(types: Uint8Array, { level, sos, eos }: Sequence): void {
  const embedding = level & 1 ? R : L;
  for (let k = 0; k < types.length; ) {
    if (!isNeutral(types[k]!)) {
      k++;
      continue;
    }
    let end = k;
    while (end < types.length && isNeutral(types[end]!)) end++;
    const before = k > 0 ? strongOf(types[k - 1]!) : sos;
    const after = end < types.length ? strongOf(types[end]!) : eos;
    types.fill(before === after ? before : embedding, k, end);
    k = end;
  }
}
