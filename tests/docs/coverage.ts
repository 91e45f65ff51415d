import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CASES = 'tests/cases';

/** The texts of all case files, by the name of the case. */
function readCases(): ReadonlyMap<string, string> {
  const files = readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.html'))
    .sort();
  return new Map(files.map((file) => [file.slice(0, -5), readFileSync(join(CASES, file), 'utf8')]));
}

let cases: ReadonlyMap<string, string> | undefined;

/** The first case that declares a property by its own name, or has it as an attribute of SVG. */
export function caseOf(property: string): string | undefined {
  cases ??= readCases();
  const declared = new RegExp(`(?<![-\\w])${property}(\\s*:|=")`);
  for (const [name, text] of cases) if (declared.test(text)) return name;
  return undefined;
}
