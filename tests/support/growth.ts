import type { LaidOutDocument } from '../../src/app/document.ts';
import { writePdf } from '../../src/pdf/write.ts';

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

/** Documents of any length whose cost should grow as they do: `rows` says how many rows, paragraphs or items they have. */
export const GROWING: Readonly<Record<string, (rows: number) => string>> = {
  'a table with head and foot': (rows) =>
    `<table style="border-collapse: collapse"><thead><tr><th>No.<th>Name</thead><tfoot><tr><td>all<td>of them</tfoot>${repeat(
      rows,
      (i) => `<tr><td style="border: 1px solid">${i % 90}<td>name ${i % 50}`,
    )}</table>`,
  'a table of cells that span rows': (rows) =>
    `<table>${repeat(rows, (i) => (i % 3 ? `<tr><td>${i % 7}` : `<tr><td rowspan="3">name ${i % 50}<td>${i % 9}`))}</table>`,
  'columns with headings across': (rows) =>
    `<div style="columns: 3">${repeat(rows, (i) => `${i % 40 ? '' : '<h2 style="column-span: all">Part</h2>'}<p>words and words ${i % 50}</p>`)}</div>`,
};

const WORDS =
  'sheet paper margin column figure table note heading page line letter space words measure picture list number mission report staff training people support partner region year month office'.split(
    ' ',
  );

/** Words that no other place of the document has in this order. */
const prose = (seed: number, count: number): string =>
  repeat(count, (k) => `${WORDS[((seed + 1) * 7919 + k * k * 31 + k * seed) % WORDS.length]!} `);

const FIGURE =
  '<svg width="120" height="40" viewBox="0 0 120 40"><rect width="120" height="40" fill="#dde"/><circle cx="20" cy="20" r="12"/></svg>';

const row = (i: number): string => repeat(7, (k) => `<tr><td>${prose(i * 7 + k, 2)}<td>${i * 7 + k}<td>${prose(k, 2)}`);

/** About `count` pages of what documents have: headings, text, lists, tables, figures, floats, footnotes, references. */
export const pagesOfAll = (count: number): string =>
  `<style>.f { float: footnote } .w { float: right; width: 120px; margin: 4px } h2 { break-after: avoid; counter-increment: part; string-set: part content() }
h2::before { content: counter(part) ". " } a::after { content: " (page " target-counter(attr(href), page) ")" } td, th { border: 0.5px solid #888 } table { border-collapse: collapse }
@page { @top-center { content: string(part) } @bottom-right { content: counter(page) " of " counter(pages) } }</style>${repeat(
    count,
    (i) =>
      `<h2 id="part-${i}">${prose(i, 3)}</h2><p>${prose(i * 11 + 1, 90)}</p>${i % 3 ? '' : `<p>${prose(i, 9)}<span class="f">${prose(i, 12)}</span> ${prose(i + 5, 20)}`}
<ul>${repeat(4, (k) => `<li>${prose(i * 5 + k, 14)}`)}</ul><div class="w">${prose(i, 12)}</div><p>${prose(i * 13 + 2, 110)} <a href="#part-${Math.floor(i / 2)}">there</a></p>
<table><thead><tr><th>one<th>two<th>three</thead>${row(i)}</table><figure>${FIGURE}<figcaption>${prose(i, 6)}</figcaption></figure><p>${prose(i * 17 + 3, 100)}</p>`,
  )}`;

const around =
  (open: string, close: string, most = Number.POSITIVE_INFINITY) =>
  (depth: number): string =>
    `${open.repeat(Math.min(depth, most))}<span>word</span>${close.repeat(Math.min(depth, most))}`;

const div = (style: string, inside = '') => around(`<div style="${style}">${inside}`, '</div>');

/** Things in themselves, `depth` times, with a word in the innermost. */
export const NESTED: Readonly<Record<string, (depth: number) => string>> = {
  div: div(''),
  'div with text before': div('', 'before'),
  span: around('<span>', '</span>'),
  'span with text and style': around('<span style="color: red">a ', '</span>'),
  'inline-block': div('display: inline-block'),
  'flex row': div('display: flex'),
  'flex column': div('display: flex; flex-direction: column'),
  'flex row with a sibling': div('display: flex', '<b>a</b>'),
  grid: div('display: grid'),
  'grid of two columns': div('display: grid; grid-template-columns: auto 1fr', '<b>a</b>'),
  table: around('<table><tr><td>', '</table>'),
  'table with text': around('<table><tr><td>some words', '</table>'),
  list: around('<ul><li>', '</ul>'),
  'list with text': around('<ol><li>item', '</ol>'),
  columns: div('columns: 2'),
  'columns with text before': div('columns: 2', 'before'),
  float: div('float: left'),
  absolute: div('position: absolute'),
  'blockquote with padding': around('<blockquote style="padding: 1px; margin: 0">', '</blockquote>'),
  'box that is kept together': div('break-inside: avoid; border: 0.01px solid'),
  'box with opacity': div('opacity: 0.99; position: relative'),
  'group of a drawing': (depth) =>
    `<svg width="100" height="20">${'<g transform="translate(0.001)">'.repeat(depth)}<text y="12">word</text>${'</g>'.repeat(depth)}</svg>`,
  'footnote in a list': (depth) =>
    `${'<ul><li>'.repeat(depth)}word<span style="float: footnote">note</span>${'</ul>'.repeat(depth)}`,
};

export const growingDocument = (body: string): string =>
  `<!doctype html><html lang="en"><title>Growth</title><style>@page { size: A4; margin: 20mm } body { font: 10px/14px "IBM Plex Sans" }</style>${body}`;

/** The last stage, without which nothing is printed. */
export const pdfOf = ({ list }: LaidOutDocument): Uint8Array =>
  writePdf(list, { edition: 'screen', creator: '', producer: '', date: new Date(0), claims: [] });

/**
 * Milliseconds of the processor that `work` takes, the least of several turns: what others do is not counted. Ends with
 * the first turn that takes no more than `enough`.
 */
export function processorTime(work: () => void, turns: number, enough = 0): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < turns && least > enough; i++) {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
