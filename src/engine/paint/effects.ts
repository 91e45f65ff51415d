import { IDENTITY, inset, type Matrix, type Path, type Rect, type Sides } from '../../base/geometry.ts';
import type { BoxArea, GeometryBox, TransformFunction } from '../css/paint-types.ts';
import type { AutoLength, ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import type { BoxFragment } from '../layout/fragment.ts';
import type { SaveItem } from './display-list.ts';
import { allSides, boxPath, insetRadii, outsetRadii, type Radii, radiiOf } from './rounded.ts';
import { pointOf, ruleOf, shapePath } from './shapes.ts';
import type { PlacedBox, StackingContext } from './stacking.ts';

export const rectOf = ({ fragment: { width, height }, x, y }: PlacedBox): Rect => ({ x, y, width, height });

/** The sides at which the box of a fragment begins and ends; at others it was cut (CSS Break 3 section 5.4). */
export function sidesThere({ box, isFirst, isLast }: BoxFragment): Sides<boolean> {
  if (box.style.boxDecorationBreak === 'clone') return { top: true, right: true, bottom: true, left: true };
  if (box.kind !== 'inline') return { top: isFirst, right: true, bottom: isLast, left: true };
  const [left, right] = box.style.direction === 'rtl' ? [isLast, isFirst] : [isFirst, isLast];
  return { top: true, right, bottom: true, left };
}

export const radiiAt = ({ fragment }: PlacedBox): Radii =>
  radiiOf(fragment.box.style, fragment.width, fragment.height, sidesThere(fragment));

/** One of the boxes of a fragment, with the radii that its corners have there. */
export function areaOf(at: PlacedBox, area: BoxArea): { readonly rect: Rect; readonly radii: Radii } {
  const { border, padding } = at.fragment;
  const [rect, radii] = [rectOf(at), radiiAt(at)];
  if (area === 'border-box') return { rect, radii };
  const inner = { rect: inset(rect, border), radii: insetRadii(radii, border) };
  return area === 'padding-box' ? inner : { rect: inset(inner.rect, padding), radii: insetRadii(inner.radii, padding) };
}

/** The map that a box's transform makes of its coordinates (CSS Transforms 2 section 3); undefined where it has none. */
export function transformOf(style: ComputedStyle, at: PlacedBox): Matrix | undefined {
  const content = style.transformBox === 'content-box' || style.transformBox === 'fill-box';
  return transformIn(style, () => areaOf(at, content ? 'content-box' : 'border-box').rect);
}

/** The same for what is transformed in a rectangle: percentages and the origin are of that. */
export function transformIn(style: ComputedStyle, box: () => Rect): Matrix | undefined {
  if (!style.translate.length && !style.rotate.length && !style.scale.length && !style.transform.length)
    return undefined;
  const functions = [...style.translate, ...style.rotate, ...style.scale, ...style.transform];
  const rect = box();
  const [x, y] = pointOf(style.transformOrigin, rect);
  const m = functions.map((one) => valuesOf(one, rect)).reduce(product);
  const [a, b, c, d, e, f] = [m[0]!, m[1]!, m[4]!, m[5]!, m[12]!, m[13]!];
  const matrix: Matrix = [a, b, c, d, x + e - a * x - c * y, y + f - b * x - d * y];
  return matrix.every(Number.isFinite) ? matrix : IDENTITY;
}

function valuesOf(one: TransformFunction, { width, height }: Rect): readonly number[] {
  if (one.type === 'matrix') return one.values;
  return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, resolveLength(one.x, width), resolveLength(one.y, height), 0, 1];
}

/** Of two 4 x 4 matrices by columns. */
function product(a: readonly number[], b: readonly number[]): readonly number[] {
  return Array.from({ length: 16 }, (_, i) =>
    [0, 1, 2, 3].reduce((sum, k) => sum + a[k * 4 + (i % 4)]! * b[Math.floor(i / 4) * 4 + k]!, 0),
  );
}

/** What a box with `overflow` clips its content to (CSS Overflow 3 sections 3 and 4). That of the root clips nothing. */
export function overflowClip(at: PlacedBox): Path | undefined {
  const { box } = at.fragment;
  const { overflow, overflowClipMargin: margin } = box.style;
  if (overflow === 'visible' || box.element?.name === 'html') return undefined;
  if (overflow !== 'clip') {
    const { rect, radii } = areaOf(at, 'padding-box');
    // The legend of a fieldset stands in its border, and is shown.
    const above = at.fragment.legend ? at.fragment.border.top : 0;
    return boxPath({ ...rect, y: rect.y - above, height: rect.height + above }, radii);
  }
  const { rect, radii } = areaOf(at, margin.box);
  return boxPath(inset(rect, allSides(-margin.by)), margin.by > 0 ? outsetRadii(radii, margin.by) : radii);
}

/** How a stacking context is painted as a whole; undefined where that makes no difference. */
export function groupOf({ style, root, isReal }: StackingContext): SaveItem | undefined {
  if (!isReal) return undefined;
  const transform = root && transformOf(style, root);
  const clip = root && clipOf(style, root);
  const group = {
    ...(style.opacity < 1 ? { opacity: style.opacity } : {}),
    ...(style.mixBlendMode !== 'normal' ? { blend: style.mixBlendMode } : {}),
    ...(style.isolation === 'isolate' ? { isolated: true } : {}),
  };
  if (!transform && !clip && Object.keys(group).length === 0) return undefined;
  return { type: 'save', ...(transform ? { transform } : {}), ...(clip ? { clip } : {}), ...group };
}

function clipOf(style: ComputedStyle, root: PlacedBox): SaveItem['clip'] {
  // Elements that clip are for SVG.
  if (style.clipPath === 'none' || 'url' in style.clipPath) return undefined;
  const { shape, box } = style.clipPath;
  const { rect, radii } = referenceBox(root, box);
  return shape
    ? { path: shapePath(shape, rect), rule: ruleOf(shape) }
    : { path: boxPath(rect, radii), rule: 'nonzero' };
}

function referenceBox(root: PlacedBox, box: GeometryBox): { readonly rect: Rect; readonly radii: Radii } {
  if (box === 'padding-box' || box === 'content-box') return areaOf(root, box);
  if (box === 'fill-box') return areaOf(root, 'content-box');
  const area = areaOf(root, 'border-box');
  if (box !== 'margin-box') return area;
  const { marginTop, marginRight, marginBottom, marginLeft } = root.fragment.box.style;
  const margin = (value: AutoLength): number => (value === 'auto' ? 0 : -resolveLength(value, area.rect.width));
  const by = {
    top: margin(marginTop),
    right: margin(marginRight),
    bottom: margin(marginBottom),
    left: margin(marginLeft),
  };
  return { rect: inset(area.rect, by), radii: area.radii };
}
