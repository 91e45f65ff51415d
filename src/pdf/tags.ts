import type { ContentLeaf, StructureNode } from '../engine/boxes/structure.ts';
import type { Extent } from './extents.ts';
import type { FilePage, PdfFile, PdfVersion, Ref } from './pdfkit.ts';
import { num, textString } from './syntax.ts';

interface MarkedContent {
  readonly page: number;
  readonly mcid: number;
  /** Its place in the text of the page, where it has one. */
  readonly order: number | undefined;
  /** The form that it stands in, where that is not the page's own stream. */
  readonly form: FormStream | undefined;
}

/** A content stream with marked content of its own (ISO 32000-1 section 14.7.4.2); its reference comes when it is written. */
export interface FormStream {
  readonly owners: Ref[];
  ref: Ref | undefined;
}

interface LinkObject {
  readonly page: number;
  /** The annotation. */
  readonly ref: Ref;
}

/** Of those used here, the types that PDF 2.0 has in a namespace of its own (ISO 32000-2 section 14.8.4). */
const MODERN_ROLES: ReadonlySet<string> = new Set([
  'Document', 'Part', 'Sect', 'Div', 'Caption', 'P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'L', 'LI', 'Lbl', 'LBody',
  'Table', 'TR', 'TH', 'TD', 'THead', 'TBody', 'TFoot', 'Span', 'FENote', 'Link', 'Figure', 'Formula',
]); // biome-ignore format: a list

const BEFORE_2: Readonly<Partial<Record<NonNullable<StructureNode['listNumbering']>, string>>> = {
  Unordered: 'Disc',
  Ordered: 'Decimal',
  Description: 'None',
};

/** Gathers what is painted for each leaf, then writes the structure tree (ISO 32000-1 section 14.7). */
export class TagTree {
  readonly extents = new Map<StructureNode, Extent>();
  readonly #contents = new Map<ContentLeaf, MarkedContent[]>();
  readonly #nextMcid: number[] = [];
  readonly #elements = new Map<StructureNode, Ref>();
  readonly #links = new Map<StructureNode, LinkObject[]>();
  readonly #ids = new Map<string, Ref>();
  readonly #owners: Ref[][] = [];
  /** Each level asks for all below it. */
  readonly #kept = new Map<StructureNode, boolean>();
  readonly #file: PdfFile;
  /** The namespace of PDF 2.0; undefined in files before it. */
  readonly #namespace: Ref | undefined;
  #notes = 0;

  constructor(file: PdfFile, version: PdfVersion) {
    this.#file = file;
    if (version === '2.0') this.#namespace = file.add('<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>');
  }

  /** The element that an id leads to, or what is around it where that is not painted (ISO 32000-2 section 12.3.2.3). */
  destinationsOf(root: StructureNode): ReadonlyMap<string, Ref> {
    const found = new Map<string, Ref>();
    const visit = (node: StructureNode, around: StructureNode): void => {
      const own = this.#isKept(node) ? node : around;
      for (const id of node.anchors ?? []) if (!found.has(id)) found.set(id, this.elementOf(own));
      for (const child of node.children) if (child.kind === 'node') visit(child, own);
    };
    visit(root, root);
    // What leads to the top of the document.
    found.set('', this.elementOf(root));
    return found;
  }

  /** A new marked content identifier for a leaf, on the page or in a form there. */
  addContent(leaf: ContentLeaf, page: number, order?: number, form?: FormStream): number {
    const mcid = form ? form.owners.length : (this.#nextMcid[page] ?? 0);
    if (form) form.owners.push(this.elementOf(leaf.parent));
    else this.#nextMcid[page] = mcid + 1;
    const known = this.#contents.get(leaf);
    if (known) known.push({ page, mcid, order, form });
    else this.#contents.set(leaf, [{ page, mcid, order, form }]);
    return mcid;
  }

  /** Enters what stands in a form into the parent tree; returns the form's key there. */
  addForm(form: FormStream): number {
    return this.#file.addContentOwners(form.owners);
  }

  /** The element's reference, known before it is written. */
  elementOf(node: StructureNode): Ref {
    const known = this.#elements.get(node);
    if (known) return known;
    const ref = this.#file.reserve();
    this.#elements.set(node, ref);
    return ref;
  }

  addLink(node: StructureNode, link: LinkObject): void {
    const known = this.#links.get(node);
    if (known) known.push(link);
    else this.#links.set(node, [link]);
  }

  write(root: StructureNode, lang: string, pages: readonly FilePage[]): void {
    this.#write(root, this.#file.structureRoot, pages, lang);
    // Byte order is what name trees ask for; identifiers are written in ASCII or UTF-16.
    const names = [...this.#ids]
      .map(([id, ref]) => [textString(id), ref] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const tree = names.map(([id, ref]) => `${id} ${ref}`).join(' ');
    this.#file.setStructure({
      K: this.elementOf(root),
      ...(tree ? { IDTree: `<</Names[${tree}]>>` } : {}),
      ...(this.#namespace ? { Namespaces: `[${this.#namespace}]` } : {}),
    });
    for (const [index, page] of pages.entries()) page.setMarkedContentOwners(this.#owners[index] ?? []);
  }

  /** Whether the node or something in it is painted. An empty cell still takes its place in the table. */
  #isKept(node: StructureNode): boolean {
    let kept = this.#kept.get(node);
    if (kept === undefined) {
      kept =
        node.role === 'TD' ||
        node.role === 'TH' ||
        this.#links.has(node) ||
        node.children.some((child) => (child.kind === 'node' ? this.#isKept(child) : this.#contents.has(child)));
      this.#kept.set(node, kept);
    }
    return kept;
  }

  /** Writes the node and what is in it; returns its reference. */
  #write(node: StructureNode, parent: Ref, pages: readonly FilePage[], lang: string | undefined): Ref {
    const ref = this.elementOf(node);
    const kids: string[] = [];
    let page: number | undefined;
    const here = (index: number): boolean => {
      page ??= index;
      return page === index;
    };
    for (const child of node.children) {
      if (child.kind === 'node') {
        if (this.#isKept(child)) kids.push(`${this.#write(child, ref, pages, child.lang)}`);
        continue;
      }
      for (const content of inOrder(this.#contents.get(child) ?? [])) {
        const pageRef = pages[content.page]!.ref;
        if (content.form) {
          kids.push(`<</Type/MCR/Pg ${pageRef}/Stm ${content.form.ref}/MCID ${content.mcid}>>`);
          continue;
        }
        this.#owners[content.page] ??= [];
        this.#owners[content.page]![content.mcid] = ref;
        kids.push(here(content.page) ? `${content.mcid}` : `<</Type/MCR/Pg ${pageRef}/MCID ${content.mcid}>>`);
      }
    }
    for (const link of this.#links.get(node) ?? []) {
      kids.push(`<</Type/OBJR/Pg ${pages[link.page]!.ref}/Obj ${link.ref}>>`);
    }
    const on = page === undefined ? '' : `/Pg ${pages[page]!.ref}`;
    const K = kids.length === 0 ? '' : `/K[${kids.join(' ')}]`;
    const role = this.#role(node);
    const space = this.#namespace && MODERN_ROLES.has(role) ? `/NS ${this.#namespace}` : '';
    this.#file.fill(
      ref,
      `<</Type/StructElem/S/${role}${space}/P ${parent}${on}${K}${this.#describe(node, pages, lang, ref)}>>`,
    );
    return ref;
  }

  #role(node: StructureNode): string {
    // A Link element without its annotation says nothing.
    if (node.role === 'Link' && !this.#links.has(node)) return 'Span';
    return this.#namespace && node.role === 'Note' ? 'FENote' : node.role;
  }

  #describe(node: StructureNode, pages: readonly FilePage[], lang: string | undefined, ref: Ref): string {
    let out = '';
    if (lang) out += `/Lang${textString(lang)}`;
    if (node.alt !== undefined) out += `/Alt${textString(node.alt)}`;
    if (node.expansion) out += `/E${textString(node.expansion)}`;
    // ISO 14289-1 section 7.9: every Note has an identifier.
    const id = node.id ?? (node.role === 'Note' ? `faktaark-note-${++this.#notes}` : undefined);
    if (id !== undefined && !this.#ids.has(id)) {
      this.#ids.set(id, ref);
      out += `/ID${textString(id)}`;
    }
    const attributes = [this.#layoutAttributes(node, pages), this.#listAttributes(node), tableAttributes(node)].filter(
      Boolean,
    );
    if (attributes.length === 1) out += `/A${attributes[0]}`;
    else if (attributes.length > 1) out += `/A[${attributes.join('')}]`;
    return out;
  }

  /** ISO 32000-1 section 14.8.5.5; what only PDF 2.0 can say becomes what is nearest to it. */
  #listAttributes({ listNumbering }: StructureNode): string {
    const name = listNumbering && (this.#namespace ? listNumbering : (BEFORE_2[listNumbering] ?? listNumbering));
    return name ? `<</O/List/ListNumbering/${name}>>` : '';
  }

  /** ISO 32000-1 section 14.8.5.4. */
  #layoutAttributes(node: StructureNode, pages: readonly FilePage[]): string {
    const extent = this.extents.get(node);
    if (!extent || (node.role !== 'Figure' && node.role !== 'Formula')) return '';
    const { x, y, width, height } = extent.rect;
    const top = pages[extent.page]!.height - y * 0.75;
    const box = [x * 0.75, top - height * 0.75, (x + width) * 0.75, top].map(num).join(' ');
    return `<</O/Layout/Placement/Block/BBox[${box}]>>`;
  }
}

/** As it is read, where it was painted in another order. */
function inOrder(contents: readonly MarkedContent[]): readonly MarkedContent[] {
  return contents.length < 2
    ? contents
    : contents.toSorted((a, b) => a.page - b.page || (a.order ?? 0) - (b.order ?? 0));
}

/** ISO 32000-1 section 14.8.5.7. */
function tableAttributes(node: StructureNode): string {
  let out = '';
  if (node.scope) out += `/Scope/${node.scope}`;
  if (node.colSpan !== undefined && node.colSpan > 1) out += `/ColSpan ${node.colSpan}`;
  if (node.rowSpan !== undefined && node.rowSpan > 1) out += `/RowSpan ${node.rowSpan}`;
  if (node.headers && node.headers.length > 0) out += `/Headers[${node.headers.map(textString).join('')}]`;
  if (node.summary) out += `/Summary${textString(node.summary)}`;
  return out && `<</O/Table${out}>>`;
}
