/**
 * The structure tree: what the page says, apart from where it is painted. It follows the document's order and becomes
 * the tag tree of the PDF (ISO 32000-1 section 14.8). Painted items point at its leaves.
 */

/** Standard structure types, ISO 32000-1 section 14.8.4. */
export type StructureRole =
  | 'Document' | 'Part' | 'Art' | 'Sect' | 'Div' | 'BlockQuote' | 'Caption' | 'NonStruct'
  | 'P' | 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'H6'
  | 'L' | 'LI' | 'Lbl' | 'LBody'
  | 'Table' | 'TR' | 'TH' | 'TD' | 'THead' | 'TBody' | 'TFoot'
  | 'Span' | 'Quote' | 'Note' | 'Reference' | 'Code' | 'Link' | 'Figure' | 'Formula'; // biome-ignore format: a table

/** A place where content is painted: one run of text or one picture, in document order among its siblings. */
export interface ContentLeaf {
  readonly kind: 'content';
  readonly parent: StructureNode;
}

export interface StructureNode {
  readonly kind: 'node';
  readonly role: StructureRole;
  readonly parent: StructureNode | undefined;
  /** Mutable only while the tree is built. */
  readonly children: (StructureNode | ContentLeaf)[];
  /** BCP 47 tag where it differs from the parent's. */
  readonly lang?: string | undefined;
  /** Alternative text (Figure, Formula). */
  readonly alt?: string | undefined;
  /** Expansion of an abbreviation (E). */
  readonly expansion?: string | undefined;
  readonly scope?: 'Row' | 'Column' | 'Both' | undefined;
  readonly colSpan?: number | undefined;
  readonly rowSpan?: number | undefined;
  /** Element identifier, for Note and for TH that other cells name. */
  readonly id?: string | undefined;
  readonly headers?: readonly string[] | undefined;
  readonly listNumbering?:
    | 'None'
    | 'Disc'
    | 'Circle'
    | 'Square'
    | 'Decimal'
    | 'LowerAlpha'
    | 'UpperAlpha'
    | 'LowerRoman'
    | 'UpperRoman'
    /** Bullets or numbers of another kind, and terms with what they mean (ISO 32000-2 table 382). */
    | 'Unordered'
    | 'Ordered'
    | 'Description'
    | undefined;
  /** Target of a Link: an absolute address or `#id` within the document. */
  readonly href?: string | undefined;
  /** Table summary. */
  readonly summary?: string | undefined;
  /** Plain text of a heading (for bookmarks) or of a link (for annotation Contents). */
  readonly title?: string | undefined;
  /** Ids of the elements that begin here, as links name them; added while the tree is built. */
  anchors?: string[];
  /** Where the style differs from a heading's own; set while the tree is built. */
  bookmark?: Bookmark | undefined;
}

/** An entry of the document's outline (CSS GCPM 3 section 6). */
export interface Bookmark {
  /** From 1; `none` leaves a heading out. */
  readonly level: number | 'none';
  readonly label: string;
  readonly open: boolean;
}

/** Content that is no part of the document's text (ISO 32000-1 section 14.8.2.2). */
export interface Artifact {
  readonly kind: 'artifact';
  readonly type: 'Pagination' | 'Layout' | 'Page' | 'Background';
  readonly subtype?: 'Header' | 'Footer' | 'Watermark' | undefined;
}
