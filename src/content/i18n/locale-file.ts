import { finding, type Report } from '../../base/diagnostics.ts';
import type { SourceText } from '../../base/source.ts';
import type { LocaleFile } from '../dataset/generated/types.ts';
import { type JsonDocument, parseJson, pointerStep } from '../dataset/json.ts';
import { SHEET_LABELS } from '../dataset/needs.ts';
import { didYouMean } from '../dataset/suggest.ts';
import { validateDocument } from '../dataset/validate.ts';
import { createFormats, type Formats, PERIOD_ARGUMENTS } from './formats.ts';
import { type LocaleInfo, parseLocale } from './locale.ts';
import { allParts, type CompiledMessage, compileMessage } from './messages.ts';

/** A read `data/locales/<locale>.json`: shared by every mission in that language. */
export interface LocalePack {
  readonly info: LocaleInfo;
  readonly file: LocaleFile;
  readonly document: JsonDocument;
  readonly formats: Formats;
  readonly labels: ReadonlyMap<string, CompiledMessage>;
  readonly units: ReadonlyMap<string, CompiledMessage>;
}

/** Reads the file of a locale; undefined where it cannot be used. */
export function readLocaleFile(source: SourceText, report: Report): LocalePack | undefined {
  const document = parseJson(source, report);
  const file = document && validateDocument('LocaleFile', document, report);
  if (document === undefined || file === undefined) return undefined;

  let sound = true;
  const check: Report = (diagnostic) => {
    if (diagnostic.severity === 'error') sound = false;
    report(diagnostic);
  };
  const info = parseLocale(file.locale, check, document.place('/locale'));
  if (info === undefined) return undefined;
  if (file.formatLocale !== undefined) parseLocale(file.formatLocale, check, document.place('/formatLocale'));
  for (const key of ['direction', 'script'] as const) {
    if (file[key] === info[key]) continue;
    check(
      finding(
        'locale-mismatch',
        `"${info.tag}" is written ${info[key]}, not ${file[key]}.`,
        document.place(`/${key}`),
        `Write "${info[key]}".`,
      ),
    );
  }

  const compiled = (part: Readonly<Record<string, string>>, at: string) => {
    const messages = new Map<string, CompiledMessage>();
    for (const [key, text] of Object.entries(part)) {
      const pointer = `${at}${pointerStep(key)}`;
      const message = compileMessage(text, info.tag, (f) => {
        check(finding(f.code, f.message, document.placeInString(pointer, f.offset), f.hint));
      });
      if (message) messages.set(key, message);
    }
    return messages;
  };
  const labels = compiled(file.labels, '/labels');
  const units = compiled(file.units ?? {}, '/units');
  checkLabels(labels, document, check);
  for (const [key, pattern] of compiled({ ...file.formats.periods }, '/formats/periods'))
    checkArguments(pattern, PERIOD_ARGUMENTS, { document, pointer: `/formats/periods/${key}`, what: 'period' }, check);
  if (!sound) return undefined;
  return { info, file, document, formats: createFormats(file), labels, units };
}

/** Every label that sheets need must be there, with no argument that nobody gives it. */
function checkLabels(labels: ReadonlyMap<string, CompiledMessage>, document: JsonDocument, report: Report): void {
  for (const [key, given] of Object.entries(SHEET_LABELS)) {
    const label = labels.get(key);
    if (label === undefined) {
      // A label that is there but could not be compiled has been reported already.
      const known = Object.hasOwn((document.value as LocaleFile).labels, key);
      if (!known)
        report(
          finding(
            'label-missing',
            `The label "${key}" is missing.`,
            document.place('/labels'),
            `Add "${key}" to labels.`,
          ),
        );
      continue;
    }
    const pointer = `/labels${pointerStep(key)}`;
    checkArguments(label, given, { document, pointer, what: `label "${key}"` }, report);
  }
}

/** A message of the locale file may use no argument but those it is given. */
function checkArguments(
  message: CompiledMessage,
  given: readonly string[],
  { document, pointer, what }: { document: JsonDocument; pointer: string; what: string },
  report: Report,
): void {
  for (const part of allParts(message)) {
    if ((part.kind !== 'value' && part.kind !== 'choice') || given.includes(part.arg)) continue;
    const place = document.placeInString(pointer, part.offset);
    const known = given.length > 0 ? `Given: ${given.join(', ')}.` : 'It has no arguments.';
    const hint = [didYouMean(part.arg, given), known].filter(Boolean).join(' ');
    report(finding('text-unknown-placeholder', `{${part.arg}} is not given to the ${what}.`, place, hint));
  }
}
