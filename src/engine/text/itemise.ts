import { codePointName } from '../../base/characters.ts';
import { finding } from '../../base/diagnostics.ts';
import type { ComputedStyle } from '../css/style.ts';
import type { LoadedFace } from '../fonts/loaded-face.ts';
import { clusterEnd, isIgnorable } from './clusters.ts';
import { FontChoice } from './font-choice.ts';
import type { Levels } from './levels.ts';
import type { Atom, ParagraphItem, Split, TextContext } from './paragraph.ts';
import { type ScriptRun, scriptRuns } from './script.ts';
import { featuresOf, joinsLetters, type ShapeKey, shapingLanguage } from './shape.ts';
import type { ShapedText } from './shaped.ts';
import { widthOf } from './widths.ts';

const NO_BREAK_SPACE = 0xa0;
const SOFT_HYPHEN = 0xad;

type TextItem = ParagraphItem & { type: 'text' };

/** Characters that end a line by themselves and show nothing (UAX #14 classes BK, LF, NL). */
const isLineEnd = (unit: number): boolean =>
  (unit >= 0x0a && unit <= 0x0d) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;

const isApart = (unit: number): boolean => unit === 0x20 || unit === 0x09 || unit === NO_BREAK_SPACE || isLineEnd(unit);

/** Cuts the text of a paragraph into atoms: words of one style, face, script and level, shaped, and what is between. */
export class Itemiser {
  readonly atoms: Atom[] = [];
  readonly splits = new Map<number, readonly Split[]>();
  readonly #text: string;
  readonly #levels: Levels | undefined;
  readonly #breaks: Uint8Array;
  readonly #context: TextContext;
  readonly #scripts: readonly ScriptRun[];
  #run = 0;
  #lastKey: ShapeKey | undefined;
  readonly #missing = new Set<number>();

  constructor(text: string, levels: Levels | undefined, breaks: Uint8Array, context: TextContext) {
    this.#text = text;
    this.#levels = levels;
    this.#breaks = breaks;
    this.#context = context;
    this.#scripts = scriptRuns(text);
  }

  addOther(item: Exclude<ParagraphItem, TextItem>, index: number): void {
    const kind = item.type === 'break' ? 'newline' : item.type;
    const end = item.at + (kind === 'open' || kind === 'close' ? 0 : 1);
    const isolate = this.#levels?.isolates.get(index);
    const level = isolate ?? this.#level(item.at);
    this.atoms.push({
      kind,
      item: index,
      start: item.at,
      end,
      level,
      width: 0,
      least: 0,
      isolates: isolate !== undefined,
    });
  }

  addText(item: TextItem, index: number): void {
    const text = this.#text;
    const { start, end, style } = item;
    const font = fontsFor(style, this.#context);
    const preserved = style.whiteSpaceCollapse === 'preserve' || style.whiteSpaceCollapse === 'break-spaces';
    for (let at = start; at < end; ) {
      const unit = text.charCodeAt(at);
      if (unit === 0x20 || unit === NO_BREAK_SPACE) this.#space(item, index, at++, font, unit === 0x20 && !preserved);
      else if (isApart(unit)) this.#other(item, index, at++, unit, font);
      else at = this.#word(item, index, at, font);
    }
  }

  #space(item: TextItem, index: number, at: number, font: FontChoice, collapsible: boolean): void {
    const { style } = item;
    const level = this.#level(at);
    const key = this.#key(item, font.first, 'Latn', level);
    const shaped = this.#context.shaper.shape(key, this.#text, at, at + 1);
    const letterSpacing = style.letterSpacing;
    const width = widthOf(key, shaped, style.fontSize, letterSpacing) + style.wordSpacing;
    this.atoms.push({
      kind: 'space', item: index, start: at, end: at + 1, level, key, shaped, width, letterSpacing, collapsible,
    }); // biome-ignore format: one record
  }

  #other(item: TextItem, index: number, at: number, unit: number, font: FontChoice): void {
    const kind = unit === 0x09 ? 'tab' : 'newline';
    const { tabSize, letterSpacing, wordSpacing } = item.style;
    const tab = kind === 'tab';
    const space = (): number => this.#widthOf(' ', item, font) + letterSpacing + wordSpacing;
    const width = tab ? (typeof tabSize === 'number' ? tabSize * space() : tabSize.px) : 0;
    const least = tab ? this.#widthOf('0', item, font) / 2 : 0;
    this.atoms.push({
      kind,
      item: index,
      start: at,
      end: at + 1,
      level: this.#level(at),
      width,
      least,
      isolates: false,
    });
  }

  #widthOf(character: string, item: TextItem, font: FontChoice): number {
    const key = this.#key(item, font.first, 'Latn', 0);
    return widthOf(key, this.#context.shaper.shape(key, character, 0, 1), item.style.fontSize, 0);
  }

  /** Takes clusters up to a space or a change of level, script or face. */
  #word(item: TextItem, index: number, from: number, font: FontChoice): number {
    const text = this.#text;
    const level = this.#level(from);
    const run = this.#scriptAt(from);
    const limit = Math.min(item.end, run.end);
    let face: LoadedFace | undefined;
    let at = from;
    while (at < limit && !isApart(text.charCodeAt(at)) && this.#level(at) === level) {
      // Letters that stand by themselves, in the first face: nearly all.
      if (
        (face === undefined || face === font.first) &&
        font.isSimple(text.charCodeAt(at)) &&
        standsAlone(text, at, limit, font)
      ) {
        face = font.first;
        at++;
        continue;
      }
      const end = clusterEnd(text, at, limit);
      const wanted = font.choose(text, at, end, face);
      if (wanted === undefined) this.#reportMissing(item, at, end);
      const chosen = wanted ?? face ?? font.first;
      if (face && chosen !== face) break;
      face = chosen;
      at = end;
    }
    const { style } = item;
    const key = this.#key(item, face ?? font.first, run.script, level);
    const shaped = this.#context.shaper.shape(key, text, from, at);
    if (shaped.missing) this.#reportUnshaped(item, from, shaped);
    const letterSpacing = joinsLetters(run.script) ? 0 : style.letterSpacing;
    const width = widthOf(key, shaped, style.fontSize, letterSpacing);
    this.atoms.push({
      kind: 'word', item: index, start: from, end: at, level, key, shaped, width, letterSpacing,
    }); // biome-ignore format: one record
    this.#split(item, from, at);
    return at;
  }

  #scriptAt(at: number): ScriptRun {
    while (this.#scripts[this.#run]!.end <= at) this.#run++;
    return this.#scripts[this.#run]!;
  }

  #level(at: number): number {
    return this.#levels?.of[at] ?? 0;
  }

  #key(item: TextItem, face: LoadedFace, script: string, level: number): ShapeKey {
    const direction = level & 1 ? 'rtl' : 'ltr';
    const features = featuresOf(item.style);
    const language = shapingLanguage(item.style, item.lang);
    const last = this.#lastKey;
    if (
      last?.face === face && last.script === script && last.direction === direction && last.language === language &&
      last.features === features
    ) return last; // biome-ignore format: one comparison
    this.#lastKey = this.#context.shaper.key(face, direction, script, language, features);
    return this.#lastKey;
  }

  /** Where the word may be parted: at opportunities of UAX #14, and with a hyphen. */
  #split({ style, lang }: TextItem, start: number, end: number): void {
    let splits: Split[] | undefined;
    for (let offset = start + 1; offset < end; offset++)
      if (this.#breaks[offset]) {
        splits ??= [];
        splits.push({ offset, hyphen: this.#text.charCodeAt(offset - 1) === SOFT_HYPHEN });
      }
    if (style.hyphens === 'auto' && style.textWrapMode === 'wrap') {
      const points = this.#context.hyphenation.points(this.#text.slice(start, end), lang, style.hyphenateLimitChars);
      for (const point of points) {
        const offset = start + point;
        if (this.#breaks[offset]) continue;
        splits ??= [];
        splits.push({ offset, hyphen: true });
      }
    }
    if (splits) this.splits.set(start, splits.sort((a, b) => a.offset - b.offset)); // biome-ignore format: one step
  }

  #reportUnshaped(item: TextItem, from: number, shaped: ShapedText): void {
    shaped.glyphs.forEach((glyph, i) => {
      if (glyph !== 0) return;
      const at = from + shaped.clusters[i]!;
      this.#reportMissing(item, at, clusterEnd(this.#text, at, from + shaped.text.length));
    });
  }

  /** Each character once in a paragraph, with some of the text around it. */
  #reportMissing(item: TextItem, start: number, end: number): void {
    for (const character of this.#text.slice(start, end)) {
      const codePoint = character.codePointAt(0)!;
      if (this.#missing.has(codePoint) || isIgnorable(codePoint)) continue;
      if (fontsFor(item.style, this.#context).covers(codePoint)) continue;
      this.#missing.add(codePoint);
      const around = this.#text.slice(Math.max(0, start - 20), end + 20).replaceAll(/\s+/g, ' ');
      const shown = /[\p{C}\s]/u.test(character) ? '' : ` "${character}"`;
      this.#context.report(
        finding(
          'font-missing-glyph',
          `no font has the character${shown} (${codePointName(codePoint)}) in "${around}"`,
          { locale: item.lang },
          'add a font that has it to fonts/fonts.json, or to the fallback list there',
        ),
      );
    }
  }
}

const standsAlone = (text: string, at: number, limit: number, font: FontChoice): boolean =>
  at + 1 >= limit || text.charCodeAt(at + 1) < 0x300 || font.isSimple(text.charCodeAt(at + 1));

const choices = new WeakMap<object, FontChoice>();

/** The faces of a style; a choice is kept as long as the registry keeps the selection. */
function fontsFor(style: ComputedStyle, context: TextContext): FontChoice {
  const selection = context.fonts.select(style, context.report);
  let choice = choices.get(selection);
  if (!choice) {
    choice = new FontChoice(selection);
    choices.set(selection, choice);
  }
  return choice;
}
