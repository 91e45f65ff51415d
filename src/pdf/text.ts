import type { MadeGlyph } from '../engine/fonts/compose.ts';
import type { TextItem } from '../engine/paint/display-list.ts';
import type { ShapedText } from '../engine/text/shaped.ts';
import { type DocumentFont, tablesOf } from './fonts.ts';
import { literal16, num, utf16Hex } from './syntax.ts';
import { glyphOf, isSimple, type Unit, unitsOf } from './units.ts';

/**
 * Shaped text as the inside of a TJ array, without size. `lead` and `tail` are moves before and after, in 1/1000 em,
 * positive to the left as in TJ (ISO 32000-1 section 9.4.3): whoever joins fragments adds them up.
 */
interface Fragment {
  readonly lead: number;
  /** Literal codes with moves between them, and MARKs; the outer parentheses are missing. */
  readonly body: string;
  readonly tail: number;
  /** Way along the line, 1/1000 em. */
  readonly length: number;
  readonly marked: boolean;
  /** Neither moves nor marks inside. */
  readonly plain: boolean;
  /** The glyphs, where all stand for their own text; else the fragment belongs to one document. */
  readonly own: Uint16Array | undefined;
}

/**
 * Stands in a fragment's body around what interrupts the TJ array: operators, or `r` with a rise in 1/1000 em.
 * Codes are bytes, so none is taken for it.
 */
const MARK = '\ue000';

/**
 * A move inside an array. Right-to-left glyphs each have an operator of their own: PDFium sorts operators from left to
 * right before it turns right-to-left text round, but leaves the order inside one as it is.
 */
function step(move: number, rtl: boolean): string {
  if (rtl) return `)] TJ\n[${move === 0 ? '' : move}(`;
  return move === 0 ? '' : `)${move}(`;
}

interface Cached {
  readonly faceId: string;
  readonly fragment: Fragment;
}

const shared = new WeakMap<ShapedText, Cached>();

/** Makes the operators of text items for one document. */
export class TextWriter {
  readonly #fragments = new Map<DocumentFont, Map<ShapedText, Fragment>>();

  /** The TJ operators of `item` in text rendering mode `mode`; the pen stands at its start edge and baseline. */
  show(item: TextItem, font: DocumentFont, mode = 0): string {
    const perPx = 1000 / item.size;
    const rtl = item.direction === 'rtl';
    let out = '';
    let move = 0;
    let marked = false;
    let plain = true;
    for (const { shaped, gap, letterSpacing } of item.pieces) {
      const fragment = this.#fragment(shaped, font, letterSpacing * perPx);
      // A piece that runs against the line is begun at its far end and left again from there.
      const against = (shaped.direction === 'rtl') === rtl ? 0 : rtl ? fragment.length : -fragment.length;
      move += fragment.lead + against;
      if (fragment.body !== '') {
        const whole = Math.round(move);
        move -= whole;
        if (out === '') out = whole === 0 ? '(' : `${whole}(`;
        else out += step(whole, rtl);
        out += fragment.body;
        plain &&= whole === 0 && (!rtl || out === `(${fragment.body}`);
      }
      move += fragment.tail + against + (rtl ? gap : -gap) * perPx;
      marked ||= fragment.marked;
      plain &&= fragment.plain;
    }
    if (out === '') return '';
    if (plain) return `${out}) Tj\n`;
    return marked ? interrupt(`[${out})] TJ\n`, item.size * 0.00075, mode) : `[${out})] TJ\n`;
  }

  #fragment(shaped: ShapedText, font: DocumentFont, spacing: number): Fragment {
    if (spacing !== 0) return new FragmentBuilder(shaped, font, spacing).build();
    const cached = shared.get(shaped);
    if (cached && cached.faceId === font.face.id) {
      const own = cached.fragment.own!;
      for (let i = 0; i < own.length; i++) font.useOwn(own[i]!);
      return cached.fragment;
    }
    const ofFont = this.#fragments.get(font) ?? new Map<ShapedText, Fragment>();
    this.#fragments.set(font, ofFont);
    let fragment = ofFont.get(shaped);
    if (!fragment) {
      fragment = new FragmentBuilder(shaped, font, 0).build();
      ofFont.set(shaped, fragment);
      if (fragment.own) shared.set(shaped, { faceId: font.face.id, fragment });
    }
    return fragment;
  }
}

/** Stands for the rendering mode of the item, where letters are shown again after invisible ones. */
const SHOWN = 'shown';

/** Turns the marks into operators between two arrays; `unit` is the size of 1/1000 em in pt. */
function interrupt(text: string, unit: number, mode: number): string {
  return (
    text
      .replaceAll(/\ue000([^\ue000]*)\ue000/g, (_, what: string) => {
        const rise = what.startsWith('r') ? `${num(Number(what.slice(1)) * unit)} Ts` : what;
        const operators = what === SHOWN ? `${mode} Tr` : rise;
        return `)] TJ ${operators} [(`;
      })
      // Parentheses among the codes stand behind a backslash, so these belong to empty strings and arrays.
      .replaceAll(/(?<=[[\d])\(\)/g, '')
      .replaceAll(/(?<!\\)\[\] TJ\s/g, '')
  );
}

/** Letter-spacing beyond this parts words for some readers, 1/1000 em; it becomes part of the glyphs. */
const WIDE = { ltr: 60, rtl: 20 };

/**
 * Lays the glyphs down in logical order, walking left for right-to-left text, so that the codes read in the order of
 * the text.
 */
class FragmentBuilder {
  readonly #shaped: ShapedText;
  readonly #font: DocumentFont;
  readonly #spacing: number;
  /** Letter-spacing is part of the glyphs. */
  readonly #widens: boolean;
  readonly #rtl: boolean;
  readonly #scale: number;
  /** Where the pen stands as printed, and where the next unit's room begins: 1/1000 em from the start edge. */
  #pen = 0;
  #edge = 0;
  #lead = 0;
  #body = '';
  #rise = 0;
  #marked = false;
  #plain = true;
  #allOwn = true;

  /** `spacing` in 1/1000 em. */
  constructor(shaped: ShapedText, font: DocumentFont, spacing: number) {
    this.#shaped = shaped;
    this.#font = font;
    this.#spacing = spacing;
    this.#widens = !font.face.cff && Math.abs(spacing) > WIDE[shaped.direction];
    this.#rtl = shaped.direction === 'rtl';
    this.#scale = 1000 / font.face.metrics.unitsPerEm;
  }

  build(): Fragment {
    if (!this.#rtl && this.#spacing === 0 && isSimple(this.#shaped)) this.#simple();
    else for (const unit of unitsOf(this.#shaped)) this.#unit(unit);
    this.#raise(0);
    return {
      lead: this.#lead,
      body: this.#body,
      tail: this.#pen - this.#edge,
      length: Math.abs(this.#edge),
      marked: this.#marked,
      plain: this.#plain,
      own: this.#allOwn ? this.#shaped.glyphs : undefined,
    };
  }

  #simple(): void {
    const { glyphs, clusters, advances, xOffsets, text } = this.#shaped;
    const count = glyphs.length;
    for (let i = 0; i < count; i++) {
      const of = text.slice(clusters[i]!, i + 1 < count ? clusters[i + 1]! : text.length);
      this.#place(glyphs[i]!, of, this.#edge + xOffsets[i]! * this.#scale);
      this.#edge += advances[i]! * this.#scale;
    }
  }

  #unit(unit: Unit): void {
    const spacing = this.#spacing * unit.letters;
    const room = unit.advance * this.#scale + spacing;
    const left = this.#rtl ? this.#edge - room : this.#edge;
    this.#edge = this.#rtl ? left : left + room;
    const wide = this.#widens ? Math.round(spacing / this.#scale) : 0;
    // Letter-spacing follows the letter: in right-to-left text it lies on its left.
    const make = wide !== 0 || (this.#rtl && this.#leavesGap(unit));
    const found = glyphOf(this.#font.face, this.#shaped, unit, make, this.#rtl ? wide : 0, this.#rtl ? 0 : wide);
    const start = this.#rtl && wide === 0 ? left + spacing : left;
    if (!found) {
      this.#deal(unit, start);
      return;
    }
    this.#raise(0);
    const x = start + found.x * this.#scale;
    const characters = this.#rtl && !this.#font.face.cff ? Array.from(unit.text) : [];
    if (characters.length > 1) this.#share(found.glyph, characters, x);
    else this.#place(found.glyph, unit.text, x);
  }

  /** Poppler parts right-to-left words where kerning leaves more room between letters than they have of their own. */
  #leavesGap({ first, last, advance }: Unit): boolean {
    const width = this.#font.widthOf(this.#shaped.glyphs[first]!);
    return first === last && advance * this.#scale - width > WIDE.rtl && !this.#font.face.cff;
  }

  /**
   * PDFium and poppler turn right-to-left text round character by character, those of one code too. So each character
   * of a unit has a code and a share of the room of its own; the last one paints the unit, the others are invisible.
   */
  #share(glyph: number | MadeGlyph, characters: readonly string[], x: number): void {
    const width = Math.round(this.#font.widthOf(glyph) / this.#scale);
    const parts = typeof glyph === 'number' ? [{ glyph, x: 0, y: 0 }] : glyph.parts;
    const share = Math.floor(width / characters.length);
    characters.forEach((character, i) => {
      const last = i === characters.length - 1;
      const left = last ? 0 : width - share * (i + 1);
      // Whoever marks the character marks the ink of the whole unit.
      const shifted = parts.map((part) => ({ ...part, x: part.x - left }));
      if (i === 0) this.#mark('3 Tr');
      if (last) this.#mark(SHOWN);
      this.#place({ advance: last ? width - share * i : share, parts: shifted }, character, x + left * this.#scale);
    });
  }

  /**
   * Several glyphs that cannot be made one: the characters are dealt to them, the last one taking what is left. A glyph
   * that stands for nothing reads as garbage, so where characters are fewer they become the ActualText of all.
   */
  #deal({ text, first, last }: Unit, left: number): void {
    const { glyphs, advances, xOffsets, yOffsets } = this.#shaped;
    const order = Array.from({ length: last - first + 1 }, (_, i) => (this.#rtl ? last - i : first + i));
    const characters = Array.from(text);
    const enough = characters.length >= order.length;
    if (!enough) this.#mark(`/Span<</ActualText<FEFF${utf16Hex(text)}>>>BDC`);
    const starts: number[] = [];
    for (let i = first, x = left; i <= last; x += advances[i++]! * this.#scale) starts[i] = x;
    order.forEach((i, n) => {
      const share = n < order.length - 1 ? characters[n] : characters.slice(n).join('');
      this.#raise(yOffsets[i]! * this.#scale);
      this.#place(glyphs[i]!, enough ? share! : text, starts[i]! + xOffsets[i]! * this.#scale);
    });
    if (!enough) this.#mark('EMC');
  }

  /** Shows one glyph that stands for `text`, with its origin at `x`. */
  #place(glyph: number | MadeGlyph, text: string, x: number): void {
    this.#moveTo(x);
    this.#body += literal16(this.#cid(glyph, text));
    this.#pen += this.#font.widthOf(glyph);
  }

  #cid(glyph: number | MadeGlyph, text: string): number {
    if (typeof glyph === 'number') {
      const code = tablesOf(this.#font.face).ownText[glyph]!;
      if (code !== 0 && text === String.fromCodePoint(code)) {
        this.#font.useOwn(glyph);
        return glyph;
      }
    }
    this.#allOwn = false;
    return this.#font.extraCid(glyph, text);
  }

  #moveTo(x: number): void {
    const move = Math.round(this.#pen - x);
    this.#pen -= move;
    if (this.#body === '') {
      this.#lead = move;
      return;
    }
    const between = step(move, this.#rtl);
    if (between === '') return;
    this.#body += between;
    this.#plain = false;
  }

  #raise(rise: number): void {
    if (rise !== this.#rise) this.#mark(`r${num(rise)}`);
    this.#rise = rise;
  }

  #mark(what: string): void {
    this.#body += MARK + what + MARK;
    this.#marked = true;
    this.#plain = false;
  }
}
