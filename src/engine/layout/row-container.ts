import type { Sides } from '../../base/geometry.ts';
import type { FlexBox, GridBox } from '../boxes/box.ts';
import { appealInside } from './breaks.ts';
import { consumedBy, sidesThere } from './cut-edges.ts';
import type { BoxFragment, PlacedFragment } from './fragment.ts';
import { type BrokenRows, breakRows, type Rows } from './parallel-rows.ts';
import { borderOf, paddingOf, vertical } from './sizes.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type LayoutContext, type LayoutResult } from './space.ts';

/** A flex or grid container whose items have their places as a whole. */
export interface SolvedContainer {
  readonly width: number;
  readonly height: number;
  /** The height does not come from the content. */
  readonly stated: boolean;
  readonly edges: Sides;
  /** From the top of the border box. */
  readonly baselines: { readonly first: number | undefined; readonly last: number | undefined };
  /** Rows that are cut on their own: one list of them, or one for each column of a column container. */
  readonly flows: readonly Rows[];
}

/** The fragment of a solved container, or one that is cut where the fragmentainer ends. */
export function containerFragment(
  box: FlexBox | GridBox,
  solved: SolvedContainer,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  const { edges, baselines, flows } = solved;
  const { fragmentainer } = space;
  const border = borderOf(box.style);
  const padding = paddingOf(box.style, space.availableWidth);
  const at = ({ x, y, fragment }: PlacedFragment<BoxFragment>, top: number): PlacedFragment<BoxFragment> => ({
    x: x + edges.left,
    y: y + top,
    fragment,
  });
  if (
    !fragmentainer ||
    (!token && solved.height <= fragmentainer.remaining + 0.01 && !context.breaksInside(box, fragmentainer.type))
  ) {
    const children = flows.flatMap(({ items }) =>
      items.map(({ x, y, moved, whole }) => at({ x: x + moved.x, y: y + moved.y, fragment: whole }, edges.top)),
    );
    const fragment: BoxFragment = {
      type: 'box', box, width: solved.width, height: solved.height, border, padding, children,
      firstBaseline: baselines.first, lastBaseline: baselines.last, isFirst: true, isLast: true,
    }; // biome-ignore format: one record
    return { type: 'fragment', fragment, token: undefined, appeal: APPEAL.perfect };
  }
  const { top } = sidesThere(box.style, edges, !token, true);
  const cutEdge = sidesThere(box.style, edges, true, false).bottom;
  const room = { ...fragmentainer, remaining: fragmentainer.remaining - top - cutEdge };
  const results: BrokenRows[] = [];
  for (const [index, rows] of flows.entries()) {
    const own = token?.parallel?.[index];
    if (own === null) {
      results.push({ children: [], height: 0, token: undefined, appeal: APPEAL.perfect });
      continue;
    }
    const result = breakRows(rows, room, own, context);
    if (result === 'break-before') return { type: 'break-before' };
    results.push(result);
  }
  const goesOn = results.some((result) => result.token);
  const content = results.reduce((most, { height }) => Math.max(most, height), 0);
  const consumed = token?.consumed ?? 0;
  const rest = Math.max(top + content + edges.bottom, solved.stated ? solved.height - consumed : 0);
  const height = goesOn ? Math.max(top + content + cutEdge, fragmentainer.remaining) : rest;
  const children = results.flatMap((result) => result.children.map((child) => at(child, top)));
  const baseline = children.find(({ fragment }) => fragment.firstBaseline !== undefined);
  const appeal = results.reduce((least, result) => (result.token ? Math.min(least, result.appeal) : least), APPEAL.perfect as number);
  const fragment: BoxFragment = {
    type: 'box', box, width: solved.width, height,
    border: sidesThere(box.style, border, !token, !goesOn), padding: sidesThere(box.style, padding, !token, !goesOn),
    children, firstBaseline: baseline && baseline.y + baseline.fragment.firstBaseline!,
    lastBaseline: baseline && baseline.y + baseline.fragment.firstBaseline!, isFirst: !token, isLast: !goesOn,
  }; // biome-ignore format: one record
  if (!goesOn) return { type: 'fragment', fragment, token: undefined, appeal: APPEAL.perfect };
  return {
    type: 'fragment',
    fragment,
    token: {
      consumed: consumed + consumedBy(box.style, height, vertical(edges)),
      index: 0,
      parallel: results.map((result) => result.token ?? null),
    },
    appeal: appealInside(box, appeal, fragmentainer.type),
  };
} // biome-ignore format: long expressions
