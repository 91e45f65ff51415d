/** A piece of literal prose as safe HTML and as plain text, with the tags it opens and closes. */
export interface Literal {
  readonly html: string;
  readonly text: string;
}

export interface MarkupFault {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string | undefined;
}

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)>/y;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  nbsp: '\u00a0',
  shy: '\u00ad',
};
const REFERENCE = /&(lt|gt|amp|quot|nbsp|shy);/y;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;'));
}

const RTL_LETTER = /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Syrc}\p{Script=Thaa}\p{Script=Nkoo}\p{Script=Adlm}]/u;
const LTR_LETTER = new RegExp(`(?!${RTL_LETTER.source})\\p{L}`, 'u');

/**
 * A value as HTML. One that is written the other way than its sentence throughout, such as "B 159" in Arabic, is an
 * island of its own; dates, amounts and mixed names keep the order of the sentence.
 */
export function isolate(text: string, direction: 'ltr' | 'rtl'): string {
  const [rtl, ltr] = [RTL_LETTER.test(text), LTR_LETTER.test(text)];
  const foreign = direction === 'rtl' ? ltr && !rtl : rtl && !ltr;
  return foreign ? `<bdi dir="${rtl ? 'rtl' : 'ltr'}">${escapeHtml(text)}</bdi>` : escapeHtml(text);
}

/**
 * The closed set of inline markup that prose may use: em, strong, abbr with title, span with lang.
 * All else is escaped, and reported through `fault` where it looks like a tag. `open` is the stack of
 * elements open so far; it is shared by the pieces of one message, for a tag may stand around a placeholder.
 */
export function readMarkup(source: string, open: string[], fault: (fault: MarkupFault) => void): Literal {
  let html = '';
  let text = '';
  let i = 0;
  while (i < source.length) {
    const c = source[i]!;
    if (c === '<') {
      TAG.lastIndex = i;
      const match = TAG.exec(source);
      const tag = match && readTag(match[1] === '/', match[2]!, match[3]!.trim(), open);
      if (match && typeof tag === 'string') {
        html += tag;
        i = TAG.lastIndex;
        continue;
      }
      if (typeof tag === 'object' && tag !== null) fault({ offset: i, message: tag.fault, hint: tag.hint });
    } else if (c === '&') {
      REFERENCE.lastIndex = i;
      const match = REFERENCE.exec(source);
      if (match) {
        html += match[0];
        text += ENTITIES[match[1]!];
        i = REFERENCE.lastIndex;
        continue;
      }
    }
    html += escapeHtml(c);
    text += c;
    i++;
  }
  return { html, text };
}

/** A tag as it is written, why it is refused, or null where its opening tag was refused already. */
function readTag(
  closing: boolean,
  name: string,
  attributes: string,
  open: string[],
): string | { fault: string; hint: string } | null {
  if (closing) {
    if (open.includes(REFUSED + name)) {
      open.splice(open.lastIndexOf(REFUSED + name), 1);
      return null;
    }
    if (openElement(open) !== name || attributes !== '') {
      const inner = openElement(open);
      const hint = inner ? `Write </${inner}> first.` : 'Remove it, or write the opening tag.';
      return { fault: `</${name}> closes nothing that is open here.`, hint };
    }
    open.splice(open.lastIndexOf(name), 1);
    return `</${name}>`;
  }
  let tag: string | undefined;
  if ((name === 'em' || name === 'strong') && attributes === '') tag = `<${name}>`;
  else if (name === 'abbr') tag = attribute(name, attributes, /^title="([^"<>]*)"$/, 'title');
  else if (name === 'span') tag = attribute(name, attributes, /^lang="([A-Za-z0-9-]+)"$/, 'lang');
  if (tag === undefined) {
    open.push(REFUSED + name);
    const instead = INSTEAD[name];
    const hint = instead
      ? `Write <${instead}>…</${instead}>.`
      : `Allowed are ${ALLOWED}; write &lt; for the character.`;
    return { fault: `<${name}${attributes && ` ${attributes}`}> is not allowed in prose.`, hint };
  }
  open.push(name);
  return tag;
}

/** Stands in the stack of open elements before the name of one that was refused. */
const REFUSED = '!';
const INSTEAD: Readonly<Record<string, string>> = { b: 'strong', i: 'em' };
const ALLOWED = '<em>, <strong>, <abbr title="…"> and <span lang="…">';

/** The innermost open element; what was refused does not count. */
export const openElement = (open: readonly string[]): string | undefined =>
  open.findLast((name) => !name.startsWith(REFUSED));

function attribute(name: string, attributes: string, pattern: RegExp, key: string): string | undefined {
  const value = pattern.exec(attributes)?.[1];
  return value === undefined ? undefined : `<${name} ${key}="${value.replace(/&(?![a-z]+;)/g, '&amp;')}">`;
}
