import { writeFileSync } from 'node:fs';
import { cssPage, findingsPage } from './generate.ts';

writeFileSync('docs/findings.md', findingsPage());
writeFileSync('docs/css.md', cssPage());
