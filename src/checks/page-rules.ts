import { type Box, boxOf, common, contains } from '../pdf/read/box.ts';
import { readColorSpace } from '../pdf/read/colors.ts';
import { isTransparent } from '../pdf/read/events.ts';
import type { BoxName } from '../pdf/read/pages.ts';
import { LIMITS, PT_PER_MM } from './limits.ts';
import { documentRule, EVERY, IN_PRINT, ON_SCREEN, type Rule } from './rule.ts';

/** From outside to inside (ISO 32000-1 section 14.11.2). */
const NESTING: readonly (readonly [BoxName, BoxName])[] = [
  ['MediaBox', 'CropBox'],
  ['MediaBox', 'BleedBox'],
  ['MediaBox', 'TrimBox'],
  ['MediaBox', 'ArtBox'],
  ['BleedBox', 'TrimBox'],
  ['BleedBox', 'ArtBox'],
  ['CropBox', 'BleedBox'],
];

const boxes: Rule = {
  profiles: EVERY,
  begin: ({ profile, report }) => ({
    page({ number, boxes }) {
      const wrong = (message: string): void => report('check-boxes', message, { page: number });
      if (!boxes.MediaBox) wrong('the page has no MediaBox');
      for (const [outer, inner] of NESTING) {
        if (outer === 'CropBox' && profile !== 'print') continue;
        const [a, b] = [boxes[outer], boxes[inner]];
        if (a && b && !contains(a, b)) wrong(`the ${inner} does not lie inside the ${outer}`);
      }
      if (profile !== 'print') return;
      if (boxes.TrimBox && boxes.ArtBox) wrong('the page has a TrimBox and an ArtBox; one of them is allowed');
      if (!boxes.TrimBox && !boxes.ArtBox) wrong('the page has neither TrimBox nor ArtBox');
    },
  }),
};

const bleed: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => ({
    page({ number, boxes, unit }) {
      const trim = boxes.TrimBox ?? boxes.ArtBox;
      if (!trim) return;
      const outer = boxes.BleedBox ?? trim;
      const sides = [trim[0] - outer[0], trim[1] - outer[1], outer[2] - trim[2], outer[3] - trim[3]];
      const least = (Math.min(...sides) * unit) / PT_PER_MM;
      // A bleed box that is too small for the trim box is a finding of the boxes.
      if (least >= 0 && least < LIMITS.bleed - 0.01)
        report(
          'check-bleed',
          `the bleed is ${Math.round(least * 100) / 100} mm at its narrowest side; ${LIMITS.bleed} mm are needed`,
          { page: number },
        );
    },
  }),
};

/** ISO 15930-7 6.2.5: what is see-through is mixed in the colours of the plates. */
const pageGroup: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => {
    let reported = false;
    return {
      page() {
        reported = false;
      },
      event(event, page) {
        if (reported || !isTransparent(event)) return;
        reported = true;
        const group = page.dict.dict('Group');
        const space = group?.has('CS') ? readColorSpace(group.get('CS'), page.resources, group.resolve) : undefined;
        const inks = space?.family === 'DeviceCMYK' || (space?.family === 'ICCBased' && space.components === 4);
        if (!inks)
          report(
            'check-page-group',
            `the page is transparent in places and its group is in ${space?.family ?? 'no colour space'}, not in DeviceCMYK`,
            { page: page.number },
          );
      },
    };
  },
};

const MARKS_OF_PRINTERS: ReadonlySet<string> = new Set(['TrapNet', 'PrinterMark']);

const printAnnotations: Rule = {
  profiles: IN_PRINT,
  begin: ({ report }) => ({
    page({ number, dict, boxes, mediaBox }) {
      const area: Box = boxes.BleedBox ?? boxes.TrimBox ?? mediaBox;
      for (const annotation of dict.dicts('Annots')) {
        const subtype = annotation.name('Subtype') ?? '';
        const rect = boxOf(annotation.numbers('Rect'));
        if (MARKS_OF_PRINTERS.has(subtype) || (rect && !common(rect, area))) continue;
        report('check-annotation', `an annotation (${subtype || 'of no kind'}) lies on the printed area`, {
          page: number,
          object: annotation.object,
          ...(rect && { area: rect }),
        });
      }
    },
  }),
};

const tabOrder: Rule = {
  profiles: ON_SCREEN,
  begin: ({ report }) => ({
    page({ number, dict }) {
      if (dict.dicts('Annots').length && dict.name('Tabs') !== 'S')
        report('check-tab-order', 'the page has annotations, and the tab key does not follow the structure (Tabs S)', {
          page: number,
        });
    },
  }),
};

const pageLabels = documentRule(ON_SCREEN, ({ document, report }) => {
  const labels = document.catalog.dict('PageLabels');
  if (!labels) {
    if (document.pages.length > 1) report('check-page-labels', 'the pages have no labels');
    return;
  }
  const first = labels.array('Nums')?.[0] ?? labels.dicts('Kids')[0]?.array('Nums')?.[0];
  if (first !== 0)
    report('check-page-labels', 'the labels of the pages do not begin with the first page', { object: labels.object });
});

export const PAGE_RULES = [boxes, bleed, pageGroup, printAnnotations, tabOrder, pageLabels];
