import type { Matrix } from '../../base/geometry.ts';
import type { Box } from './box.ts';
import type { ColorSpace, PaintColor } from './colors.ts';
import type { PdfFont } from './fonts.ts';
import { type Dict, nameOf } from './objects.ts';

/** A marked-content sequence that is open (ISO 32000-1 section 14.6). */
export interface ContentMark {
  readonly tag: string;
  readonly mcid: number | undefined;
  /** The object of the form the sequence is in; undefined in the page's own content. */
  readonly stream: number | undefined;
  /** Its property list: Lang, ActualText, E, Alt; Type and Subtype of artifacts. */
  readonly dict: Dict | undefined;
}

/** How things are painted now. */
export interface Painting {
  readonly fillAlpha: number;
  readonly strokeAlpha: number;
  /** What the groups around leave of it; NaN where they are masked or blended. */
  readonly groupAlpha: number;
  readonly blend: string;
  readonly softMask: boolean;
  readonly fillOverprint: boolean;
  readonly strokeOverprint: boolean;
  /** OPM: 1 where a component of 0 in CMYK leaves what is below. */
  readonly overprintMode: number;
}

interface Painted {
  /** Around all of it, in the page's default user space. */
  readonly box: Box;
  /** What the clip leaves of the box; undefined where nothing is seen. */
  readonly visible: Box | undefined;
  /** Outermost first. */
  readonly marks: readonly ContentMark[];
  /** Patterns, glyphs of Type 3 fonts and masks are read once for each page; their boxes are those of one cell or glyph. */
  readonly within: 'page' | 'pattern' | 'mask';
  readonly painting: Painting;
}

/** What one operator shows. */
export interface TextEvent extends Painted {
  readonly kind: 'text';
  /** As the font's own map has it, U+FFFD for what it does not say. */
  readonly text: string;
  readonly glyphs: number;
  /** Codes for which the font shows its glyph for missing characters. */
  readonly notdef: readonly number[];
  readonly font: PdfFont;
  /** pt on paper. */
  readonly size: number;
  /** From text space at the first glyph to the page. */
  readonly matrix: Matrix;
  /** Tr, section 9.3.6: 3 is invisible. */
  readonly mode: number;
  /** Undefined where the mode does not fill. */
  readonly fill: PaintColor | undefined;
  readonly stroke: PaintColor | undefined;
}

export interface PathEvent extends Painted {
  readonly kind: 'path';
  readonly fill: PaintColor | undefined;
  readonly stroke: PaintColor | undefined;
  /** pt on paper, of the stroke; 0 is the thinnest line of the device. */
  readonly lineWidth: number;
  /** Of the fill in square units of user space, before clipping; holes are counted. */
  readonly area: number;
  /** Points of the path; a rectangle has four. */
  readonly points: number;
}

export interface ImageEvent extends Painted {
  readonly kind: 'image';
  /** The stream; of inline images the dictionary, with full key names. */
  readonly dict: Dict;
  readonly inline: boolean;
  readonly width: number;
  readonly height: number;
  /** Undefined for stencil masks and JPEG 2000. */
  readonly space: ColorSpace | undefined;
  /** A stencil, painted with this colour. */
  readonly stencil: PaintColor | undefined;
  /** Pixels per inch on paper, along the picture's width and height. */
  readonly ppi: readonly [number, number];
}

export interface ShadingEvent extends Painted {
  readonly kind: 'shading';
  readonly dict: Dict;
  readonly space: ColorSpace | undefined;
}

/** A form that is a transparency group, before its content. */
export interface GroupEvent extends Painted {
  readonly kind: 'group';
  readonly dict: Dict;
  readonly space: ColorSpace | undefined;
}

/** What a page paints, in the order it does. */
export type PageEvent = TextEvent | PathEvent | ImageEvent | ShadingEvent | GroupEvent;

/** The innermost marked-content identifier around what is painted. */
export const contentMark = (event: PageEvent): ContentMark | undefined =>
  event.marks.findLast((mark) => mark.mcid !== undefined);

/** The type of the artifact that it is, '' where the artifact names none; undefined where it is none. */
export function artifactType(event: PageEvent): string | undefined {
  const mark = event.marks.findLast(({ tag }) => tag === 'Artifact');
  return mark && (nameOf(mark.dict?.get('Type')) ?? '');
}

/** The colours it is painted with; for pictures and shadings none. */
export function colorsOf(event: PageEvent): readonly PaintColor[] {
  const colors = event.kind === 'image' ? [event.stencil] : 'fill' in event ? [event.fill, event.stroke] : [];
  return colors.filter((color) => color !== undefined);
}

/** Every colour space it uses. */
export function spacesOf(event: PageEvent): readonly ColorSpace[] {
  const own = 'space' in event && event.space ? [event.space] : [];
  return [...own, ...colorsOf(event).map(({ space }) => space)];
}

export const isTransparent = (event: PageEvent): boolean => {
  const { fillAlpha, strokeAlpha, blend, softMask } = event.painting;
  const masked = event.kind === 'image' && event.dict.has('SMask');
  return fillAlpha < 1 || strokeAlpha < 1 || softMask || masked || (blend !== 'Normal' && blend !== 'Compatible');
};
