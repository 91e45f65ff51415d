import type { Path, PathCommand } from '../../base/geometry.ts';
import type { Face } from '../fonts/face.ts';
import { glyphOutline } from '../fonts/outlines.ts';
import type { TextFragment } from '../layout/fragment.ts';
import type { TextPiece } from '../text/pieces.ts';
import { startsLetter } from '../text/widths.ts';

/** Text of one face and size as it is set, px. */
export interface SetText {
  readonly face: Face;
  readonly size: number;
  readonly direction: 'ltr' | 'rtl';
  readonly width: number;
  readonly pieces: readonly TextPiece[];
}

export const setOf = ({ face, style, direction, width, pieces }: TextFragment): SetText => ({
  face: face.face,
  size: style.fontSize,
  direction,
  width,
  pieces,
});

/** Calls `use` with each glyph of a text, where its origin is and how far it is raised, px, and what it stands for. */
export function forEachGlyph(
  { face, size, pieces, direction, width }: SetText,
  left: number,
  use: (glyph: number, x: number, raise: number, text: string) => void,
): void {
  const scale = size / face.metrics.unitsPerEm;
  let pen = direction === 'rtl' ? left + width : left;
  for (const { shaped, gap, letterSpacing } of pieces) {
    const { glyphs, advances, xOffsets, yOffsets, clusters, text } = shaped;
    const widths = Array.from(glyphs, (_, i) => {
      const last = i === glyphs.length - 1 || clusters[i + 1] !== clusters[i];
      const spaced = last && letterSpacing !== 0 && startsLetter(text, clusters[i]!);
      return advances[i]! * scale + (spaced ? letterSpacing : 0);
    });
    const total = widths.reduce((sum, one) => sum + one, 0) + gap;
    let x = direction === 'rtl' ? pen - total + gap : pen;
    for (let i = 0; i < glyphs.length; i++) {
      const cluster = clusters[i]!;
      use(glyphs[i]!, x + xOffsets[i]! * scale, yOffsets[i]! * scale, text.slice(cluster, cluster + 2));
      x += widths[i]!;
    }
    pen += direction === 'rtl' ? -total : total;
  }
}

/** The outlines of a text: what is to be seen of it and not read. */
export function textPath(set: SetText, left: number, baseline: number): Path {
  const scale = set.size / set.face.metrics.unitsPerEm;
  const path: PathCommand[] = [];
  forEachGlyph(set, left, (glyph, x, raise) => {
    const y = baseline - raise;
    for (const [command, ...points] of glyphOutline(set.face, glyph)) {
      const placed = points.map((value, i) => (i % 2 ? y - value * scale : x + value * scale));
      path.push([command, ...placed] as unknown as PathCommand);
    }
  });
  return path;
}
