import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type Diagnostic, finding, type Place, type Report } from '../base/diagnostics.ts';
import { LruCache } from '../base/lru.ts';
import { LineIndex, type SourceText } from '../base/source.ts';
import type { ResourceLoader } from '../engine/html/resources.ts';

/** `path` as findings show it: relative to the working folder where it lies below it. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short && !short.startsWith('..') && !isAbsolute(short) ? short.split(sep).join('/') : path;
}

const files = new LruCache<string, { readonly stamp: string; readonly bytes: Uint8Array }>(
  64 << 20,
  ({ bytes }) => bytes.length,
);

/** A file's bytes. The same object comes back until the file changes, so that what is made of it can be kept by it. */
export function readBytes(path: string): Uint8Array {
  const { mtimeMs, size } = statSync(path);
  const stamp = `${mtimeMs} ${size}`;
  const known = files.get(path);
  if (known?.stamp === stamp) return known.bytes;
  const bytes = new Uint8Array(readFileSync(path));
  files.set(path, { stamp, bytes });
  return bytes;
}

/** No text of a project is as large as this; larger ones are not read. */
const LARGEST_TEXT = 20 << 20;

/** A text file in UTF-8. */
export function readText(path: string): SourceText {
  const file = shownPath(path);
  const unread = (fault: Diagnostic): SourceText => ({ file, text: '', fault });
  const { size } = statSync(path);
  if (size > LARGEST_TEXT)
    return unread(finding('json-limit', `The file has ${size >> 20} MB; 20 are the most.`, { file }));
  const bytes = readFileSync(path);
  try {
    return { file, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const wide = /^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString('latin1', 0, 2));
    const { line, column } = firstFault(bytes);
    const message = wide ? 'The file is UTF-16.' : 'The file is not UTF-8: a byte stands here that it does not have.';
    return unread(finding('file-encoding', message, { file, line, column }));
  }
}

/** Where bytes cease to be UTF-8: the first of the characters that stand for a fault. */
function firstFault(bytes: Buffer): { readonly line: number; readonly column: number } {
  const text = bytes.toString('utf8');
  return new LineIndex(text).position(Math.max(0, text.indexOf('\ufffd')));
}

/** Writes a file so that it is either there whole or not there: first beside it, then renamed over it. */
export function writeWhole(path: string, data: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.part`;
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const handle = openSync(partial, 'w');
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    rmSync(partial, { force: true });
    throw error;
  }
  closeSync(handle);
  renameSync(partial, path);
}

/** Reads files for a page, from the folders it may read and no others. Links out of them are refused too. */
export class FolderLoader implements ResourceLoader {
  readonly #allowed: readonly string[];

  constructor(allowed: readonly string[]) {
    this.#allowed = allowed.map(realOrSame);
  }

  text(address: string, fromFile: string, place: Place, report: Report): SourceText | undefined {
    const found = this.bytes(address, fromFile, place, report);
    return found && { file: found.file, text: new TextDecoder().decode(found.bytes) };
  }

  bytes(
    address: string,
    fromFile: string,
    place: Place,
    report: Report,
  ): { readonly file: string; readonly bytes: Uint8Array } | undefined {
    if (/^data:/i.test(address)) return this.#dataAddress(address, place, report);
    if (/^([a-z][a-z0-9+.-]+:|\/\/)/i.test(address) && !/^[a-z]:[\\/]/i.test(address) && !address.startsWith('file:')) {
      report(finding('html-no-network', `"${address}" is not read: nothing comes from the network`, place));
      return undefined;
    }
    let path: string;
    try {
      const plain = decodeURIComponent(address.replace(/^file:\/\//, '').replace(/[?#].*$/, ''));
      path = resolve(dirname(fromFile), plain);
    } catch {
      report(finding('html-missing-resource', `"${address}" is not a well-formed address`, place));
      return undefined;
    }
    // The check comes before the file is touched, so that nothing is learnt of what lies outside.
    if (!this.#within(path)) return this.#outside(address, place, report);
    let real: string;
    try {
      real = realpathSync(path);
    } catch {
      report(finding('html-missing-resource', `"${address}" does not exist (looked for ${shownPath(path)})`, place));
      return undefined;
    }
    if (!this.#within(real)) return this.#outside(address, place, report);
    try {
      return { file: shownPath(path), bytes: readBytes(real) };
    } catch (error) {
      report(
        finding(
          'html-missing-resource',
          `"${address}" cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`,
          place,
        ),
      );
      return undefined;
    }
  }

  /** Whether an address, read from `fromFile`, names something below the allowed folders. */
  covers(address: string, fromFile: string): boolean {
    return !/^[a-z][a-z0-9+.-]+:/i.test(address) && this.#within(resolve(dirname(fromFile), address));
  }

  #outside(address: string, place: Place, report: Report): undefined {
    report(finding('html-outside-folder', `"${address}" lies outside the folders this page may read`, place));
    return undefined;
  }

  #within(path: string): boolean {
    const real = realOrSame(path);
    return this.#allowed.some((folder) => {
      const inside = relative(folder, real);
      return inside === '' || (!inside.startsWith('..') && !isAbsolute(inside));
    });
  }

  #dataAddress(
    address: string,
    place: Place,
    report: Report,
  ): { readonly file: string; readonly bytes: Uint8Array } | undefined {
    const match = /^data:([^,]*?)(;base64)?,(.*)$/is.exec(address);
    if (!match) {
      report(finding('html-missing-resource', 'a data: address that is not well-formed', place));
      return undefined;
    }
    const bytes = match[2] ? Buffer.from(match[3]!, 'base64') : Buffer.from(decodeURIComponent(match[3]!));
    return { file: `${place.file ?? ''}:${place.line ?? 0} (data:)`, bytes };
  }
}

function realOrSame(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
