import { type AnyNode, Element, isTag, type NodeWithChildren, Text } from 'domhandler';
import { FormattingList } from './formatting.ts';
import { readTokens, type TokenSink } from './tokens.ts';
import {
  ENDED_AS_BLOCK,
  ENDED_BY,
  ENDS_FOREIGN,
  ENDS_PARAGRAPH,
  FORMATTING,
  FORMATTING_BOUNDARY,
  HEADINGS,
  HOLDS_HTML,
  IMPLIED_END,
  ITEMS,
  METADATA,
  RAW_TEXT,
  SCOPES,
  SPECIAL,
  SVG_NAMES,
  TABLE_FRAME,
  TABLE_PARTS,
  TABLE_PLACES,
  VOID,
  WITHOUT_FORMATTING,
} from './tree-rules.ts';

/** Elements open at once. What is deeper stands beside its parent. */
const MOST_OPEN = 1200;

export interface HtmlTree {
  readonly root: Element;
  readonly head: Element;
  readonly body: Element;
}

/**
 * Makes the tree of a page as browsers do, whatever tags its author left out or put in the wrong place (HTML section
 * 13.2.6). What is not of HTML bears the namespace `svg` or `math`.
 */
export function buildTree(text: string): HtmlTree {
  const builder = new TreeBuilder();
  readTokens(text, builder);
  const { root, head, body } = builder;
  linkAll(root);
  return { root, head, body };
}

class TreeBuilder implements TokenSink {
  readonly root = create('html', {}, 0);
  readonly head = create('head', {}, 0);
  readonly body = create('body', {}, 0);
  readonly #open: Element[] = [this.root];
  readonly #formatting = new FormattingList();
  #inBody = false;

  constructor() {
    append(this.root, this.head);
    append(this.root, this.body);
  }

  get #current(): Element {
    return this.#open.at(-1)!;
  }

  isForeign(): boolean {
    return this.#current.namespace !== undefined && !HOLDS_HTML.has(this.#current.name);
  }

  text(data: string, offset: number): void {
    if (this.#inHead()) {
      const rest = data.replace(/^[\t\n\f\r ]+/, '');
      if (!rest) return;
      this.#startBody();
      this.text(rest, offset + data.length - rest.length);
      return;
    }
    const blank = !/[^\t\n\f\r ]/.test(data);
    if (this.#current.name === 'colgroup' && !blank) this.#pop();
    const node = new Text(data);
    node.startIndex = offset;
    // Text between the parts of a table stands before it.
    const stays = blank && TABLE_FRAME.has(this.#current.name);
    if (!stays && !this.isForeign() && !RAW_TEXT.has(this.#current.name)) this.#reopen();
    this.#insert(node, stays);
  }

  start(given: string, attribs: Record<string, string>, closed: boolean, offset: number): void {
    if (this.isForeign()) {
      const breaks = ENDS_FOREIGN.has(given) || (given === 'font' && /\b(color|face|size)\b/.test(Object.keys(attribs).join(' '))); // biome-ignore format: one condition
      if (!breaks) {
        const space = this.#current.namespace!;
        this.#foreign(space === 'svg' ? (SVG_NAMES.get(given) ?? given) : given, space, attribs, closed, offset);
        return;
      }
      while (this.isForeign()) this.#pop();
    }
    const name = given === 'image' ? 'img' : given;
    if (name === 'html' || name === 'head' || name === 'body') {
      const element = this[name === 'html' ? 'root' : name];
      element.attribs = { ...attribs, ...element.attribs };
      element.startIndex ||= offset;
      if (name === 'body' && !this.#inBody) this.#startBody();
      return;
    }
    if (this.#inHead()) {
      if (METADATA.has(name)) {
        const element = create(name, attribs, offset);
        append(this.#current === this.root ? this.head : this.#current, element);
        if (!VOID.has(name)) this.#push(element);
        return;
      }
      this.#startBody();
    }
    if (TABLE_PARTS.has(name)) this.#tablePart(name, attribs, offset);
    else this.#inBodyStart(name, attribs, closed, offset);
  }

  end(name: string, offset: number): void {
    if (this.#current.namespace !== undefined) {
      for (let i = this.#open.length - 1; this.#open[i]!.namespace !== undefined; i--) {
        if (this.#open[i]!.name.toLowerCase() !== name) continue;
        this.#popTo(this.#open[i]!);
        return;
      }
    }
    if (name === 'head' || name === 'html' || name === 'body') return;
    if (this.#inHead()) {
      if (this.#current.name === name) this.#pop();
      else if (name === 'br' || name === 'p') {
        this.#startBody();
        this.end(name, offset);
      }
      return;
    }
    if (name === 'br') this.start('br', {}, false, offset);
    else if (name === 'p') {
      if (!this.#find(ONLY_P, 'button')) this.start('p', {}, false, offset);
      this.#endParagraph();
    } else if (HEADINGS.has(name)) this.#endFound(this.#find(HEADINGS, 'any'));
    else if (name === 'table' || TABLE_PARTS.has(name)) this.#endFound(this.#find(new Set([name]), 'table'));
    else if (name in ITEMS) this.#endFound(this.#find(new Set([name]), name === 'li' ? 'list' : 'any'));
    else if (ENDED_AS_BLOCK.has(name)) this.#endFound(this.#find(new Set([name]), 'any'));
    else if (FORMATTING.has(name)) this.#endFormatting(name);
    else this.#endOther(name);
  }

  /** Whether the body has not begun: what is open, if anything, is in the head. */
  #inHead(): boolean {
    return !this.#inBody && (this.#current === this.root || this.#current.name === 'noscript');
  }

  #startBody(): void {
    while (this.#open.length > 1) this.#pop();
    this.#inBody = true;
    this.#open.push(this.body);
  }

  #foreign(name: string, space: string, attribs: Record<string, string>, closed: boolean, offset: number): void {
    const element = create(name, attribs, offset);
    element.namespace = space;
    this.#insert(element);
    if (!closed) this.#push(element);
  }

  #inBodyStart(name: string, attribs: Record<string, string>, closed: boolean, offset: number): void {
    if (name === 'table' && TABLE_FRAME.has(this.#tableMode())) this.#popTo(this.#lastOpen('table')!);
    if (name === 'form' && this.#lastOpen('form') && !this.#lastOpen('template')) return;
    if (ITEMS[name]) this.#endItem(ITEMS[name]);
    if (ENDS_PARAGRAPH.has(name)) this.#endParagraph();
    if (HEADINGS.has(name) && HEADINGS.has(this.#current.name)) this.#pop();
    if (name === 'button') this.#endFound(this.#find(new Set(['button']), 'any'));
    if (name === 'select' && this.#find(ONLY_SELECT, 'table')) {
      this.#endOther('select');
      return;
    }
    if ((name === 'input' || name === 'textarea') && this.#find(ONLY_SELECT, 'table')) this.#endOther('select');
    const ends = ENDED_BY[name];
    if (ends && !(name in { option: 0, optgroup: 0 })) {
      if (this.#find(ONLY_RUBY, 'any')) this.#endImplied(name === 'rt' || name === 'rp' ? 'rtc' : undefined);
    } else while (ends?.has(this.#current.name)) this.#pop();
    if (name === 'a') this.#endOpenLink();
    if (name === 'nobr' && this.#find(new Set(['nobr']), 'any')) this.#endFormatting('nobr');
    if (!WITHOUT_FORMATTING.has(name)) this.#reopen();
    if (name === 'svg' || name === 'math') {
      this.#foreign(name, name, attribs, closed, offset);
      return;
    }
    const element = create(name, attribs, offset);
    const inTable = name === 'style' || name === 'script' || name === 'template' || name === 'form';
    this.#insert(element, inTable || (name === 'input' && /^hidden$/i.test(attribs.type ?? '')));
    if (VOID.has(name) || (name === 'form' && TABLE_FRAME.has(this.#current.name))) return;
    this.#push(element);
    if (FORMATTING.has(name)) this.#formatting.add(element);
    if (FORMATTING_BOUNDARY.has(name)) this.#formatting.addBoundary();
  }

  #endItem(ended: ReadonlySet<string>): void {
    for (let i = this.#open.length - 1; i > 0; i--) {
      const node = this.#open[i]!;
      if (ended.has(node.name)) {
        this.#popTo(node);
        return;
      }
      if (SPECIAL.has(node.name) && !['address', 'div', 'p'].includes(node.name)) return;
    }
  }

  #endOpenLink(): void {
    const link = this.#formatting.last('a');
    if (!link) return;
    this.#endFormatting('a');
    this.#formatting.remove(link);
    const at = this.#open.lastIndexOf(link);
    if (at >= 0) this.#open.splice(at, 1);
  }

  /** The part of a table that says what may begin here. */
  #tableMode(): string {
    for (let i = this.#open.length - 1; i > 0; i--) {
      const { name, namespace } = this.#open[i]!;
      if (namespace === undefined && (TABLE_PLACES[name] || name === 'template')) return name;
    }
    return 'body';
  }

  #tablePart(name: string, attribs: Record<string, string>, offset: number): void {
    for (;;) {
      const mode = this.#tableMode();
      // Outside of tables their parts are nothing, only what is in them.
      if (mode === 'body') return;
      const place = mode === 'template' ? 'here' : TABLE_PLACES[mode]![name];
      if (place === undefined) {
        this.#popTo(this.#lastOpen(mode)!);
        continue;
      }
      while (this.#current.name !== mode) this.#pop();
      const here = place === 'here';
      const element = here ? create(name, attribs, offset) : create(place, {}, offset);
      append(this.#current, element);
      if (!VOID.has(element.name)) this.#push(element);
      if (FORMATTING_BOUNDARY.has(element.name)) this.#formatting.addBoundary();
      if (here) return;
    }
  }

  #lastOpen(name: string): Element | undefined {
    return this.#open.findLast((element) => element.name === name);
  }

  /** The innermost open element with one of these names, unless what bounds the search is found first. */
  #find(wanted: ReadonlySet<string>, scope: keyof typeof SCOPES): Element | undefined {
    const bounds = SCOPES[scope];
    for (let i = this.#open.length - 1; i > 0; i--) {
      const { name, namespace } = this.#open[i]!;
      if (namespace === undefined && wanted.has(name)) return this.#open[i];
      if (namespace === undefined ? bounds.has(name) : HOLDS_HTML.has(name)) return undefined;
    }
    return undefined;
  }

  #endFound(element: Element | undefined): void {
    if (element) this.#popTo(element);
  }

  #endParagraph(): void {
    this.#endFound(this.#find(ONLY_P, 'button'));
  }

  #endImplied(except?: string): void {
    while (IMPLIED_END.has(this.#current.name) && this.#current.name !== except) this.#pop();
  }

  #endOther(name: string): void {
    for (let i = this.#open.length - 1; i > 0; i--) {
      const node = this.#open[i]!;
      if (node.name.toLowerCase() === name) {
        this.#popTo(node);
        return;
      }
      if (node.namespace === undefined && SPECIAL.has(node.name)) return;
    }
  }

  /** The adoption agency: an element ends though others in it are still open (HTML section 13.2.6.4.7). */
  #endFormatting(name: string): void {
    if (this.#current.name === name && !this.#formatting.has(this.#current)) {
      this.#pop();
      return;
    }
    for (let round = 0; round < 8; round++) {
      const ended = this.#formatting.last(name);
      if (!ended) {
        if (round === 0) this.#endOther(name);
        return;
      }
      const at = this.#open.lastIndexOf(ended);
      if (at < 0) {
        this.#formatting.remove(ended);
        return;
      }
      if (!this.#find(new Set([name]), 'any')) return;
      const block = this.#open.find((node, i) => i > at && node.namespace === undefined && SPECIAL.has(node.name));
      if (!block) {
        this.#popTo(ended);
        this.#formatting.remove(ended);
        return;
      }
      this.#adopt(ended, at, block);
    }
  }

  /** Parts `block` from the formatting around it, from `ended` on, and gives what is in it a copy of `ended`. */
  #adopt(ended: Element, at: number, block: Element): void {
    const { entries } = this.#formatting;
    let last = block;
    let after: Element | undefined = ended;
    let inner = 0;
    for (let i = this.#open.indexOf(block) - 1; i > at; i--) {
      const node = this.#open[i]!;
      if (++inner > 3) this.#formatting.remove(node);
      const own = entries.indexOf(node);
      if (own < 0) {
        this.#open.splice(i, 1);
        continue;
      }
      const copy = create(node.name, { ...node.attribs }, node.startIndex ?? 0);
      entries[own] = copy;
      this.#open[i] = copy;
      if (last === block) after = copy;
      append(copy, last);
      last = copy;
    }
    const around = this.#open[at - 1]!;
    if (TABLE_FRAME.has(around.name)) this.#foster(last);
    else append(around, last);
    const copy = create(ended.name, { ...ended.attribs }, ended.startIndex ?? 0);
    copy.children = block.children;
    for (const child of copy.children as AnyNode[]) child.parent = copy;
    block.children = [];
    append(block, copy);
    if (after === ended) entries[entries.indexOf(ended)] = copy;
    else {
      this.#formatting.remove(ended);
      entries.splice(entries.indexOf(after) + 1, 0, copy);
    }
    this.#open.splice(this.#open.indexOf(ended), 1);
    this.#open.splice(this.#open.indexOf(block) + 1, 0, copy);
  }

  /** Begins again the formatting that was cut off (HTML section 13.2.4.3). */
  #reopen(): void {
    const { entries } = this.#formatting;
    const isOpen = (entry: Element | undefined): boolean => !entry || this.#open.includes(entry);
    let first = entries.length;
    while (first > 0 && !isOpen(entries[first - 1])) first--;
    for (let i = first; i < entries.length; i++) {
      const { name, attribs, startIndex } = entries[i]!;
      const copy = create(name, { ...attribs }, startIndex ?? 0);
      this.#insert(copy);
      this.#push(copy);
      entries[i] = copy;
    }
  }

  #push(element: Element): void {
    if (this.#open.length >= MOST_OPEN) this.#pop();
    this.#open.push(element);
  }

  #pop(): void {
    const { name, namespace } = this.#open.pop()!;
    if (namespace === undefined && FORMATTING_BOUNDARY.has(name)) this.#formatting.clearToBoundary();
  }

  #popTo(element: Element): void {
    const from = this.#open.lastIndexOf(element);
    while (this.#open.length > from) this.#pop();
  }

  /** Puts a node where the text has come to; `inTable`: also where only parts of a table may stand. */
  #insert(node: AnyNode, inTable = false): void {
    if (!inTable && TABLE_FRAME.has(this.#current.name)) this.#foster(node);
    else append(this.#current, node);
  }

  /** What may not stand between the parts of a table stands before it. */
  #foster(node: AnyNode): void {
    const table = this.#lastOpen('table');
    const parent = table?.parent;
    if (!table || !parent) {
      append(this.#current, node);
      return;
    }
    detach(node);
    const siblings = parent.children as AnyNode[];
    siblings.splice(siblings.lastIndexOf(table), 0, node);
    node.parent = parent as typeof node.parent;
  }
}

const ONLY_P: ReadonlySet<string> = new Set(['p']);
const ONLY_SELECT: ReadonlySet<string> = new Set(['select']);
const ONLY_RUBY: ReadonlySet<string> = new Set(['ruby']);

function create(name: string, attribs: Record<string, string>, offset: number): Element {
  const element = new Element(name, attribs);
  element.startIndex = offset;
  return element;
}

function detach(node: AnyNode): void {
  const siblings = node.parent?.children as AnyNode[] | undefined;
  const at = siblings?.lastIndexOf(node) ?? -1;
  if (at >= 0) siblings!.splice(at, 1);
}

function append(parent: NodeWithChildren, node: AnyNode): void {
  detach(node);
  (parent.children as AnyNode[]).push(node);
  node.parent = parent as typeof node.parent;
}

/** Texts that follow each other become one, and neighbours know each other. */
function linkAll(root: Element): void {
  const waiting: Element[] = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    const nodes: AnyNode[] = [];
    for (const node of element.children as AnyNode[]) {
      const before = nodes.at(-1);
      if (node instanceof Text && before instanceof Text) before.data += node.data;
      else nodes.push(node);
      if (isTag(node)) waiting.push(node);
    }
    element.children = nodes as Element['children'];
    link(element);
  }
}

/** Tells the children of a node who stands beside them. */
export function link(parent: NodeWithChildren): void {
  const nodes = parent.children as AnyNode[];
  nodes.forEach((node, i) => {
    node.prev = (nodes[i - 1] ?? null) as typeof node.prev;
    node.next = (nodes[i + 1] ?? null) as typeof node.next;
  });
}
