import type { TextFragment } from '../layout/fragment.ts';
import { paintBlurred } from './blur.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { setOf, textPath } from './glyphs.ts';
import { sigmaOf } from './shadows.ts';
import { moved } from './shapes.ts';

/** Shadows of text (CSS Text Decoration 4 section 4), the first on top: outlines, so that nobody reads the text twice. */
export function paintTextShadows(
  fragment: TextFragment,
  at: { readonly x: number; readonly baseline: number },
  mark: Mark,
  out: DisplayItem[],
): void {
  const { style } = fragment;
  const path = textPath(setOf(fragment), at.x, at.baseline);
  for (const shadow of style.textShadow.toReversed()) {
    const shifted = moved(path, shadow.x, shadow.y);
    if (shadow.blur > 0) paintBlurred(shifted, shadow.color, sigmaOf(shadow), mark, out);
    else if (shadow.color.alpha > 0 && path.length) out.push({ type: 'path', mark, path: shifted, fill: shadow.color });
  }
}
