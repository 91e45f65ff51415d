import type { DiagnosticCode } from '../../base/codes.ts';
import { finding, type Report } from '../../base/diagnostics.ts';
import { commonWords } from './common-words.ts';
import type { LocalePack } from './locale-file.ts';
import { allParts, type CompiledMessage } from './messages.ts';
import type { MessagePlace } from './placeholders.ts';

/** A run of words in a string: no placeholders and no markup. `offset` counts in the decoded string. */
export interface Words {
  readonly text: string;
  readonly offset: number;
  /** Inside an element that says its own language. */
  readonly foreign: boolean;
}

/** The words of a message; those marked as another language are told apart. */
export function wordsOf(message: CompiledMessage): readonly Words[] {
  const words: Words[] = [];
  const open: boolean[] = [];
  for (const part of allParts(message)) {
    if (part.kind !== 'literal') continue;
    let at = 0;
    const add = (end: number) => {
      if (end > at)
        words.push({ text: part.source.slice(at, end), offset: part.offset + at, foreign: open.includes(true) });
    };
    for (const tag of part.source.matchAll(/<(\/?)[a-z][^<>]*>/g)) {
      add(tag.index);
      at = tag.index + tag[0].length;
      if (tag[1]) open.pop();
      else open.push(/\blang=/.test(tag[0]));
    }
    add(part.source.length);
  }
  return words;
}

/** One thing that a language does otherwise: where it stands and what to do. */
interface Slip {
  readonly code: DiagnosticCode;
  readonly index: number;
  readonly message: string;
  readonly hint?: string;
}

type Rule = (text: string, pack: LocalePack) => Iterable<Slip>;

const SPACE = '[ \\u00a0\\u202f\\u2009]';

function* spaces(text: string, { info }: LocalePack): Iterable<Slip> {
  const french = info.language === 'fr';
  for (const { index } of text.matchAll(/[ \u00a0\u202f\u2009]{2,}|[\t\r\n]/g))
    yield {
      code: 'text-space',
      index,
      message: 'Spaces stand twice, or a line ends, inside a sentence.',
      hint: 'Write one space.',
    };
  for (const match of text.matchAll(new RegExp(`(${SPACE}?)([;!?]|:(?![/\\d]))(?=\\s|$|[»”])`, 'g'))) {
    const [whole, before, mark] = match;
    if (french && before !== '\u202f' && before !== '\u00a0')
      yield {
        code: 'text-space',
        index: match.index,
        message: `French sets a no-break space before "${mark}".`,
        hint: `Write ${mark === ':' ? '\\u00a0' : '\\u202f'}${mark}`,
      };
    if (!french && before)
      yield {
        code: 'text-space',
        index: match.index,
        message: `No space stands before "${mark}" in this language.`,
        hint: `Write ${whole.trim()}`,
      };
  }
  for (const match of text.matchAll(new RegExp(`${SPACE}([.,،؛؟])(?=\\s|$)`, 'g')))
    yield {
      code: 'text-space',
      index: match.index,
      message: `No space stands before "${match[1]}".`,
      hint: `Write ${match[1]} after the word.`,
    };
  if (french) {
    for (const match of text.matchAll(/\u00ab(?![\u00a0\u202f])|(?<![\u00a0\u202f])\u00bb/g))
      yield {
        code: 'text-space',
        index: match.index,
        message: 'French sets a no-break space inside guillemets.',
        hint: 'Write «\\u202f…\\u202f».',
      };
  }
}

/** Without the spaces that French sets inside. */
const marksOf = ({ formats }: LocalePack['file']): readonly [string, string] => {
  const [opening = '', closing = ''] = formats.quotation;
  return [opening.trim(), closing.trim()];
};

const DOUBLE_QUOTES = /["\u201c-\u201f\u00ab\u00bb\u301d\u301e]/g;

function* quotes(text: string, { file }: LocalePack): Iterable<Slip> {
  const [opening, closing] = marksOf(file);
  for (const { 0: mark, index } of text.matchAll(DOUBLE_QUOTES)) {
    if (mark === opening || mark === closing) continue;
    yield {
      code: 'text-quotes',
      index,
      message: `"${mark}" is no quotation mark of this language.`,
      hint: `Write ${opening}…${closing}.`,
    };
  }
  for (const { index } of text.matchAll(/(?<=\p{L})['`\u00b4](?=\p{L}|\s|$)/gu))
    yield { code: 'text-quotes', index, message: 'This is no apostrophe of print.', hint: 'Write ’ (U+2019).' };
}

/** Marks may stand on both sides of a placeholder, so partners are looked for in the whole string. */
function* quotePairs(text: string, { file }: LocalePack): Iterable<Slip> {
  const [opening, closing] = marksOf(file);
  const hint = `Write ${opening}…${closing}.`;
  const open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(DOUBLE_QUOTES)) {
    if (mark !== opening && mark !== closing) continue;
    // Where both marks are one, it closes what is open.
    if (mark === opening && (opening !== closing || open.length === 0)) open.push(index);
    else if (open.pop() === undefined) yield { code: 'text-quotes', index, message: `${mark} closes nothing.`, hint };
  }
  for (const index of open) yield { code: 'text-quotes', index, message: `${text[index]} is not closed.`, hint };
}

/** Zeros of the numbering systems that CLDR gives the languages of Arabic script, by name. */
const ZEROS: Readonly<Record<string, number>> = { latn: 0x30, arab: 0x660, arabext: 0x6f0, deva: 0x966, beng: 0x9e6 };

function* digits(text: string, { file }: LocalePack): Iterable<Slip> {
  const zero = ZEROS[file.formats.numberingSystem];
  if (zero === undefined) return;
  for (const { 0: run, index } of text.matchAll(/\p{Nd}+/gu)) {
    if ([...run].every((digit) => digit.codePointAt(0)! >= zero && digit.codePointAt(0)! < zero + 10)) continue;
    // Digits of a name in Latin letters, such as EH101 or B 159, belong to it.
    const before =
      text
        .slice(0, index)
        .replace(/[\s\u00a0\u2066-\u2069\u200e\u200f-]+$/u, '')
        .at(-1) ?? '';
    const ofName = /[A-Za-z]/.test(before) || /^[A-Za-z]/.test(text.slice(index + run.length));
    if (ofName && /^[0-9]+$/.test(run)) continue;
    const system = `the digits of this language (${file.formats.numberingSystem})`;
    yield {
      code: 'text-digits',
      index,
      message: `"${run}" is not written in ${system}.`,
      hint: `Write ${inDigits(run, zero)}`,
    };
  }
}

/** A number with other digits; the blocks of decimal digits begin at a multiple of ten from U+0030 or U+0660. */
function inDigits(run: string, zero: number): string {
  const zeros = Object.values(ZEROS);
  return run.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!;
    const own = zeros.find((start) => code >= start && code < start + 10);
    return own === undefined ? digit : String.fromCodePoint(zero + code - own);
  });
}

/** UAX #9: embeddings and overrides end by PDF, isolates by PDI, in the order of their beginning. */
function* bidiControls(text: string): Iterable<Slip> {
  const open: { closer: string; index: number }[] = [];
  for (const { 0: control, index } of text.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (control === '\u202c' || control === '\u2069') {
      if (open.at(-1)?.closer === control) open.pop();
      else yield { code: 'text-bidi', index, message: `${name(control)} closes nothing.`, hint: 'Remove it.' };
    } else open.push({ closer: control >= '\u2066' ? '\u2069' : '\u202c', index });
  }
  for (const { closer, index } of open)
    yield {
      code: 'text-bidi',
      index,
      message: `${name(text[index]!)} is not closed by ${name(closer)}.`,
      hint: `Write ${name(closer)} where it ends, or remove it.`,
    };
}

const name = (control: string): string => `U+${control.charCodeAt(0).toString(16).toUpperCase()}`;

/** Arabic and Kurdish have a comma, semicolon and question mark of their own. */
function* arabicMarks(text: string, { info }: LocalePack): Iterable<Slip> {
  if (info.script !== 'Arab') return;
  const own: Readonly<Record<string, string>> = { ',': '،', ';': '؛', '?': '؟' };
  for (const { 0: mark, index } of text.matchAll(/(?<=[\p{Script=Arab}])\s*[,;?]/gu)) {
    const wanted = own[mark.trim()]!;
    yield {
      code: 'text-quotes',
      index,
      message: `"${mark.trim()}" is no mark of this language.`,
      hint: `Write ${wanted}`,
    };
  }
}

const WORD_RULES: readonly Rule[] = [spaces, quotes, digits, arabicMarks];
const STRING_RULES: readonly Rule[] = [quotePairs, bidiControls];

/** Everything that the language sets otherwise: spaces, quotation marks, digits, controls of direction. */
export function checkProse(
  text: string,
  words: readonly Words[],
  pack: LocalePack,
  { document, pointer }: MessagePlace,
  report: Report,
): void {
  const tell = ({ code, index, message, hint }: Slip, offset: number) =>
    report(finding(code, message, document.placeInString(pointer, offset + index), hint));
  for (const part of words) {
    if (part.foreign) continue;
    for (const rule of WORD_RULES) for (const slip of rule(part.text, pack)) tell(slip, part.offset);
  }
  for (const rule of STRING_RULES) for (const slip of rule(text, pack)) tell(slip, 0);
  if (/^\s|\s$/.test(text))
    tell(
      {
        code: 'text-space',
        index: /^\s/.test(text) ? 0 : text.length - 1,
        message: 'The string begins or ends with a space.',
        hint: 'Remove it.',
      },
      0,
    );
}

const WORD = /[\p{L}\p{M}]+/gu;

/** Words of the source language in a translation: whole strings left as they were, or words that only it has. */
export function checkTranslated(
  words: readonly Words[],
  source: readonly Words[],
  { language, sourceLanguage }: { readonly language: string; readonly sourceLanguage: string },
  { document, pointer }: MessagePlace,
  report: Report,
): void {
  const plain = (list: readonly Words[]) =>
    list
      .map(({ text }) => text.trim())
      .join(' ')
      .trim();
  const own = plain(words.filter(({ foreign }) => !foreign));
  if (own === plain(source) && (own.match(WORD) ?? []).length >= 3) {
    const hint = `Translate it, or write <span lang="${sourceLanguage}">…</span> where it is a name.`;
    report(finding('text-untranslated', 'The string is left as its source has it.', document.place(pointer), hint));
    return;
  }
  const [theirs, ours] = [commonWords(sourceLanguage), commonWords(language)];
  for (const { text, offset, foreign } of words) {
    if (foreign) continue;
    for (const { 0: word, index } of text.matchAll(WORD)) {
      const lower = word.toLowerCase();
      if (!theirs.has(lower) || ours.has(lower) || word.length < 2) continue;
      report(
        finding(
          'text-untranslated',
          `"${word}" is a word of the source language.`,
          document.placeInString(pointer, offset + index),
          `Translate it, or write <span lang="${sourceLanguage}">${word}</span> where it is a name.`,
        ),
      );
    }
  }
}
