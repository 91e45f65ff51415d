import type { Dict } from '../../pdf/read/objects.ts';
import type { StructureElement } from '../../pdf/read/structure.ts';
import { squeezed, type TagRule } from './tagged-file.ts';

const levelOf = ({ role }: StructureElement): number => Number(/^H([1-9]\d?)$/.exec(role)?.[1] ?? 0);

/** ISO 14289-1 section 7.4: levels follow each other, and headings say something. */
export const headings: TagRule = ({ tree, text, place, report }) => {
  let before = 0;
  for (const element of tree.elements) {
    const level = levelOf(element);
    if (!level && element.role !== 'H') continue;
    if (!text(element)) report('check-heading', `a heading (${element.type}) has no text`, place(element));
    if (!level) continue;
    if (level > before + 1)
      report(
        'check-heading',
        before
          ? `a heading of level ${level} follows one of level ${before}`
          : `the first heading is of level ${level}, not 1`,
        place(element),
      );
    before = level;
  }
};

interface Bookmark {
  readonly title: string;
  readonly depth: number;
  readonly object: number | undefined;
}

const MOST_BOOKMARKS = 20_000;

/** The outline (ISO 32000-1 section 12.3.3), loops cut. */
function bookmarksOf(outlines: Dict | undefined): readonly Bookmark[] {
  const found: Bookmark[] = [];
  const seen = new Set<Dict | number>();
  const waiting: { readonly item: Dict | undefined; readonly depth: number }[] = [
    { item: outlines?.dict('First'), depth: 1 },
  ];
  while (waiting.length && found.length < MOST_BOOKMARKS) {
    const { item, depth } = waiting.pop()!;
    if (!item || seen.has(item.object ?? item)) continue;
    seen.add(item.object ?? item);
    found.push({ title: squeezed(item.text('Title') ?? ''), depth, object: item.object });
    waiting.push({ item: item.dict('Next'), depth }, { item: item.dict('First'), depth: depth + 1 });
  }
  return found;
}

/** Files with as many headings as this are to have bookmarks. */
const BOOKMARKS_FROM = 10;

/** Bookmarks are the headings as far down as they go, nested as these are. */
export const bookmarks: TagRule = ({ document, profile, tree, text, place, report }) => {
  const all = tree.elements.filter((one) => levelOf(one) > 0);
  const list = bookmarksOf(document.catalog.dict('Outlines'));
  const wrong = (message: string, where = {}): void => report('check-bookmarks', message, where);
  if (!list.length) {
    if (profile !== 'print' && all.length >= BOOKMARKS_FROM)
      wrong(`the file has ${all.length} headings and no bookmarks`);
    return;
  }
  const at = (bookmark: Bookmark) => ({ object: bookmark.object, box: `"${bookmark.title}"` });
  let [next, deepest] = [0, 0];
  let before: { readonly level: number; readonly depth: number } | undefined;
  const marked = new Set<StructureElement>();
  for (const bookmark of list) {
    const found = all.findIndex((heading, i) => i >= next && text(heading) === bookmark.title);
    if (found < 0) {
      const elsewhere = all.some((heading) => text(heading) === bookmark.title);
      wrong(elsewhere ? 'a bookmark is not in the order of the headings' : 'a bookmark has no heading', at(bookmark));
      continue;
    }
    const level = levelOf(all[found]!);
    if (before && Math.sign(level - before.level) !== Math.sign(bookmark.depth - before.depth))
      wrong('a bookmark is not nested as its heading is', at(bookmark));
    marked.add(all[found]!);
    before = { level, depth: bookmark.depth };
    deepest = Math.max(deepest, level);
    next = found + 1;
  }
  for (const heading of all)
    if (levelOf(heading) <= deepest && !marked.has(heading) && text(heading))
      wrong('a heading has no bookmark, though others of its level have', place(heading));
};
