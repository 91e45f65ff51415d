import { readdirSync, readFileSync } from 'node:fs';
import { atlas } from '../../../src/app/atlas.ts';
import { type Diagnostic, Findings } from '../../../src/base/diagnostics.ts';
import type { SourceText } from '../../../src/base/source.ts';
import type { SheetData } from '../../../src/content/dataset/generated/types.ts';
import { buildSheetData } from '../../../src/content/dataset/sheet.ts';
import { languageName } from '../../../src/content/i18n/formats.ts';
import { renderTemplate, type TemplateSources } from '../../../src/content/template/template.ts';
import { readAll } from '../content/project.ts';

const root = new URL('../../../', import.meta.url);
const languages = ['da', 'en'].map((tag) => ({ tag, name: languageName(tag), direction: 'ltr' as const }));
const { record, catalogues } = readAll();

export function sheet(locale: string): SheetData {
  return buildSheetData(record!, catalogues[locale]!.language, languages).data;
}

/** The layout of the repository as a project reads it. */
export function factsheet(): TemplateSources {
  const load = (file: string): SourceText => ({ file, text: readFileSync(new URL(file, root), 'utf8') });
  const partials = new Map<string, SourceText>();
  for (const folder of ['templates/_shared/partials', 'templates/factsheet/partials']) {
    for (const name of readdirSync(new URL(folder, root)).sort()) {
      if (name.endsWith('.hbs')) partials.set(name.slice(0, -4), load(`${folder}/${name}`));
    }
  }
  return { layout: load('templates/factsheet/layout.hbs'), partials };
}

export interface Rendered {
  readonly html: string | undefined;
  readonly findings: readonly Diagnostic[];
}

/** Renders a layout written in a test, with partials by name. */
export function render(layout: string, partials: Readonly<Record<string, string>> = {}, data = sheet('da')): Rendered {
  const findings = new Findings();
  const parts = new Map(Object.entries(partials).map(([name, text]) => [name, { file: `${name}.hbs`, text }]));
  const html = renderTemplate(
    { layout: { file: 'layout.hbs', text: layout }, partials: parts },
    data,
    atlas,
    findings.report,
  );
  return { html, findings: findings.list };
}
