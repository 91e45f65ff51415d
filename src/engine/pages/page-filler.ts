import type { BlockBox, BoxTree } from '../boxes/box.ts';
import type { Footnote, PageFloat, PageMark } from '../boxes/page-marks.ts';
import type { BoxFragment, Fragment, PlacedFragment } from '../layout/fragment.ts';
import { marginOf, vertical } from '../layout/sizes.ts';
import type { BreakToken, LayoutContext } from '../layout/space.ts';
import { layoutNotes, type NoteArea, noteLimit, type WaitingNote } from './footnotes.ts';
import type { PageBox } from './page-style.ts';

/** What waits for the next page: footnotes that go on, and boxes for its top and bottom, in order. */
export interface Waiting {
  readonly notes: readonly WaitingNote[];
  readonly floats: readonly PageFloat[];
}

export const NOTHING_WAITS: Waiting = { notes: [], floats: [] };

export interface FilledPage {
  readonly fragment: BoxFragment;
  readonly token: BreakToken | undefined;
  readonly waiting: Waiting;
  /** What was met on the page, whether it has its place here or later. */
  readonly met: readonly (Footnote | PageFloat)[];
}

/** Where a footnote is called: the end of its line, and the top of the block that begins with it here. */
interface Call {
  readonly note: Footnote;
  readonly bottom: number;
  readonly block: number;
}

/** The flow's part of a page with what it brings to the page. */
interface Flow {
  readonly fragment: BoxFragment;
  readonly token: BreakToken | undefined;
  readonly notes: readonly Call[];
  readonly floats: readonly PageFloat[];
}

/** Where the flow lies on the page, px from the top of the page area. */
interface Room {
  readonly top: number;
  /** Kept free at the bottom, for floats and for footnotes. */
  readonly bottom: number;
  readonly notes: number;
}

const NOTHING_BROUGHT: Pick<Flow, 'notes' | 'floats'> = { notes: [], floats: [] };

const EPSILON = 0.01;
/** The flow keeps this share of the page from page floats. */
const FLOATS_AT_MOST = 0.9;

/**
 * Fills one page. Footnotes and page floats are known only when the flow is laid out, and take room from it: it is laid
 * out again with that room kept free until what it brings has its place, or waits for the next page.
 */
export function fillPage(
  tree: BoxTree,
  page: PageBox,
  token: BreakToken | 'ended' | undefined,
  waiting: Waiting,
  layout: LayoutContext,
): FilledPage {
  return new PageFiller(tree, page, token, waiting, layout).fill();
}

class PageFiller {
  readonly #tree: BoxTree;
  readonly #page: PageBox;
  readonly #token: BreakToken | 'ended' | undefined;
  readonly #waiting: Waiting;
  readonly #layout: LayoutContext;

  constructor(
    tree: BoxTree,
    page: PageBox,
    token: BreakToken | 'ended' | undefined,
    waiting: Waiting,
    layout: LayoutContext,
  ) {
    // biome-ignore format: the arguments of a stage
    this.#tree = tree;
    this.#page = page;
    this.#token = token;
    this.#waiting = waiting;
    this.#layout = layout;
  }

  fill(): FilledPage {
    const { placed, deferred } = this.#firstFloats();
    const rejected = new Set<PageFloat>();
    for (;;) {
      const room = this.#roomFor(placed);
      const { flow, area } = this.#settleNotes(room, placed);
      // A float is not before the page it is written on: one that pushes its own place away is tried there.
      const lost = placed.findLast((float) => !this.#waiting.floats.includes(float) && !flow.floats.includes(float));
      if (lost) {
        placed.splice(placed.indexOf(lost), 1);
        rejected.add(lost);
        continue;
      }
      const next = flow.floats.find((float) => !placed.includes(float) && !rejected.has(float));
      if (next && deferred.length === 0 && rejected.size === 0 && this.#fits([...placed, next])) {
        placed.push(next);
        continue;
      }
      const left = flow.floats.filter((float) => !placed.includes(float));
      return this.#compose(flow, placed, area, [...deferred, ...left]);
    }
  }

  /** Floats that wait take their places first, as many as fit; one always does. */
  #firstFloats(): { readonly placed: PageFloat[]; readonly deferred: readonly PageFloat[] } {
    const { floats } = this.#waiting;
    let count = Math.min(1, floats.length);
    while (count < floats.length && this.#fits(floats.slice(0, count + 1))) count++;
    return { placed: floats.slice(0, count), deferred: floats.slice(count) };
  }

  #fits(floats: readonly PageFloat[]): boolean {
    const { top, bottom } = this.#roomFor(floats);
    return top + bottom <= this.#page.area.height * FLOATS_AT_MOST;
  }

  #roomFor(floats: readonly PageFloat[]): Room {
    const height = (side: PageFloat['side']): number =>
      floats.reduce((sum, float) => (float.side === side ? sum + this.#outerHeight(float) : sum), 0);
    return { top: height('top'), bottom: height('bottom'), notes: 0 };
  }

  #float({ box }: PageFloat): BoxFragment {
    const { width, height } = this.#page.area;
    return this.#layout.layoutWhole(box, {
      availableWidth: width,
      availableHeight: height,
      shrinkToFit: box.kind === 'table',
    });
  }

  #outerHeight(float: PageFloat): number {
    return this.#float(float).height + vertical(marginOf(float.box.style, this.#page.area.width));
  }

  /**
   * The flow with room for its footnotes. Where not all of them have room, the line with the first call too many goes
   * to the next page, or its note goes on there.
   */
  #settleNotes(room: Room, floats: readonly PageFloat[]): { readonly flow: Flow; readonly area: NoteArea } {
    const { footnotes: style, area } = this.#page;
    const height = area.height - room.top - room.bottom;
    const limit = Math.max(0, Math.min(noteLimit(style, area.width, area.height), height));
    const ofFloats = floats.flatMap((float) => broughtBy(this.#float(float), this.#tree).notes);
    const waiting = [...this.#waiting.notes, ...ofFloats.map(({ note }) => note)];
    const notesOf = ({ notes }: Flow, count: number): WaitingNote[] => [
      ...waiting,
      ...notes.slice(0, count).map(({ note }) => note),
    ];
    const set = (notes: readonly WaitingNote[], most: number, must: boolean): NoteArea =>
      layoutNotes(notes, style, area.width, most, must, this.#layout);
    const first = set(waiting, limit, true);
    const carried = first.height;
    const flow = this.#flow({ ...room, notes: carried });
    const calls = flow.notes;
    if (calls.length === 0) return { flow, area: first };
    const every = set(notesOf(flow, calls.length), limit, waiting.length > 0);
    if (every.rest.length === 0 && every.height <= carried + EPSILON) return { flow, area: every };
    const fit = calls.length - every.rest.length;
    for (let count = Math.min(calls.length, Math.max(0, fit) + 1); count >= 0; count--) {
      const last = calls[count - 1];
      const after = calls[count];
      // Calls of one line stay together.
      if (after && after.bottom <= (last?.bottom ?? 0)) continue;
      const below = Math.min(limit, height - (last?.bottom ?? 0));
      // The next call just does not fit.
      const least = after ? height - cutBefore(after) : 0;
      const all = notesOf(flow, count);
      const whole = set(all, limit, waiting.length > 0);
      if (whole.rest.length === 0 && whole.height <= below + EPSILON) {
        const trial = this.#flow({ ...room, notes: Math.max(whole.height, least) });
        if (trial.notes.length === count) return { flow: trial, area: whole };
        if (trial.notes.length < count) return { flow: trial, area: set(notesOf(trial, count), limit, true) };
      }
      if (last?.note.box.style.footnotePolicy !== 'auto') continue;
      const part = set(all, below, false);
      if (part.rest.length !== 1 || !part.rest[0]!.token) continue;
      const trial = this.#flow({ ...room, notes: Math.max(below, least) });
      if (trial.notes.length === count) return { flow: trial, area: part };
    }
    const rest = this.#flow({ ...room, notes: limit });
    return { flow: rest, area: set(notesOf(rest, rest.notes.length), limit, waiting.length > 0) };
  }

  #flow({ top, bottom, notes }: Room): Flow {
    const { width, height } = this.#page.area;
    const { root } = this.#tree;
    if (this.#token === 'ended') return { fragment: emptyFragment(root), token: undefined, ...NOTHING_BROUGHT };
    const remaining = Math.max(1, height - top - bottom - notes);
    const space = {
      availableWidth: width,
      availableHeight: height,
      fragmentainer: { type: 'page' as const, remaining, size: height, atTop: true },
    };
    const result = this.#layout.layout(root, space, this.#token);
    if (result.type === 'break-before') throw new Error('the document refuses an empty page');
    const { fragment, token } = result;
    return { fragment, token, ...(this.#tree.places ? broughtBy(fragment, this.#tree) : NOTHING_BROUGHT) };
  }

  /** Everything in its place on the page. */
  #compose(flow: Flow, floats: readonly PageFloat[], area: NoteArea, left: readonly PageFloat[]): FilledPage {
    const { width, height } = this.#page.area;
    const room = this.#roomFor(floats);
    const extra: PlacedFragment<BoxFragment>[] = [];
    let [top, bottom] = [0, height - room.bottom];
    for (const float of floats) {
      const margin = marginOf(float.box.style, width);
      const fragment = this.#float(float);
      const y = (float.side === 'top' ? top : bottom) + margin.top;
      const { marginLeft, marginRight } = float.box.style;
      const free = width - fragment.width - margin.left - margin.right;
      const share = marginLeft === 'auto' ? (marginRight === 'auto' ? 0.5 : 1) : 0;
      extra.push({ x: margin.left + Math.max(0, free) * share, y, fragment });
      if (float.side === 'top') top += this.#outerHeight(float);
      else bottom += this.#outerHeight(float);
    }
    if (area.placed) {
      const { x, y, fragment } = area.placed;
      // What is taller than the page is cut off at its end.
      extra.push({ x, y: Math.max(0, height - room.bottom - area.height) + y, fragment });
    }
    const down = <T extends { readonly y: number }>(list: readonly T[]): readonly T[] =>
      room.top ? list.map((one) => ({ ...one, y: one.y + room.top })) : list;
    const { children, outOfFlow } = flow.fragment;
    const fragment = extra.length
      ? { ...flow.fragment, children: [...down(children), ...extra], outOfFlow: outOfFlow && down(outOfFlow) }
      : flow.fragment;
    // What stands in notes and floats follows in the next page, but the notes of floats, which have their place here.
    const inNotes = area.placed ? broughtBy(area.placed.fragment, this.#tree) : NOTHING_BROUGHT;
    const inFloats = floats.map((float) => broughtBy(this.#float(float), this.#tree));
    const nested = inNotes.notes.map(({ note }) => note);
    const later = [...left, ...inNotes.floats, ...inFloats.flatMap((one) => one.floats)];
    const notes = [...flow.notes, ...inFloats.flatMap((one) => one.notes)].map(({ note }) => note);
    const met = [...notes, ...nested, ...flow.floats, ...later];
    return { fragment, token: flow.token, waiting: { notes: [...area.rest, ...nested], floats: later }, met };
  }
}

/** Down to where the flow may reach so that a call goes to the next page: with its line, or its paragraph. */
function cutBefore({ note, bottom, block }: Call): number {
  return note.box.style.footnotePolicy === 'block' && block > 0 ? block + EPSILON : bottom - 1;
}

/** Footnotes and page floats whose marks stand in a fragment, in order. */
function broughtBy(fragment: BoxFragment, { marks }: BoxTree): Pick<Flow, 'notes' | 'floats'> {
  const notes: Call[] = [];
  const floats: PageFloat[] = [];
  const visit = (one: Fragment, y: number, bottom: number, around: number): void => {
    if (one.type === 'text' || (one.type === 'box' && one.repeated)) return;
    const below = one.type === 'line' ? y + one.height : bottom;
    const key = one.type === 'box' ? (one.box.element ?? (one.box.kind === 'inline' ? one.box : undefined)) : undefined;
    const own = key && marks.get(key);
    const block = one.type === 'box' && one.box.kind === 'block' ? (one.isFirst ? y : 0) : around;
    const add = (list: readonly PageMark[]): void => {
      for (const mark of list) {
        if (mark.type === 'footnote') notes.push({ note: mark, bottom: below, block: around });
        else if (mark.type === 'page-float') floats.push(mark);
      }
    };
    if (own && one.type === 'box' && one.isFirst) add(own.start);
    for (const child of one.children) visit(child.fragment, y + child.y, below, block);
    if (own && one.type === 'box' && one.isLast) add(own.end);
  };
  visit(fragment, 0, 0, 0);
  notes.sort((a, b) => a.note.order - b.note.order);
  return { notes, floats };
}

const NO_SIDES = { top: 0, right: 0, bottom: 0, left: 0 };

/** The content of a page that is left blank. */
export function emptyFragment(root: BlockBox): BoxFragment {
  return {
    type: 'box', box: root, width: 0, height: 0, border: NO_SIDES, padding: NO_SIDES, children: [], firstBaseline: undefined,
    lastBaseline: undefined, isFirst: false, isLast: false,
  }; // biome-ignore format: one record
}
