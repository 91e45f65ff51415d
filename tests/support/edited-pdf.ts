import { openDocument } from '../../src/pdf/read/document.ts';
import { decodeStream, filtersOf } from '../../src/pdf/read/filters.ts';
import { Dict, isArray, Name, type PdfObject, PdfString, Ref, Stream } from '../../src/pdf/read/objects.ts';
import { bytesSource, UNLIMITED } from '../../src/pdf/read/source.ts';
import { pdfFile } from './pdf-file.ts';

/** An object as it is written; of streams the dictionary without Length, and the data, Latin-1. */
interface Written {
  text: string;
  data: string | undefined;
}

/**
 * A file taken apart so that a test can damage it: `/Key value` with one space, strings in hexadecimal unless they are
 * plain ASCII, streams without pictures, fonts and profiles in clear. Edits that find nothing throw.
 */
export class EditedPdf {
  readonly objects = new Map<number, Written>();
  trailer: string;
  version: string;
  #root: number;

  constructor(bytes: Uint8Array) {
    const document = openDocument(bytesSource(bytes), () => {}, UNLIMITED)!;
    this.version = document.headerVersion;
    this.#root = document.trailer.refersTo('Root')!;
    for (const number of document.store.numbers()) this.objects.set(number, written(document.store.get(number)));
    const entries = [...document.trailer.entries].filter(([key]) => key === 'ID' || key === 'Info');
    this.trailer = entries.map(([key, value]) => `/${key} ${print(value)}`).join(' ');
  }

  /** Changes the first match in what is written of any object. */
  replace(pattern: RegExp, by: string): this {
    for (const object of this.objects.values()) {
      if (!pattern.test(object.text)) continue;
      object.text = object.text.replace(pattern, by);
      return this;
    }
    throw new Error(`no object has ${pattern}`);
  }

  /** Changes every match in every object. */
  replaceAll(pattern: RegExp, by: string): this {
    const changed = [...this.objects.values()].filter(({ text }) => pattern.test(text));
    if (!changed.length) throw new Error(`no object has ${pattern}`);
    for (const object of changed) object.text = object.text.replaceAll(new RegExp(pattern, 'g'), by);
    return this;
  }

  /** Changes the first match in the data of any stream in clear. */
  inData(pattern: RegExp, by: string): this {
    for (const object of this.objects.values()) {
      if (object.data === undefined || !pattern.test(object.data)) continue;
      object.data = object.data.replace(pattern, by);
      return this;
    }
    throw new Error(`no stream has ${pattern}`);
  }

  /** Adds entries to the first dictionary that has a match. */
  into(pattern: RegExp, entries: string): this {
    for (const object of this.objects.values()) {
      if (!pattern.test(object.text)) continue;
      object.text = object.text.replace('<<', `<<${entries} `);
      return this;
    }
    throw new Error(`no object has ${pattern}`);
  }

  /** Puts content behind that of the first page, in its default space. */
  paint(content: string): this {
    const page = [...this.objects.values()].find(({ text }) => /\/Type \/Page(?!s)/.test(text))!;
    const number = this.add('', content);
    page.text = page.text.replace(
      /\/Contents (\[(.*?)\]|(\d+ 0 R))/,
      (_, __, list, one) => `/Contents [${list ?? one} ${number} 0 R]`,
    );
    return this;
  }

  /** A new object: a stream where there are data. */
  add(text: string, data?: string): number {
    const number = Math.max(...this.objects.keys()) + 1;
    this.objects.set(number, { text: data === undefined ? text : `<<${text}>>`, data });
    return number;
  }

  get bytes(): Buffer {
    const bodies = [...this.objects].map(([number, { text, data }]) => {
      if (data === undefined) return [number, text] as const;
      return [number, `${text.replace('<<', `<</Length ${data.length} `)}stream\n${data}\nendstream`] as const;
    });
    return pdfFile(Object.fromEntries(bodies), { version: this.version, trailer: this.trailer, root: this.#root });
  }
}

function written(object: PdfObject): Written {
  if (!(object instanceof Stream)) return { text: print(object), data: undefined };
  const isBinary = object.name('Subtype') === 'Image' || object.has('Length1') || object.has('N');
  const clear = !isBinary && filtersOf(object).join() === 'FlateDecode';
  const left = new Map(object.entries);
  left.delete('Length');
  if (clear) left.delete('Filter');
  const bytes = clear ? decodeStream(object).bytes : object.raw();
  return { text: print(new Dict(left, object.resolve)), data: Buffer.from(bytes).toString('latin1') };
}

function print(object: PdfObject): string {
  if (object instanceof Name) return `/${object.value.replace(/[^!-~]|[#/()<>[\]{}%]/g, escaped)}`;
  if (object instanceof Ref) return `${object.number} ${object.generation} R`;
  if (object instanceof PdfString) {
    const text = Buffer.from(object.bytes).toString('latin1');
    return /^[ -'*-[\]-~]*$/.test(text) ? `(${text})` : `<${Buffer.from(object.bytes).toString('hex')}>`;
  }
  if (isArray(object)) return `[${object.map(print).join(' ')}]`;
  if (object instanceof Dict)
    return `<<${[...object.entries].map(([key, value]) => `${print(new Name(key))} ${print(value)}`).join(' ')}>>`;
  return String(object);
}

const escaped = (character: string): string => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
