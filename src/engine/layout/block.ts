import type { BlockBox, InlineContent } from '../boxes/box.ts';
import { isMultiColumn } from '../boxes/displays.ts';
import type { ComputedStyle } from '../css/style.ts';
import { distribute } from './alignment.ts';
import { heightByRatio, usedWidth } from './block-width.ts';
import { layoutColumns } from './columns.ts';
import { consumedBy, sidesThere } from './cut-edges.ts';
import { layoutLegend } from './fieldset.ts';
import { moved } from './floats.ts';
import { layoutFlow } from './flow.ts';
import type { FlowResult } from './flow-result.ts';
import type { BoxFragment, LineFragment, PlacedFragment } from './fragment.ts';
import { layoutInline } from './inline.ts';
import { collapsesBottom, collapsesTop, isFormattingRoot } from './margins.ts';
import { borderOf, clampHeight, edgesOf, horizontal, paddingOf, statedHeight, vertical } from './sizes.ts';
import { APPEAL, type BreakToken, type ConstraintSpace, type LayoutContext, type LayoutResult } from './space.ts';

/** A block container and its content: one fragment, and where to go on if it did not fit. */
export function layoutBlock(
  box: BlockBox,
  space: ConstraintSpace,
  token: BreakToken | undefined,
  context: LayoutContext,
): LayoutResult {
  const { style } = box;
  const width = usedWidth(box, space, context);
  const legend = layoutLegend(box, width, space, context);
  const shown = token ? undefined : legend;
  const padding = paddingOf(style, space.availableWidth);
  const border = shown ? { ...borderOf(style), top: shown.room } : borderOf(style);
  const own = edgesOf(style, space.availableWidth);
  const edges = legend ? { ...own, top: legend.room + padding.top } : own;
  const consumed = token?.consumed ?? 0;
  const topEdge = sidesThere(style, shown ? edges : own, !token, true).top;
  /** Below the content where the box is cut. */
  const cutEdge = sidesThere(style, edges, true, false).bottom;
  const byRatio = style.height === 'auto' ? heightByRatio(style, width, space.availableWidth) : undefined;
  const stated = space.fixedHeight ?? statedHeight(style.height, style, space) ?? byRatio;
  const definite = stated === undefined ? undefined : Math.max(0, clampHeight(stated, style, space) - vertical(edges));
  const { fragmentainer } = space;
  const root = isFormattingRoot(box);
  const columns = isMultiColumn(style);
  const options = {
    width: Math.max(0, width - horizontal(edges)),
    height: definite,
    fragmentainer: fragmentainer && { ...fragmentainer, remaining: fragmentainer.remaining - topEdge - cutEdge },
    token,
    openTop: collapsesTop(box, space.availableWidth),
    openBottom: collapsesBottom(box, space.availableWidth),
    root,
    floats: root ? undefined : space.floats?.from(edges.left, topEdge),
  };
  const flow: FlowResult | 'break-before' = columns
    ? layoutColumns(box, { ...options, mostHeight: mostHeight(style, space) - vertical(edges) }, context)
    : layoutFlow(box, options, context);
  if (flow === 'break-before') return { type: 'break-before' };

  // An item with nothing but its marker is as high as that (CSS Lists 3 section 3.3).
  const markerLine = box.marker && !token && flow.height === 0 ? markerLineOf(box.marker, context) : undefined;
  const natural = Math.max(flow.height, markerLine?.height ?? 0) + vertical(edges);
  const content = consumed + natural - edges.top + topEdge;
  // A box is no smaller than its content for its aspect ratio's sake (CSS Sizing 4 section 5.1.1).
  const grows = stated === byRatio && style.minHeight === 'auto' && style.overflow === 'visible';
  const asked = stated === undefined ? content : grows ? Math.max(stated, content) : stated;
  const least = legend ? vertical(edges) : 0;
  const whole = space.fixedHeight ?? Math.max(least, clampHeight(asked, style, space));
  let height = Math.max(0, whole - consumed);
  let next = flow.token;
  /** Where the box ends if it is cut after its content. */
  const cut = topEdge + flow.height + cutEdge;
  const goOn = (token: BreakToken): BreakToken => ({
    ...token,
    consumed: consumed + consumedBy(style, height, vertical(edges)),
  });
  if (fragmentainer && flow.token && (flow.token.spanner || fragmentainer.remaining === Number.POSITIVE_INFINITY)) {
    // An element that spans columns follows, or a break in columns whose height is still sought.
    height = cut;
    next = goOn(flow.token);
  } else if (fragmentainer && flow.token) {
    // The fragment reaches to where the content was cut.
    const auto = stated === undefined && space.fixedHeight === undefined;
    height = Math.max(cut, auto ? fragmentainer.remaining : Math.min(height, fragmentainer.remaining));
    next = goOn(flow.token);
  } else if (
    fragmentainer &&
    height > fragmentainer.remaining + 0.01 &&
    cut <= fragmentainer.remaining &&
    fragmentainer.remaining > topEdge + cutEdge &&
    breaksInEmptySpace(box, whole > asked)
  ) {
    // A stated height goes on below the content (CSS Break 3 section 4.1).
    height = fragmentainer.remaining;
    next = goOn({ consumed: 0, index: box.inline ? Number.MAX_SAFE_INTEGER : box.children.length });
  }
  const down =
    token || next
      ? 0
      : contentShift(style, height - topEdge - edges.bottom - (columns ? bottomOf(flow.children) : flow.height));
  const children: PlacedFragment[] = flow.children.map((child) => ({
    x: child.x + edges.left,
    y: child.y + topEdge + down,
    fragment: child.fragment,
  }));
  if (box.marker && !token) {
    const marker = placeMarker(box, children, edges.left, topEdge, width, context);
    if (marker) children.unshift(marker);
  }
  if (shown) children.unshift(shown.placed);
  const offset = (baseline: number | undefined): number | undefined =>
    baseline === undefined ? undefined : baseline + topEdge + down;
  const fragment: BoxFragment = {
    type: 'box', box, width, height,
    border: sidesThere(style, border, !token, !next),
    padding: sidesThere(style, padding, !token, !next),
    children,
    firstBaseline: offset(flow.firstBaseline), lastBaseline: offset(flow.lastBaseline), isFirst: !token, isLast: !next,
    decoration: flow.decoration, clamped: whole !== asked,
    exclusions: flow.exclusions.length ? flow.exclusions.map((e) => moved(e, edges.left, topEdge)) : undefined,
    outOfFlow: flow.outOfFlow.length
      ? flow.outOfFlow.map((o) => ({ ...o, x: o.x + edges.left, y: o.y + topEdge + down }))
      : undefined,
    legend: shown?.gap,
  }; // biome-ignore format: one record
  const brokenFloats = flow.brokenFloats.map((f) => ({ ...f, left: f.left + edges.left, right: f.right + edges.left }));
  return { type: 'fragment', fragment, token: next, appeal: next ? flow.appeal : APPEAL.perfect, brokenFloats };
}

const bottomOf = (children: readonly PlacedFragment[]): number =>
  children.reduce(
    (most, { y, fragment }) => (fragment.type === 'text' ? most : Math.max(most, y + fragment.height)),
    0,
  );

/** How far `align-content` moves the content down, with `free` px to spare (CSS Box Alignment 3 section 5.1.1). */
function contentShift({ alignContent, direction, display }: ComputedStyle, free: number): number {
  if (alignContent === 'normal' || alignContent.endsWith('baseline') || display === 'table-cell') return 0;
  // What is too high stays at the top, unless that is asked for.
  if (free < 0 && !alignContent.startsWith('unsafe')) return 0;
  return distribute(alignContent, free, 1, { inline: false, direction, reversed: false }).lead;
}

const mostHeight = (style: ComputedStyle, space: ConstraintSpace): number =>
  statedHeight(style.maxHeight, style, space) ?? Number.POSITIVE_INFINITY;

const breaksInEmptySpace = ({ style }: BlockBox, byMinimum: boolean): boolean =>
  style.overflow === 'visible' && style.breakInside === 'auto' && (typeof style.height !== 'string' || byMinimum);

const markerLineOf = (marker: InlineContent, context: LayoutContext): LineFragment | undefined =>
  layoutInline(marker, marker.style, 1e6, context).lines[0];

/** The outside marker stands before the first line, half an em away (CSS Lists 3 section 3.3). */
function placeMarker(
  box: BlockBox,
  children: readonly PlacedFragment[],
  left: number,
  top: number,
  width: number,
  context: LayoutContext,
): PlacedFragment | undefined {
  const marker = box.marker!;
  const line = markerLineOf(marker, context);
  if (!line) return undefined;
  const right = line.children.reduce((most, child) => Math.max(most, child.x + child.fragment.width), 0);
  const start = line.children.reduce((least, child) => Math.min(least, child.x), Number.POSITIVE_INFINITY);
  const baseline = firstBaseline(children) ?? top + line.baseline;
  const gap = box.style.fontSize * 0.4;
  const x = box.style.direction === 'rtl' ? width - left + gap - start : left - gap - right;
  return { x, y: baseline - line.baseline, fragment: line };
}

function firstBaseline(children: readonly PlacedFragment[]): number | undefined {
  for (const { y, fragment } of children) {
    if (fragment.type === 'line') return y + fragment.baseline;
    if (fragment.type === 'box' && fragment.firstBaseline !== undefined) return y + fragment.firstBaseline;
  }
  return undefined;
}
