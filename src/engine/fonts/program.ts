import { contentHash } from '../../base/hash.ts';
import { LruCache } from '../../base/lru.ts';
import { createFace, type Face } from './face.ts';
import type { FontHandle, HarfBuzz } from './harfbuzz.ts';
import { assertEmbeddable } from './subset.ts';

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
    assertEmbeddable(face);
    const font = harfbuzz.createFont(face.bytes);
    const program = { face, font };
    forgotten.register(program, () => harfbuzz.destroyFont(font));
    return program;
  });
}
