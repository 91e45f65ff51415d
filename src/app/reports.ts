import { CODES, type DiagnosticCode } from '../base/codes.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { version } from './package.ts';

const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0, as code hosts read it. */
export function toSarif(findings: readonly Diagnostic[]): string {
  const used = [...new Set(findings.map((d) => d.code))].sort();
  const rule = (code: DiagnosticCode) => ({
    id: code,
    shortDescription: { text: CODES[code].cause },
    help: { text: CODES[code].cure },
  });
  const result = (d: Diagnostic) => ({
    ruleId: d.code,
    level: LEVEL[d.severity],
    message: { text: d.hint ? `${d.message} Hint: ${d.hint}` : d.message },
    ...(d.file
      ? { locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(d.file) }, ...region(d) } }] }
      : {}),
    properties: {
      pointer: d.pointer,
      mission: d.mission,
      locale: d.locale,
      page: d.page,
      box: d.box,
      object: d.object,
      area: d.area,
    },
  });
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'faktaark', version: version(), rules: used.map(rule) } },
        results: findings.map(result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function region({ line, column }: Diagnostic) {
  return line === undefined
    ? {}
    : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
}

/** JUnit XML: one test case for each finding, or one that passes where there is none. */
export function toJunit(findings: readonly Diagnostic[], command = 'validate'): string {
  const errors = findings.filter((d) => d.severity === 'error');
  const cases = findings.map((d) => {
    const where = [d.file, d.line, d.column].filter((part) => part !== undefined).join(':');
    const name = `${d.code} ${where || d.mission || ''}${d.page ? ` page ${d.page}` : ''}`.trim();
    const body = xml(`${d.message}${d.hint ? `\nhint: ${d.hint}` : ''}`);
    const inner =
      d.severity === 'error'
        ? `<failure type="${d.code}" message="${xml(d.message)}">${body}</failure>`
        : `<system-out>${body}</system-out>`;
    return `    <testcase classname="faktaark.${command}" name="${xml(name)}">${inner}</testcase>`;
  });
  if (!cases.length) cases.push(`    <testcase classname="faktaark.${command}" name="no findings"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="faktaark ${command}" tests="${cases.length}" failures="${errors.length}">\n${cases.join('\n')}\n  </testsuite>\n</testsuites>\n`;
}

/** Escapes markup and drops what XML 1.0 cannot hold. */
const xml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
