import { type AnyNode, Element, isTag, Text } from 'domhandler';
import { finding, type Place, type Report } from '../../base/diagnostics.ts';

/** More copies than any drawing has; what names itself ten times over and over grows without end. */
const MOST_COPIES = 20_000;
/** How deep copies may lie in copies and groups. */
const MOST_DEPTH = 128;

const originals = new WeakMap<Element, Element>();

/** What an element is a copy of, or itself: rules are matched where the element was written (SVG 2 section 5.5.2). */
export const originalOf = (element: Element): Element => originals.get(element) ?? element;

/**
 * Gives each `use` of SVG a copy of what it names (SVG 2 section 5.5), before the cascade, so that the copy inherits
 * from the `use`. Copies keep the positions of their originals, and findings name these.
 */
export function growUses(root: Element, placeOf: (node: AnyNode) => Place, report: Report): void {
  const uses = elementsNamed(root, 'use');
  if (uses.length > 0) new Grower(root, placeOf, report).growAll(uses);
}

function elementsNamed(root: Element, name: string): Element[] {
  const found: Element[] = [];
  const open: Element[] = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.name === name) found.push(element);
    const { children } = element;
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i] as AnyNode;
      if (isTag(child)) open.push(child);
    }
  }
  return found;
}

class Grower {
  readonly #ids = new Map<string, Element>();
  readonly #placeOf: (node: AnyNode) => Place;
  readonly #report: Report;
  #left = MOST_COPIES;

  constructor(root: Element, placeOf: (node: AnyNode) => Place, report: Report) {
    this.#placeOf = placeOf;
    this.#report = report;
    const open: Element[] = [root];
    for (let element = open.pop(); element; element = open.pop()) {
      const { id } = element.attribs;
      if (id && !this.#ids.has(id)) this.#ids.set(id, element);
      for (let i = element.children.length - 1; i >= 0; i--) {
        const child = element.children[i] as AnyNode;
        if (isTag(child)) open.push(child);
      }
    }
  }

  /** `uses` are those of the document as it was written. */
  growAll(uses: readonly Element[]): void {
    // The originals are read first: what is copied has no copies in it yet.
    const copies = uses.map((use) => ({ use, copy: this.#copyFor(use, new Set(), 0) }));
    for (const { use, copy } of copies) fill(use, copy);
  }

  #copyFor(use: Element, active: ReadonlySet<Element>, depth: number): Element | undefined {
    const target = this.#target(use);
    if (!target) return undefined;
    const around = new Set(active);
    for (let parent: AnyNode | null = use; parent && isTag(parent); parent = parent.parent as AnyNode | null)
      around.add(parent);
    if (around.has(target)) {
      this.#say(use, `<use> draws #${target.attribs.id}, which draws it again`);
      return undefined;
    }
    return this.#copy(target, new Set([...active, target]), depth + 1);
  }

  #target(use: Element): Element | undefined {
    const address = (use.attribs.href ?? use.attribs['xlink:href'])?.trim();
    if (!address) return undefined;
    if (!address.startsWith('#')) {
      this.#say(use, `<use> of another file (${address}) is not supported`);
      return undefined;
    }
    const target = this.#ids.get(decode(address.slice(1)));
    if (!target) this.#say(use, `<use> names ${address}, which is not there`);
    return target;
  }

  #copy(original: Element, active: ReadonlySet<Element>, depth: number): Element | undefined {
    if (this.#left <= 0 || depth > MOST_DEPTH) {
      if (this.#left !== -1) {
        const place = this.#placeOf(original);
        const what = this.#left <= 0 ? `make more than ${MOST_COPIES} copies` : `nest more than ${MOST_DEPTH} deep`;
        this.#report(finding('svg-limit', `the <use> elements ${what}`, place));
      }
      this.#left = -1;
      return undefined;
    }
    this.#left--;
    const copy = new Element(original.name, { ...original.attribs }, []);
    copy.startIndex = original.startIndex;
    originals.set(copy, original);
    const children: AnyNode[] = [];
    if (original.name === 'use') {
      const inner = this.#copyFor(original, active, depth);
      if (inner) children.push(inner);
    } else {
      for (const child of original.children as AnyNode[]) {
        if (isTag(child)) {
          const made = this.#copy(child, active, depth + 1);
          if (made) children.push(made);
        } else if (child instanceof Text) {
          const text = new Text(child.data);
          text.startIndex = child.startIndex;
          children.push(text);
        }
      }
    }
    adopt(copy, children);
    return copy;
  }

  #say(node: Element, message: string): void {
    this.#report(finding('svg-broken-reference', message, this.#placeOf(node)));
  }
}

function fill(use: Element, copy: Element | undefined): void {
  adopt(use, copy ? [copy] : []);
}

function adopt(parent: Element, children: AnyNode[]): void {
  parent.children = children as Element['children'];
  for (const [i, child] of children.entries()) {
    child.parent = parent;
    child.prev = (children[i - 1] ?? null) as typeof child.prev;
    child.next = (children[i + 1] ?? null) as typeof child.next;
  }
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
