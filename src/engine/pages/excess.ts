import { inset, type Rect, type Sides } from '../../base/geometry.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { BoxFragment, LineFragment, PlacedFragment } from '../layout/fragment.ts';
import { isMeant } from './overflow-width.ts';

/** By how much the content of a box is too large for it, px; 0 where it is not. */
export interface Excess {
  /** The longest line of its text beyond the room for it. */
  readonly line: number;
  /** What reaches out of the padding box and shows, on each side. */
  readonly over: Sides;
  /** What is cut off because the box clips. */
  readonly cut: Sides;
}

/** Where something reaches to, in px from the corner of a box; empty where left is right of right. */
interface Reach {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** There is text in it. */
  text: boolean;
}

/** Less than this is rounding, or the overshoot of a letter. */
const TOLERANCE = 1;
/** What is kept from the eye but not from readers is in a box as small as this. */
const HIDDEN = 1;

type Tell = (fragment: BoxFragment, around: BoxFragment, excess: Excess) => void;

/** Looks through the fragments of a page for what is too large, and for what reaches furthest below the page area. */
export class ExcessFinder {
  readonly #area: Rect | undefined;
  readonly #tell: Tell;
  #root: BoxFragment | undefined;
  #lowest: { readonly what: string; readonly by: number; readonly box: BoxFragment } | undefined;

  /** `area` is that of the page, undefined where content is not held to it; `around` is the nearest box of an element. */
  constructor(area: Rect | undefined, tell: Tell) {
    this.#area = area;
    this.#tell = tell;
  }

  get lowest(): { readonly what: string; readonly by: number; readonly box: BoxFragment } | undefined {
    return this.#lowest;
  }

  visit({ x, y, fragment }: PlacedFragment<BoxFragment>): void {
    // Notes and floats of the page stand in the root, wherever that ends.
    this.#root = this.#area && fragment;
    this.#box(fragment, x, y, fragment, false);
  }

  /** Where a box and all that shows of its content reaches. */
  #box(fragment: BoxFragment, x: number, y: number, around: BoxFragment, clipped: boolean): Reach {
    const { box, width, height, isLast } = fragment;
    // The legend of a fieldset stands in its border.
    const border = fragment.legend ? { ...fragment.border, top: 0 } : fragment.border;
    const { style } = box;
    if (box.element) around = fragment;
    const reach: Reach = { left: 0, top: 0, right: width, bottom: height, text: false };
    if (box.kind === 'replaced') this.#below('a picture', y + height, clipped, fragment);
    const clips = style.overflow !== 'visible' && box.kind !== 'inline';
    const shown = inset({ x: 0, y: 0, width, height }, border);
    const inside: Reach = {
      left: shown.x,
      top: shown.y,
      right: shown.x + shown.width,
      bottom: shown.y + shown.height,
      text: false,
    };
    const over: Mutable<Sides> = { ...NONE };
    let line = 0;
    for (const child of fragment.children) {
      if (child.fragment.type === 'text') continue;
      if (child.fragment.type === 'line') {
        const longer = child.fragment.excess > TOLERANCE ? child.fragment.excess : 0;
        line = Math.max(line, longer);
        this.#line(child.fragment, x + child.x, y + child.y, fragment, around, clipped || clips, inside, child.y);
        const below = child.y + child.fragment.height - shown.y - shown.height;
        if (below > TOLERANCE) over.bottom = Math.max(over.bottom, below);
        if (style.direction === 'rtl') inside.left = Math.min(inside.left, shown.x - longer);
        else inside.right = Math.max(inside.right, shown.x + shown.width + longer);
        continue;
      }
      const own = this.#box(child.fragment, x + child.x, y + child.y, around, clipped || clips);
      const meant = isMoved(child.fragment.box.style);
      if (!meant || own.text) widen(inside, own, child.x, child.y);
      if (!meant && fragment !== this.#root && isCounted(fragment, child.fragment)) this.#direct(over, shown, child as PlacedFragment<BoxFragment>, x);
      if (own.text) inside.text = true;
    } // biome-ignore format: one walk
    reach.text = inside.text;
    if (!isLast) over.bottom = 0;
    if (!clips) {
      widen(reach, inside, 0, 0);
      if (line || sum(over)) this.#tell(fragment, around, { line, over, cut: NONE });
      return reach;
    }
    const cut = beyond(inside, shown);
    if (!isLast) cut.bottom = 0;
    if (sum(cut) && shown.width > HIDDEN && shown.height > HIDDEN)
      this.#tell(fragment, around, { line: 0, over: NONE, cut });
    return reach;
  }

  /** A child's border box that reaches out of the padding box; what leaves the page to the side has a finding of its own. */
  #direct(over: Mutable<Sides>, shown: Rect, { x, y, fragment }: PlacedFragment<BoxFragment>, left: number): void {
    const box: Reach = { left: x, top: y, right: x + fragment.width, bottom: y + fragment.height, text: false };
    const by = beyond(box, shown);
    const area = this.#area;
    if (area && (left + box.left < area.x - TOLERANCE || left + box.right > area.x + area.width + TOLERANCE))
      [by.left, by.right] = [0, 0];
    for (const side of ['top', 'right', 'bottom', 'left'] as const) over[side] = Math.max(over[side], by[side]);
  }

  #line(
    line: LineFragment,
    x: number,
    y: number,
    box: BoxFragment,
    around: BoxFragment,
    clipped: boolean,
    inside: Reach,
    top: number,
  ): void {
    this.#below('a line', y + line.height, clipped, box);
    inside.bottom = Math.max(inside.bottom, top + line.height);
    for (const child of line.children) {
      if (child.fragment.type === 'text') inside.text = true;
      else if (child.fragment.type === 'box' && child.fragment.box.kind !== 'inline') {
        const own = this.#box(child.fragment, x + child.x, y + child.y, around, clipped);
        if (own.text) inside.text = true;
      }
    }
  }

  /** What is cut off by a box does not reach further down than that. */
  #below(what: string, bottom: number, clipped: boolean, box: BoxFragment): void {
    if (!this.#area || clipped) return;
    const by = bottom - this.#area.y - this.#area.height;
    if (by > (this.#lowest?.by ?? TOLERANCE)) this.#lowest = { what, by, box };
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NONE: Sides = { top: 0, right: 0, bottom: 0, left: 0 };
const sum = ({ top, right, bottom, left }: Sides): number => top + right + bottom + left;

/** Moved by its author to where it is, over the edge perhaps. */
const isMoved = (style: ComputedStyle): boolean =>
  style.float === 'none' &&
  (isMeant(style) ||
    isNegative(style.marginTop) ||
    isNegative(style.marginBottom) ||
    style.transform.length + style.translate.length + style.rotate.length + style.scale.length > 0);

const isNegative = (margin: ComputedStyle['marginTop']): boolean =>
  margin !== 'auto' && (margin.px < 0 || margin.percent < 0);

/** Whether a child has to stand inside: floats reach out of boxes whose height is that of the content, parts of tables of nothing. */
function isCounted(parent: BoxFragment, child: BoxFragment): boolean {
  const { kind, style } = parent.box;
  if (kind === 'table' || kind === 'table-part' || kind === 'inline') return false;
  return child.box.style.float === 'none' || style.height !== 'auto';
}

function beyond(reach: Reach, { x, y, width, height }: Rect): Mutable<Sides> {
  const more = (by: number): number => (by > TOLERANCE ? by : 0);
  return {
    top: more(y - reach.top),
    right: more(reach.right - x - width),
    bottom: more(reach.bottom - y - height),
    left: more(x - reach.left),
  };
}

function widen(reach: Reach, by: Reach, x: number, y: number): void {
  reach.left = Math.min(reach.left, x + by.left);
  reach.top = Math.min(reach.top, y + by.top);
  reach.right = Math.max(reach.right, x + by.right);
  reach.bottom = Math.max(reach.bottom, y + by.bottom);
}
