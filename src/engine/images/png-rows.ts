import { ImageError } from './image-error.ts';

/** Bytes of one row without its filter byte. */
export function rowBytes(width: number, bitsPerPixel: number): number {
  return Math.ceil((width * bitsPerPixel) / 8);
}

function paeth(a: number, b: number, c: number): number {
  const pa = Math.abs(b - c);
  const pb = Math.abs(a - c);
  const pc = Math.abs(a + b - 2 * c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/**
 * Undoes the row filters (PNG third edition, section 9) of `height` rows that start at `start` in `data`.
 * Returns the rows end to end without filter bytes. `step` is the bytes per whole pixel, at least 1.
 */
export function unfilter(data: Uint8Array, start: number, height: number, stride: number, step: number): Uint8Array {
  const out = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const from = start + y * (stride + 1) + 1;
    const to = y * stride;
    const filter = data[from - 1]!;
    if (filter > 4) throw new ImageError('The PNG is damaged: it has an unknown row filter.');
    for (let i = 0; i < stride; i++) {
      const a = i >= step ? out[to + i - step]! : 0;
      const b = y > 0 ? out[to + i - stride]! : 0;
      const c = i >= step && y > 0 ? out[to + i - stride - step]! : 0;
      const guess =
        filter === 0 ? 0 : filter === 1 ? a : filter === 2 ? b : filter === 3 ? (a + b) >> 1 : paeth(a, b, c);
      out[to + i] = data[from + i]! + guess;
    }
  }
  return out;
}

/**
 * Filters rows of `stride` bytes for good compression, by least sum of absolute differences (section 12.7). `step` is
 * the bytes per pixel.
 */
export function filterRows(samples: Uint8Array, stride: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(height * (stride + 1));
  const trial = [0, 1, 2, 4].map((filter) => ({ filter, row: new Uint8Array(stride) }));
  for (let y = 0; y < height; y++) {
    let best = trial[0]!;
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of trial) {
      const sum = filterRow(candidate.filter, samples, y * stride, stride, step, candidate.row);
      if (sum < least) [best, least] = [candidate, sum];
    }
    out[y * (stride + 1)] = best.filter;
    out.set(best.row, y * (stride + 1) + 1);
  }
  return out;
}

function filterRow(
  filter: number,
  samples: Uint8Array,
  at: number,
  stride: number,
  step: number,
  row: Uint8Array,
): number {
  let sum = 0;
  for (let i = 0; i < stride; i++) {
    const a = i >= step ? samples[at + i - step]! : 0;
    const b = at > 0 ? samples[at + i - stride]! : 0;
    const c = i >= step && at > 0 ? samples[at + i - stride - step]! : 0;
    const guess = filter === 0 ? 0 : filter === 1 ? a : filter === 2 ? b : paeth(a, b, c);
    const value = (samples[at + i]! - guess) & 0xff;
    row[i] = value;
    sum += value < 128 ? value : 256 - value;
  }
  return sum;
}
