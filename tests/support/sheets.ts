import { fileURLToPath } from 'node:url';
import { Project } from '../../src/app/project.ts';
import { type FinishedSheet, makeSheet } from '../../src/app/sheet.ts';
import { Findings } from '../../src/base/diagnostics.ts';
import type { Box } from '../../src/engine/boxes/box.ts';
import type { EditionName } from '../../src/pdf/edition.ts';

export const MISSION = 'nato-mission-iraq';
export const LOCALES = ['da', 'en', 'fr', 'de', 'ar', 'ckb'] as const;
export const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'ckb']);

/** What was found while the sheets below were made. */
export const findings = new Findings();
const project = new Project(fileURLToPath(new URL('../../', import.meta.url)), findings.report);
const made = new Map<string, FinishedSheet>();

export const LAYOUTS = ['factsheet', 'brief', 'leaflet', 'poster'] as const;
export const THEMES = ['ministry', 'alliance'] as const;

export interface Look {
  readonly mission?: string;
  readonly layout?: string;
  readonly theme?: string;
}

/** An edition of the repository's own sheet, made once for each locale and look. */
export function sheetIn(locale: string, edition: EditionName = 'screen', look: Look = {}): FinishedSheet {
  const job = { mission: MISSION, layout: 'factsheet', theme: 'ministry', ...look, locale, edition } as const;
  const key = JSON.stringify(job);
  let sheet = made.get(key);
  if (!sheet) {
    sheet = makeSheet(project, job, findings.report);
    if (!sheet) throw new Error(`the sheet in ${locale} could not be made`);
    made.set(key, sheet);
  }
  return sheet;
}

/** The custom properties of a theme. */
export const themeStylesOf = (theme: string): string => project.theme(theme)!.styles.text;

/** The text of every block that holds text, in the order of the document. */
export function blockTexts(box: Box): string[] {
  if (box.kind === 'table') {
    const cells = box.groups.flatMap((group) => group.rows.flatMap((row) => row.cells.map((cell) => cell.box)));
    return [...box.captions, ...cells].flatMap(blockTexts);
  }
  if (box.kind !== 'block' && box.kind !== 'flex' && box.kind !== 'grid') return [];
  const own = box.kind === 'block' && box.inline ? [box.inline.text] : [];
  return [...own, ...box.children.flatMap(blockTexts)];
}
