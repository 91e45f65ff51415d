/**
 * All that is known here about pdfkit's insides. It numbers objects, writes the catalogue, the page tree and the cross
 * references; dictionaries and streams are handed to it as finished text and bytes. Letters mark what is not in its
 * documentation: U for a property or method, X for changed output. `tests/unit/pdf/pdfkit.test.ts` fails when one goes.
 */
import { createHash } from 'node:crypto';
import PDFKit from 'pdfkit';
import { contentHash } from '../base/hash.ts';
import { withObjectStreams } from './object-streams.ts';

/** An indirect object. As text it is its reference: `12 0 R`. */
export interface Ref {
  readonly id: number;
  toString(): string;
}

interface KitRef extends Ref {
  data: Record<string, unknown>;
  compress: boolean;
  buffer: Uint8Array[];
  uncompressedLength: number;
  offset: number;
  write(bytes: Uint8Array): void;
  end(): void;
}

interface KitPage {
  readonly content: KitRef;
  readonly dictionary: KitRef;
  readonly resources: KitRef;
}

interface KitDocument {
  page: KitPage;
  metadata: unknown;
  _root: KitRef;
  _offset: number;
  _offsets: number[];
  _info: KitRef;
  _id: Uint8Array;
  ref(data: object): KitRef;
  addPage(options: object): void;
  end(): void;
  createStructParentTreeNextKey(): number;
  getStructParentTree(): { add(key: number, value: unknown): void };
  getStructTreeRoot(): KitRef;
  _write(data: string | Uint8Array): void;
  _refEnd(ref: KitRef): void;
  _finalize(): void;
  push(chunk: Uint8Array | null): boolean;
}

/**
 * The text of an object as it is to stand in the file. pdfkit prints plain objects key by key and asks any other kind
 * of object, told by its tag, for its `toString` (U).
 */
class Verbatim {
  text = '';
  get [Symbol.toStringTag](): string {
    return 'Verbatim';
  }
  toString(): string {
    return this.text;
  }
}

const Base = PDFKit as unknown as new (options: object) => KitDocument;

/** Gathers the output synchronously instead of streaming it, and names the file by its content. */
class GatheringDocument extends Base {
  // Not initialised here: pdfkit's constructor writes the header before fields of this class exist.
  declare parts: (string | Uint8Array)[];
  declare seed: string;
  /** PDF 2.0, which pdfkit does not know, without an information dictionary (ISO 32000-2 section 14.3.3). */
  declare modern: boolean;

  /** U: every byte of the file passes here. */
  override _write(data: string | Uint8Array): void {
    this.parts ??= [];
    if (typeof data === 'string') {
      if (this.modern && data.startsWith('<<\n/Size')) data = data.replace(/\/Info \d+ 0 R\n/, '');
      const last = this.parts.length - 1;
      const before = this.parts[last];
      if (typeof before === 'string') this.parts[last] = `${before + data}\n`;
      else this.parts.push(`${data}\n`);
      this._offset += data.length + 1;
    } else {
      this.parts.push(data);
      this._offset += data.length;
    }
  }

  /** U: called when all objects are written and the cross references and the trailer are not. */
  override _finalize(): void {
    const hash = createHash('sha256').update(this.seed);
    // Pictures and fonts come with many files: their own hashes stand for them.
    for (const part of this.parts) {
      if (typeof part === 'string') hash.update(part, 'latin1');
      else hash.update(contentHash(part));
    }
    // X: the header is written before anything is known; its length stays.
    if (this.modern) this.parts[0] = String(this.parts[0]).replace('%PDF-1.7', '%PDF-2.0');
    this._id = new Uint8Array(hash.digest().subarray(0, 16));
    super._finalize();
  }

  /** U: what `end` of a reference does, for an object that is text already, and its stream. */
  writeObject(ref: KitRef, text: string, data?: Uint8Array): void {
    ref.offset = this._offset;
    this._write(`${ref.id} 0 obj\n${text}${data ? '\nstream' : '\nendobj'}`);
    if (data) {
      this._write(data);
      this._write('\nendstream\nendobj');
    }
    this._refEnd(ref);
  }

  override push(): boolean {
    return true;
  }
}

/** What a page holds apart from its content; references by resource name. */
export interface PageParts {
  readonly content: Uint8Array;
  readonly resources: {
    readonly fonts: ReadonlyMap<string, Ref>;
    readonly xobjects: ReadonlyMap<string, Ref>;
    readonly graphicsStates: ReadonlyMap<string, Ref>;
    readonly patterns: ReadonlyMap<string, Ref>;
    readonly colorSpaces: ReadonlyMap<string, Ref>;
  };
  /** The transparency group of the page as text (ISO 32000-1 section 11.6.6), where it needs one. */
  readonly group?: string | undefined;
}

/** A page whose place in the file is known before its content. */
export interface FilePage {
  readonly ref: Ref;
  /** pt. */
  readonly width: number;
  readonly height: number;
  setParts(parts: PageParts): void;
  addAnnotation(ref: Ref): void;
  /** Names, in order of MCID, the structure element of each marked content sequence (ISO 32000-1 section 14.7.4.4). */
  setMarkedContentOwners(owners: readonly Ref[]): void;
}

/** ISO 32000-1 section 14.11.2; pt. */
export interface PageSetting {
  /** Room around the finished page: for the bleed, and for the whole sheet. */
  readonly sheet?: { readonly bleed: number; readonly around: number } | undefined;
  /** Clockwise turn when the page is shown, degrees. */
  readonly rotation?: 90 | 270 | undefined;
}

export type PdfVersion = '1.6' | '1.7' | '2.0';

export interface FileSettings {
  readonly version: PdfVersion;
  readonly lang: string;
  /** Document information dictionary, ISO 32000-1 section 14.3.3. */
  readonly info: Readonly<Record<string, string | Date | InfoName>>;
  /** The XMP packet. */
  readonly xmp: string;
  /** Goes into the file identifier beside the content. */
  readonly seed: string;
  /** Objects stand in object streams. */
  readonly compact?: boolean | undefined;
}

/** A name in the information dictionary. */
export class InfoName extends Verbatim {
  constructor(name: string) {
    super();
    this.text = `/${name}`;
  }
}

/** A PDF file under construction. */
export class PdfFile {
  readonly #doc: GatheringDocument;
  readonly #compact: boolean;

  constructor(settings: FileSettings) {
    const modern = settings.version === '2.0';
    // `font: null` keeps pdfkit from loading a standard font, and with it fontkit and the AFM files.
    this.#doc = new GatheringDocument({
      autoFirstPage: false,
      bufferPages: true,
      compress: false,
      displayTitle: true,
      font: null,
      // pdfkit asks for the date even where no dictionary is named.
      info: modern ? { CreationDate: settings.info.CreationDate } : settings.info,
      lang: settings.lang,
      pdfVersion: modern ? '1.7' : settings.version,
      tagged: true,
    });
    this.#doc.seed = settings.seed;
    this.#compact = settings.compact ?? false;
    this.#doc.modern = modern;
    // U: pdfkit's own packet is not escaped and lacks language and schemas.
    this.#doc.metadata = { append() {}, end() {}, getLength() {}, getXML: () => settings.xmp };
  }

  /** An object whose text is set later with `fill`. */
  reserve(): Ref {
    return this.#doc.ref({});
  }

  fill(ref: Ref, text: string): void {
    this.#doc.writeObject(ref as KitRef, text);
  }

  add(text: string): Ref {
    const ref = this.reserve();
    this.fill(ref, text);
    return ref;
  }

  /** A stream of `data` as they are; `entries` are those of its dictionary without Length. */
  stream(entries: string, data: Uint8Array): Ref {
    const ref = this.reserve();
    this.#doc.writeObject(ref as KitRef, `<<${entries}/Length ${data.length}>>`, data);
    return ref;
  }

  /** Sets an entry of the document catalogue to an object or its text (U). */
  setCatalogEntry(key: string, value: Ref | string): void {
    this.#doc._root.data[key] = typeof value === 'string' ? verbatim(value) : value;
  }

  /** Adds a tree to the name dictionary (ISO 32000-1 section 7.7.4) beside pdfkit's own (U). */
  setNames(key: string, tree: string): void {
    (this.#doc._root.data.Names as KitRef).data[key] = verbatim(tree);
  }

  /** Size in pt. */
  addPage(width: number, height: number, { sheet, rotation }: PageSetting = {}): FilePage {
    const doc = this.#doc;
    doc.addPage({ size: [round(width), round(height)], margin: 0 });
    const { content, dictionary, resources } = doc.page;
    if (sheet) {
      const around = (by: number): number[] => [-by, -by, width + by, height + by].map(round);
      dictionary.data.MediaBox = around(sheet.around);
      dictionary.data.BleedBox = around(sheet.bleed);
      dictionary.data.TrimBox = around(0);
    }
    if (rotation) dictionary.data.Rotate = rotation;
    const annotations: Ref[] = [];
    return {
      ref: dictionary,
      width,
      height,
      setParts(parts) {
        const { fonts, xobjects, graphicsStates, patterns, colorSpaces } = parts.resources;
        if (parts.group) dictionary.data.Group = verbatim(parts.group);
        // U: drops the flip that addPage writes, our coordinates are turned already.
        content.buffer = [];
        content.data = { Filter: 'FlateDecode', Length: 0 };
        content.write(parts.content);
        resources.data = {
          Font: Object.fromEntries(fonts),
          XObject: Object.fromEntries(xobjects),
          ExtGState: Object.fromEntries(graphicsStates),
          ...(patterns.size > 0 ? { Pattern: Object.fromEntries(patterns) } : {}),
          ...(colorSpaces.size > 0 ? { ColorSpace: Object.fromEntries(colorSpaces) } : {}),
        };
      },
      addAnnotation(ref) {
        annotations.push(ref);
        dictionary.data.Annots = annotations;
      },
      setMarkedContentOwners(owners) {
        if (owners.length > 0) dictionary.data.StructParents = addParentTreeEntry(doc, [...owners]);
      },
    };
  }

  /** Enters the structure elements of a form's marked content into the parent tree; returns the StructParents key. */
  addContentOwners(owners: readonly Ref[]): number {
    return addParentTreeEntry(this.#doc, [...owners]);
  }

  /** Enters an annotation's structure element into the parent tree; returns the StructParent key. */
  addAnnotationOwner(owner: Ref): number {
    return addParentTreeEntry(this.#doc, owner);
  }

  /** The root of the structure tree; `entries` are set beside pdfkit's own (U). */
  setStructure(entries: { readonly K: Ref; readonly IDTree?: string; readonly Namespaces?: string }): void {
    const root = this.#doc.getStructTreeRoot();
    root.data.K = [entries.K];
    if (entries.Namespaces) root.data.Namespaces = verbatim(entries.Namespaces);
    if (entries.IDTree) root.data.IDTree = verbatim(entries.IDTree);
  }

  get structureRoot(): Ref {
    return this.#doc.getStructTreeRoot();
  }

  /** Writes what is still open; returns the whole file. */
  end(): Uint8Array {
    this.#doc.end();
    const out = Buffer.allocUnsafe(this.#doc._offset);
    let at = 0;
    for (const part of this.#doc.parts) {
      if (typeof part === 'string') at += out.write(part, at, 'latin1');
      else {
        out.set(part, at);
        at += part.length;
      }
    }
    const file = new Uint8Array(out.buffer, out.byteOffset, at);
    if (!this.#compact) return file;
    const { _offsets, _root, _info, _id, modern } = this.#doc;
    const tables = out.lastIndexOf('\nxref\n') + 1;
    const id = `<${Buffer.from(_id).toString('hex').toUpperCase()}>`;
    const info = modern ? '' : `/Info ${_info}`;
    return withObjectStreams(file, _offsets, tables, `/Root ${_root}${info}/ID[${id}${id}]`);
  }
}

function verbatim(text: string): Verbatim {
  const value = new Verbatim();
  value.text = text;
  return value;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function addParentTreeEntry(doc: KitDocument, value: unknown): number {
  const key = doc.createStructParentTreeNextKey();
  doc.getStructParentTree().add(key, value);
  return key;
}
