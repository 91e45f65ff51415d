import { areaOf } from '../pdf/read/box.ts';
import { inksOf } from '../pdf/read/colors.ts';
import type { PageEvent } from '../pdf/read/events.ts';
import type { Page } from '../pdf/read/pages.ts';

/** The share of a page, from 0 to 1, that each plate prints. */
export interface PageInk {
  readonly page: number;
  readonly plates: Readonly<Record<string, number>>;
}

/**
 * A coarse figure of ink, as print shops ask for it: the areas that are filled, by their tint, over the area of the
 * trimmed page. What lies on each other is counted twice, holes are counted, text and pictures are left out.
 */
export class Coverage {
  readonly pages: PageInk[] = [];
  #plates = new Map<string, number>();

  add(event: PageEvent): void {
    if (event.kind !== 'path' || !event.fill || !event.visible || event.within !== 'page') return;
    const whole = areaOf(event.box);
    const seen = whole > 0 ? areaOf(event.visible) / whole : 0;
    for (const [ink, share] of inksOf(event.fill) ?? [])
      this.#plates.set(ink, (this.#plates.get(ink) ?? 0) + share * event.area * seen * event.painting.fillAlpha);
  }

  endPage(page: Page): void {
    const area = areaOf(page.boxes.TrimBox ?? page.cropBox);
    const share = (covered: number): number => (area > 0 ? Math.min(1, Math.round((covered / area) * 1000) / 1000) : 0);
    const plates = [...this.#plates]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([ink, covered]) => [ink, share(covered)]);
    this.pages.push({ page: page.number, plates: Object.fromEntries(plates) });
    this.#plates = new Map();
  }
}
