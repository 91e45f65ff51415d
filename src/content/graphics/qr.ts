import { encode } from 'uqr';
import { LruCache } from '../../base/lru.ts';
import { element, picture } from './svg.ts';

/** ISO/IEC 18004 section 9.1: the quiet zone is four modules on every side. */
const QUIET_ZONE = 4;

interface Modules {
  readonly count: number;
  readonly path: string;
}

/** Choosing the mask tries all eight; every locale and edition of a sheet asks for the same few addresses. */
const cache = new LruCache<string, Modules>(1_000_000, ({ path }, href) => path.length + href.length);

/**
 * QR code of an address as one path, error correction M (about 15 %). One user unit is one module; `size` is the
 * outer edge in px, quiet zone included.
 */
export function qrCode(href: string, label: string, size = 96): string {
  const { count, path } = cache.ensure(href, () => draw(href));
  const scale = size / count;
  const square = element('rect', { class: 'qr__ground', width: size, height: size, fill: '#fff' });
  const marks = element('path', { class: 'qr__marks', d: path, fill: '#000', transform: `scale(${scale.toFixed(5)})` });
  return picture({ width: size, height: size }, 'qr', label, [square, marks]);
}

function draw(href: string): Modules {
  const { data } = encode(href, { ecc: 'M', border: QUIET_ZONE, boostEcc: false });
  const path = data.flatMap((row, y) => runs(row).map(([x, n]) => `M${x} ${y}h${n}v1h-${n}z`)).join('');
  return { count: data.length, path };
}

/** Start and length of each stretch of dark modules in a row. */
function runs(row: readonly boolean[]): [x: number, length: number][] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    if (!dark) return;
    const last = found.at(-1);
    if (last && last[0] + last[1] === x) last[1]++;
    else found.push([x, 1]);
  });
  return found;
}
