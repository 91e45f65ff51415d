import type { InlineContent, InlineItem } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { startHang } from '../text/hanging.ts';
import { breakLines, intrinsicWidths, type LineOptions } from '../text/lines.ts';
import { type Paragraph, prepareParagraph } from '../text/paragraph.ts';
import type { BoxFragment, LineFragment } from './fragment.ts';
import { inlineEdge } from './inline-edges.ts';
import { LineBuilder } from './line-builder.ts';
import { horizontal, marginOf } from './sizes.ts';
import type { IntrinsicSizes, LayoutContext } from './space.ts';

/** Lines of one inline formatting context at one width; heights add up to the content's height. */
export interface InlineLayout {
  readonly lines: readonly LineFragment[];
}

interface Prepared {
  readonly paragraph: Paragraph;
  readonly byWidth: Map<number, InlineLayout>;
  intrinsic: IntrinsicSizes | undefined;
}

/** Paragraphs are shaped once and broken once for each width they are asked for. */
const prepared = new WeakMap<InlineContent, Prepared>();

function prepare(inline: InlineContent, context: LayoutContext): Prepared {
  let found = prepared.get(inline);
  if (!found) {
    found = {
      paragraph: prepareParagraph(inline.text, inline.items, inline.style, context.text),
      byWidth: new Map(),
      intrinsic: undefined,
    };
    prepared.set(inline, found);
  }
  return found;
}

/** Breaks and builds the lines (CSS Inline 3 section 2). `style` is the block container's. */
export function layoutInline(
  inline: InlineContent,
  style: ComputedStyle,
  width: number,
  context: LayoutContext,
): InlineLayout {
  const { paragraph, byWidth } = prepare(inline, context);
  const known = byWidth.get(width);
  if (known) return known;
  const atomics = layoutAtomics(inline.items, width, context);
  const itemWidths = widthsOfItems(inline.items, width, atomics);
  const justify = style.textAlign === 'justify' || style.textAlignLast === 'justify';
  const options: LineOptions = {
    width,
    indent: resolveLength(style.textIndent, width) - startHang(paragraph),
    mode: style.textWrapStyle === 'balance' ? 'balance' : style.textWrapStyle === 'pretty' ? 'total-fit' : 'greedy',
    justify,
    itemWidths,
  };
  const lines = breakLines(paragraph, options);
  const builder = new LineBuilder(inline, paragraph, style, width, atomics, itemWidths, context);
  const layout = {
    lines: lines.map((line, index) =>
      builder.build(line, index === 0 ? options.indent : 0, index === lines.length - 1),
    ),
  };
  byWidth.set(width, layout);
  return layout;
}

/** Content widths of inline content (CSS Sizing 3 section 5.1). */
export function intrinsicInline(inline: InlineContent, style: ComputedStyle, context: LayoutContext): IntrinsicSizes {
  const entry = prepare(inline, context);
  if (!entry.intrinsic) {
    const edges = widthsOfItems(inline.items, 0, new Map());
    const withAtomics = (pick: (sizes: IntrinsicSizes) => number): ReadonlyMap<number, number> => {
      const map = new Map(edges);
      inline.items.forEach((item, index) => {
        if (item.type === 'atomic')
          map.set(index, pick(context.intrinsic(item.box)) + horizontal(marginOf(item.box.style, 0)));
      });
      return map;
    };
    const options = { indent: resolveLength(style.textIndent, 0) };
    let { min, max } = intrinsicWidths(entry.paragraph, { ...options, itemWidths: withAtomics((sizes) => sizes.min) });
    if (inline.items.some((item) => item.type === 'atomic')) {
      max = intrinsicWidths(entry.paragraph, { ...options, itemWidths: withAtomics((sizes) => sizes.max) }).max;
    }
    // A ceiling keeps text that is given exactly its width from breaking over a rounding error.
    entry.intrinsic = { min: Math.ceil(min * 64) / 64, max: Math.ceil(max * 64) / 64 };
  }
  return entry.intrinsic;
}

function layoutAtomics(items: readonly InlineItem[], width: number, context: LayoutContext): Map<number, BoxFragment> {
  const fragments = new Map<number, BoxFragment>();
  items.forEach((item, index) => {
    if (item.type !== 'atomic') return;
    const space = { availableWidth: width, availableHeight: undefined, shrinkToFit: true };
    fragments.set(index, context.layoutWhole(item.box, space));
  });
  return fragments;
}

function widthsOfItems(
  items: readonly InlineItem[],
  width: number,
  atomics: ReadonlyMap<number, BoxFragment>,
): Map<number, number> {
  const widths = new Map<number, number>();
  items.forEach((item, index) => {
    if (item.type === 'open' || item.type === 'close') {
      const edge = inlineEdge(item.box, item.type, width);
      if (edge) widths.set(index, edge);
    } else if (item.type === 'atomic') {
      const fragment = atomics.get(index);
      if (fragment) widths.set(index, fragment.width + horizontal(marginOf(item.box.style, width)));
    }
  });
  return widths;
}
