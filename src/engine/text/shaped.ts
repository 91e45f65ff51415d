/**
 * The result of shaping one stretch of text with one face, independent of size. Values are font units. Instances are
 * immutable and shared by a cache, so whatever depends only on the glyphs can be kept in a WeakMap keyed by them.
 * `glyphs` are in visual order (left to right); `clusters[i]` is the UTF-16 offset into `text` where the cluster of
 * glyph i starts (HarfBuzz cluster level 1).
 */
export interface ShapedText {
  readonly text: string;
  readonly direction: 'ltr' | 'rtl';
  readonly glyphs: Uint16Array;
  readonly clusters: Uint32Array;
  readonly advances: Int32Array;
  readonly xOffsets: Int32Array;
  readonly yOffsets: Int32Array;
  /** Sum of the advances. */
  readonly advance: number;
  /** True where a glyph is .notdef. */
  readonly missing: boolean;
}
