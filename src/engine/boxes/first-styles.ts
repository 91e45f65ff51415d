import { INITIAL_STYLE } from '../css/cascade.ts';
import { PROPERTIES } from '../css/properties.ts';
import type { ComputedStyle } from '../css/style.ts';
import { styleVariant } from '../css/variants.ts';
import type { InlineBox, InlineContent, InlineItem } from './box.ts';
import { transform } from './inline-builder.ts';

/** The pseudo-elements of beginnings: ::first-letter and ::first-line (CSS Pseudo 4 section 2). */

const FONTS_AND_LINES =
  /^(color|font|line-height|letter-spacing|word-spacing|text-(transform|decoration|underline|shadow|emphasis)|background|vertical-align|quotes|orphans|widows)/;
const EDGES = /^(margin|padding|border-(top|right|bottom|left)|box-shadow|float|opacity)/;

/** `style` with nothing of it but what may apply; the rest is inherited from `parent`, or initial. */
function limited(
  style: ComputedStyle,
  parent: ComputedStyle,
  name: string,
  applies: (property: string) => boolean,
): ComputedStyle {
  return styleVariant(style, name, () => {
    const others = PROPERTIES.filter((property) => !applies(property.name));
    return Object.fromEntries(
      others.map(({ field, inherited }) => [field, inherited ? parent[field] : INITIAL_STYLE[field]]),
    );
  });
}

export const firstLetterStyle = (style: ComputedStyle, parent: ComputedStyle): ComputedStyle =>
  limited(style, parent, 'first letter', (name) => FONTS_AND_LINES.test(name) || EDGES.test(name));

export const firstLineStyle = (style: ComputedStyle, parent: ComputedStyle): ComputedStyle =>
  limited(style, parent, 'first line', (name) => FONTS_AND_LINES.test(name));

const FIRST_LETTER = /^(\s*)(\p{P}*(?:([^\p{P}\p{Z}\p{C}\s](?:\p{M}|\u200d|\ufe0f)*)(?:(?![\p{Ps}\p{Pd}])\p{P})*)?)/u;

/** Parts text behind its first letter with the punctuation around it; `done` where there is a letter. */
export function partFirstLetter(text: string): {
  readonly space: string;
  readonly letter: string;
  readonly rest: string;
  readonly done: boolean;
} {
  const [all, space = '', letter = '', found] = FIRST_LETTER.exec(text)!;
  const rest = text.slice(all.length);
  // What is no letter and no punctuation, such as a joiner, is not looked behind.
  return { space, letter, rest, done: found !== undefined || rest !== '' };
}

/** The letters of a text in another case, each as long as before, so that both texts break at the same places. */
function recased(text: string, style: ComputedStyle, lang: string, before: string): string {
  const whole = transform(text, style, lang, before);
  if (whole.length === text.length) return whole;
  return [...text]
    .map((letter) =>
      transform(letter, style, lang, '').length === letter.length ? transform(letter, style, lang, '') : letter,
    )
    .join('');
}

/** Inline content in the styles it has in the first line, where `line` is that of the line itself. */
export function inFirstLine(content: InlineContent, container: ComputedStyle, line: ComputedStyle): InlineContent {
  const open: { readonly original: ComputedStyle; readonly style: ComputedStyle }[] = [
    { original: container, style: line },
  ];
  const boxes = new Map<InlineBox, InlineBox>();
  let { text } = content;
  const items = content.items.map((item): InlineItem => {
    const around = open.at(-1)!;
    if (item.type === 'open') {
      const style = item.box.restyle?.(around.style) ?? item.box.style;
      const box = { ...item.box, style };
      boxes.set(item.box, box);
      open.push({ original: item.box.style, style });
      return { ...item, style, box };
    }
    if (item.type === 'close') {
      open.pop();
      return { ...item, box: boxes.get(item.box)! };
    }
    if (item.type !== 'text' || item.style !== around.original) return item;
    const { start, end, lang } = item;
    if (around.style.textTransform !== item.style.textTransform)
      text =
        text.slice(0, start) +
        recased(text.slice(start, end), around.style, lang, text.slice(0, start)) +
        text.slice(end);
    return { ...item, style: around.style };
  });
  const painted = line.backgroundColor.alpha > 0;
  return { ...content, style: line, text, items: painted ? boxed(items, line, text.length) : items };
}

/** The box around the text of the line that its background is painted on. */
function boxed(items: readonly InlineItem[], style: ComputedStyle, end: number): InlineItem[] {
  const box: InlineBox = {
    kind: 'inline', style, element: undefined, label: '::first-line', anchor: undefined, link: undefined,
  }; // biome-ignore format: one record
  const cut = false;
  return [{ type: 'open', at: 0, style, box, cut }, ...items, { type: 'close', at: end, box, cut }];
}
