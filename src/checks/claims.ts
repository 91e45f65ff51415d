import type { PdfDocument } from '../pdf/read/document.ts';
import { xmpValue } from '../pdf/read/xmp.ts';
import type { Profile } from './rule.ts';

/** The standards a file says it keeps, by the identification schemas in its XMP. */
export interface Claims {
  readonly pdfa: { readonly part: number; readonly conformance: string } | undefined;
  readonly pdfua: number | undefined;
  /** Such as PDF/X-4. */
  readonly pdfx: string | undefined;
}

export function readClaims({ xmp, info }: PdfDocument): Claims {
  const part = Number(xmpValue(xmp, 'pdfaid:part'));
  const accessible = Number(xmpValue(xmp, 'pdfuaid:part'));
  return {
    pdfa: part ? { part, conformance: (xmpValue(xmp, 'pdfaid:conformance') ?? '').toUpperCase() } : undefined,
    pdfua: accessible || undefined,
    pdfx: xmpValue(xmp, 'pdfxid:GTS_PDFXVersion') ?? info?.text('GTS_PDFXVersion'),
  };
}

/** What a file is for, by what it says of itself. */
export function profileOf({ pdfx, pdfa }: Claims): Profile {
  if (pdfx) return 'print';
  return pdfa && (pdfa.part === 3 || (pdfa.part === 4 && pdfa.conformance === 'F')) ? 'archive' : 'screen';
}
