import type { Sides } from '../../base/geometry.ts';
import type { BlockBox, Box } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { LegendGap, PlacedFragment } from './fragment.ts';
import { borderOf, edgesOf, horizontal, marginOf, relativeOffset } from './sizes.ts';
import type { ConstraintSpace, LayoutContext } from './space.ts';

/** The legend of a fieldset in its border box, and what it does to the border. */
interface Legend {
  readonly placed: PlacedFragment;
  /** The room that the border takes at the top with the legend in it, px. */
  readonly room: number;
  readonly gap: LegendGap;
}

/**
 * Lays out the legend of a fieldset `width` px wide: as wide as its content, where the content of the fieldset starts,
 * with its middle on that of the top border, which makes room for it (HTML section 15.3.13).
 */
export function layoutLegend(
  { legend, style }: BlockBox,
  width: number,
  space: ConstraintSpace,
  context: LayoutContext,
): Legend | undefined {
  if (!legend) return undefined;
  const edges = edgesOf(style, space.availableWidth);
  const inner = Math.max(0, width - horizontal(edges));
  const fragment = context.layoutWhole(legend, {
    availableWidth: inner,
    availableHeight: undefined,
    shrinkToFit: true,
  });
  const margin = marginOf(legend.style, inner);
  const x = edges.left + startOf(legend, style, inner - fragment.width, margin);
  const border = borderOf(style).top;
  const y = Math.max(0, (border - fragment.height) / 2);
  const shift = relativeOffset(legend.style, inner, undefined, style.direction);
  return {
    placed: { x: x + shift.x, y: y + shift.y, fragment },
    room: Math.max(border, y + fragment.height + margin.bottom),
    gap: {
      x,
      y: 0,
      width: fragment.width,
      height: Math.max(border, fragment.height),
      border,
      above: Math.max(0, (fragment.height - border) / 2),
    },
  };
}

/** From the left of the content: auto margins share what is `free`, else the alignment of its text places it. */
function startOf({ style }: Box, { direction }: ComputedStyle, free: number, margin: Sides): number {
  const [left, right] = [style.marginLeft === 'auto', style.marginRight === 'auto'];
  const rest = Math.max(0, free - horizontal(margin));
  const rtl = direction === 'rtl';
  if (left && right) return rest / 2;
  if (left) return rest;
  if (right) return margin.left;
  const align = style.textAlign.replace('-webkit-', '');
  if (align === 'center') return margin.left + rest / 2;
  const toRight = align === 'right' || (align !== 'left' && rtl !== (align === 'end'));
  return toRight ? free - margin.right : margin.left;
}
