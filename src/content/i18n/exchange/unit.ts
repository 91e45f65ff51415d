import { finding, type Place, type Report } from '../../../base/diagnostics.ts';
import type { SourceText } from '../../../base/source.ts';
import type { TranslationState } from '../state.ts';

/** One string that a translator works on, with all that is good to know. Texts are as `piecesOf` reads them. */
export interface ExchangeUnit {
  /** `names/nmi`, `messages/lead`, or with cases `messages/results[flights=one]`. */
  readonly key: string;
  readonly source: string;
  readonly target: string | undefined;
  readonly state: TranslationState;
  /** Translated from another wording of the source. */
  readonly stale: boolean;
  /** What a translator or reviewer has left. */
  readonly note: string | undefined;
  /** Where it stands, such as "page 2, table, column head". */
  readonly where: readonly string[];
  /** Code points that its place in the layout holds. */
  readonly limit: number | undefined;
  readonly terms: readonly { readonly source: string; readonly target: string; readonly note?: string | undefined }[];
  /** What its placeholders print, by their native form. */
  readonly samples: ReadonlyMap<string, string>;
}

/** The strings of one mission for one language. */
export interface ExchangeFile {
  readonly mission: string;
  readonly title: string;
  readonly sourceLocale: string;
  readonly targetLocale: string;
  readonly units: readonly ExchangeUnit[];
}

/** A code of a target whose native form the file does not tell: that of the source's code with this number. */
export interface CodeReference {
  readonly id: string;
  readonly closing: boolean;
}

/** A string that came back. */
export interface ReturnedUnit {
  /** Keys that the file gives it, the surest first; none where only the source text tells which one it is. */
  readonly keys: readonly string[];
  readonly source: readonly (string | CodeReference)[];
  readonly target: readonly (string | CodeReference)[] | undefined;
  /** Undefined where the file says nothing, or a word that nobody knows. */
  readonly state: TranslationState | undefined;
  readonly notes: readonly string[];
  readonly limit: number | undefined;
  readonly place: Place;
}

export interface ReturnedFile {
  /** What the file says it is of; undefined where it does not. */
  readonly mission: string | undefined;
  readonly sourceLocale: string | undefined;
  readonly targetLocale: string | undefined;
  readonly units: readonly ReturnedUnit[];
}

/** A kind of file that translators use. */
export interface ExchangeFormat {
  readonly name: string;
  readonly extension: string;
  write(file: ExchangeFile): string;
  /** Undefined, after findings, where the file is damaged or of another kind. */
  read(source: SourceText, report: Report): ReturnedFile | undefined;
}

/** What is said of where a string stands, line by line. */
export const contextLines = ({ key, where }: ExchangeUnit): readonly string[] => [
  ...where,
  ...(key.startsWith('names/') ? ['A name: it stands wherever the text names it.'] : []),
];

/**
 * What the parts of a file say they are of, where they agree: two missions have strings of one name. Undefined, after a
 * finding, where they do not.
 */
export function commonOrigin(
  origins: readonly (string | undefined)[],
  place: Place,
  report: Report,
): { readonly mission: string | undefined } | undefined {
  const named = [...new Set(origins)];
  if (named.length <= 1) return { mission: named[0] };
  const message = `The file holds strings of several missions: ${named.join(', ')}.`;
  report(finding('exchange-foreign', message, place, 'Give one file for each.'));
  return undefined;
}

/** Names and messages apart, as files with groups have them; a part without units is left out. */
export const partsOf = ({
  units,
}: ExchangeFile): readonly (readonly [part: string, units: readonly ExchangeUnit[]])[] =>
  ['names', 'messages']
    .map((part) => [part, units.filter(({ key }) => key.startsWith(`${part}/`))] as const)
    .filter(([, own]) => own.length > 0);
