import { finding, type Report } from '../../base/diagnostics.ts';
import type { JsonDocument } from '../dataset/json.ts';
import { type MissionRecord, nameIds } from '../dataset/mission.ts';
import { isNation, nationMeant } from '../dataset/nations.ts';
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

/** Every placeholder must have a type, and name something of that type in mission.json. Returns whether they all do. */
export function checkPlaceholders(
  message: CompiledMessage,
  targets: Targets,
  names: ReadonlySet<string>,
  { document, pointer }: MessagePlace,
  report: Report,
): boolean {
  const types = VALUE_TYPES as readonly string[];
  let sound = true;
  const tell = (...found: Parameters<typeof finding>) => {
    sound = false;
    report(finding(...found));
  };
  for (const part of allParts(message)) {
    if (part.kind === 'literal' || part.kind === 'count') continue;
    const place = document.placeInString(pointer, part.offset);
    const { arg } = part;
    const unknown = (candidates: Iterable<string>, where: string) =>
      tell(
        'text-unknown-placeholder',
        `{${arg}} names nothing among ${where}.`,
        place,
        didYouMean(arg, candidates) ?? `Known: ${[...candidates].join(', ') || 'none'}.`,
      );
    const mistyped = (message: string, hint?: string) => tell('text-placeholder-type', message, place, hint);

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
      const meant = nationMeant(arg);
      const hint = meant
        ? `Write {${meant}, country}.`
        : 'Give the ISO 3166-1 code of two capitals, such as {DK, country}.';
      if (!/^[A-Z]{2}$/.test(arg)) mistyped(`{${arg}} is no code of a country.`, hint);
      else if (!isNation(arg)) tell('text-unknown-placeholder', `{${arg}} is the code of no country.`, place, hint);
    } else if (!targets[part.type as ValueType]!.has(arg)) {
      if (fitting.length > 0) mistyped(`{${arg}} is no ${part.type}.`, `Write {${arg}, ${fitting[0]}}.`);
      else unknown(targets[part.type as ValueType]!, `what a ${part.type} can name`);
    } else if (part.type === 'name' || part.type === 'place') {
      if (part.style !== '' && !names.has(`${arg}.${part.style}`))
        mistyped(
          `There is no name "${arg}.${part.style}".`,
          didYouMean(`${arg}.${part.style}`, names) ?? `Add "${arg}.${part.style}" to the names of this file.`,
        );
    } else if (part.type === 'list') {
      // Not every name of a list needs the form: those without stand as they are.
      if (part.style !== '' && ![...names].some((name) => name.endsWith(`.${part.style}`)))
        mistyped(
          `No name has a form ".${part.style}".`,
          `Add the forms to the names of this file, or write {${arg}, list}.`,
        );
    } else if (!STYLES[part.type as keyof typeof STYLES].includes(part.style)) {
      const known = STYLES[part.type as keyof typeof STYLES].filter(Boolean);
      mistyped(
        `"${part.style}" is no style of ${part.type}.`,
        known.length > 0 ? `Known: ${known.join(', ')}.` : `Write {${arg}, ${part.type}}.`,
      );
    }
  }
  return sound;
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
  if (!difference) return;
  const [own, theirs] = [message, source].map((parts) => new Map(placeholdersOf(parts)));
  const missing = [...theirs!].filter(([arg]) => !own!.has(arg)).map(([, written]) => written);
  const extra = [...own!].filter(([arg]) => !theirs!.has(arg)).map(([arg]) => `{${arg}}`);
  const hints = [missing.length && `Write ${missing.join(', ')}.`, extra.length && `Take out ${extra.join(', ')}.`];
  const hint = hints.filter(Boolean).join(' ');
  report(finding('text-placeholder-differs', `"${key}" ${difference}.`, document.place(pointer), hint));
}

/** Arguments with the placeholder that first names each. */
function placeholdersOf(message: CompiledMessage): [arg: string, written: string][] {
  const found = [...allParts(message)].flatMap((part): [string, string][] => {
    if (part.kind === 'choice') return [[part.arg, `{${part.arg}, ${part.type}, …}`]];
    if (part.kind !== 'value') return [];
    return [[part.arg, `{${[part.arg, part.type, part.style].filter(Boolean).join(', ')}}`]];
  });
  return found.reverse();
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

/**
 * What the dataset knows and prose should not say by itself, each with the placeholders that say it: numbers and years as
 * bare digits, days as they are written.
 */
export interface KnownValues {
  readonly numbers: ReadonlyMap<string, readonly string[]>;
  /** A day and month in the words of the language, without the year. */
  readonly days: ReadonlyMap<string, readonly string[]>;
}

export function knownValues({ data }: MissionRecord, formats: Pick<Formats, 'date'>): KnownValues {
  const numbers = new Map<string, string[]>();
  const days = new Map<string, string[]>();
  const add = (values: Map<string, string[]>, value: string, placeholder: string | undefined) => {
    const list = values.get(value) ?? [];
    values.set(value, list);
    if (placeholder !== undefined && !list.includes(placeholder)) list.push(placeholder);
  };
  const addDate = (date: string | undefined, placeholder: string) => {
    if (date === undefined) return;
    add(numbers, date.slice(0, 4), placeholder);
    if (date.length < 10) return;
    const spoken = formats.date(date).replace(/\p{Nd}{4}/u, '');
    const day = spoken.replace(/[\s,،\u00a0\u202f]+$/u, '').trim();
    if (/\p{L}/u.test(day)) add(days, day, placeholder);
  };
  for (const [id, { value, to }] of Object.entries(data.figures ?? {}))
    for (const n of [value, to]) if (n !== undefined) add(numbers, String(n), `{${id}, figure}`);
  // Points of a series have no placeholder: they are to be figures too.
  for (const series of Object.values(data.series ?? {}))
    for (const point of series.points) add(numbers, String(point.value), undefined);
  for (const [id, { date }] of Object.entries(data.dates ?? {})) addDate(date, `{${id}, date}`);
  for (const [id, { from, to }] of Object.entries(data.periods ?? {}))
    for (const date of [from, to]) addDate(date, `{${id}, period}`);
  return { numbers, days };
}

const BARE_NUMBER = /(?<![\p{L}\p{N}\p{Pd}])\p{Nd}+(?:[.,\u00a0٬٫]\p{Nd}+)*(?![\p{L}\p{N}])/gu;

/** A number or day in the words of a message that stands in the dataset should be a placeholder. */
export function checkBareValues(
  message: CompiledMessage,
  { numbers, days }: KnownValues,
  { document, pointer }: MessagePlace,
  report: Report,
): void {
  const tell = (what: string, placeholders: readonly string[], offset: number) => {
    const [first, ...others] = placeholders.slice(0, 4);
    const write = first ? `Write ${[first, ...others].join(' or ')}` : 'Add it to the figures and write a placeholder';
    const hint = `${write}, or except the string with a reason.`;
    report(
      finding('text-bare-number', `${what} stands in the dataset.`, document.placeInString(pointer, offset), hint),
    );
  };
  for (const part of allParts(message)) {
    if (part.kind !== 'literal') continue;
    const plain = part.source.replace(/[\u00a0\u202f]/g, ' ');
    const told: [start: number, end: number][] = [];
    for (const [day, placeholders] of days) {
      const at = plain.indexOf(day.replace(/[\u00a0\u202f]/g, ' '));
      if (at < 0 || /[\p{L}\p{N}]/u.test(plain[at - 1] ?? '')) continue;
      tell(`The date ${day}`, placeholders, part.offset + at);
      // Its year belongs to it.
      const year = /^[\s,،]*\p{Nd}{4}/u.exec(plain.slice(at + day.length))?.[0] ?? '';
      told.push([at, at + day.length + year.length]);
    }
    for (const match of part.source.matchAll(BARE_NUMBER)) {
      const digits = match[0].replace(/\P{Nd}/gu, '').replace(/\p{Nd}/gu, asciiDigit);
      const known = numbers.get(digits);
      if (known && !told.some(([start, end]) => match.index >= start && match.index < end))
        tell(`The number ${match[0]}`, known, part.offset + match.index);
    }
  }
}

/** Blocks of decimal digits are ten long and begin at zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  const zero = [0x30, 0x660, 0x6f0].find((start) => code >= start && code < start + 10);
  return zero === undefined ? digit : String(code - zero);
}
