import type { Box } from '../boxes/box.ts';
import { type Exclusion, FloatSpace } from './floats.ts';
import type { PlacedFragment } from './fragment.ts';
import { horizontal, marginOf, relativeOffset, vertical } from './sizes.ts';
import type { BreakToken, BrokenFloat, Fragmentainer, LayoutContext, LayoutResult } from './space.ts';

/** Layout rounds; a float this much too tall still fits, px. */
const EPSILON = 0.01;

/** What a placer holds at one moment, to go back to. */
export interface PlacerState {
  readonly floats: FloatSpace;
  readonly added: number;
  readonly children: number;
  readonly broken: number;
}

/** Lays out and places the floats of one block container, in coordinates of its content box (CSS 2 section 9.5). */
export class FloatPlacer {
  /** All floats of the formatting context that are placed so far. */
  floats: FloatSpace;
  readonly added: Exclusion[] = [];
  readonly children: PlacedFragment[] = [];
  /** Those that go on in the next fragmentainer, or begin there. */
  readonly broken: BrokenFloat[] = [];
  readonly #context: LayoutContext;
  readonly #fragmentainer: Fragmentainer | undefined;
  readonly #height: number | undefined;

  constructor(
    floats: FloatSpace | undefined,
    height: number | undefined,
    fragmentainer: Fragmentainer | undefined,
    context: LayoutContext,
  ) {
    this.floats = floats ?? FloatSpace.EMPTY;
    this.#height = height;
    this.#fragmentainer = fragmentainer;
    this.#context = context;
  }

  get state(): PlacerState {
    const { floats, added, children, broken } = this;
    return { floats, added: added.length, children: children.length, broken: broken.length };
  }

  restore(state: PlacerState): void {
    this.floats = state.floats;
    this.added.length = state.added;
    this.children.length = state.children;
    this.broken.length = state.broken;
  }

  /** Takes over what floats a child has placed, at `x`, `y`. */
  adopt(exclusions: readonly Exclusion[], broken: readonly BrokenFloat[], x: number): void {
    this.#exclude(exclusions);
    for (const float of broken) this.broken.push({ ...float, left: float.left + x, right: float.right + x });
  }

  /** Width of the margin box of a float in a container of `width`, px. */
  widthOf(box: Box, width: number): number {
    return this.#whole(box, width).width + horizontal(marginOf(box.style, width));
  }

  /** Places a float between `left` and `right`, at `top` or below. */
  place(box: Box, top: number, left: number, right: number): void {
    this.#place({ box, token: undefined, left, right }, top);
  }

  /** Goes on with the floats that the last fragmentainer cut. */
  resume(broken: readonly BrokenFloat[]): void {
    for (const float of broken) this.#place(float, 0);
  }

  #whole(box: Box, width: number) {
    return this.#context.layoutWhole(box, { availableWidth: width, availableHeight: this.#height, shrinkToFit: true });
  }

  #place(float: BrokenFloat, from: number): void {
    const { box, token, left, right } = float;
    const side = box.style.float as Exclusion['side'];
    const width = right - left;
    // Nothing stands before what had to wait for the next fragmentainer.
    if (this.broken.some((other) => other.token === undefined)) {
      this.broken.push(float);
      return;
    }
    const full = marginOf(box.style, width);
    const margin = token ? { ...full, top: 0 } : full;
    const whole = token ? undefined : this.#whole(box, width);
    const clear = Math.max(from, this.floats.clearance(box.style.clear));
    const outer = (whole?.width ?? this.#whole(box, width).width) + horizontal(margin);
    const { x, y } = this.floats.place(side, outer, clear, left, right);
    const result = this.#layout(box, width, y, margin.top, token);
    if (result.type === 'break-before') {
      this.broken.push(float);
      return;
    }
    const { fragment } = result;
    if (result.token) this.broken.push({ box, token: result.token, left, right });
    const shift = relativeOffset(box.style, width, this.#height);
    this.children.push({ x: x + margin.left + shift.x, y: y + margin.top + shift.y, fragment });
    const height = result.token ? margin.top + fragment.height : fragment.height + vertical(margin);
    this.#exclude([{ side, left: x, right: x + outer, top: y, bottom: Math.max(y, y + height) }]);
  }

  /**
   * The float as far as it fits, its margin edge at `y`; a float that cannot be cut waits for the next fragmentainer,
   * unless it stands at the top, with its margin above it or not.
   */
  #layout(box: Box, width: number, y: number, above: number, token: BreakToken | undefined): LayoutResult {
    const space = { availableWidth: width, availableHeight: this.#height, shrinkToFit: true };
    if (!this.#fragmentainer) return this.#context.layout(box, space, token);
    const { type, remaining, atTop } = this.#fragmentainer;
    const first = atTop && y <= EPSILON && this.broken.length === 0;
    const fragmentainer = { type, remaining: remaining - y - above, atTop: first };
    const result = this.#context.layout(box, { ...space, fragmentainer }, token);
    if (result.type === 'break-before' || first) return result;
    const tooTall = !result.token && result.fragment.height > fragmentainer.remaining + EPSILON;
    return tooTall ? { type: 'break-before' } : result;
  }

  #exclude(exclusions: readonly Exclusion[]): void {
    for (const exclusion of exclusions) this.added.push(exclusion);
    this.floats = this.floats.with(exclusions);
  }
}
