import { type AnyNode, type Element, isTag, Text } from 'domhandler';
import type { ComputedStyle } from '../css/style.ts';
import type { LengthPercentage } from '../css/values.ts';
import type { SvgPosition, SvgText, SvgTextLength, SvgTextPath, SvgTextRun } from './svg-nodes.ts';

/** What the reader of text asks of that of the whole picture. */
export interface TextSource {
  style(element: Element): ComputedStyle;
  lengths(element: Element, name: string): readonly LengthPercentage[];
  numbers(element: Element, name: string): readonly number[];
  length(element: Element, name: string): LengthPercentage | undefined;
  textPath(element: Element): SvgTextPath | undefined;
  unsupported(element: Element): void;
}

const QUIET = new Set(['title', 'desc', 'metadata', 'style']);

/** Reads a `text` element with what is in it (SVG 2 sections 11.2 to 11.8). */
export function readText(element: Element, source: TextSource): Omit<SvgText, 'type' | 'transform' | 'style'> {
  const reader = new TextReader(source);
  reader.element(element, [], undefined, false, undefined);
  return reader.done();
}

class TextReader {
  readonly #source: TextSource;
  readonly #runs: SvgTextRun[] = [];
  readonly #positions = new Map<number, SvgPosition>();
  readonly #lengths: SvgTextLength[] = [];
  #text = '';
  /** A space at the end may still go, because another follows or nothing does. */
  #loose = true;

  constructor(source: TextSource) {
    this.#source = source;
  }

  element(
    element: Element,
    around: readonly ComputedStyle[],
    path: SvgTextPath | undefined,
    preserved: boolean,
    outerLang: string | undefined,
  ): void {
    const style = this.#source.style(element);
    if (style.display === 'none') return;
    const styles = [...around, style];
    const space = element.attribs['xml:space'];
    const preserve = space === undefined ? preserved : space === 'preserve';
    const lang = element.attribs['xml:lang'] ?? element.attribs.lang ?? outerLang;
    const start = this.#text.length;
    for (const child of element.children as AnyNode[]) {
      if (child instanceof Text) this.#characters(child.data, styles, path, preserve, lang);
      else if (isTag(child)) this.#child(child, styles, path, preserve, lang);
    }
    this.#place(element, start);
  }

  done(): Omit<SvgText, 'type' | 'transform' | 'style'> {
    const last = this.#runs.at(-1);
    if (last && this.#loose && this.#text.endsWith(' ')) {
      this.#text = this.#text.slice(0, -1);
      if (last.end > this.#text.length) this.#runs[this.#runs.length - 1] = { ...last, end: this.#text.length };
    }
    const runs = this.#runs.filter(({ start, end }) => end > start);
    return { text: this.#text, runs, positions: this.#positions, lengths: this.#lengths };
  }

  #child(
    child: Element,
    styles: readonly ComputedStyle[],
    path: SvgTextPath | undefined,
    preserve: boolean,
    lang: string | undefined,
  ): void {
    if (child.name === 'tspan' || child.name === 'a') this.element(child, styles, path, preserve, lang);
    else if (child.name === 'textPath') {
      const own = this.#source.textPath(child);
      if (own) this.element(child, styles, own, preserve, lang);
    } else if (!QUIET.has(child.name)) this.#source.unsupported(child);
  }

  /** Spaces collapse across elements, unless they are kept (SVG 2 section 11.7). */
  #characters(
    data: string,
    styles: readonly ComputedStyle[],
    path: SvgTextPath | undefined,
    preserve: boolean,
    lang: string | undefined,
  ): void {
    const style = styles.at(-1)!;
    const start = this.#text.length;
    const keeps =
      preserve || (style.whiteSpaceCollapse !== 'collapse' && style.whiteSpaceCollapse !== 'preserve-breaks');
    let text = data.replace(/[\t\n\r\f]/g, ' ');
    if (!keeps) {
      text = text.replace(/ +/g, ' ');
      if (this.#loose && text.startsWith(' ')) text = text.slice(1);
    }
    if (text === '') return;
    this.#text += text;
    this.#loose = !keeps && text.endsWith(' ');
    this.#runs.push({ start, end: this.#text.length, style, styles, lang, path });
  }

  /** Lists of positions count the characters of their element; those inside prevail. */
  #place(element: Element, start: number): void {
    const end = this.#text.length;
    const offsets: number[] = [];
    for (let at = start; at < end; at += this.#text.codePointAt(at)! > 0xffff ? 2 : 1) offsets.push(at);
    const at = (offset: number): SvgPosition => {
      let known = this.#positions.get(offset);
      if (!known) {
        known = {};
        this.#positions.set(offset, known);
      }
      return known;
    };
    for (const name of ['x', 'y', 'dx', 'dy'] as const) {
      if (element.name === 'textPath') break;
      this.#source
        .lengths(element, name)
        .slice(0, offsets.length)
        .forEach((length, i) => {
          at(offsets[i]!)[name] ??= length;
        });
    }
    const turns = this.#source.numbers(element, 'rotate');
    if (turns.length > 0) for (const [i, offset] of offsets.entries()) at(offset).rotate ??= turns[i] ?? turns.at(-1)!;
    const length = this.#source.length(element, 'textlength');
    if (length && end > start)
      this.#lengths.push({ start, end, length, glyphs: element.attribs.lengthadjust === 'spacingAndGlyphs' });
  }
}
