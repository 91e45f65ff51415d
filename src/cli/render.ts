import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shownPath, writeWhole } from '../app/disk.ts';
import { dumpStage, isStage, STAGES } from '../app/dump.ts';
import { findProject } from '../app/project.ts';
import { readHtml, renderFile } from '../app/render.ts';
import { hasErrors, printFindings, printJson } from './output.ts';
import { EXIT, UsageError } from './usage.ts';

export function renderCommand(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      output: { type: 'string', short: 'o' },
      edition: { type: 'string', default: 'screen' },
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
  if (values.edition !== 'screen')
    throw new UsageError(`this version makes the edition "screen" only, not "${values.edition}"`);
  if (values.dump !== undefined && !isStage(values.dump))
    throw new UsageError(`--dump takes one of ${STAGES.join(', ')}, not "${values.dump}"`);
  if (path !== '-' && !(existsSync(path) && statSync(path).isFile())) throw new UsageError(`there is no file ${path}`);
  for (const folder of values['allow-dir']) {
    if (!(existsSync(folder) && statSync(folder).isDirectory())) throw new UsageError(`there is no folder ${folder}`);
  }
  const { html, folder } = readHtml(path);
  const { findings, laidOut, pdf } = renderFile({
    html,
    folder,
    allowed: values['allow-dir'].map((dir) => resolve(dir)),
    css: values.css,
    lang: values.lang,
    project: values.project ? resolve(values.project) : (findProject(process.cwd()) ?? process.cwd()),
  });
  printFindings(findings, values.json);
  const code = hasErrors(findings) ? EXIT.findings : EXIT.good;
  if (values.dump !== undefined) {
    if (laidOut) process.stdout.write(dumpStage(values.dump as (typeof STAGES)[number], laidOut));
    return code;
  }
  const target =
    values.output ?? (path === '-' ? '-' : join(folder, `${basename(path).replace(/\.x?html?$/i, '')}.pdf`));
  if (pdf && target === '-') process.stdout.write(pdf);
  else if (pdf) writeWhole(resolve(target), pdf);
  if (values.json && target !== '-') {
    printJson({
      file: pdf ? shownPath(resolve(target)) : null,
      pages: laidOut?.pages.length ?? 0,
      bytes: pdf?.length ?? 0,
      findings,
    });
  } else if (!values.json && pdf && target !== '-')
    process.stdout.write(
      `${shownPath(resolve(target))}  ${laidOut!.pages.length} page${laidOut!.pages.length === 1 ? '' : 's'}  ${pdf.length} bytes\n`,
    );
  return code;
}
