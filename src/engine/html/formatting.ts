import type { Element } from 'domhandler';

/** Elements alike in more than this number are one too many, and the oldest goes (HTML section 13.2.4.3). */
const MOST_ALIKE = 3;
/** More than anybody writes at once; every paragraph after them would begin them all again. */
const MOST = 24;

/** The list of active formatting elements: what goes on in the next paragraph where no end tag ended it. */
export class FormattingList {
  /** `undefined` is the edge of a cell or another world of its own. */
  readonly entries: (Element | undefined)[] = [];

  add(element: Element): void {
    const alike: number[] = [];
    let count = 0;
    for (let i = this.entries.length - 1; i >= 0 && this.entries[i]; i--, count++)
      if (isAlike(this.entries[i]!, element)) alike.push(i);
    if (alike.length >= MOST_ALIKE) this.entries.splice(alike.at(-1)!, 1);
    else if (count >= MOST) this.entries.splice(this.entries.length - count, 1);
    this.entries.push(element);
  }

  addBoundary(): void {
    this.entries.push(undefined);
  }

  clearToBoundary(): void {
    while (this.entries.length && this.entries.pop());
  }

  has(element: Element): boolean {
    return this.entries.includes(element);
  }

  remove(element: Element): void {
    const at = this.entries.lastIndexOf(element);
    if (at >= 0) this.entries.splice(at, 1);
  }

  /** The last one with this name inside the nearest edge. */
  last(name: string): Element | undefined {
    for (let i = this.entries.length - 1; i >= 0 && this.entries[i]; i--)
      if (this.entries[i]!.name === name) return this.entries[i];
    return undefined;
  }
}

function isAlike(a: Element, b: Element): boolean {
  const names = Object.keys(a.attribs);
  return (
    a.name === b.name &&
    names.length === Object.keys(b.attribs).length &&
    names.every((name) => a.attribs[name] === b.attribs[name])
  );
}
