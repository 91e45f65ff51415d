import type { ComputedStyle } from '../css/style.ts';
import type { Box } from './box.ts';

/** Taken out of the flow and placed by its containing block (CSS Positioned Layout 3 section 2). */
export const isAbsolute = ({ position }: ComputedStyle): boolean => position === 'absolute' || position === 'fixed';

/** Positioned in the sense of CSS Positioned Layout 3 section 2; running elements are taken out of the page instead. */
export const isPositioned = ({ position }: ComputedStyle): boolean =>
  typeof position === 'string' && position !== 'static';

export const isTransformed = ({ transform, translate, rotate, scale }: ComputedStyle): boolean =>
  transform.length + translate.length + rotate.length + scale.length > 0;

/** Floats beside text. Absolutely positioned boxes do not float (CSS 2 section 9.7). */
export const isFloat = (style: ComputedStyle): boolean =>
  (style.float === 'left' || style.float === 'right') && !isAbsolute(style);

/** Neither floats nor is positioned out of the flow. */
export const isInFlow = ({ style }: Box): boolean => !isFloat(style) && !isAbsolute(style);
