import { Findings } from '../../../src/base/diagnostics.ts';
import type { SourceText } from '../../../src/base/source.ts';
import type { Text, TextState } from '../../../src/content/dataset/generated/types.ts';
import { parseJson } from '../../../src/content/dataset/json.ts';
import { validateDocument } from '../../../src/content/dataset/validate.ts';
import { acceptedState, checkStatus, DEFAULT_POLICY, readTextState } from '../../../src/content/i18n/state.ts';
import { load, localeFile, MISSION, readAll, seed, textFile } from './project.ts';

const DA = textFile('da');
const EN = textFile('en');

test('the mission of the repository has no findings', () => {
  expect(readAll().findings).toEqual([]);
});

// Each row: file, text to replace, replacement, expected code and pointer, part of message or hint.
const MISTAKES: [file: string, from: string, to: string, code: string, pointer: string, words: string][] = [
  // Schema.
  [MISSION, '"organisation":', '"organization":', 'data-unknown-key', '/organization', 'Did you mean "organisation"?'],
  [MISSION, '"organisation": "nato",', '', 'data-missing-key', '', '"organisation" is missing'],
  [MISSION, '"kind": "advisory"', '"kind": "advisry"', 'data-invalid-value', '/kind', 'Did you mean "advisory"?'],
  [
    MISSION,
    '"value": 285',
    '"value": "285"',
    'data-invalid-value',
    '/figures/ceiling/value',
    'must be number, not string',
  ],
  [MISSION, '"date": "2018-10"', '"date": "2018-13"', 'data-invalid-value', '/dates/established/date', 'YYYY-MM'],
  [MISSION, '"sources": ["sn2019"]', '"sources": []', 'data-invalid-value', '/dates/offer/sources', 'at least 1'],
  // Cross checks.
  [
    MISSION,
    '"sources": ["sn2019"]',
    '"sources": ["sn2018"]',
    'data-unknown-source',
    '/dates/offer/sources/0',
    'Did you mean "sn2019"?',
  ],
  [MISSION, '"date": "2020-06-11"', '"date": "2020-06-31"', 'data-invalid-date', '/dates/adopted/date', '2020-06-31'],
  [
    MISSION,
    '"authorised": "escortAuthorised"',
    '"authorised": "escortAuthorized"',
    'data-unknown-reference',
    '/contributions/1/authorised',
    'Did you mean "escortAuthorised"?',
  ],
  [
    MISSION,
    '"place": "alAsad"',
    '"place": "alAssad"',
    'data-unknown-reference',
    '/contributions/2/place',
    'Did you mean "alAsad"?',
  ],
  [
    MISSION,
    '"to": "2022-04-30"',
    '"to": "2021-04"',
    'data-period-order',
    '/periods/helicopters/to',
    'before it begins',
  ],
  [
    MISSION,
    '"asOf": "2019-06"',
    '"asOf": "2022-06"',
    'data-series-order',
    '/series/missionSize/points/1/asOf',
    '2019-11',
  ],
  [MISSION, '"asOf": "2024"', '"asOf": "2027"', 'data-late-as-of', '/figures/danes2024/asOf', '2026-11-22'],
  [MISSION, '"id": "carignan"', '"id": "fortin"', 'data-duplicate-id', '/leadership/1/id', 'fortin'],
  // Texts.
  [
    DA,
    '"what.heading":',
    '"what.heding":',
    'text-unknown-key',
    '/messages/what.heding',
    'Did you mean "what.heading"?',
  ],
  [DA, '"what.heading": "Hvad er NATO Mission Iraq?",', '', 'text-missing', '/messages', 'what.heading'],
  [EN, '"series.danes": "Danes in the mission",', '', 'text-missing', '/messages', 'Danskere i missionen'],
  [DA, '{established, date}', '{established, date', 'text-syntax', '/messages/what.history', ''],
  [
    DA,
    '{established, date}',
    '{establishd, date}',
    'text-unknown-placeholder',
    '/messages/what.history',
    'Did you mean "established"?',
  ],
  [
    DA,
    '{established, date}',
    '{established, period}',
    'text-placeholder-type',
    '/messages/what.history',
    'Write {established, date}.',
  ],
  [
    DA,
    '{established, date}',
    '{established}',
    'text-placeholder-type',
    '/messages/what.history',
    'Write {established, date}.',
  ],
  [
    DA,
    '{nmi, name, short}',
    '{nmi, name, shrt}',
    'text-placeholder-type',
    '/messages/lead',
    'Did you mean "nmi.short"?',
  ],
  [EN, '{established, date}', 'October', 'text-placeholder-differs', '/messages/what.history', 'lacks {established}'],
  [
    DA,
    '<strong>Stabsbidrag</strong>',
    '<b>Stabsbidrag</b>',
    'text-markup',
    '/messages/contribution.staff',
    '<b> is not allowed',
  ],
  [
    DA,
    '<strong>Stabsbidrag</strong>',
    '<strong>Stabsbidrag',
    'text-markup',
    '/messages/contribution.staff',
    'not closed',
  ],
  [DA, 'afløste ham', 'afløste ham i 2021', 'text-bare-number', '/messages/leadership.commanders', '2021'],
  [
    EN,
    'It never grew',
    'The 4,000 were never reached; it never grew',
    'text-bare-number',
    '/messages/numbers.mission',
    '4,000',
  ],
  [DA, '"locale": "da"', '"locale": "en"', 'locale-mismatch', '/locale', ''],
  // Locale files.
  [localeFile('en'), '"persons":', '"person":', 'label-missing', '/units', 'persons'],
  [localeFile('en'), '"kicker": "Fact sheet",', '', 'label-missing', '/labels', 'kicker'],
  [
    localeFile('en'),
    'Edition {number}',
    'Edition {nummer}',
    'text-unknown-placeholder',
    '/labels/edition.value',
    'Given: number, date',
  ],
  [
    localeFile('da'),
    'siden {from}',
    'siden {form}',
    'text-unknown-placeholder',
    '/formats/periods/open',
    'Given: from, to, fromPrecision',
  ],
  [localeFile('da'), 'siden {from}', 'siden {from', 'text-syntax', '/formats/periods/open', ''],
  [
    EN,
    '{coordinates, list}',
    '{coordinates, list, dative}',
    'text-placeholder-type',
    '/messages/what.partners',
    'dative',
  ],
  [localeFile('da'), '"direction": "ltr"', '"direction": "rtl"', 'locale-mismatch', '/direction', 'ltr'],
  [localeFile('da'), '"locale": "da"', '"locale": "ku"', 'locale-invalid', '/locale', 'ckb'],
];

test.each(MISTAKES)('%s: %s → %s', (file, from, to, code, pointer, words) => {
  const changed = seed(file, from, to);
  const { findings } = readAll([changed]);
  const found = findings.find((d) => d.code === code && d.file === file && d.pointer === pointer);
  expect(found ?? findings).toMatchObject({ code, file, pointer });
  expect(`${found?.message} ${found?.hint}`).toContain(words);
  // The place is on the lines that were changed, or on the object that lacks something.
  const line = changed.text.slice(0, load(file).text.indexOf(from)).split('\n').length;
  if (!/missing/.test(code)) expect(found?.line).toBeGreaterThanOrEqual(line);
  expect(found?.column).toBeGreaterThan(0);
});

test('all mistakes are reported together, and what nothing uses is a warning', () => {
  const text = load(MISSION).text.replace(
    '"sources": {',
    '"sources": { "spare": { "publisher": "P", "address": "https://example.org/" },',
  );
  const broken = text.replace('["sn2019"]', '["sn2018"]').replace('"place": "alAsad"', '"place": "nowhere"');
  const { findings, record } = readAll([{ file: MISSION, text: broken }]);
  expect(record).toBeUndefined();
  expect(findings.map((d) => `${d.severity} ${d.code}`).sort()).toEqual([
    'error data-unknown-reference',
    'error data-unknown-source',
    'warning data-unused-source',
  ]);
});

test.each([
  [
    'Config',
    'faktaark.config.json',
    '"editions": ["screen"]',
    '"editions": ["skreen"]',
    '/editions/0',
    'Did you mean "screen"?',
  ],
  [
    'Fonts',
    'fonts/fonts.json',
    '"weight": 600',
    '"wieght": 600',
    '/families/IBM Plex Sans/faces/3/wieght',
    'Did you mean "weight"?',
  ],
] as const)('%s: %s is good, and a mistake in it is found', (kind, file, from, to, pointer, hint) => {
  const findings = new Findings();
  const read = (source: SourceText) => validateDocument(kind, parseJson(source, findings.report)!, findings.report);
  expect(read(load(file))).toBeDefined();
  expect(findings.list).toEqual([]);
  expect(read(seed(file, from, to))).toBeUndefined();
  expect(findings.list).toContainEqual(expect.objectContaining({ file, pointer, hint }));
});

test('a union reports what is wrong in the branch that was meant', () => {
  const findings = new Findings();
  const layout = (pages: unknown) => {
    const text = JSON.stringify({ name: 'a', title: 'A', pages, pageSize: 'A4' });
    return validateDocument('Layout', parseJson({ file: 'layout.json', text }, findings.report)!, findings.report);
  };
  expect(layout(2)).toBeDefined();
  expect(layout({ min: 1, max: 2 })).toBeDefined();
  layout({ min: 1, max: 'two' });
  layout('two');
  expect(findings.list.map((d) => `${d.pointer} ${d.message}`)).toEqual([
    '/pages/max "max" must be integer, not string.',
    '/pages "pages" must be integer or object, not string.',
  ]);
});

describe('states of translations', () => {
  const documentOf = (file: string) => parseJson(load(file), () => {})!;
  const da = documentOf(DA).value as Text;
  const english = documentOf(EN);
  const en = english.value as Text;
  const stale = (state: TextState | undefined, source = da) => {
    const findings = new Findings();
    checkStatus(
      source,
      { text: en, document: english, state },
      { ...DEFAULT_POLICY, unreviewed: 'ignore' },
      findings.report,
    );
    return findings.list;
  };
  const kept = readTextState(load('data/missions/nato-mission-iraq/text.en.state.json'), () => {});

  test('the sidecar of the repository agrees with the texts', () => {
    expect(kept).toBeDefined();
    expect(stale(kept)).toEqual([]);
  });

  test('a changed source string and an unrecorded one are stale, at their keys', () => {
    const changed = { ...da, messages: { ...da.messages, 'since.heading': 'Siden da' } };
    expect(stale(kept, changed)).toMatchObject([{ code: 'text-stale', file: EN, pointer: '/messages/since.heading' }]);
    expect(stale(undefined)).toHaveLength(Object.keys(kept!.entries).length);
    expect(stale(acceptedState(en, changed, 'initial', kept), changed)).toEqual([]);
  });
});
