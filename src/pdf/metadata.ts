import { InfoName } from './pdfkit.ts';

/** A standard the file says it keeps. Nothing checks here that it does. */
export type Claim = 'PDF/A-2a' | 'PDF/A-3a' | 'PDF/A-4f' | 'PDF/UA-1' | 'PDF/UA-2' | 'WTPDF-1.0' | 'PDF/X-4';

/** What the file says of itself; the information dictionary and the XMP packet are made from the same values. */
export interface DocumentMetadata {
  readonly title: string;
  /** BCP 47. */
  readonly lang: string;
  readonly author?: string | undefined;
  readonly subject?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  readonly creator: string;
  readonly producer: string;
  readonly date: Date;
  readonly claims: readonly Claim[];
  /** UUID of the document, for print. */
  readonly documentId?: string | undefined;
}

/** Document information dictionary, ISO 32000-1 section 14.3.3. */
export function infoDictionary(meta: DocumentMetadata): Record<string, string | Date | InfoName> {
  const info: Record<string, string | Date | InfoName> = { Title: meta.title };
  if (meta.author) info.Author = meta.author;
  if (meta.subject) info.Subject = meta.subject;
  if (meta.keywords?.length) info.Keywords = meta.keywords.join(', ');
  const made = { Creator: meta.creator, Producer: meta.producer, CreationDate: meta.date, ModDate: meta.date };
  const print = meta.claims.includes('PDF/X-4') ? { Trapped: new InfoName('False'), GTS_PDFXVersion: 'PDF/X-4' } : {};
  return { ...info, ...made, ...print };
}

/** XML 1.0 section 2.2 and 2.4: escaped, and without the characters XML cannot hold. */
function xml(text: string): string {
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (c) => escapes[c]!);
}

function languageAlternative(tag: string, text: string, lang: string): string {
  const value = xml(text);
  return (
    `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${value}</rdf:li>` +
    `<rdf:li xml:lang="${xml(lang)}">${value}</rdf:li></rdf:Alt></${tag}>`
  );
}

function description(prefix: string, namespace: string, content: string): string {
  return content && `<rdf:Description rdf:about="" xmlns:${prefix}="${namespace}">${content}</rdf:Description>\n`;
}

/** The XMP packet (ISO 16684-1), which agrees with the information dictionary as ISO 19005-2 section 6.6 asks. */
export function xmpPacket(meta: DocumentMetadata): string {
  const date = `${meta.date.toISOString().slice(0, 19)}Z`;
  const dc =
    '<dc:format>application/pdf</dc:format>' +
    languageAlternative('dc:title', meta.title, meta.lang) +
    (meta.author ? `<dc:creator><rdf:Seq><rdf:li>${xml(meta.author)}</rdf:li></rdf:Seq></dc:creator>` : '') +
    (meta.subject ? languageAlternative('dc:description', meta.subject, meta.lang) : '') +
    (meta.keywords?.length
      ? `<dc:subject><rdf:Bag>${meta.keywords.map((word) => `<rdf:li>${xml(word)}</rdf:li>`).join('')}</rdf:Bag></dc:subject>`
      : '') +
    `<dc:language><rdf:Bag><rdf:li>${xml(meta.lang)}</rdf:li></rdf:Bag></dc:language>`;
  const pdf =
    `<pdf:Producer>${xml(meta.producer)}</pdf:Producer>` +
    (meta.claims.includes('PDF/X-4') ? '<pdf:Trapped>False</pdf:Trapped>' : '') +
    (meta.keywords?.length ? `<pdf:Keywords>${xml(meta.keywords.join(', '))}</pdf:Keywords>` : '');
  const xmp =
    `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>` +
    `<xmp:MetadataDate>${date}</xmp:MetadataDate><xmp:CreatorTool>${xml(meta.creator)}</xmp:CreatorTool>`;
  return (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' +
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n' +
    description('dc', 'http://purl.org/dc/elements/1.1/', dc) +
    description('pdf', 'http://ns.adobe.com/pdf/1.3/', pdf) +
    description('xmp', 'http://ns.adobe.com/xap/1.0/', xmp) +
    claimed(meta) +
    '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
  );
}

const PDFA = 'http://www.aiim.org/pdfa/ns/id/';
const PDFUA = 'http://www.aiim.org/pdfua/ns/id/';

/** Part and conformance level by claim (ISO 19005-2 section 6.6.4, ISO 19005-4 section 6.7.3). */
const ARCHIVES: Readonly<Partial<Record<Claim, string>>> = {
  'PDF/A-2a': '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>',
  'PDF/A-3a': '<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>',
  'PDF/A-4f': '<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev><pdfaid:conformance>F</pdfaid:conformance>',
};

function claimed({ claims, documentId }: DocumentMetadata): string {
  const archive = claims.map((claim) => ARCHIVES[claim] ?? '').join('');
  const print = claims.includes('PDF/X-4');
  const accessible = claims.includes('PDF/UA-2')
    ? '<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>'
    : claims.includes('PDF/UA-1')
      ? '<pdfuaid:part>1</pdfuaid:part>'
      : '';
  const schemas = [...(accessible ? [UA_SCHEMA] : []), ...(print ? PRINT_SCHEMAS : [])];
  return (
    description('pdfaid', PDFA, archive) +
    description('pdfuaid', PDFUA, accessible) +
    (claims.includes('WTPDF-1.0') ? description('pdfd', 'http://pdfa.org/declarations/', WTPDF) : '') +
    (print ? printIdentity(documentId ?? '') : '') +
    (archive && !claims.includes('PDF/A-4f') && schemas.length ? extensions(schemas) : '')
  );
}

/** PDF Declarations 1.0: well-tagged for accessibility. */
const WTPDF =
  '<pdfd:declarations><rdf:Bag><rdf:li rdf:parseType="Resource">' +
  '<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>' +
  '</rdf:li></rdf:Bag></pdfd:declarations>';

/** ISO 15930-7 section 6.9. */
const printIdentity = (id: string): string =>
  description('pdfxid', 'http://www.npes.org/pdfx/ns/id/', '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>') +
  description(
    'xmpMM',
    'http://ns.adobe.com/xap/1.0/mm/',
    `<xmpMM:DocumentID>uuid:${id}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>` +
      '<xmpMM:RenditionClass>default</xmpMM:RenditionClass>',
  );

interface Schema {
  readonly title: string;
  readonly uri: string;
  readonly prefix: string;
  readonly property: string;
  readonly type: string;
  readonly meaning: string;
}

const UA_SCHEMA: Schema = {
  title: 'PDF/UA Universal Accessibility Schema', uri: PDFUA, prefix: 'pdfuaid', property: 'part', type: 'Integer',
  meaning: 'Part of ISO 14289 to which the document conforms',
}; // biome-ignore format: a record

const PRINT_SCHEMAS: readonly Schema[] = [
  {
    title: 'PDF/X ID Schema', uri: 'http://www.npes.org/pdfx/ns/id/', prefix: 'pdfxid', property: 'GTS_PDFXVersion', type: 'Text',
    meaning: 'Identifier of the PDF/X conformance level',
  },
  {
    title: 'Adobe PDF Schema', uri: 'http://ns.adobe.com/pdf/1.3/', prefix: 'pdf', property: 'Trapped', type: 'Text',
    meaning: 'Whether the document has been trapped',
  },
]; // biome-ignore format: records

/** PDF/A asks for a description of every property it does not know (ISO 19005-2 section 6.6.2.3). */
function extensions(schemas: readonly Schema[]): string {
  const items = schemas.map(
    ({ title, uri, prefix, property, type, meaning }) =>
      `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>${title}</pdfaSchema:schema>` +
      `<pdfaSchema:namespaceURI>${uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>${prefix}</pdfaSchema:prefix>` +
      '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
      `<pdfaProperty:name>${property}</pdfaProperty:name><pdfaProperty:valueType>${type}</pdfaProperty:valueType>` +
      `<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>${meaning}</pdfaProperty:description>` +
      '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>',
  );
  return (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ' +
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">' +
    `<pdfaExtension:schemas><rdf:Bag>${items.join('')}</rdf:Bag></pdfaExtension:schemas></rdf:Description>\n`
  );
}
