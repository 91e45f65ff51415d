import { finding, type Place, type Report } from '../../base/diagnostics.ts';
import type { Rect } from '../../base/geometry.ts';
import type { HtmlDocument } from '../html/document.ts';
import type { BoxFragment } from '../layout/fragment.ts';
import type { Page } from './document-pages.ts';
import { type Excess, ExcessFinder } from './excess.ts';
import { checkWidths } from './overflow-width.ts';

const mm = (px: number): string => `${((px * 25.4) / 96).toFixed(1)} mm`;

const SIDES = { left: 'on the left', right: 'on the right', top: 'at the top', bottom: 'at the bottom' } as const;

/** What is said of one box, once for all its fragments: the worst on each side. */
interface BoxReport {
  readonly box: BoxFragment['box'];
  readonly place: Place;
  readonly excess: Excess;
}

/**
 * Reports text wider than its line, content larger than the box that holds it, content that is cut off, and what leaves
 * the page area.
 */
export function checkOverflow(pages: readonly Page[], placeOf: HtmlDocument['placeOf'], report: Report): void {
  const found = new Map<unknown, { -readonly [K in keyof BoxReport]: BoxReport[K] }>();
  const leaving: (() => void)[] = [];
  const wide = new Set<BoxFragment['box']>();
  for (const page of pages) {
    const { number, box, content, marginBoxes } = page;
    const at = (fragment: BoxFragment): Place => {
      const { element, label } = fragment.box;
      return { ...(element ? placeOf(element) : {}), page: number, box: label };
    };
    /** Margin boxes are made afresh for each page: there the name tells them apart. */
    const tell = (byName: boolean) => (fragment: BoxFragment, around: BoxFragment, excess: Excess) => {
      const key = byName ? fragment.box.label : fragment.box;
      const known = found.get(key);
      const place = { ...at(around), box: fragment.box.label };
      if (known) known.excess = worst(known.excess, excess);
      else found.set(key, { box: fragment.box, place, excess });
    };
    const { x, y, width, height } = box.area;
    const area: Rect = { x, y, width, height };
    const flow = new ExcessFinder(area, tell(false));
    flow.visit(content);
    for (const marginBox of marginBoxes) new ExcessFinder(undefined, tell(true)).visit(marginBox);
    leaving.push(() => {
      checkWidths(page, at, wide, report);
      const { lowest } = flow;
      if (lowest)
        report(finding('layout-overflow', `${lowest.what} leaves the page area by ${mm(lowest.by)}`, at(lowest.box)));
    });
  }
  for (const { place, excess } of found.values()) {
    if (excess.line) report(finding('layout-overflow', `a line is ${mm(excess.line)} too long for its box`, place));
    const { over, cut } = excess;
    const [width, height] = [over.left + over.right, over.top + over.bottom];
    const by = [width ? `${mm(width)} too wide` : '', height ? `${mm(height)} too tall` : ''].filter(Boolean).join(' and ');
    if (by) report(finding('layout-overflow', `content is ${by} for its box`, place));
    const sides = (Object.keys(SIDES) as (keyof typeof SIDES)[]).filter((side) => cut[side] > 0);
    if (sides.length)
      report(
        finding('layout-clipped', `content is cut off ${sides.map((s) => `${SIDES[s]} by ${mm(cut[s])}`).join(', ')}`, place),
      );
  }
  for (const one of leaving) one();
} // biome-ignore format: long messages

const worst = (a: Excess, b: Excess): Excess => ({
  line: Math.max(a.line, b.line),
  over: larger(a.over, b.over),
  cut: larger(a.cut, b.cut),
});

const larger = (a: Excess['over'], b: Excess['over']): Excess['over'] => ({
  top: Math.max(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
  left: Math.max(a.left, b.left),
});
