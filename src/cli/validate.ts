import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeWhole } from '../app/disk.ts';
import { CONFIG_FILE, findProject } from '../app/project.ts';
import { toJunit, toSarif } from '../app/reports.ts';
import { validateProject } from '../app/validate.ts';
import { configErrors, hasErrors, printFindings, printJson } from './output.ts';
import { EXIT, UsageError } from './usage.ts';

/** The folder of the project a command works on. */
export function projectRoot(named: string | undefined): string {
  const root = named ? resolve(named) : findProject(process.cwd());
  if (!root || !existsSync(join(root, CONFIG_FILE)))
    throw new UsageError(`${named ?? 'this folder'} is no project: there is no ${CONFIG_FILE}`);
  return root;
}

export function validateCommand(args: readonly string[]): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      sarif: { type: 'string' },
      junit: { type: 'string' },
      strict: { type: 'boolean', default: false },
      project: { type: 'string' },
    },
  });
  const findings = validateProject(projectRoot(values.project));
  if (values.sarif !== undefined) writeWhole(resolve(values.sarif), toSarif(findings));
  if (values.junit !== undefined) writeWhole(resolve(values.junit), toJunit(findings));
  if (values.json) printJson({ findings });
  printFindings(findings, values.json);
  if (!values.json && !findings.length) process.stdout.write('no findings\n');
  const failed = hasErrors(findings) || (values.strict && findings.some((d) => d.severity === 'warning'));
  if (configErrors(findings).length) return EXIT.usage;
  return failed ? EXIT.findings : EXIT.good;
}
