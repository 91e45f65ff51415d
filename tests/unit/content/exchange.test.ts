import { parse } from 'csv-parse/sync';
import { Findings } from '../../../src/base/diagnostics.ts';
import { parseJson } from '../../../src/content/dataset/json.ts';
import { csv } from '../../../src/content/i18n/exchange/csv.ts';
import { exchangeFile } from '../../../src/content/i18n/exchange/export.ts';
import { type ImportResult, importReturned } from '../../../src/content/i18n/exchange/import.ts';
import { joinLeaves, leafText, messageOf } from '../../../src/content/i18n/exchange/pieces.ts';
import { po } from '../../../src/content/i18n/exchange/po.ts';
import type { ExchangeFormat } from '../../../src/content/i18n/exchange/unit.ts';
import { xliff1 } from '../../../src/content/i18n/exchange/xliff1.ts';
import { xliff2 } from '../../../src/content/i18n/exchange/xliff2.ts';
import { compileMessage } from '../../../src/content/i18n/messages.ts';
import {
  checkStatus,
  DEFAULT_POLICY,
  readTextFile,
  sourceHash,
  type TextFile,
} from '../../../src/content/i18n/state.ts';
import { load, readAll, textFile } from './project.ts';

const FORMATS: readonly ExchangeFormat[] = [xliff2, xliff1, po, csv];
const { catalogues, record } = readAll();
const source = catalogues.da!;

const english = (): TextFile =>
  readTextFile(load(textFile('en')), load('data/missions/nato-mission-iraq/text.en.state.json'), () => {})!;

/** The English text with other strings in it, as a file of its own. */
function withMessages(messages: Readonly<Record<string, string>>): TextFile {
  const { text, state } = english();
  const changed = { ...text, messages: { ...text.messages, ...messages } };
  return {
    text: changed,
    document: parseJson({ file: 'text.en.json', text: JSON.stringify(changed) }, () => {})!,
    state,
  };
}

/** `null` is a language without a text. */
type Target = TextFile | null;

const written = (format: ExchangeFormat, target: Target = english()): string =>
  format.write(
    exchangeFile({ record: record!, source, target: target ?? undefined, targetLocale: 'en', glossary: undefined }),
  );

interface Returned {
  readonly result: ImportResult | undefined;
  readonly codes: readonly string[];
  readonly findings: Findings['list'];
}

function returned(format: ExchangeFormat, text: string, target: Target = english()): Returned {
  const findings = new Findings();
  const file = format.read({ file: `x.${format.extension}`, text }, findings.report);
  const result =
    file &&
    importReturned({ record: record!, source, target: target ?? undefined, targetLocale: 'en', file }, findings.report);
  return { result, findings: findings.list, codes: findings.list.map(({ code }) => code) };
}

describe.each(FORMATS.map((format) => [format.name, format] as const))('%s', (_, format) => {
  test('what was not touched comes back as it was', () => {
    const { result, codes } = returned(format, written(format));
    expect(codes).toEqual([]);
    expect(result).toMatchObject({ changes: [], refused: 0, text: english().text, state: english().state });
    expect(result!.unchanged).toBe(
      Object.keys({ ...english().text.names }).length + Object.keys(english().text.messages).length,
    );
  });

  test('the same texts give the same file', () => {
    expect(written(format)).toBe(written(format));
  });

  test('a language without a text begins with empty targets, and what is translated comes in', () => {
    const empty = written(format, null);
    expect(returned(format, empty, null).result).toMatchObject({ changes: [], text: { names: {}, messages: {} } });
    // The source strings as their own translation, as a tool does that fills in what it knows.
    const { result, codes } = returned(
      format,
      written(format, { ...english(), text: { ...source.text, locale: 'en' } }),
      null,
    );
    expect(codes).toEqual([]);
    expect(result!.text.messages).toEqual(source.text.messages);
    // The lengths that the English file knows come along.
    expect(new Set(result!.changes.map(({ kind }) => kind).filter((kind) => kind !== 'limit'))).toEqual(
      new Set(['added']),
    );
  });

  test('a changed word is a change, and its state is recorded with the source of now', () => {
    const text = written(format).replace('Denmark’s contribution', 'What Denmark contributed');
    const { result, codes } = returned(format, text);
    expect(codes).toEqual([]);
    expect(result!.changes).toEqual([
      { key: 'messages/contribution.heading', kind: 'changed', before: 'Denmark’s contribution', after: 'What Denmark contributed' },
    ]); // biome-ignore format: one record
    expect(result!.state.entries['messages/contribution.heading']).toEqual({
      state: 'translated',
      source: sourceHash(source.text.messages['contribution.heading']!),
    });
  });

  test('a lost placeholder is refused at its place, and the rest comes in', () => {
    const codes: Readonly<Record<string, RegExp>> = {
      xliff: /<ph id="1"[^>]*dataRef="d1"[^>]*\/>(?= helps)/,
      xliff12: /<ph id="1"[^>]*>\{nmi, name\}<\/ph>(?= helps)/,
      po: /\{nmi, name\}(?= helps)/,
      csv: /\{nmi, name\}(?= helps)/,
    };
    const lost = written(format).replace(codes[format.name]!, 'NMI').replace('Denmark’s contribution', 'Danish part');
    const { result, findings } = returned(format, lost);
    expect(result).toMatchObject({ refused: 1, changes: [{ key: 'messages/contribution.heading' }] });
    expect(result!.text.messages['what.purpose']).toBe(english().text.messages['what.purpose']);
    expect(findings).toMatchObject([
      { code: 'exchange-incomplete', file: `x.${format.extension}`, line: expect.any(Number) },
    ]);
    expect(findings[0]!.message).toContain('lacks {nmi}');
  });

  test('CRLF, a byte order mark and other white space change nothing', () => {
    const text = written(format).replace(/^\uFEFF/, '');
    const wrapped = format === po || format === csv ? text : text.replace(/ (?=contribution )/g, '\n            ');
    expect(returned(format, `\uFEFF${wrapped.replace(/\r?\n/g, '\r\n')}`)).toMatchObject({
      codes: [],
      result: { changes: [], refused: 0 },
    });
  });

  test.each(['', '<html><body>Hello</body></html>', 'key;text\nlead;x', '{"a": 1}', '%PDF-1.7'])(
    'a foreign file: %j',
    (text) => {
      const { result, findings } = returned(format, text);
      expect(result).toBeUndefined();
      expect(findings).toMatchObject([
        { code: expect.stringMatching(/^exchange-(?:foreign|damaged)$/), file: `x.${format.extension}` },
      ]);
    },
  );

  test('a file cut short changes nothing', () => {
    const text = written(format);
    for (const share of [0.1, 0.5, 0.9]) {
      const { result, codes } = returned(format, text.slice(0, Math.floor(text.length * share)));
      // A table may end with any row; what is there then is as it was.
      if (format === csv || format === po) expect(result?.changes ?? []).toEqual([]);
      else expect([result, codes]).toEqual([undefined, ['exchange-damaged']]);
    }
  });

  test('cases of a plural are translated apart, those of the other language', () => {
    const target = withMessages({
      'numbers.mission': '{mission2021, plural, one {One person in {mission2021, figure, asOf}, {mission2022, figure} later, {announced, figure} on {enlargement, date}} other {# people of {nato, name}, {mission2022, figure, asOf}}}',
    }); // biome-ignore format: one message
    const text = written(format, target);
    expect(text).toContain('numbers.mission[mission2021=one]');
    expect(text).toContain('numbers.mission[mission2021=other]');
    const { result } = returned(format, text.replace('One person in', 'A single person in'), target);
    expect(result!.text.messages['numbers.mission']).toBe(
      target.text.messages['numbers.mission']!.replace('One person in', 'A single person in'),
    );
  });

  test('a string that was translated from older words comes in as stale', () => {
    const old = {
      ...source,
      text: { ...source.text, messages: { ...source.text.messages, 'since.heading': 'Hvad skete der siden?' } },
    };
    const text = format.write(
      exchangeFile({ record: record!, source: old, target: english(), targetLocale: 'en', glossary: undefined }),
    );
    const { result, codes } = returned(format, text.replace('What has happened since', 'What happened since'));
    expect(codes).toEqual(['exchange-old-source']);
    expect(result!.text.messages['since.heading']).toBe('What happened since');
    expect(result!.state.entries['messages/since.heading']!.source).not.toBe(
      sourceHash(source.text.messages['since.heading']!),
    );
  });
});

test('a file from before a change of the source takes back no confirmation', () => {
  const old = {
    ...source,
    text: { ...source.text, messages: { ...source.text.messages, 'since.heading': 'Hvad skete der siden?' } },
  };
  const input = { record: record!, source: old, target: english(), targetLocale: 'en', glossary: undefined };
  const { result, codes } = returned(xliff2, xliff2.write(exchangeFile(input)).replace('"initial"', '"final"'));
  expect(codes).toEqual(['exchange-old-source']);
  expect(result).toMatchObject({ changes: [], state: english().state });
});

test('a form that only the translation has may be changed and noted, and is then no stranger in the sidecar', () => {
  const target = english();
  const changed = written(xliff1, target).replace(
    '>The Danish Parliament</target>',
    '>The Parliament of Denmark</target>',
  );
  const { result } = returned(xliff1, changed, target);
  expect(result!.changes).toMatchObject([{ key: 'names/folketinget.start', kind: 'changed' }]);
  const sidecar = { file: 'text.en.state.json', text: JSON.stringify(result!.state) };
  const file = readTextFile({ file: 'text.en.json', text: JSON.stringify(result!.text) }, sidecar, () => {})!;
  const findings = new Findings();
  checkStatus(source.text, file, { ...DEFAULT_POLICY, unreviewed: 'ignore' }, findings.report);
  expect(findings.list).toEqual([]);
});

test.each([xliff2, xliff1])('$name: files of two missions in one are refused', (format) => {
  const text = written(format);
  const [own] = /<file[\s\S]*<\/file>/.exec(text)!;
  const both = text.replace(own, own + own.replace(/nato-mission-iraq/g, 'kfor'));
  expect(returned(format, both)).toMatchObject({ result: undefined, codes: ['exchange-foreign'] });
});

test('states come and go in the words of each format', () => {
  const target = english();
  const entries = { ...target.state!.entries };
  const states = ['initial', 'translated', 'reviewed', 'final'] as const;
  const keys = ['messages/title', 'messages/subtitle', 'messages/description', 'messages/lead'];
  keys.forEach((key, i) => {
    entries[key] = { ...entries[key]!, state: states[i]! };
  });
  const marked: TextFile = { ...target, state: { ...target.state!, entries } };
  for (const format of FORMATS) {
    const { result } = returned(format, written(format, marked), marked);
    expect(keys.map((key) => result!.state.entries[key]!.state)).toEqual(states);
  }
  // Another tool's words for the states of XLIFF 1.2.
  const text = written(xliff1, marked);
  const states12 = (from: string, to: string) =>
    returned(xliff1, text.replaceAll(`state="${from}"`, `state="${to}"`), marked).result!.state.entries[
      'messages/subtitle'
    ]!.state;
  expect(states12('needs-review-translation', 'translated')).toBe('translated');
  expect(states12('needs-review-translation', 'signed-off')).toBe('reviewed');
  expect(states12('needs-review-translation', 'final')).toBe('final');
  expect(states12('needs-review-translation', 'x-somebody-elses')).toBe('translated');
});

describe('a file as a tool would return it', () => {
  test('XLIFF 2.1: units in another order, two segments, notes, codes by reference', () => {
    const text = written(xliff2);
    const units = text.match(/ *<unit[\s\S]*?<\/unit>\n/g)!;
    const reversed = text.split(units[0]!)[0]! + [...units].reverse().join('') + text.slice(text.lastIndexOf(units.at(-1)!) + units.at(-1)!.length);
    const cut = reversed
      .replace(/<segment state="translated">\s*<source>Den danske ledelse<\/source>\s*<target>The Danish leadership<\/target>\s*<\/segment>/, '<segment state="reviewed"><source>Den danske </source><target order="3">leadership</target></segment><ignorable><source/><target order="2"> </target></ignorable><segment state="final"><source>ledelse</source><target order="1">Danish</target></segment>')
      .replace('<unit id="messages:subtitle" name="messages/subtitle">', '<unit id="messages:subtitle"><mda:metadata xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"/>')
      .replace(/(<unit id="messages:lead"[^>]*>)\s*<originalData>[\s\S]*?<\/originalData>/, '$1<notes><note id="n1">Is this the whole of it?</note></notes>');
    const { result, codes } = returned(xliff2, cut.replace(/(<unit id="messages:lead"[\s\S]*?)<\/unit>/, (unit) => unit.replace(/ dataRef="\w+"/g, '')));
    expect(codes).toEqual([]);
    expect(result!.changes).toEqual([
      { key: 'messages/lead', kind: 'note', before: undefined, after: 'Is this the whole of it?' },
      { key: 'messages/leadership.heading', kind: 'changed', before: 'The Danish leadership', after: 'Danish leadership' },
    ]);
    expect(result!.state.entries['messages/leadership.heading']!.state).toBe('reviewed');
  }); // biome-ignore format: long replacements

  test('XLIFF 1.2: codes as x and g, other namespace prefix, version 1.1', () => {
    const text = written(xliff1)
      .replace(/<ph id="(\d+)"[^>]*>[^<]*<\/ph>/g, '<x id="$1"/>')
      .replace(/<bpt id="(\d+)"[^>]*>[^<]*<\/bpt>([^<]*)<ept id="\1">[^<]*<\/ept>/g, '<g id="$1">$2</g>')
      .replace(/<(\/?)(?=[a-z])/g, '<$1xlf:')
      .replace('xmlns=', 'xmlns:xlf=');
    expect(returned(xliff1, text)).toMatchObject({ codes: [], result: { changes: [], refused: 0 } });
  });

  test('PO without contexts, as converters make it, is found by its references or source texts', () => {
    const bare = written(po).replace(/^msgctxt .*\n/gm, '');
    const once = bare.split('\n\n').filter((entry, i, all) => all.findIndex((other) => /^msgid [\s\S]*?(?=msgstr)/m.exec(other)?.[0] === /^msgid [\s\S]*?(?=msgstr)/m.exec(entry)?.[0]) === i);
    expect(returned(po, once.join('\n\n'))).toMatchObject({ codes: [], result: { changes: [], refused: 0 } });
    const found = returned(po, once.join('\n\n').replace(/^#: .*\n/gm, '').replace('"Danish figures"', '"x"'));
    expect(found.result).toMatchObject({ refused: 0 });
  }); // biome-ignore format: long chain

  test('a table from a spreadsheet with semicolons', () => {
    const rows = parse(written(csv), { bom: true }) as string[][];
    const quoted = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'));
    expect(returned(csv, quoted.join('\n'))).toMatchObject({ codes: [], result: { changes: [], refused: 0 } });
  });

  test('a string twice, one of another mission, a code that is none of its source', () => {
    const text = written(xliff1);
    const unit = /<trans-unit id="messages\/since.heading"[\s\S]*?<\/trans-unit>/.exec(text)![0];
    const twice = text.replace(
      unit,
      unit + unit.replace('What has happened since', 'Since then') + unit.replaceAll('since.heading', 'other.heading'),
    );
    const { result, codes, findings } = returned(
      xliff1,
      twice.replace(
        '<target state="needs-review-translation">Helicopters',
        '<target state="needs-review-translation"><x id="77"/>Helicopters',
      ),
    );
    expect(codes).toEqual(expect.arrayContaining(['exchange-conflict', 'exchange-unknown-unit']));
    expect(findings.find(({ code }) => code === 'exchange-unknown-unit')!.message).toContain('What has happened since');
    expect(result!.changes).toEqual([]);
  });
});

describe('messages and what translators see', () => {
  const texts = [
    "It's",
    "l'{nmi, name}",
    "'{x}' {nmi, name}",
    "a ''b'' c",
    '{',
    '}',
    '#',
    "'",
    "''",
    "'{",
    "{'}'",
    'a < b & c',
    "don't {",
    "''{nmi, name}''",
  ];

  test.each(texts)('%j survives both ways', (text) => {
    const message = messageOf(text, false);
    const compiled = compileMessage(message, 'en', () => {});
    expect(compiled).toBeDefined();
    expect(leafText(compiled!, new Map())).toBe(text);
  });

  test.each(texts)('%j survives in a plural', (text) => {
    const choices = [{ arg: 'n', type: 'plural' as const, offset: 0, cases: ['one', 'other'] }];
    const message = joinLeaves(choices, (assignment) => (assignment.get('n') === 'one' ? text : 'other'));
    const compiled = compileMessage(message, 'en', () => {})!;
    // The number sign of a plural is its number, so a translator cannot write another.
    if (text !== '#') expect(leafText(compiled, new Map([['n', 'one']]))).toBe(text);
  });

  test('cases that all say the same are no choice', () => {
    const choices = [
      { arg: 'a', type: 'select' as const, offset: 0, cases: ['x', 'other'] },
      { arg: 'n', type: 'plural' as const, offset: 1, cases: ['1', 'few', 'other'] },
    ];
    expect(joinLeaves(choices, () => 'same')).toBe('same');
    expect(joinLeaves(choices, (at) => (at.get('n') === 'few' ? 'few' : 'more'))).toBe(
      '{n, plural, offset:1 few {few} other {more}}',
    );
  });
});
