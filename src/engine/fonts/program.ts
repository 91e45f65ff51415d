import { type Diagnostic, finding, type Place } from '../../base/diagnostics.ts';
import { contentHash } from '../../base/hash.ts';
import { LruCache } from '../../base/lru.ts';
import { createFace, type Face } from './face.ts';
import type { FontHandle, HarfBuzz } from './harfbuzz.ts';
import { SfntError } from './sfnt-error.ts';

/** A font file, parsed and handed to HarfBuzz. */
export interface FontProgram {
  readonly face: Face;
  readonly font: FontHandle;
}

const BUDGET = 64 << 20;
const programs = new WeakMap<HarfBuzz, LruCache<string, FontProgram>>();

/** HarfBuzz keeps a copy of the file; it goes when nothing can shape with the program any more. */
const forgotten = new FinalizationRegistry<() => void>((free) => free());

/** The program of a font file, kept by content. Throws SfntError where the file cannot be used. */
export function loadProgram(harfbuzz: HarfBuzz, file: string, bytes: Uint8Array): FontProgram {
  let known = programs.get(harfbuzz);
  if (!known) {
    known = new LruCache(BUDGET, ({ face }) => face.bytes.length * 2);
    programs.set(harfbuzz, known);
  }
  return known.ensure(`${contentHash(bytes)} ${file}`, () => {
    const face = createFace(file, bytes);
    const font = harfbuzz.createFont(face.bytes);
    const program = { face, font };
    forgotten.register(program, () => harfbuzz.destroyFont(font));
    return program;
  });
}

/** The finding for a file that cannot be used; undefined where it can. */
export function fontFault(
  harfbuzz: HarfBuzz,
  font: { readonly file: string; readonly bytes: Uint8Array; readonly place?: Place | undefined },
): Diagnostic | undefined {
  try {
    loadProgram(harfbuzz, font.file, font.bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof SfntError)) throw error;
    const code = error.kind === 'broken' ? 'font-broken' : 'font-unsupported';
    // The place is where the file is named: it has no lines itself.
    return finding(code, `${font.file}: ${error.message}`, font.place ?? { file: font.file });
  }
}
