import { type AnyNode, type Element, isTag, Text } from 'domhandler';
import type { Report } from '../../base/diagnostics.ts';
import type { Path } from '../../base/geometry.ts';
import { INITIAL_STYLE, type StyledDocument } from '../css/cascade.ts';
import type { UrlImage } from '../css/paint-types.ts';
import type { ComputedStyle, Content } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { pathPicture } from '../images/svg.ts';
import { ellipsePath, rectPath } from '../images/svg-path.ts';
import { anchorOf, anonymousStyle, contentStyle, labelOf } from './anonymous.ts';
import type { BlockBox, Box, BoxTree, InlineBox, InlineContent, Owner, ReplacedContent } from './box.ts';
import { CounterState, FOOTNOTE_COUNTER, formatCounter } from './counters.ts';
import { firstLetterStyle, firstLineStyle, inFirstLine, partFirstLetter } from './first-styles.ts';
import { type GeneratedPiece, generatedPieces, generatedText, type PageValues } from './generated.ts';
import { InlineBuilder } from './inline-builder.ts';
import { addPieces } from './leaders.ts';
import { isAbsolute, isFloat } from './out-of-flow.ts';
import { MarkRecorder, type RunningElement } from './page-marks.ts';
import type { References } from './references.ts';
import {
  addNode,
  alternative,
  enterElement,
  holdsText,
  LAYOUT_ARTIFACT,
  plainText,
  type StructureParent,
} from './roles.ts';
import type { Artifact, ContentLeaf, StructureNode } from './structure.ts';
import { anonymousTable, buildTable, isBlank, isTablePart, TableBuilder } from './tables.ts';

/** Gives the pictures of `img` and `svg` elements, read before. */
export type PictureLookup = (element: Element) => ReplacedContent;

export interface BoxContext {
  readonly styled: StyledDocument;
  readonly pictures: PictureLookup;
  readonly report: Report;
  readonly references: References;
  /** Gives the pictures that generated content names. */
  readonly picturesOfStyles: (image: UrlImage) => ReplacedContent;
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
  const counters = new CounterState();
  counters.define(FOOTNOTE_COUNTER, 0);
  const builder = new BoxBuilder(context, counters, document.lang);
  const style = styles.get(document.root)!;
  const root = builder.blockFor(document.root, style, structure);
  return {
    root: root.kind === 'block' ? root : anonymousBlock([root], style),
    structure,
    marks: builder.marks.marks,
    places: builder.marks.places,
  };
}

/** Boxes of a running element for one page. All of it is a pagination artifact. */
export function buildRunning(
  context: BoxContext,
  { element, counters }: RunningElement,
  artifact: Artifact,
  page: PageValues,
): Box {
  const state = counters.fork();
  for (const name of ['page', 'pages']) state.define(name, page.counters.value(name));
  const style = context.styled.styles.get(element)!;
  const inFlow = styleVariant(style, 'in flow', () => ({ position: 'static', display: blockified(style.display) }));
  return new BoxBuilder(context, state, context.styled.document.lang).blockFor(element, inFlow, artifact);
}

/** Inline content of a margin box whose `content` is text. */
export function buildGenerated(
  style: ComputedStyle,
  artifact: Artifact,
  page: PageValues,
  context: BoxContext,
): InlineContent | undefined {
  const { lang } = context.styled.document;
  const counters = page.counters.fork();
  counters.apply(style, null);
  const builder = new InlineBuilder();
  const pieces = generatedPieces(style.content, { style, lang, counters, page }, context);
  addPieces(pieces, builder, style, lang, style.direction, context.picturesOfStyles, (text) =>
    builder.addText(text, style, lang, () => artifact),
  );
  return builder.finish(style, lang);
}

function languageAround(element: Element): string | undefined {
  for (let node = element.parent; node; node = node.parent)
    if (isTag(node) && node.attribs.lang) return node.attribs.lang;
  return undefined;
}

const OWN_TEXT: Content = [{ type: 'own-text', which: 'content' }];

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
  readonly marks = new MarkRecorder();
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
    this.enterElement(element, style);
    if (element.name === 'ol' || element.name === 'ul')
      this.counters.startList(element, Number(element.attribs.start ?? 1) || 1);
    if (element.name === 'li' && element.attribs.value)
      this.counters.setItem(element, Number(element.attribs.value) || 0);
    try {
      return inside(this.#bookmarked(element, style, parent, enterElement(element, parent, style.listStyleType)));
    } finally {
      this.leaveElement(element);
      this.lang = outerLang;
    }
  }

  /** The structure element of an element with what its style says of its bookmark. */
  #bookmarked(element: Element, style: ComputedStyle, parent: StructureParent, own: StructureParent): StructureParent {
    const { bookmarkLevel, bookmarkLabel, bookmarkState } = style;
    const plain = bookmarkLevel === 'auto' && typeof bookmarkLabel === 'string' && bookmarkState === 'open';
    if (plain || own.kind === 'artifact') return own;
    const heading = /^H([1-6])$/.exec(own.role);
    const level = bookmarkLevel !== 'auto' ? bookmarkLevel : heading ? Number(heading[1]) : 'none';
    // A transparent element needs a place to point at.
    const holder = own === parent && level !== 'none' ? addNode(parent, holdsText(parent) ? 'Span' : 'Div') : own;
    if (holder === parent || holder.kind === 'artifact') return own;
    const place = { style, lang: this.lang, counters: this.counters, element };
    const content = bookmarkLabel === 'normal' ? OWN_TEXT : bookmarkLabel;
    holder.bookmark = { level, label: generatedText(content, place, this.context), open: bookmarkState === 'open' };
    return holder;
  }

  /** Counters, named strings, and the place where cross references lead. */
  enterElement(element: Element, style: ComputedStyle): void {
    const { counters, marks, context } = this;
    marks.enter();
    if (style.float === 'footnote' && !style.counterIncrement.some(({ name }) => name === FOOTNOTE_COUNTER))
      counters.increment(FOOTNOTE_COUNTER);
    counters.enter(element, style);
    marks.addCounters(style, counters);
    for (const { name, parts } of style.stringSet) {
      const value = generatedText(parts, { style, lang: this.lang, counters, element }, context);
      marks.add({ type: 'string', name, value });
    }
    const { id } = element.attribs;
    if (id && !context.references.targets.has(id))
      context.references.targets.set(id, { element, counters: counters.fork() });
  }

  leaveElement(element: Element): void {
    this.marks.endCounters(this.counters.leave(element), this.counters);
    this.marks.leave(element);
  }

  /** Takes a running element out of the flow; its mark waits for the text that follows. */
  takeRunning(element: Element, style: ComputedStyle, name: string): void {
    this.enterElement(element, style);
    this.marks.add({ type: 'running', name, element, counters: this.counters.fork() });
    this.leaveElement(element);
  }

  /** The block-level box of an element. */
  blockFor(element: Element, style: ComputedStyle, parent: StructureParent): Box {
    if (REPLACED.has(element.name)) return this.replaced(element, style, parent);
    return this.within(element, style, parent, (own) => {
      this.marks.claim(element);
      const base = { style, element, label: labelOf(element), anchor: anchorOf(element) };
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
    this.marks.claim(element);
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
      anchor: anchorOf(element),
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
      return generatedText(own.content, { style, lang: this.lang, counters: this.counters, element }, this.context);
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
    this.enterElement(element, style);
    this.marks.claim(element);
    this.leaveElement(element);
    const alt = alternative(element);
    const hidden = element.attribs['aria-hidden'] === 'true' || element.attribs.role === 'presentation' || alt === '';
    let owner: Owner;
    if (parent.kind === 'artifact') owner = parent;
    else if (hidden) owner = LAYOUT_ARTIFACT;
    else if (parent.role === 'Figure') owner = this.leaf(parent);
    else owner = this.leaf(addNode(parent, 'Figure', { alt: alt ?? '' }));
    const content = this.context.pictures(element);
    return { kind: 'replaced', style, element, label: labelOf(element), anchor: anchorOf(element), content, owner };
  }

  #notes = 0;

  countNote(): number {
    return ++this.#notes;
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

  generated(element: Element, style: ComputedStyle): GeneratedPiece[] {
    // The marks around a quotation in another language are those of the text it stands in.
    const lang = element.attribs.lang ? languageAround(element) : undefined;
    const place = { style, lang: lang ?? this.lang, counters: this.counters, element };
    return generatedPieces(style.content, place, this.context);
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
      this.#builder.takeRunning(element, style, style.position.running);
      this.#placeMarks();
      return;
    }
    if (style.float === 'footnote') {
      this.#addFootnote(element, style, parent);
      return;
    }
    if ((style.float === 'top' || style.float === 'bottom') && !this.#flex) {
      this.#addPageFloat(element, style, parent);
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

  /**
   * A call in the text, and the note for the end of its page. In the structure both stand where the note is written
   * (ISO 14289-1 section 7.9).
   */
  #addFootnote(element: Element, style: ComputedStyle, parent: StructureParent): void {
    const builder = this.#builder;
    const around = this.#textParent(parent);
    const label = labelOf(element);
    const { id: anchor } = element.attribs;
    const order = builder.countNote();
    const id = anchor ?? `footnote-${order}`;
    const link = addNode(addNode(around, 'Reference'), 'Link', { href: `#${id}`, title: plainText(element) });
    const note = addNode(around, 'Note', { id });
    builder.within(element, style, note, (own) => {
      const pseudos = builder.context.styled.pseudoStyles.get(element);
      const body = styleVariant(style, 'note', () => ({ display: 'block', float: 'none', position: 'static' }));
      const container = new ContainerBuilder(builder, body, false);
      const marker = pseudos?.['footnote-marker'];
      if (marker) container.addLabel(element, marker, addNode(own, 'Lbl'));
      container.addChildren(element, body, own);
      const box: BlockBox = { kind: 'block', style: body, element, label, anchor: id, ...container.finish(), marker: undefined };
      const call = pseudos?.['footnote-call'];
      if (!call) return;
      const callBox: InlineBox = {
        kind: 'inline', style: withDisplay(call, 'inline'), element: undefined, label: `${label}::footnote-call`,
        anchor: undefined, link: link.kind === 'node' ? link : undefined,
      }; // biome-ignore format: one record
      builder.marks.add({ type: 'footnote', order, element, box });
      builder.marks.carry(callBox);
      this.#inlineBuilder().open(callBox);
      addPieces(builder.generated(element, call), this.#inlineBuilder(), call, builder.lang, this.style.direction, this.#builder.context.picturesOfStyles, (text) =>
        this.#inlineBuilder().addText(text, call, builder.lang, () => builder.leaf(link)),
      );
      this.#inlineBuilder().close(callBox);
    });
  } // biome-ignore format: calls

  /** The marker of a footnote before its text. */
  addLabel(element: Element, style: ComputedStyle, parent: StructureParent): void {
    const box: InlineBox = {
      kind: 'inline', style: withDisplay(style, 'inline'), element: undefined, label: `${labelOf(element)}::footnote-marker`,
      anchor: undefined, link: undefined,
    }; // biome-ignore format: one record
    const builder = this.#inlineBuilder();
    const { lang } = this.#builder;
    builder.open(box);
    addPieces(
      this.#builder.generated(element, style),
      builder,
      style,
      lang,
      style.direction,
      this.#builder.context.picturesOfStyles,
      (text) => builder.addText(text, style, lang, () => this.#builder.leaf(parent)),
    );
    builder.close(box);
  }

  /** A box for the top or bottom of the page; its mark stands where it is written. */
  #addPageFloat(element: Element, style: ComputedStyle, parent: StructureParent): void {
    const side = style.float as 'top' | 'bottom';
    const own = styleVariant(style, 'page float', () => ({ float: 'none', position: 'static', display: blockified(style.display) }));
    const box = this.#builder.blockFor(element, own, parent);
    this.#builder.marks.add({ type: 'page-float', side, box });
    this.#placeMarks();
  } // biome-ignore format: calls

  #addInline(element: Element, style: ComputedStyle, parent: StructureParent): void {
    this.#builder.within(element, style, this.#textParent(parent), (own) => {
      this.#builder.marks.claim(element);
      const link = own.kind === 'node' && own.role === 'Link' ? own : undefined;
      const box: InlineBox = {
        kind: 'inline',
        style,
        element,
        label: labelOf(element),
        anchor: anchorOf(element),
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
    if (!blank && this.#builder.marks.waiting) this.#carryMarks(style);
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

  /** What is out of the flow goes where it would stand: after what is before it, or else with what follows. */
  #placeMarks(): void {
    const before = this.#blocks.at(-1)?.element;
    if (this.#inline) this.#carryMarks(this.style);
    else if (before) this.#builder.marks.follow(before);
  }

  /** An empty inline box that takes what stands before this text to the text's page. */
  #carryMarks(parent: ComputedStyle): void {
    const style = styleVariant(anonymousStyle(parent), 'inline', () => ({ display: 'inline' }));
    const box: InlineBox = {
      kind: 'inline',
      style,
      element: undefined,
      label: '(marks)',
      anchor: undefined,
      link: undefined,
    };
    this.#builder.marks.carry(box);
    this.#inlineBuilder().open(box);
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
      this.#builder.marks.addCounters(style, this.#builder.counters);
      const pieces = this.#builder.generated(element, style);
      this.#inlineBuilder().open(box);
      addPieces(
        pieces,
        this.#inlineBuilder(),
        style,
        this.#builder.lang,
        this.style.direction,
        this.#builder.context.picturesOfStyles,
        (text) => this.#addText(text, style, parent),
      );
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
