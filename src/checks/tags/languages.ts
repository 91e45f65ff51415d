import { languageOf, type StructureElement } from '../../pdf/read/structure.ts';
import { languageFault, lettersOf, scriptsOf } from './language-tags.ts';
import { squeezed, type TaggedFile, type TagRule } from './tagged-file.ts';

/** Text of one element and one language. */
interface Said {
  readonly element: StructureElement;
  readonly lang: string;
  readonly text: string;
}

/** WCAG 2.1 criterion 3.1.1 and 3.1.2, ISO 14289-1 section 7.2: text is in the language that is named for it. */
export const languages: TagRule = (file) => {
  const { document, tree, place, report } = file;
  for (const element of tree.elements) {
    const fault = element.lang === undefined || element.lang === '' ? undefined : languageFault(element.lang);
    if (fault) report('check-language', `the language "${element.lang}" ${fault}`, place(element));
  }
  const said = tree.elements.flatMap((element) => textsOf(element, file));
  const lang = document.catalog.text('Lang') ?? '';
  const main = said.filter((one) => one.lang === lang);
  // The regions XA and XB are those of pseudo-locales, whose words are English whatever the language says.
  const pseudo = /-X[AB]$/.test(lang);
  const whole = pseudo ? undefined : strangeScript(main.map(({ text }) => text).join(' '), lang);
  if (whole)
    report('check-language', `the file says it is in "${lang}", and most of it is written in ${whole} letters`);
  for (const { element, lang: own, text } of said) {
    if (whole && own === lang) continue;
    const strange = strangeWords(text, own);
    if (strange)
      report(
        'check-foreign-text',
        `"${shortened(strange)}" stands under the language "${own}", which is not written so`,
        place(element),
      );
  }
};

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

/** What an element says itself, by language: its content, alternative texts, not what is in elements in it. */
function textsOf(element: StructureElement, { document, pieceOf }: TaggedFile): readonly Said[] {
  const force = languageOf(element, document) ?? '';
  const texts = new Map<string, string>();
  const add = (lang: string, text: string): void => void texts.set(lang, `${texts.get(lang) ?? ''} ${text}`);
  for (const kid of element.kids)
    if (kid.kind === 'content') for (const [lang, text] of pieceOf(kid)?.texts ?? []) add(lang || force, text);
  for (const text of [element.alt, element.actualText]) if (text) add(force, text);
  return [...texts].map(([lang, text]) => ({ element, lang, text: squeezed(text) }));
}

/** Letters that a text must have before its script is judged as a whole. */
const ENOUGH = 40;

/** The script that most of a text is in, where its language is not written in it. */
function strangeScript(text: string, lang: string): string | undefined {
  const scripts = scriptsOf(lang);
  if (!scripts) return undefined;
  const counts = lettersOf(text);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most && all >= ENOUGH && most[1] > all / 2 && !scripts.includes(most[0]) ? most[0] : undefined;
}

/**
 * Words of a script that the language is not written in, of which a voice would make noise. Names and abbreviations in
 * Latin letters are at home everywhere: only three or more Latin words that are more than half of the text count, and
 * only where most of them begin small. Of other scripts three letters count: fewer are symbols.
 */
function strangeWords(text: string, lang: string): string | undefined {
  const scripts = scriptsOf(lang);
  if (!scripts) return undefined;
  const counts = lettersOf(text);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  for (const [script, count] of counts) {
    if (scripts.includes(script)) continue;
    if (script !== 'Latin') {
      const least = script === 'Han' || script === 'Hangul' ? 2 : 3;
      const found = new RegExp(`(?:[\\p{Script=${script}}\\p{M}][\\p{Zs}\\p{P}]*){${least},}`, 'u').exec(text)?.[0];
      if (found) return found.trim();
    } else if (count > all / 2) {
      const words = text.replace(/\S*(?:@|:\/\/|\w[./]\w)\S*/g, ' ').match(/[\p{Script=Latin}\p{M}’'-]{2,}/gu) ?? [];
      const small = words.filter((word) => /^\p{Ll}+$/u.test(word));
      if (words.length >= 3 && small.length > words.length / 2) return words.join(' ');
    }
  }
  return undefined;
}
