import { contrastOf, type Rgb } from '../../base/srgb.ts';
import type { Box } from '../../pdf/read/box.ts';
import { artifactType, type TextEvent } from '../../pdf/read/events.ts';
import type { Page } from '../../pdf/read/pages.ts';
import { EVERY, isKept, placeOf, type Rule } from '../rule.ts';
import { Backdrop } from './backdrop.ts';
import { DisplayColors, mixed } from './display-colors.ts';
import type { Thumbnail } from './thumbnail.ts';

const FORCE_BOLD = 1 << 18;

function isBold({ name, descriptor }: TextEvent['font']): boolean {
  const weight = descriptor?.number('FontWeight');
  if (weight !== undefined) return weight >= 700;
  const forced = ((descriptor?.number('Flags') ?? 0) & FORCE_BOLD) !== 0;
  return forced || (/bold|black|heavy/i.test(name) && !/semi|demi/i.test(name));
}

/** WCAG 2.1 criterion 1.4.3, sizes in pt. */
function leastFor(event: TextEvent): number {
  const size = event.size + 0.01;
  return size >= 18 || (size >= 14 && isBold(event.font)) ? 3 : 4.5;
}

/** Where along a run of text it is looked at what lies below. */
const PLACES = [0.2, 0.5, 0.8];

/** What nobody is to read: decoration, and marks outside of what is cut out. Headers and footers of pages are read. */
function isRead(event: TextEvent, page: Page): boolean {
  const artifact = artifactType(event);
  if (artifact !== undefined && artifact !== 'Pagination') return false;
  if (!/[\p{L}\p{N}]/u.test(event.text) || event.within !== 'page' || event.mode === 3 || event.mode === 7)
    return false;
  return isKept(event, page);
}

/** Text stands out from what lies under it. Where that, or its own colour, is not known, nothing is said. */
export const contrast: Rule = {
  profiles: EVERY,
  begin: ({ document, report }) => {
    if (!document.structure?.elements.length) return {};
    const colors = new DisplayColors(document);
    const pictures = new Map<number, Thumbnail | undefined>();
    let backdrop = new Backdrop(colors, pictures);
    return {
      page: () => {
        backdrop = new Backdrop(colors, pictures);
        if (pictures.size > 1000) pictures.clear();
      },
      event(event, page) {
        if (event.kind !== 'text') {
          backdrop.add(event);
          return;
        }
        if (!isRead(event, page)) return;
        const least = leastFor(event);
        const found = worstOf(event, backdrop, colors);
        if (found !== undefined && found < least - 0.005)
          report(
            'check-contrast',
            `text of ${Math.round(event.size * 10) / 10} pt has a contrast of ${Math.floor(found * 100) / 100} to 1; ${least} to 1 is the least`,
            placeOf(event, page),
          );
      },
    };
  },
};

/** The least contrast along a run, taking the best where several colours may be below; undefined where unknown. */
function worstOf(event: TextEvent, backdrop: Backdrop, colors: DisplayColors): number | undefined {
  const { fillAlpha, strokeAlpha, groupAlpha, softMask, blend } = event.painting;
  const paint = event.fill ?? event.stroke;
  if (!paint || softMask || Number.isNaN(groupAlpha) || (blend !== 'Normal' && blend !== 'Compatible'))
    return undefined;
  const own = colors.of(paint);
  const alpha = event.fill ? fillAlpha : strokeAlpha;
  const box: Box = event.visible ?? event.box;
  let worst: number | undefined;
  for (const place of PLACES) {
    const [x, y] = [box[0] + (box[2] - box[0]) * place, (box[1] + box[3]) / 2];
    const below = backdrop.at(x, y);
    const outside = groupAlpha < 1 ? backdrop.at(x, y, groupAlpha) : below;
    if (!below || !outside || !own.length) continue;
    // In a group, text lies on what the group has, and both together on what is outside of it.
    const seen = (color: Rgb, ground: Rgb): Rgb[] =>
      groupAlpha < 1 ? outside.map((far) => mixed(color, alpha * groupAlpha, far)) : [mixed(color, alpha, ground)];
    const best = Math.max(
      ...below.flatMap((ground) => own.flatMap((color) => seen(color, ground).map((one) => contrastOf(one, ground)))),
    );
    worst = Math.min(worst ?? best, best);
  }
  return worst;
}
