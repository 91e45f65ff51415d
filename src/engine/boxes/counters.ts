import { type Element, isTag } from 'domhandler';
import type { ComputedStyle, CounterChange } from '../css/style.ts';

/** An integer as attributes have it (HTML section 2.3.4.1): digits, what follows is ignored. */
export function integer(text: string | undefined): number | undefined {
  const [digits] = /^\s*[-+]?\d{1,9}/.exec(text ?? '') ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The counter that numbers pages (CSS Paged Media 3 section 6). */
export const PAGE_COUNTER = 'page';

/** The counter of footnotes, which count themselves (CSS GCPM 3 section 2.5). */
export const FOOTNOTE_COUNTER = 'footnote';

interface Instance {
  value: number;
  /** Parent of the element that made it: the counter lives as long as that parent's contents. */
  readonly scope: Element | null;
}

/** Counters and quotation depth in document order (CSS Lists 3 section 4). */
export class CounterState {
  readonly #instances = new Map<string, Instance[]>();
  quoteDepth = 0;

  /** A state of its own with the same values. */
  fork(): CounterState {
    const copy = new CounterState();
    for (const [name, list] of this.#instances) {
      if (list.length)
        copy.#instances.set(
          name,
          list.map((instance) => ({ ...instance })),
        );
    }
    copy.quoteDepth = this.quoteDepth;
    return copy;
  }

  /** Applies what an element's style says on entering it. */
  enter(element: Element, style: ComputedStyle): void {
    // Elements change the page number for their page, not for their siblings.
    this.apply(style, element.parent as Element | null, PAGE_COUNTER);
  }

  /** Applies the changes of a style to counters that live in `scope`. */
  apply(style: ComputedStyle, scope: Element | null, except?: string): void {
    const changes = (list: readonly CounterChange[]): readonly CounterChange[] =>
      list.length && except ? list.filter(({ name }) => name !== except) : list;
    for (const { name, value } of changes(style.counterReset)) this.#create(name, value, scope);
    const isItem = style.display === 'list-item';
    const step = scope && 'reversed' in scope.attribs && scope.name === 'ol' ? -1 : 1;
    if (isItem && !style.counterIncrement.some(({ name }) => name === 'list-item')) this.#add('list-item', step, scope);
    for (const { name, value } of changes(style.counterIncrement)) this.#add(name, value, scope);
    for (const { name, value } of changes(style.counterSet)) this.#top(name, scope).value = value;
  }

  /** Starts the numbering of a list: at `start`, or where it is reversed with the number of its items. */
  startList(list: Element): void {
    const reversed = list.name === 'ol' && 'reversed' in list.attribs;
    const count = reversed ? list.children.filter((child) => isTag(child) && child.name === 'li').length : 1;
    const first = list.name === 'ol' ? (integer(list.attribs.start) ?? count) : 1;
    this.#create('list-item', reversed ? first + 1 : first - 1, list.parent as Element | null);
  }

  setItem(element: Element, value: number): void {
    this.#top('list-item', element.parent as Element | null).value = value;
  }

  /** Ends the counters whose scope is the contents of `element`; gives the names of those that ended. */
  leave(element: Element): string[] {
    const ended: string[] = [];
    for (const [name, list] of this.#instances) {
      if (list.at(-1)?.scope === element) ended.push(name);
      while (list.length && list.at(-1)!.scope === element) list.pop();
    }
    return ended;
  }

  /** Makes counters that live as long as the state, such as the page number; outermost first. */
  define(name: string, ...values: readonly number[]): void {
    this.#instances.set(
      name,
      values.map((value) => ({ value, scope: null })),
    );
  }

  increment(name: string): void {
    this.#add(name, 1, null);
  }

  has(name: string): boolean {
    return Boolean(this.#instances.get(name)?.length);
  }

  value(name: string): number {
    return this.#instances.get(name)?.at(-1)?.value ?? 0;
  }

  values(name: string): readonly number[] {
    return this.#instances.get(name)?.map((instance) => instance.value) ?? [0];
  }

  #create(name: string, value: number, scope: Element | null): void {
    const list = this.#instances.get(name);
    if (!list) this.#instances.set(name, [{ value, scope }]);
    else if (list.at(-1)?.scope === scope && list.length) list[list.length - 1] = { value, scope };
    else list.push({ value, scope });
  }

  #top(name: string, scope: Element | null): Instance {
    if (!this.#instances.get(name)?.length) this.#create(name, 0, scope);
    return this.#instances.get(name)!.at(-1)!;
  }

  #add(name: string, by: number, scope: Element | null): void {
    this.#top(name, scope).value += by;
  }
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'],
  [5, 'v'], [4, 'iv'], [1, 'i'],
]; // biome-ignore format: a table

/** A counter value in a counter style (CSS Counter Styles 3 section 6), without suffix. */
export function formatCounter(value: number, style: string): string {
  switch (style) {
    case 'none':
      return '';
    case 'disc':
      return '•';
    case 'circle':
      return '◦';
    case 'square':
      return '▪';
    case 'disclosure-open':
      return '▾';
    case 'disclosure-closed':
      return '▸';
    case 'arabic-indic':
      return inDigits(value, 0x660);
    case 'persian':
      return inDigits(value, 0x6f0);
    case 'lower-roman':
      return roman(value);
    case 'upper-roman':
      return roman(value).toUpperCase();
    case 'lower-alpha':
    case 'lower-latin':
      return alphabetic(value);
    case 'upper-alpha':
    case 'upper-latin':
      return alphabetic(value).toUpperCase();
    default:
      return style.startsWith('"') ? style.slice(1) : String(value);
  }
}

/** Digits of another numbering system, whose nought is `zero`. */
function inDigits(value: number, zero: number): string {
  return String(value).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let text = '';
  let left = value;
  for (const [worth, letters] of ROMAN) {
    while (left >= worth) {
      text += letters;
      left -= worth;
    }
  }
  return text;
}

function alphabetic(value: number): string {
  if (value < 1) return String(value);
  let text = '';
  for (let left = value; left > 0; left = Math.floor((left - 1) / 26)) {
    text = String.fromCharCode(97 + ((left - 1) % 26)) + text;
  }
  return text;
}
