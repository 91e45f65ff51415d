import { type AnyNode, type Element, isTag, Text } from 'domhandler';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { anchorOf, anonymousBlock, anonymousStyle, contentStyle, labelOf } from './anonymous.ts';
import type { BlockBox, Box, InlineBox, InlineContent, Owner } from './box.ts';
import type { BoxBuilder } from './build.ts';
import { BLOCK_LEVEL, blockified, FLOWS, itemStyle, withDisplay } from './displays.ts';
import { renderedLegend } from './fieldset.ts';
import { firstLetterStyle, inFirstLine, partFirstLetter } from './first-styles.ts';
import { InlineBuilder } from './inline-builder.ts';
import { addPieces } from './leaders.ts';
import { MARKER, SYMBOLS, symbolBox } from './markers.ts';
import { isAbsolute, isFloat } from './out-of-flow.ts';
import { addNode, holdsText, LAYOUT_ARTIFACT, plainText, type StructureParent } from './roles.ts';
import { anonymousTable, isBlank, isTablePart, TableBuilder } from './tables.ts';

/** What is shown of an element: of `details` the summary, and the rest where it is open (HTML section 15.5.5). */
function shownChildren(element: Element): readonly AnyNode[] {
  const nodes = element.children as AnyNode[];
  if (element.name !== 'details') return nodes;
  const summary = nodes.find((node) => isTag(node) && node.name === 'summary');
  const rest = 'open' in element.attribs ? nodes.filter((node) => node !== summary) : [];
  return summary ? [summary, ...rest] : rest;
}

/** The contents of one block container or flex container, as blocks or as one inline formatting context. */
export class ContainerBuilder {
  readonly style: ComputedStyle;
  readonly #builder: BoxBuilder;
  readonly #flex: boolean;
  readonly #blocks: Box[] = [];
  readonly #open: InlineBox[] = [];
  #inline: InlineBuilder | undefined;
  /** Those of inline boxes that nothing shows of: the next block takes them. */
  #emptyAnchors: readonly string[] = [];
  /** Absolutely positioned children of a flex container. */
  readonly positioned: Box[] = [];
  #legend: Element | undefined;
  /** The box of the legend of a fieldset. */
  legend: Box | undefined;
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
    if (element.name === 'img') this.#addText(element.attribs.alt ?? '', style, parent);
    for (const child of shownChildren(element)) this.addNode(child, style, parent);
    if (pseudos?.after) this.addGenerated(element, 'after', pseudos.after, parent);
  }

  /** The same of the element whose box this is. */
  addContent(element: Element, style: ComputedStyle, parent: StructureParent): void {
    if (element.name === 'fieldset') this.#legend = renderedLegend(element, (own) => this.#builder.styleOf(own));
    this.addChildren(element, style, parent);
  }

  /** A child of the element with `style`. */
  addNode(child: AnyNode, style: ComputedStyle, parent: StructureParent): void {
    if (child instanceof Text) this.#addText(child.data, style, parent);
    else if (isTag(child)) this.#addElement(child, style, parent);
  }

  /** A marker inside the first line, before everything else (CSS Lists 3 section 3.4). */
  addMarker(marker: InlineContent): void {
    const { items, text, style } = marker;
    const [picture] = items;
    if (this.style.listStyleImage !== 'none' && picture?.type === 'atomic' && picture.box.label === '(picture)') {
      this.#inlineBuilder().atomic(picture.box);
      return;
    }
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

  finish(): Pick<BlockBox, 'children' | 'inline' | 'emptyAnchors'> {
    this.#closeTable();
    if (!this.#flex && this.#blocks.length === 0) {
      const inline = this.#inline && this.#content(this.#inline);
      if (inline) return { children: [], inline };
      const emptyAnchors = [...this.#emptyAnchors, ...(this.#inline?.anchors ?? [])];
      return { children: this.#inline?.detachedBoxes ?? [], inline, ...(emptyAnchors.length ? { emptyAnchors } : {}) };
    }
    this.#flush();
    const last = this.#blocks.pop();
    if (last) this.#push(last);
    return { children: this.#blocks, inline: undefined };
  }

  /** A block of the container. */
  #push(box: Box): void {
    const anchors = [...(box.emptyAnchors ?? []), ...this.#emptyAnchors];
    this.#blocks.push(this.#emptyAnchors.length ? { ...box, emptyAnchors: anchors } : box);
    this.#emptyAnchors = [];
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
    if (element === this.#legend) {
      const own = withDisplay(style, blockified(display));
      this.legend = this.#builder.apart(() => this.#builder.blockFor(element, own, parent));
      return;
    }
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
      const flows = !this.#flex && FLOWS.has(display) && !this.#builder.isReplaced(element);
      this.#push(flows ? block() : this.#builder.apart(block));
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
    else if (display !== 'inline' || this.#builder.isReplaced(element)) {
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
      this.#push(box);
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
      this.#push(box);
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
      if (content) this.#push(anonymousBlock([], this.style, { ...content, style: anonymousStyle(this.style) }));
      else {
        this.#emptyAnchors = [...this.#emptyAnchors, ...inline.anchors];
        for (const box of inline.detachedBoxes) this.#push(box);
      }
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
