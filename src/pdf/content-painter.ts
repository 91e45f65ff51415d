import type { Color } from '../base/color.ts';
import { multiply, type Rect, union } from '../base/geometry.ts';
import type {
  DisplayItem,
  ImageItem,
  Mark,
  Paint,
  PathItem,
  SaveItem,
  TextItem,
  Tiles,
} from '../engine/paint/display-list.ts';
import { grow, itemBounds, itemPlaces } from './bounds.ts';
import type { DocumentFonts } from './fonts.ts';
import { type DocumentForms, endOfGroup, isGroup, needsForm } from './forms.ts';
import { colorOperator, type DocumentAlphas, type GraphicsState, INITIAL_STATE, lineOperators } from './graphics.ts';
import type { DocumentImages } from './images.ts';
import type { Ref } from './pdfkit.ts';
import { Resources } from './resources.ts';
import { type DocumentShadings, evenAlpha, isGradient } from './shadings.ts';
import { decimal, digitsFor, matrixOperands, type PageSpace, pathOperators, toPoints } from './syntax.ts';
import type { TextWriter } from './text.ts';

/** What all content streams of a document share while they are painted. */
export interface ContentContext {
  readonly fonts: DocumentFonts;
  readonly images: DocumentImages;
  readonly alphas: DocumentAlphas;
  readonly forms: DocumentForms;
  readonly shadings: DocumentShadings;
  readonly text: TextWriter;
}

/** Takes part in the painting of a page: what belongs to which mark, and how far it reaches. */
export interface ContentWatcher {
  /** The operator that begins the mark's content; `order` is that of its first text. */
  open(mark: Mark, order: number | undefined): string;
  note(item: DisplayItem): void;
  save(item: SaveItem): void;
  restore(): void;
  /** For a content stream of its own inside this one, which `named` gives its reference. */
  form(): FormWatcher;
}

export interface FormWatcher extends ContentWatcher {
  /** Structure elements of the marked content so far, in order of its identifiers. */
  readonly owners: readonly Ref[];
  named(form: Ref): void;
}

/** Paints items of the display list into one content stream. */
export class ContentPainter {
  readonly resources = new Resources();
  readonly #context: ContentContext;
  readonly #space: PageSpace;
  readonly #watcher: ContentWatcher | undefined;
  readonly #stack: GraphicsState[] = [];
  #state: GraphicsState;
  #out = '';
  #mark: Mark | undefined;
  /** Of the open marked content. */
  #order: number | undefined;
  /** Start of the last line inside the open text object, pt as printed. */
  #textOrigin: { x: number; y: number } | undefined;

  /** Marks are written only where `watcher` says how. */
  constructor(context: ContentContext, space: PageSpace, watcher?: ContentWatcher, state: Partial<GraphicsState> = {}) {
    this.#state = { ...INITIAL_STATE, ...state };
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
        this.#group(item as SaveItem, group);
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
      else this.#image(item);
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
      this.#state.digits = digitsFor(Math.max(Math.hypot(matrix[0], matrix[1]), Math.hypot(matrix[2], matrix[3])));
    }
    if (clip) {
      const path = pathOperators(clip.path, this.#space, this.#state.digits) || '0 0 0 0 re\n';
      this.#out += `${path}${clip.rule === 'evenodd' ? 'W*' : 'W'} n\n`;
    }
    if (blend) this.#graphicsState(this.#context.alphas.blend(blend));
    this.#watcher?.save(item);
  }

  /** Items that are put together in a form before they are faded and blended. */
  #group({ transform, clip, opacity, blend }: SaveItem, items: readonly DisplayItem[]): void {
    const bounds = itemPlaces(items).reduce<Rect | undefined>((all, one) => (all ? union(all, one) : one), undefined);
    if (!bounds) return;
    this.#save({ type: 'save', transform, clip, blend });
    const watcher = this.#watcher?.form();
    const { digits, textMode } = this.#state;
    const painter = new ContentPainter(this.#context, this.#space, watcher, { digits, textMode });
    const operators = painter.paint(items);
    // Strokes may reach a little farther than their items say.
    const content = { operators, resources: painter.resources, bounds: grow(bounds, 2) };
    const { resource, ref } = this.#context.forms.group(content, watcher?.owners ?? [], this.#space);
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
    this.#painted([fill, stroke?.color], item, () => {
      if (fill) this.#setPaint(fill, false, item);
      if (stroke) this.#setLine(stroke, item);
      const star = fillRule === 'evenodd' ? '*' : '';
      const operators = pathOperators(path, this.#space, this.#state.digits);
      this.#out += `${operators}${fill ? (stroke ? `B${star}` : `f${star}`) : 'S'}\n`;
    });
  }

  #image({ image, rect }: ImageItem): void {
    this.#endText();
    this.#setAlpha('ca', this.#state.opacity);
    const { resource, ref } = this.#context.images.get(image);
    this.resources.xobjects.set(resource, ref);
    const print = (px: number): string => decimal(px * 0.75, this.#state.digits);
    const y = decimal(this.#space.height - (rect.y + rect.height) * 0.75, this.#state.digits);
    this.#out += `q ${print(rect.width)} 0 0 ${print(rect.height)} ${print(rect.x)} ${y} cm /${resource} Do Q\n`;
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
    const operator = 'type' in paint ? this.#pattern(paint, stroking, item) : colorOperator(paint, stroking);
    const field = stroking ? 'stroke' : 'fill';
    if (operator !== this.#state[field]) this.#out += operator;
    this.#state[field] = operator;
    this.#setAlpha(stroking ? 'CA' : 'ca', (evenAlpha(paint) ?? 1) * this.#state.opacity);
  }

  #pattern(paint: Exclude<Paint, Color>, stroking: boolean, item: DisplayItem): string {
    const { matrix } = this.#state;
    const found =
      paint.type === 'tiles'
        ? this.#tiles(paint)
        : this.#context.shadings.pattern(paint, matrix, boundsOf(item), this.#space);
    this.resources.patterns.set(found.resource, found.ref);
    return stroking ? `/Pattern CS /${found.resource} SCN\n` : `/Pattern cs /${found.resource} scn\n`;
  }

  #tiles(paint: Tiles): { resource: string; ref: Ref } {
    const { matrix, digits } = this.#state;
    const painter = new ContentPainter(this.#context, this.#space, undefined, { digits });
    const { x, y, width, height } = paint.tile;
    const [dx, dy] = [x, y + height - this.#space.height / 0.75];
    const moved: SaveItem = { type: 'save', transform: [1, 0, 0, 1, -dx, -dy] };
    const operators = painter.paint([moved, ...paint.items, { type: 'restore' }]);
    const content = { operators, resources: painter.resources, bounds: { x: x - dx, y: y - dy, width, height } };
    return this.#context.forms.tiles(content, paint, multiply(matrix, [1, 0, 0, 1, dx, dy]), this.#space);
  }

  #graphicsState({ resource, ref }: { readonly resource: string; readonly ref: Ref }): void {
    this.resources.graphicsStates.set(resource, ref);
    this.#out += `/${resource} gs\n`;
  }

  #setAlpha(key: 'ca' | 'CA', alpha: number): void {
    const field = key === 'ca' ? 'fillAlpha' : 'strokeAlpha';
    if (this.#state[field] === alpha) return;
    this.#state[field] = alpha;
    this.#graphicsState(this.#context.alphas.get(key, alpha));
  }
}

const EMPTY: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** What an item may paint, with room for its sharpest joins. */
function boundsOf(item: DisplayItem): Rect {
  const bounds = itemBounds(item) ?? EMPTY;
  const stroke = item.type === 'path' || item.type === 'text' ? item.stroke : undefined;
  return stroke
    ? grow(bounds, (stroke.width / 2) * Math.max(1, stroke.join === 'miter' ? stroke.miterLimit : 1))
    : bounds;
}

function sameArtifact(a: Mark, b: Mark): boolean {
  return a.kind === 'artifact' && b.kind === 'artifact' && a.type === b.type && a.subtype === b.subtype;
}
