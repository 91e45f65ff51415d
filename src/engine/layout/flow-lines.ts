import type { BlockBox, DetachedBox, InlineContent } from '../boxes/box.ts';
import { isFloat } from '../boxes/out-of-flow.ts';
import { appealInside } from './breaks.ts';
import { FloatPlacer, type PlacerState } from './float-placer.ts';
import { type FlowOptions, type FlowResult, NO_FLOATS } from './flow-result.ts';
import type { LineFragment, PlacedFragment } from './fragment.ts';
import { LineSetter, layoutInline } from './inline.ts';
import { leadedExtent, primaryFace } from './line-metrics.ts';
import { APPEAL, type BreakToken, type Fragmentainer, type LayoutContext } from './space.ts';

/** Rounding must not push a line to the next page. */
const EPSILON = 0.01;

/** The lines of a paragraph, cut so that orphans and widows are kept (CSS Break 3 section 3.3). */
export function flowLines(
  box: BlockBox,
  inline: InlineContent,
  options: FlowOptions,
  context: LayoutContext,
): FlowResult | 'break-before' {
  const { token, width } = options;
  const free =
    !options.floats?.reaches(0) &&
    !token?.floats &&
    !inline.detached.some(({ box: { style } }) => isFloat(style)) &&
    (!token?.text || token.text.width === width);
  return free
    ? flowEvenLines(box, inline, options, context)
    : new LinesBesideFloats(box, inline, options, context).run();
}

/** Lines of one width, broken all at once. */
function flowEvenLines(
  box: BlockBox,
  inline: InlineContent,
  options: FlowOptions,
  context: LayoutContext,
): FlowResult | 'break-before' {
  const { lines, places } = layoutInline(inline, box.style, options.width, context);
  const start = options.token?.index ?? 0;
  const { fragmentainer } = options;
  let end = lines.length;
  let appeal: number = APPEAL.perfect;
  if (fragmentainer) {
    let height = 0;
    let fit = start;
    while (fit < lines.length && height + lines[fit]!.height <= fragmentainer.remaining + EPSILON)
      height += lines[fit++]!.height;
    if (fit < lines.length) {
      const cut = chooseCut(box, lines, start, fit, start === 0, fragmentainer);
      if (cut === 'break-before') return cut;
      ({ end, appeal } = cut);
    }
  }
  const children: PlacedFragment<LineFragment>[] = [];
  let y = 0;
  for (const line of lines.slice(start, end)) {
    children.push({ x: 0, y, fragment: line });
    y += line.height;
  }
  const next = end < lines.length ? { consumed: 0, index: end, text: places[end] } : undefined;
  return { ...NO_FLOATS, children, height: y, token: next, appeal, ...baselinesOf(children) };
}

/**
 * Where lines that do not all fit are cut: `fit` is the first that does not; `end` the first to leave. `lines` has at
 * least `widows` lines from `fit` on where there are so many.
 */
function chooseCut(
  box: BlockBox,
  lines: readonly LineFragment[],
  start: number,
  fit: number,
  fresh: boolean,
  fragmentainer: Fragmentainer,
): { readonly end: number; readonly appeal: number } | 'break-before' {
  const { orphans, widows, hyphenateLimitLast } = box.style;
  const appeal = appealInside(box, APPEAL.perfect, fragmentainer.type);
  const end = Math.min(fit, lines.length - widows);
  const least = fresh ? orphans : 1;
  if (end - start < least) {
    // Too few lines on one side: nothing here, or as much as fits where something must be placed.
    if (fit === start && !fragmentainer.atTop) return 'break-before';
    return { end: Math.max(fit, start + 1), appeal: appealInside(box, APPEAL.violatesOrphans, fragmentainer.type) };
  }
  if (hyphenateLimitLast === 'column' || hyphenateLimitLast === fragmentainer.type) {
    // No word goes on over the end of a page (CSS Text 4 section 6.3.4), as long as lines enough stay.
    let earlier = end;
    while (earlier - start >= least && lines[earlier - 1]?.hyphenated) earlier--;
    if (earlier - start >= least) return { end: earlier, appeal };
  }
  return { end, appeal };
}

function baselinesOf(
  lines: readonly PlacedFragment<LineFragment>[],
): Pick<FlowResult, 'firstBaseline' | 'lastBaseline'> {
  const [first, last] = [lines[0], lines.at(-1)];
  return {
    firstBaseline: first && first.y + first.fragment.baseline,
    lastBaseline: last && last.y + last.fragment.baseline,
  };
}

interface SetLine {
  /** Place in the text, and the state of the floats, before it. */
  readonly start: number;
  readonly state: PlacerState;
  readonly top: number;
  readonly placed: PlacedFragment<LineFragment>;
  /** Below the line and what its floats or a clearing break ask for. */
  readonly bottom: number;
}

/** Lines broken one after the other, each for the room beside floats at its height (CSS 2 section 9.5). */
class LinesBesideFloats {
  readonly #box: BlockBox;
  readonly #options: FlowOptions;
  readonly #setter: LineSetter;
  readonly #placer: FloatPlacer;
  /** Floats by their offset, in order. */
  readonly #floats: readonly DetachedBox[];
  readonly #strut: number;

  constructor(box: BlockBox, inline: InlineContent, options: FlowOptions, context: LayoutContext) {
    this.#box = box;
    this.#options = options;
    this.#setter = new LineSetter(inline, box.style, options.width, context);
    this.#placer = new FloatPlacer(options.floats, options.height, options.fragmentainer, context);
    this.#floats = inline.detached.filter((detached) => isFloat(detached.box.style));
    const { ascent, descent } = leadedExtent(box.style, primaryFace(box.style, context));
    this.#strut = ascent + descent;
  }

  run(): FlowResult | 'break-before' {
    const { token, fragmentainer } = this.#options;
    if (token?.floats) this.#placer.resume(token.floats);
    const first = token ? (token.text ? this.#setter.placeOf(token.text) : this.#setter.end) : 0;
    const lines: SetLine[] = [];
    const remaining = fragmentainer?.remaining ?? Number.POSITIVE_INFINITY;
    const { widows } = this.#box.style;
    let fit: number | undefined;
    let y = 0;
    for (let start = first; start < this.#setter.end; ) {
      const { line, end } = this.#line(start, y);
      lines.push(line);
      if (fit === undefined && line.placed.y + line.placed.fragment.height > remaining + EPSILON)
        fit = lines.length - 1;
      if (fit !== undefined && lines.length - fit >= Math.max(widows, 1)) break;
      y = line.bottom;
      start = end;
    }
    let count = lines.length;
    let appeal: number = APPEAL.perfect;
    if (fragmentainer && fit !== undefined) {
      const cut = chooseCut(
        this.#box,
        lines.map(({ placed }) => placed.fragment),
        0,
        fit,
        !token,
        fragmentainer,
      );
      if (cut === 'break-before') return cut;
      ({ end: count, appeal } = cut);
    }
    const next = lines[count];
    if (next) this.#placer.restore(next.state);
    return this.#result(lines.slice(0, count), next?.start, appeal);
  }

  #result(lines: readonly SetLine[], next: number | undefined, appeal: number): FlowResult {
    const { children, added, broken } = this.#placer;
    const placed = lines.map((line) => line.placed);
    const bottom = lines.at(-1)?.bottom ?? 0;
    const token: BreakToken | undefined =
      next === undefined ? undefined : { consumed: 0, index: 1, text: this.#setter.textPlace(next) };
    return {
      children: [...children, ...placed],
      height: bottom,
      token,
      appeal,
      ...baselinesOf(placed),
      exclusions: added,
      brokenFloats: broken,
      outOfFlow: [],
    };
  }

  /** The line that starts at a place of the text, at `top` or where it fits below. */
  #line(start: number, top: number): { readonly line: SetLine; readonly end: number } {
    const { width } = this.#options;
    const state = this.#placer.state;
    const from = this.#setter.offsetOf(start);
    // A float where one line ends and the next begins was seen to with the first.
    const own = this.#floats.filter(({ at }) => (start === 0 ? at >= from : at > from));
    let tried = 0;
    let y = top;
    let height = this.#strut;
    for (;;) {
      const { left, right } = this.#placer.floats.band(y, y + height, 0, width);
      const { end, fits } = this.#setter.next(start, right - left);
      const to = end === this.#setter.end ? Number.POSITIVE_INFINITY : this.#setter.offsetOf(end);
      const float = own[tried];
      if (float && float.at <= to) {
        const used = this.#setter.widthUpTo(start, float.at);
        const room = used === 0 ? Number.POSITIVE_INFINITY : right - left - used;
        const outer = this.#placer.widthOf(float.box, width);
        const high = this.#placer.floats.lastTop <= y && this.#placer.floats.clearance(float.box.style.clear) <= y;
        if (used === 0 || (outer <= room + 1 / 32 && high)) {
          this.#placer.place(float.box, y, 0, width);
          tried++;
          continue;
        }
      }
      // Too long for the room beside the floats: below the next of them there is more.
      const lower = !fits && (left > 0 || right < width) ? this.#placer.floats.nextEnd(y) : undefined;
      if (lower !== undefined) {
        y = lower;
        continue;
      }
      const fragment = this.#setter.build(start, end, { left, width: right - left });
      if (fragment.height > height + EPSILON) {
        // A line taller than was thought may meet a float further down.
        const taller = this.#placer.floats.band(y, y + fragment.height, 0, width);
        if (taller.left > left || taller.right < right) {
          height = fragment.height;
          continue;
        }
      }
      let bottom = y + fragment.height;
      for (; own[tried] && own[tried]!.at <= to; tried++) this.#placer.place(own[tried]!.box, bottom, 0, width);
      bottom = Math.max(bottom, this.#placer.floats.clearance(this.#setter.clearAt(end)));
      return { line: { start, state, top, placed: { x: 0, y, fragment }, bottom }, end };
    }
  }
}
