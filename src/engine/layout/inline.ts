import type { InlineContent, InlineItem } from '../boxes/box.ts';
import { isFloat } from '../boxes/out-of-flow.ts';
import type { ComputedStyle } from '../css/style.ts';
import { resolveLength } from '../css/values.ts';
import { atomWidth } from '../text/breakpoints.ts';
import { startHang } from '../text/hanging.ts';
import { breakLines, endOfLine, intrinsicWidths, type Line, LineCursor, type LineOptions } from '../text/lines.ts';
import { type Paragraph, prepareParagraph } from '../text/paragraph.ts';
import type { BoxFragment, LineFragment } from './fragment.ts';
import { inlineEdge } from './inline-edges.ts';
import { type LineArea, LineBuilder } from './line-builder.ts';
import { horizontal, marginOf } from './sizes.ts';
import type { IntrinsicSizes, LayoutContext, TextPlace } from './space.ts';

/** Lines of one inline formatting context at one width; heights add up to the content's height. */
export interface InlineLayout {
  readonly lines: readonly LineFragment[];
  /** Where each of them starts. */
  readonly places: readonly TextPlace[];
}

interface Prepared {
  readonly paragraph: Paragraph;
  readonly byWidth: Map<number, InlineLayout>;
  intrinsic: IntrinsicSizes | undefined;
}

/** Paragraphs are shaped once and broken once for each width they are asked for; kept while their document is laid out. */
const prepared = new WeakMap<LayoutContext, WeakMap<InlineContent, Prepared>>();

function prepare(inline: InlineContent, context: LayoutContext): Prepared {
  let own = prepared.get(context);
  if (!own) {
    own = new WeakMap();
    prepared.set(context, own);
  }
  let found = own.get(inline);
  if (!found) {
    found = {
      paragraph: prepareParagraph(inline.text, inline.items, inline.style, context.text),
      byWidth: new Map(),
      intrinsic: undefined,
    };
    own.set(inline, found);
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
  const { byWidth } = prepare(inline, context);
  let layout = byWidth.get(width);
  if (!layout) {
    const { firstLine } = inline;
    layout = firstLine
      ? afterFirst(inline, firstLine, style, width, context)
      : linesOf(inline, style, width, context).all();
    byWidth.set(width, layout);
  }
  return layout;
}

/** Where ::first-line has a style, that line is found and built in it, and the others go on behind it. */
function afterFirst(
  inline: InlineContent,
  firstLine: InlineContent,
  style: ComputedStyle,
  width: number,
  context: LayoutContext,
): InlineLayout {
  const head = linesOf(firstLine, firstLine.style, width, context);
  const [first] = head.lines;
  if (!first || head.lines.length === 1) return head.all();
  const rest = linesOf(inline, style, width, context, endOfLine(head.paragraph, first)).all();
  return { lines: [head.line(0), ...rest.lines], places: [{ width, atom: 0, split: undefined }, ...rest.places] };
}

interface BrokenLines {
  readonly paragraph: Paragraph;
  readonly lines: readonly Line[];
  line(index: number): LineFragment;
  all(): InlineLayout;
}

/** The lines of inline content, from a text offset on where the first was made elsewhere. */
function linesOf(
  inline: InlineContent,
  style: ComputedStyle,
  width: number,
  context: LayoutContext,
  from?: number,
): BrokenLines {
  const { paragraph } = prepare(inline, context);
  const atomics = layoutAtomics(inline.items, width, context);
  const itemWidths = widthsOfItems(inline.items, width, atomics);
  const options: LineOptions = {
    width,
    indent: from === undefined ? indentOf(paragraph, style, width) : 0,
    mode: style.textWrapStyle === 'balance' ? 'balance' : style.textWrapStyle === 'pretty' ? 'total-fit' : 'greedy',
    justify: style.textAlign === 'justify' || style.textAlignLast === 'justify',
    itemWidths,
    from,
  };
  const lines = breakLines(paragraph, options);
  const builder = new LineBuilder(inline, paragraph, style, width, atomics, itemWidths, context);
  const line = (index: number): LineFragment =>
    builder.build(lines[index]!, index === 0 ? options.indent : 0, index === lines.length - 1);
  const places = lines.map(({ first, startSplit }) => ({ width, atom: first, split: startSplit }));
  return { paragraph, lines, line, all: () => ({ lines: lines.map((_, index) => line(index)), places }) };
}

const indentOf = (paragraph: Paragraph, style: ComputedStyle, width: number): number =>
  resolveLength(style.textIndent, width) - startHang(paragraph);

/** Lines that are broken and built one by one, each for the room that floats leave it. */
export class LineSetter {
  readonly #paragraph: Paragraph;
  readonly #cursor: LineCursor;
  readonly #builder: LineBuilder;
  readonly #itemWidths: ReadonlyMap<number, number>;
  readonly #indent: number;
  readonly #items: readonly InlineItem[];
  /** The first line, where it has a style of its own, and where it ends by the place behind it. */
  readonly #head: LineSetter | undefined;
  readonly #headEnds = new Map<number, number>();

  constructor(inline: InlineContent, style: ComputedStyle, width: number, context: LayoutContext) {
    const { paragraph } = prepare(inline, context);
    const atomics = layoutAtomics(inline.items, width, context);
    this.#paragraph = paragraph;
    this.#items = inline.items;
    this.#itemWidths = widthsOfItems(inline.items, width, atomics);
    this.#cursor = new LineCursor(paragraph, this.#itemWidths);
    this.#builder = new LineBuilder(inline, paragraph, style, width, atomics, this.#itemWidths, context);
    this.#indent = indentOf(paragraph, style, width);
    const { firstLine } = inline;
    this.#head = firstLine && new LineSetter(firstLine, firstLine.style, width, context);
  }

  /** The last place; lines start at 0. */
  get end(): number {
    return this.#cursor.end;
  }

  placeOf({ atom, split }: TextPlace): number {
    return this.#cursor.placeOf(atom, split);
  }

  textPlace(place: number): TextPlace {
    const { atom, split } = this.#cursor.atomAt(place);
    return { width: undefined, atom, split };
  }

  /** Offset in the text of a place. */
  offsetOf(place: number): number {
    const { atom, split } = this.#cursor.atomAt(place);
    return split ?? this.#paragraph.atoms[atom]?.start ?? this.#paragraph.text.length;
  }

  next(start: number, width: number): { readonly end: number; readonly fits: boolean } {
    if (start !== 0 || !this.#head) return this.#cursor.next(start, { width, indent: this.#indent });
    const { end, fits } = this.#head.next(0, width);
    const own = this.#cursor.placeAt(this.#paragraph, this.#head.offsetOf(end));
    this.#headEnds.set(own, end);
    return { end: own, fits };
  }

  /** Width of what stands in a line from `start` before the text offset `at`, without spaces at its end, px. */
  widthUpTo(start: number, at: number): number {
    const { atom: first, split, opening } = this.#cursor.atomAt(start);
    let width = this.#indentAt(start) + opening;
    let spaces = 0;
    for (let i = first; i < this.#paragraph.atoms.length; i++) {
      const atom = this.#paragraph.atoms[i]!;
      if (atom.start >= at) break;
      const part = i === first && split !== undefined ? (atom.end - split) / Math.max(1, atom.end - atom.start) : 1;
      width += atomWidth(atom, this.#itemWidths) * part;
      if (atom.kind === 'space' && atom.collapsible) spaces += atom.width;
      else if (atom.kind !== 'close') spaces = 0;
    }
    return width - spaces;
  }

  /** What a forced break that ends the line before a place clears (CSS 2 section 9.5.2). */
  clearAt(end: number): ComputedStyle['clear'] {
    const atom = this.#paragraph.atoms[this.#cursor.atomAt(end).atom - 1];
    const item = atom?.kind === 'newline' ? this.#items[atom.item] : undefined;
    return item?.type === 'break' ? item.style.clear : 'none';
  }

  /** `area` is the room of the line in its container. */
  build(start: number, end: number, area: LineArea): LineFragment {
    if (start === 0 && this.#head) return this.#head.build(0, this.#headEnds.get(end)!, area);
    return this.#builder.build(this.#cursor.line(start, end), this.#indentAt(start), end === this.end, area);
  }

  #indentAt(place: number): number {
    return place === 0 ? this.#indent : 0;
  }
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
    // Floats stand beside the text (CSS Sizing 3 section 5.1).
    for (const { box } of inline.detached) {
      if (!isFloat(box.style)) continue;
      const margin = horizontal(marginOf(box.style, 0));
      const sizes = context.intrinsic(box);
      min = Math.max(min, sizes.min + margin);
      max += Math.max(0, sizes.max + margin);
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
      if (item.cut) return;
      const edge = inlineEdge(item.box, item.type, width);
      if (edge) widths.set(index, edge);
    } else if (item.type === 'atomic') {
      const fragment = atomics.get(index);
      if (fragment) widths.set(index, fragment.width + horizontal(marginOf(item.box.style, width)));
    }
  });
  return widths;
}
