import { Findings } from '../../../src/base/diagnostics.ts';
import { parseJson } from '../../../src/content/dataset/json.ts';

const parse = (text: string) => {
  const findings = new Findings();
  const document = parseJson({ file: 'f.json', text }, findings.report);
  return { document, seen: findings.list.map((d) => `${d.line}:${d.column} ${d.code}`) };
};

// Each row: what is wrong, the text, one finding as line:column code.
test.each([
  ['empty file', '', '1:1 json-syntax'],
  ['comment', '{\n  // no\n  "a": 1\n}', '2:3 json-syntax'],
  ['trailing comma in an object', '{"a": 1,\n}', '2:1 json-syntax'],
  ['trailing comma in an array', '[1,\n 2,]', '2:4 json-syntax'],
  ['missing comma', '{"a": 1\n "b": 2}', '2:2 json-syntax'],
  ['duplicate key', '{"a": {"b": 1,\n "b": 2}}', '2:2 json-duplicate-key'],
  ['duplicate key written with an escape', '{"a": 1, "\\u0061": 2}', '1:10 json-duplicate-key'],
  ['__proto__', '{"__proto__": {"x": 1}}', '1:2 json-forbidden-key'],
  ['byte order mark', '\uFEFF{}', '1:1 json-syntax'],
  ['NUL', '{"a": "\0"}', '1:8 json-syntax'],
  ['single quotes', "{'a': 1}", '1:2 json-syntax'],
  ['too deep', `${'['.repeat(201)}${']'.repeat(201)}`, '1:201 json-limit'],
])('%s is found at its place', (_, text, expected) => {
  const { document, seen } = parse(text);
  expect(document).toBeUndefined();
  expect(seen).toContain(expected);
});

test('more than 20 MB is refused unread', () => {
  expect(parse(`"${'x'.repeat(21 * 1024 * 1024)}"`).seen).toEqual(['undefined:undefined json-limit']);
});

test('good JSON gives the value JSON.parse gives, and places', () => {
  const text = '{"a/b": [1, {"~": "x\\u00e6\\n{y}"}],\n "c": null, "constructor": 1}';
  const { document, seen } = parse(text);
  expect(seen).toEqual([]);
  expect(document?.value).toEqual(JSON.parse(text));
  expect(document?.place('/a~1b/1/~0')).toMatchObject({ line: 1, column: 19 });
  expect(document?.keyPlace('/c')).toMatchObject({ line: 2, column: 2 });
  // Offset 3 in the decoded string is the brace, behind two escapes in the file.
  expect(document?.placeInString('/a~1b/1/~0', 3)).toMatchObject({ line: 1, column: 29 });
});
