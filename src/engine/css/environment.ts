import type { ComputedStyle } from './style.ts';

/** Measures of the first available font of a style, px (CSS Values 4 section 6.1.1). */
export interface FontUnits {
  readonly ex: number;
  readonly cap: number;
  /** Advances of 0 and of 水. */
  readonly ch: number;
  readonly ic: number;
  /** The line-height `normal`. */
  readonly line: number;
}

/** Gives the measures of fonts; implemented by engine/text, which knows them. Only font properties are read. */
export interface FontMeasures {
  measure(style: ComputedStyle): FontUnits;
}

/** What styles depend on besides sheets: the first page, and the fonts. */
export interface Environment {
  /** The page area of the first page, px: what viewport units and media queries look at. */
  readonly width: number;
  readonly height: number;
  readonly fonts: FontMeasures | undefined;
  /** What the file is made for, as media queries ask: `screen`, `print`, `archive`. */
  readonly edition?: string | undefined;
}

/** A4 without margins, for what is styled before pages are known; the fonts measure as most do. */
export const DEFAULT_ENVIRONMENT: Environment = {
  width: (210 * 96) / 25.4,
  height: (297 * 96) / 25.4,
  fonts: undefined,
};

/** The values CSS gives these units where a font cannot tell. */
const guess = ({ fontSize }: Pick<ComputedStyle, 'fontSize'>): FontUnits => ({
  ex: fontSize / 2, cap: fontSize * 0.7, ch: fontSize / 2, ic: fontSize, line: fontSize * 1.2,
}); // biome-ignore format: one record

function fontUnit(name: 'ex' | 'cap' | 'ch' | 'ic' | 'lh', style: ComputedStyle, environment: Environment): number {
  const { lineHeight, fontSize } = style;
  if (name === 'lh' && lineHeight !== 'normal')
    return 'factor' in lineHeight ? lineHeight.factor * fontSize : lineHeight.px;
  const units = environment.fonts?.measure(style) ?? guess(style);
  return name === 'lh' ? units.line : units[name];
}

/** Px of a relative unit: those of fonts are measured in `style`, those that begin with r in the style of the root. */
export function unitSize(name: string, style: ComputedStyle, root: ComputedStyle, environment: Environment): number {
  const { width, height } = environment;
  switch (name) {
    case 'vw':
    case 'vi':
      return width / 100;
    case 'vh':
    case 'vb':
      return height / 100;
    case 'vmin':
      return Math.min(width, height) / 100;
    case 'vmax':
      return Math.max(width, height) / 100;
    default:
      return name.startsWith('r')
        ? fontUnit(name.slice(1) as 'ex', root, environment)
        : fontUnit(name as 'ex', style, environment);
  }
}
