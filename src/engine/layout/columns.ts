import type { BlockBox } from '../boxes/box.ts';
import { resolveLength } from '../css/values.ts';
import { appealInside, avoidsBreak, forcesBreak } from './breaks.ts';
import { type ColumnRow, ColumnRows } from './column-rows.ts';
import { afterSpanners, spannersAt } from './column-spans.ts';
import { countsCopies } from './cut-edges.ts';
import { layoutFlow } from './flow.ts';
import { type FlowOptions, type FlowResult, NO_FLOATS } from './flow-result.ts';
import type { ColumnRule, OutOfFlow, PlacedFragment } from './fragment.ts';
import { borderOf, paddingOf } from './sizes.ts';
import { APPEAL, type BreakToken, type Fragmentainer, type LayoutContext } from './space.ts';

/** Number and width of columns (CSS Multicol 1 section 3.4). */
export function columnGeometry(
  box: BlockBox,
  available: number,
): { readonly count: number; readonly width: number; readonly gap: number } {
  const { columnCount, columnWidth, columnGap, fontSize } = box.style;
  const gap = columnGap === 'normal' ? fontSize : Math.max(0, resolveLength(columnGap, available));
  const byWidth =
    columnWidth === 'auto'
      ? Number.POSITIVE_INFINITY
      : Math.max(1, Math.floor((available + gap) / (columnWidth + gap)));
  const count = Math.max(1, Math.min(columnCount === 'auto' ? Number.POSITIVE_INFINITY : columnCount, byWidth));
  return { count, width: Math.max(0, (available - gap * (count - 1)) / count), gap };
}

/** Content poured into rows of columns, with spanning elements between them (CSS Multicol 1). */
export function layoutColumns(
  box: BlockBox,
  options: FlowOptions & { readonly mostHeight: number },
  context: LayoutContext,
): FlowResult | 'break-before' {
  return new ColumnFlow(box, options, context).run();
}

class ColumnFlow {
  readonly #box: BlockBox;
  readonly #options: FlowOptions;
  readonly #context: LayoutContext;
  readonly #fragmentainer: Fragmentainer | undefined;
  readonly #rows: ColumnRows;
  /** Content height that a stated or greatest height leaves from here, px. */
  readonly #definite: number;
  readonly #width: number;
  readonly #gap: number;
  readonly #children: PlacedFragment[] = [];
  readonly #outOfFlow: OutOfFlow[] = [];
  readonly #rules: ColumnRule[] = [];
  #first: number | undefined;
  #last: number | undefined;
  #y = 0;

  constructor(box: BlockBox, options: FlowOptions & { readonly mostHeight: number }, context: LayoutContext) {
    this.#box = box;
    this.#options = options;
    this.#context = context;
    this.#fragmentainer = options.fragmentainer;
    const { count, width, gap } = columnGeometry(box, options.width);
    this.#width = width;
    this.#gap = gap;
    const [border, padding] = [borderOf(box.style), paddingOf(box.style, options.width)];
    const above = countsCopies(box.style) ? border.top + padding.top : 0;
    const before = Math.max(0, (options.token?.consumed ?? 0) - above);
    this.#definite = Math.max(0, Math.min(options.height ?? Number.POSITIVE_INFINITY, options.mostHeight) - before);
    this.#rows = new ColumnRows(box, { count, width, fragmentainer: options.fragmentainer }, context);
  }

  run(): FlowResult | 'break-before' {
    let token = this.#options.token;
    /** Where to break instead of right after a spanning element that avoids it. */
    let before: { readonly token: BreakToken; readonly children: number; readonly y: number } | undefined;
    do {
      if (token?.spanner) {
        const start = { token, children: this.#children.length, y: this.#y };
        const outcome = this.#spanners(token);
        if (typeof outcome === 'string') return outcome;
        if (outcome.result) return outcome.result;
        const { boxes } = spannersAt(this.#box, token);
        const kept = this.#fragmentainer && avoidsBreak(boxes.at(-1)!.style.breakAfter, this.#fragmentainer.type);
        before = kept ? (before ?? start) : undefined;
        token = outcome.token;
      } else {
        const row = this.#row(token);
        if (!row) {
          if (before?.y === 0 || this.#y === 0) return 'break-before';
          if (before) {
            this.#children.length = before.children;
            this.#y = before.y;
          }
          return this.#finish(before?.token ?? token, APPEAL.perfect);
        }
        before = undefined;
        this.#place(row);
        if (row.end === 'cut' || row.end === 'page') return this.#finish(row.token, APPEAL.perfect);
        token = row.token;
      }
    } while (token);
    return this.#finish(undefined, APPEAL.perfect);
  }

  /** A row from `token` on; undefined where nothing of it fits in what is left of the page. */
  #row(token: BreakToken | undefined): ColumnRow | undefined {
    const room = this.#fragmentainer ? this.#fragmentainer.remaining - this.#y : Number.POSITIVE_INFINITY;
    const definite = Math.max(0, this.#definite - this.#y);
    const limit = Math.min(room, definite);
    const atTop = !this.#fragmentainer || (this.#fragmentainer.atTop && this.#y === 0);
    const auto = this.#box.style.columnFill === 'auto' || this.#rows.onlyFills;
    if (limit === Number.POSITIVE_INFINITY) {
      const whole = auto ? this.#rows.fill(token, limit, true, false) : undefined;
      return whole && (whole.end === 'end' || this.#rows.onlyFills) ? whole : this.#rows.balance(token, limit);
    }
    const full = this.#rows.fill(token, limit, atTop, false);
    // Where the height is the box's own, what does not fit goes on beside it, not on the next page.
    if (full?.end === 'cut' && definite <= room) return this.#rows.fill(token, limit, atTop, true);
    if (!full || full.end === 'cut') return full;
    if (this.#rows.onlyFills || (auto && full.end !== 'spanner'))
      return { ...full, height: full.columns.length > 1 ? limit : full.height };
    return this.#rows.balance(token, limit);
  }

  #place({ columns, height }: ColumnRow): void {
    const rtl = this.#box.style.direction === 'rtl';
    const step = this.#width + this.#gap;
    columns.forEach((column, index) => {
      const x = rtl ? this.#options.width - this.#width - index * step : index * step;
      for (const waiting of column.outOfFlow)
        this.#outOfFlow.push({ ...waiting, x: waiting.x + x, y: waiting.y + this.#y });
      for (const child of column.children) this.#children.push({ ...child, x: child.x + x, y: child.y + this.#y });
      if (index > 0 && column.children.length && columns[index - 1]!.children.length)
        this.#rules.push({ x: rtl ? x + this.#width + this.#gap / 2 : x - this.#gap / 2, y: this.#y, height });
    });
    this.#baselines(columns[0]);
    this.#y += height;
  }

  #baselines(flow: FlowResult | undefined): void {
    const at = (baseline: number | undefined): number | undefined =>
      baseline === undefined ? undefined : baseline + this.#y;
    this.#first ??= at(flow?.firstBaseline);
    this.#last = at(flow?.lastBaseline) ?? this.#last;
  }

  /** Elements that span all columns, where the flow has come to them: blocks as wide as the container. */
  #spanners(
    token: BreakToken,
  ): 'break-before' | { readonly result?: FlowResult | 'break-before'; readonly token?: BreakToken | undefined } {
    const { boxes } = spannersAt(this.#box, token);
    const { width, height } = this.#options;
    const fragmentainer = this.#fragmentainer;
    const begun = token.parallel?.[0] ?? undefined;
    const forced = fragmentainer && !begun && forcesBreak(boxes[0]!.style.breakBefore, fragmentainer.type);
    if (forced && this.#y > 0) return { result: this.#finish(token, APPEAL.perfect) };
    const around: BlockBox = { ...this.#box, children: boxes, inline: undefined, marker: undefined };
    const room = fragmentainer && {
      type: fragmentainer.type,
      remaining: fragmentainer.remaining - this.#y,
      atTop: fragmentainer.atTop && this.#y === 0,
    };
    const flow = layoutFlow(
      around,
      { width, height, fragmentainer: room, token: begun, openTop: false, openBottom: false, root: true },
      this.#context,
    );
    if (flow === 'break-before') return this.#y === 0 ? flow : { result: this.#finish(token, APPEAL.perfect) };
    for (const waiting of flow.outOfFlow) this.#outOfFlow.push({ ...waiting, y: waiting.y + this.#y });
    for (const child of flow.children) this.#children.push({ ...child, y: child.y + this.#y });
    this.#baselines(flow);
    this.#y += flow.height;
    if (flow.token) return { result: this.#finish({ ...token, parallel: [flow.token] }, flow.appeal) };
    return { token: afterSpanners(this.#box, token, boxes.length) };
  }

  #finish(token: BreakToken | undefined, appeal: number): FlowResult {
    const { columnRuleWidth } = this.#box.style;
    const type = this.#fragmentainer?.type;
    return {
      ...NO_FLOATS,
      outOfFlow: this.#outOfFlow,
      children: this.#children,
      height: this.#y,
      // The spanning elements within it are no concern of the columns around it.
      token,
      appeal: token && type ? appealInside(this.#box, appeal, type) : appeal,
      firstBaseline: this.#first,
      lastBaseline: this.#last,
      decoration: columnRuleWidth > 0 && this.#rules.length ? { type: 'column-rules', rules: this.#rules } : undefined,
    };
  }
}
