import type { Path, PathCommand } from '../../base/geometry.ts';
import { LruCache } from '../../base/lru.ts';

/** Cubic that bends like a quarter of a circle. */
const KAPPA = 0.5522847498307936;

const TOKENS = /([a-zA-Z])|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|\+(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/g;
const ARGUMENTS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

/** Path data (SVG 2 section 9.3) as absolute lines and cubics. Stops at the first error, as the specification asks. */
export function parsePathData(data: string): Path {
  return paths.ensure(data, () => readPathData(data));
}

const paths = new LruCache<string, Path>(2 << 20, (path, data) => data.length * 2 + path.length * 60);

function readPathData(data: string): Path {
  const tokens: string[] = [];
  for (const match of splitArcFlags(data).matchAll(TOKENS)) tokens.push(match[0]);
  const path: PathCommand[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let control: readonly [number, number] | undefined;
  let controlKind = '';
  let index = 0;
  let command = '';
  while (index < tokens.length) {
    if (/[a-zA-Z]/.test(tokens[index]!)) command = tokens[index++]!;
    else if (!command || command.toLowerCase() === 'z') return path;
    const kind = command.toLowerCase();
    const count = ARGUMENTS[kind];
    if (count === undefined) return path;
    const args = tokens.slice(index, index + count).map(Number);
    if (args.length < count || args.some(Number.isNaN)) return path;
    index += count;
    const relative = command === kind;
    const [dx, dy] = relative ? [x, y] : [0, 0];
    const a = args as [number, number, number, number, number, number, number];
    const reflected = (kinds: string): [number, number] =>
      control && kinds.includes(controlKind) ? [2 * x - control[0], 2 * y - control[1]] : [x, y];
    let nextControl: readonly [number, number] | undefined;
    switch (kind) {
      case 'm':
        [x, y] = [a[0] + dx, a[1] + dy];
        [startX, startY] = [x, y];
        path.push(['M', x, y]);
        // Further pairs are lines.
        command = relative ? 'l' : 'L';
        break;
      case 'l':
        [x, y] = [a[0] + dx, a[1] + dy];
        path.push(['L', x, y]);
        break;
      case 'h':
        x = a[0] + dx;
        path.push(['L', x, y]);
        break;
      case 'v':
        y = a[0] + dy;
        path.push(['L', x, y]);
        break;
      case 'c':
      case 's': {
        const [c1x, c1y] = kind === 'c' ? [a[0] + dx, a[1] + dy] : reflected('cs');
        const at = kind === 'c' ? 2 : 0;
        nextControl = [a[at]! + dx, a[at + 1]! + dy];
        [x, y] = [a[at + 2]! + dx, a[at + 3]! + dy];
        path.push(['C', c1x, c1y, nextControl[0], nextControl[1], x, y]);
        break;
      }
      case 'q':
      case 't': {
        const [qx, qy] = kind === 'q' ? [a[0] + dx, a[1] + dy] : reflected('qt');
        const end = kind === 'q' ? ([a[2] + dx, a[3] + dy] as const) : ([a[0] + dx, a[1] + dy] as const);
        path.push([
          'C',
          x + (2 / 3) * (qx - x),
          y + (2 / 3) * (qy - y),
          end[0] + (2 / 3) * (qx - end[0]),
          end[1] + (2 / 3) * (qy - end[1]),
          ...end,
        ]);
        nextControl = [qx, qy];
        [x, y] = end;
        break;
      }
      case 'a': {
        const end = [a[5] + dx, a[6] + dy] as const;
        path.push(...arc(x, y, a[0], a[1], a[2], a[3] !== 0, a[4] !== 0, end[0], end[1]));
        [x, y] = end;
        break;
      }
      default:
        path.push(['Z']);
        [x, y] = [startX, startY];
    }
    control = nextControl;
    controlKind = kind;
  }
  return path;
}

/** The two flags of an arc may stand without separators (`a1 1 0 012 2`). */
function splitArcFlags(data: string): string {
  if (!/[aA]/.test(data)) return data;
  const number = '\\s*,?\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)';
  const one = new RegExp(`${number}${number}${number}\\s*,?\\s*([01])\\s*,?\\s*([01])${number}${number}`, 'g');
  return data.replace(/[aA][^a-zA-Z]*/g, (part) => part[0] + part.slice(1).replace(one, ' $1 $2 $3 $4 $5 $6 $7 '));
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
