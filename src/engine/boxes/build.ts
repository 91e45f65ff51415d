import { type AnyNode, type Element, isTag, Text } from 'domhandler';
import type { Report } from '../../base/diagnostics.ts';
import type { Path } from '../../base/geometry.ts';
import { INITIAL_STYLE, type StyledDocument } from '../css/cascade.ts';
import type { ComputedStyle, Content } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { pathPicture } from '../images/svg.ts';
import { ellipsePath, rectPath } from '../images/svg-path.ts';
import { anonymousStyle, contentStyle, labelOf } from './anonymous.ts';
import type {
  BlockBox,
  Box,
  BoxTree,
  InlineBox,
  InlineContent,
  Owner,
  ReplacedContent,
  RunningElement,
} from './box.ts';
import { CounterState, formatCounter } from './counters.ts';
import { firstLetterStyle, firstLineStyle, inFirstLine, partFirstLetter } from './first-styles.ts';
import { InlineBuilder } from './inline-builder.ts';
import { isAbsolute, isFloat } from './out-of-flow.ts';
import { quotesOf } from './quotes.ts';
import { addNode, alternative, enterElement, holdsText, LAYOUT_ARTIFACT, type StructureParent } from './roles.ts';
import type { Artifact, ContentLeaf, StructureNode } from './structure.ts';
import { anonymousTable, buildTable, isBlank, isTablePart, TableBuilder } from './tables.ts';

/** Gives the pictures of `img` and `svg` elements, read before. */
export type PictureLookup = (element: Element) => ReplacedContent;

export interface BoxContext {
  readonly styled: StyledDocument;
  readonly pictures: PictureLookup;
  readonly report: Report;
}

/** Box generation (CSS Display 3 section 2) and, in the same walk, the structure tree. */
export function buildBoxTree(context: BoxContext): BoxTree {
  const { document, styles } = context.styled;
  const structure: StructureNode = {
    kind: 'node',
    role: 'Document',
    parent: undefined,
    children: [],
    lang: document.lang,
  };
  const builder = new BoxBuilder(context, new CounterState(), document.lang);
  const style = styles.get(document.root)!;
  const root = builder.blockFor(document.root, style, structure);
  return { root: root.kind === 'block' ? root : anonymousBlock([root], style), structure, running: builder.running };
}

/** Boxes of a running element for one page, with the page counters given. All of it is a pagination artifact. */
export function buildRunning(
  context: BoxContext,
  element: Element,
  artifact: Artifact,
  counters: Readonly<Record<string, number>>,
): Box {
  const state = new CounterState();
  for (const [name, value] of Object.entries(counters)) state.define(name, value);
  const style = context.styled.styles.get(element)!;
  const inFlow = styleVariant(style, 'in flow', () => ({ position: 'static', display: blockified(style.display) }));
  return new BoxBuilder(context, state, context.styled.document.lang).blockFor(element, inFlow, artifact);
}

/** Inline content of a margin box whose `content` is text. */
export function buildGenerated(
  content: Content,
  style: ComputedStyle,
  lang: string,
  artifact: Artifact,
  counters: Readonly<Record<string, number>>,
): InlineContent | undefined {
  const state = new CounterState();
  for (const [name, value] of Object.entries(counters)) state.define(name, value);
  const builder = new InlineBuilder();
  builder.addText(generatedText(content, style, state, lang), style, lang, () => artifact);
  return builder.finish(style, lang);
}

function generatedText(
  content: Content,
  style: ComputedStyle,
  counters: CounterState,
  lang: string,
  element?: Element,
): string {
  if (typeof content === 'string') return '';
  let text = '';
  for (const part of content) {
    if (part.type === 'string') text += part.value;
    else if (part.type === 'attr') text += element?.attribs[part.name] ?? '';
    else if (part.type === 'counter') {
      text +=
        part.separator === undefined
          ? formatCounter(counters.value(part.name), part.style)
          : counters
              .values(part.name)
              .map((value) => formatCounter(value, part.style))
              .join(part.separator);
    } else if (part.type === 'quote') {
      if (!part.open) counters.quoteDepth = Math.max(0, counters.quoteDepth - 1);
      const pairs = style.quotes === 'auto' ? quotesOf(lang) : style.quotes;
      const pair = pairs[Math.min(counters.quoteDepth, pairs.length - 1)];
      text += pair?.[part.open ? 0 : 1] ?? '';
      if (part.open) counters.quoteDepth++;
    }
  }
  return text;
}

function languageAround(element: Element): string | undefined {
  for (let node = element.parent; node; node = node.parent)
    if (isTag(node) && node.attribs.lang) return node.attribs.lang;
  return undefined;
}

const BLOCK_LEVEL = new Set(['block', 'flow-root', 'list-item', 'flex', 'grid', 'table']);

/** Blocks whose first line is that of the block around them (CSS Pseudo 4 section 2.1.1). */
const FLOWS = new Set<string>(['block', 'flow-root', 'list-item']);

/** The display of a flex item or atomic inline: on the outside a block, on the inside a world of its own. */
function blockified(display: ComputedStyle['display']): ComputedStyle['display'] {
  switch (display) {
    case 'inline':
    case 'inline-block':
    case 'block':
      return 'flow-root';
    case 'inline-flex':
      return 'flex';
    case 'inline-grid':
      return 'grid';
    case 'inline-table':
      return 'table';
    default:
      return display;
  }
}

const REPLACED = new Set(['img', 'svg']);

const withDisplay = (style: ComputedStyle, display: ComputedStyle['display']): ComputedStyle =>
  display === style.display ? style : styleVariant(style, display, () => ({ display }));

/** Items of a flex container are blocks that do not float (CSS Flexbox 1 section 3). */
function itemStyle(style: ComputedStyle): ComputedStyle {
  const display = blockified(style.display);
  if (style.float === 'none') return withDisplay(style, display);
  return styleVariant(style, `${display} item`, () => ({ display, float: 'none' }));
}

function anonymousBlock(children: readonly Box[], parent: ComputedStyle, inline?: InlineContent): BlockBox {
  return {
    kind: 'block', style: anonymousStyle(parent), element: undefined, label: '(anonymous)', anchor: undefined, children, inline, marker: undefined,
  }; // biome-ignore format: one record
}

export class BoxBuilder {
  readonly context: BoxContext;
  readonly counters: CounterState;
  readonly running: RunningElement[] = [];
  lang: string;
  /** The element whose ::first-letter waits for a letter. */
  firstLetter: Element | undefined;
  /** The style of the ::first-line that waits for inline content. */
  firstLine: ComputedStyle | undefined;

  constructor(context: BoxContext, counters: CounterState, lang: string) {
    this.context = context;
    this.counters = counters;
    this.lang = lang;
  }

  styleOf(element: Element): ComputedStyle {
    return this.context.styled.styles.get(element)!;
  }

  /** The display type that counts: pictures are no part of a table (CSS 2 section 17.2.1). */
  displayOf(element: Element): ComputedStyle['display'] {
    const { display } = this.styleOf(element);
    return REPLACED.has(element.name) && isTablePart(display) ? 'inline' : display;
  }

  /** For the content of a box that is not that of an element alone. */
  container(style: ComputedStyle): ContainerBuilder {
    return new ContainerBuilder(this, style, false);
  }

  /** Walks into an element: language, counters and structure are those of its content while `inside` runs. */
  within<T>(
    element: Element,
    style: ComputedStyle,
    parent: StructureParent,
    inside: (parent: StructureParent) => T,
  ): T {
    const outerLang = this.lang;
    if (element.attribs.lang) this.lang = element.attribs.lang;
    this.counters.enter(element, style);
    if (element.name === 'ol' || element.name === 'ul')
      this.counters.startList(element, Number(element.attribs.start ?? 1) || 1);
    if (element.name === 'li' && element.attribs.value)
      this.counters.setItem(element, Number(element.attribs.value) || 0);
    try {
      return inside(enterElement(element, parent, style.listStyleType));
    } finally {
      this.counters.leave(element);
      this.lang = outerLang;
    }
  }

  /** The block-level box of an element. */
  blockFor(element: Element, style: ComputedStyle, parent: StructureParent): Box {
    if (REPLACED.has(element.name)) return this.replaced(element, style, parent);
    return this.within(element, style, parent, (own) => {
      const base = { style, element, label: labelOf(element), anchor: element.attribs.id };
      if (style.display === 'table' || style.display === 'inline-table') return buildTable(this, element, style, own);
      if (style.display === 'flex' || style.display === 'inline-flex') {
        const container = new ContainerBuilder(this, style, true);
        container.addChildren(element, style, own);
        return { kind: 'flex', ...base, children: container.finish().children, positioned: container.positioned };
      }
      if (style.display === 'grid' || style.display === 'inline-grid') {
        const container = new ContainerBuilder(this, style, true);
        container.addChildren(element, style, own);
        return { kind: 'grid', ...base, children: container.finish().children, positioned: container.positioned };
      }
      return this.blockContainer(element, style, own);
    });
  }

  /** A block container with the content of `element`; also table cells and captions. */
  blockContainer(element: Element, style: ComputedStyle, own: StructureParent): BlockBox {
    let content = own;
    let marker: InlineContent | undefined;
    if (style.display === 'list-item') {
      const text = this.#markerText(element, style);
      const inItem = own.kind === 'node' && own.role === 'LI';
      if (text) {
        const label = inItem ? addNode(own, 'Lbl') : own;
        marker = this.#markerContent(element, text, style, this.leaf(label));
      }
      if (inItem) content = addNode(own, 'LBody');
    }
    const outer = { letter: this.firstLetter, line: this.firstLine };
    const { letter, line } = this.#beginnings(element, style);
    const container = new ContainerBuilder(this, style, false);
    if (marker && style.listStylePosition === 'inside') {
      container.addMarker(marker);
      marker = undefined;
    }
    container.addChildren(element, style, content);
    const { children, inline } = container.finish();
    // What found nothing in this element waits on for what follows.
    if (letter && this.firstLetter === letter) this.firstLetter = outer.letter;
    if (line && this.firstLine === line) this.firstLine = outer.line;
    return {
      kind: 'block',
      style,
      element,
      label: labelOf(element),
      anchor: element.attribs.id,
      children,
      inline,
      marker,
    };
  }

  /** Sets what waits for the first letter and line of a block container. */
  #beginnings(
    element: Element,
    style: ComputedStyle,
  ): { letter: Element | undefined; line: ComputedStyle | undefined } {
    const { pseudoStyles } = this.context.styled;
    const pseudos = pseudoStyles.get(element);
    if (pseudos?.['first-letter']) this.firstLetter = element;
    const around = this.firstLine;
    const own = pseudos?.['first-line'];
    // Browsers let the innermost one have the line alone.
    if (own) this.firstLine = firstLineStyle(own, style);
    else if (around) this.firstLine = anonymousStyle(this.context.styled.restyled(element, around));
    return { letter: this.firstLetter, line: this.firstLine };
  }

  /** Runs `inside` for what is no part of the first line around it, though it may stand in it. */
  apart<T>(inside: () => T): T {
    const line = this.firstLine;
    this.firstLetter = undefined;
    this.firstLine = undefined;
    const made = inside();
    this.firstLetter = undefined;
    this.firstLine = line;
    return made;
  }

  #markerText(element: Element, style: ComputedStyle): string {
    const own = this.context.styled.pseudoStyles.get(element)?.marker;
    if (own && typeof own.content !== 'string')
      return generatedText(own.content, style, this.counters, this.lang, element);
    const text = formatCounter(this.counters.value('list-item'), style.listStyleType);
    const bullet =
      ['disc', 'circle', 'square', 'none'].includes(style.listStyleType) || style.listStyleType.startsWith('"');
    return text && !bullet ? `${text}.` : text;
  }

  #markerContent(element: Element, text: string, style: ComputedStyle, owner: Owner): InlineContent | undefined {
    const own = this.context.styled.pseudoStyles.get(element)?.marker ?? anonymousStyle(style);
    const markerStyle = styleVariant(own, 'marker', () => ({
      textIndent: INITIAL_STYLE.textIndent,
      textWrapMode: 'nowrap',
      hyphens: 'none',
    }));
    const builder = new InlineBuilder();
    const shape = own.content === 'normal' && MARKER_SHAPES[style.listStyleType];
    if (shape) builder.atomic(markerShape(shape, markerStyle, owner));
    else builder.addText(text, markerStyle, this.lang, () => owner);
    return builder.finish(markerStyle, this.lang);
  }

  replaced(element: Element, style: ComputedStyle, parent: StructureParent): Box {
    const alt = alternative(element);
    const hidden = element.attribs['aria-hidden'] === 'true' || element.attribs.role === 'presentation' || alt === '';
    let owner: Owner;
    if (parent.kind === 'artifact') owner = parent;
    else if (hidden) owner = LAYOUT_ARTIFACT;
    else if (parent.role === 'Figure') owner = this.leaf(parent);
    else owner = this.leaf(addNode(parent, 'Figure', { alt: alt ?? '' }));
    const content = this.context.pictures(element);
    return { kind: 'replaced', style, element, label: labelOf(element), anchor: element.attribs.id, content, owner };
  }

  /** The place in the structure where text under `parent` goes; neighbouring text shares one. */
  leaf(parent: StructureParent): Owner {
    if (parent.kind === 'artifact') return parent;
    const last = parent.children.at(-1);
    if (last?.kind === 'content') return last;
    const leaf: ContentLeaf = { kind: 'content', parent };
    parent.children.push(leaf);
    return leaf;
  }

  generated(element: Element, style: ComputedStyle): string {
    // The marks around a quotation in another language are those of the text it stands in.
    const lang = element.attribs.lang ? languageAround(element) : undefined;
    return generatedText(style.content, style, this.counters, lang ?? this.lang, element);
  }
}

/**
 * Bullets that are drawn, as few fonts have a glyph for them (CSS Counter Styles 3 section 6.1): outlines in a square
 * of 1, filled by the even-odd rule.
 */
const MARKER_SHAPES: Readonly<Record<string, Path>> = {
  circle: [...ellipsePath(0.5, 0.5, 0.5, 0.5), ...ellipsePath(0.5, 0.5, 0.36, 0.36)],
  square: rectPath(0, 0, 1, 1),
};

function markerShape(path: Path, base: ComputedStyle, owner: Owner): Box {
  const size = base.fontSize * 0.36;
  const style = styleVariant(base, 'marker shape', () => ({
    display: 'inline-block',
    width: { px: size, percent: 0 },
    height: { px: size, percent: 0 },
    fill: base.color,
    fillRule: 'evenodd' as const,
    // The middle of the small letters.
    verticalAlign: { px: base.fontSize * 0.16, percent: 0 },
  }));
  return {
    kind: 'replaced',
    style,
    element: undefined,
    label: '::marker',
    anchor: undefined,
    content: { type: 'svg', picture: pathPicture(path, size, style) },
    owner,
  };
}

const SYMBOLS = new Set(['disc', 'circle', 'square']);

const MARKER = { kind: 'inline', element: undefined, label: '::marker', anchor: undefined, link: undefined } as const;

/** A symbol inside the first line has the room that browsers give it, a bullet and an em. */
function symbolBox(marker: InlineContent): BlockBox {
  const style = styleVariant(marker.style, 'symbol', () => ({
    display: 'inline-block',
    width: { px: marker.style.fontSize * 1.375, percent: 0 },
  }));
  return { ...MARKER, kind: 'block', style, children: [], inline: marker, marker: undefined };
}

/** The contents of one block container or flex container, as blocks or as one inline formatting context. */
export class ContainerBuilder {
  readonly style: ComputedStyle;
  readonly #builder: BoxBuilder;
  readonly #flex: boolean;
  readonly #blocks: Box[] = [];
  readonly #open: InlineBox[] = [];
  #inline: InlineBuilder | undefined;
  /** Absolutely positioned children of a flex container. */
  readonly positioned: Box[] = [];
  /** The P around text that stands directly in a grouping element. */
  #paragraph: StructureParent | undefined;
  /** An anonymous table that takes in the parts of a table as long as they follow each other. */
  #table:
    | { readonly builder: TableBuilder; readonly style: ComputedStyle; blank: (() => void) | undefined }
    | undefined;

  constructor(builder: BoxBuilder, style: ComputedStyle, flex: boolean) {
    this.#builder = builder;
    this.style = style;
    this.#flex = flex;
  }

  addChildren(element: Element, style: ComputedStyle, parent: StructureParent): void {
    const pseudos = this.#builder.context.styled.pseudoStyles.get(element);
    if (pseudos?.before) this.addGenerated(element, 'before', pseudos.before, parent);
    for (const child of element.children as AnyNode[]) this.addNode(child, style, parent);
    if (pseudos?.after) this.addGenerated(element, 'after', pseudos.after, parent);
  }

  /** A child of the element with `style`. */
  addNode(child: AnyNode, style: ComputedStyle, parent: StructureParent): void {
    if (child instanceof Text) this.#addText(child.data, style, parent);
    else if (isTag(child)) this.#addElement(child, style, parent);
  }

  /** A marker inside the first line, before everything else (CSS Lists 3 section 3.4). */
  addMarker(marker: InlineContent): void {
    const { items, text, style } = marker;
    if (marker.text.length === 1 && SYMBOLS.has(this.style.listStyleType)) {
      this.#inlineBuilder().atomic(symbolBox(marker));
      return;
    }
    // Its text does not mingle with that of the item (CSS Lists 3 section 3.1).
    const box: InlineBox = { ...MARKER, style: styleVariant(style, 'isolate', () => ({ unicodeBidi: 'isolate' })) };
    this.#inlineBuilder().open(box);
    for (const item of items) {
      if (item.type === 'atomic') this.#inlineBuilder().atomic(item.box);
      else if (item.type === 'text') {
        this.#inlineBuilder().addText(text.slice(item.start, item.end), item.style, item.lang, () => item.owner);
      }
    }
    const last = items.find((item) => item.type === 'text');
    const owner = last?.type === 'text' ? last.owner : LAYOUT_ARTIFACT;
    this.#inlineBuilder().addText('\u00A0', style, this.#builder.lang, () => owner);
    this.#inlineBuilder().close(box);
  }

  finish(): { readonly children: readonly Box[]; readonly inline: InlineContent | undefined } {
    this.#closeTable();
    if (!this.#flex && this.#blocks.length === 0) {
      const inline = this.#inline && this.#content(this.#inline);
      return { children: inline ? [] : (this.#inline?.detachedBoxes ?? []), inline };
    }
    this.#flush();
    return { children: this.#blocks, inline: undefined };
  }

  #content(inline: InlineBuilder): InlineContent | undefined {
    const content = inline.finish(this.style, this.#builder.lang);
    const line = this.#builder.firstLine;
    if (!content || !line || this.#flex) return content;
    this.#builder.firstLine = undefined;
    return { ...content, firstLine: inFirstLine(content, this.style, line) };
  }

  #addElement(element: Element, around: ComputedStyle, parent: StructureParent): void {
    const style = this.#builder.styleOf(element);
    const display = this.#builder.displayOf(element);
    if (display === 'none') return;
    if (typeof style.position === 'object') {
      this.#builder.running.push({ name: style.position.running, element });
      return;
    }
    if (display === 'contents') {
      this.#builder.within(element, style, parent, (own) => this.addChildren(element, style, own));
      return;
    }
    if (isTablePart(display) && !this.#flex && !isAbsolute(style) && !isFloat(style)) {
      this.#looseParts(around).add(element, around, this.#textParent(parent));
      return;
    }
    if (isAbsolute(style) || (isFloat(style) && !this.#flex)) {
      const own = withDisplay(style, blockified(display));
      const box = this.#builder.apart(() => this.#builder.blockFor(element, own, parent));
      this.#detach(box, !BLOCK_LEVEL.has(display));
      return;
    }
    this.#closeTable();
    if (this.#flex || BLOCK_LEVEL.has(display)) {
      this.#flush();
      // A flex item is a block before anything is put around it (CSS Flexbox 1 section 4).
      const own = withDisplay(style, this.#flex && isTablePart(display) ? 'block' : display);
      const block = (): Box => this.#builder.blockFor(element, this.#flex ? itemStyle(own) : own, parent);
      const flows = !this.#flex && FLOWS.has(display) && !REPLACED.has(element.name);
      this.#blocks.push(flows ? block() : this.#builder.apart(block));
      // The first line is that of the first block, even where this has no lines of the container.
      if (!flows) this.#builder.firstLine = undefined;
      this.#reopen();
    } else if (element.name === 'br') {
      this.#builder.firstLetter = undefined;
      this.#inlineBuilder().forcedBreak(style);
    } else if (element.name === 'wbr')
      this.#inlineBuilder().addText('\u200B', style, this.#builder.lang, () =>
        this.#builder.leaf(this.#textParent(parent)),
      );
    else if (display !== 'inline' || REPLACED.has(element.name)) {
      const inner = withDisplay(style, blockified(display));
      this.#inlineBuilder().atomic(
        this.#builder.apart(() => this.#builder.blockFor(element, inner, this.#textParent(parent))),
      );
    } else this.#addInline(element, style, parent);
  }

  #addInline(element: Element, style: ComputedStyle, parent: StructureParent): void {
    this.#builder.within(element, style, this.#textParent(parent), (own) => {
      const link = own.kind === 'node' && own.role === 'Link' ? own : undefined;
      const box: InlineBox = {
        kind: 'inline',
        style,
        element,
        label: labelOf(element),
        anchor: element.attribs.id,
        link,
        restyle: (around) => this.#builder.context.styled.restyled(element, around),
      };
      this.#inlineBuilder().open(box);
      this.#open.push(box);
      this.addChildren(element, style, own);
      this.#closeTable();
      this.#open.pop();
      this.#inlineBuilder().close(box);
    });
  }

  #addText(data: string, style: ComputedStyle, parent: StructureParent): void {
    const blank = isBlank(data);
    if (blank && this.#table) {
      // Between parts of a table white space is nothing; behind them it may part them from what follows.
      this.#table.blank ??= () => this.#addText(data, style, parent);
      return;
    }
    this.#closeTable();
    // Text of white space alone makes no flex or grid item, whatever is preserved (CSS Flexbox 1 section 4).
    if (blank && (this.#flex || style.whiteSpaceCollapse === 'collapse') && !this.#inline) return;
    const { lang, firstLetter } = this.#builder;
    const add = (text: string, own: ComputedStyle): void =>
      this.#inlineBuilder().addText(text, own, lang, () => this.#builder.leaf(this.#textParent(parent)));
    if (!firstLetter || blank) {
      add(data, style);
      return;
    }
    const { space, letter, rest, done } = partFirstLetter(data);
    if (done) this.#builder.firstLetter = undefined;
    if (space) add(space, style);
    if (letter) this.#addFirstLetter(firstLetter, letter, style, parent);
    if (rest) add(rest, style);
  }

  /** The box of ::first-letter of an element, in text of another style perhaps (CSS Pseudo 4 section 2.2). */
  #addFirstLetter(element: Element, letter: string, around: ComputedStyle, parent: StructureParent): void {
    const { styled } = this.#builder.context;
    const restyle = (parent: ComputedStyle): ComputedStyle =>
      firstLetterStyle(styled.restyled(element, parent, 'first-letter'), parent);
    const style = restyle(around);
    const base = { element: undefined, label: `${labelOf(element)}::first-letter`, anchor: undefined };
    const { lang } = this.#builder;
    const owner = (): Owner => this.#builder.leaf(this.#textParent(parent));
    if (isFloat(style)) {
      const inner = new InlineBuilder();
      inner.addText(letter, style, lang, owner);
      const own = withDisplay(style, 'flow-root');
      const inline = inner.finish(own, lang);
      this.#detach({ kind: 'block', ...base, style: own, children: [], inline, marker: undefined }, true);
      return;
    }
    const box: InlineBox = { kind: 'inline', ...base, style, link: undefined, restyle };
    this.#inlineBuilder().open(box);
    this.#inlineBuilder().addText(letter, style, lang, owner);
    this.#inlineBuilder().close(box);
  }

  addGenerated(element: Element, which: 'before' | 'after', style: ComputedStyle, parent: StructureParent): void {
    if (style.display === 'none' || typeof style.content === 'string') return;
    const base = { style, element: undefined, label: `${labelOf(element)}::${which}`, anchor: undefined };
    if (isTablePart(style.display) && !this.#flex && !isAbsolute(style) && !isFloat(style)) {
      this.#looseParts(this.#open.at(-1)?.style ?? this.style).addGenerated(element, which, style, parent);
      return;
    }
    this.#closeTable();
    const detached = isAbsolute(style) || (isFloat(style) && !this.#flex);
    if (style.display === 'inline' && !isAbsolute(style) && !isFloat(style)) {
      this.#builder.counters.enter(element, style);
      const restyle = (around: ComputedStyle): ComputedStyle =>
        this.#builder.context.styled.restyled(element, around, which);
      const box: InlineBox = { kind: 'inline', ...base, link: undefined, restyle };
      const text = this.#builder.generated(element, style);
      this.#inlineBuilder().open(box);
      this.#addText(text, style, parent);
      this.#inlineBuilder().close(box);
      return;
    }
    const display = blockified(style.display);
    const own = this.#flex ? itemStyle(style) : withDisplay(style, display);
    const inside = contentStyle(style);
    let box: Box;
    if (display === 'table') {
      const table = new TableBuilder(this.#builder, style);
      table.addGenerated(element, which, inside, this.#textParent(parent));
      box = { ...base, ...table.finish(), style: own };
    } else {
      const content = this.#builder.container(own);
      content.addGenerated(element, which, inside, this.#textParent(parent));
      box = { kind: 'block', ...base, style: own, ...content.finish(), marker: undefined };
    }
    if (detached) this.#detach(box, !BLOCK_LEVEL.has(style.display));
    else if (this.#flex || BLOCK_LEVEL.has(style.display)) {
      this.#flush();
      this.#blocks.push(box);
      this.#reopen();
    } else this.#inlineBuilder().atomic(box);
  }

  #looseParts(around: ComputedStyle): TableBuilder {
    this.#table ??= { builder: new TableBuilder(this.#builder, around), style: around, blank: undefined };
    this.#table.blank = undefined;
    return this.#table.builder;
  }

  /** Puts a table around loose parts: in a line where they stand in an inline box, else a block. */
  #closeTable(): void {
    const table = this.#table;
    if (!table) return;
    this.#table = undefined;
    const box = anonymousTable(table.builder, table.style);
    if (this.#open.length) this.#inlineBuilder().atomic(box);
    else {
      this.#flush();
      this.#blocks.push(box);
    }
    table.blank?.();
  }

  #detach(box: Box, inlineLevel: boolean): void {
    if (this.#flex) this.positioned.push(box);
    else {
      const container = this.#open.findLast(({ style }) => style.position !== 'static');
      this.#inlineBuilder().detach(box, inlineLevel, container);
    }
  }

  #inlineBuilder(): InlineBuilder {
    this.#inline ??= new InlineBuilder();
    return this.#inline;
  }

  #textParent(parent: StructureParent): StructureParent {
    if (holdsText(parent)) return parent;
    this.#paragraph ??= addNode(parent, 'P');
    return this.#paragraph;
  }

  /** Ends the inline content gathered so far in an anonymous block. */
  #flush(): void {
    const inline = this.#inline;
    if (inline) {
      for (const box of this.#open.toReversed()) inline.close(box, true);
      const content = this.#content(inline);
      if (content) this.#blocks.push(anonymousBlock([], this.style, { ...content, style: anonymousStyle(this.style) }));
      else this.#blocks.push(...inline.detachedBoxes);
    }
    this.#inline = undefined;
    this.#paragraph = undefined;
  }

  /** After a block inside inline boxes, these go on around what follows (CSS 2 section 9.2.1.1). */
  #reopen(): void {
    if (!this.#open.length) return;
    const inline = this.#inlineBuilder();
    for (const box of this.#open) inline.open(box, true);
  }
}
