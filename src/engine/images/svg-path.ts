import type { Path, PathCommand } from '../../base/geometry.ts';
import { LruCache } from '../../base/lru.ts';

/** Cubic that bends like a quarter of a circle. */
const KAPPA = 0.5522847498307936;

const ARGUMENTS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };
const SPACE = /[\t\n\f\r ]*/y;
const COMMA = /[\t\n\f\r ]*,?[\t\n\f\r ]*/y;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const FLAG = /[01]/y;

interface ReadPath {
  readonly path: Path;
  /** What stands at the place of the first error. */
  readonly error: string | undefined;
}

/** Path data (SVG 2 section 9.3) as absolute lines and cubics. Stops at the first error, as the specification asks. */
export const parsePathData = (data: string): Path => read(data).path;

/** The first place that is not valid. */
export const pathError = (data: string): string | undefined => read(data).error;

const paths = new LruCache<string, ReadPath>(2 << 20, ({ path }, data) => data.length * 2 + path.length * 60);

const read = (data: string): ReadPath => paths.ensure(data, () => new PathReader(data).read());

class PathReader {
  readonly #data: string;
  readonly #path: PathCommand[] = [];
  #at = 0;
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  /** The last control point, for the smooth commands of its kind. */
  #control: readonly [number, number] | undefined;
  #controlKind = '';

  constructor(data: string) {
    this.#data = data;
  }

  read(): ReadPath {
    let command = '';
    for (;;) {
      this.#take(SPACE);
      if (this.#at >= this.#data.length) return { path: this.#path, error: undefined };
      const before = this.#at;
      const letter = this.#data[this.#at]!;
      if (/[a-z]/i.test(letter)) {
        command = letter;
        this.#at++;
      } else if (!command || command.toLowerCase() === 'z') return this.#broken(before);
      // Only a move can begin a path.
      const known = ARGUMENTS[command.toLowerCase()] !== undefined && (this.#path.length > 0 || /m/i.test(command));
      const args = known ? this.#arguments(command.toLowerCase()) : undefined;
      if (!args) return this.#broken(before);
      this.#step(command, args);
      // Further pairs after a move are lines.
      if (command === 'm') command = 'l';
      else if (command === 'M') command = 'L';
      if (command.toLowerCase() !== 'z') {
        this.#take(SPACE);
        const comma = this.#data[this.#at] === ',';
        if (comma) {
          this.#take(COMMA);
          if (!/[-+.\d]/.test(this.#data[this.#at] ?? '')) return this.#broken(before);
        }
      }
    }
  }

  #broken(at: number): ReadPath {
    return { path: this.#path, error: this.#data.slice(at, at + 20) };
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#data);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #arguments(kind: string): number[] | undefined {
    const args: number[] = [];
    for (let i = 0; i < ARGUMENTS[kind]!; i++) {
      this.#take(i === 0 ? SPACE : COMMA);
      const text = this.#take(kind === 'a' && (i === 3 || i === 4) ? FLAG : NUMBER);
      const value = Number(text);
      if (text === undefined || !Number.isFinite(value)) return undefined;
      args.push(value);
    }
    return args;
  }

  #reflected(kinds: string): [number, number] {
    const control = kinds.includes(this.#controlKind) ? this.#control : undefined;
    return control ? [2 * this.#x - control[0], 2 * this.#y - control[1]] : [this.#x, this.#y];
  }

  #step(command: string, args: readonly number[]): void {
    const path = this.#path;
    const kind = command.toLowerCase();
    const [x, y] = [this.#x, this.#y];
    const [dx, dy] = command === kind ? [x, y] : [0, 0];
    const a = args as [number, number, number, number, number, number, number];
    // After a closed part without a move, the next one begins where that did.
    if (kind !== 'm' && kind !== 'z' && path.at(-1)?.[0] === 'Z') path.push(['M', x, y]);
    let control: readonly [number, number] | undefined;
    switch (kind) {
      case 'm':
        [this.#x, this.#y] = [a[0] + dx, a[1] + dy];
        [this.#startX, this.#startY] = [this.#x, this.#y];
        path.push(['M', this.#x, this.#y]);
        break;
      case 'l':
      case 'h':
      case 'v':
        if (kind === 'l') [this.#x, this.#y] = [a[0] + dx, a[1] + dy];
        else if (kind === 'h') this.#x = a[0] + dx;
        else this.#y = a[0] + dy;
        path.push(['L', this.#x, this.#y]);
        break;
      case 'c':
      case 's': {
        const [c1x, c1y] = kind === 'c' ? [a[0] + dx, a[1] + dy] : this.#reflected('cs');
        const at = kind === 'c' ? 2 : 0;
        control = [a[at]! + dx, a[at + 1]! + dy];
        [this.#x, this.#y] = [a[at + 2]! + dx, a[at + 3]! + dy];
        path.push(['C', c1x, c1y, control[0], control[1], this.#x, this.#y]);
        break;
      }
      case 'q':
      case 't': {
        control = kind === 'q' ? [a[0] + dx, a[1] + dy] : this.#reflected('qt');
        const [qx, qy] = control;
        [this.#x, this.#y] = kind === 'q' ? [a[2] + dx, a[3] + dy] : [a[0] + dx, a[1] + dy];
        const toward = (from: number, to: number): number => from + (2 / 3) * (to - from);
        path.push(['C', toward(x, qx), toward(y, qy), toward(this.#x, qx), toward(this.#y, qy), this.#x, this.#y]);
        break;
      }
      case 'a':
        [this.#x, this.#y] = [a[5] + dx, a[6] + dy];
        path.push(...arc(x, y, a[0], a[1], a[2], a[3] !== 0, a[4] !== 0, this.#x, this.#y));
        break;
      default:
        path.push(['Z']);
        [this.#x, this.#y] = [this.#startX, this.#startY];
    }
    this.#control = control;
    this.#controlKind = kind;
  }
}

/** Endpoint to centre conversion, SVG 2 appendix B.2.4, then cubics of at most a quarter turn. */
function arc(
  x1: number,
  y1: number,
  rx0: number,
  ry0: number,
  angle: number,
  large: boolean,
  sweep: boolean,
  x2: number,
  y2: number,
): PathCommand[] {
  let [rx, ry] = [Math.abs(rx0), Math.abs(ry0)];
  if ((x1 === x2 && y1 === y2) || rx === 0 || ry === 0) return [['L', x2, y2]];
  const phi = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const [dx, dy] = [(x1 - x2) / 2, (y1 - y2) / 2];
  const [px, py] = [cos * dx + sin * dy, -sin * dx + cos * dy];
  const lambda = (px * px) / (rx * rx) + (py * py) / (ry * ry);
  if (lambda > 1) {
    rx *= Math.sqrt(lambda);
    ry *= Math.sqrt(lambda);
  }
  const numerator = rx * rx * ry * ry - rx * rx * py * py - ry * ry * px * px;
  const factor =
    Math.sqrt(Math.max(0, numerator / (rx * rx * py * py + ry * ry * px * px))) * (large === sweep ? -1 : 1);
  const [cxp, cyp] = [(factor * rx * py) / ry, (-factor * ry * px) / rx];
  const [cx, cy] = [cos * cxp - sin * cyp + (x1 + x2) / 2, sin * cxp + cos * cyp + (y1 + y2) / 2];
  const start = Math.atan2((py - cyp) / ry, (px - cxp) / rx);
  let delta = Math.atan2((-py - cyp) / ry, (-px - cxp) / rx) - start;
  if (sweep && delta < 0) delta += 2 * Math.PI;
  if (!sweep && delta > 0) delta -= 2 * Math.PI;
  const steps = Math.max(1, Math.ceil(Math.abs(delta) / (Math.PI / 2) - 1e-9));
  const step = delta / steps;
  if (!Number.isFinite(cx + cy + step)) return [['L', x2, y2]];
  const k = (4 / 3) * Math.tan(step / 4);
  const point = (u: number, v: number): [number, number] => [
    cx + cos * rx * u - sin * ry * v,
    cy + sin * rx * u + cos * ry * v,
  ];
  const commands: PathCommand[] = [];
  for (let i = 0; i < steps; i++) {
    const [t0, t1] = [start + i * step, start + (i + 1) * step];
    const [c0, s0, c1, s1] = [Math.cos(t0), Math.sin(t0), Math.cos(t1), Math.sin(t1)];
    const end = i === steps - 1 ? ([x2, y2] as [number, number]) : point(c1, s1);
    commands.push(['C', ...point(c0 - k * s0, s0 + k * c0), ...point(c1 + k * s1, s1 - k * c1), ...end]);
  }
  return commands;
}

export function rectPath(x: number, y: number, width: number, height: number, rx = 0, ry = rx): Path {
  if (!rx || !ry) return [['M', x, y], ['L', x + width, y], ['L', x + width, y + height], ['L', x, y + height], ['Z']]; // biome-ignore format: a path
  const [a, b] = [Math.min(rx, width / 2), Math.min(ry, height / 2)];
  const [r, s] = [x + width, y + height];
  const [u, v] = [a * (1 - KAPPA), b * (1 - KAPPA)];
  return [
    ['M', x + a, y], ['L', r - a, y], ['C', r - u, y, r, y + v, r, y + b], ['L', r, s - b], ['C', r, s - v, r - u, s, r - a, s],
    ['L', x + a, s], ['C', x + u, s, x, s - v, x, s - b], ['L', x, y + b], ['C', x, y + v, x + u, y, x + a, y], ['Z'],
  ]; // biome-ignore format: a path
}

export function ellipsePath(cx: number, cy: number, rx: number, ry: number): Path {
  const [u, v] = [rx * KAPPA, ry * KAPPA];
  return [
    ['M', cx + rx, cy], ['C', cx + rx, cy + v, cx + u, cy + ry, cx, cy + ry], ['C', cx - u, cy + ry, cx - rx, cy + v, cx - rx, cy],
    ['C', cx - rx, cy - v, cx - u, cy - ry, cx, cy - ry], ['C', cx + u, cy - ry, cx + rx, cy - v, cx + rx, cy], ['Z'],
  ]; // biome-ignore format: a path
}
