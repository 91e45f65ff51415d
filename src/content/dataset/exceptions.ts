import { type Diagnostic, finding, type Report } from '../../base/diagnostics.ts';
import type { Exceptions } from './generated/types.ts';
import type { JsonDocument } from './json.ts';

/**
 * Lets through what a file does not except. Only warnings can be excepted: what is an error cannot be meant. `finish`
 * reports the exceptions that met nothing.
 */
export function withExceptions(
  exceptions: Exceptions | undefined,
  document: JsonDocument,
  report: Report,
): { readonly report: Report; readonly finish: () => void } {
  const used = new Set<number>();
  const excepts = (d: Diagnostic): boolean => {
    if (d.severity === 'error' || d.file !== document.file) return false;
    const at = (exceptions ?? []).findIndex((e) => e.code === d.code && e.at === d.pointer);
    if (at >= 0) used.add(at);
    return at >= 0;
  };
  return {
    report: (diagnostic) => {
      if (!excepts(diagnostic)) report(diagnostic);
    },
    finish() {
      exceptions?.forEach(({ at, code }, i) => {
        if (used.has(i)) return;
        report(
          finding(
            'exception-unused',
            `Nothing is found at ${at} by the code ${code}.`,
            document.place(`/exceptions/${i}`),
          ),
        );
      });
    },
  };
}
