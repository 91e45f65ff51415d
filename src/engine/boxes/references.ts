import type { Element } from 'domhandler';
import type { CounterState } from './counters.ts';

/** An element that others can refer to, with the counters where it begins. */
export interface ReferenceTarget {
  readonly element: Element;
  readonly counters: CounterState;
}

/** What an earlier layout of the same document found out. */
export interface Knowledge {
  readonly targets: ReadonlyMap<string, ReferenceTarget>;
  /** Counters at the end of the page that an element begins on, page numbers among them; undefined before layout. */
  pageCounters(element: Element): CounterState | undefined;
  /** The number of a footnote where its page numbers them; undefined where the document does. */
  footnoteNumber(element: Element): number | undefined;
}

/**
 * Questions of generated content about other places of the document: pages, counters, texts. The answers come from an
 * earlier layout; the document is laid out again until they are true.
 */
export class References {
  /** Found while boxes are built, for the next layout. */
  readonly targets = new Map<string, ReferenceTarget>();
  readonly #known: Knowledge | undefined;
  readonly #asked: { readonly question: (known: Knowledge) => string; readonly answer: string }[] = [];

  constructor(known?: Knowledge) {
    this.#known = known;
  }

  /** The answer as far as it is known; `guess` where nothing is. */
  ask(question: (known: Knowledge) => string, guess = ''): string {
    const answer = this.#known ? question(this.#known) : guess;
    this.#asked.push({ question, answer });
    return answer;
  }

  /** Whether every answer given is what `known` says too. */
  agree(known: Knowledge): boolean {
    return this.#asked.every(({ question, answer }) => question(known) === answer);
  }

  get asked(): boolean {
    return this.#asked.length > 0;
  }
}

/** The id that an address within the document names; undefined for others. */
export function fragmentOf(address: string): string | undefined {
  if (!address.startsWith('#') || address.length < 2) return undefined;
  try {
    return decodeURIComponent(address.slice(1));
  } catch {
    return address.slice(1);
  }
}
