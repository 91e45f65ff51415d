import { type Diagnostic, finding, type Report } from '../../base/diagnostics.ts';
import { KEY_EXAMPLES, KNOWN_KEYS, PATTERN_WORDS } from './generated/hints.ts';
import type {
  Config,
  Fonts,
  Glossary,
  Layout,
  LocaleFile,
  Mission,
  Text,
  TextState,
  Theme,
} from './generated/types.ts';
import * as validators from './generated/validators.js';
import { type JsonDocument, pointerStep } from './json.ts';
import { didYouMean } from './suggest.ts';

/** The kinds of files a user writes, and the types their schemas give. */
export interface Documents {
  Mission: Mission;
  Text: Text;
  LocaleFile: LocaleFile;
  TextState: TextState;
  Layout: Layout;
  Config: Config;
  Fonts: Fonts;
  Glossary: Glossary;
  Theme: Theme;
}

type DocumentKind = keyof Documents;

const VALIDATORS: Readonly<Record<DocumentKind, validators.Validator>> = {
  Mission: validators.validateMission,
  Text: validators.validateText,
  LocaleFile: validators.validateLocale,
  TextState: validators.validateTextState,
  Layout: validators.validateLayout,
  Config: validators.validateConfig,
  Fonts: validators.validateFonts,
  Glossary: validators.validateGlossary,
  Theme: validators.validateTheme,
};

/** The document as its type, or undefined after reporting everything in which it differs from its schema. */
export function validateDocument<K extends DocumentKind>(
  kind: K,
  document: JsonDocument,
  report: Report,
): Documents[K] | undefined {
  const validate = VALIDATORS[kind];
  if (validate(document.value)) return document.value as Documents[K];
  const schema = kind === 'LocaleFile' ? 'Locale' : kind;
  const words = { keys: KNOWN_KEYS[schema] ?? [], examples: KEY_EXAMPLES[schema] ?? {} };
  for (const error of withoutNoise(withKeys(validate.errors ?? []))) report(toFinding(error, words, document));
  return undefined;
}

/** What is wrong with a key itself is told of its object, before the summary that names the key. */
function withKeys(errors: readonly validators.ValidationError[]): readonly validators.ValidationError[] {
  return errors.map((error, i) => {
    if (error.propertyName !== undefined || !['pattern', 'maxLength'].includes(error.keyword)) return error;
    const summary = errors.slice(i + 1).find((e) => e.keyword !== 'pattern' && e.keyword !== 'maxLength');
    return summary?.keyword === 'propertyNames' && summary.instancePath === error.instancePath
      ? { ...error, propertyName: String(summary.params.propertyName) }
      : error;
  });
}

/**
 * ajv reports every branch of an anyOf, and a summary. The branch whose type fits says what is wrong;
 * the others and the summary are noise.
 */
function withoutNoise(errors: readonly validators.ValidationError[]): readonly validators.ValidationError[] {
  const unions = errors.filter((e) => e.keyword === 'anyOf' || e.keyword === 'oneOf');
  // What has not the form of an address is no well-formed one either.
  const shapeless = new Set(errors.flatMap((e) => (e.keyword === 'pattern' ? [e.instancePath] : [])));
  let kept = errors.filter(
    (e) =>
      e.keyword !== 'propertyNames' &&
      !(e.propertyName && e.keyword !== 'pattern' && e.keyword !== 'maxLength') &&
      !(e.keyword === 'format' && shapeless.has(e.instancePath)),
  );
  for (const union of unions) {
    const branchOf = (e: validators.ValidationError) =>
      e !== union && (e.instancePath === union.instancePath || e.instancePath.startsWith(`${union.instancePath}/`))
        ? e.schemaPath.match(/\/(?:anyOf|oneOf)\/(\d+)/)?.[1]
        : undefined;
    const mistyped = kept.filter((e) => e.keyword === 'type' && e.instancePath === union.instancePath);
    const wrong = new Set(mistyped.map(branchOf));
    const fitting = kept.filter((e) => branchOf(e) !== undefined && !wrong.has(branchOf(e)));
    // No branch is of this type: say which types there are.
    const summary = { ...union, keyword: 'type', params: { type: mistyped.flatMap((e) => e.params.type) } };
    kept = kept.filter((e) => e !== union && (branchOf(e) === undefined || fitting.includes(e)));
    if (fitting.length === 0) kept.push(summary);
  }
  return kept;
}

interface SchemaWords {
  readonly keys: readonly string[];
  readonly examples: Readonly<Record<string, unknown>>;
}

function toFinding(
  error: validators.ValidationError,
  { keys, examples }: SchemaWords,
  document: JsonDocument,
): Diagnostic {
  const { instancePath: pointer, params } = error;
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  const name = pointer === '' ? 'the file' : `"${key}"`;
  const example = (of: string): string | undefined =>
    Object.hasOwn(examples, of) && examples[of] !== undefined
      ? `"${of}": ${JSON.stringify(examples[of]).replaceAll('","', '", "')}`
      : undefined;
  const such = example(key) && `Such as ${example(key)}.`;
  const invalid = (message: string, hint?: string) =>
    finding('data-invalid-value', message, document.place(pointer), hint);
  const value = valueAt(document.value, pointer);

  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = String(params.additionalProperty ?? params.unevaluatedProperty);
      const place = document.keyPlace(pointer + pointerStep(key));
      const siblings = new Set(Object.keys((value as object | undefined) ?? {}));
      const free = keys.filter((k) => !siblings.has(k));
      return finding('data-unknown-key', `The key "${key}" is not known in ${name}.`, place, didYouMean(key, free));
    }
    case 'required':
      return finding(
        'data-missing-key',
        `The key "${params.missingProperty}" is missing in ${name}.`,
        document.place(pointer),
        `Add it: ${example(String(params.missingProperty)) ?? `"${params.missingProperty}"`}`,
      );
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map(String);
      return invalid(`${show(value)} is not one of ${allowed.join(', ')}.`, didYouMean(String(value), allowed));
    }
    case 'pattern': {
      const words = PATTERN_WORDS[String(params.pattern)] ?? `Expected: ${params.pattern}`;
      const wants = [words, such].filter(Boolean).join(' ');
      if (error.propertyName !== undefined) {
        const place = document.keyPlace(pointer + pointerStep(error.propertyName));
        return finding('data-invalid-value', `The key "${error.propertyName}" has the wrong form.`, place, words);
      }
      return invalid(`${show(value)} has the wrong form for ${name}.`, wants);
    }
    case 'type':
      return invalid(
        `${name} must be ${[params.type].flat().join(' or ')}, not ${kindOf(value)}.`,
        requoted(value, [params.type].flat()) ?? such,
      );
    case 'format':
      return invalid(`${show(value)} is not a well-formed ${params.format}.`, such);
    case 'minItems':
    case 'minProperties':
      return invalid(`${name} must have at least ${params.limit} ${params.limit === 1 ? 'entry' : 'entries'}.`, such);
    case 'minLength':
      return invalid(`${name} must not be empty.`, 'Write a text, or leave the key out.');
    case 'maxLength':
      return error.propertyName === undefined
        ? invalid(`${name} is longer than ${params.limit} characters.`, 'Shorten it.')
        : finding(
            'data-invalid-value',
            `The key "${show(error.propertyName)}" is longer than ${params.limit} characters.`,
            document.keyPlace(pointer + pointerStep(error.propertyName)),
            'Shorten it.',
          );
    case 'minimum':
      return invalid(`${name} must be at least ${params.limit}, not ${show(value)}.`, such);
    case 'maximum':
      return invalid(`${name} must be at most ${params.limit}, not ${show(value)}.`, such);
    case 'uniqueItems':
      return invalid(`${name} has one entry twice (${params.i} and ${params.j}).`, 'Remove one of them.');
    default:
      return invalid(`${name} ${error.message ?? 'is not valid'}.`);
  }
}

/** A number in quotation marks, or a text without them. */
function requoted(value: unknown, types: readonly unknown[]): string | undefined {
  if (typeof value === 'number' && types.includes('string')) return `Write "${value}" in quotation marks.`;
  if (typeof value === 'string' && types.some((type) => type === 'number' || type === 'integer'))
    return /^-?\d+(\.\d+)?$/.test(value) ? `Write ${value} without quotation marks.` : undefined;
  return undefined;
}

function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    value = (value as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
