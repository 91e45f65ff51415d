import { parse, type Token } from '@messageformat/parser';
import { type MarkupFault, openElement, readMarkup } from './markup.ts';

/** Types of placeholders with a value of their own; the three choices are apart. */
export const VALUE_TYPES = ['figure', 'number', 'date', 'period', 'place', 'name', 'country', 'list'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];
export type ChoiceType = 'plural' | 'select' | 'selectordinal';

/** One step of a compiled message. Offsets count in the decoded string. */
export type Part =
  | {
      readonly kind: 'literal';
      readonly html: string;
      readonly text: string;
      readonly source: string;
      readonly offset: number;
    }
  | {
      readonly kind: 'value';
      readonly type: string;
      readonly arg: string;
      readonly style: string;
      readonly offset: number;
    }
  | {
      readonly kind: 'choice';
      readonly type: ChoiceType;
      readonly arg: string;
      readonly pluralOffset: number;
      readonly cases: ReadonlyMap<string, readonly Part[]>;
      readonly offset: number;
    }
  /** `#` in a plural: the number itself. */
  | { readonly kind: 'count'; readonly arg: string; readonly pluralOffset: number; readonly offset: number };

export type CompiledMessage = readonly Part[];

export interface MessageFault extends MarkupFault {
  readonly code: 'text-syntax' | 'text-markup';
}

/** What evaluating a message asks: the values behind its placeholders. */
export interface MessageScope {
  /** Plain text of a value. */
  value(type: string, arg: string, style: string): string;
  number(arg: string): number;
  selector(arg: string): string;
  plural(value: number, type: 'cardinal' | 'ordinal'): string;
  formatNumber(value: number): string;
}

/** Compiles ICU MessageFormat; undefined where it cannot be read. Plural cases are those CLDR gives the locale. */
export function compileMessage(
  source: string,
  locale: string,
  fault: (fault: MessageFault) => void,
): CompiledMessage | undefined {
  let tokens: readonly Token[];
  try {
    tokens = parse(source, { ...pluralCases(locale), strict: false, strictPluralKeys: true });
  } catch (error) {
    fault(syntaxFault(source, error as Error));
    return undefined;
  }
  let sound = true;
  const report = (f: MessageFault) => {
    sound = false;
    fault(f);
  };
  const open: string[] = [];
  const parts = toParts(tokens, undefined, open, report);
  const inner = openElement(open);
  if (inner !== undefined) {
    const offset = source.lastIndexOf(`<${inner}`);
    report({ code: 'text-markup', offset, message: `<${inner}> is not closed.`, hint: `Write </${inner}>.` });
  }
  return sound ? parts : undefined;
}

function toParts(
  tokens: readonly Token[],
  plural: { arg: string; pluralOffset: number } | undefined,
  open: string[],
  fault: (fault: MessageFault) => void,
): Part[] {
  return tokens.map((token): Part => {
    const { offset } = token.ctx;
    switch (token.type) {
      case 'content': {
        // The parser drops the apostrophes that quote; the raw text keeps offsets right up to the first of them.
        const literal = readMarkup(token.value, open, (f) =>
          fault({ ...f, code: 'text-markup', offset: offset + f.offset }),
        );
        return { kind: 'literal', ...literal, source: token.value, offset };
      }
      case 'argument':
        return { kind: 'value', type: '', arg: token.arg, style: '', offset };
      case 'function': {
        const style = (token.param ?? [])
          .map((t) => (t.type === 'content' ? t.value : ''))
          .join('')
          .trim();
        return { kind: 'value', type: token.key, arg: token.arg, style, offset };
      }
      case 'octothorpe':
        return { kind: 'count', ...(plural ?? { arg: '', pluralOffset: 0 }), offset };
      default: {
        const pluralOffset = token.pluralOffset ?? 0;
        const inner = token.type === 'select' ? plural : { arg: token.arg, pluralOffset };
        const cases = new Map<string, Part[]>();
        for (const { key, tokens: own } of token.cases) {
          const depth = open.length;
          cases.set(key, toParts(own, inner, open, fault));
          if (open.length !== depth) {
            const hint = 'Open and close each element inside one case.';
            fault({ code: 'text-markup', offset, message: `An element is not closed inside the case "${key}".`, hint });
            open.length = depth;
          }
        }
        if (!cases.has('other'))
          fault({
            code: 'text-syntax',
            offset,
            message: `The ${token.type} has no case "other".`,
            hint: 'Add other {…}, which holds for all that the cases do not name.',
          });
        return { kind: 'choice', type: token.type, arg: token.arg, pluralOffset, cases, offset };
      }
    }
  });
}

/** Every part of a message, those inside choices too. */
export function* allParts(parts: CompiledMessage): Generator<Part> {
  for (const part of parts) {
    yield part;
    if (part.kind === 'choice') for (const own of part.cases.values()) yield* allParts(own);
  }
}

/** Evaluates a message; `write` turns a literal and a value into the wanted form. */
export function evaluate(
  parts: CompiledMessage,
  scope: MessageScope,
  write: {
    literal(part: Part & { kind: 'literal' }): string;
    value(text: string, part: Part & { kind: 'value' | 'count' }): string;
  },
): string {
  let out = '';
  for (const part of parts) {
    if (part.kind === 'literal') out += write.literal(part);
    else if (part.kind === 'value') out += write.value(scope.value(part.type, part.arg, part.style), part);
    else if (part.kind === 'count')
      out += write.value(scope.formatNumber(scope.number(part.arg) - part.pluralOffset), part);
    else out += evaluate(chosen(part, scope), scope, write);
  }
  return out;
}

/** An exact case (`=1`) goes before the plural category, `other` is left. */
function chosen(part: Part & { kind: 'choice' }, scope: MessageScope): CompiledMessage {
  const { cases, type, arg } = part;
  if (type === 'select') return cases.get(scope.selector(arg)) ?? cases.get('other')!;
  const value = scope.number(arg);
  const category = scope.plural(value - part.pluralOffset, type === 'plural' ? 'cardinal' : 'ordinal');
  return cases.get(`=${value}`) ?? cases.get(category) ?? cases.get('other')!;
}

const categories = new Map<string, { cardinal: Intl.LDMLPluralRule[]; ordinal: Intl.LDMLPluralRule[] }>();

function pluralCases(locale: string) {
  let found = categories.get(locale);
  if (found === undefined) {
    const of = (type: 'cardinal' | 'ordinal') =>
      new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories;
    found = { cardinal: of('cardinal'), ordinal: of('ordinal') };
    categories.set(locale, found);
  }
  return found;
}

/** The cases that CLDR gives a language. */
export const pluralCategories = (locale: string, type: 'cardinal' | 'ordinal'): readonly string[] =>
  pluralCases(locale)[type];

/** The parser names the place in its message, and draws it on further lines. */
function syntaxFault(source: string, error: Error): MessageFault {
  const code = 'text-syntax';
  const brace = unpairedBrace(source);
  if (brace) return { code, ...brace };
  const match = /^(.*?) at line (\d+) col (\d+)/s.exec(error.message);
  const line = Number(match?.[2] ?? 1);
  const column = Number(match?.[3] ?? 1);
  const before = source.split('\n').slice(0, line - 1);
  const offset = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  const message = match?.[1] ?? error.message.split('\n')[0] ?? '';
  return {
    code,
    offset: Math.min(offset, source.length),
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    hint: 'A placeholder is {name, type} or {name, type, style}; a choice is {name, plural, one {…} other {…}}.',
  };
}

/** The innermost brace without a partner. Text between apostrophes that begin before a brace is quoted. */
function unpairedBrace(source: string): Pick<MessageFault, 'offset' | 'message' | 'hint'> | undefined {
  const open: number[] = [];
  for (let i = 0; i < source.length; i++) {
    const c = source[i];
    if (c === "'" && /[{}]/.test(source[i + 1] ?? '')) {
      const end = source.indexOf("'", i + 1);
      i = end === -1 ? source.length : end;
    } else if (c === '{') open.push(i);
    else if (c === '}' && open.pop() === undefined)
      return { offset: i, message: 'A brace closes nothing.', hint: "Remove the }, or write '}' for the character." };
  }
  const offset = open.at(-1);
  if (offset === undefined) return undefined;
  const shown = /^\{[^{}\s]*/.exec(source.slice(offset))![0];
  return { offset, message: `The brace of "${shown}" is not closed.`, hint: 'Write } after the placeholder.' };
}
