import type { Ref } from './pdfkit.ts';

/** An object with the name that content streams use for it. */
export interface NamedRef {
  readonly resource: string;
  readonly ref: Ref;
}

/** The objects of one document that content streams name, each written once: equal content is one object. */
export class DocumentObjects {
  readonly #known = new Map<string, NamedRef>();
  readonly #counts = new Map<string, number>();

  /** The object of this content; `prefix` begins the names of its kind. */
  get(prefix: string, content: string, make: () => Ref): NamedRef {
    const key = `${prefix} ${content}`;
    let found = this.#known.get(key);
    if (!found) {
      const ref = make();
      const count = (this.#counts.get(prefix) ?? 0) + 1;
      this.#counts.set(prefix, count);
      found = { resource: `${prefix}${count}`, ref };
      this.#known.set(key, found);
    }
    return found;
  }
}
