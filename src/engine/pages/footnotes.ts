import { anonymousStyle } from '../boxes/anonymous.ts';
import type { BlockBox } from '../boxes/box.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import type { BoxFragment, PlacedFragment } from '../layout/fragment.ts';
import { borderOf, edgesOf, horizontal, marginOf, paddingOf, statedHeight, vertical } from '../layout/sizes.ts';
import type { BreakToken, LayoutContext } from '../layout/space.ts';
import { runIn } from './run-in-notes.ts';

/** A footnote that has yet to be set, or to go on. */
export interface WaitingNote {
  readonly box: BlockBox;
  readonly token?: BreakToken | undefined;
}

/** The footnotes of one page (CSS GCPM 3 section 2.3). */
export interface NoteArea {
  /** From the area's margin edge; undefined where there are none. */
  readonly placed: PlacedFragment<BoxFragment> | undefined;
  /** Height of its margin box, px. */
  readonly height: number;
  /** What goes on in the next page. */
  readonly rest: readonly WaitingNote[];
}

const NOTHING: NoteArea = { placed: undefined, height: 0, rest: [] };

/** Rounding must not send a line to the next page. */
const EPSILON = 0.01;
/** Sets footnotes in `width` and at most `limit` px; the first is begun however little room there is if it `must` be. */
export function layoutNotes(
  notes: readonly WaitingNote[],
  style: ComputedStyle,
  width: number,
  limit: number,
  must: boolean,
  layout: LayoutContext,
): NoteArea {
  if (!notes.length) return NOTHING;
  const [margin, edges] = [marginOf(style, width), edgesOf(style, width)];
  const frame = vertical(margin) + vertical(edges);
  const inner = Math.max(0, width - horizontal(margin) - horizontal(edges));
  const count = mostThatFit(notes, inner, limit, layout);
  const children = runIn(notes.slice(0, count), inner, layout);
  const base = { element: undefined, anchor: undefined, inline: undefined, marker: undefined };
  const content: BlockBox = {
    ...base,
    kind: 'block',
    style: styleVariant(anonymousStyle(style), 'notes', () => ({ display: 'flow-root' })),
    label: '(footnotes)',
    children: children.map(({ box }) => box),
  };
  const { token } = children[0]!;
  const result = layout.layout(
    content,
    {
      availableWidth: inner,
      availableHeight: undefined,
      fragmentainer: { type: 'page', remaining: limit - frame + EPSILON, atTop: must },
    },
    token && { consumed: 0, index: 0, child: token },
  );
  if (result.type === 'break-before') return { ...NOTHING, rest: notes };
  const { fragment } = result;
  const used = fragment.children.reduce((most, child) => Math.max(most, child.y + heightOf(child)), 0);
  const height = result.token ? used : fragment.height;
  const at = result.token;
  const cut = at ? children.slice(at.index).map((note, i) => (i === 0 ? { ...note, token: at.child } : note)) : [];
  const rest = [...cut, ...notes.slice(count)];
  const area: BoxFragment = {
    type: 'box',
    box: { ...base, kind: 'block', style, label: '@footnote', children: [content] },
    width: inner + horizontal(edges),
    height: height + vertical(edges),
    border: borderOf(style),
    padding: paddingOf(style, width),
    children: [{ x: edges.left, y: edges.top, fragment: { ...fragment, height } }],
    firstBaseline: undefined,
    lastBaseline: undefined,
    isFirst: true,
    isLast: true,
  };
  return { placed: { x: margin.left, y: margin.top, fragment: area }, height: height + frame, rest };
}

/** A number of footnotes that fit at most, and the first: thousands may wait, and each page is to look at its own only. */
function mostThatFit(notes: readonly WaitingNote[], width: number, limit: number, layout: LayoutContext): number {
  let count = 0;
  for (let sum = 0; count < notes.length && (count === 0 || sum <= limit); count++) {
    const { box, token } = notes[count]!;
    const runsOn = box.style.footnoteDisplay !== 'block';
    if (!token && !runsOn) sum += layout.layoutWhole(box, { availableWidth: width, availableHeight: undefined }).height;
  }
  return count;
}

const heightOf = ({ fragment }: PlacedFragment): number => (fragment.type === 'text' ? 0 : fragment.height);

/** A page is not given to its footnotes alone: some lines of the text stay. */
const MOST = 0.8;

/** The most that the area may take of a page of `height` px. */
export function noteLimit(style: ComputedStyle, width: number, height: number): number {
  const stated = statedHeight(style.maxHeight, style, { availableWidth: width, availableHeight: height });
  return stated === undefined ? height * MOST : Math.min(height * MOST, stated + vertical(marginOf(style, width)));
}
