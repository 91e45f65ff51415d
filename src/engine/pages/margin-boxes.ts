import type { Rect, Sides } from '../../base/geometry.ts';
import type { BlockBox } from '../boxes/box.ts';
import { type BoxContext, buildGenerated, buildRunning } from '../boxes/build.ts';
import type { PageValues } from '../boxes/generated.ts';
import type { Artifact } from '../boxes/structure.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { BoxFragment, PlacedFragment } from '../layout/fragment.ts';
import { borderOf, edgesOf, paddingOf } from '../layout/sizes.ts';
import type { LayoutContext } from '../layout/space.ts';
import { type SharedAxis, solveFixed, solveShared, type UsedAxis } from './dimensions.ts';
import { horizontalAxis, type PageBox, verticalAxis } from './page-style.ts';

type Edge = 'top' | 'right' | 'bottom' | 'left';

interface Side {
  readonly edge: Edge;
  /** At the start, in the middle, at the end. */
  readonly names: readonly [string, string, string];
}

const SIDES: readonly Side[] = [
  { edge: 'top', names: ['top-left', 'top-center', 'top-right'] },
  { edge: 'right', names: ['right-top', 'right-middle', 'right-bottom'] },
  { edge: 'bottom', names: ['bottom-left', 'bottom-center', 'bottom-right'] },
  { edge: 'left', names: ['left-top', 'left-middle', 'left-bottom'] },
];

const CORNERS: readonly { readonly name: string; readonly vertical: 'top' | 'bottom'; readonly horizontal: 'left' | 'right' }[] =
  (['top', 'bottom'] as const).flatMap((vertical) =>
    (['left', 'right'] as const).map((horizontal) => ({ name: `${vertical}-${horizontal}-corner`, vertical, horizontal })),
  ); // biome-ignore format: one product

/** The page-margin boxes of one page (CSS Paged Media 3 section 5), as pagination artifacts. */
export function layoutMarginBoxes(
  page: PageBox,
  values: PageValues,
  boxes: BoxContext,
  layout: LayoutContext,
): PlacedFragment<BoxFragment>[] {
  const make = (name: string): BlockBox | undefined => {
    const style = page.marginBoxes.get(name);
    return style && generate(name, style, values, boxes);
  };
  const placed: PlacedFragment<BoxFragment>[] = [];
  for (const { name, vertical, horizontal } of CORNERS) {
    const box = make(name);
    if (!box) continue;
    const area = areaOf(page, vertical, horizontal);
    const x = fixedAxis(box, area, horizontal);
    placed.push(place(box, area, x, fixedAxis(box, area, vertical), layout));
  }
  for (const { edge, names } of SIDES) placed.push(...layoutSide(page, edge, names.map(make), layout));
  return placed;
}

/** Three boxes that share a side of the page: one axis fills the margin, the other is shared out. */
function layoutSide(
  page: PageBox,
  edge: Edge,
  boxes: readonly (BlockBox | undefined)[],
  layout: LayoutContext,
): PlacedFragment<BoxFragment>[] {
  if (boxes.every((box) => box === undefined)) return [];
  const area = areaOf(page, edge, undefined);
  const lying = edge === 'top' || edge === 'bottom';
  const across = boxes.map((box) => box && fixedAxis(box, area, edge));
  const along = solveShared(
    boxes.map(
      (box, i) => box && (lying ? sharedWidth(box, area, layout) : sharedHeight(box, area, across[i]!, layout)),
    ),
    lying ? area.width : area.height,
  );
  return boxes.flatMap((box, i) => {
    if (!box) return [];
    const own = along[i]!;
    const length = outerSize(own, box, area, lying);
    const free = (lying ? area.width : area.height) - length;
    const offset = i === 0 ? 0 : i === 1 ? free / 2 : free;
    const moved = lying ? { ...area, x: area.x + offset } : { ...area, y: area.y + offset };
    return place(box, moved, lying ? own : across[i]!, lying ? across[i]! : own, layout);
  });
}

/** The part of the margin that belongs to an edge, or to a corner (section 5.3). */
function areaOf({ width, height, margin }: PageBox, edge: Edge, corner: 'left' | 'right' | undefined): Rect {
  const across = corner ?? (edge === 'left' || edge === 'right' ? edge : undefined);
  const along = edge === 'top' || edge === 'bottom' ? edge : undefined;
  return {
    x: across === 'left' ? 0 : across === 'right' ? width - margin.right : margin.left,
    y: along === 'top' ? 0 : along === 'bottom' ? height - margin.bottom : margin.top,
    width: Math.max(0, across ? margin[across] : width - margin.left - margin.right),
    height: Math.max(0, along ? margin[along] : height - margin.top - margin.bottom),
  };
}

/** The axis in which a box fills the margin at `edge`; its own margin at the edge of the page gives way. */
function fixedAxis({ style }: BlockBox, area: Rect, edge: Edge): UsedAxis {
  const [border, padding] = [borderOf(style), paddingOf(style, area.width)];
  const ignored = edge === 'top' || edge === 'left' ? 'before' : 'after';
  return edge === 'top' || edge === 'bottom'
    ? solveFixed(verticalAxis(style, border, padding, area.height), area.height, ignored)
    : solveFixed(horizontalAxis(style, border, padding, area.width), area.width, ignored);
}

function sharedWidth(box: BlockBox, area: Rect, layout: LayoutContext): SharedAxis {
  const { style } = box;
  const axis = horizontalAxis(style, borderOf(style), paddingOf(style, area.width), area.width);
  const content = layout.intrinsic({ ...box, style: bare(style) });
  return { ...axis, minContent: content.min, maxContent: content.max };
}

function sharedHeight(box: BlockBox, area: Rect, across: UsedAxis, layout: LayoutContext): SharedAxis {
  const { style } = box;
  const axis = verticalAxis(style, borderOf(style), paddingOf(style, area.width), area.height);
  const width = across.inner;
  const { height } = layout.layoutWhole({ ...box, style: bare(style) }, { availableWidth: width, availableHeight: undefined, fixedWidth: width });
  return { ...axis, minContent: height, maxContent: height };
} // biome-ignore format: one call

const NO_LENGTH = { px: 0, percent: 0 };

/** The style with nothing but its content to make its size. */
const bare = (style: ComputedStyle): ComputedStyle => ({
  ...style,
  width: 'auto', height: 'auto', minWidth: 'auto', minHeight: 'auto', maxWidth: 'none', maxHeight: 'none',
  paddingTop: NO_LENGTH, paddingRight: NO_LENGTH, paddingBottom: NO_LENGTH, paddingLeft: NO_LENGTH,
  borderTopWidth: 0, borderRightWidth: 0, borderBottomWidth: 0, borderLeftWidth: 0,
}); // biome-ignore format: a table

function outerSize({ before, inner, after }: UsedAxis, { style }: BlockBox, area: Rect, lying: boolean): number {
  const edges = edgesOf(style, area.width);
  return before + inner + after + (lying ? edges.left + edges.right : edges.top + edges.bottom);
}

function place(
  box: BlockBox,
  area: Rect,
  x: UsedAxis,
  y: UsedAxis,
  layout: LayoutContext,
): PlacedFragment<BoxFragment> {
  const { style } = box;
  const edges = edgesOf(style, area.width);
  const width = x.inner + edges.left + edges.right;
  const height = y.inner + edges.top + edges.bottom;
  const space = { availableWidth: area.width, availableHeight: y.inner, fixedWidth: width, fixedHeight: height };
  const fragment = layout.layoutWhole(box, space);
  return { x: area.x + x.before, y: area.y + y.before, fragment: aligned(fragment, edges, height) };
}

/** Content moved to where `vertical-align` puts it (section 5.3.3). */
function aligned(fragment: BoxFragment, edges: Sides, height: number): BoxFragment {
  const { verticalAlign } = fragment.box.style;
  const bottom = fragment.children.reduce(
    (most, child) => Math.max(most, child.y + (child.fragment.type === 'text' ? 0 : child.fragment.height)),
    edges.top,
  );
  const free = height - edges.bottom - bottom;
  const shift = verticalAlign === 'middle' ? free / 2 : verticalAlign === 'bottom' ? free : 0;
  if (shift === 0) return fragment;
  return { ...fragment, children: fragment.children.map((child) => ({ ...child, y: child.y + shift })) };
}

function generate(name: string, style: ComputedStyle, values: PageValues, boxes: BoxContext): BlockBox | undefined {
  const { content } = style;
  if (typeof content === 'string' || style.display === 'none') return undefined;
  const artifact: Artifact = {
    kind: 'artifact',
    type: 'Pagination',
    subtype: name.startsWith('top') ? 'Header' : 'Footer',
  };
  const base = {
    kind: 'block' as const,
    style,
    element: undefined,
    label: `@${name}`,
    anchor: undefined,
    marker: undefined,
  };
  const [first] = content;
  if (first?.type === 'element') {
    const source = values.running(first.name, first.which);
    return source && { ...base, children: [buildRunning(boxes, source, artifact, values)], inline: undefined };
  }
  return { ...base, children: [], inline: buildGenerated(style, artifact, values, boxes) };
}
