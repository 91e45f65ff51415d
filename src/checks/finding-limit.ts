import { type Diagnostic, Findings, type Report } from '../base/diagnostics.ts';

const ON_A_PAGE = 3;
const IN_A_FILE = 30;

/** Keeps the first findings of a code on each page and in the file, and counts the rest: one mistake is often made everywhere. */
export class FindingLimit {
  readonly #file: string;
  readonly #findings = new Findings();
  readonly #counts = new Map<string, number>();
  readonly #left = new Map<string, number>();

  constructor(file: string) {
    this.#file = file;
  }

  readonly report: Report = (diagnostic) => {
    const { code, page } = diagnostic;
    const onPage = this.#count(`${code} ${page ?? ''}`);
    const most = page === undefined ? IN_A_FILE : ON_A_PAGE;
    if (onPage <= most && this.#count(code) <= IN_A_FILE) this.#findings.within({ file: this.#file })(diagnostic);
    else this.#left.set(code, (this.#left.get(code) ?? 0) + 1);
  };

  #count(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }

  /** The findings kept; the last of a code says how many more there are. */
  get list(): readonly Diagnostic[] {
    const last = new Map(this.#findings.list.map((one) => [one.code, one]));
    return this.#findings.list.map((one) => {
      const left = last.get(one.code) === one ? this.#left.get(one.code) : undefined;
      return left ? { ...one, message: `${one.message}, and ${left} more like it` } : one;
    });
  }
}
