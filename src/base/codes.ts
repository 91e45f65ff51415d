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
  'json-syntax': entry(
    'error',
    'The file is not strict JSON (RFC 8259): comments and trailing commas are refused too.',
    'Mend the syntax at the place named.',
  ),
  'json-duplicate-key': entry('error', 'A key stands twice in one object.', 'Remove or rename one of the two.'),
  'json-forbidden-key': entry('error', 'A key named __proto__ is refused.', 'Rename the key.'),
  'json-limit': entry(
    'error',
    'The file is larger than 20 MB or nested deeper than 200.',
    'Split or flatten the file.',
  ),
  'data-unknown-key': entry(
    'error',
    'The schema does not know this key.',
    'Check the spelling; data/schemas has the keys.',
  ),
  'data-missing-key': entry('error', 'A required key is missing.', 'Add the key.'),
  'data-invalid-value': entry('error', 'A value is not of the kind the schema asks for.', 'Give a value of that kind.'),
  'data-invalid-date': entry('error', 'The date does not exist in the calendar.', 'Correct the date.'),
  'data-unknown-source': entry(
    'error',
    'A value names a source that `sources` does not have.',
    'Add the source or correct its id.',
  ),
  'data-unused-source': entry('warning', 'No value names this source.', 'Remove it, or name it where it is used.'),
  'data-unknown-reference': entry(
    'error',
    'A key names an entry of the same file that does not exist.',
    'Correct the key or add the entry.',
  ),
  'data-duplicate-id': entry('error', 'Two entries have one id.', 'Give each its own id.'),
  'data-period-order': entry('error', 'A period ends before it begins.', 'Correct one of the dates.'),
  'data-series-order': entry('error', 'The points of a series are not in order of date.', 'Sort them, oldest first.'),
  'data-late-as-of': entry(
    'error',
    'A value is dated after the edition of the sheet.',
    'Correct the date, or make a new edition.',
  ),
  'data-place-outside': entry(
    'warning',
    'A place lies outside the box of the country it is said to be in.',
    'Correct the coordinates or the country; a sea area has the role `area`.',
  ),
  'data-sum': entry(
    'warning',
    'Figures do not add up to the figure that is said to be their sum.',
    'Correct a figure, or except the total with the reason that the sources give.',
  ),
  'data-range-order': entry(
    'error',
    'The upper end of a range is not above the lower end.',
    'Swap or correct the ends.',
  ),
  'locale-invalid': entry(
    'error',
    'The language tag is not well-formed, or names no single written language.',
    'Use a BCP 47 tag.',
  ),
  'locale-mismatch': entry(
    'error',
    'The file speaks of another locale or mission than the one it belongs to.',
    'Correct the file.',
  ),
  'label-missing': entry('error', 'The locale file lacks a label that the layout or the data needs.', 'Add the label.'),
  'text-missing': entry('error', 'A message or name has no text in this locale.', 'Translate it.'),
  'text-unknown-key': entry('warning', 'Nothing uses this message or name.', 'Remove it or correct its key.'),
  'text-syntax': entry(
    'error',
    'The message is not well-formed ICU MessageFormat.',
    'Mend the message at the place named.',
  ),
  'text-markup': entry(
    'error',
    'The message has markup other than em, strong, abbr with title and span with lang, or it is not well nested.',
    'Use the allowed elements; write &lt; for the character.',
  ),
  'text-unknown-placeholder': entry('error', 'A placeholder names nothing in mission.json.', 'Correct its name.'),
  'text-placeholder-type': entry(
    'error',
    'The type of a placeholder is unknown, or does not fit what it names.',
    'Use figure, number, date, period, place, name, country, list, plural, select or selectordinal as fits.',
  ),
  'text-placeholder-differs': entry(
    'error',
    'A translation does not use the same placeholders as its source string.',
    'Use each placeholder of the source string.',
  ),
  'text-bare-number': entry(
    'warning',
    'The prose has a bare number that the dataset knows.',
    'Use a placeholder, so that no translation can contradict another.',
  ),
  'text-stale': entry(
    'warning',
    'A translated string has no recorded state, or its source string has changed since.',
    'Review the translation and record the hash of the source string again.',
  ),
  'text-unreviewed': entry(
    'warning',
    'Strings of a translation have no reviewer yet.',
    'Have them read, and record it by `translate accept` or by the file that comes back.',
  ),
  'text-glossary': entry(
    'warning',
    'A term is said otherwise than data/glossary.json says.',
    'Use the agreed word, add the form to the glossary, or except the string with a reason.',
  ),
  'text-untranslated': entry(
    'warning',
    'A translation has words of the source language, or is the source string.',
    'Translate it, or mark the words by <span lang>.',
  ),
  'text-space': entry(
    'warning',
    'Spaces stand twice, at the end of a string, or not as the language sets them at its punctuation.',
    'Set the space as the message says.',
  ),
  'text-quotes': entry(
    'warning',
    'Quotation marks or apostrophes are not those of the language.',
    'Use the marks that the message names.',
  ),
  'text-digits': entry(
    'warning',
    'A text has digits of another script than its language, or of two scripts.',
    'Use the digits of the language.',
  ),
  'text-bidi': entry(
    'error',
    'Controls of writing direction are not closed in their string, or close nothing.',
    'Close each embedding by U+202C and each isolate by U+2069, or remove the controls.',
  ),
  'text-too-long': entry(
    'warning',
    'A translation is longer than its place in the layout was measured to hold.',
    'Shorten it, or measure again by `translate extract`.',
  ),
  'exception-unused': entry('warning', 'An exception meets no finding.', 'Remove it.'),
  'file-encoding': entry('error', 'The file is not UTF-8.', 'Save it as UTF-8.'),
  'exchange-damaged': entry(
    'error',
    'A file of translations cannot be read; nothing was changed.',
    'Ask for the file again, or mend it at the place named.',
  ),
  'exchange-foreign': entry(
    'error',
    'A file is not one that `translate extract` wrote, or of another mission or language; nothing was changed.',
    'Give the right file, or say what it is of by --mission and --locale.',
  ),
  'exchange-unknown-unit': entry(
    'warning',
    'A string of the file is none of this mission; it was left out.',
    'If its key has changed, move the translation by hand.',
  ),
  'exchange-old-source': entry(
    'warning',
    'A string was translated from an older wording; it was taken over as stale.',
    'Extract it again and have it looked at.',
  ),
  'exchange-conflict': entry(
    'warning',
    'A string stands in the file more than once with different translations; the first was taken.',
    'Mend the text by hand if another was meant.',
  ),
  'exchange-incomplete': entry(
    'error',
    'A string came back without one of its codes or cases; it was left out.',
    'Put the placeholders, tags or cases back and import the file again.',
  ),
  'template-syntax': entry('error', 'Handlebars cannot parse the template.', 'Mend the syntax at the place named.'),
  'template-unknown-path': entry(
    'error',
    'The template names something that the data of a sheet does not have.',
    'data/schemas/sheet.schema.json has the names; inside a block, @root leads back to the whole sheet.',
  ),
  'template-nullable-path': entry(
    'error',
    'The template looks into something that a sheet may lack.',
    'Put it inside {{#if}} or {{#with}} of that thing.',
  ),
  'template-unknown-value': entry(
    'error',
    'A value is compared with a word that it can never be.',
    'Use one of the words that the schema allows.',
  ),
  'template-unknown-helper': entry(
    'error',
    'The template calls a helper that does not exist; the list of helpers is closed.',
    'Use one of the helpers that the hint lists.',
  ),
  'template-unknown-partial': entry(
    'error',
    'The template calls a partial that neither the layout nor templates/_shared has.',
    'Correct the name or add the partial.',
  ),
  'template-arguments': entry(
    'error',
    'A helper, block or partial is not given the arguments it takes.',
    'Give arguments of the number and kind that the message states.',
  ),
  'template-not-printable': entry(
    'error',
    'The template prints an object or a list as text.',
    'Name a text inside it, or use {{#each}}.',
  ),
  'template-raw-text': entry(
    'error',
    'Plain text is written with three braces, so it would not be escaped.',
    'Write it with two braces.',
  ),
  'template-escaped-html': entry(
    'error',
    'HTML is written with two braces, so its tags would be shown as text.',
    'Write it with three braces.',
  ),
  'template-unsupported': entry(
    'error',
    'The template uses a feature of Handlebars that is not allowed here.',
    'Use plain blocks and static partials.',
  ),
  'template-limit': entry(
    'error',
    'Loops are nested too deep, or partials call each other without end.',
    'Make the template flatter.',
  ),
  'template-failed': entry(
    'error',
    'A helper could not do its work with the data of this sheet.',
    'Correct the value named.',
  ),

  // project on disk
  'config-missing': entry(
    'error',
    'The folder is no project: it has no faktaark.config.json.',
    'Run it in a project, or name one with --project.',
  ),
  'locale-missing': entry(
    'error',
    'A text is in a locale whose labels file does not exist.',
    'Add data/locales/<locale>.json.',
  ),
  'text-file-missing': entry(
    'error',
    'The text of the source locale does not exist.',
    'Add the file, or change `sourceLocale`.',
  ),
  'data-folder-name': entry('error', 'The id in mission.json is not the name of its folder.', 'Make them the same.'),
  'layout-missing': entry(
    'error',
    'A layout that is asked for does not exist.',
    'Check its name, or add templates/<name>/.',
  ),
  'media-missing': entry(
    'error',
    'A picture that mission.json names does not exist.',
    'Put the file into the assets of the mission, or mend its name.',
  ),
  'media-broken': entry(
    'error',
    'A picture that mission.json names cannot be decoded.',
    'Export the picture again as PNG, JPEG or GIF.',
  ),

  'print-profile-missing': entry(
    'error',
    'The ICC file of the printing condition does not exist.',
    'Mend `print.outputIntent` in faktaark.config.json, or leave it out to print by the profile of the package.',
  ),
  'print-profile-broken': entry(
    'error',
    'The ICC file of the printing condition is no output profile for CMYK.',
    'Ask the print shop for its profile (class prtr, CMYK to Lab), such as one for FOGRA39 or FOGRA51.',
  ),

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

  // finished PDFs, as `faktaark check` reads them
  'pdf-unreadable': entry(
    'error',
    'The file is empty, no PDF, or so damaged that its pages cannot be found.',
    'Make the file again, or copy it again from where it was whole.',
  ),
  'pdf-encrypted': entry(
    'error',
    'The file is encrypted. PDF/A and PDF/X forbid it, and nothing in it can be checked.',
    'Save it without a password and without restrictions.',
  ),
  'pdf-xref': entry(
    'error',
    'The cross references do not lead to the objects (ISO 32000-1 section 7.5); viewers repair that, each in its way.',
    'Make the file again; do not change it with a text editor or as text over the network.',
  ),
  'pdf-syntax': entry(
    'error',
    'An object of the file is not well-formed, or a stream is not of the length it states (ISO 32000-1 section 7.3).',
    'Make the file again with a program that writes sound PDF.',
  ),
  'pdf-content': entry(
    'error',
    'What a page is painted with is not well-formed: unknown operators, resources that do not exist, saves without restores (ISO 32000-1 section 7.8).',
    'Make the file again with a program that writes sound PDF.',
  ),

  // preflight: what the standards and print shops ask of a finished PDF
  'check-incomplete': entry(
    'warning',
    'The file is so large that not all of it was looked at in the time given.',
    'Give it more time with --seconds.',
  ),
  'check-version': entry(
    'error',
    'The version of PDF is later than the standard allows (ISO 15930-7 section 6.1, ISO 19005-2 section 6.1.2).',
    'Save the file as PDF 1.6 for print, 1.7 for screen and archive.',
  ),
  'check-id': entry(
    'error',
    'The trailer has no file identifier (ISO 32000-1 section 14.4; PDF/A and PDF/X ask for it).',
    'Make the file with a program that writes ID.',
  ),
  'check-claim': entry(
    'error',
    'The file does not say that it keeps the standard that it is checked against (PDF/X-4, PDF/A level a, PDF/UA).',
    'Export it by that standard, or check it with the profile that it is for.',
  ),
  'check-no-claim': entry(
    'warning',
    'The file names no standard that it keeps, so it was checked as one for the screen.',
    'Name what it is for with --profile, or export it as PDF/A and PDF/UA, or as PDF/X-4.',
  ),
  'check-xmp': entry(
    'error',
    'The XMP packet is missing, not well-formed XML, or compressed in a file for print (ISO 16684-1, ISO 15930-7 section 6.6).',
    'Write a sound packet; & and < are escaped.',
  ),
  'check-metadata': entry(
    'error',
    'The XMP packet lacks what PDF/X-4 asks for: dates, identifiers, pdf:Trapped (ISO 15930-7 section 6.6).',
    'Export the file as PDF/X-4.',
  ),
  'check-metadata-differs': entry(
    'warning',
    'The information dictionary and the XMP packet say different things of the file.',
    'Change both, or leave the dictionary out.',
  ),
  'check-title': entry(
    'error',
    'The file has no title, or windows show its name instead (ISO 14289-1 section 7.1).',
    'Give the document a title, and say that it is shown.',
  ),
  'check-language': entry(
    'error',
    'The file does not say what language it is in, or names none that could exist (ISO 14289-1 section 7.2).',
    'Give the language of the document as a BCP 47 tag.',
  ),
  'check-untagged': entry(
    'error',
    'The file has no tags, so nobody can have it read aloud in order (ISO 14289-1 section 7.1, ISO 19005-2 section 6.7).',
    'Export it with tags.',
  ),
  'check-structure': entry(
    'error',
    'The structure tree is not a tree: elements are claimed more than once, or lead to nothing (ISO 32000-1 section 14.7).',
    'Make the tags again.',
  ),
  'check-output-intent': entry(
    'error',
    'The output intent is missing, or its profile is not of the kind that the file is for (ISO 15930-7 section 6.2.2, ISO 19005-2 section 6.2.3).',
    'Embed one profile: of the press for print, sRGB for screen and archive.',
  ),
  'check-boxes': entry(
    'error',
    'The boxes of a page are missing or do not lie in each other (ISO 32000-1 section 14.11.2, ISO 15930-7 section 6.3).',
    'Give the page a TrimBox in a BleedBox in a MediaBox.',
  ),
  'check-bleed': entry(
    'error',
    'The page has less than 3 mm of bleed, so that white edges show where it is cut.',
    'Export with 3 mm of bleed on all sides.',
  ),
  'check-page-group': entry(
    'error',
    'A page for print is transparent and does not say that it is mixed in CMYK (ISO 15930-7 section 6.2.5).',
    'Give the page a transparency group in DeviceCMYK, or flatten it.',
  ),
  'check-annotation': entry(
    'error',
    'An annotation, such as a link, lies on the printed area (ISO 15930-7 section 6.5).',
    'Export for print without links and notes.',
  ),
  'check-action': entry(
    'error',
    'The file has actions, forms or scripts that its standard forbids (ISO 15930-7 section 6.4, ISO 19005-2 section 6.5).',
    'Remove them.',
  ),
  'check-transfer': entry(
    'error',
    'A graphics state has transfer functions or halftones, which belong to the press (ISO 15930-7 section 6.2.7, ISO 19005-2 section 6.2.5).',
    'Export without them.',
  ),
  'check-external': entry(
    'error',
    'The file depends on what is not in it, or on PostScript: external streams, OPI, alternates, reference XObjects (ISO 15930-7 section 6.2.8).',
    'Embed everything.',
  ),
  'check-attachment': entry(
    'error',
    'Data files are missing in a file for the archive, or do not say what they are (ISO 19005-3 section 6.8).',
    'Attach each with relationship, description, name and media type.',
  ),
  'check-tab-order': entry(
    'error',
    'The tab key does not follow the structure on a page with links (ISO 14289-1 section 7.18.3).',
    'Set Tabs to S on the page.',
  ),
  'check-page-labels': entry(
    'info',
    'The file does not say how its pages are numbered, or begins to do so after the first.',
    'Write PageLabels from the first page on.',
  ),
  'check-font': entry(
    'error',
    'A font is not in the file, so another one may be shown (ISO 32000-1 section 9.9; PDF/A, PDF/UA and PDF/X ask for it).',
    'Embed all fonts.',
  ),
  'check-notdef': entry(
    'error',
    'A character is shown that its font does not have (ISO 15930-7 section 6.2.6, ISO 19005-2 section 6.2.11.8).',
    'Use a font that has the character.',
  ),
  'check-unicode': entry(
    'error',
    'A font does not say what characters its codes stand for, so text cannot be read aloud, searched or copied (ISO 14289-1 section 7.21.7).',
    'Embed the font with a ToUnicode map.',
  ),
  'check-device-colour': entry(
    'error',
    'A colour is in a device space other than that of the output intent (ISO 15930-7 section 6.2.4.3, ISO 19005-2 section 6.2.4.3).',
    'Convert it: to CMYK or spot colours for print, to RGB for screen.',
  ),
  'check-identical-profile': entry(
    'error',
    'A colour is in the CMYK profile of the output intent itself (ISO 15930-7 section 6.2.4.2).',
    'Use DeviceCMYK for it.',
  ),
  'check-spot-alternate': entry(
    'error',
    'A spot colour is not the same everywhere in the file (ISO 15930-7 section 6.2.4.4).',
    'Give the spot colour one alternate.',
  ),
  'check-small-text': entry(
    'warning',
    'Small text is printed from several plates, which never meet exactly.',
    'Set text up to 12 pt in one ink.',
  ),
  'check-black-text': entry(
    'error',
    'Black text is made of several inks, so that its edges become coloured.',
    'Set black text in black alone.',
  ),
  'check-overprint': entry(
    'warning',
    'Black text knocks out what is below it, so that white edges show where plates do not meet.',
    'Let black text overprint, in DeviceCMYK with OPM 1.',
  ),
  'check-ink': entry('error', 'More ink lies on one spot than dries.', 'Keep the sum of all inks at or below 300 %.'),
  'check-hairline': entry('warning', 'A line is thinner than can be printed.', 'Draw lines 0.25 pt wide or wider.'),
  'check-resolution': entry(
    'warning',
    'A picture has so few pixels for its size on paper that they show.',
    'Use a larger picture, or show it smaller.',
  ),
  'check-alternative': entry(
    'error',
    'A picture or formula has no alternative text, or a blank one (ISO 14289-1 section 7.3, WCAG 2.1 criterion 1.1.1).',
    'Say in words what it shows, or mark it as decoration (an artifact).',
  ),
  'check-alternative-words': entry(
    'warning',
    'An alternative text is the name of a file or a word such as "image".',
    'Say what the picture shows.',
  ),
  'check-foreign-text': entry(
    'warning',
    'Text is in a script that the language named for it is not written in (WCAG 2.1 criterion 3.1.2).',
    'Name the language of the passage (lang in HTML).',
  ),
  'check-reading-order': entry(
    'warning',
    'The tags are read in another order than the page shows (WCAG 2.1 criterion 1.3.2).',
    'Put the tags, or the elements of the source, in the order in which the page is read.',
  ),
  'check-contrast': entry(
    'error',
    'Text stands out too little from what is below it (WCAG 2.1 criterion 1.4.3).',
    'Make it darker or lighter: 4.5 to 1, or 3 to 1 from 18 pt, or 14 pt bold.',
  ),
  'check-link-empty': entry(
    'error',
    'A link has no text and no picture with an alternative text (WCAG 2.1 criterion 2.4.4).',
    'Give it a text that says where it leads.',
  ),
  'check-link-text': entry(
    'warning',
    'The text of a link does not say where it leads, or links of one text lead to different places.',
    'Name in the text what is found there.',
  ),
  'check-link-contents': entry(
    'error',
    'A link annotation has no description in Contents (ISO 14289-1 section 7.18.5).',
    'Export it with the text of the link as its description.',
  ),
  'check-table-headers': entry(
    'error',
    'A table has no header cells, or header cells without a scope, or that head nothing (ISO 14289-1 section 7.5, WCAG 2.1 criterion 1.3.1).',
    'Use TH with Scope for what heads rows or columns, and TD for all else.',
  ),
  'check-table-rows': entry(
    'error',
    'The rows of a table have different numbers of columns, spans counted.',
    'Give every row as many cells, empty ones too, or spans.',
  ),
  'check-list': entry(
    'error',
    'A list has no items, or an item has a label at most.',
    'Give the item a body (LBody), or leave it out.',
  ),
  'check-heading': entry(
    'error',
    'A heading has no text, or its level does not follow those before it (ISO 14289-1 section 7.4).',
    'Begin with level 1 and go down by one level at a time.',
  ),
  'check-bookmarks': entry(
    'warning',
    'The bookmarks are missing in a file of many headings, or are not its headings in their order and nesting.',
    'Make the bookmarks from the headings.',
  ),
} as const satisfies Record<string, CodeEntry>;

export type DiagnosticCode = keyof typeof CODES;
