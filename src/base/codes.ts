import { CONTENT_CODES } from './codes/content.ts';
import { LAYOUT_CODES } from './codes/layout.ts';
import { PREFLIGHT_CODES } from './codes/preflight.ts';

/**
 * Every finding the program can make, by stage. `docs/findings.md` is generated from this table.
 * A code is stable: pipelines filter by it.
 */
export const CODES = { ...CONTENT_CODES, ...LAYOUT_CODES, ...PREFLIGHT_CODES };

export type DiagnosticCode = keyof typeof CODES;
