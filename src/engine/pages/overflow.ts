import { finding, type Report } from '../../base/diagnostics.ts';
import type { Fragment } from '../layout/fragment.ts';
import type { Page } from './document-pages.ts';

/** Less than this is rounding, or the overshoot of a letter. */
const TOLERANCE = 1;

const mm = (px: number): string => `${((px * 25.4) / 96).toFixed(1)} mm`;

/** Reports text wider than its line, content taller than a box of stated height, and what leaves the page area. */
export function checkOverflow(pages: readonly Page[], report: Report): void {
  for (const page of pages) {
    const { content, box } = page;
    const bottom = box.height - box.margin.bottom;
    const visit = (fragment: Fragment, x: number, y: number, label: string): void => {
      if (fragment.type === 'text') return;
      if (fragment.type === 'line') {
        if (fragment.excess > TOLERANCE) {
          report(
            finding('layout-overflow', `a line is ${mm(fragment.excess)} too long for its box`, {
              page: page.number,
              box: label,
            }),
          );
        }
      } else {
        const { style } = fragment.box;
        label = fragment.box.label;
        if (typeof style.height !== 'string' && fragment.isLast) {
          const lowest = Math.max(
            0,
            ...fragment.children.map((child) => child.y + (child.fragment.type === 'text' ? 0 : child.fragment.height)),
          );
          const room = fragment.height - fragment.border.bottom;
          if (lowest > room + TOLERANCE) {
            report(
              finding('layout-overflow', `content is ${mm(lowest - room)} too tall for its box`, {
                page: page.number,
                box: label,
              }),
            );
          }
        }
        if (fragment.box.kind === 'replaced' && y + fragment.height > bottom + TOLERANCE) {
          report(
            finding('layout-overflow', `a picture leaves the page area by ${mm(y + fragment.height - bottom)}`, {
              page: page.number,
              box: label,
            }),
          );
        }
      }
      for (const child of fragment.children) visit(child.fragment, x + child.x, y + child.y, label);
    };
    visit(content.fragment, content.x, content.y, '');
  }
}
