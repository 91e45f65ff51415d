import { LB } from './unicode/classes.ts';

// biome-ignore format: names of rules
const {
  AL, BK, CR, LF, NL, CM, ZWJ, SP, ZW, WJ, GL, B2, BA, BB, HY, CB, CL, CP, CP_EA, EX, IN, NS, CJ, OP, OP_EA, QU, IS, NU,
  PO, PR, SY, SA, EB, EM, H2, H3, HL, ID, ID_CN, JL, JV, JT, RI,
} = LB;

const set = (...members: number[]): Uint8Array => {
  const flags = new Uint8Array(256);
  for (const member of members) flags[member] = 1;
  return flags;
};

const HARD = set(BK, CR, LF, NL);
/** What a combining mark does not attach to (LB9). */
const NO_BASE = set(BK, CR, LF, NL, SP, ZW);
const LETTER = set(AL, HL);
const OPENS = set(OP, OP_EA);
const CLOSES = set(CL, CP, CP_EA);
const AFFIX = set(PR, PO);
const INFIX = set(NU, SY, IS);
const IDEOGRAPH = set(ID, ID_CN, EB, EM);
const HANGUL = set(JL, JV, JT, H2, H3);
const HYPHENS = set(HY, BA);
const NEVER_BEFORE = set(CL, CP, CP_EA, EX, IS, SY);
const NEVER_AFTER_UNLESS_SPACE = set(BA, HY, SP);

/** Whether a line may not (0), may (1) or must (2) end at a place. */
type Verdict = 0 | 1 | 2;

/**
 * Where lines may (1) and must (2) end, by UTF-16 offset (UAX #14 revision 50, Unicode 15.0, with numbers as in its
 * section 8.2, example 7, which the conformance file uses). `classes` are those of `lineClasses`, perhaps tailored; SA
 * counts as AL and CJ as NS. The end of the text is left 0.
 */
export function lineBreakOpportunities(text: string, classes: Uint8Array): Uint8Array {
  const breaks = new Uint8Array(text.length + 1);
  const scan = new Scan(text, classes);
  for (let k = 1; k < scan.count; k++) breaks[scan.offsets[k]!] = scan.verdict(k);
  return breaks;
}

/** The text as bases, each with the marks that attach to it (LB9, LB10), and what the rules look back for. */
class Scan {
  count = 0;
  readonly offsets: Uint32Array;
  readonly #classes: Uint8Array;
  /** 1 where a ZWJ is the last mark of a base. */
  readonly #joined: Uint8Array;
  /** 1 where NU (NU|SY|IS)* ends at a base, 2 where a closing bracket follows that. */
  readonly #number: Uint8Array;
  /** 1 where an odd number of regional indicators ends. */
  readonly #odd: Uint8Array;
  /** The last base that is not a space. */
  #solid = -1;
  #solidAt = -1;

  constructor(text: string, classes: Uint8Array) {
    const { length } = text;
    this.offsets = new Uint32Array(length);
    this.#classes = new Uint8Array(length + 1);
    this.#joined = new Uint8Array(length);
    this.#number = new Uint8Array(length);
    this.#odd = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      const own = classes[i]!;
      const wide = (text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
      this.#add(own === SA ? AL : own === CJ ? NS : own, i);
      if (wide) i++;
    }
    this.#classes[this.count] = 255;
  }

  #add(own: number, offset: number): void {
    const k = this.count;
    const last = k > 0 ? this.#classes[k - 1]! : SP;
    const mark = own === CM || own === ZWJ;
    if (mark && k > 0 && !NO_BASE[last]) {
      this.#joined[k - 1] = own === ZWJ ? 1 : 0;
      return;
    }
    const current = mark ? AL : own;
    this.#classes[k] = current;
    this.#joined[k] = own === ZWJ ? 1 : 0;
    this.offsets[k] = offset;
    const number = k > 0 ? this.#number[k - 1]! : 0;
    if (current === NU || (number === 1 && INFIX[current])) this.#number[k] = 1;
    else if (number === 1 && CLOSES[current]) this.#number[k] = 2;
    if (current === RI) this.#odd[k] = k > 0 && this.#odd[k - 1] ? 0 : 1;
    this.count++;
  }

  /** The class of the last base before `k` that is no space; 255 at the start. Asked for in ascending order. */
  #beforeSpaces(k: number): number {
    for (; this.#solidAt < k - 1; this.#solidAt++)
      if (this.#classes[this.#solidAt + 1] !== SP) this.#solid = this.#solidAt + 1;
    return this.#solid < 0 ? 255 : this.#classes[this.#solid]!;
  }

  /** Whether a line may end before base `k`. */
  verdict(k: number): Verdict {
    const a = this.#classes[k - 1]!;
    const b = this.#classes[k]!;
    const solid = this.#beforeSpaces(k);
    if (a === CR && b === LF) return 0; // LB5
    if (HARD[a]) return 2; // LB4, LB5
    if (HARD[b] || b === SP || b === ZW) return 0; // LB6, LB7
    if (solid === ZW) return 1; // LB8
    if (this.#joined[k - 1]) return 0; // LB8a
    if (a === WJ || b === WJ || a === GL) return 0; // LB11, LB12
    if (b === GL && !NEVER_AFTER_UNLESS_SPACE[a]) return 0; // LB12a
    if (NEVER_BEFORE[b] || OPENS[solid]) return 0; // LB13, LB14
    if (solid === QU && OPENS[b]) return 0; // LB15
    if (CLOSES[solid] && b === NS) return 0; // LB16
    if (solid === B2 && b === B2) return 0; // LB17
    if (a === SP) return 1; // LB18
    if (a === QU || b === QU) return 0; // LB19
    if (a === CB || b === CB) return 1; // LB20
    return this.#betweenBases(a, b, k) ? 0 : 1;
  }

  /** Rules LB21 to LB30b: whether two bases hold together. */
  #betweenBases(a: number, b: number, k: number): boolean {
    if (b === BA || b === HY || b === NS || a === BB || b === IN) return true; // LB21, LB22
    if (k > 1 && this.#classes[k - 2] === HL && HYPHENS[a]) return true; // LB21a
    if (a === SY && b === HL) return true; // LB21b
    if ((LETTER[a] && b === NU) || (a === NU && LETTER[b])) return true; // LB23
    if ((a === PR && IDEOGRAPH[b]) || (IDEOGRAPH[a] && b === PO)) return true; // LB23a
    if ((AFFIX[a] && LETTER[b]) || (LETTER[a] && AFFIX[b])) return true; // LB24
    if (this.#inNumber(a, b, k)) return true; // LB25
    if (HANGUL[a] && HANGUL[b] && inSyllable(a, b)) return true; // LB26
    if ((HANGUL[a] && b === PO) || (a === PR && HANGUL[b])) return true; // LB27
    if (LETTER[a] && LETTER[b]) return true; // LB28
    if (a === IS && LETTER[b]) return true; // LB29
    if ((LETTER[a] || a === NU) && b === OP) return true; // LB30
    if (a === CP && (LETTER[b] || b === NU)) return true; // LB30
    if (a === RI && b === RI && this.#odd[k - 1]) return true; // LB30a
    return b === EM && (a === EB || a === ID_CN); // LB30b
  }

  #inNumber(a: number, b: number, k: number): boolean {
    const number = this.#number[k - 1]!;
    if (number === 1 && (INFIX[b] || AFFIX[b])) return true;
    if (number === 2 && AFFIX[b]) return true;
    if (b === NU) return Boolean(AFFIX[a] || OPENS[a] || a === HY);
    return Boolean(AFFIX[a] && (OPENS[b] || b === HY) && this.#classes[k + 1] === NU);
  }
}

/** LB26: a Hangul syllable holds together. */
function inSyllable(a: number, b: number): boolean {
  if (a === JL) return b === JL || b === JV || b === H2 || b === H3;
  if (a === JV || a === H2) return b === JV || b === JT;
  return b === JT;
}
