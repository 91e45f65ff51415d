import { CODES } from '../../src/base/codes.ts';
import type { Chapter } from './data-page.ts';
import { list, table } from './markdown.ts';

/** What a table of keys cannot say of the files: how they hang together. */
export const BEFORE: readonly string[] = [
  '# Data and texts',
  'A fact sheet is made of facts, words and a layout, each in files of its own. Facts stand once, in `mission.json`, with their dates and sources; the words of each language name them by placeholders. So no translation can contradict another, and a number is mended in one place.',
  table(
    ['File', 'What it holds', 'Who writes it'],
    [
      ['`faktaark.config.json`', 'Settings of the project', 'once, when the project begins'],
      ['`data/missions/<mission>/mission.json`', 'The facts of one mission', 'editors'],
      ['`data/missions/<mission>/text.<language>.json`', 'Its prose in one language', 'editors and translators'],
      [
        '`data/missions/<mission>/text.<language>.state.json`',
        'How far each translated string has come',
        'the program',
      ],
      ['`data/missions/<mission>/assets/`', 'Its pictures', 'editors'],
      ['`data/locales/<language>.json`', 'Labels, units and formats of a language', 'once for each language'],
      ['`data/glossary.json`', 'How each language says the agreed terms', 'editors and translators'],
      ['`templates/<layout>/layout.json`', 'What a layout promises', 'designers'],
      ['`templates/_shared/themes/<theme>.json`', 'Colours, fonts, logo and forms of all layouts', 'designers'],
      ['`fonts/fonts.json`', 'The fonts of the project', 'designers'],
    ],
  ),
  'All of them are strict JSON in UTF-8: no comments, no commas at the end, every key once. `$schema` at their beginning names the schema, by which editors such as Visual Studio Code complete keys, show what they mean and mark mistakes while you type. `faktaark validate` checks what a schema cannot say: that references lead somewhere, that periods end after they begin, that sums come out, that translations say the same as their source. Each finding names file, line and cure; [findings.md](findings.md) lists them all.',
  '`faktaark fmt` brings the keys of every file into the order of these tables, and strings into the order of the sheet, so that two editors’ changes can be compared line by line. `faktaark fmt --check` only says which files are not in order.',
  'Dates are ISO 8601 and as exact as the source is: `2020-06-11`, `2020-06` or `2020`. Sheets print no more than that.',
  'In the tables below, “by key” is an object whose keys you choose: `"figures": { "ceiling": { … } }`. A link in the column of values leads to the table of what stands there.',
];

/** What is said of exceptions, with the codes that the kind of file can except. */
function exceptions(kind: RegExp): string {
  const codes = Object.entries(CODES).filter(([name, { severity }]) => severity === 'warning' && kind.test(name));
  return `A warning that is right about the file and yet meant is excepted in the file itself, under \`exceptions\`: where it is, its code, and why. An exception that meets no finding is a finding itself. Errors cannot be excepted; these can: ${list(codes.map(([name]) => name))}.`;
}

export const CHAPTERS: readonly Chapter[] = [
  {
    title: '`mission.json`',
    schema: 'mission.schema.json',
    words: [
      'Every number, date and period has the date it is true of and the sources that say so; without them the file is refused. Where two sources differ, both values stand there, each under its own key. What nobody knows is left out: sheets have no room for guesses.',
      'Keys are yours to choose, in camelCase. Texts name values by them, so rename with care: `faktaark validate` finds every place that is left behind.',
      exceptions(/^data-/),
      '```json\n"exceptions": [\n  {\n    "at": "/contributionTotals/authorised",\n    "code": "data-sum",\n    "reason": "The source rounds the components."\n  }\n]\n```',
    ],
  },
  {
    title: '`text.<language>.json`',
    schema: 'text.schema.json',
    words: [
      'One file for each language. That of the source language, which `sourceLocale` of mission.json names, says which strings there are; the others have the same keys.',
      '### Placeholders',
      'A message is ICU MessageFormat. A placeholder is `{key, type}` or `{key, type, style}`, where the key is one of mission.json:',
      table(
        ['Type', 'Names', 'Styles', 'Prints'],
        [
          ['`figure`', '`figures`', '`unit` `words` `asOf`', 'up to 285; with `unit` up to 285 persons; with `words` a small number as a word; with `asOf` the date it is true of'],
          ['`number`', '`figures`', '`unit`', 'the number without its qualifier: 285'],
          ['`date`', '`dates`, or `editionDate`', '`short`', '11 June 2020, as exact as it is known'],
          ['`period`', '`periods`, or `covers`', '`sentence` `short` `years`', '24 November 2020 – 10 May 2022; `sentence` from … to … in words; `short` for tables; `years` 2020–2022'],
          ['`place`', '`places`', 'a form', 'the name of the place'],
          ['`name`', '`names`, `leadership`, `mandates`', 'a form', 'the name'],
          ['`country`', 'an ISO 3166-1 code', '', 'the name of the country: `{IQ, country}`'],
          ['`list`', '`lists`, `nations`', 'a form', 'a, b and c'],
        ],
      ), // biome-ignore format: a table
      'A form is the suffix of a name in the same file: `{nmi, name, short}` prints `nmi.short`. Names that begin a line of a table take `.title` where there is one.',
      'Three choices complete them. `{danes2021, plural, one {# Dane} other {# Danes}}` chooses by the grammar of the language, `selectordinal` by its ordinals, and `{status, select, draft {…} other {…}}` by the status of the edition or, with `kind`, by the kind of mission. Each has a case `other`.',
      'A translation uses the placeholders of its source string, all of them and no others, in any order and style. Numbers and dates that mission.json has are not written out: they would stay behind when it changes.',
      '### Marks of the language',
      '`faktaark validate` also looks at the prose: quotation marks, apostrophes, spaces before punctuation and digits are to be those of the language, controls of writing direction are to be closed, and words of the source language are to be translated or marked by `<span lang="da">`.',
      exceptions(/^text-(?!stale|unreviewed)/),
    ],
  },
  {
    title: '`text.<language>.state.json`',
    schema: 'text-state.schema.json',
    words: [
      'The program keeps it beside each translation, and nobody needs to write it by hand. A string is **stale** when its source string has changed since it was translated, and **missing** when it has no translation.',
      table(
        ['State', 'Means'],
        [
          ['`initial`', 'a draft'],
          ['`translated`', 'translated, read by nobody else'],
          ['`reviewed`', 'somebody else has read it'],
          ['`final`', 'released'],
        ],
      ),
      '`faktaark translate status` shows how far each language is, `extract` writes files for translators (XLIFF, PO or CSV), `import` takes them back, and `accept` records that strings are right as they are. What a build does with what is missing, stale or unreviewed stands in faktaark.config.json under `translations`.',
    ],
  },
  {
    title: '`data/locales/<language>.json`',
    schema: 'locale.schema.json',
    words: [
      'Numbers, dates, lists and the names of countries come from the Unicode CLDR; the file adds what CLDR does not know, or what printers in that language do otherwise. Labels and units are ICU messages like those of the texts, with the arguments that the table names.',
      'To add a language, copy the file of a related one and translate its labels; `faktaark validate` says which are missing.',
    ],
  },
  {
    title: '`data/glossary.json`',
    schema: 'glossary.schema.json',
    words: [
      'Where the source string has a term of the glossary, the translation has to say one of its forms: `use` or one of `accept`. Forms under `reject` are wrong wherever they stand. Capitals and spaces do not matter, and a star stands for any ending: `bataljon*`. Files for translators carry the terms of each string.',
    ],
  },
  {
    title: '`faktaark.config.json`',
    schema: 'config.schema.json',
    words: ['Everything in it may be left out.'],
  },
  {
    title: '`templates/<layout>/layout.json`',
    schema: 'layout.schema.json',
    words: [
      'The template beside it is `layout.hbs`, its stylesheet `style.css`; [layouts.md](layouts.md) shows how they are made, [css.md](css.md) what they may use.',
    ],
  },
  {
    title: '`templates/_shared/themes/<theme>.json`',
    schema: 'theme.schema.json',
    words: [
      '[layouts.md](layouts.md) shows how one is made. `faktaark validate` checks that text can be read on its ground, and that fonts and logo are there.',
    ],
  },
  {
    title: '`fonts/fonts.json`',
    schema: 'fonts.schema.json',
    words: ['More in [fonts.md](fonts.md).'],
  },
  {
    title: 'What a template can print',
    schema: 'sheet.schema.json',
    words: [
      'This is no file: it is what a template is given, made of the files above for one mission in one language. Every path of a template is checked against it: `{{hero.caption}}` is refused outside of `{{#if hero}}`, for a sheet may have no picture.',
    ],
  },
];
