import type { Color } from '../base/color.ts';
import { type Matrix, multiply } from '../base/geometry.ts';
import type {
  DisplayItem,
  DisplayPage,
  ImageItem,
  Mark,
  PathItem,
  SaveItem,
  TextItem,
} from '../engine/paint/display-list.ts';
import { deflate } from './deflate.ts';
import { Extents } from './extents.ts';
import type { DocumentFonts } from './fonts.ts';
import { colorOperator, type DocumentAlphas, type GraphicsState, INITIAL_STATE, lineOperators } from './graphics.ts';
import type { DocumentImages } from './images.ts';
import type { FilePage, Ref } from './pdfkit.ts';
import { matrixOperands, num, pathOperators, pt } from './syntax.ts';
import type { TagTree } from './tags.ts';
import type { TextWriter } from './text.ts';

/** What all pages of a document share while they are painted. */
export interface PaintContext {
  readonly fonts: DocumentFonts;
  readonly images: DocumentImages;
  readonly alphas: DocumentAlphas;
  readonly text: TextWriter;
  readonly tags: TagTree;
}

/** Paints one page of the display list into its content stream. */
export function paintPage(page: DisplayPage, index: number, filePage: FilePage, context: PaintContext): void {
  new PagePainter(index, filePage, context).paint(page.items);
}

class PagePainter {
  readonly #context: PaintContext;
  readonly #index: number;
  readonly #page: FilePage;
  readonly #extents: Extents;
  readonly #fonts = new Map<string, Ref>();
  readonly #xobjects = new Map<string, Ref>();
  readonly #graphicsStates = new Map<string, Ref>();
  readonly #stack: GraphicsState[] = [];
  #state: GraphicsState = { ...INITIAL_STATE };
  #out = '';
  #mark: Mark | undefined;
  /** Start of the last line inside the open text object, pt as printed. */
  #textOrigin: { x: number; y: number } | undefined;

  constructor(index: number, page: FilePage, context: PaintContext) {
    this.#index = index;
    this.#page = page;
    this.#context = context;
    this.#extents = new Extents(index, context.tags.extents);
  }

  paint(items: readonly DisplayItem[]): void {
    for (const item of items) this.#item(item);
    this.#setMark(undefined);
    // A display list leaves no group open; if one does, the file is still well-formed.
    while (this.#stack.length > 0) this.#restore();
    this.#page.setParts({
      content: deflate(Buffer.from(this.#out, 'latin1')),
      fonts: this.#fonts,
      xobjects: this.#xobjects,
      graphicsStates: this.#graphicsStates,
    });
  }

  #item(item: DisplayItem): void {
    if (item.type === 'save') this.#save(item);
    else if (item.type === 'restore') this.#restore();
    else {
      this.#setMark(item.mark);
      if (item.mark.kind === 'content') this.#extents.note(item.mark, item);
      if (item.type === 'text') this.#text(item);
      else if (item.type === 'path') this.#path(item);
      else this.#image(item);
    }
  }

  /** Opens and closes marked content (ISO 32000-1 section 14.6), so that each sequence holds one mark's items. */
  #setMark(mark: Mark | undefined): void {
    if (mark === this.#mark || (mark && this.#mark && sameArtifact(mark, this.#mark))) return;
    this.#endText();
    if (this.#mark) this.#out += 'EMC\n';
    this.#mark = mark;
    if (!mark) return;
    if (mark.kind === 'artifact') {
      this.#out += `/Artifact<</Type/${mark.type}${mark.subtype ? `/Subtype/${mark.subtype}` : ''}>>BDC\n`;
    } else {
      this.#out += `/${mark.parent.role}<</MCID ${this.#context.tags.addContent(mark, this.#index)}>>BDC\n`;
    }
  }

  #save({ transform, clip, opacity }: SaveItem): void {
    this.#setMark(undefined);
    this.#stack.push(this.#state);
    this.#state = { ...this.#state, opacity: this.#state.opacity * (opacity ?? 1) };
    this.#out += 'q\n';
    if (transform) this.#out += `${matrixOperands(this.#toPoints(transform))} cm\n`;
    if (clip)
      this.#out += `${pathOperators(clip.path, this.#page) || '0 0 0 0 re\n'}${clip.rule === 'evenodd' ? 'W*' : 'W'} n\n`;
    this.#extents.save({ type: 'save', transform, clip });
  }

  #restore(): void {
    const before = this.#stack.pop();
    if (!before) throw new Error('The display list closes a group that it did not open.');
    this.#setMark(undefined);
    this.#state = before;
    this.#out += 'Q\n';
    this.#extents.restore();
  }

  /** The same map between points: from pt up to px down, through `transform`, and back. */
  #toPoints(transform: Matrix): Matrix {
    const { height } = this.#page;
    return multiply([0.75, 0, 0, -0.75, 0, height], multiply(transform, [1 / 0.75, 0, 0, -1 / 0.75, 0, height / 0.75]));
  }

  #text(item: TextItem): void {
    const font = this.#context.fonts.get(item.face);
    const shown = this.#context.text.show(item, font);
    if (shown === '') return;
    this.#fonts.set(font.resource, font.ref);
    this.#setFill(item.color);
    if (!this.#textOrigin) {
      this.#out += 'BT\n';
      this.#textOrigin = { x: 0, y: 0 };
    }
    const choice = `/${font.resource} ${num(item.size * 0.75)} Tf\n`;
    if (choice !== this.#state.font) this.#out += choice;
    this.#state.font = choice;
    const dx = num(item.x * 0.75 - this.#textOrigin.x);
    const dy = num(this.#page.height - item.y * 0.75 - this.#textOrigin.y);
    this.#out += `${dx} ${dy} Td\n${shown}`;
    // The printed moves add up, not the exact ones, so that rounding does not either.
    this.#textOrigin.x += Number(dx);
    this.#textOrigin.y += Number(dy);
  }

  #endText(): void {
    if (this.#textOrigin) this.#out += 'ET\n';
    this.#textOrigin = undefined;
  }

  #path({ path, fill, fillRule, stroke }: PathItem): void {
    if (path.length === 0 || (!fill && !stroke)) return;
    this.#endText();
    if (fill) this.#setFill(fill);
    if (stroke) this.#setStroke(stroke.color);
    const line = stroke ? lineOperators(stroke) : this.#state.line;
    if (line !== this.#state.line) this.#out += line;
    this.#state.line = line;
    const star = fillRule === 'evenodd' ? '*' : '';
    this.#out += `${pathOperators(path, this.#page)}${fill ? (stroke ? `B${star}` : `f${star}`) : 'S'}\n`;
  }

  #image({ image, rect }: ImageItem): void {
    this.#endText();
    this.#setAlpha('ca', this.#state.opacity);
    const { resource, ref } = this.#context.images.get(image);
    this.#xobjects.set(resource, ref);
    const width = pt(rect.width * 0.75);
    const height = pt(rect.height * 0.75);
    const y = pt(this.#page.height - (rect.y + rect.height) * 0.75);
    this.#out += `q ${width} 0 0 ${height} ${pt(rect.x * 0.75)} ${y} cm /${resource} Do Q\n`;
  }

  #setFill(color: Color): void {
    const operator = colorOperator(color, false);
    if (operator !== this.#state.fill) this.#out += operator;
    this.#state.fill = operator;
    this.#setAlpha('ca', color.alpha * this.#state.opacity);
  }

  #setStroke(color: Color): void {
    const operator = colorOperator(color, true);
    if (operator !== this.#state.stroke) this.#out += operator;
    this.#state.stroke = operator;
    this.#setAlpha('CA', color.alpha * this.#state.opacity);
  }

  #setAlpha(key: 'ca' | 'CA', alpha: number): void {
    const field = key === 'ca' ? 'fillAlpha' : 'strokeAlpha';
    if (this.#state[field] === alpha) return;
    this.#state[field] = alpha;
    const { resource, ref } = this.#context.alphas.get(key, alpha);
    this.#graphicsStates.set(resource, ref);
    this.#out += `/${resource} gs\n`;
  }
}

function sameArtifact(a: Mark, b: Mark): boolean {
  return a.kind === 'artifact' && b.kind === 'artifact' && a.type === b.type && a.subtype === b.subtype;
}
