import { type CodeEntry, entry } from './entry.ts';

/** What is wrong with a finished PDF, as `faktaark check` reads it. */
export const PREFLIGHT_CODES = {
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
