/** Lookup tables of ICC profiles: lut8Type, lut16Type, lutAToBType and lutBToAType (ICC.1:2022 sections 10.10 to 10.13). */

/** Values from 0 to 1 to values from 0 to 1. */
export type Stage = (values: readonly number[]) => readonly number[];

export interface Lut {
  readonly inputs: number;
  readonly outputs: number;
  readonly apply: Stage;
  /** How CIELAB stands in it: version 2 profiles leave room above white in 16 bits (ICC.1:2022 section 6.3.4.2). */
  readonly lab: 'legacy' | 'full';
}

/** Malformed or of a kind that print profiles do not use. */
export class ProfileError extends Error {}

/** Reads the table at the beginning of `tag`. Throws ProfileError where it is not sound. */
export function readLut(tag: Uint8Array): Lut {
  try {
    const view = new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
    const [inputs, outputs] = [view.getUint8(8), view.getUint8(9)];
    if (inputs < 1 || inputs > 4 || outputs < 1 || outputs > 4) throw new ProfileError('has too many channels');
    const kind = Buffer.from(tag.subarray(0, 4)).toString('latin1');
    if (kind === 'mft1' || kind === 'mft2') {
      const wide = kind === 'mft2';
      return { inputs, outputs, apply: simpleStages(view, inputs, outputs, wide), lab: wide ? 'legacy' : 'full' };
    }
    if (kind === 'mAB ' || kind === 'mBA ')
      return { inputs, outputs, apply: chainOfStages(view, kind, inputs, outputs), lab: 'full' };
    throw new ProfileError(`has a table of an unknown type "${kind}"`);
  } catch (error) {
    if (error instanceof RangeError) throw new ProfileError('has a table that ends too early');
    throw error;
  }
}

const clamped = (value: number): number => (value > 0 ? (value < 1 ? value : 1) : 0);

const chain =
  (...stages: readonly Stage[]): Stage =>
  (values) =>
    stages.reduce((at, stage) => stage(at), values);

/** lut8Type and lut16Type: a table for each channel, the grid, a table for each channel. The matrix is for XYZ only. */
function simpleStages(view: DataView, inputs: number, outputs: number, wide: boolean): Stage {
  const steps = view.getUint8(10);
  const [inLength, outLength] = wide ? [view.getUint16(48), view.getUint16(50)] : [256, 256];
  let at = wide ? 52 : 48;
  const take = (count: number): Float64Array => {
    const values = numbers(view, at, count, wide ? 2 : 1);
    at += count * (wide ? 2 : 1);
    return values;
  };
  const before = Array.from({ length: inputs }, () => take(inLength));
  const grid = take(steps ** inputs * outputs);
  const after = Array.from({ length: outputs }, () => take(outLength));
  return chain(tables(before), gridStage(grid, Array(inputs).fill(steps), outputs), tables(after));
}

/** lutAToBType and lutBToAType: curves B, matrix, curves M, grid, curves A, in this order or the reverse. */
function chainOfStages(view: DataView, kind: 'mAB ' | 'mBA ', inputs: number, outputs: number): Stage {
  const [b, matrix, m, clut, a] = [12, 16, 20, 24, 28].map((at) => view.getUint32(at)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const forward = kind === 'mAB ';
  const [inner, outer] = forward ? [outputs, inputs] : [inputs, outputs];
  const stages: Stage[] = [];
  if (b) stages.push(curves(view, b, inner));
  if (matrix) stages.push(matrixStage(view, matrix));
  if (m) stages.push(curves(view, m, inner));
  if (clut) stages.push(precisionGrid(view, clut, inputs, outputs));
  if (a) stages.push(curves(view, a, outer));
  return chain(...(forward ? stages.reverse() : stages));
}

function numbers(view: DataView, at: number, count: number, bytes: 1 | 2): Float64Array {
  if (at + count * bytes > view.byteLength) throw new ProfileError('has a table that ends too early');
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++)
    values[i] = bytes === 1 ? view.getUint8(at + i) / 255 : view.getUint16(at + 2 * i) / 65535;
  return values;
}

function precisionGrid(view: DataView, at: number, inputs: number, outputs: number): Stage {
  const steps = Array.from({ length: inputs }, (_, i) => view.getUint8(at + i));
  const count = steps.reduce((product, n) => product * n, outputs);
  return gridStage(numbers(view, at + 20, count, view.getUint8(at + 16) === 1 ? 1 : 2), steps, outputs);
}

const tables =
  (all: readonly Float64Array[]): Stage =>
  (values) =>
    values.map((value, i) => lookUp(all[i]!, value));

function lookUp(table: Float64Array, value: number): number {
  const place = clamped(value) * (table.length - 1);
  const low = Math.min(Math.floor(place), table.length - 2);
  return low < 0 ? (table[0] ?? 0) : table[low]! + (table[low + 1]! - table[low]!) * (place - low);
}

/** Interpolates between the corners of the cell that the values lie in, linearly along each axis. */
function gridStage(grid: Float64Array, steps: readonly number[], outputs: number): Stage {
  if (steps.some((n) => n < 2)) throw new ProfileError('has a grid of less than two points');
  const strides: number[] = [];
  let stride = outputs;
  for (let i = steps.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= steps[i]!;
  }
  return (values) => {
    let base = 0;
    const shares = values.map((value, i) => {
      const place = clamped(value) * (steps[i]! - 1);
      const low = Math.min(Math.floor(place), steps[i]! - 2);
      base += low * strides[i]!;
      return place - low;
    });
    const out = new Array<number>(outputs).fill(0);
    for (let corner = 0; corner < 1 << steps.length; corner++) {
      let [weight, at] = [1, base];
      for (let i = 0; i < shares.length; i++) {
        const upper = (corner >> i) & 1;
        weight *= upper ? shares[i]! : 1 - shares[i]!;
        if (upper) at += strides[i]!;
      }
      if (weight > 0) for (let k = 0; k < outputs; k++) out[k]! += weight * grid[at + k]!;
    }
    return out;
  };
}

/** Three rows of three, then what is added; s15Fixed16Number. */
function matrixStage(view: DataView, at: number): Stage {
  const e = Array.from({ length: 12 }, (_, i) => view.getInt32(at + 4 * i) / 65536);
  return (v) => [0, 1, 2].map((r) => e[3 * r]! * v[0]! + e[3 * r + 1]! * v[1]! + e[3 * r + 2]! * v[2]! + e[9 + r]!);
}

/** One curveType or parametricCurveType after the other, each padded to four bytes. */
function curves(view: DataView, start: number, count: number): Stage {
  let at = start;
  const all = Array.from({ length: count }, () => {
    const { curve, length } = readCurve(view, at);
    at += Math.ceil(length / 4) * 4;
    return curve;
  });
  return (values) => values.map((value, i) => all[i]!(value));
}

/** A curve at `at` and its length in bytes. Throws ProfileError where it is of another type. */
export function readCurve(
  view: DataView,
  at: number,
): { readonly curve: (x: number) => number; readonly length: number } {
  const kind = view.getUint32(at);
  if (kind === 0x63757276) {
    const count = view.getUint32(at + 8);
    const length = 12 + 2 * count;
    if (count === 0) return { curve: clamped, length };
    if (count === 1) {
      const gamma = view.getUint16(at + 12) / 256;
      return { curve: (x) => clamped(x) ** gamma, length };
    }
    const table = numbers(view, at + 12, count, 2);
    return { curve: (x) => lookUp(table, x), length };
  }
  if (kind !== 0x70617261) throw new ProfileError('has a curve of an unknown type');
  const type = view.getUint16(at + 8);
  const size = [1, 3, 4, 5, 7][type];
  if (size === undefined) throw new ProfileError('has a curve of an unknown type');
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: size },
    (_, i) => view.getInt32(at + 12 + 4 * i) / 65536,
  );
  const power = (x: number): number => Math.max(0, a * x + b) ** g;
  const curve = [
    (x: number) => Math.max(0, x) ** g,
    (x: number) => (x >= -b / a ? power(x) : 0),
    (x: number) => (x >= -b / a ? power(x) + c : c),
    (x: number) => (x >= d ? power(x) : c * x),
    (x: number) => (x >= d ? power(x) + e : c * x + f),
  ][type]!;
  return { curve: (x) => clamped(curve(x)), length: 12 + 4 * size };
}
