import { createHash } from 'node:crypto';
import { deflate } from './deflate.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import { name, textString } from './syntax.ts';

/** A file that travels inside the PDF (ISO 32000-2 section 7.11.4). */
export interface Attachment {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly data: Uint8Array;
  readonly description: string;
  /** What it is to the document (ISO 19005-3 section 6.8). */
  readonly relationship: 'Source' | 'Data' | 'Alternative' | 'Supplement';
}

/** Writes the files as associated files of the document, and lists them by name. */
export function writeAttachments(attachments: readonly Attachment[], date: Date, file: PdfFile): void {
  if (attachments.length === 0) return;
  const refs = attachments.map((attachment): [string, Ref] => [
    attachment.name,
    writeAttachment(attachment, date, file),
  ]);
  const names = refs
    .map(([key, ref]) => [textString(key), ref] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, ref]) => `${key} ${ref}`);
  file.setCatalogEntry('AF', `[${refs.map(([, ref]) => ref).join(' ')}]`);
  file.setNames('EmbeddedFiles', `<</Names[${names.join(' ')}]>>`);
}

function writeAttachment(
  { name: title, type, data, description, relationship }: Attachment,
  date: Date,
  file: PdfFile,
): Ref {
  const checksum = createHash('md5').update(data).digest('hex');
  const day = `(D:${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`;
  const params = `<</Size ${data.length}/CreationDate${day}/ModDate${day}/CheckSum<${checksum}>>>`;
  const stream = file.stream(
    `/Type/EmbeddedFile/Subtype${name(type)}/Params${params}/Filter/FlateDecode`,
    deflate(data),
  );
  return file.add(
    `<</Type/Filespec/F${textString(title)}/UF${textString(title)}/Desc${textString(description)}` +
      `/AFRelationship/${relationship}/EF<</F ${stream}/UF ${stream}>>>>`,
  );
}
