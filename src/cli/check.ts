import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CheckedPath, checkFile } from '../app/check.ts';
import { writeWhole } from '../app/disk.ts';
import { toJunit, toSarif } from '../app/reports.ts';
import { formatDiagnostic } from '../base/diagnostics.ts';
import { PROFILES, type Profile } from '../checks/rule.ts';
import { hasErrors, printJson } from './output.ts';
import { EXIT, UsageError } from './usage.ts';

const isProfile = (word: string): word is Profile => (PROFILES as readonly string[]).includes(word);

/** Preflight of finished PDFs, whoever made them. */
export function checkCommand(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      seconds: { type: 'string', default: '8' },
      json: { type: 'boolean', default: false },
      sarif: { type: 'string' },
      junit: { type: 'string' },
      strict: { type: 'boolean', default: false },
    },
  });
  if (!positionals.length) throw new UsageError('check takes the PDF files to look at');
  const { profile } = values;
  if (profile !== undefined && !isProfile(profile))
    throw new UsageError(`--profile takes one of ${PROFILES.join(', ')}, not "${profile}"`);
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new UsageError(`--seconds takes a number above 0, not "${values.seconds}"`);
  const files: CheckedPath[] = [];
  for (const path of positionals) {
    const checked = checkFile(path, { profile, seconds });
    files.push(checked);
    if (!values.json) printChecked(checked);
  }
  const findings = files.flatMap((file) => file.findings);
  if (values.sarif !== undefined) writeWhole(resolve(values.sarif), toSarif(findings));
  if (values.junit !== undefined) writeWhole(resolve(values.junit), toJunit(findings, 'check'));
  if (values.json) printJson({ files: files.map(({ findings: _, ...file }) => file), findings });
  const failed = hasErrors(findings) || (values.strict && findings.some((d) => d.severity === 'warning'));
  return failed ? EXIT.findings : EXIT.good;
}

/** One line for the file, its ink where it is for print; findings on stderr. */
function printChecked({ file, pages, profile, findings, ink }: CheckedPath): void {
  for (const diagnostic of findings) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
  const count = (severity: string): string => {
    const some = findings.filter((d) => d.severity === severity).length;
    return `${some} ${severity}${some === 1 ? '' : 's'}`;
  };
  const result = findings.length ? `${count('error')}, ${count('warning')}` : 'no findings';
  process.stdout.write(`${file}  ${pages} page${pages === 1 ? '' : 's'}${profile ? `  ${profile}` : ''}  ${result}\n`);
  for (const { page, plates } of ink) {
    const shares = Object.entries(plates).map(([plate, share]) => `${plate} ${Math.round(share * 1000) / 10} %`);
    if (shares.length) process.stdout.write(`  page ${page}, ink of solids: ${shares.join(', ')}\n`);
  }
}
