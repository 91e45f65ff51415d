import type { Rect } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import { boxPath } from './borders.ts';
import type { DisplayItem, Mark, Paint, Stroke, TextItem } from './display-list.ts';
import { textPath } from './glyphs.ts';
import type { Scope, SvgPainter } from './svg.ts';
import { moved } from './svg-group.ts';
import { paintOf } from './svg-paint.ts';
import { strokeOf } from './svg-stroke.ts';
import type { PlacedText, SvgTextLayout } from './svg-text-layout.ts';

/** Text with its fills, outlines and decorations (SVG 2 chapter 11). */
export function paintText(painter: SvgPainter, layout: SvgTextLayout, scope: Scope): DisplayItem[] {
  const { bounds } = layout;
  const paints = new Map<ComputedStyle, { fill: Paint | undefined; stroke: Stroke | undefined }>();
  const look = (style: ComputedStyle) => {
    let known = paints.get(style);
    if (!known) {
      const fill = paintOf(painter, style.fill, style.fillOpacity, style, bounds, scope);
      known = { fill, stroke: strokeOf(painter, style, bounds, scope) };
      paints.set(style, known);
    }
    return known;
  };
  return layout.placed.flatMap((placed) => {
    const { style, styles } = placed.run;
    if (style.visibility !== 'visible') return [];
    const { fill, stroke } = look(style);
    const items: DisplayItem[] = [];
    const lines = (through: boolean): void => {
      for (const around of styles) {
        for (const rect of decorationLines(placed, around, through))
          items.push({
            type: 'path',
            mark: painter.mark,
            path: boxPath(rect),
            fill: look(around).fill,
            stroke: look(around).stroke,
          });
      }
    };
    lines(false);
    const strokeFirst = style.paintOrder.indexOf('stroke') < style.paintOrder.indexOf('fill');
    if (strokeFirst && fill && stroke) {
      // Lines behind the letters are not read with them.
      const set = { ...placed, size: style.fontSize };
      items.push({ type: 'path', mark: painter.mark, path: textPath(set, placed.left, placed.y), stroke });
      items.push(textItem(painter.mark, placed, fill, undefined));
    } else if (fill || stroke) items.push(textItem(painter.mark, placed, fill, stroke));
    lines(true);
    return placed.transform ? moved(items, placed.transform) : items;
  });
}

/** The letters alone, all in one colour. */
export function textShape(painter: SvgPainter, layout: SvgTextLayout, paint: Paint): DisplayItem[] {
  return layout.placed.flatMap((placed) => {
    const items = [textItem(painter.mark, placed, paint, undefined)];
    return placed.transform ? moved(items, placed.transform) : items;
  });
}

function textItem(mark: Mark, placed: PlacedText, color: Paint | undefined, stroke: Stroke | undefined): TextItem {
  const { run, face, direction, left, width, y, pieces } = placed;
  return {
    type: 'text', mark, face, size: run.style.fontSize, x: direction === 'rtl' ? left + width : left, y, direction, color,
    ...(stroke ? { stroke } : {}), pieces,
  }; // biome-ignore format: one record
}

/** Where the lines of `style` lie beside the letters (CSS Text Decoration 3 section 2). */
function decorationLines({ face, left, width, y }: PlacedText, style: ComputedStyle, through: boolean): Rect[] {
  const { metrics } = face;
  const unit = style.fontSize / metrics.unitsPerEm;
  return style.textDecorationLine
    .filter((line) => (line === 'line-through') === through)
    .map((line) => {
      const own = through ? metrics.strikeoutThickness : metrics.underlineThickness;
      const height = typeof style.textDecorationThickness === 'number' ? style.textDecorationThickness : own * unit;
      const middle = through
        ? metrics.strikeoutPosition
        : line === 'overline'
          ? metrics.ascent
          : metrics.underlinePosition;
      return { x: left, y: y - middle * unit - height / 2, width, height };
    });
}
