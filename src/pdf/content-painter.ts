import type { Color } from '../base/color.ts';
import { type Matrix, multiply, type Rect } from '../base/geometry.ts';
import type {
  DisplayItem,
  GroupItem,
  ImageItem,
  Mark,
  Paint,
  PathItem,
  SaveItem,
  TextItem,
  TilingPattern,
} from '../engine/paint/display-list.ts';
import { itemsBounds, paintedBounds } from './bounds.ts';
import { type Colors, colorOperator, isSolidBlack } from './colors.ts';
import { deflate } from './deflate.ts';
import type { DocumentFonts } from './fonts.ts';
import { type DocumentAlphas, type GraphicsState, INITIAL_STATE, lineOperators } from './graphics.ts';
import { endOfGroup, isGroup, needsForm } from './groups.ts';
import { type DocumentImages, imageMatrix } from './images.ts';
import type { DocumentObjects, NamedRef } from './objects.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import { Resources } from './resources.ts';
import { type DocumentShadings, evenAlpha, formBox, isGradient } from './shadings.ts';
import type { DocumentSpots } from './spots.ts';
import { decimal, digitsFor, matrixOperands, num, type PageSpace, pathOperators, toPoints } from './syntax.ts';
import type { TextWriter } from './text.ts';

/** What all content streams of a document share while they are painted. */
export interface ContentContext {
  readonly file: PdfFile;
  readonly objects: DocumentObjects;
  readonly fonts: DocumentFonts;
  readonly images: DocumentImages;
  readonly alphas: DocumentAlphas;
  readonly shadings: DocumentShadings;
  readonly text: TextWriter;
  readonly colors: Colors;
  /** Named inks; undefined where their likeness is shown. */
  readonly spots: DocumentSpots | undefined;
}

/** Takes part in the painting of a page: what belongs to which mark, and how far it reaches. */
export interface ContentWatcher {
  /** The operator that begins the mark's content; `order` is that of its first text. */
  open(mark: Mark, order: number | undefined): string;
  note(item: DisplayItem): void;
  save(item: SaveItem): void;
  restore(): void;
  /** For a content stream of its own inside this one. */
  form(): FormWatcher;
}

export interface FormWatcher extends ContentWatcher {
  /** Entries for the dictionary of the form, when its content is complete. */
  entries(): string;
  named(form: Ref): void;
}

/** Paints items of the display list into one content stream. */
export class ContentPainter {
  readonly resources = new Resources();
  readonly #context: ContentContext;
  readonly #space: PageSpace;
  readonly #watcher: ContentWatcher | undefined;
  readonly #stack: GraphicsState[] = [];
  #state: GraphicsState = { ...INITIAL_STATE };
  #out = '';
  /** Decimals that the content of a form needs from its beginning. */
  #baseDigits = 2;
  #mark: Mark | undefined;
  /** Of the open marked content. */
  #order: number | undefined;
  /** Start of the last line inside the open text object, pt as printed. */
  #textOrigin: { x: number; y: number } | undefined;

  /** Marks are written only where `watcher` says how. */
  constructor(context: ContentContext, space: PageSpace, watcher?: ContentWatcher) {
    this.#context = context;
    this.#space = space;
    this.#watcher = watcher;
  }

  /** The operators of `items`. */
  paint(items: readonly DisplayItem[]): string {
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      const group = item.type === 'save' && isGroup(item) ? items.slice(i + 1, endOfGroup(items, i)) : undefined;
      if (group && needsForm(item as SaveItem, group)) {
        this.#blended(item as SaveItem, group);
        i += group.length + 1;
      } else this.#item(item);
    }
    this.#setMark(undefined);
    // A display list leaves no group open; if one does, the file is still well-formed.
    while (this.#stack.length > 0) this.#restore();
    return this.#out;
  }

  #item(item: DisplayItem): void {
    if (item.type === 'save') this.#save(item);
    else if (item.type === 'restore') this.#restore();
    else {
      this.#setMark(item.mark, item.type === 'text' ? item.order : undefined);
      this.#watcher?.note(item);
      if (item.type === 'text') this.#text(item);
      else if (item.type === 'path') this.#path(item);
      else if (item.type === 'image') this.#image(item);
      else this.#group(item);
    }
  }

  /** Opens and closes marked content (ISO 32000-1 section 14.6), so that each sequence holds one mark's items. */
  #setMark(mark: Mark | undefined, order?: number): void {
    if (!this.#watcher) {
      if (!mark) this.#endText();
      return;
    }
    const goesOn = order === undefined || this.#order === undefined || order === this.#order;
    if ((mark === this.#mark && goesOn) || (mark && this.#mark && sameArtifact(mark, this.#mark))) return;
    this.#endText();
    if (this.#mark) this.#out += 'EMC\n';
    this.#mark = mark;
    if (mark) this.#out += this.#watcher.open(mark, order);
    this.#order = order;
  }

  #save(item: SaveItem): void {
    const { transform, clip, opacity, blend } = item;
    this.#setMark(undefined);
    this.#push();
    this.#state.opacity *= opacity ?? 1;
    if (transform) {
      this.#out += `${matrixOperands(toPoints(transform, this.#space))} cm\n`;
      const matrix = multiply(this.#state.matrix, transform);
      this.#state.matrix = matrix;
      this.#state.digits = this.#digits(matrix);
    }
    if (clip) {
      const path = pathOperators(clip.path, this.#space, this.#state.digits) || '0 0 0 0 re\n';
      this.#out += `${path}${clip.rule === 'evenodd' ? 'W*' : 'W'} n\n`;
    }
    if (blend) {
      this.#graphicsState(this.#context.alphas.blend(blend));
      this.resources.transparent = true;
    }
    this.#watcher?.save(item);
  }

  /** Items of several marks that are put together in a form before they are faded and blended. */
  #blended({ transform, clip, opacity, blend }: SaveItem, items: readonly DisplayItem[]): void {
    const bounds = itemsBounds(items);
    if (!bounds) return;
    this.#save({ type: 'save', transform, clip, blend });
    this.#setOverprint(false);
    this.resources.transparent = true;
    const watcher = this.#watcher?.form();
    const { content, resources } = this.#inner(items, this.#state.digits, watcher);
    const entries = this.#formEntries(bounds, resources, '') + (watcher?.entries() ?? '');
    const { resource, ref } = this.#stream('G', entries, content);
    watcher?.named(ref);
    this.resources.xobjects.set(resource, ref);
    this.#setAlpha('ca', (opacity ?? 1) * this.#state.opacity);
    this.#out += `/${resource} Do\n`;
    this.#restore();
  }

  #restore(): void {
    if (this.#stack.length === 0) throw new Error('The display list closes a group that it did not open.');
    this.#setMark(undefined);
    this.#pop();
    this.#watcher?.restore();
  }

  #push(): void {
    this.#stack.push(this.#state);
    this.#state = { ...this.#state };
    this.#out += 'q\n';
  }

  #pop(): void {
    this.#state = this.#stack.pop()!;
    this.#out += 'Q\n';
  }

  #text(item: TextItem): void {
    const { color, stroke } = item;
    if (!color && !stroke) return;
    this.#painted([color, stroke?.color], item, () => {
      const font = this.#context.fonts.get(item.face);
      const mode = color ? (stroke ? 2 : 0) : 1;
      const shown = this.#context.text.show(item, font, mode);
      if (shown === '') return;
      const { digits } = this.#state;
      this.resources.fonts.set(font.resource, font.ref);
      if (color) this.#setPaint(color, false, item);
      if (stroke) this.#setLine(stroke, item);
      this.#setOverprint(!stroke && color !== undefined && this.#isBlackInk(color));
      if (!this.#textOrigin) {
        this.#out += 'BT\n';
        this.#textOrigin = { x: 0, y: 0 };
      }
      if (mode !== this.#state.textMode) this.#out += `${mode} Tr\n`;
      this.#state.textMode = mode;
      const choice = `/${font.resource} ${decimal(item.size * 0.75, digits + 1)} Tf\n`;
      if (choice !== this.#state.font) this.#out += choice;
      this.#state.font = choice;
      const dx = decimal(item.x * 0.75 - this.#textOrigin.x, digits + 1);
      const dy = decimal(this.#space.height - item.y * 0.75 - this.#textOrigin.y, digits + 1);
      this.#out += `${dx} ${dy} Td\n${shown}`;
      // The printed moves add up, not the exact ones, so that rounding does not either.
      this.#textOrigin.x += Number(dx);
      this.#textOrigin.y += Number(dy);
    });
  }

  #endText(): void {
    if (this.#textOrigin) this.#out += 'ET\n';
    this.#textOrigin = undefined;
  }

  #path(item: PathItem): void {
    const { path, fill, fillRule, stroke } = item;
    if (path.length === 0 || (!fill && !stroke)) return;
    if (fill && stroke && (evenAlpha(fill) === undefined || evenAlpha(stroke.color) === undefined)) {
      this.#path({ ...item, stroke: undefined });
      this.#path({ ...item, fill: undefined });
      return;
    }
    this.#endText();
    this.#setOverprint(false);
    this.#painted([fill, stroke?.color], item, () => {
      if (fill) this.#setPaint(fill, false, item);
      if (stroke) this.#setLine(stroke, item);
      const star = fillRule === 'evenodd' ? '*' : '';
      const operators = pathOperators(path, this.#space, this.#state.digits);
      this.#out += `${operators}${fill ? (stroke ? `B${star}` : `f${star}`) : 'S'}\n`;
    });
  }

  #image(item: ImageItem): void {
    this.#endText();
    this.#setOverprint(false);
    this.#setAlpha('ca', this.#state.opacity);
    const { resource, ref } = this.#context.images.get(item.image);
    this.resources.xobjects.set(resource, ref);
    this.resources.transparent ||= item.image.alpha !== undefined;
    const operands = imageMatrix(item, this.#space).map((value) => decimal(value, this.#state.digits));
    this.#out += `q ${operands.join(' ')} cm /${resource} Do Q\n`;
  }

  /** A transparency group (ISO 32000-1 section 11.6.6), behind its soft mask (section 11.6.5). */
  #group({ items, opacity, mask }: GroupItem): void {
    const form = this.#form(items, '');
    if (!form) return;
    this.#endText();
    this.#setOverprint(false);
    this.resources.transparent = true;
    if (mask) {
      this.#push();
      const luminance = mask.kind === 'luminance';
      const through = this.#form(mask.items, luminance ? `/CS${this.#context.colors.space}` : '');
      if (!through) {
        this.#pop();
        return;
      }
      const state = `<</Type/ExtGState/SMask<</S/${luminance ? 'Luminosity' : 'Alpha'}/G ${through.ref}>>>>`;
      const { resource, ref } = this.#context.objects.get('M', state, () => this.#context.file.add(state));
      this.#graphicsState({ resource, ref });
    }
    this.#setAlpha('ca', opacity * this.#state.opacity);
    this.resources.xobjects.set(form.resource, form.ref);
    this.#out += `/${form.resource} Do\n`;
    if (mask) this.#pop();
  }

  /** Items as a form of their own, in the space of this moment; undefined where they paint nothing. */
  #form(items: readonly DisplayItem[], group: string): NamedRef | undefined {
    const bounds = itemsBounds(items);
    if (!bounds) return undefined;
    const { content, resources } = this.#inner(items, this.#state.digits);
    return this.#stream('G', this.#formEntries(bounds, resources, group), content);
  }

  #formEntries(bounds: Rect, resources: Resources, group: string): string {
    return `/Type/XObject/Subtype/Form/BBox[${formBox(bounds, this.#space)}]/Group<</S/Transparency/I true${group}>>/Resources${resources}`;
  }

  #inner(
    items: readonly DisplayItem[],
    digits: number,
    watcher?: ContentWatcher,
  ): { content: string; resources: Resources } {
    const painter = new ContentPainter(this.#context, this.#space, watcher);
    // A form begins with the text mode of whoever shows it, so that is set before the first letter.
    painter.#state = { ...INITIAL_STATE, digits, textMode: -1 };
    painter.#baseDigits = digits;
    return { content: painter.paint(items), resources: painter.resources };
  }

  #stream(prefix: string, entries: string, content: string): NamedRef {
    const { file, objects } = this.#context;
    return objects.get(prefix, `${entries}\n${content}`, () =>
      file.stream(`${entries}/Filter/FlateDecode`, deflate(Buffer.from(content, 'latin1'))),
    );
  }

  /** A tiling pattern (ISO 32000-1 section 8.7.3). */
  #tiling({ tile, transform, items, steps = [tile.width, tile.height] }: TilingPattern): NamedRef {
    // Readers treat cells best that stand at the origin.
    const [dx, dy] = [tile.x, tile.y + tile.height - this.#space.height / 0.75];
    const matrix = multiply(this.#state.matrix, multiply(transform, [1, 0, 0, 1, dx, dy]));
    const cell = { ...tile, x: tile.x - dx, y: tile.y - dy };
    const digits = this.#digits(matrix);
    const moved: SaveItem = { type: 'save', transform: [1, 0, 0, 1, -dx, -dy] };
    const { content, resources } = this.#inner([moved, ...items, { type: 'restore' }], digits);
    this.resources.transparent ||= resources.transparent;
    const map = matrixOperands(toPoints(matrix, this.#space));
    const [x, y] = steps.map((px) => decimal(px * 0.75, digits + 1));
    const entries = `/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[${formBox(cell, this.#space, digits + 1)}]/XStep ${x}/YStep ${y}/Matrix[${map}]/Resources${resources}`;
    return this.#stream('T', entries, content);
  }

  #digits([a, b, c, d]: Matrix): number {
    return Math.max(this.#baseDigits, digitsFor(Math.max(Math.hypot(a, b), Math.hypot(c, d))));
  }

  /** Runs `draw` behind the soft mask of the first paint that needs one. */
  #painted(paints: readonly (Paint | undefined)[], item: DisplayItem, draw: () => void): void {
    const masked = paints.find((paint) => paint && evenAlpha(paint) === undefined);
    if (!masked || !isGradient(masked)) {
      draw();
      return;
    }
    this.#endText();
    this.#push();
    this.#graphicsState(this.#context.shadings.mask(masked, boundsOf(item), this.#space));
    this.resources.transparent = true;
    draw();
    this.#endText();
    this.#pop();
  }

  #setLine(stroke: NonNullable<PathItem['stroke']>, item: DisplayItem): void {
    this.#setPaint(stroke.color, true, item);
    const line = lineOperators(stroke, this.#state.digits + 1);
    if (line !== this.#state.line) this.#out += line;
    this.#state.line = line;
  }

  #setPaint(paint: Paint, stroking: boolean, item: DisplayItem): void {
    const operator = 'type' in paint ? this.#pattern(paint, stroking, item) : this.#color(paint, stroking);
    const field = stroking ? 'stroke' : 'fill';
    if (operator !== this.#state[field]) this.#out += operator;
    this.#state[field] = operator;
    this.#setAlpha(stroking ? 'CA' : 'ca', (evenAlpha(paint) ?? 1) * this.#state.opacity);
  }

  #color(color: Color, stroking: boolean): string {
    const { colors, spots } = this.#context;
    if (!color.spot || !spots) return colorOperator(colors.of(color), stroking);
    const { resource, ref } = spots.get(color.spot);
    this.resources.colorSpaces.set(resource, ref);
    const tint = num(color.spot.tint);
    return stroking ? `/${resource} CS ${tint} SCN\n` : `/${resource} cs ${tint} scn\n`;
  }

  /** Whether a paint goes on the plate of black alone, in full: it can stand on what lies below without a gap. */
  #isBlackInk(paint: Paint): boolean {
    if ('type' in paint || paint.spot || paint.alpha < 1 || this.#state.opacity < 1) return false;
    return isSolidBlack(this.#context.colors.of(paint));
  }

  #setOverprint(on: boolean): void {
    if (this.#state.overprint === on) return;
    this.#state.overprint = on;
    this.#graphicsState(this.#context.alphas.overprint(on));
  }

  #pattern(paint: Exclude<Paint, Color>, stroking: boolean, item: DisplayItem): string {
    const { matrix } = this.#state;
    const found =
      paint.type === 'pattern'
        ? this.#tiling(paint)
        : this.#context.shadings.pattern(paint, matrix, boundsOf(item), this.#space);
    this.resources.patterns.set(found.resource, found.ref);
    return stroking ? `/Pattern CS /${found.resource} SCN\n` : `/Pattern cs /${found.resource} scn\n`;
  }

  #graphicsState({ resource, ref }: NamedRef): void {
    this.resources.graphicsStates.set(resource, ref);
    this.#out += `/${resource} gs\n`;
  }

  #setAlpha(key: 'ca' | 'CA', alpha: number): void {
    const field = key === 'ca' ? 'fillAlpha' : 'strokeAlpha';
    if (this.#state[field] === alpha) return;
    this.#state[field] = alpha;
    this.resources.transparent ||= alpha < 1;
    this.#graphicsState(this.#context.alphas.get(key, alpha));
  }
}

const EMPTY: Rect = { x: 0, y: 0, width: 0, height: 0 };

const boundsOf = (item: DisplayItem): Rect => paintedBounds(item) ?? EMPTY;

function sameArtifact(a: Mark, b: Mark): boolean {
  return a.kind === 'artifact' && b.kind === 'artifact' && a.type === b.type && a.subtype === b.subtype;
}
