import { type CodeEntry, entry } from './entry.ts';

/** What is wrong with pages, from HTML to the PDF that is written. */
export const LAYOUT_CODES = {
  // engine: html, css, fonts, images, text, layout
  'html-unknown-element': entry(
    'warning',
    'The element is not in the supported subset of HTML; it is laid out as its display value says.',
    'Use an element listed in docs/css.md, or a `div` or `span` with a class.',
  ),
  'html-too-deep': entry(
    'warning',
    'Elements are nested deeper than is laid out; the innermost become siblings.',
    'Nest less deeply.',
  ),
  'html-unended-formatting': entry(
    'warning',
    'Elements such as `b` or `font` are not ended, and would go on in more elements than any page has.',
    'Write the end tags.',
  ),
  'html-control-character': entry(
    'error',
    'The text has a control character or half of a surrogate pair, which stands for nothing on a page; it is left out, or shown as U+FFFD.',
    'Remove it; it often comes from a copy or a wrong encoding.',
  ),
  'html-no-network': entry(
    'error',
    'A resource is named by a network address; nothing is fetched from the network.',
    'Put the file beside the page and name it by a relative path.',
  ),
  'html-outside-folder': entry(
    'error',
    'A resource lies outside the folders the page may read.',
    'Move the file into the folder of the page, or name its folder with --allow-dir.',
  ),
  'html-missing-resource': entry(
    'error',
    'A stylesheet or picture that the page names does not exist or cannot be read.',
    'Check the path; it is relative to the file that names it.',
  ),
  'css-syntax': entry('error', 'The stylesheet is not well-formed here; the rule is dropped.', 'Mend the syntax.'),
  'css-unknown-property': entry(
    'warning',
    'The property is unknown or not supported; the declaration has no effect.',
    'Check the spelling; docs/css.md lists the supported properties.',
  ),
  'css-vendor-prefix': entry(
    'info',
    'The declaration is for some browsers, and its block has nothing like it without their prefix.',
    'Write the standard property or value.',
  ),
  'css-invalid-value': entry(
    'warning',
    'The value is not valid or not supported for this property; the declaration has no effect.',
    'docs/css.md lists the values each property takes.',
  ),
  'css-unsupported-selector': entry(
    'warning',
    'The selector is not supported or not well-formed. What CSS knows but paper lacks loses that selector alone, what it does not know the whole rule.',
    'Use a selector listed in docs/css.md.',
  ),
  'css-unsupported-rule': entry(
    'warning',
    'The at-rule is not supported and has no effect.',
    'docs/css.md lists the supported at-rules.',
  ),
  'css-import-circle': entry(
    'error',
    'A stylesheet imports itself, perhaps through others, or too many are imported; the import is left out.',
    'Move what both need into a sheet of its own.',
  ),
  'font-broken': entry(
    'error',
    'A font file is damaged or is no font at all; it is not used.',
    'Replace the font file.',
  ),
  'font-unsupported': entry(
    'error',
    'A font file is of a kind that cannot be used: WOFF 2, a collection, a variable font, or without outlines.',
    'Use a static font as TrueType (.ttf), OpenType (.otf) or WOFF 1 (.woff).',
  ),
  'font-local': entry(
    'warning',
    'An @font-face rule asks for a font of the computer with local(); sheets are to be the same on every computer.',
    'Name the file by url(), or list the font in fonts/fonts.json and use its family.',
  ),
  'font-list-missing': entry(
    'error',
    'The project has no fonts/fonts.json.',
    'Add the list of fonts; `faktaark init` makes one.',
  ),
  'font-file-missing': entry(
    'error',
    'A font file that fonts.json names does not exist.',
    'Put the file into fonts/, or take it off the list.',
  ),
  'font-missing-family': entry(
    'warning',
    'None of the families named in font-family is known; the first family of fonts.json is used.',
    'Name a family of fonts/fonts.json.',
  ),
  'font-missing-face': entry(
    'warning',
    'The family has no face of this weight or style; the nearest face is used, nothing is synthesised.',
    'Add the face to fonts/fonts.json or use a weight the family has.',
  ),
  'font-missing-feature': entry(
    'warning',
    'The face has no OpenType feature for the capitals or the raised figures asked for; nothing is synthesised.',
    'Use a font that has the feature, or leave the property out.',
  ),
  'font-missing-glyph': entry(
    'error',
    'No registered font has a glyph for a character of the text.',
    'Add a font that covers the character to fonts/fonts.json, or change the text.',
  ),
  'image-broken': entry('error', 'A picture cannot be decoded.', 'Export the picture again as PNG, JPEG or GIF.'),
  'image-unsupported': entry('error', 'The format of a picture is not supported.', 'Use PNG, JPEG or SVG.'),
  'svg-unsupported': entry(
    'warning',
    'An SVG element or attribute is not supported and is not painted.',
    'Use the shapes, groups and text listed in docs/css.md.',
  ),
  'svg-broken-reference': entry(
    'warning',
    'An SVG element names another one that is not there, is of another kind, or leads back to it.',
    'Give the element that is meant this id, or mend the reference.',
  ),
  'svg-invalid': entry(
    'warning',
    'An SVG attribute has a value that cannot be read; it is left out, or read up to the error.',
    'Mend the value.',
  ),
  'svg-limit': entry(
    'warning',
    'An SVG drawing is so large or nested so deep that not all of it is painted.',
    'Simplify the drawing, or use a picture of pixels.',
  ),
  'layout-overflow': entry(
    'warning',
    'Content is wider or taller than the box that holds it.',
    'Give the box more room, let it grow, or shorten the text.',
  ),
  'layout-clipped': entry(
    'warning',
    'Content is cut off by the box around it, which says `overflow: hidden`, `clip`, `scroll` or `auto`: nobody can read it.',
    'Give the box more room, let it grow, or shorten the text.',
  ),
  'layout-page-count': entry(
    'error',
    'The sheet has another number of pages than its layout promises.',
    'Shorten the text, or change `pages` in layout.json.',
  ),
  'layout-imposition': entry(
    'error',
    'The layout asks for pages on sheets to be folded, and its pages are not all of one size and bleed; each is printed by itself.',
    'Give every page the same `size` and `bleed`, or take `imposition` out of layout.json.',
  ),
  'layout-too-many-pages': entry(
    'error',
    'The document has more pages than any that is printed, or hundreds in a row on which a box goes on and nothing begins; the rest is left out.',
    'Look for a page or column that is nearly as small as nothing, or for a huge height.',
  ),
  'page-missing-target': entry(
    'warning',
    'A cross reference such as target-counter() names an id that no element has; it is left empty.',
    'Give the target element this id, or mend the address.',
  ),
  'page-not-in-flow': entry(
    'warning',
    'A footnote or page float stands in a box that is not in the flow of the pages; it is left out.',
    'Write it in the text of the page: not in what is absolutely positioned by the page.',
  ),
  'page-unsettled': entry(
    'warning',
    'Page numbers in cross references move what they refer to, back and forth.',
    'Give the places where the numbers stand a fixed width.',
  ),

  // pdf
  'pdf-broken-link': entry(
    'error',
    'A link names an id that no element of the page has; it is written as plain text.',
    'Give the target element this id, or mend the address.',
  ),
} as const satisfies Record<string, CodeEntry>;
