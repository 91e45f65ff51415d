import { inset, type Path, type Rect, type Sides } from '../../base/geometry.ts';
import type { Shadow } from '../css/paint-types.ts';
import { paintBlurred } from './blur.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { areaOf, sidesThere } from './effects.ts';
import { allSides, boxPath, insetRadii, outsetRadii, type Radii } from './rounded.ts';
import type { PlacedBox } from './stacking.ts';

/** The standard deviation of a blur is half its radius (CSS Backgrounds 3 section 6.1). */
export const sigmaOf = ({ blur }: Shadow): number => blur / 2;

const around = (rect: Rect, by: number): Rect => inset(rect, allSides(-by));

const shifted = (rect: Rect, { x, y }: Shadow): Rect => ({ ...rect, x: rect.x + x, y: rect.y + y });

/** Shadows behind a box, the first on top; nothing of them shows inside its border, nor where the box was cut. */
export function paintOuterShadows(at: PlacedBox, shadows: readonly Shadow[], mark: Mark, out: DisplayItem[]): void {
  const { rect, radii } = areaOf(at, 'border-box');
  for (const shadow of shadows.toReversed()) {
    if (shadow.inset || shadow.color.alpha === 0) continue;
    const reach = reachOf(shadow);
    const box = uncut(at, rect, reach);
    const shape = shifted(around(box, shadow.spread), shadow);
    if (shape.width <= 0 || shape.height <= 0) continue;
    const path = boxPath(shape, grown(radii, shadow.spread));
    // As far as the shadow goes, but not beyond the edges of a cut.
    const seen = inset(rect, sides(at, 0, -reach));
    out.push({ type: 'save', clip: { path: [...boxPath(seen), ...boxPath(rect, radii)], rule: 'evenodd' } });
    if (shadow.blur > 0) paintBlurred(path, shadow.color, sigmaOf(shadow), mark, out);
    else out.push({ type: 'path', mark, path, fill: shadow.color });
    out.push({ type: 'restore' });
  }
}

/** Shadows that the border throws on the padding box. */
export function paintInnerShadows(at: PlacedBox, shadows: readonly Shadow[], mark: Mark, out: DisplayItem[]): void {
  const { rect, radii } = areaOf(at, 'padding-box');
  if (rect.width <= 0 || rect.height <= 0) return;
  for (const shadow of shadows.toReversed()) {
    if (!shadow.inset || shadow.color.alpha === 0) continue;
    const reach = reachOf(shadow);
    const box = uncut(at, rect, reach);
    const hole = shifted(around(box, -shadow.spread), shadow);
    const path: Path = [...boxPath(around(box, reach)), ...reversed(hole, grown(radii, -shadow.spread))];
    out.push({ type: 'save', clip: { path: boxPath(rect, radii), rule: 'nonzero' } });
    if (shadow.blur > 0) paintBlurred(path, shadow.color, sigmaOf(shadow), mark, out);
    else out.push({ type: 'path', mark, path, fill: shadow.color, fillRule: 'evenodd' });
    out.push({ type: 'restore' });
  }
}

/** No part of a shadow is farther away from its box. */
const reachOf = ({ x, y, blur, spread }: Shadow): number =>
  Math.max(Math.abs(x), Math.abs(y)) + Math.abs(spread) + 2 * blur + 1;

/** `cut` where the box goes on in another fragment, `end` where it ends. */
function sides({ fragment }: PlacedBox, cut: number, end: number): Sides {
  const there = sidesThere(fragment);
  const side = (name: keyof Sides): number => (there[name] ? end : cut);
  return { top: side('top'), right: side('right'), bottom: side('bottom'), left: side('left') };
}

/** A fragment's box, going on where it was cut. */
const uncut = (at: PlacedBox, rect: Rect, reach: number): Rect => inset(rect, sides(at, -2 * reach, 0));

const grown = (radii: Radii, by: number): Radii =>
  by >= 0 ? outsetRadii(radii, by) : insetRadii(radii, allSides(-by));

/** The outline of a box the other way round, which makes it a hole. */
function reversed(rect: Rect, radii: Radii): Path {
  if (rect.width <= 0 || rect.height <= 0) return [];
  const [tl, tr, br, bl] = radii;
  const mirrored = boxPath({ ...rect, x: -rect.x - rect.width }, [tr, tl, bl, br]);
  return mirrored.map(
    ([command, ...at]) => [command, ...at.map((value, i) => (i % 2 ? value : -value))] as unknown as Path[number],
  );
}
