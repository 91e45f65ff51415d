import type { LocaleFile } from '../dataset/generated/types.ts';

export type DateStyle = 'long' | 'short';
export type Precision = 'year' | 'month' | 'day';

/** How one language writes dates and ranges of dates. */
export interface DateFormats {
  /** An ISO 8601 date at its own precision. */
  date(iso: string, style: DateStyle): string;
  range(from: string, to: string, style: DateStyle): string;
}

const NBSP = '\u00a0';
const PRECISION = { 4: 'year', 7: 'month', 10: 'day' } as const;

export function precisionOf(iso: string): Precision {
  return PRECISION[iso.length as 4 | 7 | 10];
}

export function monthOf(iso: string): string {
  return String(Number(iso.slice(5, 7)) || '');
}

/** CLDR versions differ in thin and narrow spaces; one form keeps the bytes equal. */
function tidy(text: string): string {
  return text.replace(/[\u2009\u202f\u00a0]/g, ' ');
}

/** Dates by CLDR, with the days and patterns that the locale file writes otherwise. `intlTag` states the numbering system. */
export function createDates(file: LocaleFile, intlTag: string, digits: (value: number) => string): DateFormats {
  const { formats } = file;
  const own = formats.dates;
  const cached = new Map<string, Intl.DateTimeFormat>();
  const intl = (precision: Precision, style: DateStyle): Intl.DateTimeFormat => {
    const key = `${precision} ${style}`;
    let format = cached.get(key);
    if (format === undefined) {
      const options: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC' };
      if (precision !== 'year') options.month = style;
      if (precision === 'day') options.day = 'numeric';
      format = new Intl.DateTimeFormat(intlTag, options);
      cached.set(key, format);
    }
    return format;
  };
  const patterns = (style: DateStyle) => (style === 'short' ? own?.shortPatterns : undefined) ?? own?.patterns;
  const dayText = (day: number): string => own?.days?.[day] ?? digits(day);
  const tie = (text: string, precision: Precision) => (precision === 'day' ? text.replace(' ', NBSP) : text);

  /** By the pattern of the locale file; undefined where it has none for this precision. */
  const byPattern = (iso: string, style: DateStyle, day?: string): string | undefined => {
    const precision = precisionOf(iso);
    const pattern = precision === 'year' ? undefined : patterns(style)?.[precision];
    if (pattern === undefined) return undefined;
    const [year = 0, month = 1, date = 1] = iso.split('-').map(Number);
    return pattern
      .replace('{day}', day ?? dayText(date))
      .replace('{month}', own?.months?.[month - 1] ?? '')
      .replace('{monthNumber}', digits(month))
      .replace('{year}', digits(year));
  };
  const joined = (parts: readonly Intl.DateTimeFormatPart[], iso: string): string =>
    tidy(parts.map(({ type, value }) => (type === 'day' ? (own?.days?.[dayNumber(iso)] ?? value) : value)).join(''));

  const date = (iso: string, style: DateStyle): string => {
    const precision = precisionOf(iso);
    const text = byPattern(iso, style) ?? joined(intl(precision, style).formatToParts(dayOf(iso)), iso);
    return tie(text, precision);
  };
  const span = (from: string, to: string): string => `${from}${formats.spanSeparator ?? `${NBSP}– `}${to}`;

  const range = (from: string, to: string, style: DateStyle): string => {
    const whole = () => span(date(from, style), date(to, style));
    // A span in words of its own ("2019 - October 2020") where the ends differ in precision: Intl has no such range.
    if (from.length !== to.length) return whole();
    if (from === to) return date(from, style);
    const precision = precisionOf(from);
    if (precision !== 'year' && patterns(style)) {
      if (precision === 'month' || style === 'short' || from.slice(0, 7) !== to.slice(0, 7)) return whole();
      const days = [from, to].map((iso) => dayText(dayNumber(iso))).join(formats.rangeSeparator);
      return tie(byPattern(to, style, days)!, precision);
    }
    const parts = intl(precision, style).formatRangeToParts(dayOf(from), dayOf(to));
    // Where the ends share month or year, Intl writes it once: 11-12 July 2018.
    const middle = parts.findIndex((p) => p.source === 'shared' && /[\u2013-]/.test(p.value));
    if (middle === -1) return whole();
    const start = joined(parts.slice(0, middle + 1), from)
      .replace(/[\u2013-]\s*$/, '')
      .trim();
    const end = joined(parts.slice(middle + 1), to).trim();
    const [first, last] = [tie(start, precision), tie(end, precision)];
    return /\s/.test(start) ? span(first, last) : `${first}${formats.rangeSeparator}${last}`;
  };
  return { date, range };
}

const dayNumber = (iso: string): number => Number(iso.slice(8));

/** First day of the date, in UTC, so that no time zone moves it. */
function dayOf(iso: string): number {
  const [year = 1970, month = 1, day = 1] = iso.split('-').map(Number);
  return Date.UTC(year, month - 1, day);
}
