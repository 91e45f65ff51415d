import type { ComputedStyle } from '../css/style.ts';

/** The names of CSS Fonts 4 section 2.1.3 that stand for a kind of font instead of a family. */
export const GENERIC_FAMILIES: ReadonlySet<string> = new Set([
  'serif',
  'sans-serif',
  'monospace',
  'cursive',
  'fantasy',
  'system-ui',
  'ui-serif',
  'ui-sans-serif',
  'ui-monospace',
  'ui-rounded',
  'math',
  'emoji',
]);

interface Styled {
  readonly weight: number;
  readonly style: 'normal' | 'italic';
}

/**
 * The faces of a family nearest to a style, in their order: one, or the parts of a composite face, which have the same
 * weight and style and differ in their characters (CSS Fonts 4 section 5.2, steps 4.2 and 4.3: style before weight).
 */
export function matchingFaces<T extends Styled>(
  faces: readonly T[],
  style: Pick<ComputedStyle, 'fontWeight' | 'fontStyle'>,
): readonly T[] {
  const sameStyle = faces.filter((face) => face.style === style.fontStyle);
  const pool = sameStyle.length ? sameStyle : faces;
  const best = Math.min(...pool.map(({ weight }) => distance(weight, style.fontWeight)));
  return pool.filter(({ weight }) => distance(weight, style.fontWeight) === best);
}

/** How far a weight is from the one wanted; every weight has its own distance. */
function distance(weight: number, wanted: number): number {
  if (weight === wanted) return 0;
  if (wanted >= 400 && wanted <= 500) {
    if (weight > wanted && weight <= 500) return weight - wanted;
    return weight < wanted ? 1000 + wanted - weight : 2000 + weight - wanted;
  }
  const preferred = wanted < 400 ? wanted - weight : weight - wanted;
  return preferred > 0 ? preferred : 1000 - preferred;
}
