import { type Element, isTag } from 'domhandler';
import { finding, type Report } from '../../base/diagnostics.ts';
import { INITIAL_STYLE, type StyledDocument } from '../css/cascade.ts';
import type { UrlImage } from '../css/paint-types.ts';
import type { ComputedStyle, Content } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { anchorOf, anonymousBlock, anonymousStyle, labelOf } from './anonymous.ts';
import type { BlockBox, Box, BoxTree, InlineContent, Owner, ReplacedContent } from './box.ts';
import { ContainerBuilder } from './container.ts';
import { CounterState, FOOTNOTE_COUNTER, formatCounter, integer } from './counters.ts';
import { blockified, isMultiColumn, REPLACED } from './displays.ts';
import { fieldsetStyles } from './fieldset.ts';
import { firstLineStyle } from './first-styles.ts';
import { type GeneratedPiece, generatedPieces, generatedText, type PageValues } from './generated.ts';
import { InlineBuilder } from './inline-builder.ts';
import { addPieces, pictureBox } from './leaders.ts';
import { MARKER_PICTURE_GAP, MARKER_SHAPES, markerShape, SYMBOLS, shapeName } from './markers.ts';
import { MarkRecorder, type RunningElement } from './page-marks.ts';
import type { References } from './references.ts';
import { addNode, alternative, enterElement, holdsText, LAYOUT_ARTIFACT, type StructureParent } from './roles.ts';
import type { Artifact, ContentLeaf, StructureNode } from './structure.ts';
import { buildTable, isTablePart } from './tables.ts';

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

/** The walk over the document: what surrounds the element it is at, and the boxes and structure it makes. */
export class BoxBuilder {
  readonly context: BoxContext;
  readonly counters: CounterState;
  readonly marks = new MarkRecorder();
  lang: string;
  /** The element whose ::first-letter waits for a letter. */
  firstLetter: Element | undefined;
  /** The style of the ::first-line that waits for inline content. */
  firstLine: ComputedStyle | undefined;
  /** How many sets of columns are around. */
  #columnDepth = 0;

  constructor(context: BoxContext, counters: CounterState, lang: string) {
    this.context = context;
    this.counters = counters;
    this.lang = lang;
  }

  styleOf(element: Element): ComputedStyle {
    return this.context.styled.styles.get(element)!;
  }

  /**
   * The display type that counts: pictures are no part of a table (CSS 2 section 17.2.1), and are nothing where they
   * have no box (CSS Display 3 appendix B).
   */
  displayOf(element: Element): ComputedStyle['display'] {
    const { display } = this.styleOf(element);
    if (element.name === 'fieldset' && display === 'inline') return 'inline-block';
    if (!REPLACED.has(element.name)) return display;
    if (display === 'contents') return 'none';
    if (this.isReplaced(element)) return isTablePart(display) ? 'inline' : display;
    return display === 'inline' && !element.attribs.alt?.trim() ? 'inline-block' : display;
  }

  /**
   * Whether a picture takes the place of an element. One that cannot be read leaves the alternative text in an element
   * like others, or without any text an empty box (HTML section 15.4.2).
   */
  isReplaced(element: Element): boolean {
    return REPLACED.has(element.name) && !(element.name === 'img' && this.context.pictures(element).type === 'missing');
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
    if (element.name === 'ol' || element.name === 'ul') this.counters.startList(element);
    const value = element.name === 'li' ? integer(element.attribs.value) : undefined;
    if (value !== undefined) this.counters.setItem(element, value);
    try {
      const own = enterElement(element, parent, style.listStyleType);
      const anchor = anchorOf(element);
      if (anchor !== undefined && own.kind === 'node') {
        own.anchors ??= [];
        own.anchors.push(anchor);
      }
      return inside(this.#bookmarked(element, style, parent, own));
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
    this.#checkClip(element, style);
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

  /** Elements that clip are for drawings: a box that names one is painted whole. */
  #checkClip(element: Element, { clipPath }: ComputedStyle): void {
    if (clipPath === 'none' || !('url' in clipPath) || element.name === 'svg') return;
    const { styled, report } = this.context;
    const hint = 'clip by a basic shape, such as path() or polygon(), or put the element into a drawing';
    const message = `clip-path: url(${clipPath.url}) clips drawings alone; <${element.name}> is painted whole`;
    report(finding('css-invalid-value', message, styled.document.placeOf(element), hint));
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
    if (this.isReplaced(element)) return this.replaced(element, style, parent);
    return this.within(element, style, parent, (own) => {
      this.marks.claim(element);
      const { display } = style;
      const fieldset = element.name === 'fieldset';
      if ((display === 'table' || display === 'inline-table') && !fieldset)
        return buildTable(this, element, style, own);
      const kind = /^(?:inline-)?(flex|grid)$/.exec(display)?.[1] as 'flex' | 'grid' | undefined;
      if (!kind) return this.blockContainer(element, style, own);
      const { outer, inner } = fieldset ? fieldsetStyles(style) : { outer: style, inner: style };
      const container = new ContainerBuilder(this, inner, true);
      container.addContent(element, inner, own);
      const [label, anchor] = [labelOf(element), anchorOf(element)];
      const items = { kind, style: inner, children: container.finish().children, positioned: container.positioned };
      if (!fieldset) return { ...items, element, label, anchor };
      const content: Box = { ...items, element: undefined, label: '(anonymous)', anchor: undefined };
      const { legend } = container;
      return {
        kind: 'block', style: outer, element, label, anchor, children: [content], inline: undefined, marker: undefined, legend,
      }; // biome-ignore format: one record
    });
  }

  /** A block container with the content of `element`; also table cells and captions. */
  blockContainer(element: Element, style: ComputedStyle, own: StructureParent): BlockBox {
    this.marks.claim(element);
    let content = own;
    let marker: InlineContent | undefined;
    if (style.display === 'list-item') {
      const inItem = own.kind === 'node' && own.role === 'LI';
      marker = this.#markerPicture(element, style);
      const text = marker ? '' : this.#markerText(element, style);
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
    const columnDepth = isMultiColumn(style) ? this.#columnDepth++ : undefined;
    container.addContent(element, style, content);
    const { children, inline, emptyAnchors } = container.finish();
    if (columnDepth !== undefined) this.#columnDepth = columnDepth;
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
      ...(emptyAnchors ? { emptyAnchors } : {}),
      ...(container.legend ? { legend: container.legend } : {}),
      ...(columnDepth ? { columnDepth } : {}),
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

  /** The marker image, where there is one that can be read; it decorates. */
  #markerPicture(element: Element, style: ComputedStyle): InlineContent | undefined {
    const { listStyleImage, listStylePosition, direction } = style;
    const own = this.context.styled.pseudoStyles.get(element)?.marker ?? anonymousStyle(style);
    if (listStyleImage === 'none' || own.content !== 'normal') return undefined;
    const content = this.context.picturesOfStyles(listStyleImage);
    if (content.type === 'missing') return undefined;
    const box = pictureBox(content, own);
    const builder = new InlineBuilder();
    const side = direction === 'rtl' ? 'marginLeft' : 'marginRight';
    const apart = (): Partial<ComputedStyle> => ({ [side]: { px: MARKER_PICTURE_GAP, percent: 0 } });
    const inside = listStylePosition === 'inside';
    builder.atomic(inside ? { ...box, style: styleVariant(box.style, `marker ${side}`, apart) } : box);
    return builder.finish(own, this.lang);
  }

  #markerText(element: Element, style: ComputedStyle): string {
    const own = this.context.styled.pseudoStyles.get(element)?.marker;
    if (own && typeof own.content !== 'string')
      return generatedText(own.content, { style, lang: this.lang, counters: this.counters, element }, this.context);
    const text = formatCounter(this.counters.value('list-item'), style.listStyleType);
    const bullet =
      SYMBOLS.has(style.listStyleType) || style.listStyleType === 'none' || style.listStyleType.startsWith('"');
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
    const shape = own.content === 'normal' && MARKER_SHAPES[shapeName(style)];
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
