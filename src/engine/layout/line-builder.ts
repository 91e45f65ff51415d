import type { InlineBox, InlineContent, InlineItem } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { visualOrder } from '../text/bidi.ts';
import { atomWidth, type Line, tabAdvance } from '../text/lines.ts';
import { type Atom, clusterCount, type Paragraph, type SpaceAtom, type WordAtom } from '../text/paragraph.ts';
import type { TextPiece } from '../text/pieces.ts';
import type { ShapedText } from '../text/shaped.ts';
import type { BoxFragment, LineFragment, PlacedFragment, TextFragment } from './fragment.ts';
import { baselineShift, type Extent, fontExtent, leadedExtent, lineHeight, primaryFace } from './line-metrics.ts';
import { borderOf, marginOf, paddingOf, relativeOffset, vertical } from './sizes.ts';
import type { LayoutContext } from './space.ts';

/** One atom as it stands in the line. */
interface LineAtom {
  readonly atom: Atom;
  readonly shaped: ShapedText | undefined;
  readonly width: number;
  /** Justification after it, px. */
  gap: number;
  /** A collapsed space at the line's end: painted so that words stay apart when copied, but without room. */
  readonly hangs: boolean;
  x: number;
}

const HYPHEN_MARK = '\u00AD';
/** The shaped word with its hyphen, whose text is a soft hyphen (so that copying gives the word back whole). */
const withSoftHyphen = new WeakMap<ShapedText, ShapedText>();

/** Turns the lines found by line breaking into fragments: alignment, visual order, vertical position. */
export class LineBuilder {
  readonly #inline: InlineContent;
  readonly #paragraph: Paragraph;
  readonly #style: ComputedStyle;
  readonly #width: number;
  readonly #atomics: ReadonlyMap<number, BoxFragment>;
  readonly #itemWidths: ReadonlyMap<number, number>;
  readonly #context: LayoutContext;
  /** Inline boxes around each item, outermost first. */
  readonly #ancestors: readonly (readonly InlineBox[])[];

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
    this.#ancestors = ancestorsOf(inline.items);
  }

  build(line: Line, indent: number, lastLine: boolean): LineFragment {
    const atoms = this.#atomsOf(line);
    const natural = atoms.reduce((sum, atom) => sum + (atom.hangs ? 0 : atom.width), 0);
    const available = this.#width - indent;
    const ends = lastLine || line.forced;
    const align = this.#alignment(ends);
    const slack = available - natural;
    const spaces = atoms.filter((a) => !a.hangs && a.atom.kind === 'space' && a.atom.stretches);
    // Shrinking is part of what line breaking chose, so it applies to the last line too.
    if (
      (align === 'justify' && spaces.length > 0) ||
      (slack < 0 && this.#style.textAlign === 'justify' && spaces.length > 0 && slack > -natural * 0.1)
    ) {
      for (const space of spaces) space.gap = slack / spaces.length;
    }
    const used = natural + spaces.reduce((sum, space) => sum + space.gap, 0);
    const rtl = this.#style.direction === 'rtl';
    const rest = available - used;
    const offset = align === 'right' ? rest : align === 'center' ? rest / 2 : align === 'justify' && rtl ? rest : 0;
    this.#position(atoms, offset + (rtl ? 0 : indent));
    return this.#fragment(atoms);
  }

  /** The physical alignment of a line (CSS Text 3 section 6). */
  #alignment(lastLine: boolean): 'left' | 'right' | 'center' | 'justify' {
    const { textAlign, textAlignLast, direction } = this.#style;
    let value: ComputedStyle['textAlign'] = textAlign;
    if (lastLine) value = textAlignLast === 'auto' ? (textAlign === 'justify' ? 'start' : textAlign) : textAlignLast;
    if (value === 'start') return direction === 'rtl' ? 'right' : 'left';
    if (value === 'end') return direction === 'rtl' ? 'left' : 'right';
    return value;
  }

  #atomsOf(line: Line): LineAtom[] {
    const all = this.#paragraph.atoms;
    let visibleEnd = line.last;
    while (visibleEnd > line.first && isTrailing(all[visibleEnd - 1]!)) visibleEnd--;
    const atoms: LineAtom[] = [];
    let hung = false;
    let position = 0;
    for (let i = line.first; i < line.last; i++) {
      const atom = all[i]!;
      if (atom.kind === 'newline') continue;
      if (atom.kind === 'shy') {
        if (line.hyphen && i >= visibleEnd - 1 && line.endSplit === undefined) atoms.push(this.#softHyphen(atom, i));
        continue;
      }
      if (atom.kind === 'space' && atom.collapsible && i >= visibleEnd) {
        // One space is enough to keep the words of two lines apart.
        if (!hung) atoms.push({ atom, shaped: atom.shaped, width: 0, gap: 0, hangs: true, x: 0 });
        hung = true;
        continue;
      }
      const from = i === line.first ? line.startSplit : undefined;
      const to = i === line.last - 1 ? line.endSplit : undefined;
      if (atom.kind === 'word' && (from !== undefined || to !== undefined))
        atoms.push(this.#splitWord(atom, from, to, line.hyphen));
      else {
        const shaped = atom.kind === 'word' || atom.kind === 'space' ? atom.shaped : undefined;
        const width = atom.kind === 'tab' ? tabAdvance(atom.width, position) : atomWidth(atom, this.#itemWidths);
        atoms.push({ atom, shaped, width, gap: 0, hangs: false, x: 0 });
      }
      position += atoms.at(-1)!.width;
    }
    return atoms;
  }

  #splitWord(atom: WordAtom, from: number | undefined, to: number | undefined, hyphen: boolean): LineAtom {
    const { shaper } = this.#context.text;
    const text = this.#paragraph.text.slice(from ?? atom.start, to ?? atom.end);
    const hyphenated = to !== undefined && hyphen;
    const whole = hyphenated ? text + atom.key.face.hyphen : text;
    const shaped = shaper.shape(atom.key, whole, 0, whole.length);
    return {
      atom,
      shaped: hyphenated ? markHyphen(shaped) : shaped,
      width: this.#widthOf(atom, shaped),
      gap: 0,
      hangs: false,
      x: 0,
    };
  }

  #softHyphen(atom: Atom, index: number): LineAtom {
    const word = this.#paragraph.atoms.slice(0, index).findLast((a): a is WordAtom => a.kind === 'word');
    if (!word) return { atom, shaped: undefined, width: 0, gap: 0, hangs: false, x: 0 };
    const shaped = this.#context.text.shaper.shape(word.key, word.key.face.hyphen, 0, 1);
    return {
      atom: { ...word, start: atom.start, end: atom.end },
      shaped: markHyphen(shaped),
      width: this.#widthOf(word, shaped),
      gap: 0,
      hangs: false,
      x: 0,
    };
  }

  #widthOf(atom: WordAtom, shaped: ShapedText): number {
    const item = this.#paragraph.items[atom.item]!;
    if (item.type !== 'text') return 0;
    const { fontSize, letterSpacing } = item.style;
    return (shaped.advance * fontSize) / atom.key.face.face.metrics.unitsPerEm + letterSpacing * clusterCount(shaped);
  }

  /** Gives each atom its x, in visual order (UAX #9 rule L2; trailing space takes the paragraph's level, rule L1). */
  #position(atoms: readonly LineAtom[], start: number): void {
    const base = this.#paragraph.rtl ? 1 : 0;
    let x = start;
    const bidi = this.#paragraph.rtl || atoms.some((a) => a.atom.level > 0);
    const order = bidi ? visualOrder(atoms.map((a) => (a.hangs ? base : a.atom.level))) : atoms.keys();
    for (const index of order) {
      const atom = atoms[index]!;
      atom.x = x;
      x += atom.width + atom.gap;
      if (atom.hangs && base === 1) atom.x -= this.#hangWidth(atom);
    }
  }

  #hangWidth(atom: LineAtom): number {
    return atom.shaped ? this.#widthOf(atom.atom as unknown as WordAtom, atom.shaped) : 0;
  }

  #fragment(atoms: readonly LineAtom[]): LineFragment {
    const { items } = this.#inline;
    const root = primaryFace(this.#style, this.#context);
    const rootExtent = leadedExtent(this.#style, root);
    // Baselines relative to that of the line; boxes aligned to the line's top or bottom wait.
    const shifts = new Map<InlineBox, number>();
    let [ascent, descent] = [rootExtent.ascent, rootExtent.descent];
    const waiting: {
      readonly height: number;
      readonly place: (top: number, height: number) => void;
      readonly bottom: boolean;
    }[] = [];
    const include = (extent: Extent, shift: number): void => {
      ascent = Math.max(ascent, extent.ascent - shift);
      descent = Math.max(descent, extent.descent + shift);
    };
    const shiftOf = (box: InlineBox, parents: readonly InlineBox[]): number => {
      const known = shifts.get(box);
      if (known !== undefined) return known;
      const parent = parents.at(-1);
      const parentStyle = parent?.style ?? this.#style;
      const face = primaryFace(box.style, this.#context);
      const extent = leadedExtent(box.style, face);
      const own = baselineShift(
        box.style,
        extent,
        parentStyle,
        primaryFace(parentStyle, this.#context),
        lineHeight(box.style, face),
      );
      const base = parent ? shiftOf(parent, parents.slice(0, -1)) : 0;
      const shift = base + (own ?? 0);
      shifts.set(box, shift);
      include(extent, shift);
      return shift;
    };
    const children: PlacedFragment[] = [];
    const atomicPlaces: { readonly x: number; readonly fragment: BoxFragment; y: number }[] = [];
    for (const { atom, x } of atoms) {
      const parents = this.#ancestors[atom.item]!;
      const item = items[atom.item]!;
      const chain = item.type === 'open' || item.type === 'close' ? [...parents, item.box] : parents;
      let shift = 0;
      chain.forEach((box, depth) => {
        shift = shiftOf(box, chain.slice(0, depth));
      });
      if (atom.kind === 'word' && lineHeightIsNormal(item))
        include(leadedExtent((item as InlineItem & { type: 'text' }).style, atom.key.face), shift);
      if (item.type === 'atomic') {
        const fragment = this.#atomics.get(atom.item)!;
        const margin = marginOf(item.box.style, this.#width);
        const baseline = atomicBaseline(fragment, margin.bottom);
        const extent = { ascent: margin.top + baseline, descent: fragment.height - baseline + margin.bottom };
        const parentStyle = parents.at(-1)?.style ?? this.#style;
        const own = baselineShift(
          item.box.style,
          extent,
          parentStyle,
          primaryFace(parentStyle, this.#context),
          fragment.height + vertical(margin),
        );
        const placed = { x: x + margin.left, fragment, y: 0 };
        atomicPlaces.push(placed);
        if (own === undefined) {
          waiting.push({
            height: extent.ascent + extent.descent,
            bottom: item.box.style.verticalAlign === 'bottom',
            place: (top, height) => {
              placed.y =
                (item.box.style.verticalAlign === 'bottom' ? height - extent.ascent - extent.descent : top) +
                margin.top;
            },
          });
        } else {
          include(extent, shift + own);
          const offset = shift + own - baseline;
          waiting.push({ height: 0, bottom: false, place: () => (placed.y = ascent + offset) });
        }
      }
    }
    for (const { height, bottom } of waiting) {
      const missing = height - ascent - descent;
      if (missing > 0 && bottom) ascent += missing;
      else if (missing > 0) descent += missing;
    }
    for (const { place } of waiting) place(0, ascent + descent);
    this.#inlineBoxes(atoms, shifts, ascent, children);
    for (const { x, y, fragment } of atomicPlaces) {
      const moved = relativeOffset(fragment.box.style, this.#width, undefined);
      children.push({ x: x + moved.x, y: y + moved.y, fragment });
    }
    this.#texts(atoms, shifts, ascent, children);
    return { type: 'line', width: this.#width, height: ascent + descent, baseline: ascent, children };
  }

  /** Fragments of inline boxes: one for each stretch of the line they cover. */
  #inlineBoxes(
    atoms: readonly LineAtom[],
    shifts: ReadonlyMap<InlineBox, number>,
    baseline: number,
    out: PlacedFragment[],
  ): void {
    const { items } = this.#inline;
    const spans = new Map<InlineBox, { left: number; right: number; opens: boolean; closes: boolean }>();
    for (const { atom, x, width, gap } of atoms) {
      const item = items[atom.item]!;
      const own = item.type === 'open' || item.type === 'close' ? item.box : undefined;
      for (const box of own ? [...this.#ancestors[atom.item]!, own] : this.#ancestors[atom.item]!) {
        const span = spans.get(box);
        const right = x + width + gap;
        if (!span)
          spans.set(box, {
            left: x,
            right,
            opens: item.type === 'open' && own === box,
            closes: item.type === 'close' && own === box,
          });
        else {
          span.left = Math.min(span.left, x);
          span.right = Math.max(span.right, right);
          if (own === box && item.type === 'open') span.opens = true;
          if (own === box && item.type === 'close') span.closes = true;
        }
      }
    }
    for (const [box, { left, right, opens, closes }] of spans) {
      const { style } = box;
      const [border, padding, margin] = [borderOf(style), paddingOf(style, this.#width), marginOf(style, this.#width)];
      const ltr = style.direction === 'ltr';
      const [atLeft, atRight] = ltr ? [opens, closes] : [closes, opens];
      const font = fontExtent(primaryFace(style, this.#context).face.metrics, style.fontSize);
      const x = left + (atLeft ? margin.left : 0);
      const width = right - (atRight ? margin.right : 0) - x;
      const top = baseline + (shifts.get(box) ?? 0) - font.ascent - padding.top - border.top;
      const height = font.ascent + font.descent + vertical(padding) + vertical(border);
      const cut = { ...border, left: atLeft ? border.left : 0, right: atRight ? border.right : 0 };
      out.push({
        x, y: top,
        fragment: {
          type: 'box', box, width: Math.max(0, width), height, border: cut, padding, children: [], firstBaseline: undefined,
          lastBaseline: undefined, isFirst: opens, isLast: closes,
        },
      }); // biome-ignore format: one record
    }
  }

  /** Neighbouring pieces of one item, face and level become one text fragment. */
  #texts(
    atoms: readonly LineAtom[],
    shifts: ReadonlyMap<InlineBox, number>,
    baseline: number,
    out: PlacedFragment[],
  ): void {
    let group: LineAtom[] = [];
    const flush = (): void => {
      if (group.length) out.push(this.#text(group, shifts, baseline));
      group = [];
    };
    for (const atom of atoms) {
      if (!atom.shaped) {
        flush();
        continue;
      }
      const last = group.at(-1);
      if (last && !joins(last.atom as WordAtom, atom.atom as WordAtom)) flush();
      group.push(atom);
    }
    flush();
  }

  #text(
    group: readonly LineAtom[],
    shifts: ReadonlyMap<InlineBox, number>,
    baseline: number,
  ): PlacedFragment<TextFragment> {
    const first = group[0]!;
    const { item: index, key } = first.atom as WordAtom | SpaceAtom;
    const item = this.#inline.items[index]!;
    if (item.type !== 'text') throw new Error('text outside a text item');
    const parents = this.#ancestors[index]!;
    const pieces: TextPiece[] = group.map(({ shaped, gap, atom, hangs }) => ({
      shaped: shaped!,
      gap: hangs ? 0 : gap + (atom.kind === 'space' ? item.style.wordSpacing : 0),
      letterSpacing: item.style.letterSpacing,
    }));
    const left = Math.min(...group.map((a) => a.x));
    const right = Math.max(...group.map((a) => a.x + a.width + a.gap));
    const decorations = [this.#style, ...parents.map((box) => box.style)].filter(
      (style) => style.textDecorationLine.length > 0,
    );
    const parent = parents.at(-1);
    return {
      x: left,
      y: baseline + (parent ? (shifts.get(parent) ?? 0) : 0),
      fragment: {
        type: 'text', width: right - left, face: key.face, style: item.style, direction: key.direction, pieces, owner: item.owner, decorations,
      },
    }; // biome-ignore format: one record
  }
}

const isTrailing = (atom: Atom): boolean =>
  atom.kind === 'close' || atom.kind === 'newline' || (atom.kind === 'space' && atom.collapsible);

const joins = (a: WordAtom, b: WordAtom): boolean =>
  a.item === b.item && a.key.face === b.key.face && a.level === b.level;

const lineHeightIsNormal = (item: InlineItem): boolean => item.type === 'text' && item.style.lineHeight === 'normal';

function markHyphen(shaped: ShapedText): ShapedText {
  let marked = withSoftHyphen.get(shaped);
  if (!marked) {
    marked = { ...shaped, text: shaped.text.slice(0, -1) + HYPHEN_MARK };
    withSoftHyphen.set(shaped, marked);
  }
  return marked;
}

/** The baseline of an atomic inline from the top of its border box (CSS 2 section 10.8.1). */
function atomicBaseline(fragment: BoxFragment, marginBottom: number): number {
  const { box } = fragment;
  const clipped = box.style.overflow !== 'visible';
  if (box.kind === 'replaced' || fragment.lastBaseline === undefined || clipped) return fragment.height + marginBottom;
  return box.kind === 'block' ? fragment.lastBaseline : (fragment.firstBaseline ?? fragment.lastBaseline);
}

function ancestorsOf(items: readonly InlineItem[]): InlineBox[][] {
  const open: InlineBox[] = [];
  return items.map((item) => {
    if (item.type === 'close') open.pop();
    const around = [...open];
    if (item.type === 'open') open.push(item.box);
    return around;
  });
}
