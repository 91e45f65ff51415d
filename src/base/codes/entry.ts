import type { Severity } from '../diagnostics.ts';

/** What a finding of one code means, for `docs/findings.md` and wherever no better hint is known. */
export interface CodeEntry {
  readonly severity: Severity;
  readonly cause: string;
  readonly cure: string;
}

export const entry = (severity: Severity, cause: string, cure: string): CodeEntry => ({ severity, cause, cure });
