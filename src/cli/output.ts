import { CONFIG_FILE } from '../app/project.ts';
import { type Diagnostic, formatDiagnostic } from '../base/diagnostics.ts';

/** Findings on stderr, the worst first where order does not say otherwise; nothing under --json. */
export function printFindings(findings: readonly Diagnostic[], json: boolean): void {
  if (json) return;
  for (const diagnostic of findings) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
  const count = (severity: Diagnostic['severity']): number => findings.filter((d) => d.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors + warnings > 0)
    process.stderr.write(
      `${errors} error${errors === 1 ? '' : 's'}, ${warnings} warning${warnings === 1 ? '' : 's'}\n`,
    );
}

/** One JSON document, alone on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export const hasErrors = (findings: readonly Diagnostic[]): boolean => findings.some((d) => d.severity === 'error');

/** Errors in faktaark.config.json: with these a command does not begin. */
export const configErrors = (findings: readonly Diagnostic[]): readonly Diagnostic[] =>
  findings.filter((d) => d.severity === 'error' && d.file?.endsWith(CONFIG_FILE));

/** The parts of an option such as `da,en`. */
export const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** Rows of cells in columns, the first row as their head. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
