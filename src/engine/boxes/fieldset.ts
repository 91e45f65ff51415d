import { type Element, isTag } from 'domhandler';
import { PROPERTIES } from '../css/properties.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import { anonymousStyle } from './anonymous.ts';
import { isAbsolute } from './out-of-flow.ts';

/** The legend in the border of a fieldset: the first one among its children that is in the flow (HTML section 15.3.13). */
export const renderedLegend = (fieldset: Element, styleOf: (element: Element) => ComputedStyle): Element | undefined =>
  fieldset.children.find((node): node is Element => isTag(node) && node.name === 'legend' && inFlow(styleOf(node)));

const inFlow = (style: ComputedStyle): boolean =>
  style.display !== 'none' &&
  style.display !== 'contents' &&
  style.float === 'none' &&
  !isAbsolute(style) &&
  typeof style.position === 'string';

const CONTENT_FIELDS = PROPERTIES.map(({ field }) => field).filter((field) =>
  /^(flex(Direction|Wrap)|justify(Content|Items)|align(Content|Items)|(row|column)Gap|grid(Template|Auto))/.test(field),
);

/** A fieldset whose content is laid out as flex or grid items: that is a box inside it, which fills it. */
export function fieldsetStyles(style: ComputedStyle): { readonly outer: ComputedStyle; readonly inner: ComputedStyle } {
  return {
    outer: styleVariant(style, 'fieldset', () => ({ display: 'flow-root', alignContent: 'normal' })),
    inner: styleVariant(style, 'fieldset content', () => ({
      ...anonymousStyle(style),
      ...Object.fromEntries(CONTENT_FIELDS.map((field) => [field, style[field]])),
      display: style.display.endsWith('grid') ? 'grid' : 'flex',
      height: { px: 0, percent: 100 },
    })),
  };
}
