import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finding, type Report } from '../base/diagnostics.ts';
import { contentHash } from '../base/hash.ts';
import type { SourceText } from '../base/source.ts';
import type { Layout, Theme } from '../content/dataset/generated/types.ts';
import { parseJson } from '../content/dataset/json.ts';
import { didYouMean } from '../content/dataset/suggest.ts';
import { validateDocument } from '../content/dataset/validate.ts';
import type { TemplateSources } from '../content/template/template.ts';
import { checkTheme, themeStyles } from '../content/template/theme.ts';
import { readBytes, readText, shownPath } from './disk.ts';

/** What all layouts share: partials, styles and themes. */
export const SHARED = 'templates/_shared';

export interface LayoutFiles {
  readonly name: string;
  readonly folder: string;
  readonly layout: Layout;
  readonly templates: TemplateSources;
  /** Everything that sheets depend on, by path: text, or the hash of what is no text. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface ThemeFiles {
  readonly theme: Theme;
  /** Its custom properties as a stylesheet. */
  readonly styles: SourceText;
}

/** The themes of a project by name. */
export function themeNamesIn(root: string): string[] {
  const folder = join(root, SHARED, 'themes');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .map((file) => file.slice(0, -5))
        .sort()
    : [];
}

/** Reads a theme; undefined, after findings, where it cannot be used. `families` are those of the project, where they could be read. */
export function readTheme(
  root: string,
  name: string,
  families: readonly string[] | undefined,
  report: Report,
): ThemeFiles | undefined {
  const path = join(root, SHARED, 'themes', `${name}.json`);
  if (!existsSync(path)) {
    const known = themeNamesIn(root);
    const hint = didYouMean(name, known) ?? `Known: ${known.join(', ') || 'none'}.`;
    report(finding('theme-missing', `There is no ${shownPath(path)}.`, {}, hint));
    return undefined;
  }
  const document = parseJson(readText(path), report);
  const theme = document && validateDocument('Theme', document, report);
  if (!document || !theme) return undefined;
  if (theme.name !== name) {
    const message = `The theme's name is "${theme.name}", its file is named after "${name}".`;
    report(finding('data-folder-name', message, document.place('/name'), `Write "${name}", or rename the file.`));
  }
  if (theme.logo !== undefined && !existsSync(join(root, SHARED, 'themes', theme.logo))) {
    report(finding('theme-missing-logo', `There is no ${theme.logo} beside the theme.`, document.place('/logo')));
  }
  checkTheme(theme, document, families, report);
  return { theme, styles: { file: shownPath(path), text: themeStyles(theme) } };
}

/** Reads a layout; undefined, after findings, where it cannot be used. `known` is every layout of the project. */
export function readLayout(
  root: string,
  name: string,
  known: readonly string[],
  report: Report,
): LayoutFiles | undefined {
  const folder = join(root, 'templates', name);
  const list = join(folder, 'layout.json');
  if (!existsSync(list) || !existsSync(join(folder, 'layout.hbs'))) {
    report(
      finding(
        'layout-missing',
        `there is no layout "${name}" (looked for layout.json and layout.hbs in ${shownPath(folder)})`,
        {},
        `known: ${known.join(', ') || 'none'}`,
      ),
    );
    return undefined;
  }
  const document = parseJson(readText(list), report);
  const layout = document && validateDocument('Layout', document, report);
  if (!layout) return undefined;
  if (layout.name !== name) {
    const message = `the layout's name is "${layout.name}", its folder is "${name}"`;
    const hint = `Write "${name}", or rename the folder.`;
    report(finding('data-folder-name', message, document.place('/name'), hint));
  }
  const partials = new Map<string, SourceText>();
  for (const place of [join(root, SHARED, 'partials'), join(folder, 'partials')]) {
    if (!existsSync(place)) continue;
    for (const file of readdirSync(place)
      .filter((entry) => entry.endsWith('.hbs'))
      .sort()) {
      partials.set(file.slice(0, -4), readText(join(place, file)));
    }
  }
  const templates = { layout: readText(join(folder, 'layout.hbs')), partials };
  const sources = new Map([templates.layout, ...partials.values()].map((source) => [source.file, source.text]));
  for (const place of [join(root, SHARED), folder]) {
    if (!existsSync(place)) continue;
    for (const file of readdirSync(place, { recursive: true, encoding: 'utf8' }).sort()) {
      const path = join(place, file);
      if (file.endsWith('.css')) {
        const { text, fault } = readText(path);
        if (fault) report(fault);
        sources.set(shownPath(path), text);
      }
      // Fonts and pictures that a layout brings count by their content.
      else if (!/\.(hbs|json)$/.test(file) && statSync(path).isFile())
        sources.set(shownPath(path), contentHash(readBytes(path)));
    }
  }
  sources.set('layout.json', JSON.stringify(layout));
  return { name, folder, layout, templates, sources };
}
