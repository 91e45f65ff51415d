import { CsvError, parse } from 'csv-parse/sync';
import { finding, type Report } from '../../../base/diagnostics.ts';
import type { SourceText } from '../../../base/source.ts';
import { csvOf } from '../../dataset/csv.ts';
import { TRANSLATION_STATES, type TranslationState } from '../state.ts';
import { contextLines, type ExchangeFile, type ExchangeFormat, type ReturnedFile } from './unit.ts';

/** A table for those who work in a spreadsheet (RFC 4180, UTF-8). The first two rows say what it is of. */
export const csv: ExchangeFormat = { name: 'csv', extension: 'csv', write, read };

const COLUMNS = [
  'key',
  'source',
  'target',
  'state',
  'note',
  'limit',
  'context',
  'mission',
  'source language',
  'target language',
];

function write({ units, mission, sourceLocale, targetLocale }: ExchangeFile): string {
  const rows = units.map((unit) => [
    unit.key,
    unit.source,
    unit.target ?? '',
    unit.stale ? 'stale' : unit.state,
    unit.note ?? '',
    unit.limit?.toString() ?? '',
    [...contextLines(unit), ...unit.terms.map((term) => `Glossary: ${term.source} = ${term.target}`)].join('; '),
    mission,
    sourceLocale,
    targetLocale,
  ]);
  // Spreadsheets take a file without the mark for one of their own encodings.
  return `\uFEFF${csvOf({ name: '', title: '', rows: [COLUMNS, ...rows] })}`;
}

interface Row {
  readonly record: Readonly<Record<string, string | undefined>>;
  readonly info: { readonly lines: number };
}

function read(source: SourceText, report: Report): ReturnedFile | undefined {
  const { file } = source;
  // Spreadsheets write semicolons or tabs where the comma is the decimal sign.
  const head = /^[^\r\n]*/.exec(source.text.replace(/^\uFEFF/, ''))?.[0] ?? '';
  const delimiter = [',', ';', '\t'].sort((a, b) => head.split(b).length - head.split(a).length)[0]!;
  let rows: readonly Row[];
  try {
    rows = parse(source.text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      bom: true,
      delimiter,
      info: true,
      skip_empty_lines: true,
    }) as unknown as readonly Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: number }).lines) || undefined;
    report(finding('exchange-damaged', `This is no well-formed CSV: ${error.message}.`, { file, line }));
    return undefined;
  }
  const first = rows[0]?.record;
  const lacking = ['key', 'source', 'target'].filter((name) => !first || !Object.hasOwn(first, name));
  if (lacking.length) {
    const message = `The table has no column ${lacking.map((name) => `"${name}"`).join(', ')}.`;
    report(finding('exchange-foreign', message, { file, line: 1 }));
    return undefined;
  }
  return {
    mission: first!.mission || undefined,
    sourceLocale: first!['source language'] || undefined,
    targetLocale: first!['target language'] || undefined,
    units: rows.map(({ record, info }) => ({
      keys: record.key?.trim() ? [record.key.trim()] : [],
      source: [record.source ?? ''],
      target: record.target ? [record.target] : undefined,
      state: stateOf(record.state ?? ''),
      notes: record.note ? [record.note] : [],
      limit: Number(record.limit) > 0 ? Number(record.limit) : undefined,
      place: { file, line: info.lines },
    })),
  };
}

function stateOf(word: string): TranslationState | undefined {
  const plain = word.trim().toLowerCase();
  return plain === 'stale' ? 'initial' : TRANSLATION_STATES.find((state) => state === plain);
}
