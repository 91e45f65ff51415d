import { type Element, isTag } from 'domhandler';
import { finding, type Report } from '../../base/diagnostics.ts';
import type { StyledDocument } from '../css/cascade.ts';
import type { UrlImage } from '../css/paint-types.ts';
import type { ComputedStyle, Content, ContentPart, Occurrence, Target, TextPart } from '../css/style.ts';
import { textOf } from '../html/document.ts';
import { type CounterState, FOOTNOTE_COUNTER, formatCounter, PAGE_COUNTER } from './counters.ts';
import type { RunningElement } from './page-marks.ts';
import { quotesOf } from './quotes.ts';
import { fragmentOf, type Knowledge, type References, type ReferenceTarget } from './references.ts';

/** A stretch of generated content. */
export type GeneratedPiece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly image: UrlImage }
  /** Repeats its pattern over the room that a line has left. */
  | { readonly type: 'leader'; readonly pattern: string };

/** What a page-margin box may show of its page. */
export interface PageValues {
  readonly counters: CounterState;
  string(name: string, which: Occurrence): string;
  running(name: string, which: Occurrence): RunningElement | undefined;
}

/** What the document's generated content shares. */
export interface GeneratedContext {
  readonly styled: StyledDocument;
  readonly references: References;
  readonly report: Report;
}

/** Where generated content stands. */
export interface GeneratedPlace {
  readonly style: ComputedStyle;
  readonly lang: string;
  readonly counters: CounterState;
  /** The element that it belongs to; margin boxes have none. */
  readonly element?: Element | undefined;
  /** The page, in margin boxes. */
  readonly page?: PageValues | undefined;
}

/** The value of `content` as text and leaders (CSS Content 3 section 2, CSS GCPM 3). */
export function generatedPieces(content: Content, place: GeneratedPlace, context: GeneratedContext): GeneratedPiece[] {
  if (typeof content === 'string') return [];
  const pieces: GeneratedPiece[] = [];
  let text = '';
  const flush = (): void => {
    if (text) pieces.push({ type: 'text', text });
    text = '';
  };
  for (const part of content) {
    if (part.type === 'leader' || part.type === 'image') {
      flush();
      pieces.push(part);
    } else text += textOfPart(part, place, context);
  }
  flush();
  return pieces;
}

/** The value of `content` as text alone. */
export function generatedText(content: Content, place: GeneratedPlace, context: GeneratedContext): string {
  return generatedPieces(content, place, context)
    .map((piece) => (piece.type === 'text' ? piece.text : piece.type === 'leader' ? ' ' : ''))
    .join('');
}

function textOfPart(part: ContentPart, place: GeneratedPlace, context: GeneratedContext): string {
  const { counters, element, page } = place;
  const { references } = context;
  switch (part.type) {
    case 'string':
      return part.value;
    case 'attr':
      return element?.attribs[part.name] ?? part.fallback;
    case 'counter':
      if (isPageCounter(part.name) && element && !counters.has(part.name)) {
        return references.ask((known) => {
          const own = known.pageCounters(element);
          return own ? counterText(own, part) : '';
        });
      }
      if (part.name === FOOTNOTE_COUNTER && element && context.styled.styles.get(element)?.float === 'footnote') {
        const own = counterText(counters, part);
        return references.ask((known) => {
          const number = known.footnoteNumber(element);
          return number === undefined ? own : formatCounter(number, part.style);
        }, own);
      }
      return counterText(counters, part);
    case 'quote':
      return quote(part, place);
    case 'named-string':
      return page?.string(part.name, part.which) ?? '';
    case 'own-text':
      return element ? partOfElement(element, part.which, counters, context) : '';
    case 'target-counter':
      return ofTarget(part.target, place, context, (target, known) => {
        const own = isPageCounter(part.name) || !target.counters.has(part.name) ? known.pageCounters(target.element) : target.counters;
        return own ? counterText(own, part) : '';
      }); // biome-ignore format: one answer
    case 'target-text':
      return ofTarget(part.target, place, context, (target) =>
        partOfElement(target.element, part.which, target.counters, context),
      );
    case 'element':
    case 'image':
    case 'leader':
      return '';
  }
}

const isPageCounter = (name: string): boolean => name === PAGE_COUNTER || name === 'pages';

function counterText(
  counters: CounterState,
  {
    name,
    style,
    separator,
  }: { readonly name: string; readonly style: string; readonly separator?: string | undefined },
): string {
  if (separator === undefined) return formatCounter(counters.value(name), style);
  return counters
    .values(name)
    .map((value) => formatCounter(value, style))
    .join(separator);
}

function quote({ open, shown }: { readonly open: boolean; readonly shown: boolean }, place: GeneratedPlace): string {
  const { counters, style, lang } = place;
  if (!open) counters.quoteDepth = Math.max(0, counters.quoteDepth - 1);
  const pairs = style.quotes === 'auto' ? quotesOf(lang) : style.quotes;
  const pair = pairs[Math.min(counters.quoteDepth, pairs.length - 1)];
  if (open) counters.quoteDepth++;
  return (shown && pair?.[open ? 0 : 1]) || '';
}

/** The text of an element (CSS GCPM 3 section 1.1): its own, that before or after it, or its first letter. */
function partOfElement(element: Element, which: TextPart, counters: CounterState, context: GeneratedContext): string {
  if (which === 'before' || which === 'after') {
    const style = context.styled.pseudoStyles.get(element)?.[which];
    if (!style) return '';
    const own = counters.fork();
    own.enter(element, style);
    // What quotes other text is left out, for that might quote this.
    const content =
      typeof style.content === 'string'
        ? style.content
        : style.content.filter(({ type }) => type !== 'own-text' && type !== 'target-text');
    return generatedText(content, { style, lang: languageOf(element, context), counters: own, element }, context);
  }
  const text = textOf(element).replace(/\s+/g, ' ').trim();
  // With the punctuation around it, as ::first-letter has it.
  return which === 'content' ? text : (/^\p{P}*[\p{L}\p{N}\p{S}]\p{M}*\p{P}*/u.exec(text)?.[0] ?? '');
}

function languageOf(element: Element, { styled }: GeneratedContext): string {
  for (let node: Element['parent'] = element; node; node = node.parent)
    if (isTag(node) && node.attribs.lang) return node.attribs.lang;
  return styled.document.lang;
}

function ofTarget(
  target: Target,
  { element }: GeneratedPlace,
  { references, styled, report }: GeneratedContext,
  answer: (target: ReferenceTarget, known: Knowledge) => string,
): string {
  const address = 'address' in target ? target.address : element?.attribs[target.attribute];
  const id = address === undefined ? undefined : fragmentOf(address);
  // Addresses of other documents have no pages here.
  if (id === undefined) return '';
  return references.ask((known) => {
    const found = known.targets.get(id);
    if (found) return answer(found, known);
    const place = element ? styled.document.placeOf(element) : {};
    report(
      finding('page-missing-target', `the cross reference to #${id} leads nowhere: no element has this id`, place),
    );
    return '';
  });
}
