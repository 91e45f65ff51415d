import { INITIAL_STYLE } from '../css/cascade.ts';
import type { Stylesheet } from '../css/parse.ts';
import { PageStyles } from './page-style.ts';

/**
 * The area of the first page, px, which viewport units and media queries look at (CSS Values 4 section 6.1.2). It is
 * asked for before there are styles, so lengths in `em` count from the initial font size.
 */
export function firstPageArea(sheets: readonly Stylesheet[]): { readonly width: number; readonly height: number } {
  // Findings come when the page is made.
  const { width, height, margin } = new PageStyles(sheets, INITIAL_STYLE, () => undefined).page(1);
  return {
    width: Math.max(1, width - margin.left - margin.right),
    height: Math.max(1, height - margin.top - margin.bottom),
  };
}
