import type { BlockBox, Box } from '../boxes/box.ts';
import { breakBetween } from './breaks.ts';
import { layoutFlow } from './flow.ts';
import type { FlowResult } from './flow-result.ts';
import { APPEAL, type BreakToken, type Fragmentainer, type LayoutContext } from './space.ts';

/** Columns of one height side by side. */
export interface ColumnRow {
  readonly columns: readonly FlowResult[];
  readonly height: number;
  readonly token: BreakToken | undefined;
  /** The content ends, a spanning element or a page break follows, or there was no more room. */
  readonly end: 'end' | 'spanner' | 'page' | 'cut';
}

interface Geometry {
  readonly count: number;
  readonly width: number;
  /** What the columns themselves are in. */
  readonly fragmentainer: Fragmentainer | undefined;
}

const EPSILON = 0.01;
/** Heights are found to less than what a line could differ by, px. */
const PRECISION = 0.25;
/** The first step above an even share, less than half a line. */
const STEP = 8;
/** Columns cut by columns in columns are filled without looking for the best height: each level would do it anew. */
const DEEPEST_SEARCH = 2;
/** Columns in more columns than anyone reads are filled too, wherever they stand. */
const DEEPEST_EQUAL = 4;
/** More columns than any page shows; what goes on beside a box of fixed height ends there. */
const MOST_COLUMNS = 10_000;

export class ColumnRows {
  readonly #box: BlockBox;
  readonly #geometry: Geometry;
  readonly #context: LayoutContext;
  readonly #depth: number;

  constructor(box: BlockBox, geometry: Geometry, context: LayoutContext) {
    this.#box = box;
    this.#geometry = geometry;
    this.#context = context;
    this.#depth = (geometry.fragmentainer?.columns?.depth ?? 0) + 1;
  }

  /** Whether these columns are too deep in others to be of equal height. */
  get onlyFills(): boolean {
    if ((this.#box.columnDepth ?? 0) > DEEPEST_EQUAL) return true;
    return this.#depth > DEEPEST_SEARCH && this.#geometry.fragmentainer?.type === 'column';
  }

  /**
   * Fills columns of `height` from `start`, more than there is room for where they may overflow. Undefined where the
   * first one is not at the top of its page and nothing fits.
   */
  fill(start: BreakToken | undefined, height: number, atTop: boolean, overflow: boolean): ColumnRow | undefined {
    return this.#fill(start, height, atTop, overflow ? MOST_COLUMNS : this.#geometry.count);
  }

  #fill(start: BreakToken | undefined, height: number, atTop: boolean, most: number): ColumnRow | undefined {
    const columns: FlowResult[] = [];
    let token = start;
    let end: ColumnRow['end'] = 'cut';
    do {
      const column = this.#column(token, height, atTop || columns.length > 0);
      if (column === 'break-before') return undefined;
      columns.push(column);
      token = column.token;
      if (!token) end = 'end';
      else if (token.spanner) end = 'spanner';
      else if (this.#breaksPage(token)) end = 'page';
    } while (end === 'cut' && columns.length < most);
    let tallest = 0;
    for (const column of columns) tallest = Math.max(tallest, column.height);
    return { columns, height: tallest, token, end };
  }

  #column(token: BreakToken | undefined, height: number, atTop: boolean): FlowResult | 'break-before' {
    const fragmentainer: Fragmentainer = {
      type: 'column',
      remaining: height,
      atTop,
      columns: { depth: this.#depth, spans: true },
    };
    const options = { width: this.#geometry.width, height: undefined, token, openTop: false, openBottom: false };
    return layoutFlow(this.#box, { ...options, fragmentainer, root: true }, this.#context);
  }

  /** A break that a page around the columns has to make. */
  #breaksPage(token: BreakToken): boolean {
    if (this.#geometry.fragmentainer?.type !== 'page') return false;
    const place = innermost(this.#box, token);
    if (!place.token.forced) return false;
    const [before, after] = [place.children[place.token.index - 1], place.children[place.token.index]];
    return after !== undefined && breakBetween(before, after, 'page') === 'forced';
  }

  /**
   * The least height up to `limit` that holds everything until the content ends or an element spans, and that breaks
   * where breaks are good (CSS Multicol 1 section 7.1). From an even share of the content upwards: growing steps until
   * all fits, then halving what lies between.
   */
  balance(start: BreakToken | undefined, limit: number): ColumnRow {
    const { count } = this.#geometry;
    const runs = this.#runs(start, limit);
    const cap = Math.max(count, runs.length);
    const trial = (height: number): ColumnRow | undefined => this.#fill(start, height, true, cap);
    const most = Math.min(
      limit,
      runs.reduce((tallest, run) => Math.max(tallest, run), 0),
    );
    const share = Math.min(most, evenShare(runs, count));
    const even = trial(share)!;
    if (isGood(even, share)) return { ...even, height: share };
    let best: ColumnRow = trial(most)!;
    if (best.end === 'cut' || !isGood(best, most)) return { ...best, height: Math.min(limit, best.height) };
    let low = share;
    for (let step = STEP; low + step < most; step *= 2) {
      const row = trial(low + step)!;
      if (isGood(row, low + step)) {
        best = row;
        break;
      }
      low += step;
    }
    while (best.height - low > PRECISION) {
      const height = (low + best.height) / 2;
      const row = trial(height)!;
      if (isGood(row, height)) best = row;
      else low = height;
    }
    return best;
  }

  /** Heights of the content between forced breaks, each as one column. */
  #runs(start: BreakToken | undefined, limit: number): number[] {
    const runs: number[] = [];
    let token = start;
    do {
      const column = this.#column(token, Number.POSITIVE_INFINITY, true);
      if (column === 'break-before') throw new Error(`${this.#box.label} refuses an empty column`);
      runs.push(Math.max(column.height, 0));
      token = column.token;
    } while (token && !token.spanner && !this.#breaksPage(token) && runs.length < MOST_COLUMNS && limit >= 0);
    return runs;
  }
}

/** Height of the columns if each run could be cut anywhere: one more column for the run that needs it most, in turn. */
function evenShare(runs: readonly number[], count: number): number {
  if (runs.length === 1) return runs[0]! / count;
  const columns = runs.map(() => 1);
  const tallest = (): number => {
    let at = 0;
    runs.forEach((run, i) => {
      if (run / columns[i]! > runs[at]! / columns[at]!) at = i;
    });
    return at;
  };
  for (let left = count - runs.length; left > 0; left--) columns[tallest()]!++;
  const at = tallest();
  return runs[at]! / columns[at]!;
}

/** Everything fits, and no break is a bad one. */
const isGood = (row: ColumnRow, height: number): boolean =>
  row.end !== 'cut' &&
  row.height <= height + EPSILON &&
  row.columns.every((column) => !column.token || column.appeal === APPEAL.perfect);

/** The part of a token that says where the innermost block goes on, and that block's children. */
function innermost(
  box: BlockBox,
  token: BreakToken,
): { readonly children: readonly Box[]; readonly token: BreakToken } {
  let { children }: { readonly children?: readonly Box[] } = box;
  let place = token;
  while (place.child && children) {
    ({ children } = children[place.index] as { children?: readonly Box[] });
    place = place.child;
  }
  return { children: children ?? [], token: place };
}
