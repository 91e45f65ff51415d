import type { DiagnosticCode } from '../../../src/base/codes.ts';

/** One mistake, made in a project without any, and the findings that it is to give: these and no others. */
export interface Mistake {
  readonly file: string;
  /** What is replaced, once; a function makes the bytes of the file anew. */
  readonly from: string | RegExp | ((bytes: Buffer) => Uint8Array);
  readonly to: string;
  readonly code: DiagnosticCode;
  /** JSON pointer of the finding; undefined in files that are no JSON, and where they are not well-formed. */
  readonly pointer: string | undefined;
  /** What its message or hint says. */
  readonly words: string;
  readonly more?: More;
}

/** What differs from a finding in the line of the mistake, in its file and of its locale. */
export interface More {
  readonly file?: string;
  readonly locale?: string;
  /** `any`: the finding names what stands around the mistake. */
  readonly line?: number | 'any';
  /** Codes of further findings that this mistake rightly brings. */
  readonly also?: readonly DiagnosticCode[];
}

/** Replaced text, what stands there then, code, pointer, words. */
export type Row = readonly [
  from: Mistake['from'],
  to: string,
  code: DiagnosticCode,
  pointer: string | undefined,
  words: string,
  more?: More,
];

export const inFile = (file: string, rows: readonly Row[]): Mistake[] =>
  rows.map(([from, to, code, pointer, words, more]) => ({
    file,
    from,
    to,
    code,
    pointer,
    words,
    ...(more && { more }),
  }));

const FOLDER = 'data/missions/nato-mission-iraq';
export const MISSION = `${FOLDER}/mission.json`;
export const text = (locale: string): string => `${FOLDER}/text.${locale}.json`;
export const state = (locale: string): string => `${FOLDER}/text.${locale}.state.json`;
