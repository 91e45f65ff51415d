import { finding, type Report, type Severity } from '../../base/diagnostics.ts';
import { sha256 } from '../../base/hash.ts';
import type { SourceText } from '../../base/source.ts';
import type { Config, Text, TextState } from '../dataset/generated/types.ts';
import { type JsonDocument, parseJson, pointerStep } from '../dataset/json.ts';
import { didYouMean } from '../dataset/suggest.ts';
import { validateDocument } from '../dataset/validate.ts';

/** How far a translated string has come (the states of XLIFF 2). */
export const TRANSLATION_STATES = ['initial', 'translated', 'reviewed', 'final'] as const;
export type TranslationState = (typeof TRANSLATION_STATES)[number];

/** One translatable string: `key` is `names/nmi` or `messages/lead`. */
export interface TextUnit {
  readonly key: string;
  readonly text: string;
}

/** A `text.<locale>.json` that its schema allows, whatever it lacks, with its sidecar. */
export interface TextFile {
  readonly text: Text;
  readonly document: JsonDocument;
  /** `text.<locale>.state.json`; undefined for the source text and where there is none. */
  readonly state: TextState | undefined;
  /** Present where there is a sidecar, readable or not. */
  readonly sidecar?: { readonly document: JsonDocument | undefined };
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

/** JSON pointer of a string in its text file. */
export function unitPointer(key: string): string {
  const slash = key.indexOf('/');
  return `/${key.slice(0, slash)}${pointerStep(key.slice(slash + 1))}`;
}

/** Reads a text file and, for a translation, its sidecar. */
export function readTextFile(
  source: SourceText,
  sidecar: SourceText | undefined,
  report: Report,
): TextFile | undefined {
  const document = parseJson(source, report);
  const text = document && validateDocument('Text', document, report);
  const beside = sidecar && { document: parseJson(sidecar, report) };
  const state = beside?.document && validateDocument('TextState', beside.document, report);
  return text && { text, document: document!, state, ...(beside && { sidecar: beside }) };
}

/** A sidecar for a translation, without the entries. */
export const emptyState = (mission: string, locale: string, sourceLocale: string): TextState => ({
  $schema: '../../schemas/text-state.schema.json',
  mission,
  locale,
  sourceLocale,
  entries: {},
});

/**
 * The sidecar in which strings count as made from the source strings of now. `keys` says which; notes and limits stay, and
 * entries of strings that are no more go.
 */
export function acceptedState(
  target: Text,
  source: Text,
  state: TranslationState,
  known: TextState | undefined,
  keys: (key: string) => boolean = () => true,
): TextState {
  const translated = new Set(textUnits(target).map((u) => u.key));
  const entries: TextState['entries'] = Object.fromEntries(
    Object.entries(known?.entries ?? {}).filter(([key]) => translated.has(key)),
  );
  for (const { key, text } of textUnits(source)) {
    if (translated.has(key) && keys(key)) entries[key] = { ...entries[key], state, source: sourceHash(text) };
  }
  return { ...(known ?? emptyState(target.mission, target.locale, source.locale)), entries };
}

/** The state of a string that came back in parts: the least of them. Undefined where one part has none. */
export const lowestState = (states: readonly (TranslationState | undefined)[]): TranslationState | undefined =>
  states.includes(undefined) ? undefined : TRANSLATION_STATES.find((state) => states.includes(state));

/** How far a string has come in a language: its state, or `stale` where its source string has changed since. */
export type UnitStatus = TranslationState | 'stale' | 'missing';

/**
 * The status of every string of the source text, in its order. A form of a name, such as `names/nmi.short`, is missing in no
 * language: each has those that its own grammar asks for.
 */
export function statusOf(source: Text, target: TextFile | undefined): ReadonlyMap<string, UnitStatus> {
  const translated = new Set(target ? textUnits(target.text).map((u) => u.key) : []);
  const status = ({ key, text }: TextUnit): UnitStatus => {
    if (!translated.has(key)) return 'missing';
    const entry = target?.state?.entries[key];
    return entry?.source === sourceHash(text) ? entry.state : 'stale';
  };
  const isForm = (key: string) => key.startsWith('names/') && key.includes('.');
  const units = textUnits(source).filter(({ key }) => translated.has(key) || !isForm(key));
  return new Map(units.map((unit) => [unit.key, status(unit)]));
}

/** How severe it is to build from an imperfect translation, in full. */
export type TranslationPolicy = Required<NonNullable<Config['translations']>>;

/** What may be wrong with a translation: `missing`, `stale`, `unreviewed`. */
export type Imperfection = keyof TranslationPolicy;
export const IMPERFECTIONS: readonly Imperfection[] = ['missing', 'stale', 'unreviewed'];

const isUnreviewed = (status: UnitStatus): boolean => status === 'initial' || status === 'translated';

/** What is wrong with a translation. */
export function imperfectionsOf(source: Text, target: TextFile): ReadonlySet<Imperfection> {
  const statuses = [...statusOf(source, target).values()];
  const wrong: Readonly<Record<Imperfection, boolean>> = {
    missing: statuses.includes('missing'),
    stale: statuses.includes('stale'),
    unreviewed: statuses.some(isUnreviewed),
  };
  return new Set(IMPERFECTIONS.filter((what) => wrong[what]));
}

export const DEFAULT_POLICY: TranslationPolicy = { missing: 'error', stale: 'warning', unreviewed: 'warning' };

/** What `checkStatus` finds: these say how things stand now, whenever a sheet was made. */
export const STATUS_CODES: ReadonlySet<string> = new Set(['text-stale', 'text-unreviewed', 'text-unknown-key']);

/**
 * Reports what the policy does not ignore: each stale string, and once what has no reviewer. What is missing is reported
 * where the text is read.
 */
export function checkStatus(source: Text, target: TextFile, policy: TranslationPolicy, report: Report): void {
  const { document, text, state, sidecar } = target;
  // What is wrong with the sidecar itself has been told.
  if (sidecar && !state) return;
  const statuses = statusOf(source, target);
  const status = [...statuses];
  const say = (severity: TranslationPolicy['stale'], found: ReturnType<typeof finding>) => {
    if (severity !== 'ignore') report({ ...found, severity: severity as Severity, locale: text.locale });
  };
  for (const [key, own] of status) {
    if (own !== 'stale') continue;
    const message = state?.entries[key]
      ? `"${key}" was translated from another wording of its ${source.locale} text.`
      : `The state of "${key}" is not recorded.`;
    say(policy.stale, finding('text-stale', message, document.keyPlace(unitPointer(key)), acceptHint(text)));
  }
  // Forms of names that only the translation has may have an entry too.
  const translated = new Set(textUnits(text).map((unit) => unit.key));
  for (const key of Object.keys(state?.entries ?? {})) {
    if (statuses.has(key) || translated.has(key) || !sidecar?.document) continue;
    const place = sidecar.document.keyPlace(`/entries${pointerStep(key)}`);
    const free = [...statuses.keys()].filter((known) => !state!.entries[known]);
    const hint = didYouMean(key, free) ?? 'Remove it.';
    report(
      finding(
        'text-unknown-key',
        `The ${source.locale} text has no "${key}".`,
        { ...place, locale: text.locale },
        hint,
      ),
    );
  }
  const open = status.filter(([, own]) => isUnreviewed(own));
  if (!open.length) return;
  const message = `${open.length} of ${status.length} strings have no reviewer.`;
  say(policy.unreviewed, finding('text-unreviewed', message, document.place(''), state?.note));
}

const acceptHint = ({ mission, locale }: Text): string =>
  `Look at it again, then run: faktaark translate accept ${mission} --locale ${locale}`;
