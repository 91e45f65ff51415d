import { readFileSync } from 'node:fs';
import { cssPage, findingsPage } from './generate.ts';

// `npm run docs` writes them again.
test.each([
  ['docs/findings.md', findingsPage],
  ['docs/css.md', cssPage],
])('%s is what the program says of itself', (file, page) => {
  expect(readFileSync(file, 'utf8')).toBe(page());
});
