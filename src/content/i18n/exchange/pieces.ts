import { allParts, type ChoiceType, type CompiledMessage, type Part } from '../messages.ts';

/** What a code stands for in its message. */
export type CodeRole = 'placeholder' | 'open' | 'close';

/**
 * A piece of a unit: words to translate, or a code that is kept as it is. `native` is the code as the text file has it,
 * `{nmi, name}` or `<strong>`.
 */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly role: CodeRole; readonly native: string };

/** A choice of a message, with every case that is to be translated. */
export interface Choice {
  readonly arg: string;
  readonly type: ChoiceType;
  readonly offset: number;
  readonly cases: readonly string[];
}

/** Which case is taken of each choice, by argument. */
export type Assignment = ReadonlyMap<string, string>;

const COUNT = '{#}';

/** More leaves than this are no work for a translator. */
const MOST_LEAVES = 64;

/** `{#}` is the number of a plural, which is a bare # in its message. */
const CODE =
  /\{#\}|\{\s*[A-Za-z][A-Za-z0-9]*\s*(?:,\s*[a-z]+\s*(?:,\s*[A-Za-z0-9]+\s*)?)?\}|<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?>/g;

/** Cuts a text, as translators see it, into words and codes. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const words = (end: number) => {
    if (end > at) pieces.push({ kind: 'text', text: text.slice(at, end) });
  };
  for (const match of text.matchAll(CODE)) {
    words(match.index);
    const native = match[0];
    const role = native.startsWith('{') ? 'placeholder' : native.startsWith('</') ? 'close' : 'open';
    pieces.push({ kind: 'code', role, native: role === 'placeholder' ? tidy(native) : native });
    at = match.index + native.length;
  }
  words(text.length);
  return pieces;
}

/** A placeholder in the one form that the text files have. */
const tidy = (native: string): string =>
  `{${native
    .slice(1, -1)
    .split(',')
    .map((part) => part.trim())
    .join(', ')}}`;

export const textOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.native)).join('');

/** Code points of the words: codes count nothing, as in the size restrictions of XLIFF. */
export const textLength = (text: string): number =>
  piecesOf(text).reduce((sum, piece) => sum + (piece.kind === 'text' ? [...piece.text].length : 0), 0);

/**
 * ICU MessageFormat of a text as translators see it: braces that are no placeholder, and in a plural the number sign, are
 * quoted (ICU: ApostropheMode.DOUBLE_OPTIONAL), apostrophes doubled where one would begin a quotation.
 */
export function messageOf(text: string, inPlural: boolean): string {
  const special = inPlural ? '{}#' : '{}';
  const run = new RegExp(`[${special}][${special}']*|'+|[^'${special}]+`, 'g');
  const pieces = piecesOf(text);
  return pieces
    .map((piece, i) => {
      if (piece.kind === 'code') return piece.native === COUNT ? '#' : piece.native;
      const next = pieces[i + 1];
      const after = next?.kind === 'code' && next.role === 'placeholder' ? '{' : '';
      return piece.text.replace(run, (found, at: number) => {
        const doubled = found.replaceAll("'", "''");
        if (special.includes(found[0]!)) return `'${doubled}'`;
        const follows = piece.text[at + found.length] ?? after;
        return found[0] === "'" && (found.length > 1 || (follows && special.includes(follows))) ? doubled : found;
      });
    })
    .join('');
}

/** The choices of some messages in the order in which they come, each with the cases of all of them and of the language. */
export function choicesOf(
  messages: readonly CompiledMessage[],
  categories: (type: 'cardinal' | 'ordinal') => readonly string[],
): readonly Choice[] {
  const found = new Map<string, { type: ChoiceType; offset: number; cases: Set<string> }>();
  for (const message of messages) {
    for (const part of allParts(message)) {
      if (part.kind !== 'choice') continue;
      let choice = found.get(part.arg);
      if (!choice) {
        choice = { type: part.type, offset: part.pluralOffset, cases: new Set() };
        found.set(part.arg, choice);
      }
      for (const key of part.cases.keys()) if (part.type === 'select' || key.startsWith('=')) choice.cases.add(key);
      if (part.type !== 'select')
        for (const category of categories(part.type === 'plural' ? 'cardinal' : 'ordinal')) choice.cases.add(category);
    }
  }
  return [...found].map(([arg, { type, offset, cases }]) => {
    // `other` is what is left, so it stands last.
    const keys = [...cases].filter((key) => key !== 'other');
    return { arg, type, offset, cases: [...keys, 'other'] };
  });
}

/** Every combination of cases, the last choice changing fastest; one that is empty where nothing is chosen. */
export function assignmentsOf(choices: readonly Choice[]): readonly Assignment[] {
  if (choices.reduce((count, { cases }) => count * cases.length, 1) > MOST_LEAVES) return [];
  let all: (readonly (readonly [string, string])[])[] = [[]];
  for (const { arg, cases } of choices)
    all = all.flatMap((before) => cases.map((key) => [...before, [arg, key] as const]));
  return all.map((entries) => new Map(entries));
}

/** `[persons=one]`, behind the key of the message. */
export const assignmentKey = (assignment: Assignment): string =>
  [...assignment].map(([arg, key]) => `[${arg}=${key.replace(/^=/, '')}]`).join('');

/** The words of a message where the choices are made so, as translators see them. */
export function leafText(message: CompiledMessage, assignment: Assignment): string {
  return message.map((part) => partText(part, assignment)).join('');
}

function partText(part: Part, assignment: Assignment): string {
  switch (part.kind) {
    case 'literal':
      return part.source;
    case 'value':
      return `{${[part.arg, part.type, part.style].filter(Boolean).join(', ')}}`;
    case 'count':
      return COUNT;
    default:
      return leafText(part.cases.get(assignment.get(part.arg) ?? 'other') ?? part.cases.get('other')!, assignment);
  }
}

/**
 * One message of its leaves. Cases that say what `other` says are left out, and choices whose cases all say the same
 * are none.
 */
export function joinLeaves(choices: readonly Choice[], textAt: (assignment: Assignment) => string): string {
  const inPlural = choices.some(({ type }) => type !== 'select');
  const join = (rest: readonly Choice[], assignment: Assignment): string => {
    const [choice, ...inner] = rest;
    if (!choice) return messageOf(textAt(assignment), inPlural);
    const texts = new Map(
      choice.cases.map((key) => [key, join(inner, new Map([...assignment, [choice.arg, key]]))] as const),
    );
    const other = texts.get('other')!;
    const kept = [...texts].filter(([key, text]) => key === 'other' || text !== other);
    if (kept.length === 1) return other;
    const offset = choice.offset ? ` offset:${choice.offset}` : '';
    return `{${choice.arg}, ${choice.type},${offset} ${kept.map(([key, text]) => `${key} {${text}}`).join(' ')}}`;
  };
  return join(choices, new Map());
}
