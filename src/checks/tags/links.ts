import { type Dict, isArray, nameOf, type PdfObject, PdfString, Ref } from '../../pdf/read/objects.ts';
import type { ObjectKid, StructureElement } from '../../pdf/read/structure.ts';
import type { Rule } from '../rule.ts';
import { ON_SCREEN } from '../rule.ts';
import { hasAlternative } from './alternatives.ts';
import { squeezed, type TagRule, within } from './tagged-file.ts';

/** Words that tell nothing where links are read as a list. */
const GENERIC: ReadonlySet<string> = new Set(
  (
    'click here|click|here|link|this link|more|read more|learn more|see more|details|continue|go|download|' +
    'klik her|her|læs mere|mere|se mere|se her|link her|her er linket|hent|' +
    'hier|klicken sie hier|mehr|mehr erfahren|weiterlesen|mehr lesen|weiter|' +
    'ici|cliquez ici|plus|lire la suite|en savoir plus|lire plus|voir plus|' +
    'klikk her|les mer|klicka här|läs mer|här|haz clic aquí|aquí|más|leer más|' +
    'هنا|انقر هنا|اضغط هنا|المزيد|اقرأ المزيد|ئێرە|لێرە|کرتە لێرە بکە|زیاتر|زیاتر بخوێنەوە'
  ).split('|'),
);

/** ISO 14289-1 section 7.18.5 and WCAG 2.1 criterion 2.4.4: what a link says is where it leads. */
export const linkTexts: TagRule = ({ tree, text, place, report }) => {
  const targets = new Map<string, string>();
  const told = new Set<string>();
  for (const element of tree.elements) {
    if (element.role !== 'Link') continue;
    const words = squeezed(element.alt ?? '') || text(element);
    if (!words) {
      if (!hasAlternative(element)) report('check-link-empty', 'a link has no text', place(element));
      continue;
    }
    const key = words.toLowerCase().replace(/[\s.…:>»→]+$/, '');
    if (GENERIC.has(key)) report('check-link-text', `the link "${words}" does not say where it leads`, place(element));
    const target = targetOf(element);
    if (target === undefined) continue;
    const known = targets.get(key);
    if (known !== undefined && known !== target && !told.has(key)) {
      told.add(key);
      report('check-link-text', `links with the text "${words}" lead to different places`, place(element));
    }
    targets.set(key, known ?? target);
  }
};

/** Where the annotation of a link leads, as something to compare; undefined where it has none. */
function targetOf(element: StructureElement): string | undefined {
  const isObject = (kid: StructureElement['kids'][number]): kid is ObjectKid => kid.kind === 'object';
  const all = [element, ...within(element, () => true)].flatMap(({ kids }) => kids.filter(isObject));
  const annotation = all.find(({ dict }) => dict?.name('Subtype') === 'Link')?.dict;
  const action = annotation?.dict('A');
  const uri = action?.text('URI');
  if (uri !== undefined) return uri;
  const destination = action?.has('D') ? action.get('D') : annotation?.get('Dest');
  return destination === null || destination === undefined ? undefined : written(destination, annotation!);
}

function written(value: PdfObject, dict: Dict): string {
  if (isArray(value))
    return value.map((one) => (one instanceof Ref ? `${one.number} R` : written(one, dict))).join(' ');
  return value instanceof PdfString ? value.text : (nameOf(value) ?? String(value));
}

/** ISO 14289-1 section 7.18.1 and 7.18.5. */
export const linkContents: Rule = {
  profiles: ON_SCREEN,
  begin: ({ document, report }) => ({
    page({ number, dict }) {
      if (!document.structure?.elements.length) return;
      for (const annotation of dict.dicts('Annots'))
        if (annotation.name('Subtype') === 'Link' && !squeezed(annotation.text('Contents') ?? ''))
          report('check-link-contents', 'a link has no description (Contents)', {
            page: number,
            object: annotation.object,
          });
    },
  }),
};
