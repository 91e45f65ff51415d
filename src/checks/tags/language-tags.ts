/** The form of BCP 47 tags (RFC 5646 section 2.1), private ones among them. */
const FORM =
  /^(?:x(?:-[a-z0-9]{1,8})+|[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)$/i;

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const SCRIPTS = new Intl.DisplayNames('en', { type: 'script', fallback: 'none' });

/** What is wrong with a language tag; undefined where it is sound. Rare languages of three letters are believed. */
export function languageFault(tag: string): string | undefined {
  if (!tag.trim()) return 'is blank';
  if (!FORM.test(tag)) return 'is no language tag';
  const [language = ''] = tag.toLowerCase().split('-');
  if (language.length === 2 && NAMES.of(language) === undefined) return 'names a language that does not exist';
  const script = /-([a-z]{4})(?:-|$)/i.exec(tag)?.[1];
  if (script && SCRIPTS.of(`${script[0]!.toUpperCase()}${script.slice(1).toLowerCase()}`) === undefined)
    return 'names a script that does not exist';
  return undefined;
}

/** Unicode scripts by ISO 15924 codes, where a code stands for others or for several. */
const WRITTEN_IN: Readonly<Record<string, readonly string[]>> = {
  Latn: ['Latin'],
  Arab: ['Arabic'],
  Cyrl: ['Cyrillic'],
  Grek: ['Greek'],
  Hebr: ['Hebrew'],
  Deva: ['Devanagari'],
  Thai: ['Thai'],
  Hans: ['Han', 'Bopomofo'],
  Hant: ['Han', 'Bopomofo'],
  Jpan: ['Han', 'Hiragana', 'Katakana'],
  Kore: ['Hangul', 'Han'],
};

/** The Unicode scripts that a language is written in; undefined where they are not known here. */
export function scriptsOf(tag: string): readonly string[] | undefined {
  if (languageFault(tag) !== undefined) return undefined;
  const { script } = new Intl.Locale(tag).maximize();
  return script === undefined ? undefined : WRITTEN_IN[script];
}

const KNOWN = [...new Set(Object.values(WRITTEN_IN).flat())].map(
  (script) => [script, new RegExp(`\\p{Script=${script}}`, 'gu')] as const,
);

/** Letters of each script in a text. */
export function lettersOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [script, letter] of KNOWN) {
    const count = text.match(letter)?.length ?? 0;
    if (count) counts.set(script, count);
  }
  return counts;
}
