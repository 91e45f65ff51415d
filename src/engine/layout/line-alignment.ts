import type { InlineBox } from '../boxes/box.ts';
import { type InlineChain, insideOf } from '../boxes/inline-chain.ts';
import type { ComputedStyle } from '../css/style.ts';
import { baselineShift, type Extent, leadedExtent, lineHeight, primaryFace } from './line-metrics.ts';
import type { LayoutContext } from './space.ts';

/**
 * What of a line moves up and down as one (CSS 2 section 10.8): the line itself, and each box aligned to its top or
 * bottom with what is inside.
 */
interface Subtree {
  ascent: number;
  descent: number;
  readonly bottom: boolean;
  /** How far its baseline lies below that of the line, px; known at the end. */
  offset: number;
}

/** A baseline, `shift` px below that of its subtree. */
export interface Baseline {
  readonly subtree: Subtree;
  readonly shift: number;
}

/** Finds how far the baselines of what stands in a line lie below that of the line, and how high the line is. */
export class LineAlignment {
  readonly #style: ComputedStyle;
  readonly #context: LayoutContext;
  readonly #line: Subtree;
  /** Those that wait for the height of the line. */
  readonly #waiting: Subtree[] = [];
  readonly #boxes = new Map<InlineBox, Baseline>();

  /** `style` is the block container's. */
  constructor(style: ComputedStyle, context: LayoutContext) {
    this.#style = style;
    this.#context = context;
    this.#line = { ...leadedExtent(style, primaryFace(style, context)), bottom: false, offset: 0 };
  }

  /** The baseline inside `boxes`, outermost first, each of which takes part in the line. */
  inside(boxes: InlineChain): Baseline {
    return insideOf(boxes, this.#boxes, { subtree: this.#line, shift: 0 }, (around, { style }, parent) => {
      const face = primaryFace(style, this.#context);
      return this.place(
        style,
        leadedExtent(style, face),
        lineHeight(style, face),
        parent?.style ?? this.#style,
        around,
      );
    });
  }

  /** Aligns something of `extent` in its parent. */
  place(style: ComputedStyle, extent: Extent, height: number, parent: ComputedStyle, around: Baseline): Baseline {
    const shift = baselineShift(style, extent, parent, primaryFace(parent, this.#context), height);
    if (shift === undefined) {
      const subtree = { ...extent, bottom: style.verticalAlign === 'bottom', offset: 0 };
      this.#waiting.push(subtree);
      return { subtree, shift: 0 };
    }
    const baseline = { subtree: around.subtree, shift: around.shift + shift };
    this.include(extent, baseline);
    return baseline;
  }

  include({ ascent, descent }: Extent, { subtree, shift }: Baseline): void {
    subtree.ascent = Math.max(subtree.ascent, ascent - shift);
    subtree.descent = Math.max(subtree.descent, descent + shift);
  }

  /** The extent of the whole line, with what waited for it. */
  finish(): Extent {
    const line = this.#line;
    for (const { ascent, descent, bottom } of this.#waiting) {
      const missing = ascent + descent - line.ascent - line.descent;
      if (missing > 0 && bottom) line.ascent += missing;
      else if (missing > 0) line.descent += missing;
    }
    for (const subtree of this.#waiting)
      subtree.offset = subtree.bottom ? line.descent - subtree.descent : subtree.ascent - line.ascent;
    return line;
  }

  /** How far the baseline of a box lies below that of the line, px. */
  shiftOf(box: InlineBox | undefined): number {
    const baseline = box && this.#boxes.get(box);
    return baseline ? below(baseline) : 0;
  }
}

/** How far a baseline lies below that of its line, px; known when the line is finished. */
export const below = ({ subtree, shift }: Baseline): number => subtree.offset + shift;
