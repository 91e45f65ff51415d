/** A standard the file says it keeps. Nothing checks here that it does. */
export type Claim = 'PDF/A-2a' | 'PDF/UA-1';

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
}

/** Document information dictionary, ISO 32000-1 section 14.3.3. */
export function infoDictionary(meta: DocumentMetadata): Record<string, string | Date> {
  const info: Record<string, string | Date> = { Title: meta.title };
  if (meta.author) info.Author = meta.author;
  if (meta.subject) info.Subject = meta.subject;
  if (meta.keywords?.length) info.Keywords = meta.keywords.join(', ');
  return { ...info, Creator: meta.creator, Producer: meta.producer, CreationDate: meta.date, ModDate: meta.date };
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
    claimed(meta.claims) +
    '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
  );
}

function claimed(claims: readonly Claim[]): string {
  const archive = claims.includes('PDF/A-2a');
  const accessible = claims.includes('PDF/UA-1');
  return (
    description(
      'pdfaid',
      'http://www.aiim.org/pdfa/ns/id/',
      archive ? '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>' : '',
    ) +
    description('pdfuaid', 'http://www.aiim.org/pdfua/ns/id/', accessible ? '<pdfuaid:part>1</pdfuaid:part>' : '') +
    (archive && accessible ? PDFUAID_SCHEMA : '')
  );
}

/** PDF/A asks for a description of every schema it does not know (ISO 19005-2 section 6.6.2.3). */
const PDFUAID_SCHEMA = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
`;
