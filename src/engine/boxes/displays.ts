import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';

export const BLOCK_LEVEL = new Set(['block', 'flow-root', 'list-item', 'flex', 'grid', 'table']);

/** Blocks whose first line is that of the block around them (CSS Pseudo 4 section 2.1.1). */
export const FLOWS = new Set<string>(['block', 'flow-root', 'list-item']);

/** The display of a flex item or atomic inline: on the outside a block, on the inside a world of its own. */
export function blockified(display: ComputedStyle['display']): ComputedStyle['display'] {
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

/** Whether a block container pours its content into columns (CSS Multicol 1 section 3). */
export const isMultiColumn = ({ columnCount, columnWidth }: ComputedStyle): boolean =>
  columnCount !== 'auto' || columnWidth !== 'auto';

export const REPLACED = new Set(['img', 'svg']);

export const withDisplay = (style: ComputedStyle, display: ComputedStyle['display']): ComputedStyle =>
  display === style.display ? style : styleVariant(style, display, () => ({ display }));

/** Items of a flex container are blocks that do not float (CSS Flexbox 1 section 3). */
export function itemStyle(style: ComputedStyle): ComputedStyle {
  const display = blockified(style.display);
  if (style.float === 'none') return withDisplay(style, display);
  return styleVariant(style, `${display} item`, () => ({ display, float: 'none' }));
}
