import { type AnyNode, type Element, isTag } from 'domhandler';
import type { HtmlDocument } from '../engine/html/document.ts';

/** SOURCE_DATE_EPOCH (seconds, UTC), where it is set. */
export function sourceDateEpoch(): Date | undefined {
  const text = process.env.SOURCE_DATE_EPOCH;
  if (!text || !/^\d+$/.test(text)) return undefined;
  return new Date(Number(text) * 1000);
}

/** The date a rendered page carries: SOURCE_DATE_EPOCH, else its `<meta name=date>`, else the start of the epoch. */
export function documentDate(document: HtmlDocument): Date {
  const epoch = sourceDateEpoch();
  if (epoch) return epoch;
  const meta = (document.head.children as AnyNode[]).find(
    (node): node is Element =>
      isTag(node) && node.name === 'meta' && /^(dcterms\.)?date$/i.test(node.attribs.name ?? ''),
  );
  const date = meta?.attribs.content ? new Date(`${meta.attribs.content.slice(0, 10)}T00:00:00Z`) : new Date(0);
  return Number.isNaN(date.getTime()) ? new Date(0) : date;
}
