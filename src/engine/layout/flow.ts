import type { BlockBox, Box } from '../boxes/box.ts';
import { appealInside, breakBetween } from './breaks.ts';
import type { BoxFragment, Decoration, PlacedFragment } from './fragment.ts';
import { layoutInline } from './inline.ts';
import {
  bottomStrut,
  collapsesThrough,
  join,
  type MarginStrut,
  NO_MARGIN,
  strutOf,
  strutSize,
  topStrut,
} from './margins.ts';
import { marginOf, relativeOffset } from './sizes.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type Fragmentainer, type LayoutContext } from './space.ts';

/** The content of a block container in one fragmentainer: children placed from the top of the content box. */
export interface FlowResult {
  readonly children: readonly PlacedFragment[];
  /** Height of the content, the margin after the last child included where it does not leave the container. */
  readonly height: number;
  readonly token: BreakToken | undefined;
  readonly appeal: number;
  readonly firstBaseline: number | undefined;
  readonly lastBaseline: number | undefined;
  /** Rules between columns. */
  readonly decoration?: Decoration | undefined;
}

export interface FlowOptions {
  /** Content width. */
  readonly width: number;
  /** Content height, where definite. */
  readonly height: number | undefined;
  /** Measured from the top of the content box. */
  readonly fragmentainer: Fragmentainer | undefined;
  readonly token: BreakToken | undefined;
  /** Margins of the first and last children leave the container (they adjoin its own). */
  readonly openTop: boolean;
  readonly openBottom: boolean;
}

/** Rounding must not push a line to the next page. */
const EPSILON = 0.01;

export function layoutFlow(box: BlockBox, options: FlowOptions, context: LayoutContext): FlowResult | 'break-before' {
  return box.inline ? flowLines(box, options, context) : flowBlocks(box, options, context);
}

/** Lines, cut so that orphans and widows are kept (CSS Break 3 section 3.3). */
function flowLines(box: BlockBox, options: FlowOptions, context: LayoutContext): FlowResult | 'break-before' {
  const { lines } = layoutInline(box.inline!, box.style, options.width, context);
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
      const { orphans, widows } = box.style;
      end = Math.min(fit, lines.length - widows);
      const least = start === 0 ? orphans : 1;
      if (end - start < least) {
        // Too few lines on one side: nothing here, or as much as fits where something must be placed.
        if (fit === start && !fragmentainer.atTop) return 'break-before';
        appeal = APPEAL.violatesOrphans;
        end = Math.max(fit, start + 1);
      } else if (box.style.hyphenateLimitLast === 'column' || box.style.hyphenateLimitLast === fragmentainer.type) {
        // No word goes on over the end of a page (CSS Text 4 section 6.3.4), as long as lines enough stay.
        let earlier = end;
        while (earlier - start >= least && lines[earlier - 1]?.hyphenated) earlier--;
        if (earlier - start >= least) end = earlier;
      }
    }
  }
  const children: PlacedFragment[] = [];
  let y = 0;
  for (const line of lines.slice(start, end)) {
    children.push({ x: 0, y, fragment: line });
    y += line.height;
  }
  const first = lines[start];
  const last = lines[end - 1];
  return {
    children,
    height: y,
    token: end < lines.length ? { consumed: 0, index: end } : undefined,
    appeal,
    firstBaseline: first?.baseline,
    lastBaseline: last && y - last.height + last.baseline,
  };
}

interface Placed {
  readonly index: number;
  readonly y: number;
  readonly x: number;
  readonly fragment: BoxFragment;
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
  #cursor = 0;
  #strut: MarginStrut = NO_MARGIN;
  /** No content lies between the container's top and the cursor. */
  #atStart: boolean;

  constructor(box: BlockBox, options: FlowOptions, context: LayoutContext) {
    this.#box = box;
    this.#options = options;
    this.#context = context;
    this.#atStart = true;
  }

  run(): FlowResult | 'break-before' {
    const { children } = this.#box;
    const { token, fragmentainer } = this.#options;
    const start = token?.index ?? 0;
    for (let index = start; index < children.length; index++) {
      const child = children[index]!;
      const childToken = index === start ? token?.child : undefined;
      const resumed = index === start && token !== undefined;
      if (fragmentainer && index > start && breakBetween(children[index - 1], child, fragmentainer.type) === 'forced') {
        return this.#breakBefore(index, APPEAL.perfect, true);
      }
      const outcome = this.#place(child, index, childToken, resumed);
      if (outcome !== undefined) return outcome;
    }
    return this.#finish(undefined, APPEAL.perfect);
  }

  /** Lays out and places one child; a result ends the flow here. */
  #place(
    child: Box,
    index: number,
    childToken: BreakToken | undefined,
    resumed: boolean,
  ): FlowResult | 'break-before' | undefined {
    const { width, fragmentainer } = this.#options;
    const through = collapsesThrough(child, width);
    const top = this.#childTop(child, childToken, resumed);
    const space = this.#childSpace(child, top);
    const result = this.#context.layout(child, space, childToken);
    if (result.type === 'break-before') return this.#cannotFit(child, index, top, childToken, APPEAL.lastResort);
    const { fragment } = result;
    if (fragmentainer && !result.token && this.#overflows(top + fragment.height) && !space.fragmentainer?.atTop) {
      return this.#cannotFit(child, index, top, childToken, APPEAL.lastResort);
    }
    if (result.token) {
      if (result.appeal < APPEAL.perfect) {
        const better = this.#cannotFit(child, index, top, childToken, result.appeal);
        if (better !== undefined) return better;
      }
      this.#push(child, index, top, fragment);
      this.#cursor = top + fragment.height;
      return this.#finish({ consumed: 0, index, child: result.token }, result.appeal);
    }
    this.#push(child, index, top, fragment);
    if (through) this.#strut = join(this.#strut, join(topStrut(child, width), bottomStrut(child, width)));
    else {
      this.#cursor = top + fragment.height;
      this.#strut = bottomStrut(child, width);
      this.#atStart = false;
    }
    return undefined;
  }

  #overflows(bottom: number): boolean {
    return this.#options.fragmentainer !== undefined && bottom > this.#options.fragmentainer.remaining + EPSILON;
  }

  #childTop(child: Box, childToken: BreakToken | undefined, resumed: boolean): number {
    // A fragment that goes on starts at the top; margins that meet an unforced break vanish.
    if (childToken || (resumed && !this.#options.token?.forced)) return this.#cursor;
    const { width } = this.#options;
    // A box without content sits where its top margin alone puts it (CSS 2 section 8.3.1).
    const own = collapsesThrough(child, width) ? strutOf(marginOf(child.style, width).top) : topStrut(child, width);
    if (this.#atStart && this.#options.openTop && !resumed) return this.#cursor;
    return this.#cursor + strutSize(join(this.#strut, own));
  }

  #childSpace(child: Box, top: number): ConstraintSpace {
    const { width, height, fragmentainer } = this.#options;
    return {
      availableWidth: width,
      availableHeight: height,
      // A table is as wide as its content asks for.
      shrinkToFit: child.kind === 'table',
      fragmentainer: fragmentainer && {
        type: fragmentainer.type,
        remaining: fragmentainer.remaining - top,
        atTop: fragmentainer.atTop && this.#placed.every((p) => p.fragment.height === 0),
      },
    };
  }

  #push(child: Box, index: number, top: number, fragment: BoxFragment): void {
    this.#placed.push({ index, x: this.#childLeft(child, fragment), y: top, fragment });
  }

  /** The children where they are painted: relative positioning moves them without moving anything else. */
  #children(): PlacedFragment[] {
    const { width, height } = this.#options;
    return this.#placed.map(({ x, y, fragment }) => {
      const shift = relativeOffset(fragment.box.style, width, height);
      return { x: x + shift.x, y: y + shift.y, fragment };
    });
  }

  /** Horizontal place of a block (CSS 2 section 10.3.3): auto margins share what is left. */
  #childLeft(child: Box, fragment: BoxFragment): number {
    const { style } = child;
    const { width } = this.#options;
    const margin = marginOf(style, width);
    const free = width - fragment.width - margin.left - margin.right;
    const [autoLeft, autoRight] = [style.marginLeft === 'auto', style.marginRight === 'auto'];
    if (autoLeft && autoRight) return margin.left + Math.max(0, free) / 2;
    if (autoLeft) return Math.max(0, free);
    if (!autoRight && this.#box.style.direction === 'rtl') return width - margin.right - fragment.width;
    if (autoRight && this.#box.style.direction === 'rtl') return Math.max(0, margin.left);
    return margin.left;
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
    const candidate = this.#bestBefore(index, fragmentainer.type);
    if (candidate && candidate.appeal > appeal) return this.#breakBefore(candidate.index, candidate.appeal, false);
    if (appeal > APPEAL.lastResort) {
      // Leaving the whole container for the next page may be better still: the parent decides by the appeal.
      return undefined;
    }
    if (!fragmentainer.atTop) return 'break-before';
    if (candidate) return this.#breakBefore(candidate.index, candidate.appeal, false);
    // Nothing precedes that could be cut off: place it as it is.
    const space = this.#childSpace(child, top);
    const forced = this.#context.layout(
      child,
      { ...space, fragmentainer: { ...space.fragmentainer!, atTop: true } },
      childToken,
    );
    if (forced.type === 'break-before') throw new Error(`${child.label} refuses an empty page`);
    this.#push(child, index, top, forced.fragment);
    this.#cursor = top + forced.fragment.height;
    if (forced.token) return this.#finish({ consumed: 0, index, child: forced.token }, forced.appeal);
    return index + 1 < this.#box.children.length
      ? this.#breakBefore(index + 1, APPEAL.lastResort, false)
      : this.#finish(undefined, APPEAL.perfect);
  }

  /** The latest of the best places between siblings, up to the one before `index`. */
  #bestBefore(
    index: number,
    type: Fragmentainer['type'],
  ): { readonly index: number; readonly appeal: number } | undefined {
    const { children } = this.#box;
    const first = this.#placed[0]?.index ?? index;
    let best: { index: number; appeal: number } | undefined;
    for (let i = index; i > first; i--) {
      const appeal =
        breakBetween(children[i - 1], children[i]!, type) === 'avoid' ? APPEAL.violatesAvoid : APPEAL.perfect;
      if (!best || appeal > best.appeal) best = { index: i, appeal };
      if (appeal === APPEAL.perfect) break;
    }
    return best;
  }

  #breakBefore(index: number, appeal: number, forced: boolean): FlowResult {
    while (this.#placed.length && this.#placed.at(-1)!.index >= index) this.#placed.pop();
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
    };
  }
}
