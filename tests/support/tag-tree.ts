import { type Pdfium, readString, withMemory, withPdf, withTextPage } from './pdfium.ts';
import { isRightToLeft, unmirror } from './reading-order.ts';
import { readAttributes } from './tag-attributes.ts';

/** What a marked-content sequence holds: its text, or the kinds of its other objects. */
interface MarkedContent {
  text: string;
  readonly kinds: Set<string>;
}

/** FPDF_PAGEOBJ_* of fpdf_edit.h. */
const KINDS = ['unknown', 'text', 'path', 'image', 'shading', 'form'];
const TEXT = KINDS.indexOf('text');
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** What PDFium makes of a hyphen at the end of a line. */
const PDFIUM_HYPHEN = 0x02;
const SOFT_HYPHEN = 0xad;

/**
 * The structure tree as indented text, one node a line, page after page: role, what it says of itself, and its content
 * in quotes (pictures and drawings by kind, in brackets). Content beside elements stands on a line of its own.
 *
 * PDFium shows a page the elements that have content on it: an empty cell is not there, and an element on two pages is
 * there twice. Marked content inside form XObjects is left out, for its identifiers are those of another stream.
 */
export async function printTagTree(pdf: Uint8Array): Promise<string> {
  return withPdf(pdf, ({ pdfium, pageCount, withPage }) => {
    const lines: string[] = [];
    for (let page = 1; page <= pageCount; page++) {
      lines.push(`page ${page}`);
      withPage(page, (handle) => printPage(pdfium, handle, lines));
    }
    return `${lines.join('\n')}\n`;
  });
}

function printPage(pdfium: Pdfium, page: number, lines: string[]): void {
  const tree = pdfium._FPDF_StructTree_GetForPage(page);
  if (!tree) {
    lines.push('  (untagged)');
    return;
  }
  try {
    const contents = readContents(pdfium, page);
    const count = pdfium._FPDF_StructTree_CountChildren(tree);
    for (let i = 0; i < count; i++) {
      const element = pdfium._FPDF_StructTree_GetChildAtIndex(tree, i);
      if (element) printElement(pdfium, element, contents, '  ', lines);
    }
  } finally {
    pdfium._FPDF_StructTree_Close(tree);
  }
}

function printElement(
  pdfium: Pdfium,
  element: number,
  contents: ReadonlyMap<number, MarkedContent>,
  indent: string,
  lines: string[],
): void {
  const children: { readonly element: number; readonly content: string }[] = [];
  const count = pdfium._FPDF_StructElement_CountChildren(element);
  for (let i = 0; i < count; i++) {
    const child = pdfium._FPDF_StructElement_GetChildAtIndex(element, i);
    const id = child ? -1 : pdfium._FPDF_StructElement_GetChildMarkedContentID(element, i);
    // What is neither has its content on another page, or is an annotation.
    if (child || id >= 0) children.push({ element: child, content: child ? '' : printContent(contents.get(id)) });
  }
  const mixed = children.some((child) => child.element);
  const own = mixed ? [] : children.map((child) => child.content);
  lines.push(indent + [describe(pdfium, element), ...own].join(' '));
  if (!mixed) return;
  for (const child of children) {
    if (child.element) printElement(pdfium, child.element, contents, `${indent}  `, lines);
    else lines.push(`${indent}  ${child.content}`);
  }
}

function describe(pdfium: Pdfium, element: number): string {
  const read = (ask: (element: number, buffer: number, size: number) => number): string =>
    readString(pdfium, (buffer, size) => ask(element, buffer, size));
  const facts = {
    id: read(pdfium._FPDF_StructElement_GetID),
    lang: read(pdfium._FPDF_StructElement_GetLang),
    title: read(pdfium._FPDF_StructElement_GetTitle),
    alt: read(pdfium._FPDF_StructElement_GetAltText),
    actual: read(pdfium._FPDF_StructElement_GetActualText),
  };
  const given = Object.entries(facts).filter(([, value]) => value !== '');
  return [
    read(pdfium._FPDF_StructElement_GetType),
    ...given.map(([name, value]) => `${name}=${quote(value)}`),
    ...readAttributes(pdfium, element),
  ].join(' ');
}

function printContent(content: MarkedContent | undefined): string {
  if (!content) return '(missing)';
  const others = [...content.kinds].filter((kind) => kind !== 'text').sort();
  const parts = [
    ...(content.kinds.has('text') ? [quote(content.text)] : []),
    ...(others.length > 0 ? [`[${others.join(', ')}]`] : []),
  ];
  return parts.join(' ');
}

/** Marked content by its identifier (MCID, ISO 32000-1 section 14.7.4.2). */
function readContents(pdfium: Pdfium, page: number): Map<number, MarkedContent> {
  const contents = new Map<number, MarkedContent>();
  const objects = new Map<number, MarkedContent>();
  const count = pdfium._FPDFPage_CountObjects(page);
  for (let i = 0; i < count; i++) {
    const object = pdfium._FPDFPage_GetObject(page, i);
    const id = pdfium._FPDFPageObj_GetMarkedContentID(object);
    if (id < 0) continue;
    let content = contents.get(id);
    if (!content) {
      content = { text: '', kinds: new Set() };
      contents.set(id, content);
    }
    content.kinds.add(KINDS[pdfium._FPDFPageObj_GetType(object)] ?? 'unknown');
    if (pdfium._FPDFPageObj_GetType(object) === TEXT) objects.set(object, content);
  }
  withTextPage(pdfium, page, (textPage) => readCharacters(pdfium, textPage, objects));
  return contents;
}

interface PlacedCharacter {
  readonly text: string;
  /** The text object it comes from; 0 for a space that PDFium adds between two. */
  readonly object: number;
  /** Where it stands, pt from the left. */
  readonly x: number;
}

/** The lines of the page as PDFium orders them. It parts them by CR LF of its own. */
function readLines(pdfium: Pdfium, textPage: number): PlacedCharacter[][] {
  const lines: PlacedCharacter[][] = [[]];
  const count = pdfium._FPDFText_CountChars(textPage);
  for (let i = 0; i < count; i++) {
    const code = pdfium._FPDFText_GetUnicode(textPage, i);
    if (code === LINE_FEED) lines.push([]);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) continue;
    const text = String.fromCodePoint(code === PDFIUM_HYPHEN ? SOFT_HYPHEN : code);
    lines.at(-1)!.push({ text, object: pdfium._FPDFText_GetTextObject(textPage, i), x: readX(pdfium, textPage, i) });
  }
  return lines.map(unmirror);
}

function readX(pdfium: Pdfium, textPage: number, index: number): number {
  return withMemory(pdfium, 16, (origin) => {
    pdfium._FPDFText_GetCharOrigin(textPage, index, origin, origin + 8);
    const { buffer } = pdfium.HEAPU8;
    return new DataView(buffer).getFloat64(origin, true);
  });
}

interface RankedCharacter {
  readonly text: string;
  /** What PDFium adds after it. */
  added: string;
  /** Place of its text object in the content, and of itself in what the object shows. */
  readonly rank: number;
  readonly x: number;
  readonly content: MarkedContent;
  /** PDFium has turned its line round. */
  readonly turned: boolean;
}

const inContentOrder = (a: RankedCharacter, b: RankedCharacter): number => a.rank - b.rank || a.x - b.x;

/**
 * Gives each character to its marked content, in the order of the content: what one text object shows from left to
 * right, object after object. A space or line end that PDFium adds belongs to what it follows; in lines that it has
 * turned round, the text objects in which it finds nothing are the spaces.
 */
function readCharacters(pdfium: Pdfium, textPage: number, objects: ReadonlyMap<number, MarkedContent>): void {
  const ranks = new Map([...objects.keys()].map((object, i) => [object, i] as const));
  const characters: RankedCharacter[] = [];
  for (const line of readLines(pdfium, textPage)) {
    const turned = line.some(({ text }) => isRightToLeft(text));
    const own: RankedCharacter[] = [];
    for (const { text, object, x } of line) {
      const content = objects.get(object);
      if (content) own.push({ text, added: '', rank: ranks.get(object)!, x, content, turned });
      else if (!object && !turned && own.length > 0) own.at(-1)!.added += text;
    }
    own.sort(inContentOrder);
    if (own.length > 0) own.at(-1)!.added += '\n';
    characters.push(...own);
  }
  const found = new Set(characters.map(({ rank }) => rank));
  for (const [object, content] of objects) {
    const rank = ranks.get(object)!;
    if (!found.has(rank)) characters.push({ text: '', added: '', rank, x: 0, content, turned: false });
  }
  characters.sort(inContentOrder);
  const spaced = characters.filter(
    ({ text }, i) => text !== '' || characters[i - 1]?.turned || characters[i + 1]?.turned,
  );
  spaced.forEach(({ text, added, content }, i) => {
    content.text += (text || ' ') + (spaced[i + 1]?.content === content ? added : '');
  });
}

function quote(text: string): string {
  return JSON.stringify(text);
}
