import { writeFileSync } from 'node:fs';
import { dataPage } from './data-page.ts';
import { cssPage, findingsPage } from './generate.ts';

writeFileSync('docs/findings.md', findingsPage());
writeFileSync('docs/css.md', cssPage());
writeFileSync('docs/data.md', dataPage());
