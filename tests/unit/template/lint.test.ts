import { formatDiagnostic } from '../../../src/base/diagnostics.ts';
import { render } from './project.ts';

/** The template, then `line:column code` and a word of the message or hint for each finding, in order. */
const MISTAKES: readonly (readonly [name: string, template: string, ...expected: string[]])[] = [
  ['a path', '<p>\n  {{titel}}</p>', '2:5 template-unknown-path Did you mean "title"'],
  ['a path inside an object', '{{factBox.headng}}', '1:3 template-unknown-path Did you mean "heading"'],
  ['a condition', '{{#if heroo}}x{{/if}}', '1:7 template-unknown-path Did you mean "hero"'],
  ['a negated condition', '{{#unless statuss}}x{{/unless}}', '1:11 template-unknown-path "status"'],
  ['an else-if', '{{#if hero}}a{{else if heros}}b{{/if}}', '1:24 template-unknown-path "hero"'],
  ['a loop', '{{#each section}}x{{/each}}', '1:9 template-unknown-path "sections"'],
  ['inside a loop', '{{#each sections}}{{titel}}{{/each}}', '1:21 template-unknown-path no "titel"'],
  ['a name of further out', '{{#each sections}}{{kicker}}{{/each}}', '1:21 template-unknown-path "../kicker"'],
  ['too far out', '{{#each sections}}{{../../title}}{{/each}}', '1:21 template-unknown-path outermost'],
  ['a block parameter', '{{#each sections as |s|}}{{s.headin}}{{/each}}', '1:28 template-unknown-path "heading"'],
  ['with', '{{#with factBox}}{{row}}{{/with}}', '1:20 template-unknown-path "rows"'],
  ['a helper argument', '{{#if (eq langage "da")}}x{{/if}}', '1:11 template-unknown-path "language"'],
  ['a named argument', '{{qrCode title label=qrr}}', '1:22 template-unknown-path "qr"'],
  ['@root', '{{@root.titel}}', '1:3 template-unknown-path "title"'],
  ['a loop variable', '{{#each sections}}{{@indx}}{{/each}}', '1:21 template-unknown-path "@index"'],
  ['a loop variable outside', '{{@index}}', '1:3 template-unknown-path only inside'],
  ['into a text', '{{title.length}}', '1:3 template-unknown-path is text'],
  ['into a list', '{{sections.heading}}', '1:3 template-unknown-path {{#each}}'],
  ['a label', '{{labels.mapHeadng}}', '1:3 label-missing labels.mapHeading'],
  ['a null object', '{{hero.alt}}', '1:3 template-nullable-path {{#if hero}}'],
  ['a null object after or', '{{#if (or hero qr)}}{{hero.alt}}{{/if}}', '1:23 template-nullable-path {{#if hero}}'],
  ['a helper', '{{equal 1 2}}', '1:3 template-unknown-helper "equal"'],
  ['a helper that Handlebars has', '{{lookup labels "x"}}', '1:3 template-unknown-helper Helpers are'],
  ['a block', '{{#ech sections}}x{{/ech}}', '1:1 template-unknown-helper "#each"'],
  ['a path as a block', '{{#hero}}x{{/hero}}', '1:1 template-unknown-helper Blocks are'],
  ['prototypes', '{{constructor.name}}{{title.constructor}}', '1:3 template-unknown-path no "constructor"', '1:23 template-unknown-path is text'],
  ['raw text', '{{{title}}}', '1:1 template-raw-text {{title}}'],
  ['escaped HTML', '{{lead.html}}', '1:1 template-escaped-html {{{lead.html}}}'],
  ['escaped HTML in a list', '{{#each sections}}{{#each blocks}}{{#each items}}{{this}}{{/each}}{{/each}}{{/each}}', '1:50 template-escaped-html'],
  ['an object', '{{factBox}}', '1:1 template-not-printable object'],
  ['a list', '{{partners}}', '1:1 template-not-printable list'],
  ['a word that never comes', '{{#each partners}}{{#if (eq role "advisd")}}x{{/if}}{{/each}}', '1:34 template-unknown-value "advised"'],
  ['a selection', '{{#each (where partners "rol" "x")}}x{{/each}}', '1:25 template-unknown-path "role"'],
  ['after a selection', '{{#each (where partners "role" "advised")}}{{nam}}{{/each}}', '1:46 template-unknown-path "name"'],
  ['the number of arguments', '{{eq 1}}', '1:1 template-arguments takes 2'],
  ['the kind of an argument', '{{personnelChart title width=1 height=1}}', '1:18 template-arguments chart data'],
  ['a chart of another kind of data', '{{#if personnel}}{{compositionChart personnel width=1}}{{/if}}', '1:37 template-arguments a table such as contributions'],
  ['a row of what is no figure', '{{pictogramRow qr width=1 size=1}}', '1:16 template-arguments a figure'],
  ['the name of an argument', '{{qrCode title lable=title}}', '1:16 template-arguments "label"', '1:1 template-arguments needs label'],
  ['a loop over text', '{{#each title}}x{{/each}}', '1:1 template-arguments takes a list'],
  ['a partial', '{{> refz}}', '1:1 template-unknown-partial "refs"'],
  ['a partial by a path', '{{> (add 1 2)}}', '1:1 template-unsupported written out'],
  ['an inline partial', '{{#*inline "x"}}y{{/inline}}', '1:1 template-unsupported Inline'],
  ['a partial block', '{{#> refs}}y{{/refs}}', '1:1 template-unsupported Partial blocks'],
  ['loops without end', '{{#each sections}}{{#each @root.sections}}{{#each @root.sections}}{{#each @root.sections}}{{#each @root.sections}}x{{/each}}{{/each}}{{/each}}{{/each}}{{/each}}', '1:91 template-limit'],
]; // biome-ignore format: a table

test.each(MISTAKES)('finds a mistake in %s', (_name, template, ...expected) => {
  const { html, findings } = render(template, { refs: '{{#each refs}}{{label}}{{/each}}' });
  const found = findings.map((d) => `${d.line}:${d.column} ${d.code} ${d.message} ${d.hint ?? ''}`);
  expect(found.length).toBe(expected.length);
  expected.forEach((line, i) => {
    const [place, code, ...words] = line.split(' ');
    expect(found[i]).toContain(`${place} ${code} `);
    expect(found[i]).toContain(words.join(' '));
  });
  expect(html).toBeUndefined();
});

test.each([
  ['{{#each sections}}{{@index}}{{#each blocks}}{{@../index}}{{@last}}{{../heading}}{{/each}}{{/each}}'],
  ['{{#if hero}}{{hero.alt}}{{/if}}{{#with hero}}{{alt}}{{/with}}{{#unless hero}}{{else}}{{hero.alt}}{{/unless}}'],
  ['{{#if (and hero qr)}}{{hero.alt}}{{qr.label}}{{/if}}{{#if (not hero)}}{{else}}{{hero.alt}}{{/if}}'],
  ['{{#with hero as |h|}}{{h.alt}}{{/with}}{{#each sections as |s i|}}{{i}}{{s.heading}}{{@root.title}}{{/each}}'],
  ['{{labels.mapHeading}}{{#each labels}}{{@key}}{{this}}{{/each}}{{sections.length}}{{add sections.length 1}}'],
  ['{{{lead.html}}}{{#each sections}}{{#each blocks}}{{{html}}}{{#each items}}{{{this}}}{{/each}}{{/each}}{{/each}}'],
  [
    '{{#if contributions}}{{compositionChart contributions width=300}}{{#if contributions.dated}}{{contributionTimeline contributions width=300 label=covers fontSize=10}}{{/if}}{{/if}}',
  ],
  ['{{#if personnel}}{{seriesChart personnel width=300 height=100}}{{/if}}'],
  [
    '{{#each keyFigures.items}}{{pictogram unitKey}}{{#if countable}}{{pictogramRow this capacity=3 width=90 size=20}}{{/if}}{{/each}}',
  ],
  ['{{#if personnel}}{{personnelChart personnel width=100 height=50}}{{/if}}{{! a comment }}{{this.title}}{{./title}}'],
])('accepts %s', (template) => {
  const { html, findings } = render(template);
  expect(findings.map(formatDiagnostic)).toEqual([]);
  expect(html).toBeDefined();
});

describe('partials', () => {
  test('are checked with what each call gives them, and name their own file', () => {
    const { findings } = render('{{> a sections}}\n{{> a lead}}', { a: '\n{{#each refs}}{{label}}{{/each}}' });
    expect(findings).toMatchObject([{ code: 'template-unknown-path', file: 'a.hbs', line: 2, column: 9 }]);
  });

  test('see their arguments, @root and the loop variables of the caller, but nothing around the call', () => {
    const good = '{{#each sections}}{{> a extra=../title}}{{/each}}';
    const { html, findings } = render(good, { a: '{{heading}}{{extra}}{{@root.kicker}}{{@index}}' });
    expect(findings).toEqual([]);
    expect(html).toContain('Hvad er NATO Mission Iraq?Det danske bidrag');
    expect(render(good, { a: '{{../title}}' }).findings).toMatchObject([{ code: 'template-unknown-path' }]);
  });

  test('may not call themselves, nor each other without end', () => {
    expect(render('{{> a}}', { a: '{{> b}}', b: '{{> a}}' }).findings).toMatchObject([
      { code: 'template-limit', file: 'b.hbs', message: '"a" calls itself: a > b > a.' },
    ]);
    const doubling = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`p${i}`, `{{> p${i + 1}}}{{> p${i + 1}}}`]),
    );
    const { findings } = render('{{> p0}}', { ...doubling, p20: 'x' });
    expect(findings.map((d) => d.code)).toEqual(['template-limit']);
  });
});

test.each([
  ['<p>\n{{#if title}}\n{{/each}}', 2, 4],
  ['<p>\n  {{title}</p>', 2, 10],
  ['{{#each sections}}\nx', 2, undefined],
  ['{{> refs "a}}', 1, undefined],
])('syntax of %j', (template, line, column) => {
  const { findings, html } = render(template);
  expect(html).toBeUndefined();
  expect(findings).toMatchObject([{ code: 'template-syntax', file: 'layout.hbs', line, ...(column && { column }) }]);
  expect(findings[0]!.message).not.toMatch(/undefined|Expecting/);
});
