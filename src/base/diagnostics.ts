import { CODES, type DiagnosticCode } from './codes.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Where a finding lies, in the user's own files. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** JSON pointer (RFC 6901) into `file`. */
  readonly pointer?: string | undefined;
  readonly mission?: string | undefined;
  readonly locale?: string | undefined;
  /** Page number from 1, for findings of layout. */
  readonly page?: number | undefined;
  /** Short selector-like description of the box concerned. */
  readonly box?: string | undefined;
  /** Number of the object in a PDF that is concerned. */
  readonly object?: number | undefined;
  /** Left, bottom, right and top on the page of a PDF, pt from its lower left corner. */
  readonly area?: readonly [left: number, bottom: number, right: number, top: number] | undefined;
}

/** One finding about the user's input. Faults of our own throw instead. */
export interface Diagnostic extends Place {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Receives findings; stages take one and go on working after calling it. */
export type Report = (diagnostic: Diagnostic) => void;

/** Makes a finding with the severity that `codes.ts` gives its code. */
export function finding(code: DiagnosticCode, message: string, place: Place = {}, hint?: string): Diagnostic {
  return { code, severity: CODES[code].severity, message, hint, ...place };
}

/** Collects findings, drops exact repeats, and can lay a common place (mission, locale) under each of them. */
export class Findings {
  readonly list: Diagnostic[] = [];
  #seen = new Set<string>();

  readonly report: Report = (diagnostic) => {
    const key = JSON.stringify(diagnostic);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push(diagnostic);
  };

  /** A report function that adds `place` wherever the finding itself says nothing. */
  within(place: Place): Report {
    return (diagnostic) => {
      const own = Object.fromEntries(Object.entries(diagnostic).filter(([, value]) => value !== undefined));
      this.report({ ...place, ...own } as Diagnostic);
    };
  }

  get hasErrors(): boolean {
    return this.list.some((d) => d.severity === 'error');
  }
}

/** `file:line:column: severity code: message` with the hint on a line of its own; what terminals and editors link. */
export function formatDiagnostic(d: Diagnostic): string {
  const position = [d.file, d.line, d.column].filter((part) => part !== undefined).join(':');
  const where = [
    d.pointer ? `at ${d.pointer}` : '',
    d.mission && !d.file?.includes(d.mission) ? d.mission : '',
    d.locale ? `locale ${d.locale}` : '',
    d.page ? `page ${d.page}` : '',
    d.box ?? '',
    d.area ? `at ${d.area.slice(0, 2).map(Math.round).join(' ')} pt` : '',
    d.object === undefined ? '' : `object ${d.object}`,
  ].filter(Boolean);
  const head = `${position ? `${position}: ` : ''}${d.severity} ${d.code}: ${d.message}`;
  return `${head}${where.length ? ` (${where.join(', ')})` : ''}${d.hint ? `\n    hint: ${d.hint}` : ''}`;
}
