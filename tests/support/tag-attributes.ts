import { type Pdfium, readString, withMemory } from './pdfium.ts';

/** FPDF_OBJECT_* of fpdfview.h. */
const BOOLEAN = 1;
const NUMBER = 2;
const STRING = 3;
const ARRAY = 5;

/** The attributes of a structure element (ISO 32000-1 section 14.8.5) as `Name=value`, in the order of the file. */
export function readAttributes(pdfium: Pdfium, element: number): string[] {
  const found: string[] = [];
  const count = pdfium._FPDF_StructElement_GetAttributeCount(element);
  for (let i = 0; i < count; i++) {
    const attributes = pdfium._FPDF_StructElement_GetAttributeAtIndex(element, i);
    const names = attributes ? pdfium._FPDF_StructElement_Attr_GetCount(attributes) : 0;
    for (let k = 0; k < names; k++) {
      const name = readName(pdfium, attributes, k);
      // The owner says whose attributes they are (Table, List, Layout); the names alone do not collide.
      if (name !== '' && name !== 'O') found.push(`${name}=${readNamed(pdfium, attributes, name)}`);
    }
  }
  return found;
}

function readName(pdfium: Pdfium, attributes: number, index: number): string {
  return withMemory(pdfium, 4, (length) => {
    const ask = (buffer: number, size: number) =>
      pdfium._FPDF_StructElement_Attr_GetName(attributes, index, buffer, size, length);
    ask(0, 0);
    const size = view(pdfium).getUint32(length, true);
    if (size <= 1) return '';
    return withMemory(pdfium, size, (buffer) => {
      ask(buffer, size);
      return Buffer.from(pdfium.HEAPU8.slice(buffer, buffer + size - 1)).toString('utf8');
    });
  });
}

function readNamed(pdfium: Pdfium, attributes: number, name: string): string {
  const bytes = Buffer.from(`${name}\0`);
  return withMemory(pdfium, bytes.length, (pointer) => {
    pdfium.HEAPU8.set(bytes, pointer);
    return readValue(pdfium, pdfium._FPDF_StructElement_Attr_GetValue(attributes, pointer));
  });
}

function readValue(pdfium: Pdfium, value: number): string {
  switch (pdfium._FPDF_StructElement_Attr_GetType(value)) {
    case BOOLEAN:
      return withMemory(pdfium, 4, (out) => {
        pdfium._FPDF_StructElement_Attr_GetBooleanValue(value, out);
        return String(pdfium.HEAPU8[out] === 1);
      });
    case NUMBER:
      return withMemory(pdfium, 4, (out) => {
        pdfium._FPDF_StructElement_Attr_GetNumberValue(value, out);
        return String(Number(view(pdfium).getFloat32(out, true).toFixed(2)));
      });
    case ARRAY: {
      const count = pdfium._FPDF_StructElement_Attr_CountChildren(value);
      const at = (i: number) => readValue(pdfium, pdfium._FPDF_StructElement_Attr_GetChildAtIndex(value, i));
      return `[${Array.from({ length: count }, (_, i) => at(i)).join(' ')}]`;
    }
    case STRING:
      return JSON.stringify(readText(pdfium, value));
    default:
      return readText(pdfium, value);
  }
}

function readText(pdfium: Pdfium, value: number): string {
  return withMemory(pdfium, 4, (length) =>
    readString(pdfium, (buffer, size) => {
      pdfium._FPDF_StructElement_Attr_GetStringValue(value, buffer, size, length);
      return view(pdfium).getUint32(length, true);
    }),
  );
}

function view(pdfium: Pdfium): DataView {
  return new DataView(pdfium.HEAPU8.buffer);
}
