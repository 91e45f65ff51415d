import type { Provenance } from './provenance.ts';

/** A figure in words: `text` is the whole, "up to 285"; `number` and `qualifier` are its parts. */
export interface FigureText {
  readonly text: string;
  readonly number: string;
  readonly qualifier: string;
}

/**
 * What building a sheet asks of a language. The catalogue of `i18n/` gives it; the data knows nothing of how.
 * All results are plain text except `rich`, which is safe HTML.
 */
export interface Language {
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly script: string;
  /** A message of the mission as HTML; its values are recorded. */
  rich(key: string, provenance: Provenance): string;
  /** The same as plain text, for headings, labels and alternative texts. */
  plain(key: string, provenance: Provenance): string;
  /** What a placeholder of this type prints. */
  value(type: string, arg: string, style: string, provenance: Provenance): string;
  name(id: string): string;
  /** The name as it stands by itself: the form `<id>.title`, or the name with a capital. */
  title(id: string): string;
  /** A label of the locale file; `{argument}` is filled from `values`. */
  label(key: string, values?: Readonly<Record<string, string>>): string;
  /** Every label that has no arguments, for layouts: `map.heading` of the locale file as `mapHeading`. */
  labels(): Readonly<Record<string, string>>;
  unit(key: string, value: number): string;
  rank(key: string): string;
  digits(value: number): string;
  figure(figure: { value: number; to?: number; qualifier: 'exact' | 'about' | 'upTo' | 'atLeast' }): FigureText;
  date(iso: string, style?: 'long' | 'short'): string;
  period(from: string, to: string | undefined, style?: 'range' | 'sentence' | 'short' | 'years'): string;
  /** Two years as a parliament counts them, "2019-20". */
  session(years: string): string;
  country(code: string): string;
  /** Items with "and" before the last. */
  list(items: readonly string[]): string;
}
