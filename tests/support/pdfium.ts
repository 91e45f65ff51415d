// The one place of the test support that touches PDFium's WebAssembly module: memory, strings, documents and pages.
// Function names are those of PDFium's public headers (fpdfview.h, fpdf_text.h, fpdf_structtree.h, fpdf_edit.h).
import { PDFiumModule } from '@hyzyla/pdfium';

type Call = (...values: number[]) => number;

export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(size: number): number; free(pointer: number): void };
  readonly _FPDF_InitLibraryWithConfig: (config: object) => void;
  readonly _FPDF_LoadMemDocument: Call;
  readonly _FPDF_GetLastError: Call;
  readonly _FPDF_GetPageCount: Call;
  readonly _FPDF_LoadPage: Call;
  readonly _FPDF_ClosePage: Call;
  readonly _FPDF_CloseDocument: Call;
  readonly _FPDF_GetPageWidthF: Call;
  readonly _FPDF_GetPageHeightF: Call;
  readonly _FPDF_RenderPageBitmap: Call;
  readonly _FPDFBitmap_CreateEx: Call;
  readonly _FPDFBitmap_FillRect: Call;
  readonly _FPDFBitmap_GetBuffer: Call;
  readonly _FPDFBitmap_GetStride: Call;
  readonly _FPDFBitmap_Destroy: Call;
  readonly _FPDFPage_CountObjects: Call;
  readonly _FPDFPage_GetObject: Call;
  readonly _FPDFPageObj_GetType: Call;
  readonly _FPDFPageObj_GetMarkedContentID: Call;
  readonly _FPDFText_LoadPage: Call;
  readonly _FPDFText_ClosePage: Call;
  readonly _FPDFText_CountChars: Call;
  readonly _FPDFText_GetText: Call;
  readonly _FPDFText_GetUnicode: Call;
  readonly _FPDFText_GetTextObject: Call;
  readonly _FPDFText_GetCharOrigin: Call;
  readonly _FPDF_StructTree_GetForPage: Call;
  readonly _FPDF_StructTree_Close: Call;
  readonly _FPDF_StructTree_CountChildren: Call;
  readonly _FPDF_StructTree_GetChildAtIndex: Call;
  readonly _FPDF_StructElement_GetType: Call;
  readonly _FPDF_StructElement_GetTitle: Call;
  readonly _FPDF_StructElement_GetAltText: Call;
  readonly _FPDF_StructElement_GetActualText: Call;
  readonly _FPDF_StructElement_GetLang: Call;
  readonly _FPDF_StructElement_GetID: Call;
  readonly _FPDF_StructElement_CountChildren: Call;
  readonly _FPDF_StructElement_GetChildAtIndex: Call;
  readonly _FPDF_StructElement_GetChildMarkedContentID: Call;
  readonly _FPDF_StructElement_GetAttributeCount: Call;
  readonly _FPDF_StructElement_GetAttributeAtIndex: Call;
  readonly _FPDF_StructElement_Attr_GetCount: Call;
  readonly _FPDF_StructElement_Attr_GetName: Call;
  readonly _FPDF_StructElement_Attr_GetValue: Call;
  readonly _FPDF_StructElement_Attr_GetType: Call;
  readonly _FPDF_StructElement_Attr_GetBooleanValue: Call;
  readonly _FPDF_StructElement_Attr_GetNumberValue: Call;
  readonly _FPDF_StructElement_Attr_GetStringValue: Call;
  readonly _FPDF_StructElement_Attr_CountChildren: Call;
  readonly _FPDF_StructElement_Attr_GetChildAtIndex: Call;
}

export interface OpenPdf {
  readonly pdfium: Pdfium;
  readonly pageCount: number;
  /** `page` counts from 1. */
  withPage<T>(page: number, use: (handle: number) => T): T;
}

let loading: Promise<Pdfium> | undefined;

/** One module for each process; a document of its own for each call, always closed again. */
export async function withPdf<T>(bytes: Uint8Array, use: (pdf: OpenPdf) => T): Promise<T> {
  loading ??= PDFiumModule({}).then((module) => {
    const pdfium = module as unknown as Pdfium;
    pdfium._FPDF_InitLibraryWithConfig({});
    return pdfium;
  });
  const pdfium = await loading;
  return withMemory(pdfium, bytes.length, (memory) => {
    pdfium.HEAPU8.set(bytes, memory);
    const handle = pdfium._FPDF_LoadMemDocument(memory, bytes.length, 0);
    if (!handle) throw new Error(`PDFium cannot open the PDF (FPDF_GetLastError ${pdfium._FPDF_GetLastError()}).`);
    try {
      return use(openPdf(pdfium, handle));
    } finally {
      pdfium._FPDF_CloseDocument(handle);
    }
  });
}

function openPdf(pdfium: Pdfium, document: number): OpenPdf {
  const pageCount = pdfium._FPDF_GetPageCount(document);
  return {
    pdfium,
    pageCount,
    withPage(page, use) {
      const handle = page >= 1 && page <= pageCount ? pdfium._FPDF_LoadPage(document, page - 1) : 0;
      if (!handle) throw new Error(`The PDF has no page ${page}; it has ${pageCount}.`);
      try {
        return use(handle);
      } finally {
        pdfium._FPDF_ClosePage(handle);
      }
    },
  };
}

export function withTextPage<T>(pdfium: Pdfium, page: number, use: (textPage: number) => T): T {
  const handle = pdfium._FPDFText_LoadPage(page);
  if (!handle) throw new Error('PDFium cannot read the text of the page.');
  try {
    return use(handle);
  } finally {
    pdfium._FPDFText_ClosePage(handle);
  }
}

/** The memory may move while `use` runs, so views are made from `HEAPU8` after each call, never kept. */
export function withMemory<T>(pdfium: Pdfium, size: number, use: (pointer: number) => T): T {
  const pointer = pdfium.wasmExports.malloc(Math.max(size, 1));
  if (!pointer) throw new Error(`PDFium has no memory for ${size} bytes.`);
  try {
    return use(pointer);
  } finally {
    pdfium.wasmExports.free(pointer);
  }
}

export function readUtf16(pdfium: Pdfium, pointer: number, bytes: number): string {
  return new TextDecoder('utf-16le').decode(pdfium.HEAPU8.slice(pointer, pointer + bytes));
}

/** PDFium's usual way: asked without a buffer it answers how many bytes it needs, two of them for the final zero. */
export function readString(pdfium: Pdfium, ask: (buffer: number, size: number) => number): string {
  const size = ask(0, 0);
  if (size <= 2) return '';
  return withMemory(pdfium, size, (buffer) => {
    ask(buffer, size);
    return readUtf16(pdfium, buffer, size - 2);
  });
}
