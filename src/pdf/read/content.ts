import { LruCache } from '../../base/lru.ts';
import type { PdfDocument } from './document.ts';
import type { PageEvent } from './events.ts';
import { decodeStream, lossOf } from './filters.ts';
import { type PdfFont, readFont } from './fonts.ts';
import type { Dict, Stream } from './objects.ts';
import { PageRun } from './page-run.ts';
import { contentOf, type Page } from './pages.ts';

/** What is kept between the pages of one document. */
export class ContentReader {
  readonly document: PdfDocument;
  readonly #fonts = new Map<number | Dict, PdfFont>();
  readonly #forms = new LruCache<number, Uint8Array>(32 << 20, (bytes) => bytes.length + 64);

  constructor(document: PdfDocument) {
    this.document = document;
  }

  /** Gives what a page paints, in order, to `sink`; what is wrong in its content to `fault`. */
  read(page: Page, sink: (event: PageEvent) => void, fault: (message: string) => void): void {
    const run = new PageRun(this, page, sink, fault);
    run.content(
      contentOf(page, (message) => fault(`a content stream cannot be read whole: ${message}`)),
      {
        resources: page.resources,
        stream: undefined,
        within: 'page',
        depth: 0,
      },
    );
  }

  font(dict: Dict, object: number | undefined): PdfFont {
    const key = object ?? dict;
    let font = this.#fonts.get(key);
    if (!font) {
      if (this.#fonts.size > 200) this.#fonts.clear();
      font = readFont(dict);
      this.#fonts.set(key, font);
    }
    return font;
  }

  bytesOf(stream: Stream, fault: (message: string) => void): Uint8Array {
    const read = (): Uint8Array => {
      const decoded = decodeStream(stream);
      const loss = lossOf(decoded);
      if (loss) fault(`a form or pattern cannot be read whole: ${loss}`);
      return decoded.bytes;
    };
    return stream.object === undefined ? read() : this.#forms.ensure(stream.object, read);
  }
}
