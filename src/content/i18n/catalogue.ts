import { finding, type Report } from '../../base/diagnostics.ts';
import type { SourceText } from '../../base/source.ts';
import type { Text } from '../dataset/generated/types.ts';
import { type JsonDocument, parseJson, pointerStep } from '../dataset/json.ts';
import type { Language } from '../dataset/language.ts';
import { type MissionRecord, nameIds } from '../dataset/mission.ts';
import { neededMessages, neededNames, neededWords } from '../dataset/needs.ts';
import { didYouMean } from '../dataset/suggest.ts';
import { validateDocument } from '../dataset/validate.ts';
import type { LocalePack } from './locale-file.ts';
import { type CompiledMessage, compileMessage } from './messages.ts';
import {
  checkBareNumbers,
  checkPlaceholders,
  checkSameArguments,
  knownNumbers,
  placeholderTargets,
} from './placeholders.ts';
import { createLanguage } from './speak.ts';

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
  readonly text: SourceText;
  readonly pack: LocalePack;
  /** Catalogue of the source locale; absent for the source locale itself. */
  readonly from?: Catalogue | undefined;
}

/** Reads a text file; undefined where a sheet cannot be made of it. A missing translation is an error. */
export function readCatalogue(
  { record, text: source, pack, from }: CatalogueInput,
  report: Report,
): Catalogue | undefined {
  const { tag } = pack.info;
  let sound = true;
  const check: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') sound = false;
    report({ mission: record.id, locale: tag, ...diagnostic });
  };
  const document = parseJson(source, check);
  const text = document && validateDocument('Text', document, check);
  if (document === undefined || text === undefined) return undefined;

  const mismatch = (key: 'mission' | 'locale', wanted: string) => {
    if (text[key] !== wanted)
      check(finding('locale-mismatch', `The ${key} is "${text[key]}", not "${wanted}".`, document.place(`/${key}`)));
  };
  mismatch('mission', record.id);
  mismatch('locale', tag);
  checkWords(record, pack, check);
  checkKeys(record, text, from?.text, document, check);

  const messages = new Map<string, CompiledMessage>();
  const names = new Set(Object.keys(text.names ?? {}));
  const targets = placeholderTargets(record);
  const numbers = knownNumbers(record);
  for (const [key, value] of Object.entries(text.messages)) {
    const place = { document, pointer: `/messages${pointerStep(key)}` };
    const message = compileMessage(value, tag, (f) => {
      check(finding(f.code, f.message, document.placeInString(place.pointer, f.offset)));
    });
    if (message === undefined) continue;
    messages.set(key, message);
    checkPlaceholders(message, targets, names, place, check);
    checkBareNumbers(message, numbers, place, check);
    const original = from?.messages.get(key);
    if (original) checkSameArguments(message, original, key, place, check);
  }
  if (!sound) return undefined;
  return { pack, text, document, messages, language: createLanguage(record, pack, text.names ?? {}, messages) };
}

/** Units, ranks and fact labels of the mission must have words in the locale file. */
function checkWords({ data }: MissionRecord, { file, document }: LocalePack, report: Report): void {
  const needed = neededWords(data);
  for (const part of ['units', 'ranks', 'labels'] as const) {
    for (const key of needed[part]) {
      if (Object.hasOwn(file[part] ?? {}, key)) continue;
      report(finding('label-missing', `The locale file has no "${key}" in ${part}.`, document.place(`/${part}`)));
    }
  }
}

function checkKeys(
  { data }: MissionRecord,
  text: Text,
  source: Text | undefined,
  document: JsonDocument,
  report: Report,
): void {
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
      report(finding('text-missing', `"${key}" of ${part} has no text.`, document.place(`/${part}`), hint));
    }
  };
  const messages = neededMessages(data);
  compare('messages', messages, (key) => messages.has(key), messages);

  const names = neededNames(data);
  const allowed = new Set(nameIds(data));
  compare('names', names, (key) => allowed.has(key.split('.')[0]!), allowed);
}
