import { type Breakpoint, type BreakpointOptions, type Measures, measureParagraph, tabExcess } from './breakpoints.ts';
import { balance, greedy, longestLine, type Measure, totalFit } from './choose-breaks.ts';
import type { Paragraph } from './paragraph.ts';

/** One line of a paragraph: atoms `first` to `last` (exclusive), the outer words perhaps parted. */
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
  /** What may hang at the end, px, and whether it does so in any case. */
  readonly hang: number;
  readonly hangsAlways: boolean;
  /** Edges that inline boxes have again at the start and at the end of the line, px. */
  readonly opening: number;
  readonly closing: number;
}

export interface LineOptions extends Measure, Omit<BreakpointOptions, 'purpose'> {
  readonly mode: 'greedy' | 'total-fit' | 'balance';
}

interface Broken {
  readonly options: LineOptions;
  readonly lines: readonly Line[];
}

const broken = new WeakMap<Paragraph, Broken[]>();
/** A paragraph is asked for few measures: its own, and those its container tries. */
const MOST_MEASURES = 8;

/** Breaks a paragraph. Paragraphs are shared between sheets, and so are their lines where only the text has a width. */
export function breakLines(paragraph: Paragraph, options: LineOptions): readonly Line[] {
  if (options.itemWidths.size > 0 || options.from !== undefined) return breakAfresh(paragraph, options);
  let known = broken.get(paragraph);
  if (!known) {
    known = [];
    broken.set(paragraph, known);
  }
  const found = known.find(({ options: o }) =>
    o.width === options.width && o.indent === options.indent && o.mode === options.mode && o.justify === options.justify,
  ); // biome-ignore format: one comparison
  if (found) return found.lines;
  const lines = breakAfresh(paragraph, options);
  if (known.length === MOST_MEASURES) known.shift();
  known.push({ options, lines });
  return lines;
}

function breakAfresh(paragraph: Paragraph, options: LineOptions): readonly Line[] {
  const { points: all, tabs } = measureParagraph(paragraph, { ...options, purpose: 'lines' });
  const points = options.from === undefined ? all : all.slice(pointAt(all, paragraph, options.from));
  let chosen: readonly number[];
  // With tabs the width of what follows hangs on where the line starts.
  if (options.mode === 'greedy' || tabs.length) chosen = greedy(points, options.width, options.indent, tabs);
  else if (options.mode === 'balance') chosen = balance(points, options);
  else chosen = totalFit(points, options);
  return chosen.slice(1).map((end, i) => lineBetween(points[chosen[i]!]!, points[end]!));
}

const lineBetween = (start: Breakpoint, end: Breakpoint): Line => ({
  first: start.atom,
  last: end.split === undefined ? end.atom : end.atom + 1,
  startSplit: start.split,
  endSplit: end.split,
  hyphen: end.hyphen > 0,
  forced: end.forced,
  hang: end.hang.width,
  hangsAlways: end.hang.always,
  opening: start.opening,
  closing: end.closing,
});

/** Breaks a paragraph line by line, where the room for a line is not known before its place is. */
export class LineCursor {
  readonly #measures: Measures;
  readonly #points: readonly Breakpoint[];

  constructor(paragraph: Paragraph, itemWidths: LineOptions['itemWidths']) {
    // Words too long are broken by what is left between floats, however little that is.
    this.#measures = measureParagraph(paragraph, { width: 0, indent: 0, itemWidths, purpose: 'lines' });
    this.#points = this.#measures.points;
  }

  /** Places are numbered from 0, the start, to this, the end. */
  get end(): number {
    return this.#points.length - 1;
  }

  /** The number of a place that a line starts at; the end where there is none. */
  placeOf(atom: number, split: number | undefined): number {
    const found = this.#points.findIndex((point) => point.atom === atom && point.split === split);
    return found < 0 ? this.end : found;
  }

  /** The number of the place of a text offset, or the next there is. */
  placeAt(paragraph: Paragraph, offset: number): number {
    return pointAt(this.#points, paragraph, offset);
  }

  atomAt(place: number): Pick<Breakpoint, 'atom' | 'split' | 'opening'> {
    return this.#points[place]!;
  }

  /** Where a line that starts at a place ends, and whether it fits. */
  next(start: number, measure: Pick<Measure, 'width' | 'indent'>): { readonly end: number; readonly fits: boolean } {
    return longestLine(this.#measures, start, measure);
  }

  line(start: number, end: number): Line {
    return lineBetween(this.#points[start]!, this.#points[end]!);
  }
}

/** The text offset a line that ends at `line` is followed by. */
export const endOfLine = ({ atoms, text }: Paragraph, { last, endSplit }: Line): number =>
  endSplit ?? atoms[last]?.start ?? text.length;

/** The index of the point where a line starts at a text offset. */
function pointAt(points: readonly Breakpoint[], { atoms, text }: Paragraph, offset: number): number {
  const found = points.findIndex(({ atom, split }) => (split ?? atoms[atom]?.start ?? text.length) >= offset);
  return found < 0 ? points.length - 1 : found;
}

interface Intrinsic {
  readonly min: number;
  readonly max: number;
}

const intrinsics = new WeakMap<Paragraph, { readonly indent: number; readonly sizes: Intrinsic }>();

type IntrinsicOptions = Pick<LineOptions, 'indent' | 'itemWidths'>;

/** Widest unbreakable stretch and width without any soft break (CSS Sizing 3 section 5.1), px. */
export function intrinsicWidths(paragraph: Paragraph, options: IntrinsicOptions): Intrinsic {
  const { indent } = options;
  if (options.itemWidths.size > 0) return measureIntrinsic(paragraph, options);
  const known = intrinsics.get(paragraph);
  if (known?.indent === indent) return known.sizes;
  const sizes = measureIntrinsic(paragraph, options);
  intrinsics.set(paragraph, { indent, sizes });
  return sizes;
}

function measureIntrinsic(paragraph: Paragraph, options: IntrinsicOptions): Intrinsic {
  const { points, tabs } = measureParagraph(paragraph, { ...options, width: 0, purpose: 'widths' });
  let min = 0;
  let max = 0;
  let lineStart = points[0]!;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    const end = to.before.width + to.hyphen;
    min = Math.max(min, end - from.after.width + (i === 1 ? options.indent : 0));
    if (to.forced) {
      const indent = lineStart === points[0] ? options.indent : 0;
      max = Math.max(max, end - lineStart.after.width + indent + tabExcess(tabs, lineStart, to, indent));
      lineStart = to;
    }
  }
  return { min, max };
}
