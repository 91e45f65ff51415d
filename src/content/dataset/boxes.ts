import { COUNTRY_BOXES } from './country-boxes.ts';

/** West, south, east, north in degrees; where west is greater than east, the box crosses the antimeridian. */
export type Box = readonly [number, number, number, number];

let boxes: ReadonlyMap<string, Box> | undefined;

/** The boxes of all countries by code. */
export function countryBoxes(): ReadonlyMap<string, Box> {
  boxes ??= new Map(
    COUNTRY_BOXES.trim()
      .split('\n')
      .map((line) => {
        const [code = '', ...sides] = line.split(' ');
        return [code, sides.map(Number) as unknown as Box] as const;
      }),
  );
  return boxes;
}
