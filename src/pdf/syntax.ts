import type { Matrix, Path } from '../base/geometry.ts';

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

/** Whole numbers are many times cheaper to print than others. */
function thousandths(count: number): string {
  const size = Math.abs(count);
  const whole = Math.floor(size / 1000);
  const text = String(whole) + DECIMALS[size - whole * 1000]!;
  return count < 0 ? `-${text}` : text;
}

/** As `num`, with six decimals, for the coefficients of a matrix. */
function precise(value: number): string {
  const fixed = (Math.round(value * 1e6) / 1e6).toFixed(6).replace(/\.?0+$/, '');
  return fixed === '-0' ? '0' : fixed;
}

export function matrixOperands([a, b, c, d, e, f]: Matrix): string {
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

const written = new WeakMap<Path, { readonly height: number; readonly text: string }>();

/** Path construction operators (ISO 32000-1 section 8.5.2). Paths that recur as one object are written once. */
export function pathOperators(path: Path, { height }: PageSpace): string {
  const known = written.get(path);
  if (known?.height === height) return known.text;
  let text = '';
  for (let i = 0; i < path.length; ) {
    const rect = rectangleAt(path, i);
    if (rect) {
      text += rectangleOperator(rect, height);
      i += 5;
      continue;
    }
    const command = path[i++]!;
    for (let k = 1; k < command.length; k += 2) {
      text += `${pt((command[k] as number) * 0.75)} ${pt(height - (command[k + 1] as number) * 0.75)} `;
    }
    text += command[0] === 'Z' ? 'h\n' : `${command[0].toLowerCase()}\n`;
  }
  written.set(path, { height, text });
  return text;
}

/** Edges are rounded, not sizes, so that rectangles that touch still do. */
function rectangleOperator([x, y, width, h]: readonly number[], height: number): string {
  const left = round(x! * 0.75);
  const bottom = round(height - (y! + h!) * 0.75);
  const right = round((x! + width!) * 0.75);
  const top = round(height - y! * 0.75);
  return `${pt(left)} ${pt(bottom)} ${pt(right - left)} ${pt(top - bottom)} re\n`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** x, y, width and height in px where an upright rectangle begins at `at`, drawn clockwise from its top left. */
function rectangleAt(path: Path, at: number): [number, number, number, number] | undefined {
  const [m, a, b, c, z] = [path[at], path[at + 1], path[at + 2], path[at + 3], path[at + 4]];
  if (m?.[0] !== 'M' || a?.[0] !== 'L' || b?.[0] !== 'L' || c?.[0] !== 'L' || z?.[0] !== 'Z') return undefined;
  if (a[2] !== m[2] || b[1] !== a[1] || c[2] !== b[2] || c[1] !== m[1] || b[1] < m[1] || b[2] < m[2]) return undefined;
  return [m[1], m[2], b[1] - m[1], b[2] - m[2]];
}
