/**
 * The blocks of a stylesheet (CSS Syntax 3 section 5.4, as CSS Nesting 1 has it): which text is a declaration, which a
 * rule inside another. What stands in values, selectors and preludes is read by css-tree.
 */
export type BlockItem =
  /** Declarations that follow each other. */
  | { readonly type: 'declarations'; readonly start: number; readonly end: number }
  | {
      readonly type: 'rule';
      readonly start: number;
      /** End of the selectors. */
      readonly end: number;
      readonly body: Body;
    }
  | {
      readonly type: 'at-rule';
      readonly name: string;
      readonly start: number;
      /** What stands between the name and the block. */
      readonly prelude: Body;
      readonly body: Body | undefined;
      /** After the block, or the semicolon. */
      readonly end: number;
    }
  /** Text that is no rule. */
  | { readonly type: 'junk'; readonly start: number; readonly end: number };

/** A stretch of text. */
export interface Body {
  readonly start: number;
  readonly end: number;
}

const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const URL = /url\(\s*(?!["'\s])/iy;
const AT_NAME = /@([-\w\u0080-\uffff]+)/y;
const DECLARATION = /([-*_a-z\u0080-\uffff][-\w\u0080-\uffff]*)\s*:/iy;
const SPACE = /(?:\s|;|\/\*[\s\S]*?(?:\*\/|$))*/y;
/** Around the whole sheet, HTML comments of old count as space (CSS Syntax 3 section 5.4.1). */
const OUTER_SPACE = /(?:\s|<!--|-->|\/\*[\s\S]*?(?:\*\/|$))*/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Behind the string that begins at `at`; a line end inside ends it too. */
function stringEnd(text: string, at: number, end: number): number {
  const quote = text[at];
  for (let i = at + 1; i < end; i++) {
    const c = text[i]!;
    if (c === '\\') i++;
    else if (c === quote) return i + 1;
    else if (c === '\n') return i;
  }
  return end;
}

/** The first of the characters `stops` outside strings, comments and brackets, from `at`; `end` where there is none. */
export function findOutside(text: string, at: number, end: number, stops: string): number {
  const open: string[] = [];
  for (let i = at; i < end; ) {
    const c = text[i]!;
    if (open.length === 0 && stops.includes(c)) return i;
    if (c === '/' && text[i + 1] === '*') {
      const close = text.indexOf('*/', i + 2);
      i = close < 0 ? end : close + 2;
    } else if (c === '"' || c === "'") i = stringEnd(text, i, end);
    else if (c === '\\') i += 2;
    else if ((c === 'u' || c === 'U') && matchAt(URL, text, i)) {
      i = URL.lastIndex;
      while (i < end && text[i] !== ')') i += text[i] === '\\' ? 2 : 1;
      i++;
    } else {
      const closer = CLOSER[c];
      if (closer) open.push(closer);
      else if (c === open.at(-1)) open.pop();
      i++;
    }
  }
  return end;
}

/** The items between two offsets. `nested`: inside a style rule, where declarations and rules stand side by side. */
export function blockItems(text: string, start: number, end: number, nested: boolean): BlockItem[] {
  const items: BlockItem[] = [];
  const space = nested ? SPACE : OUTER_SPACE;
  let at = start;
  /** Takes a block whose brace opens at `brace`. */
  const block = (brace: number): Body => {
    const close = findOutside(text, brace + 1, end, '}');
    at = close + 1;
    return { start: brace + 1, end: close };
  };
  for (;;) {
    if (at < end) at += matchAt(space, text, at)![0].length;
    if (at >= end) return items;
    const begin = at;
    const atRule = matchAt(AT_NAME, text, at);
    if (atRule) {
      const from = at + atRule[0].length;
      const stop = findOutside(text, from, end, ';{}');
      at = stop + 1;
      const body = text[stop] === '{' && stop < end ? block(stop) : undefined;
      const prelude = { start: from, end: stop };
      items.push({
        type: 'at-rule',
        name: atRule[1]!.toLowerCase(),
        start: begin,
        prelude,
        body,
        end: Math.min(at, end),
      });
      continue;
    }
    const brace = findOutside(text, at, end, nested ? ';{}' : '{}');
    const name = nested ? matchAt(DECLARATION, text, at)?.[1] : undefined;
    const opens = brace < end && text[brace] === '{';
    if (nested && (!opens || name?.startsWith('--'))) {
      const stop = opens ? findOutside(text, at, end, ';}') : brace;
      const last = items.at(-1);
      if (last?.type === 'declarations') items[items.length - 1] = { ...last, end: stop };
      else items.push({ type: 'declarations', start: begin, end: stop });
      at = stop + 1;
    } else if (opens) {
      const body = block(brace);
      items.push({ type: 'rule', start: begin, end: brace, body });
    } else {
      items.push({ type: 'junk', start: begin, end: brace });
      at = brace + 1;
    }
  }
}
