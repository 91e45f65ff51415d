import { type Matrix, multiply, type Path } from '../base/geometry.ts';

/** `.001` to `.999` without closing zeros; nothing for 0. */
const DECIMALS: readonly string[] = Array.from({ length: 1000 }, (_, i) => String(i / 1000).slice(1));

/** A number with at most three decimals and never an exponent (ISO 32000-1 section 7.3.3). */
export function num(value: number): string {
  return thousandths(Math.round(value * 1000));
}

/** A coordinate of a path or picture in pt with at most two decimals: 0.01 pt are 3.5 micrometres. */
export function pt(value: number): string {
  return thousandths(Math.round(value * 100) * 10);
}

/** A number with at most `digits` decimals. */
export function decimal(value: number, digits: number): string {
  if (digits === 2) return pt(value);
  if (digits === 3) return num(value);
  const fixed = within(value)
    .toFixed(digits)
    .replace(/\.?0+$/, '');
  return fixed === '-0' ? '0' : fixed;
}

/** Beyond this, numbers would be printed with an exponent, or mean nothing to readers. */
const GREATEST = 1e9;

const within = (value: number): number => (value > GREATEST ? GREATEST : value < -GREATEST ? -GREATEST : value || 0);

/** Whole numbers are many times cheaper to print than others. */
function thousandths(rounded: number): string {
  const count = rounded < 1e12 && rounded > -1e12 ? rounded : within(rounded / 1000) * 1000;
  const size = Math.abs(count);
  const whole = Math.floor(size / 1000);
  const text = String(whole) + DECIMALS[size - whole * 1000]!;
  return count < 0 ? `-${text}` : text;
}

/** Six decimals for the coefficients of a matrix, more where it makes very small. */
export function matrixOperands([a, b, c, d, e, f]: Matrix): string {
  const greatest = Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
  const digits = greatest < 0.01 && greatest > 0 ? Math.min(12, 4 - Math.floor(Math.log10(greatest))) : 6;
  const precise = (value: number): string => decimal(value, digits);
  return `${precise(a)} ${precise(b)} ${precise(c)} ${precise(d)} ${num(e)} ${num(f)}`;
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0').toUpperCase());

/** Four hexadecimal digits. */
export function hex16(value: number): string {
  return HEX[value >> 8]! + HEX[value & 0xff]!;
}

const ESCAPED: Readonly<Record<number, string>> = { 10: '\\n', 13: '\\r', 40: '\\(', 41: '\\)', 92: '\\\\' };

/**
 * Two bytes as they stand inside a literal string (ISO 32000-1 section 7.3.4.2), one character each. Text is written
 * so, and not in hexadecimal, because it deflates in half the time and to less.
 */
export function literal16(value: number): string {
  const high = value >> 8;
  const low = value & 0xff;
  return (ESCAPED[high] ?? String.fromCharCode(high)) + (ESCAPED[low] ?? String.fromCharCode(low));
}

/** UTF-16BE in hexadecimal. */
export function utf16Hex(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) out += hex16(text.charCodeAt(i));
  return out;
}

/** A text string object (ISO 32000-1 section 7.9.2.2). */
export function textString(text: string): string {
  if (/^[ -~]*$/.test(text)) return `(${text.replace(/[\\()]/g, '\\$&')})`;
  return `<FEFF${utf16Hex(text)}>`;
}

/** A name object with what is not regular written as #xx (ISO 32000-1 section 7.3.5). */
export function name(text: string): string {
  return `/${text.replace(/[^!-~]|[#%()<>[\]{}/]/g, (c) => `#${HEX[c.charCodeAt(0) & 0xff]}`)}`;
}

/** A point's coordinates and the page's height in pt turn px from the top left into pt from the bottom left. */
export interface PageSpace {
  readonly height: number;
}

/** The map between px that `transform` makes, as one between pt: from pt up to px down, through it, and back. */
export function toPoints(transform: Matrix, { height }: PageSpace): Matrix {
  return multiply([0.75, 0, 0, -0.75, 0, height], multiply(transform, [1 / 0.75, 0, 0, -1 / 0.75, 0, height / 0.75]));
}

/** Decimals that coordinates need where they are enlarged by `scale`, for the same precision on paper. */
export function digitsFor(scale: number): number {
  return scale <= 2 || Number.isNaN(scale) ? 2 : Math.min(8, 2 + Math.ceil(Math.log10(scale)));
}

interface WrittenPath {
  readonly height: number;
  readonly digits: number;
  readonly text: string;
}

const written = new WeakMap<Path, WrittenPath>();

/** Path construction operators (ISO 32000-1 section 8.5.2). Paths that recur as one object are written once. */
export function pathOperators(path: Path, { height }: PageSpace, digits = 2): string {
  const known = written.get(path);
  if (known?.height === height && known.digits === digits) return known.text;
  let text = '';
  for (let i = 0; i < path.length; ) {
    const rect = rectangleAt(path, i);
    if (rect) {
      text += rectangleOperator(rect, height, digits);
      i += 5;
      continue;
    }
    const command = path[i++]!;
    for (let k = 1; k < command.length; k += 2) {
      const x = decimal((command[k] as number) * 0.75, digits);
      text += `${x} ${decimal(height - (command[k + 1] as number) * 0.75, digits)} `;
    }
    text += command[0] === 'Z' ? 'h\n' : `${command[0].toLowerCase()}\n`;
  }
  written.set(path, { height, digits, text });
  return text;
}

/** Edges are rounded, not sizes, so that rectangles that touch still do. */
function rectangleOperator([x, y, width, h]: readonly number[], height: number, digits: number): string {
  const unit = 10 ** digits;
  const round = (value: number): number => Math.round(value * unit) / unit;
  const print = (value: number): string => decimal(value, digits);
  const left = round(x! * 0.75);
  const bottom = round(height - (y! + h!) * 0.75);
  const right = round((x! + width!) * 0.75);
  const top = round(height - y! * 0.75);
  return `${print(left)} ${print(bottom)} ${print(right - left)} ${print(top - bottom)} re\n`;
}

/** x, y, width and height in px where an upright rectangle begins at `at`, drawn clockwise from its top left. */
function rectangleAt(path: Path, at: number): [number, number, number, number] | undefined {
  const [m, a, b, c, z] = [path[at], path[at + 1], path[at + 2], path[at + 3], path[at + 4]];
  if (m?.[0] !== 'M' || a?.[0] !== 'L' || b?.[0] !== 'L' || c?.[0] !== 'L' || z?.[0] !== 'Z') return undefined;
  if (a[2] !== m[2] || b[1] !== a[1] || c[2] !== b[2] || c[1] !== m[1] || b[1] < m[1] || b[2] < m[2]) return undefined;
  return [m[1], m[2], b[1] - m[1], b[2] - m[2]];
}
