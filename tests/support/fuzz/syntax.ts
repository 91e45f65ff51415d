/** A value definition as properties state it (CSS Values 4 section 2), read into a tree. */
export type Syntax =
  | { readonly kind: 'word' | 'type' | 'function'; readonly text: string }
  /** All in this order, all in any order (`&&`), some in any order (`||`), one of them (`|`). */
  | { readonly kind: 'all' | 'both' | 'some' | 'one'; readonly of: readonly Syntax[] }
  | {
      readonly kind: 'many';
      readonly of: Syntax;
      readonly least: number;
      readonly most: number;
      readonly comma: boolean;
    };

const TOKEN = /\[[\w-]*-\]|<[^>]*>|[\w-]+\(\)?|\|\||&&|\{\d+(?:,\d*)?\}|[\w-]+|\S/g;
/** Enough for "and so on". */
const MANY = 4;
const SINGLE: Readonly<Record<string, readonly [number, number, boolean]>> = {
  '?': [0, 1, false], '*': [0, MANY, false], '+': [1, MANY, false], '#': [1, MANY, true],
}; // biome-ignore format: a table

/** Reads what it can: the definitions are written for people too. */
export function parseSyntax(text: string): Syntax {
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;
  const joined =
    (operator: string, kind: 'both' | 'some' | 'one', next: () => Syntax): (() => Syntax) =>
    () => {
      const of = [next()];
      while (tokens[at] === operator) {
        at++;
        of.push(next());
      }
      return of.length === 1 ? of[0]! : { kind, of };
    };
  const term = (): Syntax => {
    const token = tokens[at++]!;
    let result: Syntax;
    if (token === '[') {
      result = alternatives();
      at++;
    } else if (token.startsWith('<')) result = { kind: 'type', text: /^<([\w-]*)/.exec(token)![1]! };
    else if (token.endsWith('()')) result = { kind: 'function', text: token.slice(0, -2) };
    else result = { kind: 'word', text: token };
    for (let more = tokens[at]; more; more = tokens[++at]) {
      const [least, most, comma] = SINGLE[more] ?? bounds(more) ?? [];
      if (least === undefined) break;
      result = { kind: 'many', of: result, least, most: most!, comma: comma! };
    }
    return result;
  };
  const sequence = (): Syntax => {
    const of: Syntax[] = [];
    while (at < tokens.length && !['|', '||', '&&', ']'].includes(tokens[at]!)) of.push(term());
    return of.length === 1 ? of[0]! : { kind: 'all', of };
  };
  const alternatives = joined('|', 'one', joined('||', 'some', joined('&&', 'both', sequence)));
  return alternatives();
}

function bounds(token: string): readonly [number, number, boolean] | undefined {
  const match = /^\{(\d+)(,?)(\d*)\}$/.exec(token);
  if (!match) return undefined;
  const least = Number(match[1]);
  return [least, match[3] ? Number(match[3]) : match[2] ? least + MANY : least, false];
}
