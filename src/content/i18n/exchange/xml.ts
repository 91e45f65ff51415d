import { SaxesParser } from 'saxes';
import { finding, type Place, type Report } from '../../../base/diagnostics.ts';
import type { SourceText } from '../../../base/source.ts';

/** An element of a file that came back, with the namespaces resolved. */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  /** Namespace URI. */
  readonly uri: string;
  /** Attributes by local name; those of a namespace as `{uri}local`, `xml:space` and the like as they are. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
  readonly place: Place;
}

const PIECE = 4096;
const MAX_DEPTH = 200;
const MAX_LENGTH = 20 * 1024 * 1024;

/**
 * Reads well-formed XML 1.0 with namespaces. Undefined after a finding where it is none. No entities but the five of XML
 * are known, so that no file can grow while it is read.
 */
export function parseXml(source: SourceText, report: Report): XmlElement | undefined {
  const { file } = source;
  if (source.text.length > MAX_LENGTH) {
    report(finding('exchange-damaged', 'The file is larger than 20 MB.', { file }));
    return undefined;
  }
  const parser = new SaxesParser({ xmlns: true, position: true });
  let root: XmlElement | undefined;
  let fault: { message: string; place: Place } | undefined;
  const here = (): Place => ({ file, line: parser.line, column: parser.column });
  const stack: { element: XmlElement; children: (XmlElement | string)[] }[] = [];
  const add = (child: XmlElement | string) => stack.at(-1)?.children.push(child);
  parser.on('error', (error) => {
    fault ??= { message: error.message.replace(/^.*?\d+:\d+: /, ''), place: here() };
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map(
      Object.values(tag.attributes).map(({ prefix, local, uri, name, value }) => [
        prefix === 'xml' ? name : uri && prefix ? `{${uri}}${local}` : local,
        value,
      ]),
    );
    const children: (XmlElement | string)[] = [];
    const element = { name: tag.local, uri: tag.uri, attributes, children, place: here() };
    root ??= element;
    add(element);
    stack.push({ element, children });
    if (stack.length > MAX_DEPTH) fault ??= { message: `elements are nested deeper than ${MAX_DEPTH}`, place: here() };
  });
  parser.on('closetag', () => stack.pop());
  parser.on('text', add);
  parser.on('cdata', add);
  // In pieces, so that a hostile file ends soon after its fault is known.
  for (let at = 0; at < source.text.length && !fault; at += PIECE) parser.write(source.text.slice(at, at + PIECE));
  if (!fault) parser.close();
  if (!fault && root) return root;
  const { message, place } = fault ?? { message: 'the file is empty', place: { file } };
  report(finding('exchange-damaged', `This is no well-formed XML: ${message}.`, place));
  return undefined;
}

export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string';

/** Children of a name, in the namespace of their parent. */
export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child): child is XmlElement => isElement(child) && child.name === name);

/** All text in an element. */
export const textIn = (element: XmlElement): string =>
  element.children.map((child) => (isElement(child) ? textIn(child) : child)).join('');

/** Every element of a name below, in order; those inside of one found are not looked for. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (child.name === name) yield child;
    else yield* descendants(child, name);
  }
}

/** An element or text to write. */
export type XmlNode = string | XmlWritten;

export interface XmlWritten {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly XmlNode[];
}

/** `element('note', { category: 'location' }, 'page 2')` */
export const element = (
  name: string,
  attributes: XmlWritten['attributes'] = {},
  ...children: readonly XmlNode[]
): XmlWritten => ({ name, attributes, children });

/** A file, indented except inside elements that hold text. */
export const writeXml = (root: XmlWritten): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`;

function written(node: XmlNode, indent: string | undefined): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`))
    .join('');
  const { name, children } = node;
  if (!children.length) return `<${name}${attributes}/>`;
  const mixed = indent === undefined || children.some((child) => typeof child === 'string');
  const inner = mixed
    ? children.map((child) => written(child, undefined)).join('')
    : `${children.map((child) => `\n${indent}  ${written(child, `${indent}  `)}`).join('')}\n${indent}`;
  return `<${name}${attributes}>${inner}</${name}>`;
}

/** Escapes markup; what XML 1.0 cannot hold is dropped. */
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
