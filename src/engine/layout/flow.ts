import type { BlockBox, Box } from '../boxes/box.ts';
import { isFloat, isInFlow } from '../boxes/out-of-flow.ts';
import type { ComputedStyle, SelfAlignment } from '../css/style.ts';
import { positionShare } from './alignment.ts';
import { usedWidth } from './block-width.ts';
import { appealInside, breakBetween } from './breaks.ts';
import { columnsFor, isSpanner } from './column-spans.ts';
import { FloatPlacer, type PlacerState } from './float-placer.ts';
import { type Band, moved } from './floats.ts';
import { flowLines } from './flow-lines.ts';
import type { FlowOptions, FlowResult } from './flow-result.ts';
import type { BoxFragment, OutOfFlow, PlacedFragment } from './fragment.ts';
import {
  bottomStrut,
  clearsAtTop,
  collapsesThrough,
  isFormattingRoot,
  join,
  type MarginStrut,
  NO_MARGIN,
  strutOf,
  strutSize,
  topStrut,
  topStrutBeforeClear,
} from './margins.ts';
import { clampWidth, keywordWidth, marginOf, relativeOffset } from './sizes.ts';
import {
  APPEAL,
  type BreakToken,
  type ConstraintSpace,
  type Fragmentainer,
  type LayoutContext,
  type LayoutResult,
} from './space.ts';

/** Rounding must not push a line to the next page. */
const EPSILON = 0.01;

export function layoutFlow(box: BlockBox, options: FlowOptions, context: LayoutContext): FlowResult | 'break-before' {
  const flow = box.inline ? flowLines(box, box.inline, options, context) : flowBlocks(box, options, context);
  return flow === 'break-before' || !options.root ? flow : holdFloats(box, flow, options.fragmentainer);
}

/** A formatting context reaches down to the end of its floats, and goes on with them (CSS 2 section 10.6.7). */
function holdFloats(box: BlockBox, flow: FlowResult, fragmentainer: Fragmentainer | undefined): FlowResult {
  const { brokenFloats: floats, exclusions } = flow;
  if (exclusions.length === 0 && floats.length === 0) return flow;
  const room = fragmentainer && floats.length ? fragmentainer.remaining : Number.POSITIVE_INFINITY;
  const lowest = exclusions.reduce((most, { bottom }) => Math.max(most, bottom), 0);
  const end = { consumed: 0, index: box.inline ? Number.MAX_SAFE_INTEGER : box.children.length };
  return {
    ...flow,
    height: Math.max(flow.height, Math.min(lowest, room)),
    token: floats.length ? { ...(flow.token ?? end), floats } : flow.token,
    exclusions: [],
    brokenFloats: [],
  };
}

interface Placed {
  readonly index: number;
  readonly y: number;
  readonly x: number;
  readonly fragment: BoxFragment;
  /** What stood out of the flow before it. */
  readonly floats: PlacerState;
  readonly outOfFlow: number;
}

/** Where a child goes and what it is told. */
interface Spot {
  readonly top: number;
  readonly space: ConstraintSpace;
  /** Edges between which it is placed. */
  readonly band: Band;
}

/** Block-level children one below the other (CSS 2 section 9.4.1), cut at the best place that fits. */
function flowBlocks(box: BlockBox, options: FlowOptions, context: LayoutContext): FlowResult | 'break-before' {
  return new BlockFlow(box, options, context).run();
}

class BlockFlow {
  readonly #box: BlockBox;
  readonly #options: FlowOptions;
  readonly #context: LayoutContext;
  readonly #placed: Placed[] = [];
  readonly #placer: FloatPlacer;
  readonly #outOfFlow: OutOfFlow[] = [];
  #cursor = 0;
  #strut: MarginStrut = NO_MARGIN;
  /** No content lies between the container's top and the cursor. */
  #atStart = true;

  constructor(box: BlockBox, options: FlowOptions, context: LayoutContext) {
    this.#box = box;
    this.#options = options;
    this.#context = context;
    this.#placer = new FloatPlacer(options.floats, options.height, options.fragmentainer, context);
  }

  run(): FlowResult | 'break-before' {
    const { children } = this.#box;
    const { token, fragmentainer } = this.#options;
    if (token?.floats) this.#placer.resume(token.floats);
    const start = token?.index ?? 0;
    let previous: Box | undefined;
    for (let index = start; index < children.length; index++) {
      const child = children[index]!;
      if (!isInFlow(child)) {
        this.#detached(child);
        continue;
      }
      const childToken = index === start ? token?.child : undefined;
      const resumed = index === start && token !== undefined;
      if (isSpanner(child, fragmentainer?.columns))
        return this.#finish({ consumed: 0, index, forced: true, spanner: true }, APPEAL.perfect);
      if (fragmentainer && previous && breakBetween(previous, child, fragmentainer.type) === 'forced')
        return this.#breakBefore(index, APPEAL.perfect, true);
      const outcome = this.#place(child, index, childToken, resumed);
      if (outcome !== undefined) return outcome;
      previous = child;
    }
    return this.#finish(undefined, APPEAL.perfect);
  }

  /** A float, or a box whose place another box decides: both stand where the flow has come to. */
  #detached(child: Box): void {
    const { width } = this.#options;
    const y = this.#atStart && this.#options.openTop ? this.#cursor : this.#cursor + strutSize(this.#strut);
    if (isFloat(child.style)) this.#placer.place(child, y, 0, width);
    else {
      const anchorX = this.#box.style.direction === 'rtl' ? 1 : 0;
      this.#outOfFlow.push({ box: child, x: anchorX * width, y, anchorX, anchorY: 0 });
    }
  }

  /** Lays out and places one child; a result ends the flow here. */
  #place(
    child: Box,
    index: number,
    childToken: BreakToken | undefined,
    resumed: boolean,
  ): FlowResult | 'break-before' | undefined {
    const { width, fragmentainer } = this.#options;
    const state = { floats: this.#placer.state, outOfFlow: this.#outOfFlow.length };
    const { top, cleared } = this.#childTop(child, childToken, resumed);
    const { spot, result } = this.#layoutChild(child, top, childToken, false);
    if (result.type === 'break-before') return this.#cannotFit(child, index, spot.top, childToken, APPEAL.lastResort);
    const { fragment } = result;
    if (
      fragmentainer &&
      !result.token &&
      this.#overflows(spot.top + fragment.height) &&
      !spot.space.fragmentainer?.atTop
    ) {
      return this.#cannotFit(child, index, spot.top, childToken, APPEAL.lastResort);
    }
    if (result.token) {
      if (result.appeal < APPEAL.perfect) {
        // At the top it is asked no more of than to be placed: it would be broken like this again.
        const forced = spot.space.fragmentainer?.atTop === true;
        const better = forced ? undefined : this.#cannotFit(child, index, spot.top, childToken, result.appeal);
        if (better !== undefined) return better;
      }
      this.#push(child, index, spot, result, state);
      this.#cursor = spot.top + fragment.height;
      const { spanner } = result.token;
      return this.#finish({ consumed: 0, index, child: result.token, spanner }, result.appeal);
    }
    this.#push(child, index, spot, result, state);
    const own = fragment.clamped ? strutOf(marginOf(child.style, width).bottom) : bottomStrut(child, width);
    // Something in it that is moved below floats gives it height.
    if (collapsesThrough(child, width) && fragment.height === 0 && !cleared)
      this.#strut = join(this.#strut, join(topStrut(child, width), own));
    else {
      this.#cursor = spot.top + fragment.height;
      this.#strut = own;
      this.#atStart = false;
    }
    return undefined;
  }

  #overflows(bottom: number): boolean {
    return this.#options.fragmentainer !== undefined && bottom > this.#options.fragmentainer.remaining + EPSILON;
  }

  /** Top of a child's border box, and whether clearance moved it (CSS 2 section 9.5.2). */
  #childTop(
    child: Box,
    childToken: BreakToken | undefined,
    resumed: boolean,
  ): { readonly top: number; readonly cleared: boolean } {
    const { floats } = this.#placer;
    // A fragment that goes on starts at the top; margins that meet an unforced break vanish.
    if (childToken) return { top: this.#cursor, cleared: false };
    const top = resumed && !this.#options.token?.forced ? this.#cursor : this.#marginTop(child, resumed);
    const clearance = floats.clearance(child.style.clear);
    return clearance > top ? { top: clearance, cleared: true } : { top, cleared: false };
  }

  #marginTop(child: Box, resumed: boolean): number {
    const { width, openTop } = this.#options;
    if (this.#atStart && openTop && !resumed) return this.#cursor;
    // A box without content sits where its top margin alone puts it (CSS 2 section 8.3.1).
    const own = collapsesThrough(child, width) ? strutOf(marginOf(child.style, width).top) : topStrut(child, width);
    const top = this.#cursor + strutSize(join(this.#strut, own));
    const { floats } = this.#placer;
    // The margin of a descendant that is moved below floats does not leave its parent.
    return floats.reaches(top) && clearsAtTop(child, width, (clear) => floats.clearance(clear) > top)
      ? this.#cursor + strutSize(join(this.#strut, topStrutBeforeClear(child, width)))
      : top;
  }

  #layoutChild(
    child: Box,
    top: number,
    token: BreakToken | undefined,
    mustPlace: boolean,
  ): { readonly spot: Spot; readonly result: LayoutResult } {
    const { width } = this.#options;
    const { floats } = this.#placer;
    const whole = { left: 0, right: width };
    const space = this.#childSpace(child, top, mustPlace);
    if (!floats.reaches(top)) {
      return { spot: { top, space, band: whole }, result: this.#context.layout(child, space, token) };
    }
    if (child.kind === 'block' && !isFormattingRoot(child)) {
      const left = this.#childLeft(child, usedWidth(child, space, this.#context), whole);
      const inside = { ...space, floats: floats.from(left, top) };
      return { spot: { top, space: inside, band: whole }, result: this.#context.layout(child, inside, token) };
    }
    return this.#besideFloats(child, top, token, mustPlace);
  }

  /** A formatting context does not overlap floats: it stands beside them where it fits, else below (section 9.5). */
  #besideFloats(
    child: Box,
    top: number,
    token: BreakToken | undefined,
    mustPlace: boolean,
  ): { readonly spot: Spot; readonly result: LayoutResult } {
    const { width } = this.#options;
    const { floats } = this.#placer;
    const margin = marginOf(child.style, width);
    for (let y = top; ; ) {
      const space = this.#childSpace(child, y, mustPlace);
      const free = floats.band(y, y, 0, width);
      const narrowed = free.left > 0 || free.right < width;
      const band = narrowed
        ? { left: Math.max(free.left, margin.left), right: Math.min(free.right, width - margin.right) }
        : { left: 0, right: width };
      const own = narrowed ? { ...space, fixedWidth: this.#widthBeside(child, band) } : space;
      const result = this.#context.layout(child, own, token);
      const spot = { top: y, space: own, band };
      const next = floats.nextEnd(y);
      if (result.type === 'break-before' || next === undefined) return { spot, result };
      const outer = result.fragment.width;
      const beside = floats.band(y, y + result.fragment.height, 0, width);
      const fits = narrowed
        ? outer <= band.right - band.left + EPSILON && beside.left <= free.left && beside.right >= free.right
        : beside.left <= 0 && beside.right >= width;
      if (fits) return { spot, result };
      y = next;
    }
  }

  /** Border-box width of a formatting context of width auto beside floats; others have the width they state. */
  #widthBeside(child: Box, { left, right }: Band): number | undefined {
    const { style } = child;
    if (style.width !== 'auto' || child.kind === 'replaced') return undefined;
    const room = Math.max(0, right - left);
    const intrinsic = () => this.#context.intrinsic(child);
    if (child.kind === 'table') return keywordWidth('fit-content', intrinsic(), room);
    return clampWidth(room, style, this.#options.width, intrinsic);
  }

  #childSpace(child: Box, top: number, mustPlace: boolean): ConstraintSpace {
    const { width, height, fragmentainer } = this.#options;
    const nothingBefore = this.#placed.every((p) => p.fragment.height === 0) && this.#placer.children.length === 0;
    return {
      availableWidth: width,
      availableHeight: height,
      // A table is as wide as its content asks for, and what is placed within the line too.
      shrinkToFit: child.kind === 'table' || this.#justificationOf(child.style) !== undefined,
      fragmentainer: fragmentainer && {
        type: fragmentainer.type,
        remaining: fragmentainer.remaining - top,
        size: fragmentainer.size,
        atTop: mustPlace || (fragmentainer.atTop && nothingBefore),
        columns: columnsFor(fragmentainer.columns, child),
      },
    };
  }

  #push(
    child: Box,
    index: number,
    { top, band }: Spot,
    { fragment, brokenFloats }: LayoutResult & { type: 'fragment' },
    state: Pick<Placed, 'floats' | 'outOfFlow'>,
  ): void {
    const x = this.#childLeft(child, fragment.width, band);
    this.#placed.push({ index, x, y: top, fragment, ...state });
    const exclusions = fragment.exclusions?.map((exclusion) => moved(exclusion, x, top)) ?? [];
    this.#placer.adopt(exclusions, brokenFloats ?? [], x);
  }

  /** The children where they are painted: relative positioning moves them without moving anything else. */
  #children(): PlacedFragment[] {
    const { width, height } = this.#options;
    const blocks = this.#placed.map(({ x, y, fragment }) => {
      const shift = relativeOffset(fragment.box.style, width, height, this.#box.style.direction);
      return { x: x + shift.x, y: y + shift.y, fragment };
    });
    return this.#placer.children.length ? [...blocks, ...this.#placer.children] : blocks;
  }

  /** How `justify-self` places a child, undefined where it fills the line (CSS Box Alignment 3 section 6.1.1). */
  #justificationOf({ justifySelf }: ComputedStyle): SelfAlignment | undefined {
    const value = justifySelf === 'auto' ? this.#box.style.justifyItems : justifySelf;
    return value === 'normal' || value === 'stretch' || value.endsWith('baseline') ? undefined : value;
  }

  /** Horizontal place of a block (CSS 2 section 10.3.3): auto margins share what is left. */
  #childLeft({ style }: Box, childWidth: number, { left, right }: Band): number {
    const { width } = this.#options;
    const rtl = this.#box.style.direction === 'rtl';
    const beside = left > 0 || right < width;
    // Beside floats the margins are in the band already.
    const margin = beside ? { left: 0, right: 0 } : marginOf(style, width);
    const free = right - left - childWidth - margin.left - margin.right;
    const [autoLeft, autoRight] = [style.marginLeft === 'auto', style.marginRight === 'auto'];
    if (autoLeft && autoRight) return left + margin.left + Math.max(0, free) / 2;
    if (autoLeft) return left + Math.max(0, free);
    const justify = this.#justificationOf(style);
    if (justify && !autoRight) {
      const axis = { inline: true, direction: this.#box.style.direction, reversed: false };
      const share = positionShare(justify, axis, free, style.direction);
      return left + margin.left + free * (rtl ? 1 - share : share);
    }
    const align = this.#box.style.textAlign;
    // Browsers place blocks by the align attribute of what they are in (HTML section 15.3.3).
    if (align.startsWith('-webkit-') && !autoRight && free > 0) {
      const share = align === '-webkit-left' ? 0 : align === '-webkit-right' ? 1 : 1 / 2;
      return left + margin.left + free * share;
    }
    if (!autoRight && rtl) return right - margin.right - childWidth;
    if (autoRight && rtl) return left + Math.max(0, margin.left);
    return left + margin.left;
  }

  /**
   * The child does not fit, or only with a break of `appeal` inside it. Takes the best place to break among those
   * before it; undefined where the break inside is as good as any.
   */
  #cannotFit(
    child: Box,
    index: number,
    top: number,
    childToken: BreakToken | undefined,
    appeal: number,
  ): FlowResult | 'break-before' | undefined {
    const { fragmentainer } = this.#options;
    if (!fragmentainer) throw new Error('a break without a fragmentainer');
    const candidate = this.#bestBefore(child, index, fragmentainer.type);
    if (candidate && candidate.appeal > appeal) return this.#breakBefore(candidate.index, candidate.appeal, false);
    if (appeal > APPEAL.lastResort) {
      // Leaving the whole container for the next page may be better still: the parent decides by the appeal.
      return undefined;
    }
    if (!fragmentainer.atTop) return 'break-before';
    if (candidate) return this.#breakBefore(candidate.index, candidate.appeal, false);
    // Nothing precedes that could be cut off: place it as it is.
    const state = { floats: this.#placer.state, outOfFlow: this.#outOfFlow.length };
    const { spot, result } = this.#layoutChild(child, top, childToken, true);
    if (result.type === 'break-before') throw new Error(`${child.label} refuses an empty page`);
    this.#push(child, index, spot, result, state);
    this.#cursor = spot.top + result.fragment.height;
    if (result.token) return this.#finish({ consumed: 0, index, child: result.token }, result.appeal);
    return index + 1 < this.#box.children.length
      ? this.#breakBefore(index + 1, APPEAL.lastResort, false)
      : this.#finish(undefined, APPEAL.perfect);
  }

  /** The latest of the best places between siblings, up to the one before `child` at `index`. */
  #bestBefore(
    child: Box,
    index: number,
    type: Fragmentainer['type'],
  ): { readonly index: number; readonly appeal: number } | undefined {
    let best: { index: number; appeal: number } | undefined;
    let after = { box: child, index };
    for (let i = this.#placed.length - 1; i >= 0; i--) {
      const before = this.#box.children[this.#placed[i]!.index]!;
      const appeal = breakBetween(before, after.box, type) === 'avoid' ? APPEAL.violatesAvoid : APPEAL.perfect;
      if (!best || appeal > best.appeal) best = { index: after.index, appeal };
      if (appeal === APPEAL.perfect) break;
      after = { box: before, index: this.#placed[i]!.index };
    }
    return best;
  }

  #breakBefore(index: number, appeal: number, forced: boolean): FlowResult {
    let first: Placed | undefined;
    while (this.#placed.length && this.#placed.at(-1)!.index >= index) first = this.#placed.pop();
    if (first) {
      // What stood out of the flow after it goes with it.
      this.#placer.restore(first.floats);
      this.#outOfFlow.length = first.outOfFlow;
    }
    const last = this.#placed.at(-1);
    this.#cursor = last ? last.y + last.fragment.height : 0;
    return this.#finish({ consumed: 0, index, forced }, appeal);
  }

  #finish(token: BreakToken | undefined, appeal: number): FlowResult {
    const { openBottom, fragmentainer } = this.#options;
    // A margin that meets the end of the fragmentainer is cut there (CSS Break 3 section 5.2).
    const room = fragmentainer ? Math.max(0, fragmentainer.remaining - this.#cursor) : Number.POSITIVE_INFINITY;
    const height = this.#cursor + (token || openBottom ? 0 : Math.min(strutSize(this.#strut), room));
    const withBaseline = (pick: 'firstBaseline' | 'lastBaseline', list: readonly Placed[]): number | undefined => {
      const found = list.find((p) => p.fragment[pick] !== undefined);
      return found && found.y + found.fragment[pick]!;
    };
    return {
      children: this.#children(),
      height: Math.max(0, height),
      token,
      appeal: fragmentainer && token ? appealInside(this.#box, appeal, fragmentainer.type) : appeal,
      firstBaseline: withBaseline('firstBaseline', this.#placed),
      lastBaseline: withBaseline('lastBaseline', this.#placed.toReversed()),
      exclusions: this.#placer.added,
      brokenFloats: this.#placer.broken,
      outOfFlow: this.#outOfFlow,
    };
  }
}
