import type { PathCommand } from '../../base/geometry.ts';
import { glyphOutline } from '../fonts/outlines.ts';
import type { TextFragment } from '../layout/fragment.ts';
import { paintBlurred } from './blur.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { sigmaOf } from './shadows.ts';
import { moved } from './shapes.ts';
import { forEachGlyph } from './skip-ink.ts';

/** Shadows of text (CSS Text Decoration 4 section 4), the first on top: outlines, so that nobody reads the text twice. */
export function paintTextShadows(
  fragment: TextFragment,
  at: { readonly x: number; readonly baseline: number },
  mark: Mark,
  out: DisplayItem[],
): void {
  const { face, style } = fragment;
  const scale = style.fontSize / face.face.metrics.unitsPerEm;
  const path: PathCommand[] = [];
  forEachGlyph(fragment, at.x, (glyph, x, raise) => {
    const y = at.baseline - raise;
    for (const [command, ...points] of glyphOutline(face.face, glyph)) {
      const placed = points.map((value, i) => (i % 2 ? y - value * scale : x + value * scale));
      path.push([command, ...placed] as unknown as PathCommand);
    }
  });
  for (const shadow of style.textShadow.toReversed()) {
    const shifted = moved(path, shadow.x, shadow.y);
    if (shadow.blur > 0) paintBlurred(shifted, shadow.color, sigmaOf(shadow), mark, out);
    else if (shadow.color.alpha > 0 && path.length) out.push({ type: 'path', mark, path: shifted, fill: shadow.color });
  }
}
