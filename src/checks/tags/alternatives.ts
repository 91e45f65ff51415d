import { type childrenOf, squeezed, type TagRule, within } from './tagged-file.ts';

/** What stands for a picture in the first draft of a text, in the languages that are met most. */
const GENERIC: ReadonlySet<string> = new Set(
  (
    'image|images|img|picture|photo|photograph|figure|graphic|graphics|illustration|chart|diagram|logo|icon|map|alt|' +
    'alt text|untitled|placeholder|spacer|billede|foto|fotografi|figur|grafik|diagramm|kort|bild|abbildung|karte|' +
    'bilde|kuva|imagen|foto de|image de|photo de|carte|graphique|schéma|immagine|صورة|شكل|خريطة|وێنە|نەخشە'
  ).split('|'),
);
const FILE_NAME = /^[^\s]*\.(?:jpe?g|png|gif|svgz?|webp|avif|tiff?|bmp|eps|ai|psd|pdf)$/i;

/** ISO 14289-1 section 7.3 and 7.7, WCAG 2.1 criterion 1.1.1: pictures and formulas say what they show. */
export const alternatives: TagRule = ({ tree, place, report }) => {
  for (const element of tree.elements) {
    if (element.role !== 'Figure' && element.role !== 'Formula') continue;
    const { alt, actualText } = element;
    const written = squeezed(alt ?? actualText ?? '');
    if (alt === undefined && actualText === undefined)
      report('check-alternative', `a ${element.role} has no alternative text`, place(element));
    else if (!written)
      report('check-alternative', `the alternative text of a ${element.role} is blank`, place(element));
    else if (FILE_NAME.test(written) || GENERIC.has(written.toLowerCase().replace(/[.:!]+$/, '')))
      report(
        'check-alternative-words',
        `the alternative text "${written}" does not say what the ${element.role} shows`,
        place(element),
      );
  }
};

/** Whether something in an element stands for itself in words: an alternative text of its own, or of a picture in it. */
export const hasAlternative = (element: Parameters<typeof childrenOf>[0]): boolean =>
  [element, ...within(element, () => true)].some((one) => squeezed(one.alt ?? '') !== '');
