import { finding, type Report } from '../../base/diagnostics.ts';
import { decodeStream } from './filters.ts';
import { type Dict, latin1, PdfString } from './objects.ts';
import { type Page, readPages } from './pages.ts';
import type { Budget, ByteSource } from './source.ts';
import { ObjectStore } from './store.ts';
import { readStructure, type StructureTree } from './structure.ts';
import { readXmp, type Xmp } from './xmp.ts';

/** A PDF as it is read; the parts are made when they are first asked for. */
export class PdfDocument {
  readonly store: ObjectStore;
  readonly catalog: Dict;
  /** As the header has it, such as 1.7. */
  readonly headerVersion: string;
  readonly report: Report;
  #pages: readonly Page[] | undefined;
  #structure: StructureTree | null | undefined;
  #xmp: Xmp | null | undefined;
  #pageNumbers: ReadonlyMap<number, number> | undefined;

  constructor(store: ObjectStore, catalog: Dict, headerVersion: string, report: Report) {
    this.store = store;
    this.catalog = catalog;
    this.headerVersion = headerVersion;
    this.report = report;
  }

  get trailer(): Dict {
    return this.store.trailer;
  }
  get info(): Dict | undefined {
    return this.trailer.dict('Info');
  }
  /** That of the catalogue where it is later (ISO 32000-1 section 7.5.2). */
  get version(): string {
    const updated = this.catalog.name('Version');
    return updated !== undefined && updated > this.headerVersion ? updated : this.headerVersion;
  }
  /** Both parts of the file identifier; undefined where it is missing or not two strings. */
  get id(): readonly [PdfString, PdfString] | undefined {
    const [first, second, ...more] = this.trailer.array('ID') ?? [];
    return first instanceof PdfString && second instanceof PdfString && !more.length ? [first, second] : undefined;
  }
  get pages(): readonly Page[] {
    this.#pages ??= readPages(this.catalog, this.store);
    return this.#pages;
  }
  /** The number of the page, from 1, that is this object. */
  pageOf(object: number | undefined): number | undefined {
    this.#pageNumbers ??= new Map(
      this.pages.filter((page) => page.object !== undefined).map((page) => [page.object!, page.number]),
    );
    return object === undefined ? undefined : this.#pageNumbers.get(object);
  }
  get structure(): StructureTree | undefined {
    if (this.#structure === undefined) this.#structure = readStructure(this) ?? null;
    return this.#structure ?? undefined;
  }
  get xmp(): Xmp | undefined {
    if (this.#xmp === undefined) {
      const stream = this.catalog.stream('Metadata');
      this.#xmp = stream ? readXmp(decodeStream(stream, 8 << 20).bytes) : null;
    }
    return this.#xmp ?? undefined;
  }
}

/** Opens a file; undefined, with a finding that says why, where there is nothing to read in it. */
export function openDocument(source: ByteSource, report: Report, budget: Budget): PdfDocument | undefined {
  const fail = (message: string, hint?: string): undefined => {
    report(finding('pdf-unreadable', message, {}, hint));
    return undefined;
  };
  if (source.size === 0) return fail('the file is empty');
  const header = /%PDF-(\d\.\d)?/.exec(latin1(source.read(0, 1024)));
  if (!header) return fail('the file is no PDF: it does not begin with %PDF-');
  if (header.index > 0 || !header[1])
    report(finding('pdf-syntax', 'the file does not begin with %PDF- and a version, such as %PDF-1.7'));
  const store = new ObjectStore(source, report, budget);
  const opened = store.open();
  if (opened && store.trailer.has('Encrypt')) {
    report(finding('pdf-encrypted', 'the file is encrypted; nothing else in it was looked at'));
    return undefined;
  }
  const catalog = opened ? store.trailer.dict('Root') : undefined;
  if (!catalog) return fail('the file has no catalogue: it is damaged or cut off');
  const document = new PdfDocument(store, catalog, header[1] ?? '1.4', report);
  if (!document.pages.length && !budget.spent()) return fail('the file has no pages');
  return document;
}
