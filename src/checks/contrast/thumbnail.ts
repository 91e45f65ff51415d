import type { Rgb } from '../../base/srgb.ts';
import type { ImageEvent } from '../../pdf/read/events.ts';
import { decodeStream } from '../../pdf/read/filters.ts';
import { Stream } from '../../pdf/read/objects.ts';
import type { DisplayColors } from './display-colors.ts';

const SIDE = 32;
const SAMPLES = 4;

/** The mean colour of a picture at a place of it, 0 to 1 from its left and top. */
export type Thumbnail = (x: number, y: number) => Rgb;

/**
 * A picture of 8 bits that is decoded here, made small: at most 32 by 32 fields, each the mean of 16 samples. Undefined
 * for others, such as JPEG.
 */
export function thumbnailOf({ dict, space, width, height }: ImageEvent, colors: DisplayColors): Thumbnail | undefined {
  const count = space?.components ?? 0;
  if (!(dict instanceof Stream) || !space || dict.number('BitsPerComponent') !== 8 || !(width * height > 0))
    return undefined;
  const { bytes, picture } = decodeStream(dict);
  if (picture || bytes.length < width * height * count) return undefined;
  const decode = dict.numbers('Decode');
  const inverted = decode !== undefined && decode[0]! > decode[1]!;
  const sample = (x: number, y: number): Rgb | undefined => {
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * count;
    const values = [...bytes.subarray(at, at + count)];
    if (space.family === 'Indexed') return colors.one(space, values);
    return colors.one(
      space,
      values.map((byte) => (inverted ? 255 - byte : byte) / 255),
    );
  };
  const [columns, rows] = [Math.min(SIDE, width), Math.min(SIDE, height)];
  const fields: Rgb[] = [];
  for (let field = 0; field < columns * rows; field++) {
    const sum: [number, number, number] = [0, 0, 0];
    for (let i = 0; i < SAMPLES * SAMPLES; i++) {
      const x = ((field % columns) + ((i % SAMPLES) + 0.5) / SAMPLES) / columns;
      const y = (Math.floor(field / columns) + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / rows;
      const color = sample(x, y);
      if (!color) return undefined;
      for (let k = 0; k < 3; k++) sum[k]! += color[k]! / (SAMPLES * SAMPLES);
    }
    fields.push(sum);
  }
  const place = (share: number, most: number): number => Math.min(most - 1, Math.max(0, Math.floor(share * most)));
  return (x, y) => fields[place(y, rows) * columns + place(x, columns)]!;
}
