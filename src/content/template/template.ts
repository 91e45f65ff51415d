import type Handlebars from 'handlebars';
import { type Diagnostic, Findings, finding, type Report } from '../../base/diagnostics.ts';
import { sha256 } from '../../base/hash.ts';
import { LruCache } from '../../base/lru.ts';
import type { SourceText } from '../../base/source.ts';
import { closest } from '../../base/suggest.ts';
import type { SheetData } from '../dataset/generated/types.ts';
import type { Atlas } from '../graphics/map/atlas.ts';
import { BLOCKS, createEnvironment, HELPERS } from './helpers.ts';
import { type LabelUse, lintTemplate, type ParsedTemplate } from './lint.ts';
import { parseTemplate } from './parse.ts';

/** A layout with the partials it may call, by name: the file name without `.hbs`. */
export interface TemplateSources {
  readonly layout: SourceText;
  readonly partials: ReadonlyMap<string, SourceText>;
}

/** A template that has passed every check; what it prints depends on the data and the atlas alone. */
export interface CompiledTemplate {
  /** Path of the layout, for findings. */
  readonly file: string;
  readonly labels: readonly LabelUse[];
  readonly run: (data: SheetData, atlas: Atlas) => string;
}

interface Compiled {
  readonly template: CompiledTemplate | undefined;
  readonly findings: readonly Diagnostic[];
}

const environment = createEnvironment();

/** Compiled templates by content. A compiled template takes some ten times the bytes of its source. */
const cache = new LruCache<string, Compiled & { readonly bytes: number }>(32_000_000, ({ bytes }) => bytes);

/** Parses, checks and compiles; undefined, after findings, where a sheet cannot be made of the template. */
export function compileTemplate(sources: TemplateSources, report: Report): CompiledTemplate | undefined {
  const texts = [sources.layout, ...sources.partials.values()];
  const key = sha256(JSON.stringify([[...sources.partials.keys()], texts]));
  const { template, findings } = cache.ensure(key, () => {
    const bytes = 1000 + 10 * texts.reduce((sum, { text }) => sum + text.length, 0);
    return { ...compile(sources), bytes };
  });
  for (const each of findings) report(each);
  return template;
}

function compile({ layout, partials }: TemplateSources): Compiled {
  const findings = new Findings();
  const parsed = parseTemplate(layout, findings.report);
  const parts = new Map<string, ParsedTemplate>();
  for (const [name, source] of partials) {
    const part = parseTemplate(source, findings.report);
    if (part) parts.set(name, part);
  }
  // A partial that cannot be parsed would be reported as unknown wherever it is called.
  if (parsed === undefined || parts.size < partials.size) return { template: undefined, findings: findings.list };
  const labels = lintTemplate(parsed, parts, findings.report);
  if (findings.hasErrors) return { template: undefined, findings: findings.list };

  const known = Object.fromEntries([...Object.keys(HELPERS), ...BLOCKS].map((name) => [name, true]));
  const options = { strict: true, knownHelpers: known, knownHelpersOnly: true, preventIndent: true };
  const main = environment.compile<SheetData>(parsed.program, options);
  const called = Object.fromEntries(
    [...parts].map(([name, { program }]) => [name, environment.compile(program, options)]),
  );
  const access = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
  const run = (data: SheetData, atlas: Atlas): string => main(data, { partials: called, data: { atlas }, ...access });
  return { template: { file: layout.file, labels, run }, findings: findings.list };
}

/** Reports every label that the template prints and the locale lacks; true where there is none. */
export function checkLabels(
  template: CompiledTemplate,
  data: Pick<SheetData, 'labels' | 'language'>,
  report: Report,
): boolean {
  const missing = template.labels.filter(({ name }) => !Object.hasOwn(data.labels, name));
  for (const { name, place } of missing) {
    const near = closest(name, Object.keys(data.labels));
    const hint = near && `Did you mean "labels.${near}"?`;
    report(finding('label-missing', `The locale has no label "${name}".`, { ...place, locale: data.language }, hint));
  }
  return missing.length === 0;
}

/** One sheet as HTML; undefined, after findings, where the template is at fault. */
export function renderTemplate(
  sources: TemplateSources,
  data: SheetData,
  atlas: Atlas,
  report: Report,
): string | undefined {
  const template = compileTemplate(sources, report);
  if (template === undefined || !checkLabels(template, data, report)) return undefined;
  try {
    return template.run(data, atlas);
  } catch (error) {
    // Paths are checked, so only a helper can fail: an address too long for a QR code, say.
    const { message, lineNumber } = error as Handlebars.Exception;
    const place = { file: template.file, line: lineNumber, mission: data.mission, locale: data.language };
    report(finding('template-failed', message, place));
    return undefined;
  }
}
