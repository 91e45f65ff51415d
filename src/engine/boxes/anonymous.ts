import type { Element } from 'domhandler';
import { INITIAL_STYLE } from '../css/cascade.ts';
import { PROPERTIES } from '../css/properties.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import type { BlockBox, Box, InlineContent } from './box.ts';

/** Short selector-like name of the box of an element, for findings and dumps. */
export function labelOf(element: Element | undefined): string {
  if (!element) return '(anonymous)';
  const { id, class: classes } = element.attribs;
  return `${element.name}${id ? `#${id}` : ''}${classes ? `.${classes.trim().split(/\s+/).join('.')}` : ''}`;
}

const RESET_FIELDS = PROPERTIES.filter((property) => !property.inherited).map((property) => property.field);

/** A style for an anonymous box: what inherits, inherits; the rest is initial (CSS 2 section 9.2.1.1). */
export function anonymousStyle(parent: ComputedStyle): ComputedStyle {
  return styleVariant(parent, 'anonymous', () => {
    const reset = Object.fromEntries(RESET_FIELDS.map((field) => [field, INITIAL_STYLE[field]]));
    return { ...reset, display: 'block' };
  });
}

/** What generated content is inside the box that it makes: the text, and the counters that it moves. */
export const contentStyle = (style: ComputedStyle): ComputedStyle =>
  styleVariant(style, 'generated content', () => ({
    ...anonymousStyle(style),
    display: 'inline',
    content: style.content,
    counterIncrement: style.counterIncrement,
    counterReset: style.counterReset,
    counterSet: style.counterSet,
  }));

const named = (pattern: RegExp) => PROPERTIES.map(({ field }) => field).filter((field) => pattern.test(field));
const PAINTED_FIELDS = named(/^background|^border(Top|Right|Bottom|Left)|^borderImage|^outline|^boxShadow$/);
const PICTURE_FIELDS = named(/^background(?!Color$)/);

/** The style of a box of which others paint the background, and that has no border. */
export const unpaintedStyle = (style: ComputedStyle): ComputedStyle =>
  styleVariant(style, 'unpainted', () =>
    Object.fromEntries(PAINTED_FIELDS.map((field) => [field, INITIAL_STYLE[field]])),
  );

/** Whether a box of this style has a background to paint. */
export const hasBackground = (style: ComputedStyle): boolean =>
  style.backgroundColor.alpha > 0 || PICTURE_FIELDS.some((field) => style[field] !== INITIAL_STYLE[field]);

/** A block around children, or around inline content, that have none in the document. */
export function anonymousBlock(children: readonly Box[], parent: ComputedStyle, inline?: InlineContent): BlockBox {
  return {
    kind: 'block', style: anonymousStyle(parent), element: undefined, label: '(anonymous)', anchor: undefined, children, inline, marker: undefined,
  }; // biome-ignore format: one record
}

/** What links to the element name: its id, or the name of an old anchor (HTML section 7.4.6.4). */
export const anchorOf = ({ name, attribs }: Element): string | undefined =>
  attribs.id ?? (name === 'a' ? attribs.name : undefined);
