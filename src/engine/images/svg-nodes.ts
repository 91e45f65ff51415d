import type { Color } from '../../base/color.ts';
import type { Place } from '../../base/diagnostics.ts';
import type { Matrix, Path, Rect } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { LengthPercentage } from '../css/values.ts';
import type { RasterImage } from './raster.ts';

/** A vector picture, ready to be placed and painted. Lengths are resolved and text is shaped when it is painted. */
export interface SvgPicture {
  /** Natural size in px, where the root element states one. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Width by height, where the root element says so by its size or its viewBox. */
  readonly ratio: number | undefined;
  readonly root: SvgViewport;
  /** What styles of the picture name, by address as it is written: `#id`. */
  readonly resources: ReadonlyMap<string, SvgResource>;
  readonly place: Place;
}

/** `none` stretches; else where the content lies between start (0) and end (1), inside or around the room. */
export type AspectRatio = 'none' | { readonly x: number; readonly y: number; readonly slice: boolean };

export interface ViewBox {
  readonly box: Rect | undefined;
  readonly aspect: AspectRatio;
}

interface NodeBase {
  readonly style: ComputedStyle;
  readonly transform: Matrix;
}

export type SvgNode = SvgGroup | SvgViewport | SvgShape | SvgText | SvgImage;

export interface SvgGroup extends NodeBase {
  readonly type: 'group';
  /** Where a `use` puts its copy. */
  readonly offset?: { readonly x: LengthPercentage; readonly y: LengthPercentage } | undefined;
  readonly children: readonly SvgNode[];
}

/** A nested `svg`, or a `symbol` that is used. */
export interface SvgViewport extends NodeBase, ViewBox {
  readonly type: 'viewport';
  readonly x: LengthPercentage;
  readonly y: LengthPercentage;
  readonly width: LengthPercentage;
  readonly height: LengthPercentage;
  readonly children: readonly SvgNode[];
}

export interface SvgShape extends NodeBase {
  readonly type: 'shape';
  readonly geometry: SvgGeometry;
  /** What the author says its length is. */
  readonly pathLength: number | undefined;
}

export type SvgGeometry =
  | { readonly kind: 'path'; readonly path: Path }
  | {
      readonly kind: 'rect';
      readonly x: LengthPercentage;
      readonly y: LengthPercentage;
      readonly width: LengthPercentage;
      readonly height: LengthPercentage;
      readonly rx: LengthPercentage | undefined;
      readonly ry: LengthPercentage | undefined;
    }
  | {
      readonly kind: 'circle';
      readonly cx: LengthPercentage;
      readonly cy: LengthPercentage;
      readonly r: LengthPercentage;
    }
  | {
      readonly kind: 'ellipse';
      readonly cx: LengthPercentage;
      readonly cy: LengthPercentage;
      readonly rx: LengthPercentage | undefined;
      readonly ry: LengthPercentage | undefined;
    }
  | {
      readonly kind: 'line';
      readonly x1: LengthPercentage;
      readonly y1: LengthPercentage;
      readonly x2: LengthPercentage;
      readonly y2: LengthPercentage;
    };

export interface SvgImage extends NodeBase {
  readonly type: 'image';
  readonly x: LengthPercentage;
  readonly y: LengthPercentage;
  readonly width: LengthPercentage | undefined;
  readonly height: LengthPercentage | undefined;
  readonly aspect: AspectRatio;
  readonly content: SvgImageContent;
}

export type SvgImageContent =
  | { readonly type: 'raster'; readonly image: RasterImage }
  | { readonly type: 'svg'; readonly picture: SvgPicture };

/** A `text` element: its characters, white space collapsed, with what is said about each (SVG 2 section 11.5). */
export interface SvgText extends NodeBase {
  readonly type: 'text';
  readonly text: string;
  /** In order and without gaps. */
  readonly runs: readonly SvgTextRun[];
  /** By offset into the text. */
  readonly positions: ReadonlyMap<number, SvgPosition>;
  readonly lengths: readonly SvgTextLength[];
}

export interface SvgTextRun {
  readonly start: number;
  readonly end: number;
  readonly style: ComputedStyle;
  /** The styles of all elements around the run, the `text` first and its own last. */
  readonly styles: readonly ComputedStyle[];
  readonly lang: string | undefined;
  readonly path: SvgTextPath | undefined;
}

export interface SvgTextPath {
  readonly shape: SvgShape;
  readonly startOffset: LengthPercentage;
}

export interface SvgPosition {
  x?: LengthPercentage;
  y?: LengthPercentage;
  dx?: LengthPercentage;
  dy?: LengthPercentage;
  /** Degrees. */
  rotate?: number;
}

/** `textLength` of the characters from start to end; `glyphs` are stretched, else the room between them is. */
export interface SvgTextLength {
  readonly start: number;
  readonly end: number;
  readonly length: LengthPercentage;
  readonly glyphs: boolean;
}

/** Whether lengths count in user units or in the sides of the bounding box. */
export type Units = 'userSpaceOnUse' | 'objectBoundingBox';

export type SvgResource = SvgGradient | SvgPattern | SvgClip | SvgMask | SvgMarker;

export interface SvgStop {
  readonly offset: number;
  readonly color: Color;
}

interface GradientBase {
  readonly units: Units;
  readonly spread: 'pad' | 'repeat' | 'reflect';
  readonly transform: Matrix;
  readonly stops: readonly SvgStop[];
}

export type SvgGradient = SvgLinearGradient | SvgRadialGradient;

export interface SvgLinearGradient extends GradientBase {
  readonly type: 'linear';
  readonly x1: LengthPercentage;
  readonly y1: LengthPercentage;
  readonly x2: LengthPercentage;
  readonly y2: LengthPercentage;
}

export interface SvgRadialGradient extends GradientBase {
  readonly type: 'radial';
  readonly cx: LengthPercentage;
  readonly cy: LengthPercentage;
  readonly r: LengthPercentage;
  readonly fx: LengthPercentage;
  readonly fy: LengthPercentage;
  readonly fr: LengthPercentage;
}

/** A region with its own content. */
interface Region {
  readonly x: LengthPercentage;
  readonly y: LengthPercentage;
  readonly width: LengthPercentage;
  readonly height: LengthPercentage;
  readonly units: Units;
  readonly contentUnits: Units;
  readonly style: ComputedStyle;
  readonly children: readonly SvgNode[];
}

export interface SvgPattern extends Region, ViewBox {
  readonly type: 'pattern';
  readonly transform: Matrix;
}

export interface SvgMask extends Region {
  readonly type: 'mask';
}

export interface SvgClip {
  readonly type: 'clip';
  readonly units: Units;
  readonly transform: Matrix;
  readonly style: ComputedStyle;
  readonly children: readonly SvgNode[];
}

export interface SvgMarker extends ViewBox {
  readonly type: 'marker';
  readonly refX: LengthPercentage;
  readonly refY: LengthPercentage;
  readonly width: LengthPercentage;
  readonly height: LengthPercentage;
  readonly strokeUnits: boolean;
  /** Degrees, or along the path; the one at the start may look back. */
  readonly orient: number | 'auto' | 'auto-start-reverse';
  readonly style: ComputedStyle;
  readonly children: readonly SvgNode[];
}
