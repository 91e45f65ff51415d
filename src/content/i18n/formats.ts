import type { LocaleFile } from '../dataset/generated/types.ts';
import type { FigureText } from '../dataset/language.ts';
import { createDates, type DateStyle, monthOf, precisionOf } from './dates.ts';
import { compileMessage, evaluate, type MessageScope } from './messages.ts';

type ListPatterns = NonNullable<LocaleFile['formats']['lists']>;

export type PeriodStyle = 'range' | 'sentence' | 'short' | 'years';

export interface FigureValue {
  readonly value: number;
  readonly to?: number;
  readonly qualifier: keyof LocaleFile['formats']['qualifiers'];
}

/** How one language writes numbers, dates, spans and lists. Plain text, with no-break spaces where a line must not end. */
export interface Formats {
  number(value: number): string;
  /** Without grouping, for ordinals and years. */
  digits(value: number): string;
  /** `inWords` writes a small number as a word where the locale file has one. */
  figure(figure: FigureValue, inWords?: boolean): FigureText;
  /** An ISO 8601 date at its own precision. */
  date(iso: string, style?: DateStyle): string;
  period(from: string, to: string | undefined, style?: PeriodStyle): string;
  /** "2019-20" in the locale's digits, with its sign for ranges. */
  session(years: string): string;
  list(items: readonly string[]): string;
  country(code: string): string;
  plural(value: number, type: 'cardinal' | 'ordinal'): string;
}

const NBSP = '\u00a0';

/** What the patterns of periods are given; `fromPrecision` is day, month or year, `fromMonth` 1 to 12. */
export const PERIOD_ARGUMENTS = ['from', 'to', 'fromPrecision', 'toPrecision', 'fromMonth', 'toMonth'] as const;

/** Everything comes from CLDR through Intl, with the locale and numbering system stated; the locale file adds the patterns. */
export function createFormats(file: LocaleFile): Formats {
  const { formats } = file;
  const tag = file.formatLocale ?? file.locale;
  // Locale tags have no extensions of their own; Intl.Locale with options would load the data of every calendar.
  const intlTag = `${tag}-u-ca-gregory-nu-${formats.numberingSystem}`;
  const cached = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => {
    let made = cached.get(key) as T | undefined;
    if (made === undefined) {
      made = make();
      cached.set(key, made);
    }
    return made;
  };

  const useGrouping = formats.grouping === 'never' ? false : (formats.grouping ?? 'auto');
  const numbers = () => once('n', () => new Intl.NumberFormat(intlTag, { useGrouping, maximumFractionDigits: 3 }));
  const plain = () => once('d', () => new Intl.NumberFormat(intlTag, { useGrouping: false, maximumFractionDigits: 3 }));
  const countries = () => once('c', () => new Intl.DisplayNames([tag], { type: 'region' }));
  const lists = () => once('l', () => new Intl.ListFormat(tag, { type: 'conjunction' }));
  const periods = (pattern: 'closed' | 'open') =>
    once(pattern, () => compileMessage(formats.periods[pattern], file.locale, () => {}) ?? []);
  const plurals = (type: 'cardinal' | 'ordinal') => once(type, () => new Intl.PluralRules(tag, { type }));

  // The same dates and numbers come again in every sheet, and Intl is slow.
  const texts = createTexts();
  const number = (value: number) => texts(`n${value}`, () => numbers().format(value));
  const digits = (value: number) => texts(`d${value}`, () => plain().format(value));
  const calendar = createDates(file, intlTag, digits);
  const date = (iso: string, style: DateStyle = 'long') => texts(`${iso} ${style}`, () => calendar.date(iso, style));
  const range = (from: string, to: string, style: DateStyle) =>
    texts(`${from}/${to} ${style}`, () => calendar.range(from, to, style));
  const sentence = (pattern: 'closed' | 'open', from: string, to: string, style: DateStyle = 'long') =>
    texts(`${pattern} ${from}/${to} ${style}`, () => {
      const known: Readonly<Record<string, string>> = {
        from: date(from, style),
        to: to && date(to, style),
        fromPrecision: precisionOf(from),
        toPrecision: precisionOf(to || from),
        fromMonth: monthOf(from),
        toMonth: monthOf(to),
      };
      return evaluate(periods(pattern), argumentScope(known), AS_TEXT);
    });

  return {
    number,
    date,
    digits,
    figure({ value, to, qualifier }, inWords = false) {
      const words = inWords && to === undefined ? formats.words?.[value] : undefined;
      const text =
        words ?? (to === undefined ? number(value) : `${number(value)}${formats.rangeSeparator}${number(to)}`);
      const pattern = formats.qualifiers[qualifier];
      return {
        number: text,
        qualifier: pattern.replace('{value}', '').trim(),
        text: pattern.replace('{value}', text).replaceAll(' ', NBSP),
      };
    },
    period(from, to, style = 'range') {
      if (style === 'years') return range(from.slice(0, 4), (to ?? from).slice(0, 4), 'long');
      const length = style === 'short' ? 'short' : 'long';
      if (to === undefined) return sentence('open', from, '', length);
      return style === 'sentence' ? sentence('closed', from, to) : range(from, to, length);
    },
    // Digit by digit, because the second year may begin with a nought.
    session: (years) => years.replace(/\d/g, (d) => digits(Number(d))).replace('-', formats.rangeSeparator),
    list: (items) => (formats.lists ? joinList(items, formats.lists) : lists().format(items)),
    country: (code) => texts(`c${code}`, () => file.countries?.[code] ?? countries().of(code) ?? code),
    plural: (value, type) => plurals(type).select(value),
  };
}

/** Remembers what was written, up to a number of texts that keeps memory flat over any number of sheets. */
function createTexts(): (key: string, write: () => string) => string {
  const known = new Map<string, string>();
  return (key, write) => {
    let text = known.get(key);
    if (text === undefined) {
      text = write();
      if (known.size >= 2000) known.clear();
      known.set(key, text);
    }
    return text;
  };
}

/** A language's name in that language, as a heading writes it. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  const [first = '', ...rest] = name;
  return first.toLocaleUpperCase(tag) + rest.join('');
}

/** UTS 35 part 2 section 4.1: the end pattern joins the last two, the middle and start patterns the others before them. */
function joinList(items: readonly string[], patterns: ListPatterns): string {
  const join = (pattern: string, first: string, second: string) =>
    pattern.replace(/\{[01]\}/g, (slot) => (slot === '{0}' ? first : second));
  if (items.length < 3) return items.length === 2 ? join(patterns.two, items[0]!, items[1]!) : (items[0] ?? '');
  const last = items.length - 1;
  const tail = items
    .slice(1, last)
    .reduceRight((rest, item, i) => join(i === last - 2 ? patterns.end : patterns.middle, item, rest), items[last]!);
  return join(patterns.start, items[0]!, tail);
}

/** Arguments of a pattern are texts, and selectors choose by them. */
function argumentScope(known: Readonly<Record<string, string>>): MessageScope {
  const of = (arg: string) => known[arg] ?? '';
  return { value: (_, arg) => of(arg), number: () => 0, selector: of, plural: () => 'other', formatNumber: String };
}

const AS_TEXT = { literal: (part: { text: string }) => part.text, value: (text: string) => text };
