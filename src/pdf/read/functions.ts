import { decodeStream } from './filters.ts';
import { Dict, isArray, type PdfObject, type Resolver, Stream } from './objects.ts';

/** A function of ISO 32000-1 section 7.10. */
export type PdfFunction = (inputs: readonly number[]) => readonly number[];

const DEEPEST = 8;

/**
 * Sampled, exponential and stitching functions, and arrays of them; undefined for PostScript calculators and for what
 * makes no sense.
 */
export function readFunction(written: PdfObject, resolve: Resolver, depth = 0): PdfFunction | undefined {
  const value = resolve(written);
  if (depth > DEEPEST) return undefined;
  if (isArray(value)) {
    const parts = value.slice(0, 32).map((one) => readFunction(one, resolve, depth + 1));
    return parts.every((part) => part !== undefined) ? (inputs) => parts.flatMap((part) => part(inputs)) : undefined;
  }
  if (!(value instanceof Dict)) return undefined;
  const domain = value.numbers('Domain') ?? [0, 1];
  const inner = (): PdfFunction | undefined => {
    switch (value.number('FunctionType')) {
      case 0:
        return value instanceof Stream ? sampled(value, domain) : undefined;
      case 2:
        return exponential(value);
      case 3:
        return stitched(value, domain, depth);
      default:
        return undefined;
    }
  };
  const own = inner();
  const range = value.numbers('Range');
  return own && ((inputs) => clipped(own(clipped(inputs, domain)), range ?? []));
}

/** Numbers within pairs of bounds, as far as there are pairs. */
const clipped = (values: readonly number[], bounds: readonly number[]): readonly number[] =>
  values.map((value, i) =>
    bounds[2 * i + 1] === undefined ? value : Math.min(bounds[2 * i + 1]!, Math.max(bounds[2 * i]!, value)),
  );

function exponential(dict: Dict): PdfFunction {
  const from = dict.numbers('C0') ?? [0];
  const to = dict.numbers('C1') ?? [1];
  const exponent = dict.number('N') ?? 1;
  return ([x = 0]) => from.map((value, i) => value + x ** exponent * ((to[i] ?? value) - value));
}

function stitched(dict: Dict, domain: readonly number[], depth: number): PdfFunction | undefined {
  const functions = (dict.array('Functions') ?? []).map((one) => readFunction(one, dict.resolve, depth + 1));
  const bounds = dict.numbers('Bounds') ?? [];
  const encode = dict.numbers('Encode') ?? [];
  if (!functions.length || bounds.length !== functions.length - 1) return undefined;
  const edges = [domain[0] ?? 0, ...bounds, domain[1] ?? 1];
  return ([x = 0]) => {
    const above = bounds.findIndex((bound) => x < bound);
    const at = above < 0 ? functions.length - 1 : above;
    const [low, high] = [edges[at]!, edges[at + 1]!];
    const [first, last] = [encode[2 * at] ?? 0, encode[2 * at + 1] ?? 1];
    const share = high > low ? (x - low) / (high - low) : 0;
    return functions[at]?.([first + share * (last - first)]) ?? [];
  };
}

/** Samples of one input, 8 or 16 bits, between which is interpolated; of several inputs the nearest sample. */
function sampled(stream: Stream, domain: readonly number[]): PdfFunction | undefined {
  const size = stream.numbers('Size') ?? [];
  const bits = stream.number('BitsPerSample') ?? 8;
  const range = stream.numbers('Range') ?? [];
  const outputs = range.length / 2;
  const count = size.reduce((product, one) => product * one, 1);
  if (!outputs || !size.length || (bits !== 8 && bits !== 16) || !(count * outputs <= 1 << 22)) return undefined;
  const { bytes } = decodeStream(stream, 1 << 23);
  const decode = stream.numbers('Decode') ?? range;
  const encode = stream.numbers('Encode') ?? size.flatMap((one) => [0, one - 1]);
  const sample = (at: number, output: number): number => {
    const index = (at * outputs + output) * (bits / 8);
    const raw = bits === 8 ? (bytes[index] ?? 0) / 255 : ((bytes[index] ?? 0) * 256 + (bytes[index + 1] ?? 0)) / 65535;
    const [low, high] = [decode[2 * output] ?? 0, decode[2 * output + 1] ?? 1];
    return low + raw * (high - low);
  };
  return (inputs) => {
    const places = size.map((length, i) => {
      const [low, high] = [domain[2 * i] ?? 0, domain[2 * i + 1] ?? 1];
      const share = high > low ? ((inputs[i] ?? 0) - low) / (high - low) : 0;
      const [first, last] = [encode[2 * i] ?? 0, encode[2 * i + 1] ?? length - 1];
      return Math.min(length - 1, Math.max(0, first + share * (last - first)));
    });
    if (size.length === 1) {
      const low = Math.floor(places[0]!);
      const rest = places[0]! - low;
      const high = Math.min(size[0]! - 1, low + 1);
      return Array.from({ length: outputs }, (_, i) => sample(low, i) * (1 - rest) + sample(high, i) * rest);
    }
    let [at, stride] = [0, 1];
    for (const [i, place] of places.entries()) {
      at += Math.round(place) * stride;
      stride *= size[i]!;
    }
    return Array.from({ length: outputs }, (_, i) => sample(at, i));
  };
}
