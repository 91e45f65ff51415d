import { IDENTITY, type Matrix, multiply } from '../../base/geometry.ts';
import { type Box, boxOf, common, grown, mapBox, matrixOf } from './box.ts';
import { type ColorSpace, initialColor, type PaintColor, readColorSpace } from './colors.ts';
import type { ContentReader } from './content.ts';
import type { ContentMark, PageEvent, Painting } from './events.ts';
import type { PdfFont } from './fonts.ts';
import { readInlineImage } from './inline-image.ts';
import { END, Keyword, Lexer } from './lexer.ts';
import { Dict, Name, nameOf, type PdfObject, Stream } from './objects.ts';
import { IGNORED, OPERATORS } from './operators.ts';
import type { Page } from './pages.ts';
import { PathBuilder } from './path-builder.ts';
import { TextObject } from './show-text.ts';
import { type GraphicsState, initialState, scaleOf } from './state.ts';

const DEEPEST_FORM = 100;
const DEEPEST_STATE = 4096;
const MOST_OPERATORS = 20_000_000;
const MOST_OPERANDS = 512;
const MOST_GLYPHS = 1000;

/** Where a content stream stands. */
interface Surroundings {
  readonly resources: Dict | undefined;
  /** The form's object. */
  readonly stream: number | undefined;
  readonly within: 'page' | 'pattern' | 'mask';
  readonly depth: number;
}

export type Operands = readonly PdfObject[];

/** What a transparency group begins with (section 11.6.6). */
const INSIDE_GROUP = { fillAlpha: 1, strokeAlpha: 1, blend: 'Normal', softMask: false } as const;

const alphaInside = ({ groupAlpha, fillAlpha, softMask, blend }: Painting): number =>
  softMask || (blend !== 'Normal' && blend !== 'Compatible') ? Number.NaN : groupAlpha * fillAlpha;

/** Runs the content streams of one page (ISO 32000-1 section 8 and 9). */
export class PageRun {
  readonly reader: ContentReader;
  readonly page: Page;
  readonly fault: (message: string) => void;
  readonly #sink: (event: PageEvent) => void;
  state: GraphicsState;
  stack: GraphicsState[] = [];
  marks: readonly ContentMark[] = [];
  here: Surroundings = { resources: undefined, stream: undefined, within: 'page', depth: 0 };
  path = new PathBuilder();
  text = new TextObject();
  clips = false;
  tolerant = 0;
  #operators = 0;
  /** Set where there is too much on the page, or no time left. */
  #stopped = false;
  #marksOutside = 0;
  /** Patterns, masks and Type 3 fonts that were read for this page. */
  readonly #seen = new Set<Dict | number>();
  /** The space of patterns: that of the page or form they are used in. */
  #base: Matrix = IDENTITY;

  constructor(reader: ContentReader, page: Page, sink: (event: PageEvent) => void, fault: (message: string) => void) {
    this.reader = reader;
    this.page = page;
    this.#sink = sink;
    this.fault = fault;
    this.state = initialState(page.mediaBox);
  }

  /** Runs one stream; what it leaves open is closed behind it. */
  content(bytes: Uint8Array, here: Surroundings): void {
    const { stack, state, marks, path, text } = this;
    const before = { here: this.here, stack, state, marks, path, text };
    const marksOutside = this.#marksOutside;
    this.here = here;
    this.stack = [];
    this.state = { ...state };
    this.path = new PathBuilder();
    this.text = new TextObject();
    this.#marksOutside = this.marks.length;
    this.#run(new Lexer(bytes));
    if (this.stack.length && !this.#stopped) this.fault('graphics states are saved (q) and not restored');
    if (this.marks.length !== before.marks.length && !this.#stopped)
      this.fault('marked content is begun and not ended');
    Object.assign(this, before);
    this.#marksOutside = marksOutside;
  }

  #run(lexer: Lexer): void {
    const { budget } = this.reader.document.store;
    let operands: PdfObject[] = [];
    for (;;) {
      const object = lexer.object();
      if (object === END) return;
      if (!(object instanceof Keyword)) {
        if (operands.length < MOST_OPERANDS) operands.push(object);
        continue;
      }
      if (++this.#operators > MOST_OPERATORS) {
        this.fault('the page has more operators than are looked at');
        this.#stopped = true;
      }
      if (this.#operators % 512 === 0 && budget.spent()) this.#stopped = true;
      if (this.#stopped) return;
      if (object.word === 'BI') this.#inline(lexer);
      else this.#operate(object.word, operands);
      operands = [];
    }
  }

  #operate(word: string, operands: Operands): void {
    const operator = OPERATORS.get(word);
    if (operator) operator(this, operands);
    else if (!IGNORED.has(word) && !this.tolerant) this.fault(`"${word}" is no operator`);
  }

  /** A resource by its category and name. */
  resource(category: string, name: string | undefined): PdfObject {
    const found = name === undefined ? undefined : this.here.resources?.dict(category)?.entries.get(name);
    if (found === undefined && name !== undefined) this.fault(`the resource ${category}/${name} does not exist`);
    return found ?? null;
  }

  resolve(object: PdfObject): PdfObject {
    return this.reader.document.store.resolve(object);
  }

  /** What all events have in common, for something around `box` in page space. */
  common(box: Box) {
    const { clip, painting } = this.state;
    return { box, visible: clip && common(box, clip), marks: this.marks, within: this.here.within, painting };
  }

  emit(event: PageEvent): void {
    this.#sink(event);
  }

  save(): void {
    if (this.stack.length < DEEPEST_STATE) this.stack.push({ ...this.state });
    else this.fault('graphics states are saved (q) too often');
  }

  restore(): void {
    const state = this.stack.pop();
    if (state) this.state = state;
    else this.fault('a graphics state is restored (Q) that was not saved');
  }

  /** Paints the path and ends it. */
  paint(fills: boolean, strokes: boolean): void {
    const box = this.path.box;
    const { state } = this;
    if (box && (fills || strokes)) {
      const lineWidth = strokes ? Math.abs(state.lineWidth) * scaleOf(state.ctm) : 0;
      this.emit({
        kind: 'path',
        ...this.common(strokes ? grown(box, lineWidth / 2) : box),
        fill: fills ? state.fill : undefined,
        stroke: strokes ? state.stroke : undefined,
        lineWidth: lineWidth * this.page.unit,
        area: fills ? this.path.area : 0,
        points: this.path.points,
      });
    }
    if (this.clips) state.clip = box && state.clip && common(box, state.clip);
    this.clips = false;
    this.path.clear();
    if (fills) this.pattern(state.fill);
    if (strokes) this.pattern(state.stroke);
  }

  show(operand: PdfObject): void {
    const { state } = this;
    if (!state.font) {
      this.fault('text is shown before a font is set');
      return;
    }
    const shown = this.text.show(state, operand);
    if (!shown) return;
    const fills = [0, 2, 4, 6].includes(state.mode);
    const strokes = [1, 2, 5, 6].includes(state.mode);
    this.emit({
      kind: 'text',
      ...this.common(shown.box),
      ...shown,
      size: shown.size * this.page.unit,
      font: state.font,
      mode: state.mode,
      fill: fills ? state.fill : undefined,
      stroke: strokes ? state.stroke : undefined,
    });
    if (state.font.subtype === 'Type3') this.glyphs(state.font, shown.matrix);
    else if (fills) this.pattern(state.fill);
  }

  /** Reads the glyphs of a Type 3 font, once: they are content streams (section 9.6.5). */
  glyphs({ dict }: PdfFont, matrix: Matrix): void {
    const key = dict.object ?? dict;
    if (this.#seen.has(key) || this.here.depth >= DEEPEST_FORM) return;
    this.#seen.add(key);
    const outer = this.state;
    const { size } = outer;
    this.state = {
      ...outer,
      ctm: multiply(multiply(matrix, [size, 0, 0, size, 0, 0]), matrixOf(dict.numbers('FontMatrix'))),
    };
    const procedures = dict.dict('CharProcs');
    const resources = dict.dict('Resources') ?? this.here.resources;
    for (const name of [...(procedures?.entries.keys() ?? [])].slice(0, MOST_GLYPHS)) {
      const glyph = procedures!.stream(name);
      if (!glyph) continue;
      const bytes = this.reader.bytesOf(glyph, this.fault);
      this.content(bytes, { resources, stream: glyph.object, within: 'pattern', depth: this.here.depth + 1 });
    }
    this.state = outer;
  }

  image(dict: Dict, inline: boolean): void {
    const { ctm, fill } = this.state;
    const width = Math.max(0, dict.number('Width') ?? 0);
    const height = Math.max(0, dict.number('Height') ?? 0);
    const stencil = dict.boolean('ImageMask') === true;
    const inches = (x: number, y: number): number => (Math.hypot(x, y) * this.page.unit) / 72;
    this.emit({
      kind: 'image',
      ...this.common(mapBox(ctm, [0, 0, 1, 1])),
      dict,
      inline,
      width,
      height,
      space: stencil ? undefined : readColorSpace(dict.get('ColorSpace'), this.here.resources, dict.resolve),
      stencil: stencil ? fill : undefined,
      ppi: [width / inches(ctm[0], ctm[1]), height / inches(ctm[2], ctm[3])],
    });
    if (stencil) this.pattern(fill);
  }

  #inline(lexer: Lexer): void {
    const dict = readInlineImage(lexer, (object) => this.resolve(object));
    if (dict) this.image(dict, true);
    else this.fault('an inline image has no end');
  }

  shading(dict: Dict, box: Box | undefined): void {
    const space = readColorSpace(dict.get('ColorSpace'), this.here.resources, dict.resolve);
    this.emit({ kind: 'shading', ...this.common(box ?? this.state.clip ?? this.page.mediaBox), dict, space });
  }

  /** Do with a form (section 8.10), or a soft mask's group. */
  form(form: Stream, within = this.here.within): void {
    if (this.here.depth >= DEEPEST_FORM) {
      this.fault('forms are nested too deep, or in a circle');
      return;
    }
    const outer = { state: this.state, base: this.#base };
    const state = { ...this.state, ctm: multiply(this.state.ctm, matrixOf(form.numbers('Matrix'))) };
    const box = boxOf(form.numbers('BBox'));
    const shown = box && mapBox(state.ctm, box);
    if (shown) state.clip = state.clip && common(state.clip, shown);
    this.state = state;
    this.#base = state.ctm;
    const group = form.dict('Group');
    const resources = form.dict('Resources') ?? this.here.resources;
    if (group?.name('S') === 'Transparency') {
      const space = group.has('CS') ? readColorSpace(group.get('CS'), resources, group.resolve) : undefined;
      this.emit({ kind: 'group', ...this.common(shown ?? this.page.mediaBox), dict: form, space });
      state.painting = { ...state.painting, ...INSIDE_GROUP, groupAlpha: alphaInside(state.painting) };
      state.softMask = undefined;
    }
    const bytes = this.reader.bytesOf(form, this.fault);
    this.content(bytes, { resources, stream: form.object, within, depth: this.here.depth + 1 });
    this.state = outer.state;
    this.#base = outer.base;
  }

  /** Reads the pattern that something is painted with, once. */
  pattern({ pattern, space, components }: PaintColor): void {
    if (!pattern || this.#seen.has(pattern.object ?? pattern) || this.here.depth >= DEEPEST_FORM) return;
    this.#seen.add(pattern.object ?? pattern);
    const outer = this.state;
    const ctm = multiply(this.#base, matrixOf(pattern.numbers('Matrix')));
    const fill = space.base ? { space: space.base, components } : outer.fill;
    this.state = { ...initialState(this.page.mediaBox), ctm, fill, stroke: fill };
    const shading = pattern.dict('Shading');
    if (shading) {
      const here = this.here;
      this.here = { ...here, within: 'pattern' };
      this.shading(shading, undefined);
      this.here = here;
    } else if (pattern instanceof Stream) {
      const resources = pattern.dict('Resources') ?? this.here.resources;
      const bytes = this.reader.bytesOf(pattern, this.fault);
      this.content(bytes, { resources, stream: pattern.object, within: 'pattern', depth: this.here.depth + 1 });
    }
    this.state = outer;
  }

  /** Reads the group of a soft mask, once. */
  softMask(mask: Dict): void {
    const group = mask.stream('G');
    if (!group || this.#seen.has(group.object ?? group)) return;
    this.#seen.add(group.object ?? group);
    const outer = this.state;
    this.state = { ...outer, painting: { ...outer.painting, ...INSIDE_GROUP }, softMask: undefined };
    this.form(group, 'mask');
    this.state = outer;
  }

  /** Ends marked content; what was begun outside of this stream stays open. */
  endMark(): void {
    if (this.marks.length > this.#marksOutside) this.marks = this.marks.slice(0, -1);
    else this.fault('marked content is ended that was not begun');
  }

  color(operands: Operands, stroking: boolean): void {
    const { space } = stroking ? this.state.stroke : this.state.fill;
    const components = operands.filter((one) => typeof one === 'number');
    const name = nameOf(operands.at(-1));
    const pattern = name === undefined ? null : this.resolve(this.resource('Pattern', name));
    this.setColor({ space, components, pattern: pattern instanceof Dict ? pattern : undefined }, stroking);
  }

  setColor(color: PaintColor, stroking: boolean): void {
    if (stroking) this.state.stroke = color;
    else this.state.fill = color;
  }

  colorSpace(operand: PdfObject | undefined, stroking: boolean): void {
    const space = readColorSpace(operand ?? null, this.here.resources, (object) => this.resolve(object));
    if (space) this.setColor(initialColor(space), stroking);
    else this.fault(`the colour space ${nameOf(operand) ?? ''} does not exist or makes no sense`);
  }

  /** The device colours set by one operator, unless the resources say what stands for them. */
  device(space: ColorSpace, operands: Operands, stroking: boolean): void {
    const components = operands.filter((one) => typeof one === 'number').slice(0, space.components);
    if (components.length < space.components) this.fault('a colour has too few components');
    const own = readColorSpace(new Name(space.family), this.here.resources, (object) => this.resolve(object));
    this.setColor({ space: own ?? space, components }, stroking);
  }
}
