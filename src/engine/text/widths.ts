import { isClusterStart } from './clusters.ts';
import type { ShapeKey } from './shape.ts';
import type { ShapedText } from './shaped.ts';

/** Width of shaped text, px; letter-spacing stands after each character (CSS Text 3 section 8.2). */
export function widthOf(key: ShapeKey, shaped: ShapedText, fontSize: number, letterSpacing: number): number {
  const width = (shaped.advance * fontSize) / key.face.face.metrics.unitsPerEm;
  return letterSpacing === 0 ? width : width + letterSpacing * clusterCount(shaped);
}

const counts = new WeakMap<ShapedText, number>();

/** Number of typographic characters, each of which has letter-spacing after it; a mark is one with its base. */
export function clusterCount(shaped: ShapedText): number {
  let count = counts.get(shaped);
  if (count === undefined) {
    count = shaped.glyphs.length === 0 ? 0 : 1;
    let last = -1;
    for (const cluster of shaped.clusters) {
      if (cluster !== last && cluster > 0 && isClusterStart(shaped.text, cluster)) count++;
      last = cluster;
    }
    counts.set(shaped, count);
  }
  return count;
}
