import type { Path, PathCommand } from '../../base/geometry.ts';
import type { CffFont } from './cff.ts';

/** Subroutines call each other at most this deep, and no glyph takes more steps (Adobe Technical Note 5177). */
const MOST_DEPTH = 10;
const MOST_STEPS = 100_000;

/** The outline that a Type 2 charstring draws (Adobe Technical Note 5177 section 4), as far as it can be followed. */
export function charStringPath(font: CffFont, glyph: number): Path {
  const code = font.charStrings.get(glyph);
  if (!code) return [];
  const dict = font.fontDicts[font.fontDictOf(glyph)];
  const pen = new Pen();
  new Interpreter(font, dict?.private.subrs, pen).run(code, 0);
  return pen.finish();
}

class Pen {
  readonly #path: PathCommand[] = [];
  #x = 0;
  #y = 0;
  #open = false;

  move(dx: number, dy: number): void {
    this.#close();
    this.#x += dx;
    this.#y += dy;
    this.#path.push(['M', this.#x, this.#y]);
    this.#open = true;
  }

  line(dx: number, dy: number): void {
    this.#x += dx;
    this.#y += dy;
    this.#path.push(['L', this.#x, this.#y]);
  }

  curve(dx1: number, dy1: number, dx2: number, dy2: number, dx3: number, dy3: number): void {
    const [x1, y1] = [this.#x + dx1, this.#y + dy1];
    const [x2, y2] = [x1 + dx2, y1 + dy2];
    [this.#x, this.#y] = [x2 + dx3, y2 + dy3];
    this.#path.push(['C', x1, y1, x2, y2, this.#x, this.#y]);
  }

  finish(): Path {
    this.#close();
    const sound = this.#path.every(([, ...at]) => at.every(Number.isFinite));
    return sound ? this.#path : [];
  }

  #close(): void {
    if (this.#open) this.#path.push(['Z']);
    this.#open = false;
  }
}

class Interpreter {
  readonly #font: CffFont;
  readonly #local: CffFont['globalSubrs'] | undefined;
  readonly #pen: Pen;
  #stack: number[] = [];
  #stems = 0;
  #steps = 0;

  constructor(font: CffFont, local: CffFont['globalSubrs'] | undefined, pen: Pen) {
    this.#font = font;
    this.#local = local;
    this.#pen = pen;
  }

  /** True where the glyph has ended. */
  run(code: Uint8Array, depth: number): boolean {
    for (let at = 0; at < code.length; ) {
      if (++this.#steps > MOST_STEPS) return true;
      const first = code[at++]!;
      if (first === 28) {
        this.#stack.push(((code[at]! << 24) | (code[at + 1]! << 16)) >> 16);
        at += 2;
      } else if (first === 255) {
        const value = (code[at]! << 24) | (code[at + 1]! << 16) | (code[at + 2]! << 8) | code[at + 3]!;
        this.#stack.push(value / 65536);
        at += 4;
      } else if (first >= 247) {
        const low = code[at++]!;
        this.#stack.push(first < 251 ? (first - 247) * 256 + low + 108 : -(first - 251) * 256 - low - 108);
      } else if (first >= 32) this.#stack.push(first - 139);
      else if (first === 10 || first === 29) {
        const list = first === 10 ? this.#local : this.#font.globalSubrs;
        const length = list?.length ?? 0;
        const bias = length < 1240 ? 107 : length < 33900 ? 1131 : 32768;
        const subr = list?.get((this.#stack.pop() ?? Number.NaN) + bias);
        if (!subr || depth === MOST_DEPTH || this.run(subr, depth + 1)) return true;
      } else if (first === 11) return false;
      else if (first === 14) return true;
      else if (first === 12) {
        this.#flex(code[at++]!);
        this.#stack = [];
      } else {
        if (STEMS.has(first)) this.#stems += this.#stack.length >> 1;
        if (first === 19 || first === 20) {
          at += (this.#stems + 7) >> 3;
        } else this.#draw(first);
        this.#stack = [];
      }
    }
    return false;
  }

  #draw(operator: number): void {
    const s = this.#stack;
    const pen = this.#pen;
    const take = (i: number): [number, number, number, number, number, number] =>
      s.slice(i, i + 6) as [number, number, number, number, number, number];
    switch (operator) {
      case 21:
        pen.move(s.at(-2) ?? 0, s.at(-1) ?? 0);
        break;
      case 22:
        pen.move(s.at(-1) ?? 0, 0);
        break;
      case 4:
        pen.move(0, s.at(-1) ?? 0);
        break;
      case 5:
        for (let i = 0; i + 1 < s.length; i += 2) pen.line(s[i]!, s[i + 1]!);
        break;
      case 6:
      case 7:
        for (let i = 0; i < s.length; i++) {
          if ((operator === 6) === (i % 2 === 0)) pen.line(s[i]!, 0);
          else pen.line(0, s[i]!);
        }
        break;
      case 8:
      case 24: {
        let i = 0;
        for (; i + 5 < s.length; i += 6) pen.curve(...take(i));
        if (operator === 24) pen.line(s[i] ?? 0, s[i + 1] ?? 0);
        break;
      }
      case 25: {
        let i = 0;
        for (; i + 7 < s.length; i += 2) pen.line(s[i]!, s[i + 1]!);
        pen.curve(...take(i));
        break;
      }
      case 26:
      case 27: {
        // Tangents run along one axis; an odd first number bends the first curve.
        let i = s.length % 4;
        let bend = i ? s[0]! : 0;
        for (; i + 3 < s.length; i += 4) {
          const [a, b, c, d] = s.slice(i, i + 4) as [number, number, number, number];
          if (operator === 26) pen.curve(bend, a, b, c, 0, d);
          else pen.curve(a, bend, b, c, d, 0);
          bend = 0;
        }
        break;
      }
      case 30:
      case 31: {
        let across = operator === 31;
        for (let i = 0; i + 3 < s.length; i += 4) {
          const [a, b, c, d] = s.slice(i, i + 4) as [number, number, number, number];
          const last = s.length - i === 5 ? s[i + 4]! : 0;
          if (across) pen.curve(a, 0, b, c, last, d);
          else pen.curve(0, a, b, c, d, last);
          across = !across;
        }
        break;
      }
      default:
    }
  }

  #flex(operator: number): void {
    const s = this.#stack.map((value) => value || 0);
    const n = (i: number): number => s[i] ?? 0;
    const pen = this.#pen;
    if (operator === 35) {
      pen.curve(n(0), n(1), n(2), n(3), n(4), n(5));
      pen.curve(n(6), n(7), n(8), n(9), n(10), n(11));
    } else if (operator === 34) {
      pen.curve(n(0), 0, n(1), n(2), n(3), 0);
      pen.curve(n(4), 0, n(5), -n(2), n(6), 0);
    } else if (operator === 36) {
      pen.curve(n(0), n(1), n(2), n(3), n(4), 0);
      pen.curve(n(5), 0, n(6), n(7), n(8), -(n(1) + n(3) + n(7)));
    } else if (operator === 37) {
      const [dx, dy] = [n(0) + n(2) + n(4) + n(6) + n(8), n(1) + n(3) + n(5) + n(7) + n(9)];
      const flat = Math.abs(dx) > Math.abs(dy);
      pen.curve(n(0), n(1), n(2), n(3), n(4), n(5));
      pen.curve(n(6), n(7), n(8), n(9), flat ? n(10) : -dx, flat ? -dy : n(10));
    }
  }
}

/** hstem, vstem, hstemhm, vstemhm, and the masks, before which vstemhm may be left out. */
const STEMS: ReadonlySet<number> = new Set([1, 3, 18, 23, 19, 20]);
