import { finding, type Report } from '../../base/diagnostics.ts';
import type { Fragment } from '../layout/fragment.ts';
import type { Page } from './document-pages.ts';
import { checkWidths } from './overflow-width.ts';

/** Less than this is rounding, or the overshoot of a letter. */
const TOLERANCE = 1;

const mm = (px: number): string => `${((px * 25.4) / 96).toFixed(1)} mm`;

/** Reports text wider than its line, content taller than a box of stated height, and what leaves the page area. */
export function checkOverflow(pages: readonly Page[], report: Report): void {
  for (const page of pages) {
    checkWidths(page, report);
    const { content, box } = page;
    const bottom = box.area.y + box.area.height;
    const tell = (message: string, label: string): void =>
      report(finding('layout-overflow', message, { page: page.number, box: label }));
    /** What reaches furthest below the page area. */
    let worst = { what: '', by: TOLERANCE, label: '' };
    const visit = (fragment: Fragment, x: number, y: number, label: string, clipped: boolean): void => {
      if (fragment.type === 'text') return;
      const below = clipped ? 0 : y + fragment.height - bottom;
      let hides = clipped;
      if (fragment.type === 'line') {
        if (fragment.excess > TOLERANCE) tell(`a line is ${mm(fragment.excess)} too long for its box`, label);
        if (below > worst.by) worst = { what: 'a line', by: below, label };
      } else {
        const { style, kind } = fragment.box;
        label = fragment.box.label;
        hides ||= style.overflow !== 'visible';
        if (typeof style.height !== 'string' && fragment.isLast) {
          const lowest = Math.max(
            0,
            ...fragment.children.map((child) => child.y + (child.fragment.type === 'text' ? 0 : child.fragment.height)),
          );
          const room = fragment.height - fragment.border.bottom;
          if (lowest > room + TOLERANCE) tell(`content is ${mm(lowest - room)} too tall for its box`, label);
        }
        if (kind === 'replaced' && below > worst.by) worst = { what: 'a picture', by: below, label };
      }
      for (const child of fragment.children) visit(child.fragment, x + child.x, y + child.y, label, hides);
    };
    visit(content.fragment, content.x, content.y, '', false);
    if (worst.what) tell(`${worst.what} leaves the page area by ${mm(worst.by)}`, worst.label);
  }
}
