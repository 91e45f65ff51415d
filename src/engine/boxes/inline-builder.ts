import type { ComputedStyle } from '../css/style.ts';
import type { Box, DetachedBox, InlineBox, InlineContent, InlineItem, Owner } from './box.ts';

const OBJECT_REPLACEMENT = '\uFFFC';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type AnyItem = Mutable<InlineItem>;

/** Gathers the content of one inline formatting context and collapses its white space (CSS Text 3 section 4). */
export class InlineBuilder {
  #text = '';
  readonly #items: AnyItem[] = [];
  readonly #detached: Mutable<DetachedBox>[] = [];
  /** Index of the item that ends with a space which collapses with the next one; -1 at the start of a line. */
  #pendingSpace: number | undefined = -1;
  #visible = false;

  /** True while nothing that shows has been added. */
  get empty(): boolean {
    return !this.#visible;
  }

  /** `data` with its white space treated, or '' where nothing of it stays. */
  addText(data: string, style: ComputedStyle, lang: string, owner: () => Owner): void {
    const text = this.#collapse(transform(data, style, lang, this.#text), style.whiteSpaceCollapse);
    if (!text) return;
    const start = this.#text.length;
    this.#text += text;
    if (/[^ \n]/.test(text) || style.whiteSpaceCollapse !== 'collapse') this.#visible = true;
    const last = this.#items.at(-1);
    const own = owner();
    if (last?.type === 'text' && last.style === style && last.owner === own && last.lang === lang)
      last.end = this.#text.length;
    else this.#items.push({ type: 'text', start, end: this.#text.length, style, lang, owner: own });
    const collapses = style.whiteSpaceCollapse === 'collapse' || style.whiteSpaceCollapse === 'preserve-breaks';
    if (collapses && text.endsWith(' ')) this.#pendingSpace = this.#items.length - 1;
    else if (text.endsWith('\n')) this.#pendingSpace = -1;
    else this.#pendingSpace = undefined;
  }

  /** `cut` where the box goes on after a block inside it. */
  open(box: InlineBox, cut = false): void {
    const bare = cut && box.style.boxDecorationBreak === 'slice';
    this.#items.push({ type: 'open', at: this.#text.length, style: box.style, box, cut: bare });
    if (!cut && hasInlineEdge(box.style)) this.#visible = true;
  }

  close(box: InlineBox, cut = false): void {
    const bare = cut && box.style.boxDecorationBreak === 'slice';
    this.#items.push({ type: 'close', at: this.#text.length, box, cut: bare });
  }

  atomic(box: Box): void {
    this.#items.push({ type: 'atomic', at: this.#text.length, box });
    this.#text += OBJECT_REPLACEMENT;
    this.#pendingSpace = undefined;
    this.#visible = true;
  }

  detach(box: Box, inlineLevel: boolean, container: InlineBox | undefined): void {
    this.#detached.push({ at: this.#text.length, box, inlineLevel, container });
  }

  /** The boxes that stand in content of which nothing shows: blocks then, among the blocks of the container. */
  get detachedBoxes(): readonly Box[] {
    return this.#detached.map(({ box }) => box);
  }

  /** What leads to the inline boxes that begin here. */
  get anchors(): readonly string[] {
    return this.#items.flatMap((item) => (item.type === 'open' && !item.cut && item.box.anchor) || []);
  }

  forcedBreak(style: ComputedStyle): void {
    this.#dropPendingSpace();
    this.#items.push({ type: 'break', at: this.#text.length, style });
    this.#text += '\n';
    this.#pendingSpace = -1;
    this.#visible = true;
  }

  finish(style: ComputedStyle, lang: string): InlineContent | undefined {
    this.#dropPendingSpace();
    if (!this.#visible) return undefined;
    const items = this.#items.filter((item) => item.type !== 'text' || item.end > item.start) as InlineItem[];
    return { text: this.#text, items, detached: this.#detached, style, lang };
  }

  #collapse(data: string, mode: ComputedStyle['whiteSpaceCollapse']): string {
    if (mode === 'preserve' || mode === 'break-spaces') return data.replace(/\r\n?|\f/g, '\n');
    if (mode === 'preserve-breaks') {
      const lines = data
        .replace(/\r\n?|\f/g, '\n')
        .replace(/[ \t]*\n[ \t]*/g, '\n')
        .replace(/[ \t]+/g, ' ');
      if (lines.startsWith('\n')) this.#dropPendingSpace();
      return this.#pendingSpace !== undefined && lines.startsWith(' ') ? lines.slice(1) : lines;
    }
    const collapsed = data.replace(/[ \t\n\r\f]+/g, ' ');
    return this.#pendingSpace !== undefined && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
  }

  /** A collapsible space at the end of a line is removed; everything after it moves up. */
  #dropPendingSpace(): void {
    const index = this.#pendingSpace;
    if (index === undefined || index < 0) return;
    const item = this.#items[index];
    if (item?.type !== 'text') return;
    item.end--;
    this.#text = this.#text.slice(0, item.end) + this.#text.slice(item.end + 1);
    for (const later of this.#items.slice(index + 1)) {
      if (later.type === 'text') {
        later.start--;
        later.end--;
      } else later.at--;
    }
    for (const detached of this.#detached) if (detached.at > item.end) detached.at--;
    this.#pendingSpace = undefined;
  }
}

function hasInlineEdge(style: ComputedStyle): boolean {
  const nonZero = (value: 'auto' | { px: number; percent: number }): boolean =>
    value !== 'auto' && (value.px !== 0 || value.percent !== 0);
  return (
    style.borderLeftWidth > 0 || style.borderRightWidth > 0 || nonZero(style.paddingLeft) || nonZero(style.paddingRight) ||
    nonZero(style.marginLeft) || nonZero(style.marginRight)
  ); // biome-ignore format: a list
}

/** The language whose rules of case hold, where it has its own (CSS Text 3 section 2.1.1); the rest follow Unicode. */
const caseRules = (lang: string): string => /^(?:az|el|hy|lt|nl|tr)(?=-|$)/i.exec(lang)?.[0] ?? 'und';

const SECRET = { disc: '•', circle: '○', square: '■' };

/** `data` in the case that its style asks for; `before` is the text it follows. */
export function transform(data: string, style: ComputedStyle, lang: string, before: string): string {
  if (style.textSecurity !== 'none') return data.replace(/(?!\u200b)\P{M}\p{M}*/gu, SECRET[style.textSecurity]);
  switch (style.textTransform) {
    case 'uppercase':
      return data.toLocaleUpperCase(caseRules(lang));
    case 'lowercase':
      return data.toLocaleLowerCase(caseRules(lang));
    case 'capitalize':
      return capitalised(data, lang, before.slice(-4));
    default:
      return data;
  }
}

/** The first letters of words, which may have begun in the text before. */
function capitalised(data: string, lang: string, before: string): string {
  const letters = /(?<![\p{L}\p{M}\p{N}]|[\p{L}\p{M}\p{N}][’'])\p{L}/gu;
  const first = before.length;
  let result = '';
  let end = first;
  const whole = before + data;
  for (const { 0: letter, index } of whole.matchAll(letters)) {
    if (index < first) continue;
    result += whole.slice(end, index) + letter.toLocaleUpperCase(caseRules(lang));
    end = index + letter.length;
  }
  return result + whole.slice(end);
}
