import type { Element } from 'domhandler';
import { INITIAL_STYLE } from '../css/cascade.ts';
import { PROPERTIES } from '../css/properties.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';

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
