import type { LocaleFile } from '../dataset/generated/types.ts';
import type { FigureText } from '../dataset/language.ts';

export type DateStyle = 'long' | 'short';
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
  list(items: readonly string[]): string;
  country(code: string): string;
  plural(value: number, type: 'cardinal' | 'ordinal'): string;
}

const NBSP = '\u00a0';
const PRECISION = { 4: 'year', 7: 'month', 10: 'day' } as const;

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
  const dates = (precision: 'year' | 'month' | 'day', style: DateStyle) =>
    once(`${precision} ${style}`, () => {
      const options: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC' };
      if (precision !== 'year') options.month = style;
      if (precision === 'day') options.day = 'numeric';
      return new Intl.DateTimeFormat(intlTag, options);
    });
  const countries = () => once('c', () => new Intl.DisplayNames([tag], { type: 'region' }));
  const lists = () => once('l', () => new Intl.ListFormat(tag, { type: 'conjunction' }));
  const plurals = (type: 'cardinal' | 'ordinal') => once(type, () => new Intl.PluralRules(tag, { type }));

  // The same dates and numbers come again in every sheet, and Intl is slow.
  const texts = createTexts();
  const number = (value: number) => texts(`n${value}`, () => numbers().format(value));
  const date = (iso: string, style: DateStyle = 'long') => texts(`${iso} ${style}`, () => writeDate(iso, style));
  const writeDate = (iso: string, style: DateStyle) => {
    const precision = PRECISION[iso.length as 4 | 7 | 10];
    const text = tidy(dates(precision, style).format(dayOf(iso)));
    return precision === 'day' ? text.replace(' ', NBSP) : text;
  };

  const range = (from: string, to: string, style: DateStyle) =>
    texts(`${from}/${to} ${style}`, () => writeRange(from, to, style));
  const writeRange = (from: string, to: string, style: DateStyle) => {
    // A span in words of its own ("2019 - October 2020") where the ends differ in precision: Intl has no such range.
    if (from.length !== to.length) return joinSpan(date(from, style), date(to, style));
    if (from === to) return date(from, style);
    const parts = dates(PRECISION[from.length as 4 | 7 | 10], style).formatRangeToParts(dayOf(from), dayOf(to));
    // Where the ends share month or year, Intl writes it once: 11-12 July 2018.
    const middle = parts.findIndex((p) => p.source === 'shared' && /[\u2013-]/.test(p.value));
    const [start = '', end] = [
      tidy(joined(parts.slice(0, middle + 1)))
        .replace(/[\u2013-]\s*$/, '')
        .trim(),
      tidy(joined(parts.slice(middle + 1))).trim(),
    ];
    if (middle === -1 || end === undefined) return joinSpan(date(from, style), date(to, style));
    const tie = (text: string) => (from.length === 10 ? text.replace(' ', NBSP) : text);
    const [first, last] = [tie(start), tie(end)];
    return /\s/.test(start) ? joinSpan(first, last) : `${first}${formats.rangeSeparator}${last}`;
  };
  const joinSpan = (from: string, to: string) => `${from}${formats.spanSeparator ?? `${NBSP}– `}${to}`;

  return {
    number,
    date,
    digits: (value) => texts(`d${value}`, () => plain().format(value)),
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
      if (to === undefined)
        return formats.periods.open.replace('{from}', date(from, style === 'short' ? 'short' : 'long'));
      if (style === 'sentence') return formats.periods.closed.replace('{from}', date(from)).replace('{to}', date(to));
      return range(from, to, style === 'short' ? 'short' : 'long');
    },
    list: (items) => lists().format(items),
    country: (code) => texts(`c${code}`, () => countries().of(code) ?? code),
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

const joined = (parts: readonly { value: string }[]) => parts.map((p) => p.value).join('');

/** First day of the date, in UTC, so that no time zone moves it. */
function dayOf(iso: string): number {
  const [year = 1970, month = 1, day = 1] = iso.split('-').map(Number);
  return Date.UTC(year, month - 1, day);
}

/** CLDR versions differ in thin and narrow spaces; one form keeps the bytes equal. */
function tidy(text: string): string {
  return text.replace(/[\u2009\u202f\u00a0]/g, ' ');
}
