import { locatingCharacters } from '../../../src/app/missing-characters.ts';
import { type Diagnostic, Findings, finding } from '../../../src/base/diagnostics.ts';
import { parseJson } from '../../../src/content/dataset/json.ts';
import { failing } from './context.ts';

const MISSING = finding('font-missing-glyph', 'no font has the character "☃" (U+2603) in "☃s"', { locale: 'da' });

function located(diagnostic: Diagnostic, json: string, ...texts: string[]): Diagnostic[] {
  const documents = [parseJson({ file: 'text.da.json', text: json }, failing)!];
  const findings = new Findings();
  const sources = { documents, texts: texts.map((text, i) => ({ file: `${i}.hbs`, text })) };
  const report = locatingCharacters(findings.report, sources);
  for (let words = 0; words < 2; words++) report(diagnostic);
  return findings.list;
}

test('a character is told once for each string that has it, with its place', () => {
  const json = '{\n  "a": "x",\n  "b": { "c/d": ["Sne: \\u2603 og mere ☃"] } }';
  expect(located(MISSING, json, 'plain')).toMatchObject([
    {
      code: 'font-missing-glyph',
      message: 'no font has the character "☃" (U+2603) in "Sne: ☃ og mere ☃"',
      file: 'text.da.json',
      line: 3,
      column: 24,
      pointer: '/b/c~1d/0',
      locale: 'da',
    },
  ]);
});

test('templates and stylesheets are looked through too, for references as well', () => {
  const places = located(
    MISSING,
    '{}',
    'a\n<p>☃ ☃</p>',
    '<p>&#x2603;\n&#9731;\n&#x26031;',
    'p::before { content: "\\2603" }',
  );
  expect(places.map(({ file, line, column }) => [file, line, column])).toEqual([
    ['0.hbs', 2, 4],
    ['1.hbs', 1, 4],
    ['1.hbs', 2, 1],
    ['2.hbs', 1, 23],
  ]);
});

test('long strings are cut around the character', () => {
  const [found] = located(MISSING, JSON.stringify({ a: `${'a'.repeat(50)}☃${'b'.repeat(50)}` }));
  expect(found!.message).toContain(`in "…${'a'.repeat(30)}☃${'b'.repeat(29)}…"`);
});

test.each([
  ['a character that no source has', MISSING, '{"a": "b"}'],
  ['a finding that has its line', { ...MISSING, file: 'a.html', line: 4 }, '{"a": "☃"}'],
  ['another finding', finding('font-missing-face', 'U+2603'), '{"a": "☃"}'],
])('%s stays as it is', (_, diagnostic, json) => {
  expect(located(diagnostic, json)).toEqual([diagnostic]);
});
