import type { BaselineName } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import type { Face } from '../fonts/face.ts';
import type { SvgTextRun } from '../images/svg-nodes.ts';

/** How far below its line a letter stands (SVG 2 section 11.10.2), px. */
export function baselineOf(run: SvgTextRun, { metrics }: Face): number {
  let shift = 0;
  for (const style of run.styles) {
    const unit = style.fontSize / metrics.unitsPerEm;
    const { baselineShift } = style;
    // Raised and lowered by half of the line, as browsers do.
    if (baselineShift === 'sub') shift += ((metrics.ascent + metrics.descent) * unit) / 2;
    else if (baselineShift === 'super') shift -= ((metrics.ascent + metrics.descent) * unit) / 2;
    else shift -= resolveLength(baselineShift, style.fontSize);
  }
  const { alignmentBaseline, dominantBaseline, fontSize } = run.style;
  const own = alignmentBaseline === 'baseline' || alignmentBaseline === 'auto' ? dominantBaseline : alignmentBaseline;
  return shift + (heightOf(own, metrics) * fontSize) / metrics.unitsPerEm;
}

/** How high a baseline is above the alphabetic one, font units. */
function heightOf(name: BaselineName, { ascent, descent, xHeight }: Face['metrics']): number {
  switch (name) {
    case 'middle':
      return xHeight / 2;
    case 'central':
      return (ascent - descent) / 2;
    case 'hanging':
      return ascent * 0.8;
    case 'mathematical':
      return ascent / 2;
    case 'text-before-edge':
    case 'text-top':
      return ascent;
    case 'ideographic':
    case 'text-after-edge':
    case 'text-bottom':
      return -descent;
    default:
      return 0;
  }
}
