import type { Element } from 'domhandler';
import type { ComputedStyle, CounterChange } from '../css/style.ts';
import type { BlockBox, Box, InlineBox } from './box.ts';
import { type CounterState, PAGE_COUNTER } from './counters.ts';

/** What content tells the page it stands on (CSS GCPM 3 section 1, CSS Paged Media 3 section 6). */
export type PageMark =
  | RunningElement
  | Footnote
  | PageFloat
  | { readonly type: 'string'; readonly name: string; readonly value: string }
  /** The values that a counter has from here, outermost first. */
  | { readonly type: 'counter'; readonly name: string; readonly values: readonly number[] }
  | { readonly type: 'page-number'; readonly change: 'reset' | 'increment' | 'set'; readonly value: number };

/** An element taken out of the flow by `position: running()`, for the margin boxes of its and later pages. */
export interface RunningElement {
  readonly type: 'running';
  readonly name: string;
  readonly element: Element;
  /** As they stood where the element is written. */
  readonly counters: CounterState;
}

/** A footnote, called where the mark stands (CSS GCPM 3 section 2). */
export interface Footnote {
  readonly type: 'footnote';
  /** In the document; lines have theirs in visual order. */
  readonly order: number;
  readonly element: Element;
  readonly box: BlockBox;
}

/** A box that goes to the top or bottom of the page, or of a later one (CSS Page Floats 3). */
export interface PageFloat {
  readonly type: 'page-float';
  readonly side: 'top' | 'bottom';
  readonly box: Box;
}

/** Marks where the boxes of an element begin and end. */
export interface ElementMarks {
  readonly start: readonly PageMark[];
  readonly end: readonly PageMark[];
}

/** An element with boxes, or an inline box that is there only to hold marks. */
export type MarkKey = Element | InlineBox;
export type PageMarks = ReadonlyMap<MarkKey, ElementMarks>;

const CHANGES = [
  ['counterReset', 'reset'],
  ['counterIncrement', 'increment'],
  ['counterSet', 'set'],
] as const;

/**
 * Joins marks to boxes while boxes are built. Unless it is given to the box before it, a mark waits for the content
 * that follows it in the same box, or for the end of the box, and goes where that goes.
 */
export class MarkRecorder {
  readonly marks = new Map<MarkKey, { start: PageMark[]; end: PageMark[] }>();
  /** Whether any mark brings something to place on the page. */
  places = false;
  #waiting: PageMark[] = [];
  /** For each element around, whether it has a box. */
  readonly #open: boolean[] = [];

  get waiting(): boolean {
    return this.#waiting.length > 0;
  }

  add(...marks: readonly PageMark[]): void {
    for (const mark of marks) this.#waiting.push(mark);
    this.places ||= marks.some(({ type }) => type === 'footnote' || type === 'page-float');
  }

  enter(): void {
    this.#open.push(false);
  }

  /** The box of `key`, the innermost element entered, begins here. */
  claim(key: MarkKey): void {
    this.#open[this.#open.length - 1] = true;
    this.#attach(key, 'start');
  }

  /** Content inside the innermost element begins here. */
  carry(key: InlineBox): void {
    this.#attach(key, 'start');
  }

  /** What waits stands behind the box of `key`. */
  follow(key: Element): void {
    this.#attach(key, 'end');
  }

  leave(key: Element): void {
    if (this.#open.pop()) this.#attach(key, 'end');
  }

  #attach(key: MarkKey, place: 'start' | 'end'): void {
    if (!this.#waiting.length) return;
    let own = this.marks.get(key);
    if (!own) {
      own = { start: [], end: [] };
      this.marks.set(key, own);
    }
    for (const mark of this.#waiting) own[place].push(mark);
    this.#waiting = [];
  }

  /** What the style of an element changes, after `counters` have changed. */
  addCounters(style: ComputedStyle, counters: CounterState): void {
    for (const [field, change] of CHANGES) {
      for (const { name, value } of style[field] as readonly CounterChange[]) {
        if (name === PAGE_COUNTER) this.add({ type: 'page-number', change, value });
        else this.add({ type: 'counter', name, values: counters.values(name) });
      }
    }
  }

  /** Counters whose scope has ended. */
  endCounters(names: readonly string[], counters: CounterState): void {
    for (const name of names)
      if (name !== 'list-item') this.add({ type: 'counter', name, values: counters.values(name) });
  }
}
