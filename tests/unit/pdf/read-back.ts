import { inflateSync } from 'node:zlib';

/** A small reader of the files we write: no encryption, one revision. */
export class ReadBack {
  readonly objects = new Map<number, string>();
  readonly streams = new Map<number, Buffer>();
  /** The file, with what its object streams hold behind it. */
  readonly raw: string;

  constructor(bytes: Uint8Array) {
    this.raw = Buffer.from(bytes).toString('latin1');
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(this.raw)![1]);
    if (!this.raw.startsWith('xref', start)) {
      this.raw += this.#unpack(start);
      return;
    }
    const offsets = this.raw.slice(this.raw.lastIndexOf('\nxref\n')).matchAll(/^(\d{10}) 00000 n $/gm);
    for (const [index, match] of [...offsets].entries()) this.#read(index + 1, Number(match[1]));
  }

  /** Reads by a cross reference stream with fields of one, four and two bytes; gives what stands in object streams. */
  #unpack(start: number): string {
    const own = Number(/^\d+/.exec(this.raw.slice(start))![0]);
    this.#read(own, start);
    const table = this.streams.get(own)!;
    const count = table.length / 7;
    const packed = new Set<number>();
    for (let id = 1; id < count; id++) {
      const where = table.readUInt32BE(7 * id + 1);
      if (table[7 * id] === 1) this.#read(id, where);
      else packed.add(where);
    }
    let text = '';
    for (const id of packed) {
      const dictionary = this.objects.get(id)!;
      const first = Number(/\/First (\d+)/.exec(dictionary)![1]);
      const data = this.streams.get(id)!.toString('latin1');
      const index = data.slice(0, first).trim().split(/\s+/).map(Number);
      for (let i = 0; i < index.length; i += 2) {
        const end = i + 3 < index.length ? first + index[i + 3]! : data.length;
        const body = data.slice(first + index[i + 1]!, end - 1);
        this.objects.set(index[i]!, body);
        text += `\n${body}`;
      }
    }
    return text;
  }

  #read(id: number, offset: number): void {
    const head = `${id} 0 obj\n`;
    if (!this.raw.startsWith(head, offset)) throw new Error(`object ${id} is not at ${offset}`);
    const end = this.raw.indexOf('\nendobj', offset);
    const stream = this.raw.indexOf('stream\n', offset);
    if (stream === -1 || stream > end) {
      this.objects.set(id, this.raw.slice(offset + head.length, end));
      return;
    }
    const dictionary = this.raw.slice(offset + head.length, stream);
    const length = Number(/\/Length (\d+)/.exec(dictionary)![1]);
    const data = Buffer.from(this.raw.slice(stream + 7, stream + 7 + length), 'latin1');
    this.objects.set(id, dictionary);
    this.streams.set(id, /\/Filter ?\/FlateDecode/.test(dictionary) ? inflateSync(data) : data);
  }

  find(pattern: RegExp): { id: number; text: string }[] {
    return [...this.objects].filter(([, text]) => pattern.test(text)).map(([id, text]) => ({ id, text }));
  }

  get pages(): { id: number; text: string; content: string }[] {
    return this.find(/\/Type \/Page\n/).map((page) => ({
      ...page,
      content: this.streams.get(reference(page.text, 'Contents'))!.toString('latin1'),
    }));
  }

  /** CID to text, by resource name, as the page's fonts say. */
  toUnicode(pageText: string, resource: string): Map<number, string> {
    const font = this.objects.get(reference(this.objects.get(reference(pageText, 'Resources'))!, resource))!;
    const map = new Map<number, string>();
    const cmap = this.streams.get(reference(font, 'ToUnicode'))!.toString('latin1');
    for (const [, cid, text] of cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]*)>$/gm)) {
      map.set(Number.parseInt(cid!, 16), Buffer.from(text!, 'hex').swap16().toString('utf16le'));
    }
    return map;
  }
}

export function reference(text: string, key: string): number {
  const match = new RegExp(`/${key} (\\d+) 0 R`).exec(text);
  if (!match) throw new Error(`no ${key} in ${text}`);
  return Number(match[1]);
}

/** The numbers and the code lists of a TJ array or Tj string. */
export function parseShow(operator: string): (number | number[])[] {
  const out: (number | number[])[] = [];
  for (const [, literal, number] of operator.matchAll(/\(((?:[^\\()]|\\[\s\S])*)\)|(-?\d+)/g)) {
    if (literal === undefined) out.push(Number(number));
    else {
      const bytes = literal.replace(/\\([\s\S])/g, (_, c: string) => ({ n: '\n', r: '\r' })[c] ?? c);
      const codes: number[] = [];
      for (let i = 0; i < bytes.length; i += 2) codes.push((bytes.charCodeAt(i) << 8) | bytes.charCodeAt(i + 1));
      out.push(codes);
    }
  }
  return out;
}
