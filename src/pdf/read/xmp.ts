/** One property of an XMP packet: text, the items of an array, or what is inside a structure, as plain text. */
export interface XmpProperty {
  readonly namespace: string;
  readonly name: string;
  /** The text, or the items of Alt, Bag and Seq; the first item of an Alt is the default. */
  readonly values: readonly string[];
}

export interface Xmp {
  readonly properties: readonly XmpProperty[];
  /** Why the packet is not well-formed XML; undefined where it is. */
  readonly fault: string | undefined;
}

/** Prefixes of the namespaces that files say what they are with. */
export const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
  pdfxid: 'http://www.npes.org/pdfx/ns/id/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
} as const;

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** The first value of a property, named as `dc:title`. */
export function xmpValue(xmp: Xmp | undefined, name: `${keyof typeof NAMESPACES}:${string}`): string | undefined {
  const [prefix, local] = name.split(':') as [keyof typeof NAMESPACES, string];
  return xmp?.properties.find((one) => one.namespace === NAMESPACES[prefix] && one.name === local)?.values[0];
}

interface Element {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly { readonly namespace: string; readonly name: string; readonly value: string }[];
  readonly children: Element[];
  text: string;
}

/** Reads a packet (ISO 16684-1 section 7), serialised with elements or with attributes. */
export function readXmp(bytes: Uint8Array): Xmp {
  const { roots, fault } = parseXml(decodeXml(bytes));
  const properties: XmpProperty[] = [];
  const visit = (element: Element, depth: number): void => {
    if (element.namespace !== RDF || element.name !== 'Description') {
      if (depth < 10) for (const child of element.children) visit(child, depth + 1);
      return;
    }
    for (const { namespace, name, value } of element.attributes)
      if (namespace && namespace !== RDF) properties.push({ namespace, name, values: [value] });
    for (const child of element.children)
      properties.push({ namespace: child.namespace, name: child.name, values: valuesOf(child) });
  };
  for (const root of roots) visit(root, 0);
  return { properties, fault };
}

function valuesOf(property: Element): string[] {
  const items = property.children
    .filter(({ namespace, name }) => namespace === RDF && /^(Alt|Bag|Seq)$/.test(name))
    .flatMap((list) => list.children);
  if (!items.length) return [property.text.trim()];
  const isDefault = (item: Element): boolean => item.attributes.some(({ value }) => value === 'x-default');
  return [...items.filter(isDefault), ...items.filter((item) => !isDefault(item))].map(({ text }) => text.trim());
}

function decodeXml(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xfe || bytes[0] === 0xff || bytes[0] === 0 || bytes[1] === 0;
  const label = wide ? (bytes[0] === 0xff || bytes[1] === 0 ? 'utf-16le' : 'utf-16be') : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

const NAME = '[\\p{L}_][\\p{L}\\p{N}._\\-]*(?::[\\p{L}_][\\p{L}\\p{N}._\\-]*)?';
/** What begins with < and is not a tag with attributes, or text. */
const TOKEN = new RegExp(
  `<\\?[\\s\\S]*?\\?>|<!--[\\s\\S]*?-->|<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|</(${NAME})\\s*>|<(${NAME})|([^<]+)`,
  'uy',
);
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'uy');
const TAG_END = /\s*(\/?)>/y;
const MOST_ATTRIBUTES = 1000;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const DEEPEST = 64;

function parseXml(text: string): { readonly roots: readonly Element[]; readonly fault: string | undefined } {
  const roots: Element[] = [];
  const open: { readonly element: Element; readonly tag: string; readonly spaces: ReadonlyMap<string, string> }[] = [];
  let fault: string | undefined;
  const plain = (value: string): string =>
    value.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+)?;?/gi, (all, entity?: string) => {
      const code = entity?.startsWith('#') ? Number(entity.replace(/^#x/i, '0x').replace(/^#/, '')) : undefined;
      if (all.endsWith(';') && code !== undefined && code <= 0x10ffff) return String.fromCodePoint(code);
      if (all.endsWith(';') && entity && Object.hasOwn(ENTITIES, entity)) return ENTITIES[entity]!;
      fault ??= 'it has an & that begins no entity';
      return all;
    });
  TOKEN.lastIndex = 0;
  let first = true;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) return { roots, fault: fault ?? `it is not well-formed at character ${at + 1}` };
    const [, data, closing, opening, characters] = match;
    const top = open.at(-1);
    if (opening !== undefined) {
      const { attributes, end } = readAttributes(text, TOKEN.lastIndex, plain);
      const empty = tagEnd(text, end);
      if (empty === undefined) return { roots, fault: fault ?? `the element ${opening} is not well-formed` };
      TOKEN.lastIndex = TAG_END.lastIndex;
      const { element, spaces } = elementOf(opening, attributes, top?.spaces ?? new Map(), (unknown) => {
        fault ??= `it uses the prefix ${unknown}, which is not declared`;
      });
      if (!top && roots.length) fault ??= 'it has more than one root element';
      (top?.element.children ?? roots).push(element);
      if (!empty) open.push({ element, tag: opening, spaces });
      if (open.length > DEEPEST) return { roots, fault: 'its elements are nested too deep' };
    } else if (closing !== undefined) {
      if (top?.tag !== closing) return { roots, fault: fault ?? `it closes ${closing}, which is not open` };
      open.pop();
    } else if (top) top.element.text += data ?? (characters === undefined ? '' : plain(characters));
    else if (characters?.trim().replace(/^\ufeff|\0+$/g, '') && !(first && characters === '\ufeff'))
      fault ??= 'it has text outside its root element';
    first = false;
  }
  if (open.length) fault ??= `it does not close ${open.at(-1)!.tag}`;
  if (!roots.length) fault ??= 'it is empty';
  return { roots, fault };
}

/** The attributes that stand at `start`, and where they end. */
function readAttributes(text: string, start: number, plain: (value: string) => string) {
  const attributes: (readonly [name: string, value: string])[] = [];
  let end = start;
  ATTRIBUTE.lastIndex = start;
  while (attributes.length < MOST_ATTRIBUTES) {
    const match = ATTRIBUTE.exec(text);
    if (!match) break;
    attributes.push([match[1]!, plain(match[2] ?? match[3] ?? '')]);
    end = ATTRIBUTE.lastIndex;
  }
  return { attributes, end };
}

/** Whether the tag that ends at `at` is that of an empty element; undefined where no tag ends there. */
function tagEnd(text: string, at: number): boolean | undefined {
  TAG_END.lastIndex = at;
  const match = TAG_END.exec(text);
  return match ? match[1] === '/' : undefined;
}

function elementOf(
  tag: string,
  attributes: readonly (readonly [name: string, value: string])[],
  outer: ReadonlyMap<string, string>,
  unknown: (prefix: string) => void,
) {
  const declared = attributes.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  const spaces = declared.length ? new Map(outer) : outer;
  for (const [name, value] of declared) (spaces as Map<string, string>).set(name.slice(6), value);
  const split = (name: string, isAttribute: boolean) => {
    const [prefix, local] = name.includes(':') ? (name.split(':') as [string, string]) : ['', name];
    if (prefix === 'xml') return { namespace: 'xml', name: local };
    if (prefix && !spaces.has(prefix)) unknown(prefix);
    return { namespace: prefix || !isAttribute ? (spaces.get(prefix) ?? '') : '', name: local };
  };
  const element: Element = {
    ...split(tag, false),
    attributes: attributes
      .filter(([name]) => !name.startsWith('xmlns'))
      .map(([name, value]) => ({ ...split(name, true), value })),
    children: [],
    text: '',
  };
  return { element, spaces };
}
