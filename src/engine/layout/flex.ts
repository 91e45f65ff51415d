import type { FlexBox } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { appealInside, breakBetween } from './breaks.ts';
import { type FlexLine, FlexSolver, type Item } from './flex-solver.ts';
import type { BoxFragment, PlacedFragment } from './fragment.ts';
import { borderOf, clampHeight, paddingOf, relativeOffset, vertical } from './sizes.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type LayoutContext, type LayoutResult } from './space.ts';
/** A flex container and its items: solved whole, then cut where it does not fit (CSS Flexbox 1 sections 9 and 10). */
export function layoutFlex(
  box: FlexBox,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  return new FlexLayout(box, space, context).run(token);
}

class FlexLayout {
  readonly #box: FlexBox;
  readonly #style: ComputedStyle;
  readonly #space: ConstraintSpace;
  readonly #context: LayoutContext;
  readonly #solver: FlexSolver;

  constructor(box: FlexBox, space: ConstraintSpace, context: LayoutContext) {
    this.#box = box;
    this.#style = box.style;
    this.#space = space;
    this.#context = context;
    this.#solver = new FlexSolver(box, space, context);
  }

  run(token: BreakToken | undefined): LayoutResult {
    const lines = this.#solver.solve();
    const last = lines.at(-1);
    const extent = this.#solver.row
      ? last
        ? last.offset + last.cross
        : 0
      : Math.max(0, ...lines.flatMap((l) => l.items.map((i) => i.mainOffset + i.main)));
    const natural = this.#solver.contentHeight ?? extent;
    const height =
      this.#space.fixedHeight ?? clampHeight(natural + vertical(this.#solver.edges), this.#style, this.#space);
    const { fragmentainer } = this.#space;
    if (!fragmentainer || (!token && height <= fragmentainer.remaining + 0.01 && !this.#hasForcedBreak()))
      return this.#whole(lines, height);
    return this.#solver.row ? this.#breakRows(lines, token) : this.#breakColumn(lines, token);
  }

  #hasForcedBreak(): boolean {
    const type = this.#space.fragmentainer!.type;
    return (
      !this.#solver.row &&
      this.#box.children.some((child, i) => i > 0 && breakBetween(this.#box.children[i - 1], child, type) === 'forced')
    );
  }

  #place(item: Item, fragment: BoxFragment, shift: number): PlacedFragment<BoxFragment> {
    const { left, top } = this.#solver.edges;
    const moved = relativeOffset(item.box.style, this.#solver.contentWidth, this.#solver.contentHeight);
    return this.#solver.row
      ? { x: left + item.mainOffset + moved.x, y: top + item.crossOffset + shift + moved.y, fragment }
      : { x: left + item.crossOffset + moved.x, y: top + item.mainOffset + shift + moved.y, fragment };
  }

  #whole(lines: readonly FlexLine[], height: number): LayoutResult {
    const children = lines.flatMap((line) => line.items.map((item) => this.#place(item, item.fragment!, 0)));
    return {
      type: 'fragment',
      fragment: this.#fragment(children, height, true, true),
      token: undefined,
      appeal: APPEAL.perfect,
    };
  }

  /** Flex lines of a row break between each other; one line breaks in all its items at once (section 10). */
  #breakRows(lines: readonly FlexLine[], token: BreakToken | undefined): LayoutResult {
    const { remaining, atTop, type } = this.#space.fragmentainer!;
    const start = token?.index ?? 0;
    const topEdge = token ? 0 : this.#solver.edges.top;
    const children: PlacedFragment[] = [];
    const origin = lines[start]?.offset ?? 0;
    let bottom = 0;
    for (let index = start; index < lines.length; index++) {
      const line = lines[index]!;
      const tokens = index === start ? token?.parallel : undefined;
      const y = tokens ? 0 : line.offset - origin;
      const room = remaining - topEdge - y;
      if (!tokens && line.cross <= room + 0.01) {
        for (const item of line.items)
          children.push(this.#place(item, item.fragment!, topEdge - this.#solver.edges.top - origin));
        bottom = y + line.cross;
        continue;
      }
      const fresh = children.length === 0;
      if (!fresh && !tokens)
        return this.#broken(
          children,
          topEdge + bottom,
          { consumed: 0, index },
          token,
          appealInside(this.#box, APPEAL.perfect, type),
        );
      const parts = this.#layoutParallel(line, tokens, { type, remaining: room, atTop: atTop && fresh });
      if (parts === 'break-before') return { type: 'break-before' };
      const offsets = line.items.map((item) => (tokens ? 0 : item.crossOffset - line.offset));
      const goesOn = parts.tokens.some((t) => t !== null);
      const tallest = Math.max(0, ...parts.results.map((part, i) => (part ? offsets[i]! + part.height : 0)));
      // Stretched items are as tall as their row: they go on, empty, while any of the others does.
      const reach = goesOn ? Math.max(tallest, room) : tallest;
      line.items.forEach((item, i) => {
        const part = parts.results[i] ?? (item.stretched ? this.#emptyPart(item) : undefined);
        if (!part) return;
        const open = item.stretched && goesOn && part.isLast;
        const fragment = item.stretched
          ? { ...part, height: reach - offsets[i]!, ...(open ? openEnd(part) : {}) }
          : part;
        children.push({ x: this.#solver.edges.left + item.mainOffset, y: topEdge + y + offsets[i]!, fragment });
      });
      bottom = y + tallest;
      if (goesOn) {
        return this.#broken(
          children,
          remaining,
          { consumed: 0, index, parallel: parts.tokens },
          token,
          appealInside(this.#box, parts.appeal, type),
        );
      }
    }
    const height = topEdge + bottom + this.#solver.edges.bottom;
    return {
      type: 'fragment',
      fragment: this.#fragment(children, height, !token, true),
      token: undefined,
      appeal: APPEAL.perfect,
    };
  }

  /** What a stretched item shows in the pages after the one where its content ends. */
  #emptyPart(item: Item): BoxFragment {
    const { border, padding } = item.fragment!;
    return {
      ...item.fragment!,
      children: [],
      border: { ...border, top: 0 },
      padding: { ...padding, top: 0 },
      firstBaseline: undefined,
      lastBaseline: undefined,
      isFirst: false,
    };
  }

  #layoutParallel(
    line: FlexLine,
    tokens: BreakToken['parallel'],
    fragmentainer: NonNullable<ConstraintSpace['fragmentainer']>,
  ):
    | {
        readonly results: readonly (BoxFragment | undefined)[];
        readonly tokens: (BreakToken | undefined | null)[];
        readonly appeal: number;
      }
    | 'break-before' {
    const next: (BreakToken | undefined | null)[] = [];
    const results: (BoxFragment | undefined)[] = [];
    let appeal: number = APPEAL.perfect;
    for (const [i, item] of line.items.entries()) {
      const before = tokens?.[i];
      if (before === null) {
        next.push(null);
        results.push(undefined);
        continue;
      }
      const offset = tokens ? 0 : item.crossOffset - line.offset;
      const { fixedHeight: _, ...space } = this.#solver.itemSpace(item);
      const own = { ...space, fragmentainer: { ...fragmentainer, remaining: fragmentainer.remaining - offset } };
      let result = this.#context.layout(item.box, own, before);
      if (result.type === 'break-before') {
        if (!fragmentainer.atTop) return 'break-before';
        result = this.#context.layout(
          item.box,
          { ...own, fragmentainer: { ...own.fragmentainer, atTop: true } },
          before,
        );
        if (result.type === 'break-before') throw new Error(`${item.box.label} refuses an empty page`);
      }
      appeal = Math.min(appeal, result.token ? result.appeal : APPEAL.perfect);
      next.push(result.token ?? null);
      results.push(result.fragment);
    }
    return { results, tokens: next, appeal };
  }

  /** A column breaks between its items, and inside them, like blocks do. */
  #breakColumn(lines: readonly FlexLine[], token: BreakToken | undefined): LayoutResult {
    const { remaining, atTop, type } = this.#space.fragmentainer!;
    const items = [...(lines[0]?.items ?? [])].sort((a, b) => a.mainOffset - b.mainOffset);
    const start = token?.index ?? 0;
    const topEdge = token ? 0 : this.#solver.edges.top;
    const children: { readonly index: number; readonly placed: PlacedFragment }[] = [];
    // Items after a broken one move with it.
    let shift = topEdge - (items[start] && token ? items[start].mainOffset : 0);
    for (let index = start; index < items.length; index++) {
      const item = items[index]!;
      const before = index === start ? token?.child : undefined;
      const y = item.mainOffset + shift;
      const cut = (at: number, appeal: number): LayoutResult => {
        const kept = children.filter((child) => child.index < at).map((child) => child.placed);
        return this.#broken(kept, remaining, { consumed: 0, index: at }, token, appealInside(this.#box, appeal, type));
      };
      if (index > start && breakBetween(items[index - 1]!.box, item.box, type) === 'forced')
        return cut(index, APPEAL.perfect);
      const top = atTop && children.length === 0;
      const space = { ...this.#solver.itemSpace(item), fragmentainer: { type, remaining: remaining - y, atTop: top } };
      let result = this.#context.layout(item.box, space, before);
      const overflows =
        result.type === 'fragment' && !result.token && y + result.fragment.height > remaining + 0.01 && !top;
      if (result.type === 'break-before' || overflows || (result.token && result.appeal < APPEAL.perfect && !top)) {
        let at = index;
        while (at > start + 1 && breakBetween(items[at - 1]!.box, items[at]!.box, type) === 'avoid') at--;
        const good = at > start && breakBetween(items[at - 1]!.box, items[at]!.box, type) !== 'avoid';
        if (good) return cut(at, APPEAL.perfect);
        if (!atTop) return { type: 'break-before' };
        result = this.#context.layout(
          item.box,
          { ...space, fragmentainer: { ...space.fragmentainer, atTop: true } },
          before,
        );
        if (result.type === 'break-before') throw new Error(`${item.box.label} refuses an empty page`);
      }
      children.push({ index, placed: { x: this.#solver.edges.left + item.crossOffset, y, fragment: result.fragment } });
      if (result.token) {
        const kept = children.map((child) => child.placed);
        return this.#broken(
          kept,
          remaining,
          { consumed: 0, index, child: result.token },
          token,
          appealInside(this.#box, result.appeal, type),
        );
      }
      shift += result.fragment.height - item.main;
    }
    const last = items.at(-1);
    const bottom = last ? last.mainOffset + last.main + shift + last.margin.mainEnd : topEdge;
    return {
      type: 'fragment',
      fragment: this.#fragment(
        children.map((c) => c.placed),
        bottom + this.#solver.edges.bottom,
        !token,
        true,
      ),
      token: undefined,
      appeal: APPEAL.perfect,
    };
  }

  #broken(
    children: readonly PlacedFragment[],
    height: number,
    next: BreakToken,
    token: BreakToken | undefined,
    appeal: number,
  ): LayoutResult {
    const consumed = (token?.consumed ?? 0) + height;
    return {
      type: 'fragment',
      fragment: this.#fragment(children, height, !token, false),
      token: { ...next, consumed },
      appeal,
    };
  }

  #fragment(children: readonly PlacedFragment[], height: number, isFirst: boolean, isLast: boolean): BoxFragment {
    const baselines = children.flatMap(({ y, fragment }) =>
      fragment.type === 'box' && fragment.firstBaseline !== undefined ? [y + fragment.firstBaseline] : [],
    );
    const border = borderOf(this.#style);
    const padding = paddingOf(this.#style, this.#space.availableWidth);
    return {
      type: 'box', box: this.#box, width: this.#solver.width, height,
      border: { ...border, top: isFirst ? border.top : 0, bottom: isLast ? border.bottom : 0 },
      padding: { ...padding, top: isFirst ? padding.top : 0, bottom: isLast ? padding.bottom : 0 },
      children, firstBaseline: baselines[0], lastBaseline: baselines[0], isFirst, isLast,
    }; // biome-ignore format: one record
  }
}

/** The end of a fragment whose box goes on in the next page. */
const openEnd = ({ border, padding }: BoxFragment): Partial<BoxFragment> => ({
  border: { ...border, bottom: 0 },
  padding: { ...padding, bottom: 0 },
  isLast: false,
});
