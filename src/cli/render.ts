import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shownPath, writeWhole } from '../app/disk.ts';
import { dumpStage, isStage, STAGES, type Stage } from '../app/dump.ts';
import { findProject } from '../app/project.ts';
import { type RenderOptions, readHtml, renderFile } from '../app/render.ts';
import { isStackOverflow, runDeep } from '../app/stack.ts';
import type { Diagnostic } from '../base/diagnostics.ts';
import { parseEdition, parseStandard } from './editions.ts';
import { hasErrors, printFindings, printJson } from './output.ts';
import { EXIT, UsageError } from './usage.ts';

/** What is rendered, and the stage to show of it. */
interface RenderJob extends RenderOptions {
  readonly stage: Stage | undefined;
}

interface Rendered {
  readonly findings: readonly Diagnostic[];
  readonly pages: number;
  readonly pdf: Uint8Array | undefined;
  readonly dump: string | undefined;
}

export function render(job: RenderJob): Rendered {
  const { findings, laidOut, pdf } = renderFile(job);
  const dump = job.stage && laidOut && dumpStage(job.stage, laidOut);
  return { findings, pages: laidOut?.pages.length ?? 0, pdf, dump };
}

/** Here, as threads take time to start, unless elements lie too deep in each other for that. */
async function rendered(job: RenderJob): Promise<Rendered> {
  try {
    return render({ ...job, tooDeep: 'throw' });
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    return runDeep<RenderJob, Rendered>(job);
  }
}

export async function renderCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      output: { type: 'string', short: 'o' },
      edition: { type: 'string', default: 'screen' },
      standard: { type: 'string' },
      lang: { type: 'string', default: 'en' },
      css: { type: 'string', multiple: true, default: [] },
      dump: { type: 'string' },
      'allow-dir': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      project: { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length) throw new UsageError('render takes one HTML file, or - for standard input');
  const edition = parseEdition(values.edition);
  const standard = parseStandard(values.standard);
  if (values.dump !== undefined && !isStage(values.dump))
    throw new UsageError(`--dump takes one of ${STAGES.join(', ')}, not "${values.dump}"`);
  if (path !== '-' && !(existsSync(path) && statSync(path).isFile())) throw new UsageError(`there is no file ${path}`);
  for (const folder of values['allow-dir']) {
    if (!(existsSync(folder) && statSync(folder).isDirectory())) throw new UsageError(`there is no folder ${folder}`);
  }
  const { html, folder } = readHtml(path);
  const job: RenderJob = {
    stage: values.dump as Stage | undefined,
    html,
    folder,
    allowed: values['allow-dir'].map((dir) => resolve(dir)),
    css: values.css,
    lang: values.lang,
    edition,
    standard,
    project: values.project ? resolve(values.project) : (findProject(process.cwd()) ?? process.cwd()),
  };
  const { findings, pages, pdf, dump } = await rendered(job);
  printFindings(findings, values.json);
  const code = hasErrors(findings) ? EXIT.findings : EXIT.good;
  if (values.dump !== undefined) {
    if (dump !== undefined) process.stdout.write(dump);
    return code;
  }
  const target =
    values.output ?? (path === '-' ? '-' : join(folder, `${basename(path).replace(/\.x?html?$/i, '')}.pdf`));
  if (pdf && target === '-') process.stdout.write(pdf);
  else if (pdf) writeWhole(resolve(target), pdf);
  if (values.json && target !== '-') {
    printJson({
      file: pdf ? shownPath(resolve(target)) : null,
      pages,
      bytes: pdf?.length ?? 0,
      findings,
    });
  } else if (!values.json && pdf && target !== '-')
    process.stdout.write(
      `${shownPath(resolve(target))}  ${pages} page${pages === 1 ? '' : 's'}  ${pdf.length} bytes\n`,
    );
  return code;
}
