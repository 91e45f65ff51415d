import type { DisplayItem, DisplayPage, Mark, SaveItem } from '../engine/paint/display-list.ts';
import { type ContentContext, ContentPainter, type FormWatcher } from './content-painter.ts';
import { deflate } from './deflate.ts';
import { Extents } from './extents.ts';
import type { FilePage, Ref } from './pdfkit.ts';
import type { FormStream, TagTree } from './tags.ts';

/** What all pages of a document share while they are painted. */
export interface PaintContext extends ContentContext {
  readonly tags: TagTree;
}

/** Paints one page of the display list into its content stream. */
export function paintPage(page: DisplayPage, index: number, filePage: FilePage, context: PaintContext): void {
  const painter = new ContentPainter(context, filePage, new PageWatcher(index, context.tags));
  const content = deflate(Buffer.from(painter.paint(page.items), 'latin1'));
  const { resources } = painter;
  // Inks are mixed as inks; on screens the output intent says how colours are (ISO 15930-7 section 6.15).
  const mixed = resources.transparent && context.colors.space === '/DeviceCMYK';
  const group = mixed ? '<</Type/Group/S/Transparency/CS/DeviceCMYK>>' : undefined;
  filePage.setParts({ content, resources, group });
}

/** Numbers the marked content of a page, or of a form on it, and gathers where figures and headings lie. */
class PageWatcher implements FormWatcher {
  readonly #index: number;
  readonly #tags: TagTree;
  readonly #extents: Extents;
  readonly #form: FormStream | undefined;

  constructor(index: number, tags: TagTree, extents = new Extents(index, tags.extents), form?: FormStream) {
    this.#index = index;
    this.#tags = tags;
    this.#extents = extents;
    this.#form = form;
  }

  open(mark: Mark, order: number | undefined): string {
    if (mark.kind === 'artifact')
      return `/Artifact<</Type/${mark.type}${mark.subtype ? `/Subtype/${mark.subtype}` : ''}>>BDC\n`;
    return `/${mark.parent.role}<</MCID ${this.#tags.addContent(mark, this.#index, order, this.#form)}>>BDC\n`;
  }

  note(item: DisplayItem): void {
    if ('mark' in item && item.mark.kind === 'content') this.#extents.note(item.mark, item);
  }

  save({ transform, clip }: SaveItem): void {
    this.#extents.save({ type: 'save', transform, clip });
  }

  restore(): void {
    this.#extents.restore();
  }

  form(): PageWatcher {
    return new PageWatcher(this.#index, this.#tags, this.#extents, { owners: [], ref: undefined });
  }

  entries(): string {
    return this.#form?.owners.length ? `/StructParents ${this.#tags.addForm(this.#form)}` : '';
  }

  named(ref: Ref): void {
    if (this.#form) this.#form.ref = ref;
  }
}
