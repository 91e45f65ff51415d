/** One value as a sheet printed it, for the manifest. */
export interface PrintedValue {
  /** JSON pointer into mission.json. */
  readonly pointer: string;
  /** The text on the sheet. */
  readonly printed: string;
  readonly asOf: string;
  /** Ids of `sources`. */
  readonly sources: readonly string[];
}

/** Marks of values that a sheet shows, the weaker first. */
export const SHOWN_MARKS = ['thin', 'derived'] as const;
export type ShownMark = (typeof SHOWN_MARKS)[number];

/** Formatters call it for every figure and date they put on a sheet. */
export class Provenance {
  readonly #entries: PrintedValue[] = [];
  #cited = new Set<string>();
  readonly #marks = new Set<ShownMark>();

  record(value: PrintedValue): void {
    this.#entries.push(value);
    this.cite(value.sources);
  }

  /** The mark that the sheet shows behind a value, remembered for the line that explains it; null for none. */
  marked(mark: string | undefined): ShownMark | null {
    const shown = SHOWN_MARKS.find((known) => known === mark);
    if (shown) this.#marks.add(shown);
    return shown ?? null;
  }

  /** Marks shown so far, in their own order. */
  get marks(): readonly ShownMark[] {
    return SHOWN_MARKS.filter((mark) => this.#marks.has(mark));
  }

  /** Sources that stand behind words rather than values. */
  cite(sources: readonly string[]): void {
    for (const id of sources) this.#cited.add(id);
  }

  /** Runs `print` and gives its result with the sources cited meanwhile. */
  during<T>(print: () => T): { readonly result: T; readonly sources: readonly string[] } {
    const outer = this.#cited;
    this.#cited = new Set();
    const result = print();
    const sources = [...this.#cited];
    this.#cited = outer;
    this.cite(sources);
    return { result, sources };
  }

  /** Ids of all sources cited so far. */
  get cited(): ReadonlySet<string> {
    return this.#cited;
  }

  /** What was printed, in order of print, repeats dropped. */
  entries(): readonly PrintedValue[] {
    const seen = new Set<string>();
    return this.#entries.filter(({ pointer, printed }) => {
      const key = `${pointer}\n${printed}`;
      return !seen.has(key) && seen.add(key);
    });
  }
}
