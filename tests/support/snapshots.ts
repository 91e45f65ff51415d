import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { comparePictures, decodePng, encodePng, type Picture, type PictureDifference } from './pictures.ts';

/** Where snapshots live and what says that they may be written. Only the tests of this file give another place. */
export interface SnapshotPlace {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Below the root; tests/snapshots where it is not given. */
  readonly folder?: string;
}

export const REPOSITORY: SnapshotPlace = { root: fileURLToPath(new URL('../../', import.meta.url)), env: process.env };

/**
 * Holds `text` against `tests/snapshots/<path>`, character by character; lines end in LF and the last one has one.
 * With UPDATE_SNAPSHOTS=1 the file is written instead.
 */
export function expectTextSnapshot(path: string, text: string, place = REPOSITORY): void {
  const files = new SnapshotFiles(place, path, '');
  const actual = text.endsWith('\n') ? text : `${text}\n`;
  if (files.updating) {
    files.update(Buffer.from(actual));
    return;
  }
  const expected = files.read().toString('utf8');
  if (actual === expected) {
    files.clear();
    return;
  }
  files.write(files.actual, Buffer.from(actual));
  throw new Error(
    [
      `The text differs from ${files.name(files.baseline)}, first in ${firstDifference(actual, expected)}`,
      `  whole text: ${files.name(files.actual)}`,
      HOW_TO_ACCEPT,
    ].join('\n'),
  );
}

/**
 * Holds a picture against `tests/snapshots/<path>` (a PNG), pixel by pixel, each channel within `tolerance`.
 * With UPDATE_SNAPSHOTS=1 the file is written instead, unless its pixels are the same already.
 */
export function expectPictureSnapshot(path: string, picture: Picture, tolerance = 0, place = REPOSITORY): void {
  const files = new SnapshotFiles(place, path, '.png');
  if (files.updating) {
    const same = existsSync(files.baseline) && !comparePictures(picture, decodePng(files.read()));
    if (!same) files.update(encodePng(picture));
    files.clear();
    return;
  }
  const expected = decodePng(files.read());
  const difference = comparePictures(picture, expected, tolerance);
  if (!difference) {
    files.clear();
    return;
  }
  files.write(files.actual, encodePng(picture));
  files.write(files.difference, encodePng(difference.picture));
  throw new Error(
    [
      `The picture differs from ${files.name(files.baseline)}: ${describe(difference, picture, expected)}`,
      `  actual:     ${files.name(files.actual)}`,
      `  difference: ${files.name(files.difference)}`,
      HOW_TO_ACCEPT,
    ].join('\n'),
  );
}

const HOW_TO_ACCEPT = 'If this is how it should be, run the test again with UPDATE_SNAPSHOTS=1 and commit the file.';

class SnapshotFiles {
  readonly updating: boolean;
  readonly baseline: string;
  readonly actual: string;
  readonly difference: string;
  private readonly root: string;

  constructor({ root, env, folder: below = 'tests/snapshots' }: SnapshotPlace, path: string, extension: string) {
    this.root = root;
    const folder = resolve(root, below);
    this.baseline = resolve(folder, path);
    if (!this.baseline.startsWith(folder + sep)) throw new Error(`The snapshot ${path} is outside ${below}.`);
    if (extension && !path.endsWith(extension)) throw new Error(`The snapshot ${path} must end in ${extension}.`);
    const dot = path.lastIndexOf('.') > path.lastIndexOf('/') ? path.lastIndexOf('.') : path.length;
    const beside = (kind: string): string =>
      resolve(root, 'tests/__diff__', `${path.slice(0, dot)}.${kind}${path.slice(dot)}`);
    this.actual = beside('actual');
    this.difference = beside('diff');
    this.updating = env.UPDATE_SNAPSHOTS === '1';
    if (this.updating && isSet(env.CI)) {
      throw new Error(
        'UPDATE_SNAPSHOTS=1 is refused because CI is set: snapshots are updated on a desk, looked at, and committed.',
      );
    }
  }

  /** The path relative to the repository, with slashes everywhere. */
  name(file: string): string {
    return relative(this.root, file).split(sep).join('/');
  }

  read(): Buffer {
    if (!existsSync(this.baseline)) {
      throw new Error(
        `The snapshot ${this.name(this.baseline)} is missing. Run the test with UPDATE_SNAPSHOTS=1, look at the file, and commit it.`,
      );
    }
    return readFileSync(this.baseline);
  }

  update(bytes: Uint8Array): void {
    this.write(this.baseline, bytes);
    this.clear();
  }

  write(file: string, bytes: Uint8Array): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }

  /** What an earlier failure left behind says nothing any more. */
  clear(): void {
    rmSync(this.actual, { force: true });
    rmSync(this.difference, { force: true });
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}

function firstDifference(actual: string, expected: string): string {
  const [a, b] = [actual.split('\n'), expected.split('\n')];
  const line = a.findIndex((content, i) => content !== b[i]);
  const at = line < 0 ? a.length : line;
  return [`line ${at + 1}:`, `  expected: ${show(b[at])}`, `  actual:   ${show(a[at])}`].join('\n');
}

function show(line: string | undefined): string {
  return line === undefined ? '(the text ends here)' : JSON.stringify(line);
}

function describe({ changed, total, box }: PictureDifference, actual: Picture, expected: Picture): string {
  const sizes =
    actual.width === expected.width && actual.height === expected.height
      ? ''
      : `; it is ${actual.width} x ${actual.height} and should be ${expected.width} x ${expected.height}`;
  return `${changed} of ${total} pixels, all within ${box.width} x ${box.height} at (${box.x}, ${box.y})${sizes}.`;
}
