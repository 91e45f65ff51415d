import { atlas } from '../../../src/app/atlas.ts';
import { Findings, formatDiagnostic } from '../../../src/base/diagnostics.ts';
import { renderTemplate } from '../../../src/content/template/template.ts';
import { factsheet, render, sheet } from './project.ts';

describe.each(['da', 'en'])('the fact sheet in %s', (locale) => {
  const data = sheet(locale);
  const findings = new Findings();
  const html = renderTemplate(factsheet(), data, atlas, findings.report)!;

  test('has no findings', () => {
    expect(findings.list.map(formatDiagnostic)).toEqual([]);
  });

  test('states language, direction and title', () => {
    expect(html).toContain(`<html lang="${locale}" dir="ltr" class="Latn ${data.look.fit}">`);
    expect(html).toContain(`<title>${data.title}</title>`);
  });

  test('prints every section, figure, row and source', () => {
    const parts = [
      ...data.sections.map((s) => `>${s.heading}</h2>`),
      ...data.keyFigures.items.map((k) => `${k.number}</span>`),
      ...data.contributions!.rows.map((r) => r.component),
      ...data.partners.map((p) => p.name.replaceAll("'", '&#x27;')),
      ...data.sources.items.map((s) => `<li id="${s.id}" value="${s.number}">`),
    ];
    for (const part of parts) expect(html).toContain(part);
  });

  test('every mark leads to a source, and every id is there once', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    for (const [, target] of html.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(target);
  });

  test('opens and closes its elements in pairs', () => {
    const open: string[] = [];
    for (const [tag, slash, name, self] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
      if (self || ['meta', 'link', 'img'].includes(name!)) continue;
      if (slash) expect(`${open.pop()} ${tag}`).toBe(`${name} ${tag}`);
      else open.push(name!);
    }
    expect(open).toEqual([]);
  });

  test('is the same every time', () => {
    expect(renderTemplate(factsheet(), data, atlas, () => {})).toBe(html);
  });
});

test('a sheet without the parts that may be missing renders too', () => {
  const bare = { ...sheet('da'), hero: null, contributions: null, leadership: null, personnel: null, qr: null };
  const findings = new Findings();
  const data = { ...bare, sections: [], results: [], mandates: [], partners: [], contacts: [] };
  expect(renderTemplate(factsheet(), data, atlas, findings.report)).toContain('</html>');
  expect(findings.list).toEqual([]);
});

describe('rendering', () => {
  test('escapes text and leaves HTML', () => {
    const data = { ...sheet('da'), title: '<b>"&"</b>', lead: { html: 'a <em>b</em>', refs: [] } };
    const { html } = render('<p title="{{title}}">{{{lead.html}}}</p>', {}, data);
    expect(html).toBe('<p title="&lt;b&gt;&quot;&amp;&quot;&lt;/b&gt;">a <em>b</em></p>');
  });

  test('reports a label that only this locale lacks', () => {
    const data = sheet('en');
    const { mapHeading: _, ...labels } = data.labels;
    const { html, findings } = render('{{labels.mapHeading}}', {}, { ...data, labels });
    expect(html).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'label-missing', locale: 'en', file: 'layout.hbs', line: 1 }]);
    expect(render('{{labels.mapHeading}}').html).toBe('Steder');
  });

  test('a helper that fails is a finding', () => {
    const data = { ...sheet('da'), title: 'x'.repeat(4000) };
    const { html, findings } = render('{{qrCode title label="x"}}', {}, data);
    expect(html).toBeUndefined();
    expect(findings).toMatchObject([{ code: 'template-failed', locale: 'da', mission: 'nato-mission-iraq' }]);
  });

  test.each([
    ['{{join (take sections 0) ", "}}', undefined],
    ['{{#each (take sections 1)}}{{heading}}{{/each}}', 'Hvad er NATO Mission Iraq?'],
    ['{{#each (skip sections 4)}}{{heading}}{{/each}}', 'Hvad der siden er sket'],
    ['{{#each (where partners "role" "coordinates")}}{{@index}}{{/each}}', '012'],
    ['{{#each (refsOf contributions.total)}}{{label}} {{/each}}', undefined],
    ['{{#if contributions}}{{#each (refsOf contributions.total)}}{{label}} {{/each}}{{/if}}', '14 15 16 17 '],
    ['{{#each (cited sources.items (take keyFigures.items 1))}}{{label}} {{/each}}', '14 '],
    ['{{#each (cited sources.items lead (take keyFigures.items 1))}}{{label}} {{/each}}', '4 6 7 14 15 18 '],
    ['{{#each (cited sources.items title)}}{{label}}{{/each}}', ''],
    ['{{add sections.length 1 2}}', '8'],
    ['{{#if (and title (not hero))}}a{{else}}b{{/if}}', 'b'],
    ['{{#if (or contacts partners)}}a{{/if}}', 'a'],
  ])('%s', (template, expected) => {
    expect(render(template).html).toBe(expected);
  });
});
