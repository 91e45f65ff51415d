import { codePointName } from '../base/characters.ts';
import { type Diagnostic, finding, type Place, type Report } from '../base/diagnostics.ts';
import { LineIndex, type SourceText } from '../base/source.ts';
import { type JsonDocument, pointerStep } from '../content/dataset/json.ts';

/** What the text of a page is made of. */
export interface TextSources {
  readonly documents: readonly JsonDocument[];
  /** Pages, templates and stylesheets. */
  readonly texts: readonly SourceText[];
}

interface Found {
  readonly place: Place;
  /** The string the character stands in, or what is around it. */
  readonly around: string;
}

/**
 * A report that knows where characters come from: layout knows of one that no font has only the word it stands in, so
 * that finding is told for each string of the sources that holds the character. Where none does, it stays as it is.
 */
export function locatingCharacters(report: Report, sources: TextSources): Report {
  return (diagnostic) => {
    const character = missingCharacter(diagnostic);
    const found = character === undefined ? [] : findCharacter(character, sources);
    if (!found.length) report(diagnostic);
    for (const { place, around } of found) {
      const message = `no font has the character ${named(character!)} in "${around}"`;
      report(finding('font-missing-glyph', message, { locale: diagnostic.locale, ...place }, diagnostic.hint));
    }
  };
}

const named = (character: string): string => `"${character}" (${codePointName(character.codePointAt(0)!)})`;

/** The character that a finding without a line of the user's own is about. */
function missingCharacter({ code, line, message }: Diagnostic): string | undefined {
  const hex = code === 'font-missing-glyph' && line === undefined && /\(U\+([0-9A-F]{4,6})\)/.exec(message)?.[1];
  return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : undefined;
}

function findCharacter(character: string, { documents, texts }: TextSources): Found[] {
  return [
    ...documents.flatMap((document) => inDocument(character, document)),
    ...texts.flatMap((text) => inText(character, text)),
  ];
}

function inDocument(character: string, document: JsonDocument): Found[] {
  const found: Found[] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value === 'string') {
      const at = value.indexOf(character);
      if (at < 0) return;
      found.push({ place: document.placeInString(pointer, at), around: excerpt(value, at) });
    } else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) visit(child, pointer + pointerStep(key));
  };
  visit(document.value, '');
  return found;
}

/** The character itself, or a numeric reference to it, once in each line. */
function inText(character: string, { file, text }: SourceText): Found[] {
  const code = character.codePointAt(0)!;
  const written = new RegExp(
    `\\u{${code.toString(16)}}|&#0*${code};|&#x0*${code.toString(16)};|\\\\0*${code.toString(16)}(?![0-9a-f])`,
    'giu',
  );
  const lines = new LineIndex(text);
  const found = new Map<number, Found>();
  for (const { index } of text.matchAll(written)) {
    const place = lines.position(index);
    if (found.has(place.line)) continue;
    const line = text.slice(index - place.column + 1).split('\n', 1)[0]!;
    found.set(place.line, { place: { file, ...place }, around: excerpt(line, place.column - 1) });
  }
  return [...found.values()];
}

const EXCERPT = 30;

/** At most 30 characters on either side of an offset. */
function excerpt(text: string, at: number): string {
  const [start, end] = [Math.max(0, at - EXCERPT), at + EXCERPT];
  const part = text.slice(start, end).trim().replace(/\s+/g, ' ');
  return `${start > 0 ? '…' : ''}${part}${end < text.length ? '…' : ''}`;
}
