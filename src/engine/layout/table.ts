import { unpaintedStyle } from '../boxes/anonymous.ts';
import type { BlockBox, TableBox } from '../boxes/box.ts';
import { styleVariant } from '../css/variants.ts';
import { usedWidth } from './block-width.ts';
import type { BoxFragment, PlacedFragment } from './fragment.ts';
import { marginOf } from './sizes.ts';
import type { BreakToken, ConstraintSpace, LayoutContext, LayoutResult } from './space.ts';
import { TableFlow } from './table-flow.ts';
import { tableGrid } from './table-grid.ts';
import { type SolvedTable, solveTable } from './table-rows.ts';

interface Solution {
  readonly width: number;
  readonly space: ConstraintSpace;
  readonly table: SolvedTable;
}

/** The last solution of each table: it is the same on all its pages. */
const solutions = new WeakMap<LayoutContext, WeakMap<TableBox, Solution>>();

/** Tables (CSS Tables 3): captions and, between them, the grid, whose rows go on in the next page or column. */
export function layoutTable(
  box: TableBox,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  const table = solve(box, space, context);
  const captions = box.captions.map((caption) => placeCaption(box, caption, table.width, context));
  const above = captions.filter(({ side }) => side === 'top');
  const below = captions.filter(({ side }) => side === 'bottom');
  const flow = new TableFlow(table, space, token ? 0 : heightOf(above), heightOf(below), context);
  const grid = flow.run(token);
  if (grid.type === 'break-before' || !captions.length) return grid;
  return { ...grid, ...wrap(box, grid, token, above, below) };
}

function solve(box: TableBox, space: ConstraintSpace, context: LayoutContext): SolvedTable {
  const grid = tableGrid(box);
  const width = Math.max(usedWidth(grid.box, space, context), context.contentIntrinsic(box).min);
  let own = solutions.get(context);
  if (!own) {
    own = new WeakMap();
    solutions.set(context, own);
  }
  const known = own.get(box);
  if (
    known && known.width === width && known.space.availableWidth === space.availableWidth &&
    known.space.availableHeight === space.availableHeight && known.space.fixedHeight === space.fixedHeight
  ) return known.table; // biome-ignore format: a condition
  const table = solveTable(grid, width, space, context);
  own.set(box, { width, space, table });
  return table;
}

interface Caption {
  readonly side: 'top' | 'bottom';
  readonly fragment: BoxFragment;
  readonly x: number;
  /** Room above it and below it; the margins of captions do not collapse. */
  readonly top: number;
  readonly bottom: number;
}

/** A caption is a block as wide as the table (CSS 2 section 17.4.1). */
function placeCaption(table: TableBox, caption: BlockBox, width: number, context: LayoutContext): Caption {
  const { style } = caption;
  const fragment = context.layoutWhole(caption, { availableWidth: width, availableHeight: undefined });
  const { top, right, bottom, left } = marginOf(style, width);
  const free = width - fragment.width - left - right;
  const atRight = table.style.direction === 'rtl' ? style.marginRight !== 'auto' : false;
  const both = style.marginLeft === 'auto' && style.marginRight === 'auto';
  const pushed = both ? Math.max(0, free) / 2 : atRight || style.marginLeft === 'auto' ? free : 0;
  return { side: style.captionSide, fragment, x: left + pushed, top, bottom };
}

/** The wrapper box around captions and grid (CSS Tables 3 section 2.1). */
function wrap(
  box: TableBox,
  grid: Extract<LayoutResult, { type: 'fragment' }>,
  token: BreakToken | undefined,
  above: readonly Caption[],
  below: readonly Caption[],
): Partial<LayoutResult> {
  const children: PlacedFragment[] = [];
  let y = 0;
  const put = ({ fragment, x, top, bottom }: Omit<Caption, 'side'>): void => {
    children.push({ x, y: y + top, fragment });
    y += top + fragment.height + bottom;
  };
  if (!token) for (const caption of above) put(caption);
  const top = y;
  put({ fragment: { ...grid.fragment, box: gridOf(grid.fragment.box as TableBox) }, x: 0, top: 0, bottom: 0 });
  if (!grid.token) for (const caption of below) put(caption);
  const offset = (baseline: number | undefined): number | undefined =>
    baseline === undefined ? undefined : baseline + top;
  const fragment: BoxFragment = {
    ...grid.fragment, box: wrapperOf(box), height: y, border: NONE, padding: NONE, children, decoration: undefined,
    firstBaseline: offset(grid.fragment.firstBaseline), lastBaseline: offset(grid.fragment.lastBaseline),
  }; // biome-ignore format: one record
  return { fragment, token: grid.token && { ...grid.token, consumed: (token?.consumed ?? 0) + y } };
}

const NONE = { top: 0, right: 0, bottom: 0, left: 0 };

const heightOf = (captions: readonly Caption[]): number =>
  captions.reduce((sum, { top, fragment, bottom }) => sum + top + fragment.height + bottom, 0);

/** What works on the whole of a table works on its wrapper (CSS Tables 3 section 3.3), the rest on the grid. */
function gridOf(box: TableBox): TableBox {
  const style = styleVariant(box.style, 'grid of a wrapper', () => ({ position: 'static', opacity: 1 }));
  return { ...box, style, label: `${box.label} (grid)`, anchor: undefined };
}

const wrappers = new WeakMap<TableBox, TableBox>();

function wrapperOf(box: TableBox): TableBox {
  let wrapper = wrappers.get(box);
  if (!wrapper) {
    const style = styleVariant(unpaintedStyle(box.style), 'wrapper', () => ({ overflow: 'visible' }));
    wrapper = { ...box, style };
    wrappers.set(box, wrapper);
  }
  return wrapper;
}
