import { type Box, heightOf, widthOf } from '../../pdf/read/box.ts';
import { languageOf, type StructureElement } from '../../pdf/read/structure.ts';
import { roundedBox } from '../rule.ts';
import { scriptsOf } from './language-tags.ts';
import { cellsOf, rowsOf } from './tables.ts';
import { contentOf, joined, type TaggedFile, type TagRule } from './tagged-file.ts';

/** Out of the flow: they may stand elsewhere than where they are read. */
const APART: ReadonlySet<string> = new Set(
  'Note FENote Caption TFoot RT RP Warichu WT WP Formula Annot TOC Index Aside'.split(' '),
);

/** Something that is read at once, with its first and its last line. */
interface Stop {
  readonly element: StructureElement;
  readonly page: number;
  readonly first: Box;
  readonly last: Box;
}

/**
 * WCAG 2.1 criterion 1.3.2: what is read next does not stand above what was read last in the same column. Text beside
 * it, in another column, is free to begin higher.
 */
export const readingOrder: TagRule = (file) => {
  for (const flow of flowsOf(file)) {
    for (const [i, stop] of flow.entries()) {
      const before = flow[i - 1];
      if (!before || before.page !== stop.page || !isAbove(stop.first, before.last)) continue;
      if (isLabelOf(before.element, stop.element)) continue;
      file.report('check-reading-order', 'what is read next stands above what was read before it', {
        ...file.place(stop.element),
        page: stop.page,
        area: roundedBox(stop.first),
      });
    }
  }
};

/** What is read one after the other: the document, and each part that stands apart. */
function* flowsOf(file: TaggedFile): Generator<readonly Stop[]> {
  const starts: StructureElement[][] = [[...file.tree.roots]];
  for (let roots = starts.pop(); roots; roots = starts.pop()) {
    const flow: Stop[] = [];
    const waiting: StructureElement['kids'][number][] = [...roots].reverse();
    let owner = roots[0]!;
    for (let kid = waiting.pop(); kid; kid = waiting.pop()) {
      if (kid.kind === 'content') {
        const piece = file.pieceOf(kid);
        owner = file.tree.byContent.get(`${kid.page} ${kid.mcid}`) ?? owner;
        if (piece?.first && piece.last)
          flow.push({ element: owner, page: piece.page, first: piece.first, last: piece.last });
      } else if (kid.kind === 'element') {
        if (kid.role === 'Figure') {
          const stop = wholeOf(kid, file);
          if (stop) flow.push(stop);
        } else if (APART.has(kid.role) && !roots.includes(kid)) starts.push([kid]);
        else waiting.push(...[...kid.kids].reverse());
      }
    }
    yield flow;
  }
}

/** A picture with what is written in it, in any order. */
function wholeOf(element: StructureElement, file: TaggedFile): Stop | undefined {
  let stop: Stop | undefined;
  for (const kid of contentOf(element)) {
    const piece = file.pieceOf(kid);
    if (!piece || (stop && stop.page !== piece.page)) continue;
    const box = stop ? joined(stop.first, piece.box) : piece.box;
    stop = { element, page: piece.page, first: box, last: box };
  }
  return stop;
}

const nearest = (element: StructureElement | undefined, role: string): StructureElement | undefined => {
  for (let one = element; one; one = one.parent) if (one.role === role) return one;
  return undefined;
};

/** A label may stand below what it names: figures are set so. */
const isLabelOf = (label: StructureElement, named: StructureElement): boolean => {
  const item = nearest(label, 'Lbl')?.parent;
  return item !== undefined && item === nearest(named, 'LI');
};

/** Whether a line stands wholly above another, over a good part of it. Lines that touch are level: raised numbers. */
function isAbove(a: Box, b: Box): boolean {
  const common = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const line = Math.min(heightOf(a), heightOf(b));
  return common > Math.min(widthOf(a), widthOf(b)) / 2 && a[1] >= b[3] - line / 4;
}

/** Cells of a table are read along the row, all rows in one direction. */
export const cellOrder: TagRule = (file) => {
  for (const table of file.tree.elements) {
    if (table.role !== 'Table') continue;
    const rows = rowsOf(table).map((row) => ({ row, steps: stepsOf(row, file) }));
    const all = rows.flatMap(({ steps }) => steps);
    const right = all.filter((step) => step > 0).length;
    const scripts = scriptsOf(languageOf(table, file.document) ?? '') ?? [];
    // Left to right where the script asks for it; else as most cells go, for tables of either direction are made.
    const either = scripts.includes('Arabic') || scripts.includes('Hebrew') || isTurned(table);
    const direction = either && right < all.length - right ? -1 : 1;
    for (const { row, steps } of rows)
      if (steps.some((step) => step * direction < 0))
        file.report('check-reading-order', 'the cells of a row are not read in their order', file.place(row));
  }
};

const isTurned = (table: StructureElement): boolean =>
  table.dict.dicts('A').some((attributes) => attributes.name('WritingMode') === 'RlTb');

/** 1 for a cell to the right of the one before, -1 to the left; those above or below each other are left out. */
function stepsOf(row: StructureElement, file: TaggedFile): readonly number[] {
  const places = cellsOf(row)
    .map((cell) => wholeOf(cell, file))
    .filter((stop) => stop !== undefined);
  return places.flatMap((stop, i) => {
    const before = places[i - 1];
    if (!before || before.page !== stop.page) return [];
    const [a, b] = [before.first, stop.first];
    return b[0] >= a[2] - 0.5 ? [1] : b[2] <= a[0] + 0.5 ? [-1] : [];
  });
}
