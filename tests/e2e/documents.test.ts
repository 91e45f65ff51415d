import { join } from 'node:path';
import { formatDiagnostic } from '../../src/base/diagnostics.ts';
import { extractText } from '../support/extract.ts';
import { expectTextSnapshot, REPOSITORY } from '../support/snapshots.ts';
import { faktaark, ROOT } from './program.ts';

const FOLDER = join(ROOT, 'tests/e2e/documents');

/** Documents as people have them, without a style for paper: what each page reads, and what is said of it. */
test.each(['article', 'report'])('%s', async (name) => {
  const args = ['render', `${name}.html`, '-o', '-'];
  const css = ['--css', 'page.css'];
  const { bytes } = await faktaark([...args, ...css], { cwd: FOLDER });
  const told = await faktaark(['render', `${name}.html`, ...css, '-o', '/dev/null', '--json'], { cwd: FOLDER });
  const { pages, findings } = JSON.parse(told.stdout);
  const parts: string[] = [];
  for (let page = 1; page <= pages; page++)
    parts.push(`--- page ${page}\n${(await extractText(bytes, page)).trim()}\n`);
  parts.push(`--- findings\n${findings.map(formatDiagnostic).join('\n')}\n`);
  expectTextSnapshot(`${name}.txt`, parts.join(''), { ...REPOSITORY, folder: 'tests/e2e/documents' });
});
