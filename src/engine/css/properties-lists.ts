import { contentParts } from './content-values.ts';
import { parseImage } from './paint-images.ts';
import type { ImageValue } from './paint-types.ts';
import { restOf } from './paint-values.ts';
import { define, either, keyword, keywords, one } from './property.ts';
import { counterChanges, quotePairs } from './property-values.ts';

const LIST_STYLES = [
  'none',
  'disc',
  'circle',
  'square',
  'disclosure-open',
  'disclosure-closed',
  'decimal',
  'arabic-indic',
  'persian',
  'lower-alpha',
  'lower-latin',
  'upper-alpha',
  'upper-latin',
  'lower-roman',
  'upper-roman',
];

/** Lists, counters and generated content (CSS Lists 3, CSS Content 3). */
export function defineLists(): void {
  define(
    'list-style-type',
    'listStyleType',
    true,
    'disc',
    `${LIST_STYLES.join(' | ')} | <string>`,
    one(either(keywords(LIST_STYLES), (node) => (node.type === 'String' ? `"${node.value}` : undefined))),
  );
  define('list-style-image', 'listStyleImage', true, 'none', 'none | <url>', (reader) => {
    const image = parseImage(restOf(reader)) as ImageValue | 'none' | undefined;
    return image === 'none' || image?.type === 'url' ? image : undefined;
  });
  keyword('list-style-position', 'listStylePosition', true, 'outside', ['outside', 'inside']);
  define(
    'content',
    'content',
    false,
    'normal',
    'normal | none | element() | [ <string> | <url> | counter() | counters() | attr() | string() | content() | target-counter() | target-counters() | target-text() | leader() | open-quote | close-quote | no-open-quote | no-close-quote ]+',
    contentParts,
  );
  define('counter-reset', 'counterReset', false, [], 'none | [ <name> <integer>? ]+', counterChanges(0));
  define('counter-increment', 'counterIncrement', false, [], 'none | [ <name> <integer>? ]+', counterChanges(1));
  define('counter-set', 'counterSet', false, [], 'none | [ <name> <integer>? ]+', counterChanges(0));
  define('quotes', 'quotes', true, 'auto', 'auto | none | [ <string> <string> ]+', quotePairs);
}
