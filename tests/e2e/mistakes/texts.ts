import { inFile, type Mistake, state, text } from './row.ts';

/** Mistakes in the texts of a mission, and in what is kept beside them. */
export const TEXTS: readonly Mistake[] = [
  ...inFile(text('da'), [
    ['{nmi, name}', '{nmi, name', 'text-syntax', '/messages/title', 'The brace of "{nmi," is not closed.', { also: Array(5).fill('text-stale') as 'text-stale'[] }],
    ['"mission": "nato-mission-iraq",', '"mission": "nato-mission-iraq"', 'json-syntax', undefined, 'comma', { line: 'any' }],
    ['"since.heading": "Hvad der siden er sket"', '"since.heading": "Hvad der skete siden"', 'text-stale', '/messages/since.heading', 'faktaark translate accept nato-mission-iraq --locale en', { file: text('en'), locale: 'en', line: 'any', also: Array(4).fill('text-stale') as 'text-stale'[] }],
  ]),
  ...inFile(text('en'), [
    // Keys.
    ['"what.heading":', '"what.heding":', 'text-unknown-key', '/messages/what.heding', 'Did you mean "what.heading"?', { also: ['text-missing'] }],
    ['"series.danes": "Danes in the mission",', '', 'text-missing', '/messages', 'Danskere i missionen', { line: 'any' }],
    ['"taji": "Taji",', '', 'text-missing', '/names', 'Taji', { line: 'any' }],
    ['"locale": "en"', '"locale": "da"', 'locale-mismatch', '/locale', 'Write "en".'],
    ['"mission": "nato-mission-iraq"', '"mission": "kfor"', 'locale-mismatch', '/mission', 'Write "nato-mission-iraq".'],
    ['"names": {', '"exceptions": [{ "at": "/messages/lead", "code": "text-space", "reason": "Meant." }], "names": {', 'exception-unused', '/exceptions/0', 'Remove it.'],
    // Placeholders.
    ['{established, date}', '{established, date', 'text-syntax', '/messages/what.history', 'The brace of "{established," is not closed.'],
    ['{danes2021, figure} Danes', '{danes2021, plural, one {one Dane}}', 'text-syntax', '/messages/lead', 'other {'],
    ['{established, date}', '{establishd, date}', 'text-unknown-placeholder', '/messages/what.history', 'Did you mean "established"?'],
    ['{established, date}', '{established, period}', 'text-placeholder-type', '/messages/what.history', 'Write {established, date}.'],
    ['{established, date}', '{established}', 'text-placeholder-type', '/messages/what.history', 'Write {established, date}.'],
    ['{established, date}', '{established, dato}', 'text-placeholder-type', '/messages/what.history', 'Did you mean "date"?'],
    ['{established, date}', '{established, date, long}', 'text-placeholder-type', '/messages/what.history', 'Known: short.'],
    ['{nmi, name, short}', '{nmi, name, shrt}', 'text-placeholder-type', '/messages/lead', 'Did you mean "nmi.short"?'],
    ['{coordinates, list}', '{coordinates, list, dative}', 'text-placeholder-type', '/messages/what.partners', 'dative'],
    ['{KW, country}', '{Kuwait, country}', 'text-placeholder-type', '/messages/facts.place', 'Write {KW, country}.'],
    ['{KW, country}', '{QK, country}', 'text-unknown-placeholder', '/messages/facts.place', 'QK'],
    ['in {established, date}', 'last autumn', 'text-placeholder-differs', '/messages/what.history', 'Write {established, date}.'],
    ['It never grew', 'It never grew {advised, list}', 'text-placeholder-differs', '/messages/numbers.mission', 'Take out {advised}.'],
    // Values that belong to the data.
    ['It never grew', 'The 4,000 were never reached; it never grew', 'text-bare-number', '/messages/numbers.mission', 'Write {announced, figure}'],
    ['It never grew', 'On 24 November 2020 it grew', 'text-bare-number', '/messages/numbers.mission', 'Write {takeover, date}'],
    // Words.
    ['Baghdad skyline', 'Bagdad skyline', 'text-glossary', '/messages/hero.alt', 'The agreed word is "Baghdad".'],
    ['(UNAMI)",', '(UMAMI)",', 'text-glossary', '/names/unami', 'Write "UNAMI".'],
    ['"taji": "Taji"', '"taji": "Tajjii"', 'text-glossary', '/names/taji', 'Write "Taji".'],
    ['Danish lead: {danishLead', 'Fra {danishLead', 'text-untranslated', '/messages/facts.period', '<span lang="da">Fra</span>'],
    ['"What is NATO Mission Iraq?"', '"Hvad er NATO Mission Iraq?"', 'text-untranslated', '/messages/what.heading', 'as its source has it'],
    // Markup, spaces and marks.
    ['<strong>Staff contribution</strong>', '<b>Staff contribution</b>', 'text-markup', '/messages/contribution.staff', '<strong>'],
    ['<strong>Staff contribution</strong>', '<strong>Staff contribution', 'text-markup', '/messages/contribution.staff', '</strong>'],
    ['Liaison officers', 'Liaison  officers', 'text-space', '/messages/contributions.liaison', 'one space'],
    ['Liaison officers', 'Liaison officers ', 'text-space', '/messages/contributions.liaison', 'Remove it.'],
    ['(headquarters) and', '(headquarters) , and', 'text-space', '/messages/facts.place', 'Write , after the word.'],
    ['Force commander and staff', '„Force commander“ and staff', 'text-quotes', '/messages/contributions.command', 'Write “…”.', { also: ['text-quotes'] }],
    ['Iraq’s security', "Iraq's security", 'text-quotes', '/messages/lead', 'Write ’ (U+2019).'],
    ['It never grew', 'It “never grew', 'text-quotes', '/messages/numbers.mission', '“ is not closed.'],
    // JSON.
    ['"locale": "en",', '"locale": "en", "locale": "en",', 'json-duplicate-key', '/locale', 'Remove'],
    ['"names": {', '"names": { "__proto__": "x",', 'json-forbidden-key', '/names/__proto__', 'Rename'],
    ['"nmi": "NATO Mission Iraq"', '"nmi": ""', 'data-invalid-value', '/names/nmi', 'Write a text'],
    ['"nmi": "NATO Mission Iraq"', '"nmi": ["NATO"]', 'data-invalid-value', '/names/nmi', 'string, not array'],
  ]),
  ...inFile(text('fr'), [
    ['Mission\\u00a0: ', 'Mission : ', 'text-space', '/messages/facts.period', '\\u00a0:'],
    ['Union III', '«Union III»', 'text-space', '/names/unionIII', '«\\u202f…\\u202f»', { also: ['text-space'] }],
    ['(MANUI)', '(UNAMI)', 'text-glossary', '/names/unami', 'Write "MANUI".'],
  ]),
  ...inFile(text('ar'), [
    ['من {takeover, date}، ثم', 'من {takeover, date}، ثم بعد 7', 'text-digits', '/messages/facts.commanders', 'Write ٧'],
    ['من {takeover, date}، ثم', 'من {takeover, date}، ثم ٢٨٥', 'text-bare-number', '/messages/facts.commanders', 'Write {ceiling, figure}'],
    ['مبسّط لأفق بغداد', 'مبسّط, لأفق بغداد', 'text-quotes', '/messages/hero.alt', 'Write ،'],
    ['مبسّط لأفق بغداد', 'مبسّط \\u202bلأفق بغداد', 'text-bidi', '/messages/hero.alt', 'U+202C'],
  ]),
  ...inFile(state('en'), [
    ['"source": "770dbdf14e8d039c"', '"source": "770dbdf14e8d039d"', 'text-stale', '/names/nmi', 'another wording', { file: text('en'), line: 'any' }],
    ['"source": "770dbdf14e8d039c"', '"limit": 5, "source": "770dbdf14e8d039c"', 'text-too-long', '/names/nmi', 'its place holds 5', { file: text('en'), line: 'any' }],
    ['"source": "770dbdf14e8d039c"', '"source": "770dbdf1"', 'data-invalid-value', '/entries/names~1nmi/source', '16', { also: [] }],
    ['"state": "translated"', '"state": "done"', 'data-invalid-value', '/entries/names~1nmi/state', 'initial, translated, reviewed, final'],
    ['"names/nmi":', '"name/nmi":', 'data-invalid-value', '/entries/name~1nmi', 'names/'],
    ['"names/nmi":', '"names/nmii":', 'text-unknown-key', '/entries/names~1nmii', 'Did you mean "names/nmi"?', { also: ['text-stale'] }],
    ['"locale": "en"', '"locale": "de"', 'locale-mismatch', '/locale', 'Write "en".'],
    ['"mission": "nato-mission-iraq"', '"mission": "kfor"', 'locale-mismatch', '/mission', 'Write "nato-mission-iraq".'],
  ]),
]; // biome-ignore format: a table
