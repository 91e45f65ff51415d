import { hasAlternative } from './alternatives.ts';
import { childrenOf, type TagRule } from './tagged-file.ts';

/** ISO 14289-1 section 7.6: an item that has nothing but its label is no item. */
export const lists: TagRule = ({ tree, text, place, report }) => {
  for (const element of tree.elements) {
    if (element.role === 'L' && !childrenOf(element).some(({ role }) => role === 'LI' || role === 'L'))
      report('check-list', 'a list has no items', place(element));
    if (element.role !== 'LI') continue;
    const bodies = childrenOf(element).filter(({ role }) => role !== 'Lbl');
    const own = element.kids.some(({ kind }) => kind === 'content');
    if (!own && !bodies.some((body) => text(body) || hasAlternative(body)))
      report('check-list', 'an item of a list has a label at most, and says nothing', place(element));
  }
};
