import { finding, type Report } from '../../base/diagnostics.ts';
import { LruCache } from '../../base/lru.ts';
import type { SourceText } from '../../base/source.ts';
import type { Glossary as GlossaryData } from '../dataset/generated/types.ts';
import { parseJson } from '../dataset/json.ts';
import { validateDocument } from '../dataset/validate.ts';
import { piecesOf } from './exchange/pieces.ts';
import type { MessagePlace } from './placeholders.ts';

/** How one language says a term: the first form is the one to use, and every form counts as right. */
interface Wording {
  readonly preferred: string;
  readonly forms: Forms;
}

interface Rejected {
  readonly forms: Forms;
  readonly instead: string;
}

/** The words of a string, and the same in lower case. */
interface Searched {
  readonly text: string;
  readonly lower: string;
}

/** Forms that are looked for together; gives the first that stands in a text. */
type Forms = (words: Searched) => { readonly found: string; readonly index: number } | undefined;

interface Term {
  readonly note: string | undefined;
  readonly wordings: ReadonlyMap<string, Wording>;
}

/** The agreed words of a project, ready to be looked for. */
export interface Glossary {
  /** The terms that a string has. Every language asks of the same source strings, so the answer is kept. */
  termsOf(text: string, locale: string): readonly Term[];
  /** Forms that are wrong, by locale. */
  readonly rejected: ReadonlyMap<string, readonly Rejected[]>;
}

/** Reads `data/glossary.json`. */
export function readGlossary(source: SourceText, report: Report): Glossary | undefined {
  const document = parseJson(source, report);
  const data = document && validateDocument('Glossary', document, report);
  return data && compileGlossary(data);
}

export function compileGlossary({ terms }: GlossaryData): Glossary {
  const rejected = new Map<string, Rejected[]>();
  const all: readonly Term[] = Object.values(terms).map(({ note, forms }) => ({
    note,
    wordings: new Map(
      Object.entries(forms).map(([locale, { use, accept, reject }]) => {
        const list = rejected.get(locale) ?? [];
        for (const form of reject ?? []) list.push({ forms: formsOf([form], locale), instead: use });
        rejected.set(locale, list);
        return [locale, { preferred: use, forms: formsOf([use, ...(accept ?? [])], locale) }] as const;
      }),
    ),
  }));
  const found = new Map<string, readonly Term[]>();
  const termsOf = (text: string, locale: string): readonly Term[] => {
    const key = `${locale}\n${text}`;
    let list = found.get(key);
    if (list === undefined) {
      const words = wordsOf(text);
      list = all.filter(({ wordings }) => wordings.get(locale)?.forms(words));
      found.set(key, list);
    }
    return list;
  };
  return { termsOf, rejected };
}

/** Classes of Unicode in any case take a fraction of a millisecond each to compile; the estimate is of their tables. */
const patterns = new LruCache<string, RegExp>(16 << 20, (_, source) => 8000 + 2 * source.length);

/** Prepositions, conjunctions and the article that Arabic writes as part of the word. */
const ARABIC_PREFIX = '(?:[وفبكل]{0,2}(?:ال|ل)?)';

const ENDING = '[\\p{L}\\p{M}]*';

/** Most texts have not even the beginning of a form: only those that do are searched by the pattern, made when first needed. */
function formsOf(forms: readonly string[], locale: string): Forms {
  const beginnings = forms.map((form) => /^[^\s\u00a0\u202f'’*]*/.exec(withoutArticle(form))![0].toLowerCase());
  let pattern: RegExp | undefined;
  return ({ text, lower }) => {
    if (!beginnings.some((beginning) => lower.includes(beginning))) return undefined;
    pattern ??= patternOf(forms, locale);
    const match = pattern.exec(text);
    return match ? { found: match[0], index: match.index } : undefined;
  };
}

/** An Arabic word without the article that is written as part of it. */
const withoutArticle = (form: string): string => form.replace(/^\u0627\u0644/, '');

/**
 * Whole words, in any case and with any spaces; a star stands for any letters. Arabic script joins small words to the
 * front and, in Kurdish, endings to the back.
 */
function patternOf(forms: readonly string[], locale: string): RegExp {
  const arabic = /^(?:ar|ckb|fa|ur)\b/.test(locale);
  const alternatives = forms.map((form) => {
    const body = withoutArticle(form)
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/[\s\u00a0\u202f]+/g, '[\\s\\u00a0\\u202f]+')
      .replace(/['\u2019]/g, "['’]")
      .replaceAll('*', ENDING);
    return arabic ? body + ENDING : body;
  });
  const before = arabic ? `(?<![\\p{L}\\p{N}])${ARABIC_PREFIX}` : '(?<![\\p{L}\\p{N}])';
  const source = `${before}(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`;
  let pattern = patterns.get(source);
  if (pattern === undefined) {
    pattern = new RegExp(source, 'iu');
    patterns.set(source, pattern);
  }
  return pattern;
}

/** A string without its placeholders and tags, every word where it was. */
function wordsOf(string: string): Searched {
  const pieces = piecesOf(string).map((piece) =>
    piece.kind === 'text' ? piece.text : '\ufffc'.repeat(piece.native.length),
  );
  const text = pieces.join('');
  return { text, lower: text.toLowerCase() };
}

/** The terms of a source string with what the other language says for them. */
export function termsIn(
  source: string,
  glossary: Glossary | undefined,
  sourceLocale: string,
  targetLocale: string,
): readonly { source: string; target: string; note?: string | undefined }[] {
  return (glossary?.termsOf(source, sourceLocale) ?? []).flatMap(({ wordings, note }) => {
    const [from, to] = [wordings.get(sourceLocale), wordings.get(targetLocale)];
    return from && to ? [{ source: from.preferred, target: to.preferred, ...(note ? { note } : {}) }] : [];
  });
}

/** A term of the source string must be said in one of the agreed ways, and no rejected form may stand anywhere. */
export function checkTerms(
  text: string,
  source: string | undefined,
  glossary: Glossary,
  [locale, sourceLocale]: readonly [string, string],
  { document, pointer }: MessagePlace,
  report: Report,
): void {
  const words = wordsOf(text);
  const told = new Set<string>();
  for (const { forms, instead } of glossary.rejected.get(locale) ?? []) {
    const match = forms(words);
    if (!match) continue;
    told.add(instead);
    const place = document.placeInString(pointer, match.index);
    report(finding('text-glossary', `"${match.found}" is not the agreed word.`, place, `Write "${instead}".`));
  }
  if (source === undefined) return;
  for (const { wordings } of glossary.termsOf(source, sourceLocale)) {
    const [from, to] = [wordings.get(sourceLocale), wordings.get(locale)];
    if (!from || !to || told.has(to.preferred) || to.forms(words)) continue;
    report(
      finding(
        'text-glossary',
        `"${from.preferred}" is translated otherwise than the glossary says.`,
        document.place(pointer),
        `The agreed word is "${to.preferred}".`,
      ),
    );
  }
}
