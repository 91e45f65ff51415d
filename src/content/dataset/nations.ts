import { finding, type Report } from '../../base/diagnostics.ts';
import type { Mission } from './generated/types.ts';
import type { JsonDocument } from './json.ts';

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Codes that CLDR has names for and that are no countries. */
const OTHERS: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** Whether a code of two capitals is a country of ISO 3166-1, or Kosovo, whose code is reserved for its users. */
export const isNation = (code: string): boolean =>
  nationOf(code) === code && NAMES.of(code) !== undefined && !OTHERS.has(code);

/** The code that CLDR gives for another one: GB for UK. */
function nationOf(code: string): string | undefined {
  const { region } = new Intl.Locale(`und-${code}`);
  return region;
}

/** The code of a country by its English name or by a code no longer used; undefined where nothing is it. */
export function nationMeant(word: string): string | undefined {
  if (/^[A-Za-z]{2}$/.test(word)) {
    const code = nationOf(word.toUpperCase());
    return code !== undefined && isNation(code) ? code : undefined;
  }
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const lower = word.toLowerCase();
  return letters
    .flatMap((a) => letters.map((b) => a + b))
    .find((code) => isNation(code) && NAMES.of(code)!.toLowerCase() === lower);
}

/** Every code of a country must be one. */
export function checkNations(data: Mission, document: JsonDocument, report: Report): void {
  const need = (code: string, pointer: string) => {
    if (isNation(code)) return;
    const meant = nationMeant(code);
    const hint = meant ? `Write "${meant}".` : 'Give the ISO 3166-1 code of two capitals, such as "DK".';
    report(finding('data-invalid-value', `"${code}" is the code of no country.`, document.place(pointer), hint));
  };
  need(data.nation, '/nation');
  for (const [id, { country }] of Object.entries(data.places ?? {})) need(country, `/places/${id}/country`);
  data.leadership?.forEach(({ nation }, i) => {
    need(nation, `/leadership/${i}/nation`);
  });
  for (const [id, list] of Object.entries(data.nations ?? {}))
    list.forEach((code, i) => {
      need(code, `/nations/${id}/${i}`);
    });
}
