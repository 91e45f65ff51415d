import type { Element } from 'domhandler';
import { CounterState, FOOTNOTE_COUNTER, PAGE_COUNTER } from '../boxes/counters.ts';
import type { PageValues } from '../boxes/generated.ts';
import type { Footnote, PageMark, PageMarks, RunningElement } from '../boxes/page-marks.ts';
import type { ComputedStyle, Occurrence } from '../css/style.ts';
import type { BoxFragment, Fragment } from '../layout/fragment.ts';

/** Values that names get page by page (CSS GCPM 3 section 1.2.2). */
class Occurrences<T> {
  #entry: ReadonlyMap<string, T> = new Map();
  #here = new Map<string, { readonly first: T; readonly atTop: boolean; last: T }>();

  add(name: string, value: T, atTop: boolean): void {
    const known = this.#here.get(name);
    if (known) known.last = value;
    else this.#here.set(name, { first: value, atTop, last: value });
  }

  /** Ends the page: gives what its margin boxes may ask for. */
  turn(): (name: string, which: Occurrence) => T | undefined {
    const [entry, here] = [this.#entry, this.#here];
    this.#here = new Map();
    if (here.size) this.#entry = new Map([...entry, ...[...here].map(([name, { last }]) => [name, last] as const)]);
    return (name, which) => {
      const own = here.get(name);
      if (!own) return entry.get(name);
      if (which === 'first-except') return undefined;
      if (which === 'start') return own.atTop ? own.first : entry.get(name);
      return which === 'last' ? own.last : own.first;
    };
  }
}

/** Goes through the pages in order and keeps what margin boxes and cross references ask for. */
export class PageProgress {
  readonly #marks: PageMarks;
  readonly #counters = new CounterState();
  readonly #strings = new Occurrences<string>();
  readonly #running = new Occurrences<RunningElement>();
  /** The number, from 1, of the page on which each element begins that has a box. */
  readonly begun = new Map<Element, number>();
  readonly #started = new Set<object>();
  #number = 0;
  /** Numbers of footnotes, once a page numbers its own. */
  readonly notes = new Map<Element, number>();
  #lastNote: number | undefined;
  #calls: Footnote[] = [];
  /** Something shows above what is visited. */
  #below = false;

  constructor(marks: PageMarks) {
    this.#marks = marks;
    this.#counters.define(PAGE_COUNTER, 0);
  }

  /** The next page with its content, as its counters, strings and running elements stand at its end. */
  page(style: ComputedStyle, content: BoxFragment): PageValues {
    this.#number++;
    this.#below = false;
    const changed = [...style.counterReset, ...style.counterIncrement, ...style.counterSet];
    // CSS Paged Media 3 section 6: what the page says of its number stands in for counting on.
    if (changed.every(({ name }) => name !== PAGE_COUNTER))
      this.#counters.define(PAGE_COUNTER, this.#counters.value(PAGE_COUNTER) + 1);
    this.#counters.apply(style, null);
    this.#lastNote = style.counterReset.find(({ name }) => name === FOOTNOTE_COUNTER)?.value ?? this.#lastNote;
    this.#calls = [];
    this.#visit(content);
    for (const { element } of this.#calls.sort((a, b) => a.order - b.order))
      if (this.#lastNote !== undefined) this.notes.set(element, ++this.#lastNote);
    const strings = this.#strings.turn();
    return {
      counters: this.#counters.fork(),
      string: (name, which) => strings(name, which) ?? '',
      running: this.#running.turn(),
    };
  }

  #visit(fragment: Fragment): void {
    if (fragment.type === 'text') {
      this.#below ||= fragment.pieces.some(({ shaped }) => /\S/.test(shaped.text));
      return;
    }
    if (fragment.type === 'line') {
      for (const child of fragment.children) this.#visit(child.fragment);
      return;
    }
    const { box, isFirst, isLast } = fragment;
    // What is repeated was said before.
    if (fragment.repeated) return;
    const key = box.element ?? (box.kind === 'inline' ? box : undefined);
    const marks = key && this.#marks.get(key);
    if (isFirst && key && !this.#started.has(key)) {
      this.#started.add(key);
      if (box.element) this.begun.set(box.element, this.#number);
      for (const mark of marks?.start ?? []) this.#apply(mark);
    }
    if (box.kind === 'replaced') this.#below = true;
    for (const child of fragment.children) this.#visit(child.fragment);
    if (isLast) for (const mark of marks?.end ?? []) this.#apply(mark);
  }

  #apply(mark: PageMark): void {
    switch (mark.type) {
      case 'running':
        this.#running.add(mark.name, mark, !this.#below);
        break;
      case 'string':
        this.#strings.add(mark.name, mark.value, !this.#below);
        break;
      case 'counter':
        this.#counters.define(mark.name, ...mark.values);
        break;
      case 'footnote':
        this.#calls.push(mark);
        break;
      case 'page-float':
        break;
      case 'page-number': {
        const before = mark.change === 'increment' ? this.#counters.value(PAGE_COUNTER) : 0;
        this.#counters.define(PAGE_COUNTER, before + mark.value);
      }
    }
  }
}
