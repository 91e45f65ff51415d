import { type CodeEntry, entry } from './entry.ts';

/** What is wrong with data, texts, templates and the project on disk. */
export const CONTENT_CODES = {
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
    'The template calls a partial that neither the layout nor templates/_shared/partials has.',
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
  'layout-edition': entry(
    'error',
    'An edition is asked for that the layout is not made for: `editions` in its layout.json.',
    'Leave the edition out, or make the layout ready for it.',
  ),
  'theme-missing': entry(
    'error',
    'A theme that is asked for does not exist.',
    'Check its name, or add templates/_shared/themes/<name>.json.',
  ),
  'theme-contrast': entry(
    'error',
    'Text in one colour of the theme on a ground in another has a contrast below 4.5 (WCAG 2.1, 1.4.3): layouts set it so.',
    'Make one of the two darker or lighter.',
  ),
  'theme-unknown-font': entry(
    'error',
    'The theme names a family that fonts/fonts.json does not have.',
    'Add the family with its files, or name one that is there.',
  ),
  'theme-missing-logo': entry(
    'error',
    'The picture that the theme names as its logo does not exist.',
    'Put it beside the theme, or mend its name.',
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
} as const satisfies Record<string, CodeEntry>;
