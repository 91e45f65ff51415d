import type { Color } from '../../base/color.ts';
import type { LengthPercentage } from './values.ts';

/** Computed values of the properties that paint: backgrounds, shadows, transforms, shapes. */

/** A distance from the start of a side (left, top), or from its end. Percentages are of the room that is left over. */
export interface EdgeOffset {
  readonly end: boolean;
  readonly offset: LengthPercentage;
}

/** Horizontal, vertical (CSS Backgrounds 3 section 3.6). */
export type Position = readonly [EdgeOffset, EdgeOffset];

/** A picture named by an address; `file` is the sheet it counts from, where it stands in one. */
export interface UrlImage {
  readonly type: 'url';
  readonly address: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A stop, or a hint between two of them where the colour has no value of its own (CSS Images 4 section 3.5). */
export interface GradientStopValue {
  readonly color: Color | undefined;
  /** Along the gradient line; in conic gradients a percentage of the turn. */
  readonly at: LengthPercentage | undefined;
}

interface GradientBase {
  readonly repeating: boolean;
  readonly stops: readonly GradientStopValue[];
}

export interface LinearGradientValue extends GradientBase {
  readonly type: 'linear-gradient';
  /** Degrees clockwise from upwards, or the corner or side aimed at: -1, 0 or 1 to the right and down. */
  readonly direction: number | readonly [-1 | 0 | 1, -1 | 0 | 1];
}

export type RadialExtent = 'closest-side' | 'closest-corner' | 'farthest-side' | 'farthest-corner';

export interface RadialGradientValue extends GradientBase {
  readonly type: 'radial-gradient';
  readonly circle: boolean;
  readonly size: RadialExtent | readonly [LengthPercentage, LengthPercentage];
  readonly position: Position;
}

export interface ConicGradientValue extends GradientBase {
  readonly type: 'conic-gradient';
  /** Degrees clockwise from upwards. */
  readonly from: number;
  readonly position: Position;
}

export type GradientValue = LinearGradientValue | RadialGradientValue | ConicGradientValue;
export type ImageValue = UrlImage | GradientValue;

export type BackgroundSize = 'cover' | 'contain' | readonly ['auto' | LengthPercentage, 'auto' | LengthPercentage];
export type RepeatStyle = 'repeat' | 'space' | 'round' | 'no-repeat';
export type BoxArea = 'border-box' | 'padding-box' | 'content-box';

export type BlendMode =
  | 'normal' | 'multiply' | 'screen' | 'overlay' | 'darken' | 'lighten' | 'color-dodge' | 'color-burn' | 'hard-light'
  | 'soft-light' | 'difference' | 'exclusion' | 'hue' | 'saturation' | 'color' | 'luminosity'; // biome-ignore format: a list

/** Lengths in px. */
export interface Shadow {
  readonly color: Color;
  readonly x: number;
  readonly y: number;
  readonly blur: number;
  readonly spread: number;
  readonly inset: boolean;
}

/** A 4 x 4 matrix by columns, as `matrix3d()` takes it, or a move whose lengths wait for the box. */
export type TransformFunction =
  | { readonly type: 'matrix'; readonly values: readonly number[] }
  | { readonly type: 'translate'; readonly x: LengthPercentage; readonly y: LengthPercentage };

/** Basic shapes (CSS Shapes 1 section 3). */
export type BasicShape =
  | {
      readonly type: 'inset';
      /** Distances from top, right, bottom and left of the box. */
      readonly sides: readonly EdgeOffset[];
      /** Horizontal and vertical radii, clockwise from the top left. */
      readonly radii: readonly (readonly [LengthPercentage, LengthPercentage])[];
    }
  | {
      readonly type: 'ellipse';
      readonly circle: boolean;
      readonly radii: readonly [ShapeRadius, ShapeRadius];
      readonly position: Position;
    }
  | {
      readonly type: 'polygon';
      readonly rule: 'nonzero' | 'evenodd';
      readonly points: readonly (readonly [LengthPercentage, LengthPercentage])[];
    }
  | { readonly type: 'path'; readonly rule: 'nonzero' | 'evenodd'; readonly data: string };

export type ShapeRadius = 'closest-side' | 'farthest-side' | LengthPercentage;

export type GeometryBox = BoxArea | 'margin-box' | 'fill-box' | 'stroke-box' | 'view-box';

/** `none`, or a shape in a box; the box's own outline where there is no shape. */
export type ClipPath = 'none' | { readonly shape: BasicShape | undefined; readonly box: GeometryBox };
