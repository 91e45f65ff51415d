import { type Diagnostic, finding, type Report } from '../../base/diagnostics.ts';
import { KNOWN_KEYS, PATTERN_WORDS } from './generated/hints.ts';
import type { Config, Fonts, Glossary, Layout, LocaleFile, Mission, Text, TextState } from './generated/types.ts';
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
};

/** The document as its type, or undefined after reporting everything in which it differs from its schema. */
export function validateDocument<K extends DocumentKind>(
  kind: K,
  document: JsonDocument,
  report: Report,
): Documents[K] | undefined {
  const validate = VALIDATORS[kind];
  if (validate(document.value)) return document.value as Documents[K];
  const keys = KNOWN_KEYS[kind === 'LocaleFile' ? 'Locale' : kind] ?? [];
  for (const error of withoutNoise(validate.errors ?? [])) report(toFinding(error, keys, document));
  return undefined;
}

/**
 * ajv reports every branch of an anyOf, and a summary. The branch whose type fits says what is wrong;
 * the others and the summary are noise.
 */
function withoutNoise(errors: readonly validators.ValidationError[]): readonly validators.ValidationError[] {
  const unions = errors.filter((e) => e.keyword === 'anyOf' || e.keyword === 'oneOf');
  let kept = errors.filter((e) => e.keyword !== 'propertyNames' && !(e.propertyName && e.keyword !== 'pattern'));
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

function toFinding(error: validators.ValidationError, keys: readonly string[], document: JsonDocument): Diagnostic {
  const { instancePath: pointer, params } = error;
  const name = pointer === '' ? 'the file' : `"${pointer.slice(pointer.lastIndexOf('/') + 1)}"`;
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
      );
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).map(String);
      return invalid(`${show(value)} is not one of ${allowed.join(', ')}.`, didYouMean(String(value), allowed));
    }
    case 'pattern': {
      const words = PATTERN_WORDS[String(params.pattern)];
      const wants = words ?? `Expected: ${params.pattern}`;
      if (error.propertyName !== undefined) {
        const place = document.keyPlace(pointer + pointerStep(error.propertyName));
        return finding('data-invalid-value', `The key "${error.propertyName}" has the wrong form.`, place, wants);
      }
      return invalid(`${show(value)} has the wrong form for ${name}.`, wants);
    }
    case 'type':
      return invalid(`${name} must be ${[params.type].flat().join(' or ')}, not ${kindOf(value)}.`);
    case 'format':
      return invalid(`${show(value)} is not a well-formed ${params.format}.`);
    case 'minItems':
    case 'minProperties':
      return invalid(`${name} must have at least ${params.limit} entries.`);
    case 'minLength':
      return invalid(`${name} must not be empty.`);
    case 'uniqueItems':
      return invalid(`${name} has one entry twice (${params.i} and ${params.j}).`);
    default:
      return invalid(`${name} ${error.message ?? 'is not valid'}.`);
  }
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
