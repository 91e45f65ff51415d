import { readUtf16, withMemory, withPdf, withTextPage } from './pdfium.ts';

/** What PDFium makes of a hyphen at the end of a line. */
const PDFIUM_HYPHEN = '\ufffe';
const SOFT_HYPHEN = '\u00ad';

/**
 * The text of a page (counted from 1) as PDFium gives it and its users copy it, one line for each of its lines. It has
 * an order of its own for numbers, brackets and foreign words in right-to-left lines; `printTagTree` has them as they
 * were written.
 */
export async function extractText(pdf: Uint8Array, page = 1): Promise<string> {
  return withPdf(pdf, ({ pdfium, withPage }) =>
    withPage(page, (handle) =>
      withTextPage(pdfium, handle, (textPage) => {
        const count = pdfium._FPDFText_CountChars(textPage);
        if (count <= 0) return '';
        // A character outside the BMP counts once and takes two units; one unit more is the final zero.
        return withMemory(pdfium, (2 * count + 1) * 2, (buffer) => {
          const units = pdfium._FPDFText_GetText(textPage, 0, count, buffer);
          const text = readUtf16(pdfium, buffer, Math.max(units - 1, 0) * 2);
          return text.replaceAll('\r\n', '\n').replaceAll(PDFIUM_HYPHEN, SOFT_HYPHEN);
        });
      }),
    ),
  );
}
