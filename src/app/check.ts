import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { finding } from '../base/diagnostics.ts';
import { type CheckedFile, checkPdf } from '../checks/check.ts';
import type { Profile } from '../checks/rule.ts';
import { shownPath } from './disk.ts';

export interface CheckFileOptions {
  readonly profile?: Profile | undefined;
  /** How long one file may take; what has not been looked at by then is reported. */
  readonly seconds: number;
}

export interface CheckedPath extends CheckedFile {
  readonly file: string;
}

/** Preflight of a file on disk, read in pieces: it may be larger than memory. */
export function checkFile(path: string, { profile, seconds }: CheckFileOptions): CheckedPath {
  const file = shownPath(resolve(path));
  const end = performance.now() + seconds * 1000;
  const budget = { spent: () => performance.now() > end };
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    return unreadable(file, profile, (error as NodeJS.ErrnoException).code);
  }
  try {
    const stat = fstatSync(handle);
    if (!stat.isFile()) return unreadable(file, profile, 'it is no file');
    const source = {
      size: stat.size,
      read: (offset: number, length: number): Uint8Array =>
        readPiece(handle, offset, Math.min(length, stat.size - offset)),
    };
    return { file, ...checkPdf(source, file, { profile, budget }) };
  } finally {
    closeSync(handle);
  }
}

/** Preflight of a file that was just made; `path` is the name that findings bear. */
export function checkBytes(bytes: Uint8Array, path: string, profile: Profile): CheckedFile {
  const source = { size: bytes.length, read: (at: number, length: number) => bytes.subarray(at, at + length) };
  const end = performance.now() + MOST_SECONDS * 1000;
  return checkPdf(source, path, { profile, budget: { spent: () => performance.now() > end } });
}

/** For what we make ourselves, on whatever machine. */
const MOST_SECONDS = 60;

function readPiece(handle: number, offset: number, length: number): Uint8Array {
  if (!(length > 0) || !(offset >= 0)) return new Uint8Array(0);
  const bytes = new Uint8Array(length);
  let at = 0;
  while (at < length) {
    const read = readSync(handle, bytes, at, length - at, offset + at);
    if (read === 0) break;
    at += read;
  }
  return bytes.subarray(0, at);
}

function unreadable(file: string, profile: Profile | undefined, why = 'unknown error'): CheckedPath {
  const missing = finding('pdf-unreadable', `the file cannot be read: ${why}`, { file });
  return { file, findings: [missing], profile, claims: undefined, pages: 0, ink: [] };
}
