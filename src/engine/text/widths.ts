import type { ShapeKey } from './shape.ts';
import type { ShapedText } from './shaped.ts';

/** Width of shaped text, px; letter-spacing stands after each cluster (CSS Text 3 section 8.2). */
export function widthOf(key: ShapeKey, shaped: ShapedText, fontSize: number, letterSpacing: number): number {
  const width = (shaped.advance * fontSize) / key.face.face.metrics.unitsPerEm;
  return letterSpacing === 0 ? width : width + letterSpacing * clusterCount(shaped);
}

/** Number of clusters, which letter-spacing counts (CSS Text 3 section 8.2). */
export function clusterCount(shaped: ShapedText): number {
  let count = 0;
  let last = -1;
  for (const cluster of shaped.clusters) {
    if (cluster !== last) count++;
    last = cluster;
  }
  return count;
}
