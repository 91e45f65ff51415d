import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CODES } from '../base/codes.ts';
import { type Diagnostic, Findings, finding, type Report } from '../base/diagnostics.ts';
import { buildSheetData } from '../content/dataset/sheet.ts';
import { didYouMean } from '../content/dataset/suggest.ts';
import { PSEUDO_LOCALES } from '../content/i18n/pseudo.ts';
import { checkLabels, compileTemplate } from '../content/template/template.ts';
import { DEFAULT_ENVIRONMENT } from '../engine/css/environment.ts';
import { sheetFor } from '../engine/css/parse.ts';
import { loadSheets } from '../engine/css/sheets.ts';
import { fontFault } from '../engine/fonts/program.ts';
import { loadFontFaces } from './font-faces.ts';
import { CONFIG_FILE, type MissionFiles, Project, sheetLanguages } from './project.ts';
import { checkMedia, layoutLoader } from './sheet.ts';

/** Reads and checks everything a build would use, and lays out nothing. All findings at once. */
export function validateProject(root: string): Diagnostic[] {
  const findings = new Findings();
  const { report } = findings;
  if (!existsSync(join(root, CONFIG_FILE))) report(finding('config-missing', `there is no ${CONFIG_FILE} in ${root}`));
  const project = new Project(root, report, { prose: true });
  checkConfig(project, report);
  void project.glossary;
  const { fonts } = project;
  for (const source of fonts?.files ?? []) {
    const fault = fontFault(fonts!.registry.harfbuzz, source);
    if (fault) report(fault);
  }
  for (const name of project.themeNames()) project.theme(name);
  for (const tag of project.localeTags()) project.pack(tag);
  const templates = project.layoutNames().flatMap((name) => {
    const layout = project.layout(name);
    if (!layout) return [];
    for (const [file, text] of layout.sources) {
      if (!file.endsWith('.css')) continue;
      const loader = layoutLoader(project, layout);
      const sheets = loadSheets([{ file, text }], loader, report).map((sheet) => sheetFor(sheet, DEFAULT_ENVIRONMENT));
      if (fonts) loadFontFaces(sheets, loader, fonts.registry.harfbuzz, report);
    }
    const template = compileTemplate(layout.templates, report);
    return template ? [template] : [];
  });
  for (const id of project.missionIds()) {
    const mission = project.mission(id);
    if (!mission) continue;
    checkMedia(mission, report);
    checkCrops(mission, project.layoutNames(), report);
    for (const locale of mission.locales) project.checkTranslation(mission, locale, report);
    for (const catalogue of mission.catalogues.values()) {
      const { data } = buildSheetData(mission.record, catalogue.language, sheetLanguages(mission));
      for (const template of templates) checkLabels(template, data, report);
    }
  }
  // Whoever reads a finding is told what to do about it.
  return findings.list.map((found) => ({ ...found, hint: found.hint ?? CODES[found.code].cure }));
}

/** Crops are for layouts that are there. */
function checkCrops({ id, record }: MissionFiles, layouts: readonly string[], report: Report): void {
  record.data.media?.forEach(({ crops = {} }, i) => {
    for (const layout of Object.keys(crops)) {
      if (layouts.includes(layout)) continue;
      const place = { ...record.document.keyPlace(`/media/${i}/crops/${layout}`), mission: id };
      const hint = didYouMean(layout, layouts) ?? `Known: ${layouts.join(', ') || 'none'}.`;
      report(finding('data-unknown-reference', `There is no layout "${layout}".`, place, hint));
    }
  });
}

/** What the settings name must be there. */
function checkConfig(project: Project, report: Report): void {
  const { config, configDocument: document } = project;
  if (!document) return;
  const layouts = project.layoutNames();
  if (config.layout !== undefined && !layouts.includes(config.layout)) {
    const hint = didYouMean(config.layout, layouts) ?? `Known: ${layouts.join(', ') || 'none'}.`;
    report(finding('layout-missing', `There is no layout "${config.layout}".`, document.place('/layout'), hint));
  }
  const themes = project.themeNames();
  if (config.theme !== undefined && !themes.includes(config.theme)) {
    const hint = didYouMean(config.theme, themes) ?? `Known: ${themes.join(', ') || 'none'}.`;
    report(finding('theme-missing', `There is no theme "${config.theme}".`, document.place('/theme'), hint));
  }
  const tags = project.localeTags();
  config.locales?.forEach((tag, i) => {
    if (tags.includes(tag) || PSEUDO_LOCALES.includes(tag)) return;
    const message = `There is no data/locales/${tag}.json.`;
    report(finding('locale-missing', message, document.place(`/locales/${i}`), didYouMean(tag, tags)));
  });
}
