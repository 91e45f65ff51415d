import { finding, type Report } from '../../base/diagnostics.ts';
import { sha256 } from '../../base/hash.ts';
import type { SourceText } from '../../base/source.ts';
import type { Text, TextState } from '../dataset/generated/types.ts';
import { type JsonDocument, parseJson, pointerStep } from '../dataset/json.ts';
import { validateDocument } from '../dataset/validate.ts';

/** How far a translated string has come (the states of XLIFF 2). */
export type TranslationState = 'initial' | 'translated' | 'reviewed' | 'final';

/** One translatable string: `key` is `names/nmi` or `messages/lead`. */
export interface TextUnit {
  readonly key: string;
  readonly text: string;
}

/** The hash that a sidecar keeps: the first 16 hexadecimal digits of the SHA-256. */
export function sourceHash(text: string): string {
  return sha256(text).slice(0, 16);
}

/** Every translatable string of a text file, in its order. */
export function textUnits(text: Text): readonly TextUnit[] {
  const units = (part: 'names' | 'messages') =>
    Object.entries(text[part] ?? {}).map(([key, value]) => ({ key: `${part}/${key}`, text: value }));
  return [...units('names'), ...units('messages')];
}

/** Reads `text.<locale>.state.json`. */
export function readTextState(source: SourceText, report: Report): TextState | undefined {
  const document = parseJson(source, report);
  return document && validateDocument('TextState', document, report);
}

/** A state sidecar in which every string agrees with its source string; known states and notes stay. */
export function freshState(target: Text, source: Text, state: TranslationState, known?: TextState): TextState {
  const translated = new Set(textUnits(target).map((u) => u.key));
  const entries: TextState['entries'] = {};
  for (const { key, text } of textUnits(source)) {
    if (!translated.has(key)) continue;
    const hash = sourceHash(text);
    const old = known?.entries[key];
    entries[key] = old?.source === hash ? old : { state, source: hash };
  }
  return {
    $schema: '../../schemas/text-state.schema.json',
    mission: target.mission,
    locale: target.locale,
    sourceLocale: source.locale,
    entries,
  };
}

/**
 * Reports each translated string whose state is unknown or whose source string has changed since.
 * `document` is the text file of the translation, where the findings point.
 */
export function checkStaleness(
  target: Text,
  source: Text,
  state: TextState | undefined,
  document: JsonDocument,
  report: Report,
): void {
  const translated = new Set(textUnits(target).map((u) => u.key));
  for (const { key, text } of textUnits(source)) {
    if (!translated.has(key)) continue;
    const slash = key.indexOf('/');
    const place = {
      ...document.keyPlace(`/${key.slice(0, slash)}${pointerStep(key.slice(slash + 1))}`),
      locale: target.locale,
    };
    const entry = state?.entries[key];
    if (entry === undefined) report(finding('text-stale', `The state of "${key}" is not recorded.`, place));
    else if (entry.source !== sourceHash(text))
      report(
        finding('text-stale', `"${key}" was translated from another wording of its ${source.locale} text.`, place),
      );
  }
}
