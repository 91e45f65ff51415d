import { inset, type Rect } from '../../base/geometry.ts';
import type { Artifact } from '../boxes/structure.ts';
import type { BoxArea } from '../css/paint-types.ts';
import { hasBackground, paintBackground } from './backgrounds.ts';
import { paintBorderImage } from './border-image.ts';
import { borderFrame, paintFrame } from './borders.ts';
import type { Canvas } from './canvas.ts';
import type { Mark } from './display-list.ts';
import { areaOf, radiiAt, rectOf } from './effects.ts';
import { fieldsetFrame, outsideLegend } from './fieldset.ts';
import { paintLine } from './lines.ts';
import { allSides, outsetRadii, SQUARE } from './rounded.ts';
import { paintInnerShadows, paintOuterShadows } from './shadows.ts';
import type { PlacedBox } from './stacking.ts';

const LAYOUT: Artifact = { kind: 'artifact', type: 'Layout' };

const markOf = ({ ambient }: PlacedBox): Mark => ambient ?? LAYOUT;

/** Shadows, background and borders of a fragment, and the backgrounds of the rows of a table. */
export function paintBox(whole: PlacedBox, background: boolean, page: Rect, canvas: Canvas): void {
  const { legend } = whole.fragment;
  const at = legend ? fieldsetFrame(whole, legend) : whole;
  const { fragment, x, y } = at;
  const { style } = fragment.box;
  const mark = markOf(at);
  if (style.boxShadow.length) paintOuterShadows(at, style.boxShadow, mark, canvas.items);
  if (background && hasBackground(style)) {
    const area = (which: BoxArea) => areaOf(at, which);
    const origin = (which: BoxArea) => canvas.broken.areaOf(whole, which);
    paintBackground(style, { area, origin, page }, mark, canvas);
  }
  if (style.boxShadow.length) paintInnerShadows(at, style.boxShadow, mark, canvas.items);
  if (fragment.decoration?.type === 'table') {
    for (const { style: row, ...area } of fragment.decoration.backgrounds) {
      const rect = { ...area, x: x + area.x, y: y + area.y };
      paintBackground(row, { area: () => ({ rect, radii: SQUARE }), page }, mark, canvas);
    }
  }
  if (legend) canvas.items.push(outsideLegend(whole, legend));
  paintBorder(at, mark, canvas);
  if (legend) canvas.items.push({ type: 'restore' });
}

function paintBorder(at: PlacedBox, mark: Mark, canvas: Canvas): void {
  const { fragment } = at;
  const { style } = fragment.box;
  if (paintBorderImage(style, rectOf(at), fragment.border, mark, canvas)) return;
  const { top, right, bottom, left } = fragment.border;
  if (top > 0 || right > 0 || bottom > 0 || left > 0)
    paintFrame(borderFrame(rectOf(at), fragment.border, style, radiiAt(at)), mark, canvas.items);
}

/** What lies over the backgrounds of all that is inside: rules between columns, collapsed borders. */
export function paintOver(at: PlacedBox, canvas: Canvas): void {
  const { fragment, x, y } = at;
  const { decoration, box, border, padding } = fragment;
  const mark = markOf(at);
  if (decoration?.type === 'column-rules') {
    const { columnRuleWidth: width, columnRuleStyle: style, columnRuleColor: color } = box.style;
    const [left, top] = [x + padding.left + border.left, y + padding.top + border.top];
    for (const rule of decoration.rules) {
      const place = { x: left + rule.x, y: top + rule.y, length: rule.height, vertical: true };
      paintLine({ ...place, width, style, color }, mark, canvas.items);
    }
  } else if (decoration?.type === 'table') {
    for (const { edge, vertical, x: left, y: top, length } of decoration.borders)
      paintLine({ x: x + left, y: y + top, length, vertical, ...edge }, mark, canvas.items);
  }
}

/** Lines around the border box that take no room (CSS UI 4 section 3); their corners follow those of the box. */
export function paintOutline(at: PlacedBox, canvas: Canvas): void {
  const {
    outlineWidth: width,
    outlineStyle: style,
    outlineColor: color,
    outlineOffset: offset,
  } = at.fragment.box.style;
  const rect = rectOf(at);
  // An offset inwards makes the outline no smaller than its own lines.
  const by = Math.max(offset + width, -Math.min(rect.width, rect.height) / 2 + width);
  const frame = {
    rect: inset(rect, allSides(-by)),
    radii: outsetRadii(radiiAt(at), Math.max(0, by)),
    widths: allSides(width),
    styles: { top: style, right: style, bottom: style, left: style },
    colors: { top: color, right: color, bottom: color, left: color },
  };
  paintFrame(frame, markOf(at), canvas.items);
}
