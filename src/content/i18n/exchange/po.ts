import { po as gettext } from 'gettext-parser';
import { finding, type Report } from '../../../base/diagnostics.ts';
import type { SourceText } from '../../../base/source.ts';
import type { TranslationState } from '../state.ts';
import {
  contextLines,
  type ExchangeFile,
  type ExchangeFormat,
  type ExchangeUnit,
  type ReturnedFile,
  type ReturnedUnit,
} from './unit.ts';

/**
 * GNU gettext PO. The key of a string is its context (`msgctxt`) and its reference; what is fuzzy is to be translated again.
 * PO has no states beyond that, so reviewed and final stand in a comment.
 */
export const po: ExchangeFormat = { name: 'po', extension: 'po', write, read };

const MISSION = 'X-Faktaark-Mission';
const SOURCE = 'X-Source-Language';

function write(file: ExchangeFile): string {
  const entries: Record<string, Record<string, object>> = {
    '': {
      '': {
        msgid: '',
        msgstr: [''],
        comments: { translator: `${file.title}\nPlaceholders in braces stay as they are.`, flag: '' },
      },
    },
  };
  for (const unit of file.units) entries[unit.key] = { [unit.source]: entry(unit) };
  const headers = {
    'Project-Id-Version': `${file.mission} 1`,
    // No clock here: the same texts give the same file.
    'PO-Revision-Date': '2000-01-01 00:00+0000',
    'Last-Translator': 'Nobody yet <nobody@example.org>',
    'Language-Team': `${file.targetLocale} <nobody@example.org>`,
    Language: file.targetLocale.replaceAll('-', '_'),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Transfer-Encoding': '8bit',
    [SOURCE]: file.sourceLocale,
    [MISSION]: file.mission,
  };
  const text = gettext.compile({ charset: 'utf-8', headers, translations: entries as never }, { foldLength: 100 });
  return `${text.toString('utf8').trimEnd()}\n`;
}

function entry(unit: ExchangeUnit): object {
  const terms = unit.terms.map(({ source, target }) => `Glossary: ${source} = ${target}`);
  const limit = unit.limit ? [`At most ${unit.limit} characters`] : [];
  const state = unit.target === undefined || unit.stale ? [] : [`State: ${unit.state}`];
  const fuzzy = unit.target !== undefined && (unit.stale || unit.state === 'initial');
  return {
    msgctxt: unit.key,
    msgid: unit.source,
    msgstr: [unit.target ?? ''],
    comments: {
      translator: unit.note ?? '',
      extracted: [...contextLines(unit), ...terms, ...limit, ...state].join('\n'),
      reference: unit.key,
      flag: fuzzy ? 'fuzzy' : '',
    },
  };
}

interface Entry {
  readonly msgctxt?: string;
  readonly msgid: string;
  readonly msgstr: readonly string[];
  readonly comments?: {
    readonly translator?: string;
    readonly extracted?: string;
    readonly reference?: string;
    readonly flag?: string;
  };
}

function read(source: SourceText, report: Report): ReturnedFile | undefined {
  const { file } = source;
  const damaged = (message: string, line?: number): undefined => {
    report(finding('exchange-damaged', `This is no well-formed PO: ${message}`, { file, line }));
  };
  const text = source.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (!/^\s*(?:#|msg(?:id|ctxt)\b)/.test(text)) {
    report(finding('exchange-foreign', 'The file is no PO.', { file, line: 1 }));
    return undefined;
  }
  let parsed: ReturnType<typeof gettext.parse>;
  try {
    parsed = gettext.parse(text, { defaultCharset: 'utf-8', validation: true });
  } catch (error) {
    const { message, lineNumber } = error as Error & { lineNumber?: number };
    return damaged(`${message.split('\n')[0]}.`, lineNumber);
  }
  const entries = Object.values(parsed.translations)
    .flatMap((own) => Object.values(own as Readonly<Record<string, Entry>>))
    .filter(({ msgid }) => msgid !== '');
  if (entries.length === 0) return damaged('it holds no strings.');
  const header = (name: string): string | undefined => {
    const found = Object.entries(parsed.headers ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase());
    return found?.[1] || undefined;
  };
  const lines = text.split('\n');
  return {
    mission: header(MISSION),
    sourceLocale: header(SOURCE),
    targetLocale: header('Language')?.replaceAll('_', '-'),
    units: entries.map((one) => returned(one, { file, line: lineOf(lines, one) })),
  };
}

/** The reader tells no lines: a context or string begins with its keyword. */
function lineOf(lines: readonly string[], { msgctxt, msgid }: Entry): number | undefined {
  const quoted = (text: string) => JSON.stringify(text).slice(1, 21);
  const at = lines.findIndex((line) =>
    msgctxt ? line.startsWith(`msgctxt "${quoted(msgctxt)}`) : line.includes(quoted(msgid)),
  );
  return at < 0 ? undefined : at + 1;
}

function returned({ msgctxt, msgid, msgstr, comments }: Entry, place: ReturnedUnit['place']): ReturnedUnit {
  const references = comments?.reference?.split(/\s+/) ?? [];
  const fuzzy = comments?.flag?.split(/[\s,]+/).includes('fuzzy');
  const said = /^State: (translated|reviewed|final)$/m.exec(comments?.extracted ?? '')?.[1];
  const limit = /^At most (\d+) characters$/m.exec(comments?.extracted ?? '')?.[1];
  const target = msgstr[0] ?? '';
  const notes = (comments?.translator ?? '').split('\n').filter((line) => !/^\(pofilter\)/.test(line));
  return {
    keys: [msgctxt ?? '', ...references].filter((name) => /^(?:names|messages)\//.test(name)),
    source: [msgid],
    target: target === '' ? undefined : [target],
    state: fuzzy ? 'initial' : (said as TranslationState | undefined),
    notes: notes.join('\n').trim() ? [notes.join('\n').trim()] : [],
    limit: limit ? Number(limit) : undefined,
    place,
  };
}
