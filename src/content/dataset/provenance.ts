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

/** Formatters call it for every figure and date they put on a sheet. */
export class Provenance {
  readonly #entries: PrintedValue[] = [];
  #cited = new Set<string>();

  record(value: PrintedValue): void {
    this.#entries.push(value);
    this.cite(value.sources);
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
