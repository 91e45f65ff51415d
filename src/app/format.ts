import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../base/diagnostics.ts';
import { formatJson } from '../content/dataset/format.ts';
import { parseJson } from '../content/dataset/json.ts';
import { type StringOrder, sortKeys, stringOrder } from '../content/dataset/sort-keys.ts';
import type { Documents } from '../content/dataset/validate.ts';
import { readText, shownPath, writeWhole } from './disk.ts';
import { CONFIG_FILE, Project } from './project.ts';

interface Formatted {
  readonly path: string;
  readonly kind: keyof Documents;
  readonly strings?: StringOrder;
}

/**
 * Sorts and formats every JSON file of a project; `check` only says which are otherwise. A file that is no JSON is left
 * alone after findings. Gives the paths of those that were not in order.
 */
export function formatProject(root: string, check: boolean, report: Report): string[] {
  const changed: string[] = [];
  for (const { path, kind, strings } of filesOf(root)) {
    const source = readText(path);
    const document = parseJson(source, report);
    if (!document) continue;
    const text = formatJson(sortKeys(kind, document.value, strings));
    if (text === source.text) continue;
    if (!check) writeWhole(path, text);
    changed.push(shownPath(path));
  }
  return changed;
}

function filesOf(root: string): Formatted[] {
  const files: Formatted[] = [];
  const add = (kind: keyof Documents, ...steps: string[]) => {
    const path = join(root, ...steps);
    if (existsSync(path)) files.push({ path, kind });
  };
  const namesIn = (...steps: string[]) =>
    existsSync(join(root, ...steps)) ? readdirSync(join(root, ...steps)).sort() : [];
  add('Config', CONFIG_FILE);
  add('Fonts', 'fonts', 'fonts.json');
  add('Glossary', 'data', 'glossary.json');
  for (const name of namesIn('templates')) add('Layout', 'templates', name, 'layout.json');
  for (const name of namesIn('data', 'locales')) if (name.endsWith('.json')) add('LocaleFile', 'data', 'locales', name);
  const project = new Project(root, () => {});
  for (const id of project.missionIds()) {
    add('Mission', 'data', 'missions', id, 'mission.json');
    const mission = project.mission(id);
    const order = mission && stringOrder(mission.record);
    for (const name of namesIn('data', 'missions', id)) {
      const path = join(root, 'data/missions', id, name);
      const strings = order ? { strings: order } : {};
      if (/^text\.[\w-]+\.json$/.test(name)) files.push({ path, kind: 'Text', ...strings });
      if (/^text\.[\w-]+\.state\.json$/.test(name)) files.push({ path, kind: 'TextState', ...strings });
    }
  }
  return files;
}
