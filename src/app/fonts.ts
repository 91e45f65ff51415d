import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finding, type Report } from '../base/diagnostics.ts';
import { parseJson, pointerStep } from '../content/dataset/json.ts';
import { validateDocument } from '../content/dataset/validate.ts';
import { HarfBuzz } from '../engine/fonts/harfbuzz.ts';
import type { FaceSource } from '../engine/fonts/loaded-face.ts';
import { FontRegistry } from '../engine/fonts/registry.ts';
import type { HyphenationData } from '../engine/text/hyphenate.ts';
import { Hyphenation } from '../engine/text/languages.ts';
import type { TextContext } from '../engine/text/paragraph.ts';
import { Shaper } from '../engine/text/shape.ts';
import { readBytes, readText, shownPath } from './disk.ts';

/** Files that lie beside the bundle in a built package, and in their packages otherwise. */
function bundled(name: string, packagePath: string): string {
  const beside = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(packagePath);
}

let harfbuzz: HarfBuzz | undefined;

function sharedHarfBuzz(): HarfBuzz {
  harfbuzz ??= new HarfBuzz(new Uint8Array(readFileSync(bundled('harfbuzz.wasm', 'harfbuzzjs/dist/harfbuzz.wasm'))));
  return harfbuzz;
}

/** Pattern data of a language, read when it is first asked for: JSON beside the bundle, else from its package. */
function readPatterns(name: string): HyphenationData {
  const json = fileURLToPath(new URL(`./hyphenation/${name}.json`, import.meta.url));
  if (existsSync(json)) return JSON.parse(readFileSync(json, 'utf8')) as HyphenationData;
  return createRequire(import.meta.url)(`hyphen/patterns/${name}.js`) as HyphenationData;
}

/** The fonts of a project and what shaping keeps of them: made once for a process and used for every sheet. */
export interface FontSet {
  readonly registry: FontRegistry;
  readonly shaper: Shaper;
  readonly hyphenation: Hyphenation;
  /** SHA-256 material: file names with their bytes. */
  readonly files: readonly FaceSource[];
}

/** Reads fonts/fonts.json and its files. Undefined where no font can be used; findings say why. */
export function loadFonts(folder: string, report: Report): FontSet | undefined {
  const listFile = join(folder, 'fonts.json');
  if (!existsSync(listFile)) {
    report(finding('font-list-missing', `${shownPath(listFile)} does not exist`, { file: shownPath(listFile) }));
    return undefined;
  }
  const document = parseJson(readText(listFile), report);
  const list = document && validateDocument('Fonts', document, report);
  if (!document || !list) return undefined;
  const sources: FaceSource[] = [];
  for (const [name, family] of Object.entries(list.families)) {
    family.faces.forEach((face, i) => {
      const path = join(folder, face.file);
      const place = document.place(`/families/${pointerStep(name)}/faces/${i}/file`);
      if (existsSync(path)) {
        const { weight, style } = face;
        const { scripts } = family;
        sources.push({ family: name, weight, style, scripts, file: shownPath(path), bytes: readBytes(path), place });
      } else report(finding('font-file-missing', `the font file ${shownPath(path)} does not exist`, place));
    });
  }
  if (!sources.length) return undefined;
  const shared = sharedHarfBuzz();
  return {
    registry: new FontRegistry(shared, sources, list.fallback, report),
    shaper: new Shaper(shared),
    hyphenation: new Hyphenation(readPatterns),
    files: sources,
  };
}

export function textContext(fonts: FontSet, report: Report): TextContext {
  return { fonts: fonts.registry, shaper: fonts.shaper, hyphenation: fonts.hyphenation, report };
}
