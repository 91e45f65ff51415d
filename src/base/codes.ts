import type { Severity } from './diagnostics.ts';

interface CodeEntry {
  readonly severity: Severity;
  readonly cause: string;
  readonly cure: string;
}

const entry = (severity: Severity, cause: string, cure: string): CodeEntry => ({ severity, cause, cure });

/**
 * Every finding the program can make, by stage. `docs/findings.md` is generated from this table.
 * A code is stable: pipelines filter by it.
 */
export const CODES = {
  // content: dataset, texts, templates

  // engine: html, css, fonts, images, text, layout
  'html-unknown-element': entry(
    'warning',
    'The element is not in the supported subset of HTML; it is laid out as its display value says.',
    'Use an element listed in docs/css.md, or a `div` or `span` with a class.',
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
  'css-invalid-value': entry(
    'warning',
    'The value is not valid or not supported for this property; the declaration has no effect.',
    'docs/css.md lists the values each property takes.',
  ),
  'css-unsupported-selector': entry(
    'warning',
    'The selector is not supported or not well-formed; the rule has no effect.',
    'Use a selector listed in docs/css.md.',
  ),
  'css-unsupported-rule': entry(
    'warning',
    'The at-rule is not supported and has no effect.',
    'docs/css.md lists the supported at-rules.',
  ),
  'font-broken': entry('error', 'A font file cannot be read as TrueType or OpenType.', 'Replace the font file.'),
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
  'font-missing-glyph': entry(
    'error',
    'No registered font has a glyph for a character of the text.',
    'Add a font that covers the character to fonts/fonts.json, or change the text.',
  ),
  'image-broken': entry('error', 'A picture cannot be decoded.', 'Export the picture again as PNG or JPEG.'),
  'image-unsupported': entry('error', 'The format of a picture is not supported.', 'Use PNG, JPEG or SVG.'),
  'svg-unsupported': entry(
    'warning',
    'An SVG element or attribute is not supported and is not painted.',
    'Use the shapes, groups and text listed in docs/css.md.',
  ),
  'layout-overflow': entry(
    'warning',
    'Content is wider or taller than the box that holds it.',
    'Give the box more room, let it grow, or shorten the text.',
  ),
  'layout-page-count': entry(
    'error',
    'The sheet has another number of pages than its layout promises.',
    'Shorten the text, or change `pages` in layout.json.',
  ),

  // pdf
} as const satisfies Record<string, CodeEntry>;

export type DiagnosticCode = keyof typeof CODES;
