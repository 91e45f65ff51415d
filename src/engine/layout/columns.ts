import type { BlockBox } from '../boxes/box.ts';
import { resolveLength } from '../css/values.ts';
import { appealInside } from './breaks.ts';
import { layoutFlow } from './flow.ts';
import { type FlowOptions, type FlowResult, NO_FLOATS } from './flow-result.ts';
import type { OutOfFlow, PlacedFragment } from './fragment.ts';
import { APPEAL, type BreakToken, type LayoutContext } from './space.ts';

/** Number and width of columns (CSS Multicol 1 section 3.4). */
export function columnGeometry(
  box: BlockBox,
  available: number,
): { readonly count: number; readonly width: number; readonly gap: number } {
  const { columnCount, columnWidth, columnGap, fontSize } = box.style;
  const gap = columnGap === 'normal' ? fontSize : resolveLength(columnGap, available);
  const byWidth =
    columnWidth === 'auto'
      ? Number.POSITIVE_INFINITY
      : Math.max(1, Math.floor((available + gap) / (columnWidth + gap)));
  const count = Math.max(1, Math.min(columnCount === 'auto' ? Number.POSITIVE_INFINITY : columnCount, byWidth));
  return { count, width: Math.max(0, (available - gap * (count - 1)) / count), gap };
}

interface Row {
  readonly columns: readonly FlowResult[];
  readonly token: BreakToken | undefined;
  readonly height: number;
}

/** Content poured into columns, balanced where asked (CSS Multicol 1 sections 3 and 7). */
export function layoutColumns(
  box: BlockBox,
  options: FlowOptions,
  context: LayoutContext,
): FlowResult | 'break-before' {
  const { count, width, gap } = columnGeometry(box, options.width);
  const room = options.fragmentainer?.remaining ?? Number.POSITIVE_INFINITY;
  const limit = Math.min(room, options.height ?? Number.POSITIVE_INFINITY);
  const fill = (height: number): Row => fillRow(box, width, height, count, options.token, context);

  let row: Row;
  if (box.style.columnFill === 'auto' && limit !== Number.POSITIVE_INFINITY) row = fill(limit);
  else {
    const whole = fillRow(box, width, Number.POSITIVE_INFINITY, 1, options.token, context).height;
    if (whole > 0 && room <= 0 && !options.fragmentainer?.atTop) return 'break-before';
    row = balance(fill, whole / count, Math.min(whole, limit));
  }
  const { fragmentainer } = options;
  if (row.token && fragmentainer && !fragmentainer.atTop && row.columns.every((column) => column.children.length === 0))
    return 'break-before';

  const rtl = box.style.direction === 'rtl';
  const children: PlacedFragment[] = [];
  const outOfFlow: OutOfFlow[] = [];
  row.columns.forEach((column, index) => {
    const x = (rtl ? count - 1 - index : index) * (width + gap);
    for (const waiting of column.outOfFlow) outOfFlow.push({ ...waiting, x: waiting.x + x });
    for (const child of column.children) children.push({ x: child.x + x, y: child.y, fragment: child.fragment });
  });
  const height = options.height ?? row.height;
  const rules =
    box.style.columnRuleWidth > 0
      ? row.columns.slice(1).map((_, index) => ({
          x: (rtl ? count - 2 - index : index) * (width + gap) + width + gap / 2,
          y: 0,
          height: row.height,
        }))
      : [];
  const appeal = row.token && fragmentainer ? appealInside(box, APPEAL.perfect, fragmentainer.type) : APPEAL.perfect;
  return {
    ...NO_FLOATS,
    outOfFlow,
    children,
    height,
    token: row.token,
    appeal,
    firstBaseline: row.columns[0]?.firstBaseline,
    lastBaseline: row.columns[0]?.lastBaseline,
    decoration: rules.length ? { type: 'column-rules', rules } : undefined,
  };
}

const fits = (row: Row, height: number): boolean => !row.token && row.height <= height + 0.01;

const badBreaks = (row: Row): number =>
  row.columns.filter((column) => column.token && column.appeal < APPEAL.perfect).length;

/** Less than half a line: columns whose heights differ by less hold the same. */
const STEP = 4;

/**
 * The least height from `share`, an even part, to `most` that holds everything: first upwards in growing steps until
 * it fits, then down from what the columns really hold, line by line.
 */
function balance(fill: (height: number) => Row, share: number, most: number): Row {
  const even = share < most ? fill(share) : undefined;
  if (even && fits(even, share)) return { ...even, height: share };
  let low = share;
  let row = fill(most);
  if (row.token) return row;
  const least = badBreaks(row);
  for (let step = STEP * 2; low + step < most; step *= 2) {
    const trial = fill(low + step);
    if (fits(trial, low + step) && badBreaks(trial) <= least) {
      row = trial;
      break;
    }
    low += step;
  }
  while (row.height - STEP > low) {
    const trial = fill(row.height - STEP);
    if (!fits(trial, row.height - STEP) || badBreaks(trial) > least) break;
    row = trial;
  }
  return row;
}

/** Fills up to `count` columns of one height. */
function fillRow(
  box: BlockBox,
  width: number,
  height: number,
  count: number,
  start: BreakToken | undefined,
  context: LayoutContext,
): Row {
  const columns: FlowResult[] = [];
  let token = start;
  do {
    const fragmentainer =
      height === Number.POSITIVE_INFINITY ? undefined : { type: 'column' as const, remaining: height, atTop: true };
    const column = layoutFlow(
      box,
      { width, height: undefined, fragmentainer, token, openTop: false, openBottom: false, root: true },
      context,
    );
    if (column === 'break-before') throw new Error(`${box.label} refuses an empty column`);
    columns.push(column);
    token = column.token;
  } while (token && columns.length < count);
  return { columns, token, height: Math.max(0, ...columns.map((column) => column.height)) };
}
