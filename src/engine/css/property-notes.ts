/** What is left out of a property that is not whole, for docs/css.md. */
export const PROPERTY_NOTES: Readonly<Record<string, string>> = {
  content: 'without images and alternative texts (`/ "…"`)',
  'font-style': '`oblique` is `italic`, without angles',
  'font-weight': 'faces are static: the nearest weight there is',
  'letter-spacing': 'without percentages',
  'list-style-type': 'without `@counter-style`, and without the counter styles not named here',
  'tab-size': 'without lengths',
  'text-align': 'without `match-parent` and `justify-all`',
  'text-indent': 'without `hanging` and `each-line`',
  'text-transform': 'without `full-width`, `full-size-kana` and `math-auto`',
  'word-spacing': 'without percentages',
};
