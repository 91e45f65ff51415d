import type { Claim } from './metadata.ts';
import type { PdfVersion } from './pdfkit.ts';

/** What a file is made for. */
export type EditionName = 'screen' | 'print' | 'archive';

/** Which generation of standards: `a2` is PDF 1.x with PDF/A-2 or 3 and PDF/UA-1, `a4` PDF 2.0 with PDF/A-4f and PDF/UA-2. */
export type StandardName = 'a2' | 'a4';

/** What an edition asks of the file. */
export interface Edition {
  readonly version: PdfVersion;
  /** Standards it keeps. */
  readonly claims: readonly Claim[];
  /** Links work; print has none on its pages (ISO 15930-7 section 6.17). */
  readonly links: boolean;
  /** The data are attached. */
  readonly attached: boolean;
}

const A4: readonly Claim[] = ['PDF/A-4f', 'PDF/UA-2', 'WTPDF-1.0'];

const EDITION_RULES: Readonly<Record<EditionName, Edition>> = {
  screen: { version: '1.7', claims: ['PDF/A-2a', 'PDF/UA-1'], links: true, attached: false },
  print: { version: '1.6', claims: ['PDF/X-4', 'PDF/A-2a', 'PDF/UA-1'], links: false, attached: false },
  archive: { version: '1.7', claims: ['PDF/A-3a', 'PDF/UA-1'], links: true, attached: true },
};

/** PDF/X-4 knows no PDF 2.0: print is the same in both generations. PDF/A-4f asks for files that are attached. */
export function editionRules(name: EditionName, standard: StandardName = 'a2'): Edition {
  const rules = EDITION_RULES[name];
  return standard === 'a4' && name !== 'print' ? { ...rules, version: '2.0', claims: A4, attached: true } : rules;
}
