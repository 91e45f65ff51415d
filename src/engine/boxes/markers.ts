import type { Path } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { pathPicture } from '../images/svg.ts';
import { ellipsePath, parsePathData, rectPath } from '../images/svg-path.ts';
import type { BlockBox, Box, InlineContent, Owner } from './box.ts';

/**
 * Bullets that are drawn, as few fonts have a glyph for them (CSS Counter Styles 3 section 6.1): outlines in a square
 * of 1, filled by the even-odd rule.
 */
export const MARKER_SHAPES: Readonly<Record<string, MarkerShape>> = {
  circle: { path: [...ellipsePath(0.5, 0.5, 0.5, 0.5), ...ellipsePath(0.5, 0.5, 0.36, 0.36)], size: 0.36, raise: 0.16 },
  square: { path: rectPath(0, 0, 1, 1), size: 0.36, raise: 0.16 },
  'disclosure-open': { path: triangle([0, 0.15], [1, 0.15], [0.5, 1]), size: 0.66, raise: 0 },
  'disclosure-closed': { path: triangle([0.15, 0], [1, 0.5], [0.15, 1]), size: 0.66, raise: 0 },
  'disclosure-closed-rtl': { path: triangle([0.85, 0], [0, 0.5], [0.85, 1]), size: 0.66, raise: 0 },
};

interface MarkerShape {
  readonly path: Path;
  /** Side of the square, and its height above the baseline, in em. */
  readonly size: number;
  readonly raise: number;
}

/** The shape of the marker of a list item: what opens points where its text goes. */
export const shapeName = ({ listStyleType, direction }: ComputedStyle): string =>
  listStyleType === 'disclosure-closed' && direction === 'rtl' ? 'disclosure-closed-rtl' : listStyleType;

function triangle(...corners: readonly (readonly [number, number])[]): Path {
  return parsePathData(`M${corners.map((corner) => corner.join(' ')).join('L')}Z`);
}

/** The box of a bullet that is drawn. */
export function markerShape({ path, size: em, raise }: MarkerShape, base: ComputedStyle, owner: Owner): Box {
  const size = base.fontSize * em;
  const style = styleVariant(base, 'marker shape', () => ({
    display: 'inline-block',
    width: { px: size, percent: 0 },
    height: { px: size, percent: 0 },
    fill: base.color,
    fillRule: 'evenodd' as const,
    // The middle of the small letters.
    verticalAlign: { px: base.fontSize * raise, percent: 0 },
  }));
  return {
    kind: 'replaced',
    style,
    element: undefined,
    label: '::marker',
    anchor: undefined,
    content: { type: 'svg', picture: pathPicture(path, size, style) },
    owner,
  };
}

/** What browsers leave between a marker image inside the first line and its text, px. */
export const MARKER_PICTURE_GAP = 7;

/** Markers that are symbols, not text. */
export const SYMBOLS = new Set(['disc', 'circle', 'square', 'disclosure-open', 'disclosure-closed']);

export const MARKER = {
  kind: 'inline',
  element: undefined,
  label: '::marker',
  anchor: undefined,
  link: undefined,
} as const;

/** A symbol inside the first line has the room that browsers give it: a bullet and an em, a triangle and 0.4 em. */
export function symbolBox(marker: InlineContent): BlockBox {
  const style = styleVariant(marker.style, 'symbol', () => ({
    display: 'inline-block',
    width: {
      px: marker.style.fontSize * (marker.style.listStyleType.startsWith('disclosure') ? 1.06 : 1.375),
      percent: 0,
    },
  }));
  return { ...MARKER, kind: 'block', style, children: [], inline: marker, marker: undefined };
}
