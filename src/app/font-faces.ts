import type { Diagnostic, Report } from '../base/diagnostics.ts';
import type { FontFaceRule } from '../engine/css/font-face.ts';
import type { Stylesheet } from '../engine/css/parse.ts';
import type { HarfBuzz } from '../engine/fonts/harfbuzz.ts';
import type { FaceSource } from '../engine/fonts/loaded-face.ts';
import { fontFault } from '../engine/fonts/program.ts';
import type { ResourceLoader } from '../engine/html/resources.ts';

/** The faces that the stylesheets of a document bring, the last rule first (CSS Fonts 4 section 4.5). */
export function loadFontFaces(
  sheets: readonly Stylesheet[],
  loader: ResourceLoader,
  harfbuzz: HarfBuzz,
  report: Report,
): FaceSource[] {
  const rules = sheets.flatMap((sheet) => sheet.fontFaces);
  const faces = rules.map((rule) => loadFontFace(rule, loader, harfbuzz, report));
  return faces.filter((face) => face !== undefined).reverse();
}

/**
 * The first file of a rule that can be used. One of an unsupported kind is passed over in silence where another file
 * can be used, as browsers do; one that is missing or damaged is always told.
 */
function loadFontFace(
  { family, weight, style, unicodeRange, sources }: FontFaceRule,
  loader: ResourceLoader,
  harfbuzz: HarfBuzz,
  report: Report,
): FaceSource | undefined {
  const unsupported: Diagnostic[] = [];
  for (const { address, place } of sources) {
    const file = loader.bytes(address, place.file, place, report);
    if (!file) continue;
    const fault = fontFault(harfbuzz, { ...file, place });
    if (!fault) return { family, weight, style, unicodeRange, scripts: [], ...file, place };
    if (fault.code === 'font-unsupported') unsupported.push(fault);
    else report(fault);
  }
  for (const diagnostic of unsupported) report(diagnostic);
  return undefined;
}
