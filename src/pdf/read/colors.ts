import { decodeStream } from './filters.ts';
import { type Dict, isArray, nameOf, type PdfObject, PdfString, type Resolver, Stream } from './objects.ts';

export type ColorFamily =
  | 'DeviceGray'
  | 'DeviceRGB'
  | 'DeviceCMYK'
  | 'CalGray'
  | 'CalRGB'
  | 'Lab'
  | 'ICCBased'
  | 'Indexed'
  | 'Separation'
  | 'DeviceN'
  | 'Pattern';

/** ISO 32000-1 section 8.6. */
export interface ColorSpace {
  readonly family: ColorFamily;
  readonly components: number;
  /** Of Indexed what the table is in, of Separation and DeviceN the alternate, of Pattern what uncoloured ones take. */
  readonly base?: ColorSpace | undefined;
  /** Colorants of Separation and DeviceN. */
  readonly names?: readonly string[];
  /** Of ICCBased. */
  readonly profile?: Stream;
  /** The table of Indexed. */
  readonly table?: Uint8Array;
  /** The function of Separation and DeviceN to the alternate. */
  readonly tint?: PdfObject;
}

const device = (family: ColorFamily, components: number): ColorSpace => ({ family, components });
export const GRAY = device('DeviceGray', 1);
export const RGB = device('DeviceRGB', 3);
export const CMYK = device('DeviceCMYK', 4);
const PATTERN = device('Pattern', 0);

const PLAIN: Readonly<Record<string, ColorSpace>> = {
  DeviceGray: GRAY,
  CalGray: GRAY,
  DeviceRGB: RGB,
  CalRGB: RGB,
  DeviceCMYK: CMYK,
  CalCMYK: CMYK,
  Pattern: PATTERN,
};
const DEFAULTS: Readonly<Partial<Record<ColorFamily, string>>> = {
  DeviceGray: 'DefaultGray',
  DeviceRGB: 'DefaultRGB',
  DeviceCMYK: 'DefaultCMYK',
};
const DEEPEST = 6;

/** A colour space by name or array; the resources give names and the defaults for device spaces (section 8.6.5.6). */
export function readColorSpace(
  written: PdfObject,
  resources: Dict | undefined,
  resolve: Resolver,
  depth = 0,
): ColorSpace | undefined {
  const value = resolve(written);
  if (depth > DEEPEST) return undefined;
  const spaces = resources?.dict('ColorSpace');
  const name = nameOf(value);
  if (name !== undefined) {
    const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name]! : undefined;
    if (!plain) return spaces?.has(name) ? readColorSpace(spaces.get(name), resources, resolve, depth + 1) : undefined;
    const standing = DEFAULTS[plain.family];
    const found = standing !== undefined && spaces?.has(standing) ? spaces.get(standing) : undefined;
    return readColorSpace(found ?? null, undefined, resolve, depth + 1) ?? plain;
  }
  if (!isArray(value)) return undefined;
  const inner = (at: number): ColorSpace | undefined =>
    readColorSpace(value[at] ?? null, resources, resolve, depth + 1);
  const family = nameOf(resolve(value[0] ?? null));
  const second = resolve(value[1] ?? null);
  switch (family) {
    case 'CalGray':
      return device('CalGray', 1);
    case 'CalRGB':
      return device('CalRGB', 3);
    case 'Lab':
      return device('Lab', 3);
    case 'ICCBased':
      if (!(second instanceof Stream)) return undefined;
      return { family, components: second.number('N') ?? 0, profile: second };
    case 'Indexed': {
      const table = resolve(value[3] ?? null);
      const bytes =
        table instanceof PdfString
          ? table.bytes
          : table instanceof Stream
            ? decodeStream(table, 1 << 20).bytes
            : undefined;
      return { family: 'Indexed', components: 1, base: inner(1), ...(bytes && { table: bytes }) };
    }
    case 'Separation':
      return { family, components: 1, names: [nameOf(second) ?? ''], base: inner(2), tint: value[3] ?? null };
    case 'DeviceN': {
      const names = isArray(second) ? second.map((one) => nameOf(resolve(one)) ?? '') : [];
      return { family, components: names.length, names, base: inner(2), tint: value[3] ?? null };
    }
    case 'Pattern':
      return { family, components: 0, base: value.length > 1 ? inner(1) : undefined };
    default:
      return value.length === 1 ? inner(0) : undefined;
  }
}

/** What is painted with. */
export interface PaintColor {
  readonly space: ColorSpace;
  readonly components: readonly number[];
  /** Tiling (a stream) or shading pattern; the components then are those of an uncoloured one. */
  readonly pattern?: Dict | undefined;
}

export const BLACK: PaintColor = { space: GRAY, components: [0] };

/** The colour that a space begins with (section 8.6.8). */
export function initialColor(space: ColorSpace): PaintColor {
  if (space.family === 'DeviceCMYK' || (space.family === 'ICCBased' && space.components === 4))
    return { space, components: [0, 0, 0, space.family === 'DeviceCMYK' ? 1 : 0] };
  const inks = space.family === 'Separation' || space.family === 'DeviceN';
  return { space, components: Array<number>(Math.min(space.components, 64)).fill(inks ? 1 : 0) };
}

export const PROCESS = ['Cyan', 'Magenta', 'Yellow', 'Black'] as const;

/** The share of each ink from 0 to 1; undefined where the colour is in no ink, as RGB is, or unknown. */
export function inksOf({ space, components, pattern }: PaintColor): ReadonlyMap<string, number> | undefined {
  if (pattern) return undefined;
  const of = (names: readonly string[]): ReadonlyMap<string, number> =>
    new Map(
      names
        .map((name, i) => [name, Math.min(1, Math.max(0, components[i] ?? 0))] as const)
        .filter(([name, share]) => share > 0 && name !== 'None'),
    );
  switch (space.family) {
    case 'DeviceGray':
    case 'CalGray':
      return inksOf({ space: CMYK, components: [0, 0, 0, 1 - (components[0] ?? 0)] });
    case 'DeviceCMYK':
      return of(PROCESS);
    case 'ICCBased':
      if (space.components === 4) return of(PROCESS);
      return space.components === 1 ? inksOf({ space: GRAY, components }) : undefined;
    case 'Separation':
      return space.names?.[0] === 'All'
        ? new Map(PROCESS.map((name) => [name, components[0] ?? 0]))
        : of(space.names ?? []);
    case 'DeviceN':
      return of(space.names ?? []);
    case 'Indexed':
      return inksOfEntry(space, components[0] ?? 0);
    default:
      return undefined;
  }
}

function inksOfEntry({ base, table }: ColorSpace, index: number): ReadonlyMap<string, number> | undefined {
  if (!base || !table) return undefined;
  const at = Math.max(0, Math.round(index)) * base.components;
  return inksOf({ space: base, components: [...table.subarray(at, at + base.components)].map((byte) => byte / 255) });
}

/** A space and all that it stands on. */
export function spacesIn(space: ColorSpace | undefined): readonly ColorSpace[] {
  return space ? [space, ...spacesIn(space.base)] : [];
}
