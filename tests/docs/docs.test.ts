import { readFileSync } from 'node:fs';
import { PROPERTIES } from '../../src/engine/css/properties.ts';
import { PROPERTY_NOTES } from '../../src/engine/css/property-notes.ts';
import { caseOf } from './coverage.ts';
import { dataPage } from './data-page.ts';
import { cssPage, findingsPage } from './generate.ts';

// `npm run docs` writes them again.
test.each([
  ['docs/findings.md', findingsPage],
  ['docs/css.md', cssPage],
  ['docs/data.md', dataPage],
])('%s is what the program says of itself', (file, page) => {
  expect(readFileSync(file, 'utf8')).toBe(page());
});

test('every property has a case that declares it', () => {
  expect(PROPERTIES.map(({ name }) => name).filter((name) => !caseOf(name))).toEqual([]);
});

test('what is noted as left out is left out of a property there is', () => {
  const names = new Set(PROPERTIES.map(({ name }) => name));
  expect(Object.keys(PROPERTY_NOTES).filter((name) => !names.has(name))).toEqual([]);
});
