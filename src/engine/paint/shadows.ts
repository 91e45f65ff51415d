import { inset, type Path, type Rect } from '../../base/geometry.ts';
import type { Shadow } from '../css/paint-types.ts';
import { paintBlurred } from './blur.ts';
import type { DisplayItem, Mark } from './display-list.ts';
import { areaOf } from './effects.ts';
import { allSides, boxPath, insetRadii, outsetRadii, type Radii } from './rounded.ts';
import type { PlacedBox } from './stacking.ts';

/** The standard deviation of a blur is half its radius (CSS Backgrounds 3 section 6.1). */
export const sigmaOf = ({ blur }: Shadow): number => blur / 2;

const around = (rect: Rect, by: number): Rect => inset(rect, allSides(-by));

const shifted = (rect: Rect, { x, y }: Shadow): Rect => ({ ...rect, x: rect.x + x, y: rect.y + y });

/** Shadows behind a box, the first on top; nothing of them shows inside its border. */
export function paintOuterShadows(at: PlacedBox, shadows: readonly Shadow[], mark: Mark, out: DisplayItem[]): void {
  const { rect, radii } = areaOf(at, 'border-box');
  for (const shadow of shadows.toReversed()) {
    if (shadow.inset || shadow.color.alpha === 0) continue;
    const shape = shifted(around(rect, shadow.spread), shadow);
    if (shape.width <= 0 || shape.height <= 0) continue;
    const path = boxPath(shape, grown(radii, shadow.spread));
    const bounds = around(shape, shadow.blur * 2 + 1);
    const far = around(rect, Math.abs(shadow.x) + Math.abs(shadow.y) + Math.abs(shadow.spread) + shadow.blur * 2 + 1);
    out.push({
      type: 'save',
      clip: { path: [...boxPath(unionOf(bounds, far)), ...boxPath(rect, radii)], rule: 'evenodd' },
    });
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
    const hole = shifted(around(rect, -shadow.spread), shadow);
    const path: Path = [
      ...boxPath(around(rect, shadow.blur * 2 + Math.abs(shadow.x) + Math.abs(shadow.y) + 1)),
      ...reversed(hole, grown(radii, -shadow.spread)),
    ];
    out.push({ type: 'save', clip: { path: boxPath(rect, radii), rule: 'nonzero' } });
    if (shadow.blur > 0) paintBlurred(path, shadow.color, sigmaOf(shadow), mark, out);
    else out.push({ type: 'path', mark, path, fill: shadow.color, fillRule: 'evenodd' });
    out.push({ type: 'restore' });
  }
}

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

function unionOf(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
