import { parseArgs } from 'node:util';
import { formatProject } from '../app/format.ts';
import { Findings } from '../base/diagnostics.ts';
import { hasErrors, printFindings, printJson } from './output.ts';
import { EXIT } from './usage.ts';
import { projectRoot } from './validate.ts';

/** `faktaark fmt [--check]` */
export function formatCommand(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      project: { type: 'string' },
    },
  });
  const findings = new Findings();
  const files = formatProject(projectRoot(values.project), values.check, findings.report);
  if (values.json) printJson({ files, findings: findings.list });
  else for (const path of files) process.stdout.write(`${path}\n`);
  printFindings(findings.list, values.json);
  return hasErrors(findings.list) || (values.check && files.length > 0) ? EXIT.findings : EXIT.good;
}
