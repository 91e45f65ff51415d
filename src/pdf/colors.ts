import type { Color } from '../base/color.ts';
import { rgbOf } from './cmyk.ts';
import type { Separation } from './ink/separation.ts';
import { num } from './syntax.ts';

/** The colours that the files of an edition hold. */
export interface Colors {
  /** Device space of areas, lines, letters and gradients. */
  readonly space: '/DeviceRGB' | '/DeviceCMYK';
  /** Components in that space. */
  of(color: Color): readonly number[];
  /** What turns pictures into inks; undefined where they stay as they are. */
  readonly separation: Separation | undefined;
}

/** For screens: device RGB stands for sRGB, as the output intent says. */
export const SCREEN_COLORS: Colors = { space: '/DeviceRGB', of: rgbOf, separation: undefined };

/** For print: inks that the style names go to print as they are, other colours through the profile. */
export const inkColors = (separation: Separation): Colors => ({
  space: '/DeviceCMYK',
  of: ({ space, components }) => (space === 'cmyk' ? components : separation.inks(components)),
  separation,
});

/** Colour operator of a device space (ISO 32000-1 section 8.6.8). */
export function colorOperator(components: readonly number[], stroking: boolean): string {
  const operator = components.length === 4 ? 'k' : 'rg';
  return `${components.map(num).join(' ')} ${stroking ? operator.toUpperCase() : operator}\n`;
}

/** Black ink alone and all of it. */
export const isSolidBlack = (components: readonly number[]): boolean =>
  components.length === 4 && components[3]! > 0.999 && components.slice(0, 3).every((ink) => ink < 0.001);
