import type { FontMeasures, FontUnits } from '../css/environment.ts';
import type { FontRegistry } from '../fonts/registry.ts';

const measures = new WeakMap<FontRegistry, FontMeasures>();

/** The measures of a registry's fonts that relative units are made of. One object for one registry. */
export function fontMeasures(registry: FontRegistry): FontMeasures {
  let own = measures.get(registry);
  if (!own) {
    own = { measure: (style) => measure(registry, style) };
    measures.set(registry, own);
  }
  return own;
}

function measure(registry: FontRegistry, style: Parameters<FontMeasures['measure']>[0]): FontUnits {
  // A copy, for the style goes on being made; what it lacks is told when its text is set.
  const { face, font } = registry.select({ ...style }, () => undefined).primary;
  const { metrics } = face;
  const scale = style.fontSize / metrics.unitsPerEm;
  const advance = (codePoint: number): number | undefined => {
    const glyph = registry.harfbuzz.nominalGlyph(font, codePoint);
    return glyph ? registry.harfbuzz.glyphAdvance(font, glyph) * scale : undefined;
  };
  const rounded = (value: number): number => Math.round(value * scale);
  return {
    ex: metrics.xHeight > 0 ? metrics.xHeight * scale : style.fontSize / 2,
    cap: metrics.capHeight > 0 ? metrics.capHeight * scale : metrics.ascent * scale,
    ch: advance(0x30) ?? style.fontSize / 2,
    ic: advance(0x6c34) ?? style.fontSize,
    line: rounded(metrics.ascent) + rounded(metrics.descent) + rounded(metrics.lineGap),
  };
}
