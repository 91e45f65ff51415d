import { finding, type Report } from '../../base/diagnostics.ts';
import { withExceptions } from '../dataset/exceptions.ts';
import type { Text } from '../dataset/generated/types.ts';
import { type JsonDocument, pointerStep } from '../dataset/json.ts';
import type { Language } from '../dataset/language.ts';
import { type MissionRecord, nameIds } from '../dataset/mission.ts';
import { neededMessages, neededNames, neededWords } from '../dataset/needs.ts';
import { didYouMean } from '../dataset/suggest.ts';
import { textLength } from './exchange/pieces.ts';
import { checkTerms, type Glossary } from './glossary.ts';
import type { LocalePack } from './locale-file.ts';
import { type CompiledMessage, compileMessage } from './messages.ts';
import {
  checkBareValues,
  checkPlaceholders,
  checkSameArguments,
  knownValues,
  placeholderTargets,
} from './placeholders.ts';
import { checkProse, checkTranslated, wordsOf } from './prose.ts';
import { createLanguage } from './speak.ts';
import { type TextFile, type TranslationPolicy, textUnits, unitPointer } from './state.ts';

/** One mission in one language: checked against its data and, for a translation, against its source text. */
export interface Catalogue {
  readonly pack: LocalePack;
  readonly text: Text;
  readonly document: JsonDocument;
  readonly messages: ReadonlyMap<string, CompiledMessage>;
  readonly language: Language;
}

export interface CatalogueInput {
  readonly record: MissionRecord;
  /** `text.<locale>.json` */
  readonly file: TextFile;
  readonly pack: LocalePack;
  /** Catalogue of the source locale; absent for the source locale itself. */
  readonly from?: Catalogue | undefined;
  /**
   * Checks of the words too, against the glossary if there is one. Sheets can be made without: what these find is a
   * warning, and takes longer than making the sheet.
   */
  readonly prose?: { readonly glossary: Glossary | undefined } | undefined;
  /** How severe a missing translation is; where it is no error, the source string stands for it. */
  readonly missing?: TranslationPolicy['missing'] | undefined;
}

/** Checks a text file; undefined where a sheet cannot be made of it. */
export function readCatalogue(
  { record, file, pack, from, prose, missing = 'error' }: CatalogueInput,
  report: Report,
): Catalogue | undefined {
  const { tag } = pack.info;
  const { text, document } = file;
  // Without a sidecar that can be read nobody knows what the translation was made from.
  let sound = !file.sidecar || file.state !== undefined;
  const excepted = withExceptions(text.exceptions, document, (d) => report({ mission: record.id, locale: tag, ...d }));
  const check: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') sound = false;
    excepted.report(diagnostic);
  };
  const mismatch = (own: string, wanted: string, key: 'mission' | 'locale', { place }: JsonDocument) => {
    if (own === wanted) return;
    const message = `The ${key} is "${own}", not "${wanted}".`;
    check(finding('locale-mismatch', message, place(`/${key}`), `Write "${wanted}".`));
  };
  for (const [key, wanted] of [
    ['mission', record.id],
    ['locale', tag],
  ] as const) {
    mismatch(text[key], wanted, key, document);
    if (file.state && file.sidecar?.document) mismatch(file.state[key], wanted, key, file.sidecar.document);
  }
  checkWords(record, pack, check);
  checkKeys(record, { text, source: from?.text, document, missing }, check);

  const messages = new Map<string, CompiledMessage>();
  const names = new Set(Object.keys(text.names ?? {}));
  const targets = placeholderTargets(record);
  for (const [key, value] of Object.entries(text.messages)) {
    const place = { document, pointer: `/messages${pointerStep(key)}` };
    const message = compileMessage(value, tag, (f) => {
      check(finding(f.code, f.message, document.placeInString(place.pointer, f.offset), f.hint));
    });
    if (message === undefined) continue;
    messages.set(key, message);
    const named = checkPlaceholders(message, targets, names, place, check);
    const original = from?.messages.get(key);
    if (original && named) checkSameArguments(message, original, key, place, check);
  }
  if (prose) {
    checkStrings({ record, file, pack, from, messages }, check);
    if (prose.glossary) checkGlossary(file, pack, from, prose.glossary, check);
    checkLimits(file, check);
    excepted.finish();
  }
  if (!sound) return undefined;

  const standIn = missing === 'error' ? undefined : from;
  for (const [key, message] of standIn?.messages ?? [])
    if (!messages.has(key)) messages.set(key, inLanguage(message, standIn!.pack.info.tag));
  const whole = { ...standIn?.text.names, ...text.names };
  return { pack, text, document, messages, language: createLanguage(record, pack, whole, messages) };
}

interface Strings {
  readonly record: MissionRecord;
  readonly file: TextFile;
  readonly pack: LocalePack;
  readonly from: Catalogue | undefined;
  readonly messages: ReadonlyMap<string, CompiledMessage>;
}

/** Numbers and days that should be placeholders, and what the language sets otherwise. */
function checkStrings({ record, file: { text, document }, pack, from, messages }: Strings, report: Report): void {
  const known = knownValues(record, pack.formats);
  for (const [key, message] of messages) {
    const place = { document, pointer: `/messages${pointerStep(key)}` };
    checkBareValues(message, known, place, report);
    const words = wordsOf(message);
    checkProse(text.messages[key]!, words, pack, place, report);
    const original = from?.messages.get(key);
    if (from && original) checkTranslated(words, wordsOf(original), languagesOf(pack, from), place, report);
  }
  for (const [key, name] of Object.entries(text.names ?? {})) {
    const place = { document, pointer: `/names${pointerStep(key)}` };
    checkProse(name, [{ text: name, offset: 0, foreign: false }], pack, place, report);
  }
}

const languagesOf = (pack: LocalePack, from: Catalogue) => ({
  language: pack.info.language,
  sourceLanguage: from.pack.info.language,
});

/** A message that stands in for one of another language, marked as what it is (WCAG 2.1 criterion 3.1.2). */
function inLanguage(message: CompiledMessage, tag: string): CompiledMessage {
  const mark = (html: string) => ({ kind: 'literal', html, text: '', source: '', offset: 0 }) as const;
  return [mark(`<span lang="${tag}">`), ...message, mark('</span>')];
}

/** Every string must say the agreed words; a translation, those of its source string. */
function checkGlossary(
  { text, document }: TextFile,
  pack: LocalePack,
  from: Catalogue | undefined,
  glossary: Glossary,
  report: Report,
): void {
  const locales = [pack.info.tag, from?.pack.info.tag ?? ''] as const;
  const originals = new Map(from ? textUnits(from.text).map(({ key, text }) => [key, text]) : []);
  for (const { key, text: own } of textUnits(text))
    checkTerms(own, originals.get(key), glossary, locales, { document, pointer: unitPointer(key) }, report);
}

/** No string may be longer than what its place was measured to hold. */
function checkLimits({ text, document, state }: TextFile, report: Report): void {
  for (const { key, text: own } of textUnits(text)) {
    const limit = state?.entries[key]?.limit;
    const length = textLength(own);
    if (limit === undefined || length <= limit) continue;
    const message = `"${key}" has ${length} characters without its placeholders; its place holds ${limit}.`;
    const hint = `Take out ${length - limit} characters, or measure again by faktaark translate extract.`;
    report(finding('text-too-long', message, document.place(unitPointer(key)), hint));
  }
}

/** Units, ranks and fact labels of the mission must have words in the locale file. */
function checkWords({ data }: MissionRecord, { file, document }: LocalePack, report: Report): void {
  const needed = neededWords(data);
  for (const part of ['units', 'ranks', 'labels'] as const) {
    for (const key of needed[part]) {
      if (Object.hasOwn(file[part] ?? {}, key)) continue;
      const hint = didYouMean(
        key,
        Object.keys(file[part] ?? {}).filter((other) => !needed[part].has(other)),
      );
      const message = `The locale file has no "${key}" in ${part}.`;
      report(finding('label-missing', message, document.place(`/${part}`), hint ?? `Add "${key}" to ${part}.`));
    }
  }
}

interface Keys {
  readonly text: Text;
  readonly source: Text | undefined;
  readonly document: JsonDocument;
  readonly missing: TranslationPolicy['missing'];
}

function checkKeys({ data }: MissionRecord, { text, source, document, missing }: Keys, report: Report): void {
  const severity = source ? missing : 'error';
  const compare = (
    part: 'messages' | 'names',
    needed: ReadonlySet<string>,
    known: (key: string) => boolean,
    candidates: Iterable<string>,
  ) => {
    const own = text[part] ?? {};
    const unknown = Object.keys(own).filter((key) => !known(key));
    for (const key of unknown) {
      const place = document.keyPlace(`/${part}${pointerStep(key)}`);
      const missing = [...candidates].filter((candidate) => !Object.hasOwn(own, candidate));
      report(finding('text-unknown-key', `Nothing uses "${key}" of ${part}.`, place, didYouMean(key, missing)));
    }
    for (const key of needed) {
      if (Object.hasOwn(own, key)) continue;
      const hint = source ? `The ${source.locale} text is: ${source[part]?.[key] ?? ''}` : undefined;
      if (severity === 'ignore') continue;
      const found = finding('text-missing', `"${key}" of ${part} has no text.`, document.place(`/${part}`), hint);
      report({ ...found, severity });
    }
  };
  const messages = neededMessages(data);
  compare('messages', messages, (key) => messages.has(key), messages);

  const names = neededNames(data);
  const allowed = new Set(nameIds(data));
  compare('names', names, (key) => allowed.has(key.split('.')[0]!), allowed);
}
