import { INITIAL_STYLE } from '../css/cascade.ts';
import type { Stylesheet } from '../css/parse.ts';
import { PageStyles } from './page-style.ts';

/**
 * The area of the first page, px, which viewport units and media queries look at (CSS Values 4 section 6.1.2). It is
 * asked for before there are styles, so lengths in `em` count from the initial font size.
 */
export function firstPageArea(sheets: readonly Stylesheet[]): { readonly width: number; readonly height: number } {
  // Findings come when the page is made.
  const first = { number: 1, name: 'auto', inGroup: 1, side: 'right', blank: false } as const;
  return new PageStyles(sheets, INITIAL_STYLE, () => undefined).page(first).area;
}
