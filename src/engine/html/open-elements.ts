import type { Element } from 'domhandler';
import { HOLDS_HTML, SCOPES } from './tree-rules.ts';

/** The stack of open elements (HTML section 13.2.4.2): what text and tags that come next stand in. */
export class OpenElements {
  readonly #list: Element[] = [];
  readonly #members = new Set<Element>();
  /** How many of each name are open: what is not there need not be searched for. */
  readonly #counts = new Map<string, number>();

  get length(): number {
    return this.#list.length;
  }

  get current(): Element {
    return this.#list.at(-1)!;
  }

  at(index: number): Element {
    return this.#list[index]!;
  }

  has(element: Element): boolean {
    return this.#members.has(element);
  }

  indexOf(element: Element): number {
    return this.has(element) ? this.#list.lastIndexOf(element) : -1;
  }

  push(element: Element): void {
    this.#list.push(element);
    this.#remember(element);
  }

  pop(): Element {
    const element = this.#list.pop()!;
    this.#forget(element);
    return element;
  }

  insert(index: number, element: Element): void {
    this.#list.splice(index, 0, element);
    this.#remember(element);
  }

  remove(element: Element): void {
    const at = this.indexOf(element);
    if (at < 0) return;
    this.#list.splice(at, 1);
    this.#forget(element);
  }

  #remember(element: Element): void {
    const name = element.name.toLowerCase();
    this.#members.add(element);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  #forget(element: Element): void {
    const name = element.name.toLowerCase();
    this.#members.delete(element);
    this.#counts.set(name, this.#counts.get(name)! - 1);
  }

  /** Whether one with this name, in small letters, is open. */
  hasName(name: string): boolean {
    return (this.#counts.get(name) ?? 0) > 0;
  }

  /** The innermost one with this name. */
  last(name: string): Element | undefined {
    return this.hasName(name) ? this.#list.findLast((element) => element.name === name) : undefined;
  }

  /** The innermost one below the root that `test` holds of, unless `stop` holds of one inside it. */
  search(test: (element: Element) => boolean, stop?: (element: Element) => boolean): Element | undefined {
    for (let i = this.#list.length - 1; i > 0; i--) {
      const element = this.#list[i]!;
      if (test(element)) return element;
      if (stop?.(element)) return undefined;
    }
    return undefined;
  }

  /** The innermost element of HTML with one of these names, unless what bounds the search is found first. */
  inScope(wanted: ReadonlySet<string>, scope: keyof typeof SCOPES): Element | undefined {
    let some = false;
    for (const name of wanted) some ||= this.hasName(name);
    if (!some) return undefined;
    const bounds = SCOPES[scope];
    return this.search(
      ({ name, namespace }) => namespace === undefined && wanted.has(name),
      ({ name, namespace }) => (namespace === undefined ? bounds.has(name) : HOLDS_HTML.has(name)),
    );
  }

  /** The first one above `index` that `test` holds of. */
  firstAbove(index: number, test: (element: Element) => boolean): Element | undefined {
    for (let i = index + 1; i < this.#list.length; i++) if (test(this.#list[i]!)) return this.#list[i];
    return undefined;
  }
}
