import type { Bookmark, StructureNode } from '../engine/boxes/structure.ts';
import { goTo } from './links.ts';
import type { PdfFile, Ref } from './pdfkit.ts';
import { textString } from './syntax.ts';

/** A heading, or what the style makes one, with the text of its place in the file. */
export interface Heading {
  readonly title: string;
  /** From 1. */
  readonly level: number;
  readonly destination: string;
  /** Its element, where readers are led to that (ISO 32000-2 section 12.3.2.3). */
  readonly element?: Ref | undefined;
  /** Shows the entries below it. */
  readonly open: boolean;
}

interface Entry extends Heading {
  readonly ref: Ref;
  readonly children: Entry[];
}

/** The headings of the tree in document order that `place` knows a destination for. */
export function collectHeadings(
  root: StructureNode,
  place: (node: StructureNode) => Pick<Heading, 'destination' | 'element'> | undefined,
): Heading[] {
  const found: Heading[] = [];
  const visit = (node: StructureNode): void => {
    const bookmark = node.bookmark ?? ownBookmark(node);
    const label = bookmark?.label.trim();
    const there = bookmark && bookmark.level !== 'none' && label ? place(node) : undefined;
    if (there) found.push({ title: label!, level: bookmark!.level as number, open: bookmark!.open, ...there });
    for (const child of node.children) if (child.kind === 'node') visit(child);
  };
  visit(root);
  return found;
}

function ownBookmark({ role, title }: StructureNode): Bookmark | undefined {
  const level = /^H[1-6]$/.test(role) ? Number(role[1]) : 0;
  return level && title ? { level, label: title, open: true } : undefined;
}

/** Writes the bookmarks (ISO 32000-1 section 12.3.3); nothing where there are no headings. */
export function writeOutlines(headings: readonly Heading[], file: PdfFile): void {
  if (headings.length === 0) return;
  const top: Entry[] = [];
  const open: Entry[] = [];
  for (const heading of headings) {
    while (open.length > 0 && open.at(-1)!.level >= heading.level) open.pop();
    const entry: Entry = { ...heading, ref: file.reserve(), children: [] };
    (open.at(-1)?.children ?? top).push(entry);
    open.push(entry);
  }
  const root = file.reserve();
  file.fill(root, `<</Type/Outlines${family(top)}/Count ${shown(top)}>>`);
  writeSiblings(top, root, file);
  file.setCatalogEntry('Outlines', root);
}

function family(children: readonly Entry[]): string {
  return children.length === 0 ? '' : `/First ${children[0]!.ref}/Last ${children.at(-1)!.ref}`;
}

/** How many entries show while all is as it is at first. */
function shown(entries: readonly Entry[]): number {
  return entries.reduce((sum, { open, children }) => sum + 1 + (open ? shown(children) : 0), 0);
}

function writeSiblings(entries: readonly Entry[], parent: Ref, file: PdfFile): void {
  for (const [i, entry] of entries.entries()) {
    const previous = i > 0 ? `/Prev ${entries[i - 1]!.ref}` : '';
    const next = i + 1 < entries.length ? `/Next ${entries[i + 1]!.ref}` : '';
    const count = shown(entry.children) * (entry.open ? 1 : -1);
    const inside = entry.children.length > 0 ? `${family(entry.children)}/Count ${count}` : '';
    const { element, destination } = entry;
    const target = element ? `/A${goTo(destination, element)}` : `/Dest${destination}`;
    file.fill(entry.ref, `<</Title${textString(entry.title)}/Parent ${parent}${previous}${next}${inside}${target}>>`);
    writeSiblings(entry.children, entry.ref, file);
  }
}
