import { finding, type Report } from '../../base/diagnostics.ts';
import type { JsonDocument } from '../dataset/json.ts';
import { type MissionRecord, nameIds } from '../dataset/mission.ts';
import { didYouMean } from '../dataset/suggest.ts';
import type { Formats } from './formats.ts';
import { allParts, type CompiledMessage, VALUE_TYPES, type ValueType } from './messages.ts';

/** Styles a placeholder may carry as its third part; names, and lists of names, take any suffix that the text file has. */
const STYLES: Readonly<Record<Exclude<ValueType, 'name' | 'place' | 'list'>, readonly string[]>> = {
  figure: ['', 'unit', 'words', 'asOf'],
  number: ['', 'unit'],
  date: ['', 'short'],
  period: ['', 'sentence', 'short', 'years'],
  country: [''],
};

/** Arguments of `select`, by what they select on. */
export const SELECTORS = ['status', 'kind'] as const;

/** Dates and periods that every mission has beside its own. */
export const OWN_DATES = ['editionDate'] as const;
export const OWN_PERIODS = ['covers'] as const;

export interface MessagePlace {
  readonly document: JsonDocument;
  readonly pointer: string;
}

/** The ids that each type of placeholder can name in this mission. */
export function placeholderTargets({
  data,
}: MissionRecord): Readonly<Record<ValueType, ReadonlySet<string> | undefined>> {
  const figures = new Set(Object.keys(data.figures ?? {}));
  return {
    figure: figures,
    number: figures,
    date: new Set([...Object.keys(data.dates ?? {}), ...OWN_DATES]),
    period: new Set([...Object.keys(data.periods ?? {}), ...OWN_PERIODS]),
    place: new Set(Object.keys(data.places ?? {})),
    name: new Set(nameIds(data)),
    // Any ISO 3166-1 code: CLDR knows the name.
    country: undefined,
    list: new Set([...Object.keys(data.lists ?? {}), ...Object.keys(data.nations ?? {})]),
  };
}

type Targets = ReturnType<typeof placeholderTargets>;

/** Every placeholder must have a type, and name something of that type in mission.json. */
export function checkPlaceholders(
  message: CompiledMessage,
  targets: Targets,
  names: ReadonlySet<string>,
  { document, pointer }: MessagePlace,
  report: Report,
): void {
  const types = VALUE_TYPES as readonly string[];
  for (const part of allParts(message)) {
    if (part.kind === 'literal' || part.kind === 'count') continue;
    const place = document.placeInString(pointer, part.offset);
    const { arg } = part;
    const unknown = (candidates: Iterable<string>, where: string) =>
      report(
        finding(
          'text-unknown-placeholder',
          `{${arg}} names nothing among ${where}.`,
          place,
          didYouMean(arg, candidates),
        ),
      );
    const mistyped = (message: string, hint?: string) => report(finding('text-placeholder-type', message, place, hint));

    if (part.kind === 'choice') {
      if (part.type === 'select') {
        if (!(SELECTORS as readonly string[]).includes(arg))
          unknown(SELECTORS, `the selectors ${SELECTORS.join(', ')}`);
      } else if (!targets.figure!.has(arg)) unknown(targets.figure!, 'the figures');
      continue;
    }
    const fitting = types.filter((type) => targets[type as ValueType]?.has(arg));
    if (part.type === '') {
      const hint = fitting[0] ? `Write {${arg}, ${fitting[0]}}.` : undefined;
      mistyped(`{${arg}} has no type.`, hint);
    } else if (!types.includes(part.type)) {
      mistyped(
        `"${part.type}" is no type of placeholder.`,
        didYouMean(part.type, types) ?? `Known: ${types.join(', ')}.`,
      );
    } else if (part.type === 'country') {
      if (!/^[A-Z]{2}$/.test(arg)) mistyped(`{${arg}} is no country: give the ISO 3166-1 code of two capitals.`);
    } else if (!targets[part.type as ValueType]!.has(arg)) {
      if (fitting.length > 0) mistyped(`{${arg}} is no ${part.type}.`, `Write {${arg}, ${fitting[0]}}.`);
      else unknown(targets[part.type as ValueType]!, `what a ${part.type} can name`);
    } else if (part.type === 'name' || part.type === 'place') {
      if (part.style !== '' && !names.has(`${arg}.${part.style}`))
        mistyped(`There is no name "${arg}.${part.style}".`, didYouMean(`${arg}.${part.style}`, names));
    } else if (part.type === 'list') {
      // Not every name of a list needs the form: those without stand as they are.
      if (part.style !== '' && ![...names].some((name) => name.endsWith(`.${part.style}`)))
        mistyped(`No name has a form ".${part.style}".`);
    } else if (!STYLES[part.type as keyof typeof STYLES].includes(part.style)) {
      const known = STYLES[part.type as keyof typeof STYLES].filter(Boolean);
      mistyped(
        `"${part.style}" is no style of ${part.type}.`,
        known.length > 0 ? `Known: ${known.join(', ')}.` : undefined,
      );
    }
  }
}

/** A translation must say the same things: each argument of the source string, and no other. */
export function checkSameArguments(
  message: CompiledMessage,
  source: CompiledMessage,
  key: string,
  { document, pointer }: MessagePlace,
  report: Report,
): void {
  const difference = argumentDifference(message, source);
  if (difference) report(finding('text-placeholder-differs', `"${key}" ${difference}.`, document.place(pointer)));
}

/** What a translation lacks or adds, in words; undefined where it has the arguments of its source string. */
export function argumentDifference(message: CompiledMessage, source: CompiledMessage): string | undefined {
  const own = argumentsOf(message);
  const theirs = argumentsOf(source);
  const missing = [...theirs].filter((arg) => !own.has(arg));
  const extra = [...own].filter((arg) => !theirs.has(arg));
  const list = (args: string[]) => args.map((arg) => `{${arg}}`).join(', ');
  const differences = [missing.length && `lacks ${list(missing)}`, extra.length && `adds ${list(extra)}`];
  return differences.filter(Boolean).join(' and ') || undefined;
}

function argumentsOf(message: CompiledMessage): ReadonlySet<string> {
  return new Set(
    [...allParts(message)].flatMap((part) => (part.kind === 'value' || part.kind === 'choice' ? [part.arg] : [])),
  );
}

/** What the dataset knows and prose should not say by itself: numbers and years as bare digits, days as they are written. */
export interface KnownValues {
  readonly numbers: ReadonlySet<string>;
  /** A day and month in the words of the language, without the year. */
  readonly days: readonly string[];
}

export function knownValues({ data }: MissionRecord, formats: Pick<Formats, 'date'>): KnownValues {
  const numbers = new Set<string>();
  const days = new Set<string>();
  const addDate = (date: string | undefined) => {
    if (date === undefined) return;
    const year = date.slice(0, 4);
    numbers.add(year);
    if (date.length < 10) return;
    const spoken = formats.date(date).replace(/\p{Nd}{4}/u, '');
    const day = spoken.replace(/[\s,،\u00a0\u202f]+$/u, '').trim();
    if (/\p{L}/u.test(day)) days.add(day);
  };
  for (const { value, to } of Object.values(data.figures ?? {}))
    for (const n of [value, to]) if (n !== undefined) numbers.add(String(n));
  for (const series of Object.values(data.series ?? {}))
    for (const point of series.points) numbers.add(String(point.value));
  for (const { date } of Object.values(data.dates ?? {})) addDate(date);
  for (const { from, to } of Object.values(data.periods ?? {})) for (const date of [from, to]) addDate(date);
  return { numbers, days: [...days] };
}

const BARE_NUMBER = /(?<![\p{L}\p{N}\p{Pd}])\p{Nd}+(?:[.,\u00a0٬٫]\p{Nd}+)*(?![\p{L}\p{N}])/gu;

/** A number or day in the words of a message that stands in the dataset should be a placeholder. */
export function checkBareValues(
  message: CompiledMessage,
  { numbers, days }: KnownValues,
  { document, pointer }: MessagePlace,
  report: Report,
): void {
  const tell = (what: string, offset: number) =>
    report(
      finding(
        'text-bare-number',
        `${what} stands in the dataset.`,
        document.placeInString(pointer, offset),
        'Write a placeholder for it, or except the string with a reason.',
      ),
    );
  for (const part of allParts(message)) {
    if (part.kind !== 'literal') continue;
    for (const match of part.source.matchAll(BARE_NUMBER)) {
      const digits = match[0].replace(/\P{Nd}/gu, '').replace(/\p{Nd}/gu, asciiDigit);
      if (numbers.has(digits)) tell(`The number ${match[0]}`, part.offset + match.index);
    }
    const plain = part.source.replace(/[\u00a0\u202f]/g, ' ');
    for (const day of days) {
      const at = plain.indexOf(day.replace(/[\u00a0\u202f]/g, ' '));
      if (at >= 0 && !/[\p{L}\p{N}]/u.test(plain[at - 1] ?? '')) tell(`The date ${day}`, part.offset + at);
    }
  }
}

/** Blocks of decimal digits are ten long and begin at zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  const zero = [0x30, 0x660, 0x6f0].find((start) => code >= start && code < start + 10);
  return zero === undefined ? digit : String(code - zero);
}
