import type { Atom, Paragraph, WordAtom } from './paragraph.ts';

/** One line of a paragraph: atoms `first` to `last` (exclusive), the outer words perhaps split by hyphenation. */
export interface Line {
  readonly first: number;
  readonly last: number;
  /** Text offset where the first word continues, if the line before ends inside it. */
  readonly startSplit: number | undefined;
  /** Text offset after which the last word goes on in the next line. */
  readonly endSplit: number | undefined;
  /** A visible hyphen ends the line. */
  readonly hyphen: boolean;
  /** Ends with a forced break or the paragraph. */
  readonly forced: boolean;
}

/** A place where a line may end, with the running sums that make the width of any line a subtraction. */
interface Breakpoint {
  /** First atom of the line that follows. */
  readonly atom: number;
  readonly split: number | undefined;
  /** Width of everything before a line end here, trailing spaces left out, hyphen counted. */
  readonly before: number;
  /** Width of everything before a line start here. */
  readonly after: number;
  readonly spacesBefore: number;
  readonly spacesAfter: number;
  readonly spaceWidthBefore: number;
  readonly spaceWidthAfter: number;
  readonly forced: boolean;
  readonly hyphen: boolean;
}

export interface LineOptions {
  /** px available for each line. */
  readonly width: number;
  /** px taken from the first line (text-indent). */
  readonly indent: number;
  readonly mode: 'greedy' | 'total-fit' | 'balance';
  readonly justify: boolean;
  /** Break inside words that do not fit (overflow-wrap). */
  readonly anywhere: boolean;
  /** Widths of items that are not text: inline padding, atomic boxes; indexed by item. */
  readonly itemWidths: ReadonlyMap<number, number>;
}

/** Layout rounds; a line this much too long still fits. */
const EPSILON = 1 / 32;

interface Broken {
  readonly options: LineOptions;
  readonly lines: readonly Line[];
}

const broken = new WeakMap<Paragraph, Broken[]>();
/** A paragraph is asked for few measures: its own, and those its container tries. */
const MOST_MEASURES = 8;

/** Breaks a paragraph. Paragraphs are shared between sheets, and so are their lines where only the text has a width. */
export function breakLines(paragraph: Paragraph, options: LineOptions): readonly Line[] {
  if (options.itemWidths.size > 0) return breakAfresh(paragraph, options);
  let known = broken.get(paragraph);
  if (!known) {
    known = [];
    broken.set(paragraph, known);
  }
  const found = known.find(({ options: o }) =>
    o.width === options.width && o.indent === options.indent && o.mode === options.mode && o.justify === options.justify && o.anywhere === options.anywhere,
  ); // biome-ignore format: one comparison
  if (found) return found.lines;
  const lines = breakAfresh(paragraph, options);
  if (known.length === MOST_MEASURES) known.shift();
  known.push({ options, lines });
  return lines;
}

function breakAfresh(paragraph: Paragraph, options: LineOptions): readonly Line[] {
  const points = breakpoints(paragraph, options);
  let chosen: readonly number[];
  if (options.mode === 'greedy') chosen = greedy(points, options.width, options.indent);
  else if (options.mode === 'balance') chosen = balance(points, options);
  else chosen = totalFit(points, options);
  const lines: Line[] = [];
  for (let i = 1; i < chosen.length; i++) {
    const start = points[chosen[i - 1]!]!;
    const end = points[chosen[i]!]!;
    lines.push({
      first: start.atom,
      last: end.split === undefined ? end.atom : end.atom + 1,
      startSplit: start.split,
      endSplit: end.split,
      hyphen: end.hyphen,
      forced: end.forced,
    });
  }
  return lines;
}

/** From `position` in the line to the next tab stop, one of which stands every `interval` px (CSS Text 3 section 4.2). */
export function tabAdvance(interval: number, position: number): number {
  return interval > 0 ? (Math.floor(position / interval + 1e-6) + 1) * interval - position : 0;
}

/** Width of an atom as it stands in a line: items that are not text take theirs from `itemWidths`. */
export function atomWidth(atom: Atom, itemWidths: ReadonlyMap<number, number>): number {
  return atom.kind === 'word' || atom.kind === 'space' ? atom.width : (itemWidths.get(atom.item) ?? 0);
}

const intrinsics = new WeakMap<
  Paragraph,
  { readonly indent: number; readonly anywhere: boolean; readonly sizes: Intrinsic }
>();

interface Intrinsic {
  readonly min: number;
  readonly max: number;
}

type IntrinsicOptions = Omit<LineOptions, 'width' | 'mode' | 'justify'>;

/** Widest unbreakable stretch and width without any soft break (CSS Sizing 3 section 5.1), px. */
export function intrinsicWidths(paragraph: Paragraph, options: IntrinsicOptions): Intrinsic {
  const { indent, anywhere } = options;
  if (options.itemWidths.size > 0) return measureIntrinsic(paragraph, options);
  const known = intrinsics.get(paragraph);
  if (known?.indent === indent && known.anywhere === anywhere) return known.sizes;
  const sizes = measureIntrinsic(paragraph, options);
  intrinsics.set(paragraph, { indent, anywhere, sizes });
  return sizes;
}

function measureIntrinsic(paragraph: Paragraph, options: IntrinsicOptions): Intrinsic {
  const points = breakpoints(paragraph, { ...options, width: 0, mode: 'greedy', justify: false });
  let min = 0;
  let max = 0;
  let lineStart = points[0]!;
  for (let i = 1; i < points.length; i++) {
    const indent = i === 1 ? options.indent : 0;
    min = Math.max(min, points[i]!.before - points[i - 1]!.after + indent);
    if (points[i]!.forced) {
      max = Math.max(max, points[i]!.before - lineStart.after + (lineStart === points[0] ? options.indent : 0));
      lineStart = points[i]!;
    }
  }
  return { min, max };
}

/** All breakpoints in order; the first is the start of the paragraph, the last its end. */
function breakpoints(paragraph: Paragraph, options: LineOptions): Breakpoint[] {
  const { atoms, breaks } = paragraph;
  const points: Breakpoint[] = [];
  let sum = 0;
  let spaces = 0;
  let spaceWidth = 0;
  // Sums up to the last thing that is visible at a line end.
  let visible = { sum: 0, spaces: 0, spaceWidth: 0 };
  let shy: { width: number } | undefined;
  const push = (atom: number, forced: boolean, hyphenWidth: number): void => {
    points.push({
      atom, split: undefined, before: visible.sum + hyphenWidth, after: sum, spacesBefore: visible.spaces, spacesAfter: spaces,
      spaceWidthBefore: visible.spaceWidth, spaceWidthAfter: spaceWidth, forced, hyphen: hyphenWidth > 0,
    }); // biome-ignore format: one record
  };
  push(0, true, 0);
  let lastBreakOffset = 0;
  let lineStart = 0;
  atoms.forEach((atom, index) => {
    const opportunity = atom.kind === 'close' ? 0 : breaks[atom.start]!;
    // An opportunity belongs to the first atom at its offset that is not the end of an inline box.
    if (index > 0 && opportunity && atom.start > lastBreakOffset) {
      lastBreakOffset = atom.start;
      push(index, opportunity === 2, shy?.width ?? 0);
    }
    if (atom.kind !== 'open' && atom.kind !== 'close') shy = undefined;
    if (atom.kind === 'newline') lineStart = sum;
    const width = atom.kind === 'tab' ? tabAdvance(atom.width, sum - lineStart) : atomWidth(atom, options.itemWidths);
    if (atom.kind === 'word') {
      const points_ =
        options.anywhere && width > options.width ? clusterOffsets(atom) : paragraph.hyphens.get(atom.start);
      if (points_) splitPoints(points, paragraph, atom, index, points_, options, { sum, spaces, spaceWidth });
    }
    sum += width;
    if (atom.kind === 'space' && atom.stretches) {
      spaces++;
      spaceWidth += width;
    }
    if (atom.kind === 'space' && atom.collapsible) return;
    if (atom.kind === 'shy') shy = { width: hyphenWidth(paragraph, index) };
    else if (atom.kind === 'close') visible = { ...visible, sum: visible.sum + width };
    else if (atom.kind !== 'newline' && atom.kind !== 'open') {
      visible = { sum, spaces, spaceWidth };
    }
  });
  push(atoms.length, true, 0);
  return points;
}

function splitPoints(
  points: Breakpoint[],
  paragraph: Paragraph,
  atom: WordAtom,
  index: number,
  offsets: readonly number[],
  options: LineOptions,
  sums: { readonly sum: number; readonly spaces: number; readonly spaceWidth: number },
): void {
  // biome-ignore format: the arguments of one step
  const hyphenated = paragraph.hyphens.get(atom.start);
  const widths = prefixWidths(paragraph, atom);
  for (const offset of offsets) {
    const hyphen = hyphenated?.includes(offset) ?? false;
    if (!hyphen && !options.anywhere) continue;
    const prefix = widths[offset - atom.start]!;
    const before = sums.sum + prefix + (hyphen ? hyphenWidth(paragraph, index) : 0);
    points.push({
      atom: index, split: offset, before, after: sums.sum + prefix, spacesBefore: sums.spaces, spacesAfter: sums.spaces,
      spaceWidthBefore: sums.spaceWidth, spaceWidthAfter: sums.spaceWidth, forced: false, hyphen,
    }); // biome-ignore format: one record
  }
}

/** Width of the word up to each offset, read off its glyphs. */
function prefixWidths(paragraph: Paragraph, atom: WordAtom): Float64Array {
  const widths = new Float64Array(atom.end - atom.start + 1);
  const item = paragraph.items[atom.item]!;
  if (item.type !== 'text') return widths;
  const { shaped } = atom;
  const scale = item.style.fontSize / atom.key.face.face.metrics.unitsPerEm;
  const own = new Float64Array(atom.end - atom.start + 1);
  shaped.glyphs.forEach((_, i) => {
    own[shaped.clusters[i]!]! += shaped.advances[i]! * scale;
  });
  let sum = 0;
  for (let i = 0; i < own.length; i++) {
    widths[i] = sum;
    sum += own[i]!;
    if (own[i]! > 0) sum += item.style.letterSpacing;
  }
  return widths;
}

function clusterOffsets(atom: WordAtom): number[] {
  return [...new Set(atom.shaped.clusters)]
    .sort((a, b) => a - b)
    .slice(1)
    .map((cluster) => atom.start + cluster);
}

/** Width of the hyphen in the style of the text around an atom, px. */
function hyphenWidth(paragraph: Paragraph, index: number): number {
  const atom = paragraph.atoms[index]!;
  const item = paragraph.items[atom.item];
  const word =
    atom.kind === 'word' ? atom : paragraph.atoms.find((a): a is WordAtom => a.kind === 'word' && a.item === atom.item);
  if (!word || item?.type !== 'text') return 0;
  return (word.key.face.hyphenAdvance * item.style.fontSize) / word.key.face.face.metrics.unitsPerEm;
}

function greedy(points: readonly Breakpoint[], width: number, indent: number): number[] {
  const chosen = [0];
  let start = 0;
  while (start < points.length - 1) {
    const available = width - (start === 0 ? indent : 0) + EPSILON;
    let best = -1;
    let bestHyphen = -1;
    let i = start + 1;
    for (; i < points.length; i++) {
      const fits = points[i]!.before - points[start]!.after <= available;
      if (fits && points[i]!.split !== undefined) bestHyphen = i;
      else if (fits) best = i;
      if (points[i]!.forced || (!fits && points[i]!.split === undefined)) break;
    }
    // Take the last fitting place, a hyphen included where it comes later; else the first place there is.
    let next = Math.max(best, bestHyphen);
    if (next < 0) next = start + 1;
    chosen.push(next);
    start = next;
  }
  return chosen;
}

/** The narrowest measure that needs no more lines than the full one (CSS Text 4 section 6.4.1). */
function balance(points: readonly Breakpoint[], options: LineOptions): number[] {
  const whole = greedy(points, options.width, options.indent);
  if (whole.length <= 2) return whole;
  let low = 0;
  let high = options.width;
  for (let i = 0; i < 20 && high - low > 0.25; i++) {
    const middle = (low + high) / 2;
    const lines = greedy(points, middle, options.indent);
    const fits = lines.every((end, k) => {
      if (k === 0) return true;
      const start = lines[k - 1]!;
      return points[end]!.before - points[start]!.after <= middle - (start === 0 ? options.indent : 0) + EPSILON;
    });
    if (fits && lines.length <= whole.length) high = middle;
    else low = middle;
  }
  return greedy(points, high, options.indent);
}

const HYPHEN_PENALTY = { justify: 60, ragged: 90 };
const CONSECUTIVE_HYPHENS = 4000;
/** A hyphen that leaves half a word for the last line. */
const FINAL_HYPHEN = 800_000;
/** A space may shrink to this share of its width. */
const SHRINK = 0.22;
/** Slack per space, as a share of its width, that counts as badness 100. */
const STRETCH = 0.6;

/** Demerits of a line of natural `width` in `available` px (after Knuth and Plass, with r read for ragged text too). */
export function lineDemerits(
  line: {
    readonly width: number;
    readonly spaces: number;
    readonly spaceWidth: number;
    readonly last: boolean;
    readonly hyphen: boolean;
    /** The line before ends with a hyphen. */
    readonly afterHyphen: boolean;
  },
  available: number,
  justify: boolean,
): number {
  const slack = available - line.width;
  let badness: number;
  if (justify && !line.last) {
    if (slack >= 0) {
      const stretch = line.spaceWidth * STRETCH;
      badness = slack <= EPSILON ? 0 : stretch > 0 ? 100 * Math.min(20, slack / stretch) ** 3 : 800_000;
    } else {
      const shrink = line.spaceWidth * SHRINK;
      if (-slack > shrink + EPSILON) return Number.POSITIVE_INFINITY;
      badness = shrink > 0 ? 100 * (-slack / shrink) ** 3 : 0;
    }
  } else {
    if (slack < -EPSILON) return Number.POSITIVE_INFINITY;
    if (line.last) {
      // A last line shorter than a third of the measure looks lost.
      const third = available / 3;
      badness = line.width < third ? 60 * (1 - line.width / third) : 0;
      // And a word alone looks forgotten.
      if (line.spaces === 0) badness += 250;
    } else badness = 100 * (slack / (available * 0.16)) ** 2;
  }
  const penalty = line.hyphen ? (justify ? HYPHEN_PENALTY.justify : HYPHEN_PENALTY.ragged) : 0;
  let demerits = (10 + badness) ** 2 + penalty ** 2;
  if (line.afterHyphen && line.hyphen) demerits += CONSECUTIVE_HYPHENS;
  if (line.afterHyphen && line.last && line.spaces === 0) demerits += FINAL_HYPHEN;
  return demerits;
}

/** Least total demerits over all choices of breaks (Knuth and Plass 1981), by dynamic programming. */
function totalFit(points: readonly Breakpoint[], options: LineOptions): number[] {
  const { width, indent, justify } = options;
  const count = points.length;
  const cost = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(count).fill(-1);
  cost[0] = 0;
  let barrier = 0;
  for (let end = 1; end < count; end++) {
    const to = points[end]!;
    for (let start = end - 1; start >= barrier; start--) {
      const from = points[start]!;
      const available = width - (start === 0 ? indent : 0);
      const line = {
        width: to.before - from.after,
        spaces: to.spacesBefore - from.spacesAfter,
        spaceWidth: to.spaceWidthBefore - from.spaceWidthAfter,
        last: to.forced,
        hyphen: to.hyphen,
        afterHyphen: from.hyphen,
      };
      const least = line.width - (justify ? line.spaceWidth * SHRINK : 0);
      const tooLong = least > available + EPSILON;
      // Every earlier start makes the line longer still.
      if (tooLong && start < end - 1) break;
      // A single stretch that is too long has nowhere else to go.
      const demerits = tooLong ? 1e9 + (least - available) ** 2 : lineDemerits(line, available, justify);
      const total = cost[start]! + demerits;
      if (total < cost[end]!) {
        cost[end] = total;
        previous[end] = start;
      }
    }
    if (to.forced) barrier = end;
  }
  const chosen = [count - 1];
  while (chosen[0]! > 0) {
    const before = previous[chosen[0]!]!;
    if (before < 0) return greedy(points, width, indent);
    chosen.unshift(before);
  }
  return chosen;
}
