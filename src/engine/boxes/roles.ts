import { type AnyNode, type Element, isTag } from 'domhandler';
import { textOf } from '../html/document.ts';
import type { Artifact, StructureNode, StructureRole } from './structure.ts';

/** What new content belongs to while the tree is walked. */
export type StructureParent = StructureNode | Artifact;

export const LAYOUT_ARTIFACT: Artifact = { kind: 'artifact', type: 'Layout' };

type NodeFields = Omit<StructureNode, 'kind' | 'parent' | 'children' | 'role'>;

export function addNode(parent: StructureParent, role: StructureRole, fields: NodeFields = {}): StructureParent {
  if (parent.kind === 'artifact') return parent;
  const node: StructureNode = { kind: 'node', role, parent, children: [], ...fields };
  parent.children.push(node);
  return node;
}

/** Elements that become one structure element of this type. Others are transparent. */
const ROLES: Readonly<Record<string, StructureRole>> = {
  p: 'P', pre: 'P', h1: 'H1', h2: 'H2', h3: 'H3', h4: 'H4', h5: 'H5', h6: 'H6',
  section: 'Sect', nav: 'Sect', aside: 'Sect', article: 'Art', blockquote: 'BlockQuote', q: 'Quote', code: 'Code',
  ul: 'L', ol: 'L', menu: 'L', dl: 'L', li: 'LI', dt: 'Lbl', dd: 'LBody',
  table: 'Table', caption: 'Caption', thead: 'THead', tbody: 'TBody', tfoot: 'TFoot', tr: 'TR', th: 'TH', td: 'TD',
}; // biome-ignore format: a table

const HEADINGS = new Set<StructureRole>(['H1', 'H2', 'H3', 'H4', 'H5', 'H6']);

/** Roles that hold text themselves; text in any other needs a P around it (ISO 14289-1 section 7.1). */
const HOLDS_TEXT = new Set<StructureRole>([
  'P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LBody', 'Lbl', 'TH', 'TD', 'Caption', 'Span', 'Quote', 'Note', 'Reference',
  'Code', 'Link', 'Figure', 'Formula',
]); // biome-ignore format: a list

export const holdsText = (parent: StructureParent): boolean =>
  parent.kind === 'artifact' || HOLDS_TEXT.has(parent.role);

const LIST_NUMBERING: Readonly<Record<string, NonNullable<StructureNode['listNumbering']>>> = {
  disc: 'Disc', circle: 'Circle', square: 'Square', decimal: 'Decimal', 'arabic-indic': 'Decimal', persian: 'Decimal', 'lower-alpha': 'LowerAlpha', 'lower-latin': 'LowerAlpha',
  'upper-alpha': 'UpperAlpha', 'upper-latin': 'UpperAlpha', 'lower-roman': 'LowerRoman', 'upper-roman': 'UpperRoman',
}; // biome-ignore format: a table

/**
 * The structure element of an HTML element: where its content goes. Returns `parent` for transparent elements.
 * `listStyle` is the computed list-style-type.
 */
export function enterElement(element: Element, parent: StructureParent, listStyle: string): StructureParent {
  if (parent.kind === 'artifact') return parent;
  const { name, attribs } = element;
  if (attribs['aria-hidden'] === 'true' || attribs.role === 'presentation' || name === 'hr') return LAYOUT_ARTIFACT;
  const lang = attribs.lang || attribs['xml:lang'] || undefined;
  const own = lang ? { lang } : {};
  if (name === 'a' && attribs.href)
    return addNode(parent, 'Link', { ...own, href: attribs.href, title: plainText(element) });
  if (name === 'abbr' && attribs.title) return addNode(parent, 'Span', { ...own, expansion: attribs.title });
  if (name === 'figure') {
    const picture = descendant(element, (child) => child.name === 'img' || child.name === 'svg');
    const alt = picture && alternative(picture);
    return alt ? addNode(parent, 'Figure', { ...own, alt }) : parent;
  }
  if (name === 'figcaption') return addNode(parent, parent.role === 'Figure' ? 'Caption' : 'P', own);
  if (name === 'div' && parent.role === 'L') return addNode(parent, 'LI', own);
  const role = attribs.role === 'note' ? 'Note' : ROLES[name];
  // The root's language is that of the document. A Span is for text; blocks in another language make a Div.
  if (!role) return lang && name !== 'html' ? addNode(parent, holdsText(parent) ? 'Span' : 'Div', own) : parent;
  if (HEADINGS.has(role)) return addNode(parent, role, { ...own, title: plainText(element) });
  if (role === 'L')
    return addNode(parent, role, {
      ...own,
      listNumbering: name === 'dl' ? 'Description' : (LIST_NUMBERING[listStyle] ?? otherNumbering(name, listStyle)),
    });
  if (role === 'TH' || role === 'TD') return addNode(parent, role, { ...own, ...cellFields(element, role) });
  if (role === 'Lbl' && parent.role === 'L') return addNode(addNode(parent, 'LI'), role, own);
  if (role === 'LBody' && parent.role === 'L') {
    // A dd belongs to the item its dt has opened.
    const item = parent.children.at(-1);
    return addNode(item?.kind === 'node' && item.role === 'LI' ? item : addNode(parent, 'LI'), role, own);
  }
  if (role === 'Table' && attribs.summary) return addNode(parent, role, { ...own, summary: attribs.summary });
  if (role === 'Note') return addNode(parent, role, { ...own, id: attribs.id });
  return addNode(parent, role, own);
}

/** Of markers that have no name of their own in PDF. */
function otherNumbering(name: string, listStyle: string): StructureNode['listNumbering'] {
  if (listStyle === 'none') return 'None';
  return name === 'ol' ? 'Ordered' : 'Unordered';
}

function cellFields(element: Element, role: 'TH' | 'TD'): NodeFields {
  const { colspan, rowspan, scope, id, headers } = element.attribs;
  const inHead =
    element.parent?.parent &&
    isTag(element.parent.parent as AnyNode) &&
    (element.parent.parent as Element).name === 'thead';
  const axis = scope?.startsWith('row') ? 'Row' : scope?.startsWith('col') || inHead ? 'Column' : 'Row';
  return {
    ...(role === 'TH' ? { scope: axis } : {}),
    ...(Number(colspan) > 1 ? { colSpan: Number(colspan) } : {}),
    ...(Number(rowspan) > 1 ? { rowSpan: Number(rowspan) } : {}),
    ...(role === 'TH' && id ? { id } : {}),
    ...(headers ? { headers: headers.split(/\s+/) } : {}),
  };
}

/** The alternative text of a picture; an empty one marks decoration. Undefined where the author gave none. */
export function alternative(picture: Element): string | undefined {
  if (picture.name === 'img') return picture.attribs.alt;
  const title = descendant(picture, (child) => child.name === 'title');
  return picture.attribs['aria-label'] ?? (title && plainText(title));
}

export function descendant(element: Element, accept: (child: Element) => boolean): Element | undefined {
  for (const child of element.children as AnyNode[]) {
    if (!isTag(child)) continue;
    if (accept(child)) return child;
    const found = descendant(child, accept);
    if (found) return found;
  }
  return undefined;
}

export const plainText = (element: Element): string => textOf(element).replace(/\s+/g, ' ').trim();
