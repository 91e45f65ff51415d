import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { BoxFragment, Fragment } from '../layout/fragment.ts';
import type { Page } from './document-pages.ts';

/** Less than this is rounding. */
const TOLERANCE = 1;

const mm = (px: number): string => `${((px * 25.4) / 96).toFixed(1)} mm`;

/** Bleeds and overlays reach into the margins because their author moved them there. */
export function isMeant({ position, float, marginLeft, marginRight }: ComputedStyle): boolean {
  const negative = (margin: ComputedStyle['marginLeft']): boolean =>
    margin !== 'auto' && (margin.px < 0 || margin.percent < 0);
  return position !== 'static' || float !== 'none' || negative(marginLeft) || negative(marginRight);
}

/** Reports boxes that leave the page area to the side, the outermost of those inside each other, each once: what is there is cut off. */
export function checkWidths(
  { content, box: page }: Page,
  placeOf: (fragment: BoxFragment) => Place,
  seen: Set<BoxFragment['box']>,
  report: Report,
): void {
  const [left, right] = [page.area.x, page.area.x + page.area.width];
  const visit = (fragment: Fragment, x: number): void => {
    if (fragment.type !== 'box' || isMeant(fragment.box.style)) return;
    const { box, width } = fragment;
    const beyond = Math.max(left - x, x + width - right);
    if (beyond > TOLERANCE && box.kind !== 'table-part') {
      if (seen.has(box)) return;
      seen.add(box);
      const what = box.kind === 'table' ? 'a table' : box.kind === 'replaced' ? 'a picture' : 'a box';
      const message = `${what} ${mm(width)} wide leaves the page area by ${mm(beyond)}`;
      report(finding('layout-overflow', message, placeOf(fragment)));
    } else if (box.style.overflow === 'visible') {
      for (const child of fragment.children) visit(child.fragment, x + child.x);
    }
  };
  visit(content.fragment, content.x);
}
