import { finding, type Report } from '../../base/diagnostics.ts';
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

/** Forms of a word to look for. A pattern costs far more than a look whether its first letters are there at all. */
interface Forms {
  readonly beginnings: readonly string[];
  readonly pattern: () => RegExp;
}

/** Where one of the forms stands in a text, which is also given in lower case. */
const find = ({ beginnings, pattern }: Forms, text: string, lower: string): RegExpExecArray | null =>
  beginnings.some((letters) => lower.includes(letters)) ? pattern().exec(text) : null;

/** The agreed words of a project, ready to be looked for. */
export interface Glossary {
  readonly terms: readonly {
    readonly id: string;
    readonly note: string | undefined;
    readonly wordings: ReadonlyMap<string, Wording>;
  }[];
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
  return {
    terms: Object.entries(terms).map(([id, { note, forms }]) => ({
      id,
      note,
      wordings: new Map(
        Object.entries(forms).map(([locale, { use, accept, reject }]) => {
          const list = rejected.get(locale) ?? [];
          for (const form of reject ?? []) list.push({ forms: formsOf([form], locale), instead: use });
          rejected.set(locale, list);
          return [locale, { preferred: use, forms: formsOf([use, ...(accept ?? [])], locale) }] as const;
        }),
      ),
    })),
    rejected,
  };
}

function formsOf(forms: readonly string[], locale: string): Forms {
  let pattern: RegExp | undefined;
  return {
    beginnings: forms.map((form) => /^(?:\u0627\u0644)?([^\s*'\u2019]*)/u.exec(form.toLowerCase())![1]!),
    pattern: () => {
      pattern ??= patternOf(forms, locale);
      return pattern;
    },
  };
}

/** Prepositions, conjunctions and the article that Arabic writes as part of the word. */
const ARABIC_PREFIX = '(?:[وفبكل]{0,2}(?:ال|ل)?)';

const ENDING = '[\\p{L}\\p{M}]*';

/**
 * Whole words, in any case and with any spaces; a star stands for any letters. Arabic script joins small words to the
 * front and, in Kurdish, endings to the back.
 */
function patternOf(forms: readonly string[], locale: string): RegExp {
  const arabic = /^(?:ar|ckb|fa|ur)\b/.test(locale);
  const alternatives = forms.map((form) => {
    const body = form
      .replace(/^\u0627\u0644/, '')
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/[\s\u00a0\u202f]+/g, '[\\s\\u00a0\\u202f]+')
      .replace(/['\u2019]/g, "['’]")
      .replaceAll('*', ENDING);
    return arabic ? body + ENDING : body;
  });
  const before = arabic ? `(?<![\\p{L}\\p{N}])${ARABIC_PREFIX}` : '(?<![\\p{L}\\p{N}])';
  return new RegExp(`${before}(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** A string without its placeholders and tags, every word where it was. */
const wordsOf = (text: string): string =>
  piecesOf(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : '\ufffc'.repeat(piece.native.length)))
    .join('');

/** The terms of a source string with what the other language says for them. */
export function termsIn(
  source: string,
  glossary: Glossary | undefined,
  sourceLocale: string,
  targetLocale: string,
): readonly { source: string; target: string; note?: string | undefined }[] {
  const words = wordsOf(source);
  const lower = words.toLowerCase();
  return (glossary?.terms ?? []).flatMap(({ wordings, note }) => {
    const [from, to] = [wordings.get(sourceLocale), wordings.get(targetLocale)];
    return from && to && find(from.forms, words, lower)
      ? [{ source: from.preferred, target: to.preferred, ...(note ? { note } : {}) }]
      : [];
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
  const lower = words.toLowerCase();
  for (const { forms, instead } of glossary.rejected.get(locale) ?? []) {
    const match = find(forms, words, lower);
    if (!match) continue;
    const place = document.placeInString(pointer, match.index);
    report(finding('text-glossary', `"${match[0]}" is not the agreed word.`, place, `Write "${instead}".`));
  }
  if (source === undefined) return;
  const original = wordsOf(source);
  const originalLower = original.toLowerCase();
  for (const { wordings } of glossary.terms) {
    const [from, to] = [wordings.get(sourceLocale), wordings.get(locale)];
    if (!from || !to || !find(from.forms, original, originalLower) || find(to.forms, words, lower)) continue;
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
