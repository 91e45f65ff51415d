import type { CffIndex } from './cff.ts';

/** Subroutines that charstrings call, by index. */
export interface UsedSubrs {
  readonly global: Set<number>;
  readonly local: Set<number>;
}

export type CharStringKind = 'plain' | 'composed' | 'unknown';

/** Subroutines call each other at most this deep (Adobe Technical Note 5177, appendix B). */
const MOST_DEPTH = 10;
/** Far more than any glyph takes; a font made to keep us busy takes more. */
const MOST_STEPS = 100_000;

/**
 * Adds to `used` every subroutine that a Type 2 charstring calls, itself or through others (Adobe Technical Note 5177).
 * `unknown`: the charstring computes what it calls, or is damaged, so that any may be called. `composed`: it names two
 * other glyphs that it is made of (appendix C).
 */
export function findSubrs(
  charString: Uint8Array,
  global: CffIndex,
  local: CffIndex | undefined,
  used: UsedSubrs,
): CharStringKind {
  /** Numbers on the stack, and stem hints so far, whose count says how long a mask is. */
  let stack: number[] = [];
  let stems = 0;
  let steps = 0;
  const run = (code: Uint8Array, depth: number): CharStringKind | undefined => {
    for (let at = 0; at < code.length; ) {
      if (++steps > MOST_STEPS) return 'unknown';
      const first = code[at++]!;
      if (first === 28) {
        stack.push(((code[at]! << 24) | (code[at + 1]! << 16)) >> 16);
        at += 2;
      } else if (first === 255) {
        stack.push(Number.NaN);
        at += 4;
      } else if (first >= 247) {
        const low = code[at++]!;
        stack.push(first < 251 ? (first - 247) * 256 + low + 108 : -(first - 251) * 256 - low - 108);
      } else if (first >= 32) stack.push(first - 139);
      else if (first === CALLSUBR || first === CALLGSUBR) {
        const [list, seen] = first === CALLSUBR ? [local, used.local] : [global, used.global];
        const index = (stack.pop() ?? Number.NaN) + bias(list?.length ?? 0);
        const subr = list?.get(index);
        if (!subr || depth === MOST_DEPTH) return 'unknown';
        seen.add(index);
        const ended = run(subr, depth + 1);
        if (ended) return ended;
      } else if (first === RETURN) return undefined;
      else if (first === ENDCHAR) return stack.length >= 4 ? 'composed' : 'plain';
      else if (first === ESCAPE) {
        // Flex takes coordinates only; what computes with the stack is not followed.
        const second = code[at++]!;
        if (second < 34 || second > 37) return 'unknown';
        stack = [];
      } else {
        if (STEMS.has(first)) stems += stack.length >> 1;
        if (MASKS.has(first)) at += Math.ceil(stems / 8);
        stack = [];
      }
    }
    return undefined;
  };
  return run(charString, 0) ?? 'plain';
}

const CALLSUBR = 10;
const RETURN = 11;
const ESCAPE = 12;
const ENDCHAR = 14;
const CALLGSUBR = 29;
const MASKS = new Set([19, 20]);
/** hstem, vstem, hstemhm, vstemhm, and the masks, before which vstem may be left out. */
const STEMS = new Set([1, 3, 18, 23, 19, 20]);

/** What is added to the operand of a call (section 4.7). */
const bias = (count: number): number => (count < 1240 ? 107 : count < 33900 ? 1131 : 32768);
