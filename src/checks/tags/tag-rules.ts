import { EVERY } from '../rule.ts';
import { alternatives } from './alternatives.ts';
import { bookmarks, headings } from './headings.ts';
import { languages } from './languages.ts';
import { linkContents, linkTexts } from './links.ts';
import { lists } from './lists.ts';
import { cellOrder, readingOrder } from './reading-order.ts';
import { tables } from './tables.ts';
import { tagRules } from './tagged-file.ts';

/** What validators cannot see of tags, or name less clearly: whether they say and order what the page shows. */
export const TAG_RULES = [
  tagRules(EVERY, [alternatives, languages, readingOrder, cellOrder, linkTexts, tables, lists, headings, bookmarks]),
  linkContents,
];
