import { finding, type Place, type Report } from '../../base/diagnostics.ts';

/** A language as it is written: BCP 47 tag, ISO 15924 script, base direction. */
export interface LocaleInfo {
  readonly tag: string;
  readonly language: string;
  readonly script: string;
  readonly direction: 'ltr' | 'rtl';
}

const RTL_SCRIPTS: ReadonlySet<string> = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Syrc',
  'Thaa',
  'Yezi',
]);

/** Tags that name several written languages, with what to write instead. */
const TOO_WIDE: Readonly<Record<string, string>> = {
  ku: 'Write ckb for Central Kurdish (Sorani, Arabic script) or kmr for Northern Kurdish (Kurmanji, Latin script).',
};

/** Checks a language tag (RFC 5646) and gives what follows from it. */
export function parseLocale(tag: string, report: Report, place: Place = {}): LocaleInfo | undefined {
  const refuse = (message: string, hint?: string) => report(finding('locale-invalid', message, place, hint));
  let locale: Intl.Locale;
  try {
    locale = new Intl.Locale(tag);
  } catch {
    refuse(`"${tag}" is not a language tag.`, tag.includes('_') ? `Write ${tag.replaceAll('_', '-')}.` : undefined);
    return undefined;
  }
  const wide = TOO_WIDE[locale.language];
  if (wide !== undefined) {
    refuse(`"${tag}" does not say which Kurdish.`, wide);
    return undefined;
  }
  if (locale.toString() !== tag) {
    refuse(`"${tag}" is not the canonical form of the tag.`, `Write ${locale.toString()}.`);
    return undefined;
  }
  // Small ICU builds know no likely subtags of ckb; Sorani is written in Arabic script.
  const script = locale.script ?? (locale.language === 'ckb' ? 'Arab' : (locale.maximize().script ?? 'Latn'));
  return { tag, language: locale.language, script, direction: RTL_SCRIPTS.has(script) ? 'rtl' : 'ltr' };
}
