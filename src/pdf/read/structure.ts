import type { PdfDocument } from './document.ts';
import { Dict, isArray, Name, nameOf, type PdfObject, Ref } from './objects.ts';

/** A piece of marked content that an element claims. */
export interface ContentKid {
  readonly kind: 'content';
  readonly mcid: number;
  /** From 1; undefined where the element names no page that exists. */
  readonly page: number | undefined;
  /** The object of the form that the content is in, where it is not in the page's own. */
  readonly stream: number | undefined;
}

/** An annotation or picture that an element claims (ISO 32000-1 section 14.7.4.3). */
export interface ObjectKid {
  readonly kind: 'object';
  readonly dict: Dict | undefined;
  readonly object: number | undefined;
  readonly page: number | undefined;
}

export interface StructureElement {
  readonly kind: 'element';
  /** As it is written. */
  readonly type: string;
  /** After the role map: a standard type, or what could not be mapped. */
  readonly role: string;
  readonly dict: Dict;
  readonly object: number | undefined;
  readonly parent: StructureElement | undefined;
  readonly page: number | undefined;
  readonly alt: string | undefined;
  readonly actualText: string | undefined;
  readonly expansion: string | undefined;
  readonly title: string | undefined;
  /** Its own; see `languageOf` for what it inherits. */
  readonly lang: string | undefined;
  readonly kids: readonly StructureKid[];
}

export type StructureKid = StructureElement | ContentKid | ObjectKid;

export interface StructureTree {
  readonly dict: Dict;
  readonly roots: readonly StructureElement[];
  /** All elements, parents before their kids, in the order of reading. */
  readonly elements: readonly StructureElement[];
  /** The element that claims a piece of content; the key is made by `contentKey`. */
  readonly byContent: ReadonlyMap<string, StructureElement>;
  /** Faults of the tree itself: loops, elements that are none. */
  readonly faults: readonly string[];
}

/** A piece of marked content by its page, or by the form it is in, and its number. */
export const contentKey = (page: number | undefined, stream: number | undefined, mcid: number): string =>
  stream === undefined ? `${page} ${mcid}` : `f${stream} ${mcid}`;

const MOST_ELEMENTS = 200_000;

/** The structure tree (ISO 32000-1 section 14.7), loops cut. Undefined where the file has none. */
export function readStructure(document: PdfDocument): StructureTree | undefined {
  const dict = document.catalog.dict('StructTreeRoot');
  if (!dict) return undefined;
  const elements: StructureElement[] = [];
  const byContent = new Map<string, StructureElement>();
  const faults: string[] = [];
  const seen = new Set<number>();
  const roles = dict.dict('RoleMap');

  const roots: StructureKid[] = [];
  // A stack of its own: trees may be deeper than calls.
  const waiting: {
    value: PdfObject;
    parent: StructureElement | undefined;
    into: StructureKid[];
    page: number | undefined;
  }[] = [];
  const push = (
    owner: Dict,
    parent: StructureElement | undefined,
    into: StructureKid[],
    page: number | undefined,
  ): void => {
    const kids = owner.get('K');
    const list = isArray(kids) ? kids : [owner.entries.get('K') ?? null];
    for (const value of [...list].reverse()) if (value !== null) waiting.push({ value, parent, into, page });
  };
  push(dict, undefined, roots, undefined);
  while (waiting.length && elements.length < MOST_ELEMENTS && !document.store.budget.spent()) {
    const { value, parent, into, page } = waiting.pop()!;
    const kid = document.store.resolve(value);
    if (typeof kid === 'number' && parent) {
      into.push(content(kid, page, undefined, parent));
      continue;
    }
    if (!(kid instanceof Dict)) {
      faults.push('the structure tree names something that is no element');
      continue;
    }
    const own = document.pageOf(kid.refersTo('Pg')) ?? page;
    const type = kid.name('Type');
    if (type === 'MCR' || (type === undefined && kid.has('MCID') && !kid.has('S'))) {
      if (parent) into.push(content(kid.number('MCID') ?? -1, own, kid.refersTo('Stm'), parent));
    } else if (type === 'OBJR') {
      into.push({ kind: 'object', dict: kid.dict('Obj'), object: kid.refersTo('Obj'), page: own });
    } else {
      if (value instanceof Ref && seen.has(value.number)) {
        faults.push(`the structure tree leads to object ${value.number} more than once`);
        continue;
      }
      if (value instanceof Ref) seen.add(value.number);
      const kids: StructureKid[] = [];
      const element = elementOf(kid, parent, kids, own, roles, value instanceof Ref ? value.number : kid.object);
      elements.push(element);
      into.push(element);
      push(kid, element, kids, own);
    }
  }
  if (waiting.length) faults.push(`the structure tree has more than ${MOST_ELEMENTS} elements`);
  return { dict, roots: roots.filter((one) => one.kind === 'element'), elements, byContent, faults };

  function content(
    mcid: number,
    page: number | undefined,
    stream: number | undefined,
    parent: StructureElement,
  ): ContentKid {
    const key = contentKey(page, stream, mcid);
    if (byContent.has(key)) faults.push(`marked content ${mcid} of page ${page} is claimed more than once`);
    else byContent.set(key, parent);
    return { kind: 'content', mcid, page, stream };
  }
}

function elementOf(
  dict: Dict,
  parent: StructureElement | undefined,
  kids: readonly StructureKid[],
  page: number | undefined,
  roles: Dict | undefined,
  object: number | undefined,
): StructureElement {
  const type = dict.name('S') ?? '';
  return {
    kind: 'element',
    type,
    role: standardRole(type, roles),
    dict,
    object,
    parent,
    page,
    alt: dict.text('Alt'),
    actualText: dict.text('ActualText'),
    expansion: dict.text('E'),
    title: dict.text('T'),
    lang: dict.text('Lang'),
    kids,
  };
}

function standardRole(type: string, roles: Dict | undefined): string {
  let role = type;
  for (let i = 0; i < 16; i++) {
    const mapped = roles?.name(role);
    if (mapped === undefined || mapped === role) break;
    role = mapped;
  }
  return role;
}

/** The language of an element: its own, or the nearest of those around it, or the document's. */
export function languageOf(element: StructureElement, document: PdfDocument): string | undefined {
  for (let one: StructureElement | undefined = element; one; one = one.parent)
    if (one.lang !== undefined) return one.lang;
  return document.catalog.text('Lang');
}

/** The value of an attribute such as Scope of the owner Table (section 14.7.5), of the element's own or of its classes. */
export function attributeOf(element: StructureElement, owner: string, key: string, tree: StructureTree): PdfObject {
  const classMap = tree.dict.dict('ClassMap');
  const names = element.dict.get('C');
  const classes = (isArray(names) ? names : [names]).filter((one) => one instanceof Name);
  const lists = [element.dict.dicts('A'), ...classes.map((one) => classMap?.dicts(nameOf(one)!) ?? [])];
  for (const attributes of lists)
    for (const dict of attributes) if (dict.name('O') === owner && dict.has(key)) return dict.get(key);
  return null;
}

const DEEPEST_TEXT = 500;

/** The text of the content an element holds, as `text` gives it for each piece; ActualText counts instead. */
export function textOf(element: StructureElement, text: (kid: ContentKid) => string, depth = 0): string {
  if (element.actualText !== undefined) return element.actualText;
  if (depth > DEEPEST_TEXT) return '';
  return element.kids
    .map((kid) => (kid.kind === 'element' ? textOf(kid, text, depth + 1) : kid.kind === 'content' ? text(kid) : ''))
    .join('');
}
