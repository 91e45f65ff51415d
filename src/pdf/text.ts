import type { TextItem } from '../engine/paint/display-list.ts';
import type { ShapedText } from '../engine/text/shaped.ts';
import { type DocumentFont, tablesOf } from './fonts.ts';
import { literal16, num, utf16Hex } from './syntax.ts';

/**
 * Shaped text as the inside of a TJ array, without size. `lead` and `tail` are moves before and after, in 1/1000 em,
 * positive to the left as in TJ (ISO 32000-1 section 9.4.3): whoever joins fragments adds them up.
 */
interface Fragment {
  readonly lead: number;
  /** Literal codes with `)n(` between them for moves, and MARKs; the outer parentheses are missing. */
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
 * Stands in a fragment's body around what interrupts the TJ array: a rise, or the begin or end of an ActualText.
 * Codes are bytes, so none is taken for it.
 */
const MARK = '\ue000';

interface Cached {
  readonly faceId: string;
  readonly fragment: Fragment;
}

const shared = new WeakMap<ShapedText, Cached>();

/** Makes the operators of text items for one document. */
export class TextWriter {
  readonly #fragments = new Map<DocumentFont, Map<ShapedText, Fragment>>();

  /** The TJ operators of `item`; the pen stands at its start edge and baseline. */
  show(item: TextItem, font: DocumentFont): string {
    const perPx = 1000 / item.size;
    const rtl = item.direction === 'rtl';
    let out = '';
    let move = 0;
    let marked = false;
    let plain = true;
    let empty = true;
    for (const { shaped, gap, letterSpacing } of item.pieces) {
      const fragment = this.#fragment(shaped, font, letterSpacing * perPx);
      // A piece that runs against the line is begun at its far end and left again from there.
      const against = (shaped.direction === 'rtl') === rtl ? 0 : rtl ? fragment.length : -fragment.length;
      move += fragment.lead + against;
      const whole = Math.round(move);
      move -= whole;
      if (whole !== 0) {
        out += out === '' ? `${whole}(` : `)${whole}(`;
        plain = false;
      } else if (out === '') out = '(';
      out += fragment.body;
      move += fragment.tail + against + (rtl ? gap : -gap) * perPx;
      marked ||= fragment.marked;
      empty &&= shaped.glyphs.length === 0;
      plain &&= fragment.plain;
    }
    if (empty) return '';
    if (plain) return `${out}) Tj\n`;
    return marked ? interrupt(`[${out})] TJ\n`, item.size * 0.00075) : `[${out})] TJ\n`;
  }

  #fragment(shaped: ShapedText, font: DocumentFont, spacing: number): Fragment {
    if (spacing !== 0) return build(shaped, font, spacing);
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
      fragment = build(shaped, font, 0);
      ofFont.set(shaped, fragment);
      if (fragment.own) shared.set(shaped, { faceId: font.face.id, fragment });
    }
    return fragment;
  }
}

/** Turns the marks into operators between two arrays; `unit` is the size of 1/1000 em in pt. */
function interrupt(text: string, unit: number): string {
  return text
    .replaceAll(/\ue000([^\ue000]*)\ue000/g, (_, what: string) => {
      const operators = what.startsWith('r') ? `${num(Number(what.slice(1)) * unit)} Ts` : what;
      return `)] TJ ${operators} [(`;
    })
    .replaceAll(/\[\(\)\] TJ\s/g, '')
    .replaceAll('()', '');
}

/**
 * The characters of a cluster dealt to its glyphs, the last one taking what is left, or undefined where there are fewer
 * characters than glyphs: a glyph that stands for nothing reads as garbage in MuPDF and PDFium.
 */
function shareOut(text: string, glyphs: number): string[] | undefined {
  const characters = Array.from(text);
  if (characters.length < glyphs) return undefined;
  return [...characters.slice(0, glyphs - 1), characters.slice(glyphs - 1).join('')];
}

/**
 * Lays the glyphs down in logical order, walking left for right-to-left text, so that the codes read in the order of
 * the text. ActualText is the last resort, because poppler loses the rest of the paragraph's structure text after it.
 */
function build(shaped: ShapedText, font: DocumentFont, spacing: number): Fragment {
  const { glyphs, clusters, advances, xOffsets, yOffsets, text } = shaped;
  const rtl = shaped.direction === 'rtl';
  const scale = 1000 / font.face.metrics.unitsPerEm;
  const { ownText, widths } = tablesOf(font.face);
  const count = glyphs.length;
  const state = { lead: 0, body: '', pen: 0, edge: 0, rise: 0, marked: false, plain: true, allOwn: true };
  const at = (k: number): number => (rtl ? count - 1 - k : k);

  const place = (i: number, cid: number): void => {
    const advance = advances[i]! * scale;
    const left = rtl ? state.edge - advance : state.edge;
    state.edge = rtl ? left : left + advance;
    const rise = yOffsets[i]! * scale;
    if (rise !== state.rise) mark(`r${num(rise)}`);
    state.rise = rise;
    const move = Math.round(state.pen - left - xOffsets[i]! * scale);
    if (move !== 0) {
      if (state.body === '') state.lead = move;
      else {
        state.body += `)${move}(`;
        state.plain = false;
      }
      state.pen -= move;
    }
    state.body += literal16(cid);
    state.pen += widths[glyphs[i]!]!;
  };
  const mark = (what: string): void => {
    state.body += MARK + what + MARK;
    state.marked = true;
    state.plain = false;
  };

  for (let k = 0; k < count; ) {
    const start = clusters[at(k)]!;
    let next = k + 1;
    while (next < count && clusters[at(next)] === start) next++;
    const of = text.slice(start, next < count ? clusters[at(next)]! : text.length);
    const shares = next - k > 1 ? shareOut(of, next - k) : [of];
    if (!shares) mark(`/Span<</ActualText<FEFF${utf16Hex(of)}>>>BDC`);
    for (let n = 0; k < next; k++, n++) {
      const i = at(k);
      const glyph = glyphs[i]!;
      const code = ownText[glyph]!;
      const share = shares?.[n] ?? of;
      if (code !== 0 && (!shares || share === String.fromCodePoint(code))) {
        font.useOwn(glyph);
        place(i, glyph);
      } else {
        state.allOwn = false;
        place(i, font.extraCid(glyph, share));
      }
    }
    if (!shares) mark('EMC');
    state.edge += rtl ? -spacing : spacing;
  }
  if (state.rise !== 0) mark('r0');
  return {
    lead: state.lead,
    body: state.body,
    tail: state.pen - state.edge,
    length: Math.abs(state.edge),
    marked: state.marked,
    plain: state.plain,
    own: state.allOwn ? glyphs : undefined,
  };
}
