import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dumpStage } from '../../../src/app/dump.ts';
import { formatDiagnostic } from '../../../src/base/diagnostics.ts';
import { CASES, layoutCase, listCases } from '../../support/cases.ts';
import { expectTextSnapshot, REPOSITORY } from '../../support/snapshots.ts';

const place = { ...REPOSITORY, folder: 'tests/cases' };

describe.each(listCases().map((one) => [one.name, one] as const))('%s', (name, one) => {
  const { laidOut, findings } = layoutCase(one);

  test.each(one.stages)('%s', (stage) => {
    expectTextSnapshot(`${name}.${stage}.txt`, dumpStage(stage, laidOut), place);
  });

  // A case without a list of findings has none.
  test('findings', () => {
    const text = findings.map(formatDiagnostic).join('\n');
    if (existsSync(join(CASES, `${name}.findings.txt`))) expectTextSnapshot(`${name}.findings.txt`, text, place);
    else expect(text).toBe('');
  });

  test('every character of the boxes is in the fragments', () => {
    const left = charactersOf(dumpStage('fragments', laidOut));
    for (const [character, count] of charactersOf(dumpStage('boxes', laidOut))) {
      const found = left.get(character) ?? 0;
      if (found < count) throw new Error(`${count} times "${character}" in the boxes, ${found} times in the fragments`);
    }
  });
});

/** How often each visible character stands in the texts of a dump. */
function charactersOf(dump: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, quoted] of dump.matchAll(/^ *text .*?("(?:[^"\\]|\\.)*")$/gm)) {
    for (const character of (JSON.parse(quoted!) as string).replace(/[\s\u00ad\ufffc]/g, '')) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  return counts;
}
