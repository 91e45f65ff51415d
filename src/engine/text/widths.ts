import { isClusterStart } from './clusters.ts';
import type { Paragraph, WordAtom } from './paragraph.ts';
import type { ShapeKey } from './shape.ts';
import type { ShapedText } from './shaped.ts';

/** Width of shaped text, px; letter-spacing stands after each letter (CSS Text 3 section 8.2). */
export function widthOf(key: ShapeKey, shaped: ShapedText, fontSize: number, letterSpacing: number): number {
  const width = (shaped.advance * fontSize) / key.face.face.metrics.unitsPerEm;
  return letterSpacing === 0 ? width : width + letterSpacing * letterCount(shaped);
}

const counts = new WeakMap<ShapedText, number>();

/**
 * Number of letters, which letter-spacing counts: HarfBuzz keeps marks apart from the letters they stand on, whose
 * typographic character unit they belong to (CSS Text 3 section 1.4).
 */
export function letterCount(shaped: ShapedText): number {
  let count = counts.get(shaped);
  if (count === undefined) {
    count = 0;
    let last = -1;
    for (const cluster of shaped.clusters) {
      if (cluster !== last && startsLetter(shaped.text, cluster)) count++;
      last = cluster;
    }
    counts.set(shaped, count);
  }
  return count;
}

/** Whether a glyph cluster of shaped text begins a letter, or goes on with the one before. */
export const startsLetter = (text: string, cluster: number): boolean => cluster === 0 || isClusterStart(text, cluster);

/** Width of a word up to each offset, read off its glyphs, px; index 0 is its start. */
export function prefixWidths(paragraph: Paragraph, atom: WordAtom): Float64Array {
  const widths = new Float64Array(atom.end - atom.start + 1);
  const item = paragraph.items[atom.item]!;
  if (item.type !== 'text') return widths;
  const { shaped, letterSpacing } = atom;
  const scale = item.style.fontSize / atom.key.face.face.metrics.unitsPerEm;
  let last = -1;
  shaped.clusters.forEach((cluster, i) => {
    widths[cluster + 1]! += shaped.advances[i]! * scale;
    // The spacing of a letter stands before the next one.
    const starts = cluster !== last && cluster > 0 && letterSpacing !== 0 && startsLetter(shaped.text, cluster);
    if (starts) widths[cluster]! += letterSpacing;
    last = cluster;
  });
  widths[widths.length - 1]! += letterSpacing;
  for (let i = 1; i < widths.length; i++) widths[i]! += widths[i - 1]!;
  return widths;
}
