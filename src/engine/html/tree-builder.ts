import { type AnyNode, Element, isTag, type NodeWithChildren, Text } from 'domhandler';
import { FormattingList } from './formatting.ts';
import { OpenElements } from './open-elements.ts';
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

/** Elements made again in what follows them: more than any page has, and few enough to lay out. */
const MOST_COPIES = 20_000;

export interface HtmlTree {
  readonly root: Element;
  readonly head: Element;
  readonly body: Element;
  /** Where formatting that nobody ended stops going on, as it was made again too often. */
  readonly formattingStops: Element | undefined;
}

/**
 * Makes the tree of a page as browsers do, whatever tags its author left out or put in the wrong place (HTML section
 * 13.2.6). What is not of HTML bears the namespace `svg` or `math`.
 */
export function buildTree(text: string): HtmlTree {
  const builder = new TreeBuilder();
  readTokens(text, builder);
  const { root, head, body, formattingStops } = builder;
  linkAll(root);
  return { root, head, body, formattingStops };
}

class TreeBuilder implements TokenSink {
  readonly root = create('html', {}, 0);
  readonly head = create('head', {}, 0);
  readonly body = create('body', {}, 0);
  readonly #open = new OpenElements();
  readonly #formatting = new FormattingList();
  formattingStops: Element | undefined;
  #copies = 0;
  #inBody = false;

  constructor() {
    this.#open.push(this.root);
    append(this.root, this.head);
    append(this.root, this.body);
  }

  get #current(): Element {
    return this.#open.current;
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
      const ended = this.#open.search(
        (element) => element.namespace !== undefined && element.name.toLowerCase() === name,
        (element) => element.namespace === undefined,
      );
      if (ended) {
        this.#popTo(ended);
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
      if (!this.#open.inScope(ONLY_P, 'button')) this.start('p', {}, false, offset);
      this.#endParagraph();
    } else if (HEADINGS.has(name)) this.#endFound(this.#open.inScope(HEADINGS, 'any'));
    else if (name === 'table' || TABLE_PARTS.has(name)) this.#endFound(this.#open.inScope(new Set([name]), 'table'));
    else if (name in ITEMS) this.#endFound(this.#open.inScope(new Set([name]), name === 'li' ? 'list' : 'any'));
    else if (ENDED_AS_BLOCK.has(name)) this.#endFound(this.#open.inScope(new Set([name]), 'any'));
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
    if (name === 'table' && TABLE_FRAME.has(this.#tableMode())) this.#popTo(this.#open.last('table')!);
    if (name === 'form' && this.#open.last('form') && !this.#open.last('template')) return;
    if (ITEMS[name]) this.#endItem(ITEMS[name]);
    if (ENDS_PARAGRAPH.has(name)) this.#endParagraph();
    if (HEADINGS.has(name) && HEADINGS.has(this.#current.name)) this.#pop();
    if (name === 'button') this.#endFound(this.#open.inScope(new Set(['button']), 'any'));
    if (name === 'select' && this.#open.inScope(ONLY_SELECT, 'table')) {
      this.#endOther('select');
      return;
    }
    if ((name === 'input' || name === 'textarea') && this.#open.inScope(ONLY_SELECT, 'table')) this.#endOther('select');
    const ends = ENDED_BY[name];
    if (ends && name !== 'option' && name !== 'optgroup') {
      if (this.#open.inScope(ONLY_RUBY, 'any')) this.#endImplied(name === 'rt' || name === 'rp' ? 'rtc' : undefined);
    } else while (ends?.has(this.#current.name)) this.#pop();
    if (name === 'a') this.#endOpenLink();
    if (name === 'nobr' && this.#open.inScope(new Set(['nobr']), 'any')) this.#endFormatting('nobr');
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
    if (FORMATTING.has(name) && !this.formattingStops) this.#formatting.add(element);
    if (FORMATTING_BOUNDARY.has(name)) this.#formatting.addBoundary();
  }

  #endItem(ended: ReadonlySet<string>): void {
    this.#endFound(
      this.#open.search(
        ({ name }) => ended.has(name),
        ({ name }) => SPECIAL.has(name) && name !== 'address' && name !== 'div' && name !== 'p',
      ),
    );
  }

  #endOpenLink(): void {
    const link = this.#formatting.last('a');
    if (!link) return;
    this.#endFormatting('a');
    this.#formatting.remove(link);
    this.#open.remove(link);
  }

  /** The part of a table that says what may begin here. */
  #tableMode(): string {
    if (!this.#open.hasName('table') && !this.#open.hasName('template')) return 'body';
    const part = this.#open.search(
      ({ name, namespace }) => namespace === undefined && (name in TABLE_PLACES || name === 'template'),
    );
    return part?.name ?? 'body';
  }

  #tablePart(name: string, attribs: Record<string, string>, offset: number): void {
    for (;;) {
      const mode = this.#tableMode();
      // Outside of tables their parts are nothing, only what is in them.
      if (mode === 'body') return;
      const place = mode === 'template' ? 'here' : TABLE_PLACES[mode]![name];
      if (place === undefined) {
        this.#popTo(this.#open.last(mode)!);
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

  #endFound(element: Element | undefined): void {
    if (element) this.#popTo(element);
  }

  #endParagraph(): void {
    this.#endFound(this.#open.inScope(ONLY_P, 'button'));
  }

  #endImplied(except?: string): void {
    while (IMPLIED_END.has(this.#current.name) && this.#current.name !== except) this.#pop();
  }

  #endOther(name: string): void {
    if (!this.#open.hasName(name)) return;
    this.#endFound(
      this.#open.search(
        (node) => node.name.toLowerCase() === name,
        (node) => node.namespace === undefined && SPECIAL.has(node.name),
      ),
    );
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
      const at = this.#open.indexOf(ended);
      if (at < 0) {
        this.#formatting.remove(ended);
        return;
      }
      if (!this.#open.inScope(new Set([name]), 'any')) return;
      const block = this.#open.firstAbove(at, (node) => node.namespace === undefined && SPECIAL.has(node.name));
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
      const node = this.#open.at(i);
      if (++inner > 3) this.#formatting.remove(node);
      const own = entries.indexOf(node);
      if (own < 0) {
        this.#open.remove(node);
        continue;
      }
      const copy = this.#copyOf(node);
      entries[own] = copy;
      this.#open.remove(node);
      this.#open.insert(i, copy);
      if (last === block) after = copy;
      append(copy, last);
      last = copy;
    }
    const around = this.#open.at(at - 1);
    if (TABLE_FRAME.has(around.name)) this.#foster(last);
    else append(around, last);
    const copy = this.#copyOf(ended);
    copy.children = block.children;
    for (const child of copy.children as AnyNode[]) child.parent = copy;
    block.children = [];
    append(block, copy);
    if (after === ended) entries[entries.indexOf(ended)] = copy;
    else {
      this.#formatting.remove(ended);
      entries.splice(entries.indexOf(after) + 1, 0, copy);
    }
    this.#open.remove(ended);
    this.#open.insert(this.#open.indexOf(block) + 1, copy);
  }

  #copyOf({ name, attribs, startIndex }: Element): Element {
    this.#copies++;
    return create(name, { ...attribs }, startIndex ?? 0);
  }

  /** Begins again the formatting that was cut off (HTML section 13.2.4.3). */
  #reopen(): void {
    const { entries } = this.#formatting;
    if (this.#copies > MOST_COPIES) {
      this.formattingStops ??= entries.findLast((entry) => entry);
      entries.length = 0;
      return;
    }
    const isOpen = (entry: Element | undefined): boolean => !entry || this.#open.has(entry);
    let first = entries.length;
    while (first > 0 && !isOpen(entries[first - 1])) first--;
    for (let i = first; i < entries.length; i++) {
      const copy = this.#copyOf(entries[i]!);
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
    const { name, namespace } = this.#open.pop();
    if (namespace === undefined && FORMATTING_BOUNDARY.has(name)) this.#formatting.clearToBoundary();
  }

  #popTo(element: Element): void {
    const from = this.#open.indexOf(element);
    while (this.#open.length > from) this.#pop();
  }

  /** Puts a node where the text has come to; `inTable`: also where only parts of a table may stand. */
  #insert(node: AnyNode, inTable = false): void {
    if (!inTable && TABLE_FRAME.has(this.#current.name)) this.#foster(node);
    else append(this.#current, node);
  }

  /** What may not stand between the parts of a table stands before it. */
  #foster(node: AnyNode): void {
    const table = this.#open.last('table');
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
    const nodes = element.children as AnyNode[];
    let kept = 0;
    for (const node of nodes) {
      const before = nodes[kept - 1];
      if (kept && node instanceof Text && before instanceof Text) before.data += node.data;
      else nodes[kept++] = node;
      if (isTag(node) && node.children.length) waiting.push(node);
    }
    nodes.length = kept;
    link(element);
  }
}

/** Tells the children of a node who stands beside them. */
export function link(parent: NodeWithChildren): void {
  const nodes = parent.children as AnyNode[];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    node.prev = (nodes[i - 1] ?? null) as typeof node.prev;
    node.next = (nodes[i + 1] ?? null) as typeof node.next;
  }
}
