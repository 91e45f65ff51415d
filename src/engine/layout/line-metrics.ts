import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import type { FaceMetrics } from '../fonts/face.ts';
import type { LoadedFace } from '../fonts/loaded-face.ts';
import type { LayoutContext } from './space.ts';

/** Distances above and below a baseline, px. */
export interface Extent {
  readonly ascent: number;
  readonly descent: number;
}

/** Ascent and descent of a face at a size. Browsers round both, and so do we, that lines fall where theirs do. */
export function fontExtent(metrics: FaceMetrics, size: number): Extent {
  const scale = size / metrics.unitsPerEm;
  return { ascent: Math.round(metrics.ascent * scale), descent: Math.round(metrics.descent * scale) };
}

export function lineHeight(style: ComputedStyle, face: LoadedFace): number {
  const value = style.lineHeight;
  if (value === 'normal') {
    const { ascent, descent } = fontExtent(face.face.metrics, style.fontSize);
    return ascent + descent + Math.round((face.face.metrics.lineGap * style.fontSize) / face.face.metrics.unitsPerEm);
  }
  // Lengths are kept in 1/64 px, as browsers keep them.
  return 'factor' in value ? value.factor * style.fontSize : Math.round(value.px * 64) / 64;
}

/** A line-height in 1/64 px as browsers come to it: font sizes are cut to such units before they are multiplied. */
function unitsOf({ lineHeight: value, fontSize }: ComputedStyle, height: number): number {
  if (value === 'normal' || !('factor' in value)) return Math.round(height * 64);
  return Math.floor(Math.floor(fontSize * 64) * value.factor);
}

/** What an inline box of this style takes of a line: its line-height laid around its font (CSS Inline 3 section 4.2). */
export function leadedExtent(style: ComputedStyle, face: LoadedFace): Extent {
  const font = fontExtent(face.face.metrics, style.fontSize);
  const height = lineHeight(style, face);
  // The upper half of the leading is rounded down, as browsers do, who count in 1/64 px and halve towards 0.
  const leading = unitsOf(style, height) - (font.ascent + font.descent) * 64;
  const above = Math.floor(Math.trunc(leading / 2) / 64);
  return { ascent: font.ascent + above, descent: height - font.ascent - above };
}

/**
 * How far the baseline of a box lies below that of its parent (CSS Inline 3 section 4.1), px; undefined for `top` and
 * `bottom`, which wait for the line.
 */
export function baselineShift(
  style: ComputedStyle,
  own: Extent,
  parent: ComputedStyle,
  parentFace: LoadedFace,
  ownLineHeight: number,
): number | undefined {
  const value = style.verticalAlign;
  const { metrics } = parentFace.face;
  const parentFont = fontExtent(metrics, parent.fontSize);
  if (typeof value === 'object') return -resolveLength(value, ownLineHeight);
  switch (value) {
    case 'sub':
      return parent.fontSize / 5 + 1;
    case 'super':
      return -(parent.fontSize / 3 + 1);
    case 'middle':
      return (own.ascent - own.descent) / 2 - (metrics.xHeight * parent.fontSize) / metrics.unitsPerEm / 2;
    case 'text-top':
      return own.ascent - parentFont.ascent;
    case 'text-bottom':
      return parentFont.descent - own.descent;
    case 'top':
    case 'bottom':
      return undefined;
    default:
      return 0;
  }
}

/** The face that gives a style its metrics: the first available font (CSS Fonts 4 section 5.2). */
export function primaryFace(style: ComputedStyle, context: LayoutContext): LoadedFace {
  return context.text.fonts.select(style, context.text.report).primary;
}
