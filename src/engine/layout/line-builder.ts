import type { InlineBox, InlineContent, InlineItem } from '../boxes/box.ts';
import { type InlineChain, type InlineChains, inlineChains, insideOf } from '../boxes/inline-chain.ts';
import { isAbsolute } from '../boxes/out-of-flow.ts';
import type { ComputedStyle } from '../css/style.ts';
import { hangsAtEnd } from '../text/hanging.ts';
import { justifyLine } from '../text/justify.ts';
import { baseLevelAt } from '../text/levels.ts';
import type { Line } from '../text/lines.ts';
import type { Paragraph, SpaceAtom, WordAtom } from '../text/paragraph.ts';
import type { TextPiece } from '../text/pieces.ts';
import { withEllipsis } from './ellipsis.ts';
import type { BoxFragment, LineFragment, OutOfFlow, PlacedFragment, TextFragment } from './fragment.ts';
import { fillLeader, isLeader, stretchLeaders } from './leaders.ts';
import { type Baseline, below, LineAlignment } from './line-alignment.ts';
import { atomsOfLine, type LineAtom } from './line-atoms.ts';
import { fontExtent, leadedExtent, lineHeight, primaryFace } from './line-metrics.ts';
import { borderOf, marginOf, paddingOf, relativeOffset, vertical } from './sizes.ts';
import type { LayoutContext } from './space.ts';
import { type BoxSpan, placeVisually, spreadOf } from './visual-line.ts';

/** Where a line stands in its container between floats, px. */
export interface LineArea {
  readonly left: number;
  readonly width: number;
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/** Turns the lines found by line breaking into fragments: alignment, visual order, vertical position. */
export class LineBuilder {
  readonly #inline: InlineContent;
  readonly #paragraph: Paragraph;
  readonly #style: ComputedStyle;
  readonly #width: number;
  readonly #atomics: ReadonlyMap<number, BoxFragment>;
  readonly #itemWidths: ReadonlyMap<number, number>;
  readonly #context: LayoutContext;
  readonly #chains: InlineChains;
  /** How far relative positioning moves what is in a box, and the styles whose decorations are drawn in it. */
  readonly #shifts = new Map<InlineBox, Shift>();
  readonly #decorations = new Map<InlineBox, readonly ComputedStyle[]>();

  constructor(
    inline: InlineContent,
    paragraph: Paragraph,
    style: ComputedStyle,
    width: number,
    atomics: ReadonlyMap<number, BoxFragment>,
    itemWidths: ReadonlyMap<number, number>,
    context: LayoutContext,
  ) {
    // biome-ignore format: the arguments of a stage
    this.#inline = inline;
    this.#paragraph = paragraph;
    this.#style = style;
    this.#width = width;
    this.#atomics = atomics;
    this.#itemWidths = itemWidths;
    this.#context = context;
    this.#chains = inlineChains(inline.items);
  }

  build(line: Line, indent: number, lastLine: boolean, area: LineArea = { left: 0, width: this.#width }): LineFragment {
    const { items } = this.#inline;
    const base = baseLevelAt(this.#paragraph.levels, this.#paragraph.atoms[line.first]?.start ?? 0);
    const { shaper } = this.#context.text;
    const whole = atomsOfLine(line, this.#paragraph, this.#itemWidths, shaper, base, indent);
    const available = area.width - indent - line.opening - line.closing;
    const wholeWidth = widthOfAtoms(whole);
    const excess = wholeWidth - available;
    const { overflow, textOverflow } = this.#style;
    const cut = textOverflow === 'ellipsis' && overflow !== 'visible' && excess > 1 / 32;
    const atoms = cut ? withEllipsis(whole, available, this.#paragraph, shaper) : whole;
    const full = cut ? widthOfAtoms(atoms) : wholeWidth;
    const end = endOfText(this.#paragraph, atoms);
    const spaces = end < atoms.length ? spacesAtEnd(this.#paragraph, atoms.slice(end)) : 0;
    const hang =
      (line.hangsAlways || full > available ? line.hang : 0) + (!line.forced || full > available ? spaces : 0);
    const natural = full - hang;
    const align = this.#alignment(lastLine || line.forced, base === 1);
    const slack = available - natural;
    // Shrinking is part of what line breaking chose, so it applies to the last line too.
    const shrinks = slack < 0 && this.#style.textAlign === 'justify' && slack > -natural * 0.1;
    const stretched = slack > 0 ? stretchLeaders(atoms, items, slack) : 0;
    const justified = !stretched && (align === 'justify' || shrinks);
    const used = natural + stretched + (justified ? justifyLine(atoms.slice(0, end), slack, this.#style) : 0);
    const rest = available - used;
    const offset = offsetOf(rest, align, base);
    const indented = this.#style.direction === 'rtl' ? 0 : indent;
    const start = area.left + offset + indented - (base ? hang : 0);
    const spans = placeVisually(atoms, items, this.#chains, base, start, this.#width);
    const fragment = this.#fragment(atoms, spans, line.hyphen, Math.max(0, cut ? excess : -rest));
    const outOfFlow = this.#inline.detached.length ? this.#outOfFlow(line, atoms, area, fragment.height) : [];
    return outOfFlow.length ? { ...fragment, outOfFlow } : fragment;
  }

  /** Absolutely positioned boxes that stand in a line: at their place in the text, or below it where they are blocks. */
  #outOfFlow(line: Line, atoms: readonly LineAtom[], area: LineArea, height: number): OutOfFlow[] {
    const all = this.#paragraph.atoms;
    const start = line.startSplit ?? all[line.first]?.start ?? 0;
    const end = line.endSplit ?? all[line.last]?.start ?? Number.POSITIVE_INFINITY;
    const startEdge = this.#style.direction === 'rtl' ? 1 : 0;
    return this.#inline.detached
      .filter(({ at, box }) => at >= start && at < end && isAbsolute(box.style))
      .map(({ at, box, inlineLevel, container }) => {
        const before = atoms.findLast(({ atom }) => atom.start < at);
        const base = { box, container, anchorY: 0 };
        if (!inlineLevel) return { ...base, x: startEdge * this.#width, y: before ? height : 0, anchorX: startEdge };
        if (!before) return { ...base, x: area.left + startEdge * area.width, y: 0, anchorX: startEdge };
        // It goes on in the direction of the text before it.
        return before.level % 2 === 1
          ? { ...base, x: before.x, y: 0, anchorX: 1 }
          : { ...base, x: before.x + before.width + before.gap, y: 0, anchorX: 0 };
      });
  }

  /** Copies in leaders stand in columns, counted from the end edge of the container. */
  #gridOfLeaders(): number {
    return this.#style.direction === 'rtl' ? 0 : this.#width;
  }

  /** The physical alignment of a line (CSS Text 3 section 6). */
  #alignment(lastLine: boolean, rtl: boolean): 'left' | 'right' | 'center' | 'justify' {
    const { textAlign, textAlignLast } = this.#style;
    let value: ComputedStyle['textAlign'] = textAlign;
    if (lastLine) value = textAlignLast === 'auto' ? (textAlign === 'justify' ? 'start' : textAlign) : textAlignLast;
    if (value.startsWith('-webkit-')) return value.slice(8) as 'left' | 'center' | 'right';
    if (value === 'start') return rtl ? 'right' : 'left';
    if (value === 'end') return rtl ? 'left' : 'right';
    return value as 'left' | 'right' | 'center' | 'justify';
  }

  #fragment(atoms: readonly LineAtom[], spans: readonly BoxSpan[], hyphenated: boolean, excess: number): LineFragment {
    const { items } = this.#inline;
    const alignment = new LineAlignment(this.#style, this.#context);
    const atomics: {
      readonly x: number;
      readonly baseline: Baseline;
      readonly top: number;
      readonly fragment: BoxFragment;
      readonly inside: InlineChain;
    }[] = [];
    const { around: outside, within } = this.#chains;
    for (const { atom, x, width, gap } of atoms) {
      const parents = outside[atom.item]!;
      const item = items[atom.item]!;
      if (item.type === 'text' && parents.length === 0 && item.style.lineHeight !== 'normal') continue;
      const around = alignment.inside(item.type === 'open' || item.type === 'close' ? within.get(item.box)! : parents);
      if (atom.kind === 'word' && lineHeightIsNormal(item))
        alignment.include(leadedExtent((item as InlineItem & { type: 'text' }).style, atom.key.face), around);
      if (item.type === 'atomic') {
        const { style } = item.box;
        const whole = this.#atomics.get(atom.item)!;
        const fragment = isLeader(item) ? fillLeader(whole, x, width + gap, this.#gridOfLeaders()) : whole;
        const margin = marginOf(style, this.#width);
        const top = atomicBaseline(fragment, margin.bottom);
        const extent = { ascent: margin.top + top, descent: fragment.height - top + margin.bottom };
        const line = lineHeight(style, primaryFace(style, this.#context));
        const baseline = alignment.place(style, extent, line, parents.at(-1)?.style ?? this.#style, around);
        const moved = relativeOffset(style, this.#width, undefined, this.#style.direction);
        const shift = this.#shift(parents);
        atomics.push({
          x: x + margin.left + moved.x + shift.x,
          baseline,
          top: top - moved.y - shift.y,
          fragment,
          inside: parents,
        });
      }
    }
    const { ascent, descent } = alignment.finish();
    const children: PlacedFragment[] = [];
    this.#inlineBoxes(spans, alignment, ascent, children);
    for (const { x, baseline, top, fragment, inside } of atomics) {
      children.push({ x, y: ascent + below(baseline) - top, fragment, inside });
    }
    this.#texts(atoms, alignment, ascent, children);
    return {
      type: 'line',
      width: this.#width,
      height: ascent + descent,
      baseline: ascent,
      children,
      hyphenated,
      excess,
    };
  }

  /** How far relative positioning of the inline boxes around moves what is in them. */
  #shift(boxes: InlineChain): Shift {
    return insideOf(boxes, this.#shifts, UNMOVED, (around, { style }) => {
      if (style.position !== 'relative') return around;
      const own = relativeOffset(style, this.#width, undefined, this.#style.direction);
      return { x: around.x + own.x, y: around.y + own.y };
    });
  }

  /** Fragments of inline boxes: one for each stretch of the line they cover. */
  #inlineBoxes(spans: readonly BoxSpan[], alignment: LineAlignment, baseline: number, out: PlacedFragment[]): void {
    for (const { box, left, right, atLeft, atRight, opens, closes, inside } of spans) {
      const { style } = box;
      const [border, padding, margin] = [borderOf(style), paddingOf(style, this.#width), marginOf(style, this.#width)];
      const font = fontExtent(primaryFace(style, this.#context).face.metrics, style.fontSize);
      const x = left + (atLeft ? margin.left : 0);
      const width = right - (atRight ? margin.right : 0) - x;
      const top = baseline + alignment.shiftOf(box) - font.ascent - padding.top - border.top;
      const height = font.ascent + font.descent + vertical(padding) + vertical(border);
      const shift = this.#shift(this.#chains.within.get(box)!);
      const cut = { ...border, left: atLeft ? border.left : 0, right: atRight ? border.right : 0 };
      out.push({
        x: x + shift.x, y: top + shift.y,
        fragment: {
          type: 'box', box, width: Math.max(0, width), height, border: cut, padding, children: [], firstBaseline: undefined,
          lastBaseline: undefined, isFirst: opens, isLast: closes,
        },
        inside,
      }); // biome-ignore format: one record
    }
  }

  /** Neighbouring pieces of one item, face and level become one text fragment. */
  #texts(atoms: readonly LineAtom[], alignment: LineAlignment, baseline: number, out: PlacedFragment[]): void {
    let group: LineAtom[] = [];
    const flush = (): void => {
      if (group.length) out.push(this.#text(group, alignment, baseline));
      group = [];
    };
    for (const atom of atoms) {
      if (!atom.shaped) {
        flush();
        continue;
      }
      const last = group.at(-1);
      if (last && !joins(last, atom)) flush();
      group.push(atom);
    }
    flush();
  }

  #text(group: readonly LineAtom[], alignment: LineAlignment, baseline: number): PlacedFragment<TextFragment> {
    const first = group[0]!;
    const { item: index, key } = first.atom as WordAtom | SpaceAtom;
    const item = this.#inline.items[index]!;
    if (item.type !== 'text') throw new Error('text outside a text item');
    const parents = this.#chains.around[index]!;
    const pieces: TextPiece[] = group.map(({ shaped, gap, spread, atom, hangs }) => ({
      shaped: shaped!,
      gap: hangs ? 0 : gap + (atom.kind === 'space' ? item.style.wordSpacing : 0),
      letterSpacing: (atom as WordAtom | SpaceAtom).letterSpacing + spread,
    }));
    let left = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    for (const a of group) {
      left = Math.min(left, a.x);
      right = Math.max(right, a.x + a.width + a.gap + spreadOf(a));
    }
    const shift = this.#shift(parents);
    const outside = isDecorated(this.#style) ? [this.#style] : NONE;
    const decorations = insideOf(parents, this.#decorations, outside, (around, { style: own }) =>
      isDecorated(own) ? [...around, own] : around,
    );
    return {
      x: left + shift.x,
      y: baseline + alignment.shiftOf(parents.at(-1)) + shift.y,
      inside: parents,
      fragment: {
        type: 'text', width: right - left, face: key.face, style: item.style, direction: key.direction, pieces, owner: item.owner, decorations,
      },
    }; // biome-ignore format: one record
  }
}

const widthOfAtoms = (atoms: readonly LineAtom[]): number => atoms.reduce((sum, { width }) => sum + width, 0);

/** Where the white space begins that a line ends with and that hangs. */
function endOfText(paragraph: Paragraph, atoms: readonly LineAtom[]): number {
  let end = atoms.length;
  for (let i = end - 1; i >= 0; i--) {
    const { atom } = atoms[i]!;
    if (hangsAtEnd(paragraph, atom)) end = i;
    else if (atom.kind !== 'close') break;
  }
  return end;
}

/** Its width, px; the edges of inline boxes in it do not hang. */
const spacesAtEnd = (paragraph: Paragraph, atoms: readonly LineAtom[]): number =>
  atoms.reduce((sum, { atom, width }) => (hangsAtEnd(paragraph, atom) ? sum + width : sum), 0);

/** How far a line is moved from the left, with `rest` px to spare; what is too long is start-aligned (CSS Text 3 section 6). */
function offsetOf(rest: number, align: 'left' | 'right' | 'center' | 'justify', base: 0 | 1): number {
  if (rest < 0) return base ? rest : 0;
  if (align === 'center') return rest / 2;
  return align === 'right' || (align === 'justify' && base) ? rest : 0;
}

const isDecorated = (style: ComputedStyle): boolean => style.textDecorationLine.length > 0;
const NONE: readonly ComputedStyle[] = [];
const UNMOVED: Shift = { x: 0, y: 0 };

function joins(a: LineAtom, b: LineAtom): boolean {
  const [first, second] = [a.atom as WordAtom, b.atom as WordAtom];
  return first.item === second.item && first.key.face === second.key.face && a.level === b.level;
}

const lineHeightIsNormal = (item: InlineItem): boolean => item.type === 'text' && item.style.lineHeight === 'normal';

/** The baseline of an atomic inline from the top of its border box (CSS 2 section 10.8.1). */
function atomicBaseline(fragment: BoxFragment, marginBottom: number): number {
  const { box } = fragment;
  const clipped = box.style.overflow === 'hidden';
  const baseline = box.kind === 'block' ? fragment.lastBaseline : (fragment.firstBaseline ?? fragment.lastBaseline);
  return box.kind === 'replaced' || baseline === undefined || clipped ? fragment.height + marginBottom : baseline;
}
