import { inFile, MISSION, type Mistake, text } from './row.ts';

const utf16 = (bytes: Buffer): Buffer => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le');
const mark = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
/** A word as Latin-1 has it, in a file that is UTF-8 otherwise. */
const latin1 =
  (word: string) =>
  (bytes: Buffer): Buffer => {
    const at = bytes.indexOf(word);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(word, 'latin1'),
      bytes.subarray(at + Buffer.byteLength(word)),
    ]);
  };
const deep = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes.toString('utf8').replace('"nation"', `"x": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "nation"`),
  );

const LAYOUT = 'templates/factsheet/layout.hbs';
const THEME = 'templates/_shared/themes/ministry.json';

/** Mistakes in locale files, layouts, styles, settings, fonts and the glossary. */
export const PROJECT: readonly Mistake[] = [
  ...inFile('data/locales/en.json', [
    ['"persons":', '"person":', 'label-missing', '/units', '"persons"', { line: 'any' }],
    ['"kicker": "Fact sheet",', '', 'label-missing', '/labels', 'kicker', { line: 'any' }],
    ['Edition {number}', 'Edition {nummer}', 'text-unknown-placeholder', '/labels/edition.value', 'Given: number, date'],
    ['"direction": "ltr"', '"direction": "rtl"', 'locale-mismatch', '/direction', 'Write "ltr".'],
    ['"script": "Latn"', '"script": "Arab"', 'locale-mismatch', '/script', 'Write "Latn".'],
    ['"locale": "en"', '"locale": "de"', 'locale-mismatch', '/locale', 'Write "en", or rename the file.'],
    ['"numberingSystem": "latn"', '"numberingSystem": "latin"', 'data-invalid-value', '/formats/numberingSystem', 'Did you mean "latn"?'],
    ['"upTo": "up to {value}"', '"upTo": "up to"', 'data-invalid-value', '/formats/qualifiers/upTo', '"upTo": "up to {value}"'],
    ['{n, plural, one {person}', '{n, plural, few {person}', 'text-syntax', '/units/persons', 'few'],
    ['{from}', '{form}', 'text-unknown-placeholder', '/formats/periods/closed', 'Did you mean "from"?'],
    ['"ranks": {', '"rank": {', 'data-unknown-key', '/rank', 'Did you mean "ranks"?'],
  ]),
  ...inFile('data/locales/ckb.json', [['"locale": "ckb"', '"locale": "ku"', 'locale-invalid', '/locale', 'ckb']]),
  ...inFile('data/locales/da.json', [
    ['"page.number":', '"page.nummer":', 'label-missing', undefined, 'pageNummer', { file: 'templates/_shared/partials/footer.hbs', line: 'any', locale: 'da' }],
  ]),
  ...inFile('templates/factsheet/layout.json', [
    ['"pages": 2', '"pages": "2"', 'data-invalid-value', '/pages', 'Write 2 without quotation marks.'],
    ['"pageSize": "A4"', '"pageSize": "A6"', 'data-invalid-value', '/pageSize', 'A4'],
    ['"title":', '"titel":', 'data-unknown-key', '/titel', 'Did you mean "title"?', { also: ['data-missing-key'] }],
    ['"name": "factsheet"', '"name": "fact-sheet"', 'data-folder-name', '/name', 'factsheet'],
  ]),
  ...inFile('templates/leaflet/layout.json', [
    ['"imposition": "saddle-stitch"', '"imposition": "saddle"', 'data-invalid-value', '/imposition', 'saddle-stitch'],
    ['"large",', '"huge",', 'data-invalid-value', '/fit', ''],
    ['"gutter": 4', '"gutters": 4', 'data-unknown-key', '/grid/gutters', 'Did you mean "gutter"?', { also: ['data-missing-key'] }],
  ]),
  ...inFile(THEME, [
    ['"name": "ministry"', '"name": "ministri"', 'data-folder-name', '/name', 'Write "ministry"'],
    ['"accentPale":', '"accentPail":', 'data-unknown-key', '/colors/accentPail', 'Did you mean "accentPale"?', { also: ['data-missing-key'] }],
    ['"#0b2545"', '"#0b254"', 'data-invalid-value', '/colors/primary/srgb', '#0b2545'],
    ['[100, 80, 25, 45]', '[100, 80, 25]', 'data-invalid-value', '/colors/primary/cmyk', '[100,80,25,45]'],
    ['[100, 80, 25, 45]', '[100, 80, 25, 450]', 'data-invalid-value', '/colors/primary/cmyk/3', '100'],
    ['"headingWeight": 700', '"headingWeight": 900', 'data-invalid-value', '/fonts/headingWeight', '700'],
    ['"ministry.svg"', '"ministri.svg"', 'theme-missing-logo', '/logo', 'ministri.svg'],
    ['"heading": ["IBM Plex Sans"]', '"heading": ["IBM Plex Sand"]', 'theme-unknown-font', '/fonts/heading/0', 'Did you mean "IBM Plex Sans"?'],
    ['"#525d6b"', '"#7f8894"', 'theme-contrast', '/colors/muted/srgb', '4.5 is the least', { also: ['theme-contrast', 'theme-contrast'] }],
    [utf16, '', 'file-encoding', undefined, 'UTF-8', { line: 1 }],
  ]),
  ...inFile('templates/_shared/partials/header.hbs', [
    ['{{title}}', '{{titel}}', 'template-unknown-path', undefined, 'title'],
    ['{{title}}', '{{hero.caption}}', 'template-nullable-path', undefined, '{{#if hero}}'],
    ['{{title}}', '{{{title}}}', 'template-raw-text', undefined, 'Write {{title}}.'],
    ['{{title}}', '{{lead}}', 'template-not-printable', undefined, 'Write {{{lead.html}}}.'],
    ['{{title}}', '{{labels.pageNumbr}}', 'label-missing', undefined, 'pageNumber', { locale: 'da', also: Array(5).fill('label-missing') as 'label-missing'[] }],
  ]),
  ...inFile('templates/_shared/partials/lead.hbs', [
    ['{{{lead.html}}}', '{{lead.html}}', 'template-escaped-html', undefined, 'Write {{{lead.html}}}.'],
  ]),
  ...inFile(LAYOUT, [
    ['{{#if contributions}}{{> contributions contributions}}', '{{#if contribution}}', 'template-unknown-path', undefined, 'contributions'],
    ['(take sections 3)', '(tak sections 3)', 'template-unknown-helper', undefined, 'take'],
    ['(take sections 3)', '(take sections "3")', 'template-arguments', undefined, 'a number'],
    ['{{> sources ', '{{> source ', 'template-unknown-partial', undefined, 'sources'],
    ['{{#if contributions}}{{> contributions contributions}}{{/if}}', '{{#if contributions}}{{> contributions contributions}}', 'template-syntax', undefined, 'Write {{/if}};', { line: 'any' }],
  ]),
  ...inFile('templates/_shared/partials/fact-box.hbs', [
    ['{{label}}', '{{lable}}', 'template-unknown-path', undefined, 'label'],
  ]),
  ...inFile('templates/_shared/components.css', [
    ['flex-direction: column;', 'flex-directon: column;', 'css-unknown-property', undefined, 'flex-direction'],
    ['flex-direction: column;', 'flex-direction: down;', 'css-invalid-value', undefined, 'column'],
    ['flex-direction: column;', 'flex-direction column;', 'css-syntax', undefined, 'Colon is expected'],
  ]),
  ...inFile('faktaark.config.json', [
    ['"editions"', '"edition"', 'data-unknown-key', '/edition', 'Did you mean "editions"?'],
    ['"screen"', '"skreen"', 'data-invalid-value', '/editions/0', 'Did you mean "screen"?'],
    ['"layout": "factsheet"', '"layout": "facsheet"', 'layout-missing', '/layout', 'Did you mean "factsheet"?'],
    ['"theme": "ministry"', '"theme": "ministri"', 'theme-missing', '/theme', 'Did you mean "ministry"?'],
    ['"ckb"', '"ku_IQ"', 'data-invalid-value', '/locales/5', 'BCP 47'],
  ]),
  ...inFile('fonts/fonts.json', [
    ['"weight": 600', '"wieght": 600', 'data-unknown-key', '/families/IBM Plex Sans/faces/3/wieght', 'Did you mean "weight"?', { also: ['data-missing-key'] }],
    ['IBMPlexSans-Italic.ttf', 'IBMPlexSans-Italc.ttf', 'font-file-missing', '/families/IBM Plex Sans/faces/1/file', 'Did you mean "IBMPlexSans-Italic.ttf"?'],
    ['"fallback": ["IBM Plex Sans",', '"fallback": ["IBM Plex Sas",', 'data-unknown-reference', '/fallback/0', 'Did you mean "IBM Plex Sans"?'],
  ]),
  ...inFile('data/glossary.json', [
    ['"accept": ["Al Asad"]', '"accepts": ["Al Asad"]', 'data-unknown-key', '/terms/alAsad/forms/da/accepts', 'Did you mean "accept"?'],
    ['"use": "Al Asad-luftbasen",', '', 'data-missing-key', '/terms/alAsad/forms/da', '"use": "', { line: 'any' }],
    ['"da": {', '"dansk": {', 'data-invalid-value', '/terms/alAsad/forms/dansk', 'BCP 47'],
  ]),
  ...inFile(MISSION, [
    ['"file": "assets/hero-cover.svg"', '"file": "assets/hero-cver.svg"', 'media-missing', '/media/0/crops/leaflet/file', 'Did you mean "assets/hero-cover.svg"?'],
    ['"x": 58', '"x": 120', 'data-invalid-value', '/media/0/crops/leaflet/focus/x', '100'],
    ['"leaflet": {', '"leeflet": {', 'data-unknown-reference', '/media/0/crops/leeflet', 'Did you mean "leaflet"?'],
    [utf16, '', 'file-encoding', undefined, 'UTF-8', { line: 1 }],
    [mark, '', 'json-syntax', undefined, 'without BOM', { line: 1 }],
    [latin1('Agüero'), '', 'file-encoding', undefined, 'UTF-8', { line: 'any' }],
    [deep, '', 'json-limit', undefined, '200', { line: 'any' }],
    ['"publisher": "NATO"', '"publisher": "NA\0TO"', 'json-syntax', undefined, 'NUL'],
    ['"organisation": "nato"', '"organisation": { "$ref": "#" }', 'data-invalid-value', '/organisation', 'string, not object'],
  ]),
  ...inFile(text('en'), [[utf16, '', 'file-encoding', undefined, 'UTF-8', { line: 1 }]]),
  ...inFile('templates/factsheet/style.css', [[utf16, '', 'file-encoding', undefined, 'UTF-8', { line: 1 }]]),
  ...inFile(LAYOUT, [[utf16, '', 'file-encoding', undefined, 'UTF-8', { line: 1 }]]),
]; // biome-ignore format: a table
