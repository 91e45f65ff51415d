import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finding, type Report } from '../base/diagnostics.ts';
import { parseUnicodeRange } from '../base/unicode-range.ts';
import type { FontFamily } from '../content/dataset/generated/types.ts';
import { type JsonDocument, parseJson, pointerStep } from '../content/dataset/json.ts';
import { didYouMean } from '../content/dataset/suggest.ts';
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
  /** The faces with their bytes; with `fallback`, all that sheets depend on. */
  readonly files: readonly FaceSource[];
  readonly fallback: readonly string[];
  /** Families by name. */
  readonly families: readonly string[];
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
  const sources = Object.entries(list.families).flatMap(([name, family]) =>
    readFamily(folder, name, family, document, report),
  );
  const families = Object.keys(list.families);
  list.fallback.forEach((name, i) => {
    if (families.includes(name)) return;
    const hint = didYouMean(name, families) ?? `Known: ${families.join(', ')}.`;
    report(finding('data-unknown-reference', `There is no family "${name}".`, document.place(`/fallback/${i}`), hint));
  });
  if (!sources.length) return undefined;
  const shared = sharedHarfBuzz();
  return {
    registry: new FontRegistry(shared, sources, list.fallback, report),
    shaper: new Shaper(shared),
    hyphenation: new Hyphenation(readPatterns),
    files: sources,
    fallback: list.fallback,
    families,
  };
}

function readFamily(
  folder: string,
  name: string,
  { faces, scripts }: FontFamily,
  document: JsonDocument,
  report: Report,
): FaceSource[] {
  const sources: FaceSource[] = [];
  for (const [i, { file, weight, style, unicodeRange: range }] of faces.entries()) {
    const path = join(folder, file);
    const pointer = `/families${pointerStep(name)}/faces/${i}`;
    const place = document.place(`${pointer}/file`);
    if (!existsSync(path)) {
      const hint = didYouMean(file, readdirSync(folder));
      report(finding('font-file-missing', `the font file ${shownPath(path)} does not exist`, place, hint));
      continue;
    }
    const unicodeRange = range === undefined ? undefined : parseUnicodeRange(range);
    if (range !== undefined && !unicodeRange)
      report(
        finding(
          'data-invalid-value',
          `"${range}" is no range of characters`,
          document.place(`${pointer}/unicodeRange`),
        ),
      );
    const bytes = readBytes(path);
    sources.push({ family: name, weight, style, unicodeRange, scripts, file: shownPath(path), bytes, place });
  }
  return sources;
}

/** `faces` are those of one document, besides the fonts of the project. */
export function textContext(fonts: FontSet, report: Report, faces: readonly FaceSource[] = []): TextContext {
  return { fonts: fonts.registry.with(faces), shaper: fonts.shaper, hyphenation: fonts.hyphenation, report };
}
