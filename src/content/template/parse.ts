import Handlebars from 'handlebars';
import { finding, type Report } from '../../base/diagnostics.ts';
import { LineIndex, type SourceText } from '../../base/source.ts';
import type { ParsedTemplate } from './lint.ts';

/** Parses a template; undefined, after a finding, where Handlebars cannot. */
export function parseTemplate({ file, text, fault }: SourceText, report: Report): ParsedTemplate | undefined {
  if (fault) {
    report(fault);
    return undefined;
  }
  try {
    return { file, program: Handlebars.parse(text) };
  } catch (error) {
    const { message, lineNumber, column } = error as Handlebars.Exception;
    if (lineNumber !== undefined) {
      // "if doesn't match each - 2:3"; the position is the finding's own.
      const words = message.replace(/ - \d+:\d+$/, '');
      report(finding('template-syntax', `${words}.`, { file, line: lineNumber, column: (column ?? 0) + 1 }));
    } else reportGrammar(file, text, message, report);
    return undefined;
  }
}

/**
 * The parser says where only by an excerpt, its newlines taken out, over a line that points into it:
 *
 *     Parse error on line 2:
 *     ...{#if x}{{/each}}
 *     ----------^
 */
function reportGrammar(file: string, text: string, message: string, report: Report): void {
  const [head = '', excerpt = '', pointer = '', expected = ''] = message.split('\n');
  const line = Number(/on line (\d+)/.exec(head)?.[1] ?? 1);
  const before = excerpt.slice(0, pointer.length - 1).replace(/^\.\.\./, '');
  const got = /got '(\w+)'/.exec(expected)?.[1];
  const words = got === 'EOF' ? 'The template ends inside a block or expression.' : 'Handlebars cannot read on here.';
  const rest = excerpt.slice(pointer.length - 1, pointer.length + 9).trim();
  const open = got === 'EOF' ? openBlock(text) : undefined;
  const hint = rest
    ? `Just before: ${rest}`
    : open && `Write {{/${open.name}}}; the block begins in line ${open.line}.`;
  report(finding('template-syntax', words, { file, line, ...position(text, before, line) }, hint));
}

/** The innermost block that the text does not close. */
function openBlock(text: string): { readonly name: string; readonly line: number } | undefined {
  const open: { name: string; at: number }[] = [];
  for (const tag of text.matchAll(/\{\{~?([#/])\s*([\w-]+)/g)) {
    if (tag[1] === '#') open.push({ name: tag[2]!, at: tag.index });
    else if (open.at(-1)?.name === tag[2]) open.pop();
  }
  const last = open.at(-1);
  return last && { name: last.name, line: new LineIndex(text).position(last.at).line };
}

/** Finds the end of `before` in the text at or after `line`, newlines left out of account. */
function position(text: string, before: string, line: number): { line: number; column: number } | undefined {
  const lines = new LineIndex(text);
  const offsets: number[] = [];
  let joined = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\n') continue;
    joined += text[i];
    offsets.push(i);
  }
  for (let at = joined.indexOf(before); before && at !== -1; at = joined.indexOf(before, at + 1)) {
    const end = lines.position((offsets[at + before.length - 1] ?? 0) + 1);
    if (end.line >= line - 1) return end;
  }
  return undefined;
}
